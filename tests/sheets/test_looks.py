"""What the values of a sheet do not tell: percent formats, merges, renamed tabs, a foreign locale."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import gspread
import pytest

from domain import mending
from domain.errors import Mended, NotAllowed, WorkbookMissing
from domain.snapshot import Problem
from domain.vocabulary import ProblemLevel, Tab
from sheets import actions, locks, provision
from sheets.service import Service
from sheets.titles import titles_of
from tests.sheets.faults import Faults
from tests.sheets.helpers import actor, book_in, column, person, stored

PERCENT = {"numberFormat": {"type": "PERCENT", "pattern": "0%"}}
PLAIN = {"numberFormat": {"type": "NUMBER", "pattern": "0.##"}}


def cell(sheet: gspread.Worksheet, row: int, header: str) -> str:
    return gspread.utils.rowcol_to_a1(row, sheet.row_values(1).index(header) + 1)


def typed(sheet: gspread.Worksheet, address: str, value: Any) -> None:
    sheet.update([[value]], address, raw=True)


def of_tab(service: Service, tab: Tab) -> list[Problem]:
    return [one for one in service.store.snapshot().problems if one.tab == tab]


def report_in(service: Service, row: int) -> Any:
    snapshot = service.store.snapshot()
    return next(one for one in snapshot.reports if snapshot.row_of(Tab.REPORTS, one.report_id) == row)


@pytest.mark.parametrize(("raw", "percent"), [(0.75, 75.0), (1, 100.0), (0.005, 0.5)])
def test_a_share_in_a_cell_with_the_percent_format_is_read_as_shown(
    service: Service, folder: Path, raw: float, percent: float
) -> None:
    sheet = person(folder).worksheet(Tab.REPORTS)
    address = cell(sheet, 2, "Tiến độ tự báo cáo (%)")
    typed(sheet, address, raw)
    sheet.format(address, PERCENT)
    service.store.refresh()
    assert report_in(service, 2).prog_self == percent
    assert not [one for one in of_tab(service, Tab.REPORTS) if (one.field, one.row) == ("prog_self", 2)]


def test_more_than_all_with_the_percent_format_is_an_error_and_not_one_and_a_fifth(
    service: Service, folder: Path
) -> None:
    sheet = person(folder).worksheet(Tab.REPORTS)
    address = cell(sheet, 2, "Tiến độ tự báo cáo (%)")
    typed(sheet, address, 1.2)
    sheet.format(address, PERCENT)
    service.store.refresh()
    [problem] = [one for one in of_tab(service, Tab.REPORTS) if one.field == "prog_self"]
    assert (problem.level, problem.value, problem.cell) == (ProblemLevel.ERROR, "120%", address)
    assert report_in(service, 2).prog_self is None


def test_a_plain_share_stays_an_error_until_somebody_gives_it_the_format(
    service: Service, folder: Path, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = person(folder).worksheet(Tab.REPORTS)
    address = cell(sheet, 2, "Tiến độ tự báo cáo (%)")
    sheet.format(address, PLAIN)
    typed(sheet, address, 0.6)
    service.store.refresh()
    [problem] = [one for one in of_tab(service, Tab.REPORTS) if one.field == "prog_self"]
    assert (problem.suggestion, problem.message) == ("60", "Không rõ 0,6 là 60 % hay 0,6 %. Hãy nhập 60.")
    faults.reset()
    service.store.refresh()
    assert len(faults.reads) == 1  # nothing new is in doubt: formats are not asked for at every refresh
    sheet.format(address, PERCENT)
    monkeypatch.setattr("sheets.looks.AGAIN", 0.0)
    service.store.refresh()
    assert report_in(service, 2).prog_self == 60.0


def test_a_sorted_sheet_takes_its_formats_along(service: Service, folder: Path) -> None:
    sheet = person(folder).worksheet(Tab.REPORTS)
    for row, look in ((2, PERCENT), (3, PLAIN)):
        address = cell(sheet, row, "Tiến độ tự báo cáo (%)")
        typed(sheet, address, 0.5)
        sheet.format(address, look)
    service.store.refresh()
    meant = report_in(service, 2).report_id
    sheet.sort((1, "des"))
    service.store.refresh()
    found = {one.report_id: one.prog_self for one in service.store.snapshot().reports}
    assert found[meant] == 50.0
    assert len([one for one in of_tab(service, Tab.REPORTS) if one.field == "prog_self"]) == 1


def test_merged_cells_are_pointed_at_once_and_nothing_is_filled_down(service: Service, folder: Path) -> None:
    sheet = person(folder).worksheet(Tab.MODELS)
    top, bottom = cell(sheet, 3, "Mã đơn vị"), cell(sheet, 5, "Mã đơn vị")
    sheet.merge_cells(f"{top}:{bottom}")
    service.store.refresh()
    found = [one for one in of_tab(service, Tab.MODELS) if one.field == "unit_id"]
    assert [one.message for one in found] == ["Dòng 3–5: ô 'Mã đơn vị' bị gộp. Bỏ gộp rồi điền từng dòng."]
    assert (found[0].level, found[0].cell) == (ProblemLevel.ERROR, top)
    assert len([one for one in service.store.snapshot().models if one.unit_id is None]) == 2


def test_a_failing_question_about_formats_leaves_the_figures_in_doubt(
    service: Service, folder: Path, faults: Faults
) -> None:
    sheet = person(folder).worksheet(Tab.REPORTS)
    typed(sheet, cell(sheet, 2, "Tiến độ tự báo cáo (%)"), 0.75)
    sheet.format(cell(sheet, 2, "Tiến độ tự báo cáo (%)"), PERCENT)
    faults.always = _without_formats
    service.store.refresh()
    faults.always = None
    assert service.store.health().error is None
    assert [one.suggestion for one in of_tab(service, Tab.REPORTS) if one.field == "prog_self"] == ["75"]


def _without_formats(request: Any, go_on: Any) -> Any:
    import requests

    if "effectiveFormat" in str(request.url):
        raise requests.ConnectionError("no answer")
    return go_on()


@pytest.mark.parametrize("title", ["Mô hình 2026", "MÔ HÌNH ", "bảng của xã"])
def test_a_renamed_tab_is_read_and_written_and_said_to_be_renamed(service: Service, folder: Path, title: str) -> None:
    before = len(service.store.snapshot().models)
    person(folder).worksheet(Tab.MODELS).update_title(title)
    with pytest.raises(WorkbookMissing):
        service.store.refresh()
    service.store.refresh()
    assert len(service.store.snapshot().models) == before
    [problem] = [one for one in of_tab(service, Tab.MODELS) if one.row is None]
    assert (problem.level, problem.value) == (ProblemLevel.WARNING, title)
    assert "đang mang tên" in problem.message
    person(folder).worksheet(title).update_title(Tab.MODELS)
    service.reader.forget_sheet_ids()
    service.store.refresh()
    assert not [one for one in of_tab(service, Tab.MODELS) if one.row is None]


def test_provisioning_does_not_put_an_empty_tab_in_a_renamed_ones_place(folder: Path) -> None:
    person(folder).worksheet(Tab.MODELS).update_title("Mô hình cũ")
    book = book_in(folder)
    assert provision.provision(book, provision.Wish()) == []
    assert Tab.MODELS not in [one.title for one in person(folder).worksheets()]


def test_a_tab_under_its_own_title_comes_before_a_copy() -> None:
    found = {"Mô hình": 5, "Bản sao của Mô hình": 6, "MO HINH": 7}
    assert titles_of(["Mô hình"], found, {"Mô hình": 6}) == {"Mô hình": "Mô hình"}
    assert titles_of(["Mô hình"], {"mo hinh": 7, "mô  hình": 8}, {}) == {}
    assert titles_of(["Mô hình"], {"khác": locks.number_of("Mô hình"), "mo hinh": 8}, {}) == {"Mô hình": "khác"}


def test_a_foreign_locale_is_said_where_dates_may_be_turned_round(service: Service, folder: Path) -> None:
    person(folder).update_locale("en_US")
    service.reader.forget_sheet_ids()
    service.store.refresh()
    [problem] = [one for one in service.store.snapshot().problems if one.value == "en_US"]
    assert problem.message == (
        "Bảng tính đang để vùng Hoa Kỳ nên ngày dễ bị đảo. Vào Tệp › Cài đặt › Ngôn ngữ: Việt Nam."
    )
    assert stored(folder)[0]


def test_merged_cells_are_taken_apart_and_filled_down_by_one_press(
    service: Service, folder: Path, faults: Faults
) -> None:
    sheet = person(folder).worksheet(Tab.MODELS)
    top, bottom = cell(sheet, 3, "Mã đơn vị"), cell(sheet, 5, "Mã đơn vị")
    sheet.merge_cells(f"{top}:{bottom}")
    service.store.refresh()
    faults.reset()
    for _ in range(3):
        service.store.refresh()
    assert len(faults.reads) == 3  # known merges are not asked for at every refresh
    [problem] = [one for one in of_tab(service, Tab.MODELS) if one.field == "unit_id"]
    officer = actor(service, "chuyen-vien@example.vn")
    rule = partial(
        mending.fill_down,
        tab=str(problem.tab),
        field=problem.field,
        row=problem.row,
        until=problem.until or 0,
        shown=problem.value,
    )
    done = actions.carry_out(officer, rule, op="fill")
    assert not done.waiting
    service.store.refresh()
    assert column(folder, "Mã đơn vị")[1:4] == [problem.value] * 3
    assert not person(folder).fetch_sheet_metadata({"fields": "sheets.merges"})["sheets"][2].get("merges")
    with pytest.raises(Mended):
        actions.carry_out(officer, rule, op="fill again")
    with pytest.raises(NotAllowed):
        mending.fill_down(replace(service.store.snapshot(), problems=(problem,)), actor(service), **rule.keywords)
