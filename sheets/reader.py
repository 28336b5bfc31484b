"""Reading: one values:batchGet of all data tabs, and what Nhật ký says about IDs and operations."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain import codec
from domain.errors import WorkbookMissing
from domain.tables import DATA_TABLES, HistoryEntry
from domain.vocabulary import HistoryAction, Tab
from sheets.clock import TICKER, Ticker
from sheets.locks import JOURNAL
from sheets.workbook import Grid, Workbook

log = logging.getLogger(__name__)

DATA_TABS: tuple[Tab, ...] = tuple(table.TAB for table in DATA_TABLES)
NEEDED_TABS: tuple[str, ...] = (*DATA_TABS, Tab.HISTORY, JOURNAL)


class History:
    """What Nhật ký settles for writers: IDs ever given, and the records that each operation added."""

    def __init__(self) -> None:
        self.header: Mapping[str, int] = {}
        self.ids: set[str] = set()
        self.ops: dict[str, tuple[str, ...]] = {}

    def take(self, grid: Grid) -> None:
        """Adds what stands in the raw values of Nhật ký."""
        if not grid:
            return
        self.header = codec.header_map(HistoryEntry, grid[0])
        op, record, action = (self.header.get(name) for name in ("op_id", "record_id", "action"))
        read: dict[str, list[str]] = {}
        for row in grid[1:]:
            added = read.setdefault(_at(row, op), [])
            if _at(row, action) == HistoryAction.ADD and _at(row, record) not in added:
                added.append(_at(row, record))
            self.ids.add(_at(row, record))
        for one, ids in read.items():
            self.note(one, ids)

    def note(self, op: str, ids: Sequence[str]) -> None:
        """Operation `op` was carried out and added the records `ids`."""
        self.ids.update(ids)
        self.ops.setdefault(op, tuple(ids))


def _at(row: list[object], column: int | None) -> str:
    return str(row[column]) if column is not None and column < len(row) else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The raw values of the data tabs as of one moment: the real time at which the read began, and the ticker's."""

    grids: dict[Tab, Grid]
    at: datetime
    tick: float


class Reader:
    """Reads the workbook. `prepare` is run once before the first read: the embedded workbook is provisioned by it."""

    def __init__(self, book: Workbook, prepare: Callable[[], None] | None = None, ticker: Ticker = TICKER) -> None:
        self._book = book
        self._prepare = prepare
        self._gids: Mapping[str, int] = {}
        self._opened = False
        self.ticker = ticker
        self.history = History()

    @property
    def gids(self) -> Mapping[str, int]:
        """Sheet ids by title, of the application's tabs, as they were last known; empty before the first read."""
        return self._gids

    def read(self, *, history: bool = False) -> Reading:
        """One call; the first read also asks for the sheet ids and takes Nhật ký along. Raises StoreError."""
        if not self._opened:
            self._open()
        history = history or not self.history.header
        at, tick = self.ticker.real_now(), self.ticker.monotonic()
        grids = self._read((*DATA_TABS, Tab.HISTORY) if history else DATA_TABS)
        if history:
            self.history.take(grids[Tab.HISTORY])
        return Reading({tab: grids[tab] for tab in DATA_TABS}, at, tick)

    def forget_sheet_ids(self) -> None:
        """Asks for the sheet ids again with the next read: a person may have put a new tab in an old one's place."""
        self._opened = False

    def remember(self, gids: Mapping[str, int]) -> None:
        """Sheet ids that an earlier process found: for addresses of rows until the first read asks for them."""
        self._gids = self._gids or gids

    def _read(self, tabs: tuple[Tab, ...]) -> dict[str, Grid]:
        try:
            return self._book.read(tabs)
        except WorkbookMissing:
            self.forget_sheet_ids()
            raise

    def _open(self) -> None:
        if self._prepare is not None:
            self._prepare()
            self._prepare = None
        found = self._book.tabs()
        missing = [title for title in NEEDED_TABS if title not in found]
        if missing:
            raise WorkbookMissing(", ".join(missing))
        self._gids = {title: found[title] for title in NEEDED_TABS}
        self._opened = True
        log.info("workbook opened, %d tabs", len(found))
