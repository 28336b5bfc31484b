"""The emulation score: the council's points and ratings by an officer, the criteria by an administrator (R41, R42)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from domain import form_wording as wording
from domain.errors import Gone, Invalid, NotAllowed
from domain.permissions import Actor, require_add, require_change
from domain.plans import Add, Edit, Plan
from domain.ratios import exact, half_up
from domain.rows import key_of
from domain.score_parts import INSPECTION, PARTS, REGISTRATION
from domain.scoring import COMPUTED, MOST_BONUS, MOST_FALSIFIED, How, Points, UnitScore, score_of, scores
from domain.snapshot import Snapshot
from domain.tables import Criterion, Score
from domain.typed import personal_numbers, typed
from domain.vocabulary_movement import TOTAL, ScoringMethod

POINT_FIELDS = ("self_points", "points", "reason")
TOTAL_FIELDS = ("bonus", "deduction", "reason", "official")
CRITERION_FIELDS = ("name", "max_points", "unit_types", "method", "meaning")
MOST_POINTS = 100


def score_criterion(
    snapshot: Snapshot, by: Actor, *, unit_id: str, criterion_id: str, values: Mapping[str, Any]
) -> Plan:  # fmt: skip
    """The council's points of a unit by one criterion, with the reason where they are worked out otherwise.

    Writes `Điểm tự động` of the row, and the proposed rating of the unit's total row, along. Raises Gone, NotAllowed,
    or Invalid.
    """
    standing = _standing(snapshot, unit_id)
    before = standing.by(criterion_id)
    if before is None:
        raise Gone(criterion_id)
    given = _given(Score, POINT_FIELDS, values)
    row = before.row or _blank(snapshot, unit_id, criterion_id)
    after = dataclasses.replace(row, **given)
    _require(snapshot, by, row, given, new=before.row is None)
    problems = dict(personal_numbers(after)) | dict(_wrong_points(before, after))
    if problems:
        raise Invalid(problems)
    changed = {**given, "auto_points": _written(before.automatic)}
    plan = _one(row, changed, new=before.row is None)
    return _with_rating(snapshot, plan, unit_id, standing, dataclasses.replace(row, **changed))


def score_total(snapshot: Snapshot, by: Actor, *, unit_id: str, values: Mapping[str, Any]) -> Plan:
    """Bonus, deduction for falsified figures and the official rating of a unit, on its total row.

    Raises Gone, NotAllowed, or Invalid.
    """
    standing = _standing(snapshot, unit_id)
    given = _given(Score, TOTAL_FIELDS, values)
    row = standing.row or _blank(snapshot, unit_id, TOTAL)
    after = dataclasses.replace(row, **given)
    _require(snapshot, by, row, given, new=standing.row is None)
    problems = dict(personal_numbers(after)) | dict(_wrong_total(after))
    if problems:
        raise Invalid(problems)
    proposed = _after(snapshot, unit_id, after).proposed
    return _one(row, {**given, "rating": proposed}, new=standing.row is None)


def change_criterion(snapshot: Snapshot, by: Actor, *, criterion_id: str, values: Mapping[str, Any]) -> Plan:
    """Name, most points, unit types, way of scoring and explanation of a criterion.

    Raises Gone, NotAllowed, or Invalid.
    """
    criterion = next((one for one in snapshot.criteria if one.criterion_id == criterion_id), None)
    if criterion is None:
        raise Gone(criterion_id)
    given = _given(Criterion, CRITERION_FIELDS, values)
    require_change(by, criterion, given, snapshot.settings)
    after = dataclasses.replace(criterion, **given)
    problems = dict(personal_numbers(after))
    if not after.name:
        problems["name"] = wording.ENTER_CRITERION
    if after.max_points is None or not 0 < after.max_points <= MOST_POINTS:
        problems["max_points"] = wording.MOST_ABOVE_ZERO.format(MOST_POINTS)
    if "method" in given and (said := _wrong_method(criterion_id, after.method)):
        problems["method"] = said
    if problems:
        raise Invalid(problems)
    return Plan(edits=(Edit(criterion, given),))


def _wrong_method(code: str, method: ScoringMethod | None) -> str | None:
    """Why a criterion cannot be scored so: a way that would change nothing is not to be chosen."""
    if method is None:
        return wording.CHOOSE_METHOD
    if code == INSPECTION:
        return None if method is ScoringMethod.AUTOMATIC else wording.METHOD_OF_INSPECTION
    if method is ScoringMethod.COUNCIL:
        return None
    if code == REGISTRATION:
        return wording.METHOD_WITH_COUNCIL
    return None if code in PARTS else wording.METHOD_WITHOUT_RULE


def write_scores(snapshot: Snapshot, by: Actor) -> Plan:
    """Writes what the application works out into Chấm điểm, for all units: `Điểm tự động` and the proposed `Xếp loại`.

    Only what differs from what stands there; rows are added where there is something to write. Raises NotAllowed.
    """
    require_add(by, Score(), snapshot.settings)
    adds: list[Add] = []
    edits: list[Edit] = []
    for row, unit_id, code, values in _worked_out(snapshot):
        if row is None:
            adds.append(Add(dataclasses.replace(_blank(snapshot, unit_id, code), **values)))
        elif (edit := Edit(row, values)).changed:
            edits.append(edit)
    for add in adds:
        require_add(by, add.record, snapshot.settings)
    for edit in edits:
        require_change(by, edit.record, edit.values, snapshot.settings)
    return Plan(adds=tuple(adds), edits=tuple(edits))


def _worked_out(snapshot: Snapshot) -> Iterator[tuple[Score | None, str, str, dict[str, Any]]]:
    """Row (None: not there), unit, criterion and what belongs into it; without a row only where something does."""
    for one in scores(snapshot):
        unit_id = one.unit.unit_id or ""
        made = [(each.row, each.code, "auto_points", _written(each.automatic)) for each in one.points]
        for row, code, name, value in (*made, (one.row, TOTAL, "rating", one.proposed)):
            if row is not None or value is not None:
                yield row, unit_id, code, {name: value}


def may_score(snapshot: Snapshot, by: Actor | None) -> bool:
    """Whether `by` writes down what the council gives."""
    return by is not None and _may_add(by, Score(), snapshot)


def may_change_criteria(snapshot: Snapshot, by: Actor | None) -> bool:
    """Whether `by` may change criteria."""
    return by is not None and _may_add(by, Criterion(), snapshot)


def _may_add(by: Actor, record: Score | Criterion, snapshot: Snapshot) -> bool:
    try:
        require_add(by, record, snapshot.settings)
    except NotAllowed:
        return False
    return True


def is_typed(one: Points) -> bool:
    """Whether the council may give points here: of the inspection criterion never, nor where it does not apply."""
    return one.how is not How.LEFT_OUT and one.code != INSPECTION


def is_councils(one: Points) -> bool:
    """Whether the council gives these points without a reason: what is worked out is adjusted with one only."""
    if one.part is None:
        return True
    return bool(one.part.council) or (one.criterion.method is ScoringMethod.COUNCIL and one.code not in COMPUTED)


def bounds(one: Points) -> tuple[Fraction, Fraction]:
    """Between which points the council gives without a reason."""
    if one.part is None or not one.part.council:
        return Fraction(0), one.most
    least = one.automatic or Fraction(0)
    return least, min(one.most, least + one.part.council * one.most)


def _standing(snapshot: Snapshot, unit_id: str) -> UnitScore:
    found = score_of(snapshot, unit_id)
    if found is None:
        raise Gone(unit_id)
    return found


def _given(table: type[Score] | type[Criterion], fields: tuple[str, ...], values: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: values[name] for name in fields if name in values}
    record = typed(table, given)
    return {name: getattr(record, name) for name in given}


def _blank(snapshot: Snapshot, unit_id: str, criterion_id: str) -> Score:
    return Score(year=int(snapshot.settings.plan_year), unit_id=unit_id, criterion_id=criterion_id)


def _require(snapshot: Snapshot, by: Actor, row: Score, given: Mapping[str, Any], *, new: bool) -> None:
    if new:
        require_add(by, dataclasses.replace(row, **given), snapshot.settings)
    else:
        require_change(by, row, given, snapshot.settings)


def _wrong_points(before: Points, after: Score) -> Iterator[tuple[str, str]]:
    if before.how is How.LEFT_OUT:
        yield "points", wording.NOT_FOR_THIS_TYPE
        return
    whole = half_up(before.most, 2)
    if after.self_points is not None and after.self_points > whole:
        yield "self_points", wording.POINTS_BETWEEN.format("0", f"{whole:g}")
    if after.points is None:
        return
    if before.code == INSPECTION:
        yield "points", wording.INSPECTION_IS_COMPUTED
    elif after.points > whole:
        yield "points", wording.POINTS_BETWEEN.format("0", f"{whole:g}")
    elif not after.reason and not is_councils(before):
        yield "reason", wording.SAY_WHY_ADJUSTED
    elif not after.reason:
        least, most = bounds(before)
        if not least <= exact(after.points) <= most:
            said = f"{half_up(least, 2):g}", f"{half_up(most, 2):g}"
            yield "points", wording.POINTS_OR_REASON.format(*said)


def _wrong_total(after: Score) -> Iterator[tuple[str, str]]:
    if after.bonus is not None and after.bonus > MOST_BONUS:
        yield "bonus", wording.POINTS_BETWEEN.format("0", MOST_BONUS)
    if after.deduction is not None and after.deduction > MOST_FALSIFIED:
        yield "deduction", wording.POINTS_BETWEEN.format("0", MOST_FALSIFIED)
    if not after.reason and (after.bonus or after.deduction):
        yield "reason", wording.SAY_WHY_BONUS


def _one(row: Score, values: Mapping[str, Any], *, new: bool) -> Plan:
    if new:
        return Plan(adds=(Add(dataclasses.replace(row, **values)),))
    return Plan(edits=(Edit(row, values),))


def _with_rating(snapshot: Snapshot, plan: Plan, unit_id: str, before: UnitScore, row: Score) -> Plan:
    """The plan, and the rating that follows from it on the unit's total row, if it has one."""
    if before.row is None:
        return plan
    rating = Edit(before.row, {"rating": _after(snapshot, unit_id, row).proposed})
    return dataclasses.replace(plan, edits=(*plan.edits, rating)) if rating.changed else plan


def _after(snapshot: Snapshot, unit_id: str, row: Score) -> UnitScore:
    """How the unit stands once this row is written."""
    others = tuple(one for one in snapshot.scores if key_of(one) != key_of(row))
    return _standing(dataclasses.replace(snapshot, scores=(*others, row)), unit_id)


def _written(automatic: Fraction | None) -> float | None:
    return None if automatic is None else half_up(automatic, 2)
