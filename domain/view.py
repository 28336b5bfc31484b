"""A quarter as it stood: which models count, must report and have reported (I1, I6 to I8).

In a quarter view everything is taken as it stood at the cut-off C = min(today, last day of the quarter); reports and
the figures in them are taken as known today, also when they were handed in after the quarter.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, cached_property

from domain import progress as p
from domain.lifecycle import approved_by, ended_before, paused_on
from domain.progress import ModelProgress, Reporting, Standing
from domain.quarters import ROMAN, Quarter, bounds, containing
from domain.ratios import exact
from domain.remembered import remembered
from domain.settings import DECREE, Settings
from domain.snapshot import Snapshot, grouped
from domain.tables import Model
from domain.vocabulary import Flag, Status, UnitType


@dataclass(frozen=True, eq=False)
class QuarterView:
    """All models of one quarter, worked out once per snapshot (compared by identity)."""

    snapshot: Snapshot
    quarter: Quarter

    @cached_property
    def period(self) -> tuple[date, date]:
        """First and last day of the quarter's data."""
        return period(self.quarter, self.snapshot.settings)

    @cached_property
    def cutoff(self) -> date:
        """C: the day as of which everything but reports is taken."""
        return min(self.snapshot.today, self.period[1])

    @property
    def future(self) -> bool:
        return self.snapshot.today < self.period[0]

    @property
    def due(self) -> date | None:
        """The day by which reports of the quarter are due; None where the commune has set none."""
        return self.snapshot.settings.report_due(self.quarter)

    @cached_property
    def past_due(self) -> bool:
        """Whether that day has passed: a missing report is then “Chưa báo cáo”, before it “Chưa đến hạn” (I8)."""
        return self.due is not None and self.snapshot.today > self.due

    @cached_property
    def approved(self) -> tuple[Model, ...]:
        """Models that are approved and not withdrawn at C (I10, I16).

        Of the quarter's year: a model that goes on is carried over into a row of its own (`Mô hình gốc`).
        """
        of_year = (model for model in self.snapshot.models if model.year in (None, self.quarter.year))
        return tuple(model for model in of_year if approved_by(model, self.cutoff))

    @cached_property
    def tracked(self) -> tuple[ModelProgress, ...]:
        """S(q), I1a: approved, started and not withdrawn at C.

        Models approved in the last `so_ngay_mien_bc` days of the quarter enter the next one. Finished
        and paused models stay in with their last figure.
        """
        if self.future:
            return ()
        fresh_after = self.period[1] - timedelta(days=int(self.snapshot.settings.grace_days))
        settled = (model for model in self.approved if model.approved and model.approved <= fresh_after)
        return tuple(self._progress(model) for model in settled if model.start and model.start <= self.cutoff)

    @cached_property
    def must_report(self) -> tuple[ModelProgress, ...]:
        """M(q), I1b: S(q) without models that ended before the quarter or are paused at C."""
        return tuple(one for one in self.tracked if one.owes)

    @cached_property
    def by_unit(self) -> Mapping[str | None, tuple[ModelProgress, ...]]:
        """S(q) by owner."""
        return grouped(self.tracked, lambda one: one.model.unit_id)

    @cached_property
    def by_village(self) -> Mapping[str, tuple[ModelProgress, ...]]:
        """S(q) by Địa bàn thôn: a model may count in several; a village's own model without an area counts there."""
        pairs = [(village, one) for one in self.tracked for village in self._villages_of(one.model)]
        return {
            village: tuple(one for _, one in many) for village, many in grouped(pairs, lambda pair: pair[0]).items()
        }

    def of_unit(self, unit_id: str | None) -> tuple[ModelProgress, ...]:
        """S(v,q): the models that count for a unit; for a village by the setting `tinh_theo_dia_ban` (I6)."""
        if self.snapshot.settings.by_village and self._is_village(unit_id):
            return self.by_village.get(unit_id or "", ())
        return self.by_unit.get(unit_id, ())

    @cached_property
    def reporting(self) -> Reporting:
        """I8 and I8b of the commune."""
        return self.reporting_of(self.tracked)

    def reporting_of(self, models: Iterable[ModelProgress]) -> Reporting:
        """I8 and I8b of some models of S(q)."""
        return p.reporting(models, self.due)

    @cached_property
    def commune(self) -> Standing:
        """The mean over the models of the commune, never the mean of village means (I7)."""
        return self.standing(self.tracked)

    def standing(self, models: Iterable[ModelProgress]) -> Standing:
        """Some models of S(q) as one (I6, I7)."""
        return p.standing(tuple(models), self.snapshot.settings)

    def _is_village(self, unit_id: str | None) -> bool:
        unit = self.snapshot.unit(unit_id)
        return unit is not None and unit.unit_type is UnitType.VILLAGE

    def _villages_of(self, model: Model) -> tuple[str, ...]:
        if model.village_ids:
            return tuple(dict.fromkeys(model.village_ids))
        return (model.unit_id,) if model.unit_id and self._is_village(model.unit_id) else ()

    def _expected(self, model: Model) -> Fraction | None:
        """E at C, or the commune's own milestone of the quarter where it set one (I4, design 2)."""
        own = self.snapshot.settings.milestone(self.quarter)
        return p.expected_progress(model, self.cutoff) if own is None else exact(own)

    def _progress(self, model: Model) -> ModelProgress:
        """P, E, status and flags of one model (I3, I4, I5, I9)."""
        until = p.known_until(p.valid_reports(self.snapshot).get(model.model_id, ()), self.quarter)
        report, taken, value = p.figure(until, self.quarter)
        expected = self._expected(model)
        gap = None if expected is None else p.difference(value, expected)
        paused = paused_on(model, self.cutoff)
        one = ModelProgress(
            model=model,
            value=value,
            expected=expected,
            gap=gap,
            status=Status.NONE if taken is None else p.light(value, gap, self.snapshot.settings),
            flags=(),
            report=report,
            taken_from=taken,
            owes=not paused and not ended_before(model, self.period[0]),
            overdue=p.days_overdue(model, value, self.cutoff),
        )
        flags = tuple(self._flags(one, paused=paused))
        return dataclasses.replace(one, flags=_once(flags)) if flags else one

    def _flags(self, one: ModelProgress, *, paused: bool) -> Iterable[Flag]:
        if one.taken_from is None:
            yield Flag.NEVER_REPORTED
        elif one.taken_from != self.quarter:
            yield Flag.OLD_FIGURE
        if paused:
            yield Flag.PAUSED
        if one.owes and one.report is None:
            yield Flag.NOT_REPORTED if self.past_due else Flag.NOT_DUE
        if one.overdue:
            yield Flag.OVERDUE
        if p.needs_closing(one.model, one.value, self.cutoff):
            yield Flag.NEEDS_CLOSING


