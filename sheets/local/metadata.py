"""Developer metadata: entries with an id that may exist once in a spreadsheet, at the spreadsheet, a sheet, rows or columns.

Source: "Read & write metadata" of the Sheets API guide.
"""

import secrets
from typing import Any

from sheets.local.book import Book
from sheets.local.errors import InvalidArgument
from sheets.local.request import check_fields
from sheets.local.sheet import Sheet

Json = dict[str, Any]

_COLUMNS = "id, sheet, dimension, start, finish, key, value, visibility"
_INSERT = f"INSERT INTO metadata (spreadsheet, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_FIELDS = {"metadataId", "metadataKey", "metadataValue", "visibility", "location"}
_LOOKUP = {"metadataId": "id", "metadataKey": "key", "metadataValue": "value", "visibility": "visibility"}


def create(book: Book, given: Json, where: str) -> Json:
    """Add one entry; 400 when its id is taken, which makes an id a lock."""
    check_fields(given, where, _FIELDS)
    key, visibility = given.get("metadataKey"), given.get("visibility")
    if not key:
        raise InvalidArgument(f"Invalid {where}: Developer metadata key must be specified.")
    if visibility not in {"DOCUMENT", "PROJECT"}:
        raise InvalidArgument(f"Invalid {where}: Developer metadata visibility must be specified.")
    location = _stored_location(book, given.get("location", {}), where)
    number = given.get("metadataId") or _free_id(book)
    taken = book.connection.execute("SELECT 1 FROM metadata WHERE spreadsheet=? AND id=?", (book.id, number)).fetchone()
    if taken:
        raise InvalidArgument(f"Invalid {where}: Developer metadata with ID {number} already exists.")
    record = (book.id, number, *location, key, given.get("metadataValue"), visibility)
    book.connection.execute(_INSERT, record)
    return _shown((number, *location, key, given.get("metadataValue"), visibility))


def delete(book: Book, data_filter: Json, where: str) -> list[Json]:
    """Take away all entries that a DataFilter's lookup names; gives them back."""
    check_fields(data_filter, f"{where}.dataFilter", {"developerMetadataLookup"})
    lookup = data_filter.get("developerMetadataLookup", {})
    check_fields(lookup, f"{where}.dataFilter.developerMetadataLookup", set(_LOOKUP))
    if not lookup:
        raise InvalidArgument(f"Invalid {where}: No developer metadata lookup specified.")
    condition = " AND ".join(f"{_LOOKUP[name]}=?" for name in lookup)
    found = _select(book, condition, *lookup.values())
    book.connection.execute(f"DELETE FROM metadata WHERE spreadsheet=? AND {condition}", (book.id, *lookup.values()))
    return found


def of_spreadsheet(book: Book) -> list[Json]:
    return _select(book, "sheet IS NULL")


def of_sheet(book: Book, sheet: Sheet) -> list[Json]:
    """The entries at the sheet itself; those of rows and columns stand with their rows and columns."""
    return _select(book, "sheet=? AND dimension IS NULL", sheet.id)


def has_dimensions(book: Book, sheet: Sheet) -> bool:
    """Whether entries lie on rows or columns of the sheet."""
    return bool(_select(book, "sheet=? AND dimension IS NOT NULL", sheet.id))


def dimensions(book: Book, sheet: Sheet, dimension: str) -> list[tuple[int, int, int]]:
    """(id, start, end) of the entries on rows or on columns."""
    query = "SELECT id, start, finish FROM metadata WHERE spreadsheet=? AND sheet=? AND dimension=?"
    return list(book.connection.execute(query, (book.id, sheet.id, dimension)))


def relocate(book: Book, number: int, place: tuple[int, int] | None) -> None:
    """Put an entry onto other rows or columns, or away with them."""
    if place is None:
        book.connection.execute("DELETE FROM metadata WHERE spreadsheet=? AND id=?", (book.id, number))
        return
    update = "UPDATE metadata SET start=?, finish=? WHERE spreadsheet=? AND id=?"
    book.connection.execute(update, (*place, book.id, number))


def _select(book: Book, condition: str, *values: object) -> list[Json]:
    query = f"SELECT {_COLUMNS} FROM metadata WHERE spreadsheet=? AND {condition} ORDER BY id"
    return [_shown(row) for row in book.connection.execute(query, (book.id, *values))]


def _free_id(book: Book) -> int:
    query = "SELECT 1 FROM metadata WHERE spreadsheet=? AND id=?"
    while book.connection.execute(query, (book.id, number := secrets.randbelow(2**31 - 1) + 1)).fetchone():
        pass
    return number


def _stored_location(book: Book, given: Json, where: str) -> tuple[int | None, str | None, int | None, int | None]:
    check_fields(given, f"{where}.location", {"locationType", "spreadsheet", "sheetId", "dimensionRange"})
    if given.get("spreadsheet"):
        return None, None, None, None
    if "sheetId" in given:
        return _known_sheet(book, given["sheetId"]).id, None, None, None
    lines = given.get("dimensionRange")
    if not lines:
        raise InvalidArgument(f"Invalid {where}: Developer metadata location must be specified.")
    start, end = lines.get("startIndex"), lines.get("endIndex")
    if start is None or end is None or end - start != 1:
        raise InvalidArgument(f"Invalid {where}: Developer metadata can only be added to a single row or column.")
    return _known_sheet(book, lines.get("sheetId", 0)).id, lines.get("dimension"), start, end


def _known_sheet(book: Book, sheet_id: int) -> Sheet:
    sheet = book.sheet(sheet_id)
    if sheet is None:
        raise InvalidArgument(f"No grid with id: {sheet_id}")
    return sheet


def _shown(row: tuple[Any, ...]) -> Json:
    number, sheet, dimension, start, end, key, value, visibility = row
    location: Json = {"locationType": "SPREADSHEET", "spreadsheet": True}
    if dimension is not None:
        lines = {"sheetId": sheet, "dimension": dimension, "startIndex": start, "endIndex": end}
        location = {"locationType": dimension.removesuffix("S"), "dimensionRange": lines}
    elif sheet is not None:
        location = {"locationType": "SHEET", "sheetId": sheet}
    shown = {"metadataId": number, "metadataKey": key, "metadataValue": value}
    return {**{name: part for name, part in shown.items() if part is not None}, "location": location, "visibility": visibility}
