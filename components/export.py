"""The quarter's figures as a CSV file that a Vietnamese spreadsheet program opens with a double click."""

import csv
import io
from collections.abc import Iterator

from components import vi
from components.charts.heatmap import cell_note
from domain.overview import Overview, UnitRow
from domain.vocabulary import Status

HEADER = (
    "Mã đơn vị", "Đơn vị", "Loại đơn vị", "Quý", "Số mô hình", "Tiến độ (%)", "Mốc (%)", "Chênh lệch (điểm)",
    "Trạng thái", "Ghi chú",
)  # fmt: skip
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def figures(overview: Overview) -> bytes:
    """One line per unit, UTF-8 with BOM, semicolons between columns because the decimal sign is a comma."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(_lines(overview))
    return target.getvalue().encode("utf-8-sig")


def file_name(overview: Overview) -> str:
    return f"dan-van-kheo-{overview.quarter.key.lower()}.csv"


def _lines(overview: Overview) -> Iterator[tuple[str, ...]]:
    for row in (*overview.villages, *overview.others):
        yield _line(overview, row)


def _line(overview: Overview, row: UnitRow) -> tuple[str, ...]:
    cell = row.current
    known = cell.status not in (Status.NONE, Status.FUTURE)
    quarter = vi.quarter_of_year(overview.quarter).replace(vi.NBSP, " ")
    texts = (row.unit.unit_id or "", row.label, row.unit.unit_type or "", quarter)
    return (
        *(harmless(text) for text in texts),
        str(cell.models),
        _number(cell.value if known else None),
        _number(cell.expected),
        _number(cell.gap if known else None),
        cell.status.value,
        harmless(cell_note(cell)),
    )


def _number(value: float | None) -> str:
    """With a plain minus sign, so that the program reads a number."""
    return "" if value is None else vi.number(value, 1).replace(vi.MINUS, "-").replace(".", "")


def harmless(text: str) -> str:
    """A cell that a spreadsheet program would calculate is marked as text (formula injection)."""
    return f"'{text}" if text.startswith(DANGEROUS) else text
