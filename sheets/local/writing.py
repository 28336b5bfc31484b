"""Putting values into cells: RAW as they are, USER_ENTERED as if typed.

Source: ValueInputOption and ValueRange.values of the Sheets API.
"""

import json
from typing import Any

from sheets.local import cells, entered, formulas
from sheets.local.a1 import Area
from sheets.local.book import Book
from sheets.local.cells import Stored
from sheets.local.errors import InvalidArgument
from sheets.local.sheet import Sheet
from sheets.local.view import argument_separator

Json = dict[str, Any]
Rows = list[list[Any]]

_OPTIONS = {"RAW", "USER_ENTERED"}


def check_option(option: str | None) -> str:
    """The input option of a request; 400 when it is missing or unknown."""
    if not option or option == "INPUT_VALUE_OPTION_UNSPECIFIED":
        raise InvalidArgument("'valueInputOption' is required but not specified")
    if option not in _OPTIONS:
        kind = "type.googleapis.com/google.apps.sheets.v4.ValueInputOption"
        raise InvalidArgument(f"Invalid value at 'value_input_option' ({kind}), \"{option}\"")
    return option


def rows_of(given: Json, where: str) -> Rows:
    """The values of a ValueRange as rows; `where` is the field's name in a message."""
    values = given.get("values", [])
    dimension = given.get("majorDimension", "ROWS")
    if dimension not in {"ROWS", "COLUMNS", "DIMENSION_UNSPECIFIED"}:
        kind = "type.googleapis.com/google.apps.sheets.v4.Dimension"
        raise InvalidArgument(f"Invalid value at '{where}.major_dimension' ({kind}), \"{dimension}\"")
    if not isinstance(values, list):
        raise _no_list(f"{where}.values", values)
    for at, row in enumerate(values):
        if not isinstance(row, list):
            raise _no_list(f"{where}.values[{at}]", row)
    return _transposed(values) if dimension == "COLUMNS" else values


def put_rows(book: Book, sheet: Sheet, area: Area, rows: Rows, option: str) -> None:
    """Write the rows from the area's corner on; None leaves a cell alone, "" empties it."""
    stored = dict(sheet.grid.lines(area.top, area.top + len(rows)))
    lines = []
    for at, row in enumerate(rows):
        line = stored.get(area.top + at, [])
        for offset, raw in enumerate(row):
            if raw is not None:
                column = area.left + offset
                place = f"values[{at}][{offset}]"
                cells.put_cell(line, column, written(book, cells.cell_at(line, column), raw, option, place))
        lines.append((area.top + at, line))
    sheet.grid.write_all(lines)


def written(book: Book, cell: Stored, raw: Any, option: str, place: str) -> Stored:
    """The cell with a value of a request in it."""
    if isinstance(raw, str):
        return _with_text(book, cell, raw, option)
    if isinstance(raw, bool):
        return cells.with_value(cell, raw)
    if isinstance(raw, int | float):
        return cells.with_value(cell, cells.plain(raw))
    kind = "list_value" if isinstance(raw, list) else "struct_value"
    raise InvalidArgument(f"Invalid {place}: {kind} {json.dumps(raw, ensure_ascii=False)}")


def with_formula(book: Book, cell: Stored, formula: str) -> Stored:
    """The cell with a formula, which must be one that this service can calculate."""
    formulas.parse(formula, argument_separator(book.locale))
    return cells.with_formula(cell, cells.checked_text(formula))


def with_number_format(book: Book, cell: Stored, number_format: Json) -> Stored:
    """The cell with another number format and the rest of its format kept."""
    style = {**book.style(cells.part(cell, "s")), "numberFormat": number_format}
    return cells.with_part(cell, "s", book.style_number(style))


def _with_text(book: Book, cell: Stored, text: str, option: str) -> Stored:
    if option == "RAW":
        return cells.with_value(cell, cells.checked_text(text) or None)
    number_format = book.style(cells.part(cell, "s")).get("numberFormat")
    typed = entered.enter(text, book.locale, number_format)
    if typed.formula is not None:
        return with_formula(book, cell, typed.formula)
    cell = cells.with_value(cell, typed.value)
    return cell if typed.number_format is None else with_number_format(book, cell, typed.number_format)


def _transposed(columns: Rows) -> Rows:
    """Columns as rows; where a column is shorter the cell is left alone."""
    height = max((len(column) for column in columns), default=0)
    return [[column[at] if at < len(column) else None for column in columns] for at in range(height)]


def _no_list(where: str, value: object) -> InvalidArgument:
    text = json.dumps(value, ensure_ascii=False)
    return InvalidArgument(f"Invalid value at '{where}' (type.googleapis.com/google.protobuf.ListValue), {text}")
