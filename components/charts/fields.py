"""Fields × status: models of each field that are late, silent, at risk or on track (I16, five groups of the plan)."""

from collections.abc import Sequence

import altair as alt

from components import vi
from components.charts.marks import Box, Mark, Room, Ruler, Word, room_for, sheet
from components.status import LOOKS, ORDER
from components.theme import Palette
from domain.overview import FieldRow
from domain.vocabulary import Field, Status

NAMES: dict[Field, str] = {
    Field.ECONOMY: "Kinh tế, giảm nghèo",
    Field.POVERTY: "Kinh tế, giảm nghèo",
    Field.NEW_COUNTRYSIDE: "Nông thôn mới",
    Field.ENVIRONMENT: "Môi trường",
    Field.SECURITY: "An ninh, trật tự",
    Field.POLITICAL_SYSTEM: "Hệ thống chính trị",
    Field.OTHER: "Khác",
}
STEP = 44
DESK, PHONE = Room(pixels=640, step=STEP), Room(pixels=340, step=STEP)
TIPS = {"field": "Lĩnh vực", "status": "Trạng thái", "count": "Số mô hình"}


def fields(
    rows: Sequence[FieldRow], palette: Palette, *, phone: bool = False, room: Room | None = None
) -> alt.LayerChart:
    """`rows` in their order as stacked bars of counts, so that a segment of one model stays readable."""
    room = room or (PHONE if phone else DESK)
    longest = max((row.total for row in rows), default=1) or 1
    width = longest * 1.1
    marks: list[Mark] = []
    for at, row in enumerate(rows):
        marks += _bar(at, row, palette)
    left = room_for([name_of(row) for row in rows], 15, width=width, pixels=room.pixels)
    ruler = Ruler(width=width, rows=len(rows), left=left)
    return sheet(ruler, marks, step=room.step, padding={"left": 0, "right": 2}, tips=TIPS, scale=room.scale)


def name_of(row: FieldRow) -> str:
    return NAMES[row.fields[0]]


def _counts(row: FieldRow) -> dict[Status, int]:
    return {Status.LATE: row.late, Status.NONE: row.none, Status.RISK: row.risk, Status.OK: row.ok}


def _bar(at: int, row: FieldRow, palette: Palette) -> list[Mark]:
    name = name_of(row)
    marks: list[Mark] = [Word(x=0, y=at + 0.5, dx=-10, label=name, colour=palette.ink, size=15, align="right")]
    end = 0
    for status in ORDER:
        count = _counts(row)[status]
        if count:
            marks += _segment(at, end, count, status, name, palette)
        end += count
    total = vi.number(row.total)
    return [*marks, Word(x=end, y=at + 0.5, dx=8, label=total, colour=palette.ink, size=15, weight=700, align="left")]


def _segment(at: int, start: int, count: int, status: Status, name: str, palette: Palette) -> list[Mark]:
    outlined = status is Status.NONE
    box = Box(
        x=start, x2=start + count, y=at + 0.13, y2=at + 0.87, fill=palette.fill[status], radius=3,
        stroke=palette.outline if outlined else palette.bg, dashed=outlined,
        tip={"field": name, "status": status.value, "count": str(count)},
    )  # fmt: skip
    label = Word(x=start + count / 2, y=at + 0.5, label=str(count), colour=palette.on_fill[status], size=15, weight=600)
    return [box, label]


def fields_title(rows: Sequence[FieldRow]) -> str:
    """`7 mô hình chậm, nhiều nhất ở lĩnh vực nông thôn mới`; with a tie both fields are named."""
    late, most = sum(row.late for row in rows), max((row.late for row in rows), default=0)
    if not sum(row.total for row in rows):
        return "Mô hình theo lĩnh vực"
    if not late:
        return "Không có mô hình chậm ở lĩnh vực nào"
    worst = [name_of(row).lower() for row in rows if row.late == most]
    return f"{vi.counted(late, 'mô hình chậm')}, nhiều nhất ở lĩnh vực {vi.listing(worst)}"


def fields_alt(rows: Sequence[FieldRow]) -> str:
    """The same facts as text: each field with its counts."""
    parts = [
        f"{name_of(row)}: {row.total} mô hình"
        + "".join(f", {count} {LOOKS[status].word}" for status, count in _counts(row).items() if count)
        for row in rows
    ]
    return f"{fields_title(rows)}. {'; '.join(parts)}."
