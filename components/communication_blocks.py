"""The blocks of Tuyên truyền: channels, audiences, units, exemplars and the police's movement (I18, R13 to R63)."""

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
from components.markup import escaped
from domain import communication as rules
from domain import coverage, names
from domain.communication import CommunicationQuarter
from domain.ratios import Ratio
from domain.remembered import remembered
from domain.tables import Communication
from domain.view import QuarterView, quarter_view
from domain.vocabulary import BaNhat, UnitType
from domain.vocabulary_movement import Audience, Channel, CommunicationKind, QuantityUnit

UNITS = "Đơn vị"
"""The part below whose charts the silent units are listed."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the blocks speak of: a quarter, the year's quarters, and the events of each that has begun."""

    view: QuarterView
    quarters: Sequence[CommunicationQuarter]
    held: Sequence[tuple[Communication, ...]]

    @property
    def now(self) -> CommunicationQuarter:
        return next(one for one in self.quarters if one.quarter == self.view.quarter)

    @property
    def events(self) -> tuple[Communication, ...]:
        """Those of the quarter."""
        return rules.events(self.view)

    def view_of(self, at: int) -> QuarterView:
        return quarter_view(self.view.snapshot, self.quarters[at].quarter)

    def counts(self, rows: Sequence[Counted], *, alone: bool = False) -> QuarterCounts:
        return QuarterCounts([one.quarter for one in self.quarters], len(self.held), rows, alone)


@remembered
def facts(view: QuarterView) -> Facts:
    """Worked out once for each reading and quarter."""
    quarters = rules.quarters(view.snapshot, view.quarter)
    begun = [one for one in quarters if not one.future]
    held = [rules.events(quarter_view(view.snapshot, one.quarter)) for one in begun]
    return Facts(view, quarters, held)


@remembered
def blocks(view: QuarterView, part: str) -> tuple[Block, ...]:
    """The blocks of one of `PARTS`, made once for each reading and quarter."""
    found = facts(view)
    return tuple(make(found) for make in PARTS[part])


def _events(found: Facts) -> Figure:
    count = found.now.total.events
    return Figure("TTR", vi.counted(count, "hoạt động"), count)


def _ratio(code: str, ratio: Ratio) -> Figure:
    return Figure(code, words.ratio_words(ratio), ratio.denominator)


def _counts(
    key: str, file: str, title: str, caption: str, counts: QuarterCounts, what: str, figures: Sequence[Figure] = ()
) -> Block:  # fmt: skip
    return Block(
        key, file, title, caption, count_charts.quarter_bars_alt(title, counts),
        partial(count_charts.quarter_bars, counts) if counts.rows else None,
        partial(tables.quarter_counts, what, counts), figures,
    )  # fmt: skip


def _shares(
    key: str, file: str, title: str, caption: str, rows: Sequence[Share], what: str, figures: Sequence[Figure]
) -> Block:  # fmt: skip
    return Block(
        key, file, title, caption, share_charts.shares_alt(title, rows),
        partial(share_charts.shares, rows) if rows else None, partial(tables.shares, what, rows), figures,
    )  # fmt: skip


def _channels(found: Facts) -> Block:
    now = found.now.by_channel
    rows = [Counted(one, [quarter.by_channel[one].events for quarter in found.quarters]) for one in Channel]
    silent = [one.lower() for one in rules.OF_THE_PLAN if not now[one].events]
    used = sum(bool(one.events) for one in now.values())
    title = f"{used}/{len(Channel)} kênh được dùng trong quý {found.view.quarter.name}"
    said = f"Trong bốn kênh kế hoạch nêu tên, quý này chưa dùng {vi.listing(silent)}." if silent else (
        "Cả bốn kênh kế hoạch nêu tên (hội nghị, chi bộ, đoàn thể, truyền thanh) đều được dùng trong quý."
    )  # fmt: skip
    return _counts("channels", "kenh-tuyen-truyen", title, f"Số hoạt động theo kênh. {said}", found.counts(rows),
                   "Kênh", (_events(found),))  # fmt: skip


def _quantities(found: Facts) -> Block:
    totals = [quarter.total.quantities for quarter in found.quarters]
    rows = [Counted(vi.capital(one), [total.get(one, 0) for total in totals]) for one in QuantityUnit]
    now = {unit: count for unit, count in found.now.total.quantities.items() if count}
    title = f"Đã làm {vi.listing([vi.counted(count, unit) for unit, count in now.items()][:4])}" if now else (
        "Chưa ghi số lượng tin, bài, buổi nào"
    )  # fmt: skip
    blank = found.now.total.unstated
    said = "Hoạt động nào trong quý cũng ghi số lượng." if found.events else "Quý này chưa có hoạt động."
    if blank:
        said = f"{vi.counted(blank, 'hoạt động')} trong quý chưa ghi số lượng."
    caption = f"Mỗi dòng một đơn vị tính, chỉ so giữa các quý. {said}"
    return _counts("quantities", "so-luong", title, caption, found.counts(rows, alone=True), "Đơn vị tính")


