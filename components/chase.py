"""The chase list: who has to be reminded of what, the message to copy, and that it was sent (design, section 5.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from components import acting, copy_button, links, vi
from components.chase_message import HOUR, Letter, addressed, brief, destination, to_group, to_unit, words
from components.chase_words import caption, counts, reminded
from components.markup import escaped
from components.models import page_of
from components.status import small
from domain.chase import ChasedUnit, ChaseList, reminded_on, reply_by
from domain.chase_facts import Fact, Group, NoModel
from domain.permissions import Actor
from domain.plans import Rule
from domain.reminder_rules import may_record, record_reminders
from domain.snapshot import Snapshot
from domain.vocabulary import Tab

Pressed = tuple[str, Rule, str]
WORDS = {Group.REPORT: "Chưa báo cáo", Group.REGISTRATION: "Chưa đăng ký", Group.FINDING: "Chưa khắc phục"}
SHORT = {Group.REPORT: "Báo cáo", Group.REGISTRATION: "Đăng ký", Group.FINDING: "Khắc phục"}
OPEN = {Group.REPORT: "Mở trang Báo cáo", Group.REGISTRATION: "Mở trang Đăng ký", Group.FINDING: "Mở trang Kiểm tra"}
ZALO = "https://chat.zalo.me/"
SHOWN = 8  # expanders on a phone's page
ONLY_HERE = ("localhost", "127.0.0.1")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at the list, and what the messages of this run share."""

    snapshot: Snapshot
    actor: Actor | None
    letter: Letter
    phone: bool

    @property
    def records(self) -> bool:
        """Whether this account may record reminders."""
        return may_record(self.snapshot, self.actor)


def choose_group(found: ChaseList, *, phone: bool) -> Group:
    """The group, which stands in the address with its displayed words (`?nhom=`); at first one that is not empty."""
    wanted = next((group for group, word in WORDS.items() if word == st.query_params.get("nhom")), None)
    filled = next((group for group in Group if found.of(group)), Group.REPORT)
    group = st.segmented_control(
        "Nhóm",
        list(Group),
        key="don_doc.group",
        default=wanted or filled,
        required=True,
        format_func=partial(_tab, found, phone=phone),
        label_visibility="collapsed",
        width="stretch",
    )
    st.query_params["nhom"] = WORDS[group]
    return group


def _tab(found: ChaseList, group: Group, *, phone: bool) -> str:
    count = len(found.of(group))
    return f"{SHORT[group]} {count}" if phone else f"{WORDS[group]} ({count})"


def status_line(found: ChaseList, group: Group) -> None:
    """What stands behind the number of the group."""
    if found.of(group):
        small(vi.capital(counts(found, group)) + ".")


def unknown(found: ChaseList) -> None:
    """What is missing and belongs to nobody whom one could remind."""
    if found.unknown:
        small(f"Ngoài ra {vi.counted(found.unknown, 'mục')} không rõ đơn vị, xem trang Lỗi dữ liệu.")


def ask_deadline(today: date) -> date:
    """By when those whose deadline has passed are asked to answer; stands in the messages."""
    label = f"Việc quá hạn đề nghị xong trước {HOUR}"
    chosen = st.date_input(label, reply_by(today), key="don_doc.by", format="DD/MM/YYYY", width=340)
    return max(chosen, today)


def warn_of_local(base: str) -> None:
    """Addresses of this machine itself open on no other one."""
    if any(f"//{host}" in base for host in ONLY_HERE):
        small(f"Liên kết trong tin chỉ mở được trên máy này ({escaped(base)}). Hãy mở trang bằng địa chỉ mạng để gửi.")


def desk(units: Sequence[ChasedUnit], group: Group, reader: Reader) -> Pressed | None:
    """The list at the left, the messages at the right; what was pressed."""
    left, right = st.columns([1, 1.15], gap="medium")
    with left:
        one = _choose(units, group, reader)
    with right:
        st.header(f"Tin nhắn gửi {escaped(addressed(one))}", anchor=False)
        pressed = _message(one, group, reader)
        return _group_message(units, group, reader) or pressed


def cards(units: Sequence[ChasedUnit], group: Group, reader: Reader) -> Pressed | None:
    """On a phone: an expander per unit, the first one open, message and buttons inside."""
    pressed = None
    shown = page_of(units, SHOWN, key=f"don_doc.page.{group.name}")
    for one in shown:
        done = " · đã nhắc" if reminded_on(one.reminders, reader.letter.today) else ""
        label = f"**{escaped(one.label)}** · {brief(one, group)}{done}"
        with st.expander(label, expanded=one is shown[0], key=f"don_doc.card.{group.name}.{one.unit_id}"):
            pressed = _message(one, group, reader) or pressed
    return _group_message(units, group, reader) or pressed


def _choose(units: Sequence[ChasedUnit], group: Group, reader: Reader) -> ChasedUnit:
    ids = [one.unit_id for one in units]
    labels = {one.unit_id: f"**{escaped(one.label)}**" for one in units}
    wanted = st.query_params.get("dv")
    chosen = st.radio(
        "Chọn đơn vị",
        ids,
        ids.index(wanted) if wanted in ids else 0,
        key=f"don_doc.unit.{group.name}",
        format_func=lambda one: labels.get(one, one),
        captions=[f"{caption(one, group)} · {reminded(one, reader.letter.today)}" for one in units],
    )
    return next((one for one in units if one.unit_id == chosen), units[0])


