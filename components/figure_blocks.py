"""The blocks of Chỉ số: each a finding with its chart, its figures and the data behind them (I7 to I16)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

import altair as alt

from components import figure_words as words
from components import labels, vi
from components.charts import coverage as share_charts
from components.charts import downloads, series, tables
from components.charts import households as household_charts
from components.charts import weeks as week_charts
from components.charts.clock import Clock, clock, clock_alt, rest
from components.charts.coverage import Share
from components.charts.fields import NAMES
from components.charts.households import VillageHouseholds
from domain import coverage, names
from domain.households import commune_households, commune_turns, household_turns, village_households
from domain.overview import Overview
from domain.quarters import Quarter
from domain.ratios import Ratio
from domain.remembered import remembered
from domain.resolution import Resolution, resolution
from domain.snapshot import Snapshot
from domain.trends import QuarterFigures, quarter_figures, registrations
from domain.view import QuarterView

Build = Callable[..., alt.LayerChart]
VILLAGES = "Từng thôn"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure below a chart: its code, its value in words, and how many records its way leads to."""

    code: str
    value: str
    records: int


@dataclass(frozen=True, slots=True)
class Block:
    """A chart with its finding and figures; `key` names its widgets and its file."""

    key: str
    file: str
    title: str
    caption: str
    alt_text: str
    build: Build | None
    table: downloads.Table
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the blocks speak of: a quarter, its figures, and those of the quarters beside it."""

    view: QuarterView
    found: Overview
    quarters: Sequence[QuarterFigures]
    current: QuarterFigures


def blocks(part: str, view: QuarterView, found: Overview) -> tuple[Block, ...]:
    """The blocks of one of `PARTS`."""
    quarters = quarter_figures(view.snapshot, view.quarter)
    standing = Standing(view, found, quarters, of(view.snapshot, view.quarter))
    return tuple(make(standing) for make in PARTS[part])


def of(snapshot: Snapshot, quarter: Quarter) -> QuarterFigures:
    """The figures of this quarter."""
    return next(one for one in quarter_figures(snapshot, quarter) if one.quarter == quarter)


def _ratio(code: str, ratio: Ratio) -> Figure:
    return Figure(code, words.ratio_words(ratio), ratio.denominator)


def _registrations(at: Standing) -> Block:
    sent, models = registrations(at.view), at.found.models_registered
    return Block(
        "weeks", "dang-ky-theo-tuan", week_charts.weeks_title(sent), week_charts.weeks_caption(sent),
        week_charts.weeks_alt(sent), partial(week_charts.weeks, sent), partial(tables.weeks, sent),
        (Figure("I16", vi.counted(models, "mô hình"), models),),
    )  # fmt: skip


def _by_type(at: Standing) -> Block:
    view, whole = at.view, at.found.registered
    kinds = dict.fromkeys(unit.unit_type for unit in coverage.valid_units(view) if unit.unit_type)
    rows = [Share(kind.value, coverage.registration_coverage(view, kind)) for kind in kinds]
    rows = sorted((row for row in rows if row.ratio.denominator), key=lambda row: row.ratio.exact or 0)
    title = f"{whole.numerator}/{vi.counted(whole.denominator, 'thôn, đơn vị')} đã đăng ký"
    missing = vi.counted(whole.denominator - whole.numerator, "đơn vị chưa có mô hình được duyệt")
    return _shares("by_type", "dang-ky-theo-khoi", title, f"Theo khối, thấp nhất trước; còn {missing}.", rows,
                   "Khối", (_ratio("I10", whole),))  # fmt: skip


def _shares(
    key: str, file: str, title: str, caption: str, rows: Sequence[Share], what: str, figures: Sequence[Figure]
) -> Block:  # fmt: skip
    return Block(
        key, file, title, caption, share_charts.shares_alt(title, rows),
        partial(share_charts.shares, rows) if rows else None, partial(tables.shares, what, rows), figures,
    )  # fmt: skip


def _progress(at: Standing) -> Block:
    quarters, standing = at.quarters, at.current.commune
    value = words.mean_words(standing.total, standing.models, "%")
    return Block(
        "progress", "tien-do-chung", series.progress_title(quarters),
        "Trung bình các mô hình; vạch đậm là mốc theo thời gian của chính các mô hình.",
        series.progress_alt(quarters), partial(series.progress, quarters), partial(tables.progress, quarters),
        (Figure("I7", value, standing.models),),
    )  # fmt: skip


def _statuses(at: Standing) -> Block:
    quarters, late = at.quarters, at.current.past_end
    return Block(
        "statuses", "mo-hinh-theo-trang-thai", series.statuses_title(quarters),
        "Số mô hình theo trạng thái cuối mỗi quý; quý đang chạy tính đến hôm nay.",
        series.statuses_alt(quarters), partial(series.statuses, quarters), partial(tables.progress, quarters),
        (Figure("I9", vi.counted(late, "mô hình"), late),),
    )  # fmt: skip


def _pairs(
    quarters: Iterable[QuarterFigures], first: str, second: str,
    of: Callable[[QuarterFigures], tuple[Ratio, Ratio]],
) -> list[Share]:  # fmt: skip
    """Two shares of each quarter that has begun, one empty line for each that has not."""
    rows = []
    for one in quarters:
        ratios, group = of(one), vi.quarter(one.quarter)
        rows.append(Share("" if one.future else first, ratios[0], group, one.future))
        if not one.future:
            rows.append(Share(second, ratios[1], group))
    return rows


def _reporting(at: Standing) -> Block:
    current = at.current
    rows = _pairs(at.quarters, "đã báo cáo", "đúng hạn", lambda one: (one.reporting.reported, one.reporting.on_time))
    found = current.reporting
    missing = vi.counted(len(found.missing), "mô hình")
    said = f"còn {missing} {'chưa báo cáo' if current.past_due else 'chưa đến hạn'}" if found.missing else "đã đủ"
    title = f"Báo cáo quý {current.quarter.name}: {found.reported.numerator}/{found.reported.denominator}, {said}"
    due = f"Hạn báo cáo {vi.day(current.due)}." if current.due else "Quý này chưa đặt hạn báo cáo."
    return _shares("reporting", "bao-cao", title, f"Báo cáo hợp lệ trên mô hình phải báo cáo. {due}", rows, "Báo cáo",
                   (_ratio("I8", found.reported), _ratio("I8b", found.on_time)))  # fmt: skip


def _fields(at: Standing) -> Block:
    counts, total = coverage.field_counts(at.view), len(at.view.approved)
    rows = [
        Share(NAMES[group[0]], Ratio(sum(counts[field] for field in group), total)) for group in coverage.FIELD_GROUPS
    ]
    rows.sort(key=lambda row: -row.ratio.numerator)
    most = [row.name.lower() for row in rows if row.ratio.numerator == rows[0].ratio.numerator]
    title = f"Nhiều mô hình nhất: {vi.listing(most)}" if total else "Cơ cấu lĩnh vực"
    return _shares("fields", "linh-vuc", title, "Năm nhóm lĩnh vực của kế hoạch và nhóm khác.", rows, "Lĩnh vực",
                   (Figure("I16", vi.counted(total, "mô hình"), total),))  # fmt: skip


def _inspections(at: Standing) -> Block:
    current, inspections = at.current, at.found.inspections
    rows = _pairs(at.quarters, "đơn vị", "mô hình", lambda one: (one.units_inspected, one.models_inspected))
    units = current.units_inspected
    title = (
        f"{units.numerator}/{vi.counted(units.denominator, 'đơn vị')} được kiểm tra trong quý {at.view.quarter.name}"
    )
    figures = (
        _ratio("I11", units),
        _ratio("I11b", current.models_inspected),
        Figure("KT", f"{vi.counted(inspections, 'lượt')} trong năm", inspections),
    )
    caption = "Có kiểm tra hoặc giám sát đã kết luận, trên đơn vị và mô hình đang theo dõi của quý."
    return _shares("inspections", "kiem-tra", title, caption, rows, "Kiểm tra", figures)


def _remediation(at: Standing) -> Block:
    current = at.current
    rows = _pairs(at.quarters, "đã khắc phục", "đúng hạn", lambda one: (one.remedied, one.remedied_on_time))
    done = current.remedied
    late = vi.counted(current.overdue, "tồn tại quá hạn") if current.overdue else "không có tồn tại quá hạn"
    title = f"Đã khắc phục {done.numerator}/{vi.counted(done.denominator, 'tồn tại đến hạn')}, {late}"
    figures = (
        _ratio("I12", done),
        _ratio("I12b", current.remedied_on_time),
        Figure("I13", vi.counted(current.overdue, "tồn tại"), current.overdue),
    )
    return _shares("remediation", "khac-phuc", title, "Tồn tại đã đến hạn, tính dồn đến cuối mỗi quý.", rows,
                   "Khắc phục", figures)  # fmt: skip


@remembered
def village_rows(view: QuarterView) -> tuple[VillageHouseholds, ...]:
    """The villages by share, the highest first; those without a figure at the end, by name."""
    rows = [
        VillageHouseholds(
            unit.unit_id or "",
            names.label(unit, view.snapshot.units),
            village_households(view, unit),
            household_turns(view, view.of_unit(unit.unit_id)),
        )
        for unit in coverage.villages(view)
    ]
    return tuple(sorted(rows, key=lambda row: (-(row.share.ratio.exact or 0) if row.share.ratio else 1, row.label)))


def _households(at: Standing) -> Block:
    view = at.view
    rows, commune = village_rows(view), commune_households(view)
    turns = commune_turns(view)
    figures = (
        Figure("I15b", words.households_words(commune), len(rows)),
        Figure("I15a", vi.UNKNOWN if turns is None else vi.counted(turns, "lượt hộ"), len(view.tracked)),
    )
    caption = "“≥” và viền đứt: thôn chưa ghi số hộ tham gia ít nhất một mô hình, lấy mô hình nhiều hộ nhất."
    return Block(
        "households", "ho-tham-gia", household_charts.households_title(commune), caption,
        household_charts.households_alt(rows, commune),
        partial(household_charts.households, rows, commune) if rows else None,
        partial(tables.households, rows), figures,
    )  # fmt: skip


def _difficulties(at: Standing) -> Block:
    found = resolution(at.view, at.view.snapshot.difficulties)
    title = _difficulties_title(found)
    mean = words.mean_words(Fraction(sum(found.days)), len(found.days), " ngày")
    value = f"trung bình {mean}, trung vị {vi.number(found.median, 1)} ngày" if found.days else mean
    rows = [Clock(labels.unit_name(at.view.snapshot, one.unit_id), one.age) for one in found.open]
    caption = "Khó khăn đang mở của từng đơn vị và số ngày kể từ khi nêu, lâu nhất trước; không tính vào trung bình."
    return Block(
        "difficulties", "kho-khan", title, f"{caption}{rest(rows, 'khó khăn')}", clock_alt(title, rows),
        partial(clock, rows) if rows else None, partial(tables.clocks, "Đơn vị", rows),
        (Figure("I14", value, len(found.days) + len(found.open)),),
    )  # fmt: skip


def _difficulties_title(found: Resolution) -> str:
    said = "Chưa giải quyết xong khó khăn nào trong quý"
    if found.days:
        days = vi.number(found.mean, 1)
        said = f"{vi.counted(len(found.days), 'khó khăn')} giải quyết xong, trung bình {days} ngày"
    if not found.open:
        return f"{said}; không có khó khăn đang mở"
    return f"{said}; {len(found.open)} đang mở, lâu nhất {vi.counted(found.open[0].age, 'ngày')}"


PARTS: Mapping[str, tuple[Callable[[Standing], Block], ...]] = {
    "Tiến độ": (_progress, _statuses),
    "Đăng ký và hộ dân": (_registrations, _by_type, _fields, _households),
    "Báo cáo và kiểm tra": (_reporting, _inspections, _remediation, _difficulties),
}
"""The parts of the page: what one question asks for, and no more charts than a screen holds."""

ASKED_BY: Mapping[str, tuple[str, ...]] = {
    "Tiến độ": ("I7", "I9"),
    "Đăng ký và hộ dân": ("I10", "I15a", "I15b", "I16"),
    "Báo cáo và kiểm tra": ("I8", "I8b", "I11", "I11b", "I12", "I12b", "I13", "I14", "KT"),
    VILLAGES: ("I6",),
}
"""Which part shows a figure; the way back from its records leads there."""


def part_of(code: str) -> str:
    """The part that shows this figure; the first one where none does."""
    return next((part for part, codes in ASKED_BY.items() if code in codes), next(iter(PARTS)))
