"""What of each criterion of the emulation score follows from the other tabs, with the records behind it (R41, R42)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from domain import communication, coverage
from domain.progress import FULL, ModelProgress, handed_in_by
from domain.quarters import Quarter
from domain.ratios import exact, total
from domain.remembered import remembered
from domain.snapshot import Snapshot, grouped
from domain.tables import Communication, Exemplar, Finding, Model, Unit
from domain.view import QuarterView, in_plan_year, quarter_view, running_quarter
from domain.vocabulary import Tab
from domain.vocabulary_movement import INSPECTION

__all__ = [
    "COMMUNICATION", "EXEMPLARS", "INSPECTION", "PARTS", "REGISTRATION", "REPORTS", "RESULTS", "Part", "Used", "Year",
    "year_of",
]  # fmt: skip

COMMUNICATION, REGISTRATION, RESULTS, REPORTS, EXEMPLARS = "TC1", "TC2", "TC3", "TC4", "TC6"
NOTHING, WHOLE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)
ON_TIME, LATE, QUALITY, OF_REGISTRATION = 8, 4, 12, 20
ENOUGH_EXEMPLARS = 2


@dataclass(frozen=True, slots=True)
class Used:
    """A record that was counted; `adds` is what it adds to the numerator."""

    tab: Tab
    record_id: str | None
    adds: Fraction


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a criterion that is worked out: `share` of its points, 0 to 1; None: there is nothing to measure.

    `numerator` and `denominator` are how the share came about, `council` the share that the council adds to it.
    """

    share: Fraction | None
    numerator: Fraction
    denominator: Fraction
    records: tuple[Used, ...] = ()
    council: Fraction = NOTHING


@dataclass(frozen=True, eq=False)
class Year:
    """The plan's year as it stands today, by unit; before its last quarter the running one gives the progress."""

    view: QuarterView

    @cached_property
    def events(self) -> Mapping[str | None, tuple[Communication, ...]]:
        return communication.by_unit(communication.events_of_year(self.view))

    @cached_property
    def models(self) -> Mapping[str | None, tuple[Model, ...]]:
        """Approved and not withdrawn."""
        return grouped(self.view.approved, lambda one: one.unit_id)

    @cached_property
    def owing(self) -> Mapping[str | None, tuple[tuple[QuarterView, ModelProgress], ...]]:
        """The reports of the year whose deadline has passed: the quarter with the model that had to report."""
        quarter = self.view.quarter
        views = [quarter_view(self.view.snapshot, Quarter(quarter.year, at)) for at in range(1, quarter.number + 1)]
        pairs = [(view, one) for view in views if view.past_due for one in view.must_report]
        return grouped(pairs, lambda pair: pair[1].model.unit_id)

    @cached_property
    def due(self) -> Mapping[str | None, tuple[Finding, ...]]:
        return coverage.due_findings(self.view)

    @cached_property
    def exemplars(self) -> Mapping[str | None, tuple[Exemplar, ...]]:
        """Recognised in the year."""
        return grouped(communication.recognised(self.view), lambda one: one.unit_id)

    def overdue(self, unit: Unit) -> tuple[Finding, ...]:
        return coverage.overdue(self.view, self.due.get(unit.unit_id, ()))

    def lacks_model(self, unit: Unit) -> bool:
        """It must register, and owns no approved model."""
        return bool(unit.must_register) and unit.unit_id not in self.models


@remembered
def year_of(snapshot: Snapshot) -> Year:
    """The plan's year: as of today, at its end as it stood then."""
    return Year(quarter_view(snapshot, in_plan_year(running_quarter(snapshot), snapshot.settings)))


def communicated(year: Year, unit: Unit) -> Part:
    """TC1: events of the year / the number that the commune has set, at most all of it."""
    held = year.events.get(unit.unit_id, ())
    wanted = exact(year.view.snapshot.settings.comm_target)
    used = tuple(Used(Tab.COMMUNICATIONS, one.comm_id, WHOLE) for one in held)
    share = min(WHOLE, len(held) / wanted) if wanted > 0 else None
    return Part(share, Fraction(len(held)), wanted, used)


def registered(year: Year, unit: Unit) -> Part:
    """TC2: 8 of 20 for a model sent by the deadline, 4 for a later one; the council adds up to 12 for its quality."""
    models = year.models.get(unit.unit_id, ())
    if not models:
        return Part(NOTHING if unit.must_register else None, NOTHING, Fraction(OF_REGISTRATION))
    deadline = year.view.snapshot.settings.register_by
    days = {one.model_id: one.submitted or one.approved for one in models}
    points = ON_TIME if any(_by(day, deadline) for day in days.values()) else LATE
    used = tuple(
        Used(Tab.MODELS, one.model_id, Fraction(ON_TIME if _by(days[one.model_id], deadline) else LATE))
        for one in models
    )
    whole = Fraction(OF_REGISTRATION)
    return Part(points / whole, Fraction(points), whole, used, council=QUALITY / whole)


def _by(day: date | None, deadline: date | None) -> bool:
    return deadline is None or (day is not None and day <= deadline)


def achieved(year: Year, unit: Unit) -> Part:
    """TC3: the mean progress of the unit's own models in S(q): ΣP / number of models."""
    models = year.view.by_unit.get(unit.unit_id, ())
    if not models:
        return Part(NOTHING if year.lacks_model(unit) else None, NOTHING, NOTHING)
    reached = total(one.value for one in models)
    used = tuple(Used(Tab.MODELS, one.model.model_id, one.value) for one in models)
    return Part(reached / len(models) / FULL, reached, Fraction(len(models)), used)


def reported(year: Year, unit: Unit) -> Part:
    """TC4: (reports on time + half of the late ones) / reports whose deadline has passed."""
    owing = year.owing.get(unit.unit_id, ())
    if not owing:
        return Part(NOTHING if year.lacks_model(unit) else None, NOTHING, NOTHING)
    used = tuple(_report(view, one) for view, one in owing)
    came = total(one.adds for one in used)
    return Part(came / len(owing), came, Fraction(len(owing)), used)


def _report(view: QuarterView, one: ModelProgress) -> Used:
    """The report, or the model whose report did not come."""
    if one.report is None:
        return Used(Tab.MODELS, one.model.model_id, NOTHING)
    return Used(Tab.REPORTS, one.report.report_id, WHOLE if handed_in_by(one.report, view.due) else HALF)


def remedied(year: Year, unit: Unit) -> Part:
    """TC5: due findings verified Đạt / due findings (I12); all points where none is due."""
    due = year.due.get(unit.unit_id, ())
    used = tuple(
        Used(Tab.FINDINGS, one.find_id, WHOLE if coverage.remedied(year.view, one) else NOTHING) for one in due
    )
    done = total(one.adds for one in used)
    return Part(done / len(due) if due else WHOLE, done, Fraction(len(due)), used)


def recognised(year: Year, unit: Unit) -> Part:
    """TC6: half of the points for each recognised exemplar, at most all."""
    found = year.exemplars.get(unit.unit_id, ())
    used = tuple(Used(Tab.EXEMPLARS, one.exemplar_id, WHOLE) for one in found)
    whole = Fraction(ENOUGH_EXEMPLARS)
    return Part(min(WHOLE, len(found) / whole), Fraction(len(found)), whole, used)


PARTS: Mapping[str, Callable[[Year, Unit], Part]] = {
    COMMUNICATION: communicated,
    REGISTRATION: registered,
    RESULTS: achieved,
    REPORTS: reported,
    INSPECTION: remedied,
    EXEMPLARS: recognised,
}
"""By criterion; any other one is the council's."""
