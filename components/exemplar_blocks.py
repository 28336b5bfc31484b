"""The charts of Điển hình: from the approved model to the copied one, how long replies take, the shortlist (I23, I24).

A chart is taken along as a picture: it names nobody who has not agreed to be named, whoever looks at it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from components import figure_words as words
from components import vi
from components.charts import coverage as share_charts
from components.charts import tables
from components.charts.clock import Clock, clock, clock_alt, rest
from components.charts.coverage import Share
from components.charts.funnel import funnel, funnel_alt, steps
from components.charts.points import SHOWN as POINTED
from components.charts.points import Pointed, points, points_alt
from components.figure_blocks import Block, Figure
from domain import exemplars
from domain.exemplars import Stage, WaitingExemplar, WaitingReward
from domain.ratios import Ratio
from domain.remembered import remembered
from domain.snapshot import Snapshot
from domain.tables import Exemplar, Reward
from domain.view import QuarterView
from domain.vocabulary_movement import ExemplarResult, RecipientKind, RewardForm

STAGES: Mapping[Stage, str] = {
    Stage.APPROVED: "Đã duyệt",
    Stage.CARRIED_OUT: "Triển khai",
    Stage.COMPLETED: "Hoàn thành",
    Stage.RECOGNISED: "Công nhận",
    Stage.REPLICATED: "Nhân rộng",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The proposals and rewards of the year, and how they stand today."""

    proposals: tuple[Exemplar, ...]
    waiting: tuple[WaitingExemplar, ...]
    answered: Ratio
    reply_median: float | None
    rewards: tuple[Reward, ...]
    undecided: tuple[WaitingReward, ...]
    decided: Ratio
    decision_median: float | None


@remembered
def stages(view: QuarterView) -> tuple[tuple[str, int], ...]:
    """I23: how many models came to each stage; worked out once for each reading."""
    reached = exemplars.funnel(view)
    return tuple((name, len(reached[stage])) for stage, name in STAGES.items())


@remembered
def standing(view: QuarterView) -> Standing:
    """Worked out once for each reading and kind of reader."""
    found, given = exemplars.proposals(view), exemplars.rewards(view)
    reply, decision = exemplars.median_reply_days(view, found), exemplars.median_decision_days(view, given)
    return Standing(
        found,
        exemplars.waiting(view, found),
        exemplars.replies(view, found),
        None if reply is None else float(reply),
        given,
        exemplars.undecided(view, given),
        exemplars.decided(view, given),
        None if decision is None else float(decision),
    )


def public_name(one: Exemplar) -> str:
    """The name if its owner agreed to be named and this reader may see it, else what it is and its ID."""
    if one.public and one.name:
        return one.name
    return f"{one.kind or 'Điển hình'} · {one.exemplar_id or vi.UNKNOWN}"


def public_recipient(one: Reward, snapshot: Snapshot) -> str:
    """The recipient if it is no person, or one who agreed to be named; else what it is and the reward's ID."""
    exemplar = snapshot.exemplar(one.exemplar_id)
    if one.recipient and (one.recipient_kind is RecipientKind.COLLECTIVE or (exemplar and exemplar.public)):
        return one.recipient
    return f"{one.recipient_kind or 'Đề nghị khen'} · {one.reward_id or vi.UNKNOWN}"


def road(figures: QuarterView, own: QuarterView) -> tuple[Block, ...]:
    """From model and proposal to recognition, replication and decision, and how long the answers take.

    `figures` is everybody's view, `own` that of the reader, who may see other names.
    """
    return _funnel(figures), _proposals(figures), _reply_days(own), _decision_days(own)


def _funnel(view: QuarterView) -> Block:
    counts = dict(stages(view))
    rows, ratio = steps(stages(view)), Ratio(counts[STAGES[Stage.RECOGNISED]], counts[STAGES[Stage.APPROVED]])
    caption = "Mô hình của năm, không tính mô hình đã rút; triển khai là đã có báo cáo hợp lệ."
    title, first = _funnel_title(counts), rows[0].count
    return Block(
        "funnel", "pheu-mo-hinh", title, caption, funnel_alt(title, rows),
        partial(funnel, rows) if first else None, partial(tables.funnel, rows),
        (Figure("I23", words.ratio_words(ratio), ratio.denominator),),
    )  # fmt: skip


