"""I17, I17b: the tasks of the plan: done, done on time, overdue; and those that the data prove tick themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from domain.plan_proofs import proofs
from domain.plan_tasks import PLAN
from domain.proofs import Known, Proof
from domain.quarters import Quarter
from domain.ratios import Ratio
from domain.remembered import remembered
from domain.snapshot import grouped
from domain.tables import Task
from domain.view import QuarterView
from domain.vocabulary import UnitType
from domain.vocabulary_movement import TaskState

SOON = timedelta(days=7)
CONTENTS = {one.code: one.content for one in PLAN}
TYPED = frozenset({TaskState.DONE, TaskState.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True, eq=False)
class Tick:
    """An instance of a task as it stood on `until`: what was typed, or what the data prove where that is not “done”.

    `done` is the day of completion (None: not known, so never on time); `proof` the record that proves it, None where
    people ticked it. `state` None: the cell cannot be read, the row counts for nothing.
    """

    task: Task
    until: date
    state: TaskState | None
    done: date | None = None
    proof: Proof | None = None

    @property
    def due(self) -> date | None:
        return self.task.due

    @property
    def quarter(self) -> Quarter | None:
        """The quarter of the deadline."""
        return Quarter.of(self.task.due) if self.task.due else None

    @property
    def applies(self) -> bool:
        """Whether it counts once its deadline has come: it has one, and is not Không áp dụng."""
        return self.due is not None and self.state not in (None, TaskState.NOT_APPLICABLE)

    @property
    def counted(self) -> bool:
        """Whether it is in the denominator of I17."""
        return self.applies and self.due is not None and self.due <= self.until

    @property
    def completed(self) -> bool:
        return self.state is TaskState.DONE

    @property
    def begun(self) -> bool:
        """Whether somebody has said that it is under way."""
        return self.state is TaskState.IN_PROGRESS

    @property
    def on_time(self) -> bool:
        """Completed by its deadline (I17b)."""
        return self.completed and self.done is not None and self.due is not None and self.done <= self.due

    @property
    def overdue(self) -> bool:
        """Past its deadline and neither Hoàn thành nor Không áp dụng."""
        return self.applies and not self.completed and self.due is not None and self.due < self.until

    @property
    def days(self) -> int | None:
        """Days past the deadline; negative: days that are left."""
        return (self.until - self.due).days if self.due else None


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """I17 and I17b of some instances; `by_proof` of the completed ones ticked themselves; `soon` are due in a week."""

    completed: Ratio
    on_time: Ratio
    overdue: int
    soon: int
    by_proof: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """The instances of a unit: each list by deadline; `upcoming` are due later than in a week."""

    overdue: tuple[Tick, ...]
    soon: tuple[Tick, ...]
    upcoming: tuple[Tick, ...]
    done: tuple[Tick, ...]
    as_it_occurs: tuple[Tick, ...]
    not_applicable: tuple[Tick, ...]


@remembered
def ticks(view: QuarterView) -> tuple[Tick, ...]:
    """All instances of the quarter's year as they stood at C, in the order of the tab."""
    known = Known(view.snapshot)
    year = view.quarter.year
    return tuple(tick(known, one, view.cutoff) for one in view.snapshot.tasks if _year(one) == year)


def tick(known: Known, task: Task, until: date) -> Tick:
    """An instance as it stood on `until`. What was typed as done holds; else the earliest record that proves it."""
    state = task.state
    if state is TaskState.DONE and task.done is not None and task.done > until:
        state = TaskState.IN_PROGRESS  # completed on a later day
    if state is None or state in TYPED:
        return Tick(task, until, state, task.done if state is TaskState.DONE else None)
    found = proofs(known, task, until)
    if not found:
        return Tick(task, until, state)
    return Tick(task, until, TaskState.DONE, found[0].day, found[0])


def title(task: Task) -> str:
    """What it is about: its own content, where that is blank or not to be seen that of the plan."""
    return task.content or CONTENTS.get(task.task_id or "", "")


def _year(task: Task) -> int | None:
    return task.due.year if task.due else task.year


def of_quarter(found: Iterable[Tick], quarter: Quarter) -> tuple[Tick, ...]:
    """Those whose deadline lies in a quarter."""
    return tuple(one for one in found if one.quarter == quarter)


def by_unit(found: Iterable[Tick]) -> Mapping[str | None, tuple[Tick, ...]]:
    """By the unit that is to do it."""
    return grouped(found, lambda one: one.task.unit_id)


def by_type(view: QuarterView, found: Iterable[Tick]) -> Mapping[UnitType | None, tuple[Tick, ...]]:
    """By the type of the unit that is to do it; None: a unit that is not in the tab Đơn vị."""
    types = {unit_id: unit.unit_type for unit_id, unit in view.snapshot.unit_by_id.items()}
    return grouped(found, lambda one: types.get(one.task.unit_id or ""))


def by_code(found: Iterable[Tick]) -> Mapping[str | None, tuple[Tick, ...]]:
    """By the task of the plan (NV-01 …)."""
    return grouped(found, lambda one: one.task.task_id)


def completion(found: Collection[Tick]) -> Ratio:
    """I17: of the instances whose deadline has come those completed. Outside: Không áp dụng, and those without one."""
    due = [one for one in found if one.counted]
    return Ratio(sum(one.completed for one in due), len(due))


def on_time(found: Collection[Tick]) -> Ratio:
    """I17b: … completed by the deadline."""
    due = [one for one in found if one.counted]
    return Ratio(sum(one.on_time for one in due), len(due))


def overdue(found: Iterable[Tick]) -> tuple[Tick, ...]:
    """The overdue instances, the longest first."""
    return tuple(sorted((one for one in found if one.overdue), key=_by_deadline))


def figures(found: Collection[Tick]) -> TaskFigures:
    """I17 and I17b of some instances, with what is beside them."""
    return TaskFigures(
        completed=completion(found),
        on_time=on_time(found),
        overdue=sum(one.overdue for one in found),
        soon=sum(_is_soon(one) for one in found),
        by_proof=sum(one.counted and one.completed and one.proof is not None for one in found),
    )


def matrix(found: Iterable[Tick]) -> Mapping[str | None, Mapping[Quarter | None, TaskFigures]]:
    """Unit × quarter of the deadline (domain/3, page 9); None: the instances without one."""
    return {
        unit_id: {quarter: figures(some) for quarter, some in grouped(many, lambda one: one.quarter).items()}
        for unit_id, many in by_unit(found).items()
    }


def agenda(found: Iterable[Tick]) -> Agenda:
    """What there is to do, of the instances of a unit (or of any others)."""
    ordered = sorted(found, key=_by_deadline)
    open_ones = [one for one in ordered if one.applies and not one.completed]
    return Agenda(
        overdue=tuple(one for one in open_ones if one.overdue),
        soon=tuple(one for one in open_ones if _is_soon(one)),
        upcoming=tuple(one for one in open_ones if not one.overdue and not _is_soon(one)),
        done=tuple(one for one in ordered if one.completed),
        as_it_occurs=tuple(one for one in ordered if one.due is None and one.state in OPEN),
        not_applicable=tuple(one for one in ordered if one.state is TaskState.NOT_APPLICABLE),
    )


OPEN = frozenset(TaskState) - TYPED


def _is_soon(one: Tick) -> bool:
    return one.applies and not one.completed and one.due is not None and one.until <= one.due <= one.until + SOON


def _by_deadline(one: Tick) -> tuple[date, str]:
    return one.due or date.max, one.task.instance_id or ""
