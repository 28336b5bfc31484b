"""A service on an embedded workbook with the demo sample, with faults beneath gspread, and a second pair of hands."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from domain import rulebook
from sheets import session
from sheets.config import Config
from sheets.provision import prepare_embedded
from sheets.service import Service
from tests.sheets import rules
from tests.sheets.faults import Faults
from tests.sheets.helpers import NEVER, TODAY, book_in


@pytest.fixture(autouse=True)
def _on_the_demo_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DVK_TODAY", TODAY)
    monkeypatch.delenv("DVK_TRIAL", raising=False)


@pytest.fixture(autouse=True)
def _no_year_chosen() -> None:
    """Outside a run all tests share one session, which keeps to the year that it has seen."""
    st.session_state.clear()


@pytest.fixture(autouse=True)
def _rules_of_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, rule in rules.RULES.items():
        monkeypatch.setitem(rulebook.RULES, name, rule)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workbook that has the demo sample."""
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DVK_TODAY", TODAY)
        prepare_embedded(book_in(folder))
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    """A folder of its own with the demo workbook, write-ahead log included."""
    target = tmp_path / "data"
    shutil.copytree(template, target)
    return target


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def service(folder: Path, faults: Faults, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """Running, with one read behind it; also what `sheets.session` and the actions work on."""
    running = Service(Config(folder), wrap=faults.wrap, pace=0.01, interval=NEVER)
    running.reader._prepare = None  # the template was provisioned: half of the time that opening takes
    running.start()
    assert running.store._settled.wait(60)  # the machine of the tests may be busy
    running.store.snapshot()
    faults.reset()
    monkeypatch.setattr(session, "service", lambda: running)
    yield running
    running.close()
