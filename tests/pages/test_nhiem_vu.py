"""Nhiệm vụ: the plan as a tracker, its filters, one task with its evidence; for every role, empty, failing, phone."""

import dataclasses
import json

import pytest
from streamlit.testing.v1 import AppTest

from components import theme
from domain.errors import Unreachable
from domain.vocabulary import Role
from domain.vocabulary_movement import TaskState
from tests.components.samples import NOTHING, sample
from tests.pages.conftest import Seam
from tests.pages.test_frame import said
from tests.pages.test_hostile import SHARES, spoiled
from tests.pages.test_loop import opened, press, unfold
from tests.pages.test_viec_cua_toi import ways, words


def page(**query: str) -> AppTest:
    return opened("nhiem_vu", **query)


def codes(at: AppTest) -> list[str]:
    return list(at.dataframe[0].value["Mã"])


def test_the_page_says_what_is_done_and_overdue_with_the_ways_to_the_records(seam: Seam) -> None:
    at = page()
    assert words(at).splitlines()[0] == (
        "242/304 nhiệm vụ đến hạn đã hoàn thành, :red[62 nhiệm vụ quá hạn], 10 đến hạn trong 7 ngày tới."
    )
    assert [one.value for one in at.metric] == ["79,6%", "76,6%", "62", "2"]
    found = dict(ways(at))
    assert found["Hoàn thành"] == "chi-so?chi-so=I17&quy=2026-Q3"
    assert "phan=Ch%C6%B0a+t%C3%ADnh" in found["Quá hạn"]
    assert len(at.get("vega_lite_chart")) == 1
    assert "Toàn xã 242/304 = 79,6%" in words(at)
    assert json.loads(at.get("vega_lite_chart")[0].proto.spec)["config"]["locale"]


def test_the_figures_of_the_page_are_those_of_their_records(seam: Seam) -> None:
    at = opened("chi_so", **{"chi-so": "I17", "quy": "2026-Q3", "phan": "Chưa tính"})
    assert at.title[0].value == "Hoàn thành nhiệm vụ quý III/2026: 242/304 = 79,6%"
    assert len(at.dataframe[0].value) == 62
    at = opened("chi_so", **{"chi-so": "I17", "quy": "2026-Q3", "tim": "tự đánh dấu theo số liệu"})
    assert len(at.dataframe[0].value) == 2


def test_the_most_overdue_task_stands_first_and_the_list_is_narrowed(seam: Seam) -> None:
    listed = page().dataframe[0].value
    assert (listed["Mã"][0], listed["Quá hạn"][0], listed["Hoàn thành"][0]) == ("NV-05", "↓ 14", "29/43")
    assert len(listed) == 43
    assert codes(page(tt_nv="Quá hạn", khoi_nv="Trường học")) == ["NV-05", "NV-32"]
    assert codes(page(tim_nv="tiep cong dan")) == ["NV-17"]
    assert set(page(ky_nv="Quý IV/2026").dataframe[0].value["Quá hạn"]) == {""}
    assert "Không có nhiệm vụ nào khớp" in words(page(tim_nv="zzz"))


