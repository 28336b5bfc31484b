"""The messy-input catalogue, rows 29 to 50, typed into a workbook: units, words, rows, headers, IDs and texts."""

from typing import Any

import pytest

from domain.effects import effect
from domain.errors import HeaderMissing
from domain.looks import Beside, Looks, Merge
from domain.snapshot import Problem, Snapshot
from domain.vocabulary import Field, ModelState, ProblemLevel, Tab
from tests.domain.messy import (
    ERROR,
    HEADERS,
    ID,
    SILENT,
    WARNING,
    blank_grids,
    cell,
    column_of,
    grids_of,
    read,
)

MODELS, REPORTS = Tab.MODELS, Tab.REPORTS
MODEL = ID[MODELS] | {"title": "Đường hoa", "unit_id": "TH-03"}
REPORT = {"model_id": "MH-2026-0001", "year": 2026, "rtype": "Định kỳ", "submitted": "20/06/2026"}


def of_field(snapshot: Snapshot, field: str) -> list[Problem]:
    return [one for one in snapshot.problems if one.field == field]


def told(problems: list[Problem]) -> list[tuple[int | None, ProblemLevel, str]]:
    return [(one.row, one.level, one.message) for one in problems]


def test_row_29_more_households_than_the_village_has() -> None:
    read_cell = cell(Tab.VILLAGE_SUMS, "hh_any", 200, rstatus="Đã nộp")
    assert (read_cell.value, read_cell.level) == (None, ERROR)
    assert read_cell.message == "Số hộ tham gia (200) lớn hơn tổng số hộ của thôn (180)."
    assert cell(Tab.VILLAGE_SUMS, "hh_any", 180, rstatus="Đã nộp").value == 180


def test_row_30_a_cumulative_figure_that_falls_is_kept_and_asked_about() -> None:
    second = (REPORTS, REPORT | {"report_id": "BC-2026-Q2-0001", "quarter": "II", "hh_cum": 80, "rstatus": "Đã nộp"})
    third = (REPORTS, REPORT | {"report_id": "BC-2026-Q3-0002", "quarter": "III", "hh_cum": 60, "rstatus": "Đã nộp"})
    snapshot = read(grids_of((MODELS, MODEL), third, second))
    assert told(of_field(snapshot, "hh_cum")) == [
        (2, WARNING, "Số lũy kế giảm từ 80 xuống 60. Có phải đã nhập số trong kỳ?")
    ]
    assert [one.hh_cum for one in snapshot.reports] == [60, 80]


@pytest.mark.parametrize(
    ("line", "typed", "unit_id"),
    [
        *(("31", one, "TH-03") for one in ("thôn hoà bình", "Hoa Binh", "T.Hòa Bình", "Thôn  Hòa Bình ")),
        ("31", "Tho\u0302n Ho\u0300a Bi\u0300nh", "TH-03"),
        ("31", "Ｔhôn Hòa Bình", "TH-03"),
        ("34", "CA xã", "CA-01"),
        ("34", "Công an", "CA-01"),
        ("34", "BCHQS", "QS-01"),
        ("34", "MTTQ", "MT-01"),
        ("34", "UBMT", "MT-01"),
        ("34", "TTDVC", "DVC-01"),
        ("34", "TT PVHCC", "CQ-04"),
    ],
)
def test_rows_31_and_34_a_unit_by_any_of_its_names(line: str, typed: str, unit_id: str) -> None:
    found = cell(MODELS, "unit_id", typed)
    assert (found.value, found.level) == (unit_id, SILENT), line


TWO_UNITS = "Có 2 đơn vị tên 'Tân Tiến': (Đồng Xuân cũ), (Phú Sơn cũ). Hãy chọn trong danh sách."
NO_UNIT = "Không tìm thấy '{0}'. Hãy chọn trong danh sách."
ONE_FIELD = "Mỗi mô hình chọn một lĩnh vực chính."
PERSONAL = "Không ghi số điện thoại/CCCD vào bảng chung."


