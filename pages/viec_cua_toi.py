"""What has a unit to do now, and where is it done? (domain/3, page 12; R9, R68)"""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from components import acting, draft, freshness, links, states, theme, work_list
from components.work_list import Reader
from domain.conflicts import Seen
from domain.permissions import OWN_ONLY, Actor
from domain.snapshot import Snapshot
from domain.vocabulary import Role
from sheets import actions, session

TITLE = "Việc của tôi"


def show() -> None:
    """A unit's own work; officers and leaders choose a unit (`?dv=`), a guest sees no single rows."""
    snapshot, actor = session.snapshot(), session.identity().actor
    with draft.page(actor.email if actor else ""), st.container(key="viec_cua_toi-form"):
        freshness.top_line(snapshot.settings, session.health, phone=theme.on_phone())
        freshness.watch(snapshot.version, session.version)
        acting.told()
        if actor is None or actor.role is Role.GUEST:
            states.totals_only(TITLE)
            return
        unit_id = actor.unit_id if actor.role in OWN_ONLY else work_list.choose(snapshot, st.query_params.get("dv"))
        if unit_id is None or snapshot.unit(unit_id) is None:
            st.title(TITLE, anchor=False)
            states.not_found("đơn vị")
            return
        _work(Reader(snapshot, actor, unit_id), actor, session.people())


def _work(reader: Reader, actor: Actor, people: Mapping[str, str]) -> None:
    works = work_list.found(reader.snapshot, reader.unit_id)
    st.title(work_list.title(work_list.label(reader), works), anchor=False)
    if not works:
        st.success("Không có việc quá hạn hay sắp đến hạn.", icon=":material/task_alt:")
    else:
        kept = work_list.filtered(works)
        if not kept:
            st.info("Không có việc nào khớp. Bỏ bớt điều kiện để xem lại.", icon=":material/filter_alt_off:")
        pressed = work_list.cards(kept, reader)
        if pressed:
            slot, rule, said = pressed
            acting.run(slot, rule, partial(_carry_out, actor), said)
    work_list.done(reader, people)
    _ways(reader.snapshot, reader.unit_id)


def _ways(snapshot: Snapshot, unit_id: str) -> None:
    """To the unit's page with its calendar of deadlines, and to the whole plan."""
    with st.container(horizontal=True):
        for slug, label, icon in (
            (links.UNITS, "Trang của đơn vị", ":material/holiday_village:"),
            (links.TASKS, "Toàn bộ nhiệm vụ của kế hoạch", ":material/checklist:"),
        ):
            query = {"dv": unit_id} if slug == links.UNITS and snapshot.unit(unit_id) else {}
            st.page_link(links.to(slug), label=label, icon=icon, query_params=query, width="content")


def _carry_out(actor: Actor, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    return actions.carry_out(actor, rule, op=op, seen=seen)
