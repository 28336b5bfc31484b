"""Kiểm tra, part “Lịch và bao phủ”: calendar, planning, coverage, remedies, decisions; every role, empty, phone."""

import dataclasses
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from components import theme
from components.planning import planned_day
from domain.errors import NotWritten, Unreachable
from domain.vocabulary import InspectionKind, InspectionState, Role
from tests.components.samples import NOTHING, sample
from tests.pages.conftest import Seam
from tests.pages.test_hostile import SHARES, spoiled
from tests.pages.test_loop import opened, press
from tests.pages.test_viec_cua_toi import ways, words

PART = "Lịch và bao phủ"
PARTS = ("Lịch kiểm tra", "Bao phủ", "Khắc phục, quyết định")


def page(lich: str = "", **query: str) -> AppTest:
    return opened("kiem_tra", viec=PART, **({"lich": lich} if lich else {}), **query)


def keys(at: AppTest) -> set[str]:
    return {one.key or "" for one in at.button}


def late_plan(seam: Seam) -> str:
    """The plan of the sample, moved to a day that has passed."""
    one = next(one for one in seam.whole.inspections if one.istatus is InspectionState.PLANNED)
    moved = dataclasses.replace(one, date=seam.whole.today - timedelta(days=4))
    rows = tuple(moved if each is one else each for each in seam.whole.inspections)
    seam.whole = sample(inspections=rows)
    return one.insp_id or ""


def test_the_calendar_says_what_is_done_and_planned(seam: Seam) -> None:
    at = page()
    assert words(at).startswith("Quý III: 7/29 đơn vị đã được kiểm tra, 1 kế hoạch sắp tới, :red[5 tồn tại quá hạn].")
    assert [one.value.replace("\u00a0", " ") for one in at.header] == [
        "Quý III: 9 lượt đã thực hiện, 1 kế hoạch sắp tới"
    ]
    assert len(at.get("vega_lite_chart")) == 1
    assert "25/09/2026 · Thôn Xuân Quý" in words(at)
    assert at.query_params["viec"] == PART


