"""The figures of each chart as lines of a file: Vietnamese headers, one line per thing that the chart draws."""

from collections.abc import Iterator, Sequence

from components import vi
from components.charts.clock import Clock
from components.charts.coverage import Share
from components.charts.fields import name_of
from components.charts.funnel import Step
from components.charts.heatmap import cell_note
from components.charts.households import VillageHouseholds
from components.charts.points import HEADS, Pointed
from components.charts.quarter_bars import QuarterCounts
from components.charts.ranking import Ranked
from components.export import plain
from domain.overview import FieldRow, UnitRow
from domain.trends import QuarterFigures, Registrations
from domain.vocabulary import Status

Lines = tuple[Sequence[str], Iterator[Sequence[str]]]

UNITS = ("Mã đơn vị", "Đơn vị", "Quý", "Số mô hình", "Tiến độ (%)", "Mốc (%)", "Chênh lệch (điểm)", "Trạng thái",
         "Ghi chú")  # fmt: skip


def units(rows: Sequence[UnitRow]) -> Lines:
    """Heat map, small charts, quarters of a unit: a line per unit and quarter that has begun."""
    return UNITS, (line for row in rows for line in _cells(row))


def current(rows: Sequence[UnitRow]) -> Lines:
    """Other units: a line per unit, of the chosen quarter."""
    return UNITS, (line for row in rows for line in _cells(row) if line[2] == vi.plain_quarter(row.current.quarter))


def _cells(row: UnitRow) -> Iterator[Sequence[str]]:
    for cell in row.cells:
        if cell.status is not Status.FUTURE:
            known = cell.status is not Status.NONE
            yield (
                row.unit.unit_id or "", row.label, vi.plain_quarter(cell.quarter), str(cell.models),
                plain(cell.value if known else None), plain(cell.expected), plain(cell.gap if known else None),
                cell.status.value, cell_note(cell),
            )  # fmt: skip


def fields(rows: Sequence[FieldRow]) -> Lines:
    """Fields × status: a line per field."""
    header = ("Lĩnh vực", Status.LATE, Status.NONE, Status.RISK, Status.OK, "Tổng số mô hình")
    lines = ((row.late, row.none, row.risk, row.ok, row.total) for row in rows)
    return header, ((name_of(row), *map(str, counts)) for row, counts in zip(rows, lines, strict=True))


def weeks(found: Registrations) -> Lines:
    """Registrations: a line per week."""
    header = ("Tuần từ ngày", "Gửi trong tuần (đã duyệt)", "Cộng dồn (đã duyệt)", "Chờ duyệt (cộng dồn)")
    return header, (
        (vi.day(week.monday), str(week.new), str(week.total), str(week.total_undecided)) for week in found.weeks
    )


def shares(what: str, rows: Sequence[Share]) -> Lines:
    """Shares: a line per bar, blank where nothing can be said."""
    header = ("Nhóm", what, "Tử số", "Mẫu số", "Tỷ lệ (%)")
    shown = (row for row in rows if not row.future)
    return header, (
        (row.group, row.name, str(row.ratio.numerator), str(row.ratio.denominator), plain(row.ratio.value))
        for row in shown
    )


def progress(quarters: Sequence[QuarterFigures]) -> Lines:
    """The commune: a line per quarter that has begun, with its models by status."""
    states = (Status.LATE, Status.NONE, Status.RISK, Status.OK)
    header = ("Quý", "Tổng tiến độ", "Số mô hình", "Tiến độ chung (%)", "Mốc (%)", "Chênh lệch (điểm)", *states)
    return header, (
        (
            vi.plain_quarter(one.quarter), plain(one.commune.total), str(one.commune.models), plain(one.commune.value),
            plain(one.commune.expected), plain(one.commune.gap), *(str(one.statuses[state]) for state in states),
        )
        for one in quarters if not one.future
    )  # fmt: skip


def households(rows: Sequence[VillageHouseholds]) -> Lines:
    """Households: a line per village; "≥" in a column of its own, so that the share stays a number."""
    header = ("Mã đơn vị", "Thôn", "Lượt hộ", "Số hộ tham gia", "Ít nhất", "Tổng số hộ", "Tỷ lệ (%)")
    return header, (
        (
            row.unit_id, row.label, plain(row.turns, 0), plain(row.share.households, 0),
            "≥" if row.share.at_least else "", plain(row.share.total or None, 0),
            plain(row.share.ratio.value if row.share.ratio else None),
        )
        for row in rows
    )  # fmt: skip


def clocks(what: str, rows: Sequence[Clock]) -> Lines:
    """Days that things wait or took: a line per thing, blank where no deadline is set."""
    header = (what, "Số ngày", "Thời hạn (ngày)", "Quá hạn (ngày)")
    return header, (
        (row.label, str(row.days), plain(row.allowed, 0), "" if row.allowed is None else str(row.late)) for row in rows
    )


def funnel(rows: Sequence[Step]) -> Lines:
    """A funnel: a line per step, with its share of the first step and of the one before."""
    header = ("Bước", "Số lượng", "So với bước đầu (%)", "So với bước trước (%)")
    return header, (
        (row.name, str(row.count), plain(row.first.value), plain(row.before.value if row.before else None))
        for row in rows
    )


def points(rows: Sequence[Pointed]) -> Lines:
    """The shortlist: a line per proposal, in its order."""
    header = ("Thứ tự", "Đề xuất", *(f"Điểm {head.lower()}" for head in HEADS), "Tổng điểm")
    return header, (
        (str(at), row.label, *(plain(one) for one in row.given), plain(row.total)) for at, row in enumerate(rows, 1)
    )


def quarter_counts(what: str, found: QuarterCounts) -> Lines:
    """Counts by quarter: a line per row, a column per quarter that has begun; blank is not 0."""
    begun = found.quarters[: found.begun]
    return (what, *map(vi.plain_quarter, begun)), (
        (row.name, *(plain(count, 0) for count in row.counts[: found.begun])) for row in found.rows
    )


def ranking(rows: Sequence[Ranked]) -> Lines:
    """Units by score: a line per unit."""
    header = ("Hạng", "Đơn vị", "Điểm", "Xếp loại", "Chính thức", "Ghi chú")
    return header, (
        (
            str(at) if row.score is not None else "", row.label, plain(row.score), str(row.rating or ""),
            "Có" if row.official else "Chưa", row.note,
        )
        for at, row in enumerate(rows, 1)
    )  # fmt: skip
