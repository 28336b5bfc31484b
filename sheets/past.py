"""What Nhật ký says about one record, read when somebody wants to see it."""

import threading
import time
from collections.abc import Mapping

from domain import codec, history
from domain.tables import HistoryEntry
from domain.vocabulary import HistoryAction, Source, Tab
from sheets.workbook import Grid, Workbook

KEPT = 10.0  # seconds: several people who look at histories cost one read


class Past:
    """The tab Nhật ký as read lately. Safe for threads."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._lock = threading.Lock()
        self._grid: Grid = []
        self._read_at = -KEPT

    def of(self, tab: Tab, record_id: str) -> tuple[HistoryEntry, ...]:
        """The entries of a record, oldest first. Of several attempts of one operation the last counts, per column.

        An attempt that missed changed nothing, and is not shown.

        Raises StoreError when the workbook cannot be read.
        """
        grid = self._grid_now()
        if not grid:
            return ()
        header = codec.header_map(HistoryEntry, grid[0])
        key, where = header["record_id"], header["tab"]
        rows = [row for row in grid[1:] if len(row) > key and str(row[key]) == record_id and row[where] == tab]
        entries = [history.entry(row, header) for row in rows]
        undone = _undone(grid, header)
        shown = (one for one in entries if one.attempt not in undone)
        return tuple({(one.op_id, one.action, one.column, one.at): one for one in shown}.values())

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
    action, attempt = header["action"], header.get("attempt")
    if attempt is None:
        return set()
    rows = (row for row in grid[1:] if len(row) > max(action, attempt))
    by = header["source"]
    return {str(row[attempt]) for row in rows if row[action] == HistoryAction.RESTORE and row[by] == Source.APPLICATION}
