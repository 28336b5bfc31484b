"""One request of a batch while it is applied."""

import re
from dataclasses import dataclass
from typing import Any

from sheets.local import a1, masks
from sheets.local.a1 import Area, Box
from sheets.local.book import Book
from sheets.local.errors import InvalidArgument, Malformed
from sheets.local.masks import Mask
from sheets.local.request import check_fields
from sheets.local.sheet import Sheet

Json = dict[str, Any]

GRID_RANGE = {"sheetId", "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"}
DIMENSION_RANGE = {"sheetId", "dimension", "startIndex", "endIndex"}
_DIMENSIONS = {"ROWS", "COLUMNS"}


@dataclass(frozen=True)
class Lines:
    """Rows or columns of a sheet: half-open, 0-based; `dimension` is "ROWS" or "COLUMNS"."""

    sheet: Sheet
    dimension: str
    start: int
    end: int

    @property
    def are_rows(self) -> bool:
        return self.dimension == "ROWS"

    @property
    def count(self) -> int:
        return self.end - self.start

    @property
    def size(self) -> int:
        """How many rows or columns the sheet has."""
        return self.sheet.rows if self.are_rows else self.sheet.columns


@dataclass(frozen=True)
class Step:
    """`given` is the message of the request of this kind at the place `at` of the body."""

    book: Book
    kind: str
    at: int
    given: Json

    def check(self, message: Any, path: str, served: set[str], refused: set[str] | None = None) -> Json:
        """The message at a dotted path of the request ("" for the request itself), once its fields are known ones."""
        where = ".".join(part for part in (f"requests[{self.at}]", self.kind, path) if part)
        if not isinstance(message, dict):
            raise Malformed(f"Invalid value at '{_snake(where)}', {message!r}")
        for name in message.keys() - served:
            check_fields({name: None}, where if refused is None or name in refused else _snake(where), served, refused)
        return message

    def part(self, name: str, served: set[str], refused: set[str] | None = None) -> Json:
        """A message inside the request; {} when it is not given."""
        return self.check(self.given.get(name, {}), name, served, refused)

    def mask(self, served: set[str]) -> Mask:
        """The field mask, with "*" resolved to what is served; 400 when there is none."""
        text = self.given.get("fields")
        if not text:
            raise InvalidArgument("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
        mask = masks.parse(text)
        if "*" in mask:
            return {name: {} for name in served}
        self.check(mask, "fields", served)
        return mask

    def sheet(self, sheet_id: Any) -> Sheet:
        """The sheet of an id; one left out is 0."""
        return self.book.grid_range({"sheetId": sheet_id or 0})[0]

    def box(self, name: str = "range") -> tuple[Sheet, Box]:
        """A GridRange of the request, with its ends open as given; 400 when it does not lie on the grid."""
        given = self.part(name, GRID_RANGE, set())
        if name not in self.given:
            raise InvalidArgument(f"{name} is required but not specified")
        sheet, box = self.book.grid_range(given)
        _check_order(given, "Row")
        _check_order(given, "Column")
        beyond = (box.bottom or 0) > sheet.rows or (box.right or 0) > sheet.columns
        if beyond or (box.top or 0) >= sheet.rows or (box.left or 0) >= sheet.columns:
            raise sheet.exceeds(_name(sheet, box))
        return sheet, box

    def area(self, name: str = "range") -> tuple[Sheet, Area]:
        """A GridRange of the request with all its bounds."""
        sheet, box = self.box(name)
        return sheet, box.within(sheet.rows, sheet.columns)

    def lines(self, name: str = "range") -> Lines:
        """A DimensionRange of the request; open ends are those of the grid."""
        given = self.part(name, DIMENSION_RANGE, set())
        sheet = self.sheet(given.get("sheetId"))
        dimension = self.dimension(given)
        size = sheet.rows if dimension == "ROWS" else sheet.columns
        start, end = given.get("startIndex", 0), given.get("endIndex", size)
        if start < 0 or end <= start:
            raise InvalidArgument(f"{name}.endIndex[{end}] must be after {name}.startIndex[{start}]")
        return Lines(sheet, dimension, start, end)

    def dimension(self, given: Json) -> str:
        """ "ROWS" or "COLUMNS"."""
        dimension = given.get("dimension", "")
        if dimension not in _DIMENSIONS:
            raise InvalidArgument("No dimension specified.")
        return str(dimension)


def grid_range(sheet_id: int, box: Box | Area) -> Json:
    """A GridRange as it is stored and answered: a sheetId of 0 and open ends are left out."""
    named = {
        "sheetId": sheet_id or None,
        "startRowIndex": box.top,
        "endRowIndex": box.bottom,
        "startColumnIndex": box.left,
        "endColumnIndex": box.right,
    }
    return {name: value for name, value in named.items() if value is not None}


def _check_order(given: Json, direction: str) -> None:
    start, end = f"start{direction}Index", f"end{direction}Index"
    first, last = given.get(start, 0), given.get(end)
    if first < 0 or (last is not None and last <= first):
        raise InvalidArgument(f"range.{end}[{last}] must be after range.{start}[{first}]")


def _name(sheet: Sheet, box: Box) -> str:
    """A range as a message names it, beyond the grid or not."""
    bottom = max(sheet.rows, (box.top or 0) + 1) if box.bottom is None else box.bottom
    right = max(sheet.columns, (box.left or 0) + 1) if box.right is None else box.right
    return a1.area_name(sheet.title, Area(box.top or 0, box.left or 0, bottom, right))


def _snake(path: str) -> str:
    """Payload errors name fields as the protocol buffer does: requests[0].add_sheet."""
    return re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", path)
