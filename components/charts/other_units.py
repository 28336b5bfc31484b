"""Offices, schools, forces and mass organisations: progress of each against the milestone (I7 of the unit)."""

import textwrap
from collections.abc import Sequence

import altair as alt

from components import vi
from components.charts.heatmap import cell_label, cell_note
from components.charts.marks import LETTER, Box, Line, Mark, Room, Ruler, Word, room_for, sheet
from components.headline import milestone_words
from components.status import LOOKS
from components.theme import Palette
from domain.overview import Overview, UnitRow
from domain.vocabulary import Status

DESK, PHONE = Room(pixels=600, step=26), Room(pixels=340, step=44)
VALUE, SLIDE_VALUE = 80, 82
"""Pixels between name and bar, where the value stands; on a slide the chart's sides take some of them."""
BESIDE = 72
"""Pixels for the value right of a name that stands above its bar; Vega shortens a name that reaches into them."""

NEXT_LINE = 14 * 1.1 / 44
"""Rows of a phone that each further line of a name takes."""

TIPS = {"unit": "Đơn vị", "value": "Tiến độ", "expected": "Mốc", "note": "Ghi chú"}


def other_units(
    overview: Overview, palette: Palette, *, phone: bool = False, room: Room | None = None
) -> alt.LayerChart:
    """`overview.others` in their order: value, bar from 0 to 100, and the commune's milestone as a rule."""
    wraps = phone and room is None  # a slide has its fixed height
    gap, room = SLIDE_VALUE if room else VALUE, room or (PHONE if phone else DESK)
    rows = overview.others
    left = 0.0 if phone else room_for([row.label for row in rows], 14, width=100, pixels=room.pixels, gap=gap)
    value = gap * (100 + left) / room.pixels
    marks: list[Mark] = []
    bottoms: list[float] = []  # a long name has more lines on a phone, and its row is higher
    for row in rows:
        name = _wrapped(row.label, room.pixels - BESIDE) if wraps else row.label
        at = (bottoms[-1] if bottoms else 0) + NEXT_LINE * name.count("\n")
        marks += _phone_row(at, row, name, room.pixels - BESIDE, palette) if phone else _row(at, row, value, palette)
        bottoms.append(at + 1)
    if overview.commune.expected is not None:
        marks += _milestone(overview.commune.expected, bottoms, overview, palette, phone=phone)
    ruler = Ruler(width=100, rows=bottoms[-1] if bottoms else 0, left=left, top=28 / room.step)
    return sheet(ruler, marks, step=room.step, padding={"left": 2, "right": 14}, tips=TIPS, scale=room.scale)


def _wrapped(name: str, pixels: int) -> str:
    """`name` in as many lines as it needs where each has so many pixels."""
    return "\n".join(textwrap.wrap(name, int(pixels / (14 * LETTER)))) or name


def _value(row: UnitRow) -> str:
    return "chưa có" if row.current.status is Status.NONE else cell_label(row.current)


def _bar(y: float, y2: float, row: UnitRow, palette: Palette) -> list[Mark]:
    cell = row.current
    if cell.value is None or cell.status is Status.NONE:
        return []
    figures = {"value": vi.percent(cell.value, 1), "expected": vi.percent(cell.expected, 1)}
    tip = {"unit": row.label, **figures, "note": cell_note(cell)}
    return [Box(x=0, x2=cell.value, y=y, y2=y2, fill=palette.mark[cell.status], radius=3, tip=tip)]


def _row(at: float, row: UnitRow, value: float, palette: Palette) -> list[Mark]:
    colour = palette.word[row.current.status]
    return [
        Word(x=-value, y=at + 0.5, label=row.label, colour=palette.ink, align="right"),
        Word(x=0, y=at + 0.5, dx=-6, label=_value(row), colour=colour, weight=700, align="right"),
        *_bar(at + 0.18, at + 0.82, row, palette),
    ]


def _phone_row(at: float, row: UnitRow, name: str, limit: int, palette: Palette) -> list[Mark]:
    colour = palette.word[row.current.status]
    return [
        Box(x=0, x2=100, y=at + 0.56, y2=at + 0.86, fill=palette.track, radius=3),
        Word(x=0, y=at + 0.3 - NEXT_LINE * name.count("\n"), label=name, colour=palette.ink, align="left", limit=limit),
        Word(x=100, y=at + 0.3, label=_value(row), colour=colour, weight=700, align="right"),
        *_bar(at + 0.56, at + 0.86, row, palette),
    ]


def _milestone(x: float, bottoms: Sequence[float], overview: Overview, palette: Palette, *, phone: bool) -> list[Mark]:
    word = f"{milestone_words(overview)} {vi.percent(overview.commune.expected)}"
    label = Word(x=x, y=0, dy=-14, label=word, colour=palette.ink, weight=500)
    if phone:
        ticks = [Line(x=x, x2=x, y=bottom - 0.5, y2=bottom - 0.08, colour=palette.ink, thick=2) for bottom in bottoms]
        return [*ticks, label]
    return [Line(x=x, x2=x, y=0, y2=bottoms[-1] if bottoms else 0, colour=palette.ink, thick=1.5), label]


def others_title(rows: Sequence[UnitRow]) -> str:
    """`19 đơn vị khác: 11 đúng tiến độ`."""
    good = sum(row.current.status is Status.OK for row in rows)
    return f"{vi.counted(len(rows), 'đơn vị khác')}: {vi.counted(good, 'đúng tiến độ')}"


def others_alt(rows: Sequence[UnitRow]) -> str:
    """The same facts as text."""
    parts = [f"{row.label} {_value(row)} ({LOOKS[row.current.status].word})" for row in rows]
    return f"{others_title(rows)}. {'; '.join(parts)}."
