"""Requests on whole sheets and on the spreadsheet itself."""

from typing import Any
from zoneinfo import available_timezones

from sheets.local import cells, defaults, formats, formulas, masks, spreadsheet
from sheets.local.batch import lines
from sheets.local.batch.step import Step
from sheets.local.errors import InvalidArgument, Unimplemented
from sheets.local.locales import LOCALES
from sheets.local.masks import Mask
from sheets.local.sheet import Sheet

Json = dict[str, Any]

_SHEET = {
    "sheetId",
    "title",
    "index",
    "sheetType",
    "gridProperties",
    "hidden",
    "tabColor",
    "tabColorStyle",
    "rightToLeft",
}
_GRID = {
    "rowCount",
    "columnCount",
    "frozenRowCount",
    "frozenColumnCount",
    "hideGridlines",
    "rowGroupControlAfter",
    "columnGroupControlAfter",
}
_SPREADSHEET = {"title", "locale", "timeZone", "autoRecalc"}
_SPREADSHEET_REFUSED = {"defaultFormat", "iterativeCalculationSettings", "spreadsheetTheme"}
_RECALCULATIONS = {"ON_CHANGE", "MINUTE", "HOUR"}


def add_sheet(step: Step) -> Json:
    """addSheet: a new sheet, by default at the end and of Google's size."""
    step.check(step.given, "", {"properties"})
    given = _properties(step)
    if given.get("sheetType", "GRID") != "GRID":
        raise Unimplemented(f"sheets of the type {given['sheetType']}")
    book = step.book
    sheet_id = given["sheetId"] if "sheetId" in given else spreadsheet.free_id(book)
    if book.sheet(sheet_id):
        raise InvalidArgument(f"Sheet with id {sheet_id} already exists.")
    title = given.get("title") or spreadsheet.free_title(book, f"Sheet{len(book.sheets) + 1}")
    _check_title(step, title, None)
    grid = given.get("gridProperties", {})
    rows, columns = grid.get("rowCount", defaults.ROWS), grid.get("columnCount", defaults.COLUMNS)
    _check_grid(rows, columns, grid)
    index = min(given.get("index", len(book.sheets)), len(book.sheets))
    sheet = book.add_sheet(_stored({**given, "sheetId": sheet_id, "title": title}), rows, columns, index)
    return {"properties": sheet.properties(book.sheets.index(sheet))}


def delete_sheet(step: Step) -> None:
    """deleteSheet: the sheet and all that is on it."""
    step.check(step.given, "", {"sheetId"})
    book, sheet = step.book, step.book.sheet(step.given.get("sheetId", 0))
    if sheet is None:
        raise InvalidArgument(f"No sheet with id: {step.given.get('sheetId', 0)}")
    if all(other.doc["properties"].get("hidden") for other in book.sheets if other is not sheet):
        raise InvalidArgument("You can't remove all the visible sheets in a document.")
    if any(named["range"].get("sheetId", 0) == sheet.id for named in book.doc["namedRanges"]):
        raise Unimplemented("deleting a sheet with named ranges")
    if any(_has_references(other) for other in book.sheets if other is not sheet):
        raise Unimplemented("deleting a sheet beside formulas with references")
    book.delete_sheet(sheet)


def update_sheet_properties(step: Step) -> None:
    """updateSheetProperties: what the mask names; a smaller grid loses its last rows and columns."""
    step.check(step.given, "", {"properties", "fields"})
    given = _properties(step)
    mask = step.mask(_SHEET - {"sheetId", "sheetType"})
    step.check(mask.get("gridProperties", {}), "fields.gridProperties", {*_GRID, "*"})
    sheet = step.sheet(given.get("sheetId"))
    if "title" in mask:
        _check_title(step, given.get("title", ""), sheet)
    if "gridProperties" in mask:
        _resize(step, sheet, given.get("gridProperties", {}), mask["gridProperties"])
    own = {name: below for name, below in mask.items() if name not in {"index", "sheetId"}}
    if own:
        stored = masks.merged(sheet.doc["properties"], _stored(given), formats.with_twin_names(own))
        sheet.doc["properties"] = {"gridProperties": {}, **_without_zeros(stored), "sheetId": sheet.id}
    if all(other.doc["properties"].get("hidden") for other in step.book.sheets):
        raise InvalidArgument("You can't hide all the sheets in a document.")
    if "index" in mask:
        _move(step, sheet, given.get("index", 0))


