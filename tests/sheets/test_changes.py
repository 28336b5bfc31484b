"""Changing records: one read and one write, in the right row whatever people do to the sheet meanwhile."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import requests
from gspread.utils import rowcol_to_a1

from domain.errors import Gone, NotAllowed
from domain.vocabulary import Tab
from sheets.actions import carry_out
from sheets.service import Service
from tests.sheets import faults as broken
from tests.sheets.faults import Faults
from tests.sheets.helpers import actor, column, move_column, person, stored
from tests.sheets.rules import MODEL, log_with_findings, retitle

OFFICER = "chuyen-vien@example.vn"


def row_of(folder: Path, record_id: str, tab: Tab = Tab.MODELS) -> dict[str, Any]:
    grid = stored(folder, tab)
    return next(dict(zip(grid[0], row, strict=False)) for row in grid if row and row[0] == record_id)


def before_the_next_write(faults: Faults, hands: Callable[[], object]) -> None:
    """Lets a person do something between the application's read and its write."""

    def meanwhile(_: requests.PreparedRequest, go_on: Callable[[], requests.Response]) -> requests.Response:
        hands()
        return go_on()

    faults.next_writes.append(meanwhile)


def sort_models(folder: Path, header: str, *, descending: bool = False) -> None:
    book = person(folder)
    sheet = book.worksheet(Tab.MODELS)
    at = stored(folder)[0].index(header)
    order = "DESCENDING" if descending else "ASCENDING"
    area = {"sheetId": sheet.id, "startRowIndex": 1}
    specs = [{"dimensionIndex": at, "sortOrder": order}]
    book.batch_update({"requests": [{"sortRange": {"range": area, "sortSpecs": specs}}]})


def test_a_change_is_one_read_and_one_write_and_touches_only_its_cells(
    service: Service, faults: Faults, folder: Path
) -> None:
    before = row_of(folder, MODEL)
    done = carry_out(actor(service, OFFICER), retitle, op="c1")
    assert (len(faults.reads), len(faults.writes)) == (1, 1)
    assert done.ids == ()
    after = row_of(folder, MODEL)
    changed = {header for header in after if after[header] != before.get(header)}
    assert changed - {"Cập nhật lúc", "Người cập nhật", "Phiên bản", "_rev", "Nguồn"} == {"Tên mô hình"}
    assert after["Tên mô hình"] == "Tên mới"
    assert after["Phiên bản"] == (before.get("Phiên bản") or 0) + 1
    assert after["_rev"] == f"{MODEL}#{after['Phiên bản']}~c1"


def test_a_change_shows_at_once_and_leaves_what_stood_there_in_the_history(service: Service, folder: Path) -> None:
    old = row_of(folder, MODEL)["Tên mô hình"]
    carry_out(actor(service, OFFICER), retitle, op="c1")
    model = service.store.snapshot().model(MODEL)
    assert model is not None
    assert model.title == "Tên mới"
    grid = stored(folder, Tab.HISTORY)
    [entry] = [dict(zip(grid[0], row, strict=False)) for row in grid[1:] if row[0] == "c1"]
    assert (entry["Hành động"], entry["Cột"]) == ("Sửa", "Tên mô hình")
    assert (entry["Giá trị cũ"], entry["Giá trị mới"], entry["Người"]) == (old, "Tên mới", OFFICER)


def test_a_change_to_what_stands_there_writes_nothing(service: Service, faults: Faults, folder: Path) -> None:
    old = row_of(folder, MODEL)["Tên mô hình"]
    carry_out(actor(service, OFFICER), partial(retitle, title=old), op="c1")
    assert faults.writes == []


def test_the_same_operation_is_carried_out_once(service: Service, folder: Path) -> None:
    for _ in range(3):
        carry_out(actor(service, OFFICER), retitle, op="c1")
    assert column(folder, "Mã thao tác", Tab.HISTORY).count("c1") == 1


@pytest.mark.parametrize("fault", [broken.lost_after, broken.lost_before, broken.answered(503)])
def test_a_broken_connection_neither_loses_nor_doubles_a_change(
    service: Service, faults: Faults, folder: Path, fault: broken.Fault
) -> None:
    faults.next_writes += [fault, fault]
    carry_out(actor(service, OFFICER), retitle, op="c1")
    assert row_of(folder, MODEL)["Tên mô hình"] == "Tên mới"
    assert column(folder, "Mã thao tác", Tab.HISTORY).count("c1") == 1


