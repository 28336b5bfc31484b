"""How a status looks, everywhere the same: word, symbol, icon and colour name (design, section 2)."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from domain.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Look:
    """`symbol` stands before the number in charts, `icon` in text; `colour` is Streamlit's name of the theme colour."""

    word: str
    symbol: str
    icon: str
    colour: str


LOOKS: Mapping[Status, Look] = {
    Status.LATE: Look("chậm", "↓", ":material/arrow_circle_down:", "red"),
    Status.NONE: Look("chưa có số liệu", "", ":material/help:", "gray"),
    Status.RISK: Look("cần chú ý", "!", ":material/error:", "orange"),
    Status.OK: Look("đúng tiến độ", "", ":material/check_circle:", "green"),
    Status.FUTURE: Look("chưa đến kỳ", "", "", "gray"),
}
ORDER = (Status.LATE, Status.NONE, Status.RISK, Status.OK)


def legend() -> str:
    """One line of words in their colours, for charts without brackets."""
    looks = (LOOKS[status] for status in ORDER)
    named = zip(ORDER, looks, strict=True)
    return " \u2002 ".join(f":{look.colour}[{look.icon}\u00a0**{status.value}**]" for status, look in named)


def badge(text: str, look: Look) -> str:
    return f":{look.colour}-badge[{look.icon} {text}]"


def small(text: str) -> None:
    """Small print in the theme's secondary colour; Streamlit's own caption is too pale for WCAG AA."""
    st.caption(f":gray[{text}]")