def _kinds(found: Facts) -> Block:
    kinds = [rules.by_kind(held) for held in found.held]
    rows = [Counted(one, [kind[one].events for kind in kinds]) for one in CommunicationKind]
    sums = rules.by_kind(found.events)
    most = max(CommunicationKind, key=lambda one: sums[one].events)
    title = f"Nhiều nhất là {most.lower()}: {vi.counted(sums[most].events, 'hoạt động')}" if found.events else (
        "Hoạt động theo loại"
    )  # fmt: skip
    return _counts("kinds", "loai-hoat-dong", title, "Số hoạt động theo loại.", found.counts(rows), "Loại")


def _audiences(found: Facts) -> Block:
    reached = [rules.by_audience(held) for held in found.held]
    rows = [Counted(one, [sums[one].events for sums in reached]) for one in Audience]
    now = rules.by_audience(found.events)
    missing = [one.value for one in Audience if not now[one].events]
    title = f"Chưa tới {vi.listing(missing)} trong quý {found.view.quarter.name}" if missing else (
        f"Cả {len(Audience)} nhóm đối tượng đều được tuyên truyền trong quý {found.view.quarter.name}"
    )  # fmt: skip
    caption = "Số hoạt động theo đối tượng; một hoạt động cho nhiều nhóm được đếm ở từng nhóm."
    return _counts("audiences", "doi-tuong", title, caption, found.counts(rows), "Đối tượng", (_events(found),))


def _people(found: Facts) -> Block:
    reached = [rules.by_audience(held) for held in found.held]
    rows = [Counted(one, [sums[one].people for sums in reached]) for one in Audience]
    people = found.now.total.people
    title = f"{vi.counted(people, 'lượt người dự')} trong quý {found.view.quarter.name}" if people is not None else (
        f"Chưa ghi số người dự trong quý {found.view.quarter.name}"
    )  # fmt: skip
    caption = "Lượt người dự theo đối tượng; hoạt động cho nhiều nhóm nằm ở từng nhóm, không cộng các dòng."
    return _counts("people", "nguoi-du", title, caption, found.counts(rows), "Đối tượng")


def _by_quarter(found: Facts, of: Callable[[int], Ratio]) -> list[Share]:
    """A share per quarter; of one that has not begun an empty line."""
    nothing = Ratio(0, 0)
    return [
        Share("", nothing if one.future else of(at), vi.quarter(one.quarter), one.future)
        for at, one in enumerate(found.quarters)
    ]


def _attendance(found: Facts) -> Block:
    ratio = rules.attendance(found.events)
    counted = sum(map(rules.states_attendance, found.events))
    rows = _by_quarter(found, lambda at: rules.attendance(found.held[at]))
    title = f"{vi.percent(ratio.value, 1)} số người được triệu tập đã dự" if ratio.denominator else (
        "Chưa có hoạt động nào ghi đủ số người dự và số triệu tập"
    )  # fmt: skip
    caption = f"Người dự trên người triệu tập, chỉ tính {vi.counted(counted, 'hoạt động')} của quý ghi đủ hai số."
    figure = Figure("I18b", words.ratio_words(ratio), counted)
    return _shares("attendance", "ty-le-du", title, caption, rows, "Quý", (figure,))


def _integrated(found: Facts) -> Block:
    ratio = rules.integrated(found.events)
    rows = _by_quarter(found, lambda at: rules.integrated(found.held[at]))
    title = f"{ratio.numerator}/{vi.counted(ratio.denominator, 'hoạt động')} lồng ghép với nhiệm vụ, phong trào khác"
    return _shares("integrated", "long-ghep", title, "Trên số hoạt động có ghi Có hoặc Không ở cột Lồng ghép.", rows,
                   "Quý", (_ratio("R15", ratio),))  # fmt: skip


def _active(found: Facts) -> Block:
    view, whole = found.view, found.now.active
    kinds = dict.fromkeys(unit.unit_type for unit in coverage.valid_units(view) if unit.unit_type)
    rows = [Share(kind.value, rules.active_units(view, kind)) for kind in kinds]
    rows.sort(key=lambda row: row.ratio.exact or 0)
    silent = vi.counted(whole.denominator - whole.numerator, "đơn vị")
    title = f"{whole.numerator}/{vi.counted(whole.denominator, 'thôn, đơn vị')} có hoạt động, {silent} chưa có"
    caption = "Ít nhất một hoạt động trong quý; theo khối, thấp nhất trước."
    return _shares("active", "don-vi-co-hoat-dong", title, caption, rows, "Khối", (_ratio("I18", whole),))  # fmt: skip


