"""What only the administrator does: begin with an empty workbook (issue 3, item 7), see
whether there are copies of it (issue 4, item 8)."""

import uuid

import streamlit as st

from components import acting, freshness, starting, states, theme
from components.messages import attempt
from domain.errors import DvkError
from domain.permissions import Actor
from domain.snapshot import Snapshot
from domain.vocabulary import Role
from sheets import actions, session

OP, OUTCOME = "quan_tri.op", "quan_tri.outcome"


def show() -> None:
    """For the administrator; everybody else reads that it is not theirs."""
    snapshot, actor = session.snapshot(), session.identity().actor
    with st.container(key="quan_tri-form"):
        freshness.outage_only(snapshot.settings, session.health, phone=theme.on_phone())
        freshness.watch(snapshot.version, session.version)
        acting.told()
        if actor is None or actor.role is not Role.ADMIN:
            states.only_views("phần quản trị")
            return
        st.title("Quản trị", anchor=False)
        _empty(snapshot, actor)
        kept = session.copies()
        if kept is not None:
            starting.copies(kept.newest, today=kept.today, year=kept.year)


def _empty(snapshot: Snapshot, actor: Actor) -> None:
    year = int(snapshot.settings.plan_year)  # each year's workbook has an operation and an outcome of its own
    outcome = st.session_state.get(f"{OUTCOME}.{year}")
    if isinstance(outcome, str):
        starting.done(outcome, year)
        return
    commune = starting.form(snapshot, outcome if isinstance(outcome, DvkError) else None)
    if commune is not None:
        op = st.session_state.setdefault(f"{OP}.{year}", uuid.uuid4().hex)
        with st.spinner("Đang lưu bản sao và làm trống sổ…"):
            st.session_state[f"{OUTCOME}.{year}"] = attempt(lambda: actions.start_empty(actor, commune, op=op))
        st.rerun()
