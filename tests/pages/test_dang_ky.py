"""Đăng ký: who may, what is kept, what is asked, and that a form is one operation."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from domain.errors import Duplicate, NotWritten, Undecided
from domain.vocabulary import Field, Role
from tests.pages.conftest import Seam
from tests.pages.test_frame import said

FILLED: dict[str, Any] = {
    "title": "Đoạn suối tự quản",
    "objective": "Suối sạch",
    "kpi_name": "Hộ ký cam kết",
    "kpi_target": "45",
    "kpi_unit": "hộ",
    "method": "Họp dân, chia đoạn",
    "hh_plan": "45",
    "owner": "Trưởng thôn",
}


def open_form(dv: str | None = None) -> AppTest:
    def run() -> None:
        from pages import dang_ky

        dang_ky.show()

    at = AppTest.from_function(run, default_timeout=30)
    if dv:
        at.query_params["dv"] = dv
    at.run()
    assert not at.exception
    return at


def fill(at: AppTest, **changes: Any) -> AppTest:
    for name, value in (FILLED | changes).items():
        widget = at.text_area if name in ("objective", "method") else at.text_input
        widget(key=f"dang_ky.{name}").set_value(value)
    at.button_group(key="dang_ky.field").set_value(Field.ENVIRONMENT)
    at.date_input(key="dang_ky.end").set_value(date(2026, 11, 30))
    return at


def send(at: AppTest) -> AppTest:
    at.button(key="dang_ky.send").click().run()
    assert not at.exception
    return at


@pytest.fixture
def unit(seam: Seam) -> Seam:
    seam.act_as(Role.UNIT)
    return seam


@pytest.mark.parametrize("role", [Role.LEADER, Role.GUEST])
def test_who_only_views_reads_a_sentence_instead_of_a_form(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    at = open_form()
    assert "Tài khoản này chỉ xem số liệu" in at.info[0].value
    assert not at.text_input
    assert not at.button


def test_the_unit_is_chosen_already_and_the_presets_are_those_of_the_design(unit: Seam) -> None:
    at = open_form()
    assert at.selectbox(key="dang_ky.unit_id").value == "TH-03"
    assert at.selectbox(key="dang_ky.unit_id").options == ["Thôn Hòa Bình"]
    assert at.button_group(key="dang_ky.kind").value == "Tập thể"
    assert at.date_input(key="dang_ky.start").value == date(2026, 9, 15)
    assert len(at.button_group(key="dang_ky.field").options) == 7


def test_a_personal_link_chooses_the_unit_for_an_officer(seam: Seam) -> None:
    at = open_form(dv="DT-02")
    assert at.selectbox(key="dang_ky.unit_id").value == "DT-02"
    assert len(at.selectbox(key="dang_ky.unit_id").options) == 43


@pytest.mark.parametrize("dv", ["TH-09", "không có"])
def test_a_link_of_another_unit_does_not_change_who_one_is(unit: Seam, dv: str) -> None:
    assert open_form(dv).selectbox(key="dang_ky.unit_id").value == "TH-03"


def test_an_empty_form_names_every_field_on_top_and_beneath_the_field(unit: Seam) -> None:
    at = send(open_form())
    summary = at.error[0].value
    assert summary.startswith("**Chưa gửi được. Cần sửa 9 mục:**")
    for sentence in ("Nhập tên mô hình", "Chọn một lĩnh vực", "Nhập mục tiêu cần đạt", "Chọn ngày kết thúc dự kiến"):
        assert sentence in summary
        assert any(sentence in one.value and one.value.startswith(":red[") for one in at.markdown)


def test_a_wrong_value_keeps_what_was_typed_and_names_the_field(unit: Seam) -> None:
    at = send(fill(open_form(), kpi_target="khoảng bốn mươi"))
    assert at.text_input(key="dang_ky.kpi_target").value == "khoảng bốn mươi"
    assert at.text_input(key="dang_ky.title").value == "Đoạn suối tự quản"
    assert "Cần sửa 1 mục" in at.error[0].value


def test_khac_asks_which_field(unit: Seam) -> None:
    at = open_form()
    assert "dang_ky.field_other" not in {one.key for one in at.text_input}
    at.button_group(key="dang_ky.field").set_value(Field.OTHER).run()
    assert "dang_ky.field_other" in {one.key for one in at.text_input}
    assert "Ghi rõ lĩnh vực khác" in send(at).error[0].value


def test_success_shows_code_row_and_next_steps_and_offers_another(unit: Seam) -> None:
    at = send(fill(open_form()))
    assert at.title[0].value == "Đăng ký đã được ghi nhận"
    assert at.success[0].value == "**Đã ghi vào sổ đăng ký.** Mã mô hình **MH-2026-0036**."
    assert "**dòng 37**, tab **Mô hình**" in said(at)
    assert "**20/09/2026**" in said(at)
    at.button(key="dang_ky.again").click().run()
    assert at.title[0].value == "Đăng ký mô hình mới"
    assert at.text_input(key="dang_ky.title").value == ""


def test_the_next_form_is_another_operation(unit: Seam) -> None:
    at = send(fill(open_form()))
    at.button(key="dang_ky.again").click().run()
    send(fill(at))
    first, second = (op for op, _, _ in unit.sent)
    assert first != second


@pytest.mark.parametrize("refusal", [NotWritten("x"), Undecided("x")])
def test_a_save_that_did_not_happen_keeps_the_form(unit: Seam, refusal: NotWritten | Undecided) -> None:
    unit.refusals = [refusal]
    at = send(fill(open_form()))
    assert "Nội dung vẫn còn trên màn hình" in at.error[0].value
    assert at.button(key="dang_ky.send").label == "Gửi lại"
    assert at.text_input(key="dang_ky.title").value == "Đoạn suối tự quản"
    assert send(at).success
    assert len({op for op, _, _ in unit.sent}) == 1


def test_a_model_of_nearly_the_same_name_is_asked_about(unit: Seam) -> None:
    unit.refusals = [Duplicate("MH-2026-0008", "Thắp sáng *đường* quê")]
    at = send(fill(open_form()))
    assert at.warning[0].value == (
        "Đơn vị đã có mô hình tên gần giống: “Thắp sáng \\*đường\\* quê” (MH-2026-0008). "
        "Đây có phải mô hình khác không?"
    )
    at.button(key="dang_ky.other").click().run()
    assert at.success
    assert [distinct for _, distinct, _ in unit.sent] == [False, True]
    assert len({op for op, _, _ in unit.sent}) == 1


def test_who_has_registered_already_goes_back_to_the_form(unit: Seam) -> None:
    unit.refusals = [Duplicate("MH-2026-0008", "Thắp sáng đường quê")]
    at = send(fill(open_form()))
    at.button(key="dang_ky.same").click().run()
    assert not at.warning
    assert at.text_input(key="dang_ky.title").value == "Đoạn suối tự quản"
    assert len(unit.sent) == 1


def test_villages_covered_are_asked_of_units_that_are_no_village(seam: Seam) -> None:
    at = open_form(dv="DT-02")
    assert len(at.multiselect(key="dang_ky.village_ids").options) == 24
    seam.act_as(Role.UNIT)
    assert not open_form().multiselect


def test_ba_nhat_is_asked_of_the_police_only(seam: Seam) -> None:
    assert "dang_ky.ba_nhat" in {one.key for one in open_form(dv="CA-01").button_group}
    assert "dang_ky.ba_nhat" not in {one.key for one in open_form(dv="DT-02").button_group}


def test_nothing_is_written_before_the_button_is_pressed(unit: Seam) -> None:
    fill(open_form()).run()
    assert unit.sent == []
