"""What a cell looks like: when to ask for it, and what the answer changes (messy-input rows 4, 13 to 15 and 38)."""

from typing import Any

import pytest

from domain.looks import Looks, Merge, doubts, hidden, looked, merged, spreadsheet_problems
from domain.rows import Grid
from domain.snapshot import Problem
from domain.tables import Model, Report
from domain.vocabulary import ProblemLevel, Tab
from tests.domain.messy import HEADERS, ID, column_of, grids_of, read

PERCENT = column_of(Tab.REPORTS, "prog_self")
UNIT = column_of(Tab.MODELS, "unit_id")


def reports(*figures: Any) -> Grid:
    return grids_of(*((Tab.REPORTS, ID[Tab.REPORTS] | {"prog_self": one}) for one in figures))[Tab.REPORTS]


def models(*unit_ids: Any) -> Grid:
    return grids_of(*((Tab.MODELS, ID[Tab.MODELS] | {"unit_id": one}) for one in unit_ids))[Tab.MODELS]


def blank(row: int | None = 3, at: int | None = UNIT, value: str = "") -> Problem:
    return Problem(
        tab=Tab.MODELS, row=row, record_id=None, column="", value=value, level=ProblemLevel.ERROR, message="", at=at
    )


@pytest.mark.parametrize(
    ("stored", "typed"),
    [(0.75, "75%"), (1, "100%"), (1.0, "100%"), (1.2, "120%"), (0.005, "0,5%"), (0.07, "7%"), (0.333, "33,3%")],
)
def test_a_share_in_a_percent_cell_is_read_as_its_percentage(stored: float, typed: str) -> None:
    grid = reports(stored)
    seen = looked(grid, Looks(percents=frozenset({(2, PERCENT)})))
    assert seen[1][PERCENT] == typed
    assert grid[1][PERCENT] == stored


@pytest.mark.parametrize("stored", [75, 0, "0,75", True, "", None, float("nan"), float("inf")])
def test_what_is_no_share_stays_as_it_is(stored: Any) -> None:
    seen = looked(reports(stored), Looks(percents=frozenset({(2, PERCENT), (2, 999), (99, PERCENT)})))
    assert repr(seen) == repr(reports(stored))


def test_without_percent_formats_the_rows_are_the_same_ones() -> None:
    grid = reports(0.75)
    assert looked(grid, Looks()) is grid


def test_only_figures_that_may_be_shares_are_asked_for() -> None:
    grid = reports(0.75, 75, 1, "0,75", 0, 1.2, True)
    found = doubts(Report, grid, ())
    assert found.figures == {(2, PERCENT): 0.75, (4, PERCENT): 1.0, (7, PERCENT): 1.2}
    assert [row for row, _ in found.rows] == [2, 4, 7]
    assert found


def test_blanks_are_asked_for_where_a_value_is_missed() -> None:
    problems = [blank(), blank(value="x"), blank(row=None), blank(at=None)]
    found = doubts(Model, models("TH-03"), problems)
    assert (found.figures, found.blanks) == ({}, frozenset({(3, UNIT)}))
    assert not doubts(Model, models("TH-03"), ())


def test_a_changed_row_is_another_question_even_with_a_number_beyond_printing() -> None:
    one, other = reports(0.75), reports(0.75)
    one[1][0], other[1][0] = 10**5000, 10**5000 + 1
    assert doubts(Report, one, ()).rows != doubts(Report, other, ()).rows


@pytest.mark.parametrize(
    ("problem", "expected"),
    [(blank(), True), (blank(row=6), False), (blank(at=UNIT + 1), False), (blank(value="x"), False)],
)
def test_a_blank_inside_merged_cells_is_said_already(problem: Problem, expected: bool) -> None:
    assert hidden(problem, Looks(merges=(Merge(2, 5, UNIT, UNIT),))) is expected
    assert not hidden(problem, Looks())


def said(*merges: Merge) -> list[tuple[int | None, str, str]]:
    found = merged(Model, models("TH-03", "", "", "TH-09"), Looks(merges=merges))
    return [(one.row, one.message, one.value) for one in found]


def test_cells_merged_downwards_are_named_with_their_rows() -> None:
    expected = "Dòng 2–4: ô 'Mã đơn vị' bị gộp. Bỏ gộp rồi điền từng dòng."
    assert said(Merge(2, 4, UNIT, UNIT)) == [(2, expected, "TH-03")]
    assert said(Merge(1, 4, UNIT, UNIT)) == [(2, expected, "TH-03")]


def test_cells_merged_sideways_are_named_with_their_columns() -> None:
    expected = "Dòng 3: các ô từ cột D đến cột E bị gộp. Bỏ gộp rồi điền từng ô."
    assert said(Merge(3, 3, UNIT, UNIT + 1)) == [(3, expected, "")]


def test_merges_that_hide_nothing_are_not_named() -> None:
    beyond = len(HEADERS[Tab.MODELS])
    assert said(Merge(1, 1, 0, 5), Merge(2, 4, beyond, beyond + 2)) == []


def test_a_merge_below_the_last_row_has_no_value() -> None:
    assert [value for _, _, value in said(Merge(40, 41, UNIT, UNIT))] == [""]


def test_a_merged_value_can_always_be_written_down() -> None:
    for odd in ("\ud800", 10**5000):
        [found] = merged(Model, models(odd, ""), Looks(merges=(Merge(2, 3, UNIT, UNIT),)))
        assert found.value.encode()


@pytest.mark.parametrize("locale", ["vi", "vi_VN", ""])
def test_a_vietnamese_sheet_is_fine(locale: str) -> None:
    assert spreadsheet_problems(locale, {}) == ()


def test_another_foreign_locale_is_named_as_it_is() -> None:
    [found] = spreadsheet_problems("fr_FR", {})
    assert found.message.startswith("Bảng tính đang để vùng 'fr_FR' nên ngày dễ bị đảo.")
    assert (found.level, found.row) == (ProblemLevel.WARNING, None)


def test_tabs_under_another_title_are_named() -> None:
    names = {Tab.MODELS: "Mo hinh", Tab.UNITS: str(Tab.UNITS), "Của thôn": "x"}
    [found] = spreadsheet_problems("vi_VN", names)
    assert found.message == "Tab 'Mô hình' đang mang tên 'Mo hinh'; vẫn được đọc."
    assert read(grids_of()).problems == ()