def test_a_plan_whose_day_has_passed_stands_first_and_leads_to_its_result(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    insp_id = late_plan(seam)
    at = page()
    assert "1 kế hoạch đã qua ngày" in words(at)
    assert "quá 4 ngày" in words(at)
    at = press(at, f"kiem_tra.entry.0.{insp_id}")
    assert (at.query_params["viec"], at.query_params["kt"]) == ("Các lượt kiểm tra", insp_id)
    assert at.title[0].value == "Kiểm tra và khắc phục"
    assert f"kiem_tra.conclude.{insp_id}.send" in keys(at)


def test_only_inspections_may_be_shown_and_another_quarter(seam: Seam) -> None:
    whole, counted = page(), page(loai_lich="Kiểm tra, giám sát")
    assert words(whole) != words(counted)
    at = page(quy="2026-Q4")
    assert words(at).startswith("Quý IV chưa bắt đầu: chưa có kế hoạch kiểm tra nào sắp tới.")
    at.segmented_control(key="kiem_tra.quarter.2026-Q4").set_value("2026-Q2").run()
    assert at.query_params["quy"] == "2026-Q2"
    assert words(at).startswith("Quý II:")


def test_one_press_plans_an_inspection_of_a_unit_that_has_none(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = page("Bao phủ")
    assert "Chưa được kiểm tra: 22 đơn vị, 24 mô hình" in words(at)
    at = press(at, "kiem_tra.gap.CA-01.")
    assert at.query_params["dv"] == "CA-01"
    assert at.selectbox(key="kiem_tra.unit").value == "CA-01"
    assert at.date_input(key="kiem_tra.new.date").value == date(2026, 9, 22)
    assert "lượt này được ghi là kế hoạch" in words(at)
    assert not at.text_area(key="kiem_tra.new.team").value
    assert "kiem_tra.new.results" not in {one.key for one in at.text_area}
    at = press(at, "kiem_tra.new.send")
    assert at.toast[0].value == "Đã ghi kế hoạch kiểm tra"
    assert "ngay" not in at.query_params  # the next one is not planned for that day too
    assert at.date_input(key="kiem_tra.new.date").value == date(2026, 9, 15)
    [(_, plan)] = seam.plans
    record = plan.adds[0].record
    assert (record.kind, record.istatus) == (InspectionKind.INSPECTION, InspectionState.PLANNED)  # type: ignore[attr-defined]


def test_another_part_lets_go_of_a_plan_that_was_not_sent(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = press(page("Bao phủ"), "kiem_tra.gap.CA-01.")
    at.segmented_control(key="kiem_tra.part").set_value("Các lượt kiểm tra").run()
    assert "ngay" not in at.query_params
    at.segmented_control(key="kiem_tra.part").set_value("Ghi lượt kiểm tra").run()
    assert at.date_input(key="kiem_tra.new.date").value == date(2026, 9, 15)


def test_a_model_is_planned_with_its_unit(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = page("Bao phủ", ds_kt="Mô hình")
    key = next(one for one in keys(at) if one.startswith("kiem_tra.gap."))
    at = press(at, key)
    model_id = key.rpartition(".")[2]
    assert at.multiselect(key="kiem_tra.models").value == [model_id]


def test_a_plan_that_could_not_be_written_stays_in_the_form(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    seam.refusals = [NotWritten("no")]
    at = press(press(page("Bao phủ"), "kiem_tra.gap.CA-01."), "kiem_tra.new.send")
    assert "Chưa ghi được lên trang tính." in words(at)
    assert at.date_input(key="kiem_tra.new.date").value == date(2026, 9, 22)


def test_another_form_is_not_taken_for_the_plan(seam: Seam) -> None:
    """What was typed of an inspection that took place is not shown as a plan, and a plan not as one of today."""
    seam.act_as(Role.OFFICER)
    at = opened("kiem_tra", viec="Ghi lượt kiểm tra", dv="CA-01")
    at.text_area(key="kiem_tra.new.team").input("Đoàn của xã").run()
    at.query_params["ngay"] = "2026-09-22"
    at.run()
    assert at.text_area(key="kiem_tra.new.team").value == ""
    assert at.date_input(key="kiem_tra.new.date").value == date(2026, 9, 22)


def test_the_list_of_those_not_inspected_is_narrowed(seam: Seam) -> None:
    at = page("Bao phủ", tim_kt="cong an")
    assert "Công an xã" in words(at)
    assert "Hội Nông dân" not in words(at)
    assert "Không có dòng nào khớp" in words(page("Bao phủ", tim_kt="zzz"))
    assert "UB MTTQ xã" not in words(page("Bao phủ", khoi_kt="Trường học"))


def test_coverage_and_remedies_open_their_records(seam: Seam) -> None:
    found = [way for _, way in ways(page("Bao phủ"))]
    assert {f"chi-so?chi-so={code}&quy=2026-Q3" for code in ("I11", "I11b", "KT")} <= set(found)
    at = page("Khắc phục, quyết định")
    found = [way for _, way in ways(at)]
    assert {f"chi-so?chi-so={code}&quy=2026-Q3" for code in ("I12", "I12b", "I13", "I14")} <= set(found)
    assert "2 khó khăn phát sinh từ kiểm tra" in words(at)
    assert "3 việc chờ quyết định" in words(at)
    assert "Chủ tịch UBND xã" in words(at)
    assert "chờ 28 ngày" in words(at)
    assert len(at.get("vega_lite_chart")) == 2


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("role", [Role.UNIT, Role.FRONT, Role.LEADER, Role.GUEST])
def test_who_plans_no_inspections_gets_no_button_for_it(seam: Seam, role: Role, part: str) -> None:
    seam.act_as(role)
    at = page(part)
    assert not at.error
    assert not [one for one in keys(at) if one.startswith("kiem_tra.gap.") or one == "kiem_tra.plan"]


def test_others_see_who_waits_but_not_what_for(seam: Seam) -> None:
    seam.act_as(Role.UNIT)  # TH-03
    at = page("Khắc phục, quyết định")
    assert "3 việc chờ quyết định" in words(at)
    assert "Vướng 3 hộ chưa hiến đất" not in words(at)


@pytest.mark.parametrize("part", PARTS)
def test_an_empty_workbook_says_what_is_missing(seam: Seam, part: str) -> None:
    seam.whole = sample(**NOTHING)
    at = page(part)
    assert not at.error
    assert words(at).startswith("Quý III: chưa có đơn vị nào có mô hình để kiểm tra, chưa có kế hoạch")
    assert "Không có" in words(at)
    assert not at.selectbox


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("share", list(SHARES))
def test_no_part_goes_down_whatever_the_cells_hold(
    seam: Seam, monkeypatch: pytest.MonkeyPatch, part: str, share: float
) -> None:
    seam.act_as(Role.OFFICER)
    seam.whole = spoiled(share)
    page(part)
    monkeypatch.setattr(theme, "on_phone", lambda: True)
    page(part, ds_kt="Mô hình")


def test_without_data_the_page_says_why(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise Unreachable("down")

    monkeypatch.setattr("sheets.session.snapshot", fails)
    assert "Chưa kết nối được Google Sheets." in words(page())


@pytest.mark.parametrize(
    ("today", "last", "day"),
    [
        (date(2026, 9, 15), date(2026, 9, 30), date(2026, 9, 22)),
        (date(2026, 9, 12), date(2026, 9, 30), date(2026, 9, 18)),  # a week later is a Saturday
        (date(2026, 9, 28), date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 9, 29), date(2026, 9, 30), date(2026, 9, 30)),
    ],
)
def test_the_day_of_a_plan_is_a_working_day_of_the_quarter(today: date, last: date, day: date) -> None:
    assert planned_day(today, last) == day


def test_a_finding_that_the_address_names_stands_first(seam: Seam) -> None:
    at = opened("kiem_tra", viec="Theo dõi khắc phục", tt="TT-2026-0011-1")
    first = next(one.value for one in at.markdown if "TT-2026-" in one.value)
    assert "TT-2026-0011-1" in first


def test_a_link_opens_the_form_of_a_difficulty_for_its_unit(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = opened("kho_khan", viec="neu", dv="CQ-02")
    assert at.expander[0].proto.expanded
    assert at.selectbox(key="kho_khan.new.unit_id").value == "CQ-02"
    at = opened("kiem_tra", viec="Ghi lượt kiểm tra", dv="CQ-02", loai="Giám sát")
    assert at.selectbox(key="kiem_tra.new.kind").value == "Giám sát"
