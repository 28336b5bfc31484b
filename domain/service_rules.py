"""Figures of the government's service, filled in by an officer quarter by quarter (R26 to R35)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from domain import form_wording as wording
from domain.errors import Invalid, NotAllowed
from domain.fields import specs
from domain.government import FIGURES, RATES, Cell, row_of
from domain.permissions import Actor, require_add, require_change
from domain.plans import Add, Edit, Plan
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.tables import ServiceFigure
from domain.typed import personal_numbers, typed
from domain.vocabulary_movement import LABELS, ServiceIndicator

FIGURE_FIELDS = (*FIGURES, "note")
HEADERS = {spec.name: spec.header for spec in specs(ServiceFigure)}
Rows = dict[ServiceIndicator, ServiceFigure]


def fill_figures(snapshot: Snapshot, by: Actor, *, quarter: Quarter, rows: Mapping[str, Mapping[str, Any]]) -> Plan:
    """Fills figures of a quarter: code (CQ01 …) → field → value; what is not named stays, None empties a cell.

    Raises NotAllowed, or Invalid with problems named "CQ01.done".
    """
    require_add(by, ServiceFigure(), snapshot.settings)
    if quarter.first > snapshot.today:
        raise Invalid({"quarter": wording.FUTURE_QUARTER})
    given, problems = _typed(rows)
    after: Rows = {}
    for code, values in given.items():
        after[code] = dataclasses.replace(row_of(snapshot, quarter, code) or blank_row(quarter, code), **values)
        problems |= {f"{code}.{name}": said for name, said in personal_numbers(after[code])}
    problems = {**dict(_impossible(snapshot, quarter, after)), **problems}
    if not rows:
        problems["rows"] = wording.FILL_SOMETHING
    if problems:
        raise Invalid(problems)
    return _plan(snapshot, by, quarter, given, after)


def may_fill(snapshot: Snapshot, by: Actor | None) -> bool:
    """Whether `by` may fill in these figures at all."""
    if by is None:
        return False
    try:
        require_add(by, ServiceFigure(), snapshot.settings)
    except NotAllowed:
        return False
    return True


def blank_row(quarter: Quarter, code: ServiceIndicator) -> ServiceFigure:
    """The row of an indicator before anything was typed."""
    return ServiceFigure(year=quarter.year, quarter=quarter.name, code=code, name=LABELS[code])


def _typed(rows: Mapping[str, Mapping[str, Any]]) -> tuple[dict[ServiceIndicator, dict[str, Any]], dict[str, str]]:
    """The typed values by indicator, and what cannot be read."""
    found: dict[ServiceIndicator, dict[str, Any]] = {}
    problems: dict[str, str] = {}
    for key, values in rows.items():
        code = next((one for one in ServiceIndicator if one == key), None)
        if code is None:
            problems[str(key)] = wording.UNKNOWN_FIGURE
            continue
        given = {name: values[name] for name in FIGURE_FIELDS if name in values}
        try:
            row = typed(ServiceFigure, given)
            found[code] = {name: getattr(row, name) for name in given}
        except Invalid as error:
            problems |= {f"{code}.{name}": said for name, said in error.problems.items()}
    return found, problems


# A part that cannot be more than the whole: the rates, and what is done in time is done.
PARTS: tuple[tuple[Cell, Cell], ...] = (
    *((one.part, one.whole) for one in RATES),
    *((Cell(one, "on_time"), Cell(one, "done")) for one in ServiceIndicator),
    (Cell(ServiceIndicator.SATISFACTION, "done"), Cell(ServiceIndicator.SATISFACTION, "planned")),
)


def _impossible(snapshot: Snapshot, quarter: Quarter, after: Rows) -> Iterator[tuple[str, str]]:
    """Parts above their whole, of which one is filled in now."""
    for part, whole in PARTS:
        if part.code not in after and whole.code not in after:
            continue
        some, every = (_figure(snapshot, quarter, after, one) for one in (part, whole))
        if some is not None and every is not None and some > every:
            at = part if part.code in after else whole
            yield f"{at.code}.{at.field}", wording.MORE_THAN_WHOLE.format(_name(part), some, _name(whole), every)


def _figure(snapshot: Snapshot, quarter: Quarter, after: Rows, cell: Cell) -> int | None:
    row = after.get(cell.code) or row_of(snapshot, quarter, cell.code)
    value: int | None = getattr(row, cell.field) if row else None
    return value


def _name(cell: Cell) -> str:
    return f"{cell.code} {HEADERS[cell.field]}"


def _plan(
    snapshot: Snapshot, by: Actor, quarter: Quarter, given: Mapping[ServiceIndicator, Mapping[str, Any]], after: Rows
) -> Plan:
    """New rows, and the changed fields of those that are there."""
    adds, edits = [], []
    for code, values in given.items():
        old = row_of(snapshot, quarter, code)
        if old is None:
            require_add(by, after[code], snapshot.settings)
            adds.append(Add(after[code]))
        else:
            require_change(by, old, values, snapshot.settings)
            edits.append(Edit(old, values))
    return Plan(adds=tuple(adds), edits=tuple(edits))
