"""Reading and writing values: what Google answers, cell by cell."""

from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError
from gspread.utils import ValueRenderOption

UNFORMATTED = ValueRenderOption.unformatted


def test_an_answer_names_the_range_on_the_grid_and_cuts_trailing_blanks(
    book: gspread.Spreadsheet, sheet: gspread.Worksheet
) -> None:
    sheet.update([["a", "", ""], ["", "", ""], ["", "c", ""], ["", "", ""]], "A1:C4", raw=True)
    answer = book.values_get("Sheet1")
    assert answer == {"range": "Sheet1!A1:F10", "majorDimension": "ROWS", "values": [["a"], [], ["", "c"]]}


def test_an_empty_range_has_no_values_at_all(book: gspread.Spreadsheet, sheet: gspread.Worksheet) -> None:
    assert sheet.row_count == 10
    assert book.values_get("Sheet1!B2:C3") == {"range": "Sheet1!B2:C3", "majorDimension": "ROWS"}


@pytest.mark.parametrize(
    ("title", "asked", "named"),
    [
        ("Mô hình", "'Mô hình'!A1", "'Mô hình'!A1"),
        ("Đơn_vị", "Đơn_vị!A2:B", "'Đơn_vị'!A2:B5"),
        ("It's", "'It''s'!1:2", "'It''s'!A1:D2"),
        ("A1", "'A1'!B:B", "'A1'!B1:B5"),
        ("Plain", "Plain!D5:C4", "Plain!C4:D5"),
    ],
)
def test_ranges_are_normalised_and_titles_quoted(book: gspread.Spreadsheet, title: str, asked: str, named: str) -> None:
    book.add_worksheet(title, 5, 4)
    assert book.values_get(asked)["range"] == named


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("Không có!A1", "Unable to parse range: Không có!A1"),
        ("Sheet1!A0", "Unable to parse range: Sheet1!A0"),
        ("Sheet1!A11", "Range (Sheet1!A11) exceeds grid limits. Max rows: 10, max columns: 6"),
        ("Sheet1!G1:H2", "Range (Sheet1!G1:H2) exceeds grid limits. Max rows: 10, max columns: 6"),
    ],
)
def test_a_range_that_does_not_exist_is_refused_in_googles_words(
    book: gspread.Spreadsheet, sheet: gspread.Worksheet, asked: str, message: str
) -> None:
    assert sheet.col_count == 6
    with pytest.raises(APIError) as refused:
        book.values_get(asked)
    assert refused.value.error == {"code": 400, "message": message, "status": "INVALID_ARGUMENT"}


@pytest.mark.parametrize(
    "content", ["=1+1", "'x", "01/02/2026", "1.000", "TRUE", "+84", "  hai dấu cách ", "a\nb", "\U0001f335", "0x1F"]
)
def test_raw_text_stays_the_text_it_is(sheet: gspread.Worksheet, content: str) -> None:
    sheet.update([[content]], "A1", raw=True)
    assert sheet.get("A1", value_render_option=UNFORMATTED) == [[content]]


@pytest.mark.parametrize(
    ("typed", "locale", "value"),
    [
        ("1,5", "vi_VN", 1.5),
        ("1.000", "vi_VN", 1000),
        ("1.000", "en_US", 1),
        ("15/09/2026", "vi_VN", 46280),
        ("9/15/2026", "en_US", 46280),
        ("TRUE", "vi_VN", True),
        ("'0912", "vi_VN", "0912"),
        ("50 hộ", "vi_VN", "50 hộ"),
        ("=2*3", "vi_VN", 6),
    ],
)
def test_typed_text_is_read_as_the_locale_reads_it(
    book: gspread.Spreadsheet, sheet: gspread.Worksheet, typed: str, locale: str, value: Any
) -> None:
    book.update_locale(locale)
    sheet.update([[typed]], "A1", raw=False)
    assert sheet.get("A1", value_render_option=UNFORMATTED) == [[value]]


def test_null_leaves_a_cell_alone_and_an_empty_text_empties_it(sheet: gspread.Worksheet) -> None:
    sheet.update([["a", "b", "c"]], "A1", raw=True)
    sheet.update([["x", None, ""]], "A1", raw=True)
    assert sheet.get("A1:C1") == [["x", "b"]]


def test_append_finds_the_end_of_the_table_and_grows_the_grid(sheet: gspread.Worksheet) -> None:
    sheet.update([["ID", "Tên"], ["1", "Một"]], "B2", raw=True)
    answer = sheet.append_row(["2", "Hai"], table_range="B2")
    assert answer["tableRange"] == "Sheet1!B2:C3"
    assert answer["updates"]["updatedRange"] == "Sheet1!B4:C4"
    sheet.append_rows([[str(at)] for at in range(10)], table_range="B2")
    assert sheet.get("B14") == [["9"]]


def test_several_ranges_come_in_their_order_whoever_asks_for_them(book: gspread.Spreadsheet) -> None:
    book.add_worksheet("B", 3, 3).update([["b"]], "A1")
    answer = book.values_batch_get(["B!A1:A2", "Sheet1!A1", "B"])
    assert [part["range"] for part in answer["valueRanges"]] == ["B!A1:A2", "Sheet1!A1", "B!A1:C3"]


def test_clear_takes_the_values_and_leaves_the_formats(sheet: gspread.Worksheet) -> None:
    sheet.update([["1"]], "A1", raw=False)
    sheet.format("A1", {"numberFormat": {"type": "NUMBER", "pattern": "0.00"}})
    sheet.batch_clear(["A1:B2"])
    assert sheet.get("A1") == [[]]
    sheet.update([[3]], "A1")
    assert sheet.get("A1") == [["3,00" if sheet.spreadsheet.locale == "vi_VN" else "3.00"]]


def test_a_text_of_more_than_50000_characters_is_refused(sheet: gspread.Worksheet) -> None:
    with pytest.raises(APIError) as refused:
        sheet.update([["x" * 50_001]], "A1")
    assert refused.value.code == 400
    assert sheet.get("A1") == [[]]
