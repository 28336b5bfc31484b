"""What a unit may do with rows of its own: which it may add, and which fields of which it may still change."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from domain.lifecycle import UNIT_EDITS
from domain.quarters import Quarter, containing, quarter_of
from domain.settings import DECREE, Settings
from domain.tables import (
    Communication,
    Difficulty,
    Exemplar,
    Feedback,
    Finding,
    Inspection,
    Model,
    Report,
    Row,
    Task,
    VillageSum,
)
from domain.vocabulary import DifficultyState, InspectionKind, InspectionState, ReportState, Verification
from domain.vocabulary_movement import ExemplarResult

UNIT_INSPECTIONS = frozenset({InspectionKind.SELF_CHECK, InspectionKind.HOUSEHOLD_URGING})
WITHDRAWAL = frozenset({"state", "withdrawn", "reason_back"})
REMEDY = frozenset({"remedy", "reported"})
RAISED = frozenset({"raised", "model_id", "content", "group", "proposal", "level"})
REPORT_EDITS = frozenset({ReportState.DRAFT, ReportState.RETURNED})
TICK = frozenset({"state", "done", "result", "owner"})
FILLED: Mapping[type[Row], frozenset[str]] = {Finding: REMEDY, Task: TICK}  # all that a unit fills of these rows
UNDECIDED = frozenset({None, ExemplarResult.NEW})


DAYS: Mapping[type[Row], str] = {
    Communication: "date", Inspection: "date", Difficulty: "raised", Exemplar: "proposed", Feedback: "date",
    Task: "due",
}  # fmt: skip
"""The day that puts a row into a quarter. Reports name theirs; findings are remedied whenever that is."""
VOTE = frozenset({"meeting", "approval"})


def unit_may_change(record: Row, values: Mapping[str, Any], settings: Settings, *, by: str) -> bool:
    """Whether the unit `by` may give these fields of a row of its own, as it stands before, these values."""
    return closed_quarter(record, values, settings, by=by) is None and _in_hand(record, values)


def _in_hand(record: Row, values: Mapping[str, Any]) -> bool:
    """Whether a row is still the unit's to change, and these fields of it."""
    match record:
        case Model():
            return record.state in UNIT_EDITS or values.keys() <= WITHDRAWAL
        case Report() | VillageSum():
            return record.rstatus in REPORT_EDITS
        case Finding() | Task():
            verified = isinstance(record, Finding) and record.verified is Verification.PASSED
            return values.keys() <= FILLED[type(record)] and not verified
        case Inspection():
            return record.kind in UNIT_INSPECTIONS and record.istatus is not InspectionState.CONCLUDED
        case Difficulty():
            return record.state is DifficultyState.NEW and values.keys() <= RAISED
        case Exemplar() | Feedback():
            return record.result in UNDECIDED if isinstance(record, Exemplar) else record.replied is None
    return isinstance(record, Communication)


def unit_may_add(record: Row, settings: Settings, *, by: str) -> bool:
    """Whether the unit `by` may add this row, which is its own."""
    if isinstance(record, Finding | Task):
        return False  # an officer finds, the plan tasks; the unit only fills the remedy, ticks
    if isinstance(record, Inspection) and record.kind not in UNIT_INSPECTIONS:
        return False
    return closed_quarter(record, {}, settings, by=by) is None


def closed_quarter(record: Row, values: Mapping[str, Any], settings: Settings, *, by: str) -> Quarter | None:
    """The quarter that is locked for the unit `by` and in which this row lies, or comes to lie by these values.

    An exception of the row's own unit opens it as well: MTTQ writes down what the organisations say. None: it may be
    written. A model is counted by the day on which an officer approved it, so none is locked.
    """
    units = {by, getattr(record, "unit_id", None)}
    for quarter in _quarters(record, values, settings):
        if quarter is not None and not any(quarter_open(quarter.key, unit, settings) for unit in units):
            return quarter
    return None


def _quarters(record: Row, values: Mapping[str, Any], settings: Settings) -> Iterator[Quarter | None]:
    """The quarter of a row before and after. A row without a day, or without a quarter yet, is of none."""
    if isinstance(record, Report | VillageSum):
        kept: dict[str, Any] = {name: values[name] for name in ("year", "quarter") if name in values}
        yield from map(quarter_of, (record, dataclasses.replace(record, **kept)))
    name = DAYS.get(type(record), "")
    if isinstance(record, Exemplar) and values and values.keys() <= VOTE:
        name = "meeting"
    if name:
        days: tuple[date | None, ...] = (getattr(record, name), values.get(name, getattr(record, name)))
        yield from (day_quarter(day, settings) for day in days if day is not None)


def day_quarter(day: date, settings: Settings) -> Quarter:
    """The quarter to whose data a day belongs under the setting `ky_chot`."""
    return containing(day, settings.closing_rule == DECREE)


def quarter_open(key: str, unit_id: str | None, settings: Settings) -> bool:
    """Whether a unit may still write to a quarter: not locked, or with an exception of its own ("2026-Q2/TH-05")."""
    Quarter.parse(key)
    return key not in settings.locked_quarters or f"{key}/{unit_id}" in settings.lock_exceptions
