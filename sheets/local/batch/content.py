"""Requests that change what cells hold, in the order in which they stand: updateCells, appendCells, repeatCell.

Source: UpdateCellsRequest, AppendCellsRequest, RepeatCellRequest, SetDataValidationRequest and CellData.
"""

from typing import Any

from sheets.local import cells, formats, formulas, masks, writing
from sheets.local.a1 import Area
from sheets.local.batch import lines
from sheets.local.batch.step import Step
from sheets.local.cells import Line, Scalar, Stored
from sheets.local.errors import InvalidArgument, Malformed, Unimplemented
from sheets.local.masks import Mask
from sheets.local.sheet import Sheet

Json = dict[str, Any]

_CELL = {"userEnteredValue", "userEnteredFormat", "note", "dataValidation"}
_FORMAT = {
    "numberFormat",
    "backgroundColor",
    "backgroundColorStyle",
    "padding",
    "horizontalAlignment",
    "verticalAlignment",
    "wrapStrategy",
    "textDirection",
    "textFormat",
    "hyperlinkDisplayType",
    "textRotation",
    "borders",
}
_VALUES = {"numberValue", "stringValue", "boolValue", "formulaValue"}
_RULE = {"condition", "inputMessage", "strict", "showCustomUi"}
_CONDITIONS = {
    "NUMBER_GREATER",
    "NUMBER_GREATER_THAN_EQ",
    "NUMBER_LESS",
    "NUMBER_LESS_THAN_EQ",
    "NUMBER_EQ",
    "NUMBER_NOT_EQ",
    "NUMBER_BETWEEN",
    "NUMBER_NOT_BETWEEN",
    "TEXT_CONTAINS",
    "TEXT_NOT_CONTAINS",
    "TEXT_STARTS_WITH",
    "TEXT_ENDS_WITH",
    "TEXT_EQ",
    "TEXT_IS_EMAIL",
    "TEXT_IS_URL",
    "DATE_EQ",
    "DATE_BEFORE",
    "DATE_AFTER",
    "DATE_ON_OR_BEFORE",
    "DATE_ON_OR_AFTER",
    "DATE_BETWEEN",
    "DATE_NOT_BETWEEN",
    "DATE_IS_VALID",
    "ONE_OF_LIST",
    "BOOLEAN",
}


def update_cells(step: Step) -> None:
    """updateCells: rows of cells from a corner on, or into a range, whose rest is then emptied of what is named."""
    step.check(step.given, "", {"rows", "fields", "start", "range"}, {"dataFilter"})
    writer = _Writer(step)
    rows = writer.rows()
    if "range" in step.given:
        sheet, area = step.area()
        limit = area
    else:
        sheet, area = _corner(step, rows)
        limit = sheet.whole
    _check_inside(area, rows, limit)
    blank: list[Json] = [{}] * area.width if "range" in step.given else []
    writer.put(sheet, area.top, area.left, [row + blank[len(row) :] for row in rows])
    if blank:
        sheet.grid.change_all(area.top + len(rows), area.bottom, lambda line: writer.changed(line, area.left, blank))


def append_cells(step: Step) -> None:
    """appendCells: after the last row of the sheet that has data; the grid grows as needed."""
    step.check(step.given, "", {"sheetId", "rows", "fields"}, {"tableId"})
    writer = _Writer(step)
    rows = writer.rows()
    sheet = step.sheet(step.given.get("sheetId"))
    last = sheet.grid.last_filled()
    top = 0 if last is None else last + 1
    if max((len(row) for row in rows), default=0) > sheet.columns:
        raise Unimplemented("appending cells beyond the last column of the grid")
    lines.grow(step.book, sheet, top + len(rows))
    writer.put(sheet, top, 0, rows)


def repeat_cell(step: Step) -> None:
    """repeatCell: the same cell in every place of a range."""
    step.check(step.given, "", {"range", "cell", "fields"})
    writer = _Writer(step)
    sheet, area = step.area()
    cell = writer.checked(step.given.get("cell", {}), "cell")
    if area.height * area.width > 1 and formulas.refers(cell.get("userEnteredValue", {}).get("formulaValue", "=")):
        raise Unimplemented("a formula with references for several cells")
    row = [cell] * area.width

    def repeated(line: Line) -> Line:
        return writer.changed(line, area.left, row)

    sheet.grid.change_all(area.top, area.bottom, repeated)


def set_data_validation(step: Step) -> None:
    """setDataValidation: a rule for every cell of the range; without a rule they have none any more."""
    step.check(step.given, "", {"range", "rule"}, {"filteredRowsIncluded"})
    sheet, area = step.area()
    number = step.book.style_number(validation(step, step.given.get("rule"), "rule"))

    def ruled(line: Line) -> Line:
        for column in range(area.left, area.right):
            old = cells.cell_at(line, column)
            if number or cells.part(old, "d"):
                cells.put_cell(line, column, cells.with_part(old, "d", number))
        return line

    sheet.grid.change_all(area.top, area.bottom, ruled)


