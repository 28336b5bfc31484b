"""Progress of models, units, villages and the commune (I1 to I9).

In a quarter view everything is taken as it stood at the cut-off C = min(today, last day of the quarter); reports and
the figures in them are taken as known today, also when they were handed in after the quarter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property, lru_cache

from domain.lifecycle import VALID_REPORT, approved_by, effective_state, ended_before, paused_on
from domain.quarters import Quarter, bounds, quarter_of
from domain.ratios import Ratio, mean
from domain.settings import DECREE, Settings
from domain.snapshot import Snapshot, grouped
from domain.tables import Model, Report
from domain.vocabulary import Flag, ModelState, ReportState, ReportType, Status

FULL = Fraction(100)
NEVER = Fraction(0)
OPEN_STATES = frozenset({ModelState.REGISTERED, ModelState.RUNNING})


@dataclass(frozen=True, slots=True)
class ModelProgress:
    """One model in one quarter. `value`, `expected` and `gap` are unrounded percent (points).

    `report` is the valid report of this quarter, None when there is none; `taken_from` is the quarter whose report gave
    the value, None when the model never reported (I3). `overdue` are days past the end (I9), 0 when not overdue.
    """

    model: Model
    value: Fraction
    expected: Fraction | None
    status: Status
    flags: frozenset[Flag]
    report: Report | None
    taken_from: Quarter | None
    overdue: int = 0

    @property
    def gap(self) -> Fraction | None:
        return None if self.expected is None else self.value - self.expected


@dataclass(frozen=True, slots=True)
class Standing:
    """A set of models as one: a village, a unit, the commune (I6, I7). Unrounded; None where there is no model."""

    models: int
    total: Fraction
    value: Fraction | None
    expected: Fraction | None
    status: Status
    flags: tuple[Flag, ...]
    old: int
    old_from: Quarter | None
    never: int

    @property
    def gap(self) -> Fraction | None:
        return None if self.value is None or self.expected is None else self.value - self.expected


@dataclass(frozen=True, eq=False)
class QuarterView:
    """All models of one quarter, worked out once per snapshot."""

    snapshot: Snapshot
    quarter: Quarter

    @cached_property
    def period(self) -> tuple[date, date]:
        """First and last day of the quarter's data."""
        return bounds(self.quarter, self.snapshot.settings.closing_rule == DECREE)

    @property
    def cutoff(self) -> date:
        """C: the day as of which everything but reports is taken."""
        return min(self.snapshot.today, self.period[1])

    @property
    def future(self) -> bool:
        return self.snapshot.today < self.period[0]

    @cached_property
    def approved(self) -> tuple[Model, ...]:
        """Models of the year that are approved and not withdrawn at C (I10, I16, I23)."""
        if self.future:
            return ()
        of_year = (model for model in self.snapshot.models if model.year in (None, self.quarter.year))
        return tuple(model for model in of_year if approved_by(model, self.cutoff))

    @cached_property
    def tracked(self) -> tuple[ModelProgress, ...]:
        """S(q), I1a: approved, started, not withdrawn; approved in the last days of the quarter: from the next one."""
        fresh = self.period[1] - timedelta(days=int(self.snapshot.settings.grace_days))
        old_enough = (model for model in self.approved if model.approved is not None and model.approved <= fresh)
        return tuple(self.progress(model) for model in old_enough if model.start and model.start <= self.cutoff)

    @cached_property
    def must_report(self) -> tuple[ModelProgress, ...]:
        """M(q), I1b: S(q) without models that ended before the quarter or are paused at C."""
        running = (one for one in self.tracked if not ended_before(one.model, self.period[0]))
        return tuple(one for one in running if not paused_on(one.model, self.cutoff))

    @cached_property
    def reported(self) -> Ratio:
        """I8: models of M(q) with a valid report of the quarter."""
        return Ratio(sum(one.report is not None for one in self.must_report), len(self.must_report))

    @cached_property
    def reported_on_time(self) -> Ratio:
        """I8b: … handed in by the deadline. A report without its day is never on time."""
        return Ratio(sum(self.on_time(one) for one in self.must_report), len(self.must_report) if self.due else 0)

    @property
    def due(self) -> date | None:
        return self.snapshot.settings.report_due(self.quarter)

    @property
    def past_due(self) -> bool:
        """Whether the quarter's deadline for reports has passed today."""
        return self.due is not None and self.snapshot.today > self.due

    def on_time(self, one: ModelProgress) -> bool:
        """Whether the model's report of this quarter came by the deadline."""
        handed_in = one.report.submitted if one.report else None
        return handed_in is not None and self.due is not None and handed_in <= self.due

    @cached_property
    def by_unit(self) -> Mapping[str | None, tuple[ModelProgress, ...]]:
        return grouped(self.tracked, lambda one: one.model.unit_id)

    @cached_property
    def by_village(self) -> Mapping[str, tuple[ModelProgress, ...]]:
        """S(v,q): by owner, or by Địa bàn thôn where the setting says so (a model may then count in several)."""
        pairs = [(village, one) for one in self.tracked for village in one.model.village_ids]
        return {village: tuple(one for _, one in many) for village, many in grouped(pairs, lambda p: p[0]).items()}

    @cached_property
    def stated_households(self) -> Mapping[str, int]:
        """By unit: the households that its sheet of the quarter says take part in at least one model (I15b)."""
        return {
            one.unit_id: one.hh_any
            for one in self.snapshot.village_sums
            if one.unit_id and one.hh_any is not None and one.rstatus in VALID_REPORT
            if quarter_of(one) == self.quarter
        }

    def of_unit(self, unit_id: str, village: bool = False) -> tuple[ModelProgress, ...]:
        """The models that count for a unit; for a village by the setting `tinh_theo_dia_ban`."""
        if village and self.snapshot.settings.by_village:
            return self.by_village.get(unit_id, ())
        return self.by_unit.get(unit_id, ())

    def progress(self, model: Model) -> ModelProgress:
        """P, E, status and flags of one model (I3, I4, I5, I9)."""
        report, taken, value = _figure(self.snapshot, model, self.quarter)
        expected = self.expected(model)
        status = Status.NONE if taken is None else light(value, expected, self.snapshot.settings)
        flags = frozenset(self._flags(model, report, taken))
        overdue = self._overdue(model, value)
        if overdue > 0:
            flags |= {Flag.OVERDUE}
        if value == FULL and self._state(model) in OPEN_STATES and model.end and self.cutoff > model.end:
            flags |= {Flag.NEEDS_CLOSING}
        return ModelProgress(model, value, expected, status, flags, report, taken, overdue)

    def expected(self, model: Model) -> Fraction | None:
        """E at C, or the commune's own milestone of the quarter where it set one (I4, design 2)."""
        own = self.snapshot.settings.milestone(self.quarter)
        return Fraction(own) if own is not None else expected_progress(model, self.cutoff)

    def standing(self, models: Iterable[ModelProgress]) -> Standing:
        """A set of models as one (I6, I7)."""
        return standing(tuple(models), self.snapshot.settings)

    @cached_property
    def commune(self) -> Standing:
        """The mean over the models of the commune, never the mean of village means (I7)."""
        return self.standing(self.tracked)

    def _state(self, model: Model) -> ModelState | None:
        return effective_state(model, self.snapshot.reports_of(model.model_id or ""), self.cutoff)

    def _overdue(self, model: Model, value: Fraction) -> int:
        if model.end is None or value >= FULL or self._state(model) not in OPEN_STATES:
            return 0
        return max(0, (self.cutoff - model.end).days)

    def _flags(self, model: Model, report: Report | None, taken: Quarter | None) -> Iterable[Flag]:
        if taken is None:
            yield Flag.NEVER_REPORTED
        elif taken != self.quarter:
            yield Flag.OLD_FIGURE
        if paused_on(model, self.cutoff):
            yield Flag.PAUSED
        elif report is None and not ended_before(model, self.period[0]):
            yield Flag.NOT_REPORTED if self.past_due else Flag.NOT_DUE


