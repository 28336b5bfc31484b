"""What a form takes back from the browser, and which operation a press is, without a browser."""

import time
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import draft
from components.forms import OWNER, Form, content_of
from components.forms import Field as Kept
from domain.permissions import Actor
from domain.vocabulary import Field, ModelState, Role
from tests.pages.conftest import Seam
from tests.pages.test_loop import opened, press

SLOT = "kho_khan.new"
OP = "0123456789abcdef" * 2
RESTORED = "Đã khôi phục nội dung đang điền dở."


@pytest.fixture
def unit(seam: Seam) -> Seam:
    seam.act_as(Role.UNIT)
    return seam


def form_of(at: AppTest, slot: str = SLOT) -> Form:
    form: Form = at.session_state[f"{slot}.form"]
    return form


def answered(at: AppTest, kept: Any, slot: str = SLOT) -> AppTest:
    """The page as it is drawn once the browser has said what it kept."""
    form = form_of(at, slot)
    form.answered = True
    form.op, form.kept, form.restored = kept["op"], dict(kept["values"]), True
    at.run()
    assert not at.exception
    return at


def fill(at: AppTest, content: str = "Thiếu đất") -> AppTest:
    at.text_area(key=f"{SLOT}.content").input(content)
    at.button_group(key=f"{SLOT}.group").set_value("Kinh phí")
    return at


def test_a_draft_comes_back_where_nobody_typed_meanwhile_and_says_so(unit: Seam) -> None:
    at = opened("kho_khan")
    at.text_area(key=f"{SLOT}.proposal").input("Đang gõ")
    answered(at, {"op": OP, "values": {"content": "Thiếu đất", "proposal": "Cũ", "raised": "2026-09-01"}})
    assert at.text_area(key=f"{SLOT}.content").value == "Thiếu đất"
    assert at.text_area(key=f"{SLOT}.proposal").value == "Đang gõ"
    assert at.date_input(key=f"{SLOT}.raised").value == date(2026, 9, 1)
    assert any(RESTORED in one.value for one in at.caption)
    press(at, f"{SLOT}.discard")
    assert at.text_area(key=f"{SLOT}.content").value == ""
    assert at.date_input(key=f"{SLOT}.raised").value == date(2026, 9, 15)
    assert form_of(at).op != OP


def test_a_field_that_was_blank_is_not_emptied_while_somebody_begins_to_type_into_it(unit: Seam) -> None:
    at = answered(opened("kho_khan"), {"op": OP, "values": {"content": "Thiếu đất", "proposal": ""}})
    assert at.text_area(key=f"{SLOT}.content").proto.set_value
    assert not at.text_area(key=f"{SLOT}.proposal").proto.set_value


def test_what_is_no_value_of_a_field_is_not_taken_from_the_browser(unit: Seam) -> None:
    values = {"content": 7, "group": "Không có thật", "raised": "hôm qua", "unit_id": "TH-99", "nothing": "x"}
    at = answered(opened("kho_khan"), {"op": OP, "values": values})
    assert at.text_area(key=f"{SLOT}.content").value == ""
    assert at.button_group(key=f"{SLOT}.group").value is None
    assert at.date_input(key=f"{SLOT}.raised").value == date(2026, 9, 15)
    assert at.selectbox(key=f"{SLOT}.unit_id").value == "TH-03"


@pytest.mark.parametrize("kept", [{"op": "x", "values": {"a": "b"}}, {"op": OP}, {"op": OP, "values": ["a"]}])
def test_what_is_no_draft_leaves_the_form_alone(kept: dict[str, Any]) -> None:
    form = Form()
    before = form.op
    draft._take_back(form, kept)
    assert (form.op, form.kept, form.restored) == (before, {}, False)


def test_a_draft_brings_its_operation_and_what_the_form_showed() -> None:
    form = Form(shown={"title": "Mới"})
    draft._take_back(form, {"op": OP, "shown": {"title": "Cũ"}, "values": {"title": "Đang sửa"}})
    assert (form.op, form.shown, form.restored) == (OP, {"title": "Cũ"}, True)


def test_a_press_in_a_session_that_replaces_a_lost_one_waits_for_its_operation(unit: Seam) -> None:
    at = fill(opened("kho_khan")).run()
    del at.session_state[f"{SLOT}.form"]  # the session is another one; the browser has sent what stood in the fields
    press(at, f"{SLOT}.send")
    press(at, f"{SLOT}.send")
    assert unit.plans == []
    answered(at, {"op": OP, "values": {"content": "Thiếu đất"}})
    assert [op for op, _ in unit.plans] == [OP]


