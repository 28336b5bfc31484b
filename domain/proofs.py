"""How the workbook proves that a task of the plan was done: what is asked, what is known, what a proof is.

Finders look at figures, days, states and IDs only, never at free text or persons: whoever sees only the public totals
sees the same tasks done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from domain.quarters import Quarter, quarter_of
from domain.rows import key_of
from domain.snapshot import Snapshot, grouped
from domain.tables import Communication, Exemplar, Feedback, Inspection, Model, Report, Row, ServiceFigure, VillageSum
from domain.vocabulary import Tab, UnitType
from domain.vocabulary_movement import ServiceIndicator

P = TypeVar("P", Communication, Model)


@dataclass(frozen=True, slots=True)
class Proof:
    """A record that proves a task, by ID or natural key. `day` None: the record says no day, so never on time."""

    tab: Tab
    record_id: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: whether `unit_id` did it from `first` to `last`, as things stood on `until`.

    `quarter` is that of a quarterly task, None of a task of the whole year; `due` its deadline.
    """

    unit_id: str
    first: date
    last: date
    until: date
    quarter: Quarter | None
    due: date | None

    def covers(self, day: date | None) -> bool:
        """Whether a day lies in the time that is asked about."""
        return day is not None and self.first <= day <= self.last

    def speaks_of(self, quarter: Quarter | None) -> bool:
        """Whether a record of this quarter is of the time that is asked about."""
        if quarter is None or self.quarter is None:
            return quarter is not None and quarter.year == self.first.year
        return quarter == self.quarter


@dataclass(frozen=True, eq=False)
class Known:
    """What finders ask of a snapshot, arranged once."""

    snapshot: Snapshot

    @cached_property
    def events(self) -> Mapping[str | None, tuple[Communication, ...]]:
        """Communication by unit."""
        return grouped(self.snapshot.communications, lambda one: one.unit_id)

    @cached_property
    def joint_events(self) -> Mapping[str, tuple[Communication, ...]]:
        """Communication by the units that helped another one."""
        return _by_partner(self.snapshot.communications)

    @cached_property
    def joint_models(self) -> Mapping[str, tuple[Model, ...]]:
        """Models by the units that help their owner."""
        return _by_partner(self.snapshot.models)

    @cached_property
    def inspections(self) -> Mapping[str | None, tuple[Inspection, ...]]:
        return grouped(self.snapshot.inspections, lambda one: one.unit_id)

    @cached_property
    def reports(self) -> Mapping[str | None, tuple[Report, ...]]:
        """Reports by the unit that made them: their own, else that of their model."""
        return grouped(self.snapshot.reports, self.snapshot.owner_of)

    @cached_property
    def sheets(self) -> Mapping[str | None, tuple[VillageSum, ...]]:
        return grouped(self.snapshot.village_sums, lambda one: one.unit_id)

    @cached_property
    def opinions(self) -> Mapping[str | None, tuple[Feedback, ...]]:
        return grouped(self.snapshot.feedback, lambda one: one.unit_id)

    @cached_property
    def exemplars(self) -> Mapping[str | None, tuple[Exemplar, ...]]:
        return grouped(self.snapshot.exemplars, lambda one: one.unit_id)

    @cached_property
    def figures(self) -> Mapping[tuple[Quarter | None, ServiceIndicator | None], ServiceFigure]:
        """Figures of the government's service by quarter and indicator."""
        return {(quarter_of(one), one.code): one for one in self.snapshot.service_figures}

    @cached_property
    def front(self) -> frozenset[str | None]:
        """The Fatherland Front."""
        return frozenset(one.unit_id for one in self.snapshot.units if one.unit_type is UnitType.FATHERLAND_FRONT)


Find = Callable[[Known, Asked], Iterable[Proof]]


def proof(record: Row, day: date | None) -> Proof:
    """The record as a proof."""
    return Proof(record.TAB, key_of(record) or "", day)


def either(*finders: Find) -> Find:
    """What any of these finds."""
    return lambda known, asked: (one for find in finders for one in find(known, asked))


def _by_partner(records: Iterable[P]) -> Mapping[str, tuple[P, ...]]:
    pairs = [(partner, one) for one in records for partner in one.partners if partner != one.unit_id]
    return {partner: tuple(one for _, one in many) for partner, many in grouped(pairs, lambda pair: pair[0]).items()}


def dated(records: Iterable[tuple[Row, date | None]], asked: Asked) -> Iterator[Proof]:
    """Those of the records whose day lies in the time that is asked about."""
    return (proof(record, day) for record, day in records if asked.covers(day))
