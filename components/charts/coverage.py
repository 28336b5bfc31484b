"""Shares as bars from 0 to 100 with their counts: coverage, reporting, remediation, fields (I8, I10 to I12, I16)."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from components import vi
from components.charts.marks import Box, Mark, Ruler, Word, room_for, sheet, text_width
from components.theme import Palette
from domain.ratios import Ratio

STEP, PHONE_STEP = 30, 46
PIXELS, PHONE_PIXELS = 600, 340
TIPS = {"name": "Nhóm", "count": "Số lượng", "value": "Tỷ lệ"}


@dataclass(frozen=True, slots=True)
class Share:
    """A bar. `group` is written before the first bar of those that belong together; `future`: not begun yet.

    `note` is said in place of a share that is not known.
    """

    name: str
    ratio: Ratio
    group: str = ""
    future: bool = False
    note: str = ""

    @property
    def said(self) -> str:
        """`23/29 · 79,3%`; `—` for a denominator of 0."""
        if self.future:
            return "chưa đến kỳ"
        if self.note:
            return self.note
        if not self.ratio.denominator:
            return vi.UNKNOWN
        part = f"{vi.number(self.ratio.numerator)}/{vi.number(self.ratio.denominator)}"
        return f"{part} · {vi.percent(self.ratio.value, 1)}"


def shares(rows: Sequence[Share], palette: Palette, *, phone: bool = False) -> alt.LayerChart:
    """A row per share, in their order: no target is set for these, so the bars have one neutral colour."""
    step, pixels = (PHONE_STEP, PHONE_PIXELS) if phone else (STEP, PIXELS)
    width = 100.0 if phone else 134.0
    names = [_name(row) for row in rows]
    left = 0.0 if phone else room_for(names, 14, width=width, pixels=pixels)
    if not phone:
        needed = text_width([row.said for row in rows], 14) + 14
        width = max(width, 100 + (width + left) * needed / pixels)
    marks: list[Mark] = []
    for at, row in enumerate(rows):
        marks += _phone_row(at, row, palette) if phone else _row(at, row, palette)
    return sheet(Ruler(width=width, rows=len(rows), left=left), marks, step=step,
                 padding={"left": 2, "right": 4}, tips=TIPS)  # fmt: skip


def _name(row: Share) -> str:
    return f"{row.group} · {row.name}" if row.group and row.name else row.group or row.name


def _row(at: int, row: Share, palette: Palette) -> list[Mark]:
    return [
        Word(x=0, y=at + 0.5, dx=-10, label=_name(row), colour=palette.ink, align="right"),
        *_bars(at + 0.2, at + 0.8, row, palette),
        Word(x=100, y=at + 0.5, dx=8, label=row.said, colour=_ink(row, palette), weight=600, align="left"),
    ]


def _phone_row(at: int, row: Share, palette: Palette) -> list[Mark]:
    return [
        Word(
            x=0,
            y=at + 0.28,
            label=_name(row),
            colour=palette.ink,
            align="left",
            limit=PHONE_PIXELS - text_width([row.said], 14),
        ),
        Word(x=100, y=at + 0.28, label=row.said, colour=_ink(row, palette), weight=600, align="right"),
        *_bars(at + 0.54, at + 0.84, row, palette),
    ]


def _ink(row: Share, palette: Palette) -> str:
    return palette.ink if row.ratio.denominator and not row.future else palette.muted


def _bars(y: float, y2: float, row: Share, palette: Palette) -> list[Mark]:
    tip = {"name": _name(row), "count": f"{row.ratio.numerator}/{row.ratio.denominator}",
           "value": vi.percent(row.ratio.value, 1)}  # fmt: skip
    marks: list[Mark] = [Box(x=0, x2=100, y=y, y2=y2, fill=palette.track, radius=3)]
    if row.ratio.numerator and not row.future:
        part = 100 * row.ratio.numerator / row.ratio.denominator
        marks.append(Box(x=0, x2=part, y=y, y2=y2, fill=palette.primary, radius=3, tip=tip))
    return marks


def shares_alt(title: str, rows: Sequence[Share]) -> str:
    """The finding and each share."""
    return f"{title}. {'; '.join(f'{_name(row)}: {row.said}' for row in rows)}."
