"""What happened to a record: its own dates as a timeline, and who changed what (Nhật ký)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

import streamlit as st

from components import vi
from components.markup import escaped
from domain.tables import HistoryEntry
from domain.vocabulary import HistoryAction

Event = tuple[date, str, str]
"""Day, icon and sentence (Markdown, already escaped)."""

SHOWN = 8  # changed fields of one step that are listed


def timeline(events: Iterable[Event | None]) -> None:
    """The events in the order of their days."""
    found = sorted((one for one in events if one is not None), key=lambda one: one[0])
    if not found:
        st.markdown(":gray[Chưa có mốc thời gian nào.]")
        return
    st.markdown("\n".join(f"- {icon} **{vi.day(day)}** · {sentence}" for day, icon, sentence in found))


def changes(entries: Sequence[HistoryEntry]) -> None:
    """Who changed what, newest first; a step is everything that one operation did at one moment."""
    if not entries:
        st.markdown(":gray[Chưa có thay đổi nào được ghi trong Nhật ký.]")
        return
    steps = [list(group) for _, group in groupby(entries, key=lambda one: (one.op_id, one.at))]
    for step in reversed(steps):
        first = step[0]
        st.markdown(f"**{_when(first.at)}** · {escaped(first.by or 'không rõ')} · {_what(first)}")
        if first.action is not HistoryAction.ADD:
            st.markdown("\n".join(f"- {_change(one)}" for one in step[:SHOWN]))


def _when(at: datetime | None) -> str:
    return f"{at:%d/%m/%Y %H:%M}" if at else "không rõ lúc nào"


def _what(entry: HistoryEntry) -> str:
    return "Tạo mới" if entry.action is HistoryAction.ADD else str(entry.action or "Thay đổi")


def _change(entry: HistoryEntry) -> str:
    old, new = (escaped(text) if text else "(trống)" for text in (entry.old, entry.new))
    return f"{escaped(entry.column or '')}: {old} → **{new}**"
