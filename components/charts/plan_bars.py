"""The plan section by section: how many of its clauses are done, under way, without anything recorded (R1 to R77)."""

from collections.abc import Sequence

import altair as alt

from components import vi
from components.charts.marks import Box, Mark, Ruler, Word, room_for, sheet
from components.charts.tables import Lines
from components.plan_words import section_name
from components.theme import Palette
from domain.clause_states import SectionCounts
from domain.plan_clause import SECTION_TITLES, ClauseStatus
from domain.vocabulary import Status

ORDER = (
    ClauseStatus.NOTHING, ClauseStatus.UNDER_WAY, ClauseStatus.DONE, ClauseStatus.DESCRIBED, ClauseStatus.NOT_DUE,
)  # fmt: skip
FILLS = {
    ClauseStatus.NOTHING: Status.LATE,
    ClauseStatus.UNDER_WAY: Status.RISK,
    ClauseStatus.DONE: Status.OK,
    ClauseStatus.DESCRIBED: Status.NONE,
    ClauseStatus.NOT_DUE: Status.NONE,
}
"""Nothing recorded is the most urgent here, and has its colour; no threshold is an outline, not due a dashed one."""
STEP, PHONE_STEP = 30, 46
PIXELS, PHONE_PIXELS = 560, 340
TIPS = {"section": "Mục", "status": "Tình trạng", "count": "Số yêu cầu"}


def plan_bars(rows: Sequence[SectionCounts], palette: Palette, *, phone: bool = False) -> alt.LayerChart:
    """A bar of counts per section, in the order of the plan."""
    longest = max((row.total for row in rows), default=1)
    width = longest * 1.08
    left = 0.0 if phone else room_for([_name(row) for row in rows], 14, width=width, pixels=PIXELS)
    marks: list[Mark] = []
    for at, row in enumerate(rows):
        marks += _row(at, row, palette, phone=phone)
    ruler = Ruler(width=width, rows=len(rows), left=left)
    return sheet(ruler, marks, step=PHONE_STEP if phone else STEP, padding={"left": 2, "right": 4}, tips=TIPS)


def _name(row: SectionCounts) -> str:
    return section_name(row.section)


def _row(at: int, row: SectionCounts, palette: Palette, *, phone: bool) -> list[Mark]:
    top, bottom = (at + 0.5, at + 0.92) if phone else (at + 0.12, at + 0.88)
    name = Word(x=0, y=at + 0.26, label=_name(row), colour=palette.ink, align="left", limit=PHONE_PIXELS - 20)
    if not phone:
        name = Word(x=0, y=at + 0.5, dx=-10, label=_name(row), colour=palette.ink, align="right")
    marks: list[Mark] = [name]
    end = 0
    for status in ORDER:
        count = row.counts.get(status, 0)
        if count:
            marks += _segment(row, status, end, count, (top, bottom), palette)
        end += count
    return marks


def _segment(
    row: SectionCounts, status: ClauseStatus, start: int, count: int, room: tuple[float, float], palette: Palette
) -> list[Mark]:
    top, bottom = room
    fill = FILLS[status]
    outlined = fill is Status.NONE
    box = Box(
        x=start, x2=start + count, y=top, y2=bottom, fill=palette.fill[fill], radius=3,
        stroke=palette.outline if outlined else palette.bg, dashed=status is ClauseStatus.NOT_DUE,
        tip={"section": _name(row), "status": status.value, "count": str(count)},
    )  # fmt: skip
    middle = start + count / 2, (top + bottom) / 2
    return [box, Word(x=middle[0], y=middle[1], label=str(count), colour=palette.on_fill[fill], weight=600)]


def bars_title(rows: Sequence[SectionCounts]) -> str:
    """`Thiếu nhiều nhất ở mục IV.4 · Các trường học: 2 yêu cầu chưa có số liệu`; with a tie all are named."""
    most = max((row.counts.get(ClauseStatus.NOTHING, 0) for row in rows), default=0)
    if not most:
        return "Mục nào cũng đã có số liệu"
    worst = [str(row.section) for row in rows if row.counts.get(ClauseStatus.NOTHING, 0) == most]
    where = vi.listing(worst) if len(worst) <= 3 else f"{len(worst)} mục"
    return f"Thiếu nhiều nhất ở mục {where}: {most} yêu cầu chưa có số liệu" if len(worst) <= 3 else (
        f"Ở {where} đều có {most} yêu cầu chưa có số liệu"
    )  # fmt: skip


def bars_alt(rows: Sequence[SectionCounts]) -> str:
    """The same facts as text: each section with its counts."""
    parts = [
        f"{_name(row)}: " + ", ".join(f"{row.counts[one]} {one.lower()}" for one in ORDER if row.counts.get(one))
        for row in rows
    ]
    return f"{bars_title(rows)}. {'; '.join(parts)}."


def plan_lines(rows: Sequence[SectionCounts]) -> Lines:
    """A line per section."""
    header = ("Mục", "Nội dung", *ORDER, "Tổng số yêu cầu")
    return header, (
        (row.section, SECTION_TITLES[row.section], *(str(row.counts.get(one, 0)) for one in ORDER), str(row.total))
        for row in rows
    )
