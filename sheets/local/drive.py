"""The Drive v3 calls that gspread makes: files get, list, create, copy, update, delete; comments: there are none.

A file here is a spreadsheet of the embedded file; there are no folders and one owner who may do everything.
"""

import json
import re
import sqlite3
from typing import Any

from sheets.local import masks
from sheets.local.book import Book, refuse_foreign
from sheets.local.errors import DriveNotFound, Unimplemented
from sheets.local.request import Request, check_fields
from sheets.local.spreadsheet import copy_sheet, new_id

Json = dict[str, Any]

SPREADSHEET_TYPE = "application/vnd.google-apps.spreadsheet"
_COLUMNS = "id, doc, version, created, modified"
_DEFAULT_FIELDS = masks.parse("kind,id,name,mimeType")
_LIST_FIELDS = masks.parse("kind,nextPageToken,files(kind,id,name,mimeType)")
_SERVED_FIELDS = {
    "*",
    "kind",
    "id",
    "name",
    "mimeType",
    "trashed",
    "version",
    "webViewLink",
    "createdTime",
    "modifiedTime",
}
_TERM = re.compile(r"""\s*(mimeType|name|trashed)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(true|false))\s*""")


def get(connection: sqlite3.Connection, arguments: list[str], request: Request) -> Json:
    """files.get: `version` rises with every change of the spreadsheet."""
    return _answer(_shown(_row(connection, arguments[0])), request)


def list_all(connection: sqlite3.Connection, _: list[str], request: Request) -> Json:
    """files.list: newest change first; `q` may compare name, mimeType and trashed."""
    if request.one("pageToken"):
        raise Unimplemented("files.list with a pageToken")
    rows = connection.execute(f"SELECT {_COLUMNS} FROM spreadsheet ORDER BY modified DESC, version DESC")
    wanted = _terms(request.one("q") or "")
    found = [file for file in map(_shown, rows) if all(file.get(name) == value for name, value in wanted)]
    mask = masks.parse(request.one("fields") or "") if request.one("fields") else _LIST_FIELDS
    _check(mask.get("files", {}))
    answer: Json = masks.picked({"kind": "drive#fileList", "incompleteSearch": False, "files": found}, mask)
    return answer


def create(connection: sqlite3.Connection, _: list[str], request: Request) -> Json:
    """files.create: an empty spreadsheet; other types and folders are not served."""
    _check_body(request.body)
    if request.body.get("mimeType") != SPREADSHEET_TYPE:
        raise Unimplemented(f"files.create of the type {request.body.get('mimeType')}")
    book = Book.create(connection, new_id(), request.body.get("name") or "Untitled")
    return _answer(_shown(_row(connection, book.id)), request)


def copy(connection: sqlite3.Connection, arguments: list[str], request: Request) -> Json:
    """files.copy: all sheets with their ids, the named ranges and the properties."""
    _check_body(request.body)
    _row(connection, arguments[0])
    source = Book(connection, arguments[0])
    title = request.body.get("name") or f"Copy of {source.doc['properties']['title']}"
    book = Book.create(connection, new_id(), title, empty=True)
    book.doc |= {"properties": {**source.doc["properties"], "title": title}, "namedRanges": source.doc["namedRanges"]}
    for index, sheet in enumerate(source.sheets):
        copy_sheet(sheet, book, sheet.id, sheet.title, index)
    book.save()
    connection.execute(
        "INSERT INTO metadata SELECT ?, id, sheet, dimension, start, finish, key, value, visibility"
        " FROM metadata WHERE spreadsheet=?",
        (book.id, source.id),
    )
    return _answer(_shown(_row(connection, book.id)), request)


def update(connection: sqlite3.Connection, arguments: list[str], request: Request) -> Json:
    """files.update: the name, which is the spreadsheet's title."""
    check_fields(request.body, "file", {"name"})
    _row(connection, arguments[0])
    book = Book(connection, arguments[0])
    if "name" in request.body:
        book.doc["properties"]["title"] = request.body["name"]
    book.save()
    return _answer(_shown(_row(connection, book.id)), request)


def delete(connection: sqlite3.Connection, arguments: list[str], _: Request) -> None:
    """files.delete: the spreadsheet with everything in it, at once and for good."""
    _row(connection, arguments[0])
    connection.execute("DELETE FROM spreadsheet WHERE id=?", (arguments[0],))
    connection.execute("INSERT INTO deleted VALUES (?)", (arguments[0],))


def comments(connection: sqlite3.Connection, arguments: list[str], request: Request) -> Json:
    """comments.list: nobody can comment here, so there are none."""
    _row(connection, arguments[0])
    mask = masks.parse(request.one("fields") or "kind,comments")
    answer: Json = masks.picked({"kind": "drive#commentList", "comments": []}, mask)
    return answer


def _row(connection: sqlite3.Connection, file_id: str) -> tuple[Any, ...]:
    row: tuple[Any, ...] | None = connection.execute(
        f"SELECT {_COLUMNS} FROM spreadsheet WHERE id=?", (file_id,)
    ).fetchone()
    if row is None:
        refuse_foreign(connection, file_id)
        raise DriveNotFound(file_id)
    return row


def _shown(row: tuple[Any, ...]) -> Json:
    file_id, doc, version, created, modified = row
    return {
        "kind": "drive#file",
        "id": file_id,
        "name": json.loads(doc)["properties"]["title"],
        "mimeType": SPREADSHEET_TYPE,
        "trashed": False,
        "version": str(version),
        "webViewLink": f"https://docs.google.com/spreadsheets/d/{file_id}/edit?usp=drivesdk",
        "createdTime": created,
        "modifiedTime": modified,
    }


def _answer(file: Json, request: Request) -> Json:
    fields = request.one("fields")
    mask = _check(masks.parse(fields)) if fields else _DEFAULT_FIELDS
    answer: Json = masks.picked(file, mask)
    return answer


def _check(mask: masks.Mask) -> masks.Mask:
    """501 for a field of a file that is not known here: leaving it out would say that it is empty."""
    unknown = sorted(mask.keys() - _SERVED_FIELDS)
    if unknown:
        raise Unimplemented(f"the field {unknown[0]} of a Drive file")
    return mask


def _check_body(body: Json) -> None:
    check_fields(body, "file", {"name", "mimeType"})


def _terms(query: str) -> list[tuple[str, Any]]:
    """The comparisons of a search query that are joined by "and"."""
    terms: list[tuple[str, Any]] = []
    for term in re.split(r"\sand\s(?=\s*(?:mimeType|name|trashed|parents)\b)", query) if query.strip() else []:
        found = _TERM.fullmatch(term)
        if not found:
            raise Unimplemented(f"the search {term.strip()!r} of files.list")
        name, double, single, truth = found.groups()
        text = double if double is not None else single
        terms.append((name, truth == "true" if text is None else re.sub(r"\\(.)", r"\1", text)))
    return terms
