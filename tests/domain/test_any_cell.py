"""Any value in any cell of any tab: it is understood, or pointed at; nothing raises, nothing becomes 0 by itself."""

from contextlib import suppress
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.codec import RowMemo, read_workbook
from domain.errors import HeaderMissing
from domain.fields import Kind, Spec, specs
from domain.names import plain
from domain.rows import Grid, key_of
from domain.snapshot import Snapshot
from domain.standing import records_of
from domain.tables import DATA_TABLES, Row
from domain.vocabulary import Tab
from tests.components.samples import grids

FIGURES = {Kind.COUNT, Kind.NUMBER, Kind.PERCENT}
ZEROS = {"-", "/", "khong", "khong co", "khong phat sinh"}
COLUMNS = [(table, spec) for table in DATA_TABLES for spec in specs(table)]
NASTY = (
    "x" * 2_000, "\ud800", "\udfff 5", "\u202e50\u202c", "\u200f", "👩\u200d🌾", "🎉5", "NaN", "nan", "inf", "-inf",
    "-0", "0.0", "00", "０", "５０ hộ", "1e308", "-1", "0x10", "٥", "½", "5 hoặc 6", "#REF!", "=1+1", "'5", "''",
    "\x00", "\n", "\t5\t", "\u00a050", "true", "30/2/2026", "99/99/9999", "Quý 0", "0 hộ", "không có gì", "0,00",
    "50 %%", "1.000.000.000.000.000.000", 1e308, -1e308, float("nan"), float("inf"), float("-inf"), 10**400,
    -(10**400), -46249, -0.5, 0.5, 1e-320, -0.0, True, False, 0, 1,
)  # fmt: skip
ANYTHING = st.one_of(
    st.sampled_from(NASTY),
    st.binary(max_size=60).map(lambda some: some.decode("latin-1")),
    st.text(st.characters(exclude_categories=()), max_size=40),
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(-(10**20), 10**20),
)
SLOW = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


MEMO = RowMemo()  # the rows of the sample that stay as they are are parsed once


def read(raw: dict[Tab, Grid]) -> Snapshot:
    read_at = datetime(2026, 9, 15, 2, 0, tzinfo=UTC)
    return read_workbook(raw, version=1, today=date(2026, 9, 15), read_at=read_at, gids={}, memo=MEMO)


def said(snapshot: Snapshot) -> str:
    return "\n".join(
        part
        for one in snapshot.problems
        for part in (one.message, one.value, one.remedy, one.suggestion, one.column, one.record_id or "")
    )


def says_zero(cell: Any) -> bool:
    if isinstance(cell, str):
        digits = "".join(char for char in cell if char.isdigit())
        return plain(cell) in ZEROS or (digits != "" and set(digits) <= {"0", "０"})
    return bool(cell == 0) and not isinstance(cell, bool)


@SLOW
@given(st.sampled_from(COLUMNS), ANYTHING, st.integers(0, 30))
def test_a_cell_is_a_value_or_a_named_problem_and_never_a_silent_zero(
    column: tuple[type[Row], Spec], cell: Any, which: int
) -> None:
    table, spec = column
    raw = grids()
    grid = raw[table.TAB]
    if len(grid) == 1:
        grid.append([""] * len(grid[0]))
    row = 1 + which % (len(grid) - 1)
    at = grid[0].index(spec.header)
    grid[row][at] = cell
    snapshot = read(raw)
    said(snapshot).encode()
    name = spec.name
    mine = [
        one for one in records_of(snapshot, table.TAB) if snapshot.rows.get((table.TAB, key_of(one) or "")) == row + 1
    ]
    pointed = any(one.row == row + 1 for one in snapshot.problems if one.tab == table.TAB)
    for record in mine:
        value = getattr(record, name)
        if spec.kind in FIGURES and value == 0:
            assert says_zero(cell), (cell, value)
        if value in (None, ()) and _has_words(cell):
            assert pointed or plain(str(cell)) in NO_DATA, (table, name, cell)


def test_the_longest_text_that_a_cell_holds_may_stand_anywhere() -> None:
    for table, spec in COLUMNS:
        raw = grids()
        raw[table.TAB].append([""] * len(raw[table.TAB][0]))
        raw[table.TAB][-1][raw[table.TAB][0].index(spec.header)] = "ộ x" * 16_666
        snapshot = read(raw)
        said(snapshot).encode()
        assert len(records_of(snapshot, table.TAB)) <= len(raw[table.TAB]) - 1


NO_DATA = {"chua co", "chua co so lieu", "chua", "chua ro", "khong ro", "n/a"}


def _has_words(cell: Any) -> bool:
    """Whether there is anything in the cell that a person sees."""
    return not isinstance(cell, str) or any(char.isalnum() for char in plain(cell))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([table for table in DATA_TABLES if table.TAB is not Tab.SETTINGS]), st.data())
def test_a_header_may_say_anything(table: type[Row], data: st.DataObject) -> None:
    raw = grids()
    titles = raw[table.TAB][0]
    titles[data.draw(st.integers(0, len(titles) - 1))] = data.draw(ANYTHING)
    with suppress(HeaderMissing):
        said(read(raw)).encode()


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_two_hundred_more_columns_and_ten_thousand_empty_rows_change_nothing(dice: Random) -> None:
    raw, cells = grids(), [dice.choice(NASTY) for _ in range(200)]
    plain_snapshot = read(grids())
    for grid in raw.values():
        width = len(grid[0])
        grid[0] += [f"Cột {number}" for number in range(200)]
        if len(grid) > 1:
            grid[1] = [*grid[1], *[""] * (width - len(grid[1])), *cells]
        grid += [[""] * 5 for _ in range(10_000)]
    snapshot = read(raw)
    assert (snapshot.models, snapshot.reports, snapshot.units) == (
        plain_snapshot.models,
        plain_snapshot.reports,
        plain_snapshot.units,
    )
    assert said(snapshot) == said(plain_snapshot)
