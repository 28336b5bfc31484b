"""Requests on rows and columns, and the growing and shrinking of a grid."""

from typing import Any

from sheets.local import cells
from sheets.local.batch.moving import Deletion, Insertion, Move, change_lines, refuse_merges_across
from sheets.local.batch.step import Lines, Step
from sheets.local.book import Book
from sheets.local.cells import Line, Stored
from sheets.local.errors import InvalidArgument, Unimplemented
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


def insert_dimension(step: Step) -> None:
    """insertDimension: empty rows or columns, which look like the ones after them or, if asked for, before them."""
    step.check(step.given, "", {"range", "inheritFromBefore"}, set())
    chosen = step.lines()
    before = bool(step.given.get("inheritFromBefore"))
    if chosen.start > chosen.size or (before and not chosen.start):
        raise InvalidArgument(f"Cannot insert {_NAMES[chosen.dimension]}s at index {chosen.start}")
    sheet = chosen.sheet
    step.book.check_size(chosen.count * (sheet.columns if chosen.are_rows else sheet.rows))
    model = _model(sheet, chosen.start - before) if chosen.are_rows else []
    change_lines(step.book, sheet, chosen.dimension, Insertion(chosen.start, chosen.count))
    if chosen.are_rows:
        _dress_rows(chosen, model)
    else:
        _dress_columns(chosen, chosen.start - 1 if before else chosen.end)


def delete_dimension(step: Step) -> None:
    """deleteDimension: rows or columns with all that lies on them."""
    step.check(step.given, "", {"range"})
    chosen = step.lines()
    name = _NAMES[chosen.dimension]
    if chosen.end > chosen.size:
        raise InvalidArgument(
            f"Cannot delete a {name} that doesn't exist. Tried to delete {name} index {chosen.end - 1} but there are"
            f" only {chosen.size} {name}s."
        )
    frozen = chosen.sheet.frozen_rows if chosen.are_rows else chosen.sheet.frozen_columns
    if chosen.count == chosen.size:
        raise InvalidArgument(f"You can't delete all the {name}s on the sheet.")
    if chosen.start <= frozen and chosen.end == chosen.size:
        raise InvalidArgument(f"Sorry, it is not possible to delete all non-frozen {name}s.")
    change_lines(step.book, chosen.sheet, chosen.dimension, Deletion(chosen.start, chosen.end))


def move_dimension(step: Step) -> None:
    """moveDimension: rows or columns come to stand before the one at `destinationIndex`, counted before the move."""
    step.check(step.given, "", {"source", "destinationIndex"})
    chosen = step.lines("source")
    to = step.given.get("destinationIndex", 0)
    if chosen.end > chosen.size or not 0 <= to <= chosen.size:
        raise InvalidArgument(f"Cannot move a {_NAMES[chosen.dimension]} that doesn't exist.")
    if chosen.start < to < chosen.end:
        raise Unimplemented("moving rows or columns into themselves")
    frozen = chosen.sheet.frozen_rows if chosen.are_rows else chosen.sheet.frozen_columns
    if frozen and (chosen.start < frozen) != (to < frozen):
        raise Unimplemented("moving rows or columns across the frozen ones")
    refuse_merges_across(chosen.sheet, chosen.dimension, chosen.start, chosen.end)
    change_lines(step.book, chosen.sheet, chosen.dimension, Move(chosen.start, chosen.end, to))


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


def _model(sheet: Sheet, neighbour: int) -> Line:
    """The formats and validations that inserted rows take over."""
    return [_look(cell) for cell in sheet.grid.line(neighbour)] if neighbour < sheet.rows else []


def _dress_rows(chosen: Lines, model: Line) -> None:
    if any(look is not None for look in model):
        chosen.sheet.grid.write_all([(row, list(model)) for row in range(chosen.start, chosen.end)])


def _dress_columns(chosen: Lines, neighbour: int) -> None:
    """Give the inserted columns the look of their neighbour, row by row."""

    def dressed(line: Line) -> Line:
        look = _look(cells.cell_at(line, neighbour))
        for column in range(chosen.start, chosen.end) if look is not None else ():
            cells.put_cell(line, column, look)
        return line

    chosen.sheet.grid.change_stored(dressed)


def _look(cell: Stored) -> Stored:
    """The cell without its content and its note."""
    kept = {name: value for name, value in cell.items() if name in {"s", "d"}} if isinstance(cell, dict) else None
    return kept or None
