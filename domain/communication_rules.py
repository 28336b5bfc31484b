"""Events by which a unit makes the movement known: recorded and corrected (R13 to R17, R50 to R66)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from domain import form_wording as wording
from domain.errors import Doubt, Gone, NotAllowed
from domain.open_quarters import other_year, require_open
from domain.permissions import OWN_ONLY, Actor, require_add, require_change
from domain.plans import Add, Edit, Plan
from domain.snapshot import Snapshot
from domain.tables import Communication
from domain.typed import require, typed
from domain.vocabulary import UnitType

EVENT_FIELDS = (
    "date", "unit_id", "kind", "channel", "content", "audience", "qty", "qty_unit", "attended", "invited",
    "integrated", "integrated_with", "partners", "ba_nhat", "subject_ids", "evidence",
)  # fmt: skip


def record_event(snapshot: Snapshot, by: Actor, *, values: Mapping[str, Any], sure: bool = False) -> Plan:
    """A new event of a unit, by field name.

    Raises NotAllowed, Invalid, or Doubt when more came than were asked and nobody said that he is `sure`.
    """
    given = {name: values[name] for name in EVENT_FIELDS if name in values}
    event = typed(Communication, given)
    _require_open(snapshot, by, event)
    require_add(by, event, snapshot.settings)
    _require_valid(snapshot, event, event.date, sure=sure)
    return Plan(adds=(Add(event),))


def correct_event(
    snapshot: Snapshot, by: Actor, *, comm_id: str, values: Mapping[str, Any], sure: bool = False
) -> Plan:
    """Changes an event. Raises Gone, NotAllowed, Invalid or Doubt."""
    event = event_of(snapshot, comm_id)
    given = typed(Communication, {name: values[name] for name in EVENT_FIELDS if name in values})
    changed: dict[str, Any] = {name: getattr(given, name) for name in EVENT_FIELDS if name in values}
    after = dataclasses.replace(event, **changed)
    for one in (event, after):
        _require_open(snapshot, by, one)
        require_change(by, one, changed, snapshot.settings)
    _require_valid(snapshot, after, after.date if after.date != event.date else None, sure=sure)
    return Plan(edits=(Edit(event, changed),))


def may_record(snapshot: Snapshot, by: Actor | None, unit_id: str) -> bool:
    """Whether `by` may record events of this unit."""
    if by is None:
        return False
    try:
        require_add(by, Communication(unit_id=unit_id), snapshot.settings)
    except NotAllowed:
        return False
    return True


def may_correct(snapshot: Snapshot, by: Actor | None, event: Communication) -> bool:
    """Whether `by` may change this event now."""
    if by is None:
        return False
    try:
        require_change(by, event, {}, snapshot.settings)
    except NotAllowed:
        return False
    return True


def event_of(snapshot: Snapshot, comm_id: str) -> Communication:
    """The event of an ID. Raises Gone."""
    found = next((one for one in snapshot.communications if one.comm_id == comm_id), None)
    if found is None:
        raise Gone(comm_id)
    return found


def _require_open(snapshot: Snapshot, by: Actor, event: Communication) -> None:
    if by.role not in OWN_ONLY:
        return
    if event.unit_id is not None and event.unit_id != by.unit_id:
        raise NotAllowed(event.unit_id)
    require_open(by, event, snapshot.settings, field="date")


def _require_valid(snapshot: Snapshot, event: Communication, new_day: date | None, *, sure: bool) -> None:
    strange = other_year(new_day, snapshot.settings)
    require(event, more=({"date": strange} if strange else {}) | dict(_problems(snapshot, event)))
    if not sure and event.attended is not None and event.invited is not None and event.attended > event.invited:
        raise Doubt(wording.MORE_THAN_INVITED.format(event.attended, event.invited))


def _problems(snapshot: Snapshot, event: Communication) -> Iterator[tuple[str, str]]:
    unit = snapshot.unit(event.unit_id)
    if event.unit_id and unit is None:
        yield "unit_id", wording.CHOOSE_UNIT
    if event.date and event.date > snapshot.today:
        yield "date", wording.NOT_FUTURE
    if event.qty is not None and event.qty_unit is None:
        yield "qty_unit", wording.CHOOSE_MEASURE
    if event.qty is None and event.qty_unit is not None:
        yield "qty", wording.ENTER_QUANTITY
    if event.integrated and not event.integrated_with:
        yield "integrated_with", wording.SAY_WITH_WHAT
    if event.ba_nhat and unit is not None and unit.unit_type is not UnitType.POLICE:
        yield "ba_nhat", wording.ONLY_POLICE
    strangers = [one for one in event.subject_ids if not (snapshot.model(one) or snapshot.exemplar(one))]
    if strangers:
        yield "subject_ids", wording.UNKNOWN_IDS.format("; ".join(strangers))
