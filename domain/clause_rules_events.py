"""When the clauses about making the movement known, and those of each kind of unit are done (R1, R13 to R17, R50 …)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from domain import communication
from domain.clause_facts import Facts, Found, Item, Rule
from domain.coverage import CARRIED_OUT
from domain.plan_clause import Clause, Duty
from domain.plan_proofs import PROOFS
from domain.proof_finders import MEDIA, on_media
from domain.proofs import Find
from domain.snapshot import grouped
from domain.tables import Communication, Inspection, Unit
from domain.view import QuarterView
from domain.vocabulary import BaNhat, Field, InspectionKind, ModelState, ReportState, UnitType
from domain.vocabulary_movement import Audience, Channel, CommunicationKind

OWN_KINDS = frozenset({InspectionKind.SELF_CHECK, InspectionKind.HOUSEHOLD_URGING})
NOT_SENT = frozenset({ModelState.DRAFT, ModelState.WITHDRAWN})
FRONT_TYPES = (UnitType.FATHERLAND_FRONT, UnitType.MASS_ORGANISATION)


def _held(facts: Facts) -> tuple[Communication, ...]:
    return communication.events_of_year(facts.view)


def _dated(found: Iterable[Communication]) -> list[Found]:
    return [(one, one.date) for one in found]


def audiences(facts: Facts, _: Clause) -> Iterator[Item]:
    """R1: each group of the audience, reached at least once in the year."""
    for one in Audience:
        found = _dated(event for event in _held(facts) if one in event.audience)
        yield Item(bool(found), records=found, name=one)


def mix(facts: Facts, _: Clause) -> Iterator[Item]:
    """R7: the fields of the models and the channels of the events; there is no threshold."""
    for field in Field:
        models: list[Found] = [(one, one.approved) for one in facts.models if one.field is field]
        yield Item(bool(models), records=models, name=field)
    for channel in Channel:
        found = _dated(one for one in _held(facts) if one.channel is channel)
        yield Item(bool(found), records=found, name=channel)


def channels(facts: Facts, clause: Clause) -> Iterator[Item]:
    """R14: each of the four channels of the plan in each quarter."""
    for view in facts.begun(clause):
        held = communication.events(view)
        for channel in communication.OF_THE_PLAN:
            found = _dated(one for one in held if one.channel is channel)
            yield Item(bool(found), records=found, name=channel, quarter=view.quarter)


def integration_said(facts: Facts, _: Clause) -> Iterator[Item]:
    """R15: events that say whether they were part of something else, and of what."""
    for one in _held(facts):
        met = one.integrated is False or (one.integrated is True and bool(one.integrated_with))
        yield Item(met, one.unit_id, [(one, one.date)])


def briefed(facts: Facts, _: Clause) -> Iterator[Item]:
    """R13: every unit, with a Quán triệt in the year (I18c)."""
    held = communication.by_unit(one for one in _held(facts) if one.kind is CommunicationKind.BRIEFING)
    for unit in facts.units:
        found = _dated(held.get(unit.unit_id, ()))
        yield Item(bool(found), unit.unit_id, found)


def exemplars_told(facts: Facts, _: Clause) -> Iterator[Item]:
    """R16: the recognised exemplars that an event names (I18d), whoever holds it: it is not they who owe it."""
    naming = communication.naming(_held(facts))
    for one in communication.recognised(facts.view):
        found = _dated(event for event in naming if communication.is_named(one, event.subject_ids))
        name = one.exemplar_id or ""
        yield Item(bool(found), records=found or [(one, one.answered)], name=name, is_record=True)


def exemplars_told_by_centre(facts: Facts, clause: Clause) -> Iterator[Item]:
    """R61: as R16; what is not told is left at the service centre, where the commune has one."""
    centre = next((unit.unit_id for unit in facts.of_duty(Duty.SERVICE_CENTRE)), None)
    yield from (one._replace(unit_id=centre) for one in exemplars_told(facts, clause))


def proven(duty: Duty, task: str, *, each_quarter: bool = True) -> Rule:
    """Every unit of `duty`, each quarter or in the year, by the records that prove this task of the plan."""
    return by_units(duty, PROOFS[task].find, each_quarter=each_quarter)


def by_units(duty: Duty, find: Find, *, each_quarter: bool = True) -> Rule:
    """Every unit of `duty`, each quarter or in the year, by the records that `find` finds."""

    def rule(facts: Facts, clause: Clause) -> Iterator[Item]:
        views: tuple[QuarterView | None, ...] = facts.begun(clause) if each_quarter else (None,)
        for unit in facts.of_duty(duty):
            for view in views:
                found = _proofs(facts, find, unit, view)
                yield Item(bool(found), unit.unit_id, found, quarter=view.quarter if view else None)

    return rule


def _proofs(facts: Facts, find: Find, unit: Unit, view: QuarterView | None) -> list[Found]:
    asked = facts.asked(unit.unit_id or "", view)
    return [(one, one.day) for one in find(facts.known, asked) if one.day is None or one.day <= facts.until]


def joint_work(facts: Facts, _: Clause) -> Iterator[Item]:
    """R36: models and events that offices and the Front or mass organisations share; one at least."""
    types = {unit_id: unit.unit_type for unit_id, unit in facts.shared.unit_by_id.items()}

    def together(unit_id: str | None, partners: Iterable[str]) -> bool:
        met = {types.get(one or "") for one in (unit_id, *partners)}
        return bool(met & {UnitType.OFFICE, UnitType.SERVICE_CENTRE}) and bool(met & set(FRONT_TYPES))

    events = _dated(one for one in _held(facts) if together(one.unit_id, one.partners))
    models: list[Found] = [(one, one.approved) for one in facts.models if together(one.unit_id, one.partners)]
    yield Item(bool(events or models), records=[*events, *models])


def three_of_the_police(facts: Facts, _: Clause) -> Iterator[Item]:
    """R58: each of the three of the police's own movement, in an event or a model."""
    for one, found in communication.ba_nhat(facts.view).items():
        models: list[Found] = [(model, model.approved) for model in found.models]
        records = [*_dated(found.events), *models]
        yield Item(bool(records), records=records, name=BaNhat(one))


