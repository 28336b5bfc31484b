"""Every village in one picture: a small chart per village, its quarters as columns against their milestones (I6).

Made for paper as much as for the screen: 4 × 6 of them fill one A4 page and stay readable in greyscale, as each column
has its number, symbol and outline.
"""

from dataclasses import dataclass

import altair as alt

from components import vi
from components.charts.heatmap import cell_label, cell_note
from components.charts.marks import Box, Line, Mark, Ruler, Word, sheet, two_lines
from components.status import LOOKS
from components.theme import Palette
from domain.overview import Cell, Overview, UnitRow
from domain.vocabulary import Flag, Status

WIDTH = 960
"""Pixels of the whole picture on the desk: printed at three quarters of it."""
CAPTION = (
    "Cột là tiến độ cộng dồn từng quý (0 đến 100%), vạch đậm là mốc; xếp từ chậm nhất. “↓” là chậm, “!” là cần chú ý, "
    "“*” là số cũ."
)
TIPS = {"unit": "Thôn", "quarter": "Quý", "value": "Tiến độ", "expected": "Mốc", "note": "Ghi chú"}
HEAD, PLOT, FOOT = 44.0, 92.0, 22.0
"""Pixels of a small chart: name, columns from 0 to 100 %, names of the quarters."""
GAP = 12.0
CELL = HEAD + PLOT + FOOT + GAP


@dataclass(frozen=True, slots=True)
class Place:
    """The frame of one small chart on the ruler: x in columns, y in pixels; its base line is the zero."""

    left: float
    right: float
    top: float

    @property
    def base(self) -> float:
        return self.top + HEAD + PLOT

    def at(self, percent: float) -> float:
        return self.base - PLOT * max(0.0, min(100.0, percent)) / 100


def multiples(overview: Overview, palette: Palette, *, phone: bool = False) -> alt.LayerChart:
    """`overview.villages` in their order, row by row; a column per quarter, its milestone as a tick."""
    across = 2 if phone else 4
    down = -(-len(overview.villages) // across)
    marks: list[Mark] = []
    for at, row in enumerate(overview.villages):
        column, line = at % across, at // across
        marks += _village(row, Place(column + 0.03, column + 0.97, line * CELL), palette)
    ruler = Ruler(width=across, rows=max(1, down) * CELL)
    return sheet(ruler, marks, step=1, padding={"left": 2, "right": 2}, tips=TIPS)


def _village(row: UnitRow, place: Place, palette: Palette) -> list[Mark]:
    name = two_lines(row.label)
    small = "\n" in name
    marks: list[Mark] = [
        Word(x=place.left, y=place.top + 12, label=name, colour=palette.ink, size=14 if small else 16,
             weight=700, align="left", dy=-5 if small else 0),
        Line(x=place.left, x2=place.right, y=place.base, y2=place.base, colour=palette.line, thick=1),
    ]  # fmt: skip
    width = (place.right - place.left) / max(1, len(row.cells))
    for at, cell in enumerate(row.cells):
        marks += _column(row, cell, place, place.left + at * width, width, palette)
    return marks


def _column(row: UnitRow, cell: Cell, place: Place, left: float, width: float, palette: Palette) -> list[Mark]:
    """Column, number above it, quarter below it, milestone across it."""
    middle, known = left + width / 2, cell.value is not None and cell.status not in (Status.NONE, Status.FUTURE)
    current = cell is row.current
    colour = palette.ink if current else palette.muted
    marks: list[Mark] = [
        Word(x=middle, y=place.base + FOOT / 2, label=f"Q{cell.quarter.name}", colour=colour,
             weight=600 if current else 400),
    ]  # fmt: skip
    high = place.at(cell.value or 0) if known else place.base
    if known:
        marks.append(_bar(row, cell, (left + width * 0.2, left + width * 0.8), (high, place.base), palette))
    if cell.expected is not None and cell.status is not Status.FUTURE:
        at = place.at(cell.expected)
        marks.append(Line(x=left + width * 0.1, x2=left + width * 0.9, y=at, y2=at, colour=palette.ink, thick=2.5))
    marks.append(_number(cell, middle, _above(cell, place, high, known=known), palette))
    return marks


def _above(cell: Cell, place: Place, high: float, *, known: bool) -> float:
    """Where the words above a column end: above the milestone where that would lie upon them."""
    words = 20 if known else 40
    if cell.expected is None or cell.status is Status.FUTURE:
        return high
    tick = place.at(cell.expected)
    return tick - 2 if high - words < tick < high + 4 else high


def _bar(
    row: UnitRow, cell: Cell, across: tuple[float, float], down: tuple[float, float], palette: Palette
) -> Box:  # fmt: skip
    tip = {
        "unit": row.label,
        "quarter": vi.quarter_of_year(cell.quarter),
        "value": vi.percent(cell.value, 1),
        "expected": vi.percent(cell.expected, 1),
        "note": cell_note(cell),
    }
    return Box(
        x=across[0], x2=across[1], y=down[0], y2=max(down[1], down[0] + 1), fill=palette.fill[cell.status],
        stroke=palette.mark[cell.status], thick=1.5, radius=2, tip=tip,
    )  # fmt: skip


def _number(cell: Cell, middle: float, high: float, palette: Palette) -> Word:
    if cell.status not in (Status.NONE, Status.FUTURE):
        colour = palette.word[cell.status]
        return Word(x=middle, y=high - 10, label=cell_label(cell), colour=colour, size=15, weight=700)
    said = "" if cell.status is Status.FUTURE else "chưa\ncó MH" if Flag.NO_MODEL in cell.flags else "chưa\nBC"
    return Word(x=middle, y=high - 26, label=said, colour=palette.muted, size=14, weight=500)


def multiples_title(overview: Overview) -> str:
    """`24 thôn: 5 chậm, 7 chưa có số liệu, 6 cần chú ý, 6 đúng tiến độ`."""
    groups = [vi.counted(count, LOOKS[status].word) for status, count in overview.groups.items() if count]
    return f"{vi.counted(len(overview.villages), 'thôn')}: {', '.join(groups)}"


def multiples_alt(overview: Overview) -> str:
    """The finding, then every village with its quarters."""
    rows = [f"{row.label} {', '.join(map(_told, row.cells))}" for row in overview.villages]
    return f"{multiples_title(overview)}. {'; '.join(rows)}."


def _told(cell: Cell) -> str:
    return cell_label(cell) or vi.UNKNOWN
