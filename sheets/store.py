"""The process's view of the workbook: one immutable snapshot, refreshed in the background while somebody is looking.

The number of viewers does not change the number of reads. An outage is not an empty workbook: the last good snapshot
stays, with its age and the error. The store knows nothing of Streamlit.
"""

import logging
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from domain import codec
from domain.errors import DvkError, StoreError, Unreachable
from domain.snapshot import Snapshot
from domain.tables import Row
from domain.vocabulary import Tab
from sheets import clock
from sheets.cells import raw_row
from sheets.reader import DATA_TABS, Reader, Reading
from sheets.workbook import Grid

log = logging.getLogger(__name__)

INTERVAL = 15.0  # seconds between two refreshes
LONGEST_INTERVAL = 60.0  # after repeated failures
LOOKING = 60.0  # seconds after the last question during which somebody counts as looking
PATIENCE = 5.0  # seconds that the first visitor waits for the first snapshot


@dataclass(frozen=True, slots=True)
class Health:
    """How good the data are: real moment and age of the last good read, the error since, seconds to the next try."""

    read_at: datetime | None
    age: timedelta | None
    error: DvkError | None
    next_try: float | None
    embedded: bool


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A record that this process appended, or changed (`replaces`); `row` is its sheet row as far as known."""

    record: Row
    row: int | None
    replaces: bool = False

    def put_into(self, grids: Mapping[Tab, Grid]) -> None:
        """Brings a read that began before the write up to it: adds the row, or the new values of the row."""
        table = type(self.record)
        grid = grids[table.TAB]
        header = codec.header_map(table, grid[0])
        values = raw_row(table, self.record, header)
        place = _place(grid, values, [header[name] for name in table.KEY])
        if place is not None and self.replaces:
            grid[place] = _over(grid[place], values, header.values())
        if place is not None or self.replaces:
            return
        blanks = max(0, (self.row or 0) - 1 - len(grid))
        grid.extend([*([] for _ in range(blanks)), values])


def _place(grid: Grid, values: Sequence[Any], key: Sequence[int]) -> int | None:
    """Where the row with the same key stands."""
    wanted = [values[column] for column in key]
    for place, row in enumerate(grid):
        if len(row) > key[0] and row[key[0]] == wanted[0] and [*_cells(row, key)] == wanted:
            return place
    return None


def _cells(row: Sequence[Any], columns: Iterable[int]) -> Iterator[Any]:
    return (row[column] if column < len(row) else "" for column in columns)


def _over(row: Sequence[Any], values: Sequence[Any], declared: Iterable[int]) -> list[Any]:
    """The row with the values of the declared columns; a person's own columns stay."""
    width = max(len(row), len(values))
    new = [*_cells(row, range(width))]
    for column in declared:
        new[column] = values[column]
    while new and new[-1] == "":
        new.pop()
    return new


class Store:
    """Holds the snapshot. Every public method may be called from any thread."""

    def __init__(
        self, reader: Reader, *, url: str | None = None, embedded: bool = False, interval: float = INTERVAL
    ) -> None:
        self._reader = reader
        self._url = url
        self._embedded = embedded
        self._interval = interval
        self._grids: dict[Tab, Grid] = {}
        self._snapshot: Snapshot | None = None
        self._memo = codec.RowMemo()
        self._own: list[tuple[int, OwnRow]] = []
        self._writes = 0
        self._read_at: datetime | None = None
        self._error: DvkError | None = None
        self._failures = 0
        self._seen = time.monotonic()
        self._due = self._seen
        self._reading = threading.Lock()
        self._changing = threading.RLock()
        self._settled, self._wake, self._stop = threading.Event(), threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._loop, name="sheet-refresher", daemon=True)

    def start(self) -> None:
        """Begins to read in the background; returns at once."""
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(5)

    def version(self) -> int:
        """Moves only when a value or the day changed; 0 before the first snapshot."""
        self._touch()
        return self._snapshot.version if self._snapshot else 0

    def snapshot(self) -> Snapshot:
        """The last good snapshot. Raises StoreError when there is none, after a few seconds at most."""
        self._touch()
        if self._snapshot is None:
            self._settled.wait(PATIENCE)
        if self._snapshot is None:
            raise (self._error or Unreachable("the first read is still running")).with_traceback(None)
        return self._snapshot

    def health(self) -> Health:
        age = clock.real_now() - self._read_at if self._read_at else None
        next_try = max(0.0, self._due - time.monotonic()) if self._error else None
        return Health(self._read_at, age, self._error, next_try, self._embedded)

    def grid(self, tab: Tab) -> Grid:
        """The raw values behind the snapshot; not to be changed."""
        return self._grids[tab]

    def fresh(self) -> bool:
        """Whether the last read succeeded and is no older than two refreshes."""
        age = self.health().age
        return self._error is None and age is not None and age.total_seconds() <= 2 * self._interval

    def refresh(self, *, history: bool = False, journal: bool = False) -> Reading:
        """Reads now, if asked with Nhật ký or `_journal`. Raises StoreError; the last good snapshot then stays."""
        with self._reading:
            mark = self._writes
            try:
                reading = self._reader.read(history=history, journal=journal)
                self._take(reading, mark)
                return reading
            except StoreError as error:
                self._failed(error)
                raise
            finally:
                self._settled.set()

    def put(self, own: OwnRow) -> None:
        """Shows a confirmed write at once; the next refresh that begins after it confirms or corrects it."""
        with self._changing:
            self._writes += 1
            self._own.append((self._writes, own))
            tab = type(own.record).TAB
            grids = {**self._grids, tab: list(self._grids[tab])}
            own.put_into(grids)
            self._show(grids, self._read_at or clock.real_now())

    def _take(self, reading: Reading, mark: int) -> None:
        """Makes `reading` the current one. `mark` = number of own writes that were confirmed before it began."""
        with self._changing:
            later = [(number, own) for number, own in self._own if number > mark]
            for _, own in later:
                own.put_into(reading.grids)
            self._show(reading.grids, reading.at)
            self._own = later
            self._read_at = reading.at
            self._error, self._failures = None, 0

    def _show(self, grids: dict[Tab, Grid], read_at: datetime) -> None:
        """A new version, unless nothing changed. Raises HeaderMissing, with which the old one stays."""
        old, today = self._snapshot, clock.today()
        if old is not None and grids == self._grids and old.today == today:
            return
        self._snapshot = codec.read_workbook(
            grids,
            version=old.version + 1 if old else 1,
            today=today,
            read_at=read_at,
            gids={tab: self._reader.gids[tab] for tab in DATA_TABS},
            url=self._url,
            memo=self._memo,
        )
        self._grids = grids

    def _failed(self, error: StoreError) -> None:
        self._error = error
        self._failures += 1
        log.warning("refresh failed (%d): %s: %s", self._failures, type(error).__name__, error)

    def _touch(self) -> None:
        paused = not self._somebody_looks()
        self._seen = time.monotonic()
        if paused:
            self._wake.set()

    def _somebody_looks(self) -> bool:
        return time.monotonic() - self._seen < LOOKING

    def _loop(self) -> None:
        while not self._stop.is_set():
            self._refresh_quietly()
            wait = min(self._interval * max(1, self._failures), LONGEST_INTERVAL)
            self._due = time.monotonic() + wait
            self._wake.wait(wait if self._somebody_looks() else None)
            self._wake.clear()

    def _refresh_quietly(self) -> None:
        try:
            self.refresh()
        except StoreError:
            return  # kept as the store's error, for health() and for whoever asks for a snapshot
        except Exception as error:
            log.exception("refresh failed unexpectedly")
            self._failed(Unreachable(repr(error)))
