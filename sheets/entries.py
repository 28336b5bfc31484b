"""The rows of Nhật ký for an operation: one per field that got a value, with what stood there before (R-history)."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from domain.fields import Spec, specs
from domain.noticing import as_json, fitting, raw_key, shown
from domain.permissions import STATES
from domain.plans import Note
from domain.tables import HistoryEntry, Row
from domain.vocabulary import HistoryAction, Source, Tab
from sheets.cells import as_text
from sheets.jobs import Change, Job, name_of


class Read(Protocol):
    """A tab as it was read."""

    @property
    def header(self) -> Mapping[str, int]: ...
    def held(self, row: int, column: int) -> Any: ...


def entries(job: Job, read: Mapping[Tab, Read]) -> Iterator[HistoryEntry]:
    """All history rows of one attempt. What stood in a cell that could not be read is kept as it was typed."""
    for record, raw in zip(job.adds, job.raws, strict=True):
        if job.restores:
            yield _back(job, record, raw)
            continue
        for spec in specs(type(record)):
            new = as_text(spec, getattr(record, spec.name))
            if new is not None and spec.name not in record.TAIL:
                yield _entry(job, record, (HistoryAction.ADD, spec.header), None, new)
    for change in job.changes:
        for spec in specs(type(change.after)):
            if spec.name in change.edit.changed:
                yield _changed(job, change, spec, read[change.after.TAB])
        yield from _renamed(job, change, read[change.after.TAB])
    for note in job.notes:
        yield _noted(job, note)


def _noted(job: Job, note: Note) -> HistoryEntry:
    return HistoryEntry(
        op_id=job.op,
        at=job.at,
        by=job.by,
        action=HistoryAction.LOCK_PERIOD if job.locks else HistoryAction.EDIT,
        tab=note.tab,
        record_id=note.record_id,
        column=note.column,
        new=note.text,
        source=Source.APPLICATION,
        attempt=job.tag,
    )


def _back(job: Job, record: Row, raw: Mapping[str, Any]) -> HistoryEntry:
    """A row that comes back enters Nhật ký as a whole, as the one that went did."""
    columns = {spec.name: at for at, spec in enumerate(specs(type(record)))}
    row = [raw.get(name, "") for name in columns]
    what, key = (HistoryAction.RESTORE, None), raw_key(type(record), row, columns)
    return _entry(job, record, what, None, fitting(as_json(type(record), row, columns)), key=key)


def _changed(job: Job, change: Change, spec: Spec, read: Read) -> HistoryEntry:
    action = HistoryAction.MOVE if spec.name in STATES else HistoryAction.EDIT
    action = HistoryAction.LOCK_PERIOD if job.locks else action
    action = HistoryAction.RESTORE if job.restores else action
    old, new = as_text(spec, getattr(change.before, spec.name)), shown(spec, change.raw(spec)) or None
    if old is None and spec.name in read.header:
        at = read.header[spec.name]
        old = shown(spec, change.stood(at, read.held(change.row, at))) or None
    return _entry(job, change.after, (action, spec.header), old, new)


def _renamed(job: Job, change: Change, read: Read) -> Iterator[HistoryEntry]:
    """A row under another key than before is no deleted one and no new one: who compares readings must know.

    Both keys get an entry about the row as a whole: where it went, and where it came from.
    """
    table, edit = type(change.after), change.edit
    if edit.row is None or not edit.changed.keys() & set(table.KEY):
        return
    cells: list[Any] = [*edit.cells, *[""] * (max(read.header.values()) + 1 - len(edit.cells))]
    before = raw_key(table, cells, read.header)
    for spec in specs(table):
        if spec.name in table.KEY:
            cells[read.header[spec.name]] = change.raw(spec)
    after = raw_key(table, cells, read.header)
    if before and after and before != after:
        yield _entry(job, change.after, (HistoryAction.EDIT, None), after, None, key=before)
        yield _entry(job, change.after, (HistoryAction.EDIT, None), None, before, key=after)


def _entry(
    job: Job, record: Row, what: tuple[HistoryAction, str | None], old: str | None, new: str | None, key: str = ""
) -> HistoryEntry:
    return HistoryEntry(
        op_id=job.op,
        at=record.updated_at,
        by=job.by,
        action=what[0],
        tab=record.TAB,
        record_id=key or name_of(record),
        column=what[1],
        old=old,
        new=new,
        source=Source.APPLICATION,
        attempt=job.tag,
    )
