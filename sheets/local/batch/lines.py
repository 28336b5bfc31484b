"""Requests on rows and columns, and the growing and shrinking of a grid."""

from typing import Any

from sheets.local.batch.moving import Deletion, change_lines
from sheets.local.batch.step import Step
from sheets.local.book import Book
from sheets.local.errors import InvalidArgument
from sheets.local.sheet import Sheet

Json = dict[str, Any]

_NAMES = {"ROWS": "row", "COLUMNS": "column"}
_PROPERTIES = {"hiddenByUser", "pixelSize"}
_PROPERTIES_REFUSED = {"hiddenByFilter", "developerMetadata", "dataSourceColumnReference"}


def append_dimension(step: Step) -> None:
    """appendDimension: empty rows or columns at the end."""
    step.check(step.given, "", {"sheetId", "dimension", "length"}, {"tableId"})
    sheet, count = step.sheet(step.given.get("sheetId")), step.given.get("length", 0)
    if count < 1:
        raise InvalidArgument(f"length[{count}] must be greater than 0")
    if step.dimension(step.given) == "ROWS":
        grow(step.book, sheet, sheet.rows + count)
        return
    step.book.check_size(count * sheet.rows)
    sheet.doc["columns"] += count


def update_dimension_properties(step: Step) -> None:
    """updateDimensionProperties: whether rows or columns are hidden, and their size in pixels."""
    step.check(step.given, "", {"range", "properties", "fields"}, {"dataSourceSheetRange"})
    chosen = step.lines()
    if chosen.end > chosen.size:
        raise InvalidArgument(f"endIndex[{chosen.end}] is after the last {_NAMES[chosen.dimension]} in the grid")
    given = step.part("properties", _PROPERTIES, _PROPERTIES_REFUSED)
    new = {name: given.get(name) for name in step.mask(_PROPERTIES)}
    if "pixelSize" in new and (new["pixelSize"] or 0) < 1:
        raise InvalidArgument("pixelSize must be greater than 0")
    for index in range(chosen.start, chosen.end):
        _set_props(chosen.sheet, chosen.dimension, index, new)


def grow(book: Book, sheet: Sheet, rows: int) -> None:
    """Make sure that the grid has so many rows."""
    missing = rows - sheet.rows
    if missing > 0:
        book.check_size(missing * sheet.columns)
        sheet.grid.insert(sheet.rows, missing)


def resize(book: Book, sheet: Sheet, rows: int, columns: int) -> None:
    """Rows and columns are added or taken away at the end."""
    grow(book, sheet, rows)
    if rows < sheet.rows:
        change_lines(book, sheet, "ROWS", Deletion(rows, sheet.rows))
    if columns < sheet.columns:
        change_lines(book, sheet, "COLUMNS", Deletion(columns, sheet.columns))
    sheet.doc["columns"] = columns


def _set_props(sheet: Sheet, dimension: str, index: int, new: Json) -> None:
    """Put the properties of one row or column beside those it has; false and absent ones are left out."""
    if dimension == "ROWS":
        old: Json = sheet.grid.row_props(index, index + 1).get(index, {})
    else:
        old = sheet.doc["column_props"].get(str(index), {})
    props = {name: value for name, value in {**old, **new}.items() if value}
    if dimension == "ROWS":
        sheet.grid.set_row_props(index, props)
    else:
        sheet.doc["column_props"][str(index)] = props
