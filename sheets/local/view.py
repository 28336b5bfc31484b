"""The values of cells as an answer gives them: formatted, unformatted, or formulas; trailing blanks cut.

Source: ValueRange, ValueRenderOption and DateTimeRenderOption of the Sheets API.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sheets.local import cells, formulas, render
from sheets.local.a1 import Area, Box
from sheets.local.book import Book
from sheets.local.cells import Line, Scalar, Stored
from sheets.local.errors import InvalidArgument, Unimplemented
from sheets.local.formulas import CellError, Result
from sheets.local.locales import LOCALES
from sheets.local.sheet import Sheet

RENDER_OPTIONS = {"FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"}
DATE_OPTIONS = {"SERIAL_NUMBER", "FORMATTED_STRING"}


@dataclass
class Evaluator:
    """Calculates formulas when they are read; each one once per request."""

    book: Book
    known: dict[tuple[int, int, int], Result] = field(default_factory=dict)
    running: set[tuple[int, int, int]] = field(default_factory=set)

    def result(self, sheet: Sheet, row: int, column: int, cell: Stored) -> Result:
        """The effective value of a cell; 501 for a circular reference."""
        formula = cells.part(cell, "f")
        if formula is None:
            return cells.value(cell)
        place = (sheet.id, row, column)
        if place not in self.known:
            self.known[place] = self._calculated(sheet, place, formula)
        return self.known[place]

    def _calculated(self, sheet: Sheet, place: tuple[int, int, int], formula: str) -> Result:
        if place in self.running:
            raise Unimplemented(f"the circular formula {formula!r}")
        self.running.add(place)
        node = formulas.parse(formula, argument_separator(self.book.locale))
        value = formulas.calculate(node, lambda title, box: self._values(sheet, title, box))
        self.running.discard(place)
        return value

    def _values(self, own: Sheet, title: str | None, box: Box) -> Iterator[Result]:
        sheet = own if title is None else self.book.titled(title)
        if sheet is None or (box.bottom or 0) > sheet.rows or (box.right or 0) > sheet.columns:
            raise Unimplemented("a formula that refers to cells that do not exist")
        area = box.within(sheet.rows, sheet.columns)
        stored = dict(sheet.grid.lines(area.top, area.bottom))
        for row in range(area.top, area.bottom):
            for column in range(area.left, area.right):
                yield self.result(sheet, row, column, cells.cell_at(stored.get(row, []), column))


def argument_separator(locale_name: str) -> str:
    return LOCALES[locale_name].argument if locale_name in LOCALES else ","


@dataclass
class View:
    """One way to show the cells of a spreadsheet; the options are those of the request."""

    book: Book
    value_option: str = "FORMATTED_VALUE"
    date_option: str = "SERIAL_NUMBER"

    def __post_init__(self) -> None:
        _check("value_render_option", self.value_option, RENDER_OPTIONS)
        _check("date_time_render_option", self.date_option, DATE_OPTIONS)
        self.evaluator = Evaluator(self.book)
        plain_numbers = self.value_option != "FORMATTED_VALUE"
        self._plain: Callable[[Scalar], Any] = _blank_as_text if plain_numbers else self._formatted
        # As they are stored, unless a cell has a formula: formats need not be looked at.
        self.is_as_stored = plain_numbers and self.date_option == "SERIAL_NUMBER"

    def rows(self, sheet: Sheet, area: Area) -> list[list[Any]]:
        """The values of the area; blanks at the ends of rows and empty rows at the end are cut."""
        return list(self.each_row(sheet, area))

    def each_row(self, sheet: Sheet, area: Area) -> Iterator[list[Any]]:
        """The same one by one."""
        following = area.top
        for index, line in sheet.grid.filled_lines(area.top, area.bottom):
            shown = self._shown(sheet, index, line[area.left : area.right], area.left)
            if shown:
                yield from ([] for _ in range(following, index))
                yield shown
                following = index + 1

    def _shown(self, sheet: Sheet, row: int, line: Line, left: int) -> list[Any]:
        if self.is_as_stored and not any(isinstance(cell, dict) and "f" in cell for cell in line):
            values = (cell.get("v") if isinstance(cell, dict) else cell for cell in line)
            shown: list[Any] = ["" if value is None else value for value in values]
        else:
            shown = [
                self.shown(sheet, row, left + at, cell) if isinstance(cell, dict) else self._plain(cell)
                for at, cell in enumerate(line)
            ]
        while shown and shown[-1] == "":
            shown.pop()
        return shown

    def shown(self, sheet: Sheet, row: int, column: int, cell: Stored) -> Any:
        """One cell's value in this view; "" for an empty one."""
        formula = cells.part(cell, "f")
        if formula is not None and self.value_option == "FORMULA":
            return formula
        value = self.evaluator.result(sheet, row, column, cell)
        if isinstance(value, CellError):
            return value.text
        number_format = self.book.style(cells.part(cell, "s")).get("numberFormat", {})
        is_date = render.is_date(number_format) and not isinstance(value, str | bool | None)
        as_text = self.date_option == "FORMATTED_STRING" and is_date
        if self.value_option == "FORMATTED_VALUE" or as_text:
            return render.formatted(value, number_format, self.book.locale)
        return "" if value is None else value

    def _formatted(self, value: Scalar) -> str:
        return value if isinstance(value, str) else render.formatted(value, {}, self.book.locale)


def _blank_as_text(value: Scalar) -> Any:
    return "" if value is None else value


def transposed(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows as columns, cut again at their ends."""
    width = max((len(row) for row in rows), default=0)
    columns = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]
    for column in columns:
        while column and column[-1] == "":
            column.pop()
    return columns


def _check(name: str, option: str, options: set[str]) -> None:
    if option not in options:
        kind = "ValueRenderOption" if name == "value_render_option" else "DateTimeRenderOption"
        raise InvalidArgument(
            f"Invalid value at '{name}' (type.googleapis.com/google.apps.sheets.v4.{kind}), \"{option}\""
        )
