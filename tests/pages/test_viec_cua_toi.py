"""Việc của tôi: what a unit has to do, the ways to the forms, ticking; full, empty, for every role, failing, phone."""

import dataclasses
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import theme
from domain.errors import Conflict, Difference, NotWritten, Unreachable
from domain.settings import Settings
from domain.vocabulary import ModelState, Role
from domain.vocabulary_movement import TaskState
from tests.components.samples import NOTHING, sample
from tests.pages.conftest import Seam
from tests.pages.test_frame import said
from tests.pages.test_loop import opened, press, unfold

TASK = "NV-40/2026-Q3/TH-05"
SLOT = "nhiem_vu.NV-40-2026-Q3-TH-05.tick"


def act_for(seam: Seam, unit_id: str) -> None:
    seam.act_as(Role.UNIT)
    assert seam.actor
    seam.actor = dataclasses.replace(seam.actor, unit_id=unit_id)


def ways(at: AppTest) -> list[tuple[str, str]]:
    """The links of the page: what they say and where they lead."""
    return [(one.proto.label, f"{one.proto.page}?{one.proto.query_string}") for one in at.get("page_link")]


def words(at: AppTest) -> str:
    return said(at).replace("\\", "")


def page(**query: str) -> AppTest:
    return opened("viec_cua_toi", **query)


def ticking(at: AppTest, state: str | None, result: str = "") -> AppTest:
    """Fills the panel of the task."""
    at = unfold(at, SLOT)
    if state:
        at.button_group(key=f"{SLOT}.state").set_value(state).run()
    if result:
        at.text_area(key=f"{SLOT}.result").input(result).run()
    return at


def test_a_unit_sees_its_own_work_overdue_first(seam: Seam) -> None:
    act_for(seam, "TH-05")
    at = page()
    title = words(at).splitlines()[0]
    assert title == (
        "Thôn Tân Tiến (Đồng Xuân cũ): :red[6 việc quá hạn], 1 việc đến hạn trong 14 ngày, 11 việc tiếp theo."
    )
    assert [one.value.replace("\u00a0", " ") for one in at.header] == [
        "Quá hạn: 6 việc", "Đến hạn trong 14 ngày: 1 việc", "Sau đó: 11 việc",
    ]  # fmt: skip
    assert "quá hạn 123 ngày" in words(at)
    assert not at.selectbox  # no other unit to choose


def test_one_press_leads_to_the_form_filled_with_what_is_known(seam: Seam) -> None:
    act_for(seam, "TH-05")
    found = ways(page())
    assert ("Ghi hoạt động", "tuyen-truyen?dv=TH-05&loai=Qu%C3%A1n+tri%E1%BB%87t") in found
    assert any(way.startswith("bao-cao?") and "quy=2026-Q2" in way and "dv=TH-05" in way for _, way in found)
    assert ("Mở trang Đăng ký", "dang-ky?dv=TH-05") in found
    act_for(seam, "TH-04")
    assert any(way.startswith("kiem-tra?") and "tt=TT-2026-0011-1" in way for _, way in ways(page()))


def test_what_belongs_to_a_quarter_to_come_has_no_form_yet(seam: Seam) -> None:
    act_for(seam, "TH-04")
    at = page()
    assert "Nhập từ 01/10/2026" in words(at)
    assert not [way for _, way in ways(at) if "2026-Q4" in way]


def test_a_registration_that_was_sent_back_leads_to_its_own_form(seam: Seam) -> None:
    model = next(one for one in seam.whole.models if one.state is ModelState.RETURNED)
    act_for(seam, model.unit_id or "")
    at = page()
    assert "bị trả lại" in words(at)
    assert ("Mở bản đăng ký", f"dang-ky?mh={model.model_id}") in ways(at)


def test_the_list_is_narrowed_by_kind_and_by_words(seam: Seam) -> None:
    act_for(seam, "TH-05")
    at = page(loai_viec="Đăng ký")
    assert [one.value for one in at.header] == ["Sau đó: 1\u00a0việc"]
    at = page(tim_viec="quan triet")
    assert "Quán triệt tại đơn vị" in words(at)
    assert "Đăng ký mô hình**" not in words(at)
    assert "Không có việc nào khớp" in words(page(tim_viec="zzz"))


def test_a_task_is_ticked_where_it_stands(seam: Seam) -> None:
    act_for(seam, "TH-05")
    at = ticking(page(tim_viec="NV-40/2026-Q3"), "Hoàn thành", "Đã đôn đốc 40 hộ, biên bản 05/BB")
    assert at.date_input(key=f"{SLOT}.day").value == date(2026, 9, 15)
    at = press(at, f"{SLOT}.press")
    [(op, plan)] = seam.plans
    [edit] = plan.edits
    assert len(op) == 32
    assert edit.record.instance_id == TASK  # type: ignore[attr-defined]  # a task
    assert edit.changed == {
        "state": TaskState.DONE, "done": date(2026, 9, 15), "result": "Đã đôn đốc 40 hộ, biên bản 05/BB",
    }  # fmt: skip
    assert at.toast[0].value == "Đã ghi: Hoàn thành"


