"""Ticking a task of the plan where it stands: its state, the day, the result (R43 to R48, R68)."""

from functools import partial
from typing import Any

from components import acting, draft, forms, press, status, vi
from components.forms import Ask
from domain.fields import specs
from domain.open_quarters import closed_for
from domain.permissions import Actor
from domain.plans import Rule
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.tables import Task
from domain.task_rules import may_tick, tick_task
from domain.vocabulary_movement import TaskState

SPECS = {spec.name: spec for spec in specs(Task)}
TICKED = ("state", "done", "result")
Pressed = tuple[str, Rule, str]


def slot_of(instance_id: str) -> str:
    """The form in which an instance is ticked. No “/”: the name also stands in a class of the browser."""
    return f"nhiem_vu.{instance_id.replace('/', '-')}.tick"


def panel(task: Task, snapshot: Snapshot, actor: Actor | None) -> Pressed | None:
    """The panel for who may tick this instance now; what was pressed in it."""
    if not task.instance_id or not may_tick(snapshot, actor, task):
        if actor is not None and task.unit_id == actor.unit_id:
            _closed(task, snapshot, actor)
        return None
    slot = slot_of(task.instance_id)
    with acting.opening(slot, "Đánh dấu", icon=":material/checklist:") as is_open:
        if not is_open:
            return None
        acting.opened(slot, task, TICKED)  # not before: the form shows the values of this moment
        draft.line(slot)
        state, day, result = _inputs(slot, task, snapshot)
        acting.failure(slot)
        if press.button("Ghi trạng thái", key=f"{slot}.press", type="primary", icon=":material/save:"):
            rule = partial(tick_task, instance_id=task.instance_id, state=state, day=day, result=result)
            return slot, rule, f"Đã ghi: {state}"
    return None


def _closed(task: Task, snapshot: Snapshot, actor: Actor) -> None:
    """Why a unit's own task has no panel: the quarter of its deadline is locked."""
    quarter = Quarter.of(task.due) if task.due else None
    if quarter is not None and quarter in closed_for(snapshot, actor, task.unit_id):
        status.small(f"{vi.quarter_of_year(quarter)} đã khóa; cần đánh dấu thì đề nghị mở ngoại lệ ở trang Khóa kỳ.")


def _inputs(slot: str, task: Task, snapshot: Snapshot) -> tuple[TaskState | None, Any, str]:
    """The day is asked for what is done; without a record that proves it, the result says what was done."""
    chosen = _ask(slot, Ask("state"), task.state)
    state = TaskState(chosen) if chosen else None
    day = _ask(slot, Ask("day"), task.done or snapshot.today, "done") if state is TaskState.DONE else None
    label = "Lý do không áp dụng" if state is TaskState.NOT_APPLICABLE else ""
    example = "Số văn bản, biên bản, đường dẫn; không bắt buộc khi sổ đã có số liệu"
    return state, day, _ask(slot, Ask("result", example, label), task.result) or ""


def _ask(slot: str, ask: Ask, preset: Any, name: str = "") -> Any:
    return forms.draw(SPECS[name or ask.name], ask, page=slot, problems=forms.current(slot).problems, preset=preset)
