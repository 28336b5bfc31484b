"""A press outlives a run that ends before it reaches its button (components.press)."""

import time

from streamlit.testing.v1 import AppTest

from components import press


def page() -> None:
    import streamlit as st

    from components import press

    st.session_state.setdefault("heard", [])
    if st.session_state.pop("overtaken", False):
        st.rerun()  # as a request of the browser ends a run: the next one is not told of the press
    if press.button("Ghi", key="kept"):
        st.session_state.heard.append("kept")
    if st.button("Ghi", key="bare"):
        st.session_state.heard.append("bare")


def run(key: str, *, overtaken: bool) -> AppTest:
    at = AppTest.from_function(page).run()
    at.session_state["overtaken"] = overtaken
    at.button(key=key).click().run()
    assert not at.exception
    return at


def test_a_press_counts_once() -> None:
    at = run("kept", overtaken=False)
    assert at.session_state["heard"] == ["kept"]
    assert at.run().session_state["heard"] == ["kept"]
    assert at.button(key="kept").click().run().session_state["heard"] == ["kept", "kept"]


def test_it_counts_where_another_run_overtakes_its_own() -> None:
    assert run("bare", overtaken=True).session_state["heard"] == []  # what Streamlit's own button does
    assert run("kept", overtaken=True).session_state["heard"] == ["kept"]


def test_it_does_not_surprise_whoever_has_gone_on() -> None:
    at = AppTest.from_function(page).run()
    at.session_state[press.NOTED + "kept"] = time.monotonic() - press.FRESH
    assert at.run().session_state["heard"] == []
    assert press.NOTED + "kept" not in at.session_state
