"""Carrying operations out: as many at once as are waiting, in one atomic batchUpdate.

Each batch begins with the lock of every operation in it and takes every ID by a lock of its own, so nothing is doubled
by a lost answer, a double press, a restart or another process (google-sheets.md, part three). New records cost 1 write
and no read; changes of records 1 read and 1 write, because the row must be found where it stands now. Whatever may have
been sent before is looked up in Nhật ký before it is sent again.
"""

import logging
from collections.abc import Callable, Hashable, Iterator, Sequence

from domain import codec
from domain.errors import DvkError, NotWritten, Undecided
from domain.fields import specs
from domain.lock_rules import LOCKING
from domain.outbox import Done
from domain.plans import Plan
from domain.rows import Grid
from domain.tables import DATA_TABLES, Row
from sheets import clock, locks
from sheets.jobs import Change, Job, name_of, planned, touched
from sheets.outbox import Outbox
from sheets.own import OwnRow
from sheets.putright import put_right
from sheets.reader import Reader
from sheets.sending import Batch, Places
from sheets.store import Store
from sheets.undoing import Undoing
from sheets.used import Used
from sheets.workbook import Refused, Request, Workbook

log = logging.getLogger(__name__)

ATTEMPTS = 6  # batches with other IDs, or after a row moved, where other people are faster


