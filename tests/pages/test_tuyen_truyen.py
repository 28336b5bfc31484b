"""Tuyên truyền: charts by part, the list, one event, and the form, for every role, full and empty."""

import dataclasses
import json
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import theme
from components.communication_form import SLOT, place_of
from domain.conflicts import Seen
from domain.errors import Conflict, Difference, NotWritten, Unreachable
from domain.permissions import WRITES
from domain.settings import Settings
from domain.tables import Communication
from domain.vocabulary import Role, Tab
from domain.vocabulary_movement import Audience, Channel, CommunicationKind, QuantityUnit
from tests.components.samples import NOTHING, sample
from tests.pages.conftest import Seam
from tests.pages.test_frame import said
from tests.pages.test_hostile import spoiled
from tests.pages.test_loop import opened, press

PAGE = "tuyen_truyen"
CHARTS = {"Kênh": 3, "Đối tượng": 4, "Đơn vị": 2, "Điển hình, thi đua": 3}
LIST, RECORD = "Danh sách", "Ghi hoạt động"
READERS = [one for one in Role if one is not Role.GUEST]


def part(name: str, **query: str) -> AppTest:
    return opened(PAGE, muc=name, **query)


def parts(at: AppTest) -> list[str]:
    return list(at.button_group(key="tuyen_truyen.part").options)


def fill(at: AppTest, **texts: str) -> AppTest:
    at.button_group(key=f"{SLOT}.kind").set_value("Tuyên truyền")
    at.button_group(key=f"{SLOT}.channel").set_value("Họp thôn")
    at.button_group(key=f"{SLOT}.audience").set_value(["Nhân dân"])
    at.text_area(key=f"{SLOT}.content").input("Họp thôn về rác thải")
    for name, text in texts.items():
        at.text_input(key=f"{SLOT}.{name}").input(text)
    return at


def added(seam: Seam) -> Communication:
    [(_, plan)] = seam.plans
    record = plan.adds[0].record
    assert isinstance(record, Communication)
    return record


def test_the_page_says_its_findings_and_the_counts_behind_them(seam: Seam) -> None:
    at = opened(PAGE)
    assert at.title[0].value.replace("\u00a0", " ") == (
        "Quý III: 27 hoạt động tuyên truyền qua 11 kênh, 19/43 thôn, đơn vị đã làm; "
        ":orange[24 đơn vị chưa có hoạt động]."
    )
    shown = {name: part(name) for name in CHARTS}
    assert {name: len(one.get("vega_lite_chart")) for name, one in shown.items()} == CHARTS
    words = " ".join(map(said, shown.values()))
    for value in (
        "27 hoạt động",
        "1.462/1.699 = 86,1%",
        "6/27 = 22,2%",
        "19/43 = 44,2%",
        "40/43 = 93,0%",
        "2/2 = 100,0%",
    ):
        assert value in words
    for one in shown.values():
        assert "Số liệu lúc 09:12 15/08/2026" in said(one)
        assert all(json.loads(chart.proto.spec)["config"]["locale"] for chart in one.get("vega_lite_chart"))


def test_silent_units_are_named_by_kind(seam: Seam) -> None:
    words = said(part("Đơn vị"))
    assert "Chưa có hoạt động trong quý III: 24 đơn vị" in words
    assert "**Tổ chức CT\\-XH (2):** Hội Cựu chiến binh, Công đoàn" in words


def test_another_quarter_stands_in_the_address(seam: Seam) -> None:
    at = opened(PAGE, quy="2026-Q2")
    assert at.title[0].value.replace("\u00a0", " ").startswith("Quý II: 65 hoạt động")
    at.button_group(key="tuyen_truyen.quarter.2026-Q2").set_value("2026-Q3").run()
    assert at.query_params["quy"] == "2026-Q3"


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", [*CHARTS, LIST, RECORD])
def test_every_part_opens_for_every_role_and_shows_a_form_to_writers_only(seam: Seam, role: Role, name: str) -> None:
    seam.act_as(role)
    at = part(name)
    assert not at.error
    assert (RECORD in parts(at)) == (Tab.COMMUNICATIONS in WRITES[role])
    assert (LIST in parts(at)) == (role is not Role.GUEST)
    if role in (Role.GUEST, Role.LEADER):
        assert f"{SLOT}.send" not in {one.key for one in at.button}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT, Role.LEADER, Role.GUEST])
