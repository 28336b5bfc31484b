"""What was saved and is not on the sheet yet: a line on every page, and the list in which a person decides."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

import streamlit as st

from components import conflict, links, live, press, vi
from components.markup import escaped
from components.messages import message
from components.queue_words import KEYS, PLAIN, TABLES, WHAT
from domain import errors
from domain.errors import Conflict, Invalid
from domain.fields import specs
from domain.outbox import Entry, EntryState
from domain.quarters import Quarter
from domain.rulebook import unpacked
from domain.tables import Finding, ServiceFigure


class WaitingLike(Protocol):
    """What the session seam counts."""

    @property
    def waiting(self) -> int: ...
    @property
    def refused(self) -> int: ...


def line(counts: Callable[[], WaitingLike]) -> None:
    """One line beneath the account while something waits or was refused; it looks again every two seconds.

    With nothing to tell there is no timer either: an idle page costs nothing. Its place is kept all the same: what
    stands beneath would move by one, and the browser would show it twice until the run is over.
    """
    now = counts()
    with st.container():
        if now.waiting or now.refused:
            _line(counts)


@live.every("2s")
def _line(counts: Callable[[], WaitingLike]) -> None:
    now = counts()
    told = ([f":orange-badge[:material/schedule_send: Chờ gửi {now.waiting}]"] if now.waiting else []) + (
        [f":red-badge[:material/error: Cần xử lý {now.refused}]"] if now.refused else []
    )
    with st.container(key="queue", horizontal=True, vertical_alignment="center", gap="small"):
        if not told:
            st.markdown(":green-badge[:material/check: Đã ghi hết lên trang tính]", width="content")
            return
        st.markdown(" ".join(told), width="content")
        st.page_link(links.to(links.QUEUE), label="Xem", icon=":material/arrow_forward:", width="content")


def title(entries: Sequence[Entry]) -> str:
    """How many wait, and how many need a person."""
    waiting = sum(one.state is EntryState.WAITING for one in entries)
    refused = sum(one.state is EntryState.REFUSED for one in entries)
    if not waiting and not refused:
        return "Mọi nội dung đã lưu đều đã ghi lên trang tính"
    parts = [f"{waiting} nội dung chờ gửi"] if waiting else []
    return ", ".join(parts + ([f"{refused} nội dung cần xử lý"] if refused else []))


def heading(entry: Entry) -> str:
    """What it is, about which record."""
    values = entry.arguments.get("values")
    subject = entry.arguments.get("model_id") or next((entry.arguments[k] for k in KEYS if k in entry.arguments), None)
    if isinstance(values, Mapping):
        subject = values.get("title") or subject or values.get("unit_id")
    what = WHAT.get(entry.rule, "Nội dung đã lưu")
    return f"{what}: {escaped(str(subject))}" if subject else what


def card(entry: Entry) -> None:
    """One save: what, when, by whom, how far; why it was refused; and everything that was typed."""
    st.markdown(f"**{heading(entry)}**  \n:gray[{_when(entry)} · {escaped(entry.by.name)}] {_state(entry)}")
    if entry.state is EntryState.REFUSED and entry.error is not None:
        _why(entry)
    if entry.state is EntryState.WAITING and entry.tries:
        st.caption(f"{_trouble(entry)} Hệ thống tự gửi lại; nội dung này không mất.")
    if entry.state is not EntryState.DONE:
        with st.expander("Nội dung đã nhập", icon=":material/notes:"):
            st.markdown("  \n".join(f":gray[{escaped(label)}:] {escaped(text)}" for label, text in content(entry)))


def decided(entry: Entry) -> tuple[str, Any] | None:
    """What the person wants with a refused save: ("again", choices or None) or ("drop", None)."""
    choices = None
    if isinstance(entry.error, Conflict):
        choices = conflict.draw(entry.error, f"cho_gui.{entry.op}")
    with st.container(horizontal=True):
        ready = choices is not None or not isinstance(entry.error, Conflict)
        if press.button("Gửi lại", key=f"cho_gui.{entry.op}.again", icon=":material/send:", disabled=not ready):
            return "again", choices
        with st.popover("Bỏ, không gửi nữa", icon=":material/delete:"):
            st.markdown("Nội dung này sẽ không được ghi lên trang tính.")
            if press.button("Bỏ nội dung này", key=f"cho_gui.{entry.op}.drop", type="primary"):
                return "drop", None
    return None


def content(entry: Entry) -> list[tuple[str, str]]:
    """(label, text) of everything that was typed, in the words of the form."""
    table = TABLES.get(entry.rule)
    headers = {spec.name: spec.header for spec in specs(table)} if table else {}
    rows: list[tuple[str, str]] = []
    for name, value in unpacked(entry.arguments).items():
        if name == "values" and isinstance(value, Mapping):
            filled = {str(key): one for key, one in value.items() if one not in (None, "", [], ())}
            rows += [(headers.get(key, key), _text(one)) for key, one in filled.items()]
        elif name == "findings" and isinstance(value, list):
            rows += _findings(value)
        elif name == "rows" and isinstance(value, Mapping):
            rows += _figures(value)
        elif value not in (None, "", False, []) and name in PLAIN:
            rows.append((PLAIN[name], _text(value)))
    return [(label, text) for label, text in rows if text]


def _findings(found: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    headers = {spec.name: spec.header for spec in specs(Finding)}
    return [
        (f"Tồn tại {place}, {headers.get(name, name).lower()}", _text(value))
        for place, one in enumerate(found, 1)
        for name, value in one.items()
        if value not in (None, "")
    ]


def _figures(found: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, str]]:
    headers = {spec.name: spec.header for spec in specs(ServiceFigure)}
    return [
        (f"{code}, {headers.get(name, name).lower()}", _text(value))
        for code, values in found.items()
        for name, value in values.items()
        if value not in (None, "")
    ]


def _text(value: Any) -> str:
    """An argument as people read it."""
    match value:
        case bool():
            return "Có" if value else "Không"
        case date():
            return vi.day(value)
        case Quarter():
            return vi.quarter(value)
        case tuple() | list():
            return "; ".join(map(str, value))
        case float():
            return f"{value:g}".replace(".", ",")
    return str(value)


def _trouble(entry: Entry) -> str:
    """Why it was not written so far."""
    known = getattr(errors, entry.trouble, None) if entry.trouble else None
    return message(known("")).happened if isinstance(known, type) else "Trang tính chưa trả lời."


def _when(entry: Entry) -> str:
    return vi.moment(entry.put_at) if entry.put_at else "—"


def _state(entry: Entry) -> str:
    match entry.state:
        case EntryState.WAITING:
            return ":orange-badge[:material/schedule_send: Chờ gửi]"
        case EntryState.REFUSED:
            return ":red-badge[:material/error: Không ghi được]"
        case EntryState.DROPPED:
            return ":gray-badge[Đã bỏ]"
    ids = ", ".join(entry.done.ids) if entry.done else ""
    return f":green-badge[:material/check: Đã ghi{' ' + ids if ids else ''}]"


def _why(entry: Entry) -> None:
    if isinstance(entry.error, Conflict):
        return
    if isinstance(entry.error, Invalid):
        sentences = "\n".join(f"- {escaped(one)}" for one in entry.error.problems.values())
        told = "**Trang tính đã thay đổi nên nội dung này không còn hợp lệ:**"
        st.error(f"{told}\n\n{sentences}", icon=":material/error:")
        return
    said = message(entry.error) if entry.error else None
    if said:
        st.error(f"**{said.happened}** {said.means}", icon=":material/error:")
