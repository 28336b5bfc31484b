"""Households that take part in at least one model, village by village (I15b)."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from components import vi
from components.charts.marks import Box, Line, Mark, Ruler, Word, room_for, sheet
from components.theme import Palette
from domain.households import Households

STEP, PHONE_STEP = 26, 44
TIPS = {"unit": "Thôn", "count": "Số hộ", "turns": "Lượt hộ"}


@dataclass(frozen=True, slots=True)
class VillageHouseholds:
    """A village: its share of households (I15b) and turns (I15a), None where no figure is known."""

    unit_id: str
    label: str
    share: Households
    turns: int | None


def share_words(found: Households) -> str:
    """`≥ 66,7%`, `77,8%`, `—` where nothing is known or the figure is impossible."""
    if found.ratio is None:
        return vi.UNKNOWN
    return f"{'≥ ' if found.at_least else ''}{vi.percent(found.ratio.value, 1)}"


def households(
    rows: Sequence[VillageHouseholds], commune: Households, palette: Palette, *, phone: bool = False
) -> alt.LayerChart:
    """`rows` in their order; the commune's share as a rule. A village without a figure has no bar, not a bar of 0."""
    step, width = (PHONE_STEP, 100.0) if phone else (STEP, 140.0)
    left = 0.0 if phone else room_for([row.label for row in rows], 14, width=width, pixels=600)
    marks: list[Mark] = []
    for at, row in enumerate(rows):
        marks += _phone_row(at, row, palette) if phone else _row(at, row, palette)
    marks += _rule(commune, len(rows), palette, phone=phone)
    ruler = Ruler(width=width, rows=len(rows), left=left, top=28 / step)
    return sheet(ruler, marks, step=step, padding={"left": 2, "right": 4}, tips=TIPS)


def _said(row: VillageHouseholds) -> str:
    if row.share.ratio is None:
        return "chưa có số" if row.share.households is None else "số hộ cần xem lại"
    return f"{share_words(row.share)} · {vi.number(row.share.households)}/{vi.counted(row.share.total, 'hộ')}"


def _row(at: int, row: VillageHouseholds, palette: Palette) -> list[Mark]:
    colour = palette.ink if row.share.ratio else palette.muted
    return [
        Word(x=0, y=at + 0.5, dx=-10, label=row.label, colour=palette.ink, align="right"),
        *_bars(at + 0.16, at + 0.84, row, palette),
        Word(x=100, y=at + 0.5, dx=8, label=_said(row), colour=colour, align="left"),
    ]


def _phone_row(at: int, row: VillageHouseholds, palette: Palette) -> list[Mark]:
    colour = palette.ink if row.share.ratio else palette.muted
    return [
        Word(x=0, y=at + 0.28, label=row.label, colour=palette.ink, align="left", limit=170),
        Word(x=100, y=at + 0.28, label=_said(row), colour=colour, align="right"),
        *_bars(at + 0.54, at + 0.84, row, palette),
    ]


def _bars(y: float, y2: float, row: VillageHouseholds, palette: Palette) -> list[Mark]:
    marks: list[Mark] = [Box(x=0, x2=100, y=y, y2=y2, fill=palette.track, radius=3)]
    ratio = row.share.ratio
    if ratio is not None and ratio.numerator:
        tip = {"unit": row.label, "count": _said(row), "turns": vi.number(row.turns)}
        part = 100 * ratio.numerator / ratio.denominator
        dashed = row.share.at_least
        marks.append(Box(x=0, x2=part, y=y, y2=y2, fill=palette.primary, radius=3, tip=tip,
                         stroke=palette.ink if dashed else palette.primary, dashed=dashed))  # fmt: skip
    return marks


def _rule(commune: Households, rows: int, palette: Palette, *, phone: bool) -> list[Mark]:
    if commune.ratio is None:
        return []
    at = float(commune.ratio.exact or 0)
    word = Word(x=at, y=0, dy=-14, label=f"toàn xã {share_words(commune)}", colour=palette.ink, weight=600)
    if phone:
        ticks = [Line(x=at, x2=at, y=one + 0.5, y2=one + 0.88, colour=palette.ink, thick=2) for one in range(rows)]
        return [*ticks, word]
    return [Line(x=at, x2=at, y=0, y2=rows, colour=palette.ink, thick=1.5), word]


def households_title(commune: Households) -> str:
    """`≥ 31,8% số hộ tham gia ít nhất một mô hình`."""
    if commune.ratio is None:
        return "Hộ tham gia: chưa có số liệu"
    return f"{share_words(commune)} số hộ tham gia ít nhất một mô hình"


def households_alt(rows: Sequence[VillageHouseholds], commune: Households) -> str:
    """The finding and each village."""
    return f"{households_title(commune)}. {'; '.join(f'{row.label}: {_said(row)}' for row in rows)}."
