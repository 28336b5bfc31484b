"""What the rules of the plan's clauses ask of a reading, arranged once, and how the things they look at are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from heapq import nlargest
from typing import NamedTuple

from domain import exemplars, tasks
from domain.coverage import inspections_of_year, valid_units
from domain.overview import heatmap_quarters
from domain.permissions import public_figures
from domain.plan_clause import ACTORS, Clause, Duty
from domain.plan_tasks import units_of
from domain.proofs import Asked, Known, Proof, proof
from domain.quarters import Quarter, quarter_of
from domain.remembered import remembered
from domain.score_parts import Year, year_of
from domain.snapshot import Snapshot
from domain.tables import Exemplar, Inspection, Model, Report, Row, ServiceFigure, Task, Unit
from domain.tasks import Tick
from domain.view import QuarterView, quarter_view
from domain.vocabulary_movement import ServiceIndicator

NEWEST = 3
"""So many records are named as evidence; of the others only the number is said."""

Found = tuple[Row | Proof, date | None]
"""A record, and the day on which it happened as far as one is known."""


class Item(NamedTuple):
    """One thing that a clause asks for: whether it is there, whose it is, the records that say so.

    `name` and `quarter` tell it from the others where the things are a fixed list (channels, fields, quarters). Records
    of a thing that is not there show that it has been begun. `waits`: the unit has done its part, the commune's answer
    is what is not there. `is_record`: `name` is the ID of a row.
    """

    met: bool
    unit_id: str | None = None
    records: Sequence[Found] = ()
    name: str = ""
    quarter: Quarter | None = None
    waits: bool = False
    is_record: bool = False


class Lack(NamedTuple):
    """A thing of a fixed list that is not there; `is_record`: a row, by its ID, that wants something."""

    name: str
    quarter: Quarter | None
    is_record: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things there are (`met`) of those asked for (`of`); never more.

    `found` counts the records behind `met`, `newest` are the latest of them. `missing`: by unit how many things of it
    are not there; `waiting`: for how many the commune owes it an answer; `lacking`: those of a fixed list. `begun`:
    something is recorded, though it may not count yet.
    """

    met: int
    of: int
    found: int
    newest: tuple[Proof, ...]
    missing: Mapping[str, int]
    waiting: Mapping[str, int]
    lacking: tuple[Lack, ...]
    begun: bool


def tally(items: Iterable[Item]) -> Tally:
    """Counts things one by one: a commune may have tens of thousands of them."""
    met = of = 0
    begun = False
    behind: dict[object, Found] = {}
    missing: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    lacking: list[Lack] = []
    for one in items:
        of += 1
        met += one.met
        begun = begun or one.met or bool(one.records)
        if one.met:
            behind.update((_same(record), (record, day)) for record, day in one.records)
        elif one.unit_id:
            (waiting if one.waits else missing)[one.unit_id] += 1
        elif one.name or one.quarter:
            lacking.append(Lack(one.name, one.quarter, one.is_record))
    return Tally(met, of, len(behind), _newest(behind.values()), missing, waiting, tuple(lacking), begun)


def _same(record: Row | Proof) -> object:
    """What is one and the same: the record itself, or a proof with all that it says."""
    return record if isinstance(record, Proof) else id(record)


def _newest(found: Iterable[Found]) -> tuple[Proof, ...]:
    """The latest records that have an ID, figures of a quarter as of its end; those without a time last."""
    latest = nlargest(4 * NEWEST, found, key=_when)
    proofs = (one if isinstance(one, Proof) else proof(one, day) for one, day in latest)
    return tuple([one for one in proofs if one.record_id][:NEWEST])


def _when(found: Found) -> date:
    record, day = found
    quarter = quarter_of(record) if isinstance(record, ServiceFigure) else None
    return day or (quarter.last if quarter else date.min)


