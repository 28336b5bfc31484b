"""The frame: who gets in, what stands in a page's place, and what a fault looks like."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from domain.errors import Unreachable
from domain.vocabulary import Role
from sheets.store import Health
from tests.pages.conftest import READ, Seam


def open_app() -> AppTest:
    at = AppTest.from_file("../../app.py", default_timeout=30).run()
    assert not at.exception
    return at


def said(at: AppTest) -> str:
    """All words of the page."""
    elements = [*at.title, *at.header, *at.markdown, *at.caption, *at.info, *at.error, *at.warning, *at.metric]
    return "\n".join(str(one.value) for one in elements).replace("\u00a0", " ")


def test_without_sign_in_the_page_says_how_to_configure_it_and_shows_no_figure(seam: Seam) -> None:
    seam.mode, seam.actor = "closed", None
    at = open_app()
    assert at.title[0].value == "Chưa cài đặt đăng nhập"
    assert "DVK_TRIAL=1" in said(at)
    assert not at.metric
    assert not at.selectbox


def test_a_local_visitor_first_chooses_an_account(seam: Seam) -> None:
    seam.actor = None
    at = open_app()
    assert at.title[0].value == "Chọn tài khoản để bắt đầu dùng thử"
    assert "Đơn vị · TH-03 · " in "".join(at.selectbox[0].options)
    assert not at.metric


def test_choosing_an_account_is_handed_to_the_session(seam: Seam) -> None:
    seam.actor = None
    at = open_app()
    at.selectbox(key="frame.account").select("don-vi-03@example.vn").run()
    assert seam.chosen == ["don-vi-03@example.vn"]


def test_the_box_of_accounts_stands_on_the_actor_by_itself(seam: Seam) -> None:
    """Its default, not a value set afterwards: a browser that misses the latter sends the former back as a choice."""
    seam.act_as(Role.UNIT)
    box = open_app().selectbox[0]
    assert box.options[box.proto.default].startswith("Đơn vị · TH-03 · ")
    assert not box.proto.set_value


def test_the_trial_is_called_a_trial_on_the_page(seam: Seam) -> None:
    assert "Dùng thử, chưa đăng nhập" in said(open_app())


def test_sample_data_are_called_sample_data(seam: Seam) -> None:
    assert "DỮ LIỆU MẪU — HƯ CẤU" in said(open_app())


def test_before_the_first_reading_the_page_says_that_it_is_loading(seam: Seam) -> None:
    seam.down = Unreachable("the first read is still running")
    seam.health = Health(None, None, None, None, embedded=False)
    at = open_app()
    assert at.title[0].value == "Đang tải số liệu…"
    assert not at.error


def test_when_nothing_was_ever_read_the_page_says_why(seam: Seam) -> None:
    seam.down = Unreachable("timed out")
    seam.health = Health(None, None, seam.down, 60.0, embedded=False)
    at = open_app()
    assert "Chưa kết nối được Google Sheets." in at.error[0].value
    assert "timed out" not in said(at)


def test_an_outage_keeps_the_last_figures_with_their_time_and_age(seam: Seam) -> None:
    seam.health = Health(READ, timedelta(minutes=30), Unreachable("timed out"), 60.0, embedded=False)
    at = open_app()
    assert at.warning[0].value.replace("\u00a0", " ") == (
        "**Chưa kết nối được Google Sheets.** Đang hiển thị số liệu đã lưu lúc **09:12 ngày 15/08/2026** "
        "(30 phút trước). Hệ thống tự thử lại sau 60 giây."
    )
    assert at.metric[0].value == "49%"
    assert "sync_problem: Số liệu lúc 09:12 15/08/2026" in said(at)


def test_a_fault_of_the_program_shows_a_code_and_no_english(seam: Seam, caplog: pytest.LogCaptureFixture) -> None:
    def break_down() -> None:
        import app

        app.fault(ZeroDivisionError("division by zero"))

    with caplog.at_level(logging.ERROR, logger="dvk"):
        at = AppTest.from_function(break_down).run()
    shown = at.error[0].value
    code = caplog.records[0].getMessage().removeprefix("code=")
    assert f"mã **{code}**" in shown
    assert "division" not in shown
    assert caplog.records[0].exc_info is not None


def test_a_fault_while_looking_for_the_actor_still_reaches_the_navigation(
    seam: Seam, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sheets import session

    def break_down() -> session.Identity:
        raise ZeroDivisionError

    monkeypatch.setattr(session, "identity", break_down)
    at = AppTest.from_file("../../app.py", default_timeout=30).run()
    assert at.exception  # told by `fault` on the server; AppTest shows it as it is
    assert at.session_state is not None


@pytest.mark.parametrize("role", list(Role))
def test_every_role_sees_the_same_figures_on_the_overview(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    at = open_app()
    assert [one.value for one in at.metric] == ["49%", "31", "29/43", "23/29", "12"]


def test_the_age_of_data_is_that_of_the_last_good_reading(seam: Seam) -> None:
    seam.health = Health(datetime.now(UTC), timedelta(seconds=42), None, None, embedded=True)
    assert "Cập nhật 42 giây trước" in said(open_app())


@pytest.mark.parametrize(("role", "group"), [(Role.UNIT, ""), (Role.FRONT, ""), (Role.OFFICER, "Chuyên đề")])
def test_work_stands_in_the_bar_for_whom_it_is_daily_bread(role: Role, group: str) -> None:
    from app import ENTRIES

    found = {one.slug: one.group_for(role) for one in ENTRIES}
    assert found["viec-cua-toi"] == group
    assert found["nhiem-vu"] == "Chuyên đề"
