"""Whom do we remind today, and with which words? (design, section 5.7; R22, R75)"""

from functools import partial

import streamlit as st

from components import acting, chase, chase_words, draft, freshness, ics, states, theme
from components.chase_message import Letter, base_of
from domain.calendar_events import commune_events
from domain.chase import ChaseList, chase_list, seen_by
from domain.conflicts import Seen
from domain.permissions import Actor
from domain.snapshot import Snapshot
from domain.vocabulary import Role
from sheets import actions, session


def show() -> None:
    """Officers, leaders and MTTQ see everybody, a unit itself, a guest the totals."""
    snapshot, actor = session.snapshot(), session.identity().actor
    phone = theme.on_phone()
    with draft.page(actor.email if actor else ""), st.container(key="don_doc"):
        freshness.top_line(snapshot.settings, session.health, phone=phone)
        freshness.watch(snapshot.version, session.version)
        acting.told()
        found = chase_list(snapshot)
        if actor is None or actor.role is Role.GUEST:
            states.totals_only(chase_words.title(found))
        elif actor.role is Role.UNIT:
            chase.own(seen_by(actor, found).unit(actor.unit_id), snapshot, snapshot.today)
        else:
            _whole(seen_by(actor, found), snapshot, actor, phone=phone)


def _whole(found: ChaseList, snapshot: Snapshot, actor: Actor, *, phone: bool) -> None:
    st.title(chase_words.title(found), anchor=False)
    chase.unknown(found)
    if found.units:
        _list(found, snapshot, actor, phone=phone)
    elif found.begins is None:
        st.success("Mọi đơn vị đã báo cáo, đăng ký và khắc phục đúng hạn.", icon=":material/task_alt:")
    st.download_button(
        "Tải lịch các hạn (.ics)",
        data=partial(_calendar, snapshot),
        file_name=ics.file_name(),
        mime=ics.MIME,
        icon=":material/event:",
        key="don_doc.calendar",
        on_click="ignore",
    )


def _list(found: ChaseList, snapshot: Snapshot, actor: Actor, *, phone: bool) -> None:
    group = chase.choose_group(found, phone=phone)
    units = found.of(group)
    chase.status_line(found, group)
    if not units:
        st.success(chase_words.NOBODY, icon=":material/task_alt:")
        return
    base = base_of(st.context.url)
    letter = Letter(base, chase.ask_deadline(found.today), found.today, int(snapshot.settings.plan_year))
    chase.warn_of_local(base)
    reader = chase.Reader(snapshot, actor, letter, phone=phone)
    pressed = (chase.cards if phone else chase.desk)(units, group, reader)
    if pressed:
        slot, rule, said = pressed
        acting.run(slot, rule, partial(_carry_out, actor), said)


def _calendar(snapshot: Snapshot) -> bytes:
    return ics.calendar(commune_events(snapshot), snapshot.settings, snapshot.read_at, "Hạn Dân vận khéo toàn xã")


def _carry_out(actor: Actor, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    return actions.carry_out(actor, rule, op=op, seen=seen)
