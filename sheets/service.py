"""The parts of this package put together: what a process keeps for one workbook."""

from functools import partial

from domain.vocabulary import Tab
from sheets import provision
from sheets.client import Connection, Wrap
from sheets.clock import TICKER, Ticker
from sheets.closed import Closed
from sheets.config import Config
from sheets.handwork import Handwork
from sheets.listing import Listing
from sheets.locks import number_of
from sheets.noticed import Noticed
from sheets.numbering import Numbering
from sheets.operations import Operations
from sheets.outbox import Outbox
from sheets.past import Past
from sheets.reader import Reader
from sheets.shelf import Shelf
from sheets.store import INTERVAL, Store
from sheets.workbook import Workbook
from sheets.writer import Writer

ANSWER_WITHIN = 8.0  # seconds that a press waits for the workbook before it says "Chờ gửi"


class Service:
    """The store, the writer and the running operations of one workbook. `start` returns at once, without a call.

    `later`: of a year after the first one; it is read when somebody looks at it, and what waits for it is delivered.
    """

    def __init__(
        self,
        config: Config,
        *,
        wrap: Wrap | None = None,
        pace: float = 0.5,
        interval: float = INTERVAL,
        answer_within: float = ANSWER_WITHIN,
        ticker: Ticker = TICKER,
        later: bool = False,
    ) -> None:
        self.config, self.answer_within = config, answer_within
        self.book = Workbook(Connection(config, wrap).client, config.spreadsheet_id, pace=pace)
        self.reader = Reader(
            self.book,
            self._prepare if config.embedded else None,
            ticker,
            upgrade=partial(provision.provision, self.book, provision.Wish()),
        )
        shelf = Shelf(config.shelf, config.spreadsheet_id, ticker)
        self.store = Store(self.reader, url=config.url, embedded=config.embedded, interval=interval, shelf=shelf)
        if later:
            self.store.of_later_year((number_of(config.spreadsheet_id) << 20) + 1)
        self.outbox = Outbox(config.data_dir, config.spreadsheet_id)
        self.noticed = Noticed(config.data_dir, config.spreadsheet_id)
        self.writer = Writer(self.book, self.reader, self.store, self.outbox, pace=pace)
        handwork = Handwork(self.store, self.reader, self.book, self.noticed, self.writer.undoing)
        numbering = Numbering(self.store, self.reader, self.book, self.writer.undoing)
        listing = Listing(self.store, self.reader, self.book)
        self.writer.chores = (handwork.step, numbering.step, listing.step)
        self.writer.on_coming_back(self.noticed.came_back)
        self.store.on_reading = handwork.notice
        self.store.on_success = partial(self.writer.wake, recovered=True)
        self.operations = Operations()
        self.past = Past(self.book)
        self.closed = Closed(self.past)

    def start(self) -> None:
        self.store.start()
        self.writer.start()

    def close(self) -> None:
        self.operations.close()
        self.writer.close()
        self.outbox.close()
        self.noticed.close()
        self.store.close()

    def link(self, tab: Tab, row: int | None) -> str | None:
        """The address of row `row` of `tab` on Google; None on the embedded workbook, or where it is not known."""
        gid = self.reader.gids.get(tab)
        if self.config.url is None or gid is None or row is None:
            return None
        return f"{self.config.url}#gid={gid}&range={row}:{row}"

    def _prepare(self) -> None:
        """The embedded workbook comes with the demo sample, and later with whatever a new version adds.

        That of a later year was filled when it was opened: without any tab it is none.
        """
        prepare = provision.complete if self.config.year else provision.prepare_embedded
        prepare(self.book)
