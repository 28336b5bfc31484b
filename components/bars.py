"""A bar with a tick as boxes of its own: as a chart each would cost more than the rest of the page."""

from html import escape

import streamlit as st

from components.theme import Palette
from domain.vocabulary import Status


def bar(value: float, target: float | None, status: Status, palette: Palette, *, alt: str) -> None:
    """`value` percent in the colour of `status`, a tick at `target` percent; `alt` says the same in words."""
    box = "position:absolute;border-radius:6px;height:12px;top:4px;left:0"
    tick = "" if target is None else (
        f'<div style="position:absolute;top:0;height:20px;width:3px;background:{palette.ink};'
        f'left:min({_within(target):.1f}%, 100% - 3px)"></div>'
    )  # fmt: skip
    st.html(
        f'<div role="img" aria-label="{escape(alt)}" style="position:relative;height:20px;margin:2px 0">'
        f'<div style="{box};width:100%;background:{palette.track};box-shadow:inset 0 0 0 1px {palette.line}"></div>'
        f'<div style="{box};width:{_within(value):.1f}%;background:{palette.mark[status]}"></div>{tick}</div>'
    )


def _within(percent: float) -> float:
    return max(0.0, min(100.0, percent))
