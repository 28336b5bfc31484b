"""The quarter's figures as a CSV file that a Vietnamese spreadsheet program opens with a double click."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from components import vi
from components.charts.heatmap import cell_note
from domain.overview import Overview, UnitRow
from domain.vocabulary import Status

HEADER = (
    "Mã đơn vị", "Đơn vị", "Loại đơn vị", "Quý", "Số mô hình", "Tiến độ (%)", "Mốc (%)", "Chênh lệch (điểm)",
    "Trạng thái", "Ghi chú",
)  # fmt: skip
NUMBER = re.compile(r"-?\d+(,\d+)?")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def figures(overview: Overview) -> bytes:
    """One line per unit, UTF-8 with BOM, semicolons between columns because the decimal sign is a comma."""
    return _encoded(HEADER, _lines(overview))


def csv_file(header: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """Any other table in the same form; texts that a program would calculate are made harmless, numbers stay."""
    return _encoded(header, ([cell if NUMBER.fullmatch(cell) else harmless(cell) for cell in line] for line in lines))


def _encoded(header: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(lines)
    return target.getvalue().encode("utf-8-sig")


def file_name(overview: Overview) -> str:
    return f"dan-van-kheo-{overview.quarter.key.lower()}.csv"


def _lines(overview: Overview) -> Iterator[tuple[str, ...]]:
    for row in (*overview.villages, *overview.others):
        yield _line(overview, row)


def _line(overview: Overview, row: UnitRow) -> tuple[str, ...]:
    cell = row.current
    known = cell.status not in (Status.NONE, Status.FUTURE)
    quarter = vi.plain_quarter(overview.quarter)
    texts = (row.unit.unit_id or "", row.label, row.unit.unit_type or "", quarter)
    return (
        *(harmless(text) for text in texts),
        str(cell.models),
        plain(cell.value if known else None),
        plain(cell.expected),
        plain(cell.gap if known else None),
        cell.status.value,
        harmless(cell_note(cell)),
    )


def plain(value: vi.Numeric | None, digits: int = 1) -> str:
    """`-19,9`: a plain minus sign and no thousands, so that the program reads a number; blank for what is unknown."""
    return "" if value is None else vi.number(value, digits).replace(vi.MINUS, "-").replace(".", "")


def harmless(text: str) -> str:
    """A cell that a spreadsheet program would calculate is marked as text (formula injection)."""
    return f"'{text}" if text.startswith(DANGEROUS) else text
