"""Signing in: who gets in is decided by the tab Tài khoản, in every run."""

import dataclasses
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from domain.plan_year import YearSeen
from domain.snapshot import Snapshot
from sheets import session
from sheets.config import Config
from tests.components.samples import sample
from tests.pages.conftest import FRESH
from tests.pages.test_frame import said

OFFICER = "chuyen-vien@example.vn"
Open = Callable[..., AppTest]


@pytest.fixture
def book() -> SimpleNamespace:
    """What the tab holds; a test may change it between two runs."""
    return SimpleNamespace(whole=sample())


@pytest.fixture
def open_as(book: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, no_caches: None, tmp_path: Path) -> Open:
    """The application with [auth] configured, opened by somebody with these claims; a local visitor at that."""
    store = SimpleNamespace(snapshot=lambda: book.whole, version=lambda: book.whole.version, health=lambda: FRESH)
    outbox = SimpleNamespace(counts=lambda _whose: {})
    monkeypatch.setattr(session, "service", lambda: SimpleNamespace(store=store, outbox=outbox))
    monkeypatch.setattr(session, "config", lambda: Config(tmp_path, sign_in=True))
    monkeypatch.setattr(session, "seen_years", lambda: (YearSeen(2026, shown=True, usual=True),))
    monkeypatch.setattr(session, "visitor", lambda: session.Visitor("127.0.0.1", {"Host": "localhost:8501"}, {}))

    def open_app(**claims: Any) -> AppTest:
        at = AppTest.from_file("../../app.py", default_timeout=30)
        at.user = claims
        at.run()
        assert not at.exception
        return at

    return open_app


def accounts(whole: Snapshot, **changes: Any) -> Snapshot:
    changed = tuple(dataclasses.replace(one, **changes) if one.email == OFFICER else one for one in whole.accounts)
    return dataclasses.replace(whole, accounts=changed)


def test_nobody_sees_anything_before_signing_in_and_nobody_chooses_an_account(open_as: Open) -> None:
    at = open_as(is_logged_in=False)
    assert at.title[0].value == "Đăng nhập để xem số liệu"
    assert [one.key for one in at.button] == ["frame.sign_in"]
    assert not at.metric
    assert not at.selectbox


@pytest.mark.parametrize("email", [OFFICER, OFFICER.upper(), f" {OFFICER} "])
def test_a_known_account_acts_with_its_role_however_its_address_is_written(open_as: Open, email: str) -> None:
    at = open_as(is_logged_in=True, email=email, email_verified=True)
    assert at.metric
    assert "Chuyên viên" in said(at)
    assert at.button(key="frame.sign_out").label == "Đăng xuất"


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "ai-do@example.vn"},
        {"email": "nghi-viec@example.vn"},
        {"email": OFFICER, "email_verified": False},
        {"email": OFFICER, "email_verified": "false"},
        {"email": OFFICER, "iat": time.time() - 40 * 86_400},
        {"email": ""},
        {},
    ],
)
def test_whoever_is_not_known_for_certain_sees_whom_to_ask_and_nothing_else(
    open_as: Open, claims: dict[str, Any]
) -> None:
    at = open_as(is_logged_in=True, **claims)
    assert at.title[0].value == "Tài khoản chưa được cấp quyền"
    assert "Liên hệ Văn phòng HĐND và UBND xã" in said(at)
    assert not at.metric
    assert not at.get("vega_lite_chart")


def test_an_account_that_is_closed_loses_the_page_with_the_next_run(open_as: Open, book: SimpleNamespace) -> None:
    at = open_as(is_logged_in=True, email=OFFICER)
    assert at.metric
    book.whole = accounts(book.whole, active=False)
    at.run()
    assert at.title[0].value == "Tài khoản chưa được cấp quyền"


def test_an_account_that_stands_there_twice_is_nobodys(open_as: Open, book: SimpleNamespace) -> None:
    twice = next(one for one in book.whole.accounts if one.email == OFFICER)
    book.whole = dataclasses.replace(book.whole, accounts=(*book.whole.accounts, twice))
    assert open_as(is_logged_in=True, email=OFFICER).title[0].value == "Tài khoản chưa được cấp quyền"


def test_a_name_in_a_token_is_text(open_as: Open) -> None:
    at = open_as(is_logged_in=True, email="**x**<script>@example.vn")
    assert "\\*\\*x\\*\\*" in at.info[0].value
    assert "<script>" not in at.info[0].value.replace("\\<", "")