@lru_cache(maxsize=12)
def quarter_view(snapshot: Snapshot, quarter: Quarter) -> QuarterView:
    """The quarter's view of a snapshot, worked out once (snapshots are compared by identity)."""
    return QuarterView(snapshot, quarter)


def expected_progress(model: Model, day: date) -> Fraction | None:
    """I4: the part of the model's own time that has passed on `day`, in percent; None while a date is missing."""
    if model.start is None or model.end is None or model.end < model.start:
        return None
    if day < model.start:
        return NEVER
    if day >= model.end:
        return FULL
    return Fraction((day - model.start).days * 100, (model.end - model.start).days)


def light(value: Fraction, expected: Fraction | None, settings: Settings) -> Status:
    """I5: the traffic light, on unrounded values. Finished is always on track; without dates nothing can be said."""
    if value >= FULL:
        return Status.OK
    if expected is None:
        return Status.NONE
    gap = value - expected
    if gap >= Fraction(settings.green_from):
        return Status.OK
    return Status.LATE if gap < Fraction(settings.red_below) else Status.RISK


def standing(models: tuple[ModelProgress, ...], settings: Settings) -> Standing:
    """The mean of P and of E over the same models. Models that never reported count as 0, and are counted beside it."""
    never = sum(Flag.NEVER_REPORTED in one.flags for one in models)
    old = tuple(one.taken_from for one in models if Flag.OLD_FIGURE in one.flags and one.taken_from)
    value = mean([one.value for one in models])
    expected = mean([one.expected for one in models if one.expected is not None])
    total = sum((one.value for one in models), NEVER)
    oldest = min(old, default=None)
    if value is None:
        return Standing(0, NEVER, None, None, Status.NONE, (Flag.NO_MODEL,), 0, None, 0)
    if never == len(models):
        return Standing(never, total, value, expected, Status.NONE, (Flag.NEVER_REPORTED,), 0, None, never)
    flags = (Flag.OLD_FIGURE,) if old else ()
    return Standing(
        len(models), total, value, expected, light(value, expected, settings), flags, len(old), oldest, never
    )


