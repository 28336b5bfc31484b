"""Dân vận chính quyền: rates by part, the table, what is missing, and the form of officers."""

import dataclasses
import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import theme
from domain.conflicts import Seen
from domain.errors import Conflict, Difference, NotWritten, Unreachable
from domain.government import FIGURES
from domain.snapshot import Snapshot
from domain.tables import ServiceFigure
from domain.vocabulary import QuarterName, Role
from domain.vocabulary_movement import ServiceIndicator as I
from tests.components.samples import NOTHING, sample
from tests.pages.conftest import Seam
from tests.pages.test_frame import said
from tests.pages.test_hostile import spoiled
from tests.pages.test_loop import opened, press

PAGE = "chinh_quyen"
CHARTS = {"Tiếp công dân, đối thoại": 3, "Kiến nghị, khiếu nại, tố cáo": 4, "Thủ tục hành chính, công khai": 4}
TABLE, FILL = "Bảng số liệu", "Nhập số liệu"
ONE, EVERY = "chinh_quyen.2026-Q3.CQ07", "chinh_quyen.2026-Q3.all"


def part(name: str, **query: str) -> AppTest:
    return opened(PAGE, nhom=name, **query)


def parts(at: AppTest) -> list[str]:
    return list(at.button_group(key="chinh_quyen.part").options)


def without(code: I, *fields: str) -> Snapshot:
    """The sample whose third quarter lacks these figures of an indicator."""

    def blanked(row: ServiceFigure) -> ServiceFigure:
        mine = row.code is code and row.quarter == QuarterName.III
        return dataclasses.replace(row, **dict.fromkeys(fields)) if mine else row

    return sample(service_figures=tuple(map(blanked, sample().service_figures)))


def test_the_page_says_its_findings_and_the_counts_behind_them(seam: Seam) -> None:
    at = opened(PAGE)
    assert at.title[0].value.replace("\u00a0", " ") == (
        "Quý III: tiếp công dân 10/11 buổi theo lịch, kiến nghị, khiếu nại, tố cáo đúng hạn 12/16, "
        "thủ tục hành chính đúng hạn 99,1%."
    )
    shown = {name: part(name) for name in CHARTS}
    assert {name: len(one.get("vega_lite_chart")) for name, one in shown.items()} == CHARTS
    words = " ".join(map(said, shown.values()))
    for value in ("10/11 = 90,9%", "9/11 = 81,8%", "11/14 = 78,6%", "12/16 = 75,0%", "14/16 = 87,5%", "889/897 = 99,1%",
                  "633/897 = 70,6%", "13/15 = 86,7%", "Cả 15 chỉ tiêu của quý III đều đã có số liệu."):  # fmt: skip
        assert value in words
    for one in shown.values():
        assert "Số liệu lúc 09:12 15/08/2026" in said(one)
        assert all(json.loads(chart.proto.spec)["config"]["locale"] for chart in one.get("vega_lite_chart"))
    assert "hẹn giờ tiếp công dân qua Zalo" in words


def test_what_is_not_filled_in_is_named_and_a_rate_without_its_part_has_no_value(seam: Seam) -> None:
    seam.whole = without(I.PROCEDURES, "on_time")
    at = part("Thủ tục hành chính, công khai")
    assert ":orange[1 chỉ tiêu chưa đủ số liệu]" in at.title[0].value.replace("\u00a0", " ")
    assert "thủ tục hành chính" not in at.title[0].value
    assert "**CQ07 · Thủ tục hành chính:** số đúng hạn" in said(at)
    assert "Thủ tục hành chính đúng hạn (I21): **chưa có số liệu**" in said(at)
    seam.whole = without(I.VISITS, *FIGURES)
    assert "**CQ02 · Lượt người được tiếp:** chưa có số liệu" in said(opened(PAGE))


def test_more_than_the_whole_is_an_error_and_no_value(seam: Seam) -> None:
    rows = [
        dataclasses.replace(one, on_time=5000) if one.code is I.PROCEDURES else one
        for one in seam.whole.service_figures
    ]
    seam.whole = sample(service_figures=tuple(rows))
    at = part("Thủ tục hành chính, công khai")
    assert any("phần lớn hơn tổng, cần xem lại" in one.proto.spec + str(one.proto) for one in at.get("vega_lite_chart"))
    assert "5000" not in at.title[0].value


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", [*CHARTS, TABLE, FILL])
def test_every_part_opens_for_every_role_and_the_form_for_officers_only(seam: Seam, role: Role, name: str) -> None:
    seam.act_as(role)
    at = part(name)
    assert not at.error
    assert (FILL in parts(at)) == (role in (Role.OFFICER, Role.ADMIN))