@dataclass(frozen=True, eq=False)
class Facts:
    """The plan's year as of today. `whole` is asked only whether texts and persons are there, `shared` for all else."""

    whole: Snapshot

    @cached_property
    def shared(self) -> Snapshot:
        """The figures of all readers: what other pages have worked out on them is not worked out again."""
        return public_figures(self.whole)

    @cached_property
    def year(self) -> Year:
        return year_of(self.shared)

    @property
    def view(self) -> QuarterView:
        """The running quarter of the plan's year, at its end the last one."""
        return self.year.view

    @cached_property
    def own(self) -> QuarterView:
        """The same with texts and persons: for its lists of records, not for progress."""
        return quarter_view(self.whole, self.view.quarter)

    @property
    def until(self) -> date:
        """The day by which what closes a thing counts: an answer or a decision of January closes one of December.

        How many things there are is as of the last day of the plan's year (`view.cutoff`).
        """
        return self.whole.today

    @cached_property
    def views(self) -> tuple[QuarterView, ...]:
        """The quarters of the year that have begun, from that of the plan's day on."""
        quarters = heatmap_quarters(self.shared, Quarter(self.view.quarter.year, 4))
        views = (quarter_view(self.shared, one) for one in quarters)
        return tuple(one for one in views if not one.future)

    def begun(self, clause: Clause) -> tuple[QuarterView, ...]:
        """Those of them in which the clause is to be carried out."""
        first, last = clause.quarters
        return tuple(one for one in self.views if first <= one.quarter.number <= last)

    @cached_property
    def known(self) -> Known:
        return Known(self.shared)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units of the year, without the leadership."""
        return valid_units(self.view)

    @cached_property
    def models(self) -> tuple[Model, ...]:
        """Approved and not withdrawn, with their texts."""
        return self.own.approved

    @cached_property
    def proposals(self) -> tuple[Exemplar, ...]:
        return exemplars.proposals(self.view)

    @cached_property
    def inspections(self) -> tuple[Inspection, ...]:
        """Everything logged in the tab Kiểm tra in the year, with its texts."""
        return inspections_of_year(self.own)

    @cached_property
    def service(self) -> Mapping[tuple[Quarter | None, ServiceIndicator | None], ServiceFigure]:
        """The rows of DV chính quyền with their notes."""
        return {(quarter_of(one), one.code): one for one in self.whole.service_figures}

    @cached_property
    def ticks(self) -> Mapping[str | None, tuple[Tick, ...]]:
        """The instances of the plan's tasks that apply, by code."""
        until, known = self.until, Known(self.shared)
        found = tasks.ticks(self.view)
        if until > self.view.cutoff:
            found = tuple(tasks.tick(known, one.task, until) for one in found)
        return tasks.by_code(one for one in found if one.applies)

    @cached_property
    def tasks(self) -> Mapping[str | None, Task]:
        """The same rows with their texts, by ID."""
        return {one.instance_id: one for one in self.whole.tasks}

    @cached_property
    def full_reports(self) -> Mapping[int, Report]:
        """By the identity of a report without texts: the same row with them."""
        pairs = zip(self.shared.reports, self.whole.reports, strict=True)
        return {id(blank): full for blank, full in pairs}

    def of_duty(self, duty: Duty) -> Sequence[Unit]:
        """The units that owe what is asked of `duty`."""
        return units_of(ACTORS[duty], self.units)

    def asked(self, unit_id: str, view: QuarterView | None = None) -> Asked:
        """Whether a unit did something in a quarter, or in the whole year."""
        year = self.view.quarter.year
        first, last = view.period if view else (date(year, 1, 1), date(year, 12, 31))
        return Asked(unit_id, first, last, self.until, view.quarter if view else None, None)


Rule = Callable[[Facts, Clause], Iterator[Item]]
"""The things that a clause asks for, as they stand."""


@remembered
def facts(whole: Snapshot) -> Facts:
    """Arranged once for a reading."""
    return Facts(whole)
