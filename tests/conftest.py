"""What every test stands on: a data folder of its own, a fixed day, no Google, nothing left over from another test."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from hypothesis import settings
from streamlit import config
from streamlit.components.v2 import manifest_scanner

from components import pacing
from components.charts import draw

TODAY = "2026-09-15"
FIRST = (
    *("sheets/test_killed", "sheets/test_many_hands", "sheets/test_an_hour", "sheets/test_torture"),
    *("browser/test_every_view", "browser/test_year_end", "browser/test_drafts", "browser/test_actor"),
    *("browser/test_frame", "browser/test_loop", "browser/test_registration", "browser/test_closing"),
    *("browser/test_years", "browser/test_queue"),
)
"""The longest files in the order in which they begin, so that at the end no process waits for another one."""

# The same examples on every run, and no time limit for each: the machine of the tests may be busy.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: they are the slowest, and Playwright keeps an event loop running in this thread."""
    place = {name: at for at, name in enumerate(FIRST)}

    def turn(item: pytest.Item) -> tuple[bool, int]:
        folder, name = item.path.parent.name, item.path.stem
        return folder == "browser", place.get(f"{folder}/{name}", len(FIRST))

    items.sort(key=turn)


@pytest.fixture(autouse=True, scope="session")
def no_secrets(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A developer's secrets.toml names a real spreadsheet; no test may find it."""
    config.set_option("secrets.files", [str(tmp_path_factory.getbasetemp() / "no-secrets.toml")])


@pytest.fixture(autouse=True, scope="session")
def components_looked_for_once() -> Iterator[None]:
    """Streamlit reads the description of every installed package for each app that a test starts: 0.3 s each time."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(autouse=True, scope="session")
def no_browser_to_wait_for() -> Iterator[None]:
    """Pages that a test runs in its own process are drawn by nobody."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pacing, "PAUSE", 0.0)
        yield


@pytest.fixture(autouse=True)
def no_caches() -> Iterator[None]:
    """Process-wide caches end empty, so no test sees what another one cached."""
    yield
    st.cache_resource.clear()
    st.cache_data.clear()
    draw.forget()


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the embedded workbook, not made yet, as DVK_DATA_DIR."""
    folder = tmp_path / "data"
    monkeypatch.setenv("DVK_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> str:
    """The day for which the sample is made, as DVK_TODAY."""
    monkeypatch.setenv("DVK_TODAY", TODAY)
    return TODAY
