"""batchUpdate: order, atomicity, refusals, and each kind of request a person's or the application's work needs."""

from contextlib import suppress
from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError
from gspread.utils import ValueRenderOption

from sheets.local.batch.dispatch import KINDS, REFUSED
from tests.sheets.local.conftest import Batch, Json

LETTERS = [[f"{letter}{row}" for letter in "abcdef"] for row in range(1, 11)]


def area(top: int, left: int, bottom: int, right: int) -> Json:
    return {"startRowIndex": top, "startColumnIndex": left, "endRowIndex": bottom, "endColumnIndex": right}


def lines(start: int, end: int, dimension: str = "ROWS") -> Json:
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}


def put(row: int, column: int, *texts: str) -> Json:
    values = [{"userEnteredValue": {"stringValue": text}} for text in texts]
    start = {"rowIndex": row, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": [{"values": values}], "fields": "userEnteredValue"}}


@pytest.fixture
def letters(sheet: gspread.Worksheet) -> gspread.Worksheet:
    """Ten rows a1..f10."""
    sheet.update(LETTERS, "A1", raw=True)
    return sheet


def column(sheet: gspread.Worksheet, at: int = 1) -> list[Any]:
    return list(sheet.col_values(at))


def refusal(batch: Batch, *requests: Json) -> Json:
    with pytest.raises(APIError) as refused:
        batch(*requests)
    return dict(refused.value.error)


def test_requests_are_applied_in_their_order(batch: Batch, letters: gspread.Worksheet) -> None:
    batch(
        put(0, 0, "first"),
        {"insertDimension": {"range": lines(0, 1)}},
        put(0, 0, "second"),
        {"deleteDimension": {"range": lines(2, 10)}},
    )
    assert column(letters) == ["second", "first", "a10"]


def test_one_refused_request_leaves_nothing_of_the_batch(batch: Batch, letters: gspread.Worksheet) -> None:
    before = letters.spreadsheet.fetch_sheet_metadata()
    error = refusal(
        batch, put(0, 0, "x"), {"addSheet": {"properties": {"title": "Mới"}}}, {"deleteSheet": {"sheetId": 7}}
    )
    assert error["message"] == "Invalid requests[2].deleteSheet: No sheet with id: 7"
    assert letters.get_all_values() == LETTERS
    assert letters.spreadsheet.fetch_sheet_metadata() == before


@pytest.mark.parametrize("kind", sorted(REFUSED))
def test_what_is_not_served_is_named_in_a_501(batch: Batch, kind: str) -> None:
    assert refusal(batch, {kind: {}}) == {
        "code": 501,
        "message": f"The embedded workbook does not serve the request {kind}.",
        "status": "UNIMPLEMENTED",
    }


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_empty_request_of_any_kind_breaks_the_service(batch: Batch, kind: str) -> None:
    with suppress(APIError):
        batch({kind: {}})
    assert batch(put(0, 0, "x")) == [{}]


def test_an_unknown_kind_is_refused_as_google_refuses_it(batch: Batch) -> None:
    error = refusal(batch, {"dance": {}})
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    assert 'Unknown name "dance"' in error["message"]


def test_no_request_at_all_is_refused(batch: Batch) -> None:
    assert refusal(batch)["message"] == "Must specify at least one request."


def test_the_answer_can_hold_the_cells_as_the_batch_left_them(
    book: gspread.Spreadsheet, sheet: gspread.Worksheet
) -> None:
    assert sheet.row_count == 10
    answer = book.batch_update(
        {
            "requests": [put(2, 1, "mới")],
            "includeSpreadsheetInResponse": True,
            "responseIncludeGridData": True,
            "responseRanges": ["Sheet1!B3"],
        }
    )
    [shown] = answer["updatedSpreadsheet"]["sheets"]
    [data] = shown["data"]
    assert (data["startRow"], data["startColumn"]) == (2, 1)
    assert data["rowData"][0]["values"][0]["userEnteredValue"] == {"stringValue": "mới"}


def test_metadata_with_a_number_that_is_taken_refuses_the_whole_batch(batch: Batch, letters: gspread.Worksheet) -> None:
    lock = {"metadataId": 5, "metadataKey": "k", "location": {"sheetId": 0}, "visibility": "DOCUMENT"}
    batch({"createDeveloperMetadata": {"developerMetadata": lock}})
    error = refusal(batch, put(0, 0, "x"), {"createDeveloperMetadata": {"developerMetadata": lock}})
    assert error["code"] == 400
    assert letters.acell("A1").value == "a1"
    [reply] = batch({"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataKey": "k"}}}})
    assert [one["metadataId"] for one in reply["deleteDeveloperMetadata"]["deletedDeveloperMetadata"]] == [5]


