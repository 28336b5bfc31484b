"""One place that puts a chart on the page, built once per state of the data and not once per visitor."""

from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa
import streamlit as st

from components import onward, pacing
from components.charts.lean import lean

MOST = 64
"""Charts that are kept; of more the oldest goes."""
SHARED = 3
"""Words that come so often on average are sent once: below that the list of them costs more than it spares."""


def draw(
    build: Callable[[], alt.LayerChart], *, key: str, state: Hashable, alt_text: str, chosen: str | None = None
) -> str | None:
    """Draws the chart of `build`; with `chosen` (see `marks.sheet`) gives what was clicked on.

    `build` is asked only when no visitor has seen it for this `key` and `state` yet. `state` must hold all that the
    chart depends on: the reading, the quarter, the appearance, the phone. Building and checking a specification costs
    more than the rest of the page together.
    """
    made = _specification(key, state, build)
    if chosen is None:
        st.vega_lite_chart(made, key=key, theme=None, alt=alt_text)
        pacing.breathe()
        return None
    with st.container(key=key):  # by this key the chart's picture finds it
        event = st.vega_lite_chart(
            made, key=onward.key(f"{key}.chart"), theme=None, alt=alt_text, on_select="rerun", selection_mode=[chosen]
        )
    pacing.breathe()
    picked = event["selection"].get(chosen) or [{}]
    value = picked[0].get(chosen)
    return str(value) if value else None


_made: dict[Hashable, dict[str, Any]] = {}
"""Not in Streamlit's own cache, which hashes the key and unpacks the chart again in every run of every visitor."""


def _specification(key: str, state: Hashable, build: Callable[[], alt.LayerChart]) -> dict[str, Any]:
    """The chart as Streamlit takes it, which copies what it changes. Two visitors at once may both build it."""
    found = _made.get((key, state))
    if found is None:
        found = _made[key, state] = _built(build())
        for oldest in list(_made)[:-MOST]:
            _made.pop(oldest, None)
    return found


def forget() -> None:
    """Builds all charts anew: a test's reading may have the version of another test's."""
    _made.clear()


def _built(chart: alt.LayerChart) -> dict[str, Any]:
    made = lean(chart.to_dict())
    return {**made, "datasets": {name: _arrow(rows) for name, rows in made["datasets"].items()}}


def _arrow(rows: list[dict[str, Any]]) -> bytes:
    """The rows as the browser gets them; Streamlit would translate them anew in every run (40 % of a page's CPU).

    As small as can be: words that come again once, numbers as precise as a screen, nothing about pandas.
    """
    table = pa.Table.from_pandas(pd.DataFrame(rows), preserve_index=False).replace_schema_metadata(None)
    columns = {name: _small(table[name].combine_chunks()) for name in table.column_names}
    table = pa.table(columns)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def _small(column: pa.Array) -> pa.Array:
    if pa.types.is_floating(column.type):
        return column.cast(pa.float32())
    if pa.types.is_integer(column.type):
        return _whole(column)
    if not pa.types.is_large_string(column.type) and not pa.types.is_string(column.type):
        return column
    words = column.cast(pa.string())
    known = words.dictionary_encode()
    if len(known.dictionary) * SHARED >= len(words):
        return words
    return pa.DictionaryArray.from_arrays(_whole(known.indices), known.dictionary)


def _whole(numbers: pa.Array) -> pa.Array:
    """Whole numbers in as few bytes as they need."""
    for kind in (pa.int8(), pa.int16()):
        with suppress(pa.ArrowInvalid):  # one of them needs more
            return numbers.cast(kind)
    return numbers.cast(pa.int32())