@pytest.mark.parametrize(
    ("line", "field", "typed", "message", "meant"),
    [
        ("32", "unit_id", "Tân Tiến", TWO_UNITS, ""),
        ("33", "unit_id", "Thôn Hòa Bìn", "Không tìm thấy 'Thôn Hòa Bìn'. Có phải 'Hòa Bình'?", "Hòa Bình"),
        ("33", "unit_id", "Hòa Bình; CA xã", NO_UNIT.format("Hòa Bình; CA xã"), ""),
        ("33", "unit_id", 3, NO_UNIT.format("3"), ""),
        ("35", "field", "kinh tế - giảm nghèo", "Chọn một: Phát triển kinh tế hoặc Giảm nghèo bền vững.", ""),
        ("37", "field", "NTM, môi trường", ONE_FIELD, ""),
        ("47", "parent_id", "MH-7", "Mã không tồn tại", ""),
        ("47", "parent_id", "MH-2026-0099", "Mã không tồn tại", ""),
        *(("48", name, "#REF!", "Ô có công thức lỗi #REF!.", "") for name in ("title", "hh_plan", "unit_id", "start")),
        *(
            ("48", name, "#N/A", "Ô có công thức lỗi #N/A.", "")
            for name in ("field", "hard_issue", "kpi_target", "state")
        ),
    ],
)
def test_a_cell_that_only_a_person_can_mend(line: str, field: str, typed: Any, message: str, meant: str) -> None:
    found = cell(MODELS, field, typed)
    assert (found.value, found.level, found.message, found.suggestion) == (None, ERROR, message, meant), line
    if meant:
        assert cell(MODELS, field, meant).level is SILENT


def test_a_list_with_one_bad_part_suggests_nothing_that_would_lose_the_others() -> None:
    assert cell(MODELS, "village_ids", "Thôn Hòa Bìn").suggestion == "Hòa Bình"
    found = cell(MODELS, "village_ids", "TH-09; Thôn Hòa Bìn")
    assert (found.value, found.level, found.suggestion) == ((), ERROR, "")
    assert found.message == "Không tìm thấy 'Thôn Hòa Bìn'. Có phải 'Hòa Bình'?"


@pytest.mark.parametrize("name", ["village_ids", "partners", "ba_nhat"])
def test_row_48_a_failed_formula_in_a_list(name: str) -> None:
    found = cell(MODELS, name, "#REF!")
    assert (found.value, found.level, found.message) == ((), ERROR, "Ô có công thức lỗi #REF!.")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("ANTT", Field.SECURITY),
        ("An ninh, trật tự", Field.SECURITY),
        ("môi trường", Field.ENVIRONMENT),
        ("NTM", Field.NEW_COUNTRYSIDE),
    ],
)
def test_row_35_a_field_by_its_alias(typed: str, field: Field) -> None:
    found = cell(MODELS, "field", typed)
    assert (found.value, found.level) == (field, SILENT)


@pytest.mark.parametrize("typed", ["đang làm", "Đang thực hiện", "dang trien khai"])
def test_row_36_a_state_by_its_alias(typed: str) -> None:
    found = cell(MODELS, "state", typed)
    assert (found.value, found.level) == (ModelState.RUNNING, SILENT)


def test_row_38_merged_cells_are_named_once_and_never_filled_down() -> None:
    running = MODEL | {"state": "Đang triển khai"}
    rows = [
        (MODELS, running | {"model_id": f"MH-2026-{number:04d}", "title": f"Đường {number}"}) for number in range(1, 15)
    ]
    for _, cells in rows[11:14]:
        cells["unit_id"] = ""
    at = column_of(MODELS, "unit_id")
    merged = Beside(looks={MODELS: Looks(merges=(Merge(12, 15, at, at),))})
    snapshot = read(grids_of(*rows), merged)
    assert told(of_field(snapshot, "unit_id")) == [
        (12, ERROR, "Dòng 12–15: ô 'Mã đơn vị' bị gộp. Bỏ gộp rồi điền từng dòng.")
    ]
    assert [one.unit_id for one in snapshot.models[10:]] == ["TH-03", None, None, None]


