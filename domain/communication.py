"""I18: how the movement is made known: events by channel and quarter, people reached, units active, exemplars named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.coverage import valid_units
from domain.overview import heatmap_quarters
from domain.quarters import Quarter
from domain.ratios import Ratio, share
from domain.remembered import remembered
from domain.snapshot import Snapshot, grouped
from domain.tables import Communication, Exemplar, Model, Unit
from domain.view import QuarterView, quarter_view
from domain.vocabulary import BaNhat, UnitType
from domain.vocabulary_movement import Audience, Channel, CommunicationKind, ExemplarResult, QuantityUnit

OF_THE_PLAN = (Channel.CONFERENCE, Channel.PARTY_CELL, Channel.ORGANISATION, Channel.LOUDSPEAKER)
"""The four channels that the plan names (II.1, R14)."""


@dataclass(frozen=True, slots=True)
class EventSum:
    """Some events: how many, Σ of their quantities by unit of quantity, people who came.

    `people` None: no event says how many. `unstated`: events without a quantity, or without what it counts.
    """

    events: int
    quantities: Mapping[QuantityUnit, int]
    people: int | None
    unstated: int


@dataclass(frozen=True, slots=True)
class CommunicationQuarter:
    """One quarter by channel; `active` are the units with an event in it."""

    quarter: Quarter
    future: bool
    total: EventSum
    by_channel: Mapping[Channel, EventSum]
    active: Ratio


@dataclass(frozen=True, slots=True)
class BaNhatCount:
    """What the police have done under one of the three (R58), in the year up to C."""

    events: tuple[Communication, ...]
    models: tuple[Model, ...]


@remembered
def events(view: QuarterView) -> tuple[Communication, ...]:
    """The events of the period, up to C."""
    return _between(view.snapshot, view.period[0], view.cutoff)


@remembered
def events_of_year(view: QuarterView) -> tuple[Communication, ...]:
    """The events of the quarter's year, up to C."""
    return _between(view.snapshot, date(view.quarter.year, 1, 1), view.cutoff)


def _between(snapshot: Snapshot, first: date, last: date) -> tuple[Communication, ...]:
    return tuple(one for one in snapshot.communications if one.date and first <= one.date <= last)


def event_sum(found: Sequence[Communication]) -> EventSum:
    """I18: some events with their quantities."""
    quantities = grouped([one for one in found if one.qty is not None and one.qty_unit], lambda one: one.qty_unit)
    people = [one.attended for one in found if one.attended is not None]
    return EventSum(
        events=len(found),
        quantities={unit: sum(one.qty or 0 for one in quantities[unit]) for unit in QuantityUnit if unit in quantities},
        people=sum(people) if people else None,
        unstated=sum(one.qty is None or one.qty_unit is None for one in found),
    )


def by_channel(found: Iterable[Communication]) -> Mapping[Channel, EventSum]:
    """I18: events by channel, all channels, also those without any (R14, R60)."""
    channels = grouped(found, lambda one: one.channel)
    return {channel: event_sum(channels.get(channel, ())) for channel in Channel}


def by_kind(found: Iterable[Communication]) -> Mapping[CommunicationKind, EventSum]:
    """I18: events by kind, all kinds."""
    kinds = grouped(found, lambda one: one.kind)
    return {kind: event_sum(kinds.get(kind, ())) for kind in CommunicationKind}


def by_audience(found: Iterable[Communication]) -> Mapping[Audience, EventSum]:
    """R1: events by audience, all audiences. An event for several counts in each, so people must not be added up."""
    pairs = grouped([(one, event) for event in found for one in event.audience], lambda pair: pair[0])
    return {one: event_sum([event for _, event in pairs.get(one, ())]) for one in Audience}


def by_unit(found: Iterable[Communication]) -> Mapping[str | None, tuple[Communication, ...]]:
    """Events by the unit that held them."""
    return grouped(found, lambda one: one.unit_id)


