"""What is seen first is sent first, once in a session: the browser's one thread draws things as they come.

With its first chart in the browser's hands a moment before the rest, a page shows it a fifth of a second earlier, and
is complete no later: the rest was waiting for scripts anyway (docs/performance.md).
"""

import time

import streamlit as st

PAUSE = 0.25  # seconds; the first chart is drawn 0.2 after it was sent, on two cores
KEY = "frame.paced"


def breathe() -> None:
    """Called behind the first thing that takes a browser long; waits once in a session, and never again."""
    if KEY not in st.session_state:
        st.session_state[KEY] = True
        time.sleep(PAUSE)
