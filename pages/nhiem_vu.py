"""Which tasks of the plan are done, by whom and when, and which are overdue? (domain/3, page 9; I17, I17b)"""

from functools import partial

import streamlit as st

from components import acting, draft, freshness, onward, press, states, task_figures, task_list, theme
from components.task_list import Line
from domain.conflicts import Seen
from domain.permissions import OWN_ONLY, Actor
from domain.snapshot import Snapshot
from domain.view import QuarterView, in_plan_year, quarter_view, running_quarter
from domain.vocabulary import Role
from sheets import actions, session


def show() -> None:
    """The whole plan, or one task with its instances when the address names it (`?nv=NV-38`)."""
    snapshot, actor = session.snapshot(), session.identity().actor
    phone = theme.on_phone()
    with draft.page(actor.email if actor else ""), st.container(key="nhiem_vu"):
        freshness.top_line(snapshot.settings, session.health, phone=phone)
        freshness.watch(snapshot.version, session.version)
        acting.told()
        shared = snapshot.figures or snapshot
        view = quarter_view(shared, in_plan_year(running_quarter(shared), shared.settings))
        seen = task_list.seen_by(actor, task_list.lines(snapshot, view))
        code = st.query_params.get("nv")
        if code:
            _task(code, [one for one in seen if one.task.task_id == code], snapshot, actor, phone=phone)
        else:
            _plan(seen, view, snapshot, actor, phone=phone)


def _plan(seen: list[Line], view: QuarterView, snapshot: Snapshot, actor: Actor | None, *, phone: bool) -> None:
    found = task_figures.figures(view)
    if not snapshot.tasks:
        states.no_tasks()
        return
    st.title(task_figures.headline(found), anchor=False)
    task_figures.kpis(found, view.quarter, phone=phone)
    task_figures.show_matrix(view, freshness.as_of(session.health(), snapshot), phone=phone)
    if actor is None or actor.role is Role.GUEST:
        return
    own = actor.role in OWN_ONLY
    st.header("Nhiệm vụ của đơn vị" if own else "Từng nhiệm vụ", anchor=False)
    task_list.to_own_work(actor.unit_id if own else None)
    wanted = task_list.plan(task_list.filtered(seen, phone=phone), len(seen), phone=phone)
    if wanted:
        onward.here("nv", wanted)


def _task(code: str, found: list[Line], snapshot: Snapshot, actor: Actor | None, *, phone: bool) -> None:
    if press.button("Về toàn bộ nhiệm vụ", icon=":material/arrow_back:", key="nhiem_vu.back"):
        st.query_params.pop("nv", None)
        st.rerun()
    if not found:
        st.title("Nhiệm vụ", anchor=False)
        states.not_found("nhiệm vụ")
        return
    st.title(task_list.task_title(code, found), anchor=False)
    task_list.about(code)
    task_list.to_ratings(code, actor)
    kept = task_list.filtered(task_list.narrowed(found, snapshot, st.query_params.get("dv")), phone=phone)
    pressed = task_list.instances(kept, snapshot, actor, session.people(), phone=phone)
    if pressed and actor:
        slot, rule, said = pressed
        acting.run(slot, rule, partial(_carry_out, actor), said)


def _carry_out(actor: Actor, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    return actions.carry_out(actor, rule, op=op, seen=seen)
