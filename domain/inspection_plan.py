"""The inspections of a quarter on a calendar, and who has not been inspected in it (R11, R37, the rest of I11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from domain.coverage import CARRIED_OUT, COUNTED_KINDS, concluded
from domain.difficulty_rules import OPEN
from domain.progress import ModelProgress
from domain.snapshot import Snapshot, grouped
from domain.tables import Difficulty, Inspection, Unit
from domain.view import QuarterView
from domain.vocabulary import InspectionState

WEEK = timedelta(days=7)


class PlanState(Enum):
    """How an inspection stands today; one that was called off is in no calendar."""

    OVERDUE = auto()  # planned for a day that has passed
    PLANNED = auto()
    DONE = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """An inspection on its day. `days` past that day, of a plan that is overdue; negative: days left to it."""

    inspection: Inspection
    day: date
    state: PlanState
    days: int


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """A week from Monday with its entries, by day."""

    monday: date
    entries: tuple[Entry, ...]

    def count(self, state: PlanState) -> int:
        """How many of its entries stand so."""
        return sum(one.state is state for one in self.entries)


@dataclass(frozen=True, slots=True)
class Uninspected:
    """A unit of I11 without a concluded inspection in the period; `planned` = the next day on which one is planned."""

    unit: Unit
    models: tuple[ModelProgress, ...]
    planned: date | None


def entries(view: QuarterView, *, counted_only: bool = False) -> tuple[Entry, ...]:
    """The inspections of the quarter, also of days to come, by day. `counted_only`: Kiểm tra and Giám sát (I11)."""
    first, last = view.period
    found = [
        Entry(one, one.date, state, (view.snapshot.today - one.date).days)
        for one in view.snapshot.inspections
        if one.date and first <= one.date <= last and (state := _state(one, view.snapshot.today))
        if not counted_only or one.kind in COUNTED_KINDS
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.inspection.insp_id or "")))


def _state(one: Inspection, today: date) -> PlanState | None:
    if one.istatus in CARRIED_OUT:
        return PlanState.DONE
    if one.istatus is not InspectionState.PLANNED or one.date is None:
        return None
    return PlanState.OVERDUE if one.date < today else PlanState.PLANNED


def by_day(found: Iterable[Entry]) -> Mapping[date, tuple[Entry, ...]]:
    """The entries of each day that has any."""
    return grouped(found, lambda one: one.day)


def by_week(view: QuarterView, found: Iterable[Entry]) -> tuple[PlanWeek, ...]:
    """The entries by week, every week of the quarter, also those without any."""
    weeks = grouped(found, lambda one: _monday(one.day))
    monday, last = _monday(view.period[0]), view.period[1]
    mondays = [monday + number * WEEK for number in range((last - monday).days // 7 + 1)]
    return tuple(PlanWeek(one, weeks.get(one, ())) for one in mondays)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def overdue(found: Iterable[Entry]) -> tuple[Entry, ...]:
    """Plans whose day has passed, the longest first."""
    return tuple(one for one in found if one.state is PlanState.OVERDUE)


def uninspected_units(view: QuarterView) -> tuple[Uninspected, ...]:
    """I11, the units that do not count, those without a plan first: with models in S(q), nothing concluded there."""
    inspected = {one.unit_id for one in concluded(view)}
    planned = _planned_days(view)
    found = [
        Uninspected(unit, models, planned.get(unit_id))
        for unit_id, models in view.by_unit.items()
        if unit_id not in inspected and (unit := view.snapshot.unit(unit_id))
    ]
    return tuple(sorted(found, key=_least_planned))


def _planned_days(view: QuarterView) -> Mapping[str | None, date]:
    """By unit: the next day of the quarter on which a Kiểm tra or Giám sát is planned."""
    plans = [one for one in entries(view, counted_only=True) if one.state is PlanState.PLANNED]
    return {one.inspection.unit_id: one.day for one in reversed(plans)}


def _least_planned(one: Uninspected) -> tuple[bool, date, str]:
    return one.planned is not None, one.planned or date.max, one.unit.unit_id or ""


def uninspected_models(view: QuarterView) -> tuple[ModelProgress, ...]:
    """I11b, the models that do not count: in S(q), without a concluded inspection in the period."""
    inspected = {model_id for one in concluded(view) for model_id in one.model_ids}
    return tuple(one for one in view.tracked if one.model.model_id not in inspected)


def born_of_inspections(snapshot: Snapshot) -> tuple[Difficulty, ...]:
    """Difficulties that an inspection raised (R39): the open ones first, of them the oldest."""
    found = [one for one in snapshot.difficulties if one.insp_id]
    return tuple(sorted(found, key=lambda one: (one.state not in OPEN, str(one.raised or ""), one.issue_id or "")))
