"""Which years are there, how do they compare, what is half done between two of them, and how is the next one opened?"""

import uuid
from functools import partial

import streamlit as st

from components import acting, blocks, draft, freshness, going_on, opening, states, theme, year_blocks, years
from components.messages import attempt
from domain.carrying import unfinished
from domain.conflicts import Seen
from domain.errors import DvkError
from domain.permissions import Actor
from domain.plan_next_year import NextYear, is_time
from domain.plan_year import YearSeen
from domain.plans import Rule
from domain.snapshot import Snapshot
from domain.view import quarter_view, shown_quarter
from domain.vocabulary import Role
from domain.year_figures import figures_of
from sheets import actions, session

UNTIL_NOW = "Đến nay"
QUARTERS = {"Quý I": 1, "Quý II": 2, "Quý III": 3, "Quý IV": 4}
OP, OUTCOME = "nam.op", "nam.outcome"
DECIDES = (Role.ADMIN, Role.OFFICER)


def show() -> None:
    """The comparison in public totals for everybody; what is half done for officers; the form for the administrator."""
    snapshot, actor, found = session.snapshot(), session.identity().actor, session.seen_years()
    with draft.page(actor.email if actor else ""), st.container(key="nam"):
        freshness.top_line(snapshot.settings, session.health, phone=theme.on_phone())
        freshness.watch((snapshot.version, _versions(found)), lambda: (session.version(), _versions(found)))
        acting.told()
        _compare(snapshot, found)
        if actor is not None and actor.role in DECIDES:
            _half_done(actor, found)
        _next(actor, found)


def _versions(found: tuple[YearSeen, ...]) -> tuple[int, ...]:
    """Moves when the figures of any year do."""
    known = (session.public_of(one.number) for one in found)
    return tuple(one.version for one in known if one is not None)


def _compare(snapshot: Snapshot, found: tuple[YearSeen, ...]) -> None:
    totals = [one for one in (session.public_of(year.number) for year in found) if one is not None]
    now = [figures_of(one, None) for one in totals]
    st.title(year_blocks.title(now), anchor=False)
    chosen = st.segmented_control(
        "Kỳ so sánh", [UNTIL_NOW, *QUARTERS], key="ky_nam", default=UNTIL_NOW, bind="query-params", required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    figures = [figures_of(one, QUARTERS.get(chosen or UNTIL_NOW)) for one in totals]
    if not figures:
        states.loading()
        return
    as_of, phone = freshness.as_of(session.health(), snapshot), theme.on_phone()
    st.table(year_blocks.table(figures))
    view = quarter_view(snapshot.figures or snapshot, shown_quarter(snapshot))
    blocks.pairs("nam", year_blocks.blocks(figures), view, as_of, phone=phone)


def _half_done(actor: Actor, found: tuple[YearSeen, ...]) -> None:
    """Between each two years that follow each other, as far as this account may read both."""
    for one in found:
        following = years.after(found, one.number)
        old = session.snapshot_of(one.number) if following else None
        new = session.snapshot_of(following.number) if following else None
        left = unfinished(old, new) if old and new else ()
        if left and following:
            pressed = going_on.left(left, following.number, session.choose_year, one.number)
            if pressed:
                slot, rule, said = pressed
                acting.run(slot, rule, partial(_finish, actor, one.number), said)


def _finish(actor: Actor, number: int, rule: Rule, op: str, seen: Seen) -> actions.Done:  # noqa: ARG001
    return actions.finish(actor, rule, number=number, op=op)


def _next(actor: Actor | None, found: tuple[YearSeen, ...]) -> None:
    """The form that opens the year after the last one; what will be there for everybody else."""
    outcome, last = st.session_state.get(OUTCOME), found[-1]
    if isinstance(outcome, int):
        opening.done(outcome)
    totals = session.public_of(last.number) if last.error is None else None
    if totals is None or not is_time(totals):
        return
    snapshot = session.snapshot_of(last.number)
    if actor is None or snapshot is None or actor.role is not Role.ADMIN:
        opening.not_yet(last.number + 1)
        return
    wish = opening.form(snapshot, outcome if isinstance(outcome, DvkError) else None)
    if wish is not None:
        st.session_state[OUTCOME] = opening.progress(last.number + 1, partial(_open, actor, wish))
        st.rerun()


def _open(actor: Actor, wish: NextYear, told: actions.Told) -> int | DvkError:
    op = st.session_state.setdefault(OP, uuid.uuid4().hex)
    answer = attempt(lambda: actions.open_next_year(actor, wish, op=op, told=told))
    if not isinstance(answer, DvkError):
        del st.session_state[OP]
    return answer
