"""What every test stands on: a data folder of its own, a fixed day, no Google."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

TODAY = "2026-09-15"


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the embedded workbook."""
    folder = tmp_path / "data"
    monkeypatch.setenv("DVK_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> str:
    """The day for which the sample is made."""
    monkeypatch.setenv("DVK_TODAY", TODAY)
    return TODAY


@pytest.fixture
def no_caches() -> Iterator[None]:
    """Streamlit's process-wide caches begin and end empty."""
    st.cache_resource.clear()
    st.cache_data.clear()
    yield
    st.cache_resource.clear()
    st.cache_data.clear()
