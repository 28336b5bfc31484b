"""A record behind a figure, and what decides whether it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from fractions import Fraction

from domain.tables import Inspection, Model, Unit
from domain.vocabulary import Tab


class Why(Enum):
    """What decides whether a record counts; `components.figure_words` says it in Vietnamese."""

    APPROVED = auto()
    UNDECIDED = auto()
    RETURNED = auto()
    WITHDRAWN = auto()
    NOT_APPROVED = auto()
    NOT_STARTED = auto()
    NEXT_QUARTER = auto()
    PAUSED = auto()
    ENDED = auto()
    OWN_FIGURE = auto()
    OLD_FIGURE = auto()
    NEVER_REPORTED = auto()
    NO_MODEL = auto()
    REPORTED = auto()
    ON_TIME = auto()
    HANDED_IN_LATE = auto()
    WITHOUT_DAY = auto()
    NOT_REPORTED = auto()
    NOT_DUE = auto()
    NO_DEADLINE = auto()
    PAST_END = auto()
    HAS_MODEL = auto()
    NOT_OBLIGED = auto()
    INSPECTED = auto()
    NOT_INSPECTED = auto()
    OTHER_KIND = auto()
    NOT_CONCLUDED = auto()
    CARRIED_OUT = auto()
    NOT_CARRIED_OUT = auto()
    REMEDIED = auto()
    REMEDIED_LATE = auto()
    CLAIMED = auto()
    FAILED = auto()
    NOT_REMEDIED = auto()
    RESOLVED = auto()
    OPEN = auto()
    STATED = auto()
    AT_LEAST = auto()
    NO_FIGURE = auto()
    IMPOSSIBLE = auto()
    TICKED = auto()
    PROVEN = auto()
    DONE_LATE = auto()
    DONE_WITHOUT_DAY = auto()
    TASK_BEGUN = auto()
    TASK_OPEN = auto()
    NOT_APPLICABLE = auto()
    HELD = auto()
    HAS_EVENT = auto()
    NO_EVENT = auto()
    BRIEFED = auto()
    NOT_BRIEFED = auto()
    MORE_THAN_ASKED = auto()
    ONE_NUMBER = auto()
    NAMED = auto()
    NOT_NAMED = auto()
    ABOVE_WHOLE = auto()
    NO_FIGURES = auto()
    ANSWERED = auto()
    WAITING = auto()
    OVERDUE_REPLY = auto()
    TAKEN_UP = auto()
    PARTLY_TAKEN_UP = auto()
    EXPLAINED = auto()
    STAGE_REPORTED = auto()
    STAGE_COMPLETED = auto()
    STAGE_RECOGNISED = auto()
    STAGE_REPLICATED = auto()
    EXEMPLAR_RECOGNISED = auto()
    EXEMPLAR_REFUSED = auto()
    DECIDED = auto()
    NOT_DECIDED = auto()
    INTEGRATED = auto()
    NOT_INTEGRATED = auto()
    NOT_SAID = auto()
    CONTEST_HELD = auto()
    NO_CONTEST = auto()
    BA_NHAT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record behind a figure. `counts`: it is in the numerator. `day` is the date that decides.

    `by` are the records that make it count (reports, inspections, models). `amount` is what it adds where a figure is
    a sum: percent in I6 and I7, households in I15, days in I9, I13, I14 and I24, people in I18b, cases in I19 to I21;
    `whole` is that of which it is a part: the households of a village, the people who were asked, the cases due.
    """

    tab: Tab
    record_id: str | None
    unit_id: str | None
    counts: bool
    why: Why
    day: date | None = None
    by: tuple[str, ...] = ()
    amount: Fraction | int | None = None
    whole: int | None = None


Pairs = Iterator[tuple[Record, bool]]
"""Records, each with whether it belongs to the denominator."""


def model_record(
    model: Model, why: Why, counts: bool = False, *, day: date | None = None, by: tuple[str, ...] = (),
    amount: Fraction | int | None = None,
) -> Record:  # fmt: skip
    """A model behind a figure."""
    return Record(
        tab=Tab.MODELS, record_id=model.model_id, unit_id=model.unit_id, counts=counts, why=why, day=day, by=by,
        amount=amount,
    )  # fmt: skip


def unit_record(
    unit: Unit, why: Why, *, counts: bool, by: tuple[str, ...] = (), amount: Fraction | int | None = None,
    whole: int | None = None,
) -> Record:  # fmt: skip
    """A unit behind a figure."""
    return Record(
        tab=Tab.UNITS, record_id=unit.unit_id, unit_id=unit.unit_id, counts=counts, why=why, by=by, amount=amount,
        whole=whole,
    )  # fmt: skip


def inspected_record(tab: Tab, record_id: str | None, unit_id: str | None, found: Iterable[Inspection]) -> Record:
    """A unit or model; it counts by the inspections that were concluded there."""
    inspections = tuple(found)
    day = max((one.date for one in inspections if one.date), default=None)
    ids = tuple(one.insp_id or "" for one in inspections)
    why = Why.INSPECTED if inspections else Why.NOT_INSPECTED
    return Record(
        tab=tab, record_id=record_id, unit_id=unit_id, counts=bool(inspections), why=why, day=day, by=ids
    )  # fmt: skip


def inspection_record(one: Inspection, why: Why, *, counts: bool = False) -> Record:
    """An inspection behind a figure."""
    return Record(tab=Tab.INSPECTIONS, record_id=one.insp_id, unit_id=one.unit_id, counts=counts, why=why, day=one.date)
