"""Đôn đốc: full, empty, without data, for every role, and what a press records."""

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from components import theme
from domain.errors import NotWritten, Unreachable
from domain.outbox import Done
from domain.tables import Inspection
from domain.vocabulary import InspectionKind, Role
from sheets import actions
from sheets.store import Health
from tests.components.samples import NOTHING, sample
from tests.pages.conftest import Seam
from tests.pages.test_frame import said
from tests.pages.test_loop import opened, press

RECORDERS = {Role.ADMIN, Role.OFFICER}
ONE, ALL = "don_doc.remind.REPORT.TH-10.press", "don_doc.remind.REPORT.press"


def texts(at: AppTest) -> str:
    return "\n".join(one.value for one in at.text)


def keys(at: AppTest) -> set[str | None]:
    return {one.key for one in at.button}


def settle(seam: Seam) -> None:
    """The workbook now holds what was planned."""
    added = [add.record for _, plan in seam.plans for add in plan.adds]
    made = [one for one in added if isinstance(one, Inspection)]
    rows = (dataclasses.replace(one, insp_id=f"KT-2026-{at:04d}") for at, one in enumerate(made, 90))
    inspections = (*seam.whole.inspections, *rows)
    seam.whole = dataclasses.replace(seam.whole, version=seam.whole.version + 1, inspections=inspections)
    seam.plans.clear()


def test_the_whole_list_with_the_message_of_the_first_unit_and_of_the_group(seam: Seam) -> None:
    at = opened("don_doc")
    assert at.title[0].value.replace("\u00a0", " ") == "Hôm nay cần nhắc 19 đơn vị"
    assert at.radio[0].options[0] == "**Thôn Khuôn Mý**"
    assert len(at.radio[0].options) == 6
    assert "Kính gửi thôn Khuôn Mý, đề nghị đơn vị thực hiện 4 việc:" in texts(at)
    assert "1. Thôn Khuôn Mý (quá hạn 87 ngày): trước 18/09/2026" in texts(at)
    assert "1 báo cáo quá hạn, 6 đến hạn trong 7 ngày tới." in said(at)
    assert "Đã nhắc 1 lần, gần nhất 03/09" in said(at)


def test_another_unit_is_chosen_and_the_deadline_of_the_message_may_be_moved(seam: Seam) -> None:
    at = opened("don_doc", nhom="Chưa khắc phục")
    at.radio[0].set_value("TH-15").run()
    at.date_input[0].set_value(date(2026, 9, 25)).run()
    assert "khắc phục và báo kết quả trước 17:00 ngày 25/09/2026" in texts(at)
    at.date_input[0].set_value(date(2026, 9, 1)).run()  # a day that is over cannot be asked for
    assert "trước 17:00 ngày 15/09/2026" in texts(at)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Chưa báo cáo", "Thôn Khuôn Mý"),
        ("Chưa đăng ký", "Công đoàn"),
        ("Chưa khắc phục", "Thôn Khuôn Mý"),
        ("?", "Thôn Khuôn Mý"),
    ],
)
def test_the_address_opens_a_group_by_its_words(seam: Seam, words: str, first: str) -> None:
    at = opened("don_doc", nhom=words)
    assert at.radio[0].options[0] == f"**{first}**"
    assert at.query_params["nhom"] == (words if words != "?" else "Chưa báo cáo")


def test_the_address_opens_a_unit(seam: Seam) -> None:
    assert "Kính gửi thôn Phúc Lợi" in texts(opened("don_doc", dv="TH-18"))
    assert "Kính gửi thôn Khuôn Mý" in texts(opened("don_doc", dv="TH-99"))


def test_who_waits_for_the_office_has_no_message_but_the_way_to_the_decision(seam: Seam) -> None:
    at = opened("don_doc", nhom="Chưa đăng ký", dv="TH-01")
    assert "Không cần nhắc: đăng ký mô hình “Sân chơi từ lốp cũ” gửi ngày 08/09/2026 đang chờ duyệt" in said(
        at
    ).replace("\\", "")
    assert "Kính gửi" not in texts(at)
    assert not keys(at) & {"don_doc.remind.REGISTRATION.TH-01.press"}
    at = opened("don_doc", nhom="Chưa khắc phục", dv="TH-12")
    assert "đã báo khắc phục ngày 24/08/2026, đang chờ xác minh" in said(at).replace("\\", "")


