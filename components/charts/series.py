"""The commune quarter by quarter: progress against its milestone (I7, I4) and models by status (I5)."""

from collections.abc import Sequence

import altair as alt

from components import vi
from components.charts.bullets import STEP, Bullet, bullet
from components.charts.marks import Box, Mark, Ruler, Word, sheet
from components.status import LOOKS, ORDER
from components.theme import Palette
from domain.trends import QuarterFigures
from domain.vocabulary import Status

PROGRESS_TIPS = {"quarter": "Quý", "value": "Tiến độ", "expected": "Mốc", "gap": "Chênh lệch"}
STATUS_TIPS = {"quarter": "Quý", "status": "Trạng thái", "count": "Số mô hình"}


def progress(quarters: Sequence[QuarterFigures], palette: Palette, *, phone: bool = False) -> alt.LayerChart:
    """A bullet per quarter: what the models reached together, and the milestone as a tick."""
    marks: list[Mark] = []
    for at, one in enumerate(quarters):
        marks += bullet(at, _bullet(one), palette)
    ruler = Ruler(width=128 if phone else 116, rows=len(quarters), left=0)
    return sheet(ruler, marks, step=STEP, padding={"left": 2, "right": 2}, tips=PROGRESS_TIPS)


def _bullet(one: QuarterFigures) -> Bullet:
    standing = one.commune
    known = standing.value is not None and standing.never < standing.models and not one.future
    return Bullet(
        quarter=one.quarter,
        label=value_label(one),
        milestone=milestone(one),
        status=_status(one),
        value=float(standing.value) if known and standing.value is not None else None,
        expected=None if standing.expected is None or one.future else float(standing.expected),
        tip={
            "quarter": vi.quarter_of_year(one.quarter),
            "value": vi.percent(standing.value, 1),
            "expected": vi.percent(standing.expected, 1),
            "gap": vi.UNKNOWN if standing.gap is None else vi.points(standing.gap),
        },
    )


def _status(one: QuarterFigures) -> Status:
    return Status.FUTURE if one.future else one.commune.status


def milestone(one: QuarterFigures) -> str:
    """`mốc hôm nay 63%` in the running quarter, `mốc cuối quý 22%` in an earlier one."""
    if one.future or one.commune.expected is None:
        return ""
    return f"{'mốc hôm nay' if one.running else 'mốc cuối quý'} {vi.percent(one.commune.expected)}"


def value_label(one: QuarterFigures) -> str:
    """`! 49%`, `chưa đến kỳ`, `chưa có`."""
    if one.future:
        return LOOKS[Status.FUTURE].word
    if one.commune.value is None or one.commune.status is Status.NONE:
        return "chưa có"
    return f"{LOOKS[one.commune.status].symbol} {vi.percent(one.commune.value)}".strip()


def progress_title(quarters: Sequence[QuarterFigures]) -> str:
    """`Tiến độ chung từ 19% lên 49%, thấp hơn mốc hôm nay 14 điểm`."""
    known = [one for one in quarters if one.commune.value is not None and not one.future]
    if not known:
        return "Tiến độ chung theo quý"
    last, first = known[-1], known[0]
    now = f"{vi.percent(first.commune.value)} lên {vi.percent(last.commune.value)}" if last is not first else ""
    said = f"Tiến độ chung từ {now}" if now else f"Tiến độ chung {vi.percent(last.commune.value)}"
    gap = last.commune.gap
    if gap is None:
        return said
    word, points = "mốc hôm nay" if last.running else "mốc cuối quý", vi.rounded(-gap)
    return f"{said}, thấp hơn {word} {vi.counted(int(points), 'điểm')}" if points > 0 else f"{said}, đạt {word}"


def progress_alt(quarters: Sequence[QuarterFigures]) -> str:
    """The same facts as text."""
    parts = [f"{vi.quarter(one.quarter)}: {value_label(one)} {milestone(one)}".strip() for one in quarters]
    return f"{progress_title(quarters)}. {'; '.join(parts)}."


def statuses(quarters: Sequence[QuarterFigures], palette: Palette, *, phone: bool = False) -> alt.LayerChart:
    """A bar per quarter: its models by status, late first, with the counts inside."""
    longest = max((one.commune.models for one in quarters), default=1) or 1
    marks: list[Mark] = []
    for at, one in enumerate(quarters):
        marks += _stack(at, one, palette)
    ruler = Ruler(width=longest * (1.3 if phone else 1.16), rows=len(quarters))
    return sheet(ruler, marks, step=STEP, padding={"left": 2, "right": 2}, tips=STATUS_TIPS)


def _stack(at: int, one: QuarterFigures, palette: Palette) -> list[Mark]:
    name = vi.quarter(one.quarter)
    marks: list[Mark] = [Word(x=0, y=at + 0.2, label=name, colour=palette.ink, size=15, weight=700, align="left")]
    end = 0
    for status in ORDER:
        count = one.statuses[status]
        if count:
            marks += _segment(at, end, count, status, name, palette)
        end += count
    said = LOOKS[Status.FUTURE].word if one.future else vi.counted(end, "mô hình")
    colour = palette.word[Status.FUTURE] if one.future else palette.ink
    return [*marks, Word(x=end, y=at + 0.63, dx=8 if end else 0, label=said, colour=colour, weight=600, align="left")]


def _segment(at: int, start: int, count: int, status: Status, name: str, palette: Palette) -> list[Mark]:
    outlined = status is Status.NONE
    label = f"{LOOKS[status].symbol} {count}".strip()
    return [
        Box(
            x=start, x2=start + count, y=at + 0.42, y2=at + 0.84, fill=palette.fill[status], radius=3,
            stroke=palette.outline if outlined else palette.bg, dashed=outlined,
            tip={"quarter": name, "status": status.value, "count": str(count)},
        ),
        Word(x=start + count / 2, y=at + 0.63, label=label if count > 1 else str(count), size=15, weight=600,
             colour=palette.on_fill[status]),
    ]  # fmt: skip


def statuses_title(quarters: Sequence[QuarterFigures]) -> str:
    """`7/31 mô hình chậm, 1 chưa có số liệu`, of the last quarter that has begun."""
    begun = [one for one in quarters if not one.future and one.commune.models]
    if not begun:
        return "Mô hình theo trạng thái"
    late, silent = begun[-1].statuses[Status.LATE], begun[-1].statuses[Status.NONE]
    said = f"{late}/{vi.counted(begun[-1].commune.models, 'mô hình chậm')}" if late else "Không có mô hình chậm"
    return f"{said}, {silent} chưa có số liệu" if silent else said


def statuses_alt(quarters: Sequence[QuarterFigures]) -> str:
    """The same facts as text."""
    return f"{statuses_title(quarters)}. {'; '.join(map(_said, quarters))}."


def _said(one: QuarterFigures) -> str:
    counts = [f"{count} {LOOKS[status].word}" for status, count in one.statuses.items() if count]
    return f"{vi.quarter(one.quarter)}: {', '.join(counts) or LOOKS[Status.FUTURE if one.future else Status.NONE].word}"
