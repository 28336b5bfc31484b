"""The messy-input catalogue, rows 1 to 27, typed into a workbook: value, level, sentence, suggestion of each cell."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from domain.looks import Beside, Looks, spreadsheet_problems
from domain.vocabulary import ProblemLevel, Tab
from tests.domain.messy import ERROR, SILENT, WARNING, cell, column_of

AUGUST = date(2026, 8, 15)
CONCRETE = "Cần ngày cụ thể, ví dụ 31/08/2026."
NO_DAY = "Ngày {0} không tồn tại. Hãy nhập dạng ngày/tháng/năm, ví dụ {1}."
SINGLE = "Chỉ nhập từng quý: I, II, III hoặc IV."
WHICH = "Quý phải là I, II, III hoặc IV."
UNCLEAR = "Không rõ {0} là {1} % hay {0} %. Hãy nhập {2}."
RANGE = "Tiến độ phải từ 0 đến 100. Nếu vượt chỉ tiêu, nhập 100 và ghi kết quả thật ở 'Kết quả chỉ tiêu'."
DONE = "Nhập số phần trăm; xong thì nhập 100."
WORDS = "Cần số, đang là chữ: '{0}'."
ABOUT, THOUSANDS = "số ước lượng", "đã đổi sang nghìn đồng"
DAY, DUE = (Tab.MODELS, "start"), (Tab.FINDINGS, "due")
QUARTER, PERCENT = (Tab.REPORTS, "quarter"), (Tab.REPORTS, "prog_self")
COUNT, NUMBER = (Tab.REPORTS, "hh_cum"), (Tab.REPORTS, "kpi_cum")
MONEY, LAND = (Tab.REPORTS, "fund"), (Tab.REPORTS, "land")


@dataclass(frozen=True)
class Case:
    """A line of the catalogue ("13"; "+" what it leaves open): what is typed where, and what has to come of it."""

    line: str
    column: tuple[Tab, str]
    typed: Any
    value: Any
    level: ProblemLevel | None = SILENT
    message: str = ""
    suggestion: str = ""

    def __str__(self) -> str:
        return f"row_{self.line}-{self.column[1]}-{self.typed!r}"


def silent(line: str, column: tuple[Tab, str], value: Any, *typed: Any) -> list[Case]:
    return [Case(line, column, one, value) for one in typed]


def warned(line: str, column: tuple[Tab, str], value: Any, message: str, meant: str, *typed: Any) -> list[Case]:
    return [Case(line, column, one, value, WARNING, message, meant) for one in typed]


def wrong(line: str, column: tuple[Tab, str], message: str, *typed: Any, meant: str = "") -> list[Case]:
    """`message` may quote what was typed."""
    return [Case(line, column, one, None, ERROR, message.replace("{0}", str(one)), meant) for one in typed]


DAYS = [
    *silent("1", DAY, AUGUST, "15/8/2026", "15-08-26", "15.8.2026", "2026-08-15", 46249, "１５/８/２０２６"),
    *warned("2", DAY, AUGUST, "Ngày không ghi năm, đã hiểu là 15/08/2026", "15/08/2026", "15/8"),
    *warned("3", DAY, AUGUST, "Ngày có dạng tháng/ngày, đã hiểu là 15/08/2026", "15/08/2026", "8/15/2026"),
    *wrong("5", DAY, NO_DAY.replace("{1}", "28/02/2026"), "30/2/2026"),
    *wrong("5", DAY, NO_DAY.replace("{1}", "30/06/2026"), "31/6/2026"),
    *wrong("5+", DAY, "Năm của ngày {0} không hợp lý. Hãy nhập dạng ngày/tháng/năm, ví dụ 28/02/2026.", "15/8/0000"),
    *wrong("6", DAY, CONCRETE, "cuối tháng 8", meant="31/08/2026"),
    *wrong("6", DAY, CONCRETE, "đầu quý III", meant="01/07/2026"),
    *wrong("6+", DAY, CONCRETE, "cuối tháng 8/0000", "cuối tháng 8/2206", "15/8/2026 và 20/8/2026", "15-20/8/2026"),
    *warned("7", DUE, date(2026, 8, 31), "Chưa ghi ngày, đã hiểu là 31/08/2026", "31/08/2026", "tháng 8/2026"),
    *wrong("7+", DUE, CONCRETE, "tháng 8/0000", "tháng 8/2206", "tháng 13/2026"),
    *wrong("1+", DAY, CONCRETE, "15/8-20", "15-8/20"),
    *wrong("1+", DAY, "Năm của ngày {0} không hợp lý. Hãy nhập dạng ngày/tháng/năm, ví dụ 28/02/2026.", "15/8/95"),
    *silent("1+", DAY, None, "  ", "\u200f", "\u00a0"),
]  # fmt: skip

QUARTERS = [
    *silent("10", QUARTER, "II", "Quý 2", "Q2", "Q.II", "II", "2", 2, "quý hai", "Quí II", "Qúy II", "II/2026",
            "2026-Q2", "Quý II năm 2026", "Ⅱ", "２"),
    *wrong("10", QUARTER, "Năm trong ô Quý khác cột Năm.", "II/2025", "2025-Q2", "Quý II năm 2025"),
    *wrong("11", QUARTER, SINGLE, "6 tháng đầu năm", "9 tháng", "cả năm", "I, II", "Quý 1+2", "I và II", "I-II"),
    *wrong("12", QUARTER, WHICH, "Quý 5", "Q0", "²"),
    *wrong("12", QUARTER, WHICH, "lll", meant="III"),
]  # fmt: skip

PERCENTS = [
    *silent("13", PERCENT, 75, "75%", 75, "75", "75 %", "75 phần trăm", "７５％"),
    *silent("13+", PERCENT, 0, 0, "0", "0%"),
    *silent("13+", PERCENT, 0.75, "0,75%"),
    *wrong("14", PERCENT, UNCLEAR.format("0,75", "75", "75"), 0.75, "0,75", "0.75", meant="75"),
    *wrong("14+", PERCENT, UNCLEAR.format("0,005", "0,5", "0,5%"), 0.005, meant="0,5%"),
    *wrong("15", PERCENT, UNCLEAR.format("1", "100", "100"), 1, "1", meant="100"),
    *warned("16", PERCENT, 75, "đã bỏ chữ 'khoảng'", "75", "khoảng 75%", "~75", "khoảng 75", "75% (ước)", "≥ 75"),
    *warned("16+", PERCENT, 0.5, "đã bỏ chữ 'khoảng'", "0,5%", "khoảng 0,5%"),
    *wrong("18", PERCENT, RANGE, 120, "120%", -5),
    *wrong("19", PERCENT, DONE, "đạt", "xong", "hoàn thành", "x", "✓", meant="100"),
    *wrong("19+", PERCENT, WORDS, "75/100", "50-60", "75% 80%", "Đạt 75%", "75 hộ", "7O%", True),
]

FIGURES = [
    *silent("20", COUNT, 50, "50 hộ", "50hộ", "50 hô", "５０ hộ", "50", 50),
    *warned("22", COUNT, 50, ABOUT, "50", "khoảng 50", "hơn 50", "50+", "50+ hộ", "50 hộ (ước)", "50 hộ ước",
            "50 trở lên", "50 hộ trở lên", "50 hộ (dự kiến)", "≥ 50", ">= 50", "> 50", "dưới 50", "≤50", "<50"),
    *silent("23", COUNT, 1250, "1.250", "1 250", "1,250"),
    *warned("22+", COUNT, 12_345_678_901, ABOUT, "12345678901", "khoảng 12.345.678.901"),
    *wrong("22+", COUNT, WORDS, "1/2", "3-4", "50; 60", "50 và 60", "50 60", "50/60", "50+60", "50 (2 thôn)",
           "½", "50 %"),
    *wrong("23+", COUNT, WORDS, "50 triệu", "5 nghìn", "5 chục", "5k"),
    *wrong("23+", COUNT, "Cần số nguyên, đang là 3,2.", "3,2 hộ", 3.2),
    *silent("24", NUMBER, 3.2, "3,2 km", "3.2", 3.2, "３，２"),
    *warned("24", NUMBER, 1250, "dấu chấm được hiểu là phân cách nghìn", "1250", "1.250"),
    *warned("24+", NUMBER, 1.25, "dấu phẩy được hiểu là dấu thập phân", "1,25", "1,250"),
    *warned("24+", NUMBER, 3.2, ABOUT, "3,2", "3,2 km (ước)"),
    *silent("24+", NUMBER, 50, "50 triệu đồng"),
    *wrong("24+", NUMBER, WORDS, "3,2 - 4", "1/2", "2,5 triệu cây"),
    *warned("25", MONEY, 5000, THOUSANDS, "5000", "5 triệu", "5tr", "5.000.000đ"),
    *warned("25+", MONEY, 5000, f"{ABOUT} | {THOUSANDS}", "5000", "khoảng 5 triệu", "5 triệu (ước)"),
    *wrong("25+", MONEY, WORDS, "5 triệu/hộ", "5tr5", "5 triệu 500", "5 bao gạo"),
    *silent("25+", LAND, 300, "300 m²", "300m2", 300),
    *warned("25+", LAND, 5000, "đã đổi sang m²", "5000", "0,5 ha"),
    *wrong("25+", LAND, WORDS, "2 sào", "300 m", "0,5 km²"),
    *wrong("26", COUNT, WORDS, "năm mươi", "O", "l0", "5O", "1O0", "5o hộ", "1l", "5²", "1| hộ", True),
    *silent("27", COUNT, 0, "-", "/", "không", 0, "0"),
    *silent("27", COUNT, None, "chưa có", "", "   ", "\u200b"),
    *wrong("27+", COUNT, WORDS, ";", ".", "?"),
]  # fmt: skip

CASES = [*DAYS, *QUARTERS, *PERCENTS, *FIGURES]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_cell_of_the_catalogue(case: Case) -> None:
    read = cell(*case.column, case.typed)
    assert (read.value, read.level, read.message) == (case.value, case.level, case.message)
    assert read.suggestion == case.suggestion
    assert type(read.value) is type(case.value) or case.column not in (COUNT, DAY, QUARTER)


@pytest.mark.parametrize("case", [one for one in CASES if one.suggestion], ids=str)
def test_what_is_suggested_reads_back_clean(case: Case) -> None:
    typed = cell(*case.column, case.suggestion)
    assert (typed.level, typed.message) == (SILENT, "")
    assert case.value in (None, typed.value)
    assert typed.value is not None


def test_row_2_the_year_of_the_row_and_not_of_the_plan() -> None:
    assert cell(*DAY, "15/8", year=2027).value == date(2027, 8, 15)


def test_row_4_an_american_sheet_is_named_once() -> None:
    [found] = spreadsheet_problems("en_US", {})
    assert found.message == (
        "Bảng tính đang để vùng Hoa Kỳ nên ngày dễ bị đảo. Vào Tệp › Cài đặt › Ngôn ngữ: Việt Nam."
    )
    assert found.level is WARNING
    assert cell(*DAY, 46238).value == date(2026, 8, 4)


def test_row_8_an_end_before_the_start() -> None:
    read = cell(Tab.MODELS, "end", "01/05/2026", start="01/06/2026")
    assert (read.value, read.level, read.message) == (None, ERROR, "Ngày kết thúc sớm hơn ngày bắt đầu.")


def test_row_10_the_year_beside_the_quarter_fills_a_blank_year() -> None:
    assert cell(Tab.REPORTS, "year", "", quarter="II/2026").value == 2026


@pytest.mark.parametrize(("line", "stored", "value"), [("13", 0.75, 75), ("15", 1, 100), ("13", 0.005, 0.5)])
def test_rows_13_to_15_a_percent_format_says_what_a_share_is(line: str, stored: float, value: float) -> None:
    percents = frozenset({(2, column_of(*PERCENT))})
    read = cell(*PERCENT, stored, Beside(looks={Tab.REPORTS: Looks(percents=percents)}))
    assert (read.value, read.level) == (value, SILENT), line
