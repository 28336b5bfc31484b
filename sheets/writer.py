"""Writing: one thread per process delivers what the outbox holds, as many operations at once as are waiting.

Each batch is one atomic batchUpdate. It begins with the lock of every operation in it and takes every ID by a lock of
its own, so nothing is doubled by a lost answer, a double press, a restart or another process (google-sheets.md, part
three). New records cost 1 write and no read; changes of records 1 read and 1 write, because the row must be found where
it stands now. Whatever may have been sent before is looked up in Nhật ký before it is sent again.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Hashable, Sequence

from domain.errors import DvkError, NotWritten, StoreError, Undecided
from domain.outbox import Done, Entry, EntryState
from domain.plans import Plan
from sheets import clock, locks
from sheets.jobs import Job, planned, touched
from sheets.outbox import MOST, Outbox
from sheets.putright import put_right
from sheets.reader import Reader
from sheets.sending import Batch, Places
from sheets.store import OwnRow, Store
from sheets.undoing import Undoing
from sheets.used import Used
from sheets.workbook import Refused, Request, Workbook

log = logging.getLogger(__name__)

ATTEMPTS = 6  # batches with other IDs, or after a row moved, where other people are faster
LINGER, LONGEST_LINGER = 0.06, 0.4  # seconds without a further save before a group goes out; at the most
POLL = 1.0  # seconds between two looks for what another process has left behind
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 20.0  # seconds between two deliveries that failed
SWEEP = 300.0  # seconds between two looks for what a process that died may have left undone
CHORES = 5.0  # seconds between two looks for what people did by hand
CRASHES = 3  # times that one operation may end in a fault of the program before a person has to see it


class Writer:
    """Delivers the outbox. Only its own thread writes, so the operations of one process never meet."""

    def __init__(self, book: Workbook, reader: Reader, store: Store, outbox: Outbox, *, pace: float = 1.0) -> None:
        self._book, self._reader, self._store, self._outbox = book, reader, store, outbox
        self._pace, self._ticker = pace, reader.ticker
        self.undoing = Undoing(book, reader, store)
        self._used = Used(reader, store)
        self._buckets: set[int] = set()
        self._crashes: Counter[str] = Counter()
        self._failures, self._not_before = 0, 0.0
        self._swept_at: float | None = None
        self._chores_at = 0.0
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
        ledger = self._reader.ledger
        if not ledger.carried_out(op):
            return None
        rows, ids = self._store.snapshot().rows, ledger.added(op)
        return Done(ids, tuple(next((row for (_, one), row in rows.items() if one == key), None) for key in ids))

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
            self._deliver([Job(entry) for entry in entries])
            if len(entries) == MOST:
                self._wake.set()
        due = self._swept_at is None or self._ticker.monotonic() - self._swept_at >= SWEEP
        if due and self._store.fresh():
            self._clean_up()
        self._failures = 0
        if self._ticker.monotonic() >= self._chores_at and self._store.fresh():
            self._do_chores()

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

    def _clean_up(self) -> None:
        """What a process that died may have left; at the start the first read tells whether there is anything."""
        begun, self._swept_at = self._swept_at is not None, self._ticker.monotonic()
        if begun or self.undoing.is_needed():
            self.undoing.look()
        self._outbox.prune()

    def _deliver(self, jobs: list[Job]) -> None:
        """Settles what can be settled now. Raises StoreError where the rest has to wait."""
        try:
            self._commit(jobs)
        except StoreError as error:
            self._outbox.delayed([job.op for job in jobs if not job.settled], error)
            raise
        except Exception as error:
            left = [job for job in jobs if not job.settled]
            log.exception("%d operations met a fault of the program", len(left))
            self._crashed(left, error)
        finally:
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
                self._refuse(job, StoreError(repr(error)))
            else:
                raise StoreError(repr(error)) from error

    def _commit(self, jobs: list[Job]) -> None:
        if any(job.entry.tries for job in jobs) or not self._store.fresh():
            self.undoing.look()
        for _ in range(ATTEMPTS if len(jobs) == 1 else ATTEMPTS // 2):
            jobs = self._unsettled(jobs)
            if not jobs:
                return
            now, later = self._prepared(jobs)
            if now:
                self._write(now)
            jobs = [*(job for job in now if not job.settled), *later]
        self._one_by_one(jobs)

    def _one_by_one(self, jobs: list[Job]) -> None:
        """What did not come through together: one of them may be the reason. By itself it is refused for good."""
        if len(jobs) == 1 and jobs[0].refusals < ATTEMPTS:
            raise NotWritten("its row kept moving")
        if len(jobs) == 1:
            self._refuse(jobs[0], NotWritten(f"refused {jobs[0].refusals} times"))
            return
        for job in jobs:
            self._commit([job])

    def _unsettled(self, jobs: Sequence[Job]) -> list[Job]:
        """The jobs whose operation has not been carried out; the others get their answer."""
        for job in jobs:
            if job.settled:
                continue
            job.misses = self._reader.ledger.misses(job.op)
            job.added = self._reader.ledger.added(job.op)
            found = self.known(job.op)
            if found is not None:
                self._confirm([(job, found)])
        return [job for job in jobs if not job.settled]

    def _prepared(self, jobs: Sequence[Job]) -> tuple[list[Job], list[Job]]:
        """The jobs that can go out together, with their plans, and those that must see the others' outcome first.

        Where a record is to be changed the workbook is read first: its row is where it stands now.
        """
        plans = self._planned(jobs)
        if any(plan.edits for plan in plans.values()):
            self.undoing.look(history=False)
            plans = self._planned(list(plans))
        taken: set[Hashable] = set()
        now, later = [], []
        used = self._used.of(add.record.TAB for plan in plans.values() for add in plan.adds)
        snapshot = self._store.snapshot()
        for job, plan in plans.items():
            wanted = set(touched(plan))
            if wanted & taken:
                later.append(job)
                continue
            taken |= wanted
            try:
                job.prepare(plan, snapshot, used, clock.now())
            except DvkError as error:
                self._refuse(job, error)
                continue
            now.append(job)
        return self._without_idle(now), later

    def _planned(self, jobs: Sequence[Job]) -> dict[Job, Plan]:
        """What each job's rule wants now; whom the rule refuses gets its error."""
        plans, snapshot = {}, self._store.snapshot()
        for job in jobs:
            try:
                plans[job] = planned(job.entry, snapshot)
            except DvkError as error:
                self._refuse(job, error)
        return plans

    def _without_idle(self, jobs: list[Job]) -> list[Job]:
        """An operation that finds everything as it wants it has nothing to write."""
        idle = [job for job in jobs if not job.adds and not job.changes]
        self._confirm([(job, Done(job.added, ())) for job in idle])
        return [job for job in jobs if not job.settled]

    def _write(self, jobs: list[Job]) -> None:
        """Sends one batch. Jobs that stay unsettled are to be tried again; the workbook has been read since."""
        tabs = {record.TAB for job in jobs for record in (*job.adds, *(one.after for one in job.changes))}
        batch = Batch(jobs, {tab: self._store.grid(tab) for tab in tabs}, self._places())
        self._outbox.begun([job.op for job in jobs])
        at = clock.real_now()
        try:
            answer = self._book.batch([*batch.requests(at), *self._sweep()], batch.ranges)
        except Refused as error:
            log.info("batch of %d refused: %s", len(jobs), error)
            self._after_refusal(jobs)
            return
        except Undecided:
            self.undoing.look()
            if self._unsettled(jobs):
                raise
            return
        missed = {one.tag for one in batch.traces(answer) if not one.hit}
        for job in jobs:
            self._reader.ledger.note(job.op, job.ids, job.tag)
        self._settle([job for job in jobs if job.tag not in missed], batch.placed(answer))
        if missed:
            log.warning("%d operations hit another row, undoing", len(missed))
            self.undoing.look()

    def _places(self) -> Places:
        return Places(self._reader.gids, self._reader.ledger.header, self._reader.journal_columns)

    def _after_refusal(self, jobs: list[Job]) -> None:
        """Nothing of the batch was applied: an ID or an operation was taken, or the workbook has changed its shape."""
        self._reader.forget_sheet_ids()
        self.undoing.look()
        self._used.burn(jobs)
        if len(jobs) == 1:
            jobs[0].refusals += 1

    def _sweep(self) -> list[Request]:
        at = clock.real_now()
        swept = locks.sweep(at, self._buckets)
        self._buckets.add(locks.bucket(at))
        return swept

    def _settle(self, jobs: Sequence[Job], rows: dict[str, int]) -> None:
        added = [record for job in jobs for record in job.adds]
        if any(record.rev not in rows for record in added):
            rows = put_right(added, self._book, self._reader, self._store, self.undoing.look)
        answers = []
        for job in jobs:
            for change in job.changes:
                self._store.put(OwnRow(change.after, change.row, replaces=True))
            found = tuple(rows.get(record.rev or "") for record in job.adds)
            for record, row in zip(job.adds, found, strict=True):
                self._store.put(OwnRow(record, row))
            answers.append((job, Done(job.ids, found)))
        self._confirm(answers)

    def _confirm(self, answers: Sequence[tuple[Job, Done]]) -> None:
        if not answers:
            return
        self._outbox.confirmed([(job.op, done) for job, done in answers])
        for job, _ in answers:
            job.settled = True
        with self._news:
            self._news.notify_all()

    def _refuse(self, job: Job, error: DvkError) -> None:
        log.info("operation %s refused: %s", job.op, type(error).__name__)
        self._outbox.refused(job.op, error)
        job.settled = True
