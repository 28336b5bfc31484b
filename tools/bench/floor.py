"""The least that such pages can cost, under the same settings: nothing, four ready Vega-Lite charts, four of Altair.

`streamlit run tools/bench/floor.py`; the page is chosen by its query, `?p=vega`. Not by an address of its own: below
that Streamlit first looks for itself, which takes a browser some hundred milliseconds.
"""

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

ROWS = 120


def _data() -> pd.DataFrame:
    return pd.DataFrame({"x": range(ROWS), "y": [(at * 37) % 101 for at in range(ROWS)]})


def _chart() -> alt.Chart:
    chart: alt.Chart = alt.Chart(_data()).mark_bar().encode(x="x:Q", y="y:Q", tooltip=["x:Q", "y:Q"])
    return chart


@st.cache_resource
def _ready() -> dict[str, Any]:
    made: dict[str, Any] = _chart().to_dict()
    return made


def empty() -> None:
    """Nothing."""


def vega() -> None:
    """Four charts whose specification is ready: what the pages of the application do."""
    for at in range(4):
        st.vega_lite_chart(_ready(), key=f"vega{at}")


def altair() -> None:
    """Four charts built anew in each run: what an ordinary page does."""
    for at in range(4):
        st.altair_chart(_chart(), key=f"altair{at}")


PAGES = {"vega": vega, "altair": altair}

if __name__ == "__main__":
    PAGES.get(st.query_params.get("p", ""), empty)()
