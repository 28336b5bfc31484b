"""What must hold within one row: required cells, the order of dates, states that need a date.

A row is checked once, when it is read; the result is kept with the record as long as the raw row stays the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from domain import check_wording as wording
from domain.fields import Spec, specs
from domain.lifecycle import NEEDS_DATE, VALID_REPORT
from domain.tables import (
    DATA_TABLES,
    Difficulty,
    Exemplar,
    Feedback,
    Finding,
    Inspection,
    Model,
    Report,
    Reward,
    Row,
    Score,
    Task,
    Unit,
    VillageSum,
)
from domain.vocabulary import (
    DifficultyState,
    Field,
    InspectionState,
    ModelState,
    ProblemLevel,
    ReportState,
    ReportType,
    Verification,
)
from domain.vocabulary_movement import INSPECTION, Acceptance, ExemplarResult, Repeat, TaskState

ERROR, WARNING = ProblemLevel.ERROR, ProblemLevel.WARNING
BLANK: tuple[object, ...] = (None, "", ())


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem of one cell before its row has a place: field name, raw value as text, level, sentence, remedy.

    `drop`: the value is left out of the record. `suggestion`: what may be typed in its place.
    `whole`: the row counts for nothing.
    """

    field: str
    value: str
    level: ProblemLevel
    message: str
    remedy: str
    drop: bool = False
    suggestion: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """`later` must not lie before `earlier`; `message` says so, None for the usual sentence with both headers."""

    earlier: str
    later: str
    message: str | None = None


ORDERS: Mapping[type[Row], tuple[Order, ...]] = {
    Unit: (Order("valid_from", "valid_to"),),
    Model: (Order("start", "end", wording.END_BEFORE_START), Order("paused_from", "paused_to")),
    Feedback: (Order("date", "replied"),),
    Exemplar: (Order("proposed", "answered"),),
    Reward: (Order("proposed", "decided"),),
}

# A required cell may stay blank while a row is a draft; and these, when the condition says so.
DRAFTS = frozenset({ModelState.DRAFT, ReportState.DRAFT})
EXEMPT: Mapping[tuple[type[Row], str], Callable[[Any], bool]] = {
    (Report, "model_id"): lambda row: row.rtype is ReportType.AD_HOC,
    (Report, "prog_self"): lambda row: row.rtype is ReportType.AD_HOC,
    (Task, "due"): lambda row: row.repeat is Repeat.AS_IT_OCCURS,
}
ALSO_NEEDED: Mapping[tuple[type[Row], str], Callable[[Any], bool]] = {
    (Model, "field_other"): lambda row: row.field is Field.OTHER,
    (Report, "unit_id"): lambda row: row.model_id is None and row.rtype is ReportType.AD_HOC,
    (Inspection, "conclusion"): lambda row: row.istatus is InspectionState.CONCLUDED,
}

# Table → field of the state → state → fields of the dates it needs.
DATED_STATES: Mapping[type[Row], tuple[str, Mapping[Any, tuple[str, ...]]]] = {
    Model: ("state", NEEDS_DATE),
    Report: ("rstatus", {ReportState.CONFIRMED: ("confirmed",)}),
    Finding: ("verified", dict.fromkeys((Verification.PASSED, Verification.FAILED), ("verified_on",))),
    Difficulty: ("state", {DifficultyState.RESOLVED: ("resolved",)}),
    Feedback: ("acceptance", dict.fromkeys(set(Acceptance) - {Acceptance.UNANSWERED}, ("replied",))),
    Exemplar: (
        "result",
        dict.fromkeys((ExemplarResult.RECOGNISED, ExemplarResult.NOT_RECOGNISED), ("answered",)),
    ),
    Task: ("state", {TaskState.DONE: ("done",)}),
}


COLUMNS: Mapping[type[Row], Mapping[str, Spec]] = {t: {spec.name: spec for spec in specs(t)} for t in DATA_TABLES}
REQUIRED = {table: [spec for spec in specs(table) if spec.column.required] for table in DATA_TABLES}
POSITIVE = {table: [spec for spec in specs(table) if spec.column.positive] for table in DATA_TABLES}
BOUNDED = {table: [spec for spec in specs(table) if spec.column.most] for table in DATA_TABLES}
LIMITED = {table: [spec for spec in specs(table) if spec.column.limit] for table in DATA_TABLES}


def checked(record: Row, bad: Collection[str]) -> tuple[Row, tuple[Fault, ...]]:
    """The record without the values that break a rule, and what is wrong. Cells in `bad` were reported already."""
    faults = tuple(fault for rule in RULES_OF[type(record)] for fault in rule(record) if fault.field not in bad)
    dropped = [fault.field for fault in faults if fault.drop]
    return (without(record, dropped) if dropped else record), faults


def without(record: Row, names: Collection[str]) -> Row:
    """The record with these fields blank."""
    blank: dict[str, Any] = {name: () if isinstance(getattr(record, name), tuple) else None for name in names}
    return dataclasses.replace(record, **blank)