def test_an_empty_workbook_says_so_and_offers_the_form_to_writers(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    seam.whole = sample(**NOTHING)
    at = opened(PAGE)
    assert at.title[0].value.endswith("chưa có hoạt động tuyên truyền nào được ghi.")
    assert "Chưa có hoạt động tuyên truyền nào được ghi vào sổ." in said(at)
    assert not at.get("vega_lite_chart")
    assert (f"{SLOT}.send" in {one.key for one in at.button}) == (role in (Role.OFFICER, Role.UNIT))


def test_a_page_without_data_says_why(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise Unreachable("down")

    monkeypatch.setattr("sheets.session.snapshot", fails)
    assert "Chưa kết nối được Google Sheets." in said(opened(PAGE))


@pytest.mark.parametrize("share", [0.1, 1.0])
@pytest.mark.parametrize("name", [*CHARTS, LIST, RECORD])
def test_no_part_goes_down_whatever_stands_in_the_cells(seam: Seam, name: str, share: float) -> None:
    seam.act_as(Role.OFFICER)
    seam.whole = spoiled(share)
    part(name)


# The list


def rows(at: AppTest) -> list[dict[str, Any]]:
    return [{str(name): cell for name, cell in row.items()} for row in at.dataframe[0].value.to_dict("records")]


def test_the_list_is_narrowed_by_the_address(seam: Seam) -> None:
    assert "Hiện 92/92 hoạt động." in said(part(LIST))
    assert {row["Loại"] for row in rows(part(LIST, **{"loc-loai": "Cuộc thi"}))} == {"Cuộc thi"}
    assert {row["Kênh"] for row in rows(part(LIST, **{"loc-kenh": "Bảng tin"}))} == {"Bảng tin"}
    assert {row["Đơn vị"] for row in rows(part(LIST, dv="TH-08"))} == {"Thôn Làng Sen"}
    assert {row["Ngày"][3:5] for row in rows(part(LIST, ky="Quý II/2026"))} <= {"04", "05", "06"}
    assert [row["Nội dung"] for row in rows(part(LIST, tim="hu gao tinh thuong"))] == [
        "Phát động Hũ gạo tình thương đợt hai"
    ]
    assert "Không có hoạt động nào khớp bộ lọc" in said(part(LIST, tim="không có gì như thế"))


def test_another_unit_stands_in_the_address(seam: Seam) -> None:
    at = part(LIST)
    at.selectbox(key="tuyen_truyen.unit.").select("TH-08").run()
    assert at.query_params["dv"] == "TH-08"
    assert {row["Đơn vị"] for row in rows(at)} == {"Thôn Làng Sen"}


def test_a_unit_begins_with_its_own_events_and_reads_no_text_of_others(seam: Seam) -> None:
    seam.act_as(Role.UNIT)
    assert {row["Đơn vị"] for row in rows(part(LIST))} == {"Thôn Hòa Bình"}
    others = rows(part(LIST, dv=""))
    assert len(others) > 2
    assert {row["Nội dung"] for row in others if row["Đơn vị"] != "Thôn Hòa Bình"} == {"—"}


def test_a_phone_gets_cards_that_open_the_event(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: True)
    at = part(LIST, tim="TTR-2026-0092")
    assert not at.dataframe
    press(at, "tuyen_truyen.open.TTR-2026-0092")
    assert at.query_params["hd"] == "TTR-2026-0092"
    assert "Hũ gạo tình thương" in at.title[0].value
    for name, count in CHARTS.items():
        assert len(part(name).get("vega_lite_chart")) == count


# One event


def test_an_event_shows_what_was_done_and_leads_to_its_model(seam: Seam) -> None:
    seam.act_as(Role.LEADER)
    at = opened(PAGE, hd="TTR-2026-0092")
    words = said(at)
    assert "**Người dự/người triệu tập:** 86/127" in words
    assert any("MH\\-2026\\-0007" in one.proto.label for one in at.get("page_link"))
    assert "tuyen_truyen.mend" not in {one.key for one in at.button}
    press(at, "tuyen_truyen.back")
    assert "hd" not in at.query_params


def test_an_unknown_event_and_a_guest_get_no_event(seam: Seam) -> None:
    assert "Không tìm thấy hoạt động này" in said(opened(PAGE, hd="TTR-2026-9999"))
    seam.act_as(Role.GUEST)
    assert "Không tìm thấy hoạt động này" in said(opened(PAGE, hd="TTR-2026-0092"))


def test_text_of_the_sheet_is_shown_as_text(seam: Seam) -> None:
    event = dataclasses.replace(seam.whole.communications[0], content="<b>x</b> **đậm** :red[đỏ]")
    seam.whole = sample(communications=(event,))
    assert opened(PAGE, hd=event.comm_id or "").title[0].value.startswith("\\<b\\>x")


# The form


def test_a_link_fills_the_form(seam: Seam) -> None:
    at = opened(PAGE, dv="TH-04", loai="Quán triệt", kenh="Họp thôn", mh="MH-2026-0008")
    assert at.query_params["muc"] == RECORD
    assert at.selectbox(key=f"{SLOT}.unit_id").value == "TH-04"
    assert at.button_group(key=f"{SLOT}.kind").value == "Quán triệt"
    assert at.button_group(key=f"{SLOT}.channel").value == "Họp thôn"
    assert at.multiselect(key=f"{SLOT}.subject_ids").value == ["MH-2026-0008"]
    assert at.date_input(key=f"{SLOT}.date").value == date(2026, 9, 15)
    assert place_of({"dv": "TH-04", "loai": "Quán triệt"}) != place_of({"dv": "TH-05", "loai": "Quán triệt"})


def test_nonsense_in_a_link_leaves_the_form_empty(seam: Seam) -> None:
    at = opened(PAGE, dv="TH-99", loai="Không có loại này", kenh="x", mh="<b>")
    assert at.selectbox(key=f"{SLOT}.unit_id").value is None
    assert at.button_group(key=f"{SLOT}.kind").value is None


def test_a_leader_who_follows_that_link_is_shown_charts(seam: Seam) -> None:
    seam.act_as(Role.LEADER)
    assert opened(PAGE, dv="TH-04", loai="Quán triệt").get("vega_lite_chart")


@pytest.mark.parametrize(("role", "unit"), [(Role.UNIT, "TH-03"), (Role.FRONT, "MT-01")])
def test_a_unit_records_its_own_event_as_one_operation(seam: Seam, role: Role, unit: str) -> None:
    seam.act_as(role)
    at = part(RECORD)
    assert list(at.selectbox(key=f"{SLOT}.unit_id").options) != []
    fill(at, attended="98", invited="142", qty="1")
    at.button_group(key=f"{SLOT}.qty_unit").set_value("buổi")
    press(at, f"{SLOT}.send")
    event = added(seam)
    assert (event.unit_id, event.kind, event.channel) == (unit, CommunicationKind.CAMPAIGN, Channel.VILLAGE_MEETING)
    assert (event.audience, event.attended, event.invited) == ((Audience.PEOPLE,), 98, 142)
    assert (event.qty, event.qty_unit, event.date) == (1, QuantityUnit.SESSION, date(2026, 9, 15))
    assert at.text_area(key=f"{SLOT}.content").value == ""  # empty for the next one


def test_what_is_missing_is_said_and_what_was_typed_stays(seam: Seam) -> None:
    seam.act_as(Role.UNIT)
    at = part(RECORD)
    at.text_area(key=f"{SLOT}.content").input("Gọi 0912 345 678")
    at.text_input(key=f"{SLOT}.attended").input("nhiều")
    press(at, f"{SLOT}.send")
    assert seam.plans == []
    words = said(at)
    assert "Chưa gửi được. Cần sửa" in words
    at.text_input(key=f"{SLOT}.attended").input("98")
    press(at, f"{SLOT}.send")
    words = said(at)
    for sentence in ("Chọn loại hoạt động", "Chọn kênh", "Chọn ít nhất một đối tượng", "Không ghi số điện thoại"):
        assert sentence in words
    assert at.text_area(key=f"{SLOT}.content").value == "Gọi 0912 345 678"


def test_more_people_than_were_asked_are_asked_about_and_can_be_sent(seam: Seam) -> None:
    seam.act_as(Role.UNIT)
    at = press(fill(part(RECORD), attended="150", invited="142"), f"{SLOT}.send")
    assert seam.plans == []
    assert "Số người dự (150) nhiều hơn số người triệu tập (142)" in said(at)
    press(at, f"{SLOT}.send")
    assert added(seam).attended == 150


def test_a_locked_quarter_refuses_the_day_of_a_unit(seam: Seam) -> None:
    seam.act_as(Role.UNIT)
    seam.whole = sample(settings=Settings(demo=True, locked_quarters=("2026-Q3",)))
    at = press(fill(part(RECORD)), f"{SLOT}.send")
    assert seam.plans == []
    assert "nội dung đã nhập vẫn còn" in said(at)


def test_a_save_that_was_not_written_keeps_everything_and_its_operation(seam: Seam) -> None:
    seam.act_as(Role.UNIT)
    seam.refusals.append(NotWritten("no"))
    at = press(fill(part(RECORD)), f"{SLOT}.send")
    assert "Chưa ghi được lên trang tính." in said(at)
    assert at.text_area(key=f"{SLOT}.content").value == "Họp thôn về rác thải"
    op = at.session_state[f"{SLOT}.form"].op
    press(at, f"{SLOT}.send")
    assert [one for one, _ in seam.plans] == [op]


def test_the_police_alone_are_asked_about_ba_nhat(seam: Seam) -> None:
    keys = {one.key for one in opened(PAGE, muc=RECORD, dv="CA-01").get("button_group")}
    assert f"{SLOT}.ba_nhat" in keys
    assert f"{SLOT}.ba_nhat" not in {one.key for one in opened(PAGE, muc=RECORD, dv="TH-04").get("button_group")}


def correction(seam: Seam, comm_id: str = "TTR-2026-0092") -> tuple[AppTest, str]:
    at = press(opened(PAGE, hd=comm_id), "tuyen_truyen.mend")
    assert at.query_params["sua"] == "1"
    return at, f"tuyen_truyen.{comm_id}"


def test_an_officer_corrects_an_event_and_only_what_changed_is_written(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at, slot = correction(seam)
    assert at.text_input(key=f"{slot}.attended").value == "86"
    at.text_input(key=f"{slot}.attended").input("88")
    press(at, f"{slot}.send")
    [(_, plan)] = seam.plans
    assert plan.edits[0].changed == {"attended": 88}
    assert "sua" not in at.query_params  # the form closes


def test_a_correction_that_met_another_one_lets_the_person_choose(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at, slot = correction(seam)
    at.text_input(key=f"{slot}.attended").input("88")
    place = "Tuyên truyền|TTR-2026-0092"
    seam.refusals.append(Conflict(place, [Difference("attended", "Số người dự", 86, 88, 90)]))
    press(at, f"{slot}.send")
    assert "Người khác vừa sửa bản ghi này." in said(at)
    assert at.text_input(key=f"{slot}.attended").value == "88"
    shown = Seen.read(at.session_state[f"{slot}.form"].shown)
    assert shown.values[place]["attended"] == 86


def test_a_unit_corrects_its_own_events_only(seam: Seam) -> None:
    seam.act_as(Role.UNIT)
    own = next(one for one in seam.whole.communications if one.unit_id == "TH-03")
    assert "tuyen_truyen.mend" in {one.key for one in opened(PAGE, hd=own.comm_id or "").button}
    assert "tuyen_truyen.mend" not in {one.key for one in opened(PAGE, hd="TTR-2026-0092").button}


def test_figures_open_their_records_and_lead_back(seam: Seam) -> None:
    at = part("Đơn vị")
    assert [one.proto.label.replace("\u00a0", " ") for one in at.get("page_link")] == ["Xem 43 đơn vị"] * 2
    for code in ("TTR", "I18", "I18b", "I18c", "I18d", "R15", "R58", "R63"):
        at = opened("chi_so", **{"chi-so": code, "quy": "2026-Q3"})
        assert at.dataframe
        assert "Về trang Tuyên truyền" in [one.proto.label for one in at.get("page_link")]


def test_a_look_at_the_charts_or_the_list_leads_back_to_the_same_form(seam: Seam) -> None:
    at = opened(PAGE, dv="TH-04", loai="Quán triệt")
    at.text_area(key=f"{SLOT}.content").input("Đang ghi dở")
    for name in ("Kênh", LIST, RECORD):
        at.button_group(key="tuyen_truyen.part").set_value(name).run()
        assert not at.exception
        assert bool(at.get("vega_lite_chart")) == (name == "Kênh")
        assert at.button_group(key="tuyen_truyen.part").value == name
    assert at.text_area(key=f"{SLOT}.content").value == "Đang ghi dở"
    assert at.button_group(key=f"{SLOT}.kind").value == "Quán triệt"
