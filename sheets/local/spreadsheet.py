"""The calls spreadsheets.create, spreadsheets.get and sheets.copyTo, and the shape of a Spreadsheet."""

import secrets
import sqlite3
import string
from typing import Any

from sheets.local import a1, masks, metadata
from sheets.local.a1 import Area, Box
from sheets.local.book import Book
from sheets.local.errors import InvalidArgument, Unimplemented
from sheets.local.griddata import GridData
from sheets.local.masks import Mask
from sheets.local.request import Request, check_fields
from sheets.local.sheet import Sheet

Json = dict[str, Any]
Areas = dict[int, list[Area]]
"""The asked ranges by sheetId."""

_ID_LETTERS = string.ascii_letters + string.digits + "-_"
# What Google's Spreadsheet and Sheet have: what this service cannot hold is never in an answer, so asking is no error.
_SPREADSHEET_FIELDS = {
    "*",
    "spreadsheetId",
    "properties",
    "sheets",
    "namedRanges",
    "spreadsheetUrl",
    "developerMetadata",
    "dataSources",
    "dataSourceSchedules",
}
_SHEET_FIELDS = {
    "*",
    "properties",
    "data",
    "merges",
    "conditionalFormats",
    "filterViews",
    "protectedRanges",
    "basicFilter",
    "charts",
    "bandedRanges",
    "developerMetadata",
    "rowGroups",
    "columnGroups",
    "slicers",
    "tables",
}


def new_id() -> str:
    """An id of Google's length and alphabet."""
    return "1" + "".join(secrets.choice(_ID_LETTERS) for _ in range(43))


def create(connection: sqlite3.Connection, _: list[str], request: Request) -> Json:
    """spreadsheets.create: the title, locale and time zone of the body; sheets cannot be asked for."""
    check_fields(request.body, "spreadsheet", {"properties"})
    properties = request.body.get("properties", {})
    check_fields(properties, "spreadsheet.properties", {"title", "locale", "timeZone"})
    book = Book.create(connection, new_id(), properties.get("title", "Untitled spreadsheet"))
    book.doc["properties"] |= properties
    book.save()
    return shown(book)


def get(book: Book, request: Request) -> Json:
    """spreadsheets.get: all sheets or those of the ranges, the cells only when they are asked for."""
    request.check_parameters("ranges", "includeGridData", "excludeTablesInBandedRanges")
    text = request.one("fields")
    mask = _checked(masks.parse(text)) if text else {}
    with_data = _wants_data(mask) if text else request.flag("includeGridData")
    answer = shown(book, request.all("ranges"), cell_mask(mask) if with_data else None)
    picked: Json = masks.picked(answer, mask)
    return picked


def shown(book: Book, ranges: list[str] | None = None, cell_mask: Mask | None = None) -> Json:
    """The Spreadsheet; with `cell_mask` (possibly the empty one, everything) also the cells."""
    asked = _areas(book, ranges or [])
    answer: Json = {"spreadsheetId": book.id, "properties": book.doc["properties"]}
    data = None if cell_mask is None else GridData(book, cell_mask)
    answer["sheets"] = [
        _sheet(book, sheet, index, data, asked.get(sheet.id))
        for index, sheet in enumerate(book.sheets)
        if not asked or sheet.id in asked
    ]
    if book.doc["namedRanges"]:
        answer["namedRanges"] = book.doc["namedRanges"]
    answer["spreadsheetUrl"] = f"https://docs.google.com/spreadsheets/d/{book.id}/edit"
    if entries := metadata.of_spreadsheet(book):
        answer["developerMetadata"] = entries
    return answer


def copy_to(book: Book, sheet_id: str, request: Request) -> Json:
    """sheets.copyTo: the sheet at the end of another spreadsheet, as "Copy of ..."."""
    check_fields(request.body, "", {"destinationSpreadsheetId"}, set())
    sheet = book.sheet(int(sheet_id)) if sheet_id.isdigit() else None
    if sheet is None:
        raise InvalidArgument(f"No grid with id: {sheet_id}")
    to = Book(book.connection, request.body.get("destinationSpreadsheetId", ""))
    copied = copy_sheet(sheet, to, free_id(to), free_title(to, f"Copy of {sheet.title}"), len(to.sheets))
    to.save()
    return copied.properties(to.sheets.index(copied))


