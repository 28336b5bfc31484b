"""The indicators as plain data for other systems: codes as in the commune's list (I6, I8, I8b …), values half-up."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

from domain import coverage, tasks
from domain import indicators_movement as movement
from domain.households import Households, commune_households, household_turns, village_households
from domain.indicator_values import Json, count, ratio, rounded
from domain.overview import overall_status
from domain.progress import ModelProgress, Standing
from domain.quarters import Quarter
from domain.ratios import Ratio
from domain.resolution import Resolution, resolution
from domain.snapshot import Snapshot
from domain.tables import Finding, Unit
from domain.view import QuarterView, quarter_view
from domain.vocabulary import Field, Flag, Status, UnitType


def indicators(snapshot: Snapshot, quarter: Quarter) -> Json:
    """I1 and I6 to I24 of the commune and of each unit that takes part.

    `{"as_of", "quarter", "commune": {code: {"value", "numerator", "denominator", …}}, "units": {unit_id: {code: …}}}`.
    Values are rounded half-up to one decimal and None where the denominator is 0; counts have no numerator and no
    denominator. In I6 and I7 the numerator is ΣP and the denominator the number of models.
    """
    view = quarter_view(snapshot, quarter)
    ticks = tasks.ticks(view)
    by_unit = tasks.by_unit(ticks)
    return {
        "as_of": snapshot.today.isoformat(),
        "quarter": quarter.key,
        "commune": _commune(view) | movement.commune(view, ticks),
        "units": {
            unit.unit_id: _unit(view, unit) | movement.unit(view, unit, by_unit.get(unit.unit_id, ()))
            for unit in coverage.valid_units(view)
            if unit.unit_id
        },
    }


def _commune(view: QuarterView) -> Json:
    types = dict.fromkeys(unit.unit_type for unit in coverage.valid_units(view) if unit.unit_type)
    registration = {kind.value: ratio(coverage.registration_coverage(view, kind)) for kind in types}
    inspection = {kind.value: ratio(coverage.unit_coverage(view, kind)) for kind in types}
    overall = {"overall_status": overall_status(view).value, "models": _by_status(view.tracked)}
    return {
        **_counted(view, view.tracked),
        "I7": _standing(view, view.commune) | overall,
        "I10": ratio(coverage.registration_coverage(view)) | {"by_type": registration},
        "I11": ratio(coverage.unit_coverage(view)) | {"by_type": inspection},
        "I11b": ratio(coverage.model_coverage(view)),
        **_remediation(view, coverage.all_due_findings(view)),
        **_resolution(resolution(view, view.snapshot.difficulties)),
        "I15b": _households(commune_households(view)),
        "I16": _fields(view),
    }


def _unit(view: QuarterView, unit: Unit) -> Json:
    """A unit by the models it owns (I7); a village also by those that count for it (I6) and by its households."""
    models = view.of_unit(unit.unit_id)
    difficulties = view.snapshot.difficulties_by_unit.get(unit.unit_id, ())
    found: Json = {
        **_counted(view, models),
        "I7": _standing(view, view.standing(view.by_unit.get(unit.unit_id, ()))),
        **_remediation(view, coverage.due_findings(view).get(unit.unit_id, ())),
        **_resolution(resolution(view, difficulties)),
    }
    if unit.unit_type is UnitType.VILLAGE:
        found["I6"] = _standing(view, view.standing(models))
        found["I15b"] = _households(village_households(view, unit))
    return found


def _counted(view: QuarterView, models: Collection[ModelProgress]) -> Json:
    """What is counted over models of S(q): S, M, reports, overdue models, turns of households."""
    reporting = view.reporting_of(models)
    word = Flag.NOT_REPORTED if view.past_due else Flag.NOT_DUE
    missing = {"missing": _ids(reporting.missing), "flags": [word.value] if reporting.missing else []}
    overdue = {one.model.model_id: one.overdue for one in models if one.overdue}
    closing = _ids(one for one in models if Flag.NEEDS_CLOSING in one.flags)
    return {
        "I1a": count(len(models)),
        "I1b": count(reporting.reported.denominator),
        "I8": ratio(reporting.reported) | missing,
        "I8b": ratio(reporting.on_time) | {"late": reporting.late},
        "I9": count(len(overdue)) | {"days": overdue, "needs_closing": closing},
        "I15a": count(household_turns(view, models)),
    }


def _remediation(view: QuarterView, due: Collection[Finding]) -> Json:
    return {
        "I12": ratio(coverage.remediation(view, due)),
        "I12b": ratio(coverage.remediation_on_time(view, due)),
        "I13": count(len(coverage.overdue(view, due))),
    }


def _resolution(found: Resolution) -> Json:
    return {
        "I14": count(rounded(found.mean)) | {"resolved": len(found.days), "open": list(found.open_ages)},
        "I14b": count(rounded(found.median)),
    }


def _standing(view: QuarterView, standing: Standing) -> Json:
    status = Status.FUTURE if view.future else standing.status
    return {
        "value": rounded(standing.value),
        "numerator": _plain(standing.total),
        "denominator": standing.models,
        "expected": rounded(standing.expected),
        "gap": rounded(standing.gap),
        "status": status.value,
        "flags": [flag.value for flag in standing.flags],
        "old": standing.old,
        "never": standing.never,
    }


def _by_status(models: Iterable[ModelProgress]) -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = {status.value: [] for status in Status if status is not Status.FUTURE}
    for one in models:
        found[one.status.value].append(one.model.model_id)
    return found


def _households(found: Households) -> Json:
    value = found.ratio.value if found.ratio else None
    return {
        "value": value,
        "numerator": found.households,
        "denominator": found.total,
        "at_least": found.at_least,
    }


def _fields(view: QuarterView) -> Json:
    counts, total = coverage.field_counts(view), len(view.approved)
    groups = [
        {"fields": [field.value for field in group], **ratio(Ratio(sum(counts[field] for field in group), total))}
        for group in coverage.FIELD_GROUPS
    ]
    by_field = {field.value: ratio(Ratio(counts[field], total)) for field in Field}
    return ratio(Ratio(total, total)) | {"by_field": by_field, "by_group": groups}


def _ids(models: Iterable[ModelProgress]) -> list[str | None]:
    return [one.model.model_id for one in models]


def _plain(number: Fraction) -> int | float:
    return number.numerator if number.denominator == 1 else float(number)
