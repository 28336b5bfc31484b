"""Typed cells and rows as batchUpdate wants them: numbers, date serials and plain strings, never parsed like typing."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from domain import codec
from domain.fields import Declared, Kind, Spec, specs
from sheets.workbook import Request

VALUE_FIELDS = "userEnteredValue"
CELL_FIELDS = f"{VALUE_FIELDS},userEnteredFormat.numberFormat"

# The pattern follows the locale vi_VN. Text is formatted as text, so that a person's "0912" or "3/4" stays as typed.
NUMBER_FORMATS: Mapping[Kind, Mapping[str, str]] = {
    Kind.DAY: {"type": "DATE", "pattern": "dd/mm/yyyy"},
    Kind.MOMENT: {"type": "DATE_TIME", "pattern": "dd/mm/yyyy hh:mm:ss"},
    Kind.COUNT: {"type": "NUMBER", "pattern": "0"},
    Kind.TEXT: {"type": "TEXT", "pattern": "@"},
    Kind.LONG_TEXT: {"type": "TEXT", "pattern": "@"},
    Kind.LIST: {"type": "TEXT", "pattern": "@"},
}

NOTHING: Mapping[str, Any] = MappingProxyType({})
Header = Mapping[str, int]  # field name → 0-based column


def cell(spec: Spec, value: Any) -> dict[str, Any]:
    """CellData for `value`, with its format: a row appended beyond the grid need not inherit that of the column."""
    return raw_cell(spec, raw_of(spec, value))


def raw_of(spec: Spec, value: Any) -> Any:
    """As an unformatted read gives it: "" for nothing."""
    raw = codec.to_cell(spec, value)
    return "" if raw is None else raw


def raw_cell(spec: Spec, raw: Any) -> dict[str, Any]:
    """CellData for a raw value, with the format of the column; "" for a blank cell."""
    data: dict[str, Any] = {}
    if raw != "":
        data["userEnteredValue"] = extended_value(raw)
    if spec.kind in NUMBER_FORMATS:
        data["userEnteredFormat"] = {"numberFormat": dict(NUMBER_FORMATS[spec.kind])}
    return data


def extended_value(raw: float | str | bool) -> dict[str, Any]:
    """ExtendedValue; a string is always `stringValue`, so "=…" and "0042" stay what they are."""
    if isinstance(raw, bool):
        return {"boolValue": raw}
    return {"stringValue": str(raw)} if isinstance(raw, str) else {"numberValue": raw}


def row_data(
    table: type[Declared], record: Declared, header: Header, raw: Mapping[str, Any] = NOTHING
) -> dict[str, Any]:
    """RowData of `record` with each field under its header; columns that nobody declared stay blank.

    `raw` are raw values by field that go in as they are.
    """
    cells: list[dict[str, Any]] = [{} for _ in range(max(header.values()) + 1)]
    for spec in specs(table):
        if spec.name in header:
            cells[header[spec.name]] = raw_cell(spec, held_of(spec, record, raw))
    return {"values": cells}


def held_of(spec: Spec, record: Declared, raw: Mapping[str, Any]) -> Any:
    """What the cell of a field is to hold, "" for nothing."""
    return raw[spec.name] if spec.name in raw else raw_of(spec, getattr(record, spec.name))


def raw_row(table: type[Declared], record: Declared, header: Header, raw: Mapping[str, Any] = NOTHING) -> list[Any]:
    """The row as an unformatted read will return it."""
    row: list[Any] = [""] * (max(header.values()) + 1)
    for spec in specs(table):
        if spec.name in header:
            row[header[spec.name]] = held_of(spec, record, raw)
    return row


def append_rows(gid: int, rows: Iterable[dict[str, Any]], fields: str = CELL_FIELDS) -> Request:
    """After the last row with data: no guessing at a table (google-sheets.md, part one, "append")."""
    return {"appendCells": {"sheetId": gid, "rows": list(rows), "fields": fields}}


def values_of(row: dict[str, Any]) -> dict[str, Any]:
    """RowData without its formats, for `VALUE_FIELDS`: where the rows have those of their columns already."""
    return {"values": [{key: cell[key] for key in (VALUE_FIELDS,) if key in cell} for cell in row["values"]]}


def write_cells(gid: int, row: int, column: int, data: list[dict[str, Any]], fields: str = CELL_FIELDS) -> Request:
    """Overwrites cells of one row from a place on: sheet row `row` (1-based), column 0-based."""
    start = {"sheetId": gid, "rowIndex": row - 1, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": [{"values": data}], "fields": fields}}


def write_cell(gid: int, row: int, column: int, text: str) -> Request:
    """Overwrites one cell with a text: sheet row `row` (1-based), column 0-based."""
    return write_cells(gid, row, column, [{"userEnteredValue": extended_value(text)}], "userEnteredValue")


def as_text(spec: Spec, value: Any) -> str | None:
    """A value as a person reads it in Nhật ký."""
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M:%S")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    raw = codec.to_cell(spec, value)
    return None if raw is None else str(raw)
