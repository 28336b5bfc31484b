"""The shortlist: three times ten points for each proposal, those with most first (R10)."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from components import vi
from components.charts.marks import Box, Mark, Ruler, Word, room_for, sheet
from components.theme import Palette

SHOWN = 15
MOST = 10
STEP, PHONE_STEP = 36, 54
PIXELS, PHONE_PIXELS = 1080, 340
LETTERS = 40
GAP = 2.5
HEADS = ("Lan tỏa", "Dễ áp dụng", "Nhân rộng")
TIPS = {"name": "Đề xuất", "what": "Tiêu chí", "points": "Điểm"}


@dataclass(frozen=True, slots=True)
class Pointed:
    """A proposal with its three points, None where nobody has given one yet."""

    label: str
    given: tuple[float | None, float | None, float | None]

    @property
    def total(self) -> float | None:
        """Σ of the three; None while one is missing."""
        return None if None in self.given else sum(one for one in self.given if one is not None)

    @property
    def said(self) -> str:
        """`26/30`, `chưa đủ điểm`."""
        return "chưa đủ điểm" if self.total is None else f"{points_words(self.total)}/{MOST * len(HEADS)}"


def points_words(value: float | None) -> str:
    """`8`, `7,5`, `—`."""
    return vi.UNKNOWN if value is None else vi.number(value, 0 if value == int(value) else 1)


def points(rows: Sequence[Pointed], palette: Palette, *, phone: bool = False) -> alt.LayerChart:
    """A row per proposal: three bars beside each other under their heads, and the total."""
    shown = rows[:SHOWN]
    step, pixels = (PHONE_STEP, PHONE_PIXELS) if phone else (STEP, PIXELS)
    end = len(HEADS) * MOST + (len(HEADS) - 1) * GAP
    width = end if phone else end + 8
    left = 0.0 if phone else room_for([_short(row) for row in shown], 14, width=width, pixels=pixels)
    marks: list[Mark] = [
        Word(x=at * (MOST + GAP), y=-0.45, label=head, colour=palette.muted, align="left")
        for at, head in enumerate(HEADS)
    ]
    for at, row in enumerate(shown):
        marks += _row(at, row, end, palette, phone=phone)
    return sheet(Ruler(width=width, rows=max(1, len(shown)), left=left, top=0.8), marks, step=step,
                 padding={"left": 2, "right": 4}, tips=TIPS)  # fmt: skip


def _short(row: Pointed) -> str:
    return row.label if len(row.label) <= LETTERS else f"{row.label[: LETTERS - 1].rstrip()}…"


def _row(at: int, row: Pointed, end: float, palette: Palette, *, phone: bool) -> list[Mark]:
    colour, weight = (palette.muted, 400) if row.total is None else (palette.ink, 700)
    y, y2 = (at + 0.5, at + 0.9) if phone else (at + 0.16, at + 0.84)
    marks: list[Mark] = []
    for place, (head, given) in enumerate(zip(HEADS, row.given, strict=True)):
        marks += _bar(place * (MOST + GAP), y, y2, given, {"name": row.label, "what": head}, palette)
    if phone:
        marks.append(Word(x=0, y=at + 0.26, label=row.label, colour=palette.ink, align="left", limit=230))
        marks.append(Word(x=end, y=at + 0.26, label=row.said, colour=colour, weight=weight, align="right"))
        return marks
    marks.append(Word(x=0, y=at + 0.5, dx=-10, label=_short(row), colour=palette.ink, align="right"))
    marks.append(Word(x=end, y=at + 0.5, dx=10, label=row.said, colour=colour, weight=weight, align="left"))
    return marks


def _bar(x: float, y: float, y2: float, given: float | None, tip: dict[str, str], palette: Palette) -> list[Mark]:
    marks: list[Mark] = [
        Box(
            x=x, x2=x + MOST, y=y, y2=y2, radius=3, fill=palette.bg if given is None else palette.track,
            stroke=palette.outline if given is None else "transparent", dashed=given is None,
        )
    ]  # fmt: skip
    part = min(max(given or 0, 0), MOST)  # a typed point beyond the scale is told among the errors, not drawn
    if part:
        told = {**tip, "points": points_words(given)}
        marks.append(Box(x=x, x2=x + part, y=y, y2=y2, fill=palette.primary, radius=3, tip=told))
    inside = part >= 2
    marks.append(
        Word(
            x=x + part, y=(y + y2) / 2, dx=-6 if inside else 6, label=points_words(given), weight=600,
            colour=palette.bg if inside else palette.muted, align="right" if inside else "left",
        )
    )  # fmt: skip
    return marks


def points_alt(title: str, rows: Sequence[Pointed]) -> str:
    """The finding and each proposal with its points."""
    parts = [f"{row.label}: {row.said} ({', '.join(map(points_words, row.given))})" for row in rows[:SHOWN]]
    return f"{title}. {'; '.join(parts)}."