@pytest.mark.parametrize(
    ("state", "refusal"),
    [("Hoàn thành", "Ghi kết quả, minh chứng"), ("Không áp dụng", "Ghi lý do không áp dụng")],
)
def test_a_tick_without_its_result_is_refused_at_the_field_and_keeps_the_choice(
    seam: Seam, state: str, refusal: str
) -> None:
    act_for(seam, "TH-05")
    at = press(ticking(page(tim_viec="NV-40/2026-Q3"), state), f"{SLOT}.press")
    assert not seam.plans
    assert words(at).count(refusal) == 1
    assert at.button_group(key=f"{SLOT}.state").value == state


def test_what_could_not_be_written_stays_and_is_the_same_operation(seam: Seam) -> None:
    act_for(seam, "TH-05")
    seam.refusals = [NotWritten("no")]
    at = press(ticking(page(tim_viec="NV-40/2026-Q3"), "Hoàn thành", "Biên bản 05/BB"), f"{SLOT}.press")
    assert "Chưa ghi được lên trang tính." in words(at)
    assert at.text_area(key=f"{SLOT}.result").value == "Biên bản 05/BB"
    op = at.session_state[f"{SLOT}.form"].op
    press(at, f"{SLOT}.press")
    assert [one for one, _ in seam.plans] == [op]


def test_two_people_at_one_task_choose_what_stays(seam: Seam) -> None:
    act_for(seam, "TH-05")
    seam.refusals = [Conflict(f"Nhiệm vụ|{TASK}", [Difference("result", "Kết quả, minh chứng", "", "A", "B")])]
    at = press(ticking(page(tim_viec="NV-40/2026-Q3"), "Hoàn thành", "B"), f"{SLOT}.press")
    assert "Người khác vừa sửa bản ghi này." in words(at)
    assert at.text_area(key=f"{SLOT}.result").value == "B"


def test_a_locked_quarter_offers_no_ticking(seam: Seam) -> None:
    seam.whole = sample(settings=Settings(demo=True, locked_quarters=("2026-Q2", "2026-Q3")))
    act_for(seam, "TH-05")
    assert not _panels(page())
    act_for(seam, "TH-03")
    seam.whole = sample()
    assert _panels(page())


def _panels(at: AppTest) -> list[Any]:
    return [one for one in at.get("popover") if one.proto.popover.label == "Đánh dấu"]


def test_tasks_that_the_data_prove_say_by_which_record(seam: Seam) -> None:
    act_for(seam, "TH-03")
    at = page()
    at.session_state["viec.done"] = True
    at.run()
    assert not at.exception
    found = [label.replace("\\", "") for label, _ in ways(at) if label.startswith("Đã có số liệu")]
    assert any("BC-2026-Q" in label and "Báo cáo quý" in label for label in found)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.ADMIN])
def test_officers_and_leaders_choose_a_unit_which_stands_in_the_address(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    at = page()
    assert at.query_params["dv"] == at.selectbox[0].value
    at = page(dv="CQ-01")
    assert at.title[0].value.startswith("VP HĐND và UBND")
    at.selectbox[0].set_value("TH-05").run()
    assert at.query_params["dv"] == "TH-05"
    assert bool(_panels(at)) is (role is not Role.LEADER)
    forms = {"Ghi hoạt động", "Mở tổng hợp quý", "Mở trang Đăng ký"} & {label for label, _ in ways(at)}
    assert bool(forms) is (role is not Role.LEADER)


def test_mttq_has_work_of_its_own_and_a_guest_no_single_rows(seam: Seam) -> None:
    seam.act_as(Role.FRONT)
    assert page().title[0].value.startswith("UB MTTQ xã")
    seam.act_as(Role.GUEST)
    at = page()
    assert "không xem từng dòng" in words(at)
    assert not at.selectbox


def test_an_empty_workbook_has_only_the_registration_left_to_do(seam: Seam) -> None:
    seam.whole = sample(**NOTHING)
    act_for(seam, "TH-05")
    assert "Đăng ký mô hình" in words(page())
    seam.whole = sample(**NOTHING, units=())
    assert "Không tìm thấy đơn vị này" in words(page())


def test_who_has_nothing_to_do_is_told_so(seam: Seam) -> None:
    whole = sample(tasks=())
    seam.whole = whole
    act_for(seam, "LD-01")
    at = page()
    assert "không còn việc phải làm trong ba tháng tới" in words(at)
    assert at.success


def test_without_data_the_page_says_why(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise Unreachable("down")

    monkeypatch.setattr("sheets.session.snapshot", fails)
    assert "Chưa kết nối được Google Sheets." in words(page())


def test_a_phone_shows_the_same_cards(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: True)
    act_for(seam, "TH-05")
    assert "quá hạn 123 ngày" in words(page())
