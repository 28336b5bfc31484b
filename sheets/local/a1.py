"""A1 notation: column letters, titles as Google quotes them, and the parsing of a range's text.

Source: "Cell and range notation" of the Sheets API guide, and recorded answers of Google.
"""

import re
from dataclasses import dataclass, replace

_CORNER = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9][0-9]{0,7})?")
_PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*|[Rr][0-9]+|[Cc][0-9]+")
_WITH_SHEET = re.compile(r"(?:'((?:[^']|'')*)'|([^'!]+))(?:!(.*))?", re.DOTALL)


@dataclass(frozen=True)
class Box:
    """Half-open, 0-based bounds of a range; None is an open end ("A:B", "2:3", "A2:B")."""

    top: int | None = None
    left: int | None = None
    bottom: int | None = None
    right: int | None = None

    def within(self, rows: int, columns: int) -> "Area":
        """The same range with every bound known: open ends filled from the grid, the rest cut to it."""
        bottom = rows if self.bottom is None else min(self.bottom, rows)
        right = columns if self.right is None else min(self.right, columns)
        return Area(self.top or 0, self.left or 0, bottom, right)


@dataclass(frozen=True)
class Area:
    """A range with all its bounds: half-open, 0-based."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def width(self) -> int:
        return self.right - self.left

    def sized(self, height: int, width: int) -> "Area":
        """An area of this size at the same corner."""
        return replace(self, bottom=self.top + height, right=self.left + width)

    def meets(self, other: "Area") -> bool:
        """Whether the two have a cell in common."""
        rows = self.top < other.bottom and other.top < self.bottom
        return rows and self.left < other.right and other.left < self.right

    def lies_in(self, other: "Area") -> bool:
        rows = other.top <= self.top and self.bottom <= other.bottom
        return rows and other.left <= self.left and self.right <= other.right

    def contains(self, row: int, column: int) -> bool:
        return self.top <= row < self.bottom and self.left <= column < self.right


def column_name(index: int) -> str:
    """Letters of a 0-based column: 0 is "A", 26 is "AA"."""
    name = ""
    while index >= 0:
        index, letter = divmod(index, 26)
        name = chr(ord("A") + letter) + name
        index -= 1
    return name


def column_index(name: str) -> int:
    """0-based column of its letters, small or capital."""
    index = 0
    for letter in name.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def quoted(title: str) -> str:
    """A sheet's title as it stands before "!": quoted unless it is a plain ASCII word that is no cell's name."""
    if _PLAIN_TITLE.fullmatch(title) and not _LIKE_A_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def cell_name(row: int, column: int) -> str:
    return f"{column_name(column)}{row + 1}"


def area_name(title: str, area: Area) -> str:
    """The normalised name of a range in an answer: "Sheet1!A1:B2", one cell without a colon."""
    first = cell_name(area.top, area.left)
    last = cell_name(area.bottom - 1, area.right - 1)
    return f"{quoted(title)}!{first}" if first == last else f"{quoted(title)}!{first}:{last}"


def split_sheet(text: str) -> tuple[str | None, str | None, bool]:
    """(title, cells, quoted) of "title!cells", of a title alone or of cells alone; the last two look the same.

    Without "!" the cells are None and the title holds the text; a text that is none of these gives (None, None).
    """
    found = _WITH_SHEET.fullmatch(text)
    if not found:
        return None, None, False
    in_quotes, bare, cells = found.groups()
    if in_quotes is not None:
        return in_quotes.replace("''", "'"), cells, True
    return bare, cells, False


def parse_cells(text: str) -> Box | None:
    """The bounds of "A1", "A1:B2", "A:B", "2:3", "A2:B" in any order of corners; None when it is no range."""
    first, colon, last = text.partition(":")
    start, end = _corner(first), _corner(last if colon else first)
    if start is None or end is None:
        return None
    if not colon and None in start:
        return None
    top, bottom = _ordered(start[0], end[0])
    left, right = _ordered(start[1], end[1])
    return Box(top, left, bottom, right)


def _corner(text: str) -> tuple[int | None, int | None] | None:
    found = _CORNER.fullmatch(text)
    if not found or not any(found.groups()):
        return None
    letters, digits = found.groups()
    return (int(digits) - 1 if digits else None, column_index(letters) if letters else None)


def _ordered(first: int | None, last: int | None) -> tuple[int | None, int | None]:
    """Half-open bounds of one direction; a missing second corner leaves the end open ("A2:B")."""
    if first is None and last is None:
        return None, None
    if first is None or last is None:
        return first if first is not None else last, None
    return min(first, last), max(first, last) + 1
