"""The tab Lỗi dữ liệu and `python -m sheets.check`: what they say, and how seldom they write."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.snapshot import Problem
from domain.vocabulary import ProblemLevel, Tab
from sheets import check, clock, listing
from sheets.config import Config
from sheets.listing import Listing, rows_of
from sheets.service import Service
from tests.sheets.faults import Faults
from tests.sheets.helpers import book_in, person, stored


@pytest.fixture
def lister(service: Service, monkeypatch: pytest.MonkeyPatch) -> Listing:
    monkeypatch.setattr(listing, "PAUSE", 0.001)
    return at_once(Listing(service.store, service.reader, service.book))


def at_once(one: Listing) -> Listing:
    """As if its minute had passed."""
    one._not_before = 0.0
    return one


def filled(folder: Path) -> list[list[Any]]:
    return [row for row in stored(folder, Tab.DATA_ERRORS)[1:] if any(row)]


def spoil(folder: Path, header: str, row: int, value: Any, tab: Tab = Tab.MODELS) -> None:
    sheet = person(folder).worksheet(tab)
    sheet.update_cell(row, sheet.row_values(1).index(header) + 1, value)


def test_the_tab_says_what_is_wrong_and_is_written_only_when_that_changes(
    service: Service, folder: Path, faults: Faults, lister: Listing
) -> None:
    lister.step()
    said = filled(folder)
    assert [row[5] for row in said] == ["Cảnh báo", "Lỗi"]
    assert said[1][:7] == [
        "Mô hình", 35, "MH-2026-0034", "Ngày kết thúc dự kiến", "cuối tháng 11", "Lỗi",
        "Cần ngày cụ thể, ví dụ 31/08/2026.",
    ]  # fmt: skip
    faults.reset()
    lister.step()
    service.store.refresh()
    lister.step()
    assert faults.writes == []
    spoil(folder, "Số hộ dự kiến", 3, "năm mươi")
    service.store.refresh()
    lister.step()
    assert len(filled(folder)) == 3
    spoil(folder, "Số hộ dự kiến", 3, "50")
    spoil(folder, "Ngày kết thúc dự kiến", 35, "30/11/2026")
    service.store.refresh()
    lister.step()
    assert [row[4] for row in filled(folder)] == ["khoảng 50"]


def test_two_processes_write_once_a_minute_in_all(
    service: Service, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes, began = [0], clock.real_now()
    monkeypatch.setattr(clock, "real_now", lambda: began + timedelta(seconds=minutes[0]))
    first = Listing(service.store, service.reader, service.book)
    other = Service(Config(folder), pace=0.01)
    other.store.refresh()
    second = Listing(other.store, other.reader, other.book)
    at_once(first).step()
    before = stored(folder, Tab.DATA_ERRORS)
    assert len(before) == 3
    spoil(folder, "Số hộ dự kiến", 3, "năm mươi")
    service.store.refresh()
    other.store.refresh()
    for one in (first, second):
        at_once(one).step()  # in the minute of the first write, for which its number is taken
    assert stored(folder, Tab.DATA_ERRORS) == before
    minutes[0] += 60
    for one in (first, second):
        at_once(one).step()
    assert len(stored(folder, Tab.DATA_ERRORS)) == 4
    other.close()


def test_a_tab_that_people_emptied_or_deleted_is_no_fault(service: Service, folder: Path, lister: Listing) -> None:
    person(folder).del_worksheet(person(folder).worksheet(Tab.DATA_ERRORS))
    service.reader.forget_sheet_ids()
    service.store.refresh()
    lister.step()
    assert Tab.DATA_ERRORS not in book_in(folder).tabs()


def test_a_missing_header_is_listed_with_the_one_that_looks_like_it_and_the_last_good_data_stay(
    service: Service, folder: Path, lister: Listing
) -> None:
    models = service.store.snapshot().models
    spoil(folder, "Tên mô hình", 1, "Tên mô hinhf")
    with pytest.raises(Exception, match="Tên mô hinhf"):
        service.store.refresh()
    assert service.store.snapshot().models == models
    lister.step()
    first = filled(folder)[0]
    assert first[6] == (
        "Tab 'Mô hình' thiếu cột 'Tên mô hình'. Có cột gần giống: 'Tên mô hinhf'. Hãy sửa dòng tiêu đề."
    )


def test_a_value_that_looks_like_a_formula_is_listed_as_text() -> None:
    problem = Problem(
        tab=Tab.MODELS, row=2, record_id=None, column="Năm", value="=1+1", level=ProblemLevel.ERROR, message="x"
    )
    assert rows_of([problem])[0][4] == "=1+1"


def test_the_command_lists_every_problem(service: Service, folder: Path) -> None:
    spoil(folder, "Số hộ dự kiến", 3, "năm mươi")
    result = json.loads(json.dumps(check.checked(service), ensure_ascii=False))
    assert set(result) >= {"problems", "connection", "outbox", "history"}
    assert {
        "tab": "Mô hình",
        "row": 3,
        "column": "Số hộ dự kiến",
        "value": "năm mươi",
        "level": "Lỗi",
        "message": "Cần số, đang là chữ: 'năm mươi'.",
        "suggestion": "",
    } in result["problems"]
    assert result["connection"]["ok"]
    assert result["history"]["entries"] > 0


def test_the_command_says_which_header_is_missing_and_what_cannot_be_reached(
    service: Service, folder: Path, faults: Faults
) -> None:
    spoil(folder, "Tên mô hình", 1, "Tên mô hinhf")
    result = check.checked(service)
    assert (result["connection"]["ok"], result["problems"][0]["value"]) == (True, "Tên mô hinhf")
    faults.always = _down
    result = check.checked(service)
    faults.always = None
    assert (result["connection"]["ok"], result["problems"]) == (False, [])
    assert "no answer" in result["connection"]["error"]


def _down(request: Any, go_on: Any) -> Any:
    import requests

    raise requests.ConnectionError("no answer")
