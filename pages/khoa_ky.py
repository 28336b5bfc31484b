"""Which quarters are closed for units, who may still write, and are the figures still those that were kept?"""

from functools import partial

import streamlit as st

from components import acting, closing_blocks, draft, freshness, kept_blocks, links, states, theme, vi
from components.messages import attempt
from components.messages import show as show_error
from domain import closing
from domain.conflicts import Seen
from domain.errors import DvkError
from domain.kept_figures import Kept, figures_now, moved
from domain.lock_history import Closings
from domain.lock_keys import LOCKED
from domain.lock_rules import is_locked
from domain.permissions import READS_ALL, Actor
from domain.snapshot import Snapshot
from domain.vocabulary import Role, Tab
from sheets import actions, session

QUARTERS, FIGURES = "Các quý", "Số liệu chốt"


def show() -> None:
    """The quarters for everybody but guests; kept figures for who reads all."""
    snapshot, actor = session.snapshot(), session.identity().actor
    with draft.page(actor.email if actor else ""), st.container(key="khoa_ky-form"):
        freshness.top_line(snapshot.settings, session.health, phone=theme.on_phone())
        freshness.watch(snapshot.version, session.version)
        acting.told()
        if actor is None or actor.role is Role.GUEST:
            states.totals_only("Khóa kỳ")
            return
        st.title(closing_blocks.title(snapshot), anchor=False)
        closing_blocks.explained()
        asked = attempt(session.closings)
        if isinstance(asked, DvkError):
            show_error(asked)
        known = Closings() if isinstance(asked, DvkError) else asked
        if _part(actor) == FIGURES:
            _figures(snapshot, known)
        else:
            _quarters(snapshot, actor, known)


def _part(actor: Actor) -> str:
    """Which part; a link to a quarter opens its figures for who reads them."""
    if actor.role not in READS_ALL:
        return QUARTERS
    first = FIGURES if "quy" in st.query_params else QUARTERS
    part = st.segmented_control(
        "Phần", [QUARTERS, FIGURES], key="xem", default=first, bind="query-params", label_visibility="collapsed"
    )
    return part or first


def _quarters(snapshot: Snapshot, actor: Actor, known: Closings) -> None:
    people, pressed = session.people(), None
    for quarter in closing.quarters(snapshot):
        pressed = closing_blocks.quarter_card(quarter, snapshot, actor, known, people) or pressed
    links.history(actor, snapshot, Tab.SETTINGS, LOCKED)
    if pressed:
        slot, rule, said = pressed
        acting.run(slot, rule, partial(_carry_out, actor), said)


def _figures(snapshot: Snapshot, known: Closings) -> None:
    sets = {one.key: kept for one in closing.quarters(snapshot) if (kept := known.newest(one)) is not None}
    if not sets:
        locked = [one for one in closing.quarters(snapshot) if is_locked(snapshot, one)]
        kept_blocks.none_kept(locked, locked=bool(locked))
        return
    wanted = st.query_params.get("quy")
    names = {key: vi.quarter_of_year(kept.quarter) for key, kept in sets.items()}
    first = wanted if wanted in names else next(reversed(names))
    key = st.segmented_control(
        "Quý", list(names), default=first, key=f"khoa_ky.quarter.{first}", format_func=lambda one: names[one],
        label_visibility="collapsed",
    )  # fmt: skip
    _compared(sets[key or first], snapshot, known)


def _compared(kept: Kept, snapshot: Snapshot, known: Closings) -> None:
    now = figures_now(snapshot.figures or snapshot, kept.quarter)
    found, people = moved(kept.figures, now), session.people()
    kept_blocks.head(kept, found, snapshot, people, counts=known.figures(kept.quarter) is kept)
    changes = attempt(lambda: session.changed_since(kept))
    if isinstance(changes, DvkError):
        show_error(changes)
        changes = ()
    kept_blocks.differences(found, changes, snapshot, people)
    kept_blocks.table(kept, now, snapshot)
    kept_blocks.change_list(changes, people)


def _carry_out(actor: Actor, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    return actions.carry_out(actor, rule, op=op, seen=seen)
