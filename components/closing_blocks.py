"""Khóa kỳ: the quarters with their state, what is missing, the panels that lock and unlock, and the exceptions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import streamlit as st

from components import acting, draft, forms, labels, links, press, status, vi
from components.closing import ICON
from components.markup import escaped
from components.past import KNOWN, NOBODY
from domain import closing
from domain.closing import Missing
from domain.lock_history import Closings, Event
from domain.lock_keys import exception
from domain.lock_rules import (
    close_exception,
    excepted,
    is_locked,
    lock_quarter,
    may_except,
    may_lock,
    open_exception,
    unlock_quarter,
    warnings,
)
from domain.permissions import READS_ALL, Actor
from domain.plans import Rule
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.vocabulary import UnitType

Pressed = tuple[str, Rule, str]
"""What was pressed: its slot, its rule, and what is said when it is done."""


def title(snapshot: Snapshot) -> str:
    """How many quarters of the plan's year are locked."""
    quarters = closing.quarters(snapshot)
    locked = [one.name for one in quarters if is_locked(snapshot, one)]
    year = f"năm {snapshot.settings.plan_year:.0f}"
    if not locked:
        return f"Khóa kỳ: chưa khóa quý nào của {year}."
    return f"Khóa kỳ: đã khóa quý {vi.listing(locked)} {year}."


def quarter_card(
    quarter: Quarter, snapshot: Snapshot, actor: Actor, known: Closings, people: Mapping[str, str]
) -> Pressed | None:
    """A quarter: its state, what it lacks or who may still write, and what this account may do about it."""
    locked = is_locked(snapshot, quarter)
    with st.container(border=True, gap="xsmall"):
        st.header(f"{vi.quarter_of_year(quarter)} {_badge(quarter, snapshot)}", anchor=False)
        st.markdown(_state(quarter, snapshot, known.since.get(quarter.key), people))
        if not locked and snapshot.today >= closing.lockable_from(snapshot, quarter) and actor.role in READS_ALL:
            _missing(quarter, closing.missing(snapshot, quarter))
        pressed = _exceptions(quarter, snapshot, actor, known, people) if locked else None
        with st.container(horizontal=True, vertical_alignment="center"):
            if may_except(snapshot, actor) and locked:
                pressed = _open(quarter, snapshot) or pressed
            if may_lock(snapshot, actor):
                pressed = (_unlock(quarter) if locked else _lock(quarter, snapshot)) or pressed
    return pressed


def _badge(quarter: Quarter, snapshot: Snapshot) -> str:
    if is_locked(snapshot, quarter):
        return f":orange-badge[{ICON} đã khóa]"
    if snapshot.today < closing.lockable_from(snapshot, quarter):
        return ":gray-badge[:material/schedule: chưa đến hạn báo cáo]"
    return ":green-badge[:material/lock_open: đang mở]"


def _state(quarter: Quarter, snapshot: Snapshot, event: Event | None, people: Mapping[str, str]) -> str:
    if is_locked(snapshot, quarter):
        return f"Khóa{when_and_who(event, people)}. Đơn vị chỉ xem; chuyên viên vẫn xác nhận được báo cáo."
    first = closing.lockable_from(snapshot, quarter)
    if snapshot.today < first:
        return f"Đơn vị ghi bình thường. Quản trị khóa được từ ngày {vi.day(first)}."
    return "Đơn vị ghi bình thường. Quản trị có thể khóa quý này."


def when_and_who(event: Event | None, people: Mapping[str, str]) -> str:
    """` lúc 09:12 21/09/2026, bởi …`; of what was typed into the sheet nobody knows by whom."""
    if event is None:
        return ", chưa rõ lúc nào"
    return f"{_at(event.at)}, {'nhập tay trên trang tính' if event.by_hand else 'bởi ' + who(event.by, people)}"


def who(by: str, people: Mapping[str, str]) -> str:
    """The account's name as far as it is known, else its address."""
    return escaped(people.get(by) or KNOWN.get(by) or by or NOBODY)


def _at(at: datetime | None) -> str:
    return f" lúc {vi.moment(at)}" if at else ""


WAYS: Sequence[tuple[str, str, str, Mapping[str, str]]] = (
    ("reports", "báo cáo chưa nộp", links.FIGURES, {"chi-so": "I8"}),
    ("unconfirmed", "báo cáo, tổng hợp chưa xác nhận", links.REPORTS, {"viec": "Chờ xác nhận"}),
    ("unverified", "tồn tại đến hạn chưa xác minh đạt", links.FIGURES, {"chi-so": "I12"}),
    ("wrong_cells", "ô ghi sai", links.ERRORS, {}),
)
"""What is missing, what it is called, and where it is seen to."""


def _missing(quarter: Quarter, found: Missing) -> None:
    if not found:
        st.markdown(":green[:material/task_alt: Đủ báo cáo, đã xác nhận; không còn tồn tại, ô ghi sai chờ xử lý.]")
        return
    st.markdown("**Còn thiếu trước khi khóa:**")
    with st.container(horizontal=True, gap="small"):
        for name, words, slug, query in WAYS:
            count = getattr(found, name)
            if count:
                st.page_link(
                    links.to(slug), label=vi.counted(count, words), icon=":material/error:",
                    query_params={**query, **({"quy": quarter.key} if slug == links.FIGURES else {})}, width="content",
                )  # fmt: skip


