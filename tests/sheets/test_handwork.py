"""What people do in the sheet by hand: noticed, recorded once, and their rows get their IDs without being disturbed."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from gspread.utils import ValueInputOption

from domain.codec import to_serial
from domain.vocabulary import BY_HAND, Source, Tab
from sheets import handwork, numbering
from sheets.actions import carry_out, register_model, start_empty
from sheets.config import Config
from sheets.noticed import SCHEMA
from sheets.service import Service
from tests.sheets.faults import Faults
from tests.sheets.helpers import NEVER, actor, column, form, move_column, person, stored
from tests.sheets.rules import MODEL, retitle
from tests.sheets.test_changes import OFFICER, before_the_next_write, row_of, sort_models

HAND = "Nhập tay"
NEXT_ID = "MH-2026-0036"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would come to rest in seconds has done so."""
    monkeypatch.setattr(handwork, "REST", timedelta())
    monkeypatch.setattr(handwork, "GONE", timedelta())
    monkeypatch.setattr(numbering, "QUIET", 0.0)
    monkeypatch.setattr("sheets.writer.CHORES", NEVER)


@pytest.fixture
def replica(service: Service) -> Iterator[Service]:
    """Another process of the same data folder."""
    other = Service(service.config, pace=0.01, interval=NEVER)
    other.store.refresh()
    yield other
    other.close()


def chores(service: Service) -> None:
    service.store.refresh()
    for chore in service.writer.chores:
        chore()


def by_hand(folder: Path, tab: Tab = Tab.HISTORY) -> list[dict[str, Any]]:
    """The rows of Nhật ký that the application wrote about people's own work."""
    grid = stored(folder, tab)
    rows = (dict(zip(grid[0], row, strict=False)) for row in grid[1:])
    return [row for row in rows if row.get("Nguồn") == HAND]


def type_into(folder: Path, record_id: str, header: str, value: Any, tab: Tab = Tab.MODELS) -> None:
    sheet = person(folder).worksheet(tab)
    grid = stored(folder, tab)
    row = next(number for number, one in enumerate(grid, 1) if one and one[0] == record_id)
    sheet.update_cell(row, grid[0].index(header) + 1, value)


def type_row(folder: Path, **cells: Any) -> int:
    """A row as people type one, under the last one; its number."""
    sheet, grid = person(folder).worksheet(Tab.MODELS), stored(folder)
    values = {
        "Năm": 2026,
        "Tên mô hình": "Vườn thuốc nam",
        "Mã đơn vị": "Thôn Suối Trong",
        "Lĩnh vực": "Môi trường",
        "Trạng thái": "Chờ duyệt",
    }
    values |= cells
    row = [values.get(str(title), "") for title in grid[0]]
    sheet.update([row], f"A{len(grid) + 1}")
    return len(grid) + 1


# Edits


def test_a_cell_that_a_person_changed_stands_in_the_history_with_both_values(service: Service, folder: Path) -> None:
    old = row_of(folder, MODEL)["Tên mô hình"]
    type_into(folder, MODEL, "Tên mô hình", "Tên do người sửa")
    chores(service)
    [entry] = by_hand(folder)
    assert (entry["Hành động"], entry["Tab"], entry["Mã"], entry["Cột"]) == ("Sửa", "Mô hình", MODEL, "Tên mô hình")
    assert (entry["Giá trị cũ"], entry["Giá trị mới"], entry["Người"]) == (old, "Tên do người sửa", BY_HAND)


def test_an_edit_is_recorded_once_by_one_read_and_one_write(service: Service, faults: Faults, folder: Path) -> None:
    type_into(folder, MODEL, "Tên mô hình", "Tên do người sửa")
    service.store.refresh()
    faults.reset()
    for chore in (*service.writer.chores, *service.writer.chores):
        chore()
    assert (len(faults.reads), len(faults.writes)) == (1, 1)
    chores(service)
    assert len(by_hand(folder)) == 1