def _funnel_title(counts: Mapping[str, int]) -> str:
    """`31 mô hình được duyệt, 3 hoàn thành, chưa có mô hình được công nhận`."""
    approved, completed, recognised, copied = (
        counts[STAGES[stage]] for stage in (Stage.APPROVED, Stage.COMPLETED, Stage.RECOGNISED, Stage.REPLICATED)
    )
    if not approved:
        return "Chưa có mô hình được duyệt"
    said = f"{vi.counted(approved, 'mô hình được duyệt')}, {completed} hoàn thành"
    if not recognised:
        return f"{said}, chưa có mô hình được công nhận"
    return f"{said}, {recognised} được công nhận, {copied} được nhân rộng"


def _proposals(view: QuarterView) -> Block:
    at = standing(view)
    done = [one for one in at.proposals if exemplars.is_answered(view, one)]
    recognised = [one for one in done if one.result is ExemplarResult.RECOGNISED]
    praised = {one.exemplar_id for one in at.rewards if exemplars.is_decided(view, one)} - {None}
    voted = sum(one.meeting is not None and one.meeting <= view.cutoff for one in at.proposals)
    counts = {
        "Đã họp bình xét": voted,
        "Đã được trả lời": len(done),
        "Được công nhận": len(recognised),
        "Có nơi tiếp nhận nhân rộng": len(exemplars.replications(view)),
        "Đã có quyết định khen": sum(one.exemplar_id in praised for one in at.proposals),
    }
    rows = [Share(name, Ratio(count, len(at.proposals))) for name, count in counts.items()]
    title = f"{vi.counted(len(at.proposals), 'đề xuất điển hình')}, {len(recognised)} được công nhận"
    return Block(
        "proposals", "duong-di-de-xuat", title, "Trên mọi đề xuất của năm; mỗi bước tính riêng.",
        share_charts.shares_alt(title, rows), partial(share_charts.shares, rows) if at.proposals else None,
        partial(tables.shares, "Bước", rows), (Figure("I24", words.ratio_words(at.answered), at.answered.denominator),),
    )  # fmt: skip


def _reply_days(view: QuarterView) -> Block:
    at = standing(view)
    done = [(days, one) for one in at.proposals for days in exemplars.reply_days(view, [one])]
    rows = [Clock(public_name(one), days, over=True) for days, one in sorted(done, key=lambda pair: -pair[0])]
    title, value = _took("Trả lời đề xuất", rows, at.reply_median)
    caption = f"Từ ngày đề xuất đến ngày trả lời, lâu nhất trước.{rest(rows, 'đề xuất')}"
    return Block(
        "reply_days", "ngay-tra-loi-de-xuat", title, caption, clock_alt(title, rows),
        partial(clock, rows, middle=at.reply_median) if rows else None, partial(tables.clocks, "Đề xuất", rows),
        (Figure("I24b", value, len(rows)),),
    )  # fmt: skip


def _decision_days(view: QuarterView) -> Block:
    at, snapshot = standing(view), view.snapshot
    done = [(days, one) for one in at.rewards for days in exemplars.decision_days(view, [one])]
    done.sort(key=lambda pair: -pair[0])
    rows = [Clock(public_recipient(one, snapshot), days, over=True) for days, one in done]
    title, value = _took("Quyết định khen", rows, at.decision_median)
    caption = f"Từ ngày đề nghị đến ngày quyết định, lâu nhất trước.{rest(rows, 'đề nghị')}"
    return Block(
        "decision_days", "ngay-quyet-dinh-khen", title, caption, clock_alt(title, rows),
        partial(clock, rows, middle=at.decision_median) if rows else None, partial(tables.clocks, "Đề nghị", rows),
        (Figure("I24c", value, len(rows)),),
    )  # fmt: skip