class Committing:
    """One process's batches. Not for several threads: the operations of one process never meet."""

    def __init__(self, book: Workbook, reader: Reader, store: Store, outbox: Outbox) -> None:
        self._book, self._reader, self._store, self._outbox = book, reader, store, outbox
        self.undoing = Undoing(book, reader, store)
        self.told: Callable[[], None] = lambda: None
        self.came_back: Callable[[Sequence[tuple[str, str]]], None] = lambda _: None
        self._used = Used(reader, store)
        self._buckets: set[int] = set()

    def commit(self, jobs: list[Job]) -> None:
        """Settles each job: confirmed or refused in the outbox. Raises StoreError where the rest has to wait."""
        if any(job.entry.tries for job in jobs) or not self._store.fresh():
            self.undoing.look()
        left = ATTEMPTS if len(jobs) == 1 else ATTEMPTS // 2
        while jobs := self._unsettled(jobs):
            if not left:
                self._one_by_one(jobs)
                return
            together, behind = _in_turn(jobs)
            now, later = self._prepared(together)
            if now:
                self._write(now)
            before, jobs = len(jobs), [*(job for job in now if not job.settled), *later, *behind]
            left -= len(jobs) == before  # of many changes of one record each round brings one through

    def _one_by_one(self, jobs: list[Job]) -> None:
        """What did not come through together: one of them may be the reason. By itself it is refused for good."""
        if len(jobs) == 1 and jobs[0].refusals < ATTEMPTS:
            raise NotWritten("its row kept moving")
        if len(jobs) == 1:
            self.refuse(jobs[0], NotWritten(f"refused {jobs[0].refusals} times"))
            return
        for job in jobs:
            self.commit([job])

    def _unsettled(self, jobs: Sequence[Job]) -> list[Job]:
        """The jobs whose operation has not been carried out; the others get their answer."""
        for job in jobs:
            if job.settled:
                continue
            job.misses = self._reader.ledger.misses(job.op)
            job.added = self._reader.ledger.added(job.op)
            found = self.known(job.op) or (self._standing(job.op) if job.entry.tries else None)
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
                self.refuse(job, error)
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
                self.refuse(job, error)
        return plans

    def _without_idle(self, jobs: list[Job]) -> list[Job]:
        """An operation that finds everything as it wants it has nothing to write."""
        idle = [job for job in jobs if not job.adds and not job.changes]
        self._confirm([(job, Done(job.added, (None,) * len(job.added))) for job in idle])
        return [job for job in jobs if not job.settled]

    def _write(self, jobs: list[Job]) -> None:
        """Sends one batch. Jobs that stay unsettled are to be tried again; the workbook has been read since."""
        tabs = {record.TAB for job in jobs for record in (*job.adds, *(one.after for one in job.changes))}
        batch = Batch(jobs, {tab: self._store.grid(tab) for tab in tabs}, self._places())
        self._outbox.begun([job.op for job in jobs])
        at = clock.real_now()
        try:
            answer = self._book.batch([*batch.requests(at), *self._sweep()], batch.parts)
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
        reader = self._reader
        return Places(reader.gids, reader.ledger.header, reader.journal_columns, reader.rows)

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
        added = [one for job in jobs for one in zip(job.adds, job.raws, strict=True)]
        if any(record.rev not in rows for record, _ in added):
            rows = put_right(added, self._book, self._reader, self._store, self.undoing.look)
        answers = []
        for job in jobs:
            for change in job.changes:
                self._store.put(_own(change))
            found = tuple(rows.get(record.rev or "") for record in job.adds)
            for record, raw, row in zip(job.adds, job.raws, found, strict=True):
                self._store.put(OwnRow(record, row, written=raw))
            answers.append((job, Done(job.ids, found)))
        self._confirm(answers)
        back = [(str(one.TAB), name_of(one)) for job in jobs if job.restores for one in job.adds]
        if back:
            self.came_back(back)

    def _confirm(self, answers: Sequence[tuple[Job, Done]]) -> None:
        if not answers:
            return
        self._outbox.confirmed([(job.op, done) for job, done in answers])
        for job, _ in answers:
            job.settled = True
        self.told()

    def refuse(self, job: Job, error: DvkError) -> None:
        """`error` will not go away by waiting: a person has to decide."""
        log.info("operation %s refused: %s", job.op, type(error).__name__)
        self._outbox.refused(job.op, error)
        job.settled = True

    def known(self, op: str) -> Done | None:
        """What `op` did, as far as Nhật ký has been read."""
        ledger = self._reader.ledger
        if not ledger.carried_out(op):
            return None
        tabs, ids = self._store.snapshot().rows.values(), ledger.added(op)
        return Done(ids, tuple(next((rows[key] for rows in tabs if key in rows), None) for key in ids))

    def _standing(self, op: str) -> Done | None:
        """What `op` did, by the rows that name it, where Nhật ký knows nothing of it: somebody may have deleted it."""
        if self._reader.ledger.heard_of(op):
            return None
        named = [one for table in DATA_TABLES for one in _tokens(table, self._store.grid(table.TAB), op)]
        added = [(token.partition("#")[0], row) for token, row in named if token.endswith(f"#1~{op}")]
        return Done(tuple(key for key, _ in added), tuple(row for _, row in added)) if named else None


def _in_turn(jobs: list[Job]) -> tuple[list[Job], list[Job]]:
    """The jobs that may go out together, and those that have to wait for them.

    A lock keeps the figures of what was saved before it, and decides what may be saved after it: it goes by itself.
    """
    first = next((at for at, job in enumerate(jobs) if job.entry.rule in LOCKING), len(jobs))
    many = max(first, 1)
    return jobs[:many], jobs[many:]


def _own(change: Change) -> OwnRow:
    written = {spec.name: change.raw(spec) for spec in specs(type(change.after)) if spec.name in change.fields}
    if change.after.rev is not None:
        written["rev"] = change.after.rev
    return OwnRow(change.after, change.row, replaces=True, written=written, stood=change.edit.cells)


def _tokens(table: type[Row], grid: Grid, op: str) -> Iterator[tuple[str, int]]:
    """The `_rev` of the rows that `op` wrote last, with their sheet rows."""
    at = codec.header_map(table, grid[0]).get("rev")
    for number, row in enumerate(grid[1:], 2):
        if at is not None and at < len(row) and str(row[at]).endswith(f"~{op}"):
            yield str(row[at]), number
