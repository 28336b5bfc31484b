"""What stands in the cells of the shared workbook, and may be typed there as into a spreadsheet? (issue 5, item 5)"""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components import acting, forms, freshness, hand_grid, hand_words, states, theme
from components.hand_grid import Grid
from components.messages import attempt
from domain.errors import DvkError
from domain.hand_rules import readable
from domain.hand_sheet import HandTab
from domain.permissions import Actor
from domain.snapshot import Snapshot
from domain.vocabulary import Tab
from sheets import actions, session


def show() -> None:
    """The tabs as grids on the embedded workbook; on Google the way to each of them."""
    snapshot, actor = session.snapshot(), session.identity().actor
    freshness.outage_only(snapshot.settings, session.health, phone=theme.on_phone())
    freshness.watch(snapshot.version, session.version)
    acting.told()
    tabs = readable(actor) if actor else ()
    if actor is None or not tabs:
        states.totals_only("Sổ dùng chung")
        return
    st.title("Sổ dùng chung", anchor=False)
    if snapshot.url:
        hand_words.google(tabs, snapshot.url, session.tab_link)
        return
    _sheet(hand_words.chosen(tabs, phone=theme.on_phone()), snapshot, actor)


def _sheet(tab: Tab, snapshot: Snapshot, actor: Actor) -> None:
    name = hand_words.slug(tab)
    slot = f"{actor.email}.{name}{st.session_state.get(forms.BOOK, '')}"  # what waits belongs to one year's workbook
    bar = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with bar:
        asked = (tab, hand_words.words(name), hand_words.page(name), hand_words.asked_row())
    load = partial(session.hand_tab, *asked)
    grid = hand_grid.opened((actor, *asked), load, slot)
    with bar:
        order = hand_words.tools(grid.part, snapshot.version, grid.key)
    if order:
        _renew(grid, load, slot, partial(_sorted, actor, tab, order) if isinstance(order, tuple) else None)
    hand_words.asked_cell(grid.part, snapshot.problems)
    if not grid.lines:
        hand_words.nothing(grid.part)
    above = st.container()  # drawn after the grid, so that no run ends before it was there
    hand_grid.draw(grid, phone=theme.on_phone())
    hand_words.turn(grid.part, name, session.HAND_ROWS)
    hand_grid.keep(grid, slot)
    with above:
        if hand_grid.is_open(grid.part) and hand_grid.pressed(grid, slot):
            _write(grid, actor, load, slot)
        hand_words.outcome(grid.part, grid.outcome)
    hand_words.problems(grid.part, snapshot.problems, grid.outcome)


def _sorted(actor: Actor, tab: Tab, order: tuple[int, bool]) -> str:
    actions.sort_tab(actor, tab, order[0], descending=order[1])
    return "Đã sắp xếp lại tab"


def _renew(grid: Grid, load: Callable[[], HandTab], slot: str, first: Callable[[], str] | None) -> None:
    """Reads the tab anew, after something was done to it; what waits to be written stays."""
    done = attempt(first) if first else None
    if isinstance(done, DvkError):
        grid.outcome = done
    else:
        hand_grid.reopened(grid, grid.asked, load(), slot)
        if done:
            st.session_state[acting.TOLD] = done
    st.rerun()


def _write(grid: Grid, actor: Actor, load: Callable[[], HandTab], slot: str) -> None:
    with st.spinner("Đang ghi…"):
        part = grid.part
        write = partial(actions.write_by_hand, actor, part.tab, part.titles, grid.wanted(), op=grid.operation())
        grid.outcome = attempt(write)
        if not isinstance(grid.outcome, DvkError):
            said = hand_grid.done(grid.outcome)
            if said:
                st.session_state[acting.TOLD] = said
            hand_grid.after(grid, load(), grid.outcome, slot)
    st.rerun()