def _took(what: str, rows: Sequence[Clock], middle: float | None) -> tuple[str, str]:
    """The finding about days that answers took, and their median in words."""
    if middle is None:
        return f"{what}: chưa có", vi.UNKNOWN
    value = f"{vi.number(middle, 0 if middle == int(middle) else 1)} ngày"
    return f"{what} sau {value} (trung vị), lâu nhất {rows[0].days} ngày", value


def waits(view: QuarterView) -> Block:
    """The proposals without an answer, the longest first; no deadline is set for these."""
    rows = [Clock(public_name(one.exemplar), one.days) for one in standing(view).waiting]
    longest = f", lâu nhất {vi.counted(rows[0].days, 'ngày')}" if rows else ""
    title = f"{vi.counted(len(rows), 'đề xuất chờ trả lời')}{longest}"
    caption = f"Số ngày từ ngày đề xuất đến hôm nay. Kế hoạch không đặt hạn trả lời.{rest(rows, 'đề xuất')}"
    return Block(
        "waits", "de-xuat-cho-tra-loi", title, caption, clock_alt(title, rows),
        partial(clock, rows) if rows else None, partial(tables.clocks, "Đề xuất", rows), (),
    )  # fmt: skip


def shortlist(view: QuarterView) -> Block:
    """The proposals by points."""
    found = [one for one in exemplars.shortlist(standing(view).proposals) if not _refused(one)]
    rows = [Pointed(public_name(one), (one.spread, one.ease, one.replication)) for one in found]
    full = sum(row.total is not None for row in rows)
    title = f"{full}/{vi.counted(len(rows), 'đề xuất đã chấm đủ điểm')}" if rows else "Chưa có đề xuất để xếp"
    if full:
        title += f", cao nhất {rows[0].said}"
    more = f" Biểu đồ vẽ {POINTED} đề xuất đầu." if len(rows) > POINTED else ""
    caption = f"Ba điểm, mỗi điểm từ 0 đến 10, cao nhất trước; không xếp đề xuất đã trả lời là không công nhận.{more}"
    return Block(
        "shortlist", "xep-theo-diem", title, caption, points_alt(title, rows),
        partial(points, rows) if rows else None, partial(tables.points, rows), (),
    )  # fmt: skip


def _refused(one: Exemplar) -> bool:
    return one.result is ExemplarResult.NOT_RECOGNISED


def rewards(view: QuarterView) -> tuple[Block, ...]:
    """Which forms were asked for and decided, periodic and ad hoc; and what waits for a decision."""
    return _forms(view), _undecided(view)


def _forms(view: QuarterView) -> Block:
    at = standing(view)
    rows: list[Share] = []
    for group, ad_hoc in (("Đột xuất", True), ("Định kỳ", False)):
        for form in RewardForm:
            found = [one for one in at.rewards if one.form is form and bool(one.ad_hoc) is ad_hoc]
            if found:
                rows.append(Share(str(form), exemplars.decided(view, found), group))
    decided, sudden = at.decided, sum(bool(one.ad_hoc) for one in at.rewards)
    said = f"{decided.numerator}/{vi.counted(decided.denominator, 'đề nghị khen đã có quyết định')}"
    title = f"{said}, {sudden} khen đột xuất" if at.rewards else "Chưa có đề nghị khen"
    return Block(
        "forms", "hinh-thuc-khen", title, "Đã có quyết định trên đề nghị của năm, theo hình thức.",
        share_charts.shares_alt(title, rows), partial(share_charts.shares, rows) if rows else None,
        partial(tables.shares, "Hình thức", rows), (),
    )  # fmt: skip


def _undecided(view: QuarterView) -> Block:
    rows = [Clock(public_recipient(one.reward, view.snapshot), one.days) for one in standing(view).undecided]
    title = f"{vi.counted(len(rows), 'đề nghị chờ quyết định')}" if rows else "Không có đề nghị chờ quyết định"
    return Block(
        "undecided", "khen-cho-quyet-dinh", title, f"Số ngày từ ngày đề nghị đến hôm nay.{rest(rows, 'đề nghị')}",
        clock_alt(title, rows), partial(clock, rows) if rows else None, partial(tables.clocks, "Đề nghị", rows), (),
    )  # fmt: skip
