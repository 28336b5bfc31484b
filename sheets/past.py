"""What Nhật ký says about one record, read when somebody wants to see it."""

import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from domain import codec, history
from domain.rows import Grid
from domain.serials import to_serial
from domain.tables import HistoryEntry
from domain.vocabulary import HistoryAction, Source, Tab
from sheets.ledger import tells_of_undoing
from sheets.workbook import Workbook

LONG_AGO = datetime.min.replace(tzinfo=UTC)
ROUNDED = 1e-6  # days: a moment in a cell is not exact to its last digits
KEPT = 10.0  # seconds: several people who look at histories cost one read


class Past:
    """The tab Nhật ký as read lately. Safe for threads."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._lock = threading.Lock()
        self._grid: Grid = []
        self._read_at = -KEPT

    def of(self, tab: Tab, record_id: str) -> tuple[HistoryEntry, ...]:
        """The entries of a record, oldest first; hand edits are recorded seconds later, and stand where they belong.

        Of several attempts of one operation the last counts, per column. An attempt that missed changed
        nothing, and is not shown.

        Raises StoreError when the workbook cannot be read.
        """
        return self.about(tab, {record_id})

    def about(self, tab: Tab, records: Collection[str]) -> tuple[HistoryEntry, ...]:
        """The entries of several records of a tab, likewise."""
        return self._told(lambda where, key, _: where == tab and key in records)

    def since(self, moment: datetime) -> tuple[HistoryEntry, ...]:
        """All entries from a moment on, likewise: what was written in the same instant may have come after it."""
        from_ = to_serial(moment) - ROUNDED
        later = self._told(lambda _where, _key, at: not isinstance(at, int | float) or at >= from_)
        return tuple(one for one in later if one.at is not None and one.at >= moment)

    def _told(self, is_wanted: Callable[[str, str, Any], bool]) -> tuple[HistoryEntry, ...]:
        grid = self._grid_now()
        if not grid:
            return ()
        header = codec.header_map(HistoryEntry, grid[0])
        names = [header[name] for name in ("tab", "record_id", "at")]
        rows = [row for row in grid[1:] if is_wanted(_at(row, names[0]), _at(row, names[1]), _raw(row, names[2]))]
        entries = [history.entry(row, header) for row in rows]
        undone = _undone(grid, header)
        shown = (one for one in entries if one.attempt not in undone)
        last = {(one.tab, one.record_id, one.op_id, one.action, one.column, one.at): one for one in shown}.values()
        return tuple(sorted(last, key=lambda one: one.at or LONG_AGO))

    def deleted(self) -> tuple[HistoryEntry, ...]:
        """The rows that people deleted in the sheet, whether or not they typed them again since; the newest first.

        Raises StoreError when the workbook cannot be read.
        """
        grid = self._grid_now()
        if not grid:
            return ()
        header = codec.header_map(HistoryEntry, grid[0])
        return tuple(history.entry(row, header) for row in _deleted(grid, header))

    def forget(self) -> None:
        """The next question reads anew: this process has just written."""
        self._read_at = -KEPT

    def _grid_now(self) -> Grid:
        with self._lock:
            if time.monotonic() - self._read_at >= KEPT:
                self._grid = self._book.read([Tab.HISTORY])[Tab.HISTORY]
                self._read_at = time.monotonic()
            return self._grid


def _undone(grid: Grid, header: Mapping[str, int]) -> set[str]:
    """The attempts that missed and were put right."""
    columns = [header.get(name) for name in ("action", "source", "by", "attempt")]
    if None in columns:
        return set()
    cells = ([str(row[at]) if at is not None and at < len(row) else "" for at in columns] for row in grid[1:])
    return {attempt for action, source, by, attempt in cells if tells_of_undoing(action, source, by)}


def _deleted(grid: Grid, header: Mapping[str, int]) -> list[Sequence[Any]]:
    """The last word of Nhật ký on rows as a whole, where that is that people deleted them; the newest first.

    Not what went when a tab was emptied, nor what went before that.
    """
    names = ("tab", "record_id", "column", "action", "source")
    last: dict[tuple[str, str], Sequence[Any]] = {}
    for row in grid[1:]:
        tab, key, column, action, source = (_at(row, header[name]) for name in names)
        if action == HistoryAction.SOFT_DELETE and not key:
            last = {place: one for place, one in last.items() if place[0] != tab}
        elif key and not column:
            last.pop((tab, key), None)
            if (action, source) == (HistoryAction.SOFT_DELETE, Source.HAND):
                last[tab, key] = row
    return list(reversed(last.values()))


def _raw(row: Sequence[Any], column: int) -> Any:
    return row[column] if column < len(row) else ""


def _at(row: Sequence[Any], column: int) -> str:
    return str(_raw(row, column))
