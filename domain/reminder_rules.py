"""Recording that units were reminded: one activity Đôn đốc per unit and day in the tab Kiểm tra (R22, R75).

Such rows count neither as inspections nor in I11 (domain.coverage).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from domain import form_wording as wording
from domain.chase import ChasedUnit, chase_list, reminded_on, reminders_by_unit
from domain.chase_facts import DueReport, Fact, NoModel
from domain.errors import Gone, Invalid, NotAllowed
from domain.permissions import Actor, require_add
from domain.plans import Add, Plan
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.tables import Inspection
from domain.typed import typed
from domain.vocabulary import InspectionKind, InspectionState


def record_reminders(snapshot: Snapshot, by: Actor, *, unit_ids: Sequence[str], day: date) -> Plan:
    """One row per unit: reminded on `day`, with what was missing. A unit that has its row of that day gets no other.

    Raises NotAllowed, Gone for a unit that is not there any more, or Invalid.
    """
    for unit_id in unit_ids:
        require_add(by, _reminder(snapshot, unit_id, day), snapshot.settings)
        if snapshot.unit(unit_id) is None:
            raise Gone(unit_id)
    if day > snapshot.today:
        raise Invalid({"date": wording.NOT_FUTURE})
    made = reminders_by_unit(snapshot)
    wanted = (one for one in dict.fromkeys(unit_ids) if not reminded_on(made.get(one, ()), day))
    return Plan(adds=tuple(Add(_reminder(snapshot, one, day)) for one in wanted))


def may_record(snapshot: Snapshot, by: Actor | None) -> bool:
    """Whether `by` may record reminders at all: officers and administrators."""
    if by is None:
        return False
    try:
        require_add(by, _reminder(snapshot, by.unit_id, snapshot.today), snapshot.settings)
    except NotAllowed:
        return False
    return True


def _reminder(snapshot: Snapshot, unit_id: str, day: date) -> Inspection:
    found = chase_list(snapshot).unit(unit_id)
    quarter = Quarter.of(day)
    given = {
        "kind": InspectionKind.URGING,
        "date": day,
        "year": quarter.year,
        "quarter": quarter.name,
        "unit_id": unit_id,
        "model_ids": tuple(dict.fromkeys(_models(found.all_facts))) if found else (),
        "results": _about(found) if found else None,
        "istatus": InspectionState.DONE,
    }
    return typed(Inspection, given)


def _models(facts: Iterable[Fact]) -> Iterable[str]:
    for fact in facts:
        if isinstance(fact, DueReport):
            yield fact.model.model_id or ""
        elif not isinstance(fact, NoModel) and fact.finding.model_id:
            yield fact.finding.model_id


def _about(found: ChasedUnit) -> str:
    return wording.REMINDED_OF.format("; ".join(_what(fact) for fact in found.all_facts))


def _what(fact: Fact) -> str:
    if isinstance(fact, DueReport):
        return wording.REMIND_REPORT.format(fact.quarter.name, fact.model.model_id)
    if isinstance(fact, NoModel):
        return wording.REMIND_REGISTRATION
    return wording.REMIND_FINDING.format(fact.finding.find_id)
