"""What was inspected, what was found, and is it remedied? (design, section 5.5; R22, R37, R38, R75)"""

from functools import partial

import streamlit as st

from components import acting, draft, findings, freshness, inspecting, states, theme
from domain import inspection_rules
from domain.conflicts import Seen
from domain.permissions import WRITES, Actor
from domain.snapshot import Snapshot
from domain.vocabulary import Tab
from sheets import actions, session

LOG, FOLLOW, LIST = "Ghi lượt kiểm tra", "Theo dõi khắc phục", "Các lượt kiểm tra"


def show() -> None:
    """Log an inspection, follow its findings up, look at what was done."""
    snapshot, actor = session.snapshot(), session.identity().actor
    with draft.page(actor.email if actor else ""), st.container(key="kiem_tra-form"):
        freshness.outage_only(snapshot.settings, session.health, phone=theme.on_phone())
        freshness.watch(snapshot.version, session.version)
        acting.told()
        if actor is None:
            states.only_views("kiểm tra")
            return
        st.title("Kiểm tra và khắc phục", anchor=False)
        writes = Tab.INSPECTIONS in WRITES[actor.role]
        parts = [LOG, FOLLOW, LIST] if writes else [FOLLOW, LIST]
        wanted = st.query_params.get("viec", LIST if "kt" in st.query_params else parts[0])
        start = wanted if wanted in parts else parts[0]
        part = st.segmented_control("Việc", parts, key="kiem_tra.part", default=start, label_visibility="collapsed")
        st.query_params["viec"] = part or parts[0]  # F5 comes back to the form that was being filled
        {LOG: _log, FOLLOW: _follow, LIST: _list}[part or parts[0]](snapshot, actor)


def _log(snapshot: Snapshot, actor: Actor) -> None:
    unit_id, models = inspecting.choose(inspecting.units_for(actor, snapshot), snapshot, st.query_params.get("dv"))
    if unit_id and inspection_rules.open_findings(snapshot, unit_id):
        _carry(actor, findings.show(snapshot, actor, unit_id))
    st.header("Lượt kiểm tra mới", anchor=False)
    values, found, decider = inspecting.form(actor, snapshot)
    inspecting.problems()
    if inspecting.is_sent():
        rule = partial(
            inspection_rules.log_inspection,
            values={**values, "unit_id": unit_id, "model_ids": tuple(models)},
            findings=found,
            decider=decider,
        )
        _carry(actor, (inspecting.SLOT, rule, "Đã ghi lượt kiểm tra"))


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


def _carry(actor: Actor, pressed: findings.Pressed | None) -> None:
    if pressed:
        slot, rule, said = pressed
        acting.run(slot, rule, partial(_carry_out, actor), said)


def _carry_out(actor: Actor, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    return actions.carry_out(actor, rule, op=op, seen=seen)
