"""sortRange: whole cells change their rows; the rows themselves, with size and metadata, stay where they are.

Source: SortRangeRequest and SortSpec of the Sheets API. That metadata stays behind and that validations go along with
their cells is an assumption, no documented fact.
"""

import unicodedata
from typing import Any

from sheets.local import cells, formulas
from sheets.local.a1 import Area
from sheets.local.batch.step import Step
from sheets.local.cells import Line, Stored
from sheets.local.errors import InvalidArgument, Unimplemented
from sheets.local.formulas import CellError, Result
from sheets.local.sheet import Sheet
from sheets.local.view import Evaluator

Json = dict[str, Any]
Key = tuple[int, float, str, str]

_SPEC = {"dimensionIndex", "sortOrder"}
_SPEC_REFUSED = {"foregroundColor", "foregroundColorStyle", "backgroundColor", "backgroundColorStyle"}
_SPEC_REFUSED |= {"dataSourceColumnReference"}
_ORDERS = {"ASCENDING", "DESCENDING"}
AFTER_D = "d\uffff"  # a letter of its own, between d and e; by its code it would come after z


def sort_range(step: Step) -> None:
    """sortRange: by the first specification, equal ones by the next; blanks come last in both directions."""
    step.check(step.given, "", {"range", "sortSpecs"})
    sheet, area = step.area()
    specs = [_spec(step, given, at, area) for at, given in enumerate(step.given.get("sortSpecs", []))]
    if not specs:
        raise InvalidArgument("Must specify at least one sort specification.")
    _refuse_merges(sheet, area)
    last = sheet.grid.last_filled(area.top, area.bottom)
    bottom = area.top if last is None else last + 1  # blank rows below stay where they are
    stored = dict(sheet.grid.lines(area.top, bottom))
    rows = [(row, _part(stored.get(row, []), area)) for row in range(area.top, bottom)]
    if any(formulas.refers(cell["f"]) for _, part in rows for cell in part if isinstance(cell, dict) and "f" in cell):
        raise Unimplemented("sorting formulas with references")
    evaluator = Evaluator(step.book)
    for column, descending in reversed(specs):
        keys = {row: _key(evaluator.result(sheet, row, column, part[column - area.left])) for row, part in rows}
        filled = [pair for pair in rows if keys[pair[0]] is not None]
        blank = [pair for pair in rows if keys[pair[0]] is None]
        rows = _sorted(filled, keys, descending) + blank
    _write(sheet, area, stored, [part for _, part in rows])


def _spec(step: Step, given: Json, at: int, area: Area) -> tuple[int, bool]:
    """(column on the sheet, whether it descends)."""
    step.check(given, f"sortSpecs[{at}]", _SPEC, _SPEC_REFUSED)
    column, order = given.get("dimensionIndex", 0), given.get("sortOrder", "ASCENDING")
    if order not in _ORDERS:
        raise InvalidArgument(f"Invalid sort order: {order}")
    if not area.left <= column < area.right:
        raise InvalidArgument(f"sortSpecs[{at}].dimensionIndex[{column}] must lie within the range")
    return column, order == "DESCENDING"


def _refuse_merges(sheet: Sheet, area: Area) -> None:
    for merge in sheet.doc["merges"]:
        beside = merge["endRowIndex"] <= area.top or merge["startRowIndex"] >= area.bottom
        if not beside and merge["endColumnIndex"] > area.left and merge["startColumnIndex"] < area.right:
            raise Unimplemented("sorting merged cells")


def _part(line: Line, area: Area) -> Line:
    return [cells.cell_at(line, column) for column in range(area.left, area.right)]


def _sorted(rows: list[tuple[int, Line]], keys: dict[int, Key | None], descending: bool) -> list[tuple[int, Line]]:
    """Stable in both directions."""
    return sorted(rows, key=lambda pair: keys[pair[0]] or (0, 0.0, "", ""), reverse=descending)


def _key(value: Result) -> Key | None:
    """Numbers before texts before truth values; None for a blank cell.

    Texts go by their letters without marks and capitals, đ after d, then by their marks: close to Google's order for
    Vietnamese words, which is not documented.
    """
    if value is None:
        return None
    if isinstance(value, CellError):
        raise Unimplemented("sorting error values")
    if isinstance(value, bool):
        return 2, float(value), "", ""
    if isinstance(value, str):
        folded = unicodedata.normalize("NFD", value.casefold())
        plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
        return 1, 0.0, plain.replace("đ", AFTER_D), folded
    return 0, float(value), "", ""


def _write(sheet: Sheet, area: Area, stored: dict[int, Line], parts: list[list[Stored]]) -> None:
    changed = []
    for row, part in enumerate(parts, area.top):
        line = stored.get(row, [])
        if _part(line, area) == part:
            continue
        for column, cell in enumerate(part, area.left):
            cells.put_cell(line, column, cell)
        changed.append((row, line))
    sheet.grid.write_all(changed)
