"""The charts of Ý kiến MTTQ: who waits for a reply, and what was answered and taken up (I22)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from components import figure_words as words
from components import labels, vi
from components.charts import coverage as share_charts
from components.charts import tables
from components.charts.clock import Clock, clock, clock_alt, rest
from components.charts.coverage import Share
from components.figure_blocks import Block, Figure
from domain import feedback
from domain.quarters import Quarter
from domain.ratios import Ratio
from domain.remembered import remembered
from domain.tables import Feedback
from domain.view import QuarterView, quarter_view
from domain.vocabulary_movement import Acceptance, FeedbackKind

ANSWERS = (Acceptance.ACCEPTED, Acceptance.PARTLY, Acceptance.EXPLAINED)


@dataclass(frozen=True, slots=True)
class Standing:
    """The opinions of the year and how they stand today; of `waiting` so many are from `earlier` years."""

    received: tuple[Feedback, ...]
    waiting: tuple[feedback.Waiting, ...]
    answered: Ratio
    accepted: Ratio
    on_time: Ratio
    median: float | None
    earlier: int

    @property
    def overdue(self) -> tuple[feedback.Waiting, ...]:
        return tuple(one for one in self.waiting if one.overdue)

    @property
    def longest(self) -> int:
        return max((one.days for one in self.waiting), default=0)


@remembered
def standing(view: QuarterView) -> Standing:
    """Worked out once for each reading and kind of reader."""
    found = feedback.received(view)
    median = feedback.median_reply_days(view, found)
    waiting = feedback.waiting(view, (one for one in view.snapshot.feedback if one.date and one.date <= view.cutoff))
    return Standing(
        found,
        waiting,
        feedback.answered(view, found),
        feedback.accepted(view, found),
        feedback.replied_on_time(view, found),
        None if median is None else float(median),
        sum(one.feedback.date is not None and one.feedback.date.year < view.quarter.year for one in waiting),
    )


def blocks(view: QuarterView) -> tuple[Block, ...]:
    """By quarter, kind and organisation how many were answered, and how far they were taken up."""
    return _by_quarter(view), _by_kind(view), _by_acceptance(view), _by_organisation(view)


def waits(view: QuarterView) -> Block:
    """The clock of the opinions without an answer, the most urgent first."""
    found = standing(view).waiting
    rows = [
        Clock(
            f"{one.feedback.kind or 'Ý kiến'}, {labels.unit_name(view.snapshot, one.feedback.unit_id)}",
            one.days,
            None if one.late is None else one.days - one.late,
        )
        for one in found
    ]
    overdue = sum(bool(row.late) for row in rows)
    title = f"{vi.counted(len(rows), 'ý kiến chưa trả lời')}, {overdue} quá hạn"
    caption = f"Số ngày kể từ ngày có ý kiến; vạch đậm là hạn trả lời.{rest(rows, 'ý kiến')}"
    return Block(
        "waits", "y-kien-cho-tra-loi", title, caption, clock_alt(title, rows), partial(clock, rows),
        partial(tables.clocks, "Ý kiến", rows), (),
    )  # fmt: skip


def _shares(
    key: str, file: str, title: str, caption: str, rows: Sequence[Share], what: str, figures: Sequence[Figure] = ()
) -> Block:  # fmt: skip
    return Block(
        key, file, title, caption, share_charts.shares_alt(title, rows),
        partial(share_charts.shares, rows) if rows else None, partial(tables.shares, what, rows), figures,
    )  # fmt: skip


def _by_quarter(view: QuarterView) -> Block:
    at = standing(view)
    rows = []
    for quarter in _quarters(view.quarter.year):
        one = quarter_view(view.snapshot, quarter)
        found = [each for each in at.received if each.date and one.period[0] <= each.date <= one.period[1]]
        if one.future or found or quarter == view.quarter:
            rows.append(Share(vi.quarter(quarter), feedback.answered(view, found), future=one.future))
    answered = at.answered
    title = f"Đã trả lời {answered.numerator}/{vi.counted(answered.denominator, 'ý kiến nhận trong năm')}"
    figure = Figure("I22", words.ratio_words(answered), answered.denominator)
    return _shares(
        "by_quarter", "y-kien-theo-quy", title, "Đã trả lời đến hôm nay trên ý kiến nhận trong từng quý.",
        rows, "Quý nhận", (figure,),
    )  # fmt: skip


def _quarters(year: int) -> Iterable[Quarter]:
    return (Quarter(year, number) for number in range(1, 5))


def _by_kind(view: QuarterView) -> Block:
    rows = _rows(view, [(str(kind), lambda one, kind=kind: one.kind is kind) for kind in FeedbackKind])
    most = [row for row in rows if row.ratio.denominator == max(row.ratio.denominator for row in rows)]
    said = vi.listing([row.name.lower() for row in most])
    title = f"Nhiều nhất là {said}: {vi.counted(most[0].ratio.denominator, 'ý kiến')}" if rows else "Theo loại ý kiến"
    return _shares("by_kind", "y-kien-theo-loai", title, "Đã trả lời trên ý kiến đã nhận, theo loại.", rows, "Loại")


def _by_organisation(view: QuarterView) -> Block:
    ids = dict.fromkeys(one.unit_id for one in standing(view).received)
    names = [
        (labels.unit_name(view.snapshot, unit_id), lambda one, wanted=unit_id: one.unit_id == wanted)
        for unit_id in ids
    ]  # fmt: skip
    rows = sorted(_rows(view, names), key=lambda row: -row.ratio.denominator)
    title = f"{vi.counted(len(rows), 'tổ chức có ý kiến')}" if rows else "Theo tổ chức"
    caption = "Đã trả lời trên ý kiến đã nhận, theo tổ chức; nhiều ý kiến nhất trước."
    return _shares("by_organisation", "y-kien-theo-to-chuc", title, caption, rows, "Tổ chức")


def _rows(view: QuarterView, groups: Iterable[tuple[str, Callable[..., bool]]]) -> list[Share]:
    """A share of each group in which there is an opinion."""
    parts = [(name, [one for one in standing(view).received if belongs(one)]) for name, belongs in groups]
    return [Share(name, feedback.answered(view, found)) for name, found in parts if found]


def _by_acceptance(view: QuarterView) -> Block:
    at = standing(view)
    replies = [one for one in at.received if feedback.is_answered(view, one)]
    rows = [Share(str(how), Ratio(sum(one.acceptance is how for one in replies), len(replies))) for how in ANSWERS]
    unsaid = sum(one.acceptance not in ANSWERS for one in replies)
    if unsaid:
        rows.append(Share("Chưa ghi mức", Ratio(unsaid, len(replies))))
    taken = at.accepted
    title = f"Tiếp thu {taken.numerator}/{vi.counted(taken.denominator, 'ý kiến đã trả lời')}"
    figure = Figure("I22b", words.ratio_words(taken), taken.denominator)
    return _shares(
        "by_acceptance", "y-kien-muc-tiep-thu", title, "Mức tiếp thu trên ý kiến đã trả lời; tiếp thu gồm cả một phần.",
        rows if replies else [], "Mức tiếp thu", (figure,),
    )  # fmt: skip
