"""The blocks of Dân vận chính quyền: reception, dialogue, cases, procedures, disclosure (I19 to I21, CQ01–CQ13)."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from components import figure_words as words
from components import vi
from components.charts import coverage as share_charts
from components.charts import quarter_bars as count_charts
from components.charts import tables
from components.charts.coverage import Share
from components.charts.quarter_bars import Counted, QuarterCounts
from components.figure_blocks import Block, Figure
from components.service_words import BLANK, MEANINGS, NONE
from domain.government import CASES, ServiceQuarter, ServiceRate, trend
from domain.ratios import Ratio
from domain.remembered import remembered
from domain.view import QuarterView
from domain.vocabulary_movement import LABELS
from domain.vocabulary_movement import ServiceIndicator as I

IMPOSSIBLE = "phần lớn hơn tổng, cần xem lại"
NOTHING = Ratio(0, 0)
NO_CASE = "không có vụ nào"
KEY = f"“—”: {BLANK}; 0: {NONE}."


@dataclass(frozen=True, slots=True)
class Facts:
    """The quarter that is looked at, and those of its year."""

    now: ServiceQuarter
    quarters: tuple[ServiceQuarter, ...]

    @property
    def name(self) -> str:
        return f"quý {self.now.quarter.name}"

    def counts(self, rows: Sequence[tuple[str, I, str]], *, alone: bool = False) -> QuarterCounts:
        """Cells of the tab by quarter: (name, indicator, field)."""
        begun = sum(not one.future for one in self.quarters)
        counted = [Counted(name, [one.figure(code, field) for one in self.quarters]) for name, code, field in rows]
        return QuarterCounts([one.quarter for one in self.quarters], begun, counted, alone)


@remembered
def facts(view: QuarterView) -> Facts:
    """Worked out once for each reading and quarter."""
    quarters = trend(view.snapshot, view.quarter)
    return Facts(next(one for one in quarters if one.quarter == view.quarter), quarters)


@remembered
def blocks(view: QuarterView, part: str) -> tuple[Block, ...]:
    """The blocks of one of `PARTS`, made once for each reading and quarter."""
    found = facts(view)
    return tuple(make(found) for make in PARTS[part])


def _shares(
    key: str, file: str, title: str, caption: str, rows: Sequence[Share], what: str, figures: Sequence[Figure]
) -> Block:  # fmt: skip
    return Block(
        key, file, title, caption, share_charts.shares_alt(title, rows), partial(share_charts.shares, rows),
        partial(tables.shares, what, rows), figures,
    )  # fmt: skip


def _counts(key: str, file: str, title: str, caption: str, counts: QuarterCounts) -> Block:
    return Block(
        key, file, title, caption, count_charts.quarter_bars_alt(title, counts),
        partial(count_charts.quarter_bars, counts), partial(tables.quarter_counts, "Chỉ tiêu", counts), (),
    )  # fmt: skip


def _share(name: str, group: str, rate: ServiceRate) -> Share:
    """A rate as a bar, or in words why it has none: blank is not 0."""
    note = "" if rate.known else BLANK
    return Share(name, rate.ratio or NOTHING, group, note=IMPOSSIBLE if rate.impossible else note)


def _by_quarter(found: Facts, rates: Sequence[tuple[str, str, I | None]]) -> list[Share]:
    """Rates of each quarter that has begun, by (name, code, indicator); one empty line for each that has not."""
    rows: list[Share] = []
    for quarter in found.quarters:
        group = vi.quarter(quarter.quarter)
        if quarter.future:
            rows.append(Share("", NOTHING, group, future=True))
        else:
            rows += [_share(name, group, quarter.rate(code, indicator)) for name, code, indicator in rates]
    return rows


def _own(found: Facts, code: I) -> list[Share]:
    """`done` of `planned` of an indicator that is no rate of domain/3: satisfaction, reports about attitude."""
    rows: list[Share] = []
    for one in found.quarters:
        group = vi.quarter(one.quarter)
        share = Share("", NOTHING, group, future=True) if one.future else _share("", group, _own_rate(one, code))
        rows.append(share)
    return rows


def _own_rate(quarter: ServiceQuarter, code: I) -> ServiceRate:
    return ServiceRate("", code, quarter.figure(code, "done"), quarter.figure(code, "planned"))


def _title(found: Facts, total: Ratio | None, said: str, what: str, none: str) -> str:
    """`said` with the share (`{0}` 10/11, `{1}` 90,9%), or that `what` has no figures yet, or that there was `none`."""
    if total is None:
        return f"{what}: {BLANK} của {found.name}"
    if not total.denominator:
        return f"{none} trong {found.name}"
    return said.format(_part(total), vi.percent(total.value, 1))


def _figure(found: Facts, code: str) -> Figure:
    """A rate below its chart, with as many records as it has indicators."""
    total, rates = found.now.total(code), [one for one in found.now.rates if one.code == code]
    value = BLANK if total is None else words.ratio_words(total)
    return Figure(code, value, sum(one.indicator in found.now.rows for one in rates))


def _reception(found: Facts) -> Block:
    title = _title(found, found.now.total("I19"), "Đã tiếp công dân {0} buổi theo lịch", "Tiếp công dân",
                   "Không có lịch tiếp công dân")  # fmt: skip
    rows = _by_quarter(found, [("đã tiếp", "I19", None), ("Chủ tịch trực tiếp", "I19b", None)])
    caption = "Số buổi đã tiếp, và trong đó số buổi Chủ tịch trực tiếp, trên số buổi theo lịch (CQ01, CQ01b)."
    return _shares("reception", "tiep-cong-dan", title, caption, rows, "Tiếp công dân",
                   (_figure(found, "I19"), _figure(found, "I19b")))  # fmt: skip


def _part(ratio: Ratio) -> str:
    return f"{vi.number(ratio.numerator)}/{vi.number(ratio.denominator)}"


def _dialogue(found: Facts) -> Block:
    title = _title(found, found.now.total("I19c"), "Đã trả lời {0} ý kiến nêu tại đối thoại", "Ý kiến đối thoại",
                   "Không có ý kiến nêu tại đối thoại")  # fmt: skip
    return _shares("dialogue", "doi-thoai", title, "Số ý kiến đã trả lời trên số ý kiến nêu (CQ03b).",
                   _by_quarter(found, [("", "I19c", None)]), "Đối thoại", (_figure(found, "I19c"),))  # fmt: skip


def _meetings(found: Facts) -> Block:
    held = found.now.figure(I.DIALOGUES, "done")
    said = f"{vi.counted(held, 'cuộc đối thoại')} với Nhân dân" if held else "Chưa có cuộc đối thoại nào"
    title = f"Đối thoại: {BLANK} của {found.name}" if held is None else f"{said} trong {found.name}"
    rows = (
        ("Lượt người được tiếp", I.VISITS, "done"),
        ("Cuộc đối thoại", I.DIALOGUES, "done"),
        ("Người dự đối thoại", I.DIALOGUES, "received"),
        ("Ý kiến nêu", I.DIALOGUE_OPINIONS, "planned"),
        ("Cuộc họp, lấy ý kiến", I.CONSULTATIONS, "done"),
        ("Hộ dự họp, lấy ý kiến", I.CONSULTATIONS, "received"),
    )
    caption = f"CQ02, CQ03, CQ10; mỗi dòng chỉ so giữa các quý. {KEY}"
    return _counts("meetings", "luot-tiep-doi-thoai", title, caption, found.counts(rows, alone=True))


def _on_time(found: Facts) -> Block:
    title = _title(found, found.now.total("I20"), "Đúng hạn {0} vụ việc đến hạn", "Giải quyết đúng hạn",
                   "Không có vụ việc đến hạn")  # fmt: skip
    caption = "Số đúng hạn trên số đến hạn trong quý; vụ việc chưa đến hạn không tính (CQ04–CQ06)."
    return _shares("cases_on_time", "don-thu-dung-han", title, caption, _cases(found, "I20"), "Quý",
                   (_figure(found, "I20"),))  # fmt: skip


def _resolved(found: Facts) -> Block:
    total = found.now.total("I20b")
    left = total.denominator - total.numerator if total else 0
    said = (
        f"Còn {vi.counted(left, 'vụ việc đến hạn')} chưa giải quyết"
        if left
        else "Đã giải quyết hết {0} vụ việc đến hạn"
    )
    title = _title(found, total, said, "Kết quả giải quyết", "Không có vụ việc đến hạn")
    return _shares("cases_resolved", "don-thu-giai-quyet", title, "Số đã giải quyết trên số đến hạn trong quý.",
                   _cases(found, "I20b"), "Quý", (_figure(found, "I20b"),))  # fmt: skip


def _cases(found: Facts, code: str) -> list[Share]:
    """By kind, then by quarter: kinds are handled under different laws and are not to be compared."""
    begun = [one for one in found.quarters if not one.future]
    return [_case(quarter, code, kind) for kind in CASES for quarter in begun]


def _case(quarter: ServiceQuarter, code: str, kind: I) -> Share:
    share = _share(vi.quarter(quarter.quarter), LABELS[kind], quarter.rate(code, kind))
    return share if share.note or share.ratio.denominator else dataclasses.replace(share, note=NO_CASE)


def _received(found: Facts) -> Block:
    known = [count for kind in CASES if (count := found.now.figure(kind, "received")) is not None]
    title = f"Tiếp nhận {vi.counted(sum(known), 'đơn, phản ánh')} trong {found.name}" if known else (
        f"Tiếp nhận: {BLANK} của {found.name}"
    )  # fmt: skip
    rows = [(LABELS[kind], kind, "received") for kind in CASES]
    caption = f"Số tiếp nhận, chỉ số lượng. {KEY}"
    return _counts("received", "don-thu-tiep-nhan", title, caption, found.counts(rows))


def _attitude(found: Facts) -> Block:
    title = _title(found, _own_rate(found.now, I.ATTITUDE).ratio, "Phản ánh về thái độ phục vụ: đã xử lý {0}",
                   "Phản ánh về thái độ phục vụ", "Không có phản ánh về thái độ phục vụ")  # fmt: skip
    return _shares("attitude", "thai-do-phuc-vu", title, "Số đã xử lý trên số phản ánh (CQ12).",
                   _own(found, I.ATTITUDE), "Quý", ())  # fmt: skip


def _procedures(found: Facts) -> Block:
    title = _title(found, found.now.total("I21"), "{1} thủ tục hành chính giải quyết đúng hạn", "Thủ tục hành chính",
                   "Không có hồ sơ nào được giải quyết")  # fmt: skip
    rows = _by_quarter(found, [("đúng hạn", "I21", None), ("nộp trực tuyến", "I21b", None)])
    caption = "Trên số hồ sơ đã giải quyết của quý (CQ07, CQ08)."
    return _shares("procedures", "thu-tuc-hanh-chinh", title, caption, rows, "Thủ tục",
                   (_figure(found, "I21"), _figure(found, "I21b")))  # fmt: skip


def _disclosure(found: Facts) -> Block:
    title = _title(found, found.now.total("I21c"), "Đã công khai {0} nội dung phải công khai", "Công khai",
                   "Không có nội dung phải công khai")  # fmt: skip
    return _shares("disclosure", "cong-khai", title, "Số đã công khai trên số nội dung phải công khai (CQ09).",
                   _by_quarter(found, [("", "I21c", None)]), "Công khai", (_figure(found, "I21c"),))  # fmt: skip


def _satisfaction(found: Facts) -> Block:
    title = _title(found, _own_rate(found.now, I.SATISFACTION).ratio, "{1} phiếu khảo sát hài lòng",
                   "Khảo sát hài lòng", "Không thu phiếu khảo sát nào")  # fmt: skip
    return _shares("satisfaction", "hai-long", title, "Số phiếu hài lòng trên số phiếu thu về (CQ11).",
                   _own(found, I.SATISFACTION), "Quý", ())  # fmt: skip


def _files(found: Facts) -> Block:
    done = found.now.figure(I.PROCEDURES, "done")
    title = f"Giải quyết {vi.counted(done, 'hồ sơ')} trong {found.name}" if done is not None else (
        f"Hồ sơ: {BLANK} của {found.name}"
    )  # fmt: skip
    rows = [
        *((MEANINGS[I.PROCEDURES][field], I.PROCEDURES, field) for field in ("received", "done")),
        (MEANINGS[I.ONLINE_FILES]["done"], I.ONLINE_FILES, "done"),
        ("Đổi mới, sáng kiến", I.INNOVATIONS, "done"),
    ]
    caption = f"CQ07, CQ08, CQ13; mỗi dòng chỉ so giữa các quý. {KEY}"
    return _counts("files", "ho-so", title, caption, found.counts(rows, alone=True))


CASES_PART, PROCEDURES_PART = "Kiến nghị, khiếu nại, tố cáo", "Thủ tục hành chính, công khai"
PARTS: Mapping[str, tuple[Callable[[Facts], Block], ...]] = {
    "Tiếp công dân, đối thoại": (_reception, _dialogue, _meetings),
    CASES_PART: (_on_time, _resolved, _received, _attitude),
    PROCEDURES_PART: (_procedures, _disclosure, _satisfaction, _files),
}
"""The parts of the page: what one question asks for, and no more charts than a screen holds."""
