"""Colour tokens of the design (section 3) and the theme of every chart: fonts, Vietnamese numbers and months.

The tokens are those of `.streamlit/config.toml` (a test compares them); Streamlit gives a script no way to read the
resolved theme, and charts are drawn with `theme=None`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt
import streamlit as st

from domain.vocabulary import Status

FONT = "'Be Vietnam Pro', sans-serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one appearance: `fill` and `on_fill` are cells and text on them, `mark` bars, `word` coloured text."""

    bg: str
    surface: str
    track: str
    ink: str
    muted: str
    line: str
    primary: str
    outline: str
    fill: Mapping[Status, str]
    on_fill: Mapping[Status, str]
    mark: Mapping[Status, str]
    on_mark: Mapping[Status, str]
    word: Mapping[Status, str]


def _by_status(late: str, none: str, risk: str, ok: str, future: str) -> Mapping[Status, str]:
    return {Status.LATE: late, Status.NONE: none, Status.RISK: risk, Status.OK: ok, Status.FUTURE: future}


LIGHT = Palette(
    bg="#FFFFFF", surface="#F2F5F8", track="#EDF2F7", ink="#13233A", muted="#4B5C70", line="#D3DCE6", primary="#1B4B8F",
    outline="#7A8899",
    fill=_by_status("#A61B1B", "#FFFFFF", "#F4B63F", "#CFE8E3", "#F7F9FB"),
    on_fill=_by_status("#FFFFFF", "#4B5C70", "#3A2600", "#0B4F49", "#4B5C70"),
    mark=_by_status("#A61B1B", "#7A8899", "#C27803", "#0F766E", "#D3DCE6"),
    on_mark=_by_status("#FFFFFF", "#FFFFFF", "#FFFFFF", "#FFFFFF", "#13233A"),
    word=_by_status("#A61B1B", "#4B5C70", "#8A4B00", "#0B5F58", "#4B5C70"),
)  # fmt: skip
DARK = Palette(
    bg="#0E1824", surface="#172534", track="#22324A", ink="#E8EEF5", muted="#A9B8C8", line="#2C3E52", primary="#8DB8F2",
    outline="#8496A9",
    fill=_by_status("#FF7A6B", "#0E1824", "#8A5A0B", "#17433F", "#121E2B"),
    on_fill=_by_status("#2A0500", "#A9B8C8", "#FFF3DC", "#BFE7DF", "#A9B8C8"),
    mark=_by_status("#FF7A6B", "#8496A9", "#E9AE3C", "#4FB3A5", "#2C3E52"),
    on_mark=_by_status("#2A0500", "#0E1824", "#2A1B00", "#06231F", "#E8EEF5"),
    word=_by_status("#FF8F82", "#A9B8C8", "#F0BC58", "#6CC7BA", "#A9B8C8"),
)  # fmt: skip

LOCALE: Any = {
    "number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]},
    "time": {
        "dateTime": "%H:%M %d/%m/%Y", "date": "%d/%m/%Y", "time": "%H:%M:%S", "periods": ["SA", "CH"],
        "days": ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"],
        "shortDays": ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
        "months": [f"Tháng {month}" for month in range(1, 13)],
        "shortMonths": [f"Th{month}" for month in range(1, 13)],
    },
}  # fmt: skip


@alt.theme.register("vi", enable=True)
def _vietnamese() -> alt.theme.ThemeConfig:
    return alt.theme.ThemeConfig(
        {
            "config": {
                "locale": LOCALE,
                "font": FONT,
                "background": "transparent",
                "view": {"stroke": None},
                "axis": {"grid": False, "domain": False, "ticks": False, "title": None},
            },
            "usermeta": {"embedOptions": {"renderer": "svg", "actions": False}},
        }
    )


def palette() -> Palette:
    """The tokens of the appearance that this visitor has chosen."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def on_phone() -> bool:
    """A phone says so itself; narrow desktop windows rely on wrapping (design, section 9)."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
