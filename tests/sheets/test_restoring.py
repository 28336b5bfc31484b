"""Putting fields back and bringing deleted rows back, through the service, while people work in the sheet."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from domain import restoring
from domain.conflicts import Seen
from domain.errors import Conflict, Invalid
from domain.outbox import Entry
from domain.tables import Model
from domain.vocabulary import Tab
from sheets import handwork
from sheets.actions import carry_out, register_model
from sheets.ledger import Ledger
from sheets.service import Service
from tests.sheets import faults as broken
from tests.sheets.faults import Faults
from tests.sheets.helpers import NEVER, actor, column, form, move_column, person, stored
from tests.sheets.rules import MODEL, retitle
from tests.sheets.test_changes import OFFICER, before_the_next_write, row_of, sort_models
from tests.sheets.test_handwork import by_hand, chores, type_into
from tests.sheets.test_mending import APP, history


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would come to rest in seconds has done so."""
    monkeypatch.setattr(handwork, "REST", timedelta())
    monkeypatch.setattr(handwork, "GONE", timedelta())
    monkeypatch.setattr("sheets.writer.CHORES", NEVER)


def put_back(service: Service, first: int) -> Callable[..., Any]:
    """The rule that brings the model back to what it was before an entry of its history."""
    service.past.forget()
    values = restoring.values_before(Model, service.past.of(Tab.MODELS, MODEL), first)
    return partial(restoring.put_back, tab=str(Tab.MODELS), record_id=MODEL, values=values)


def deleted(service: Service, folder: Path) -> dict[str, Any]:
    """A person deletes the model's row; what stood in it."""
    before = row_of(folder, MODEL)
    row = [one[0] for one in stored(folder)].index(MODEL) + 1
    person(folder).worksheet(Tab.MODELS).delete_rows(row)
    chores(service)
    return before


def restore(service: Service) -> Callable[..., Any]:
    service.past.forget()
    [gone] = [one for one in service.past.deleted() if one.record_id == MODEL]
    cells = restoring.deleted_cells(gone.old)
    assert cells is not None
    return partial(restoring.restore_row, tab=str(Tab.MODELS), record_id=MODEL, cells=cells)


def test_put_back_over_what_a_person_typed_unreadably_and_back_to_it_again(service: Service, folder: Path) -> None:
    before = row_of(folder, MODEL)
    type_into(folder, MODEL, "Số hộ dự kiến", "vài chục hộ")
    chores(service)
    carry_out(actor(service, OFFICER), retitle, op="c1")
    carry_out(actor(service, OFFICER), put_back(service, 0), op="p1")
    after = row_of(folder, MODEL)
    assert {title for title in after if after[title] != before.get(title, "")} <= APP
    assert after["Phiên bản"] == (before["Phiên bản"] or 0) + 2
    entries = history(folder, "p1")
    assert {one["Hành động"] for one in entries} == {"Khôi phục"}
    assert {one["Người"] for one in entries} == {OFFICER}
    by_column = {one["Cột"]: (one["Giá trị cũ"], one["Giá trị mới"]) for one in entries}
    assert by_column["Số hộ dự kiến"] == ("vài chục hộ", str(before["Số hộ dự kiến"]))

    first = next(at for at, one in enumerate(service.past.of(Tab.MODELS, MODEL)) if one.op_id == "p1")
    carry_out(actor(service, OFFICER), put_back(service, first), op="p2")
    assert row_of(folder, MODEL)["Số hộ dự kiến"] == "vài chục hộ"
    assert row_of(folder, MODEL)["Tên mô hình"] == "Tên mới"
    version = service.store.version()
    service.store.refresh()
    assert service.store.version() == version
    chores(service)
    assert len(by_hand(folder)) == 1


def test_pressed_twice_and_sorted_meanwhile(service: Service, faults: Faults, folder: Path) -> None:
    before = row_of(folder, MODEL)
    carry_out(actor(service, OFFICER), retitle, op="c1")
    others = {row[0]: list(row) for row in stored(folder)[1:] if row[0] != MODEL}
    rule = put_back(service, 0)
    before_the_next_write(faults, lambda: sort_models(folder, "Mã mô hình", descending=True))
    for op in ("p1", "p1", "p2"):
        carry_out(actor(service, OFFICER), rule, op=op)
    assert row_of(folder, MODEL)["Tên mô hình"] == before["Tên mô hình"]
    assert {row[0]: list(row) for row in stored(folder)[1:] if row[0] != MODEL} == others
    assert history(folder, "p2") == []
    attempts = history(folder, "p1")
    ours = [one for one in attempts if one["Người"] == OFFICER]
    assert [one["_op"] for one in ours] == ["p1.1", "p1.2"]
    ledger = Ledger()
    ledger.take(stored(folder, Tab.HISTORY))
    assert ledger.carried_out("p1")
    assert ledger.misses("p1") == 1
    service.past.forget()
    shown = [one for one in service.past.of(Tab.MODELS, MODEL) if one.op_id == "p1" and one.by == OFFICER]
    assert [one.attempt for one in shown] == ["p1.2"]