def header(table: type[Row], name: str) -> str:
    """The header of a field."""
    return COLUMNS[table][name].header


def _missing(record: Row) -> Iterator[Fault]:
    if getattr(record, "state", None) in DRAFTS or getattr(record, "rstatus", None) in DRAFTS:
        return
    table = type(record)
    for spec in REQUIRED[table]:
        if getattr(record, spec.name) in BLANK and not _exempt(record, spec.name):
            yield _lacks(spec.name, spec.header)
    for (owner, name), needed in ALSO_NEEDED.items():
        if owner is table and getattr(record, name) is None and needed(record):
            yield _lacks(name, header(table, name))


def _exempt(record: Row, name: str) -> bool:
    exempt = EXEMPT.get((type(record), name))
    return exempt is not None and exempt(record)


def _lacks(name: str, title: str) -> Fault:
    return Fault(name, "", ERROR, wording.MISSING.format(title), wording.MISSING_REMEDY.format(title))


def _in_order(record: Row) -> Iterator[Fault]:
    table = type(record)
    for order in ORDERS.get(table, ()):
        earlier, later = getattr(record, order.earlier), getattr(record, order.later)
        if earlier is None or later is None or later >= earlier:
            continue
        usual = wording.BEFORE.format(header(table, order.later), header(table, order.earlier))
        shown = f"{later:%d/%m/%Y}"
        yield Fault(order.later, shown, ERROR, order.message or usual, wording.DATES_REMEDY, drop=True)


def _above_zero(record: Row) -> Iterator[Fault]:
    for spec in POSITIVE[type(record)]:
        value = getattr(record, spec.name)
        if value is not None and value <= 0:
            message = wording.ABOVE_ZERO.format(spec.header)
            yield Fault(spec.name, f"{value:g}", ERROR, message, wording.ABOVE_ZERO_REMEDY, drop=True)


def _within_bounds(record: Row) -> Iterator[Fault]:
    for spec in BOUNDED[type(record)]:
        value, most = getattr(record, spec.name), spec.column.most
        if most is not None and value is not None and value > most:
            said, remedy = wording.AT_MOST.format(spec.header, f"{most:g}"), wording.AT_MOST_REMEDY.format(f"{most:g}")
            yield Fault(spec.name, f"{value:g}", ERROR, said, remedy, drop=True)


def _within_limit(record: Row) -> Iterator[Fault]:
    for spec in LIMITED[type(record)]:
        value, limit = getattr(record, spec.name), spec.column.limit
        if limit is not None and value is not None and len(value) > limit:
            message = wording.TOO_LONG.format(len(value), limit)
            yield Fault(spec.name, value[:limit], WARNING, message, wording.TOO_LONG_REMEDY)


def _dated(record: Row) -> Iterator[Fault]:
    table = type(record)
    name, needed = DATED_STATES.get(table, ("", {}))
    state = getattr(record, name, None)
    for date_name in needed.get(state, ()):
        if getattr(record, date_name) is None:
            title = header(table, date_name)
            message = wording.STATE_NEEDS_DATE.format(state, title)
            yield Fault(date_name, "", ERROR, message, wording.MISSING_REMEDY.format(title))


def _handed_in(record: Row) -> Iterator[Fault]:
    """Ngày nộp blank in a hand-typed row: handed in, but never on time (data model, indicators)."""
    if isinstance(record, Report | VillageSum) and record.rstatus in VALID_REPORT and record.submitted is None:
        yield Fault("submitted", "", WARNING, wording.NOT_DATED, wording.NOT_DATED_REMEDY)


def _never_typed(record: Row) -> Iterator[Fault]:
    """The points of the inspection criterion follow from other tabs; a typed value counts for nothing (R41)."""
    if isinstance(record, Score) and record.criterion_id == INSPECTION and record.points is not None:
        said, remedy = wording.INSPECTION_TYPED, wording.INSPECTION_TYPED_REMEDY
        yield Fault("points", f"{record.points:g}", ERROR, said, remedy, drop=True)


# Each rule with the tables to which it applies: a table is spared the others.
RULES: tuple[tuple[Callable[[Row], Iterator[Fault]], Collection[type[Row]]], ...] = (
    (_missing, DATA_TABLES),
    (_in_order, tuple(ORDERS)),
    (_above_zero, tuple(table for table in DATA_TABLES if POSITIVE[table])),
    (_within_bounds, tuple(table for table in DATA_TABLES if BOUNDED[table])),
    (_within_limit, tuple(table for table in DATA_TABLES if LIMITED[table])),
    (_dated, tuple(DATED_STATES)),
    (_handed_in, (Report, VillageSum)),
    (_never_typed, (Score,)),
)
RULES_OF = {table: [rule for rule, tables in RULES if table in tables] for table in DATA_TABLES}
