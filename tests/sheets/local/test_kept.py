"""What is asked again of a tab that has not changed is not read again, and is never out of date."""

import shutil
from pathlib import Path
from typing import Any

import gspread
import pytest
from gspread.utils import ValueInputOption

from sheets.local.adapter import local_client
from sheets.local.grid import Grid
from sheets.local.service import LocalService
from tests.sheets.local.test_grid import RAW


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The grids that were read."""
    found: list[int] = []
    inner = Grid.filled_lines

    def noted(self: Grid, start: int, end: int) -> Any:
        found.append(self.number)
        return inner(self, start, end)

    monkeypatch.setattr(Grid, "filled_lines", noted)
    return found


def shown(book: gspread.Spreadsheet, *titles: str) -> list[Any]:
    return [one.get("values", []) for one in book.values_batch_get([*titles], params={**RAW})["valueRanges"]]


def test_after_a_change_only_its_tab_is_read(book: gspread.Spreadsheet, reads: list[int]) -> None:
    other = book.add_worksheet("Khác", 5, 5)
    book.sheet1.update([["a"]], "A1")
    assert shown(book, "Sheet1", "Khác") == [[["a"]], []]
    reads.clear()
    other.update([["b", 2]], "B2")
    assert shown(book, "Sheet1", "Khác") == [[["a"]], [[], ["", "b", 2]]]
    assert len(reads) == 1
    reads.clear()
    assert shown(book, "Khác") == [[[], ["", "b", 2]]]  # another question, the same tab
    assert reads == []


def test_a_tab_with_a_formula_is_read_whenever_anything_changed(book: gspread.Spreadsheet) -> None:
    other = book.add_worksheet("Khác", 5, 5)
    book.sheet1.update([["=Khác!A1+1"]], "A1", value_input_option=ValueInputOption.user_entered)
    other.update([[1]], "A1")
    assert shown(book, "Sheet1") == [[[2]]]
    other.update([[5]], "A1")
    assert shown(book, "Sheet1") == [[[6]]]
    book.sheet1.update([[7]], "A1")
    assert shown(book, "Sheet1") == [[[7]]]


def test_formatted_values_are_not_mistaken_for_raw_ones(book: gspread.Spreadsheet) -> None:
    book.sheet1.update([[1234.5]], "A1")
    assert shown(book, "Sheet1") == [[[1234.5]]]
    [formatted] = book.values_batch_get(["Sheet1"])["valueRanges"]
    assert formatted["values"] == [["1234.5"]]


def test_what_another_process_or_a_restored_file_holds_is_seen(
    service: LocalService, book: gspread.Spreadsheet, tmp_path: Path
) -> None:
    book.sheet1.update([["a"]], "A1")
    assert shown(book, "Sheet1") == [[["a"]]]
    service.close()
    shutil.copy(service.storage.path, tmp_path / "copy")
    elsewhere = LocalService(service.storage.path)
    local_client(elsewhere).open_by_key(book.id).sheet1.update([["b"]], "A1")
    assert shown(book, "Sheet1") == [[["b"]]]
    elsewhere.close()
    service.close()
    Path(tmp_path / "copy").replace(service.storage.path)
    for part in ("-wal", "-shm"):
        Path(f"{service.storage.path}{part}").unlink(missing_ok=True)
    assert shown(book, "Sheet1") == [[["a"]]]


def test_a_new_tab_of_an_old_name_and_a_new_name_of_an_old_tab_are_told_apart(book: gspread.Spreadsheet) -> None:
    old = book.add_worksheet("Khác", 5, 5)
    old.update([["cũ"]], "A1")
    assert shown(book, "Khác") == [[["cũ"]]]
    old.update_title("Xưa")
    book.add_worksheet("Khác", 5, 5).update([["mới"]], "A1")
    assert shown(book, "Khác", "Xưa") == [[["mới"]], [["cũ"]]]
    book.del_worksheet(book.worksheet("Khác"))
    book.add_worksheet("Khác", 5, 5)
    assert shown(book, "Khác") == [[]]


def test_filling_rows_in_which_nothing_stood_is_a_change(book: gspread.Spreadsheet) -> None:
    other = book.add_worksheet("Khác", 3, 2)
    other.update([["a"]], "A1")
    assert shown(book, "Khác") == [[["a"]]]
    area, value = {"sheetId": other.id, "startRowIndex": 1}, {"userEnteredValue": {"stringValue": "có"}}
    book.batch_update({"requests": [{"repeatCell": {"range": area, "cell": value, "fields": "userEnteredValue"}}]})
    assert shown(book, "Khác") == [[["a"], ["có", "có"], ["có", "có"]]]
