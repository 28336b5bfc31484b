"""What is being written: an operation, the rule that decides it, and what becomes of it."""

import dataclasses
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain import ids
from domain.conflicts import merged, place_of
from domain.errors import Gone, NotAllowed
from domain.fields import Spec
from domain.outbox import Done, Entry
from domain.permissions import Actor, require_add, require_change, require_mending, require_restoring
from domain.plans import Edit, Note, Plan, Unmerge, Way
from domain.rows import key_of
from domain.snapshot import Snapshot
from domain.tables import Inspection, Model, Report, Row
from domain.vocabulary import InspectionKind, ReportType, Source, Tab
from sheets.accounts import actor_of
from sheets.cells import held_of

__all__ = ["Change", "Done", "Job", "name_of", "planned", "row_of", "tables_of", "touched"]


@dataclass(frozen=True, slots=True)
class Change:
    """An edit as it is to be written: the record before and after, and the sheet row where it stands."""

    edit: Edit
    after: Row
    row: int

    @property
    def before(self) -> Row:
        return self.edit.record

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns to write, `_rev` apart."""
        return (*self.edit.changed, "updated_at", "updated_by", "version", "source")

    def raw(self, spec: Spec) -> Any:
        """What the cell of a field is to hold, "" for nothing."""
        return held_of(spec, self.after, self.edit.raw)

    def stood(self, column: int, read: Any) -> Any:
        """What the cell in this column held; `read` where the edit does not bring the row along."""
        if self.edit.row is None:
            return read
        return self.edit.cells[column] if column < len(self.edit.cells) else ""


@dataclass(eq=False, slots=True)
class Job:
    """An entry of the outbox on its way. Its rule is asked anew on each attempt, on the newest state of the workbook.

    `added` = the records of an earlier attempt of which only the changes missed: they stand, and are not added again.
    `refusals` counts batches with this operation alone that the service found wrong. `raws` go with `adds`: the cells
    of rows that come back, nothing for new ones. `restores` = Nhật ký is to say that something was put back, `locks` =
    that a quarter was locked or opened; `notes` are what it is to hold besides, as of the moment `at`.
    """

    entry: Entry
    misses: int = 0
    refusals: int = 0
    added: tuple[str, ...] = ()
    adds: list[Row] = field(default_factory=list)
    raws: list[Mapping[str, Any]] = field(default_factory=list)
    restores: bool = False
    locks: bool = False
    notes: tuple[Note, ...] = ()
    at: datetime | None = None
    changes: list[Change] = field(default_factory=list)
    unmerges: tuple[Unmerge, ...] = ()
    settled: bool = False

    @property
    def op(self) -> str:
        return self.entry.op

    @property
    def by(self) -> str:
        return self.entry.by.email

    @property
    def tag(self) -> str:
        """Operation and attempt, as Nhật ký and the journal name them. A new one only after a miss is known: an attempt
        of which nobody knows whether it was applied is sent again under its own lock."""
        return f"{self.op}.{self.misses + 1}"

    @property
    def ids(self) -> tuple[str, ...]:
        return self.added or tuple(name_of(record) for record in self.adds)

    def prepare(self, plan: Plan, snapshot: Snapshot, used: Mapping[Tab, set[str]], at: datetime) -> None:
        """Gives the new records their IDs and everything the application's columns; `used` grows by the IDs.

        Raises Gone for a record that is not in the snapshot any more.
        """
        self.adds, self.raws, self.changes, self.restores = [], [], [], plan.way is Way.RESTORES
        self.unmerges, self.notes, self.locks, self.at = plan.unmerges, plan.notes, plan.way is Way.LOCKS, at
        for add in () if self.added else plan.adds:
            record = add.record
            if add.parent is not None:
                parent: dict[str, Any] = {"insp_id": name_of(self.adds[add.parent])}
                record = dataclasses.replace(record, **parent)
            named = record if self.restores else _numbered(record, used[record.TAB])
            self.adds.append(self._stamped(named, (record.version or 0) + 1, at))
            self.raws.append(add.raw)
        self.changes = [self._change(edit, snapshot, at) for edit in plan.edits if edit.changed]

    def _change(self, edit: Edit, snapshot: Snapshot, at: datetime) -> Change:
        after = dataclasses.replace(edit.record, **edit.changed)
        row = row_of(edit.record, snapshot) if edit.row is None else edit.row
        name = name_of(edit.record)
        if edit.row is not None and name and _torn(edit.record, {name, name_of(after)}):
            raise Gone(name)
        return Change(edit, self._stamped(after, (edit.record.version or 0) + 1, at), row)

    def _stamped(self, record: Row, version: int, at: datetime) -> Row:
        """A row that has no name yet gets no `_rev`: that is for whoever gives it its ID (sheets.numbering)."""
        name = name_of(record) or (record.rev or "").partition("#")[0]
        return dataclasses.replace(
            record,
            updated_at=at,
            updated_by=self.by,
            version=version,
            source=Source.APPLICATION,
            rev=f"{name}#{version}~{self.op}" if name else None,
        )


def planned(entry: Entry, snapshot: Snapshot) -> Plan:
    """What the entry's rule wants on `snapshot`, with what others changed meanwhile left alone.

    Whatever the rule did, the account must still have its role, and the role may do all that the plan wants. Raises
    what the rule raises, NotAllowed, or Conflict.
    """
    by = entry.by
    now = actor_of(snapshot, by.email)
    if now is None or (now.role, now.unit_id) != (by.role, by.unit_id):
        raise NotAllowed(by.email)  # the account was closed or changed since the page was drawn
    plan = merged(entry.wants(snapshot, by), entry.seen)
    _require(plan, by, snapshot)
    return plan


def _require(plan: Plan, by: Actor, snapshot: Snapshot) -> None:
    """Raises NotAllowed unless the role of `by` may do all of it."""
    for add in plan.adds:
        if plan.way is Way.RESTORES:
            require_restoring(by, add.record.TAB, ())
        else:
            require_add(by, add.record, snapshot.settings)
    for edit in plan.edits:
        if plan.way is Way.RESTORES:
            require_restoring(by, edit.record.TAB, edit.changed)
        elif plan.way is Way.MENDS:
            require_mending(by, edit.record, edit.changed, snapshot)
        else:
            require_change(by, edit.record, edit.changed, snapshot.settings)


def name_of(record: Row) -> str:
    """The ID of a record, or its natural key joined by "|"; "" while it has none."""
    return key_of(record) or ""


def row_of(record: Row, snapshot: Snapshot) -> int:
    """The sheet row of a record. Raises Gone when it is not there, there twice, or torn apart by a partial sort."""
    key = name_of(record)
    row = snapshot.row_of(record.TAB, key)
    if row is None or _torn(record, {key}):
        raise Gone(key)
    return row


def _torn(record: Row, names: set[str]) -> bool:
    """Whether a partial sort brought the row another one's `_rev`."""
    return record.rev is not None and record.rev.partition("#")[0] not in names