def test_a_deleted_row_comes_back_once_with_its_id(service: Service, folder: Path) -> None:
    type_into(folder, MODEL, "Số hộ dự kiến", "vài chục hộ")
    chores(service)
    before = deleted(service, folder)
    assert MODEL not in column(folder, "Mã mô hình")
    rule = restore(service)
    done = [carry_out(actor(service, OFFICER), rule, op="r1") for _ in range(2)]
    assert done[0].ids == done[1].ids == (MODEL,)
    with pytest.raises(Invalid):
        carry_out(actor(service, OFFICER), rule, op="r2")
    assert column(folder, "Mã mô hình").count(MODEL) == 1
    after = row_of(folder, MODEL)
    assert {title for title in after if after[title] != before.get(title, "")} <= APP
    assert after["Số hộ dự kiến"] == "vài chục hộ"
    assert after["Phiên bản"] == (before["Phiên bản"] or 0) + 1
    assert after["_rev"] == f"{MODEL}#{after['Phiên bản']}~r1"
    [entry] = history(folder, "r1")
    assert (entry["Hành động"], entry["Mã"], entry["Cột"], entry["Người"]) == ("Khôi phục", MODEL, "", OFFICER)
    assert service.past.deleted() == ()
    ledger = Ledger()
    ledger.take(stored(folder, Tab.HISTORY))
    assert ledger.added("r1") == (MODEL,)
    version = service.store.version()
    chores(service)
    assert service.store.version() == version
    assert not [one for one in by_hand(folder) if one["Hành động"] == "Khôi phục"]


def test_a_row_that_was_restored_can_go_and_come_back_again(service: Service, folder: Path) -> None:
    for op in ("r1", "r2", "r3"):
        deleted(service, folder)
        carry_out(actor(service, OFFICER), restore(service), op=op)
        chores(service)
    assert column(folder, "Mã mô hình").count(MODEL) == 1


def test_two_replicas_at_once_give_one_row(service: Service, folder: Path) -> None:
    deleted(service, folder)
    rule = restore(service)
    other = Service(service.config, pace=0.01, interval=NEVER)
    other.start()
    other.store.refresh(history=True)

    def press(running: Service) -> str:
        try:
            running.writer.submit(Entry.new(f"r{id(running)}", actor(running, OFFICER), rule), within=30)
        except Invalid:
            return "refused"
        return "restored"

    with ThreadPoolExecutor(2) as people:
        assert sorted(people.map(press, (service, other))) == ["refused", "restored"]
    other.close()
    assert column(folder, "Mã mô hình").count(MODEL) == 1


@pytest.mark.parametrize("fault", [broken.lost_after, broken.lost_before, broken.answered(503)])
def test_a_broken_connection_neither_loses_nor_doubles_it(
    service: Service, faults: Faults, folder: Path, fault: broken.Fault
) -> None:
    deleted(service, folder)
    rule = restore(service)
    faults.next_writes += [fault, fault]
    assert carry_out(actor(service, OFFICER), rule, op="r1").ids == (MODEL,)
    assert column(folder, "Mã mô hình").count(MODEL) == 1


def test_columns_moved_meanwhile(service: Service, faults: Faults, folder: Path) -> None:
    type_into(folder, MODEL, "Số hộ dự kiến", "vài chục hộ")
    chores(service)
    before = deleted(service, folder)
    rule = restore(service)
    at = stored(folder)[0].index("Tên mô hình")
    before_the_next_write(faults, lambda: move_column(folder, Tab.MODELS, at, at + 4))
    carry_out(actor(service, OFFICER), rule, op="r1")
    grid = stored(folder)
    [row] = [dict(zip(grid[0], one, strict=False)) for one in grid[1:] if MODEL in one]
    assert {title for title in row if row[title] != before.get(title, "")} <= APP


def test_its_number_is_not_given_to_another_and_the_next_one_is_free(service: Service, folder: Path) -> None:
    deleted(service, folder)
    carry_out(actor(service, OFFICER), restore(service), op="r1")
    made = register_model(actor(service), form(), op="n1")
    assert made.model_id == "MH-2026-0036"


def test_what_is_pressed_while_the_sheet_is_away_is_carried_out_once_later(
    service: Service, faults: Faults, folder: Path
) -> None:
    deleted(service, folder)
    rule = restore(service)
    service.answer_within = 0.3
    faults.always = broken.unreachable
    assert carry_out(actor(service, OFFICER), rule, op="r1").waiting
    faults.always = None
    assert service.writer.outcome("r1", within=20).ids == (MODEL,)
    assert column(folder, "Mã mô hình").count(MODEL) == 1


def test_a_field_that_somebody_changed_since_the_page_was_drawn_is_asked_about(service: Service, folder: Path) -> None:
    carry_out(actor(service, OFFICER), retitle, op="c1")
    rule = put_back(service, 0)
    model = service.store.snapshot().model(MODEL)
    assert model is not None
    seen = Seen.of(model, {"title"})
    type_into(folder, MODEL, "Tên mô hình", "Tên khác nữa")
    service.store.refresh()
    with pytest.raises(Conflict):
        carry_out(actor(service, OFFICER), rule, op="p1", seen=seen)
    assert row_of(folder, MODEL)["Tên mô hình"] == "Tên khác nữa"


def test_typed_into_between_reading_and_putting_back(service: Service, faults: Faults, folder: Path) -> None:
    """The guard notices it; what the page had not shown is not overwritten unseen."""
    carry_out(actor(service, OFFICER), retitle, op="c1")
    rule = put_back(service, 0)
    model = service.store.snapshot().model(MODEL)
    assert model is not None
    before_the_next_write(faults, lambda: type_into(folder, MODEL, "Tên mô hình", "Gõ giữa chừng"))
    with pytest.raises(Conflict):
        carry_out(actor(service, OFFICER), rule, op="p1", seen=Seen.of(model, {"title"}))
    assert row_of(folder, MODEL)["Tên mô hình"] == "Gõ giữa chừng"
