"""How does the government serve citizens, and what is not filled in yet? (CQ01–CQ13: I19 to I21; R4, R26 to R35)"""

from functools import partial

import streamlit as st

from components import acting, blocks, draft, freshness, press, service, service_form, theme
from components import quarter_choice as quarters
from components import service_blocks as parts
from domain import service_rules
from domain.conflicts import Seen
from domain.permissions import Actor
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.view import quarter_view
from sheets import actions, session

PART, TABLE, FILL = "nhom", "Bảng số liệu", "Nhập số liệu"


def show() -> None:
    """Charts by part, the table of all figures, and the form that a link may open (`?quy=2026-Q3&chi-tieu=CQ07`)."""
    snapshot, actor = session.snapshot(), session.identity().actor
    phone = theme.on_phone()
    with draft.page(actor.email if actor else ""):
        freshness.top_line(snapshot.settings, session.health, phone=phone)
        freshness.watch(snapshot.version, session.version)
        acting.told()
        begun = quarters.begun(snapshot)
        quarter = quarters.of_address(begun)
        view = quarter_view(snapshot.figures or snapshot, quarter)
        st.title(service.headline(view), anchor=False)
        shown = [*parts.PARTS, TABLE]
        if service_rules.may_fill(snapshot, actor):
            shown.append(FILL)
        first = FILL if service_form.WANTED in st.query_params else ""
        part = quarters.choices("chinh_quyen", PART, shown, begun, quarter, first=first)
        if part == FILL and actor is not None:
            _fill(quarter, snapshot, actor)
            return
        service.missing(view)
        if part == TABLE:
            service.table(view, phone=phone)
            return
        at = freshness.as_of(session.health(), snapshot)
        blocks.pairs("chinh_quyen", parts.blocks(view, part), view, at, phone=phone)
        if part == parts.PROCEDURES_PART:
            service.innovations(view, snapshot)


def _fill(quarter: Quarter, snapshot: Snapshot, actor: Actor) -> None:
    with st.container(key="chinh_quyen-form"):
        codes = service_form.choose()
        slot = service_form.slot_of(quarter, codes)
        rows = service_form.draw(slot, quarter, codes, snapshot)
        pressed = press.button(
            "Ghi số liệu", key=f"{slot}.send", type="primary", icon=":material/save:", width="stretch"
        )  # fmt: skip
    if pressed:
        rule = partial(service_rules.fill_figures, quarter=quarter, rows=rows)
        acting.run(slot, rule, partial(_carry_out, actor), f"Đã ghi số liệu quý {quarter.name}")


def _carry_out(actor: Actor, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    return actions.carry_out(actor, rule, op=op, seen=seen)