def validation(step: Step, rule: Json | None, path: str) -> Json:
    """A DataValidationRule as it is kept; {} for none. Rules that refer to cells are not served."""
    if rule is None:
        return {}
    step.check(rule, path, _RULE, set())
    condition = step.check(rule.get("condition", {}), f"{path}.condition", {"type", "values"}, set())
    kind, values = condition.get("type", ""), condition.get("values", [])
    if not kind:
        raise InvalidArgument("No condition type specified.")
    if kind not in _CONDITIONS:
        raise Unimplemented(f"data validation of the condition {kind}")
    for at, value in enumerate(values):
        step.check(value, f"{path}.condition.values[{at}]", {"userEnteredValue"}, {"relativeDate"})
        if str(value.get("userEnteredValue", "")).startswith("="):
            raise Unimplemented("data validation by a formula")
    return {name: value for name, value in rule.items() if value not in (False, "")}


class _Writer:
    """Puts CellData into cells, as far as the mask of the request names its parts."""

    def __init__(self, step: Step) -> None:
        self.step, self.book = step, step.book
        self.mask = formats.with_twin_names(step.mask(_CELL))
        self.format_mask: Mask = step.check(
            self.mask.get("userEnteredFormat", {}), "fields.userEnteredFormat", {*_FORMAT, "*"}
        )
        if any(self.mask.get(name) for name in ("userEnteredValue", "dataValidation", "note")):
            raise Unimplemented(f"the mask {step.given['fields']!r}")

    def rows(self) -> list[list[Json]]:
        """The rows of the request as lists of CellData."""
        rows = self.step.given.get("rows", [])
        return [self._row(row, f"rows[{at}]") for at, row in enumerate(rows)]

    def checked(self, cell: Any, path: str) -> Json:
        """A CellData whose fields are known ones."""
        if cell.keys() <= _CELL:
            return dict(cell)
        return self.step.check(cell, path, _CELL)

    def put(self, sheet: Sheet, top: int, left: int, rows: list[list[Json]]) -> None:
        """Rows of cells from a corner on."""
        stored = dict(sheet.grid.lines(top, top + len(rows)))
        changed = [(at, self.changed(stored.get(at, []), left, row)) for at, row in enumerate(rows, top)]
        sheet.grid.write_all(changed)

    def changed(self, line: Line, left: int, given: list[Json]) -> Line:
        """The line with the cells from `left` on."""
        for column, cell in enumerate(given, left):
            cells.put_cell(line, column, self._cell(cells.cell_at(line, column), cell))
        return line

    def _row(self, row: Any, path: str) -> list[Json]:
        values = self.step.check(row, path, {"values"}, set()).get("values", [])
        return [self.checked(cell, f"{path}.values[{at}]") for at, cell in enumerate(values)]

    def _cell(self, old: Stored, given: Json) -> Stored:
        cell = old
        if "userEnteredFormat" in self.mask:
            cell = cells.with_part(cell, "s", self._style(cell, given.get("userEnteredFormat", {})))
        if "userEnteredValue" in self.mask:
            cell = self._value(cell, given.get("userEnteredValue", {}))
        if "note" in self.mask:
            cell = cells.with_part(cell, "n", given.get("note") or None)
        if "dataValidation" in self.mask:
            rule = validation(self.step, given.get("dataValidation"), "cell.dataValidation")
            cell = cells.with_part(cell, "d", self.book.style_number(rule))
        return cell

    def _style(self, cell: Stored, given: Json) -> int | None:
        self.step.check(given, "cell.userEnteredFormat", _FORMAT, set())
        old = self.book.style(cells.part(cell, "s"))
        return self.book.style_number(masks.merged(old, formats.with_twins(given), self.format_mask))

    def _value(self, cell: Stored, given: Json) -> Stored:
        if not given:
            return cells.with_value(cell, None)
        self.step.check(given, "cell.userEnteredValue", _VALUES, {"errorValue"})
        if "formulaValue" in given:
            return writing.with_formula(self.book, cell, given["formulaValue"])
        [(name, value)] = given.items()
        return cells.with_value(cell, _scalar(name, value))


def _scalar(name: str, value: Any) -> Scalar:
    """The value of an ExtendedValue, which must be of the type that its name says."""
    if name == "stringValue" and isinstance(value, str):
        return cells.checked_text(value) or None
    if name == "boolValue" and isinstance(value, bool):
        return value
    if name == "numberValue" and isinstance(value, int | float) and not isinstance(value, bool):
        return cells.plain(value)
    kind = {"stringValue": "TYPE_STRING", "boolValue": "TYPE_BOOL"}.get(name, "TYPE_DOUBLE")
    raise Malformed(f"Invalid value at '{name}' ({kind}), {value!r}")


def _corner(step: Step, rows: list[list[Json]]) -> tuple[Sheet, Area]:
    start = step.part("start", {"sheetId", "rowIndex", "columnIndex"}, set())
    if "start" not in step.given:
        raise InvalidArgument("Must specify start or range.")
    top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
    width = max((len(row) for row in rows), default=0)
    return step.sheet(start.get("sheetId")), Area(top, left, top + len(rows), left + width)


def _check_inside(area: Area, rows: list[list[Json]], limit: Area) -> None:
    """400 with Google's words where the rows do not fit into the range or the grid."""
    bottom = area.top + len(rows)
    right = area.left + max((len(row) for row in rows), default=0)
    if bottom > limit.bottom:
        at = max(limit.bottom, area.top)
        raise InvalidArgument(f"Attempting to write row: {at}, beyond the last requested row of: {limit.bottom - 1}")
    if right > limit.right:
        at = max(limit.right, area.left)
        last = limit.right - 1
        raise InvalidArgument(f"Attempting to write column: {at}, beyond the last requested column of: {last}")