@cache
def _once(flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
    """The same flags as one object: there are few combinations, and tens of thousands of models."""
    return flags


@remembered
def quarter_view(snapshot: Snapshot, quarter: Quarter) -> QuarterView:
    """The quarter's view of a snapshot, worked out once."""
    return QuarterView(snapshot, quarter)


def period(quarter: Quarter, settings: Settings) -> tuple[date, date]:
    """First and last day of the quarter's data under the setting `ky_chot`."""
    return bounds(quarter, settings.closing_rule == DECREE)


def not_begun(snapshot: Snapshot) -> date | None:
    """The first day of the plan's year while that is still to come: nothing is owed yet. None once it has begun."""
    first = period(Quarter(int(snapshot.settings.plan_year), 1), snapshot.settings)[0]
    return first if snapshot.today < first else None


def shown_quarter(snapshot: Snapshot) -> Quarter:
    """The quarter that a page begins with: today's, in the workbook of another year its first or its last one."""
    return in_plan_year(Quarter.of(snapshot.today), snapshot.settings)


def in_plan_year(quarter: Quarter, settings: Settings) -> Quarter:
    """This quarter, or where it lies outside the plan's year the nearest one inside."""
    year = int(settings.plan_year)
    return min(max(quarter, Quarter(year, 1)), Quarter(year, len(ROMAN)))


def running_quarter(snapshot: Snapshot) -> Quarter:
    """The quarter whose data are gathered today; under `ky_chot` = NĐ 09/2019 it begins two weeks early."""
    return containing(snapshot.today, snapshot.settings.closing_rule == DECREE)
