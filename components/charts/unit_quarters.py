"""One bullet per quarter of a unit: what it reported against the milestone of its models (design, section 5.3)."""

import altair as alt

from components import vi
from components.charts.heatmap import cell_label, cell_note
from components.charts.marks import Box, Line, Mark, Ruler, Word, sheet
from components.theme import Palette
from domain.overview import Cell, UnitRow
from domain.vocabulary import Status

STEP = 48
TIPS = {"quarter": "Quý", "value": "Tiến độ", "expected": "Mốc", "note": "Ghi chú"}


def unit_quarters(row: UnitRow, palette: Palette, *, phone: bool = False) -> alt.LayerChart:
    """A row per quarter: track from 0 to 100, bar in the status's colour, tick at the milestone, value at right."""
    marks: list[Mark] = []
    for at, cell in enumerate(row.cells):
        marks += _bullet(at, cell, palette)
    ruler = Ruler(width=140 if phone else 124, rows=len(row.cells), left=26 if phone else 14)
    return sheet(ruler, marks, step=STEP, padding={"left": 2, "right": 2}, tips=TIPS)


def unit_quarters_alt(row: UnitRow) -> str:
    """The same facts as text."""
    parts = [f"{vi.quarter_of_year(cell.quarter)}: {_label(cell)}" for cell in row.cells]
    return f"Tiến độ theo quý của {row.label}. {'; '.join(parts)}."


def _bullet(at: int, cell: Cell, palette: Palette) -> list[Mark]:
    known = cell.value is not None and cell.status not in (Status.NONE, Status.FUTURE)
    figures = {"value": vi.percent(cell.value, 1) if known else vi.UNKNOWN, "expected": vi.percent(cell.expected, 1)}
    tip = {"quarter": vi.quarter_of_year(cell.quarter), **figures, "note": cell_note(cell)}
    marks: list[Mark] = [
        Word(x=0, y=at + 0.5, dx=-8, label=vi.quarter(cell.quarter), colour=palette.ink, align="right", weight=600),
        Box(x=0, x2=100, y=at + 0.34, y2=at + 0.66, fill=palette.track, radius=3),
        Word(x=100, y=at + 0.5, dx=8, label=_label(cell), colour=palette.word[cell.status], align="left", weight=700),
    ]
    if known and cell.value:
        marks.append(
            Box(x=0, x2=cell.value, y=at + 0.34, y2=at + 0.66, fill=palette.mark[cell.status], radius=3, tip=tip)
        )
    if cell.expected is not None and cell.status is not Status.FUTURE:
        marks.append(Line(x=cell.expected, x2=cell.expected, y=at + 0.22, y2=at + 0.78, colour=palette.ink, thick=3))
    return marks


def _label(cell: Cell) -> str:
    return "chưa đến kỳ" if cell.status is Status.FUTURE else cell_label(cell)
