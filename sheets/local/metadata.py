"""Developer metadata: entries at the spreadsheet, a sheet, a row or a column, with an id that may exist once.

Source: "Read & write metadata" of the Sheets API guide.
"""

import secrets
from typing import Any

from sheets.local.book import Book
from sheets.local.errors import InvalidArgument
from sheets.local.sheet import Sheet

Json = dict[str, Any]

_COLUMNS = "id, sheet, dimension, start, finish, key, value, visibility"
_INSERT = f"INSERT INTO metadata (spreadsheet, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
FIELDS = {"metadataId", "metadataKey", "metadataValue", "visibility", "location"}
LOCATION = {"locationType", "spreadsheet", "sheetId", "dimensionRange"}
LOOKUP = {"metadataId": "id", "metadataKey": "key", "metadataValue": "value", "visibility": "visibility"}


def create(book: Book, given: Json) -> Json:
    """Add one entry; 400 when its id is taken, which makes an id a lock."""
    key, visibility = given.get("metadataKey"), given.get("visibility")
    if not key:
        raise InvalidArgument("Developer metadata key must be specified.")
    if visibility not in {"DOCUMENT", "PROJECT"}:
        raise InvalidArgument("Developer metadata visibility must be specified.")
    location = _stored_location(book, given.get("location", {}))
    number = given.get("metadataId") or _free_id(book)
    taken = book.connection.execute("SELECT 1 FROM metadata WHERE spreadsheet=? AND id=?", (book.id, number)).fetchone()
    if taken:
        raise InvalidArgument(f"Developer metadata with ID {number} already exists.")
    record = (book.id, number, *location, key, given.get("metadataValue"), visibility)
    book.connection.execute(_INSERT, record)
    return _shown((number, *location, key, given.get("metadataValue"), visibility))


def delete(book: Book, lookup: Json) -> list[Json]:
    """Take away all entries that a DeveloperMetadataLookup names (fields of LOOKUP); gives them back."""
    if not lookup:
        raise InvalidArgument("No developer metadata lookup specified.")
    condition = " AND ".join(f"{LOOKUP[name]}=?" for name in lookup)
    found = _select(book, condition, *lookup.values())
    book.connection.execute(f"DELETE FROM metadata WHERE spreadsheet=? AND {condition}", (book.id, *lookup.values()))
    return found


def of_spreadsheet(book: Book) -> list[Json]:
    return _select(book, "sheet IS NULL")


def of_sheet(book: Book, sheet: Sheet) -> list[Json]:
    """The entries at the sheet itself; those of rows and columns stand with their rows and columns."""
    return _select(book, "sheet=? AND dimension IS NULL", sheet.id)


def at_lines(book: Book, sheet: Sheet, dimension: str) -> dict[int, list[Json]]:
    """The entries on rows or on columns, by position."""
    found: dict[int, list[Json]] = {}
    for entry in _select(book, "sheet=? AND dimension=?", sheet.id, dimension):
        found.setdefault(entry["location"]["dimensionRange"]["startIndex"], []).append(entry)
    return found


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


def _stored_location(book: Book, given: Json) -> tuple[int | None, str | None, int | None, int | None]:
    if given.get("spreadsheet"):
        return None, None, None, None
    if "sheetId" in given:
        return _known_sheet(book, given["sheetId"]).id, None, None, None
    lines = given.get("dimensionRange")
    if not lines:
        raise InvalidArgument("Developer metadata location must be specified.")
    start, end = lines.get("startIndex"), lines.get("endIndex")
    if start is None or end is None or end - start != 1:
        raise InvalidArgument("Developer metadata can only be added to a single row or column.")
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
    given = {name: part for name, part in shown.items() if part is not None}
    return {**given, "location": location, "visibility": visibility}
