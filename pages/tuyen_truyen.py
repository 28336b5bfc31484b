"""How is the movement made known, by whom, to whom, and who has not begun? (I18; R1, R13 to R17, R50 to R66)"""

from functools import partial

import streamlit as st

from components import acting, blocks, closing, communication, draft, forms, freshness, onward, press, states, theme
from components import communication_blocks as parts
from components import communication_form as form
from components import quarter_choice as quarters
from domain import communication_rules
from domain.conflicts import Seen
from domain.permissions import Actor
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.tables import Communication
from domain.view import quarter_view
from domain.vocabulary import Role
from sheets import actions, session

PART, LIST, RECORD = "muc", "Danh sách", "Ghi hoạt động"


def show() -> None:
    """Charts by part, the list, one event (`?hd=`), and the form, which a link may fill (`?dv=…&loai=…`)."""
    snapshot, actor = session.snapshot(), session.identity().actor
    with draft.page(actor.email if actor else ""):
        freshness.top_line(snapshot.settings, session.health, phone=theme.on_phone())
        freshness.watch(snapshot.version, session.version)
        if acting.told():
            st.query_params.pop("sua", None)
        if communication.EVENT in st.query_params and actor is not None:
            _one(st.query_params[communication.EVENT], snapshot, actor)
        else:
            _page(snapshot, actor)


def _page(snapshot: Snapshot, actor: Actor | None) -> None:
    begun = quarters.begun(snapshot)
    quarter = quarters.of_address(begun)
    view = quarter_view(snapshot.figures or snapshot, quarter)
    units = form.units_for(actor, snapshot)
    st.title(communication.headline(view), anchor=False)
    shown = [*parts.PARTS] if snapshot.communications else []
    if shown and actor is not None and actor.role is not Role.GUEST:
        shown.append(LIST)
    if actor is not None and units:
        shown.append(RECORD)
    if not snapshot.communications:
        st.info("Chưa có hoạt động tuyên truyền nào được ghi vào sổ.", icon=":material/inbox:")
    if not shown:
        return
    first = RECORD if form.link(arrived=quarters.arrived("tuyen_truyen")) else ""
    part = quarters.choices("tuyen_truyen", PART, shown, begun, quarter, first=first, timeless=(LIST, RECORD))
    if part == RECORD and actor is not None:
        _record(units, snapshot, actor)
    elif part == LIST:
        _list(snapshot, actor, begun)
    else:
        at = freshness.as_of(session.health(), snapshot)
        blocks.pairs("tuyen_truyen", parts.blocks(view, part), view, at, phone=theme.on_phone())
        if part == parts.UNITS:
            communication.silent(view)


def _list(snapshot: Snapshot, actor: Actor | None, begun: list[Quarter]) -> None:
    phone = theme.on_phone()
    found = communication.filtered(snapshot, actor, begun, phone=phone)
    chosen = communication.table(found, len(snapshot.communications), actor, phone=phone)
    if chosen:
        onward.here(communication.EVENT, chosen)


def _record(units: dict[str, str], snapshot: Snapshot, actor: Actor) -> None:
    query = form.link(arrived=False)
    st.query_params.update(query)  # F5 comes back to the same form, also from the list and its filters
    forms.current(form.SLOT, form.place_of(query))
    with st.container(key="tuyen_truyen-form"):
        closing.notice_days(snapshot, actor, actor.unit_id)
        values = form.draw(form.SLOT, units, snapshot, form.presets(units, actor, snapshot, query))
        pressed = form.send(form.SLOT, "Ghi hoạt động")
    if pressed:
        rule = partial(communication_rules.record_event, values=values, sure=pressed == "sure")
        acting.run(form.SLOT, rule, partial(_carry_out, actor), "Đã ghi hoạt động tuyên truyền")


def _one(comm_id: str, snapshot: Snapshot, actor: Actor) -> None:
    event = next((one for one in snapshot.communications if one.comm_id == comm_id), None)
    with st.container(key="tuyen_truyen-form"):
        if press.button("Về trang Tuyên truyền", key="tuyen_truyen.back", icon=":material/arrow_back:"):
            st.query_params.pop("sua", None)
            del st.query_params[communication.EVENT]
            st.rerun()
        if event is None or actor.role is Role.GUEST:
            st.title("Hoạt động tuyên truyền", anchor=False)
            states.not_found("hoạt động")
            return
        communication.detail(event, snapshot, actor)
        if communication_rules.may_correct(snapshot, actor, event):
            _correct(event, snapshot, actor)


def _correct(event: Communication, snapshot: Snapshot, actor: Actor) -> None:
    comm_id = event.comm_id or ""
    if "sua" not in st.query_params:
        if press.button("Sửa hoạt động này", key="tuyen_truyen.mend", icon=":material/edit:"):
            st.query_params["sua"] = "1"  # F5 comes back to the form that was being filled
            st.rerun()
        return
    slot = form.slot_of(comm_id)
    st.header("Sửa hoạt động", anchor=False)
    closing.notice_days(snapshot, actor, event.unit_id)
    acting.opened(slot, event, communication_rules.EVENT_FIELDS)
    values = form.draw(slot, form.units_for(actor, snapshot), snapshot, form.presets_of(event))
    pressed = form.send(slot, "Ghi nội dung đã sửa")
    if pressed:
        rule = partial(communication_rules.correct_event, comm_id=comm_id, values=values, sure=pressed == "sure")
        acting.run(slot, rule, partial(_carry_out, actor), f"Đã sửa {comm_id}")


def _carry_out(actor: Actor, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    return actions.carry_out(actor, rule, op=op, seen=seen)
