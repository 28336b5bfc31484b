"""Two people at one record: what the form showed, what I want, what stands there now, field by field, and my choice."""

from typing import Any

import streamlit as st

from components import vi
from components.markup import escaped
from domain.conflicts import MINE, THEIRS
from domain.errors import Conflict, Difference
from domain.fields import Kind, specs
from domain.serials import from_serial
from domain.tables import DATA_TABLES

CHOICES = {MINE: "Ghi giá trị của tôi", THEIRS: "Giữ giá trị hiện nay"}
NOTHING = "(trống)"


def draw(conflict: Conflict, key: str) -> dict[str, str] | None:
    """The differences with a choice for each field that both changed; the choices once all are made, else None.

    `key` is the prefix of the widgets. Fields that the form only showed need no choice: sending again accepts them.
    """
    asked = [one for one in conflict.differences if one.asked]
    st.warning(
        "**Người khác vừa sửa bản ghi này.** Chưa có gì bị ghi đè; nội dung của bạn vẫn còn. "
        + ("Chọn giá trị đúng cho từng mục, rồi gửi lại." if asked else "Xem lại rồi gửi lại nếu vẫn đúng."),
        icon=":material/group:",
    )
    choices: dict[str, str] = {}
    for one in conflict.differences:
        chosen = _difference(one, conflict, key)
        if chosen:
            choices[one.field] = chosen
    return choices if len(choices) == len(asked) else None


def _difference(one: Difference, conflict: Conflict, key: str) -> str | None:
    kind = _kind(conflict, one.field)
    rows = [("Khi mở", one.shown), ("Hiện nay", one.theirs)] + ([("Của bạn", one.mine)] if one.asked else [])
    lines = "  \n".join(f":gray[{label}:] {escaped(shown(value, kind))}" for label, value in rows)
    st.markdown(f"**{escaped(one.header)}**  \n{lines}")
    if not one.asked:
        return None
    chosen = st.segmented_control(
        f"Chọn cho {one.header}",
        list(CHOICES),
        key=f"{key}.{one.field}",
        format_func=lambda choice: CHOICES[choice],
        label_visibility="collapsed",
    )
    return str(chosen) if chosen else None


def shown(raw: Any, kind: Kind | None) -> str:
    """A raw cell value as people read it."""
    if raw in (None, ""):
        return NOTHING
    if kind in (Kind.DAY, Kind.MOMENT) and isinstance(raw, int | float):
        return vi.day(from_serial(raw).date())
    if isinstance(raw, float):
        return f"{raw:g}".replace(".", ",")
    return str(raw)


def _kind(conflict: Conflict, field: str) -> Kind | None:
    tab = conflict.place.partition("|")[0]
    table = next((one for one in DATA_TABLES if tab == one.TAB), None)
    return next((spec.kind for spec in specs(table) if spec.name == field), None) if table else None
