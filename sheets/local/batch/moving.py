"""What follows when rows or columns are inserted, deleted or moved: everything that lies on them.

Merges, protected and named ranges, the filter, groups, metadata, frozen rows and the sizes of columns. A formula that
refers to other cells would have to be rewritten: such a workbook is refused instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sheets.local import cells, formulas, metadata
from sheets.local.book import Book
from sheets.local.cells import Line
from sheets.local.errors import Unimplemented
from sheets.local.sheet import Sheet

Json = dict[str, Any]
Span = tuple[int, int]
"""Half-open, 0-based."""


@dataclass(frozen=True)
class Insertion:
    """`count` new rows (or columns) before the one that stands at `at`."""

    at: int
    count: int

    def index(self, old: int) -> int | None:
        """Where a row (or column) stands afterwards; None when it is gone."""
        return old + self.count if old >= self.at else old

    def span(self, start: int, end: int) -> Span | None:
        """Where a range lies afterwards: it grows when something is inserted between its first and its last row."""
        return start + self.count * (start >= self.at), end + self.count * (end > self.at)

    def line(self, line: Line) -> Line:
        """A row's cells after the change of the columns."""
        return [*line[: self.at], *([None] * self.count if len(line) > self.at else []), *line[self.at :]]


@dataclass(frozen=True)
class Deletion:
    """The rows (or columns) start..end go."""

    start: int
    end: int

    def index(self, old: int) -> int | None:
        """Where a row stands afterwards; None for a deleted one."""
        if old < self.start:
            return old
        return None if old < self.end else old - (self.end - self.start)

    def span(self, start: int, end: int) -> Span | None:
        """None when nothing of the range is left."""
        first, last = self._left(start), self._left(end)
        return (first, last) if first < last else None

    def line(self, line: Line) -> Line:
        """A row's cells without those of the deleted columns."""
        return [*line[: self.start], *line[self.end :]]

    def _left(self, boundary: int) -> int:
        return boundary - max(0, min(boundary, self.end) - self.start)


@dataclass(frozen=True)
class Move:
    """The rows start..end come to stand before the one at `to` (a position before the move)."""

    start: int
    end: int
    to: int

    def index(self, old: int) -> int | None:
        """Where a row stands afterwards; a move loses none."""
        count = self.end - self.start
        target = self._target
        if self.start <= old < self.end:
            return target + old - self.start
        rest = old if old < self.start else old - count
        return rest if rest < target else rest + count

    def span(self, start: int, end: int) -> Span | None:
        """A range goes along when all of it is moved; else it stays about the rows that stay."""
        indices = [self.index(old) or 0 for old in range(start, end)]
        first, last = min(indices), max(indices) + 1
        if last - first == end - start:
            return first, last
        left = Deletion(self.start, self.end).span(start, end)
        return left and Insertion(self._target, self.end - self.start).span(*left)

    def line(self, line: Line) -> Line:
        """A row's cells after the move of the columns."""
        block = [cells.cell_at(line, column) for column in range(self.start, self.end)]
        rest = [*line[: self.start], *line[self.end :]]
        rest += [None] * (self._target - len(rest))
        return [*rest[: self._target], *block, *rest[self._target :]]

    @property
    def _target(self) -> int:
        """The position of the first moved row afterwards."""
        return self.to if self.to <= self.start else self.to - (self.end - self.start)


Change = Insertion | Deletion | Move
_BOUNDS = {"ROWS": ("startRowIndex", "endRowIndex"), "COLUMNS": ("startColumnIndex", "endColumnIndex")}


def change_lines(book: Book, sheet: Sheet, dimension: str, change: Change) -> None:
    """Carry out a change of rows or columns, with everything that lies on them."""
    refuse_references(book)
    if dimension == "ROWS":
        _change_rows(sheet, change)
    else:
        _change_columns(sheet, change)
    _change_frozen(sheet, dimension, change)
    _change_objects(book, sheet, dimension, change)
    for number, start, _ in metadata.dimensions(book, sheet, dimension):
        moved = change.index(start)
        metadata.relocate(book, number, None if moved is None else (moved, moved + 1))


