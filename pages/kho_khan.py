"""What stands in the way, who removes it, and what waits for a decision? (R23, R39)"""

from functools import partial

import streamlit as st

from components import acting, closing, difficulties, draft, forms, freshness, places, press, states, theme
from domain import difficulty_rules
from domain.conflicts import Seen
from domain.permissions import OWN_ONLY, WRITES, Actor
from domain.vocabulary import Tab
from sheets import actions, session


def show() -> None:
    """The list, the officer's decisions, and the form that raises a difficulty."""
    snapshot, actor = session.snapshot(), session.identity().actor
    with draft.page(actor.email if actor else ""), st.container(key="kho_khan-form"):
        freshness.outage_only(snapshot.settings, session.health, phone=theme.on_phone())
        freshness.watch(snapshot.version, session.version)
        acting.told()
        if actor is None:
            states.only_views("khó khăn")
            return
        st.title(difficulties.title(snapshot.difficulties), anchor=False)
        if Tab.DIFFICULTIES in WRITES[actor.role]:
            began = forms.current(difficulties.SLOT).restored or st.query_params.get("viec") == places.RAISE
            with st.expander("Nêu khó khăn, vướng mắc", icon=":material/add:", expanded=began):
                closing.notice_days(snapshot, actor, actor.unit_id)
                values = difficulties.form(actor, snapshot, st.query_params.get("dv"))
                if press.button("Gửi khó khăn", key=f"{difficulties.SLOT}.send", type="primary"):
                    rule = partial(difficulty_rules.raise_difficulty, values=values)
                    _carry(actor, (difficulties.SLOT, rule, "Đã ghi khó khăn"))
        own = actor.unit_id if actor.role in OWN_ONLY else None
        found = difficulties.narrowed(snapshot, st.query_params.get("dv"))
        _carry(actor, difficulties.cards(difficulties.filtered(found, own), snapshot, actor))


def _carry(actor: Actor, pressed: difficulties.Pressed | None) -> None:
    if pressed:
        slot, rule, said = pressed
        acting.run(slot, rule, partial(_carry_out, actor), said)


def _carry_out(actor: Actor, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    return actions.carry_out(actor, rule, op=op, seen=seen)