def test_a_task_opens_its_instances_with_their_evidence(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = page(nv="NV-07", tt_nv="Hoàn thành")
    assert words(at).startswith("NV-07. Triển khai các nội dung")
    found = [(label.replace("\\", ""), way) for label, way in ways(at)]
    proven = [(label, way) for label, way in found if label.startswith("Đã có số liệu: BC-2026-Q2-")]
    assert proven
    assert all(way.startswith("mo-hinh?mh=MH-2026-") for _, way in proven)
    assert "minh chứng: Báo cáo quý" in words(at)


def test_an_instance_says_who_typed_it_and_what(seam: Seam) -> None:
    task = next(one for one in seam.whole.tasks if one.instance_id == "NV-38/2026-Q2/TH-01")
    person = seam.whole.accounts[0]
    typed = dataclasses.replace(
        task, result="Biên bản **số 5**", updated_by=person.email, updated_at=seam.whole.read_at
    )
    tasks = tuple(typed if one is task else one for one in seam.whole.tasks)
    seam.whole = sample(tasks=tasks)
    seam.act_as(Role.OFFICER)
    shown = said(page(nv="NV-38", dv="TH-01"))
    assert r"Biên bản \*\*số 5\*\*" in shown
    assert (person.full_name or "?") in shown
    assert "trong sổ chưa có bản ghi nào chứng minh" in shown


def test_the_address_names_a_unit_and_leads_back_to_all(seam: Seam) -> None:
    at = page(nv="NV-38", dv="TH-05")
    assert "Chỉ hiện việc của **Thôn Tân Tiến (Đồng Xuân cũ)**" in words(at)
    press(at, "nhiem_vu.all")
    assert "dv" not in at.query_params
    at = press(at, "nhiem_vu.back")
    assert "nv" not in at.query_params
    assert "Không tìm thấy nhiệm vụ này" in words(page(nv="NV-99"))


def test_an_officer_ticks_for_any_unit_here(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    slot = "nhiem_vu.NV-38-2026-Q2-TH-05.tick"
    at = unfold(page(nv="NV-38", dv="TH-05"), slot)
    at.button_group(key=f"{slot}.state").set_value("Đang thực hiện").run()
    press(at, f"{slot}.press")
    [(_, plan)] = seam.plans
    assert plan.edits[0].changed["state"] is TaskState.IN_PROGRESS
    assert "done" not in plan.edits[0].changed


def test_a_unit_sees_all_figures_and_its_own_rows(seam: Seam) -> None:
    seam.act_as(Role.UNIT)  # TH-03
    at = page()
    assert "242/304 nhiệm vụ" in words(at)
    assert len(codes(at)) == 9
    at = page(nv="NV-38")
    assert "Thôn Hòa Bình" in words(at)
    assert "Thôn Đồng Tiến" not in words(at)
    assert "Không tìm thấy nhiệm vụ này" in words(page(nv="NV-15"))  # of the office


@pytest.mark.parametrize("role", [Role.LEADER, Role.GUEST])
def test_who_only_views_ticks_nothing_and_a_guest_sees_figures_only(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    at = page()
    assert "242/304 nhiệm vụ" in words(at)
    assert bool(at.dataframe) is (role is Role.LEADER)
    at = page(nv="NV-38")
    assert not [one for one in at.get("popover") if one.proto.popover.label == "Đánh dấu"]
    if role is Role.GUEST:
        assert "Không tìm thấy nhiệm vụ này" in words(at)


def test_an_empty_workbook_says_that_there_are_no_tasks(seam: Seam) -> None:
    seam.whole = sample(**NOTHING)
    at = page()
    assert at.title[0].value == "Chưa có nhiệm vụ nào của kế hoạch trong sổ."
    assert not at.get("vega_lite_chart")


def test_without_data_the_page_says_why(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise Unreachable("down")

    monkeypatch.setattr("sheets.session.snapshot", fails)
    assert "Chưa kết nối được Google Sheets." in words(page())


def test_a_phone_gets_cards(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: True)
    at = page()
    assert not at.dataframe
    at = press(at, "nhiem_vu.open.NV-05")
    assert at.query_params["nv"] == "NV-05"
    assert "29/43 việc đến hạn đã hoàn thành" in words(at)


@pytest.mark.parametrize("share", list(SHARES))
def test_one_task_of_a_workbook_full_of_anything_opens(seam: Seam, share: float) -> None:
    seam.act_as(Role.OFFICER)
    seam.whole = spoiled(share)
    for code in {one.task_id or "" for one in seam.whole.tasks[:200]}:
        page(nv=code)


def test_the_records_lead_back_to_the_plan(seam: Seam) -> None:
    at = opened("chi_so", **{"chi-so": "I17b"})
    assert ("Về trang Nhiệm vụ", "nhiem-vu?") in ways(at)
