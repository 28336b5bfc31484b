"""The models and units behind the figures of registration, progress, reports and households (I6 to I10, I15, I16)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from domain import coverage
from domain.behind import Pairs, Why, model_record, unit_record
from domain.households import last_households, village_households
from domain.overview import is_pending
from domain.progress import ModelProgress, handed_in_by
from domain.snapshot import grouped
from domain.view import QuarterView
from domain.vocabulary import ModelState


def tracked(view: QuarterView) -> Pairs:
    """I7: every model of S(q) adds its P; one that never reported adds 0."""
    for one in view.tracked:
        why = Why.OWN_FIGURE if one.taken_from == view.quarter else Why.OLD_FIGURE
        if one.taken_from is None:
            why = Why.NEVER_REPORTED
        day = one.report.submitted if one.report else None
        known = one.taken_from is not None
        yield model_record(one.model, why, counts=known, amount=one.value, day=day, by=_report_id(one)), True
    yield from _not_tracked(view)


def _not_tracked(view: QuarterView) -> Pairs:
    inside = {one.model.model_id for one in view.tracked}
    for model in view.approved:
        if model.model_id not in inside:
            later = model.start is None or model.start > view.cutoff
            yield model_record(model, Why.NOT_STARTED if later else Why.NEXT_QUARTER, day=model.start), False


def villages(view: QuarterView) -> Pairs:
    """I6: each village with the mean of its models."""
    for unit in coverage.villages(view):
        standing = view.standing(view.of_unit(unit.unit_id))
        why = Why.OLD_FIGURE if standing.old else Why.OWN_FIGURE
        if standing.never == standing.models:
            why = Why.NEVER_REPORTED if standing.models else Why.NO_MODEL
        models = tuple(one.model.model_id or "" for one in view.of_unit(unit.unit_id))
        known = standing.models > standing.never
        yield unit_record(unit, why, counts=known, by=models, amount=standing.value if known else None), True


def reports(view: QuarterView) -> Pairs:
    """I8: the models that must report; those with a valid report count."""
    for one in view.must_report:
        yield model_record(one.model, *_reported(view, one), day=_handed_in(one), by=_report_id(one)), True
    yield from _not_owing(view)


def _reported(view: QuarterView, one: ModelProgress) -> tuple[Why, bool]:
    if one.report is None:
        return (Why.NOT_REPORTED if view.past_due else Why.NOT_DUE), False
    return Why.REPORTED, True


def reports_on_time(view: QuarterView) -> Pairs:
    """I8b: … whose report came by the deadline. Without a deadline there is no denominator."""
    for one in view.must_report:
        why, counts = _on_time(view, one)
        yield model_record(one.model, why, counts, day=_handed_in(one), by=_report_id(one)), view.due is not None
    yield from _not_owing(view)


def _on_time(view: QuarterView, one: ModelProgress) -> tuple[Why, bool]:
    if view.due is None:
        return Why.NO_DEADLINE, False
    if one.report is None:
        return _reported(view, one)
    if handed_in_by(one.report, view.due):
        return Why.ON_TIME, True
    return (Why.HANDED_IN_LATE if one.report.submitted else Why.WITHOUT_DAY), False


def _not_owing(view: QuarterView) -> Pairs:
    for one in view.tracked:
        if not one.owes:
            ended = one.model.end_actual is not None and one.model.end_actual < view.period[0]
            day = one.model.end_actual if ended else one.model.paused_from
            yield model_record(one.model, Why.ENDED if ended else Why.PAUSED, day=day), False


def past_end(view: QuarterView) -> Pairs:
    """I9: models past their end, with the days."""
    for one in view.tracked:
        if one.overdue:
            yield model_record(one.model, Why.PAST_END, counts=True, day=one.model.end, amount=one.overdue), True


def registered(view: QuarterView) -> Pairs:
    """I10: units that must register; those with an approved model count."""
    owned = grouped(view.approved, lambda model: model.unit_id)
    undecided = {one.unit_id for one in view.snapshot.models if is_pending(one, view)}
    for unit in coverage.valid_units(view):
        models = owned.get(unit.unit_id, ())
        why = Why.HAS_MODEL if models else Why.UNDECIDED if unit.unit_id in undecided else Why.NO_MODEL
        ids, obliged = tuple(model.model_id or "" for model in models), bool(unit.must_register)
        counts = obliged and bool(models)
        yield unit_record(unit, why if obliged else Why.NOT_OBLIGED, counts=counts, by=ids), obliged


def turns(view: QuarterView) -> Pairs:
    """I15a: the models of S(q) with the last households that they reported."""
    for one in view.tracked:
        households = last_households(view, one.model)
        known = households is not None
        yield model_record(one.model, Why.STATED if known else Why.NO_FIGURE, counts=known, amount=households), True


def households(view: QuarterView) -> Pairs:
    """I15b: the villages with their households in at least one model, and all their households."""
    for unit in coverage.villages(view):
        part = village_households(view, unit)
        why = Why.AT_LEAST if part.at_least else Why.STATED
        if part.ratio is None:
            why = Why.NO_FIGURE if part.households is None else Why.IMPOSSIBLE
        counts = part.ratio is not None
        yield unit_record(unit, why, counts=counts, amount=part.households, whole=part.total), True


REFUSED: Mapping[ModelState | None, Why] = {
    ModelState.PENDING: Why.UNDECIDED,
    ModelState.RETURNED: Why.RETURNED,
    ModelState.WITHDRAWN: Why.WITHDRAWN,
}


def approved(view: QuarterView) -> Pairs:
    """I16 and Mô hình đăng ký: the approved models; beside them the others of the year."""
    inside = {model.model_id for model in view.approved}
    for model in view.snapshot.models:
        if model.model_id in inside:
            yield model_record(model, Why.APPROVED, counts=True, day=model.approved), True
        elif model.year in (None, view.quarter.year) and (model.submitted is None or model.submitted <= view.cutoff):
            yield model_record(model, REFUSED.get(model.state, Why.NOT_APPROVED), day=model.submitted), False


def _handed_in(one: ModelProgress) -> date | None:
    return one.report.submitted if one.report else None


def _report_id(one: ModelProgress) -> tuple[str, ...]:
    return (one.report.report_id,) if one.report and one.report.report_id else ()
