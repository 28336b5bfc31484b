"""Putting back what stood: fields of a record as Nhật ký remembers them, and rows that people deleted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain import form_wording as wording
from domain.codec import to_cell
from domain.errors import Gone, Invalid, NotAllowed
from domain.fields import Kind, Spec, specs
from domain.headers import header_map
from domain.noticing import raw_key
from domain.permissions import Actor, require_restoring
from domain.plans import Add, Edit, Plan, Way
from domain.remembered import remembered
from domain.rows import RowReader
from domain.snapshot import Snapshot
from domain.standing import Standing, context, read_cell, standing_at, table_of
from domain.tables import HistoryEntry, Row
from domain.vocabulary import Source, Tab

Then = str | float | bool | None
"""What a cell held, as its history shows it: a text, or the number that it is known to have been."""

NUMBERS = frozenset({Kind.COUNT, Kind.NUMBER, Kind.PERCENT})
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")
THOUSANDS = re.compile(r"-?\d{1,3}\.\d{3}")  # as a person writes 1234, or a program 1,234
DAY = re.compile(r"\d{2}/\d{2}/\d{4}")
BOXES = {"True": True, "False": False}


def put_back(snapshot: Snapshot, by: Actor, *, tab: str, record_id: str, values: Mapping[str, Then]) -> Plan:
    """Gives these fields of a record the values that they had, by field as Nhật ký shows them.

    What a person had typed comes back as it was, readable or not. Raises NotAllowed, or Gone.
    """
    table = _table(tab)
    require_restoring(by, table.TAB, values)
    if set(values) & set(table.KEY):
        raise NotAllowed(tab)  # under another key it would be another record
    row = snapshot.row_of(table.TAB, record_id)
    if row is None:
        raise Gone(record_id)
    stands = standing_at(snapshot, table.TAB, row)
    cells = {
        spec.name: cell_then(spec, values[spec.name])
        for spec in specs(table)
        if spec.name in values and spec.name in stands.header
    }
    raw = {name: cell for name, cell in cells.items() if cell != stands.raw(name)}
    return Plan(edits=(Edit(stands.record, _typed(snapshot, stands, raw), raw=raw),), way=Way.RESTORES)


def restore_row(snapshot: Snapshot, by: Actor, *, tab: str, record_id: str, cells: Mapping[str, Any]) -> Plan:
    """Brings a deleted row back as it stood, with its own ID; `cells` = its raw values by header.

    Raises NotAllowed, or Invalid where the ID stands in the sheet again or the row is not the one of this ID.
    """
    table = _table(tab)
    require_restoring(by, table.TAB, ())
    header = [spec.header for spec in specs(table)]
    row = [cells.get(title, "") for title in header]
    columns = header_map(table, header)
    if raw_key(table, row, columns) != record_id:
        raise Invalid({table.KEY[0]: wording.NOT_THAT_ROW.format(record_id)})
    record = RowReader(table, header, context(snapshot, table)).read(row).record
    if record is None:
        raise Invalid({table.KEY[0]: wording.NOT_THAT_ROW.format(record_id)})
    if stands_again(snapshot, table, record_id):
        raise Invalid({table.KEY[0]: wording.STANDS_AGAIN.format(record_id)})
    raw = {name: row[at] for name, at in columns.items() if name not in table.TAIL}
    return Plan(adds=(Add(record, raw=raw),), way=Way.RESTORES)


def stands_again(snapshot: Snapshot, table: type[Row], record_id: str) -> bool:
    """Whether a row with this ID or natural key is in the sheet, however it can be read."""
    return snapshot.row_of(table.TAB, record_id) is not None or record_id in _typed_otherwise(snapshot, table.TAB)


@remembered
def _typed_otherwise(snapshot: Snapshot, tab: Tab) -> frozenset[str]:
    """The IDs or natural keys of a tab that are typed otherwise than they are read."""
    grid, table = snapshot.grids.get(tab, ()), table_of(tab)
    if not grid or table is None:
        return frozenset()
    header, known = header_map(table, grid[0]), snapshot.rows.get(tab, {})
    return frozenset(key for row in grid[1:] if (key := raw_key(table, row, header)) not in known)


def values_before(table: type[Row], entries: Sequence[HistoryEntry], first: int) -> dict[str, Then]:
    """What `put_back` has to give so that a record is as it was before `entries[first]` (its history, oldest first).

    Of each field that was changed since then: what it held before the first of these changes. Not the key.
    """
    by_header = {spec.header: spec for spec in specs(table) if spec.name not in (*table.TAIL, *table.KEY)}
    found: dict[str, Then] = {}
    for entry in entries[first:]:
        spec = by_header.get(entry.column or "")
        if spec is not None and spec.name not in found:
            found[spec.name] = _then(spec, entry.old, entries)
    return found


@dataclass(frozen=True, slots=True)
class Back:
    """A field that would get an earlier value: its name and header, what Nhật ký says it holds, what it would hold."""

    field: str
    header: str
    now: str | None
    then: Then


def going_back(table: type[Row], entries: Sequence[HistoryEntry], first: int) -> list[Back]:
    """What `put_back` would change to undo `entries[first]` and all that came after it."""
    now = {one.column: one.new for one in entries if one.column}
    titles = {spec.name: spec.header for spec in specs(table)}
    before = values_before(table, entries, first)
    found = [Back(name, titles[name], now[titles[name]], then) for name, then in before.items()]
    return [one for one in found if str(one.then or "") != (one.now or "")]


def deleted_cells(text: str | None) -> dict[str, Any] | None:
    """The raw values by header that Nhật ký keeps of a deleted row; None where somebody has spoilt them."""
    try:
        cells = json.loads(text or "")
    except ValueError:
        return None
    plain = isinstance(cells, dict) and all(isinstance(one, str | int | float | bool) for one in cells.values())
    return cells if plain else None


def cell_then(spec: Spec, then: Then) -> Any:
    """The raw value of a cell of which Nhật ký shows `then`; "" for a blank one."""
    if then is None or not isinstance(then, str):
        return "" if then is None else then
    text = then.strip()
    if spec.kind is Kind.YES_NO and text in BOXES:
        return BOXES[text]
    if spec.kind in NUMBERS and NUMBER.fullmatch(text) and not THOUSANDS.fullmatch(text):
        number = float(text)
        return int(number) if number.is_integer() else number
    if spec.kind is Kind.DAY and DAY.fullmatch(text):
        try:
            return to_cell(spec, datetime.strptime(text, "%d/%m/%Y").date())  # noqa: DTZ007 - a day has no zone
        except ValueError:
            return then
    return then


def _then(spec: Spec, old: str | None, entries: Sequence[HistoryEntry]) -> Then:
    """The application writes numbers: of what it wrote, 1.234 is a bit more than one and no thousand."""
    if old is None or spec.kind not in NUMBERS or not THOUSANDS.fullmatch(old):
        return old
    own = any((one.column, one.new, one.source) == (spec.header, old, Source.APPLICATION) for one in entries)
    return float(old) if own else old


def _typed(snapshot: Snapshot, stands: Standing, raw: Mapping[str, Any]) -> dict[str, Any]:
    """What these cells mean, as far as they can be read."""
    nothing = type(stands.record)()
    read = {name: read_cell(snapshot, stands.record, name, cell) for name, cell in raw.items() if cell != ""}
    return {name: read[name].value if name in read and not read[name].wrong else getattr(nothing, name) for name in raw}


def _table(tab: str) -> type[Row]:
    table = table_of(tab)
    if table is None:
        raise NotAllowed(tab)
    return table
