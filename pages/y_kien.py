"""What did the Fatherland Front and its organisations say, and who still waits for a reply? (R67, I22)"""

from functools import partial

import streamlit as st

from components import (
    acting,
    blocks,
    closing,
    draft,
    freshness,
    opinion_blocks,
    opinion_forms,
    opinions,
    states,
    theme,
    vi,
)
from domain.conflicts import Seen
from domain.feedback_rules import may_record
from domain.permissions import Actor
from domain.snapshot import Snapshot
from domain.view import quarter_view, shown_quarter
from domain.vocabulary import Role
from sheets import actions, session

LIST, CHARTS, RECORD = "Danh sách", "Biểu đồ", "Ghi ý kiến"


def show() -> None:
    """The list with the reply clock, the charts, and the form; a guest sees the figures only."""
    snapshot, actor = session.snapshot(), session.identity().actor
    phone = theme.on_phone()
    with draft.page(actor.email if actor else ""), st.container(key="y_kien"):
        freshness.top_line(snapshot.settings, session.health, phone=phone)
        freshness.watch(snapshot.version, session.version)
        acting.told()
        quarter = shown_quarter(snapshot)
        figures = quarter_view(snapshot.figures or snapshot, quarter)
        at, as_of = opinion_blocks.standing(figures), freshness.as_of(session.health(), snapshot)
        st.title(opinions.title(at, quarter.year), anchor=False)
        opinions.summary(at, vi.as_of(as_of))
        part = _part(snapshot, actor)
        if part == CHARTS and at.received:
            blocks.pairs("y_kien", opinion_blocks.blocks(figures), figures, as_of, phone=phone)
        elif part == CHARTS:
            st.info("Chưa có số liệu để vẽ biểu đồ.", icon=":material/bar_chart:")
        elif part == RECORD and actor:
            with st.container(key="y_kien-form"):
                st.header("Ý kiến mới", anchor=False)
                closing.notice_days(snapshot, actor, actor.unit_id)
                _carry(actor, opinion_forms.record(snapshot, actor))
        else:
            _list(snapshot, actor, phone=phone)


def _part(snapshot: Snapshot, actor: Actor | None) -> str:
    if actor is None or actor.role is Role.GUEST:
        states.figures_only()
        return CHARTS
    parts = [LIST, CHARTS, *([RECORD] if may_record(snapshot, actor) else [])]
    part = st.segmented_control(
        "Phần", parts, key="xem", default=LIST, bind="query-params", label_visibility="collapsed"
    )
    return part or LIST


def _list(snapshot: Snapshot, actor: Actor | None, *, phone: bool) -> None:
    view = quarter_view(snapshot, shown_quarter(snapshot))
    with st.container(key="y_kien-list"):
        found = opinions.narrowed(snapshot.feedback, st.query_params.get("yk"))
        if found is None:
            state, found = opinions.filtered(view, phone=phone)
            if state == opinions.WAITING and opinion_blocks.standing(view).waiting:
                as_of = freshness.as_of(session.health(), snapshot)
                blocks.one("y_kien", opinion_blocks.waits(view), view, as_of, phone=phone)
        elif not found:
            states.not_found("ý kiến")
            return
        opinions.counted(found, view)
        _carry(actor, opinions.cards(found, view, actor))


def _carry(actor: Actor | None, pressed: opinion_forms.Pressed | None) -> None:
    if pressed and actor:
        slot, rule, said = pressed
        acting.run(slot, rule, partial(_carry_out, actor), said)


def _carry_out(actor: Actor, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    return actions.carry_out(actor, rule, op=op, seen=seen)
