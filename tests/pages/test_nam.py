"""Năm: years beside each other, the next one opened, models that go on, and what is half done between two years."""

import dataclasses
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from components import theme
from components.markup import escaped
from domain.errors import Invalid, NoSuchYear, NotAllowed, OtherYear, Unreachable
from domain.plan_year import YearSeen
from domain.snapshot import Snapshot
from domain.tables import Model
from domain.vocabulary import ModelState, Role
from tests.components.samples import NOTHING, sample
from tests.pages.conftest import Seam
from tests.pages.test_frame import open_app, said
from tests.pages.test_loop import opened

PAGE = "nam"
RUNNING = "MH-2026-0006"


def next_year(*models: Model) -> Snapshot:
    """The workbook of 2027 with these models."""
    whole = sample(**{**NOTHING, "units": sample().units, "criteria": sample().criteria, "models": models})
    settings = dataclasses.replace(
        whole.settings, plan_year=2027, plan_date=date(2027, 1, 15), previous_book="embedded"
    )
    return dataclasses.replace(whole, settings=settings)


def goes_on(parent: str, unit_id: str, state: ModelState = ModelState.REGISTERED) -> Model:
    return Model(
        model_id="MH-2027-0001", year=2027, parent_id=parent, unit_id=unit_id, title="Tiếp tục", state=state,
        approved=date(2026, 9, 15),
    )  # fmt: skip


def with_state(seam: Seam, model_id: str, state: ModelState) -> Model:
    """One model of the sample in another state."""
    model = next(one for one in seam.whole.models if one.model_id == model_id)
    changed = dataclasses.replace(model, state=state, end_actual=date(2026, 9, 1))
    others = tuple(changed if one is model else one for one in seam.whole.models)
    seam.whole = dataclasses.replace(seam.whole, models=others)
    return changed


def labels(at: AppTest) -> list[str]:
    return [str(one.label) for one in at.button]


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("role", list(Role))
def test_one_year_says_what_will_be_there_and_who_opens_it(
    seam: Seam, monkeypatch: pytest.MonkeyPatch, role: Role, phone: bool
) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: phone)
    seam.act_as(role)
    at = opened(PAGE)
    assert at.title[0].value.replace("\u00a0", " ") == "Năm 2026: 31 mô hình được duyệt"
    assert len(at.get("vega_lite_chart")) == 3
    assert ("Mở sổ năm 2027" in labels(at)) == (role is Role.ADMIN)
    assert ("Chưa mở sổ năm 2027" in said(at)) == (role is not Role.ADMIN)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("part", ["Đến nay", "Quý I", "Quý II", "Quý III", "Quý IV"])
def test_two_years_stand_beside_each_other(seam: Seam, role: Role, part: str) -> None:
    seam.act_as(role)
    seam.following = next_year(goes_on(RUNNING, "DT-01"))
    at = opened(PAGE, ky_nam=part)
    assert not at.error
    [table] = at.table
    assert {"Năm 2026", "Năm 2027"} <= set(table.value.columns)
    assert "chưa đến kỳ" in "".join(table.value["Năm 2027"])


def test_the_empty_workbook_has_a_title_and_no_figure_made_up(seam: Seam) -> None:
    seam.whole = sample(**NOTHING)
    at = opened(PAGE)
    assert at.title[0].value.replace("\u00a0", " ") == "Năm 2026: 0 mô hình được duyệt"
    known = dict(zip(at.table[0].value["Nội dung"], at.table[0].value["Năm 2026"], strict=True))
    assert {known[one] for one in ("Tiến độ chung", "Tỷ lệ báo cáo", "Tỷ lệ khắc phục")} == {"—"}
    assert not at.error


def test_a_page_without_data_says_why(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise Unreachable("down")

    monkeypatch.setattr("sheets.session.snapshot", fails)
    assert "Chưa kết nối được Google Sheets." in said(opened(PAGE))


def test_the_administrator_opens_the_next_year(seam: Seam) -> None:
    at = opened(PAGE)
    at.text_input(key="nam.plan_no").set_value("05/KH-UBND").run()
    at.button(key="nam.open").click().run()
    assert not at.exception
    [wish] = seam.opened
    assert (wish.plan_no, wish.plan_date) == ("05/KH-UBND", date(2027, 1, 15))
    assert "Đã mở sổ năm 2027" in "".join(one.value for one in at.success)


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (Invalid({"plan_no": "Nhập số kế hoạch"}), "Nhập số kế hoạch"),
        (Unreachable("down"), "Chưa kết nối được Google Sheets."),
        (NotAllowed("x"), "Tài khoản này không được làm việc này."),
    ],
)
def test_what_keeps_a_year_from_opening_stands_at_the_form(seam: Seam, refusal: Exception, words: str) -> None:
    seam.refusals = [refusal]  # type: ignore[list-item]
    at = opened(PAGE)
    at.button(key="nam.open").click().run()
    assert words in said(at)
    assert not seam.opened


