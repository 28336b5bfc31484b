"""Villages that are late or silent, with their bars and the reasons: slide 3 (design, section 5.2)."""

from collections.abc import Sequence
from textwrap import wrap

import altair as alt

from components import reasons, vi
from components.charts.heatmap import cell_label
from components.charts.marks import Box, Line, Mark, Ruler, Word, sheet, text_width
from components.status import LOOKS
from components.theme import Palette
from domain.overview import Cell, UnitReasons
from domain.vocabulary import Status

PIXELS = 1800
NAME, WHY, SMALL = 36, 29, 26
SPACE = 26
PANEL = 870
LETTERS = PANEL // 14
"""Letters of the smallest size in a line of a panel."""


def lagging(
    rows: Sequence[UnitReasons], palette: Palette, *, step: float, panel: bool = False, scale: float = 1
) -> alt.LayerChart:
    """A row per village, `step` pixels high on a screen of 1920: reason, bar, and a tick at the village's milestone.

    In a `panel`, half as wide, name and value stand above the reasons and the bar is thin.
    """
    marks: list[Mark] = []
    lines = [wrap(vi.capital(reasons.why(one)), LETTERS) for one in rows]
    bar = 0.85 if any(len(one) > 1 for one in lines) else 0.68
    for at, one in enumerate(rows):
        marks += _in_panel(at, one, lines[at], bar, palette) if panel else _row(at, one, palette)
    room = 0 if panel else max(text_width([one.row.label], _name_size(one)) for one in rows) + SPACE
    ruler = Ruler(width=100, rows=len(rows), left=100 * room / (PIXELS - room))
    return sheet(ruler, marks, step=step, padding={"left": 2, "right": 6}, scale=scale)


def lagging_alt(rows: Sequence[UnitReasons]) -> str:
    """The same facts as text."""
    return "; ".join(f"{one.row.label} {_value(one.row.current)}: {reasons.why(one)}" for one in rows) + "."


def _name_size(one: UnitReasons) -> int:
    return NAME if len(one.row.label) <= 14 else WHY


def _label(cell: Cell) -> str:
    """As in the heat map before it: `↓ 12%*`."""
    return LOOKS[Status.NONE].word if cell.status is Status.NONE else cell_label(cell)


def _value(cell: Cell) -> str:
    return LOOKS[Status.NONE].word if cell.status is Status.NONE else vi.percent(cell.value)


def _row(at: int, one: UnitReasons, palette: Palette) -> list[Mark]:
    cell, why = one.row.current, vi.capital(reasons.why(one))
    reached = 0.0 if cell.status is Status.NONE else cell.value or 0.0
    size = WHY if len(why) <= 80 else SMALL
    name = Word(
        x=0, y=at + 0.47, dx=-SPACE, label=one.row.label, colour=palette.ink, size=_name_size(one), weight=700,
        align="right",
    )  # fmt: skip
    return [
        name,
        Word(x=0, y=at + 0.24, label=why, colour=palette.ink, size=size, align="left", limit=1380),
        *_bar(at + 0.46, at + 0.8, cell, palette),
        Word(x=reached, y=at + 0.64, dx=14, label=_label(cell), colour=palette.word[cell.status], size=32, weight=700,
             align="left"),
    ]  # fmt: skip


def _in_panel(at: int, one: UnitReasons, lines: Sequence[str], bar: float, palette: Palette) -> list[Mark]:
    """Where nothing is known there is no bar: an empty one would look like 0%."""
    cell = one.row.current
    value = Word(
        x=100, y=at + 0.15, label=_label(cell), colour=palette.word[cell.status], size=WHY, weight=700, align="right"
    )
    return [
        Word(x=0, y=at + 0.15, label=one.row.label, colour=palette.ink, size=32, weight=700, align="left"),
        value,
        Word(x=0, y=at + 0.44, label="\n".join(lines), colour=palette.ink, size=SMALL, align="left", limit=PANEL),
        *(_bar(at + bar, at + bar + 0.09, cell, palette) if cell.status is not Status.NONE else ()),
    ]


def _bar(y: float, y2: float, cell: Cell, palette: Palette) -> list[Mark]:
    marks: list[Mark] = [Box(x=0, x2=100, y=y, y2=y2, fill=palette.track, radius=5)]
    if cell.status is not Status.NONE and cell.value:
        marks.append(Box(x=0, x2=cell.value, y=y, y2=y2, fill=palette.mark[cell.status], radius=5))
    if cell.expected is not None:
        marks.append(Line(x=cell.expected, x2=cell.expected, y=y - 0.04, y2=y2 + 0.04, colour=palette.ink, thick=5))
    return marks
