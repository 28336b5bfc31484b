"""What was changed after a quarter was locked, as far as it can move a figure of that quarter: who, when, which record.

Nearly every figure is of the year up to the quarter's end, so a record touches it when its day is not later than that:
as it stands now, or as it stood before the change. What people typed into the sheet is among it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from pydantic import ValidationError

from domain import lock_keys
from domain.context import Context
from domain.fields import specs
from domain.quarters import Quarter, quarter_of
from domain.remembered import remembered
from domain.rows import ADAPTERS, key_of
from domain.snapshot import Snapshot
from domain.standing import records_of, table_of
from domain.tables import (
    Communication,
    Difficulty,
    Exemplar,
    Feedback,
    Finding,
    HistoryEntry,
    Inspection,
    Model,
    Report,
    Reward,
    Row,
    ServiceFigure,
    Task,
    VillageSum,
)
from domain.view import period
from domain.vocabulary import HistoryAction, Source, Tab

DAYS: Mapping[type[Row], str] = {
    Model: "approved", Inspection: "date", Finding: "due", Difficulty: "raised", Communication: "date",
    Feedback: "date", Exemplar: "proposed", Reward: "proposed", Task: "due",
}  # fmt: skip
QUARTERLY = (Report, VillageSum, ServiceFigure)
OF_NO_FIGURE = frozenset({*lock_keys.PARTS, "so_nam_sau", "so_nam_truoc"})
"""Settings on which no figure rests: the lists of locks, the workbooks of other years."""
TIMES = frozenset({"year", "quarter", *DAYS.values()})

_MODELS = frozenset({Tab.MODELS, Tab.UNITS, Tab.SETTINGS})
_PROGRESS = _MODELS | {Tab.REPORTS}
_PROVING = frozenset({
    Tab.TASKS, Tab.COMMUNICATIONS, Tab.INSPECTIONS, Tab.VILLAGE_SUMS, Tab.SERVICE_FIGURES, Tab.DIFFICULTIES,
    Tab.FEEDBACK, Tab.EXEMPLARS, Tab.REWARDS,
})  # fmt: skip
_FINDINGS = frozenset({Tab.FINDINGS, Tab.UNITS, Tab.SETTINGS})
_EVENTS = frozenset({Tab.COMMUNICATIONS, Tab.UNITS})
TABS: Mapping[str, frozenset[Tab]] = {
    "I1a": _MODELS, "I1b": _MODELS, "I6": _PROGRESS, "I7": _PROGRESS, "I8": _PROGRESS, "I8b": _PROGRESS,
    "I9": _PROGRESS, "I10": _MODELS, "I11": _MODELS | {Tab.INSPECTIONS}, "I11b": _MODELS | {Tab.INSPECTIONS},
    "I12": _FINDINGS, "I12b": _FINDINGS, "I13": _FINDINGS, "I14": frozenset({Tab.DIFFICULTIES}),
    "I14b": frozenset({Tab.DIFFICULTIES}), "I15a": _PROGRESS, "I15b": _PROGRESS | {Tab.VILLAGE_SUMS},
    "I16": _MODELS, "I17": _PROVING | _PROGRESS, "I17b": _PROVING | _PROGRESS, "I18": _EVENTS, "I18b": _EVENTS,
    "I18c": _EVENTS, "I18d": _EVENTS | {Tab.EXEMPLARS}, "R58": _EVENTS | _MODELS, "R63": _EVENTS,
    **dict.fromkeys(("I19", "I19b", "I19c", "I20", "I20b", "I21", "I21b", "I21c"), frozenset({Tab.SERVICE_FIGURES})),
    "I22": frozenset({Tab.FEEDBACK}), "I22b": frozenset({Tab.FEEDBACK}), "I23": _PROGRESS | {Tab.EXEMPLARS},
    "I24": frozenset({Tab.EXEMPLARS}), "I24b": frozenset({Tab.EXEMPLARS}), "I24c": frozenset({Tab.REWARDS}),
}  # fmt: skip
"""The tabs from which each kept figure follows."""


@dataclass(frozen=True, slots=True)
class Later:
    """One change of one record: its entries in Nhật ký, those about single fields or the one about the whole row."""

    tab: Tab
    record_id: str
    entries: tuple[HistoryEntry, ...]

    @property
    def head(self) -> HistoryEntry:
        return self.entries[0]

    @property
    def by_hand(self) -> bool:
        """Whether somebody typed it into the sheet."""
        return self.head.source is Source.HAND


def later(entries: Iterable[HistoryEntry], snapshot: Snapshot, quarter: Quarter, op: str) -> tuple[Later, ...]:
    """Of the entries since a lock (operation `op`) those that touch its quarter, the newest first."""
    of = [one for one in entries if one.op_id != op and one.record_id and _tab(one) in ALL_TABS]
    ordered = sorted(of, key=_place)
    found = []
    for (_, _, tab, record_id), many in groupby(ordered, key=_place):
        change = Later(Tab(tab), record_id, tuple(many))
        if _touches(change, snapshot, quarter):
            found.append(change)
    return tuple(reversed(found))


ALL_TABS = frozenset(tab for tabs in TABS.values() for tab in tabs)


def causes(changes: Sequence[Later], code: str, unit_id: str | None, snapshot: Snapshot) -> tuple[Later, ...]:
    """Of these changes those that can have moved a figure; of a unit its own records and what holds for all."""
    tabs = TABS.get(code, ALL_TABS)
    of = (one for one in changes if one.tab in tabs)
    return tuple(one for one in of if unit_id is None or _unit(one, snapshot) in (unit_id, None))


def _unit(change: Later, snapshot: Snapshot) -> str | None:
    """Whose record it is; None: nobody's, or not known any more."""
    record = _by_key(snapshot, change.tab).get(change.record_id)
    if change.tab is Tab.UNITS:
        return change.record_id
    return snapshot.owner_of(record) if record is not None else None


