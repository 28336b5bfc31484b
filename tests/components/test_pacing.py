"""The first chart of a session goes ahead of the rest, once (components.pacing)."""

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from components import pacing


def page() -> None:
    import altair as alt
    import streamlit as st

    from components.charts.draw import draw
    from components.charts.marks import Box, Ruler, sheet

    def chart() -> alt.LayerChart:
        return sheet(Ruler(width=10, rows=1), [Box(x=0, x2=1, y=0, y2=1, fill="#123456", tip={})], step=10)

    for name in ("one", "other"):
        draw(chart, key=name, state=1, alt_text=name)
    st.button("again")


def test_a_session_waits_once_behind_its_first_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(pacing, "time", SimpleNamespace(sleep=waited.append))
    app = AppTest.from_function(page).run()
    app.button[0].click().run()
    assert not app.exception
    assert len(waited) == 1
    AppTest.from_function(page).run()
    assert len(waited) == 2  # another visitor
