"""The tabs around the models: headers, keys and marks of the data model, and what their cells give."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.derived import derived
from domain.errors import Invalid
from domain.fields import Writer, specs
from domain.history import may_read
from domain.permissions import Actor, visible
from domain.row_checks import BLANK
from domain.seed import catalogue_rows
from domain.snapshot import Snapshot
from domain.tables import MOVEMENT_TABLES, Exemplar, Feedback, Inspection, Reward, Row, Score, ServiceFigure, Task
from domain.typed import require
from domain.vocabulary import QuarterName, Role, Tab, UnitType
from domain.vocabulary_movement import (
    LABELS,
    TOTAL,
    Acceptance,
    Audience,
    Channel,
    ExemplarResult,
    Rating,
    Repeat,
    ServiceIndicator,
    TaskState,
)
from tests.components.samples import as_read, grids, typed_into
from tests.domain.messy import ERROR, SILENT, WARNING, Cell, cell, grids_of, read

TABLES: dict[Tab, type[Row]] = {table.TAB: table for table in MOVEMENT_TABLES}
# Headers as the data model has them, in its order; * = required, + = written by the application.
HEADERS = {
    Tab.COMMUNICATIONS: "Mã hoạt động+|Ngày*|Mã đơn vị*|Loại*|Kênh*|Nội dung*|Đối tượng*|Số lượng|Đơn vị tính"
    "|Số người dự|Số người triệu tập|Lồng ghép|Nội dung lồng ghép|ĐV phối hợp|Ba nhất|Mã mô hình/điển hình|Minh chứng",
    Tab.SERVICE_FIGURES: "Năm*|Quý*|Mã chỉ tiêu*|Tên chỉ tiêu+|Số tiếp nhận|Số kế hoạch/đến hạn|Số thực hiện"
    "|Số đúng hạn|Ghi chú",
    Tab.FEEDBACK: "Mã ý kiến+|Ngày*|Tổ chức*|Loại*|Đối tượng|Nội dung*|Hạn trả lời|Trả lời, tiếp thu|Mức tiếp thu"
    "|Ngày trả lời",
    Tab.EXEMPLARS: "Mã điển hình+|Năm*|Loại*|Tên*|Mã đơn vị đề xuất*|Mã mô hình|Ngày đề xuất*|Tóm tắt thành tích*"
    "|Ngày họp bình xét|Tỷ lệ tán thành (%)|Điểm lan tỏa|Điểm dễ áp dụng|Điểm nhân rộng|Kết quả|Ngày trả lời"
    "|Đơn vị tiếp nhận nhân rộng|Đồng ý công khai*",
    Tab.REWARDS: "Mã khen+|Mã điển hình|Đối tượng*|Loại đối tượng*|Hình thức*|Khen đột xuất*|Ngày đề nghị*"
    "|Số quyết định|Ngày quyết định|Cấp khen|Ghi chú",
    Tab.TASKS: "Mã nhiệm vụ*|Mã thể hiện+|Năm+|Quý+|Mã đơn vị*|Người phụ trách|Nội dung*|Căn cứ|Lặp|Hạn*|Trạng thái*"
    "|Ngày hoàn thành|Kết quả, minh chứng",
    # The data model marks nothing as required in these two; without its key a row would be nobody's, so the key is.
    Tab.CRITERIA: "Mã tiêu chí*|Tên|Điểm tối đa|Loại đơn vị áp dụng|Cách chấm|Diễn giải",
    Tab.SCORES: "Năm*|Mã đơn vị*|Mã tiêu chí*|Điểm tự chấm|Điểm tự động+|Điểm thẩm định|Lý do điều chỉnh|Điểm thưởng"
    "|Điểm trừ|Xếp loại+|Xếp loại chính thức",
}
KEYS = {
    Tab.COMMUNICATIONS: ("TTR", "Mã hoạt động"),
    Tab.SERVICE_FIGURES: ("", "Năm|Quý|Mã chỉ tiêu"),
    Tab.FEEDBACK: ("YK", "Mã ý kiến"),
    Tab.EXEMPLARS: ("DH", "Mã điển hình"),
    Tab.REWARDS: ("KTH", "Mã khen"),
    Tab.TASKS: ("", "Mã thể hiện"),
    Tab.CRITERIA: ("", "Mã tiêu chí"),
    Tab.SCORES: ("", "Năm|Mã đơn vị|Mã tiêu chí"),
}
TAIL = ["Cập nhật lúc", "Người cập nhật", "Phiên bản", "Nguồn", "_rev"]


@pytest.mark.parametrize("tab", TABLES, ids=str)
def test_a_tab_has_the_headers_of_the_data_model_in_their_order(tab: Tab) -> None:
    columns: Any = specs(TABLES[tab])
    own = [one for one in columns if one.name not in TABLES[tab].TAIL]
    told = [
        one.header + ("*" if one.column.required else "") + ("+" if one.column.writer is Writer.APP else "")
        for one in own
    ]
    assert told == HEADERS[tab].split("|")
    assert [one.header for one in columns[len(own) :]] == TAIL


@pytest.mark.parametrize("tab", TABLES, ids=str)
def test_a_tab_has_the_key_and_the_ids_of_the_data_model(tab: Tab) -> None:
    table = TABLES[tab]
    header = {one.name: one.header for one in specs(table)}
    assert (table.PREFIX, "|".join(header[name] for name in table.KEY)) == KEYS[tab]


def test_allowed_values_are_as_many_as_the_data_model_has() -> None:
    counted = {
        (tab, one.header): len(one.allowed)
        for tab, table in TABLES.items()
        for one in specs(table)
        if one.allowed and one.name not in (*table.TAIL, "quarter") and one.allowed != ("Có", "Không")
    }
    assert counted == {
        (Tab.COMMUNICATIONS, "Loại"): 5,
        (Tab.COMMUNICATIONS, "Kênh"): 12,
        (Tab.COMMUNICATIONS, "Đối tượng"): 8,
        (Tab.COMMUNICATIONS, "Đơn vị tính"): 7,
        (Tab.COMMUNICATIONS, "Ba nhất"): 3,
        (Tab.SERVICE_FIGURES, "Mã chỉ tiêu"): 15,
        (Tab.FEEDBACK, "Loại"): 3,
        (Tab.FEEDBACK, "Mức tiếp thu"): 4,
        (Tab.EXEMPLARS, "Loại"): 5,
        (Tab.EXEMPLARS, "Kết quả"): 4,
        (Tab.REWARDS, "Loại đối tượng"): 3,
        (Tab.REWARDS, "Hình thức"): 4,
        (Tab.REWARDS, "Cấp khen"): 3,
        (Tab.TASKS, "Lặp"): 4,
        (Tab.TASKS, "Trạng thái"): 4,
        (Tab.CRITERIA, "Loại đơn vị áp dụng"): len(UnitType),
        (Tab.CRITERIA, "Cách chấm"): 2,
        (Tab.SCORES, "Xếp loại"): 4,
        (Tab.SCORES, "Xếp loại chính thức"): 4,
    }


C, S, F, E, T, P = Tab.COMMUNICATIONS, Tab.SERVICE_FIGURES, Tab.FEEDBACK, Tab.EXEMPLARS, Tab.TASKS, Tab.SCORES


@pytest.mark.parametrize(
    ("tab", "field", "typed", "value", "level"),
    [
        (C, "channel", "loa truyền thanh", Channel.LOUDSPEAKER, SILENT),
        (C, "channel", "van hoa van nghe", Channel.CULTURE, SILENT),
        (C, "audience", "giáo viên; HS", (Audience.TEACHERS, Audience.STUDENTS), SILENT),
        (C, "audience", "Nhân dân, người lạ", (), ERROR),
        (C, "date", "15/8/2026", date(2026, 8, 15), SILENT),
        (C, "unit_id", "thôn hoà bình", "TH-03", SILENT),
        (C, "qty", "khoảng 50", 50, WARNING),
        (C, "attended", "1.250", 1250, SILENT),
        (C, "integrated", "x", True, SILENT),
        (S, "quarter", "Quý hai", QuarterName.II, SILENT),
        (S, "code", "cq03a", ServiceIndicator.DIALOGUES, SILENT),
        (S, "code", "Tố cáo", ServiceIndicator.DENUNCIATIONS, SILENT),
        (S, "code", "CQ99", None, ERROR),
        (S, "received", "chưa có", None, SILENT),
        (S, "received", "-", 0, SILENT),
        (F, "target_id", "MTTQ", "MT-01", SILENT),
        (F, "target_id", "Tân Tiến", None, ERROR),
        (F, "acceptance", "một phần", Acceptance.PARTLY, SILENT),
        (E, "approval", "96%", 96.0, SILENT),
        (E, "approval", 0.96, None, ERROR),
        (E, "approval", 120, None, ERROR),
        (E, "spread", "8,5", 8.5, SILENT),
        (E, "spread", 11, None, ERROR),
        (E, "spread", -1, None, ERROR),
        (E, "receiver_ids", "Thôn Hòa Bình; CA xã", ("TH-03", "CA-01"), SILENT),
        (T, "task_id", "nv 7", "NV-07", SILENT),
        (T, "instance_id", "nv-38/2026-q3/th-05", "NV-38/2026-Q3/TH-05", SILENT),
        (T, "due", "tháng 9/2026", date(2026, 9, 30), WARNING),
        (T, "state", "xong", TaskState.DONE, SILENT),
        (T, "repeat", "hàng quý", Repeat.QUARTERLY, SILENT),
        (P, "criterion_id", TOTAL, TOTAL, SILENT),
        (P, "criterion_id", "TC9", None, ERROR),
        (P, "official", "hoan thanh tot", Rating.GOOD, SILENT),
        (P, "bonus", "-2", None, ERROR),
    ],
)
def test_a_messy_cell_gives_its_value_or_a_named_problem(
    tab: Tab, field: str, typed: Any, value: Any, level: Any
) -> None:
    found: Cell = cell(tab, field, typed)
    assert (found.value, found.level) == (value, level), found.message


def test_a_share_is_not_called_progress() -> None:
    assert "Tiến độ" not in cell(E, "approval", 120).message + cell(E, "approval", "xong").message
    assert "từ 0 đến 100" in cell(E, "approval", 120).message
    assert "0 đến 10" in cell(E, "ease", 11).message


def test_an_item_may_be_about_models_and_exemplars_that_are_there() -> None:
    raw = grids()
    typed_into(raw, C, "TTR-2026-0001", "Mã mô hình/điển hình", "mh 2026 7; DH-2026-0001; DH-2026-0099; TC1")
    snapshot = as_read(raw)
    first = next(one for one in snapshot.communications if one.comm_id == "TTR-2026-0001")
    assert first.subject_ids == ("MH-2026-0007", "DH-2026-0001")
    [problem] = [one for one in snapshot.problems if one.tab is C]
    assert problem.value == "DH-2026-0099; TC1"
    assert str(Tab.EXEMPLARS) in problem.remedy
    assert str(Tab.MODELS) in problem.remedy


def test_mttq_hears_what_is_wrong_with_any_opinion_and_a_unit_what_is_its_own() -> None:
    raw = grids()
    typed_into(raw, F, "YK-2026-0001", "Ngày", "hôm qua")
    typed_into(raw, C, "TTR-2026-0001", "Ngày", "hôm qua")
    snapshot = as_read(raw)
    [one] = visible(snapshot, Actor("a@example.vn", "", "MT-01", Role.FRONT)).problems
    assert one.tab is F
    owner = next(item.unit_id for item in snapshot.communications if item.comm_id == "TTR-2026-0001") or ""
    [one] = [p for p in visible(snapshot, Actor("a@example.vn", "", owner, Role.UNIT)).problems if p.tab is C]
    assert one.unit_id == owner


@pytest.mark.parametrize(
    ("tab", "key", "owner"),
    [
        (Tab.COMMUNICATIONS, "TTR-2026-0001", "CQ-01"),
        (Tab.EXEMPLARS, "DH-2026-0001", "TH-08"),
        (Tab.REWARDS, "KTH-2026-0001", "TH-08"),
        (Tab.TASKS, "NV-38/2026-Q3/TH-05", "TH-05"),
        (Tab.SCORES, "2026|TH-05|TC2", "TH-05"),
        (Tab.SERVICE_FIGURES, "2026|II|CQ01", None),
        (Tab.CRITERIA, "TC1", None),
    ],
)
def test_the_history_of_a_record_is_read_by_its_unit(tab: Tab, key: str, owner: str | None) -> None:
    snapshot = whole()
    raw = {one.comm_id: one.unit_id for one in snapshot.communications}
    owner = raw[key] if tab is Tab.COMMUNICATIONS else owner
    for unit_id in ("TH-05", "TH-08", "CA-01", "CQ-01", owner or "TH-01"):
        who = Actor("a@example.vn", "", unit_id, Role.UNIT)
        assert may_read(who, snapshot, tab, key) is (unit_id == owner)
    assert may_read(Actor("a@example.vn", "", "MT-01", Role.FRONT), snapshot, Tab.FEEDBACK, "YK-2026-0001")
    assert not may_read(Actor("a@example.vn", "", "TH-01", Role.UNIT), snapshot, Tab.FEEDBACK, "YK-2026-0001")


def test_a_form_refuses_points_beyond_the_scale() -> None:
    with pytest.raises(Invalid) as refused:
        require(Exemplar(spread=11, ease=10), optional={spec.name for spec in specs(Exemplar)})
    assert list(refused.value.problems) == ["spread"]


def test_an_opinion_is_about_a_unit_or_a_model() -> None:
    raw = grids()
    typed_into(raw, F, "YK-2026-0001", "Đối tượng", "MH-2026-0099")
    typed_into(raw, F, "YK-2026-0002", "Đối tượng", "Phòng Kinh tế")
    typed_into(raw, F, "YK-2026-0004", "Đối tượng", "mh 2026 1")
    found = {one.feedback_id: one.target_id for one in as_read(raw).feedback}
    assert (found["YK-2026-0001"], found["YK-2026-0002"], found["YK-2026-0004"]) == (None, "CQ-02", "MH-2026-0001")


@pytest.mark.parametrize(
    ("tab", "cells", "field", "said"),
    [
        (T, {"state": "Hoàn thành"}, "done", "Ngày hoàn thành"),
        (F, {"acceptance": "Giải trình"}, "replied", "Ngày trả lời"),
        (E, {"result": "Công nhận"}, "answered", "Ngày trả lời"),
        (F, {"date": "10/7/2026", "replied": "9/7/2026"}, "replied", "sớm hơn"),
        (T, {"task_id": "NV-43", "repeat": "Hằng quý"}, "due", "Hạn"),
        (C, {"channel": "Zalo"}, "audience", "Đối tượng"),
    ],
)
def test_a_rule_within_the_row_names_the_cell(tab: Tab, cells: dict[str, Any], field: str, said: str) -> None:
    snapshot = read(grids_of((tab, cells)))
    assert any(one.field == field and said in one.message for one in snapshot.problems if one.tab is tab)


def test_a_task_as_it_occurs_needs_no_deadline() -> None:
    snapshot = read(grids_of((T, {"task_id": "NV-43", "unit_id": "TH-03", "repeat": "Khi có"})))
    assert not [one for one in snapshot.problems if one.field == "due"]


def test_two_rows_of_one_quarter_and_indicator_are_named_and_one_counts() -> None:
    same = {"year": 2026, "quarter": "II", "code": "CQ01"}
    snapshot = read(grids_of((S, {**same, "done": 3}), (S, {**same, "quarter": "Quý 2", "done": 4})))
    assert [one.done for one in snapshot.service_figures] == [3]
    assert any(one.whole for one in snapshot.problems if one.tab is S)


def test_a_line_of_totals_below_the_figures_is_no_record() -> None:
    grid = grids_of((S, {"year": 2026, "quarter": "II", "code": "CQ01", "done": 3}))
    grid[S].append(["Tổng cộng", "", "", "", "", "", 12])
    assert len(read(grid).service_figures) == 1


def test_a_reward_is_of_the_unit_that_proposed_its_exemplar() -> None:
    raw = grids()
    typed_into(raw, Tab.REWARDS, "KTH-2026-0001", "Ngày đề nghị", "hôm qua")
    snapshot = as_read(raw)
    [problem] = [one for one in snapshot.problems if one.tab is Tab.REWARDS]
    assert problem.unit_id == "TH-08"
    assert [snapshot.owner_of(one) for one in snapshot.rewards] == ["TH-08", "CA-01", None, "TH-23", "CA-01"]


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (Inspection(date=date(2026, 8, 1)), {"year": 2026, "quarter": "III"}),
        (
            Task(task_id="NV-38", due=date(2026, 9, 30), unit_id="TH-05"),
            {"year": 2026, "quarter": "III", "instance_id": "NV-38/2026-Q3/TH-05"},
        ),
        (Task(task_id="NV-43", unit_id="TH-05"), {"year": 2026, "instance_id": "NV-43/2026/TH-05"}),
        (Task(task_id="NV-43"), {"year": 2026}),
        (ServiceFigure(code=ServiceIndicator.COMPLAINTS), {"name": "Khiếu nại"}),
        (ServiceFigure(), {}),
        (Feedback(), {}),
    ],
)
def test_what_follows_from_a_row_is_filled(record: Row, found: dict[str, Any]) -> None:
    assert derived(record, 2026) == found


def test_every_indicator_has_a_name() -> None:
    assert set(LABELS) == set(ServiceIndicator)


def test_the_catalogue_starts_with_the_indicators_and_takes_the_commune_s_own_words() -> None:
    found = [one for one in catalogue_rows() if one.group == "Mã chỉ tiêu"]
    assert [one.code for one in found] == [
        "CQ01", "CQ01b", "CQ02", "CQ03a", "CQ03b", "CQ04", "CQ05", "CQ06", "CQ07", "CQ08", "CQ09", "CQ10", "CQ11",
        "CQ12", "CQ13",
    ]  # fmt: skip
    assert [one.label for one in found[:2]] == [
        "Buổi tiếp công dân theo lịch",
        "Buổi tiếp công dân do Chủ tịch trực tiếp",
    ]
    own = {"group": "Mã chỉ tiêu", "code": "CQ13", "label": "Sáng kiến", "aliases": "cải tiến", "used": "Có"}
    row = {"year": 2026, "quarter": "II", "code": "Cải tiến"}
    assert [one.code for one in read(grids_of((Tab.CATALOGUE, own), (S, row))).service_figures] == ["CQ13"]


def whole() -> Snapshot:
    return as_read()


def test_the_sample_of_these_tabs_is_read_without_a_problem() -> None:
    snapshot = whole()
    assert [one for one in snapshot.problems if one.tab in TABLES] == []
    assert all(one.instance_id and one.year for one in snapshot.tasks)


def test_the_sample_answers_the_questions_of_the_plan() -> None:
    snapshot = whole()
    quarters = {(one.channel, (one.date.month + 2) // 3) for one in snapshot.communications if one.date}
    named = (Channel.PARTY_CELL, Channel.ORGANISATION, Channel.LOUDSPEAKER, Channel.CONFERENCE)
    assert {(channel, quarter) for channel in named for quarter in (2, 3)} <= quarters  # R14
    recognised = {one.exemplar_id for one in snapshot.exemplars if one.result is ExemplarResult.RECOGNISED}
    told = {one for item in snapshot.communications for one in item.subject_ids}
    assert recognised
    assert recognised <= told  # R16
    assert {one for item in snapshot.communications for one in item.audience} == set(Audience)  # R1
    for row in snapshot.service_figures:
        assert (row.on_time or 0) <= (row.done or 0)
        filled = [row.received, row.planned, row.done, row.on_time]
        assert (row.quarter == "IV") == all(one in BLANK for one in filled)


def test_scores_are_within_their_criteria() -> None:
    snapshot = whole()
    most = {one.criterion_id: one.max_points or 0 for one in snapshot.criteria}
    assert sum(most.values()) == 100
    for score in snapshot.scores:
        assert score.criterion_id == TOTAL or max(score.points or 0, score.self_points or 0) <= most[score.criterion_id]
    assert all(score.auto_points is None and score.rating is None for score in snapshot.scores)
    assert replace(snapshot.scores[0], points=None) != Score()


def test_a_done_task_says_when_and_a_reward_follows_its_proposal() -> None:
    snapshot = whole()
    assert all((one.state is TaskState.DONE) == (one.done is not None) for one in snapshot.tasks)
    for reward in snapshot.rewards:
        assert isinstance(reward, Reward)
        assert reward.decided is None or (reward.proposed or date.max) <= reward.decided
