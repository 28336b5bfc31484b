"""The indicators as plain data for other systems: codes as in the commune's list (I6, I8, I8b …), values half-up."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from domain import coverage as c
from domain.progress import ModelProgress, QuarterView, Standing, quarter_view
from domain.quarters import Quarter
from domain.ratios import Ratio, half_up
from domain.snapshot import Snapshot, grouped
from domain.tables import Unit
from domain.vocabulary import Flag, Status, UnitType

Json = dict[str, Any]


def indicators(snapshot: Snapshot, quarter: Quarter) -> Json:
    """I6 to I16 of the commune and of each unit that registers models.

    `{"as_of", "quarter", "commune": {code: {"value", "numerator", "denominator", …}}, "units": {unit_id: {code: …}}}`.
    Values are rounded half-up to one decimal and None where the denominator is 0; counts have no numerator and no
    denominator.
    """
    view = quarter_view(snapshot, quarter)
    return {
        "as_of": snapshot.today.isoformat(),
        "quarter": quarter.key,
        "commune": _commune(view),
        "units": {unit.unit_id: _unit(view, unit) for unit in _units(snapshot)},
    }


def _units(snapshot: Snapshot) -> Iterable[Unit]:
    return (unit for unit in snapshot.units if unit.unit_id and unit.unit_type is not UnitType.LEADERSHIP)


def _commune(view: QuarterView) -> Json:
    snapshot, findings = view.snapshot, c.due_findings(view)
    return {
        "I1a": _count(len(view.tracked)),
        "I1b": _count(len(view.must_report)),
        "I7": _standing(view, view.commune) | {"models": _by_status(view.tracked)},
        **_reports(view, view.must_report),
        "I9": _overdue(view.tracked),
        "I10": _ratio(c.registration_coverage(view)) | {"by_type": _registration_by_type(view)},
        "I11": _ratio(c.unit_coverage(view)) | {"by_type": _inspection_by_type(view)},
        "I11b": _ratio(c.model_coverage(view)),
        "I12": _ratio(c.remediation(view, findings)),
        "I12b": _ratio(c.remediation_on_time(view, findings)),
        "I13": _count(len(c.overdue_findings(view))),
        **_resolution(c.resolution(view, snapshot.difficulties)),
        "I15a": _count(c.household_turns(view, view.tracked)),
        "I15b": _households(c.commune_households(view)),
        "I16": _fields(view),
    }


def _unit(view: QuarterView, unit: Unit) -> Json:
    unit_id, village = unit.unit_id or "", unit.unit_type is UnitType.VILLAGE
    models = view.of_unit(unit_id, village)
    findings = c.due_findings(view, unit_id)
    due = [one for one in view.must_report if one in models]
    found: Json = {
        "I6" if village else "I7": _standing(view, view.standing(models)),
        **_reports(view, due),
        "I9": _overdue(models),
        "I12": _ratio(c.remediation(view, findings)),
        "I12b": _ratio(c.remediation_on_time(view, findings)),
        "I13": _count(len(c.overdue_findings(view, unit_id))),
        **_resolution(c.resolution(view, view.snapshot.difficulties_by_unit.get(unit_id, ()))),
        "I15a": _count(c.household_turns(view, models)),
    }
    return found | ({"I15b": _households(c.households(view, unit))} if village else {})


def _ratio(ratio: Ratio) -> Json:
    return {"value": ratio.value, "numerator": ratio.numerator, "denominator": ratio.denominator}


def _count(number: int) -> Json:
    return {"value": number, "numerator": None, "denominator": None}


def _standing(view: QuarterView, standing: Standing) -> Json:
    status = Status.FUTURE if view.future else standing.status
    return {
        "value": _rounded(standing.value),
        "numerator": _plain(standing.total) if standing.models else 0,
        "denominator": standing.models,
        "expected": _rounded(standing.expected),
        "gap": _rounded(standing.gap),
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


def _reports(view: QuarterView, models: Iterable[ModelProgress]) -> Json:
    due = tuple(models)
    reported = Ratio(sum(one.report is not None for one in due), len(due))
    on_time = Ratio(sum(view.on_time(one) for one in due), len(due) if view.due else 0)
    missing = [one.model.model_id for one in due if one.report is None]
    word = Flag.NOT_REPORTED if view.past_due else Flag.NOT_DUE
    flags = [word.value] if missing else []
    return {"I8": _ratio(reported) | {"missing": missing, "flags": flags}, "I8b": _ratio(on_time)}


def _overdue(models: Iterable[ModelProgress]) -> Json:
    late = {one.model.model_id: one.overdue for one in models if one.overdue}
    return _count(len(late)) | {"days": late}


def _registration_by_type(view: QuarterView) -> Json:
    obliged = c.obliged_units(view)
    types = dict.fromkeys(unit.unit_type for unit in obliged if unit.unit_type)
    return {
        kind.value: _ratio(c.registration_coverage(view, [unit for unit in obliged if unit.unit_type is kind]))
        for kind in types
    }


def _inspection_by_type(view: QuarterView) -> Json:
    by_type = grouped(view.snapshot.units, lambda unit: unit.unit_type)
    ids = {kind: {unit.unit_id for unit in units} & set(view.by_unit) for kind, units in by_type.items() if kind}
    return {kind.value: _ratio(c.unit_coverage(view, only)) for kind, only in ids.items() if only}


def _resolution(found: c.Resolution) -> Json:
    return {
        "I14": _count_or_none(found.mean) | {"open": list(found.open_ages)},
        "I14b": _count_or_none(found.median),
    }


def _count_or_none(number: Fraction | None) -> Json:
    return {"value": _rounded(number), "numerator": None, "denominator": None}


def _households(found: c.Households) -> Json:
    ratio = found.ratio
    return {
        "value": ratio.value if ratio else None,
        "numerator": found.households,
        "denominator": found.total,
        "at_least": found.at_least,
    }


def _fields(view: QuarterView) -> Json:
    counts, total = c.field_counts(view), len(view.approved)
    parts = {field.value: _ratio(Ratio(count, total)) for field, count in counts.items()}
    groups = [Ratio(sum(counts[field] for field in group), total) for group in c.FIELD_GROUPS]
    return _ratio(Ratio(total, total)) | {"by_field": parts, "by_group": [_ratio(group) for group in groups]}


def _rounded(number: Fraction | None) -> float | None:
    return None if number is None else half_up(number)


def _plain(number: Fraction) -> int | float:
    return number.numerator if number.denominator == 1 else float(number)