def _briefed(found: Facts) -> Block:
    ratio = rules.briefed_units(found.view)
    rows = _by_quarter(found, lambda at: rules.briefed_units(found.view_of(at)))
    missing = vi.counted(ratio.denominator - ratio.numerator, "đơn vị")
    done = ratio.denominator and ratio.numerator == ratio.denominator
    title = "Mọi thôn, đơn vị đã quán triệt kế hoạch" if done else f"Còn {missing} chưa quán triệt kế hoạch"
    caption = "Có dòng Loại = Quán triệt trong năm, tính dồn đến cuối mỗi quý."
    return _shares("briefed", "quan-triet", title, caption, rows,
                   "Quý", (_ratio("I18c", ratio),))  # fmt: skip


def _exemplars(found: Facts) -> Block:
    ratio = rules.exemplars_covered(found.view)
    rows = _by_quarter(found, lambda at: rules.exemplars_covered(found.view_of(at)))
    title = f"{ratio.numerator}/{vi.counted(ratio.denominator, 'điển hình được công nhận')} đã được tuyên truyền"
    caption = "Có hoạt động ghi mã điển hình hoặc mã mô hình của điển hình, tính dồn trong năm."
    return _shares("exemplars", "dien-hinh", title if ratio.denominator else "Chưa có điển hình nào được công nhận",
                   caption, rows, "Quý", (_ratio("I18d", ratio),))  # fmt: skip


def _contests(found: Facts) -> Block:
    view, ratio = found.view, rules.contest_schools(found.view)
    years = [rules.contests(found.view_of(at)) for at in range(len(found.held))]
    sums = [rules.event_sum(held) for held in years]
    rows = [
        Counted("Trường đã tổ chức", [len(rules.by_unit(held)) for held in years]),
        Counted("Cuộc thi", [len(held) for held in years]),
        Counted("Lượt người dự", [one.people if one.events else 0 for one in sums]),
        Counted("Ý tưởng", [one.quantities.get(QuantityUnit.IDEA, 0) for one in sums]),
    ]
    held = rules.by_unit(rules.contests(view))
    missing = [
        names.label(one, view.snapshot.units)
        for one in coverage.valid_units(view)
        if one.unit_type is UnitType.SCHOOL and one.unit_id not in held
    ]
    title = f"{ratio.numerator}/{vi.counted(ratio.denominator, 'trường')} đã tổ chức cuộc thi tìm mô hình"
    rest = f" Chưa tổ chức: {escaped(vi.listing(missing))}." if missing else ""
    caption = f"Cuộc thi của các trường, tính dồn trong năm; mỗi dòng chỉ so giữa các quý.{rest}"
    return _counts("contests", "cuoc-thi", title, caption, found.counts(rows, alone=True), "Nội dung",
                   (_ratio("R63", ratio),))  # fmt: skip


def _ba_nhat(found: Facts) -> Block:
    years = [rules.ba_nhat(found.view_of(at)) for at in range(len(found.held))]
    rows = [
        Counted(f"{one}: {what}", [len(getattr(year[one], of)) for year in years])
        for one in BaNhat
        for what, of in (("hoạt động", "events"), ("mô hình", "models"))
    ]
    now = rules.ba_nhat(found.view)
    missing = [one.value for one in BaNhat if not now[one].events and not now[one].models]
    title = f"“Ba nhất”: chưa có việc gắn với {vi.listing(missing)}" if missing else (
        "“Ba nhất”: cả ba nội dung đều đã có hoạt động hoặc mô hình"
    )  # fmt: skip
    total = len({one for both in now.values() for one in (*both.events, *both.models)})
    figure = Figure("R58", vi.counted(total, "hoạt động, mô hình"), total)
    return _counts("ba_nhat", "ba-nhat", title, "Công an xã; tính dồn trong năm đến cuối mỗi quý.", found.counts(rows),
                   "Nội dung", (figure,))  # fmt: skip


PARTS: Mapping[str, tuple[Callable[[Facts], Block], ...]] = {
    "Kênh": (_channels, _quantities, _kinds),
    "Đối tượng": (_audiences, _people, _attendance, _integrated),
    UNITS: (_active, _briefed),
    "Điển hình, thi đua": (_exemplars, _contests, _ba_nhat),
}
"""The parts of the page: what one question asks for, and no more charts than a screen holds."""
