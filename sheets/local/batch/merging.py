"""Requests mergeCells and unmergeCells.

Source: MergeCellsRequest, MergeType and UnmergeCellsRequest of the Sheets API.
"""

from collections.abc import Iterator
from typing import Any

from sheets.local import cells
from sheets.local.a1 import Area
from sheets.local.batch.step import Step, grid_range
from sheets.local.cells import Line
from sheets.local.errors import InvalidArgument, Unimplemented
from sheets.local.sheet import Sheet

Json = dict[str, Any]


def merge_cells(step: Step) -> None:
    """mergeCells: the whole range, each of its columns or each of its rows becomes one cell.

    A merge keeps the value of its first cell. What Google does with a first cell that is empty beside filled ones, and
    with a merge of one cell, is not known: 501.
    """
    step.check(step.given, "", {"range", "mergeType"})
    sheet, area = step.area()
    kind = step.given.get("mergeType", "MERGE_ALL")
    blocks = list(_blocks(area, kind))
    if any(block.height * block.width == 1 for block in blocks):
        raise Unimplemented("merging one cell")
    if area.top < sheet.frozen_rows < area.bottom or area.left < sheet.frozen_columns < area.right:
        raise Unimplemented("merging frozen cells with others")
    _remove(sheet, area)
    for block in blocks:
        _keep_the_first(sheet, block)
        sheet.doc["merges"].append(grid_range(sheet.id, block))


def unmerge_cells(step: Step) -> None:
    """unmergeCells: all merges of the range go; their values stay in their first cells."""
    step.check(step.given, "", {"range"})
    _remove(*step.area())


def merged_areas(sheet: Sheet, area: Area) -> list[Area]:
    """The merges that have a cell in common with the area."""
    areas = [
        Area(merge["startRowIndex"], merge["startColumnIndex"], merge["endRowIndex"], merge["endColumnIndex"])
        for merge in sheet.doc["merges"]
    ]
    return [one for one in areas if one.meets(area)]


def _blocks(area: Area, kind: str) -> Iterator[Area]:
    """The cells that the request makes, as ranges."""
    if kind == "MERGE_ALL":
        yield area
    elif kind == "MERGE_ROWS":
        yield from (Area(row, area.left, row + 1, area.right) for row in range(area.top, area.bottom))
    elif kind == "MERGE_COLUMNS":
        yield from (Area(area.top, column, area.bottom, column + 1) for column in range(area.left, area.right))
    else:
        raise InvalidArgument(f"Invalid merge type: {kind}")


def _remove(sheet: Sheet, area: Area) -> None:
    """Take away the merges of an area; one that lies only partly inside refuses the request."""
    merged = merged_areas(sheet, area)
    if not all(one.lies_in(area) for one in merged):
        raise InvalidArgument("You must select all cells in a merged range to merge or unmerge them.")
    gone = [grid_range(sheet.id, one) for one in merged]
    sheet.doc["merges"] = [merge for merge in sheet.doc["merges"] if merge not in gone]


def _keep_the_first(sheet: Sheet, block: Area) -> None:
    """Empty all cells of a block but the first of their values; formats, rules and notes stay."""
    stored = dict(sheet.grid.lines(block.top, block.bottom))
    has_first = cells.is_filled(cells.cell_at(stored.get(block.top, []), block.left))

    def emptied(row: int, line: Line) -> Line:
        for column in range(block.left, block.right):
            cell = cells.cell_at(line, column)
            if (row, column) == (block.top, block.left) or not cells.is_filled(cell):
                continue
            if not has_first:
                raise Unimplemented("merging cells of which the first is empty and another is not")
            cells.put_cell(line, column, cells.with_value(cell, None))
        return line

    sheet.grid.change(block.top, block.bottom, emptied)
