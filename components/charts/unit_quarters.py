"""One bullet per quarter of a unit: what it reported against the milestone of its models (design, section 5.3)."""

from datetime import date

import altair as alt

from components import vi
from components.charts.bullets import STEP, Bullet, bullet
from components.charts.heatmap import cell_label, cell_note
from components.charts.marks import Mark, Ruler, sheet
from components.status import LOOKS
from components.theme import Palette
from domain.overview import Cell, UnitRow
from domain.vocabulary import Status

TIPS = {"quarter": "Quý", "value": "Tiến độ", "expected": "Mốc", "note": "Ghi chú"}


def unit_quarters(row: UnitRow, today: date, palette: Palette, *, phone: bool = False) -> alt.LayerChart:
    """A row per quarter: track from 0 to 100, bar in the status's colour, tick at the milestone, value at right."""
    marks: list[Mark] = []
    for at, cell in enumerate(row.cells):
        marks += bullet(at, _bullet(cell, today), palette)
    ruler = Ruler(width=134 if phone else 120, rows=len(row.cells))
    return sheet(ruler, marks, step=STEP, padding={"left": 2, "right": 2}, tips=TIPS)


def unit_quarters_alt(row: UnitRow, today: date) -> str:
    """The same facts as text."""
    parts = [
        f"{vi.quarter_of_year(cell.quarter)}: {_label(cell)} {_milestone(cell, today)}".strip() for cell in row.cells
    ]
    return f"Tiến độ theo quý của {row.label}. {'; '.join(parts)}."


def _bullet(cell: Cell, today: date) -> Bullet:
    future = cell.status is Status.FUTURE
    known = cell.value is not None and cell.status is not Status.NONE and not future
    figures = {"value": vi.percent(cell.value, 1) if known else vi.UNKNOWN, "expected": vi.percent(cell.expected, 1)}
    return Bullet(
        quarter=cell.quarter,
        label=_label(cell),
        milestone=_milestone(cell, today),
        status=cell.status,
        value=cell.value if known else None,
        expected=None if future else cell.expected,
        tip={"quarter": vi.quarter_of_year(cell.quarter), **figures, "note": cell_note(cell)},
    )


def _milestone(cell: Cell, today: date) -> str:
    """`mốc hôm nay 63%` in the running quarter, `mốc 22%` in an earlier one."""
    if cell.status is Status.FUTURE or cell.expected is None:
        return ""
    running = cell.quarter.first <= today <= cell.quarter.last
    return f"{'mốc hôm nay' if running else 'mốc'} {vi.percent(cell.expected)}"


def _label(cell: Cell) -> str:
    return LOOKS[Status.FUTURE].word if cell.status is Status.FUTURE else cell_label(cell)