def test_notes_are_for_who_may_read_them(seam: Seam) -> None:
    for role in (Role.UNIT, Role.GUEST):
        seam.act_as(role)
        at = part("Thủ tục hành chính, công khai")
        assert "Zalo" not in said(at)
        assert "889/897 = 99,1%" in said(at)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT, Role.GUEST])
@pytest.mark.parametrize("name", [*CHARTS, TABLE, FILL])
def test_an_empty_workbook_has_no_figures_and_no_invented_0(seam: Seam, role: Role, name: str) -> None:
    seam.act_as(role)
    seam.whole = sample(**NOTHING)
    at = part(name)
    assert at.title[0].value.replace("\u00a0", " ") == "Quý III: chưa có số liệu dân vận chính quyền."
    if name in CHARTS:
        assert "0,0%" not in said(at)
        assert "15 chỉ tiêu chưa đủ số liệu" in " ".join(one.label for one in at.expander).replace("\u00a0", " ")


def test_a_page_without_data_says_why(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise Unreachable("down")

    monkeypatch.setattr("sheets.session.snapshot", fails)
    assert "Chưa kết nối được Google Sheets." in said(opened(PAGE))


@pytest.mark.parametrize("share", [0.1, 1.0])
@pytest.mark.parametrize("name", [*CHARTS, TABLE, FILL])
def test_no_part_goes_down_whatever_stands_in_the_cells(seam: Seam, name: str, share: float) -> None:
    seam.act_as(Role.OFFICER)
    seam.whole = spoiled(share)
    part(name)


# The table


def rows(at: AppTest) -> list[dict[str, Any]]:
    return [{str(name): cell for name, cell in row.items()} for row in at.dataframe[0].value.to_dict("records")]


def test_the_table_tells_a_blank_from_a_0_and_is_narrowed_by_the_address(seam: Seam) -> None:
    found = {(row["Mã"], row["Số liệu"]): row for row in rows(part(TABLE))}
    assert len(found) == 34
    assert found["CQ06", "Số tiếp nhận"]["Quý III/2026"] == "0 (không phát sinh)"
    assert found["CQ03a", "Số người dự"]["Quý II/2026"] == "chưa có số liệu"
    assert found["CQ07", "Số đúng hạn"]["Quý III/2026"] == "889"
    assert found["CQ07", "Số đúng hạn"]["Quý IV/2026"] == "chưa đến kỳ"
    assert {row["Mã"] for row in rows(part(TABLE, ma="CQ04"))} == {"CQ04"}
    assert {row["Mã"] for row in rows(part(TABLE, so="Không phát sinh"))} == {"CQ06"}
    assert {row["Mã"] for row in rows(part(TABLE, tim="khieu nai"))} == {"CQ05"}
    assert "Không có số liệu nào khớp bộ lọc" in said(part(TABLE, so="Chưa có số liệu"))
    seam.whole = without(I.VISITS, *FIGURES)
    assert {row["Mã"] for row in rows(part(TABLE, so="Chưa có số liệu"))} == {"CQ02"}


def test_another_indicator_stands_in_the_address(seam: Seam) -> None:
    at = part(TABLE)
    at.selectbox(key="chinh_quyen.code.").select("CQ09").run()
    assert at.query_params["ma"] == "CQ09"
    assert {row["Mã"] for row in rows(at)} == {"CQ09"}


def test_a_phone_gets_cards(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: True)
    at = part(TABLE)
    assert not at.dataframe
    assert "Quý III: 10" in said(at)
    for name, count in CHARTS.items():
        assert len(part(name).get("vega_lite_chart")) == count


# The form


def test_an_officer_fills_in_one_indicator_and_only_what_changed_is_written(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = opened(PAGE, **{"quy": "2026-Q3", "chi-tieu": "CQ07"})
    assert at.query_params["nhom"] == FILL
    assert "Không ghi họ tên, địa chỉ, số điện thoại của người nộp đơn" in said(at)
    assert at.text_input(key=f"{ONE}.CQ07.done").value == "897"
    assert at.text_input(key=f"{ONE}.CQ07.done").placeholder == "Quý II: 815"
    at.text_input(key=f"{ONE}.CQ07.done").input("1.002")
    press(at, f"{ONE}.send")
    [(_, plan)] = seam.plans
    assert plan.adds == ()
    assert [one.changed for one in plan.edits] == [{"done": 1002}]


def test_an_officer_fills_in_a_whole_quarter_and_what_is_blank_stays_blank(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    seam.whole = sample(**NOTHING)
    at = part(FILL)
    at.text_input(key=f"{EVERY}.CQ01.planned").input("11")
    at.text_input(key=f"{EVERY}.CQ06.received").input("0")
    press(at, f"{EVERY}.send")
    [(_, plan)] = seam.plans
    found = {add.record.code: add.record for add in plan.adds if isinstance(add.record, ServiceFigure)}
    assert set(found) == {I.RECEPTION, I.DENUNCIATIONS}
    assert (found[I.RECEPTION].planned, found[I.RECEPTION].done) == (11, None)
    assert (found[I.DENUNCIATIONS].received, found[I.DENUNCIATIONS].planned) == (0, None)


def test_a_figure_can_be_taken_away(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = opened(PAGE, **{"quy": "2026-Q3", "chi-tieu": "CQ07"})
    at.text_input(key=f"{ONE}.CQ07.on_time").input("")
    press(at, f"{ONE}.send")
    assert seam.plans[0][1].edits[0].changed == {"on_time": None}


def test_nothing_filled_in_is_refused(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    seam.whole = sample(**NOTHING)
    at = press(part(FILL), f"{EVERY}.send")
    assert seam.plans == []
    assert "Nhập ít nhất một mục trước khi nộp" in said(at)


def test_impossible_and_personal_values_are_refused_and_what_was_typed_stays(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = opened(PAGE, **{"quy": "2026-Q3", "chi-tieu": "CQ07"})
    at.text_input(key=f"{ONE}.CQ07.on_time").input("900")
    at.text_area(key=f"{ONE}.CQ07.note").input("Gọi bà A 0912 345 678")
    press(at, f"{ONE}.send")
    assert seam.plans == []
    words = said(at).replace("\\", "")
    assert "CQ07 Số đúng hạn” (900) lớn hơn “CQ07 Số thực hiện” (897)" in words
    assert "Không ghi số điện thoại" in words
    assert at.text_input(key=f"{ONE}.CQ07.on_time").value == "900"
    at.text_input(key=f"{ONE}.CQ07.on_time").input("vài trăm")
    assert "Cần sửa" in said(press(at, f"{ONE}.send"))
    assert seam.plans == []


def test_a_save_that_was_not_written_keeps_everything_and_its_operation(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    seam.refusals.append(NotWritten("no"))
    at = opened(PAGE, **{"quy": "2026-Q3", "chi-tieu": "CQ07"})
    at.text_input(key=f"{ONE}.CQ07.done").input("900")
    press(at, f"{ONE}.send")
    assert "Chưa ghi được lên trang tính." in said(at)
    op = at.session_state[f"{ONE}.form"].op
    press(at, f"{ONE}.send")
    assert [one for one, _ in seam.plans] == [op]


def test_figures_that_somebody_else_changed_meanwhile_are_compared_with_what_the_form_showed(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = part(FILL)
    shown = Seen.read(at.session_state[f"{EVERY}.form"].shown)
    place = "DV chính quyền|2026|III|CQ07"
    assert (len(shown.values), shown.values[place]["done"]) == (15, 897)
    seam.refusals.append(Conflict(place, [Difference("done", "Số thực hiện", 897, 900, 899)]))
    at.text_input(key=f"{EVERY}.CQ07.done").input("900")
    press(at, f"{EVERY}.send")
    assert "Người khác vừa sửa bản ghi này." in said(at)
    assert at.text_input(key=f"{EVERY}.CQ07.done").value == "900"


def test_figures_open_their_records_and_lead_back(seam: Seam) -> None:
    for code in ("I19", "I19b", "I19c", "I20", "I20b", "I21", "I21b", "I21c"):
        at = opened("chi_so", **{"chi-so": code, "quy": "2026-Q3"})
        assert at.dataframe
        assert "Về trang Dân vận chính quyền" in [one.proto.label for one in at.get("page_link")]
