"""From a list, a chart or a box to what was chosen there, so that the way back stays open."""

from typing import Never

import streamlit as st

from components import links

LEFT = "onward.left"


def key(name: str) -> str:
    """The key of something whose choice leads away; a new one after each time that it did.

    Who presses Back before the new page is whole makes the browser send that choice a second time: under its old key
    nobody hears it, and the reader is not sent away again.
    """
    return f"{name}.{st.session_state.get(LEFT, 0)}"


def away(slug: str, query: dict[str, str]) -> Never:
    """Opens the page with this address and query."""
    _leave()
    st.switch_page(links.to(slug), query_params=query)


def here(name: str, value: str) -> Never:
    """Opens one record on the same page: its ID stands in the address, so Back and F5 do as expected."""
    _leave()
    st.query_params[name] = value
    st.rerun()


def _leave() -> None:
    st.session_state[LEFT] = st.session_state.get(LEFT, 0) + 1