def test_rows_and_columns_move_as_a_person_drags_them(batch: Batch, letters: gspread.Worksheet) -> None:
    batch({"moveDimension": {"source": lines(0, 2), "destinationIndex": 4}})
    assert column(letters)[:5] == ["a3", "a4", "a1", "a2", "a5"]
    batch({"moveDimension": {"source": lines(5, 6, "COLUMNS"), "destinationIndex": 0}})
    assert letters.row_values(1) == ["f3", "a3", "b3", "c3", "d3", "e3"]


def test_deleting_more_than_there_is_names_what_does_not_exist(batch: Batch, letters: gspread.Worksheet) -> None:
    assert letters.row_count == 10
    error = refusal(batch, {"deleteDimension": {"range": lines(8, 12)}})
    assert error["message"].endswith(
        "Cannot delete a row that doesn't exist. Tried to delete row index 11 but there are only 10 rows."
    )


def test_sorting_keeps_blanks_last_and_moves_whole_cells(batch: Batch, sheet: gspread.Worksheet) -> None:
    sheet.update([[3, "ba"], ["", "trống"], [1, "một"], ["ă", "chữ"], [2, "hai"]], "A1", raw=True)
    spec = [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}]
    batch({"sortRange": {"range": area(0, 0, 5, 2), "sortSpecs": spec}})
    assert column(sheet, 2) == ["chữ", "ba", "hai", "một", "trống"]


def test_a_protected_range_goes_along_with_its_rows_and_can_be_taken_away(
    batch: Batch, book: gspread.Spreadsheet, sheet: gspread.Worksheet
) -> None:
    assert sheet.row_count == 10
    [reply] = batch({"addProtectedRange": {"protectedRange": {"range": area(2, 0, 4, 1)}}})
    batch({"insertDimension": {"range": lines(0, 3)}})
    [protected] = book.list_protected_ranges(0)
    assert (protected["range"]["startRowIndex"], protected["range"]["endRowIndex"]) == (5, 7)
    number = reply["addProtectedRange"]["protectedRange"]["protectedRangeId"]
    batch({"deleteProtectedRange": {"protectedRangeId": number}})
    assert book.list_protected_ranges(0) == []


def test_moving_a_sheet_leaves_its_other_properties(batch: Batch, book: gspread.Spreadsheet) -> None:
    book.add_worksheet("Hai", 5, 5).freeze(rows=1)
    batch({"updateSheetProperties": {"properties": {"sheetId": 0, "index": 2}, "fields": "index"}})
    assert [sheet.title for sheet in book.worksheets()] == ["Hai", "Sheet1"]
    assert book.worksheet("Hai").frozen_row_count == 1


def test_a_merge_keeps_its_first_value_and_follows_its_rows(batch: Batch, letters: gspread.Worksheet) -> None:
    letters.merge_cells("A1:B2")
    assert letters.get("A1:C2") == [["a1", "", "c1"], ["", "", "c2"]]
    batch({"insertDimension": {"range": lines(0, 1)}})
    [shown] = letters.spreadsheet.fetch_sheet_metadata()["sheets"]
    assert shown["merges"] == [area(1, 0, 3, 2)]
    assert "You must select all cells" in refusal(batch, {"unmergeCells": {"range": area(0, 0, 2, 1)}})["message"]
    letters.unmerge_cells("A1:F5")
    assert "merges" not in letters.spreadsheet.fetch_sheet_metadata()["sheets"][0]


def test_a_merge_whose_outcome_is_not_known_is_refused(batch: Batch, sheet: gspread.Worksheet) -> None:
    sheet.update([["", "đầy"]], "A1")
    assert refusal(batch, {"mergeCells": {"range": area(0, 0, 1, 2)}})["code"] == 501
    assert sheet.acell("B1").value == "đầy"


def test_pasting_repeats_a_small_block_and_a_large_one_grows_beyond_its_place(
    batch: Batch, letters: gspread.Worksheet
) -> None:
    batch({"copyPaste": {"source": area(0, 0, 1, 2), "destination": area(5, 0, 7, 4), "pasteType": "PASTE_VALUES"}})
    assert letters.get("A6:D7") == [["a1", "b1", "a1", "b1"]] * 2
    batch({"copyPaste": {"source": area(0, 0, 2, 2), "destination": area(8, 4, 9, 5)}})
    assert letters.get("E9:F10") == [["a1", "b1"], ["a2", "b2"]]


