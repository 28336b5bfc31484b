"""The calls spreadsheets.values.*: get, batchGet, update, batchUpdate, append, clear, batchClear.

Each takes a Book and the request and gives the answer's JSON; the writing ones leave saving to the caller.
"""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from sheets.local import a1, cells, tables, writing
from sheets.local.a1 import Area, Box
from sheets.local.book import Book
from sheets.local.cells import Line
from sheets.local.errors import InvalidArgument, Unimplemented
from sheets.local.request import Request, check_fields
from sheets.local.sheet import Sheet
from sheets.local.text import encoded
from sheets.local.view import View, transposed

Json = dict[str, Any]

RUN = 1_000  # rows

_VIEW = ("valueRenderOption", "dateTimeRenderOption")
_RESPONSE = ("includeValuesInResponse", "responseValueRenderOption", "responseDateTimeRenderOption")
_VALUE_RANGE = {"range", "majorDimension", "values"}


def get(book: Book, text: str, request: Request) -> Json:
    """values.get: one range."""
    request.check_parameters("majorDimension", *_VIEW)
    return _value_range(book, text, _view(book, request), request.one("majorDimension", "ROWS"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What values:batchGet asks of each of its ranges."""

    book: Book
    view: View
    dimension: str | None

    @staticmethod
    def of(book: Book, request: Request) -> "Asked":
        request.check_parameters("ranges", "majorDimension", *_VIEW)
        return Asked(book, _view(book, request), request.one("majorDimension", "ROWS"))

    @property
    def options(self) -> tuple[str | None, ...]:
        return self.dimension, self.view.value_option, self.view.date_option

    def depends_on_the_tab_alone(self, sheet: Sheet) -> bool:
        """Not on the locale, the clock or other tabs: raw values, and no formula among them."""
        return self.view.is_as_stored and not any(sheet.grid.lines_with_formulas(0, sheet.rows))

    def value_range(self, text: str) -> Json:
        return _value_range(self.book, text, self.view, self.dimension)

    def encoded_range(self, text: str) -> bytes:
        """The same as bytes, put into words run by run: a large tab as a whole would take many times its size."""
        if self.dimension != "ROWS":
            return encoded(self.value_range(text))
        sheet, area = _area(self.book, text)
        head = encoded(_head(sheet, area, self.dimension))
        rows = self.view.each_row(sheet, area)
        runs = [encoded(run)[1:-1] for run in iter(lambda: list(islice(rows, RUN)), [])]
        return head[:-1] + b',"values":[' + b",".join(runs) + b"]}" if runs else head


def batch_get(book: Book, request: Request) -> Json:
    """values:batchGet: several ranges of one state."""
    asked = Asked.of(book, request)
    ranges = [asked.value_range(text) for text in request.all("ranges")]
    return {"spreadsheetId": book.id, **({"valueRanges": ranges} if ranges else {})}


def update(book: Book, text: str, request: Request) -> Json:
    """values.update: one range; the answer counts what got a value."""
    request.check_parameters("valueInputOption", *_RESPONSE)
    option = writing.check_option(request.one("valueInputOption"))
    check_fields(request.body, "data", _VALUE_RANGE, set())
    rows = writing.rows_of(request.body, "data")
    if request.body.get("range", text) != text:
        raise InvalidArgument(f"Request range[{text}] does not match value's range[{request.body['range']}]")
    sheet, area = _written_area(book, text, rows)
    writing.put_rows(book, sheet, area, rows, option)
    return _update_answer(book, sheet, area, rows, request)


def batch_update(book: Book, request: Request) -> Json:
    """values:batchUpdate: several ranges, applied in order."""
    body = request.body
    check_fields(body, "", {"valueInputOption", "data", *_RESPONSE}, set())
    option = writing.check_option(body.get("valueInputOption"))
    # The options of the answer stand in the body here, in the query of the other calls.
    options = Request([(name, str(body[name])) for name in _RESPONSE if name in body])
    responses, touched = [], []
    for at, given in enumerate(body.get("data", [])):
        check_fields(given, f"data[{at}]", _VALUE_RANGE, set())
        rows = writing.rows_of(given, f"data[{at}]")
        sheet, area = _written_area(book, given.get("range", ""), rows)
        writing.put_rows(book, sheet, area, rows, option)
        responses.append(_update_answer(book, sheet, area, rows, options))
        touched += [(sheet.id, row, column) for row, column in _places(area, rows)]
    totals = {
        "totalUpdatedRows": len({(sheet_id, row) for sheet_id, row, _ in touched}),
        "totalUpdatedColumns": len({(sheet_id, column) for sheet_id, _, column in touched}),
        "totalUpdatedCells": len(set(touched)),
        "totalUpdatedSheets": len({sheet_id for sheet_id, _, _ in touched}),
    }
    return {"spreadsheetId": book.id, **_without_zeros(totals), "responses": responses}


def append(book: Book, text: str, request: Request) -> Json:
    """values.append: under the last table of the range, else at the range's corner."""
    request.check_parameters("valueInputOption", "insertDataOption", *_RESPONSE)
    option = writing.check_option(request.one("valueInputOption"))
    check_fields(request.body, "data", _VALUE_RANGE, set())
    rows = writing.rows_of(request.body, "data")
    sheet, box = book.resolve(text)
    area = sheet.area(box, text)
    table = tables.last_table(sheet, area)
    start = Area(table.bottom, table.left, table.bottom, table.left) if table else area
    target = start.sized(len(rows), max((len(row) for row in rows), default=0))
    _make_room(book, sheet, target, bool(table) and request.one("insertDataOption") == "INSERT_ROWS")
    writing.put_rows(book, sheet, target, rows, option)
    answer = {"tableRange": a1.area_name(sheet.title, table)} if table else {}
    return {"spreadsheetId": book.id, **answer, "updates": _update_answer(book, sheet, target, rows, request)}


def clear(book: Book, text: str, request: Request) -> Json:
    """values.clear: values and formulas go, formats and notes stay."""
    request.check_parameters()
    return {"spreadsheetId": book.id, "clearedRange": _clear(book, text)}


def batch_clear(book: Book, request: Request) -> Json:
    """values.batchClear: empty the values of several ranges; formats and notes stay."""
    check_fields(request.body, "", {"ranges"}, set())
    ranges = [_clear(book, text) for text in request.body.get("ranges", [])]
    return {"spreadsheetId": book.id, "clearedRanges": ranges}


def _view(book: Book, request: Request, prefix: str = "") -> View:
    names = [f"responseV{_VIEW[0][1:]}", f"responseD{_VIEW[1][1:]}"] if prefix else list(_VIEW)
    value, moment = request.one(names[0]), request.one(names[1])
    return View(book, value or "FORMATTED_VALUE", moment or "SERIAL_NUMBER")


def _value_range(book: Book, text: str, view: View, dimension: str | None) -> Json:
    if dimension not in {"ROWS", "COLUMNS", "DIMENSION_UNSPECIFIED"}:
        kind = "type.googleapis.com/google.apps.sheets.v4.Dimension"
        raise InvalidArgument(f"Invalid value at 'major_dimension' ({kind}), \"{dimension}\"")
    sheet, area = _area(book, text)
    values = view.rows(sheet, area)
    answer = _head(sheet, area, dimension)
    if values:
        answer["values"] = transposed(values) if dimension == "COLUMNS" else values
    return answer


def _area(book: Book, text: str) -> tuple[Sheet, Area]:
    sheet, box = book.resolve(text)
    return sheet, sheet.area(box, _asked(sheet, box))


def _head(sheet: Sheet, area: Area, dimension: str) -> Json:
    by_columns = dimension == "COLUMNS"
    return {"range": a1.area_name(sheet.title, area), "majorDimension": "COLUMNS" if by_columns else "ROWS"}


def _asked(sheet: Sheet, box: Box) -> str:
    """The range as it was asked for, beyond the grid or not, for the message that says so."""
    top, left = box.top or 0, box.left or 0
    bottom = sheet.rows if box.bottom is None else box.bottom
    right = sheet.columns if box.right is None else box.right
    return a1.area_name(sheet.title, Area(top, left, max(bottom, top + 1), max(right, left + 1)))


def _written_area(book: Book, text: str, rows: writing.Rows) -> tuple[Sheet, Area]:
    """Where the rows go: from the range's corner; a range of several cells must hold them, one cell is a corner."""
    sheet, box = book.resolve(text)
    area = sheet.area(box, _asked(sheet, box))
    target = area.sized(len(rows), max((len(row) for row in rows), default=0))
    is_corner = (area.height, area.width) == (1, 1) or box == Box()
    if not is_corner:
        asked = _asked(sheet, box)
        if box.bottom is not None and target.height > area.height:
            raise _outside(asked, f"row [{area.bottom + 1}]")
        if box.right is not None and target.width > area.width:
            raise _outside(asked, f"column [{a1.column_name(area.right)}]")
    if target.bottom > sheet.rows or target.right > sheet.columns:
        raise sheet.exceeds(a1.area_name(sheet.title, target))
    return sheet, target


def _outside(asked: str, where: str) -> InvalidArgument:
    return InvalidArgument(f"Requested writing within range [{asked}], but tried writing to {where}")


def _places(area: Area, rows: writing.Rows) -> list[tuple[int, int]]:
    return [
        (area.top + at, area.left + offset)
        for at, row in enumerate(rows)
        for offset, value in enumerate(row)
        if value is not None
    ]


def _without_zeros(counts: Json) -> Json:
    """proto3 leaves zeros out of an answer."""
    return {name: count for name, count in counts.items() if count}


def _update_answer(book: Book, sheet: Sheet, area: Area, rows: writing.Rows, request: Request) -> Json:
    places = _places(area, rows)
    counts = {
        "updatedRows": len({row for row, _ in places}),
        "updatedColumns": len({column for _, column in places}),
        "updatedCells": len(places),
    }
    shown = area.sized(max(area.height, 1), max(area.width, 1))
    name = a1.area_name(sheet.title, shown)
    answer = {"spreadsheetId": book.id, "updatedRange": name, **_without_zeros(counts)}
    if request.flag("includeValuesInResponse"):
        answer["updatedData"] = _value_range(book, name, _view(book, request, "response"), "ROWS")
    return answer


def _make_room(book: Book, sheet: Sheet, target: Area, insert: bool) -> None:
    """The grid grows downwards for an append; INSERT_ROWS pushes down what stands below the table."""
    if target.right > sheet.columns:
        raise Unimplemented("values.append beyond the last column of the grid")
    if insert and target.top < sheet.rows and (sheet.grid.last_filled(target.top) is not None):
        raise Unimplemented("values.append with INSERT_ROWS above other data")
    missing = target.bottom - sheet.rows
    if missing > 0:
        book.check_size(missing * sheet.columns)
        sheet.grid.insert(sheet.rows, missing)


def _clear(book: Book, text: str) -> str:
    sheet, box = book.resolve(text)
    area = sheet.area(box, _asked(sheet, box))

    def emptied(_: int, line: Line) -> Line:
        inside = [cells.with_value(cell, None) for cell in line[area.left : area.right]]
        return [*line[: area.left], *inside, *line[area.right :]]

    sheet.grid.change(area.top, area.bottom, emptied)
    return a1.area_name(sheet.title, area)
