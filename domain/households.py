"""Households that take part (I15): turns, which may exceed the households, and the share in at least one model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from domain.coverage import villages
from domain.lifecycle import VALID_REPORT
from domain.progress import ModelProgress, known_until, valid_reports
from domain.quarters import quarter_of
from domain.ratios import Ratio
from domain.remembered import remembered
from domain.tables import Model, Unit, VillageSum
from domain.view import QuarterView
from domain.vocabulary import ReportState


@dataclass(frozen=True, slots=True)
class Households:
    """I15b: `households` in at least one model, None while no figure is known, of `total`.

    `at_least`: a part is only known to be no less. `ratio` is None where nothing is known, where the number of all
    households is unknown, and where it would exceed 100 %: that is an error, not a value.
    """

    households: int | None
    total: int
    at_least: bool

    @property
    def ratio(self) -> Ratio | None:
        if self.households is None or not 0 < self.total >= self.households:
            return None
        return Ratio(self.households, self.total)


def last_households(view: QuarterView, model: Model) -> int | None:
    """The last cumulative number of households that the model's valid reports give, up to the quarter."""
    until = known_until(valid_reports(view.snapshot).get(model.model_id, ()), view.quarter)
    return next((report.hh_cum for _, report in reversed(until) if report.hh_cum is not None), None)


def household_turns(view: QuarterView, models: Iterable[ModelProgress]) -> int | None:
    """I15a: Σ of the models' last figures; None while none of them gave one (blank is not 0)."""
    known = _known(view, models)
    return sum(known) if known else None


@remembered
def commune_turns(view: QuarterView) -> int | None:
    """I15a of the commune."""
    return household_turns(view, view.tracked)


def _known(view: QuarterView, models: Iterable[ModelProgress]) -> list[int]:
    stated = _last_by_model(view)
    return [stated[one.model.model_id] for one in models if one.model.model_id in stated]


@remembered
def _last_by_model(view: QuarterView) -> Mapping[str | None, int]:
    """Of the models that have one: `last_households`."""
    found = ((one.model_id, last_households(view, one)) for one in view.snapshot.models)
    return {model_id: number for model_id, number in found if number is not None}


def village_households(view: QuarterView, unit: Unit) -> Households:
    """I15b of one village; without its own figure no less than its largest model."""
    stated = _stated(view).get(unit.unit_id)
    if stated is not None:
        return Households(stated, unit.households or 0, at_least=False)
    largest = max(_known(view, view.of_unit(unit.unit_id)), default=None)
    return Households(largest, unit.households or 0, at_least=largest is not None)


@remembered
def commune_households(view: QuarterView) -> Households:
    """I15b of the commune: Σ over the villages; one without a (possible) figure adds only its households below."""
    parts = [village_households(view, unit) for unit in villages(view)]
    counted = [(part.households, part.at_least) for part in parts if part.ratio]
    known = sum(number for number, _ in counted if number is not None) if counted else None
    return Households(known, sum(part.total for part in parts), any(at_least for _, at_least in counted))


@remembered
def _stated(view: QuarterView) -> Mapping[str | None, int]:
    """By unit: the households in at least one model that its handed-in sheet of the quarter gives; the last counts."""
    sheets = sorted((one for one in view.snapshot.village_sums if _counts(one, view)), key=_precedence)
    return {one.unit_id: one.hh_any for one in sheets if one.hh_any is not None}


def _counts(sheet: VillageSum, view: QuarterView) -> bool:
    known = sheet.submitted is None or sheet.submitted <= view.snapshot.today
    return known and sheet.rstatus in VALID_REPORT and quarter_of(sheet) == view.quarter


def _precedence(sheet: VillageSum) -> tuple[bool, date, int]:
    return sheet.rstatus is ReportState.CONFIRMED, sheet.submitted or date.min, sheet.hh_any or 0
