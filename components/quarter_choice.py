"""The quarter and the part that the address of a page names: `?quy=2026-Q3`, and a choice of the page's own."""

from collections.abc import Collection, Sequence

import streamlit as st

from components import vi
from domain.overview import heatmap_quarters
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.view import quarter_view, shown_quarter


def begun(snapshot: Snapshot) -> list[Quarter]:
    """The quarters of the plan that have begun, at least the running one."""
    running = shown_quarter(snapshot)
    found = [one for one in heatmap_quarters(snapshot, running) if not quarter_view(snapshot, one).future]
    return found or [running]


def of_address(quarters: Sequence[Quarter]) -> Quarter:
    """The quarter that the address names, else the last one that has begun."""
    return next((one for one in quarters if one.key == st.query_params.get("quy")), quarters[-1])


def arrived(page: str) -> bool:
    """Whether somebody has just come to this page: its choices have not been drawn for him yet."""
    return f"{page}.part" not in st.session_state


def choices(
    page: str, param: str, parts: Sequence[str], quarters: Sequence[Quarter], chosen: Quarter, *,
    first: str = "", timeless: Collection[str] = (),
) -> str:  # fmt: skip
    """Which part of the page, and which quarter: both stand in the address.

    `first` is the part of an address that names none. Of `timeless` parts no quarter is asked. Not bound to the
    address: a bound choice comes back by itself when a link asks for another one.
    """
    wanted = st.query_params.get(param, first)
    start = wanted if wanted in parts else parts[0]
    with st.container(horizontal=True, key=f"{page}-choices"):
        part = st.segmented_control(
            "Phần", parts, key=f"{page}.part", default=start, label_visibility="collapsed"
        ) or parts[0]  # fmt: skip
        st.query_params[param] = part
        if part not in timeless:
            _quarter(page, quarters, chosen)
    return part


def _quarter(page: str, quarters: Sequence[Quarter], chosen: Quarter) -> None:
    named = {one.key: vi.quarter(one) for one in quarters}
    key = st.segmented_control(
        "Quý", list(named), default=chosen.key, key=f"{page}.quarter.{chosen.key}",
        format_func=lambda one: named[one], label_visibility="collapsed",
    )  # fmt: skip
    if key and key != chosen.key:
        st.query_params["quy"] = key
        st.rerun()
