"""The rows of Nhật ký for an operation: one per field that got a value, with what stood there before (R-history)."""

from collections.abc import Iterator

from domain.fields import Spec, specs
from domain.tables import HistoryEntry, Row
from domain.vocabulary import HistoryAction, Source
from sheets.cells import as_text
from sheets.jobs import Change, Job, name_of

STATES = frozenset({"state", "rstatus", "istatus", "verified"})


def entries(job: Job) -> Iterator[HistoryEntry]:
    """All history rows of one attempt."""
    for record in job.adds:
        for spec in specs(type(record)):
            new = as_text(spec, getattr(record, spec.name))
            if new is not None and spec.name not in record.TAIL:
                yield _entry(job, record, spec, HistoryAction.ADD, None, new)
    for change in job.changes:
        for spec in specs(type(change.after)):
            if spec.name in change.edit.changed:
                yield _changed(job, change, spec)


def _changed(job: Job, change: Change, spec: Spec) -> HistoryEntry:
    action = HistoryAction.MOVE if spec.name in STATES else HistoryAction.EDIT
    old, new = (as_text(spec, getattr(record, spec.name)) for record in (change.before, change.after))
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
