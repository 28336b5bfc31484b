"""A press that counts even where the run that carries it is overtaken by another.

Streamlit tells one run that a button was pressed. Where the browser asks for the page again meanwhile, as it does
several times after a lost connection, that run ends and the next one knows nothing of the press. A callback is carried
out before a run can be ended: what it notes is there for the next one.
"""

import time
from typing import Any

import streamlit as st

FRESH = 5.0
"""Seconds for which a press that was overtaken still counts: later it would surprise whoever has gone on."""
NOTED = "press."


def button(label: str, *, key: str, **look: Any) -> bool:
    """`st.button`: whether it has been pressed, once for each press."""
    st.button(label, key=key, on_click=_note, args=(key,), **look)
    at = st.session_state.pop(NOTED + key, None)
    return at is not None and time.monotonic() - at < FRESH


def _note(key: str) -> None:
    st.session_state[NOTED + key] = time.monotonic()
