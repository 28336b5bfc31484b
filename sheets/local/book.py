"""One spreadsheet while a request works on it."""

import json
import re
import sqlite3
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from sheets.local import a1, defaults
from sheets.local.a1 import Area, Box
from sheets.local.errors import InvalidArgument, NotFound, Unimplemented
from sheets.local.sheet import Sheet

Json = dict[str, Any]

_GOOGLE_ID = re.compile(r"1[\w-]{43}", re.ASCII)
MOST_CELLS = 10_000_000


def now() -> str:
    """RFC 3339 with milliseconds, as Drive writes times."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Book:
    """Reads what a request needs when it needs it; `save` writes what changed."""

    def __init__(self, connection: sqlite3.Connection, spreadsheet_id: str) -> None:
        self.connection, self.id = connection, spreadsheet_id
        found = connection.execute("SELECT doc FROM spreadsheet WHERE id=?", (spreadsheet_id,)).fetchone()
        if not found:
            refuse_foreign(connection, spreadsheet_id)
            raise NotFound
        self.doc: Json = json.loads(found[0])
        self._styles: dict[int, Json] = {}
        self._numbers: dict[str, int] = {}

    @staticmethod
    def create(connection: sqlite3.Connection, spreadsheet_id: str, title: str, *, empty: bool = False) -> "Book":
        """A fresh spreadsheet with the one sheet "Sheet1" of Google's size, or without any."""
        doc = {"properties": defaults.spreadsheet_properties(title), "order": [], "namedRanges": []}
        stamp = now()
        connection.execute(
            "INSERT INTO spreadsheet VALUES (?, ?, 1, ?, ?)", (spreadsheet_id, json.dumps(doc), stamp, stamp)
        )
        book = Book(connection, spreadsheet_id)
        if not empty:
            book.add_sheet({"sheetId": 0, "title": "Sheet1"}, defaults.ROWS, defaults.COLUMNS)
            book.save()
        return book

    @cached_property
    def sheets(self) -> list[Sheet]:
        """All sheets in the order of their tabs."""
        query = "SELECT id, grid, doc FROM sheet WHERE spreadsheet=?"
        found = {
            sheet_id: Sheet(self.connection, grid, json.loads(doc))
            for sheet_id, grid, doc in self.connection.execute(query, (self.id,))
        }
        return [found[sheet_id] for sheet_id in self.doc["order"]]

    @property
    def locale(self) -> str:
        return str(self.doc["properties"]["locale"])

    def sheet(self, sheet_id: int) -> Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.id == sheet_id), None)

    def titled(self, title: str) -> Sheet | None:
        """The sheet of a title; capitals make no difference to Google."""
        wanted = title.casefold()
        return next((sheet for sheet in self.sheets if sheet.title.casefold() == wanted), None)

    def add_sheet(self, properties: Json, rows: int, columns: int, index: int | None = None) -> Sheet:
        """Put a new empty sheet at a place among the tabs, by default at the end."""
        self.check_size(rows * columns)
        doc = {
            "properties": {"gridProperties": {}, **properties},
            "columns": columns,
            "spans": [[0, rows]],
            "column_props": {},
            "merges": [],
            "protectedRanges": [],
        }
        insert = "INSERT INTO sheet (spreadsheet, id, doc) VALUES (?, ?, ?)"
        number = self.connection.execute(insert, (self.id, properties["sheetId"], json.dumps(doc))).lastrowid
        sheet = Sheet(self.connection, int(number or 0), doc)
        self.sheets.insert(len(self.sheets) if index is None else index, sheet)
        return sheet

    def delete_sheet(self, sheet: Sheet) -> None:
        self.sheets.remove(sheet)
        self.connection.execute("DELETE FROM sheet WHERE grid=?", (sheet.grid.number,))
        self.connection.execute("DELETE FROM metadata WHERE spreadsheet=? AND sheet=?", (self.id, sheet.id))

    def check_size(self, more: int) -> None:
        """400 when so many further cells would exceed the ten million of a spreadsheet."""
        if sum(sheet.rows * sheet.columns for sheet in self.sheets) + more > MOST_CELLS:
            raise InvalidArgument(
                "This action would increase the number of cells in the workbook above the limit of 10000000 cells."
            )

    def resolve(self, text: str) -> tuple[Sheet, Box]:
        """The sheet and the bounds of a range's text; 400 with Google's words when there is no such range."""
        title, cells, in_quotes = a1.split_sheet(text)
        if title is None:
            raise _unparsed(text)
        if cells is None:
            return self._resolve_alone(text, title, in_quotes)
        sheet, box = self.titled(title), a1.parse_cells(cells)
        if sheet and box is None:
            return self._named(text, cells, sheet)
        if sheet is None or box is None:
            raise _unparsed(text)
        return sheet, box

    def _resolve_alone(self, text: str, word: str, in_quotes: bool) -> tuple[Sheet, Box]:
        """Cells of the first sheet, a whole sheet, or a named range."""
        box = None if in_quotes else a1.parse_cells(word)
        if box is not None:
            return self.sheets[0], box
        if sheet := self.titled(word):
            return sheet, Box()
        if in_quotes:
            raise _unparsed(text)
        return self._named(text, word, None)

    def _named(self, text: str, name: str, sheet: Sheet | None) -> tuple[Sheet, Box]:
        """A named range, with or without the title of its sheet before it."""
        for named in self.doc["namedRanges"]:
            on_sheet = sheet is None or named["range"].get("sheetId", 0) == sheet.id
            if on_sheet and named["name"].casefold() == name.casefold():
                return self.grid_range(named["range"])
        raise _unparsed(text)

    def grid_range(self, given: Json) -> tuple[Sheet, Box]:
        """The sheet and the bounds of a GridRange; a sheetId left out is 0."""
        sheet = self.sheet(given.get("sheetId", 0))
        if sheet is None:
            raise InvalidArgument(f"No grid with id: {given.get('sheetId', 0)}")
        keys = ("startRowIndex", "startColumnIndex", "endRowIndex", "endColumnIndex")
        return sheet, Box(*(given.get(key) for key in keys))

    def area_text(self, sheet: Sheet, area: Area) -> str:
        return a1.area_name(sheet.title, area)

    def style_number(self, style: Json) -> int | None:
        """The number under which a format or a validation is stored; None for an empty one."""
        if not style:
            return None
        text = json.dumps(style, ensure_ascii=False, sort_keys=True)
        if text not in self._numbers:
            self.connection.execute("INSERT OR IGNORE INTO style (doc) VALUES (?)", (text,))
            found = self.connection.execute("SELECT id FROM style WHERE doc=?", (text,)).fetchone()
            self._numbers[text] = int(found[0])
        return self._numbers[text]

    def style(self, number: int | None) -> Json:
        """The format or validation of a number; {} for None. Not to be changed in place."""
        if number is None:
            return {}
        if number not in self._styles:
            query = "SELECT doc FROM style WHERE id=?"
            self._styles[number] = json.loads(self.connection.execute(query, (number,)).fetchone()[0])
        return self._styles[number]

    def save(self) -> None:
        """Write what changed, and count the change: Drive's `version` rises with each one."""
        self.doc["order"] = [sheet.id for sheet in self.sheets]
        for sheet in self.sheets:
            if sheet.is_changed:
                sheet.note_change()
                update = "UPDATE sheet SET doc=? WHERE grid=?"
                self.connection.execute(update, (sheet.text(), sheet.grid.number))
        self.connection.execute(
            "UPDATE spreadsheet SET doc=?, version=version+1, modified=? WHERE id=?",
            (json.dumps(self.doc, ensure_ascii=False), now(), self.id),
        )


def refuse_foreign(connection: sqlite3.Connection, spreadsheet_id: str) -> None:
    """501 for an id that looks like one of Google's and was never in this file: there it may be private or gone."""
    deleted = connection.execute("SELECT 1 FROM deleted WHERE id=?", (spreadsheet_id,)).fetchone()
    if _GOOGLE_ID.fullmatch(spreadsheet_id) and not deleted:
        raise Unimplemented("spreadsheets that are kept at Google")


def _unparsed(text: str) -> InvalidArgument:
    return InvalidArgument(f"Unable to parse range: {text}")