def test_what_is_read_to_undo_a_mistake_is_not_kept_waiting(
    service: Service, faults: Faults, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows move on: an undoing that waited between its reading and its writing missed, and made more than it undid."""
    steps: list[str] = []
    monkeypatch.setattr(time, "sleep", lambda _: steps.append("pause"))

    def noted(request: requests.PreparedRequest, go_on: Callable[[], requests.Response]) -> requests.Response:
        steps.append("read" if request.method == "GET" else "write")
        if steps.count("write") <= 4 and steps[-1] == "write":  # the change, and three undoings of it
            sort_models(folder, "Mã mô hình", descending=steps.count("write") % 2 == 1)
        return go_on()

    faults.always = noted
    carry_out(actor(service, OFFICER), retitle, op="c1")
    assert row_of(folder, MODEL)["Tên mô hình"] == "Tên mới"
    pairs = [*pairwise(steps)]
    assert ("write", "pause") in pairs
    assert ("pause", "write") not in pairs


def test_a_sort_between_read_and_write_hits_nobody_else(service: Service, faults: Faults, folder: Path) -> None:
    before = {row[0]: list(row) for row in stored(folder)[1:]}
    before_the_next_write(faults, lambda: sort_models(folder, "Mã mô hình", descending=True))
    carry_out(actor(service, OFFICER), retitle, op="c1")
    after = {row[0]: list(row) for row in stored(folder)[1:]}
    assert after.keys() == before.keys()
    assert {key for key in after if after[key] != before[key]} == {MODEL}
    assert row_of(folder, MODEL)["Tên mô hình"] == "Tên mới"


@pytest.mark.parametrize("rev", [True, False])
def test_a_row_inserted_above_meanwhile_is_not_written_into(
    service: Service, faults: Faults, folder: Path, rev: bool
) -> None:
    sheet = person(folder).worksheet(Tab.MODELS)
    if not rev:  # as in rows that people typed
        at = stored(folder)[0].index("_rev") + 1
        letter = rowcol_to_a1(1, at).rstrip("1")
        sheet.batch_clear([f"{letter}2:{letter}60"])
        service.store.refresh()
    before = [row for row in stored(folder)[1:] if row[0] != MODEL]
    before_the_next_write(faults, lambda: sheet.insert_row(["hàng của người khác"], 2))
    carry_out(actor(service, OFFICER), retitle, op="c1")
    rows = stored(folder)[1:]
    assert rows[0] == ["hàng của người khác"]
    assert [row for row in rows[1:] if row[0] != MODEL] == before
    assert row_of(folder, MODEL)["_rev"].endswith("~c1")


def test_a_column_moved_meanwhile_gets_nothing_that_is_not_its_own(
    service: Service, faults: Faults, folder: Path
) -> None:
    before = row_of(folder, MODEL)
    at = stored(folder)[0].index("Tên mô hình")
    before_the_next_write(faults, lambda: move_column(folder, Tab.MODELS, at, at + 4))
    carry_out(actor(service, OFFICER), retitle, op="c1")
    after = row_of(folder, MODEL)
    app = {"Cập nhật lúc", "Người cập nhật", "Phiên bản", "_rev", "Nguồn"}
    assert {header for header in after if after[header] != before.get(header, "")} - app == {"Tên mô hình"}
    assert after["Tên mô hình"] == "Tên mới"


def test_a_row_deleted_meanwhile_is_said_to_be_gone_and_its_neighbour_keeps_its_values(
    service: Service, faults: Faults, folder: Path
) -> None:
    sheet = person(folder).worksheet(Tab.MODELS)
    row = [one[0] for one in stored(folder)].index(MODEL) + 1
    before = [one for one in stored(folder) if one[0] != MODEL]
    before_the_next_write(faults, lambda: sheet.delete_rows(row))
    with pytest.raises(Gone):
        carry_out(actor(service, OFFICER), retitle, op="c1")
    assert stored(folder) == before


def test_a_row_torn_by_a_partial_sort_is_not_written(service: Service, folder: Path) -> None:
    at = stored(folder)[0].index("_rev") + 1
    person(folder).worksheet(Tab.MODELS).update_cell(7, at, "MH-2026-0001#1~x")
    [torn] = [row[0] for row in stored(folder)[6:7]]
    service.store.refresh()
    with pytest.raises(Gone):
        carry_out(actor(service, OFFICER), partial(retitle, model_id=torn), op="c1")


def test_what_cannot_be_read_waits_and_is_not_written(service: Service, faults: Faults, folder: Path) -> None:
    service.answer_within = 0.3
    faults.always = broken.unreachable
    assert carry_out(actor(service, OFFICER), retitle, op="c1").waiting
    assert faults.writes == []
    faults.always = None
    assert not service.writer.outcome("c1", within=20).waiting
    assert row_of(folder, MODEL)["Tên mô hình"] == "Tên mới"


def test_a_unit_cannot_change_the_record_of_another_whatever_the_rule_says(service: Service, faults: Faults) -> None:
    with pytest.raises(NotAllowed):
        carry_out(actor(service), retitle, op="c1")
    assert faults.writes == []


def test_changes_of_many_people_at_once_all_hold(service: Service, folder: Path) -> None:
    ids = [row[0] for row in stored(folder)[1:21]]
    by = actor(service, OFFICER)

    def change(at: int) -> None:
        carry_out(by, partial(retitle, model_id=ids[at % 20], title=f"Tên {at}"), op=f"m{at}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(change, range(40)))
    titles = dict(zip(column(folder, "Mã mô hình"), column(folder, "Tên mô hình"), strict=True))
    assert all(titles[one] in {f"Tên {at}", f"Tên {at + 20}"} for at, one in enumerate(ids))
    versions = dict(zip(column(folder, "Mã mô hình"), column(folder, "Phiên bản"), strict=True))
    assert len({versions[one] for one in ids}) == 1


def test_an_inspection_its_findings_and_the_decision_go_out_together_and_know_each_other(
    service: Service, faults: Faults, folder: Path
) -> None:
    done = carry_out(actor(service, OFFICER), log_with_findings, op="i1")
    assert len(faults.writes) == 1
    inspection, first, second, difficulty = done.ids
    number = inspection.removeprefix("KT-")
    assert (first, second) == (f"TT-{number}-1", f"TT-{number}-2")
    assert row_of(folder, first, Tab.FINDINGS)["Mã kiểm tra"] == inspection
    assert row_of(folder, difficulty, Tab.DIFFICULTIES)["Mã kiểm tra"] == inspection
    assert done.rows[1] == column(folder, "Mã tồn tại", Tab.FINDINGS).index(first) + 2
    assert carry_out(actor(service, OFFICER), log_with_findings, op="i1") == done


def test_a_restarted_process_knows_what_an_operation_added(service: Service) -> None:
    done = carry_out(actor(service, OFFICER), log_with_findings, op="i1")
    restarted = Service(service.config, pace=0.01)
    restarted.start()
    restarted.store.refresh()
    assert restarted.writer.known("i1") == done
    restarted.close()
