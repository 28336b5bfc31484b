"""What a refresh costs by counts: nothing is decoded, digested or parsed without a change, one row with one."""

import json
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from gspread.utils import rowcol_to_a1

from domain import rows
from domain.vocabulary import Tab
from sheets.grids import Grids, sharing
from sheets.local.book import Book
from sheets.service import Service
from tests.sheets.helpers import book_in, move_column, person, stored


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often this thread parsed and digested a row and opened the embedded workbook; chores have their own."""
    counts: Counter[str] = Counter()
    mine = threading.get_ident()

    def counting(place: Any, name: str) -> None:
        inner = getattr(place, name)

        def call(*given: Any, **named: Any) -> Any:
            if threading.get_ident() == mine:
                counts[name] += 1
            return inner(*given, **named)

        monkeypatch.setattr(place, name, call)

    counting(rows.RowReader, "read")
    counting(rows, "_digest")
    counting(Book, "resolve")
    counting(json, "loads")
    return counts


def test_without_a_change_no_row_is_parsed_digested_or_decoded(service: Service, counted: Counter[str]) -> None:
    service.store.refresh()
    counted.clear()
    before = service.store.snapshot()
    service.store.refresh()
    assert service.store.snapshot() is before
    assert counted == {}


def test_one_changed_row_is_the_only_one_that_is_parsed(service: Service, folder: Path, counted: Counter[str]) -> None:
    service.store.refresh()
    at = stored(folder)[0].index("Nhận xét")
    for text in ("Một", "Hai"):
        person(folder).worksheet(Tab.MODELS).update_cell(5, at + 1, text)
        counted.clear()
        service.store.refresh()
        assert (counted["read"], counted["_digest"]) == (1, 0)


def test_a_row_put_in_or_taken_out_parses_no_other(service: Service, folder: Path, counted: Counter[str]) -> None:
    service.store.refresh()
    person(folder).worksheet(Tab.REPORTS).insert_row(["", 2026], 2)
    counted.clear()
    service.store.refresh()
    assert (counted["read"], counted["_digest"]) == (1, 0)
    person(folder).worksheet(Tab.REPORTS).delete_rows(3)
    counted.clear()
    service.store.refresh()
    assert (counted["read"], counted["_digest"]) == (0, 0)


def test_a_sorted_tab_is_not_parsed_again(service: Service, folder: Path, counted: Counter[str]) -> None:
    service.store.refresh()
    before = service.store.snapshot().tasks
    sheet = person(folder).worksheet(Tab.TASKS)
    sheet.sort((1, "des"))
    counted.clear()
    service.store.refresh()
    after = service.store.snapshot().tasks
    assert after != before
    assert {id(one) for one in after} == {id(one) for one in before}
    assert counted["read"] == 0


def test_a_moved_column_parses_its_tab_anew(service: Service, folder: Path, counted: Counter[str]) -> None:
    service.store.refresh()
    move_column(folder, Tab.UNITS, 2, 5)
    counted.clear()
    service.store.refresh()
    assert counted["read"] >= len(service.store.snapshot().units)


def test_a_box_that_was_the_number_1_is_a_change(service: Service, folder: Path) -> None:
    sheet = person(folder).worksheet(Tab.MODELS)
    at = stored(folder)[0].index("Nhận xét")
    for value in (1, True, 1, 0, False):
        sheet.update([[value]], rowcol_to_a1(5, at + 1), raw=True)
        service.store.refresh()
        shown = service.store.grid(Tab.MODELS)[4][at]
        assert (type(shown), shown) == (type(value), value)


def test_parts_that_are_equal_are_shared() -> None:
    old: Grids = {Tab.MODELS: [["a"], [1], ["c"]], Tab.UNITS: [["d"]]}
    new = sharing(old, {Tab.MODELS: [["a"], [True], ["c"], ["e"]], Tab.UNITS: [["d"]]})
    assert new[Tab.MODELS][0] is old[Tab.MODELS][0]
    assert new[Tab.MODELS][1][0] is True
    assert new[Tab.MODELS][2:] == [["c"], ["e"]]
    assert new[Tab.UNITS] is old[Tab.UNITS]
    assert sharing(old, {tab: [list(row) for row in grid] for tab, grid in old.items()}) is old


def test_another_process_that_writes_is_seen_at_once(folder: Path) -> None:
    mine, other = book_in(folder), person(folder)
    before, digest = mine.read_unless([Tab.UNITS], None)
    assert mine.read_unless([Tab.UNITS], digest) == (None, digest)
    other.worksheet(Tab.UNITS).update([["Mới"]], "P3")
    after, moved = mine.read_unless([Tab.UNITS], digest)
    assert after not in (None, before)
    assert moved != digest