def _message(one: ChasedUnit, group: Group, reader: Reader) -> Pressed | None:
    """The message to a unit with its buttons; what the office itself has to do stands below."""
    pressed = None
    if one.open():
        problems = [each for each in reader.snapshot.problems if each.unit_id == one.unit_id]
        text = to_unit(one, reader.letter, reader.snapshot, problems)
        _box(text, f"don_doc.text.{one.unit_id}")
        slot = f"don_doc.remind.{group.name}.{one.unit_id}"
        acting.refusal(slot)
        with st.container(horizontal=True, vertical_alignment="center"):
            copy_button.draw("Sao chép tin nhắn", text, key=f"don_doc.copy.{group.name}.{one.unit_id}", primary=True)
            pressed = _mark(one, slot, reader)
            st.link_button("Mở Zalo", ZALO, icon=":material/open_in_new:")
    _reminders(one, reader)
    for fact in one.facts[group]:
        if fact.with_office:
            _office(fact, one, reader.snapshot)
    return pressed


def _box(text: str, key: str) -> None:
    with st.container(border=True, key=key):
        st.text(text)


def _mark(one: ChasedUnit, slot: str, reader: Reader) -> Pressed | None:
    if not reader.records or reminded_on(one.reminders, reader.letter.today):
        return None
    label = "Đã nhắc" if reader.phone else "Đánh dấu đã nhắc hôm nay"
    if not acting.pressed(slot, label, icon=":material/done_all:"):
        return None
    rule = partial(record_reminders, unit_ids=(one.unit_id,), day=reader.letter.today)
    return slot, rule, f"Đã ghi: nhắc {escaped(one.label)}"


def _reminders(one: ChasedUnit, reader: Reader) -> None:
    """The last reminder and the way to its record, where it is put right or called off."""
    if not one.reminders:
        return
    last = one.reminders[0]
    st.markdown(vi.capital(reminded(one, reader.letter.today)))
    with st.container(horizontal=True):
        query = {"kt": last.insp_id or "", "dv": one.unit_id}
        st.page_link(
            links.to(links.INSPECTIONS), label="Xem hoặc hủy lượt nhắc", icon=":material/fact_check:",
            query_params=query, width="content",
        )  # fmt: skip
        links.history(reader.actor, reader.snapshot, Tab.INSPECTIONS, last.insp_id)


def _office(fact: Fact, one: ChasedUnit, snapshot: Snapshot) -> None:
    """What the unit has done and the office has not answered: no reason to remind it."""
    st.info(f"Không cần nhắc: {escaped(words(fact, snapshot))}.", icon=":material/hourglass_top:")
    if isinstance(fact, NoModel) and fact.waits:
        page, label, query = links.MODELS, "Mở mô hình để duyệt", {"mh": fact.waits.model_id or ""}
    else:
        page, label, query = links.INSPECTIONS, "Mở để xác minh", {"viec": "Theo dõi khắc phục", "dv": one.unit_id}
    st.page_link(links.to(page), label=label, icon=":material/arrow_forward:", query_params=query, width="content")


def _group_message(units: Sequence[ChasedUnit], group: Group, reader: Reader) -> Pressed | None:
    """One message for the group of all, and one press for all of it."""
    asked = [one for one in units if one.open(group)]
    if not asked:
        return None
    st.header("Tin gửi nhóm chung", anchor=False)
    text = to_group(group, asked, reader.letter)
    _box(text, f"don_doc.text.{group.name}")
    slot = f"don_doc.remind.{group.name}"
    acting.refusal(slot)
    with st.container(horizontal=True, vertical_alignment="center"):
        copy_button.draw("Sao chép tin nhóm", text, key=f"don_doc.copy.{group.name}")
        rest = [one.unit_id for one in asked if not reminded_on(one.reminders, reader.letter.today)]
        if not reader.records or not rest:
            return None
        if not acting.pressed(slot, f"Đánh dấu đã nhắc {vi.counted(len(rest), 'đơn vị')}", icon=":material/done_all:"):
            return None
    rule = partial(record_reminders, unit_ids=tuple(rest), day=reader.letter.today)
    return slot, rule, f"Đã ghi: nhắc {vi.counted(len(rest), 'đơn vị')}"


def own(one: ChasedUnit | None, snapshot: Snapshot, today: date) -> None:
    """What a unit sees of itself: what waits for it, each with the way to its form."""
    if one is None:
        st.title("Đơn vị không có việc nào cần nhắc.", anchor=False)
        return
    count = len(one.open())
    said = f"{vi.counted(count, 'việc')} cần làm" if count else "không có việc nào cần làm"
    st.title(f"{escaped(one.label)}: {said}", anchor=False)
    small(vi.capital(reminded(one, today)) if one.reminders else "Chưa có lượt nhắc nào.")
    for place, fact in enumerate(one.all_facts):
        with st.container(border=True, gap="xsmall", key=f"don_doc.own.{place}"):
            st.markdown(escaped(vi.capital(words(fact, snapshot))) + ".")
            if not fact.with_office:
                page, query = destination(one, fact)
                icon = ":material/arrow_forward:"
                st.page_link(links.to(page), label=OPEN[fact.GROUP], icon=icon, query_params=query, width="content")
