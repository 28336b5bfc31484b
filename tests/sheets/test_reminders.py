"""Recording reminders in the workbook: one row per unit and day, whoever presses, however often and at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from domain.chase import chase_list
from domain.chase_facts import Group
from domain.errors import NotAllowed
from domain.inspection_rules import cancel
from domain.reminder_rules import record_reminders
from domain.serials import to_serial
from domain.vocabulary import Tab
from sheets.actions import carry_out
from sheets.service import Service
from tests.sheets import faults as broken
from tests.sheets.faults import Faults
from tests.sheets.helpers import NEVER, actor, stored

OFFICER = "chuyen-vien@example.vn"
TODAY = date(2026, 9, 15)


def reminds(*unit_ids: str) -> Any:
    return partial(record_reminders, unit_ids=unit_ids, day=TODAY)


def rows(folder: Path) -> list[dict[str, Any]]:
    """The reminders of today as they stand in the sheet, with their history."""
    header, *grid = stored(folder, Tab.INSPECTIONS)
    found = [dict(zip(header, row, strict=False)) for row in grid]
    return [one for one in found if one["Loại hoạt động"] == "Đôn đốc" and one["Ngày"] == to_serial(TODAY)]


def test_a_reminder_is_a_row_of_its_own_with_its_history(service: Service, folder: Path) -> None:
    done = carry_out(actor(service, OFFICER), reminds("TH-10"), op="r1")
    [row] = rows(folder)
    assert (row["Mã kiểm tra"], row["Mã đơn vị"], row["Trạng thái KT"]) == (done.ids[0], "TH-10", "Đã thực hiện")
    assert row["Người cập nhật"] == OFFICER
    assert [entry for entry in stored(folder, Tab.HISTORY) if entry[0] == "r1"]


def test_two_tabs_and_three_presses_make_one_row(service: Service, folder: Path, faults: Faults) -> None:
    faults.next_writes = [broken.slow(0.3)]
    by = actor(service, OFFICER)
    with ThreadPoolExecutor(4) as presses:
        list(presses.map(lambda op: carry_out(by, reminds("TH-10"), op=op), ["r1", "r1", "r2", "r3"]))
    carry_out(by, reminds("TH-10"), op="r4")
    assert len(rows(folder)) == 1


def test_a_group_is_one_write_and_leaves_out_who_was_reminded(service: Service, folder: Path, faults: Faults) -> None:
    by = actor(service, OFFICER)
    carry_out(by, reminds("TH-10"), op="r1")
    asked = [one.unit_id for one in chase_list(service.store.snapshot()).of(Group.REGISTRATION)]
    before = len(faults.writes)
    done = carry_out(by, reminds("TH-10", *asked), op="r2")
    assert len(done.ids) == len(asked)
    assert len(faults.writes) == before + 1
    assert sorted(str(one["Mã đơn vị"]) for one in rows(folder)) == sorted(["TH-10", *asked])


def test_called_off_in_kiem_tra_the_unit_may_be_reminded_again(service: Service, folder: Path) -> None:
    by = actor(service, OFFICER)
    done = carry_out(by, reminds("TH-10"), op="r1")
    carry_out(by, partial(cancel, insp_id=done.ids[0]), op="c1")
    carry_out(by, reminds("TH-10"), op="r2")
    assert [one["Trạng thái KT"] for one in rows(folder)] == ["Đã hủy", "Đã thực hiện"]


def test_a_reminder_waits_while_the_workbook_is_away_and_is_written_once(
    service: Service, folder: Path, faults: Faults
) -> None:
    by = actor(service, OFFICER)
    service.answer_within = 0.2
    faults.always = broken.unreachable
    assert carry_out(by, reminds("TH-10"), op="r1").waiting
    assert carry_out(by, reminds("TH-10"), op="r2").waiting
    faults.always = None
    for op in ("r1", "r2"):
        assert not service.writer.outcome(op, within=20).waiting
    assert len(rows(folder)) == 1


def test_a_unit_records_no_reminder(service: Service, folder: Path) -> None:
    with pytest.raises(NotAllowed):
        carry_out(actor(service, "don-vi-10@example.vn"), reminds("TH-10"), op="r1")
    assert rows(folder) == []


def test_another_process_that_does_not_know_yet_makes_no_second_row(
    service: Service, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Service(service.config, pace=0.01, interval=NEVER)
    other.start()
    other.store.refresh()
    by = actor(service, OFFICER)
    carry_out(by, reminds("TH-10"), op="r1")
    monkeypatch.setattr("sheets.session.service", lambda: other)
    carry_out(by, reminds("TH-10", "TH-15"), op="r2")
    other.close()
    assert sorted(str(one["Mã đơn vị"]) for one in rows(folder)) == ["TH-10", "TH-15"]
