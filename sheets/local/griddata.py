"""GridData: the cells of a range with everything they hold, as spreadsheets.get and a batch's answer show them."""

from dataclasses import dataclass
from typing import Any

from sheets.local import cells, formats, formulas, metadata, render
from sheets.local.a1 import Area
from sheets.local.book import Book
from sheets.local.cells import Stored
from sheets.local.errors import Unimplemented
from sheets.local.formulas import CellError
from sheets.local.masks import Mask
from sheets.local.sheet import Sheet
from sheets.local.view import Evaluator

Json = dict[str, Any]

ROW_PIXELS, COLUMN_PIXELS = 21, 100
_ALL: Mask = {}


@dataclass
class GridData:
    """`mask` is what of a CellData is asked for; the rest is not worked out, as its look may be unknown."""

    book: Book
    mask: Mask

    def __post_init__(self) -> None:
        self.evaluator = Evaluator(self.book)

    def of(self, sheet: Sheet, area: Area) -> Json:
        """The GridData of an area; zeros and empty ends are left out."""
        data: Json = {}
        if area.top:
            data["startRow"] = area.top
        if area.left:
            data["startColumn"] = area.left
        rows = self._rows(sheet, area)
        if rows:
            data["rowData"] = rows
        props = sheet.grid.row_props(area.top, area.bottom)
        columns = sheet.doc["column_props"]
        entries = metadata.at_lines(self.book, sheet, "ROWS")
        data["rowMetadata"] = [
            _dimension(props.get(row, {}), ROW_PIXELS, entries.get(row)) for row in range(area.top, area.bottom)
        ]
        entries = metadata.at_lines(self.book, sheet, "COLUMNS")
        data["columnMetadata"] = [
            _dimension(columns.get(str(column), {}), COLUMN_PIXELS, entries.get(column))
            for column in range(area.left, area.right)
        ]
        return data

    def _rows(self, sheet: Sheet, area: Area) -> list[Json]:
        rows: list[Json] = []
        for index, line in sheet.grid.lines(area.top, area.bottom):
            part = cells.trimmed(line[area.left : area.right])
            if part:
                rows.extend({} for _ in range(area.top + len(rows), index))
                found = [self.cell(sheet, index, area.left + at, cell) for at, cell in enumerate(part)]
                rows.append({"values": found})
        return rows

    def cell(self, sheet: Sheet, row: int, column: int, cell: Stored) -> Json:
        """One CellData."""
        data: Json = {}
        style = self.book.style(cells.part(cell, "s"))
        if cells.is_filled(cell):
            data |= self._content(sheet, row, column, cell, style)
        if style and self._wants("userEnteredFormat"):
            data["userEnteredFormat"] = style
        if (style or cells.is_filled(cell)) and self._wants("effectiveFormat"):
            value = self.evaluator.result(sheet, row, column, cell)
            data["effectiveFormat"] = formats.effective(style, value)
        if validation := cells.part(cell, "d"):
            data["dataValidation"] = self.book.style(validation)
        if note := cells.part(cell, "n"):
            data["note"] = note
        return data

    def _content(self, sheet: Sheet, row: int, column: int, cell: Stored, style: Json) -> Json:
        formula = cells.part(cell, "f")
        entered = formats.extended_value(cells.value(cell)) if formula is None else {"formulaValue": formula}
        content: Json = {"userEnteredValue": entered}
        value = self.evaluator.result(sheet, row, column, cell)
        if value is not None and self._wants("effectiveValue"):
            content["effectiveValue"] = formats.effective_value(value)
        if self._wants("formattedValue"):
            content["formattedValue"] = self._formatted(value, style)
        if formula is not None and self._wants("hyperlink"):
            content |= _hyperlink(formula)
        return content

    def _formatted(self, value: formulas.Result, style: Json) -> str:
        if isinstance(value, CellError):
            return value.text
        return render.formatted(value, style.get("numberFormat", {}), self.book.locale)

    def _wants(self, name: str) -> bool:
        return not self.mask or name in self.mask or "*" in self.mask


def _hyperlink(formula: str) -> Json:
    if "HYPERLINK" not in formula.upper():
        return {}
    node = formulas.parse(formula.replace(";", ","))
    if node[0] != "call" or node[2][0][0] != "value":
        raise Unimplemented(f"the hyperlink of {formula[:80]!r}")
    return {"hyperlink": node[2][0][1]}


def _dimension(props: Json, pixels: int, entries: list[Json] | None) -> Json:
    return {"pixelSize": pixels, **props, **({"developerMetadata": entries} if entries else {})}