def test_pasting_values_leaves_the_format_and_takes_the_result_of_a_formula(
    batch: Batch, sheet: gspread.Worksheet
) -> None:
    sheet.update([["=2*3"]], "A1", raw=False)
    sheet.format("B1", {"numberFormat": {"type": "NUMBER", "pattern": "0.0"}})
    batch({"copyPaste": {"source": area(0, 0, 1, 1), "destination": area(0, 1, 1, 2), "pasteType": "PASTE_VALUES"}})
    assert sheet.acell("B1").value == "6.0"
    assert sheet.acell("B1", value_render_option=ValueRenderOption.formula).numeric_value == 6


def test_cutting_leaves_nothing_behind_even_where_the_places_overlap(batch: Batch, letters: gspread.Worksheet) -> None:
    batch({"cutPaste": {"source": area(0, 0, 3, 1), "destination": {"rowIndex": 1, "columnIndex": 0}}})
    assert column(letters)[:5] == ["", "a1", "a2", "a3", "a5"]


def test_replacing_a_cell_is_a_comparison_and_a_write_in_one(batch: Batch, sheet: gspread.Worksheet) -> None:
    sheet.update([["MH-1#7~a"], ["MH-1#7~ab"], ["mh-1#7~a"]], "A1", raw=True)
    swap = {"find": "MH-1#7~a", "replacement": "MH-1#8~b", "matchCase": True, "matchEntireCell": True, "sheetId": 0}
    counted = {"valuesChanged": 1, "rowsChanged": 1, "sheetsChanged": 1, "occurrencesChanged": 1}
    assert batch({"findReplace": swap}) == [{"findReplace": counted}]
    assert batch({"findReplace": swap}) == [{"findReplace": {}}]
    assert column(sheet) == ["MH-1#8~b", "MH-1#7~ab", "mh-1#7~a"]


def test_replacing_parts_of_texts_counts_every_occurrence(batch: Batch, sheet: gspread.Worksheet) -> None:
    sheet.update([["Xóm A, xóm B"], ["thôn"], ["xóm"]], "A1", raw=True)
    [reply] = batch({"findReplace": {"find": "xóm", "replacement": "thôn", "allSheets": True}})
    assert reply["findReplace"]["occurrencesChanged"] == 3
    assert reply["findReplace"]["rowsChanged"] == 2
    assert column(sheet) == ["thôn A, thôn B", "thôn", "thôn"]


@pytest.mark.parametrize("replacement", ["12", "01/02/2026", "=1+1", "'x", "TRUE"])
def test_a_replacement_that_google_would_read_anew_is_refused(
    batch: Batch, sheet: gspread.Worksheet, replacement: str
) -> None:
    sheet.update([["x"]], "A1", raw=True)
    assert refusal(batch, {"findReplace": {"find": "x", "replacement": replacement, "sheetId": 0}})["code"] == 501


def test_a_named_range_is_found_with_and_without_its_sheet(batch: Batch, letters: gspread.Worksheet) -> None:
    batch({"addNamedRange": {"namedRange": {"name": "Khoi", "range": area(1, 1, 3, 3)}}})
    book = letters.spreadsheet
    assert book.values_get("Khoi")["values"] == [["b2", "c2"], ["b3", "c3"]]
    assert book.values_get("Sheet1!khoi")["range"] == "Sheet1!B2:C3"
    [named] = book.list_named_ranges()
    batch({"deleteNamedRange": {"namedRangeId": named["namedRangeId"]}})
    assert book.list_named_ranges() == []


def test_groups_and_filters_lie_on_their_rows(batch: Batch, sheet: gspread.Worksheet) -> None:
    sheet.set_basic_filter("A1:C5")
    sheet.add_dimension_group_rows(2, 4)
    batch({"insertDimension": {"range": lines(1, 2)}})
    [shown] = sheet.spreadsheet.fetch_sheet_metadata()["sheets"]
    assert shown["basicFilter"]["range"] == area(0, 0, 6, 3)
    assert [(one["range"]["startIndex"], one["range"]["endIndex"]) for one in shown["rowGroups"]] == [(3, 5)]
    sheet.delete_dimension_group_rows(3, 5)
    sheet.clear_basic_filter()
    [shown] = sheet.spreadsheet.fetch_sheet_metadata()["sheets"]
    assert shown.keys() == {"properties"}
