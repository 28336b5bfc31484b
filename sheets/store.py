"""The process's view of the workbook: one immutable snapshot, refreshed in the background while somebody is looking.

The number of viewers does not change the number of reads. An outage is not an empty workbook: the last good snapshot
stays, with its age and the error, and comes back from the shelf after a restart. The store knows nothing of Streamlit.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain import codec
from domain.errors import DvkError, HeaderMissing, StoreError, Unreachable
from domain.looks import Beside, Looks
from domain.remembered import forget
from domain.rows import Grid
from domain.snapshot import Problem, Snapshot
from domain.vocabulary import Tab
from sheets import clock
from sheets.grids import Grids, sharing
from sheets.hooks import Moment, told
from sheets.looks import Looker
from sheets.memory import GivingBack
from sheets.own import OwnRow
from sheets.reader import DATA_TABS, Reader, Reading
from sheets.shelf import Shelf, Shelved

log = logging.getLogger(__name__)

INTERVAL = 15.0  # seconds between two refreshes
LONGEST_INTERVAL = 30.0  # after repeated failures; what waits for Google is to go out within a minute of its return
LOOKING = 60.0  # seconds after the last question during which somebody counts as looking
PATIENCE = 5.0  # seconds that the first visitor waits for the first snapshot

OnReading = Callable[[Mapping[Tab, Grid], Mapping[Tab, Grid]], None]


@dataclass(frozen=True, slots=True)
class Health:
    """How good the data are: real moment and age of the last good read, the error since, seconds to the next try."""

    read_at: datetime | None
    age: timedelta | None
    error: DvkError | None
    next_try: float | None
    embedded: bool


class Store:
    """Holds the snapshot. Every public method may be called from any thread.

    `on_reading` gets the raw values before (own confirmed writes included; {} when nothing was known) and after each
    read that changed some, `on_success` is called after each read. Both run in the thread that read, must be quick and
    must not refresh; what they raise is logged. `baseline`: the raw values that the last good read took over from.
    """

    def __init__(
        self,
        reader: Reader,
        *,
        url: str | None = None,
        embedded: bool = False,
        interval: float = INTERVAL,
        shelf: Shelf | None = None,
        on_reading: OnReading | None = None,
        on_success: Callable[[], None] | None = None,
    ) -> None:
        self.on_reading, self.on_success = on_reading, on_success
        self.baseline: Mapping[Tab, Grid] = {}
        self._reader, self._shelf, self._ticker = reader, shelf, reader.ticker
        self._looker = Looker(reader.book, reader.ticker)
        self._looks: Mapping[Tab, Looks] = {}
        self._beside = Beside()
        self._url, self._embedded, self._interval = url, embedded, interval
        self._grids: Grids = {}
        self._snapshot: Snapshot | None = None
        self._memo, self._memory = codec.RowMemo(), GivingBack()
        self._own: list[tuple[int, OwnRow]] = []
        self._read: Moment | None = None
        self._error: DvkError | None = None
        self._writes, self._failures = 0, 0
        self._first_version = 1
        self._seen = self._due = self._ticker.monotonic()
        self._reading = threading.Lock()
        self._changing = threading.RLock()
        self._settled, self._wake, self._stop = threading.Event(), threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._loop, name="sheet-refresher", daemon=True)

    def of_later_year(self, first_version: int) -> None:
        """Before the start: versions of its own, and after one read it waits until somebody looks."""
        self._first_version, self._seen = first_version, float("-inf")

    def start(self) -> None:
        """Begins to read in the background; returns at once."""
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(5)
            self._keep(now=True)

    def version(self) -> int:
        """Moves only when a value or the day changed; 0 before the first snapshot."""
        self._touch()
        return self._snapshot.version if self._snapshot else 0

    def snapshot(self) -> Snapshot:
        """The last good snapshot. Raises StoreError when there is none, after a few seconds at most."""
        self._touch()
        if self._snapshot is None:
            self._ticker.wait(self._settled, PATIENCE)
        if self._snapshot is None:
            raise (self._error or Unreachable("the first read is still running")).with_traceback(None)
        return self._snapshot

    @property
    def latest(self) -> Snapshot | None:
        """The last good snapshot, if there is one by now. Nobody counts as looking for it."""
        return self._snapshot

    def lacking(self) -> tuple[Problem, ...]:
        """The headers for want of which the last reading could not be shown."""
        error = self._error
        return error.problems if isinstance(error, HeaderMissing) else ()

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong now: missing headers, then single cells as last read. Nobody counts as looking for it."""
        return (*self.lacking(), *(self._snapshot.problems if self._snapshot else ()))

    def health(self) -> Health:
        read, error = self._read, self._error
        next_try = max(0.0, self._due - self._ticker.monotonic()) if error else None
        if read is None:
            return Health(None, None, error, next_try, self._embedded)
        age = self._age(read)
        read_at = read.real if read.shelved else self._ticker.real_now() - age
        return Health(read_at, age, error, next_try, self._embedded)

    def _age(self, read: Moment) -> timedelta:
        """By the ticker, as the machine's date may jump; a shelved reading has nothing but the date to go by."""
        known = timedelta(seconds=max(0.0, self._ticker.monotonic() - read.tick))
        return max(known, self._ticker.real_now() - read.real) if read.shelved else known

    def grid(self, tab: Tab) -> Grid:
        """The raw values behind the snapshot; not to be changed."""
        return self._grids[tab]

    def fresh(self) -> bool:
        """Whether the last read succeeded and is no older than two refreshes. What an earlier process read is not."""
        read = self._read
        if read is None or read.shelved or self._error is not None:
            return False
        return self._age(read).total_seconds() <= 2 * self._interval

    def refresh(self, *, history: bool = False, journal: bool = False) -> Reading:
        """Reads now, if asked with Nhật ký or `_journal`. Raises StoreError; the last good snapshot then stays."""
        with self._reading:
            mark = self._writes
            try:
                reading = self._reader.read(history=history, journal=journal, like=self._grids)
                old, new = self._take(reading, mark)
                self._look()
            except StoreError as error:
                self._failed(error)
                raise
            finally:
                self._settled.set()
            if self.on_reading is not None and old is not new:
                told("on_reading", self.on_reading, old, new)
        if self.on_success is not None:
            told("on_success", self.on_success)
        return reading

    def put(self, own: OwnRow) -> None:
        """Shows a confirmed write at once; the next refresh that begins after it confirms or corrects it."""
        with self._changing:
            self._writes += 1
            self._own.append((self._writes, own))
            grids = {**self._grids, own.tab: list(self._grids[own.tab])}
            own.put_into(grids)
            self._show(sharing(self._grids, grids), self._read.real if self._read else self._ticker.real_now())

    def _take(self, reading: Reading, mark: int) -> tuple[Grids, Grids]:
        """Makes `reading` the current one. `mark` = number of own writes that were confirmed before it began.

        Returns the raw values before and after: the same object when nothing changed.
        """
        with self._changing:
            later = [(number, own) for number, own in self._own if number > mark]
            grids = {**reading.grids, **{tab: list(reading.grids[tab]) for tab in {own.tab for _, own in later}}}
            for _, own in later:
                own.put_into(grids)
            old, new = self._grids, sharing(self._grids, grids)
            self._show(new, reading.at)
            self.baseline, self._own = old, later
            self._read = Moment(reading.at, reading.tick)
            self._error, self._failures = None, 0
        return old, new

    def _show(self, grids: Grids, read_at: datetime) -> None:
        """A new version, unless `grids` and the day are the last ones. Raises HeaderMissing; the old one then stays."""
        old, today = self._snapshot, clock.today()
        beside = Beside(self._url, self._looks, self._reader.problems)
        if old is not None and grids is self._grids and old.today == today and beside == self._beside:
            return
        self._snapshot = codec.read_workbook(
            grids,
            version=old.version + 1 if old else self._first_version,
            today=today,
            read_at=read_at,
            gids={tab: self._reader.gids[tab] for tab in DATA_TABS},
            memo=self._memo,
            beside=beside,
        )
        self._grids, self._beside = grids, beside
        forget(old)

    def _look(self) -> None:
        """Asks about formats and merges where values leave that open, and shows what it means."""
        snapshot, grids = self._snapshot, self._grids
        if snapshot is None:
            return
        looks = self._looker.look(snapshot, grids)
        if looks == self._looks:
            return
        with self._changing:
            self._looks = looks
            self._show(self._grids, snapshot.read_at)

    def _failed(self, error: StoreError) -> None:
        self._error = error
        self._failures += 1
        log.warning("refresh failed (%d): %s: %s", self._failures, type(error).__name__, error)

    def _touch(self) -> None:
        paused = not self._somebody_looks()
        self._seen = self._ticker.monotonic()
        if paused:
            self._wake.set()

    def _somebody_looks(self) -> bool:
        return self._ticker.monotonic() - self._seen < LOOKING

    def _loop(self) -> None:
        self._take_down()
        while not self._stop.is_set():
            self._refresh_quietly()
            self._due = self._ticker.monotonic() + self._pause()
            looked_at = self._somebody_looks()
            self._keep(now=not looked_at)
            self._memory.after(self._snapshot.version if self._snapshot else 0)
            self._ticker.wait(self._wake, max(0.0, self._due - self._ticker.monotonic()) if looked_at else None)
            self._wake.clear()

    def _pause(self) -> float:
        """Seconds until the next refresh."""
        return max(self._interval, min(self._interval * self._failures, LONGEST_INTERVAL))

    def _refresh_quietly(self) -> None:
        try:
            self.refresh()
        except StoreError:
            return  # kept as the store's error, for health() and for whoever asks for a snapshot
        except Exception as error:
            log.exception("refresh failed unexpectedly")
            self._failed(Unreachable(repr(error)))

    def _take_down(self) -> None:
        """Shows what is on the shelf, unless somebody has read the workbook meanwhile."""
        found = self._shelf.load() if self._shelf else None
        if found is None:
            return
        try:
            self._show_shelved(found)
        except Exception:
            log.exception("the shelved reading cannot be shown")

    def _show_shelved(self, found: Shelved) -> None:
        with self._changing:
            if self._snapshot is not None:
                return
            self._reader.remember(found.gids)
            self._show(found.grids, found.read_at)
            self._read = Moment(found.read_at, self._ticker.monotonic(), shelved=True)
        self._settled.set()

    def _keep(self, *, now: bool) -> None:
        """Puts on the shelf what this process has read."""
        with self._changing:
            grids, read = self._grids, self._read
        if self._shelf is None or read is None or read.shelved:
            return
        self._shelf.keep(Shelved(grids, self._reader.gids, self._ticker.real_now() - self._age(read)), now=now)
