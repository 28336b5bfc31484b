"""What people did to the sheet by hand between two readings: cells changed, rows typed, rows deleted.

Rows are the same row when their ID (or natural key) is the same, wherever they stand; columns when their header means
the same field. A reading that lacks a column or a tab says nothing about what stood there.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.fields import Kind, Spec, specs
from domain.headers import header_map
from domain.rows import Grid
from domain.serials import from_serial
from domain.tables import Row

WHOLE_ROW = ""  # the column of a change that is about a row
LONGEST = 49_000  # characters of a cell


@dataclass(frozen=True, slots=True)
class HandChange:
    """One cell that changed, as Nhật ký shows it, or (`column` = WHOLE_ROW) a row that came or went.

    A row that went has its last values as JSON in `old`, one that came in `new`. It may have been another process of
    the application: whether Nhật ký has it already tells.
    """

    tab: str
    key: str
    column: str
    old: str
    new: str


def hand_changes(table: type[Row], old: Grid, new: Grid) -> Iterator[HandChange]:
    """The changes of one tab between two readings (raw values, the header row first); none where a tab is blank."""
    if not old or not new:
        return
    before, after = header_map(table, old[0]), header_map(table, new[0])
    if not all(name in header for name in table.KEY for header in (before, after)):
        return
    rows, now = _by_key(table, old, before), _by_key(table, new, after)
    shared = [spec for spec in specs(table) if spec.name in before and spec.name in after]
    for key, row in rows.items():
        if key in now:
            yield from _cells(table, key, row, now[key], (shared, before, after))
        elif not _twice(table, key, new, after):
            yield HandChange(table.TAB, key, WHOLE_ROW, as_json(table, row, before), "")
    for key, row in now.items():
        if key not in rows and not _twice(table, key, old, before):
            yield HandChange(table.TAB, key, WHOLE_ROW, "", as_json(table, row, after))


def _cells(
    table: type[Row],
    key: str,
    row: Sequence[Any],
    now: Sequence[Any],
    columns: tuple[Sequence[Spec], Mapping[str, int], Mapping[str, int]],
) -> Iterator[HandChange]:
    shared, before, after = columns
    for spec in shared:
        if spec.name in table.TAIL or spec.name in table.KEY:
            continue
        left, right = _at(row, before[spec.name]), _at(now, after[spec.name])
        if left != right or isinstance(left, bool) is not isinstance(right, bool):  # a ticked box is not the number 1
            yield HandChange(table.TAB, key, spec.header, shown(spec, left), shown(spec, right))


def shown(spec: Spec, raw: Any) -> str:
    """A raw value as Nhật ký shows it: a date as a date."""
    if isinstance(raw, bool) or not isinstance(raw, int | float) or spec.kind not in (Kind.DAY, Kind.MOMENT):
        return "" if raw is None else str(raw)
    try:
        moment: datetime = from_serial(raw)
    except (OverflowError, ValueError):
        return str(raw)
    return f"{moment:%d/%m/%Y}" if spec.kind is Kind.DAY else f"{moment:%d/%m/%Y %H:%M:%S}"


def _by_key(table: type[Row], grid: Grid, header: Mapping[str, int]) -> dict[str, Sequence[Any]]:
    """The rows whose key is complete and there once."""
    keys = [(raw_key(table, row, header), row) for row in grid[1:]]
    counts = Counter(key for key, _ in keys)
    return {key: row for key, row in keys if key and counts[key] == 1}


def _twice(table: type[Row], key: str, grid: Grid, header: Mapping[str, int]) -> bool:
    return any(raw_key(table, row, header) == key for row in grid[1:])


def raw_key(table: type[Row], row: Sequence[Any], header: Mapping[str, int]) -> str:
    """The ID or natural key as it is typed, by which a row is known from one reading to the next; "" if incomplete."""
    parts = [str(_at(row, header[name])).strip() for name in table.KEY]
    return "|".join(parts) if all(parts) else ""


def as_json(table: type[Row], row: Sequence[Any], header: Mapping[str, int]) -> str:
    """The filled cells by header, for restoring: raw values."""
    cells = {spec.header: _at(row, header[spec.name]) for spec in specs(table) if spec.name in header}
    return json.dumps({title: value for title, value in cells.items() if value != ""}, ensure_ascii=False)


def _at(row: Sequence[Any], column: int | None) -> Any:
    return row[column] if column is not None and column < len(row) else ""


def fitting(text: str) -> str:
    """As much as a cell holds. Of a whole row the longest values are cut, so that it stays JSON."""
    if len(text) <= LONGEST:
        return text
    if not text.startswith("{"):
        return text[:LONGEST]
    cells = json.loads(text)
    return json.dumps({title: str(value)[:900] for title, value in cells.items()}, ensure_ascii=False)
