"""Registrations by week: how many models so far, what was new, and the deadline as a rule (plan, section II.1)."""

from datetime import date
from functools import partial

import altair as alt

from components import vi
from components.charts.marks import Box, Line, Mark, Ruler, Word, sheet
from components.theme import Palette
from domain.trends import Registrations, Week

STEP = 22
ROWS = 8.0
"""Height of the highest bar in rows of STEP pixels."""
TIPS = {"week": "Tuần", "new": "Gửi trong tuần", "total": "Cộng dồn", "undecided": "Chờ duyệt"}
NO_DEADLINE = "Chưa đặt hạn đăng ký trong Cài đặt."


def weeks(found: Registrations, palette: Palette, *, phone: bool = False) -> alt.LayerChart:
    """A bar per week, as high as all models so far; its darker end is new, its dashed end waits for approval."""
    end = len(found.weeks)
    top = max(1, found.total + found.undecided)
    marks: list[Mark] = [Line(x=0, x2=end, y=ROWS, y2=ROWS, colour=palette.line, thick=1)]
    for at, week in enumerate(found.weeks):
        marks += _bar(at, week, top, palette)
    marks += _months(found, palette)
    marks += _total(found, top, palette)
    marks += _deadlines(found, palette)
    ruler = Ruler(width=end + (5.5 if phone else 3), rows=ROWS + 1.3, top=1.6)
    return sheet(ruler, marks, step=STEP, padding={"left": 8, "right": 4}, tips=TIPS)


def _bar(at: int, week: Week, top: int, palette: Palette) -> list[Mark]:
    tip = {
        "week": f"từ {vi.day(week.monday)}",
        "new": str(week.new),
        "total": vi.number(week.total),
        "undecided": str(week.total_undecided),
    }

    def height(count: int) -> float:
        return ROWS - ROWS * count / top

    box = partial(Box, x=at + 0.1, x2=at + 0.9, radius=1, tip=tip)
    before, total = week.total - week.new, week.total
    marks: list[Mark] = [box(y=height(before), y2=ROWS, fill=palette.track, stroke=palette.line)] if before else []
    if week.new:
        marks.append(box(y=height(total), y2=height(before), fill=palette.primary))
    if week.total_undecided:
        high = height(total + week.total_undecided)
        marks.append(box(y=high, y2=height(total), fill=palette.bg, stroke=palette.outline, dashed=True))
    return marks


def _months(found: Registrations, palette: Palette) -> list[Mark]:
    """The month's name under the first of its weeks."""
    marks: list[Mark] = []
    shown: int | None = None
    for at, week in enumerate(found.weeks):
        if week.monday.month != shown and (at == 0 or week.monday.day <= 7):
            marks.append(
                Word(x=at + 0.1, y=ROWS + 0.7, label=f"T{week.monday.month}", colour=palette.muted, align="left")
            )
            shown = week.monday.month
    return marks


def _total(found: Registrations, top: int, palette: Palette) -> list[Mark]:
    """Beside the last bar: how many there are, and how many wait."""
    end, middle = len(found.weeks), ROWS - ROWS * found.total / top / 2
    marks: list[Mark] = [
        Word(x=end, y=middle - 0.6, dx=6, label=vi.number(found.total), colour=palette.ink, size=24, weight=700,
             align="left"),
        Word(x=end, y=middle + 0.5, dx=6, label="mô hình", colour=palette.ink, align="left"),
    ]  # fmt: skip
    if found.undecided:
        said = f"+{found.undecided} chờ duyệt"
        marks.append(Word(x=end, y=0, dx=6, dy=2, label=said, colour=palette.muted, align="left"))
    return marks


def _deadlines(found: Registrations, palette: Palette) -> list[Mark]:
    """The rule of each deadline that has come; the coming ones are said in the caption."""
    marks: list[Mark] = []
    for day, word in ((found.deadline, "hạn"), (found.extra, "hạn bổ sung")):
        at = None if day is None else place(found, day)
        if day is not None and at is not None:
            marks.append(Line(x=at, x2=at, y=-0.7, y2=ROWS, colour=palette.ink, thick=2))
            said = f"{word} {vi.short_day(day)}"
            marks.append(Word(x=at, y=-1.1, label=said, colour=palette.ink, weight=600))
    return marks


def place(found: Registrations, day: date) -> float | None:
    """Where the end of `day` lies among the weeks; None where it lies outside of them."""
    at = (day - found.weeks[0].monday).days / 7 + 1 / 7
    return at if 0 <= at <= len(found.weeks) else None


def weeks_title(found: Registrations) -> str:
    """`31 mô hình đã đăng ký, 30 gửi trong hạn 30/06/2026`."""
    said = vi.counted(found.total, "mô hình đã đăng ký")
    if not found.total or not found.deadline or found.deadline > found.weeks[-1].monday:
        return said
    if not found.late:
        return f"{said}, tất cả gửi trong hạn {vi.day(found.deadline)}"
    return f"{said}, {found.late} gửi sau hạn {vi.day(found.deadline)}"


def weeks_caption(found: Registrations) -> str:
    """How to read it, and the deadlines, none of them invented."""
    dues = [f"hạn {vi.day(found.deadline)}"] if found.deadline else []
    dues += [f"hạn bổ sung {vi.day(found.extra)}"] if found.extra else []
    said = f"{vi.capital(', '.join(dues))} theo Cài đặt." if dues else NO_DEADLINE
    return f"Cộng dồn theo tuần gửi đăng ký, phần đậm là mới gửi trong tuần. {said}"


def weeks_alt(found: Registrations) -> str:
    """The finding, and the weeks in which something came."""
    parts = [f"tuần từ {vi.day(week.monday)}: {week.new}" for week in found.weeks if week.new]
    return f"{weeks_title(found)}. {'; '.join(parts)}."