def copy_sheet(sheet: Sheet, to: Book, sheet_id: int, title: str, index: int) -> Sheet:
    """The sheet again with its cells, formats, sizes, merges and filter; protections get ids of their own."""
    properties = {**sheet.doc["properties"], "sheetId": sheet_id, "title": title}
    copied = to.add_sheet(properties, sheet.rows, sheet.columns, index)
    if sheet.doc["protectedRanges"]:
        raise Unimplemented("copying a sheet with protected ranges")
    for part in ("column_props", "merges", "basicFilter", "rowGroups", "columnGroups"):
        if part in sheet.doc:
            copied.doc[part] = _of_sheet(sheet.doc[part], sheet_id)
    copied.grid.spans.spans = list(sheet.grid.spans.spans)
    sheet.grid.connection.execute(
        "INSERT INTO line SELECT ?, key, cells, props, filled, formulas FROM line WHERE grid=?",
        (copied.grid.number, sheet.grid.number),
    )
    return copied


def free_id(book: Book) -> int:
    """A sheetId nobody has, as Google chooses them: at random."""
    used = {sheet.id for sheet in book.sheets}
    while (sheet_id := secrets.randbelow(2**31)) in used:
        pass
    return sheet_id


def free_title(book: Book, title: str) -> str:
    """The title, or with the first free number behind it."""
    number, wanted = 1, title
    while book.titled(wanted):
        wanted, number = f"{title} {number}", number + 1
    return wanted


def _of_sheet(part: Any, sheet_id: int) -> Any:
    """Copied objects lie on the copied sheet."""
    if isinstance(part, list):
        return [_of_sheet(item, sheet_id) for item in part]
    if not isinstance(part, dict):
        return part
    copied = {name: _of_sheet(value, sheet_id) for name, value in part.items()}
    return {**copied, "sheetId": sheet_id} if "startRowIndex" in part or "sheetId" in part else copied


def _sheet(book: Book, sheet: Sheet, index: int, data: GridData | None, areas: list[Area] | None) -> Json:
    answer: Json = {"properties": sheet.properties(index)}
    if data:
        answer["data"] = [data.of(sheet, area) for area in areas or [sheet.whole]]
    for name in ("merges", "protectedRanges", "basicFilter", "rowGroups", "columnGroups"):
        if sheet.doc.get(name):
            answer[name] = sheet.doc[name]
    if entries := metadata.of_sheet(book, sheet):
        answer["developerMetadata"] = entries
    return answer


def _areas(book: Book, ranges: list[str]) -> Areas:
    areas: Areas = {}
    for text in ranges:
        sheet, box = book.resolve(text)
        areas.setdefault(sheet.id, []).append(sheet.area(box, _name(sheet, box, text)))
    return areas


def _name(sheet: Sheet, box: Box, text: str) -> str:
    if box.top is None or box.left is None or box.bottom is None or box.right is None:
        return text
    return a1.area_name(sheet.title, Area(box.top, box.left, box.bottom, box.right))


def _checked(mask: Mask) -> Mask:
    unknown = mask.keys() - _SPREADSHEET_FIELDS | mask.get("sheets", {}).keys() - _SHEET_FIELDS
    if unknown:
        raise InvalidArgument(f"Invalid field selection {min(unknown)}")
    return mask


def _wants_data(mask: Mask) -> bool:
    sheets = mask.get("sheets")
    return "*" in mask or (sheets is not None and (not sheets or not sheets.keys().isdisjoint({"*", "data"})))


def cell_mask(mask: Mask) -> Mask:
    """The mask of a CellData within that of a Spreadsheet."""
    for name in ("sheets", "data", "rowData", "values"):
        mask = mask.get(name, {})
    return mask
