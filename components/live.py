"""Parts of a page that draw themselves anew by a clock."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from components.messages import told

P = ParamSpec("P")


def every(interval: str | float) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """A fragment that runs every `interval` (seconds, or “10s”), in a place that the page's own run makes for it.

    Streamlit 1.67 takes back what a fragment sent and the browser has not got yet as soon as that fragment runs again,
    the box it stands in with it, and sends both anew behind all that follows it on the page: the browser then misses a
    place in between, throws “Bad delta path index”, and the page is gone. The box around it belongs to the page: it is
    never taken back, and what is sent anew has nothing behind it (tests/pages/test_live.py).

    An error of the application becomes its sentence there, as no frame is around a fragment that runs by itself.
    """

    def decorated(draw: Callable[P, None]) -> Callable[P, None]:
        @wraps(draw)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
            with told():
                draw(*args, **kwargs)

        fragment = st.fragment(guarded, run_every=interval)

        @wraps(draw)
        def drawn(*args: P.args, **kwargs: P.kwargs) -> None:
            with st.container():
                fragment(*args, **kwargs)

        return drawn

    return decorated