def _lock(quarter: Quarter, snapshot: Snapshot) -> Pressed | None:
    """Asks once with what is missing, and once more where something is."""
    if snapshot.today < closing.lockable_from(snapshot, quarter):
        return None
    slot, name = f"khoa_ky.{quarter.key}.lock", vi.within(quarter)
    with acting.opening(slot, f"Khóa {name}", icon=ICON) as is_open:
        if not is_open:
            return None
        st.markdown(
            f"Khóa xong, đơn vị không ghi được vào {name}; chuyên viên vẫn xác nhận và mở ngoại lệ được. "
            "Số liệu lúc khóa được giữ trong Nhật ký."
        )
        question = acting.doubt(slot)
        for said in [] if question else warnings(snapshot, quarter):
            st.markdown(f":orange[:material/warning: {said}]")
        if question:
            st.warning(question, icon=":material/help:")
        acting.refusal(slot)
        if press.button("Vẫn khóa" if question else "Khóa quý", key=f"{slot}.press", type="primary", icon=ICON):
            rule = partial(lock_quarter, quarter=quarter, sure=question is not None)
            return slot, rule, f"Đã khóa {name}"
    return None


def _unlock(quarter: Quarter) -> Pressed | None:
    slot, name = f"khoa_ky.{quarter.key}.unlock", vi.within(quarter)
    with acting.opening(slot, f"Mở khóa {name}", icon=":material/lock_open:") as is_open:
        if not is_open:
            return None
        st.markdown(
            f"Mọi đơn vị lại ghi được vào {name}; các ngoại lệ của quý kết thúc. Số liệu đã chốt vẫn ở Nhật ký; "
            "khóa lại thì chốt thêm một lần nữa."
        )
        acting.refusal(slot)
        if press.button("Mở khóa quý", key=f"{slot}.press", type="primary"):
            return slot, partial(unlock_quarter, quarter=quarter), f"Đã mở khóa {name}"
    return None


def _exceptions(
    quarter: Quarter, snapshot: Snapshot, actor: Actor, known: Closings, people: Mapping[str, str]
) -> Pressed | None:
    """The units that may still write, since when, and the way to end that."""
    pressed = None
    for unit_id in excepted(snapshot, quarter):
        slot = f"khoa_ky.{quarter.key}.{unit_id}.close"
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            name = escaped(labels.unit_name(snapshot, unit_id))
            event = known.since.get(exception(quarter, unit_id))
            st.markdown(f":material/lock_open: Ngoại lệ: **{name}**, mở{when_and_who(event, people)}", width="content")
            if may_except(snapshot, actor) and press.button("Đóng ngoại lệ", key=f"{slot}.press", icon=ICON):
                rule = partial(close_exception, quarter=quarter, unit_ids=(unit_id,))
                pressed = slot, rule, f"Đã đóng ngoại lệ của {unit_id}"
        acting.refusal(slot)
    return pressed


def _open(quarter: Quarter, snapshot: Snapshot) -> Pressed | None:
    slot = f"khoa_ky.{quarter.key}.open"
    with acting.opening(slot, "Mở ngoại lệ", icon=":material/key:") as is_open:
        if not is_open:
            return None
        draft.line(slot)
        chosen = _units(slot, quarter, snapshot)
        acting.refusal(slot)
        if press.button("Mở cho đơn vị đã chọn", key=f"{slot}.press", type="primary"):
            rule = partial(open_exception, quarter=quarter, unit_ids=tuple(chosen))
            return slot, rule, f"Đã mở ngoại lệ {vi.within(quarter)}"
    return None


def _units(slot: str, quarter: Quarter, snapshot: Snapshot) -> list[str]:
    """The units that may be chosen: those for which the quarter is not open yet."""
    there = excepted(snapshot, quarter)
    names = {
        one.unit_id: labels.unit_name(snapshot, one.unit_id)
        for one in snapshot.units
        if one.unit_id and one.unit_type is not UnitType.LEADERSHIP and one.unit_id not in there
    }

    def known(kept: Any) -> list[str] | None:
        found = [one for one in kept if one in names] if isinstance(kept, list) else []
        return found or None

    forms.recall(slot, "units", known, [])
    return st.multiselect(
        "Thôn, đơn vị được ghi tiếp", list(names), key=f"{slot}.units", format_func=lambda one: names.get(one, one),
        placeholder="Chọn một hoặc nhiều đơn vị", persist_state="session",
    )  # fmt: skip


def explained() -> None:
    """What locking means, for whoever reads the page for the first time."""
    status.small(
        "Khóa kỳ: sau hạn báo cáo, quản trị khóa quý để số liệu không đổi nữa. Đơn vị cần ghi thêm thì chuyên viên mở "
        "ngoại lệ cho riêng đơn vị đó. Mọi lần khóa, mở đều có trong Nhật ký."
    )
