"""Reading: one values:batchGet of all data tabs, now and then with Nhật ký and `_journal`."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.errors import WorkbookMissing
from domain.tables import DATA_TABLES
from domain.vocabulary import Tab
from sheets.clock import TICKER, Ticker
from sheets.ledger import Ledger
from sheets.locks import JOURNAL
from sheets.workbook import Grid, Workbook

log = logging.getLogger(__name__)

DATA_TABS: tuple[Tab, ...] = tuple(table.TAB for table in DATA_TABLES)
NEEDED_TABS: tuple[str, ...] = (*DATA_TABS, Tab.HISTORY, JOURNAL)


@dataclass(frozen=True, slots=True)
class Reading:
    """The raw values of the data tabs as of one moment: the real time at which the read began, and the ticker's.

    `journal` = the rows of `_journal` where they were asked for, without the header.
    """

    grids: dict[Tab, Grid]
    at: datetime
    tick: float
    journal: Grid | None = None


class Reader:
    """Reads the workbook. `prepare` is run once before the first read: the embedded workbook is provisioned by it."""

    def __init__(self, book: Workbook, prepare: Callable[[], None] | None = None, ticker: Ticker = TICKER) -> None:
        self._book = book
        self._prepare = prepare
        self._gids: Mapping[str, int] = {}
        self.ledger = Ledger()
        self.journal_columns = 0
        self.rows: Mapping[str, int] = {}
        self.journal: Grid | None = None
        self._opened = False
        self.ticker = ticker

    @property
    def gids(self) -> Mapping[str, int]:
        """Sheet ids by title, of the application's tabs, as they were last known; empty before the first read."""
        return self._gids

    def read(self, *, history: bool = False, journal: bool = False) -> Reading:
        """One call, if asked with Nhật ký or `_journal`. The first read takes both along, and asks for the sheet ids.

        Raises StoreError.
        """
        if not self._opened:
            self._open()
        first = not self.ledger.header
        extra: dict[str, bool] = {Tab.HISTORY: history or first, JOURNAL: journal or first}
        at, tick = self.ticker.real_now(), self.ticker.monotonic()
        grids = self._read([*DATA_TABS, *(title for title, wanted in extra.items() if wanted)])
        if Tab.HISTORY in grids:
            self.ledger.take(grids[Tab.HISTORY])
        if JOURNAL in grids:
            self.journal = grids[JOURNAL][1:]
        return Reading({tab: grids[tab] for tab in DATA_TABS}, at, tick, self.journal if JOURNAL in grids else None)

    def part(self, tabs: Iterable[str]) -> dict[str, Grid]:
        """Some tabs as they stand now, and `_journal`: small, so that little time passes until what follows."""
        grids = self._read([*tabs, JOURNAL])
        self.journal = grids[JOURNAL][1:]
        return grids

    def forget_sheet_ids(self) -> None:
        """Asks for the sheet ids again with the next read: a person may have put a new tab in an old one's place."""
        self._opened = False

    def remember(self, gids: Mapping[str, int]) -> None:
        """Sheet ids that an earlier process found: for addresses of rows until the first read asks for them."""
        self._gids = self._gids or gids

    def _read(self, tabs: Sequence[str]) -> dict[str, Grid]:
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
        self.journal_columns = found[JOURNAL].columns
        self.rows = {title: one.rows for title, one in found.items()}
        self._gids = {title: found[title].gid for title in NEEDED_TABS}
        self._opened = True
        log.info("workbook opened, %d tabs", len(found))
