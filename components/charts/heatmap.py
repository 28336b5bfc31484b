"""Heat map village × quarter with its gaps and groups: one layered chart on one ruler (design, section 6; I6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Literal

import altair as alt

from components import vi
from components.charts.marks import Box, Line, Mark, Ruler, Word, room_of, sheet, text_width, two_lines
from components.status import LOOKS
from components.theme import Palette
from domain.overview import Cell, Overview, QuarterHead, UnitRow
from domain.quarters import Quarter
from domain.vocabulary import Flag, Status

COLUMNS_END = 57.5
ZERO = 78.5
PER_POINT = 0.5
CLIP = 36.0
LABEL_INSIDE = 26.0
BRACKET = 100.0
WIDTH = 112.0
MARGIN = 0.03
"""Half of the space between two rows, in rows."""

SHORT_NAME, LONG_NAME = 16, 24
"""Letters: on a slide a longer name is written smaller, a still longer one in two lines."""

CHOSEN = "don_vi"
"""The selection of a click: the ID of the village."""
WEIGHTS = {"past": 17.0, "chosen": 28.5, "future": 9.9}
SLIDE_WEIGHTS = {"past": 20.0, "chosen": 27.0, "future": 10.0}
GROUP_WORDS: Mapping[Status, str] = {
    Status.LATE: "chậm",
    Status.NONE: "chưa có\nsố liệu",
    Status.RISK: "cần\nchú ý",
    Status.OK: "đúng\ntiến độ",
}
TIPS = {
    "unit": "Thôn",
    "quarter": "Quý",
    "value": "Tiến độ",
    "expected": "Mốc",
    "gap": "Chênh lệch",
    "note": "Ghi chú",
}


Columns = Mapping[Quarter, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Sizes in pixels and what else differs between the desk, the phone and a slide.

    `gaps`: gap bars and group brackets stand beside the cells. `names`: the room for names, where several charts share
    it; else that of the chart's own.
    """

    step: float
    size: float = 16
    heads: int = 54
    total: int
    phone: bool = False
    slide: bool = False
    gaps: bool = True
    names: int | None = None
    scale: float = 1

    @property
    def width(self) -> float:
        return WIDTH if self.gaps else COLUMNS_END

    def name(self, label: str) -> str:
        """As it stands before its row. Below a low row of a slide a second line would lie upon the next name."""
        return two_lines(label, LONG_NAME) if self.slide else two_lines(label)

    def narrow(self, columns: Columns) -> bool:
        """Whether the columns are too narrow for words."""
        return self.phone or (self.slide and len(columns) > 3)

    def name_size(self, name: str) -> float:
        if "\n" in name:
            return min(14, self.step / 2.2)
        return min(14, self.size) if self.slide and len(name) > SHORT_NAME else self.size


DESK = Look(step=35, total=760)
PHONE = Look(step=40, size=15, heads=44, total=340, phone=True, gaps=False)


def heatmap(overview: Overview, palette: Palette, *, phone: bool = False, look: Look | None = None) -> alt.LayerChart:
    """`overview.villages` in their order, a cell per quarter; beside it, on the desk, gaps and group brackets."""
    look = look or (PHONE if phone else DESK)
    rows = overview.villages
    columns = ruler_of(overview.quarters, overview.quarter, SLIDE_WEIGHTS if look.slide else WEIGHTS)
    names = [look.name(row.label) for row in rows]
    left = room_of(look.names or text_width(names, 15) + 14, width=look.width, pixels=look.total)
    ruler = Ruler(width=look.width, rows=len(rows), left=left, top=look.heads / look.step)
    marks: list[Mark] = [
        *_cells(rows, columns, palette),
        *_numbers(overview, columns, palette, look),
        *_names(names, palette, look),
        *_heads(overview, columns, palette, look),
        _frame(columns[overview.quarter], len(rows), palette),
    ]
    if look.gaps:
        marks += [*_gaps(rows, palette), *_brackets(rows, palette)]
    padding, chosen = {"left": 0, "right": 14 if look.gaps else 2}, None if look.slide else CHOSEN
    return sheet(ruler, marks, step=look.step, padding=padding, tips=TIPS, chosen=chosen, scale=look.scale)


def ruler_of(heads: Sequence[QuarterHead], chosen: Quarter, weights: Mapping[str, float] = WEIGHTS) -> Columns:
    """From where to where each quarter reaches; the chosen one is the widest, the coming ones the narrowest."""
    widths = [weights["chosen" if h.quarter == chosen else "future" if h.future else "past"] for h in heads]
    scale = COLUMNS_END / (sum(widths) + len(widths) - 1)
    ends, at = {}, 0.0
    for head, width in zip(heads, widths, strict=True):
        ends[head.quarter] = (at * scale, (at + width) * scale)
        at += width + 1
    return ends


