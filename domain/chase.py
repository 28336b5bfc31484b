"""Whom to remind today, of what, and who was reminded when (design, section 5.7). No words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from domain import coverage
from domain.chase_facts import Fact, Group, missing_reports, no_model, overdue_findings
from domain.names import UnitNames, sort_key
from domain.permissions import Actor
from domain.remembered import remembered
from domain.snapshot import Snapshot, grouped
from domain.tables import Inspection, Unit
from domain.view import not_begun, quarter_view, shown_quarter
from domain.vocabulary import InspectionKind, InspectionState, Role

REPLY, FRIDAY = timedelta(days=3), 4
REMINDED = frozenset({InspectionState.DONE, InspectionState.CONCLUDED})


@dataclass(frozen=True, kw_only=True)
class ChasedUnit:
    """A unit with all that is missing, and its reminders, the newest first."""

    unit: Unit
    label: str
    facts: Mapping[Group, tuple[Fact, ...]]
    reminders: tuple[Inspection, ...]

    @property
    def unit_id(self) -> str:
        return self.unit.unit_id or ""

    @cached_property
    def all_facts(self) -> tuple[Fact, ...]:
        return tuple(fact for group in Group for fact in self.facts.get(group, ()))

    def open(self, group: Group | None = None) -> tuple[Fact, ...]:
        """What waits for the unit itself, of one group or of all."""
        return self._open.get(group, ())

    @cached_property
    def _open(self) -> Mapping[Group | None, tuple[Fact, ...]]:
        """`open`: a page asks for each unit several times in every run."""
        pairs: list[tuple[Group | None, tuple[Fact, ...]]] = [(None, self.all_facts), *self.facts.items()]
        return {group: tuple(one for one in facts if not one.with_office) for group, facts in pairs}

    @property
    def with_office(self) -> bool:
        """Whether it is not the unit's turn: all that is missing waits for the office."""
        return not self.open()

    def urgency(self, group: Group) -> tuple[bool, int, object]:
        """Longest overdue first; what waits for the office last."""
        facts = self.facts[group]
        return not self.open(group), -max(one.days or 0 for one in facts), sort_key(self.label)


@dataclass(frozen=True, kw_only=True)
class ChaseList:
    """Everybody of whom something is missing. `unknown` counts what belongs to no unit of the tab Đơn vị.

    `begins`: the first day of the plan's year while that is to come, and nobody owes anything.
    """

    today: date
    units: tuple[ChasedUnit, ...]
    unknown: int = 0
    begins: date | None = None

    def of(self, group: Group) -> tuple[ChasedUnit, ...]:
        """The units of a group, the longest overdue first."""
        return self._sorted[group]

    @cached_property
    def _sorted(self) -> Mapping[Group, tuple[ChasedUnit, ...]]:
        """`of`, for all groups: a page asks a dozen times in every run."""
        having = {group: [one for one in self.units if one.facts.get(group)] for group in Group}
        return {group: tuple(sorted(found, key=lambda one: one.urgency(group))) for group, found in having.items()}

    def facts(self, group: Group) -> tuple[Fact, ...]:
        """What is missing in a group, of all units."""
        return self._facts[group]

    @cached_property
    def _facts(self) -> Mapping[Group, tuple[Fact, ...]]:
        return {group: tuple(fact for one in self.units for fact in one.facts.get(group, ())) for group in Group}

    def unit(self, unit_id: str) -> ChasedUnit | None:
        """What is missing of one unit."""
        return next((one for one in self.units if one.unit_id == unit_id), None)

    @cached_property
    def to_remind(self) -> tuple[ChasedUnit, ...]:
        """Whose turn it is: those of whom nothing but the office's answer is missing are left out."""
        return tuple(one for one in self.units if not one.with_office)


def reply_by(today: date) -> date:
    """The day by which an overdue unit is asked to answer: in three days, on a working day."""
    day = today + REPLY
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > FRIDAY else 0)


def seen_by(actor: Actor | None, found: ChaseList) -> ChaseList:
    """What an account may see of the list: a unit itself, a guest nobody, all others everybody (data model, roles)."""
    if actor is not None and actor.role not in (Role.UNIT, Role.GUEST):
        return found
    own = actor.unit_id if actor is not None and actor.role is Role.UNIT else None
    return dataclasses.replace(found, units=tuple(one for one in found.units if one.unit_id == own), unknown=0)


def chase_list(snapshot: Snapshot) -> ChaseList:
    """Everybody of whom something is missing today; worked out once for all readers, from figures alone."""
    return _chase(snapshot.figures or snapshot)


@remembered
def _chase(snapshot: Snapshot) -> ChaseList:
    if begins := not_begun(snapshot):
        return ChaseList(today=snapshot.today, units=(), begins=begins)
    view = quarter_view(snapshot, shown_quarter(snapshot))
    missing: dict[Group, list[tuple[str | None, Fact]]] = {
        Group.REPORT: [(one.model.unit_id, one) for one in missing_reports(snapshot)],
        Group.REGISTRATION: [(unit.unit_id, no_model(view, unit)) for unit in coverage.unregistered(view)],
        Group.FINDING: [(one.finding.unit_id, one) for one in overdue_findings(view)],
    }
    by_group = {group: grouped(pairs, lambda pair: pair[0]) for group, pairs in missing.items()}
    names, reminders = UnitNames(snapshot.units), reminders_by_unit(snapshot)
    units = []
    for unit in snapshot.unit_by_id.values():
        mine = {group: found.get(unit.unit_id, ()) for group, found in by_group.items()}
        facts = {group: tuple(fact for _, fact in pairs) for group, pairs in mine.items() if pairs}
        if facts:
            label = names.full_label(unit.unit_id)
            units.append(ChasedUnit(unit=unit, label=label, facts=facts, reminders=reminders.get(unit.unit_id, ())))
    unknown = sum(map(len, missing.values())) - sum(len(one.all_facts) for one in units)
    return ChaseList(today=snapshot.today, units=tuple(units), unknown=unknown)


@remembered
def reminders_by_unit(snapshot: Snapshot) -> Mapping[str | None, tuple[Inspection, ...]]:
    """By unit: its reminders up to today, the newest first. Planned ones and those that were called off are none."""
    made = (
        one
        for one in snapshot.inspections
        if one.kind is InspectionKind.URGING and one.istatus in REMINDED and one.date and one.date <= snapshot.today
    )
    newest = sorted(made, key=lambda one: (one.date or date.min, one.insp_id or ""), reverse=True)
    return grouped(newest, lambda one: one.unit_id)


def reminded_on(reminders: Iterable[Inspection], day: date) -> bool:
    """Whether one of these reminders is of `day`."""
    return any(one.date == day for one in reminders)
