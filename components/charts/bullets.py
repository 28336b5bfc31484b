"""A bullet per quarter: what was reached, as a bar in the status's colour, and the milestone as a tick (design 5.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from components import vi
from components.charts.marks import Box, Line, Mark, Word
from components.theme import Palette
from domain.quarters import Quarter
from domain.vocabulary import Status

STEP = 62
"""Pixels of a quarter: a line of words, and the bar below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullet:
    """`value` and `expected` in percent, None where there is nothing to draw; `label` and `milestone` as they are said.

    `tip` is what the tooltip says, by the chart's tooltip fields.
    """

    quarter: Quarter
    label: str
    milestone: str
    status: Status
    value: float | None
    expected: float | None
    tip: Mapping[str, str] = field(default_factory=dict)


def bullet(at: int, one: Bullet, palette: Palette) -> list[Mark]:
    """The marks of row `at`: the ruler goes from 0 to 100, with room for the label behind it."""
    size = 15 if one.status in (Status.FUTURE, Status.NONE) else 18
    marks: list[Mark] = [
        Word(x=0, y=at + 0.2, label=vi.quarter(one.quarter), colour=palette.ink, size=15, weight=700, align="left"),
        Word(x=100, y=at + 0.2, label=one.milestone, colour=palette.muted, align="right"),
        Box(x=0, x2=100, y=at + 0.42, y2=at + 0.84, fill=palette.track, radius=3),
        Word(x=100, y=at + 0.63, dx=8, label=one.label, colour=palette.word[one.status], align="left", size=size,
             weight=700),
    ]  # fmt: skip
    if one.value:
        fill = palette.mark[one.status]
        marks.append(Box(x=0, x2=one.value, y=at + 0.42, y2=at + 0.84, fill=fill, radius=3, tip=one.tip))
    if one.expected is not None:
        marks.append(Line(x=one.expected, x2=one.expected, y=at + 0.36, y2=at + 0.9, colour=palette.ink, thick=3))
    return marks
