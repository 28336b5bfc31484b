"""What is seen first is sent first, when a page is opened: the browser's one thread draws things as they come.

With its first chart in the browser's hands a moment before the rest, a page shows it a fifth of a second earlier, and
is complete no later: the rest was waiting for scripts anyway (docs/performance.md). In later runs it waits for nothing.
"""

import time

import streamlit as st

PAUSE = 0.25  # seconds; the first chart is drawn 0.2 after it was sent, on two cores
KEY = "frame.opening"


def begin() -> None:
    """At the beginning of every run: only in the first one of a session the page is being opened."""
    st.session_state[KEY] = KEY not in st.session_state


def breathe() -> None:
    """Called behind what takes a browser long; waits once while the page is being opened, and never again."""
    if st.session_state.get(KEY):
        st.session_state[KEY] = False
        time.sleep(PAUSE)
