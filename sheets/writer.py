"""Writing: one thread per process carries out operations, as many at once as are waiting, in one atomic batchUpdate.

Each batch begins with the lock of every operation in it and takes every ID by a lock of its own, so nothing is doubled
by a lost answer, a double press or another process (google-sheets.md, part three). New records cost 1 write and no
read, 1 read more when the last refresh is old or the service refused the batch; changes of records cost 1 read and 1
write, because the row must be found where it stands now.
"""

import logging
import queue
import threading
from collections.abc import Callable, Hashable, Sequence

from domain.errors import DvkError, NotWritten, StoreError, Undecided
from domain.plans import Plan
from domain.snapshot import Snapshot
from sheets import clock, locks, repair
from sheets.jobs import Done, Job, touched
from sheets.putright import put_right
from sheets.reader import Reader
from sheets.sending import Batch, Stray
from sheets.store import OwnRow, Store
from sheets.used import Used
from sheets.workbook import Refused, Request, Workbook

log = logging.getLogger(__name__)

ATTEMPTS = 6  # batches with other IDs, or after a row moved, where other people are faster


class Writer:
    """Carries out operations. Only its own thread writes, so the operations of one process never meet."""

    def __init__(self, book: Workbook, reader: Reader, store: Store) -> None:
        self._book, self._reader, self._store = book, reader, store
        self._waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._buckets: set[int] = set()
        self._used = Used(reader, store)
        self._thread = threading.Thread(target=self._loop, name="sheet-writer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Lets what is waiting be written, then ends."""
        self._waiting.put(None)
        if self._thread.is_alive():
            self._thread.join(5)

    def carry_out(self, rule: Callable[[Snapshot], Plan], *, op: str, by: str) -> Done:
        """What `rule` plans on the newest state, written as a whole; the same `op` is carried out once.

        Raises what the rule raises, NotWritten (nothing happened), Undecided (send the same `op` again) or another
        StoreError.
        """
        job = Job(op, by, rule)
        self._waiting.put(job)
        return job.done.result()

    def known(self, op: str) -> Done | None:
        """What `op` did, as far as Nhật ký has been read."""
        found = self._reader.history.ops.get(op)
        if found is None:
            return None
        rows = self._store.snapshot().rows
        return Done(found, tuple(next((row for (_, one), row in rows.items() if one == key), None) for key in found))

    def _loop(self) -> None:
        while (job := self._waiting.get()) is not None:
            jobs = [job]
            while not self._waiting.empty():
                other = self._waiting.get()
                if other is None:
                    self._waiting.put(None)
                    break
                jobs.append(other)
            self._serve(jobs)

    def _serve(self, jobs: list[Job]) -> None:
        """Settles every job. Nothing may end the thread: whatever happens reaches the one who waits for the job."""
        try:
            self._commit(jobs)
        except Exception as error:
            log.exception("%d operations not confirmed", len(jobs))
            for job in jobs:
                if not job.done.done():
                    job.done.set_exception(error)

    def _commit(self, jobs: list[Job]) -> None:
        if not self._store.fresh():
            self._look(NotWritten)
        for _ in range(ATTEMPTS):
            jobs = self._unsettled(jobs)
            if not jobs:
                return
            now, later = self._prepared(jobs)
            if now:
                self._write(now)
            jobs = [*(job for job in now if not job.done.done()), *later]
        if len(jobs) == 1:
            raise NotWritten(f"refused {ATTEMPTS} times")
        for job in jobs:  # one of them may be the reason
            self._serve([job])

    def _unsettled(self, jobs: list[Job]) -> list[Job]:
        """The jobs whose operation has not been carried out; the others get their answer."""
        for job in jobs:
            found = None if job.missed else self.known(job.op)
            if found is not None and not job.done.done():
                job.done.set_result(found)
        return [job for job in jobs if not job.done.done()]

    def _prepared(self, jobs: Sequence[Job]) -> tuple[list[Job], list[Job]]:
        """The jobs that can go out together, with their plans, and those that must see the others' outcome first.

        Where a record is to be changed the workbook is read first: its row is where it stands now.
        """
        plans = self._planned(jobs)
        if any(plan.edits for plan in plans.values()):
            self._refresh(NotWritten)
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
                job.done.set_exception(error)
                continue
            now.append(job)
        return self._without_idle(now), later

    def _planned(self, jobs: Sequence[Job]) -> dict[Job, Plan]:
        """What each job's rule wants now; whom the rule refuses gets its error."""
        plans, snapshot = {}, self._store.snapshot()
        for job in jobs:
            try:
                plans[job] = job.rule(snapshot)
            except DvkError as error:
                job.done.set_exception(error)
        return plans

    def _without_idle(self, jobs: list[Job]) -> list[Job]:
        """An operation that finds everything as it wants it has nothing to write."""
        for job in jobs:
            if not job.adds and not job.changes:
                job.done.set_result(Done())
        return [job for job in jobs if not job.done.done()]

    def _write(self, jobs: list[Job]) -> None:
        """Sends one batch. Jobs that stay unsettled are to be tried again; the workbook has been read since."""
        tabs = {record.TAB for job in jobs for record in (*job.adds, *(one.after for one in job.changes))}
        grids = {tab: self._store.grid(tab) for tab in tabs}
        batch = Batch(jobs, grids, self._reader.gids, self._reader.history.header)
        at = clock.real_now()
        try:
            answer = self._book.batch([*batch.requests(at), *self._sweep()], batch.ranges)
        except Refused as error:
            log.info("batch of %d refused: %s", len(jobs), error)
            self._reader.forget_sheet_ids()
            self._look(Undecided)
            self._used.burn(jobs)
            return
        except Undecided:
            self._look(Undecided)
            if self._unsettled(jobs):
                raise
            return
        strays = batch.strays(answer)
        self._settle([job for job in jobs if job not in strays], batch.placed(answer))
        if strays:
            self._undo(strays)

    def _sweep(self) -> list[Request]:
        at = clock.real_now()
        swept = locks.sweep(at, self._buckets)
        self._buckets.add(locks.bucket(at))
        return swept

    def _look(self, otherwise: type[StoreError]) -> None:
        """Reads everything including Nhật ký: which operations were carried out, which IDs are taken."""
        self._refresh(otherwise, history=True)

    def _refresh(self, otherwise: type[StoreError], *, history: bool = False) -> None:
        try:
            self._store.refresh(history=history)
        except StoreError as error:
            raise otherwise(str(error)) from error

    def _settle(self, jobs: Sequence[Job], rows: dict[str, int]) -> None:
        for job in jobs:
            self._reader.history.note(job.op, job.ids)
        if any(record.rev not in rows for job in jobs for record in job.adds):
            rows = put_right([record for job in jobs for record in job.adds], self._book, self._reader, self._store)
        for job in jobs:
            for change in job.changes:
                self._store.put(OwnRow(change.after, change.row, replaces=True))
            found = tuple(rows.get(record.rev or "") for record in job.adds)
            for record, row in zip(job.adds, found, strict=True):
                self._store.put(OwnRow(record, row))
            job.done.set_result(Done(job.ids, found))

    def _undo(self, strays: dict[Job, list[Stray]]) -> None:
        """Somebody moved rows between the read and the write: gives the rows that were hit their values back.

        The operations stay unsettled and are tried again where their rows stand now.
        """
        for job, found in strays.items():
            log.warning("operation %s hit %d other rows, undone", job.op, len(found))
            job.missed = True
        self._look(Undecided)
        for job, found in strays.items():
            cells = [cell for stray in found for cell in repair.restorations(stray, self._store.grid(stray.tab))]
            if cells:
                made = repair.requests(
                    cells, self._reader.gids, self._reader.history.header, job.by, job.op, clock.real_now()
                )
                self._book.batch(made)
        self._refresh(Undecided)
