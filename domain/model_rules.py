"""Decisions on a model along its life-cycle, and its correction by the unit (data model, "Model life-cycle")."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

from domain import form_wording as wording
from domain.errors import Gone, Invalid, NotAllowed
from domain.lifecycle import Move, effective_state, move, moves_from
from domain.permissions import Actor, require_change
from domain.plans import Edit, Plan
from domain.progress import FULL
from domain.registration import DECIDED_HERE, FORM_FIELDS, require_valid
from domain.snapshot import Snapshot
from domain.tables import Model
from domain.typed import typed
from domain.view import quarter_view, shown_quarter
from domain.vocabulary import ModelState

JUDGED = frozenset({ModelState.COMPLETED, ModelState.FAILED, ModelState.NOT_RECOGNISED})  # `reason` is the judgement's


def state_of(model: Model, snapshot: Snapshot) -> ModelState | None:
    """The state as it is read today: a registered model runs from its start or its first valid report on."""
    return effective_state(model, snapshot.reports_of(model.model_id or ""), snapshot.today)


def moves_for(model: Model, snapshot: Snapshot, by: Actor) -> tuple[Move, ...]:
    """The moves that `by` may make with this model now."""
    state = state_of(model, snapshot)
    if state is None:
        return ()
    return tuple(one for one in moves_from(state) if _may(by, model, one, snapshot))


def move_model(
    snapshot: Snapshot, by: Actor, *, model_id: str, after: ModelState, reason: str = "", day: date | None = None
) -> Plan:
    """Changes the state. `day` is the day that counts (today if not given), `reason` what the move asks for.

    A model is completed at 100 %, or with `reason` as the grounds of an officer. Raises Gone, NotAllowed, or Invalid
    for `state`, `reason` or `day`.
    """
    model = model_of(snapshot, model_id)
    before = state_of(model, snapshot)
    found = move(before, after) if before else None
    if found is None:
        raise Invalid({"state": wording.NO_MOVE.format(before or "", after)})
    values = _values(found, day or snapshot.today, reason.strip())
    require_change(by, model, values, snapshot.settings)
    problems = dict(_problems(model, found, snapshot, reason.strip(), day or snapshot.today))
    if problems:
        raise Invalid(problems)
    return Plan(edits=(Edit(model, values),))


def correct_model(
    snapshot: Snapshot, by: Actor, *, model_id: str, values: Mapping[str, Any], resubmit: bool = True
) -> Plan:
    """The unit mends a draft or returned registration; `resubmit` sends it to be decided again.

    Raises Gone, NotAllowed, or Invalid with a sentence per field.
    """
    model = model_of(snapshot, model_id)
    given = {name: values[name] for name in FORM_FIELDS if name in values and name not in DECIDED_HERE}
    changed = {name: getattr(typed(Model, given), name) for name in given}
    if resubmit:
        changed |= {"state": ModelState.PENDING, "submitted": snapshot.today}
    require_change(by, model, changed, snapshot.settings)
    require_valid(dataclasses.replace(model, **changed), snapshot)
    return Plan(edits=(Edit(model, changed),))


def model_of(snapshot: Snapshot, model_id: str) -> Model:
    """The model of an ID. Raises Gone."""
    model = snapshot.model(model_id)
    if model is None:
        raise Gone(model_id)
    return model


def _may(by: Actor, model: Model, one: Move, snapshot: Snapshot) -> bool:
    try:
        require_change(by, model, _values(one, snapshot.today, ""), snapshot.settings)
    except NotAllowed:
        return False
    return True


def _values(one: Move, day: date, reason: str) -> dict[str, Any]:
    values: dict[str, Any] = {"state": one.after}
    if one.dates:
        values[one.dates] = day
    if one.after is ModelState.PAUSED:
        values["paused_to"] = None
    if one.after is ModelState.CARRIED_OVER:
        values["carried_from"] = one.before
    if one.after in JUDGED and reason:
        values["evaluation_note"] = reason
    elif one.reason or reason:
        values["reason_back"] = reason
    return values


def _problems(model: Model, one: Move, snapshot: Snapshot, reason: str, day: date) -> list[tuple[str, str]]:
    found = []
    if one.reason and not reason:
        found.append(("reason", wording.SAY_WHY))
    if day > snapshot.today:
        found.append(("day", wording.NOT_FUTURE))
    if one.dates != "approved" and model.approved and day < model.approved:
        found.append(("day", wording.BEFORE_APPROVAL.format(f"{model.approved:%d/%m/%Y}")))
    progress = _progress(model, snapshot)
    if one.after is ModelState.COMPLETED and progress < FULL and not reason:
        found.append(("reason", wording.NOT_YET_FULL.format(round(progress))))
    return found


def _progress(model: Model, snapshot: Snapshot) -> float:
    view = quarter_view(snapshot, shown_quarter(snapshot))
    return float(next((one.value for one in view.tracked if one.model.model_id == model.model_id), 0))
