"""Asking what cells look like: a percent format, merges. One call for all tabs, only where values leave it open.

A person who only changes a format or unmerges cells changes no value, so what is in doubt is asked again each minute.
"""

import logging
from collections.abc import Iterator, Mapping

from domain.errors import StoreError
from domain.looks import Cell, Doubts, Looks, Merge, doubts
from domain.places import column_letters
from domain.rows import Grid
from domain.snapshot import Snapshot
from domain.tables import DATA_TABLES, Row
from domain.vocabulary import Tab
from sheets.clock import Ticker
from sheets.workbook import Json, Part, Workbook

log = logging.getLogger(__name__)

AGAIN = 60.0  # seconds
MOST = 100  # single cells that are asked for; of more the columns in which they stand
FIELDS = (
    "sheets(properties.sheetId,merges,"
    "data(startRow,startColumn,rowData.values(effectiveValue,effectiveFormat.numberFormat.type)))"
)


class Looker:
    """What is known of the looks of one spreadsheet. For one thread at a time, the one that reads."""

    def __init__(self, book: Workbook, ticker: Ticker) -> None:
        self._book, self._ticker = book, ticker
        self._known: dict[Tab, Looks] = {}
        self._asked: dict[Tab, tuple[Doubts, float]] = {}
        self._seen: tuple[Snapshot, Mapping[Tab, Grid], dict[Tab, Doubts]] | None = None
        self._doubts: dict[Tab, tuple[Grid, tuple[object, ...], Doubts]] = {}

    def look(self, snapshot: Snapshot, grids: Mapping[Tab, Grid]) -> Mapping[Tab, Looks]:
        """What is known after asking what `snapshot`, as read from `grids`, leaves open. The same when nothing is new.

        A call that fails leaves everything as it was: what is in doubt stays a data error.
        """
        if self._seen is None or self._seen[0] is not snapshot or self._seen[1] is not grids:
            opened = {table.TAB: self._open(table, snapshot, grids[table.TAB]) for table in DATA_TABLES}
            self._seen = snapshot, grids, opened
        open_now = self._seen[2]
        for tab in [tab for tab, doubt in open_now.items() if not doubt]:
            self._known.pop(tab, None)
            self._asked.pop(tab, None)
        due = {tab: doubt for tab, doubt in open_now.items() if doubt and self._is_due(tab, doubt)}
        if due and self._ask(due, snapshot.gids):
            now = self._ticker.monotonic()
            asked = {table: self._open(table, snapshot, grids[table.TAB]) for table in DATA_TABLES if table.TAB in due}
            self._asked.update({table.TAB: (doubt, now) for table, doubt in asked.items()})
        return {tab: looks for tab, looks in self._known.items() if looks != Looks()}

    def _open(self, table: type[Row], snapshot: Snapshot, grid: Grid) -> Doubts:
        """Worked out again only when the tab, or what is wrong in it, has changed."""
        mine = tuple(one for one in snapshot.problems if one.tab == table.TAB and one.value == "")
        basis = (mine, self._known.get(table.TAB, Looks()).merges)
        before = self._doubts.get(table.TAB)
        if before is not None and before[0] is grid and before[1] == basis:
            return before[2]
        found = doubts(table, grid, *basis)
        self._doubts[table.TAB] = (grid, basis, found)
        return found

    def _is_due(self, tab: Tab, doubt: Doubts) -> bool:
        asked, at = self._asked.get(tab, (None, 0.0))
        same = asked is not None and (asked.rows, asked.blanks) == (doubt.rows, doubt.blanks)
        return not same or self._ticker.monotonic() - at >= AGAIN

    def _ask(self, due: Mapping[Tab, Doubts], gids: Mapping[Tab, int]) -> bool:
        """Whether there was an answer."""
        try:
            answer = self._book.metadata(FIELDS, [part for tab, doubt in due.items() for part in _parts(tab, doubt)])
        except StoreError as error:
            log.warning("formats not read: %s: %s", type(error).__name__, error)
            return False
        sheets = {one["properties"].get("sheetId", 0): one for one in answer.get("sheets", ())}
        for tab, doubt in due.items():
            self._known[tab] = _looks(sheets.get(gids[tab], {}), doubt)
        return True


def _parts(tab: Tab, doubt: Doubts) -> Iterator[Part]:
    """What of a tab is to be shown; the merges of a tab come along whatever it is."""
    if not doubt.figures:
        yield tab, "A1"
    elif len(doubt.figures) <= MOST:
        yield from ((tab, f"{column_letters(column)}{row}") for row, column in doubt.figures)
    else:
        rows = [row for row, _ in doubt.figures]
        for column in sorted({column for _, column in doubt.figures}):
            letters = column_letters(column)
            yield tab, f"{letters}{min(rows)}:{letters}{max(rows)}"


def _looks(sheet: Json, doubt: Doubts) -> Looks:
    percents = frozenset(
        cell for cell, value in _percentages(sheet) if doubt.figures.get(cell) == value
    )  # a row that moved between the two calls holds something else now
    return Looks(percents, tuple(_merge(one) for one in sheet.get("merges", ())))


def _percentages(sheet: Json) -> Iterator[tuple[Cell, float]]:
    for block in sheet.get("data", ()):
        top, left = block.get("startRow", 0) + 1, block.get("startColumn", 0)
        for down, row in enumerate(block.get("rowData", ())):
            for across, cell in enumerate(row.get("values", ())):
                kind = cell.get("effectiveFormat", {}).get("numberFormat", {}).get("type")
                value = cell.get("effectiveValue", {}).get("numberValue")
                if kind == "PERCENT" and value is not None:
                    yield (top + down, left + across), float(value)


def _merge(area: Json) -> Merge:
    return Merge(
        top=area.get("startRowIndex", 0) + 1,
        bottom=area["endRowIndex"],
        left=area.get("startColumnIndex", 0),
        right=area["endColumnIndex"] - 1,
    )
