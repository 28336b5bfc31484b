"""Which clauses of the plan are done, which are not, and what is missing of whom? (R1 to R77)"""

from datetime import datetime
from functools import partial

import streamlit as st

from components import browser, freshness, plan_list, plan_words, states, theme, vi
from components.charts import downloads, plan_bars
from components.charts.draw import draw
from components.plan_list import Reader
from domain.clause_states import ClauseState, by_section
from domain.snapshot import Snapshot
from domain.view import running_quarter
from domain.vocabulary import Role
from sheets import session


def show() -> None:
    """The plan in figures for everybody; who lacks what, and the records, for whoever may see rows."""
    snapshot, actor, phone = session.snapshot(), session.identity().actor, theme.on_phone()
    with st.container(key="ke_hoach"):
        freshness.top_line(snapshot.settings, session.health, phone=phone)
        freshness.watch(snapshot.version, session.version)
        found, as_of = session.plan(), freshness.as_of(session.health(), snapshot)
        st.title(plan_words.title(found), anchor=False)
        plan_list.note(found, vi.as_of(as_of))
        reader = Reader(snapshot, actor, found)
        left, right = st.columns([1, 1.35], gap="medium")
        with left:
            plan_list.first(found, reader)
        with right:
            _chart(found, snapshot, as_of, phone=phone)
        if actor is None or actor.role is Role.GUEST:
            states.figures_only()
        plan_list.show(plan_list.filtered(found, phone=phone), reader, phone=phone)
        browser.print_page("ke_hoach.print")


def _chart(found: tuple[ClauseState, ...], snapshot: Snapshot, as_of: datetime, *, phone: bool) -> None:
    rows, colours = by_section(found), theme.palette()
    title, alt_text = plan_bars.bars_title(rows), plan_bars.bars_alt(rows)
    st.header(title, anchor=False)
    state = (snapshot.version, snapshot.today, colours.bg, phone, alt_text)
    draw(partial(plan_bars.plan_bars, rows, colours, phone=phone), key="ke_hoach.bars", state=state, alt_text=alt_text)
    st.markdown(plan_words.legend())
    name, source = (
        downloads.file_name("ke-hoach", running_quarter(snapshot)),
        downloads.source_of(snapshot.settings, as_of),
    )
    downloads.under("ke_hoach.bars", title=title, name=name, source=source, table=partial(plan_bars.plan_lines, rows))
