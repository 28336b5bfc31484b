"""What was inspected, what was found, and is it remedied? (design, section 5.5; R22, R37, R38, R75)"""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import (
    acting,
    closing,
    draft,
    findings,
    freshness,
    inspecting,
    inspection_plan,
    places,
    planning,
    states,
    theme,
)
from domain import inspection_rules
from domain.conflicts import Seen
from domain.permissions import WRITES, Actor
from domain.snapshot import Snapshot
from domain.view import quarter_view
from domain.vocabulary import Tab
from sheets import actions, session

LOG, FOLLOW, LIST, PLAN = places.LOG, places.FOLLOW, places.LIST, inspection_plan.PART


def show() -> None:
    """Log an inspection, follow its findings up, look at what was done, plan what is not."""
    snapshot, actor = session.snapshot(), session.identity().actor
    with draft.page(actor.email if actor else ""), st.container(key="kiem_tra-form"):
        freshness.outage_only(snapshot.settings, session.health, phone=theme.on_phone())
        freshness.watch(snapshot.version, session.version)
        acting.told()
        if actor is None:
            states.only_views("kiểm tra")
            return
        head = st.container()  # what it says depends on the part
        writes = Tab.INSPECTIONS in WRITES[actor.role]
        parts = [LOG, FOLLOW, LIST, PLAN] if writes else [FOLLOW, LIST, PLAN]
        wanted = st.query_params.get("viec", LIST if "kt" in st.query_params else parts[0])
        part = _part(parts, wanted if wanted in parts else parts[0])
        if part == PLAN:
            _plan(snapshot, actor, head)
            return
        head.title("Kiểm tra và khắc phục", anchor=False)
        {LOG: _log, FOLLOW: _follow, LIST: _list}[part](snapshot, actor)


def _part(parts: list[str], start: str) -> str:
    """What somebody is here for; a button of the page may have chosen it."""
    key = planning.PART_KEY
    default = None if key in st.session_state else start
    part = st.segmented_control("Việc", parts, key=key, default=default, label_visibility="collapsed") or parts[0]
    if part != LOG:
        planning.forget()
    st.query_params["viec"] = part  # F5 comes back to the form that was being filled
    return part


def _log(snapshot: Snapshot, actor: Actor) -> None:
    unit_id, models = inspecting.choose(inspecting.units_for(actor, snapshot), snapshot, st.query_params.get("dv"))
    if unit_id and inspection_rules.open_findings(snapshot, unit_id):
        _carry(actor, findings.show(snapshot, actor, unit_id))
    st.header("Lượt kiểm tra mới", anchor=False)
    closing.notice_days(snapshot, actor, unit_id)
    values, found, decider = inspecting.form(actor, snapshot)
    inspecting.problems()
    planned = inspecting.is_plan(values, snapshot)
    if inspecting.is_sent(planned=planned):
        rule = partial(
            inspection_rules.log_inspection,
            values={**values, "unit_id": unit_id, "model_ids": tuple(models)},
            findings=found,
            decider=decider,
        )
        _carry(actor, (inspecting.SLOT, rule, f"Đã ghi {'kế hoạch' if planned else 'lượt'} kiểm tra"))


def _follow(snapshot: Snapshot, actor: Actor) -> None:
    _carry(actor, findings.show(snapshot, actor, inspecting.narrow(actor, snapshot, st.query_params.get("dv"))))


def _list(snapshot: Snapshot, actor: Actor) -> None:
    unit_id = inspecting.narrow(actor, snapshot, st.query_params.get("dv"))
    decided = inspecting.table(snapshot, actor, unit_id)
    if decided is None:
        return
    insp_id, values = decided
    slot = inspecting.slot_of(insp_id)
    if values is None:
        rule = partial(inspection_rules.cancel, insp_id=insp_id)
        _carry(actor, (f"{slot}.off", rule, f"Đã hủy {insp_id}"))
    else:
        rule = partial(inspection_rules.conclude, insp_id=insp_id, values=values)
        _carry(actor, (slot, rule, f"Đã kết luận {insp_id}"))


def _plan(snapshot: Snapshot, actor: Actor, head: DeltaGenerator) -> None:
    with st.container(horizontal=True):
        part, quarter = inspection_plan.choose_part(), inspection_plan.choose_quarter(snapshot)
    view = quarter_view(snapshot.figures or snapshot, quarter)
    head.title(inspection_plan.headline(view), anchor=False)
    at = freshness.as_of(session.health(), snapshot)
    with st.container(key="kiem_tra-plan"):
        inspection_plan.show(part, planning.Reader(snapshot, actor, view, at, phone=theme.on_phone()))


def _carry(actor: Actor, pressed: findings.Pressed | None) -> None:
    if pressed:
        slot, rule, said = pressed
        acting.run(slot, rule, partial(_carry_out, actor), said)


def _carry_out(actor: Actor, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    done = actions.carry_out(actor, rule, op=op, seen=seen)
    planning.forget()
    return done