def cell_label(cell: Cell, *, past: bool = False, phone: bool = False) -> str:
    """What stands in a cell: `↓ 34%`, `! 45%*` (an old figure), `chưa có MH`, `chưa BC`; nothing before its time."""
    if cell.status is Status.FUTURE:
        return ""
    if cell.status is Status.NONE:
        return "—" if past and phone else "chưa có MH" if Flag.NO_MODEL in cell.flags else "chưa BC"
    return f"{LOOKS[cell.status].symbol} {vi.percent(cell.value)}{'*' if cell.old else ''}".strip()


def cell_note(cell: Cell) -> str:
    """What the tooltip says beside the figures: how many models are old or silent, since when, and if it is due."""
    due = "chưa đến hạn" if cell.not_due else "chưa báo cáo"
    since = f" từ {vi.quarter_of_year(cell.old_from)}" if cell.old_from else ""
    notes = [f"{cell.old}/{cell.models} mô hình số cũ{since}, {due}"] if cell.old else []
    if cell.never:
        notes.append(f"{cell.never}/{cell.models} mô hình chưa từng báo cáo")
    if Flag.PAUSED in cell.flags:
        notes.append("có mô hình tạm dừng")
    return "; ".join(notes) or (LOOKS[cell.status].word if cell.models else "không có mô hình")


def _cells(rows: Sequence[UnitRow], columns: Columns, palette: Palette) -> list[Box]:
    return [_cell(at, row, cell, columns, palette) for at, row in enumerate(rows) for cell in row.cells]


def _cell(at: int, row: UnitRow, cell: Cell, columns: Columns, palette: Palette) -> Box:
    start, end = columns[cell.quarter]
    silent = cell.status is Status.NONE
    strokes = {Status.NONE: palette.outline, Status.FUTURE: palette.line}
    return Box(
        x=start,
        x2=end,
        y=at + MARGIN,
        y2=at + 1 - MARGIN,
        fill=palette.fill[cell.status],
        stroke=strokes.get(cell.status, palette.fill[cell.status]),
        dashed=silent,
        tip=_tip(row, cell),
    )


def _tip(row: UnitRow, cell: Cell) -> dict[str, str]:
    known = cell.status not in (Status.NONE, Status.FUTURE)
    return {
        "unit": row.label,
        "quarter": vi.quarter_of_year(cell.quarter),
        "value": vi.percent(cell.value, 1) if known else vi.UNKNOWN,
        "expected": vi.percent(cell.expected, 1),
        "gap": vi.points(cell.gap) if known and cell.gap is not None else vi.UNKNOWN,
        "note": cell_note(cell),
        CHOSEN: row.unit.unit_id or "",
    }


def _numbers(overview: Overview, columns: Columns, palette: Palette, look: Look) -> list[Word]:
    narrow = look.narrow(columns)
    return [
        Word(
            x=sum(columns[cell.quarter]) / 2,
            y=at + 0.5,
            label=cell_label(cell, past=cell.quarter != overview.quarter, phone=narrow),
            colour=palette.on_fill[cell.status],
            size=min(14, look.size) if cell.status is Status.NONE else look.size,
            weight=600,
        )
        for at, row in enumerate(overview.villages)
        for cell in row.cells
    ]


def _names(names: Sequence[str], palette: Palette, look: Look) -> list[Word]:
    sized = [(name, look.name_size(name)) for name in names]
    return [
        Word(x=0, y=at + 0.5, label=name, colour=palette.ink, size=size, align="right",
             dx=-10, dy=-size / 2 if "\n" in name else 0)
        for at, (name, size) in enumerate(sized)
    ]  # fmt: skip


def _heads(overview: Overview, columns: Columns, palette: Palette, look: Look) -> list[Word]:
    upper, lower, small = (-36, -15, 14) if not look.phone else (-30, -12, 13)
    heads = [] if not look.gaps else [
        Word(x=ZERO, y=0, dy=upper, label="Chênh lệch với mốc", colour=palette.ink, size=16, weight=700),
        Word(x=ZERO, y=0, dy=lower, label="điểm phần trăm", colour=palette.muted),
    ]  # fmt: skip
    for head in overview.quarters:
        middle, chosen = sum(columns[head.quarter]) / 2, head.quarter == overview.quarter
        colour = palette.ink if chosen else palette.muted
        name = f"Q{head.quarter.name}" if look.phone else vi.quarter(head.quarter)
        heads.append(Word(x=middle, y=0, dy=upper, label=name, colour=colour, size=look.size, weight=700))
        words = milestone(head, phone=look.phone, short=look.narrow(columns))
        heads.append(Word(x=middle, y=0, dy=lower, label=words, colour=colour, size=small))
    return heads


