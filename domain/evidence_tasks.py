"""The instances of the plan's tasks behind I17 and I17b."""

from __future__ import annotations

from collections.abc import Iterable

from domain.behind import Pairs, Record, Why
from domain.tasks import Tick, ticks
from domain.view import QuarterView
from domain.vocabulary import Tab
from domain.vocabulary_movement import TaskState


def completed(view: QuarterView) -> Pairs:
    """I17: the instances whose deadline has come; those completed count, by people's tick or by a record."""
    found = ticks(view)
    for one in found:
        if one.counted:
            yield _record(one, _done(one) if one.completed else _open(one), counts=one.completed), True
    yield from _outside(view, found)


def on_time(view: QuarterView) -> Pairs:
    """I17b: … completed by the deadline."""
    found = ticks(view)
    for one in found:
        if one.counted:
            late = Why.DONE_LATE if one.done else Why.DONE_WITHOUT_DAY
            why = (_done(one) if one.on_time else late) if one.completed else _open(one)
            yield _record(one, why, counts=one.on_time), True
    yield from _outside(view, found)


def _outside(view: QuarterView, found: Iterable[Tick]) -> Pairs:
    """Beside them: Không áp dụng, and what is due later in the quarter."""
    for one in found:
        if one.state is TaskState.NOT_APPLICABLE and one.due and one.due <= view.cutoff:
            yield _record(one, Why.NOT_APPLICABLE), False
        elif one.applies and not one.counted and one.quarter == view.quarter:
            yield _record(one, Why.NOT_DUE), False


def _done(one: Tick) -> Why:
    return Why.TICKED if one.proof is None else Why.PROVEN


def _open(one: Tick) -> Why:
    return Why.TASK_BEGUN if one.state is TaskState.IN_PROGRESS else Why.TASK_OPEN


def _record(one: Tick, why: Why, *, counts: bool = False) -> Record:
    return Record(
        tab=Tab.TASKS, record_id=one.task.instance_id, unit_id=one.task.unit_id, counts=counts, why=why,
        day=one.done if one.completed else one.due, by=(one.proof.record_id,) if one.proof else (),
    )  # fmt: skip
