"""A model that goes on: into the next year for its own unit, or into other units (model life-cycle, R25).

The new record has `Mô hình gốc`; the old one moves to Chuyển tiếp or Nhân rộng. Where the two stand in the workbooks of
two years, the new one is written first: nothing is lost, and what is left to do is found by `unfinished`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from domain import form_wording as wording
from domain.errors import Duplicate, Invalid, NotAllowed
from domain.ids import year_of
from domain.lifecycle import move
from domain.model_rules import model_of, state_of
from domain.permissions import OWN_ONLY, Actor, require_add, require_change
from domain.plans import Add, Edit, Plan
from domain.registration import registers, require_valid, similar
from domain.snapshot import Snapshot
from domain.tables import Model
from domain.typed import typed
from domain.vocabulary import ModelState
from domain.vocabulary_movement import ExemplarResult

ASKED = ("objective", "kpi_target", "start", "end", "owner")
"""What the form of the next year asks for; everything else is taken along."""
SHARED = (
    "title", "field", "field_other", "kind", "hard_issue", "objective", "kpi_name", "kpi_unit", "kpi_target", "method",
    "beneficiaries", "output", "sustain", "linked", "ba_nhat",
)  # fmt: skip
"""What another unit may use as it is."""
KEPT = (*SHARED, "unit_id", "village_ids", "reason", "baseline", "hh_plan", "partners", "resources", "owner")
SPREAD = frozenset({ModelState.RECOGNISED, ModelState.REPLICATED})


def source_of(model: Model) -> dict[str, Any]:
    """What a later record takes from this one, by field name."""
    return {name: getattr(model, name) for name in KEPT if getattr(model, name) not in (None, ())}


def heirs_of(snapshot: Snapshot, source_id: str, unit_id: str | None) -> tuple[Model, ...]:
    """All records of this workbook in which a unit went on with the model `source_id`, withdrawn ones among them."""
    return tuple(one for one in snapshot.models if one.parent_id == source_id and one.unit_id == unit_id)


def heir_of(snapshot: Snapshot, source_id: str, unit_id: str | None) -> Model | None:
    """The record of this workbook in which a unit goes on with the model `source_id`; withdrawn ones apart."""
    heirs = heirs_of(snapshot, source_id, unit_id)
    return next((one for one in heirs if one.state is not ModelState.WITHDRAWN and one.withdrawn is None), None)


def is_as_asked(heir: Model, values: Mapping[str, Any]) -> bool:
    """Whether a model that goes on already is what the form asks for: approved, and with these values."""
    names = [name for name in ASKED if name in values]
    asked = typed(Model, {name: values[name] for name in names})
    return heir.approved is not None and all(getattr(heir, one) == getattr(asked, one) for one in names)


def continue_model(
    snapshot: Snapshot, by: Actor, *, source_id: str, source: Mapping[str, Any], values: Mapping[str, Any]
) -> Plan:
    """In the next year's workbook: the model that goes on from `source_id`, registered and approved today.

    `source` is what `source_of` took along, `values` what the form asked for. Raises NotAllowed, Invalid, or Duplicate
    for the record in which it goes on already.
    """
    if by.role in OWN_ONLY:
        raise NotAllowed(Model.TAB)
    begun = year_of(source_id)
    if begun is None or begun >= snapshot.settings.plan_year:
        raise Invalid({"parent_id": wording.NOT_OF_EARLIER_YEAR})
    heir = heir_of(snapshot, source_id, source.get("unit_id"))
    if heir is not None:
        raise Duplicate(heir.model_id or "", heir.title or "")
    given = {name: source[name] for name in KEPT if name in source}
    asked = {name: values[name] for name in ASKED if name in values}
    today = {"submitted": snapshot.today, "approved": snapshot.today}
    decided = {"year": int(snapshot.settings.plan_year), "state": ModelState.REGISTERED, "parent_id": source_id}
    model = typed(Model, {**given, **asked, **today, **decided})
    require_add(by, model, snapshot.settings)
    require_valid(model, snapshot)
    other = similar(model, snapshot)
    if other is not None:
        raise Invalid({"title": wording.ALIKE_NEXT_YEAR.format(other.model_id or other.title, source_id)})
    return Plan(adds=(Add(model),))


def receive_models(
    snapshot: Snapshot, by: Actor, *, source_id: str, source: Mapping[str, Any], unit_ids: tuple[str, ...]
) -> Plan:
    """A draft for each unit that takes a recognised model over, to be completed and sent by the unit itself.

    Raises NotAllowed, or Invalid for `unit_ids`: nobody chosen, units that cannot receive it or have it already.
    """
    if by.role in OWN_ONLY:
        raise NotAllowed(Model.TAB)
    problem = _receivers(snapshot, source_id, source.get("unit_id"), unit_ids)
    if problem:
        raise Invalid({"unit_ids": problem})
    given = {name: source[name] for name in SHARED if name in source}
    decided = {"year": int(snapshot.settings.plan_year), "state": ModelState.DRAFT, "parent_id": source_id}
    drafts = [typed(Model, {**given, **decided, "unit_id": unit_id}) for unit_id in dict.fromkeys(unit_ids)]
    for one in drafts:
        require_add(by, one, snapshot.settings)
    return Plan(adds=tuple(Add(one) for one in drafts))


def note_replication(snapshot: Snapshot, by: Actor, *, model_id: str, unit_ids: tuple[str, ...]) -> Plan:
    """The model moves to Nhân rộng, and its exemplar names the units that take it over. Once noted it plans nothing.

    Raises Gone, NotAllowed, or Invalid for `state` where it is not recognised.
    """
    model = model_of(snapshot, model_id)
    state = state_of(model, snapshot)
    if state not in SPREAD:
        raise Invalid({"state": wording.NO_MOVE.format(state or "", ModelState.REPLICATED)})
    edits = [Edit(model, {"state": ModelState.REPLICATED})]
    for one in snapshot.exemplars:
        if one.model_id == model_id and one.result is ExemplarResult.RECOGNISED:
            edits.append(Edit(one, {"receiver_ids": tuple(dict.fromkeys((*one.receiver_ids, *unit_ids)))}))
    for edit in edits:
        require_change(by, edit.record, edit.changed, snapshot.settings)
    return Plan(edits=tuple(edit for edit in edits if edit.changed))


def replicate_model(snapshot: Snapshot, by: Actor, *, model_id: str, unit_ids: tuple[str, ...]) -> Plan:
    """Both in one workbook, as one operation. Raises as they do."""
    noted = note_replication(snapshot, by, model_id=model_id, unit_ids=unit_ids)
    source = source_of(model_of(snapshot, model_id))
    received = receive_models(snapshot, by, source_id=model_id, source=source, unit_ids=unit_ids)
    return Plan(adds=received.adds, edits=noted.edits)


def receivers(snapshot: Snapshot, source_id: str, unit_id: str | None) -> tuple[str, ...]:
    """The units that may still take the model `source_id` of `unit_id` over in this workbook."""
    able = (one.unit_id for one in snapshot.units if one.unit_id and registers(one, snapshot.today))
    return tuple(one for one in able if one != unit_id and heir_of(snapshot, source_id, one) is None)


def _receivers(snapshot: Snapshot, source_id: str, unit_id: str | None, unit_ids: Collection[str]) -> str | None:
    if not unit_ids:
        return wording.CHOOSE_RECEIVERS
    have = [one for one in unit_ids if heir_of(snapshot, source_id, one) is not None]
    if have:
        return wording.RECEIVED_ALREADY.format("; ".join(have))
    able = receivers(snapshot, source_id, unit_id)
    strangers = [one for one in unit_ids if one not in able]
    return wording.CANNOT_RECEIVE.format("; ".join(strangers)) if strangers else None


class Left(Enum):
    """What is left to do of a model that goes on in the workbook of the next year."""

    MOVE = auto()  # it goes on there, and has not moved to Chuyển tiếp here
    CREATE = auto()  # it has moved to Chuyển tiếp here, and nothing goes on there
    NOTE = auto()  # other units have it there, and that is not noted here


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A model of this year of which only one half is done. `unit_ids` = the units that took it over (NOTE)."""

    model: Model
    left: Left
    heir_id: str | None = None
    unit_ids: tuple[str, ...] = ()


