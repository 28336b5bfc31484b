"""The plan's year: four boxes by date with the phase of each quarter, what has elapsed, and today (plan, section V)."""

from datetime import date
from fractions import Fraction

import altair as alt

from components import vi
from components.charts.marks import Box, Line, Mark, Ruler, Word, sheet
from components.theme import Palette
from domain.quarters import Quarter

PHASES = (
    "Ban hành kế hoạch, quán triệt",
    "Đăng ký, thực hiện, kiểm tra",
    "Đăng ký, thực hiện, kiểm tra",
    "Sơ kết, tổng kết, khen thưởng",
)
BOX = 24.6
STEP = 62
ELAPSED = 0.1
"""Height of the bar of elapsed time in rows: 6 pixels of 62."""


def timeline(year: int, today: date, palette: Palette, *, phone: bool = False, scale: float = 1) -> alt.LayerChart:
    """The four quarters of `year` as they stand on `today`; before or after the year there is no mark for today."""
    marks: list[Mark] = []
    for at in range(4):
        marks += _quarter(Quarter(year, at + 1), today, palette, phone=phone)
    if today.year == year:
        marks += _today(today, palette, turn=70 if phone else 85)
    ruler = Ruler(width=100, rows=1, top=0.42)
    return sheet(ruler, marks, step=STEP, padding={"left": 2, "right": 2}, scale=scale)


def position(day: date) -> float:
    """Where `day` stands on the ruler of 0 to 100: each quarter takes a quarter of it."""
    quarter = Quarter.of(day)
    return _start(quarter) + BOX * float(_elapsed(quarter, day))


def _start(quarter: Quarter) -> float:
    return (quarter.number - 1) * 25 + (25 - BOX) / 2


def _elapsed(quarter: Quarter, today: date) -> Fraction:
    days = (quarter.last - quarter.first).days + 1
    return max(Fraction(0), min(Fraction(1), Fraction((today - quarter.first).days + 1, days)))


def _quarter(quarter: Quarter, today: date, palette: Palette, *, phone: bool) -> list[Mark]:
    left, running = _start(quarter), Quarter.of(today) == quarter
    started = today >= quarter.first
    marks: list[Mark] = [
        Box(
            x=left, x2=left + BOX, y=0, y2=1, fill=palette.surface if started else palette.bg,
            stroke=palette.primary if running else palette.line, thick=1.5, radius=6,
        )
    ]  # fmt: skip
    if started:
        end = left + BOX * float(_elapsed(quarter, today))
        marks.append(Box(x=left, x2=end, y=1 - ELAPSED, y2=1, fill=palette.primary, radius=2))
    name = Word(
        x=left, y=0.28, dx=12, label=vi.quarter(quarter), colour=palette.ink if running else palette.muted, size=15,
        weight=700, align="left",
    )  # fmt: skip
    if phone:
        return [*marks, name]
    colour = palette.ink if running else palette.muted
    return [*marks, name, Word(x=left, y=0.62, dx=12, label=PHASES[quarter.number - 1], colour=colour, align="left")]


def _today(today: date, palette: Palette, *, turn: float) -> list[Mark]:
    """The mark of today; right of `turn` its word stands at the left, or it would stick out and shrink the chart."""
    at = position(today)
    late = at > turn
    return [
        Line(x=at, x2=at, y=-0.12, y2=0.04, colour=palette.ink, thick=3),
        Line(x=at, x2=at, y=1 - ELAPSED / 2, y2=1 - ELAPSED / 2, colour=palette.ink, thick=13),
        Word(
            x=at, y=-0.24, dx=-8 if late else 8, label=f"Hôm nay {vi.short_day(today)}", colour=palette.ink, size=14,
            weight=700, align="right" if late else "left",
        ),
    ]  # fmt: skip


def timeline_alt(today: date) -> str:
    """The finding as text."""
    quarter = Quarter.of(today)
    return f"Hôm nay {vi.day(today)}, {vi.quarter(quarter)}: {PHASES[quarter.number - 1]}."
