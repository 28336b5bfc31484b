"""Ticking a task of the plan: its state, the day, the result (R43 to R48, R68, I17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from domain import form_wording as wording
from domain.errors import Gone, Invalid, NotAllowed
from domain.open_quarters import require_open
from domain.permissions import OWN_ONLY, Actor, require_change
from domain.plan_proofs import proofs
from domain.plans import Edit, Plan
from domain.proofs import Known
from domain.snapshot import Snapshot
from domain.tables import Task
from domain.typed import personal_numbers, typed
from domain.vocabulary_movement import TaskState


def tick_task(
    snapshot: Snapshot,
    by: Actor,
    *,
    instance_id: str,
    state: TaskState | None,
    day: date | None = None,
    result: str = "",
) -> Plan:
    """Gives an instance its state: a unit its own ones, an officer any.

    Done on `day` (today if not given), with the result unless a record proves it; Không áp dụng with the reason as
    the result. Any other state has no day. Raises Gone, NotAllowed, or Invalid for `state`, `day` or `result`.
    """
    task = task_of(snapshot, instance_id)
    told = typed(Task, {"result": result}).result
    done = (day or snapshot.today) if state is TaskState.DONE else None
    changed: dict[str, Any] = {"state": state, "done": done, "result": told}
    _require_open(snapshot, by, task)
    require_change(by, task, changed, snapshot.settings)
    problems = dict(_problems(snapshot, task, state, done, told))
    if problems:
        raise Invalid(problems)
    return Plan(edits=(Edit(task, changed),))


def may_tick(snapshot: Snapshot, by: Actor | None, task: Task) -> bool:
    """Whether `by` may tick this instance now."""
    if by is None:
        return False
    try:
        require_change(by, task, {"state": task.state}, snapshot.settings)
    except NotAllowed:
        return False
    return True


def task_of(snapshot: Snapshot, instance_id: str) -> Task:
    """The instance of an ID. Raises Gone."""
    found = next((one for one in snapshot.tasks if one.instance_id == instance_id), None)
    if found is None:
        raise Gone(instance_id)
    return found


def _require_open(snapshot: Snapshot, by: Actor, task: Task) -> None:
    if by.role not in OWN_ONLY:
        return
    if task.unit_id != by.unit_id:
        raise NotAllowed(task.unit_id or "")
    require_open(by, task, snapshot.settings, field="state")


def _problems(
    snapshot: Snapshot, task: Task, state: TaskState | None, done: date | None, told: str | None
) -> Iterator[tuple[str, str]]:
    if state is None:
        yield "state", wording.CHOOSE_STATE
    if done and done > snapshot.today:
        yield "day", wording.NOT_FUTURE
    if state is TaskState.NOT_APPLICABLE and not told:
        yield "result", wording.SAY_WHY_NOT
    if state is TaskState.DONE and not told and not proofs(Known(snapshot), task, snapshot.today):
        yield "result", wording.SAY_RESULT
    yield from personal_numbers(Task(result=told))