def test_an_empty_workbook_and_a_day_on_which_nothing_is_missing_say_so(seam: Seam) -> None:
    seam.whole = sample(**NOTHING, units=())
    assert "Không còn đơn vị nào cần nhắc." in said(opened("don_doc"))
    seam.whole = sample(**NOTHING)
    at = opened("don_doc")
    assert "Hôm nay cần nhắc 43 đơn vị" in said(at)
    assert len(at.radio[0].options) == 43
    assert at.query_params["nhom"] == "Chưa đăng ký"
    at = opened("don_doc", nhom="Chưa báo cáo")
    assert at.success[0].value == "Không còn đơn vị nào cần nhắc."


@pytest.mark.parametrize("role", [Role.ADMIN, Role.OFFICER, Role.LEADER, Role.GUEST])
def test_before_its_year_begins_nobody_is_reminded(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    seam.whole = sample(today=date(2025, 12, 20))
    at = opened("don_doc")
    assert at.title[0].value == "Năm kế hoạch bắt đầu ngày 01/01/2026, chưa có gì cần nhắc."
    assert not at.success
    assert not at.radio


def test_an_outage_shows_the_list_with_the_age_of_its_figures(seam: Seam) -> None:
    seam.health = Health(
        datetime(2026, 9, 15, 2, tzinfo=UTC), timedelta(minutes=30), Unreachable("x"), 60, embedded=False
    )
    at = opened("don_doc")
    assert "Chưa kết nối được Google Sheets." in said(at)
    assert "30 phút trước" in said(at)
    assert "Kính gửi thôn Khuôn Mý" in texts(at)


@pytest.mark.parametrize("role", [Role.ADMIN, Role.OFFICER, Role.LEADER, Role.FRONT])
def test_who_sees_everybody_and_who_may_record(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    at = opened("don_doc")
    assert "19 đơn vị" in said(at)
    assert ({ONE, ALL} <= keys(at)) == (role in RECORDERS)
    assert not (role not in RECORDERS and {ONE, ALL} & keys(at))
    assert ("không cử người phụ trách" in texts(at)) == (
        role is not Role.FRONT
    )  # findings of others are not MTTQ's to read


def test_a_unit_sees_itself_alone_with_the_ways_to_its_forms(seam: Seam) -> None:
    seam.act_as(Role.UNIT)
    at = opened("don_doc")
    assert at.title[0].value == "Đơn vị không có việc nào cần nhắc."
    assert seam.actor
    seam.actor = dataclasses.replace(seam.actor, unit_id="TH-10")
    at = opened("don_doc")
    assert at.title[0].value.replace("\u00a0", " ") == "Thôn Khuôn Mý: 4 việc cần làm"
    assert "Đã nhắc 1 lần, gần nhất 03/09" in said(at)
    assert "Hội Nông dân" not in said(at)
    assert not at.button
    assert not at.text


def test_a_guest_sees_the_total_and_no_name(seam: Seam) -> None:
    seam.act_as(Role.GUEST)
    at = opened("don_doc")
    assert at.title[0].value.replace("\u00a0", " ") == "Hôm nay cần nhắc 19 đơn vị"
    assert "Khuôn Mý" not in said(at)
    assert not at.button
    assert not at.radio


def test_a_reminder_is_recorded_with_one_press_and_the_list_says_so(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = press(opened("don_doc"), ONE)
    [(op, plan)] = seam.plans
    [add] = plan.adds
    assert len(op) == 32
    assert isinstance(add.record, Inspection)
    assert (add.record.kind, add.record.unit_id) == (InspectionKind.URGING, "TH-10")
    assert at.toast[0].value == "Đã ghi: nhắc Thôn Khuôn Mý"
    settle(seam)
    at.run()
    assert at.title[0].value.replace("\u00a0", " ") == "Hôm nay cần nhắc 19 đơn vị, đã nhắc 1"
    assert "Đã nhắc hôm nay" in said(at)
    assert ONE not in keys(at)
    assert at.button(key=ALL).label.replace("\u00a0", " ") == "Đánh dấu đã nhắc 5 đơn vị"


def test_pressing_again_before_the_list_knows_plans_no_second_row(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    first, second = opened("don_doc"), opened("don_doc")  # two tabs that show the same
    press(first, ONE)
    settle(seam)
    press(second, ONE)
    assert [add for _, plan in seam.plans for add in plan.adds] == []


def test_the_whole_group_is_recorded_with_one_press_and_nobody_twice(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = press(opened("don_doc"), ALL)
    [(_, plan)] = seam.plans
    units = [add.record.unit_id for add in plan.adds if isinstance(add.record, Inspection)]
    assert units == ["TH-10", "DT-04", "DT-01", "TH-12", "TH-15", "TH-18"]
    assert at.toast[0].value.replace("\u00a0", " ") == "Đã ghi: nhắc 6 đơn vị"
    settle(seam)
    at.run()
    assert ALL not in keys(at)
    assert "đã nhắc hôm nay 6 đơn vị" in said(at)
    assert not keys(at) & {ONE}


def test_who_waits_for_the_office_is_not_recorded_with_the_group(seam: Seam) -> None:
    press(opened("don_doc", nhom="Chưa đăng ký"), "don_doc.remind.REGISTRATION.press")
    units = [add.record.unit_id for _, plan in seam.plans for add in plan.adds if isinstance(add.record, Inspection)]
    assert len(units) == 12
    assert not {"TH-01", "TH-07"} & set(units)


def test_a_reminder_that_cannot_be_written_is_said_beside_the_button(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    seam.refusals.append(NotWritten("x"))
    at = press(opened("don_doc"), ONE)
    assert "Chưa ghi được lên trang tính." in said(at)
    assert ONE in keys(at)


def test_a_reminder_that_waits_in_the_outbox_is_said_to_wait(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    seam.act_as(Role.OFFICER)
    monkeypatch.setattr(actions, "carry_out", lambda *_, **__: Done(waiting=True))
    assert press(opened("don_doc"), ONE).toast[0].value == "Đã lưu, chờ gửi lên trang tính"


def test_a_phone_gets_an_expander_for_each_unit_with_message_and_button_inside(
    seam: Seam, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: True)
    at = opened("don_doc")
    assert not at.radio
    assert [one.label for one in at.expander][:2] == [
        "**Thôn Khuôn Mý** · quá hạn 87 ngày",
        "**Hội Cựu chiến binh** · còn 5 ngày",
    ]
    assert [one.proto.expanded for one in at.expander] == [True, *[False] * 5]
    assert at.button(key=ONE).label == "Đã nhắc"
    at = opened("don_doc", nhom="Chưa đăng ký")
    assert len(at.expander) == 8  # of 14, the others on the next page
    assert "**Công đoàn** · chưa đăng ký" in [one.label for one in at.expander]


def test_names_of_the_sheet_are_text_in_the_list(seam: Seam) -> None:
    units = tuple(
        dataclasses.replace(one, name="[x](http://a) <b>**y**") if one.unit_id == "TH-10" else one
        for one in seam.whole.units
    )
    seam.whole = dataclasses.replace(seam.whole, units=units)
    at = opened("don_doc")
    assert at.radio[0].options[0] == r"**Thôn \[x\]\(http\://a\) \<b\>\*\*y\*\***"


def test_the_overview_leads_to_the_list(seam: Seam) -> None:
    at = opened("tong_quan")
    assert "Mở danh sách đôn đốc" in [one.proto.label for one in at.get("page_link")]


def test_the_page_of_a_unit_has_its_calendar(seam: Seam) -> None:
    assert "Tải lịch hạn của đơn vị (.ics)" in [
        one.proto.label for one in opened("don_vi", dv="TH-15").get("download_button")
    ]
    assert "Tải lịch các hạn (.ics)" in [one.proto.label for one in opened("don_doc").get("download_button")]
