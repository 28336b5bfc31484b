"""Which year's workbook is looked at: the choice in the frame, and a plain line where it is not the usual one."""

from collections.abc import Callable, Sequence

import streamlit as st

from components import forms
from components.messages import message
from domain.errors import NoSuchYear
from domain.plan_year import YearSeen

Choose = Callable[[int | None], None]

PARAM = "nam"
RECORDS = ("mh", "kt", "quy", "ma", "hd", "yk", "dh", "chi-so", "nv", "tt", "o")
"""Names in addresses that mean something in one year only."""


def switch(found: Sequence[YearSeen], choose: Choose) -> None:
    """The box in which another year is chosen; nothing while there is one year only."""
    numbers = [one.number for one in found if one.error is None]
    shown = shown_of(found)
    if len(numbers) < 2 or shown is None:
        return
    key = f"frame.year.{shown.number}"
    st.selectbox(
        "Năm",
        numbers,
        numbers.index(shown.number),
        key=key,
        format_func=lambda one: f"Năm {one}",
        label_visibility="collapsed",
        width=150,
        on_change=lambda: go(choose, st.session_state[key]),
    )


def go(choose: Choose, number: int | None, **query: str) -> None:
    """A callback: another year from now on; what the address named of this one is dropped, `query` put in its place."""
    for name in RECORDS:
        if name not in st.session_state:  # else a filter of this page has that name, and its value holds in any year
            st.query_params.pop(name, None)
    for name, value in query.items():
        st.query_params[name] = value
    choose(number)


def line(found: Sequence[YearSeen], choose: Choose) -> None:
    """Says on every page that another year than the usual one is looked at, and which year cannot be opened."""
    shown, usual = shown_of(found), next((one for one in found if one.usual), None)
    if shown is not None and usual is not None and not shown.usual:
        with st.container(key="year-line", horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f":orange-badge[:material/history: Đang xem sổ năm {shown.number}]", width="content")
            st.button(
                f"Về năm {usual.number}", key="frame.year.back", type="tertiary", icon=":material/arrow_forward:",
                on_click=go, args=(choose, None),
            )  # fmt: skip
    for one in found:
        if one.error is not None:
            said = message(one.error, None if one is found[0] else one.number)
            st.warning(
                f"**Chưa mở được sổ năm {one.number}.** {said.happened} {said.todo} Các năm khác vẫn dùng bình thường.",
                icon=":material/event_busy:",
            )


def keep(found: Sequence[YearSeen]) -> None:
    """The address names the year where it is not the usual one, and drafts of two years are kept apart."""
    shown = shown_of(found)
    if shown is None:
        return  # the address keeps naming the year that cannot be shown
    if shown.usual:
        st.query_params.pop(PARAM, None)
    elif st.query_params.get(PARAM) != str(shown.number):
        st.query_params[PARAM] = str(shown.number)
    st.session_state[forms.BOOK] = "" if shown is found[0] else f"~{shown.number}"


def absent(found: Sequence[YearSeen], error: NoSuchYear, choose: Choose) -> None:
    """In place of the page, when the year that this session looks at cannot be shown: why, and the way to another."""
    st.title(f"Không mở được sổ năm {error.year}.", anchor=False)
    broken = next((one.error for one in found if one.number == error.year and one.error is not None), error)
    said = message(broken, error.year)
    todo = "" if broken is error else f" {said.todo}"
    st.warning(f"{said.means}{todo} Năm khác vẫn dùng bình thường.", icon=":material/event_busy:")
    usual = next((one for one in found if one.usual), None)
    if usual is not None:
        st.button(
            f"Xem sổ năm {usual.number}", key="frame.year.usual", icon=":material/arrow_forward:", type="primary",
            on_click=go, args=(choose, None),
        )  # fmt: skip


def shown_of(found: Sequence[YearSeen]) -> YearSeen | None:
    """The year that is looked at."""
    return next((one for one in found if one.shown), None)


def after(found: Sequence[YearSeen], number: int) -> YearSeen | None:
    """The year after `number`, where its workbook is open."""
    return next((one for one in found if one.number == number + 1 and one.error is None and one.read), None)