def refuse_merges_across(sheet: Sheet, dimension: str, start: int, end: int) -> None:
    """501 where a merge lies partly inside: what Google makes of it is not known."""
    first, last = _BOUNDS[dimension]
    for merge in sheet.doc["merges"]:
        inside = [start <= at < end for at in range(merge[first], merge[last])]
        if any(inside) and not all(inside):
            raise Unimplemented("moving a part of merged cells")


def refuse_references(book: Book) -> None:
    """501 for a workbook with a formula that would have to be rewritten."""
    for sheet in book.sheets:
        for _, line in sheet.grid.lines_with_formulas(0, sheet.rows):
            for cell in line:
                if formulas.refers(cells.part(cell, "f") or "="):
                    raise Unimplemented("inserting, deleting or moving rows or columns beside formulas with references")


def _change_rows(sheet: Sheet, change: Change) -> None:
    match change:
        case Insertion(at, count):
            sheet.grid.insert(at, count)
        case Deletion(start, end):
            sheet.grid.delete(start, end)
        case Move(start, end, to):
            sheet.grid.move(start, end, to)


def _change_columns(sheet: Sheet, change: Change) -> None:
    sheet.grid.change_stored(change.line)
    moved = {change.index(int(column)): props for column, props in sheet.doc["column_props"].items()}
    sheet.doc["column_props"] = {str(column): props for column, props in moved.items() if column is not None}
    match change:
        case Insertion(_, count):
            sheet.doc["columns"] += count
        case Deletion(start, end):
            sheet.doc["columns"] -= end - start


def _change_frozen(sheet: Sheet, dimension: str, change: Change) -> None:
    """Inserting above a frozen row freezes one more, deleting one leaves one less."""
    grid = sheet.doc["properties"]["gridProperties"]
    name = "frozenRowCount" if dimension == "ROWS" else "frozenColumnCount"
    if not isinstance(change, Move) and name in grid:
        span = change.span(0, grid.pop(name))
        if span:
            grid[name] = span[1]


def _change_objects(book: Book, sheet: Sheet, dimension: str, change: Change) -> None:
    doc = sheet.doc
    for merge in list(doc["merges"]):
        if not _relocated(merge, dimension, change) or _is_one_cell(merge):
            doc["merges"].remove(merge)
    doc["protectedRanges"] = [one for one in doc["protectedRanges"] if _relocated(one["range"], dimension, change)]
    if "basicFilter" in doc:
        _change_filter(doc, dimension, change)
    groups = "rowGroups" if dimension == "ROWS" else "columnGroups"
    for group in list(doc.get(groups, [])):
        if not _relocated(group["range"], dimension, change, ("startIndex", "endIndex")):
            doc[groups].remove(group)
    for named in _named_on(book, sheet):
        if not _relocated(named["range"], dimension, change):
            raise Unimplemented("deleting all cells of a named range")


def _named_on(book: Book, sheet: Sheet) -> Iterator[Json]:
    return (named for named in book.doc["namedRanges"] if named["range"].get("sheetId", 0) == sheet.id)


def _change_filter(doc: Json, dimension: str, change: Change) -> None:
    if set(doc["basicFilter"]) != {"range"} and dimension == "COLUMNS":
        raise Unimplemented("changing columns beneath a filter with criteria")
    if not _relocated(doc["basicFilter"]["range"], dimension, change):
        del doc["basicFilter"]


def _relocated(area: Json, dimension: str, change: Change, names: tuple[str, str] | None = None) -> bool:
    """Put a stored range where it lies afterwards; False when nothing of it is left. An open end stays open."""
    first, last = names or _BOUNDS[dimension]
    if first not in area and last not in area:
        return True
    start, end = int(area.get(first, 0)), area.get(last)
    if end is None:
        moved = change.index(start)
        area[first] = start if moved is None else moved
        return True
    span = change.span(start, end)
    if span is None:
        return False
    area[first], area[last] = span
    return True


def _is_one_cell(area: Json) -> bool:
    return bool(
        area["endRowIndex"] - area["startRowIndex"] == 1 and area["endColumnIndex"] - area["startColumnIndex"] == 1
    )
