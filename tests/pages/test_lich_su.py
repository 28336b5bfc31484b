"""The history of a record and the deleted rows: who sees what, what comes back, and what a press asks for."""

import json
from datetime import datetime
from typing import Any

import pytest

from components.vi import ZONE
from domain.errors import Conflict, Difference, Invalid, Unreachable
from domain.outbox import Entry, EntryState
from domain.plans import Way
from domain.restoring import restore_row
from domain.tables import HistoryEntry
from domain.vocabulary import BY_HAND, HistoryAction, Role, Source, Tab
from tests.components.samples import as_read, grids, typed_into
from tests.pages.conftest import Seam
from tests.pages.test_frame import said
from tests.pages.test_loop import opened, press

MODEL = "MH-2026-0006"
SLOT = f"lich_su.MODELS.{MODEL}.1"
RESTORE = f"lich_su.gone.Mô hình.{MODEL}"


def entry(op: str, column: str | None, old: str | None, new: str | None, **more: Any) -> HistoryEntry:
    base: dict[str, Any] = {
        "op_id": op,
        "at": datetime(2026, 9, 1, 8, int(op[-1]), tzinfo=ZONE),
        "by": "chuyen-vien@example.vn",
        "action": HistoryAction.EDIT,
        "tab": Tab.MODELS,
        "record_id": MODEL,
        "source": Source.APPLICATION,
    }
    return HistoryEntry(column=column, old=old, new=new, **(base | more))


@pytest.fixture
def past(seam: Seam) -> Seam:
    """A model that was made, got another title and was typed into."""
    raw = grids()
    typed_into(raw, Tab.MODELS, MODEL, "Tên mô hình", "Tên *mới*")
    typed_into(raw, Tab.MODELS, MODEL, "Số hộ dự kiến", "vài chục")
    seam.whole = as_read(raw)
    hand = {"by": BY_HAND, "source": Source.HAND}
    seam.past = [
        entry("o1", "Tên mô hình", None, "Tên cũ", action=HistoryAction.ADD),
        entry("o2", "Tên mô hình", "Tên cũ", "Tên *mới*"),
        entry("o3", "Số hộ dự kiến", "20", "vài chục", **hand),
    ]
    return seam


def history(**query: str) -> Any:
    return opened("lich_su", **({"tab": "Mô hình", "ma": MODEL} | query))


def test_the_steps_say_who_what_and_when(past: Seam) -> None:
    past.act_as(Role.OFFICER)
    words = said(history())
    officer = next(one.full_name for one in past.whole.accounts if one.email == "chuyen-vien@example.vn")
    assert str(officer) in words
    assert "không rõ ai" in words
    assert "08:02 01/09/2026" in words
    assert "Tên cũ → **Tên \\*mới\\***" in words
    assert words.index("vài chục") < words.index("Tạo mới")


def test_a_step_is_undone_with_all_that_came_after_it(past: Seam) -> None:
    past.act_as(Role.OFFICER)
    at = press(history(), f"{SLOT}.press")
    [(_, plan)] = past.plans
    [edit] = plan.edits
    assert plan.way is Way.RESTORES
    assert edit.changed == {"title": "Tên cũ", "hh_plan": 20}
    assert not at.error


def test_only_the_last_step(past: Seam) -> None:
    past.act_as(Role.ADMIN)
    press(history(), f"lich_su.MODELS.{MODEL}.2.press")
    assert past.plans[0][1].edits[0].changed == {"hh_plan": 20}


def test_the_making_of_a_record_is_not_undone(past: Seam) -> None:
    past.act_as(Role.OFFICER)
    assert {one.key for one in history().button} == {f"{SLOT}.press", f"lich_su.MODELS.{MODEL}.2.press"}


def test_who_decides_after_a_conflict_sees_both_values(past: Seam) -> None:
    past.act_as(Role.OFFICER)
    past.refusals = [Conflict(f"Mô hình|{MODEL}", [Difference("title", "Tên mô hình", "A", "B", "C")])]
    at = press(history(), f"{SLOT}.press")
    assert "Người khác vừa sửa bản ghi này." in said(at)
    assert past.plans == []
    at.segmented_control(key=f"{SLOT}.conflict.title").set_value("mine").run()
    press(at, f"{SLOT}.press")
    assert len(past.plans) == 1


READS = {
    Role.ADMIN: (True, True), Role.OFFICER: (True, True), Role.LEADER: (True, False), Role.UNIT: (False, False),
    Role.FRONT: (True, False), Role.GUEST: (False, False),
}  # fmt: skip


@pytest.mark.parametrize(("role", "may"), list(READS.items()))
def test_who_reads_the_history_of_a_units_model_and_who_puts_it_back(
    past: Seam, role: Role, may: tuple[bool, bool]
) -> None:
    past.act_as(role)
    at = history()
    assert ("Tên cũ" in said(at)) is may[0]
    assert ("không xem được lịch sử" in said(at)) is not may[0]
    assert bool(at.button) is may[1]


def test_a_unit_reads_its_own_and_puts_nothing_back(past: Seam) -> None:
    past.act_as(Role.UNIT)
    own = past.whole.models_of("TH-03")[0].model_id or ""
    past.past = [entry("o2", "Tên mô hình", "A", "B", record_id=own)]
    at = history(ma=own)
    assert "A → **B**" in said(at)
    assert not at.button