def test_two_processes_that_notice_the_same_record_it_once(service: Service, replica: Service, folder: Path) -> None:
    type_into(folder, MODEL, "Tên mô hình", "Tên do người sửa")
    chores(service)
    chores(replica)
    assert len(by_hand(folder)) == 1


def test_replicas_with_folders_of_their_own_record_it_once(
    service: Service, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other_folder = tmp_path / "other"
    other_folder.mkdir()
    other = Service(service.config, pace=0.01, interval=NEVER)
    monkeypatch.setattr(other.noticed, "_file", type(other.noticed._file)(other_folder / "n.sqlite3", SCHEMA))
    other.store.refresh()
    type_into(folder, MODEL, "Tên mô hình", "Tên do người sửa")
    service.store.refresh()
    other.store.refresh()
    chores(service)
    chores(other)
    other.close()
    assert len(by_hand(folder)) == 1


def test_a_value_that_came_back_before_it_was_recorded_is_no_change(service: Service, folder: Path) -> None:
    old = row_of(folder, MODEL)["Tên mô hình"]
    type_into(folder, MODEL, "Tên mô hình", "Nhầm")
    service.store.refresh()
    type_into(folder, MODEL, "Tên mô hình", old)
    chores(service)
    assert by_hand(folder) == []


def test_an_edit_that_is_recorded_after_the_application_wrote_over_it_stands_before_that(
    service: Service, folder: Path
) -> None:
    type_into(folder, MODEL, "Tên mô hình", "Tên nhầm")
    service.store.refresh()  # noticed, and not recorded yet
    carry_out(actor(service, OFFICER), retitle, op="mended")
    chores(service)
    past = [one for one in service.past.of(Tab.MODELS, MODEL) if one.column == "Tên mô hình"]
    assert [(one.source, one.new) for one in past[-2:]] == [(HAND, "Tên nhầm"), (Source.APPLICATION, "Tên mới")]


def test_several_edits_of_a_cell_become_one_from_the_first_to_the_last_value(service: Service, folder: Path) -> None:
    old = row_of(folder, MODEL)["Tên mô hình"]
    for title in ("Một", "Hai"):
        type_into(folder, MODEL, "Tên mô hình", title)
        service.store.refresh()
    chores(service)
    [entry] = by_hand(folder)
    assert (entry["Giá trị cũ"], entry["Giá trị mới"]) == (old, "Hai")


def test_what_the_application_writes_is_not_a_persons_edit(service: Service, replica: Service, folder: Path) -> None:
    carry_out(actor(service, OFFICER), retitle, op="c1")
    register_model(actor(service), form(), op="a1")
    for one in (service, replica):
        chores(one)
    assert by_hand(folder) == []


def test_a_sort_and_a_moved_column_are_no_edits(service: Service, folder: Path) -> None:
    sort_models(folder, "Tên mô hình", descending=True)
    move_column(folder, Tab.MODELS, 2, 9)
    chores(service)
    assert by_hand(folder) == []


def test_edits_made_while_nothing_ran_are_noticed_at_the_next_start(service: Service, folder: Path) -> None:
    service.close()
    type_into(folder, MODEL, "Ngày bắt đầu", "15/8/2026")
    restarted = Service(Config(folder), pace=0.01, interval=NEVER)
    restarted.store._take_down()
    chores(restarted)
    restarted.close()
    [entry] = by_hand(folder)
    assert entry["Cột"] == "Ngày bắt đầu"
    assert entry["Giá trị mới"] == "15/08/2026"


def test_what_was_noticed_survives_the_process(service: Service, folder: Path) -> None:
    type_into(folder, MODEL, "Tên mô hình", "Tên do người sửa")
    service.store.refresh()
    restarted = Service(service.config, pace=0.01, interval=NEVER)
    chores(restarted)
    restarted.close()
    assert len(by_hand(folder)) == 1


# Rows that go and come back


def test_a_row_that_was_deleted_leaves_its_values(service: Service, folder: Path) -> None:
    row = row_of(folder, MODEL)
    sheet = person(folder).worksheet(Tab.MODELS)
    sheet.delete_rows([one[0] for one in stored(folder)].index(MODEL) + 1)
    chores(service)
    [entry] = by_hand(folder)
    assert (entry["Hành động"], entry["Mã"]) == ("Xóa mềm", MODEL)
    kept = json.loads(entry["Giá trị cũ"])
    assert kept["Tên mô hình"] == row["Tên mô hình"]
    assert kept["Ngày bắt đầu"] == row["Ngày bắt đầu"]
    chores(service)
    assert len(by_hand(folder)) == 1


def test_a_row_that_was_cut_and_pasted_elsewhere_was_not_deleted(service: Service, folder: Path) -> None:
    sheet = person(folder).worksheet(Tab.MODELS)
    at = [one[0] for one in stored(folder)].index(MODEL) + 1
    row = stored(folder)[at - 1]
    sheet.delete_rows(at)
    service.store.refresh()
    sheet.append_row(row, table_range="A1", value_input_option=ValueInputOption.raw)
    chores(service)
    assert by_hand(folder) == []


def test_a_deleted_row_that_comes_back_is_said_to_be_restored(service: Service, folder: Path) -> None:
    sheet = person(folder).worksheet(Tab.MODELS)
    at = [one[0] for one in stored(folder)].index(MODEL) + 1
    row = stored(folder)[at - 1]
    sheet.delete_rows(at)
    chores(service)
    sheet.append_row(row, table_range="A1", value_input_option=ValueInputOption.raw)
    chores(service)
    assert [one["Hành động"] for one in by_hand(folder)] == ["Xóa mềm", "Khôi phục"]


def test_emptying_by_the_administrator_is_not_a_hundred_deletions(service: Service, folder: Path) -> None:
    start_empty(actor(service, "quan-tri@example.vn"), "Sơn Dương 2026", op="e1")
    chores(service)
    assert by_hand(folder) == []


# Typed rows


def test_a_typed_row_gets_its_id_version_and_history(service: Service, folder: Path) -> None:
    at = type_row(folder)
    chores(service)
    row = dict(zip(*(stored(folder)[i] for i in (0, at - 1)), strict=False))
    assert (row["Mã mô hình"], row["Phiên bản"], row["Nguồn"]) == (NEXT_ID, 1, HAND)
    assert row["_rev"].startswith(f"{NEXT_ID}#1~")
    assert row["Tên mô hình"] == "Vườn thuốc nam"
    assert {one["Hành động"] for one in by_hand(folder) if one["Mã"] == NEXT_ID} == {"Thêm"}
    assert service.store.snapshot().model(NEXT_ID) is not None
    assert register_model(actor(service), form(), op="a1").model_id == "MH-2026-0037"


def test_a_typed_row_is_left_alone_for_a_minute(
    service: Service, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbering, "QUIET", 60.0)
    now = [1000.0]
    monkeypatch.setattr(service.reader.ticker, "monotonic", lambda: now[0], raising=False)
    at = type_row(folder)
    chores(service)
    now[0] += 50
    person(folder).worksheet(Tab.MODELS).update_cell(at, 3, "Vườn thuốc nam của thôn")
    chores(service)
    now[0] += 50
    chores(service)
    assert stored(folder)[at - 1][0] == ""
    now[0] += 11
    chores(service)
    assert stored(folder)[at - 1][0] == NEXT_ID


def test_a_sort_just_before_the_id_is_written_numbers_no_other_row(
    service: Service, faults: Faults, folder: Path
) -> None:
    type_row(folder)
    before = {row[0]: list(row) for row in stored(folder)[1:] if row[0]}
    service.store.refresh()
    before_the_next_write(faults, lambda: sort_models(folder, "Tên mô hình", descending=True))
    chores(service)
    chores(service)
    after = {row[0]: list(row) for row in stored(folder)[1:] if row[0]}
    assert {key: after[key] for key in before} == before
    assert len(after) == len(before) + 1
    [new] = after.keys() - before.keys()
    assert row_of(folder, new)["Tên mô hình"] == "Vườn thuốc nam"


def test_a_row_changed_just_before_the_id_is_written_keeps_what_was_typed(
    service: Service, faults: Faults, folder: Path
) -> None:
    at = type_row(folder)
    service.store.refresh()
    sheet = person(folder).worksheet(Tab.MODELS)
    before_the_next_write(faults, lambda: sheet.update_cell(at, 3, "Còn đang gõ"))
    chores(service)
    assert stored(folder)[at - 1][2] == "Còn đang gõ"
    assert stored(folder)[at - 1][0] == ""
    chores(service)
    assert str(stored(folder)[at - 1][0]).startswith("MH-2026-")


def test_two_replicas_number_a_row_once(service: Service, replica: Service, faults: Faults, folder: Path) -> None:
    at = type_row(folder)
    replica.store.refresh()

    def the_other_is_faster(_: requests.PreparedRequest, go_on: Any) -> requests.Response:
        chores(replica)
        answer: requests.Response = go_on()
        return answer

    service.store.refresh()
    faults.next_writes.append(the_other_is_faster)
    chores(service)
    ids = [row[0] for row in stored(folder)[1:]]
    assert ids.count(NEXT_ID) == 1
    assert stored(folder)[at - 1][0] == NEXT_ID
    assert len(ids) == len(set(ids))


def test_rows_typed_alike_get_an_id_each_and_a_total_none(service: Service, folder: Path) -> None:
    first, second = type_row(folder), type_row(folder)
    sheet = person(folder).worksheet(Tab.MODELS)
    sheet.update([["Tổng cộng", 36]], f"C{second + 1}")
    chores(service)
    ids = [row[0] if row else "" for row in stored(folder)[1:]]
    assert ids[first - 2 : second - 1] == [NEXT_ID, "MH-2026-0037"]
    assert ids[-1] == ""


def test_an_inspection_typed_by_hand_gets_its_year_and_quarter_from_its_day(service: Service, folder: Path) -> None:
    grid = stored(folder, Tab.INSPECTIONS)
    values = {
        "Loại hoạt động": "Kiểm tra",
        "Ngày": to_serial(date(2026, 8, 20)),
        "Mã đơn vị": "TH-03",
        "Trạng thái KT": "Đã thực hiện",
    }
    sheet = person(folder).worksheet(Tab.INSPECTIONS)
    row = [values.get(str(title), "") for title in grid[0]]
    sheet.update([row], f"A{len(grid) + 1}", value_input_option=ValueInputOption.raw)
    chores(service)
    typed = dict(zip(grid[0], stored(folder, Tab.INSPECTIONS)[-1], strict=False))
    assert str(typed["Mã kiểm tra"]).startswith("KT-2026-")
    assert (typed["Năm"], typed["Quý"]) == (2026, "III")


def test_a_typed_row_without_a_year_stays_as_it_is_and_is_named(service: Service, folder: Path) -> None:
    at = type_row(folder, Năm="")
    chores(service)
    assert stored(folder)[at - 1][0] == ""
    assert any(one.row == at for one in service.store.snapshot().problems)


def test_an_id_cell_with_something_unreadable_is_a_persons_to_mend(service: Service, folder: Path) -> None:
    at = type_row(folder, **{"Mã mô hình": "???"})
    chores(service)
    assert stored(folder)[at - 1][0] == "???"


def test_a_typed_id_stays_and_the_row_gets_its_version(service: Service, folder: Path) -> None:
    at = type_row(folder, **{"Mã mô hình": "MH-2026-0099"})
    chores(service)
    assert stored(folder)[at - 1][0] == "MH-2026-0099"
    assert row_of(folder, "MH-2026-0099")["_rev"].startswith("MH-2026-0099#1~")
    assert column(folder, "Mã mô hình").count("MH-2026-0099") == 1
