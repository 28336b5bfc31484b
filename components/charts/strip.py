"""Every village as a square in the colour of its status, worst first: slide 1 (design, section 6, "Village strip")."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from components import vi
from components.charts.marks import Box, Mark, Ruler, Word, sheet, text_width
from components.status import LOOKS
from components.theme import Palette
from domain.overview import UnitRow
from domain.vocabulary import Status

PIXELS, STEP = 1800, 68
LETTERS = 29
GAP = 0.06
FEWEST = 24
"""Squares for which there is room at least: with fewer villages they do not grow."""

SPACE = 24
ABOVE, BELOW, LOWER = -0.36, 1.38, 2.0
"""Where the lines of words stand, in squares: above them, and two lines below for groups too narrow for their words."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words of a group, where they begin in pixels of a screen of 1920, and on which line."""

    words: str
    status: Status
    left: float
    line: float


def strip(rows: Sequence[UnitRow], palette: Palette, *, scale: float = 1) -> alt.LayerChart:
    """`rows` in their order; `scale` is screen / 1920."""
    slots = max(FEWEST, len(rows))
    marks: list[Mark] = [_square(at, row, palette) for at, row in enumerate(rows)]
    found = labels_of(rows)
    marks += [
        Word(
            x=one.left * slots / PIXELS, y=one.line, label=one.words, colour=palette.word[one.status], size=LETTERS,
            weight=700, align="left",
        )
        for one in found
    ]  # fmt: skip
    depth = max((one.line for one in found), default=ABOVE)
    ruler = Ruler(width=slots, rows=max(1.05, depth + 0.3), top=0.66)
    return sheet(ruler, marks, step=STEP, padding={"left": 2, "right": 2}, scale=scale)


def labels_of(rows: Sequence[UnitRow]) -> tuple[Label, ...]:
    """A label per group. Above where it fits its group's width, else on the first line below that is still free."""
    slots = max(FEWEST, len(rows))
    free = {BELOW: 0.0, LOWER: 0.0}
    found: list[Label] = []
    at = 0
    for status, count in _groups(rows):
        words = f"{count}{vi.NBSP}{LOOKS[status].word}"
        width, start = text_width([words], LETTERS), (at + GAP) * PIXELS / slots
        if width <= count * PIXELS / slots:
            found.append(Label(words, status, start, ABOVE))
        else:
            left = min(start, PIXELS - width)
            line = BELOW if free[BELOW] <= left else LOWER
            free[line] = left + width + SPACE
            found.append(Label(words, status, left, line))
        at += count
    return tuple(found)


def strip_alt(rows: Sequence[UnitRow]) -> str:
    """The groups as text."""
    groups = [f"{count}{vi.NBSP}{LOOKS[status].word}" for status, count in _groups(rows)]
    return f"{vi.counted(len(rows), 'thôn')}: {', '.join(groups)}."


def _groups(rows: Sequence[UnitRow]) -> list[tuple[Status, int]]:
    """Rows stand by severity, so that the villages of a status stand together."""
    counts: dict[Status, int] = {}
    for row in rows:
        counts[row.current.status] = counts.get(row.current.status, 0) + 1
    return list(counts.items())


def _square(at: int, row: UnitRow, palette: Palette) -> Box:
    status = row.current.status
    silent = status is Status.NONE
    return Box(
        x=at + GAP, x2=at + 1 - GAP, y=0.02, y2=0.98, fill=palette.fill[status], radius=8,
        stroke=palette.outline if silent else palette.fill[status], thick=2, dashed=silent, tip={"unit": row.label},
    )  # fmt: skip
