"""A chart is built once per state of the data, whoever looks at it (components.charts.draw)."""

from collections.abc import Callable
from copy import deepcopy

import altair as alt
import streamlit as st

from components.charts import draw
from components.charts.marks import Box, Ruler, sheet


def chart() -> alt.LayerChart:
    box = Box(x=0, x2=1, y=0, y2=1, fill="#123456", tip={"don_vi": "TH-01"})
    return sheet(Ruler(width=10, rows=1), [box], step=10, chosen="don_vi")


def counting(built: list[str], name: str) -> Callable[[], alt.LayerChart]:
    def build() -> alt.LayerChart:
        built.append(name)
        return chart()

    return build


def test_it_is_built_once_for_each_state_and_the_oldest_goes() -> None:
    built: list[str] = []
    for state in [1, 1, 2, 1, *range(3, draw.MOST + 3), 1]:
        draw._specification("key", state, counting(built, str(state)))
    assert built == ["1", "2", *map(str, range(3, draw.MOST + 3)), "1"]
    assert len(draw._made) == draw.MOST


def test_another_key_is_another_chart_and_what_is_forgotten_is_built_again() -> None:
    built: list[str] = []
    for key in ("one", "other", "one"):
        draw._specification(key, 1, counting(built, key))
    assert built == ["one", "other"]
    draw.forget()
    draw._specification("one", 1, counting(built, "again"))
    assert built == ["one", "other", "again"]


def test_drawing_it_leaves_what_is_kept_as_it_is() -> None:
    kept = draw._specification("key", 1, chart)
    before = deepcopy(kept)
    st.vega_lite_chart(kept, key="chart", theme=None)
    st.vega_lite_chart(kept, key="other", theme=None, on_select="rerun", selection_mode=["don_vi"])
    assert kept == before
