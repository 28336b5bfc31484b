"""Days that something waits or has taken, against the days that were allowed: replies and decisions (I22, I24)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import altair as alt

from components import vi
from components.charts.marks import Box, Line, Mark, Ruler, Word, room_for, sheet, text_width
from components.theme import Palette
from domain.vocabulary import Status

SHOWN = 12
"""Bars, the most urgent first; the rest is said in words."""
STEP, PHONE_STEP = 34, 50
PIXELS, PHONE_PIXELS = 620, 340
LETTERS = 34  # of a name on the desk
TIPS = {"name": "Nội dung", "days": "Số ngày", "allowed": "Thời hạn"}


@dataclass(frozen=True, slots=True)
class Clock:
    """A bar: days so far or days that it took, and the days that were allowed, None where no deadline is set."""

    label: str
    days: int
    allowed: int | None = None
    over: bool = False
    """Whether the answer has come: a bar of the past, which has no days left."""

    @property
    def late(self) -> int:
        """Days past the deadline; 0 in time or without one."""
        return 0 if self.allowed is None else max(0, self.days - self.allowed)

    @property
    def said(self) -> str:
        """`21 ngày, quá hạn 5`, `7 ngày, còn 8`, `18 ngày`."""
        days = vi.counted(self.days, "ngày")
        if self.late:
            return f"{days}, {'muộn' if self.over else 'quá hạn'}{vi.NBSP}{self.late}"
        if self.allowed is None or self.over:
            return days
        left = self.allowed - self.days
        return f"{days}, còn{vi.NBSP}{left}" if left else f"{days}, hạn hôm nay"


def clock(
    rows: Sequence[Clock], palette: Palette, *, phone: bool = False, middle: float | None = None
) -> alt.LayerChart:
    """A row per thing, in their order; what is past its deadline is red, `middle` is a rule at the median."""
    shown = rows[:SHOWN]
    longest = max([1, *(max(row.days, row.allowed or 0) for row in shown)])
    step, pixels = (PHONE_STEP, PHONE_PIXELS) if phone else (STEP, PIXELS)
    right = 0 if phone else text_width([row.said for row in shown], 14) + 24
    room = pixels - _left(shown)
    width = longest * (1.02 if phone else room / max(120, room - right))
    left = 0.0 if phone else room_for([_short(row) for row in shown], 14, width=width, pixels=pixels)
    marks: list[Mark] = []
    for at, row in enumerate(shown):
        end = longest if middle is not None else max(row.days, row.allowed or 0)  # behind the rule, not under it
        marks += _phone_row(at, row, longest, palette) if phone else _row(at, row, end, palette)
    top = 0.7 if middle is not None else 0.0
    if middle is not None:
        marks += _middle(middle, longest, len(shown), palette, phone=phone)
    return sheet(Ruler(width=width, rows=max(1, len(shown)), left=left, top=top), marks, step=step,
                 padding={"left": 2, "right": 4}, tips=TIPS)  # fmt: skip


def _left(rows: Sequence[Clock]) -> int:
    return text_width([_short(row) for row in rows], 14) + 14


def _short(row: Clock) -> str:
    return row.label if len(row.label) <= LETTERS else f"{row.label[: LETTERS - 1].rstrip()}…"


def _row(at: int, row: Clock, end: float, palette: Palette) -> list[Mark]:
    return [
        Word(x=0, y=at + 0.5, dx=-10, label=_short(row), colour=palette.ink, align="right"),
        *_bars(at + 0.22, at + 0.78, row, palette),
        Word(x=end, y=at + 0.5, dx=10, label=row.said, colour=_ink(row, palette), weight=600, align="left"),
    ]


def _phone_row(at: int, row: Clock, longest: int, palette: Palette) -> list[Mark]:
    room = PHONE_PIXELS - text_width([row.said], 14) - 16
    return [
        Word(x=0, y=at + 0.28, label=row.label, colour=palette.ink, align="left", limit=room),
        Word(x=longest, y=at + 0.28, label=row.said, colour=_ink(row, palette), weight=600, align="right"),
        *_bars(at + 0.54, at + 0.84, row, palette),
    ]


def _ink(row: Clock, palette: Palette) -> str:
    return palette.word[Status.LATE] if row.late else palette.ink


def _bars(y: float, y2: float, row: Clock, palette: Palette) -> list[Mark]:
    allowed = vi.UNKNOWN if row.allowed is None else vi.counted(row.allowed, "ngày")
    tip = {"name": row.label, "days": vi.counted(row.days, "ngày"), "allowed": allowed}
    marks: list[Mark] = []
    if row.allowed:
        marks.append(Box(x=0, x2=row.allowed, y=y, y2=y2, fill=palette.track, radius=3))
    if row.days > row.late:
        marks.append(Box(x=0, x2=row.days - row.late, y=y, y2=y2, fill=palette.primary, radius=3, tip=tip))
    if row.late and row.allowed is not None:
        fill = palette.mark[Status.LATE]
        marks.append(Box(x=row.allowed, x2=row.days, y=y, y2=y2, fill=fill, radius=3, tip=tip))
    if row.allowed is not None:
        marks.append(Line(x=row.allowed, x2=row.allowed, y=y - 0.07, y2=y2 + 0.07, colour=palette.ink, thick=3))
    return marks


def _middle(middle: float, longest: int, rows: int, palette: Palette, *, phone: bool) -> list[Mark]:
    """The rule, on a phone only across the bars as names stand between them; its word is where there is room."""
    spans = [(at + 0.48, at + 0.9) for at in range(rows)] if phone else [(-0.1, float(rows))]
    marks: list[Mark] = [
        Line(x=middle, x2=middle, y=y, y2=y2, colour=palette.ink, thick=3 if phone else 2) for y, y2 in spans
    ]
    aligned: Literal["left", "right"] = "right" if middle > longest / 2 else "left"
    said = f"vạch: {middle_words(middle)}" if phone else middle_words(middle)
    x = (longest if aligned == "right" else 0) if phone else middle
    return [*marks, Word(x=x, y=-0.4, label=said, colour=palette.ink, weight=600, align=aligned)]


def middle_words(middle: float) -> str:
    """`trung vị 18 ngày`."""
    return f"trung vị {vi.number(middle, 0 if middle == int(middle) else 1)}{vi.NBSP}ngày"


def clock_alt(title: str, rows: Sequence[Clock]) -> str:
    """The finding and each row."""
    return f"{title}. {'; '.join(f'{row.label}: {row.said}' for row in rows[:SHOWN])}."


def rest(rows: Sequence[Clock], noun: str) -> str:
    """` Biểu đồ vẽ 12 dòng đầu, còn 3 ý kiến.` in the caption of a chart that does not show all, else nothing."""
    more = len(rows) - SHOWN
    return f" Biểu đồ vẽ {SHOWN} dòng đầu, còn {vi.counted(more, noun)}." if more > 0 else ""