def touched(plan: Plan) -> Iterator[Hashable]:
    """What two operations of one batch must not both have in hand: records, and the place of a new report or sum."""
    for edit in plan.edits:
        yield edit.record.TAB, name_of(edit.record)
        yield place_of(edit.record)
        if edit.row is not None:
            yield edit.record.TAB, edit.row
    for add in plan.adds:
        place = place_of(add.record) if plan.way is Way.RESTORES else only_place(add.record)
        if place is not None:
            yield place


def only_place(record: Row) -> str | None:
    """What a new record is to be the only one of; None where there may be any number.

    A model's report of a quarter, a unit's reminder of a day, a unit's model that goes on from another one, a row
    without an ID.
    """
    if isinstance(record, Inspection) and record.kind is InspectionKind.URGING:
        return f"{record.TAB}|{record.kind}|{record.unit_id}|{record.date}"
    if isinstance(record, Model) and record.parent_id:
        return f"{record.TAB}|{record.parent_id}|{record.unit_id}"
    placed = not record.PREFIX or (isinstance(record, Report) and record.rtype is ReportType.PERIODIC)
    return place_of(record) if placed else None


def _numbered(record: Row, used: set[str]) -> Row:
    """The record with the next free ID of its series."""
    prefix = ids.series(record)
    if not prefix:
        return record
    record_id = ids.format_id(prefix, ids.next_number(prefix, used))
    used.add(record_id)
    values: dict[str, Any] = {record.KEY[0]: record_id}
    return dataclasses.replace(record, **values)


def tables_of(jobs: Sequence[Job]) -> dict[Tab, type[Row]]:
    """The tabs that a batch writes to."""
    records = [record for job in jobs for record in (*job.adds, *(change.after for change in job.changes))]
    return {record.TAB: type(record) for record in records}
