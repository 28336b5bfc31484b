"""Counts by year: a row per thing that is counted, a bar per year beside the others."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from components import vi
from components.charts.marks import Box, Mark, Ruler, Word, room_for, sheet
from components.export import plain
from components.theme import Palette

STEP, PHONE_STEP = 34, 50
PIXELS, PHONE_PIXELS = 600, 340
COLUMN, BAR = 100.0, 66.0
"""Ruler units of a year, and of its longest bar, behind which stands the number."""
TIPS = {"name": "Nội dung", "year": "Năm", "count": "Số lượng"}


@dataclass(frozen=True, slots=True)
class YearCounts:
    """What is counted, with its number in each of `years`; None: not known, which is not 0."""

    years: Sequence[int]
    rows: Sequence[tuple[str, Sequence[int | None]]]


def year_counts(found: YearCounts, palette: Palette, *, phone: bool = False) -> alt.LayerChart:
    """All rows in their order, in one neutral colour: no target is set for these."""
    step, pixels = (PHONE_STEP, PHONE_PIXELS) if phone else (STEP, PIXELS)
    width = COLUMN * max(1, len(found.years))
    left = 0.0 if phone else room_for([name for name, _ in found.rows], 14, width=width, pixels=pixels)
    longest = max((count or 0 for _, counts in found.rows for count in counts), default=0) or 1
    marks: list[Mark] = [
        Word(x=at * COLUMN, y=-0.55, label=f"Năm {year}", colour=palette.ink, weight=700, align="left")
        for at, year in enumerate(found.years)
    ]
    for at, (name, counts) in enumerate(found.rows):
        marks.append(_name(at, name, palette, phone=phone))
        for place, count in enumerate(counts):
            marks += _bar(at, place, count, {"name": name, "year": str(found.years[place])}, longest, palette)
    ruler = Ruler(width=width, rows=max(1, len(found.rows)), left=left, top=1.2)
    return sheet(ruler, marks, step=step, padding={"left": 2, "right": 4}, tips=TIPS)


def _name(at: int, name: str, palette: Palette, *, phone: bool) -> Word:
    if phone:
        return Word(x=0, y=at + 0.22, label=name, colour=palette.ink, align="left", limit=330)
    return Word(x=0, y=at + 0.67, dx=-10, label=name, colour=palette.ink, align="right")


def _bar(
    at: int, place: int, count: int | None, tip: dict[str, str], longest: int, palette: Palette
) -> list[Mark]:  # fmt: skip
    x, said = place * COLUMN, vi.number(count)
    end = x + BAR * (count or 0) / longest
    marks: list[Mark] = []
    if count:
        told = {**tip, "count": said}
        marks.append(Box(x=x, x2=end, y=at + 0.48, y2=at + 0.86, fill=palette.primary, radius=3, tip=told))
    colour = palette.ink if count else palette.muted
    marks.append(Word(x=end, y=at + 0.67, dx=6 if count else 0, label=said, colour=colour, weight=600, align="left"))
    return marks


def year_counts_alt(title: str, found: YearCounts) -> str:
    """The finding, and each row year by year."""
    rows = (
        f"{name}: " + ", ".join(f"năm {year} {vi.number(one)}" for year, one in zip(found.years, counts, strict=True))
        for name, counts in found.rows
    )
    return f"{title}. {'; '.join(rows)}."


def lines(found: YearCounts) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """The same for a file: a line per row and year, blank where nothing is known."""
    header = ("Nội dung", "Năm", "Số lượng")
    return header, [
        (name, str(year), plain(count, 0))
        for name, counts in found.rows
        for year, count in zip(found.years, counts, strict=True)
    ]
