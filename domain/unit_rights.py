"""What a unit may do with rows of its own: which it may add, and which fields of which it may still change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.lifecycle import UNIT_EDITS
from domain.quarters import Quarter
from domain.settings import Settings
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
from domain.vocabulary import DifficultyState, InspectionKind, InspectionState, ReportState
from domain.vocabulary_movement import ExemplarResult

UNIT_INSPECTIONS = frozenset({InspectionKind.SELF_CHECK, InspectionKind.HOUSEHOLD_URGING})
WITHDRAWAL = frozenset({"state", "withdrawn", "reason_back"})
REMEDY = frozenset({"remedy", "reported"})
RAISED = frozenset({"raised", "model_id", "content", "group", "proposal", "level"})
REPORT_EDITS = frozenset({ReportState.DRAFT, ReportState.RETURNED})
TICK = frozenset({"state", "done", "result", "owner"})
FILLED: Mapping[type[Row], frozenset[str]] = {Finding: REMEDY, Task: TICK}  # all that a unit fills of these rows
UNDECIDED = frozenset({None, ExemplarResult.NEW})


def unit_may_change(record: Row, values: Mapping[str, Any], settings: Settings) -> bool:
    """Whether a unit may give these fields of a row of its own, as it stands before, these values."""
    match record:
        case Model():
            return record.state in UNIT_EDITS or values.keys() <= WITHDRAWAL
        case Report() | VillageSum():
            return record.rstatus in REPORT_EDITS and unit_may_add(record, settings)
        case Finding() | Task():
            return values.keys() <= FILLED[type(record)] and day_open(_day(record), record.unit_id, settings)
        case Inspection():
            return record.kind in UNIT_INSPECTIONS and record.istatus is not InspectionState.CONCLUDED
        case Difficulty():
            return record.state is DifficultyState.NEW and values.keys() <= RAISED
        case Exemplar() | Feedback():
            return record.result in UNDECIDED if isinstance(record, Exemplar) else record.replied is None
        case Communication():
            days = (record.date, values.get("date", record.date))
            return all(day_open(day, record.unit_id, settings) for day in days)
    return False


def unit_may_add(record: Row, settings: Settings) -> bool:
    """Whether a unit may add this row, which is its own."""
    if isinstance(record, Finding | Task):
        return False  # an officer finds, the plan tasks; the unit only fills the remedy, ticks
    if isinstance(record, Inspection):
        return record.kind in UNIT_INSPECTIONS
    if isinstance(record, Report | VillageSum) and record.year and record.quarter:
        return quarter_open(f"{record.year}-Q{_number(record.quarter)}", record.unit_id, settings)
    return not isinstance(record, Communication) or day_open(record.date, record.unit_id, settings)


def day_open(day: date | None, unit_id: str | None, settings: Settings) -> bool:
    """Whether a unit may still write what is of this day: its quarter is open. Without a day nothing is locked."""
    return day is None or quarter_open(Quarter.of(day).key, unit_id, settings)


def _day(record: Finding | Task) -> date | None:
    """The day that puts a row into a quarter: a task's deadline. Findings are remedied whenever that is."""
    return record.due if isinstance(record, Task) else None


def quarter_open(key: str, unit_id: str | None, settings: Settings) -> bool:
    """Whether a unit may still write to a quarter: not locked, or with an exception of its own ("2026-Q2/TH-05")."""
    Quarter.parse(key)
    return key not in settings.locked_quarters or f"{key}/{unit_id}" in settings.lock_exceptions


def _number(name: str) -> int:
    return ("I", "II", "III", "IV").index(name) + 1