def milestone(head: QuarterHead, *, phone: bool = False, short: bool = False) -> str:
    """`mốc hôm nay 63%` in the running quarter, `mốc 22%` in an earlier one, nothing before a quarter has begun."""
    if head.future or head.expected is None:
        return ""
    value = vi.percent(head.expected)
    return value if phone else f"mốc hôm nay {value}" if head.running and not short else f"mốc {value}"


def _frame(column: tuple[float, float], rows: int, palette: Palette) -> Box:
    left, right = column[0] - 0.4, column[1] + 0.4
    return Box(x=left, x2=right, y=-0.06, y2=rows + 0.06, fill="transparent", stroke=palette.ink, thick=2, radius=6)


def _gaps(rows: Sequence[UnitRow], palette: Palette) -> list[Mark]:
    marks: list[Mark] = [Line(x=ZERO, x2=ZERO, y=0, y2=len(rows), colour=palette.ink)]
    for at, row in enumerate(rows):
        cell = row.current
        if cell.gap is not None and cell.status not in (Status.NONE, Status.FUTURE):
            end = ZERO + PER_POINT * max(-CLIP, min(CLIP, cell.gap))
            fill = palette.mark[cell.status]
            marks.append(Box(x=min(ZERO, end), x2=max(ZERO, end), y=at + 0.22, y2=at + 0.78, fill=fill, radius=2))
            marks.append(_gap_label(at + 0.5, end, cell.status, cell.gap, palette))
    return marks


def _gap_label(y: float, end: float, status: Status, gap: float, palette: Palette) -> Word:
    """Outside at the bar's end; inside a long bar, whose end is near the cells or the brackets."""
    label = vi.signed(gap)
    if abs(gap) > LABEL_INSIDE:
        return Word(x=(ZERO + end) / 2, y=y, label=label, colour=palette.on_mark[status], weight=600)
    left = gap < 0
    align: Literal["left", "right"] = "right" if left else "left"
    return Word(x=end, y=y, label=label, colour=palette.word[status], weight=600, align=align, dx=-5 if left else 6)


def _brackets(rows: Sequence[UnitRow], palette: Palette) -> list[Mark]:
    marks: list[Mark] = []
    at = 0
    for status, members in groupby(rows, key=lambda row: row.current.status):
        size = len(list(members))
        marks += _bracket(status, at, size, palette)
        at += size
    return marks


def _bracket(status: Status, at: int, size: int, palette: Palette) -> list[Mark]:
    line = Line(x=BRACKET, x2=BRACKET, y=at + 0.12, y2=at + size - 0.12, colour=palette.mark[status], thick=4)
    word = GROUP_WORDS.get(status, LOOKS[status].word)
    lines = word.count("\n")
    text = partial(Word, x=BRACKET, y=at + size / 2, colour=palette.word[status], align="left", dx=12)
    if size == 1:
        return [line, text(label=f"1 {word}", weight=600, dy=-8 * lines)]
    count = text(label=str(size), size=24, weight=700, dy=-10 - 6 * lines)
    return [line, count, text(label=word, weight=500, dy=14 - 6 * lines)]


def heatmap_alt(overview: Overview) -> str:
    """The finding as text: the groups, then every village with its figure."""
    groups = [vi.counted(count, LOOKS[status].word) for status, count in overview.groups.items() if count]
    rows = [f"{row.label} {cell_label(row.current) or vi.UNKNOWN}" for row in overview.villages]
    return f"Tiến độ thôn theo quý: {', '.join(groups)}. {'; '.join(rows)}."


def heatmap_title(overview: Overview) -> str:
    """`5 thôn chậm, 7 thôn chưa có số liệu`."""
    late, silent = overview.groups.get(Status.LATE, 0), overview.groups.get(Status.NONE, 0)
    words = [vi.counted(late, "thôn chậm") if late else "Không có thôn chậm"]
    return ", ".join([*words, vi.counted(silent, "thôn chưa có số liệu")] if silent else words)


def heatmap_caption(overview: Overview) -> str:
    """How to read it. What `*` means, and that silent models count as 0, is said only when there are some (I3)."""
    sentences = ["Tiến độ cộng dồn theo quý, xếp từ chậm nhất.", "Màu càng nổi, càng cần chú ý."]
    if any(cell.old for row in overview.villages for cell in row.cells):
        sentences.append("Dấu * là số cũ của quý trước.")
    if overview.commune.never:
        silent = vi.counted(overview.commune.never, "mô hình chưa từng báo cáo")
        sentences.append(f"Tiến độ chung tính 0% cho {silent}.")
    return " ".join([*sentences, "Bấm để mở."])
