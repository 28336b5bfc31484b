"""From the approved model to the one that others copy: how many came so far, and at which step they stay (I23)."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from components import vi
from components.charts.marks import Box, Mark, Ruler, Word, room_for, sheet
from components.theme import Palette
from domain.ratios import Ratio

STEP, PHONE_STEP = 54, 64
PIXELS, PHONE_PIXELS = 600, 340
TIPS = {"name": "Bước", "count": "Số lượng", "first": "So với bước đầu", "before": "So với bước trước"}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the road: how many of the first one came so far, and how many of the one before."""

    name: str
    first: Ratio
    before: Ratio | None = None

    @property
    def count(self) -> int:
        return self.first.numerator

    @property
    def said(self) -> str:
        """`30 · 96,8%`; only the number for the first step or where there is nothing to compare with."""
        shown = vi.number(self.count)
        return f"{shown} · {vi.percent(self.first.value, 1)}" if self.before and self.first.denominator else shown

    @property
    def from_before(self) -> str:
        """`3/30 = 10,0% của bước trước`; nothing for the first step."""
        if self.before is None:
            return ""
        if not self.before.denominator:
            return "bước trước chưa có"
        part = f"{self.before.numerator}/{self.before.denominator}"
        return f"{part} = {vi.percent(self.before.value, 1)} của bước trước"


def steps(counts: Sequence[tuple[str, int]]) -> tuple[Step, ...]:
    """The steps of counts in their order; each is a part of the one before."""
    found: list[Step] = []
    for at, (name, count) in enumerate(counts):
        before = Ratio(count, counts[at - 1][1]) if at else None
        found.append(Step(name, Ratio(count, counts[0][1]), before))
    return tuple(found)


def funnel(rows: Sequence[Step], palette: Palette, *, phone: bool = False) -> alt.LayerChart:
    """A bar per step, as long as its share of the first one; below it the share of the step before."""
    step, pixels = (PHONE_STEP, PHONE_PIXELS) if phone else (STEP, PIXELS)
    width = 100.0 if phone else 126.0
    left = 0.0 if phone else room_for([row.name for row in rows], 15, width=width, pixels=pixels)
    marks: list[Mark] = []
    for at, row in enumerate(rows):
        marks += _row(at, row, palette, phone=phone)
    return sheet(Ruler(width=width, rows=max(1, len(rows)), left=left), marks, step=step,
                 padding={"left": 2, "right": 4}, tips=TIPS)  # fmt: skip


def _row(at: int, row: Step, palette: Palette, *, phone: bool) -> list[Mark]:
    top, bottom, below = (at + 0.4, at + 0.66, at + 0.84) if phone else (at + 0.1, at + 0.56, at + 0.78)
    part = 100 * row.count / row.first.denominator if row.first.denominator else 0.0
    tip = {
        "name": row.name, "count": vi.number(row.count), "first": vi.percent(row.first.value, 1),
        "before": vi.percent(row.before.value, 1) if row.before else vi.UNKNOWN,
    }  # fmt: skip
    marks: list[Mark] = [Box(x=0, x2=100, y=top, y2=bottom, fill=palette.track, radius=3)]
    if part:
        marks.append(Box(x=0, x2=part, y=top, y2=bottom, fill=palette.primary, radius=3, tip=tip))
    if row.from_before:
        marks.append(Word(x=0, y=below, label=row.from_before, colour=palette.muted, align="left"))
    if phone:
        marks.append(Word(x=0, y=at + 0.22, label=row.name, colour=palette.ink, size=15, align="left"))
        marks.append(Word(x=100, y=at + 0.22, label=row.said, colour=palette.ink, size=15, weight=700, align="right"))
        return marks
    middle = (top + bottom) / 2
    marks.append(Word(x=0, y=middle, dx=-10, label=row.name, colour=palette.ink, size=15, align="right"))
    marks.append(Word(x=100, y=middle, dx=8, label=row.said, colour=palette.ink, size=15, weight=700, align="left"))
    return marks


def funnel_alt(title: str, rows: Sequence[Step]) -> str:
    """The finding and each step."""
    parts = [f"{row.name}: {row.said}" + (f" ({row.from_before})" if row.from_before else "") for row in rows]
    return f"{title}. {'; '.join(parts)}."
