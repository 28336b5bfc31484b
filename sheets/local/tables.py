"""Where values:append writes: the last table of a range.

Source: "Append values" of the Sheets API guide and recorded answers: a table is a block of cells with data, bounded by
empty ones; an empty cell is in no table.
"""

from collections.abc import Iterable

from sheets.local import cells
from sheets.local.a1 import Area
from sheets.local.errors import Unimplemented
from sheets.local.sheet import Sheet


def last_table(sheet: Sheet, area: Area) -> Area | None:
    """The last table that has a cell in the area; None when the area holds no data.

    Which one Google takes for the last when tables stand side by side and end at different rows is not known: 501.
    """
    found = [table for table in _tables(sheet) if _touch(table, area, 0) and _has_data(sheet, table, area)]
    if not found:
        return None
    by_start = max(found, key=lambda table: (table.top, table.left))
    by_end = max(found, key=lambda table: (table.bottom, table.right))
    if by_start != by_end:
        raise Unimplemented("values.append to a range with several tables side by side")
    return by_start


def _tables(sheet: Sheet) -> list[Area]:
    """The boxes around connected data, grown together where they overlap or touch."""
    open_boxes: list[Area] = []
    tables: list[Area] = []
    for row, line in sheet.grid.lines(0, sheet.rows):
        tables += [box for box in open_boxes if box.bottom < row]
        open_boxes = [box for box in open_boxes if box.bottom >= row]
        filled = [column for column, cell in enumerate(line) if cells.is_filled(cell)]
        for left, right in _runs(filled):
            open_boxes = _absorbed(Area(row, left, row + 1, right), open_boxes)
    return _merged([*tables, *open_boxes])


def _runs(columns: list[int]) -> Iterable[tuple[int, int]]:
    start = None
    for at, column in enumerate(columns):
        start = column if start is None else start
        if at + 1 == len(columns) or columns[at + 1] != column + 1:
            yield start, column + 1
            start = None


def _touch(one: Area, other: Area, gap: int) -> bool:
    """Whether two areas overlap (gap 0) or are neighbours, also at a corner (gap 1)."""
    rows = one.top < other.bottom + gap and other.top < one.bottom + gap
    return rows and one.left < other.right + gap and other.left < one.right + gap


def _absorbed(box: Area, others: list[Area]) -> list[Area]:
    """The boxes with one more; those it touches become one with it, which may make it touch further ones."""
    while touching := [other for other in others if _touch(box, other, 1)]:
        others = [other for other in others if other not in touching]
        members = [box, *touching]
        box = Area(
            min(one.top for one in members),
            min(one.left for one in members),
            max(one.bottom for one in members),
            max(one.right for one in members),
        )
    return [*others, box]


def _merged(boxes: list[Area]) -> list[Area]:
    merged: list[Area] = []
    for box in boxes:
        merged = _absorbed(box, merged)
    return merged


def _has_data(sheet: Sheet, table: Area, area: Area) -> bool:
    """Whether the part of the table inside the area holds data: an empty cell within the box is in no table."""
    for _, line in sheet.grid.lines(max(table.top, area.top), min(table.bottom, area.bottom)):
        if any(map(cells.is_filled, line[max(table.left, area.left) : min(table.right, area.right)])):
            return True
    return False