def test_a_year_that_cannot_be_opened_is_named_on_every_page_and_the_rest_goes_on(seam: Seam) -> None:
    seam.broken_year = OtherYear("2027")
    at = open_app()
    assert "Chưa mở được sổ năm 2027." in said(at)
    assert at.metric[0].value == "49%"
    assert len(at.selectbox) == 1 + len([one for one in at.selectbox if one.label != "Tài khoản"])
    assert not [one for one in at.selectbox if one.label == "Năm"]


def test_the_frame_offers_the_other_year_once_there_is_one(seam: Seam) -> None:
    assert not [one for one in open_app().selectbox if one.label == "Năm"]
    seam.following = next_year()
    at = open_app()
    [box] = [one for one in at.selectbox if one.label == "Năm"]
    assert box.options == ["Năm 2026", "Năm 2027"]
    box.select(2027).run()
    assert seam.chosen_years == [2027]


def test_what_an_address_names_of_one_year_is_not_looked_for_in_another(seam: Seam) -> None:
    seam.following = next_year()
    at = AppTest.from_file("../../app.py", default_timeout=30)
    for name in ("mh", "tt", "o"):
        at.query_params[name] = "x"
    at.run()
    [box] = [one for one in at.selectbox if one.label == "Năm"]
    box.select(2027).run()
    assert not at.exception
    assert not {"mh", "tt", "o"} & set(at.query_params)


def test_a_filter_of_the_page_stays_when_the_year_is_switched() -> None:
    def run() -> None:
        import streamlit as st

        from components import years
        from domain.plan_year import YearSeen

        years.switch((YearSeen(2026, shown=True, usual=True), YearSeen(2027)), lambda _: None)
        st.selectbox("Trạng thái", ["Chậm", "Đạt"], None, key="tt", bind="query-params")
        st.text_input("Tìm", key="tim", bind="query-params")

    at = AppTest.from_function(run)
    at.query_params["tt"], at.query_params["tim"], at.query_params["mh"] = "Chậm", "hoa", "MH-2026-0001"
    at.run()
    at.selectbox[0].select(2027).run()
    assert not at.exception
    assert (at.selectbox(key="tt").value, at.text_input(key="tim").value) == ("Chậm", "hoa")
    assert "mh" not in at.query_params