def quarters(snapshot: Snapshot, quarter: Quarter) -> tuple[CommunicationQuarter, ...]:
    """I18: the year quarter by quarter, each as it stood at its C."""
    return tuple(_quarter(quarter_view(snapshot, one)) for one in heatmap_quarters(snapshot, quarter))


def _quarter(view: QuarterView) -> CommunicationQuarter:
    found = events(view)
    return CommunicationQuarter(view.quarter, view.future, event_sum(found), by_channel(found), active_units(view))


def attendance(found: Iterable[Communication]) -> Ratio:
    """I18b: people who came / people who were asked, over events that say both."""
    counted = [one for one in found if states_attendance(one)]
    return Ratio(sum(one.attended or 0 for one in counted), sum(one.invited or 0 for one in counted))


def states_attendance(one: Communication) -> bool:
    """Whether both numbers are known. More who came than were asked are no part of those asked: left out."""
    return one.attended is not None and one.invited is not None and one.attended <= one.invited


def active_units(view: QuarterView, kind: UnitType | None = None) -> Ratio:
    """I18: units (of one type) with an event in the period / all units."""
    active = {one.unit_id for one in events(view)}
    return share(active, [unit.unit_id for unit in valid_units(view) if kind in (None, unit.unit_type)])


def silent_units(view: QuarterView) -> tuple[Unit, ...]:
    """The units without an event in the period."""
    active = {one.unit_id for one in events(view)}
    return tuple(unit for unit in valid_units(view) if unit.unit_id not in active)


def briefed_units(view: QuarterView) -> Ratio:
    """R13: units with a Quán triệt in the year up to C / all units."""
    briefed = {one.unit_id for one in events_of_year(view) if one.kind is CommunicationKind.BRIEFING}
    return share(briefed, [unit.unit_id for unit in valid_units(view)])


def integrated(found: Iterable[Communication]) -> Ratio:
    """R15: events that were part of something else / events that say whether they were."""
    known = [one.integrated for one in found if one.integrated is not None]
    return Ratio(sum(known), len(known))


def naming(found: Iterable[Communication]) -> tuple[Communication, ...]:
    """R16: the events that name a model or an exemplar."""
    return tuple(one for one in found if one.subject_ids)


def recognised(view: QuarterView) -> tuple[Exemplar, ...]:
    """The exemplars of the year that were recognised by C."""
    return tuple(
        one
        for one in view.snapshot.exemplars
        if one.result is ExemplarResult.RECOGNISED and one.year in (None, view.quarter.year)
        if one.answered and one.answered <= view.cutoff
    )


def exemplars_covered(view: QuarterView) -> Ratio:
    """R16: recognised exemplars that an event of the year names, by themselves or by their model / all recognised."""
    named = {subject for one in events_of_year(view) for subject in one.subject_ids}
    found = recognised(view)
    return Ratio(sum(is_named(one, named) for one in found), len(found))


def is_named(one: Exemplar, named: Iterable[str]) -> bool:
    """Whether the IDs that events name are those of this exemplar or of its model."""
    return bool({one.exemplar_id, one.model_id} & set(named))


def contests(view: QuarterView) -> tuple[Communication, ...]:
    """R63: contests held by schools in the year up to C."""
    schools = {one.unit_id for one in _schools(view)}
    return tuple(
        one for one in events_of_year(view) if one.kind is CommunicationKind.CONTEST and one.unit_id in schools
    )


def contest_schools(view: QuarterView) -> Ratio:
    """R63: schools with a contest in the year up to C / all schools."""
    return share({one.unit_id for one in contests(view)}, [one.unit_id for one in _schools(view)])


def _schools(view: QuarterView) -> tuple[Unit, ...]:
    return tuple(one for one in valid_units(view) if one.unit_type is UnitType.SCHOOL)


def ba_nhat(view: QuarterView) -> Mapping[BaNhat, BaNhatCount]:
    """R58: events of the year up to C and approved models under each of the three."""
    held = events_of_year(view)
    return {
        one: BaNhatCount(
            events=tuple(event for event in held if one in event.ba_nhat),
            models=tuple(model for model in view.approved if one in model.ba_nhat),
        )
        for one in BaNhat
    }
