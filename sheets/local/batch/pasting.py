"""Requests copyPaste and cutPaste.

Source: CopyPasteRequest, CutPasteRequest and PasteType of the Sheets API. That a whole cell takes its note and its
validation along, as it does in the browser, is assumed: the documentation names values, formulas and formats.
"""

from sheets.local import cells, formulas
from sheets.local.a1 import Area
from sheets.local.batch.merging import merged_areas
from sheets.local.batch.moving import refuse_references
from sheets.local.batch.step import Step
from sheets.local.cells import Line, Stored
from sheets.local.errors import InvalidArgument, Unimplemented
from sheets.local.formulas import CellError
from sheets.local.sheet import Sheet
from sheets.local.view import Evaluator

_SERVED = {"PASTE_NORMAL", "PASTE_VALUES", "PASTE_FORMAT", "PASTE_DATA_VALIDATION"}
_REFUSED = {"PASTE_NO_BORDERS", "PASTE_FORMULA", "PASTE_CONDITIONAL_FORMATTING"}


def copy_paste(step: Step) -> None:
    """copyPaste: the cells of a range again in another; a larger one is filled by repeating, a smaller one grows."""
    step.check(step.given, "", {"source", "destination", "pasteType", "pasteOrientation"})
    if step.given.get("pasteOrientation", "NORMAL") != "NORMAL":
        raise Unimplemented("pasting with rows and columns exchanged")
    kind = _kind(step)
    source, wanted = step.area("source")
    sheet, given = step.area("destination")
    area = given.sized(max(given.height, wanted.height), max(given.width, wanted.width))
    _check_place(sheet, area)
    if kind != "PASTE_VALUES":
        _refuse_merges(source, wanted)
    _refuse_merges(sheet, area)
    block = [[_pasted(cell, kind) for cell in line] for line in _read(step, source, wanted, kind)]
    _write(sheet, area, block, kind)


def cut_paste(step: Step) -> None:
    """cutPaste: the cells of a range move to another place and leave empty ones behind."""
    step.check(step.given, "", {"source", "destination", "pasteType"})
    if _kind(step) != "PASTE_NORMAL":
        raise Unimplemented("cutting anything but whole cells")
    refuse_references(step.book)
    source, area = step.area("source")
    corner = step.part("destination", {"sheetId", "rowIndex", "columnIndex"}, set())
    sheet = step.sheet(corner.get("sheetId"))
    top, left = corner.get("rowIndex", 0), corner.get("columnIndex", 0)
    target = Area(top, left, top + area.height, left + area.width)
    _check_place(sheet, target)
    _refuse_merges(source, area)
    _refuse_merges(sheet, target)
    block = _read(step, source, area, "PASTE_NORMAL")
    _write(source, area, [[None]], "PASTE_NORMAL")
    _write(sheet, target, block, "PASTE_NORMAL")


def _kind(step: Step) -> str:
    kind = step.given.get("pasteType", "PASTE_NORMAL")
    if kind in _REFUSED:
        raise Unimplemented(f"the paste type {kind}")
    if kind not in _SERVED:
        raise InvalidArgument(f"Invalid paste type: {kind}")
    return str(kind)


def _check_place(sheet: Sheet, area: Area) -> None:
    if area.bottom > sheet.rows or area.right > sheet.columns:
        raise Unimplemented("pasting beyond the grid")


def _refuse_merges(sheet: Sheet, area: Area) -> None:
    if merged_areas(sheet, area):
        raise Unimplemented("pasting from or into merged cells")


def _read(step: Step, sheet: Sheet, area: Area, kind: str) -> list[Line]:
    """The cells of an area; with PASTE_VALUES a formula is replaced by what it shows."""
    stored = dict(sheet.grid.lines(area.top, area.bottom))
    block = [
        [cells.cell_at(stored.get(row, []), column) for column in range(area.left, area.right)]
        for row in range(area.top, area.bottom)
    ]
    if kind != "PASTE_VALUES":
        return block
    evaluator = Evaluator(step.book)
    return [
        [_value(evaluator, sheet, row, column, cell) for column, cell in enumerate(line, area.left)]
        for row, line in enumerate(block, area.top)
    ]


def _value(evaluator: Evaluator, sheet: Sheet, row: int, column: int, cell: Stored) -> Stored:
    value = evaluator.result(sheet, row, column, cell)
    if isinstance(value, CellError):
        raise Unimplemented("pasting error values")
    return value


def _pasted(cell: Stored, kind: str) -> Stored:
    """A cell of the source as it may be pasted; formulas with references would have to be rewritten."""
    if kind == "PASTE_NORMAL" and formulas.refers(cells.part(cell, "f") or "="):
        raise Unimplemented("pasting formulas with references")
    return cell


def _write(sheet: Sheet, area: Area, block: list[Line], kind: str) -> None:
    """Put a block, repeated as often as it fits, into an area."""
    changed = []
    for row in range(area.top, area.bottom):
        given = block[(row - area.top) % len(block)]
        line = sheet.grid.line(row)
        for column in range(area.left, area.right):
            cell = given[(column - area.left) % len(given)]
            cells.put_cell(line, column, _combined(cells.cell_at(line, column), cell, kind))
        changed.append((row, line))
    sheet.grid.write_all(changed)


def _combined(old: Stored, new: Stored, kind: str) -> Stored:
    """What a cell holds after something was pasted into it."""
    if kind == "PASTE_VALUES":
        return cells.with_value(old, cells.value(new))
    if kind == "PASTE_FORMAT":
        return cells.with_part(old, "s", cells.part(new, "s"))
    if kind == "PASTE_DATA_VALIDATION":
        return cells.with_part(old, "d", cells.part(new, "d"))
    return new