@pytest.mark.parametrize(
    "cells",
    [
        *({"title": one, "hh_plan": 90} for one in ("Tổng cộng", "Cộng", "TỔNG", "Tổng cộng: 5 mô hình", "Cộng:")),
        {"model_id": "Tổng cộng", "hh_plan": 90},
        {"kpi_target": 12, "hh_plan": 90},
        {"title": "Người lập biểu"},
        {"title": "Đồng Hỷ, ngày 15 tháng 9 năm 2026"},
        {"title": "Trưởng thôn", "owner": "(Ký, ghi rõ họ tên)"},
    ],
)
def test_row_39_a_line_of_totals_or_signatures_is_no_record(cells: dict[str, Any]) -> None:
    snapshot = read(grids_of((MODELS, MODEL), (MODELS, cells)))
    assert len(snapshot.models) == 1
    assert told([one for one in snapshot.problems if one.row == 3]) == [(3, WARNING, "Đã bỏ qua dòng tổng.")]


def test_row_39_a_title_that_begins_like_a_total_is_a_record() -> None:
    snapshot = read(grids_of((MODELS, MODEL | {"title": "Cộng đồng: an toàn"}), (MODELS, {"title": "Tổng vệ sinh"})))
    assert len(snapshot.models) == 2


@pytest.mark.parametrize(
    "title", ["Tên MH", "Ten mo hinh", "Tên\nmô hình", "Tên mô hình (*)", " TÊN MÔ HÌNH ", "Tên mô hình*"]
)
def test_row_41_a_header_in_another_spelling(title: str) -> None:
    grids = grids_of((MODELS, MODEL))
    grids[MODELS][0][column_of(MODELS, "title")] = title
    snapshot = read(grids)
    assert snapshot.models[0].title == "Đường hoa"
    assert [one for one in snapshot.problems if one.row == 1] == []


def test_row_41_a_header_that_is_missing_says_which_one_looks_like_it() -> None:
    grids = grids_of((MODELS, MODEL))
    grids[MODELS][0][column_of(MODELS, "title")] = "Tên mô hinhf"
    with pytest.raises(HeaderMissing) as caught:
        read(grids)
    [found] = caught.value.problems
    assert found.message == (
        "Tab 'Mô hình' thiếu cột 'Tên mô hình'. Có cột gần giống: 'Tên mô hinhf'. Hãy sửa dòng tiêu đề."
    )
    assert found.level is ERROR


def test_row_42_of_two_columns_the_first_counts_and_data_without_a_header_is_named() -> None:
    grids = blank_grids()
    at = HEADERS[Tab.UNITS].index("Ghi chú")
    grids[Tab.UNITS][0] += ["Ghi chú", ""]
    width = len(HEADERS[Tab.UNITS])
    grids[Tab.UNITS][1] = [*grids[Tab.UNITS][1][:width], "thứ hai", "không tên"]
    grids[Tab.UNITS][1][at] = "thứ nhất"
    snapshot = read(grids)
    assert snapshot.units[0].note == "thứ nhất"
    assert told(list(snapshot.problems)) == [
        (1, WARNING, "Có nhiều cột 'Ghi chú' (cột P, V); chỉ đọc cột đầu."),
        (1, WARNING, "Cột W có số liệu nhưng không có tiêu đề; không đọc cột này."),
    ]


def test_row_43_columns_are_found_by_their_header_wherever_they_stand() -> None:
    grids = grids_of((MODELS, MODEL))
    grids[MODELS] = [[*reversed(row), "x"] for row in grids[MODELS]]
    grids[MODELS][0][-1] = "Của riêng thôn"
    snapshot = read(grids)
    assert (snapshot.models[0].title, snapshot.models[0].unit_id) == ("Đường hoa", "TH-03")


def test_row_45_a_second_registration_does_not_count() -> None:
    first = MODEL | {"model_id": "MH-2026-0007"}
    second = MODEL | {"model_id": "MH-2026-0008", "title": "ĐƯỜNG  HOA "}
    snapshot = read(grids_of((MODELS, second), (MODELS, first)))
    assert [one.model_id for one in snapshot.models] == ["MH-2026-0007"]
    assert told(of_field(snapshot, "title")) == [(2, ERROR, "Đăng ký trùng với MH-2026-0007.")]


