"""The rows of Nhật ký for an operation: one per field that got a value, with what stood there before (R-history)."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from domain.fields import Spec, specs
from domain.tables import HistoryEntry, Row
from domain.vocabulary import HistoryAction, Source, Tab
from sheets.cells import as_text
from sheets.jobs import Change, Job, name_of

STATES = frozenset({"state", "rstatus", "istatus", "verified"})


class Read(Protocol):
    """A tab as it was read."""

    @property
    def header(self) -> Mapping[str, int]: ...
    def held(self, row: int, column: int) -> Any: ...


def entries(job: Job, read: Mapping[Tab, Read]) -> Iterator[HistoryEntry]:
    """All history rows of one attempt. What stood in a cell that could not be read is kept as it was typed."""
    for record in job.adds:
        for spec in specs(type(record)):
            new = as_text(spec, getattr(record, spec.name))
            if new is not None and spec.name not in record.TAIL:
                yield _entry(job, record, spec, HistoryAction.ADD, None, new)
    for change in job.changes:
        for spec in specs(type(change.after)):
            if spec.name in change.edit.changed:
                yield _changed(job, change, spec, read[change.after.TAB])


def _changed(job: Job, change: Change, spec: Spec, read: Read) -> HistoryEntry:
    action = HistoryAction.MOVE if spec.name in STATES else HistoryAction.EDIT
    old, new = (as_text(spec, getattr(record, spec.name)) for record in (change.before, change.after))
    if old is None and spec.name in read.header:
        old = str(read.held(change.row, read.header[spec.name])) or None
    return _entry(job, change.after, spec, action, old, new)


def _entry(job: Job, record: Row, spec: Spec, action: HistoryAction, old: str | None, new: str | None) -> HistoryEntry:
    return HistoryEntry(
        op_id=job.op,
        at=record.updated_at,
        by=job.by,
        action=action,
        tab=record.TAB,
        record_id=name_of(record),
        column=spec.header,
        old=old,
        new=new,
        source=Source.APPLICATION,
        attempt=job.tag,
    )
