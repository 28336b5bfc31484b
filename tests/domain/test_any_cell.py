"""Anything in any cell of any tab: it is read, nothing becomes 0 in silence, and what is left out is named."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import figures, seed
from domain.cells import is_blank
from domain.checks import REFERENCES
from domain.codec import to_cell
from domain.errors import HeaderMissing
from domain.fields import Kind, specs
from domain.names import plain
from domain.rows import Grid, RowMemo, key_of
from domain.sample import records as sample_records
from domain.settings import setting_rows
from domain.snapshot import Problem, Snapshot
from domain.tables import DATA_TABLES, Finding, Report, Row, Score, ServiceFigure, Task, VillageSum
from domain.vocabulary import Tab
from domain.vocabulary_movement import TOTAL, ServiceIndicator
from tests.domain.messy import HEADERS, TABLES, blank_grids, read, records

KEPT = 3  # rows of each tab
FIGURES = (Kind.COUNT, Kind.NUMBER, Kind.PERCENT)
SAYS_ZERO = re.compile(r"[^1-9]*0[^1-9]*")


def _sample() -> dict[Tab, Grid]:
    """Some rows of every tab that refer to nothing but each other."""
    found = blank_grids()
    rows: dict[Tab, Sequence[Row]] = {
        **sample_records(),
        Tab.UNITS: (),
        Tab.CATALOGUE: seed.catalogue_rows(),
        Tab.SETTINGS: setting_rows(),
    }
    known: set[Any] = {None, TOTAL}
    for table in DATA_TABLES:
        kept = [row for row in rows[table.TAB] if known.issuperset(_referred(row))][:KEPT]
        known |= {getattr(row, table.KEY[0]) for row in kept} if len(table.KEY) == 1 else set()
        found[table.TAB] += [[to_cell(spec, getattr(row, spec.name)) for spec in specs(table)] for row in kept]
    return found


def _referred(row: Row) -> Iterator[Any]:
    for name, _ in REFERENCES[type(row)]:
        value = getattr(row, name)
        yield from value if isinstance(value, tuple) else (value,)


SAMPLE = _sample()
MEMO = RowMemo()
CELLS = [(tab, column) for tab, header in HEADERS.items() for column in range(len(header))]
LONG = ["x", "1", " ", "9,", "\u0301", "Hòa Bình; ", "15/8/2026 ", "#REF!"]
HANDPICKED: list[Any] = [
    float("nan"), float("inf"), float("-inf"), "NaN", "inf", "-inf", "1e308", 1e308, -1e308, 5e-324, -46249, -1, -0.5,
    0, 0.0, -0.0, True, False, 10**18, -(10**18), 10**400, 10**5000, -(10**5000), "0", "0 hộ", "-0", "00", "½", "²",
    "\ud800", "\udfff15/8/2026", "\u202e50\u202c", "\u200f", "\u200b", "👨\u200d👩\u200d👧", "'", "''", "'=1+1", "=1+1",
    ";", " ; ", ",", ".", "-", "/", "#REF!", " #n/a ", "#N/A; #N/A", "\x00", "\x00\x01", "\t\n\r", "15/8/0000",
    "0/0/0000", "tháng 8/0000", "29/2/2026", "cuối tháng 8/9999", "99/99/9999", 2958465, 2958466, 1e15, 0.1, 1, 12.5,
    "٥٠", "५०", "１５", "Tổng cộng", "Ký tên", "TH-03", "th-3;TH-09", "MH-2026-0001", "mh 2026 1", "a@example.vn",
    "II/2025", "2026", "năm 2026", "khoảng", "~", "%", "triệu", "0,000000001", "khoảng 0,5%", "1.000.000.000.000.000",
    "I, II", "x" * 151,
]  # fmt: skip
ODD = st.one_of(
    st.sampled_from(HANDPICKED),
    st.text(st.characters(), max_size=40),  # lone surrogates among them
    st.text(alphabet="0123456789.,/-+% qQiIvVlOohộđtr'#=;~()≥\u200f\u0301", max_size=15),
    st.binary(max_size=30).map(lambda some: some.decode("latin-1")),
    st.floats(),
    st.integers(),
)


def copied() -> dict[Tab, Grid]:
    return {tab: [list(row) for row in grid] for tab, grid in SAMPLE.items()}


def require_encodable(problems: tuple[Problem, ...]) -> None:
    for one in problems:
        for text in (one.message, one.value, one.remedy, one.suggestion, one.column, one.record_id or ""):
            text.encode()


def says_nothing(raw: Any, kind: Kind) -> bool:
    """Whether a cell counts as blank: nothing to be seen, separators alone, "chưa có" in a column of figures."""
    if raw is None or is_blank(raw):
        return True
    if not isinstance(raw, str):
        return False
    if kind in (Kind.LIST, Kind.CHOICES):
        return is_blank(re.sub("[;,]", "", raw))
    return kind in FIGURES and plain(raw) in figures.NO_DATA


def says_zero(raw: Any) -> bool:
    if isinstance(raw, str):
        return plain(raw) in figures.NOTHING or SAYS_ZERO.fullmatch(raw) is not None
    return bool(raw == 0)


def require_honest(record: Row | None, problems: list[Problem], cells: list[Any], table: type[Row]) -> None:
    """No 0 that the cell does not say, and nothing left out without a word."""
    if record is None:  # no record, or a copy of another one
        assert problems
        return
    for spec, raw in zip(specs(table), cells, strict=True):
        value = getattr(record, spec.name)
        if value in (None, ()):
            named = any(one.field == spec.name for one in problems)
            assert named or says_nothing(raw, spec.kind), (spec.name, raw)
        elif spec.kind in FIGURES and value == 0:
            assert says_zero(raw), (spec.name, raw)


def of_row(snapshot: Snapshot, tab: Tab, row: int) -> list[Problem]:
    return [one for one in snapshot.problems if (one.tab, one.row) == (tab, row)]


def require_read(tab: Tab, values: list[Any]) -> None:
    """Types each value into all columns of a row of its own, apart from the key; then asks what must hold."""
    table, grids = TABLES[tab], copied()
    for number, raw in enumerate(values):
        key = dict(zip(table.KEY, new_key(table, number), strict=True))
        grids[tab].append([key.get(spec.name, raw) for spec in specs(table)])
    snapshot = read(grids)
    require_encodable(snapshot.problems)
    if tab is Tab.SETTINGS:
        return
    found = {key_of(one): one for one in records(snapshot, tab)}
    for row, cells in enumerate(grids[tab][1:], 2):
        parts = [str(cells[place]) for place, spec in enumerate(specs(table)) if spec.name in table.KEY]
        require_honest(found.get("|".join(parts)), of_row(snapshot, tab, row), cells, table)


def new_key(table: type[Row], number: int) -> tuple[Any, ...]:
    """A key that no other row has."""
    if table is VillageSum:
        return f"TH-{number % 14 + 3:02d}", 2030 + number // 14, "I"
    if table is ServiceFigure:
        return 2030 + number // 15, "I", tuple(ServiceIndicator)[number % 15]
    if table is Score:
        return 2030 + number // 14, f"TH-{number % 14 + 3:02d}", TOTAL
    if table is Task:
        return (f"NV-01/2030-Q1/TH-{number + 1}",)
    if table is Finding:
        return (f"TT-2030-{number + 1:04d}-1",)
    if table is Report:
        return (f"BC-2030-Q1-{number + 1:04d}",)
    return (f"{table.PREFIX or 'ZZ'}-2030-{number + 1:04d}", *(["x"] if len(table.KEY) == 2 else []))


def test_the_rows_that_stand_beside_are_in_order() -> None:
    snapshot = read(copied())
    assert [one.message for one in snapshot.problems] == []
    assert all(records(snapshot, tab) for tab in TABLES if tab is not Tab.SETTINGS)


@settings(max_examples=250)
@given(st.dictionaries(st.sampled_from(CELLS), ODD, min_size=1, max_size=4))
def test_anything_in_some_cells(typed: dict[tuple[Tab, int], Any]) -> None:
    grids = copied()
    for (tab, column), raw in typed.items():
        grids[tab][-1][column] = raw
    snapshot = read(grids, memo=MEMO)
    require_encodable(snapshot.problems)
    for tab in {tab for tab, _ in typed} - {Tab.SETTINGS}:
        found, last = records(snapshot, tab), len(grids[tab])
        record = found[-1] if len(found) == last - 1 else None
        require_honest(record, of_row(snapshot, tab, last), grids[tab][-1], TABLES[tab])


@pytest.mark.parametrize("tab", TABLES, ids=str)
def test_every_odd_value_in_every_column(tab: Tab) -> None:
    require_read(tab, HANDPICKED)


@pytest.mark.parametrize("tab", TABLES, ids=str)
def test_cells_of_fifty_thousand_characters(tab: Tab) -> None:
    require_read(tab, [(part * 50_000)[:50_000] for part in LONG])


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(CELLS), ODD, min_size=1, max_size=3))
def test_anything_in_the_header_row(typed: dict[tuple[Tab, int], Any]) -> None:
    grids = copied()
    hit = False
    lacking: tuple[Problem, ...] = ()
    for (tab, column), raw in typed.items():
        grids[tab][0][column] = raw
        spec = specs(TABLES[tab])[column]
        hit = hit or spec.column.required or spec.name in TABLES[tab].KEY
    try:
        require_encodable(read(grids, memo=MEMO).problems)
    except HeaderMissing as error:
        lacking = error.problems
    require_encodable(lacking)
    assert hit or not lacking


@settings(max_examples=60)
@given(st.sampled_from(list(TABLES)), st.lists(st.lists(ODD, max_size=60), max_size=5))
def test_whole_rows_of_anything(tab: Tab, rows: list[list[Any]]) -> None:
    grids = copied()
    grids[tab] += rows
    require_encodable(read(grids, memo=MEMO).problems)


@pytest.mark.parametrize("empty", [[], [""] * 60, [None] * 60, [False, 0, "", None]], ids=repr)
def test_ten_thousand_empty_rows_change_nothing(empty: list[Any]) -> None:
    grids = copied()
    grids[Tab.MODELS] += [empty] * 10_000
    grids[Tab.MODELS].append(grids[Tab.MODELS].pop(KEPT))
    snapshot, plainly = read(grids), read(copied())
    assert snapshot.models == plainly.models
    assert snapshot.problems == plainly.problems
    assert snapshot.row_of(Tab.MODELS, snapshot.models[-1].model_id) == 10_000 + KEPT + 1


def test_two_hundred_extra_columns_change_nothing() -> None:
    grids = copied()
    for tab, grid in grids.items():
        grids[tab] = [[*(f"Cột {n}" for n in range(200)), *grid[0]], *([*(["x"] * 200), *row] for row in grid[1:])]
    snapshot, plainly = read(grids), read(copied())
    assert snapshot.problems == ()
    for tab in TABLES.keys() - {Tab.SETTINGS}:
        assert records(snapshot, tab) == records(plainly, tab)