def test_row_46_of_two_reports_the_newest_confirmed_counts() -> None:
    states = [("Đã nộp", "30/06/2026"), ("Đã xác nhận", "10/06/2026"), ("Đã xác nhận", "20/06/2026")]
    rows = [
        (REPORTS, REPORT | {"report_id": f"BC-2026-Q2-000{place}", "quarter": "II", "rstatus": state, "submitted": day})
        for place, (state, day) in enumerate(states, 1)
    ]
    snapshot = read(grids_of((MODELS, MODEL), *rows))
    assert [one.report_id for one in snapshot.reports] == ["BC-2026-Q2-0003"]
    assert told(of_field(snapshot, "quarter")) == [(2, ERROR, "Báo cáo trùng"), (3, ERROR, "Báo cáo trùng")]


def test_row_47_an_id_typed_by_hand() -> None:
    found = cell(MODELS, "model_id", "mh 2026 7")
    assert (found.value, found.level) == ("MH-2026-0007", SILENT)


def test_row_47_a_copied_id_is_left_out() -> None:
    snapshot = read(grids_of((MODELS, MODEL), (MODELS, MODEL | {"title": "Khác"})))
    assert [one.title for one in snapshot.models] == ["Đường hoa"]
    assert told(of_field(snapshot, "model_id")) == [
        (3, ERROR, "Mã 'MH-2026-0001' đã có ở dòng 2. Dòng này không được tính.")
    ]


def test_row_47_what_was_saved_after_a_row_was_copied_counts() -> None:
    copied = ID[Tab.MODELS] | {"title": "Cũ", "version": 3, "updated_at": 46200, "rev": "MH-2026-0001#3~a"}
    saved = copied | {"title": "Mới", "version": 4, "updated_at": 46210, "rev": "MH-2026-0001#4~b"}
    torn = copied | {"title": "Của mã khác", "version": 9, "rev": "MH-2026-0002#9~c", "updated_at": 46220}
    snapshot = read(grids_of((Tab.MODELS, copied), (Tab.MODELS, saved), (Tab.MODELS, torn)))
    assert [one.title for one in snapshot.models] == ["Mới"]
    assert len([one for one in snapshot.problems if one.whole]) == 2


@pytest.mark.parametrize("typed", ["=SUM(B2:B9)", "+ Đường hoa", "-Đường hoa", "@Đường hoa"])
def test_row_49_a_name_that_looks_like_a_formula_is_text(typed: str) -> None:
    found = cell(MODELS, "title", typed)
    assert (found.value, found.level) == (typed, SILENT)


def test_row_50_text_from_a_word_processor_is_kept() -> None:
    found = cell(MODELS, "objective", "“Sạch”\t100₫ 😀\r\nhàng hai")
    assert (found.value, found.level) == ("“Sạch”\t100₫ 😀\nhàng hai", SILENT)
    twice = grids_of(
        (MODELS, MODEL | {"title": '"Sạch" 😀'}), (MODELS, MODEL | {"model_id": "", "title": "“Sạch”  😀"})
    )
    assert [one.message for one in of_field(read(twice), "title")] == ["Đăng ký trùng với MH-2026-0001."]


@pytest.mark.parametrize("name", ["title", "objective", "reason", "partners"])
@pytest.mark.parametrize("typed", ["gọi 0912345678", "0912 345 678", "+84 912.345.678", "CCCD 012345678901"])
def test_row_50_personal_numbers_are_warned_about_and_kept(name: str, typed: str) -> None:
    found = cell(MODELS, name, typed)
    assert found.value in (typed, (typed,))
    assert (found.level, found.message, found.suggestion) == (WARNING, PERSONAL, "")


@pytest.mark.parametrize(("tab", "row"), [(MODELS, MODEL | {"year": 2027}), (REPORTS, REPORT | {"year": "Năm 2027"})])
def test_a_row_of_another_year_is_named_and_what_it_does_to_the_charts(tab: Tab, row: dict[str, Any]) -> None:
    (found,) = of_field(read(grids_of((MODELS, MODEL | {"year": 2026}), (tab, ID[tab] | row))), "year")
    assert (found.level, found.suggestion) == (WARNING, "2026")
    assert found.message == "Dòng này ghi năm 2027, sổ này là của năm 2026."
    assert found.remedy == "Sửa Năm thành 2026, hoặc ghi dòng này vào sổ năm 2027."
    assert effect(found) == "Không tính là số liệu của năm kế hoạch."
    assert of_field(read(grids_of((tab, ID[tab] | row | {"year": 2026}))), "year") == []
