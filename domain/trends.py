"""How the movement goes on: registrations by week, and the commune's figures quarter by quarter (I7 to I13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from domain import coverage
from domain.overview import SEVERITY, heatmap_quarters, is_pending, overall_status
from domain.progress import Reporting, Standing
from domain.quarters import Quarter
from domain.ratios import Ratio
from domain.remembered import remembered
from domain.snapshot import Snapshot
from domain.tables import Model
from domain.view import QuarterView, quarter_view, running_quarter
from domain.vocabulary import Status

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday: models sent in it that are approved (`new`) or still undecided; `total` approved so far."""

    monday: date
    new: int
    undecided: int
    total: int
    total_undecided: int


@dataclass(frozen=True, slots=True)
class Registrations:
    """The weeks from the plan's day to C. `late` approved models were sent after `deadline`; 0 while none is set."""

    weeks: tuple[Week, ...]
    deadline: date | None
    extra: date | None
    late: int

    @property
    def total(self) -> int:
        return self.weeks[-1].total

    @property
    def undecided(self) -> int:
        return self.weeks[-1].total_undecided


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """The commune in one quarter, taken as it stood at its C.

    `statuses` counts the models of S(q), `overdue` findings (I13), `past_end` models past their end (I9); `due` is the
    deadline of the quarter's reports.
    """

    quarter: Quarter
    running: bool
    future: bool
    status: Status
    commune: Standing
    statuses: Mapping[Status, int]
    reporting: Reporting
    units_inspected: Ratio
    models_inspected: Ratio
    remedied: Ratio
    remedied_on_time: Ratio
    overdue: int
    past_end: int
    due: date | None
    past_due: bool


def sent_on(model: Model) -> date | None:
    """The day of its registration: Ngày gửi; where that is blank or later than the approval, Ngày duyệt."""
    known = [day for day in (model.submitted, model.approved) if day]
    return min(known, default=None)


@remembered
def registrations(view: QuarterView) -> Registrations:
    """Registrations by week; the last total is that of Mô hình đăng ký (I16), also of models without any day."""
    monday = timedelta(days=view.cutoff.weekday())
    last, year = view.cutoff - monday, date(view.quarter.year, 1, 1)
    start = max(year, min([view.snapshot.settings.plan_date, *_days(view.approved)]))
    first = min(last, start - timedelta(days=start.weekday()))
    pending = [model for model in view.snapshot.models if is_pending(model, view)]
    new, undecided = _by_week(view.approved, first, last), _by_week(pending, first, last)
    deadline = _of_year(view.snapshot.settings.register_by, view)
    return Registrations(
        weeks=_weeks(first, last, new, undecided),
        deadline=deadline,
        extra=_of_year(view.snapshot.settings.register_by_extra, view),
        late=sum(day > deadline for day in _days(view.approved)) if deadline else 0,
    )


def _days(models: Collection[Model]) -> list[date]:
    return [day for model in models if (day := sent_on(model))]


def _by_week(models: Collection[Model], first: date, last: date) -> Counter[date]:
    """By Monday; what was sent earlier (or without a day) counts in the first week, what is dated later in the last."""
    days = (sent_on(model) or first for model in models)
    return Counter(max(first, min(last, day - timedelta(days=day.weekday()))) for day in days)


def _weeks(first: date, last: date, new: Counter[date], undecided: Counter[date]) -> tuple[Week, ...]:
    found, total, waiting = [], 0, 0
    for number in range((last - first).days // 7 + 1):
        monday = first + number * WEEK
        total, waiting = total + new[monday], waiting + undecided[monday]
        found.append(Week(monday, new[monday], undecided[monday], total, waiting))
    return tuple(found)


def _of_year(deadline: date | None, view: QuarterView) -> date | None:
    """A deadline that is set for this year; another year's says nothing here."""
    return deadline if deadline and deadline.year == view.quarter.year else None


@remembered
def quarter_figures(snapshot: Snapshot, quarter: Quarter) -> tuple[QuarterFigures, ...]:
    """The quarters of the heat map with the commune's figures."""
    views = (quarter_view(snapshot, one) for one in heatmap_quarters(snapshot, quarter))
    return tuple(_figures(view) for view in views)


def _figures(view: QuarterView) -> QuarterFigures:
    due = () if view.future else coverage.all_due_findings(view)
    counts = Counter(one.status for one in view.tracked)
    return QuarterFigures(
        quarter=view.quarter,
        running=view.quarter == running_quarter(view.snapshot),
        future=view.future,
        status=overall_status(view),
        commune=view.commune,
        statuses={status: counts[status] for status in SEVERITY if status is not Status.FUTURE},
        reporting=view.reporting,
        units_inspected=coverage.unit_coverage(view),
        models_inspected=coverage.model_coverage(view),
        remedied=coverage.remediation(view, due),
        remedied_on_time=coverage.remediation_on_time(view, due),
        overdue=len(coverage.overdue(view, due)),
        past_end=sum(one.overdue > 0 for one in view.tracked),
        due=view.due,
        past_due=view.past_due,
    )
