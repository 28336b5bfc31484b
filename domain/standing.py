"""Rows as they stand in a snapshot, for rules that mend them: raw cells, their record, and reading one cell more."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pydantic import ValidationError

from domain import codec, seed
from domain.context import Context
from domain.errors import Gone
from domain.headers import header_map
from domain.names import UnitNames
from domain.rows import ADAPTERS, Grid, RowReader, key_of
from domain.snapshot import RECORDS, Snapshot
from domain.tables import DATA_TABLES, Row
from domain.vocabulary import Tab


@dataclass(frozen=True, slots=True)
class Standing:
    """A row: its record, its sheet row, its raw cells, the columns of the tab, whether its key names it alone."""

    record: Row
    row: int
    cells: Sequence[Any]
    header: Mapping[str, int]
    keyed: bool

    def raw(self, name: str) -> Any:
        """What stands in the cell of a field, "" for nothing."""
        at = self.header.get(name)
        return self.cells[at] if at is not None and at < len(self.cells) else ""


def table_of(tab: str) -> type[Row] | None:
    """The declaration of a tab with records; None for the others."""
    return next((one for one in DATA_TABLES if tab == one.TAB), None)


def records_of(snapshot: Snapshot, tab: Tab) -> Sequence[Row]:
    """The records of a tab that count."""
    found = getattr(snapshot, RECORDS.get(cast(type[Row], table_of(tab)), ""), ())
    return cast(Sequence[Row], found)


def record_of(snapshot: Snapshot, tab: Tab, key: str | None) -> Row | None:
    """The record of this ID or natural key that counts."""
    return next((one for one in records_of(snapshot, tab) if key is not None and key_of(one) == key), None)


def standing_at(snapshot: Snapshot, tab: Tab, row: int) -> Standing:
    """What stands in a sheet row. Raises Gone where no record stands there, or a row that a partial sort has torn."""
    table = table_of(tab)
    grid = snapshot.grids.get(tab, ())
    if table is None or not 2 <= row <= len(grid):
        raise Gone(f"{tab}, {row}")
    read = RowReader(table, grid[0], context(snapshot, table)).read(grid[row - 1]).record
    if read is None:
        raise Gone(f"{tab}, {row}")
    key = key_of(read)
    keyed = key is not None and snapshot.row_of(tab, key) == row
    record = (record_of(snapshot, tab, key) if keyed else None) or read
    return Standing(record, row, tuple(grid[row - 1]), header_map(table, grid[0]), keyed)


def context(snapshot: Snapshot, table: type[Row]) -> Context:
    """What reading a cell of this tab knows of its surroundings, as when the workbook was read."""
    if table in codec.FIRST:
        return Context()
    names, year = UnitNames(snapshot.units), int(snapshot.settings.plan_year)
    return Context(names=names, catalogue=seed.spellings(snapshot.catalogue), year=year)


@dataclass(frozen=True, slots=True)
class ReadCell:
    """What a cell gave: its value, or why it cannot be used; `guessed` = by a guess."""

    value: Any = None
    wrong: str = ""
    guessed: bool = False


def read_cell(snapshot: Snapshot, record: Row, name: str, raw: Any) -> ReadCell:
    """What `raw` would give in the column of the field `name`, in the row of `record`."""
    table = type(record)
    surroundings = context(snapshot, table)
    surroundings.row_year = getattr(record, "year", None)
    surroundings.year = surroundings.row_year or surroundings.year
    try:
        read = ADAPTERS[table.TAB].validate_python({name: raw}, context=surroundings)
    except ValidationError as error:
        return ReadCell(wrong=str(error.errors(include_url=False)[0]["msg"]))
    return ReadCell(getattr(read, name), guessed=bool(surroundings.warnings))


def blanked(record: Row, name: str) -> Row:
    """The record without what was read from this cell."""
    nothing: dict[str, Any] = {name: getattr(type(record)(), name)}
    return dataclasses.replace(record, **nothing)


def rows_showing(grid: Grid, column: int, text: str) -> Iterator[int]:
    """Sheet rows whose cell shows `text`, readable or not."""
    rows = enumerate(grid[1:], 2)
    return (number for number, row in rows if column < len(row) and str(row[column]).strip() == text)
