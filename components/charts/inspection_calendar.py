"""The inspections of a quarter on a calendar: a row per week, what is done, planned, or planned and overdue (R11)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import altair as alt

from components import vi
from components.charts.marks import Box, Mark, Ruler, Word, room_for, sheet
from components.charts.tables import Lines
from components.theme import Palette
from domain.inspection_plan import Entry, PlanState, PlanWeek
from domain.vocabulary import Status

STEP, PHONE_STEP = 32, 40
PIXELS, PHONE_PIXELS = 640, 340
DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
HEAD = 0.9
NAMED = 4
"""Inspections that a tooltip names; of more it says how many."""
TIPS = {"day": "Ngày", "what": "Kiểm tra"}
WORDS: Mapping[PlanState, str] = {
    PlanState.DONE: "đã thực hiện",
    PlanState.PLANNED: "kế hoạch",
    PlanState.OVERDUE: "kế hoạch đã qua ngày",
}
SYMBOLS: Mapping[PlanState, str] = {PlanState.DONE: "✓", PlanState.PLANNED: "○", PlanState.OVERDUE: "↓"}
LOOKS: Mapping[PlanState, Status] = {
    PlanState.DONE: Status.OK,
    PlanState.PLANNED: Status.FUTURE,
    PlanState.OVERDUE: Status.LATE,
}
CAPTION = "✓ đã thực hiện, ○ kế hoạch, ↓ kế hoạch đã qua ngày mà chưa ghi kết quả (kèm số lượt); khung đậm là hôm nay."


def calendar(
    weeks: Sequence[PlanWeek], labels: Mapping[str, str], period: tuple[date, date], today: date, palette: Palette,
    *, phone: bool = False,
) -> alt.LayerChart:  # fmt: skip
    """A box per day of `period`; those with inspections have a symbol and a number. `labels` are the units' names."""
    named = [_week(one) for one in weeks]
    left = room_for(named, 13, width=7, pixels=PHONE_PIXELS if phone else PIXELS)
    marks: list[Mark] = [
        Word(x=at + 0.5, y=-HEAD / 2, label=name, colour=palette.muted, weight=600) for at, name in enumerate(DAYS)
    ]
    for at, week in enumerate(weeks):
        marks.append(Word(x=0, y=at + 0.5, dx=-8, label=named[at], colour=palette.muted, size=13, align="right"))
        for column in range(7):
            day = week.monday + timedelta(days=column)
            if period[0] <= day <= period[1]:
                found = [one for one in week.entries if one.day == day]
                marks += _day(column, at, day, found, labels, palette)
                if day == today:
                    marks.append(_frame(column, at, palette))
    ruler = Ruler(width=7, rows=max(1, len(weeks)), left=left, top=HEAD)
    return sheet(ruler, marks, step=PHONE_STEP if phone else STEP, padding={"left": 2, "right": 2}, tips=TIPS)


def _week(week: PlanWeek) -> str:
    return vi.short_day(week.monday)


def _day(
    column: int, row: int, day: date, found: Sequence[Entry], labels: Mapping[str, str], palette: Palette
) -> list[Mark]:  # fmt: skip
    number = Word(x=column + 0.12, y=row + 0.5, label=str(day.day), colour=palette.muted, size=13, align="left")
    if not found:
        return [Box(x=column + 0.04, x2=column + 0.96, y=row + 0.08, y2=row + 0.92, fill=palette.bg,
                    stroke=palette.line), number]  # fmt: skip
    worst = _worst(found)
    look = LOOKS[worst]
    planned = worst is PlanState.PLANNED
    ink = palette.primary if planned else palette.on_fill[look]
    box = Box(
        x=column + 0.04, x2=column + 0.96, y=row + 0.08, y2=row + 0.92, fill=palette.bg if planned else
        palette.fill[look], stroke=palette.primary if planned else palette.line, thick=2 if planned else 1,
        tip={"day": vi.day(day), "what": _what(found, labels)},
    )  # fmt: skip
    count = str(len(found)) if len(found) > 1 else ""
    said = Word(x=column + 0.88, y=row + 0.5, label=f"{SYMBOLS[worst]}{count}", colour=ink, weight=700, align="right")
    return [box, Word(x=number.x, y=number.y, label=number.label, colour=ink, size=13, align="left"), said]


def _frame(column: int, row: int, palette: Palette) -> Box:
    """Today, above what stands in it; without a filling, so that it hides nothing."""
    return Box(x=column + 0.04, x2=column + 0.96, y=row + 0.08, y2=row + 0.92, fill="transparent", stroke=palette.ink,
               thick=2.5)  # fmt: skip


def _worst(found: Sequence[Entry]) -> PlanState:
    return min((one.state for one in found), key=list(PlanState).index)


def _what(found: Sequence[Entry], labels: Mapping[str, str]) -> str:
    said = [
        f"{one.inspection.kind or vi.UNKNOWN} {labels.get(one.inspection.unit_id or '', '')} ({WORDS[one.state]})"
        for one in found[:NAMED]
    ]
    more = len(found) - NAMED
    return "; ".join([*said, f"và {more} lượt khác"] if more > 0 else said)


def counts(found: Sequence[Entry]) -> dict[PlanState, int]:
    """How many stand so."""
    return {state: sum(one.state is state for one in found) for state in PlanState}


def calendar_title(found: Sequence[Entry]) -> str:
    """`9 lượt đã thực hiện, 1 kế hoạch sắp tới, 2 kế hoạch đã qua ngày`."""
    if not found:
        return "Chưa có lượt kiểm tra hay kế hoạch nào trong quý"
    known = counts(found)
    said = [vi.counted(known[PlanState.DONE], "lượt đã thực hiện")]
    said.append(vi.counted(known[PlanState.PLANNED], "kế hoạch sắp tới") if known[PlanState.PLANNED] else "")
    said.append(vi.counted(known[PlanState.OVERDUE], "kế hoạch đã qua ngày") if known[PlanState.OVERDUE] else "")
    return ", ".join(filter(None, said))


def calendar_alt(found: Sequence[Entry]) -> str:
    """The finding and each day."""
    days = "; ".join(f"{vi.day(one.day)} {WORDS[one.state]}" for one in found)
    return f"{calendar_title(found)}. {days}." if days else f"{calendar_title(found)}."


def calendar_table(found: Sequence[Entry], labels: Mapping[str, str]) -> Lines:
    """A line per inspection."""
    header = ("Ngày", "Loại hoạt động", "Đơn vị", "Tình trạng", "Mã kiểm tra")
    return header, (
        (
            vi.day(one.day), str(one.inspection.kind or ""), labels.get(one.inspection.unit_id or "", ""),
            vi.capital(WORDS[one.state]), one.inspection.insp_id or "",
        )
        for one in found
    )  # fmt: skip
