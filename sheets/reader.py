"""Reading: one values:batchGet of all data tabs, now and then with Nhật ký and `_journal`."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from domain.errors import WorkbookMissing
from domain.looks import spreadsheet_problems
from domain.rows import Grid
from domain.snapshot import Problem
from domain.tables import DATA_TABLES, MOVEMENT_TABLES
from domain.vocabulary import Tab
from sheets.clock import TICKER, Ticker
from sheets.grids import Grids, sharing
from sheets.ledger import Ledger
from sheets.locks import JOURNAL
from sheets.titles import titles_of
from sheets.workbook import NOTHING, Overview, Workbook

log = logging.getLogger(__name__)

T = TypeVar("T")

DATA_TABS: tuple[Tab, ...] = tuple(table.TAB for table in DATA_TABLES)
LATER_TABS = frozenset(table.TAB for table in MOVEMENT_TABLES)  # the first workbooks were made without them
LOOK_AGAIN = 60.0  # seconds after which it is looked whether people have mended locale and titles
NEEDED_TABS: tuple[str, ...] = (*DATA_TABS, Tab.HISTORY, JOURNAL)


@dataclass(frozen=True, slots=True)
class Reading:
    """The raw values of the data tabs as of one moment: the real time at which the read began, and the ticker's.

    Not to be changed in place: the next reading may be made of the same rows.

    `journal` = the rows of `_journal` where they were asked for, without the header.
    """

    grids: Grids
    at: datetime
    tick: float
    journal: Grid | None = None


class Reader:
    """Reads the workbook. `prepare` is run once before the first read: the embedded workbook is provisioned by it.

    `upgrade` is run where the workbook is of an older version and lacks the tabs that have been declared since.
    """

    def __init__(
        self,
        book: Workbook,
        prepare: Callable[[], None] | None = None,
        ticker: Ticker = TICKER,
        *,
        upgrade: Callable[[], object] | None = None,
    ) -> None:
        self.book = self._book = book
        self._prepare, self._upgrade = prepare, upgrade
        self._gids: Mapping[str, int] = {}
        self._last: tuple[bytes, Grids] | None = None
        self.ledger = Ledger()
        self.journal_columns = 0
        self.rows: Mapping[str, int] = {}
        self.journal: Grid | None = None
        self._opened, self._opened_at = False, 0.0
        self.locale = ""
        self.ticker = ticker

    @property
    def gids(self) -> Mapping[str, int]:
        """Sheet ids by title, of the application's tabs, as they were last known; empty before the first read."""
        return self._gids

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the spreadsheet as such: its locale, titles of tabs."""
        return spreadsheet_problems(self.locale, self._book.names)

    def read(self, *, history: bool = False, journal: bool = False, like: Grids | None = None) -> Reading:
        """One call, if asked with Nhật ký or `_journal`. The first read takes both along, and asks for the sheet ids.

        What equals a part of `like` is that part itself. Raises StoreError.
        """
        if not self._opened or (self.problems and self.ticker.monotonic() - self._opened_at >= LOOK_AGAIN):
            self._open()
        first = not self.ledger.header
        extra: dict[str, bool] = {Tab.HISTORY: history or first, JOURNAL: journal or first}
        at, tick = self.ticker.real_now(), self.ticker.monotonic()
        more = [title for title, wanted in extra.items() if wanted]
        if not more:
            return Reading(self._values(like or {}), at, tick)
        grids = self._read([*DATA_TABS, *more], _by_title(like or {}))
        if Tab.HISTORY in grids:
            self.ledger.take(grids[Tab.HISTORY])
        if JOURNAL in grids:
            self.journal = grids[JOURNAL][1:]
        values = sharing(like or {}, {tab: grids[tab] for tab in DATA_TABS})
        return Reading(values, at, tick, self.journal if JOURNAL in grids else None)

    def _values(self, like: Grids) -> Grids:
        """The data tabs alone; an answer that is the last one to the byte is not decoded again."""
        known = self._last
        last = known[0] if known else None
        found, digest = self._named(lambda: self._book.read_unless(DATA_TABS, last, _by_title(like)))
        if found is None and known is not None:
            return known[1]
        grids = sharing(like, {Tab(tab): grid for tab, grid in (found or {}).items()})
        self._last = digest, grids
        return grids

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

    def _read(self, tabs: Sequence[str], like: Mapping[str, Grid] = NOTHING) -> dict[str, Grid]:
        return self._named(lambda: self._book.read(tabs, like))

    def _named(self, read: Callable[[], T]) -> T:
        try:
            return read()
        except WorkbookMissing:
            self.forget_sheet_ids()
            raise

    def _open(self) -> None:
        if self._prepare is not None:
            self._prepare()
            self._prepare = None
        overview, names, missing = self._look()
        if self._upgrade is not None and LATER_TABS.issuperset(missing) and len(missing) == len(LATER_TABS):
            log.info("the workbook is of an older version: adding %s", ", ".join(missing))
            self._upgrade()
            overview, names, missing = self._look()
        found = overview.tabs
        if missing:
            raise WorkbookMissing(", ".join(missing))
        self._book.names, self.locale = names, overview.locale
        self.journal_columns = found[names[JOURNAL]].columns
        self.rows = {title: found[name].rows for title, name in names.items()}
        self._gids = {title: found[name].gid for title, name in names.items()}
        self._opened, self._opened_at = True, self.ticker.monotonic()
        log.info("workbook opened, %d tabs", len(found))

    def _look(self) -> tuple[Overview, dict[str, str], list[str]]:
        """What tabs there are, under which title each of the application's stands, and which it lacks."""
        overview = self._book.overview()
        gids = {title: one.gid for title, one in overview.tabs.items()}
        names = titles_of((*NEEDED_TABS, Tab.DATA_ERRORS), gids, self._gids)
        return overview, names, [title for title in NEEDED_TABS if title not in names]


def _by_title(grids: Grids) -> dict[str, Grid]:
    return {str(tab): grid for tab, grid in grids.items()}