def valid_reports(snapshot: Snapshot, model: Model) -> tuple[tuple[Quarter, Report], ...]:
    """The model's valid periodic reports known today, by quarter; of one quarter the confirmed one last (I2)."""
    known = [
        (quarter, report)
        for report in snapshot.reports_of(model.model_id or "")
        if (quarter := quarter_of(report)) and _is_valid(report, snapshot.today)
    ]
    return tuple(sorted(known, key=lambda pair: (pair[0], *_weight(pair[1]))))


def _is_valid(report: Report, today: date) -> bool:
    periodic = report.rtype is ReportType.PERIODIC and report.rstatus in VALID_REPORT
    return periodic and (report.submitted is None or report.submitted <= today)


def _weight(report: Report) -> tuple[bool, date]:
    return report.rstatus is ReportState.CONFIRMED, report.submitted or date.min


def _figure(snapshot: Snapshot, model: Model, quarter: Quarter) -> tuple[Report | None, Quarter | None, Fraction]:
    """I3: the report of the quarter, the quarter that the value is taken from, and the value, 0 to 100."""
    until = [pair for pair in valid_reports(snapshot, model) if pair[0] <= quarter]
    own = next((report for when, report in reversed(until) if when == quarter), None)
    for when, report in reversed(until):
        value = report.prog_self if report.prog_conf is None else report.prog_conf
        if value is not None:
            return own, when, min(FULL, max(NEVER, Fraction(value)))
    return own, None, NEVER