def update_spreadsheet_properties(step: Step) -> None:
    """updateSpreadsheetProperties: title, locale, time zone, recalculation."""
    step.check(step.given, "", {"properties", "fields"})
    given = step.part("properties", _SPREADSHEET, _SPREADSHEET_REFUSED)
    mask = step.mask(_SPREADSHEET)
    properties = step.book.doc["properties"]
    if "locale" in mask:
        _check_locale(step, given.get("locale", ""))
    if "timeZone" in mask and given.get("timeZone") not in available_timezones():
        raise InvalidArgument(f"Invalid time zone: {given.get('timeZone', '')}")
    if "autoRecalc" in mask and given.get("autoRecalc") not in _RECALCULATIONS:
        raise InvalidArgument("Invalid recalculation interval.")
    properties.update({name: given.get(name, "") for name in mask})


def _properties(step: Step) -> Json:
    """The SheetProperties of the request."""
    given = step.part("properties", _SHEET, {"dataSourceSheetProperties"})
    grid = given.get("gridProperties", {})
    step.check(grid, "properties.gridProperties", _GRID, set())
    return given


def _stored(given: Json) -> Json:
    """The properties that are kept as they are given; size and order are kept by the grid and the book."""
    grid = {name: value for name, value in given.get("gridProperties", {}).items() if not name.endswith("nCount")}
    kept = {name: value for name, value in given.items() if name not in {"index", "sheetType"}}
    for name in ("frozenRowCount", "frozenColumnCount"):
        if name in given.get("gridProperties", {}):
            grid[name] = given["gridProperties"][name]
    grid.pop("rowCount", None)
    return _without_zeros({**formats.with_twins(kept), "gridProperties": grid})


def _without_zeros(properties: Json) -> Json:
    """proto3 leaves false and 0 out."""
    grid = {name: value for name, value in properties.get("gridProperties", {}).items() if value}
    kept = {name: value for name, value in properties.items() if value is not False}
    return {**kept, "gridProperties": grid}


def _check_title(step: Step, title: str, sheet: Sheet | None) -> None:
    if not title:
        raise Unimplemented("a sheet without a title")
    other = step.book.titled(title)
    if other is not None and other is not sheet:
        raise InvalidArgument(f'A sheet with the name "{title}" already exists. Please enter another name.')


def _check_grid(rows: int, columns: int, grid: Json) -> None:
    if rows < 1 or columns < 1:
        raise InvalidArgument("A sheet must have at least one row and one column.")
    if grid.get("frozenRowCount", 0) >= rows:
        raise InvalidArgument("You can't freeze all visible rows on the sheet.")
    if grid.get("frozenColumnCount", 0) >= columns:
        raise InvalidArgument("You can't freeze all visible columns on the sheet.")


def _has_references(sheet: Sheet) -> bool:
    found = sheet.grid.lines_with_formulas(0, sheet.rows)
    return any(formulas.refers(cells.part(cell, "f") or "=") for _, line in found for cell in line)


def _resize(step: Step, sheet: Sheet, given: Json, mask: Mask) -> None:
    """Rows and columns are added or taken away at the end."""
    wanted = given if not mask or "*" in mask else {name: given.get(name, 0) for name in mask}
    rows, columns = wanted.get("rowCount", sheet.rows), wanted.get("columnCount", sheet.columns)
    _check_grid(rows, columns, {**sheet.doc["properties"]["gridProperties"], **wanted})
    step.book.check_size(rows * columns - sheet.rows * sheet.columns)
    lines.resize(step.book, sheet, rows, columns)


def _move(step: Step, sheet: Sheet, index: int) -> None:
    """Put a sheet before the one that stands at the index before the move."""
    sheets = step.book.sheets
    at = sheets.index(sheet)
    if index < 0 or index > len(sheets):
        raise InvalidArgument(f"Invalid index: {index}")
    sheets.remove(sheet)
    sheets.insert(index - 1 if index > at else index, sheet)


def _check_locale(step: Step, name: str) -> None:
    """A locale must look like one; formulas whose separators would change cannot be rewritten here."""
    language, _, country = name.partition("_")
    if not (language.isalpha() and language.islower() and (not country or country.isupper())):
        raise InvalidArgument(f"Unsupported locale: {name}")
    old, new = LOCALES.get(step.book.locale), LOCALES.get(name)
    if old and new and old.argument == new.argument:
        return
    if any(True for sheet in step.book.sheets for _ in sheet.grid.lines_with_formulas(0, sheet.rows)):
        raise Unimplemented("another locale for a spreadsheet with formulas")
