"""The thread that delivers the outbox: what is saved within a moment goes out together, what fails waits its turn.

One per process. In between it does what can wait: following other processes, recording people's own edits.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence

from domain.errors import HeaderMissing, StoreError
from domain.outbox import Done, Entry, EntryState
from sheets.committing import Committing
from sheets.jobs import Job
from sheets.outbox import MOST, Outbox
from sheets.reader import Reader
from sheets.store import Store
from sheets.undoing import Undoing
from sheets.workbook import Workbook

log = logging.getLogger(__name__)

LINGER, LONGEST_LINGER = 0.06, 0.4  # seconds without a further save before a group goes out; at the most
POLL = 1.0  # seconds between two looks for what another process has left behind
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 20.0  # seconds between two deliveries that failed
SWEEP = 300.0  # seconds between two looks for what a process that died may have left undone
CHORES = 5.0  # seconds between two looks for what people did by hand
STUCK = 3  # failures of a group after which each of it is tried by itself
CRASHES = 3  # times that one operation may end in a fault of the program before a person has to see it


class Writer:
    """Delivers the outbox. Only its own thread writes, so the operations of one process never meet."""

    def __init__(self, book: Workbook, reader: Reader, store: Store, outbox: Outbox, *, pace: float = 1.0) -> None:
        self._store, self._outbox = store, outbox
        self._pace, self._ticker = pace, reader.ticker
        self._committing = Committing(book, reader, store, outbox)
        self._committing.told = self._tell
        self._crashes: Counter[str] = Counter()
        self._failures, self._not_before = 0, 0.0
        self._swept_at: float | None = None
        self._chores_at = self._ticker.monotonic() + CHORES
        self._elsewhere: str | None = None
        self.chores: Sequence[Callable[[], None]] = ()
        self._last_put = 0.0
        self._wake, self._stop = threading.Event(), threading.Event()
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._loop, name="sheet-writer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Ends after the batch under way; what waits stays in the outbox for whoever comes next."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(5)

    def submit(self, entry: Entry, *, within: float) -> Done:
        """Keeps `entry` for good, then waits for its delivery for at most `within` seconds.

        The answer has `waiting` where the workbook has not confirmed it yet; it will be delivered exactly once. Raises
        the error for which the entry was refused, or FileBusy and the like where it could not even be kept.
        """
        self._outbox.put(entry)
        self._last_put = time.monotonic()
        self._wake.set()
        return self.outcome(entry.op, within=within)

    def outcome(self, op: str, *, within: float) -> Done:
        """What became of `op`, as `submit`."""
        until = time.monotonic() + within
        with self._news:
            while True:
                entry = self._outbox.find(op)
                if entry is None or entry.state is EntryState.DROPPED:
                    return Done()
                if entry.error is not None and entry.state is EntryState.REFUSED:
                    raise entry.error
                if entry.done is not None:
                    return entry.done
                left = until - time.monotonic()
                if left <= 0:
                    return Done(waiting=True)
                self._news.wait(min(left, POLL))

    def wake(self, *, recovered: bool = False) -> None:
        """There may be something to deliver; `recovered` = the workbook has just answered, so no pause any more."""
        if recovered and self._failures:
            self._failures, self._not_before = 0, 0.0
            self._wake.set()
        elif not recovered:
            self._wake.set()

    def known(self, op: str) -> Done | None:
        """What `op` did, as far as Nhật ký has been read."""
        return self._committing.known(op)

    def on_coming_back(self, hook: Callable[[Sequence[tuple[str, str]]], None]) -> None:
        """`hook` hears of the rows (tab, key) that this process brings back."""
        self._committing.came_back = hook

    @property
    def undoing(self) -> Undoing:
        return self._committing.undoing

    # The thread

    def _loop(self) -> None:
        while not self._stop.is_set():
            self._ticker.wait(self._wake, POLL)
            self._wake.clear()
            self._gather()
            if not self._stop.is_set() and self._ticker.monotonic() >= self._not_before:
                self._step()

    def _gather(self) -> None:
        """Lets a group come together: what is saved within a moment goes out as one batch."""
        until = time.monotonic() + LONGEST_LINGER
        while time.monotonic() < min(until, self._last_put + LINGER):
            self._stop.wait(0.01)

    def _step(self) -> None:
        """One round of work. Nothing may end the thread."""
        try:
            self._work()
        except StoreError as error:
            self._pause(error)
        except Exception as error:
            log.exception("the writer met a fault of the program")
            self._pause(StoreError(repr(error)))

    def _pause(self, error: StoreError) -> None:
        wait = min(FIRST_PAUSE * self._pace * 2**self._failures, LONGEST_PAUSE)
        self._failures = min(self._failures + 1, 10)
        self._not_before = self._ticker.monotonic() + wait
        log.warning("not delivered, next try in %.0f s: %s: %s", wait, type(error).__name__, error)

    def _work(self) -> None:
        self._follow()
        entries = self._outbox.take()
        if entries:
            self._deliver_all([Job(entry) for entry in entries])
            if len(entries) == MOST:
                self._wake.set()
        due = self._swept_at is None or self._ticker.monotonic() - self._swept_at >= SWEEP
        if due and self._store.fresh():
            self._clean_up()
        self._failures = 0
        if self._ticker.monotonic() >= self._chores_at and (self._store.fresh() or self._lacks_headers()):
            self._do_chores()

    def _lacks_headers(self) -> bool:
        """The workbook answers, but a tab cannot be read: that is among what a chore has to say."""
        return isinstance(self._store.health().error, HeaderMissing)

    def _follow(self) -> None:
        """What another process of this folder has written shows here within two seconds: one read per group."""
        latest = self._outbox.confirmed_elsewhere()
        if self._elsewhere is not None and latest != self._elsewhere and self._store.fresh():
            self._store.refresh()
        self._elsewhere = latest

    def _do_chores(self) -> None:
        """What can wait; it holds up nobody's save when it fails."""
        self._chores_at = self._ticker.monotonic() + CHORES
        for chore in self.chores:
            try:
                chore()
            except StoreError as error:
                log.warning("%s: %s: %s", getattr(chore, "__qualname__", chore), type(error).__name__, error)
            except Exception:
                log.exception("%s met a fault of the program", getattr(chore, "__qualname__", chore))

    def _clean_up(self) -> None:
        """What a process that died may have left; at the start the first read tells whether there is anything."""
        begun, self._swept_at = self._swept_at is not None, self._ticker.monotonic()
        if begun or self.undoing.is_needed():
            self.undoing.look()
        self._outbox.prune()

    def _deliver_all(self, jobs: list[Job]) -> None:
        """Together; one by one where that failed again and again although the workbook can be read.

        Then one of them may be the reason, and the others must not wait for it.
        """
        if self._failures < STUCK or len(jobs) == 1 or self._store.health().error is not None:
            self._deliver(jobs)
            return
        last: StoreError | None = None
        for job in jobs:
            try:
                self._deliver([job])
            except StoreError as error:
                last = error
        if last is not None:
            raise last

    def _deliver(self, jobs: list[Job]) -> None:
        """Settles what can be settled now. Raises StoreError where the rest has to wait."""
        try:
            self._committing.commit(jobs)
        except StoreError as error:
            self._outbox.delayed([job.op for job in jobs if not job.settled], error)
            raise
        except Exception as error:
            left = [job for job in jobs if not job.settled]
            log.exception("%d operations met a fault of the program", len(left))
            self._crashed(left, error)
        finally:
            self._tell()

    def _tell(self) -> None:
        """Whoever waits for an answer looks again."""
        with self._news:
            self._news.notify_all()

    def _crashed(self, jobs: list[Job], error: Exception) -> None:
        """One of them is the reason: each goes by itself, and the one that fails again and again needs a person."""
        if len(jobs) > 1:
            for job in jobs:
                self._deliver([Job(job.entry)])
            return
        for job in jobs:
            self._crashes[job.op] += 1
            if self._crashes[job.op] >= CRASHES:
                self._committing.refuse(job, StoreError(repr(error)))
            else:
                raise StoreError(repr(error)) from error