def test_the_same_content_sent_again_at_once_is_the_same_operation_and_other_content_is_not(unit: Seam) -> None:
    at = press(fill(opened("kho_khan")), f"{SLOT}.send")
    assert at.text_area(key=f"{SLOT}.content").value == ""
    press(fill(at), f"{SLOT}.send")  # a press that was under way while the form was emptied
    press(fill(at, "Thiếu nước"), f"{SLOT}.send")
    first, again, other = (op for op, _ in unit.plans)
    assert first == again
    assert other != first


def test_the_same_content_sent_later_is_another_operation(unit: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    at = press(fill(opened("kho_khan")), f"{SLOT}.send")
    now = time.monotonic()
    monkeypatch.setattr("components.forms.time.monotonic", lambda: now + 60)
    press(fill(at), f"{SLOT}.send")
    first, later = (op for op, _ in unit.plans)
    assert first != later


def test_a_draft_that_another_tab_has_sent_is_its_operation_until_it_is_changed() -> None:
    form, content = Form(), content_of({"title": "Suối"})
    first = form.op
    form.sent_elsewhere(content)
    assert form.operation(content) == first
    assert form.operation(content_of({"title": "Đường"})) == form.op != first


def test_content_is_the_same_typed_or_restored() -> None:
    typed = {"field": Field.ENVIRONMENT, "end": date(2026, 11, 30), "partners": "", "villages": []}
    assert content_of(typed) == content_of({"end": "2026-11-30", "field": "Bảo vệ môi trường", "note": None})


def test_another_account_gets_another_form(unit: Seam) -> None:
    at = fill(opened("kho_khan")).run()
    op = form_of(at).op
    unit.actor = Actor("khac@example.vn", "Người khác", "TH-04", Role.UNIT)
    at.run()
    assert form_of(at).op != op
    assert at.text_area(key=f"{SLOT}.content").value == ""


def test_a_correction_and_a_new_registration_are_two_forms(seam: Seam) -> None:
    model = next(one for one in seam.whole.models if one.state is ModelState.RETURNED)
    seam.actor = Actor("x@example.vn", "Nguyễn Văn Mẫu", model.unit_id or "", Role.UNIT)
    at = opened("dang_ky")
    at.text_input(key="dang_ky.title").input("Mô hình mới").run()
    at.query_params["mh"] = model.model_id or ""
    at.run()
    assert at.text_input(key="dang_ky.title").value == model.title
    assert form_of(at, "dang_ky").place == f"dang_ky.{model.model_id}"
    del at.query_params["mh"]
    at.run()
    assert at.text_input(key="dang_ky.title").value == ""


def test_after_a_reconnect_emptied_fields_get_what_was_kept_and_all_are_shown_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = Form(place="p", owner="a@example.vn")
    form.fields = {name: Kept(f"s.{name}", None) for name in ("emptied", "known", "typing", "empty")}
    values = {"emptied": "Cũ", "known": "Cũ", "typing": "Cũ"}
    told = {"p": {"op": form.op, "values": values, "typing": ["typing"]}}
    state = Written({"s.form": form, "s.known": "Mới", "s.typing": "Đang gõ", "s.emptied": "", "s.empty": ""})
    state.update({draft.KEY: {"again": told}, OWNER: "a@example.vn"})
    monkeypatch.setattr(draft, "st", SimpleNamespace(session_state=state))
    draft._show_again()
    assert form.kept == {"emptied": "Cũ", "known": "Cũ"}
    assert state.written == {"s.known": "Mới", "s.emptied": ""}
    form.kept = {}
    told["p"] |= {"op": OP}  # of another operation than this form's: nothing is put into it
    draft._show_again()
    assert form.kept == {}


class Written(dict[str, Any]):
    """Remembers what was set one by one."""

    def __init__(self, given: dict[str, Any]) -> None:
        super().__init__(given)
        self.written: dict[str, Any] = {}

    def __setitem__(self, key: str, value: Any) -> None:
        self.written[key] = value
        super().__setitem__(key, value)


def kept_page() -> None:
    import streamlit as st

    from components import draft

    with draft.page(""):
        inside = set(st.session_state)
    st.session_state["taken"] = inside - set(st.session_state)


def test_the_end_of_a_page_takes_nothing_out_of_the_state_that_the_next_run_may_be_going_through() -> None:
    at = AppTest.from_function(kept_page).run()
    assert not at.exception
    assert at.session_state["taken"] == set()