def _tab(entry: HistoryEntry) -> Tab | None:
    return next((tab for tab in Tab if tab == entry.tab), None)


def _place(entry: HistoryEntry) -> tuple[str, str, str, str]:
    at = entry.at.isoformat() if isinstance(entry.at, datetime) else ""
    return at, entry.op_id or "", entry.tab or "", entry.record_id or ""


def _touches(change: Later, snapshot: Snapshot, quarter: Quarter) -> bool:
    if change.tab is Tab.SETTINGS:
        counts = change.record_id not in OF_NO_FIGURE
        return counts and change.head.action is not HistoryAction.LOCK_PERIOD
    if change.tab is Tab.UNITS:
        return True
    last = period(quarter, snapshot.settings)[1]
    return any(_is_of(one, quarter, last) for one in _states(change, snapshot))


def _is_of(record: Row, quarter: Quarter, last: date) -> bool:
    if isinstance(record, QUARTERLY):
        of = quarter_of(record)
        return of is not None and of.year == quarter.year and of <= quarter
    day: date | None = getattr(record, DAYS[type(record)])
    return day is not None and day <= last


def _states(change: Later, snapshot: Snapshot) -> Iterator[Row]:
    """The record as it stands, and of the cells that tell its day what they held before and after this change."""
    record = _by_key(snapshot, change.tab).get(change.record_id)
    if record is not None:
        yield record
    for cells in (_cells(change, "old"), _cells(change, "new")):
        read = _read(change.tab, cells)
        if read is not None:
            yield read


def _cells(change: Later, side: str) -> dict[str, Any]:
    """What the entries say of the cells that tell the day, by field."""
    table = table_of(change.tab)
    names = {spec.header: spec.name for spec in specs(table) if spec.name in TIMES} if table else {}
    found: dict[str, Any] = {}
    for entry in change.entries:
        text = getattr(entry, side)
        if entry.column is None:
            found |= {names[title]: value for title, value in _json(text).items() if title in names}
        elif entry.column in names and text:
            found[names[entry.column]] = text
    return found


def _json(text: str | None) -> dict[str, Any]:
    try:
        cells = json.loads(text or "")
    except ValueError:
        return {}
    return cells if isinstance(cells, dict) else {}


def _read(tab: Tab, cells: Mapping[str, Any]) -> Row | None:
    if not cells:
        return None
    try:
        return ADAPTERS[tab].validate_python(dict(cells), context=Context())
    except ValidationError:
        return None


@remembered
def _by_key(snapshot: Snapshot, tab: Tab) -> Mapping[str, Row]:
    return {key: one for one in records_of(snapshot, tab) if (key := key_of(one)) is not None}
