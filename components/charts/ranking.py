"""Units by their emulation score, the best first, each with the rating it would get (R41, R42)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import altair as alt

from components import vi
from components.charts.marks import Box, Line, Mark, Ruler, Word, room_for, sheet, text_width
from components.theme import Palette
from domain.vocabulary import Status
from domain.vocabulary_movement import Rating

STEP, PHONE_STEP = 28, 68
PIXELS, PHONE_PIXELS = 1180, 340
MOST = 105
LETTERS = 40
TIPS = {"name": "Đơn vị", "score": "Điểm", "rating": "Xếp loại"}


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit with its unrounded score and rating. `official`: the council has decided it; `note` what else is said."""

    label: str
    score: Fraction | None
    rating: Rating | None
    official: bool = False
    note: str = ""

    @property
    def said(self) -> str:
        """`79,3 · Hoàn thành tốt`; `—` without a score."""
        words = [vi.number(self.score, 1), str(self.rating or ""), "chính thức" if self.official else "", self.note]
        return " · ".join(word for word in words if word)

    @property
    def name(self) -> str:
        """The label as far as there is room."""
        return self.label if len(self.label) <= LETTERS else f"{self.label[: LETTERS - 1].rstrip()}…"


def ranking(
    rows: Sequence[Ranked], steps: Mapping[Rating, float], palette: Palette, *, phone: bool = False
) -> alt.LayerChart:  # fmt: skip
    """A bar per unit; lines where the ratings begin (`steps`, by rating the least score)."""
    step, pixels = (PHONE_STEP, PHONE_PIXELS) if phone else (STEP, PIXELS)
    width, left = float(MOST), 0.0
    if not phone:
        left = room_for([row.name for row in rows], 14, width=width + 40, pixels=pixels)
        width += (width + 40 + left) * (text_width([row.said for row in rows], 14) - 20) / pixels
    marks: list[Mark] = []
    begins = [least for least in steps.values() if 0 < least <= MOST]
    marks += [Word(x=least, y=-0.4, label=vi.number(least), colour=palette.muted) for least in begins]
    for at, row in enumerate(rows):
        marks += _row(at, row, palette, phone=phone)
        y, y2 = (at + 0.65, at + 0.92) if phone else (at, at + 1)  # below the words of a phone
        marks += [Line(x=least, x2=least, y=y, y2=y2, colour=palette.outline) for least in begins]
    return sheet(Ruler(width=width, rows=max(1, len(rows)), left=left, top=0.8), marks, step=step,
                 padding={"left": 2, "right": 4}, tips=TIPS)  # fmt: skip


def _row(at: int, row: Ranked, palette: Palette, *, phone: bool) -> list[Mark]:
    y, y2 = (at + 0.68, at + 0.89) if phone else (at + 0.2, at + 0.8)
    ink = palette.muted if row.score is None else palette.ink
    tip = {"name": row.label, "score": vi.number(row.score, 1), "rating": row.said}
    marks: list[Mark] = [Box(x=0, x2=MOST, y=y, y2=y2, fill=palette.track, radius=3)]
    if row.score:
        part = min(float(row.score), MOST)
        marks.append(Box(x=0, x2=part, y=y, y2=y2, fill=colour(row.rating, palette), radius=3, tip=tip))
    if phone:
        name = Word(x=0, y=at + 0.2, label=row.label, colour=palette.ink, align="left", limit=PHONE_PIXELS)
        said = Word(x=0, y=at + 0.48, label=row.said, colour=ink, weight=600, align="left", size=13, limit=PHONE_PIXELS)
        return [*marks, name, said]
    marks.append(Word(x=0, y=at + 0.5, dx=-10, label=row.name, colour=palette.ink, align="right"))
    marks.append(Word(x=MOST, y=at + 0.5, dx=8, label=row.said, colour=ink, weight=600, align="left"))
    return marks


def colour(rating: Rating | None, palette: Palette) -> str:
    """The colour of a bar; its rating also stands beside it in words."""
    match rating:
        case Rating.EXCELLENT:
            return palette.mark[Status.OK]
        case Rating.GOOD:
            return palette.primary
        case Rating.FAILED:
            return palette.mark[Status.LATE]
    return palette.mark[Status.NONE]


def ranking_alt(title: str, rows: Sequence[Ranked]) -> str:
    """The finding and each unit with its score."""
    return f"{title}. {'; '.join(f'{row.label}: {row.said}' for row in rows)}."
