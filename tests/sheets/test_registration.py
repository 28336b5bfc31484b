"""Registering a model: one write, one row, whatever happens to the answer and however often somebody presses."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from domain import registration
from domain.codec import from_serial
from domain.errors import Duplicate, Invalid, NotAllowed, StoreError
from domain.outbox import Entry, EntryState
from domain.vocabulary import ModelState, Tab
from sheets.actions import register_model
from sheets.jobs import Job
from sheets.service import Service
from tests.sheets import faults as broken
from tests.sheets.faults import Faults
from tests.sheets.helpers import MODELS_IN_SAMPLE, actor, column, form, move_column, person, stored

NEXT_ID = "MH-2026-0036"


def rows_titled(folder: Path, title: str) -> int:
    return column(folder, "Tên mô hình").count(title)


def test_a_registration_is_one_write_and_no_read(service: Service, faults: Faults) -> None:
    register_model(actor(service), form(), op="a1")
    assert len(faults.writes) == 1
    assert faults.reads == []


def test_a_registration_after_a_long_pause_reads_once_before_it_writes(service: Service, faults: Faults) -> None:
    service.store._interval = 0.0
    register_model(actor(service), form(), op="a1")
    assert (len(faults.reads), len(faults.writes)) == (1, 1)


def test_a_registered_model_stands_in_the_sheet_with_what_the_application_adds(service: Service, folder: Path) -> None:
    made = register_model(actor(service), form("Vườn rau sạch"), op="a1")
    assert made.model_id == NEXT_ID
    row = dict(zip(*(stored(folder)[i] for i in (0, made.row - 1)), strict=False)) if made.row else {}
    assert row["Mã mô hình"] == NEXT_ID
    assert row["Tên mô hình"] == "Vườn rau sạch"
    assert row["Trạng thái"] == ModelState.PENDING
    assert row["Giá trị chỉ tiêu"] == 12.5
    assert (row["Phiên bản"], row["Nguồn"], row["Người cập nhật"]) == (1, "Ứng dụng", "don-vi-05@example.vn")
    assert row["_rev"] == f"{NEXT_ID}#1~a1"
    assert str(from_serial(int(row["Cập nhật lúc"])))[:10] == "2026-09-15"


def test_dates_are_serial_numbers_with_a_date_format(service: Service, folder: Path) -> None:
    made = register_model(actor(service), form(), op="a1")
    at = stored(folder)[0].index("Ngày bắt đầu")
    assert column(folder, "Ngày bắt đầu")[-1] == 46285
    sheet = person(folder).worksheet(Tab.MODELS)
    shown = sheet.get(f"R{made.row}C{at + 1}".replace("R", "").replace("C", " ").split()[0] + ":" + str(made.row))
    assert shown[0][at] == "20/09/2026"


def test_a_formula_stays_text(service: Service, folder: Path) -> None:
    title = '=HYPERLINK("http://example.vn";"x")'
    register_model(actor(service), form(title, owner="0042", method="+1+2"), op="a1")
    assert column(folder, "Tên mô hình")[-1] == title
    assert column(folder, "Người phụ trách")[-1] == "0042"
    assert column(folder, "Nội dung, cách làm")[-1] == "+1+2"


def test_every_filled_field_leaves_a_history_row(service: Service, folder: Path) -> None:
    register_model(actor(service), form(), op="a1")
    grid = stored(folder, Tab.HISTORY)
    entries = [dict(zip(grid[0], row, strict=False)) for row in grid[1:]]
    mine = {one["Cột"]: one for one in entries if one["Mã thao tác"] == "a1"}
    assert mine["Tên mô hình"]["Giá trị mới"] == form()["title"]
    assert mine["Ngày bắt đầu"]["Giá trị mới"] == "20/09/2026"
    assert "Thực trạng" not in mine
    assert {(one["Hành động"], one["Tab"], one["Mã"], one["_op"]) for one in mine.values()} == {
        ("Thêm", "Mô hình", NEXT_ID, "a1.1")
    }


def test_an_own_write_is_seen_at_once_and_confirmed_by_the_next_refresh(service: Service) -> None:
    before = service.store.version()
    made = register_model(actor(service), form(), op="a1")
    assert service.store.version() == before + 1
    shown = service.store.snapshot().model(made.model_id)
    assert shown is not None
    assert service.store.snapshot().row_of(Tab.MODELS, made.model_id) == made.row
    service.store.refresh()
    assert service.store.snapshot().model(made.model_id) == shown
    assert service.store.version() == before + 1


@pytest.mark.parametrize(
    "first",
    [
        broken.lost_after,
        broken.lost_before,
        broken.BAD_GATEWAY,
        broken.UNAVAILABLE,
        broken.OUT_OF_QUOTA,
        broken.unreachable,
    ],
)
def test_a_lost_answer_makes_one_row(service: Service, folder: Path, faults: Faults, first: broken.Fault) -> None:
    faults.next_writes = [first]
    made = register_model(actor(service), form(), op="a1")
    assert made.model_id == NEXT_ID
    assert rows_titled(folder, form()["title"]) == 1
    assert len(stored(folder)) == MODELS_IN_SAMPLE + 2


def test_an_answer_lost_every_time_is_found_in_the_history(service: Service, folder: Path, faults: Faults) -> None:
    faults.next_writes = [broken.lost_after, *[broken.lost_before] * 9]
    made = register_model(actor(service), form(), op="a1")
    assert made.model_id == NEXT_ID
    assert rows_titled(folder, form()["title"]) == 1


def test_an_undecided_write_waits_and_is_settled_by_itself(service: Service, folder: Path, faults: Faults) -> None:
    service.answer_within = 0.3
    faults.next_writes = [broken.lost_after]
    faults.always = broken.lost_before
    assert register_model(actor(service), form(), op="a1").waiting
    faults.next_writes = []
    faults.always = None
    assert service.writer.outcome("a1", within=20).ids == (NEXT_ID,)
    assert register_model(actor(service), form(), op="a1").model_id == NEXT_ID
    assert rows_titled(folder, form()["title"]) == 1


def test_an_undecided_write_that_never_arrived_is_written_later(service: Service, folder: Path, faults: Faults) -> None:
    service.answer_within = 0.3
    faults.always = broken.lost_before
    assert register_model(actor(service), form(), op="a1").waiting
    faults.always = None
    assert service.writer.outcome("a1", within=20).ids == (NEXT_ID,)
    assert rows_titled(folder, form()["title"]) == 1


@pytest.mark.parametrize("fault", [broken.unreachable, broken.OUT_OF_QUOTA, broken.FORBIDDEN, broken.BAD_GATEWAY])
def test_what_does_not_arrive_now_arrives_when_the_workbook_answers_again(
    service: Service, folder: Path, faults: Faults, fault: broken.Fault
) -> None:
    service.answer_within = 0.3
    faults.always = fault
    assert register_model(actor(service), form(), op="a1").waiting
    assert rows_titled(folder, form()["title"]) == 0
    faults.always = None
    assert service.writer.outcome("a1", within=20).ids == (NEXT_ID,)
    assert rows_titled(folder, form()["title"]) == 1


def test_three_presses_of_a_slow_button_make_one_row(service: Service, folder: Path, faults: Faults) -> None:
    faults.next_writes = [broken.slow(0.3)]
    by = actor(service)
    with ThreadPoolExecutor(3) as presses:
        answers = list(presses.map(lambda _: register_model(by, form(), op="a1"), range(3)))
    assert len(set(answers)) == 1
    assert len(faults.writes) == 1
    assert rows_titled(folder, form()["title"]) == 1


def test_the_same_operation_from_another_process_makes_no_second_row(
    service: Service, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Service(service.config, pace=0.01)
    other.start()
    other.store.refresh()
    by = actor(service)
    made = register_model(by, form(), op="a1")
    monkeypatch.setattr("sheets.session.service", lambda: other)
    assert register_model(by, form(), op="a1", distinct=True).model_id == made.model_id
    other.close()
    assert rows_titled(folder, form()["title"]) == 1


def test_the_same_operation_after_a_restart_makes_no_second_row(
    service: Service, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = actor(service)
    made = register_model(by, form(), op="a1")
    restarted = Service(service.config, pace=0.01)
    restarted.start()
    monkeypatch.setattr("sheets.session.service", lambda: restarted)
    assert register_model(by, form(), op="a1") == made
    restarted.close()
    assert rows_titled(folder, form()["title"]) == 1


def test_registrations_at_once_share_a_batch(service: Service, folder: Path, faults: Faults) -> None:
    faults.next_writes = [broken.slow(0.3)]
    by = actor(service)
    with ThreadPoolExecutor(20) as people:
        made = list(people.map(lambda i: register_model(by, form(f"Số {i}"), op=f"o{i}", distinct=True), range(20)))
    assert len({one.model_id for one in made}) == 20
    assert len(faults.writes) <= 5
    ids = column(folder, "Mã mô hình")
    assert all(ids[(one.row or 0) - 2] == one.model_id for one in made)


def test_an_id_that_another_process_took_is_passed_over(
    service: Service, folder: Path, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Service(service.config, pace=0.01)
    other.start()
    other.store.refresh()
    by = actor(service)
    register_model(by, form("Của máy này"), op="a1")
    monkeypatch.setattr("sheets.session.service", lambda: other)
    made = register_model(by, form("Hoàn toàn khác"), op="b1")
    other.close()
    assert made.model_id == "MH-2026-0037"
    assert column(folder, "Mã mô hình")[-2:] == [NEXT_ID, "MH-2026-0037"]


def test_the_number_of_a_deleted_row_is_not_given_again(service: Service, folder: Path) -> None:
    made = register_model(actor(service), form(), op="a1")
    person(folder).worksheet(Tab.MODELS).delete_rows(made.row or 0)
    restarted = Service(service.config, pace=0.01)
    restarted.store.refresh()
    assert NEXT_ID in restarted.reader.ledger.ids
    service.store.refresh()
    assert register_model(actor(service), form(), op="a2").model_id == "MH-2026-0037"


def test_a_number_whose_row_and_history_are_gone_stays_locked(service: Service, folder: Path) -> None:
    made = register_model(actor(service), form(), op="a1")
    book = person(folder)
    book.worksheet(Tab.MODELS).delete_rows(made.row or 0)
    history = book.worksheet(Tab.HISTORY)
    history.delete_rows(2, history.row_count - 1)
    restarted = Service(service.config, pace=0.01)
    restarted.start()
    restarted.store.refresh()
    service.store.refresh()
    rule = partial(registration.register_model, values=form())
    done = restarted.writer.submit(Entry.new("a2", actor(service), rule), within=20)
    assert done.ids == ("MH-2026-0037",)
    restarted.close()


def test_columns_moved_just_before_the_write_end_up_right(service: Service, folder: Path) -> None:
    move_column(folder, Tab.MODELS, 2, 9)
    made = register_model(actor(service), form("Đúng cột"), op="a1")
    assert column(folder, "Tên mô hình")[-1] == "Đúng cột"
    assert column(folder, "Mã mô hình")[-1] == made.model_id
    assert column(folder, "Đơn vị tính")[-1] == "vườn"
    assert len(stored(folder)) == MODELS_IN_SAMPLE + 2
    shown = service.store.snapshot().model(made.model_id)
    assert shown is not None
    assert shown.title == "Đúng cột"


def test_a_column_of_somebodys_own_stays_blank(service: Service, folder: Path) -> None:
    sheet = person(folder).worksheet(Tab.MODELS)
    width = len(stored(folder)[0])
    sheet.add_cols(1)
    sheet.update_cell(1, width + 1, "Màu")
    service.store.refresh()
    made = register_model(actor(service), form(), op="a1")
    assert column(folder, "Màu")[-1] == ""
    assert column(folder, "Mã mô hình")[-1] == made.model_id


def test_rows_deleted_since_the_last_read_do_not_confuse_the_row_number(service: Service, folder: Path) -> None:
    person(folder).worksheet(Tab.MODELS).delete_rows(3, 5)
    made = register_model(actor(service), form(), op="a1")
    assert made.row is not None
    assert stored(folder)[made.row - 1][0] == made.model_id


@pytest.mark.parametrize("email", ["lanh-dao@example.vn", "khach@example.vn"])
def test_who_may_not_register_changes_nothing(service: Service, folder: Path, faults: Faults, email: str) -> None:
    before = stored(folder)
    with pytest.raises(NotAllowed):
        register_model(actor(service, email), form(), op="a1")
    assert faults.writes == []
    assert stored(folder) == before


def test_a_unit_may_not_register_for_another_unit(service: Service, folder: Path) -> None:
    before = stored(folder)
    with pytest.raises(NotAllowed):
        register_model(actor(service), form(unit_id="TH-01"), op="a1")
    assert stored(folder) == before


def test_an_account_closed_meanwhile_may_not_register(service: Service, folder: Path) -> None:
    by = actor(service)
    sheet = person(folder).worksheet(Tab.ACCOUNTS)
    cell = sheet.find(by.email)
    assert cell is not None
    sheet.update([["Không"]], f"E{cell.row}")
    service.store.refresh()
    with pytest.raises(NotAllowed):
        register_model(by, form(), op="a1")


def test_wrong_input_is_told_by_field_and_writes_nothing(service: Service, faults: Faults) -> None:
    with pytest.raises(Invalid) as caught:
        register_model(actor(service), form(kpi_target=None, title=""), op="a1")
    assert set(caught.value.problems) == {"kpi_target", "title"}
    assert faults.writes == []
    assert register_model(actor(service), form(), op="a1").model_id == NEXT_ID


def test_a_lookalike_is_the_persons_decision(service: Service, folder: Path) -> None:
    by = actor(service)
    made = register_model(by, form("Vườn rau sạch"), op="a1")
    with pytest.raises(Duplicate) as caught:
        register_model(by, form("Vườn rau  sach"), op="a2")
    assert caught.value.existing == made.model_id
    assert register_model(by, form("Vườn rau  sach"), op="a2", distinct=True).model_id == "MH-2026-0037"


def test_old_locks_are_swept_and_locks_of_numbers_stay(service: Service, faults: Faults) -> None:
    register_model(actor(service), form(), op="a1")
    requests = json.loads(faults.bodies[-1])["requests"]
    made = [one["createDeveloperMetadata"]["developerMetadata"] for one in requests if "createDeveloperMetadata" in one]
    assert list(requests[0]) == ["createDeveloperMetadata"]
    assert [one["metadataKey"] for one in made][1:] == ["n"]
    assert made[1]["metadataId"] == 126_000_036
    assert any("deleteDeveloperMetadata" in one for one in requests)


def test_a_writer_that_meets_a_fault_of_the_program_goes_on(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    service.answer_within = 0.3
    with monkeypatch.context() as patch:
        patch.setattr("sheets.sending.Batch.placed", lambda *_: 1 / 0)
        assert register_model(actor(service), form("Một"), op="a1").waiting
    assert service.writer.outcome("a1", within=20).ids == (NEXT_ID,)
    service.answer_within = 20
    assert register_model(actor(service), form("Hai khác hẳn"), op="a2").model_id


def test_an_operation_that_always_meets_a_fault_is_shown_to_a_person_and_holds_up_nobody(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.answer_within = 0.3

    def fails(job: Job, *rest: Any) -> None:
        if job.op == "a1":
            raise ZeroDivisionError
        prepare(job, *rest)

    prepare = Job.prepare
    monkeypatch.setattr(Job, "prepare", fails)
    assert register_model(actor(service), form("Một"), op="a1").waiting
    assert service.writer.submit(
        Entry.new("a2", actor(service), partial(registration.register_model, values=form("Khác hẳn"))), within=20
    ).ids == (NEXT_ID,)
    with pytest.raises(StoreError):
        service.writer.outcome("a1", within=20)
    [left] = service.outbox.of(None, since=timedelta())
    assert (left.op, left.state, left.arguments["values"]["title"]) == ("a1", EntryState.REFUSED, "Một")


def test_the_save_of_another_person_is_not_touched_by_its_name(service: Service, folder: Path) -> None:
    register_model(actor(service), form(), op="a1")
    with pytest.raises(NotAllowed):
        register_model(actor(service, "don-vi-06@example.vn"), form("Khác hẳn", unit_id="TH-06"), op="a1")
    assert rows_titled(folder, "Khác hẳn") == 0


def test_a_column_that_moved_to_the_far_right_leaves_nothing_behind(service: Service, folder: Path) -> None:
    sheet = person(folder).worksheet(Tab.MODELS)
    last = len(stored(folder)[0])
    sheet.insert_cols([["Ghi chú riêng"]], 3)
    service.store.refresh()
    move_column(folder, Tab.MODELS, 2, last + 1)
    made = register_model(actor(service), form(), op="far")
    [row] = [row for row in stored(folder) if made.model_id in row]
    assert len(row) == last
    assert row[:2] == [made.model_id, 2026]
