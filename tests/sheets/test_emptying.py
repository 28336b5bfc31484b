"""Beginning with an empty workbook: nothing goes before everything is kept, and only by the administrator."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import Invalid, NotAllowed, NotWritten
from domain.vocabulary import HistoryAction, Tab
from domain.vocabulary_movement import TaskState
from sheets.actions import register_model, start_empty
from sheets.config import Config
from sheets.emptying import BEGUN_ANEW, EMPTIED
from sheets.service import Service
from tests.sheets import faults as broken
from tests.sheets.faults import Faults
from tests.sheets.helpers import actor, column, form, person, stored

ADMIN = "quan-tri@example.vn"
KEPT = (Tab.UNITS, Tab.ACCOUNTS, Tab.CATALOGUE)


def rows(folder: Path, tab: Tab) -> list[list[object]]:
    return [row for row in stored(folder, tab)[1:] if any(cell != "" for cell in row)]


def test_what_is_kept_stays_and_the_rest_is_empty(service: Service, folder: Path) -> None:
    before = {tab: stored(folder, tab) for tab in KEPT}
    start_empty(actor(service, ADMIN), "sơn dương 2026", op="e1")
    anew = {table.TAB for table in BEGUN_ANEW}
    assert {tab: rows(folder, tab) for tab in EMPTIED if tab not in anew} == {
        tab: [] for tab in EMPTIED if tab not in anew
    }
    assert {tab: stored(folder, tab) for tab in KEPT} == before
    assert stored(folder)[0][0] == "Mã mô hình"
    snapshot = service.store.snapshot()
    assert not snapshot.models
    assert {one.state for one in snapshot.tasks if one.task_id != "NV-01"} == {TaskState.NOT_STARTED}
    assert {(one.received, one.planned, one.done, one.on_time) for one in snapshot.service_figures} == {(None,) * 4}
    assert len(snapshot.service_figures) == 45
    assert not snapshot.settings.demo
    assert "Xóa mềm" in column(folder, "Hành động", Tab.HISTORY)


def test_the_copy_is_a_whole_workbook(service: Service, folder: Path, tmp_path: Path) -> None:
    before = stored(folder)
    name = start_empty(actor(service, ADMIN), "Sơn Dương 2026", op="e1")
    other = tmp_path / "copy"
    other.mkdir()
    (folder / name).rename(other / Config(other).file.name)
    assert stored(other) == before
    with closing(sqlite3.connect(Config(other).file)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("typed", ["Sơn 2026", "Sơn Dương", "Sơn Dương 2027", ""])
def test_a_wrong_name_or_year_changes_nothing(service: Service, faults: Faults, folder: Path, typed: str) -> None:
    with pytest.raises(Invalid):
        start_empty(actor(service, ADMIN), typed, op="e1")
    assert faults.writes == []
    assert not list(folder.glob("workbook-*"))


@pytest.mark.parametrize("email", ["chuyen-vien@example.vn", "lanh-dao@example.vn", "don-vi-05@example.vn"])
def test_nobody_but_the_administrator_may(service: Service, faults: Faults, email: str) -> None:
    with pytest.raises(NotAllowed):
        start_empty(actor(service, email), "Sơn Dương 2026", op="e1")
    assert faults.writes == []


def test_nothing_is_emptied_when_no_copy_can_be_kept(
    service: Service, faults: Faults, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("sheets.local.copies.make_now", full)
    with pytest.raises(NotWritten):
        start_empty(actor(service, ADMIN), "Sơn Dương 2026", op="e1")
    assert faults.writes == []
    assert rows(folder, Tab.MODELS)


def test_a_lost_answer_empties_once_and_is_not_taken_for_a_failure(
    service: Service, faults: Faults, folder: Path
) -> None:
    faults.next_writes += [broken.lost_after]
    assert start_empty(actor(service, ADMIN), "Sơn Dương 2026", op="e1").startswith("backups/workbook-")
    assert rows(folder, Tab.MODELS) == []


def test_ids_given_before_are_not_given_again(service: Service) -> None:
    made = register_model(actor(service), form(), op="a1")
    start_empty(actor(service, ADMIN), "Sơn Dương 2026", op="e1")
    again = register_model(actor(service), form("Mô hình khác hẳn"), op="a2")
    assert again.model_id > made.model_id


def set_value(folder: Path, key: str, value: str) -> None:
    sheet = person(folder).worksheet(Tab.SETTINGS)
    at = [row[0] for row in sheet.get_all_values()].index(key) + 1
    sheet.update_cell(at, 2, value)


def test_no_quarter_is_locked_any_more_and_the_history_says_so(service: Service, folder: Path) -> None:
    set_value(folder, "khoa_ky", "2026-Q2; 2026-Q3")
    set_value(folder, "ngoai_le_khoa_ky", "2026-Q2/TH-05")
    start_empty(actor(service, ADMIN), "Sơn Dương 2026", op="e1")
    found = service.store.snapshot().settings
    assert (found.locked_quarters, found.lock_exceptions) == ((), ())
    entries = service.past.of(Tab.SETTINGS, "khoa_ky")
    assert [(one.action, one.old, one.new) for one in entries if one.op_id == "e1"] == [
        (HistoryAction.LOCK_PERIOD, "2026-Q2; 2026-Q3", None)
    ]


def test_a_year_from_which_the_next_one_goes_on_is_not_emptied(service: Service, faults: Faults, folder: Path) -> None:
    set_value(folder, "so_nam_sau", "2027")
    faults.reset()
    with pytest.raises(Invalid, match="đã nối với sổ năm 2027"):
        start_empty(actor(service, ADMIN), "Sơn Dương 2026", op="e1")
    assert faults.writes == []
