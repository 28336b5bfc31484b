"""Who acts in a run, and what this actor gets to see."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from domain.errors import NotAllowed
from domain.vocabulary import Tab
from sheets import session
from sheets.config import Config
from sheets.service import Service
from sheets.visitors import Visitor

LOCAL = Visitor("127.0.0.1", {"Host": "localhost:8501"}, {})


@pytest.fixture
def local(service: Service, folder: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(session, "config", lambda: Config(folder))
    monkeypatch.setattr(session, "visitor", lambda: LOCAL)
    return monkeypatch


def arrive_with(monkeypatch: pytest.MonkeyPatch, cookie: str) -> None:
    monkeypatch.setattr(session, "visitor", lambda: Visitor(LOCAL.address, LOCAL.headers, {session.COOKIE: cookie}))


def test_a_local_visitor_may_choose_among_the_active_accounts(local: pytest.MonkeyPatch) -> None:
    found = session.identity()
    assert found.mode == "chooser"
    assert found.actor is None
    assert "don-vi-01@example.vn" in {one.email for one in found.accounts}


def test_anybody_else_gets_nothing(local: pytest.MonkeyPatch) -> None:
    local.setattr(session, "visitor", lambda: Visitor("127.0.0.1", {"Host": "dvk.example.vn"}, {}))
    found = session.identity()
    assert (found.mode, found.actor, found.accounts) == ("closed", None, ())
    with pytest.raises(NotAllowed):
        session.snapshot()


@pytest.mark.parametrize(("trial", "mode"), [(False, "closed"), (True, "chooser")])
def test_a_google_sheet_needs_the_trial_switch(local: pytest.MonkeyPatch, trial: bool, mode: str) -> None:
    local.setattr(session, "config", lambda: Config(Path(), spreadsheet="x", service_account={"a": "b"}, trial=trial))
    assert session.identity().mode == mode


def test_the_choice_comes_back_with_the_cookie(local: pytest.MonkeyPatch) -> None:
    arrive_with(local, "don-vi-05%40example.vn")
    found = session.identity().actor
    assert found is not None
    assert found.unit_id == "TH-05"
    arrive_with(local, "don-vi-05@example.vn")
    assert session.identity().actor == found


@pytest.mark.parametrize("cookie", ["nghi-viec@example.vn", "ai-do@example.vn", ""])
def test_a_cookie_alone_makes_nobody_an_actor(local: pytest.MonkeyPatch, cookie: str) -> None:
    arrive_with(local, cookie)
    assert session.identity().actor is None


def test_a_unit_sees_its_own_words_and_only_figures_of_others(local: pytest.MonkeyPatch) -> None:
    arrive_with(local, "don-vi-03@example.vn")
    seen = session.snapshot()
    assert all(one.objective for one in seen.models if one.unit_id == "TH-03")
    assert all(one.objective is None for one in seen.models if one.unit_id != "TH-03")
    assert seen.accounts == ()


def test_the_plan_is_counted_on_all_there_is_and_told_as_far_as_the_actor_may(local: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotAllowed):
        session.plan()
    told = {}
    for name in ("chuyen-vien", "don-vi-05", "khach"):
        arrive_with(local, f"{name}@example.vn")
        told[name] = session.plan()
    assert len({tuple((one.clause.code, one.status, one.counted) for one in found) for found in told.values()}) == 1
    named = {name: {unit for one in found for unit in one.missing} for name, found in told.items()}
    assert len(named["chuyen-vien"]) > 1
    assert (named["don-vi-05"], named["khach"]) == ({"TH-05"}, set())


def test_the_embedded_workbook_has_no_addresses(local: pytest.MonkeyPatch) -> None:
    assert session.row_link(Tab.MODELS, "MH-2026-0001") is None


def test_a_row_on_google_has_an_address(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "config", Config(Path(), spreadsheet="abc"))
    link = session.row_link(Tab.MODELS, "MH-2026-0001")
    gid = service.reader.gids[Tab.MODELS]
    assert link == f"https://docs.google.com/spreadsheets/d/abc/edit#gid={gid}&range=2:2"


def test_the_warm_run_is_nobody(service: Service) -> None:
    def run() -> None:
        import streamlit as st

        from sheets import session

        st.text(session.identity().mode)

    at = AppTest.from_function(run).run()
    assert not at.exception
    assert at.text[0].value == "closed"


def test_a_choice_lasts_for_the_session_and_is_looked_up_in_every_run(local: pytest.MonkeyPatch) -> None:
    def run() -> None:
        import streamlit as st

        from sheets import session

        if st.button("choose"):
            session.choose("don-vi-05@example.vn")
        actor = session.identity().actor
        st.text(actor.unit_id if actor else "nobody")

    at = AppTest.from_function(run).run()
    assert at.text[0].value == "nobody"
    at.button[0].click().run()
    assert at.text[0].value == "TH-05"
    at.run()
    assert at.text[0].value == "TH-05"


def test_the_service_lives_once_per_configuration(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DVK_DATA_DIR", str(folder))
    session.warm()
    first = session.service()
    assert session.service() is first
    assert first.config.file.parent == folder
    session._service.clear()