def unfinished(old: Snapshot, new: Snapshot) -> tuple[Unfinished, ...]:
    """What is half done between the workbooks of two years that follow each other."""
    return tuple(one for model in old.models for one in _of_model(model, old, new))


def _of_model(model: Model, old: Snapshot, new: Snapshot) -> Iterator[Unfinished]:
    if model.model_id is None:
        return
    heir = heir_of(new, model.model_id, model.unit_id)
    state = state_of(model, old)
    begun = heirs_of(new, model.model_id, model.unit_id)
    if not begun and state is ModelState.CARRIED_OVER:  # withdrawn there, it went on all the same
        yield Unfinished(model, Left.CREATE)
    elif heir is not None and state and move(state, ModelState.CARRIED_OVER):
        yield Unfinished(model, Left.MOVE, heir.model_id)
    if state in SPREAD and (units := _not_noted(model, old, new)):
        yield Unfinished(model, Left.NOTE, unit_ids=units)


def _not_noted(model: Model, old: Snapshot, new: Snapshot) -> tuple[str, ...]:
    """The units that took the model over in the next year, where its state or its exemplar does not say so yet."""
    others = dict.fromkeys(one.unit_id for one in new.models if one.parent_id == model.model_id)
    units = tuple(
        one for one in others if one and one != model.unit_id and heir_of(new, model.model_id or "", one) is not None
    )
    if not units or model.state is ModelState.RECOGNISED:
        return units
    exemplars = [one for one in old.exemplars if one.model_id == model.model_id]
    recognised = (one for one in exemplars if one.result is ExemplarResult.RECOGNISED)
    return units if any(not set(units) <= set(one.receiver_ids) for one in recognised) else ()
