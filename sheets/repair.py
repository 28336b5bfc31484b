"""Putting back what a change wrote into the wrong row (google-sheets.md, part two, algorithm 4).

Only cells that still hold exactly what was written by mistake get their old value back: what a person typed since
stays. The row is found by its own ID, wherever it stands now.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain import codec
from domain.tables import DATA_TABLES, HistoryEntry, Row
from domain.vocabulary import HistoryAction, Source, Tab
from sheets import locks
from sheets.cells import append_rows, extended_value, row_data, write_cells
from sheets.locks import JOURNAL
from sheets.sending import Stray
from sheets.workbook import Grid, Request

TABLES: Mapping[Tab, type[Row]] = {table.TAB: table for table in DATA_TABLES}


@dataclass(frozen=True, slots=True)
class Restored:
    """One cell that gets its old value back: sheet row, 0-based column, its title, and both values."""

    tab: Tab
    row: int
    column: int
    title: str
    stray: Any
    old: Any


def restorations(stray: Stray, grid: Grid) -> list[Restored]:
    """The cells of the row that was hit by mistake, where they stand in `grid` now."""
    there = [str(title) for title in grid[0]]
    found = []
    for number in _victims(stray, grid):
        row = grid[number - 1]
        for column, value in stray.cells.items():
            title = str(stray.titles[column]) if column < len(stray.titles) else ""
            if title not in there or _at(row, there.index(title)) != value:
                continue
            old = _at(stray.row, column)
            if old != value:
                found.append(Restored(stray.tab, number, there.index(title), title, value, old))
    return found


def requests(
    cells: Sequence[Restored], gids: Mapping[str, int], history: Mapping[str, int], by: str, op: str, at: datetime
) -> list[Request]:
    """One batch: its own lock, the cells, and a history row for each."""
    rows = (row_data(HistoryEntry, _entry(one, by, op, at), history) for one in cells)
    return [
        locks.op_lock(gids[JOURNAL], uuid.uuid4().hex, at),
        *(write_cells(gids[one.tab], one.row, one.column, [_data(one.old)], "userEnteredValue") for one in cells),
        append_rows(gids[Tab.HISTORY], rows),
    ]


def _victims(stray: Stray, grid: Grid) -> Iterator[int]:
    """Sheet rows with the key that the hit row had; rows without a key where it had none."""
    table = TABLES[stray.tab]
    then, now = codec.header_map(table, list(stray.titles)), codec.header_map(table, grid[0])
    key = [_at(stray.row, then[name]) for name in table.KEY]
    for number, row in enumerate(grid[1:], 2):
        if [_at(row, now[name]) for name in table.KEY] == key:
            yield number


def _entry(one: Restored, by: str, op: str, at: datetime) -> HistoryEntry:
    return HistoryEntry(
        op_id=op,
        at=at,
        by=by,
        action=HistoryAction.RESTORE,
        tab=one.tab,
        column=one.title,
        old=str(one.stray),
        new=str(one.old),
        source=Source.APPLICATION,
    )


def _data(value: Any) -> dict[str, Any]:
    return {} if value == "" else {"userEnteredValue": extended_value(value)}


def _at(row: Sequence[Any], column: int) -> Any:
    return row[column] if column < len(row) else ""
