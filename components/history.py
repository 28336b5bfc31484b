"""What happened to a record: its own dates as a timeline."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from components import vi

Event = tuple[date, str, str]
"""Day, icon and sentence (Markdown, already escaped)."""


def timeline(events: Iterable[Event | None]) -> None:
    """The events in the order of their days."""
    found = sorted((one for one in events if one is not None), key=lambda one: one[0])
    if not found:
        st.markdown(":gray[Chưa có mốc thời gian nào.]")
        return
    st.markdown("\n".join(f"- {icon} **{vi.day(day)}** · {sentence}" for day, icon, sentence in found))
