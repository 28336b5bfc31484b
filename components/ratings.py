"""Xếp loại: the sentence at the top, its charts, what the points of a unit are called (R41, R42)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial

from components import vi
from components.charts import coverage as share_charts
from components.charts import tables
from components.charts.coverage import Share
from components.charts.ranking import Ranked, ranking, ranking_alt
from components.figure_blocks import Block
from domain import names
from domain import score_parts as parts
from domain.quarters import Quarter
from domain.rating_totals import FEWEST, RatingTotals
from domain.ratios import Ratio
from domain.scoring import GOOD, Cap, How, Points, UnitScore, ranked
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.view import not_begun, period
from domain.vocabulary_movement import Rating

BADGES: Mapping[Rating, str] = {
    Rating.EXCELLENT: ":green-badge[:material/star: Hoàn thành xuất sắc]",
    Rating.GOOD: ":blue-badge[:material/check_circle: Hoàn thành tốt]",
    Rating.PASSED: ":gray-badge[:material/check: Hoàn thành]",
    Rating.FAILED: ":red-badge[:material/error: Chưa hoàn thành]",
}
CAPS: Mapping[Cap, str] = {
    Cap.SERIOUS: "có tồn tại nghiêm trọng quá hạn, cao nhất “Hoàn thành”",
    Cap.NO_MODEL: "phải đăng ký mà chưa có mô hình được duyệt",
}
HOW: Mapping[How, str] = {
    How.LEFT_OUT: ":gray-badge[không áp dụng cho loại đơn vị này]",
    How.NOTHING: ":gray-badge[chưa có gì để tính, không tính vào tổng]",
    How.AUTOMATIC: ":gray-badge[:material/calculate: tính tự động]",
    How.COUNCIL: ":blue-badge[:material/gavel: hội đồng chấm]",
    How.WAITING: ":orange-badge[:material/schedule: chờ hội đồng chấm]",
    How.ADJUSTED: ":orange-badge[:material/edit: hội đồng điều chỉnh]",
}

SMALL_TYPES = "Các khối ít đơn vị"
LAST = 4  # the quarter whose progress counts
READABLE = 1_000_000


def short(value: Fraction | float | None) -> str:
    """`8,3`, `18`, `11,25` as far as there is more, `—`."""
    if value is None:
        return vi.UNKNOWN
    if value > READABLE:  # typed by mistake; told among the errors
        return f"> {vi.number(READABLE)}"
    for digits in (0, 1):
        if Fraction(str(value)) * 10**digits % 1 == 0:
            return vi.number(value, digits)
    return vi.number(value, 2)


def title(totals: RatingTotals, snapshot: Snapshot) -> str:
    """How many units stand at each rating, and whether that is decided."""
    if not snapshot.criteria:
        return "Chưa có tiêu chí nào để chấm điểm, xếp loại."
    if begins := not_begun(snapshot):
        return f"Năm kế hoạch bắt đầu ngày {vi.day(begins)}, chưa chấm điểm, xếp loại."
    if not totals.rated:
        return "Chưa có đơn vị nào để xếp loại."
    said = vi.listing([f"{vi.number(many)} {str(rating).lower()}" for rating, many in totals.by_rating.items()])
    if totals.decided == totals.units:
        return f"Xếp loại {vi.counted(totals.units, 'đơn vị')}: {said}."
    so_far = " nếu tính đến hôm nay" if runs(snapshot) else ""
    return f"Dự thảo xếp loại {vi.counted(totals.units, 'đơn vị')}{so_far}: {said}."


def runs(snapshot: Snapshot) -> bool:
    """Whether the targets of the year may still be reached: its last day has not passed."""
    last = Quarter(int(snapshot.settings.plan_year), LAST)
    return snapshot.today <= period(last, snapshot.settings)[1]


def summary(totals: RatingTotals, quarter: Quarter, as_of: str) -> str:
    """How much of it the council has still to do, of which quarter the progress is, and as of when."""
    waits = f"; {vi.counted(totals.waiting, 'đơn vị')} còn tiêu chí chờ hội đồng chấm" if totals.waiting else ""
    many = f"{vi.number(totals.decided)}/{vi.counted(totals.units, 'đơn vị')}"
    said = f"Hội đồng đã xếp loại chính thức {many}{waits}."
    if totals.decided < totals.units:
        said += " Phần còn lại là mức hệ thống đề xuất theo số liệu hiện có, chưa phải kết quả."
    if quarter.number < LAST:
        said += f" Chưa đến quý IV nên kết quả mô hình lấy của quý {quarter.name}."
    return f"{said} {as_of}."


def overview(totals: RatingTotals) -> tuple[Block, ...]:
    """Units by rating, and by type those that are at least good: counts, nobody is named."""
    if not totals.rated:
        return ()
    return (_by_rating(totals), _by_type(totals)) if totals.by_type else (_by_rating(totals),)


def _by_rating(totals: RatingTotals) -> Block:
    rows = [Share(str(rating), Ratio(many, totals.units)) for rating, many in totals.by_rating.items()]
    good = sum(totals.by_rating[rating] for rating in GOOD)
    head = f"{vi.number(good)}/{vi.counted(totals.units, 'đơn vị')} từ “Hoàn thành tốt” trở lên"
    caption = "Tử số: đơn vị ở mức đó (chính thức nếu hội đồng đã quyết định); mẫu số: mọi đơn vị được chấm."
    return _shares("ratings", "xep-loai-theo-muc", head, caption, "Xếp loại", rows)


def _by_type(totals: RatingTotals) -> Block:
    rows = [Share(str(kind or SMALL_TYPES), ratio) for kind, ratio in totals.by_type.items()]
    rows.sort(key=lambda row: row.ratio.exact or 0, reverse=True)
    none = sum(not row.ratio.numerator for row in rows)
    head = f"{vi.number(len(rows) - none)}/{vi.counted(len(rows), 'khối')} có đơn vị từ “Hoàn thành tốt” trở lên"
    caption = "Tử số: đơn vị từ “Hoàn thành tốt” trở lên; mẫu số: đơn vị của khối được chấm."
    if None in totals.by_type:
        caption += f" Khối dưới {FEWEST} đơn vị được gộp lại, để không lộ mức của từng đơn vị."
    return _shares("types", "xep-loai-theo-khoi", head, caption, "Khối", rows)


def _shares(key: str, file: str, head: str, caption: str, what: str, rows: Sequence[Share]) -> Block:
    return Block(
        key, file, head, caption, share_charts.shares_alt(head, rows), partial(share_charts.shares, rows),
        partial(tables.shares, what, rows), (),
    )  # fmt: skip


def by_score(key: str, found: Sequence[UnitScore], snapshot: Snapshot, *, head: str = "") -> Block:
    """The units by score, the best first."""
    rows = [ranked_row(one, snapshot) for one in ranked(found)]
    best = [row for row in rows if row.score is not None]
    head = head or (f"Cao nhất {best[0].label}: {best[0].said}" if best else "Chưa có điểm")
    steps = least_of(snapshot.settings)
    said = ", ".join(f"{short(least)} ({str(rating).lower()})" for rating, least in steps.items())
    caption = (
        "Điểm = điểm đạt (tử số) / điểm tối đa của các tiêu chí áp dụng (mẫu số) × 100 + thưởng − trừ; "
        f"xếp theo điểm chưa làm tròn. Vạch đứng: từ {said}."
    )
    return Block(
        key, "xep-loai-theo-diem", head, caption, ranking_alt(head, rows),
        partial(ranking, rows, steps) if rows else None, partial(tables.ranking, rows), (),
    )  # fmt: skip


def ranked_row(one: UnitScore, snapshot: Snapshot) -> Ranked:
    """A unit as the chart shows it."""
    note = "chưa có mô hình" if Cap.NO_MODEL in one.caps else "tồn tại nghiêm trọng" if one.caps else ""
    label = names.full_label(one.unit, snapshot.units)
    return Ranked(label, one.score, one.standing, one.official is not None, note)


def least_of(settings: Settings) -> Mapping[Rating, float]:
    """From which score on a rating begins."""
    return {
        Rating.EXCELLENT: settings.rating_excellent,
        Rating.GOOD: settings.rating_good,
        Rating.PASSED: settings.rating_pass,
    }


def worked_out(one: Points) -> str:
    """How the automatic part came about: numerator, denominator, in words."""
    part = one.part
    if part is None:
        return "Hội đồng chấm toàn bộ."
    over, whole = short(part.numerator), short(part.denominator)
    if part.share is None:
        return NOTHING_YET.get(one.code, "Chưa có gì để tính.")
    said = _formula(one.code, over, whole, known=bool(part.records))
    return f"{said}: {short(one.most)} × {_ratio(one)} = {short(one.automatic)} điểm."


def _ratio(one: Points) -> str:
    part = one.part
    if part is None or not part.denominator:
        return short(part.share if part else None)
    if one.code == parts.RESULTS:
        return f"{short(part.numerator / part.denominator)}%"
    said = f"{short(part.numerator)}/{short(part.denominator)}"
    return f"{said} (tối đa 1)" if part.numerator > part.denominator else said


NOTHING_YET: Mapping[str, str] = {
    parts.COMMUNICATION: "Chưa đặt mục tiêu hoạt động tuyên truyền của năm trong Cài đặt.",
    parts.REGISTRATION: "Đơn vị không phải đăng ký và chưa có mô hình được duyệt.",
    parts.RESULTS: "Chưa có mô hình đang theo dõi trong quý.",
    parts.REPORTS: "Chưa có báo cáo nào đến hạn.",
}


def _formula(code: str, over: str, whole: str, *, known: bool) -> str:
    match code:
        case parts.COMMUNICATION:
            return f"{over} hoạt động tuyên truyền trên mục tiêu {whole} của năm"
        case parts.REGISTRATION:
            return {"8": "Đăng ký đúng hạn", "4": "Đăng ký muộn"}.get(over, "Chưa có mô hình được duyệt")
        case parts.RESULTS:
            return (
                f"Tổng tiến độ {over}% của {whole} mô hình" if known else "Phải đăng ký mà chưa có mô hình được duyệt"
            )
        case parts.REPORTS if known:
            return f"{over} (đúng hạn tính 1, muộn tính 0,5) trên {whole} báo cáo đã đến hạn"
        case parts.REPORTS:
            return "Phải đăng ký mà chưa có mô hình để báo cáo"
        case parts.INSPECTION:
            return f"{over}/{whole} tồn tại đến hạn đã khắc phục đạt" if known else "Không có tồn tại đến hạn"
    return f"{over} điển hình được công nhận, {whole} là đủ điểm"