def test_another_year_than_the_usual_one_is_said_plainly(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    both = (YearSeen(2026, shown=True), YearSeen(2027, usual=True))
    monkeypatch.setattr("sheets.session.seen_years", lambda: both)
    at = open_app()
    assert "Đang xem sổ năm 2026" in said(at)
    assert at.query_params["nam"] == "2026"
    at.button(key="frame.year.back").click().run()
    assert seam.chosen_years == [None]


def test_a_year_that_is_gone_is_said_with_the_way_to_the_usual_one(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise NoSuchYear(2027)

    monkeypatch.setattr("sheets.session.identity", gone)
    monkeypatch.setattr("sheets.session.seen_years", lambda: (YearSeen(2026, usual=True),))
    at = open_app()
    assert at.title[0].value == "Không mở được sổ năm 2027."
    assert not at.metric
    at.button(key="frame.year.usual").click().run()
    assert seam.chosen_years == [None]


# Going on


def test_a_model_waits_for_the_next_year_and_says_where_it_is_opened(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = opened("mo_hinh", mh=RUNNING)
    assert "Chuyển tiếp được khi sổ năm 2027 đã mở." in said(at)


def test_an_officer_carries_a_model_over(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    seam.following = next_year()
    at = opened("mo_hinh", mh=RUNNING)
    slot = f"mo_hinh.{RUNNING}.carry"
    at.session_state[f"{slot}.panel.0"] = True
    at.run()
    at.text_area(key=f"{slot}.objective").set_value("Thêm mười hộ").run()
    at.button(key=f"{slot}.press").click().run()
    assert not at.exception
    [(what, asked)] = seam.crossed
    assert (what, asked["model_id"]) == ("carry_over", RUNNING)
    assert asked["values"]["objective"] == "Thêm mười hộ"
    assert asked["values"]["start"] == date(2027, 1, 1)


def test_a_model_that_goes_on_already_is_finished_by_one_press_and_asked_nothing(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    unit = next(one.unit_id for one in seam.whole.models if one.model_id == RUNNING) or ""
    seam.following = next_year(dataclasses.replace(goes_on(RUNNING, unit, ModelState.PENDING), approved=None))
    at = opened("mo_hinh", mh=RUNNING)
    assert "Sổ năm 2027 đã có MH-2027-0001 tiếp tục mô hình này (Chờ duyệt)" in said(at)
    assert not [one for one in at.get("popover") if "Chuyển tiếp" in str(one.proto)]
    at.button(key=f"mo_hinh.{RUNNING}.finish.press").click().run()
    assert not at.exception
    [(_, plan)] = seam.plans
    assert [edit.values["state"] for edit in plan.edits] == [ModelState.CARRIED_OVER]
    assert not seam.crossed


@pytest.mark.parametrize("role", [Role.UNIT, Role.LEADER, Role.GUEST, Role.FRONT])
def test_nobody_else_is_offered_to_carry_over(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    seam.following = next_year()
    at = opened("mo_hinh", mh=RUNNING)
    assert not [one for one in at.get("popover") if "Chuyển tiếp" in str(one.proto)]


def test_a_recognised_model_is_spread_in_this_year(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    with_state(seam, RUNNING, ModelState.RECOGNISED)
    at = opened("mo_hinh", mh=RUNNING)
    slot = f"mo_hinh.{RUNNING}.spread"
    at.session_state[f"{slot}.panel.0"] = True
    at.run()
    at.multiselect(key=f"{slot}.units.2026").select("TH-05").run()
    at.button(key=f"{slot}.press").click().run()
    assert not at.exception
    [(_, plan)] = seam.plans
    assert [(add.record.unit_id, add.record.state, add.record.parent_id) for add in plan.adds] == [  # type: ignore[attr-defined]
        ("TH-05", ModelState.DRAFT, RUNNING)
    ]
    assert [edit.values for edit in plan.edits] == [{"state": ModelState.REPLICATED}]


def test_nobody_chosen_is_said_at_the_form(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    with_state(seam, RUNNING, ModelState.RECOGNISED)
    at = opened("mo_hinh", mh=RUNNING)
    slot = f"mo_hinh.{RUNNING}.spread"
    at.session_state[f"{slot}.panel.0"] = True
    at.run()
    at.button(key=f"{slot}.press").click().run()
    assert "Chọn ít nhất một thôn hoặc đơn vị tiếp nhận" in said(at)
    assert not seam.plans


def test_where_a_model_goes_on_is_one_press_away(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    model = with_state(seam, RUNNING, ModelState.CARRIED_OVER)
    seam.following = next_year(goes_on(RUNNING, model.unit_id or ""))
    at = opened("mo_hinh", mh=RUNNING)
    [way] = [one for one in at.button if one.key and one.key.startswith("mo_hinh.family")]
    assert way.label == "Tiếp tục: MH-2027-0001 (năm 2027)"
    way.click().run()
    assert seam.chosen_years == [2027]
    assert at.query_params["mh"] == "MH-2027-0001"


def test_what_is_half_done_is_finished_by_one_press(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    model = next(one for one in seam.whole.models if one.model_id == RUNNING)
    seam.following = next_year(goes_on(RUNNING, model.unit_id or ""))
    at = opened(PAGE)
    assert "Đang dở giữa năm 2026 và năm 2027" in [one.value for one in at.header]
    at.button(key=f"nam.{RUNNING}.MOVE.press").click().run()
    [(_, plan)] = seam.plans
    assert plan.edits[0].values["state"] is ModelState.CARRIED_OVER
    assert seam.crossed == [("finish", {"number": 2026})]


@pytest.mark.parametrize("role", [Role.UNIT, Role.LEADER, Role.GUEST])
def test_what_is_half_done_is_for_officers(seam: Seam, role: Role) -> None:
    model = next(one for one in seam.whole.models if one.model_id == RUNNING)
    seam.act_as(role)
    seam.following = next_year(goes_on(RUNNING, model.unit_id or ""))
    assert not [one.value for one in opened(PAGE).header if "dở" in str(one.value)]


def test_a_unit_finds_the_draft_that_it_received(seam: Seam) -> None:
    seam.act_as(Role.UNIT)
    draft = Model(
        model_id="MH-2026-0099", year=2026, unit_id="TH-03", parent_id=RUNNING, title="Mô hình nhận về",
        state=ModelState.DRAFT,
    )  # fmt: skip
    seam.whole = dataclasses.replace(seam.whole, models=(*seam.whole.models, draft))
    assert "Hoàn thiện bản đăng ký nhân rộng" in said(opened("viec_cua_toi"))
    at = opened("dang_ky")
    at.button(key="dang_ky.received.MH-2026-0099").click().run()
    assert at.title[0].value == "Sửa đăng ký MH-2026-0099"
    assert f"**{escaped(RUNNING)}**" in said(at)
