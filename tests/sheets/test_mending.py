"""Correcting one cell: the right row and nothing else, whatever people do to the sheet meanwhile."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from gspread.utils import rowcol_to_a1

from domain.errors import Mended, NotAllowed
from domain.mending import correct_cell, may_correct
from domain.noticing import HandChange
from domain.snapshot import Problem
from domain.vocabulary import Tab
from sheets.actions import carry_out
from sheets.ledger import Ledger
from sheets.service import Service
from tests.sheets.faults import Faults
from tests.sheets.helpers import actor, column, person, stored
from tests.sheets.test_changes import before_the_next_write, row_of, sort_models

OFFICER = "chuyen-vien@example.vn"
MODEL = "MH-2026-0006"
SUMS = Tab.VILLAGE_SUMS
APP = {"Cập nhật lúc", "Người cập nhật", "Phiên bản", "_rev", "Nguồn"}


def type_into(folder: Path, tab: Tab, row: int, header: str, value: Any) -> None:
    at = stored(folder, tab)[0].index(header) + 1
    person(folder).worksheet(tab).update([[value]], rowcol_to_a1(row, at), raw=True)


def row_with(folder: Path, text: str, tab: Tab = Tab.MODELS) -> int:
    return next(number for number, row in enumerate(stored(folder, tab), 1) if text in row)


def problem(service: Service, tab: Tab, value: str) -> Problem:
    [found] = [one for one in service.store.snapshot().problems if (one.tab, one.value) == (tab, value)]
    assert found.suggestion
    return found


def mends(found: Problem) -> Callable[..., Any]:
    return partial(
        correct_cell,
        tab=str(found.tab),
        field=found.field,
        record_id=found.record_id,
        row=found.row,
        shown=found.value,
        suggestion=found.suggestion,
    )


def history(folder: Path, op: str) -> list[dict[str, Any]]:
    grid = stored(folder, Tab.HISTORY)
    return [dict(zip(grid[0], row, strict=False)) for row in grid[1:] if row[0] == op]


@pytest.fixture
def misspelt(service: Service, folder: Path) -> Problem:
    """A state that nobody knows, in a model with an ID."""
    type_into(folder, Tab.MODELS, row_with(folder, MODEL), "Lĩnh vực", "Bảo vệ mội trườngg")
    service.store.refresh()
    return problem(service, Tab.MODELS, "Bảo vệ mội trườngg")


def test_a_cell_is_corrected_and_nothing_else(service: Service, folder: Path, misspelt: Problem) -> None:
    before = row_of(folder, MODEL)
    carry_out(actor(service, OFFICER), mends(misspelt), op="m1")
    after = row_of(folder, MODEL)
    assert {header for header in after if after[header] != before.get(header)} - APP == {"Lĩnh vực"}
    assert after["Lĩnh vực"] == "Bảo vệ môi trường"
    assert after["Phiên bản"] == (before["Phiên bản"] or 0) + 1
    assert after["Nguồn"] == "Ứng dụng"
    [entry] = history(folder, "m1")
    assert (entry["Mã"], entry["Cột"]) == (MODEL, "Lĩnh vực")
    assert (entry["Giá trị cũ"], entry["Giá trị mới"]) == ("Bảo vệ mội trườngg", "Bảo vệ môi trường")


def test_who_comes_second_is_told_and_pressing_twice_is_once(service: Service, folder: Path, misspelt: Problem) -> None:
    by = actor(service, OFFICER)
    for _ in range(2):
        carry_out(by, mends(misspelt), op="m1")
    with pytest.raises(Mended):
        carry_out(by, mends(misspelt), op="m2")
    assert len(history(folder, "m1")) == 1


def test_sorted_meanwhile(service: Service, faults: Faults, folder: Path, misspelt: Problem) -> None:
    before = {row[0]: list(row) for row in stored(folder)[1:]}
    before_the_next_write(faults, lambda: sort_models(folder, "Mã mô hình", descending=True))
    carry_out(actor(service, OFFICER), mends(misspelt), op="m1")
    after = {row[0]: list(row) for row in stored(folder)[1:]}
    assert {key for key in after if after[key] != before[key]} == {MODEL}
    assert row_of(folder, MODEL)["Lĩnh vực"] == "Bảo vệ môi trường"


def test_typed_into_meanwhile(service: Service, faults: Faults, folder: Path, misspelt: Problem) -> None:
    row = row_with(folder, MODEL)
    before_the_next_write(faults, lambda: type_into(folder, Tab.MODELS, row, "Lĩnh vực", "Khác"))
    with pytest.raises(Mended):
        carry_out(actor(service, OFFICER), mends(misspelt), op="m1")
    assert row_of(folder, MODEL)["Lĩnh vực"] == "Khác"


def test_a_guess_is_written_although_it_means_the_same(service: Service, folder: Path) -> None:
    type_into(folder, Tab.MODELS, row_with(folder, MODEL), "Số hộ dự kiến", "khoảng 20")
    service.store.refresh()
    carry_out(actor(service, OFFICER), mends(problem(service, Tab.MODELS, "khoảng 20")), op="m1")
    assert row_of(folder, MODEL)["Số hộ dự kiến"] == 20


def test_a_part_of_the_natural_key(service: Service, faults: Faults, folder: Path) -> None:
    old = stored(folder, SUMS)[2]
    at = old.index("III") if "III" in old else old.index("II")
    type_into(folder, SUMS, 3, "Quý", "lll")
    assert at == stored(folder, SUMS)[0].index("Quý")
    service.store.refresh()
    found = problem(service, SUMS, "lll")
    assert found.record_id is None
    sheet = person(folder).worksheet(SUMS)
    before_the_next_write(faults, lambda: sheet.insert_row(["hàng của người khác"], 2))
    carry_out(actor(service, OFFICER), mends(found), op="m1")
    row = stored(folder, SUMS)[3]
    assert row[:3] == [old[0], old[1], "III"]
    assert stored(folder, SUMS)[1] == ["hàng của người khác"]
    key = f"{old[0]}|{int(old[1])}|III"
    entries = [
        one for one in history(folder, "m1") if one["Hành động"] == "Sửa" and one["Cột"] and one["_op"] == "m1.2"
    ]
    assert [(one["Mã"], one["Giá trị cũ"], one["Giá trị mới"]) for one in entries] == [(key, "lll", "III")]
    assert service.store.snapshot().row_of(SUMS, key)


def test_another_process_does_not_take_a_renamed_row_for_a_deleted_one(service: Service, folder: Path) -> None:
    unit_id, year, quarter = stored(folder, SUMS)[2][:3]
    type_into(folder, SUMS, 3, "Quý", quarter.replace("I", "l"))
    service.store.refresh()
    carry_out(actor(service, OFFICER), mends(problem(service, SUMS, quarter.replace("I", "l"))), op="m1")
    ledger = Ledger()
    ledger.take(stored(folder, Tab.HISTORY))
    went = HandChange(SUMS, f"{unit_id}|{year}|{quarter.replace('I', 'l')}", "", "{}", "")
    came = HandChange(SUMS, f"{unit_id}|{year}|{quarter}", "", "", "{}")
    assert ledger.knows(went)
    assert ledger.knows(came)
    before = service.store.version()
    service.store.refresh()
    assert service.store.version() == before


def test_a_row_that_has_no_id_yet(service: Service, folder: Path) -> None:
    header = stored(folder)[0]
    typed = {"Năm": 2026, "Tên mô hình": "Gõ tay", "Mã đơn vị": "TH-05", "Lĩnh vực": "Phát triển kinh tê1"}
    person(folder).worksheet(Tab.MODELS).append_row([str(typed.get(title, "")) for title in header])
    service.store.refresh()
    found = problem(service, Tab.MODELS, "Phát triển kinh tê1")
    assert found.record_id is None
    carry_out(actor(service, OFFICER), mends(found), op="m1")
    row = dict(zip(header, stored(folder)[-1], strict=False))
    assert row["Lĩnh vực"] == "Phát triển kinh tế"
    assert row.get("_rev", "") == ""
    assert row["Mã mô hình"] == ""
    assert any(one.title == "Gõ tay" and one.field for one in service.store.snapshot().models)
    before = service.store.version()
    service.store.refresh()
    assert service.store.version() == before


def test_a_row_left_out_as_a_copy(service: Service, folder: Path) -> None:
    row = list(next(one for one in stored(folder) if one[0] == MODEL))
    row[stored(folder)[0].index("Lĩnh vực")] = "Phát triển kinh tê1"
    person(folder).worksheet(Tab.MODELS).append_row(row, value_input_option="RAW")  # type: ignore[arg-type]
    service.store.refresh()
    first = row_of(folder, MODEL)
    carry_out(actor(service, OFFICER), mends(problem(service, Tab.MODELS, "Phát triển kinh tê1")), op="m1")
    assert row_of(folder, MODEL) == first
    assert column(folder, "Lĩnh vực")[-1] == "Phát triển kinh tế"


def test_a_typed_row_that_moved_meanwhile(service: Service, faults: Faults, folder: Path) -> None:
    header = stored(folder)[0]
    typed = {"Năm": 2026, "Tên mô hình": "Gõ tay", "Mã đơn vị": "TH-05", "Lĩnh vực": "Phát triển kinh tê1"}
    person(folder).worksheet(Tab.MODELS).append_row([str(typed.get(title, "")) for title in header])
    service.store.refresh()
    before = {row[0]: list(row) for row in stored(folder)[1:] if row[0]}
    before_the_next_write(faults, lambda: sort_models(folder, "Tên mô hình"))
    carry_out(actor(service, OFFICER), mends(problem(service, Tab.MODELS, "Phát triển kinh tê1")), op="m1")
    assert {row[0]: list(row) for row in stored(folder)[1:] if row[0]} == before
    [row] = [dict(zip(header, one, strict=False)) for one in stored(folder)[1:] if not one[0]]
    assert (row["Tên mô hình"], row["Lĩnh vực"]) == ("Gõ tay", "Phát triển kinh tế")


def test_a_unit_corrects_its_own_rows_while_they_are_its_own(service: Service, folder: Path) -> None:
    own = next(one for one in service.store.snapshot().models if one.state == "Trả lại")
    theirs = next(one for one in service.store.snapshot().models if one.state == "Đang triển khai")
    for model, text in ((own, "Bảo vệ mội trườngg"), (theirs, "Bảo vệ mội trườnggg")):
        type_into(folder, Tab.MODELS, row_with(folder, model.model_id or ""), "Lĩnh vực", text)
    service.store.refresh()
    snapshot = service.store.snapshot()
    accounts = {one.unit_id: one.email or "" for one in snapshot.accounts if one.role == "Đơn vị"}
    by, other = actor(service, accounts[own.unit_id]), actor(service, accounts[theirs.unit_id])
    mine, running = (problem(service, Tab.MODELS, f"Bảo vệ mội trườngg{more}") for more in ("", "g"))
    assert may_correct(snapshot, by, mine)
    assert not may_correct(snapshot, other, running)
    if other.unit_id != by.unit_id:
        assert not may_correct(snapshot, other, mine)
        with pytest.raises(NotAllowed):
            carry_out(other, mends(mine), op="m1")
    with pytest.raises(NotAllowed):
        carry_out(other, mends(running), op="m2")
    carry_out(by, mends(mine), op="m3")
    assert row_of(folder, own.model_id or "")["Lĩnh vực"] == "Bảo vệ môi trường"
