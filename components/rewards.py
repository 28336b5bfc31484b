"""Rewards: the list with its filters, what waits for a decision, and its file (R12, R47, R74, I24)."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from components import blocks, links, reward_forms, status, vi
from components.exemplar_blocks import public_name
from components.export import csv_file
from components.markup import escaped
from components.models import page_of
from domain import names
from domain.permissions import Actor
from domain.reward_rules import may_propose
from domain.snapshot import Snapshot
from domain.tables import Reward
from domain.vocabulary import Tab

ALL, WAITING, DECIDED = "Tất cả", "Chờ quyết định", "Đã quyết định"
SUDDEN, PERIODIC = "Khen đột xuất", "Khen định kỳ"
NO_ID = "Dòng vừa nhập trên trang tính, chưa có mã; khoảng một phút nữa có thể ghi quyết định."
SHOWN = 8
HEADER = (
    "Mã khen", "Mã điển hình", "Đối tượng", "Loại đối tượng", "Hình thức", "Khen đột xuất", "Ngày đề nghị",
    "Số quyết định", "Ngày quyết định", "Cấp khen", "Số ngày", "Ghi chú",
)  # fmt: skip


def is_open(one: Reward, today: date) -> bool:
    """Whether it waits for a decision."""
    return one.decided is None or one.decided > today


def filtered(snapshot: Snapshot, *, phone: bool) -> list[Reward]:
    """The rewards that the filters of the address leave, the longest waiting first."""
    state = st.segmented_control(
        "Tình trạng", (WAITING, DECIDED, ALL), key="khen", default=ALL, bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    with blocks.filters(2, phone=phone) as (left, right):
        with left:
            kind = st.selectbox(
                "Đợt khen", (SUDDEN, PERIODIC), None, key="dot", bind="query-params", placeholder="Đột xuất và định kỳ"
            )
        with right:
            hint = "Đối tượng, hình thức, số quyết định, mã"
            typed = st.text_input("Tìm", key="tim", bind="query-params", placeholder=hint)
    kept = [
        one
        for one in snapshot.rewards
        if state in (None, ALL, WAITING if is_open(one, snapshot.today) else DECIDED)
        and kind in (None, SUDDEN if one.ad_hoc else PERIODIC)
        and _matches(one, typed)
    ]
    return sorted(kept, key=partial(_order, snapshot.today))


def _order(today: date, one: Reward) -> tuple[bool, int, str]:
    waits = is_open(one, today)
    day = one.proposed if waits else one.decided
    return not waits, (day.toordinal() if waits else -day.toordinal()) if day else 0, one.reward_id or ""


def _matches(one: Reward, typed: str | None) -> bool:
    if not typed:
        return True
    said = (one.recipient, one.form, one.decision_no, one.reward_id, one.exemplar_id)
    text = names.bare(" ".join(word or "" for word in said))
    return all(word in text for word in names.bare(typed).split())


def cards(found: Sequence[Reward], snapshot: Snapshot, actor: Actor | None) -> reward_forms.Pressed | None:
    """One card each; what an officer sent from one of them."""
    if not found:
        said = "Không có đề nghị khen nào khớp bộ lọc." if snapshot.rewards else "Chưa có đề nghị khen nào trong sổ."
        st.info(said, icon=":material/military_tech:")
        return None
    with st.container(horizontal=True, vertical_alignment="center", key="khen-downloads"):
        status.small(f"Hiện {vi.number(len(found))}/{vi.counted(len(snapshot.rewards), 'đề nghị khen')}.")
        st.download_button(
            "Tải danh sách (CSV)", data=partial(_file, found, snapshot), mime="text/csv", icon=":material/download:",
            file_name=f"khen-thuong-{snapshot.today:%Y-%m-%d}.csv", key="khen.csv", on_click="ignore", type="tertiary",
        )  # fmt: skip
    pressed = None
    for one in page_of(found, SHOWN, key="khen.page"):
        with st.container(border=True, gap="xsmall"):
            _text(one, snapshot)
            with st.container(horizontal=True, vertical_alignment="center"):
                pressed = _buttons(one, snapshot, actor) or pressed
                links.history(actor, snapshot, Tab.REWARDS, one.reward_id)
    return pressed


def _text(one: Reward, snapshot: Snapshot) -> None:
    what = escaped(one.recipient) if one.recipient else one.recipient_kind or "Đề nghị khen"
    about = f"{one.form or vi.UNKNOWN} · {one.recipient_kind or vi.UNKNOWN} · {one.reward_id or vi.UNKNOWN}"
    st.markdown(f"**{vi.capital(what)}**  \n:gray[{about}]")
    st.markdown(" ".join(badges(one, snapshot)))
    exemplar = snapshot.exemplar(one.exemplar_id)
    if exemplar:
        named = exemplar.name or public_name(exemplar)
        st.markdown(f"**Điển hình:** {escaped(named)} ({exemplar.exemplar_id})")
    if one.note:
        st.markdown(f"**Ghi chú:** {escaped(one.note)}")


def badges(one: Reward, snapshot: Snapshot) -> list[str]:
    """Decided or how long it waits, periodic or ad hoc, the level, and whether the name may be published."""
    if is_open(one, snapshot.today):
        days = f" {vi.counted((snapshot.today - one.proposed).days, 'ngày')}" if one.proposed else ""
        shown = [f":orange-badge[:material/schedule: chờ quyết định{days}]"]
    else:
        number = f"{escaped(one.decision_no)}, " if one.decision_no else ""
        shown = [f":green-badge[:material/task_alt: {number}ngày {vi.day(one.decided)}]"]
    shown.append(f":blue-badge[{(SUDDEN if one.ad_hoc else PERIODIC).lower()}]")
    if one.level:
        shown.append(f":gray-badge[cấp {one.level.lower()}]")
    exemplar = snapshot.exemplar(one.exemplar_id)
    if one.recipient and exemplar and not exemplar.public:
        shown.append(":orange-badge[:material/visibility_off: chưa đồng ý công khai]")
    return shown


def _buttons(one: Reward, snapshot: Snapshot, actor: Actor | None) -> reward_forms.Pressed | None:
    if not may_propose(snapshot, actor):
        return None
    if not one.reward_id:
        st.markdown(f":gray[{NO_ID}]")
        return None
    decided = reward_forms.decide(one, snapshot)
    return reward_forms.correct(one, snapshot) or decided


def _file(found: Sequence[Reward], snapshot: Snapshot) -> bytes:
    return csv_file(HEADER, (_line(one, snapshot) for one in found))


def _line(one: Reward, snapshot: Snapshot) -> Sequence[str]:
    """One reward; `Số ngày` are those that it waits or that the decision took."""
    end = snapshot.today if is_open(one, snapshot.today) else one.decided
    days = str((end - one.proposed).days) if end and one.proposed else ""
    return (
        one.reward_id or "", one.exemplar_id or "", one.recipient or "", str(one.recipient_kind or ""),
        str(one.form or ""), "Có" if one.ad_hoc else "Không", _day(one.proposed), one.decision_no or "",
        _day(one.decided), str(one.level or ""), days, one.note or "",
    )  # fmt: skip


def _day(value: date | None) -> str:
    return vi.day(value) if value else ""