def media(facts: Facts, _: Clause) -> Iterator[Item]:
    """R60: the four channels that the plan names for the service centre, with their quantities."""
    centre = {unit.unit_id for unit in facts.of_duty(Duty.SERVICE_CENTRE)}
    held = [one for one in _held(facts) if one.unit_id in centre and on_media(facts.known, one)]
    for channel in Channel:
        if channel in MEDIA:
            found = _dated(one for one in held if one.channel is channel)
            yield Item(bool(found), records=found, name=channel)


def schools_reached(facts: Facts, _: Clause) -> Iterator[Item]:
    """R62: schools that have told all their staff, and say how many pupils.

    The largest event counts: several for the same people do not add up. Of an event for several groups nobody knows
    how many of each came.
    """
    held = communication.by_unit(_held(facts))
    for unit in facts.of_duty(Duty.SCHOOLS):
        own = held.get(unit.unit_id, ())
        staff = [one for one in own if set(one.audience) == {Audience.TEACHERS}]
        pupils = [one for one in own if set(one.audience) == {Audience.STUDENTS} and one.attended is not None]
        reached = max((one.attended or 0 for one in staff), default=0)
        met = bool(unit.members) and reached >= (unit.members or 0) and bool(pupils)
        yield Item(met, unit.unit_id, _dated([*staff, *pupils]))


def contest_schools(facts: Facts, _: Clause) -> Iterator[Item]:
    """R63: schools with a contest in the year."""
    held = communication.by_unit(communication.contests(facts.view))
    for unit in facts.of_duty(Duty.SCHOOLS):
        found = _dated(held.get(unit.unit_id, ()))
        yield Item(bool(found), unit.unit_id, found)


def members_reached(facts: Facts, clause: Clause) -> Iterator[Item]:
    """R66: organisations that say how many of their members were reached, and how many they have."""
    for one in proven(Duty.FRONT, "NV-36", each_quarter=False)(facts, clause):
        unit = facts.shared.unit(one.unit_id)
        yield one._replace(met=one.met and unit is not None and bool(unit.members))


def ever_active(facts: Facts, _: Clause) -> Iterator[Item]:
    """R75: every unit, with any record of its own: an event, a model, a report, a proposal, a difficulty …

    A draft is none yet, what was withdrawn none any more.
    """
    known = facts.known
    ticked = grouped(
        (one for many in facts.ticks.values() for one in many if one.completed and not one.proof),
        lambda one: one.task.unit_id,
    )
    remedied = grouped((one for one in facts.shared.findings if one.reported), lambda one: one.unit_id)
    for unit in facts.units:
        own = unit.unit_id
        found: list[Found] = [
            *((one.task, one.done) for one in ticked.get(own, ())),
            *((one, one.reported) for one in remedied.get(own, ())),
            *((one, one.date) for one in known.inspections.get(own, ()) if _own_work(one)),
            *_dated(known.events.get(own, ())),
            *((one, one.submitted) for one in facts.shared.models_of(own or "") if one.state not in NOT_SENT),
            *((one, one.submitted) for one in known.reports.get(own, ()) if one.rstatus is not ReportState.DRAFT),
            *((one, one.submitted) for one in known.sheets.get(own, ()) if one.rstatus is not ReportState.DRAFT),
            *((one, one.proposed) for one in known.exemplars.get(own, ())),
            *((one, one.date) for one in known.opinions.get(own, ())),
            *((one, one.raised) for one in facts.shared.difficulties_by_unit.get(own, ())),
        ]
        newest = max(found, key=lambda pair: pair[1] or date.min, default=None)
        yield Item(newest is not None, own, [newest] if newest else ())


def _own_work(one: Inspection) -> bool:
    """Whether the unit itself did what the row says."""
    return one.kind in OWN_KINDS and one.istatus in CARRIED_OUT
