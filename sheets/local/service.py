"""The embedded spreadsheet service: `handle` answers one API request from the SQLite file."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sheets.local.aside import Aside
from sheets.local.book import Book
from sheets.local.errors import ApiError
from sheets.local.kept import Kept
from sheets.local.request import Request, parsed_body
from sheets.local.routes import Call, find
from sheets.local.storage import Storage
from sheets.local.text import encoded

Json = dict[str, Any]

KEPT_CALL = "values:batchGet"
JSON_TYPE = "application/json; charset=UTF-8"


@dataclass(frozen=True)
class Answer:
    """What goes back over the wire."""

    status: int
    content: bytes
    content_type: str = JSON_TYPE


class LocalService:
    """One file, any number of threads and processes. Raises FileError when the file cannot be used, and works
    again by itself when it can be. Without `begins` a file that is not there is an error, whatever lies around it."""

    def __init__(self, path: Path, *, begins: bool = True) -> None:
        self.storage = Storage(path, begins=begins)
        self._kept: tuple[object, Aside] | None = None
        self._ranges = Kept()

    def handle(self, method: str, path: str, query: list[tuple[str, str]], body: bytes | None) -> Answer:
        """Answer one request; `path` as on the wire ("/v4/spreadsheets/ID/values/Sheet1%21A1")."""
        try:
            call, arguments = find(method, path)
            request = Request(query, parsed_body(body))
            names = [unquote(argument) for argument in arguments]
            if call.name == KEPT_CALL:
                return self._unless_changed(names, request, query)
            return self._answered(call, names, request)
        except ApiError as error:
            return Answer(error.code, _encoded(error.body()))

    def ensure_spreadsheet(self, spreadsheet_id: str, title: str) -> None:
        """Create an empty spreadsheet of this id when there is none; any number of processes may try at once."""
        with self.storage.writing() as connection:
            found = connection.execute("SELECT 1 FROM spreadsheet WHERE id=?", (spreadsheet_id,)).fetchone()
            if not found:
                Book.create(connection, spreadsheet_id, title)

    def close(self) -> None:
        """Close the connections that no request is using."""
        self.storage.close()

    def _answered(self, call: Call, arguments: list[str], request: Request) -> Answer:
        transaction = self.storage.writing if call.writes else self.storage.reading
        with transaction() as connection:
            answer = call.run(connection, arguments, request)
        return Answer(204, b"") if answer is None else Answer(200, _encoded(answer))

    def _unless_changed(self, names: list[str], request: Request, query: list[tuple[str, str]]) -> Answer:
        """The last answer again where the same is asked of the same version of the spreadsheet."""
        with self.storage.reading() as connection:
            asked = (names, query, _stamp(connection, names[0]), self.storage.path.stat().st_ino)
            kept = self._kept
            if kept is not None and kept[0] == asked:
                return Answer(200, kept[1].content())
            content = self._ranges.answer(Book(connection, names[0]), request)
            self._kept = (asked, Aside(content)) if asked[2] else None
        return Answer(200, content)


def _stamp(connection: sqlite3.Connection, spreadsheet_id: str) -> object:
    """Moves with every change of the spreadsheet, whichever process makes it."""
    query = "SELECT version, modified FROM spreadsheet WHERE id=?"
    return connection.execute(query, (spreadsheet_id,)).fetchone()


def _encoded(answer: Json) -> bytes:
    return encoded(answer) + b"\n"
