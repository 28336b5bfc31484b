"""Registering a model (R18 to R21): what a form's values must fulfil, and which model they may be doubling."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from domain import form_wording as wording
from domain import names
from domain.errors import Duplicate, Invalid
from domain.fields import specs
from domain.permissions import Actor, require_add
from domain.plans import Add, Plan
from domain.remembered import remembered
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import Model, Unit
from domain.typed import missing, personal_numbers, too_long, typed
from domain.vocabulary import Field, ModelKind, ModelState, UnitType

FORM_FIELDS = tuple(spec.name for spec in specs(Model) if spec.name not in Model.TAIL and spec.column.writer is None)
DECIDED_HERE = frozenset({"year", "state", "submitted"})
ALIKE = 0.85


def new_model(values: Mapping[str, Any], *, snapshot: Snapshot, by: Actor) -> Model:
    """The model that a form's `values` (field name → typed value) register, state Chờ duyệt, without an ID yet.

    Raises NotAllowed when `by` may not register for this unit, Invalid with a sentence per field otherwise.
    """
    given = {name: values[name] for name in FORM_FIELDS if name in values and name not in DECIDED_HERE}
    given.setdefault("kind", ModelKind.COLLECTIVE)
    model = typed(Model, {**given, **_decided(snapshot)})
    require_add(by, model, snapshot.settings)
    require_valid(model, snapshot)
    return _with_village(model, snapshot)


def register_model(snapshot: Snapshot, by: Actor, *, values: Mapping[str, Any], distinct: bool = False) -> Plan:
    """Registers a model. `distinct` = the person says that it is not the model that looks like it.

    Raises NotAllowed, Invalid, or Duplicate for a model of the unit with nearly the same title.
    """
    model = new_model(values, snapshot=snapshot, by=by)
    other = None if distinct else similar(model, snapshot)
    if other is not None:
        raise Duplicate(other.model_id or "", other.title or "")
    return Plan(adds=(Add(model),))


def similar(model: Model, snapshot: Snapshot) -> Model | None:
    """A model of the same unit and year whose title reads nearly the same, withdrawn ones apart (matching key)."""
    title = names.key(model.title or "")
    others = (one for one in snapshot.models_of(model.unit_id or "") if one.year == model.year and _stands(one))
    return next((one for one in others if _alike(title, names.key(one.title or ""))), None)


@remembered
def taken_over(snapshot: Snapshot) -> tuple[Model, ...]:
    """Drafts that were taken over from another unit's model and not sent yet, in the order of the tab."""
    return tuple(
        one
        for one in snapshot.models
        if one.state is ModelState.DRAFT and one.parent_id and one.unit_id and one.model_id
    )


def _decided(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "year": int(snapshot.settings.plan_year),
        "state": ModelState.PENDING,
        "submitted": snapshot.today,
    }


def require_valid(model: Model, snapshot: Snapshot) -> None:
    """Raise Invalid, with a sentence per field, unless the model can be registered as it is."""
    problems = dict(_problems(model, snapshot))
    if problems:
        raise Invalid(problems)


def _problems(model: Model, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for rule in (missing, too_long, personal_numbers):
        yield from rule(model)
    unit = snapshot.unit(model.unit_id)
    if model.unit_id and (unit is None or not registers(unit, snapshot.today)):
        yield "unit_id", wording.CHOOSE_UNIT
    if model.field is Field.OTHER and not model.field_other:
        yield "field_other", wording.SAY_WHICH_FIELD
    if model.kpi_target is not None and model.kpi_target <= 0:
        yield "kpi_target", wording.TARGET_ABOVE_ZERO
    yield from _dates(model, snapshot.settings)


def registers(unit: Unit, today: date) -> bool:
    """Whether a unit may have models on `today`: valid then, and not a leader's office."""
    begun = unit.valid_from is None or unit.valid_from <= today
    return begun and (unit.valid_to is None or unit.valid_to >= today) and unit.unit_type is not UnitType.LEADERSHIP


def _dates(model: Model, settings: Settings) -> Iterator[tuple[str, str]]:
    checks: tuple[tuple[str, str, Callable[[], bool]], ...] = (
        ("end", wording.END_BEFORE_START, lambda: bool(model.start and model.end and model.end < model.start)),
        ("start", wording.YEAR_OF_PLAN, lambda: bool(model.start and abs(model.start.year - settings.plan_year) > 1)),
        ("end", wording.YEAR_OF_PLAN, lambda: bool(model.end and model.end.year - settings.plan_year not in range(6))),
    )
    yield from ((name, sentence) for name, sentence, wrong in checks if wrong())


def _with_village(model: Model, snapshot: Snapshot) -> Model:
    """A village's model is in that village unless the form says otherwise."""
    unit = snapshot.unit(model.unit_id)
    if model.village_ids or unit is None or unit.unit_type is not UnitType.VILLAGE:
        return model
    values = {spec.name: getattr(model, spec.name) for spec in specs(Model)}
    return Model(**{**values, "village_ids": (model.unit_id,)})


def _stands(model: Model) -> bool:
    return model.state is not ModelState.WITHDRAWN and model.withdrawn is None


def _alike(left: str, right: str) -> bool:
    return left == right or SequenceMatcher(None, left, right).ratio() >= ALIKE
