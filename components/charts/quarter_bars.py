"""Counts by quarter: a row per thing that is counted, a bar per quarter beside the others (I18, I19 to I21)."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from components import vi
from components.charts.marks import Box, Mark, Ruler, Word, room_for, sheet
from components.theme import Palette
from domain.quarters import Quarter

STEP, PHONE_STEP = 32, 48
PIXELS, PHONE_PIXELS = 600, 340
COLUMN, BAR, TO_COME = 100.0, 66.0, 60.0
"""Ruler units of a quarter, of its longest bar, behind which stands the number, and of a quarter to come."""
TIPS = {"name": "Nhóm", "quarter": "Quý", "count": "Số lượng"}
FUTURE = "chưa đến kỳ"


@dataclass(frozen=True, slots=True)
class Counted:
    """A row: what is counted, and its number in each quarter that has begun. None: not known, which is not 0."""

    name: str
    counts: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class QuarterCounts:
    """Rows over `quarters`, of which the first `begun` have begun.

    `alone`: each row counts something else, so that its bars can only be compared with each other.
    """

    quarters: Sequence[Quarter]
    begun: int
    rows: Sequence[Counted]
    alone: bool = False

    def longest(self, row: Counted) -> int:
        """The number that the longest bar of a row stands for."""
        compared = (row,) if self.alone else self.rows
        return max((count for one in compared for count in one.counts[: self.begun] if count), default=0) or 1


def quarter_bars(found: QuarterCounts, palette: Palette, *, phone: bool = False) -> alt.LayerChart:
    """All rows in their order, in one neutral colour: no target is set for these."""
    step, pixels = (PHONE_STEP, PHONE_PIXELS) if phone else (STEP, PIXELS)
    width = _x(len(found.quarters), found.begun)
    left = 0.0 if phone else room_for([row.name for row in found.rows], 14, width=width, pixels=pixels)
    marks: list[Mark] = []
    y = -0.9 if found.begun < len(found.quarters) else -0.55  # all names on one line, also above “chưa đến kỳ”
    for place, quarter in enumerate(found.quarters):
        marks += _head(_x(place, found.begun), y, quarter, palette, future=place >= found.begun)
    for at, row in enumerate(found.rows):
        marks += _row(at, row, found, palette, phone=phone)
    ruler = Ruler(width=width, rows=max(1, len(found.rows)), left=left, top=1.4)
    return sheet(ruler, marks, step=step, padding={"left": 2, "right": 4}, tips=TIPS)


def _x(place: int, begun: int) -> float:
    """Where the column of a quarter begins."""
    return COLUMN * min(place, begun) + TO_COME * max(0, place - begun)


def _head(x: float, y: float, quarter: Quarter, palette: Palette, *, future: bool) -> list[Mark]:
    colour = palette.muted if future else palette.ink
    marks: list[Mark] = [Word(x=x, y=y, label=vi.quarter(quarter), colour=colour, weight=700, align="left")]
    if future:
        marks.append(Word(x=x, y=-0.35, label=FUTURE, colour=palette.muted, align="left"))
    return marks


def _row(at: int, row: Counted, found: QuarterCounts, palette: Palette, *, phone: bool) -> list[Mark]:
    top, bottom, middle = (0.48, 0.86, 0.67) if phone else (0.2, 0.8, 0.5)
    name = Word(x=0, y=at + 0.24, label=row.name, colour=palette.ink, align="left", limit=330)
    if not phone:
        name = Word(x=0, y=at + 0.5, dx=-10, label=row.name, colour=palette.ink, align="right")
    marks: list[Mark] = [name]
    longest = found.longest(row)
    for place, count in enumerate(row.counts[: found.begun]):
        x, said = place * COLUMN, vi.number(count)
        end = x + BAR * (count or 0) / longest
        if count:
            tip = {"name": row.name, "quarter": vi.quarter_of_year(found.quarters[place]), "count": said}
            marks.append(Box(x=x, x2=end, y=at + top, y2=at + bottom, fill=palette.primary, radius=3, tip=tip))
        colour = palette.ink if count else palette.muted
        marks.append(
            Word(x=end, y=at + middle, dx=6 if count else 0, label=said, colour=colour, weight=600, align="left")
        )
    return marks


def quarter_bars_alt(title: str, found: QuarterCounts) -> str:
    """The finding, and each row quarter by quarter."""
    return f"{title}. {'; '.join(_said(row, found) for row in found.rows)}."


def _said(row: Counted, found: QuarterCounts) -> str:
    pairs = zip(found.quarters, row.counts[: found.begun], strict=False)
    return f"{row.name}: " + ", ".join(f"{vi.quarter(quarter)} {vi.number(count)}" for quarter, count in pairs)
