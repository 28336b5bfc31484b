"""Writing: one thread per process appends new records, as many at once as are waiting, in one atomic batchUpdate.

Each batch begins with the lock of every operation in it and takes every ID by a lock of its own, so nothing is doubled
by a lost answer, a double press or another process (google-sheets.md, part three). A registration costs 1 write and no
read; 1 read more when the last refresh is old, or when the service refused the batch.
"""

import logging
import queue
import threading
from collections.abc import Sequence

from domain import codec
from domain.errors import NotWritten, StoreError, Undecided
from domain.tables import Model
from sheets import clock, locks
from sheets.cells import row_data, write_row
from sheets.creation import Created, Job, placed, requests, response_ranges, used_ids
from sheets.reader import Reader
from sheets.store import OwnRow, Store
from sheets.workbook import Grid, Refused, Workbook

log = logging.getLogger(__name__)

ATTEMPTS = 6  # batches with other IDs, where other processes take the same ones at the same time


class Writer:
    """Appends records. Only its own thread writes, so the records of one process never meet."""

    def __init__(self, book: Workbook, reader: Reader, store: Store) -> None:
        self._book, self._reader, self._store = book, reader, store
        self._waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._buckets: set[int] = set()
        self._burnt: set[str] = set()
        self._thread = threading.Thread(target=self._loop, name="sheet-writer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Lets what is waiting be written, then ends."""
        self._waiting.put(None)
        if self._thread.is_alive():
            self._thread.join(5)

    def create(self, record: Model, *, op: str, by: str) -> Created:
        """Appends `record` under the next free ID; the same `op` always means the same one row.

        Raises NotWritten (it is not there), Undecided (press again with the same `op`) or another StoreError.
        """
        job = Job(op, by, record)
        self._waiting.put(job)
        return job.done.result()

    def known(self, op: str) -> Created | None:
        """The record that `op` made, as far as Nhật ký has been read."""
        record_id = self._reader.history.ops.get(op)
        if record_id is None:
            return None
        return Created(record_id, self._store.snapshot().rows.get((Model.TAB, record_id)))

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
            log.exception("%d records not confirmed", len(jobs))
            for job in jobs:
                if not job.done.done():
                    job.done.set_exception(error)

    def _commit(self, jobs: list[Job]) -> None:
        if not self._store.fresh():
            self._look(NotWritten)
        for _ in range(ATTEMPTS):
            jobs = self._unsettled(jobs)
            if not jobs or self._written(jobs):
                return
        if len(jobs) == 1:
            raise NotWritten(f"refused {ATTEMPTS} times")
        for job in jobs:  # one of them may be the reason
            self._serve([job])

    def _unsettled(self, jobs: list[Job]) -> list[Job]:
        """The jobs whose operation has not been carried out; the others get their answer."""
        for job in jobs:
            found = self.known(job.op)
            if found is not None:
                job.done.set_result(found)
        return [job for job in jobs if not job.done.done()]

    def _written(self, jobs: list[Job]) -> bool:
        """Sends one batch. False: it was refused, and the sheet has been read again since."""
        grid = self._store.grid(Model.TAB)
        used = self._used(grid)
        for job in jobs:
            job.number_it(used, clock.now())
        try:
            answer = self._book.batch(self._requests(jobs, grid), response_ranges(grid))
        except Refused as error:
            log.info("batch of %d refused: %s", len(jobs), error)
            self._reader.forget_sheet_ids()
            self._look(Undecided)
            self._burn(jobs)
            return False
        except Undecided:
            self._look(Undecided)
            if self._unsettled(jobs):
                raise
            return True
        self._settle(jobs, placed(answer, self._reader.gids[Model.TAB], grid[0]))
        return True

    def _used(self, grid: Grid) -> set[str]:
        return used_ids(grid).union(self._reader.history.ids, self._store.snapshot().model_by_id, self._burnt)

    def _burn(self, jobs: Sequence[Job]) -> None:
        """Passes over the refused IDs when nothing in the sheet has them: their locks must outlive a deleted row."""
        refused = {job.record_id for job in jobs}
        if refused.isdisjoint(self._used(self._store.grid(Model.TAB))):
            self._burnt |= refused

    def _requests(self, jobs: Sequence[Job], grid: Grid) -> list[dict[str, object]]:
        at = clock.real_now()
        header = codec.header_map(Model, grid[0])
        swept = locks.sweep(at, self._buckets)
        self._buckets.add(locks.bucket(at))
        return [*requests(jobs, self._reader.gids, header, self._reader.history.header, at), *swept]

    def _look(self, otherwise: type[StoreError]) -> None:
        """Reads everything including Nhật ký: which operations were carried out, which IDs are taken."""
        try:
            self._store.refresh(history=True)
        except StoreError as error:
            raise otherwise(str(error)) from error

    def _settle(self, jobs: Sequence[Job], rows: dict[str, int]) -> None:
        for job in jobs:
            self._reader.history.note(job.op, job.record_id)
        if any(job.rev not in rows for job in jobs):
            rows = self._put_right(jobs)
        for job in jobs:
            row = rows.get(job.rev)
            self._store.put(OwnRow(job.record, row))
            job.done.set_result(Created(job.record_id, row))

    def _put_right(self, jobs: Sequence[Job]) -> dict[str, int]:
        """A person moved columns between the last read and the write: writes the rows again, under today's headers.

        The rows by `_rev`, wherever it stands now. A failure leaves the rows to the next refresh and the data errors.
        """
        try:
            self._store.refresh()
            rows = self._rows()
            header = codec.header_map(Model, self._store.grid(Model.TAB)[0])
            gid = self._reader.gids[Model.TAB]
            found = [job for job in jobs if job.rev in rows]
            if found:
                self._book.batch([write_row(gid, rows[job.rev], row_data(Model, job.record, header)) for job in found])
                self._store.refresh()
        except StoreError:
            log.exception("%d appended rows could not be checked", len(jobs))
        return self._rows()

    def _rows(self) -> dict[str, int]:
        grid = self._store.grid(Model.TAB)
        return {str(value): i for i, row in enumerate(grid, 1) for value in row if isinstance(value, str)}
