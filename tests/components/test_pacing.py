"""The first chart of a page that is being opened goes ahead of the rest, once (components.pacing)."""

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from components import pacing


def page() -> None:
    import altair as alt
    import streamlit as st

    from components import pacing
    from components.charts.draw import draw
    from components.charts.marks import Box, Ruler, sheet

    def chart() -> alt.LayerChart:
        return sheet(Ruler(width=10, rows=1), [Box(x=0, x2=1, y=0, y2=1, fill="#123456", tip={})], step=10)

    pacing.begin()
    if st.checkbox("charts", value=st.query_params.get("charts") == "yes"):
        for name in ("one", "other"):
            draw(chart, key=name, state=1, alt_text=name)


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    found: list[float] = []
    monkeypatch.setattr(pacing, "time", SimpleNamespace(sleep=found.append))
    return found


def test_a_page_that_is_opened_waits_once_behind_its_first_chart(waited: list[float]) -> None:
    for visitors in (1, 2):
        app = AppTest.from_function(page)
        app.query_params["charts"] = "yes"
        app.run().run()
        assert not app.exception
        assert len(waited) == visitors


def test_a_chart_that_comes_later_waits_for_nothing(waited: list[float]) -> None:
    app = AppTest.from_function(page).run()
    app.checkbox[0].check().run()
    assert not app.exception
    assert waited == []
