"""Tasks of the plan by kind of unit and quarter of the deadline: how many are completed, how many overdue (I17)."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from components import vi
from components.charts.marks import Box, Mark, Ruler, Word, room_for, sheet
from components.charts.tables import Lines
from components.export import plain
from components.theme import Palette
from domain.quarters import Quarter
from domain.tasks import TaskFigures
from domain.vocabulary import Status

STEP, PHONE_STEP = 46, 70
PIXELS = 1240
GAP = 14.0
"""Between two quarters, on a ruler on which a quarter has 100."""
HEAD, PHONE_HEAD = 0.8, 0.5
TIPS = {"name": "Khối", "quarter": "Quý", "count": "Hoàn thành", "on_time": "Đúng hạn", "late": "Quá hạn"}


@dataclass(frozen=True, slots=True)
class Cell:
    """The instances of a kind of unit that are due in a quarter; `pending` are those not due yet."""

    quarter: Quarter
    figures: TaskFigures
    pending: int

    @property
    def said(self) -> str:
        """`76/96 · 79%`, `42 chưa đến hạn`, `—`."""
        done = self.figures.completed
        if done.denominator:
            return f"{done.numerator}/{done.denominator} · {vi.percent(done.value)}"
        return f"{self.pending} chưa đến hạn" if self.pending else vi.UNKNOWN


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of unit with its quarters."""

    name: str
    cells: Sequence[Cell]

    @property
    def overdue(self) -> int:
        return sum(one.figures.overdue for one in self.cells)


def matrix(rows: Sequence[Row], palette: Palette, *, phone: bool = False) -> alt.LayerChart:
    """A row per kind of unit, a bar per quarter; what is overdue stands beside in the colour of what is late."""
    quarters = [one.quarter for one in rows[0].cells] if rows else []
    width = len(quarters) * (100 + GAP)
    left = 0.0 if phone else room_for([row.name for row in rows], 15, width=width, pixels=PIXELS)
    head = PHONE_HEAD if phone else HEAD
    marks: list[Mark] = []
    for at, quarter in enumerate(quarters):
        said = f"Q{quarter.name}" if phone else vi.quarter(quarter)
        marks.append(Word(x=at * (100 + GAP), y=-head / 2, label=said, colour=palette.ink, size=15, weight=700,
                          align="left"))  # fmt: skip
    for at, row in enumerate(rows):
        marks += _row(at, row, palette, phone=phone)
    ruler = Ruler(width=width, rows=max(1, len(rows)), left=left, top=head)
    return sheet(ruler, marks, step=PHONE_STEP if phone else STEP, padding={"left": 2, "right": 2}, tips=TIPS)


def _row(at: int, row: Row, palette: Palette, *, phone: bool) -> list[Mark]:
    """On a phone the name has a line of its own above the bars."""
    words, top, bottom = (0.5, 0.68, 0.88) if phone else (0.3, 0.56, 0.84)
    place = {"x": 0.0, "y": at + 0.2} if phone else {"x": 0.0, "y": at + 0.5}
    name = Word(**place, dx=0 if phone else -12, label=row.name, colour=palette.ink, size=15,
                weight=600 if phone else 400, align="left" if phone else "right")  # fmt: skip
    marks: list[Mark] = [name]
    for column, cell in enumerate(row.cells):
        start = column * (100 + GAP)
        marks += _bar(start, at + top, at + bottom, row, cell, palette)
        marks += _words(start, at + words, cell, palette, phone=phone)
    return marks


def _bar(start: float, y: float, y2: float, row: Row, cell: Cell, palette: Palette) -> list[Mark]:
    done, on_time, late = cell.figures.completed, cell.figures.on_time, cell.figures.overdue
    tip = {"name": row.name, "quarter": vi.quarter_of_year(cell.quarter), "count": cell.said,
           "on_time": f"{on_time.numerator}/{on_time.denominator}", "late": str(late)}  # fmt: skip
    if not done.denominator:
        dashed = bool(cell.pending)
        stroke = palette.outline if dashed else palette.line
        return [Box(x=start, x2=start + 100, y=y, y2=y2, fill=palette.bg, stroke=stroke, dashed=dashed, radius=3,
                    tip=tip)]  # fmt: skip
    part, missing = 100 * done.numerator / done.denominator, 100 * late / done.denominator
    marks: list[Mark] = [Box(x=start, x2=start + 100, y=y, y2=y2, fill=palette.track, stroke=palette.line, radius=3,
                             tip=tip)]  # fmt: skip
    if done.numerator:
        marks.append(Box(x=start, x2=start + part, y=y, y2=y2, fill=palette.primary, radius=3, tip=tip))
    if late:
        marks.append(Box(x=start + 100 - missing, x2=start + 100, y=y, y2=y2, fill=palette.mark[Status.LATE], radius=3,
                         tip=tip))  # fmt: skip
    return marks


def _words(start: float, y: float, cell: Cell, palette: Palette, *, phone: bool) -> list[Mark]:
    done, late = cell.figures.completed, cell.figures.overdue
    said = f"{done.numerator}/{done.denominator}" if phone and done.denominator else cell.said
    said = f"{cell.pending} chờ hạn" if phone and not done.denominator and cell.pending else said
    colour = palette.ink if done.denominator else palette.muted
    marks: list[Mark] = [Word(x=start, y=y, label=said, colour=colour, align="left")]
    if late:
        label = f"↓ {late}" if phone else f"↓ {late} quá hạn"
        marks.append(Word(x=start + 100, y=y, label=label, colour=palette.word[Status.LATE], weight=600,
                          align="right"))  # fmt: skip
    return marks


def matrix_title(rows: Sequence[Row]) -> str:
    """`Thôn có nhiều nhiệm vụ quá hạn nhất: 37`."""
    worst = max(rows, key=lambda row: row.overdue, default=None)
    if worst is None or not worst.overdue:
        return "Không có khối nào có nhiệm vụ quá hạn"
    return f"{worst.name} có nhiều nhiệm vụ quá hạn nhất: {worst.overdue}"


def matrix_alt(rows: Sequence[Row]) -> str:
    """The finding and each cell."""
    parts = (f"{row.name}: {', '.join(map(_spoken, row.cells))}" for row in rows)
    return f"{matrix_title(rows)}. {'; '.join(parts)}."


def _spoken(cell: Cell) -> str:
    late = cell.figures.overdue
    return f"{vi.quarter(cell.quarter)} {cell.said}" + (f", {late} quá hạn" if late else "")


def matrix_table(rows: Sequence[Row]) -> Lines:
    """A line per kind of unit and quarter."""
    header = ("Khối", "Quý", "Đến hạn", "Hoàn thành", "Đúng hạn", "Tỷ lệ (%)", "Quá hạn", "Chưa đến hạn")
    return header, (
        (
            row.name, vi.plain_quarter(one.quarter), str(one.figures.completed.denominator),
            str(one.figures.completed.numerator), str(one.figures.on_time.numerator),
            plain(one.figures.completed.value), str(one.figures.overdue), str(one.pending),
        )
        for row in rows
        for one in row.cells
    )  # fmt: skip
