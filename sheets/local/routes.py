"""Which call a method and a path are, and how it is run."""

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sheets.local import batch, drive, spreadsheet, values
from sheets.local.book import Book
from sheets.local.errors import Unimplemented
from sheets.local.request import Request

Json = dict[str, Any]
Run = Callable[[sqlite3.Connection, list[str], Request], Json | None]


@dataclass(frozen=True)
class Call:
    """One API call; `run` gets what the path's groups held, percent-decoded."""

    name: str
    method: str
    path: re.Pattern[str]
    run: Run
    writes: bool = False


def _on_book(answer: Callable[..., Json], writes: bool) -> Run:
    """A call on one spreadsheet whose id is the first argument; what it changed is saved when it succeeds."""

    def run(connection: sqlite3.Connection, arguments: list[str], request: Request) -> Json:
        book = Book(connection, arguments[0])
        answered = answer(book, *arguments[1:], request)
        if writes:
            book.save()
        return answered

    return run


def _book_call(name: str, method: str, path: str, answer: Callable[..., Json], *, writes: bool) -> Call:
    pattern = re.compile(rf"/v4/spreadsheets/([^/:]+){path}")
    return Call(name, method, pattern, _on_book(answer, writes), writes)


def _file_call(name: str, method: str, path: str, run: Run, *, writes: bool = False) -> Call:
    return Call(name, method, re.compile(rf"/drive/v3/files{path}"), run, writes)


CALLS = (
    Call("spreadsheets.create", "POST", re.compile("/v4/spreadsheets"), spreadsheet.create, writes=True),
    _book_call("spreadsheets.get", "GET", "", spreadsheet.get, writes=False),
    _book_call("spreadsheets.batchUpdate", "POST", ":batchUpdate", batch.update, writes=True),
    _book_call("sheets.copyTo", "POST", "/sheets/([^/:]+):copyTo", spreadsheet.copy_to, writes=True),
    _book_call("values:batchGet", "GET", "/values:batchGet", values.batch_get, writes=False),
    _book_call("values:batchUpdate", "POST", "/values:batchUpdate", values.batch_update, writes=True),
    _book_call("values:batchClear", "POST", "/values:batchClear", values.batch_clear, writes=True),
    _book_call("values.append", "POST", "/values/([^/]+):append", values.append, writes=True),
    _book_call("values.clear", "POST", "/values/([^/]+):clear", values.clear, writes=True),
    _book_call("values.get", "GET", "/values/([^/]+)", values.get, writes=False),
    _book_call("values.update", "PUT", "/values/([^/]+)", values.update, writes=True),
    _file_call("files.list", "GET", "", drive.list_all),
    _file_call("files.create", "POST", "", drive.create, writes=True),
    _file_call("files.get", "GET", "/([^/]+)", drive.get),
    _file_call("files.update", "PATCH", "/([^/]+)", drive.update, writes=True),
    _file_call("files.delete", "DELETE", "/([^/]+)", drive.delete, writes=True),
    _file_call("files.copy", "POST", "/([^/]+)/copy", drive.copy, writes=True),
    _file_call("comments.list", "GET", "/([^/]+)/comments", drive.comments),
)


def find(method: str, path: str) -> tuple[Call, tuple[str, ...]]:
    """The call and what its path names; 501 with the method and the path for one that is not served."""
    for call in CALLS:
        found = call.path.fullmatch(path)
        if found and call.method == method.upper():
            return call, found.groups()
    raise Unimplemented(f"the call {method.upper()} {path}")