def test_nothing_happened_nothing_found_and_nothing_read(past: Seam) -> None:
    past.act_as(Role.OFFICER)
    past.past = []
    assert "Chưa có thay đổi nào" in said(history())
    assert "không xem được lịch sử" in said(history(tab="Không có"))
    past.unread = Unreachable("down")
    for at in (history(), opened("lich_su")):
        assert "Chưa kết nối được Google Sheets." in said(at)


def test_a_record_that_is_gone_shows_its_history_and_where_it_is_restored(past: Seam) -> None:
    past.act_as(Role.OFFICER)
    raw = grids()
    raw[Tab.MODELS] = [row for row in raw[Tab.MODELS] if row[0] != MODEL]
    past.whole = as_read(raw)
    at = history()
    assert "hiện không có trên trang tính" in said(at)
    assert "Tên cũ" in said(at)
    assert not at.button


@pytest.mark.parametrize("tab", [one for one in Tab if one not in (Tab.HISTORY, Tab.DATA_ERRORS)])
@pytest.mark.parametrize("role", list(Role))
def test_every_tab_and_role_gets_a_page(past: Seam, tab: Tab, role: Role) -> None:
    past.act_as(role)
    at = history(tab=str(tab), ma="x|2026|III")
    assert at.title
    assert not at.error


# Deleted rows


@pytest.fixture
def gone(seam: Seam) -> Seam:
    """Two deleted rows, of which one is not JSON any more."""
    raw = grids()
    row = next(one for one in raw[Tab.MODELS] if one[0] == MODEL)
    raw[Tab.MODELS].remove(row)
    cells = {title: cell for title, cell in zip(raw[Tab.MODELS][0], row, strict=True) if cell != ""}
    seam.whole = as_read(raw)
    deletion = {"action": HistoryAction.SOFT_DELETE, "by": BY_HAND, "source": Source.HAND}
    seam.deleted = [
        entry("d2", None, json.dumps(cells), None, **deletion),
        entry("d1", None, "{", None, **{**deletion, "tab": Tab.FINDINGS, "record_id": "TT-2026-0001-1"}),
    ]
    seam.act_as(Role.OFFICER)
    return seam


def test_deleted_rows_are_listed_with_what_stood_in_them(gone: Seam) -> None:
    words = said(opened("lich_su"))
    assert "Dòng đã bị xóa: 2" in words
    assert MODEL.replace("-", "\\-") in words
    assert "Ngày bắt đầu" in words
    assert "462" not in words  # a serial is shown as its day


def test_a_deleted_row_is_restored(gone: Seam) -> None:
    at = opened("lich_su")
    assert [one.key for one in at.button] == [f"{RESTORE}.press"]
    press(at, f"{RESTORE}.press")
    [(_, plan)] = gone.plans
    assert plan.way is Way.RESTORES
    assert plan.adds[0].raw["model_id"] == MODEL


def test_a_deleted_row_is_restored_from_its_own_history_too(gone: Seam) -> None:
    gone.past = [entry("o1", "Tên mô hình", None, "Tên cũ", action=HistoryAction.ADD), *gone.deleted]
    at = history()
    assert [one.key for one in at.button] == [f"{RESTORE}.press"]
    press(at, f"{RESTORE}.press")
    assert gone.plans[0][1].adds[0].raw["model_id"] == MODEL


def test_a_refusal_stands_beside_the_row(gone: Seam) -> None:
    gone.refusals = [Invalid({"model_id": "Dòng này đã có"})]
    assert "Dòng này đã có" in said(press(opened("lich_su"), f"{RESTORE}.press"))


def test_one_that_waits_is_not_sent_twice(gone: Seam) -> None:
    arguments = {"tab": "Mô hình", "record_id": MODEL, "cells": {}}
    assert gone.actor is not None
    gone.saves = [Entry("w1", gone.actor, restore_row.__name__, arguments, state=EntryState.WAITING)]
    at = opened("lich_su")
    assert "Đang chờ gửi" in said(at)
    assert not at.button


def test_the_list_is_narrowed_to_a_tab(gone: Seam) -> None:
    at = opened("lich_su")
    at.selectbox(key="lich_su.tab").select("Tồn tại").run()
    assert not at.button
    assert "Dòng đã bị xóa: 2" in said(at)


@pytest.mark.parametrize("role", [Role.LEADER, Role.UNIT, Role.FRONT, Role.GUEST])
def test_others_get_no_list_of_deleted_rows(gone: Seam, role: Role) -> None:
    gone.act_as(role)
    at = opened("lich_su")
    assert "Dòng đã bị xóa do chuyên viên" in said(at)
    assert not at.button


def test_nothing_was_deleted(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    assert "Không có dòng nào bị xóa" in said(opened("lich_su"))


# The way there


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("mo_hinh", {"mh": MODEL}),
        ("don_vi", {"dv": "TH-03"}),
        ("kiem_tra", {"viec": "Các lượt kiểm tra"}),
        ("kiem_tra", {"viec": "Theo dõi khắc phục"}),
        ("kho_khan", {}),
        ("bao_cao", {}),
    ],
)
def test_every_record_has_a_link_to_its_history(seam: Seam, page: str, query: dict[str, str]) -> None:
    seam.act_as(Role.OFFICER)
    assert "Lịch sử" in [one.proto.label for one in opened(page, **query).get("page_link")]


def test_a_guest_gets_no_link(seam: Seam) -> None:
    seam.act_as(Role.GUEST)
    for page, query in (("mo_hinh", {"mh": MODEL}), ("don_vi", {"dv": "TH-03"}), ("kho_khan", {})):
        assert "Lịch sử" not in [one.proto.label for one in opened(page, **query).get("page_link")]
