"""How does the movement go on, and which records stand behind each figure? (issue 6; I7 to I16)"""

from functools import partial

import streamlit as st

from components import (
    closing,
    figure_blocks,
    figure_records,
    figure_words,
    figures,
    freshness,
    onward,
    states,
    status,
    theme,
    vi,
)
from components.charts import downloads, multiples, tables
from components.charts.draw import draw
from domain.evidence import EVIDENCE, evidence, listed
from domain.households import commune_households
from domain.overview import Overview, overview
from domain.snapshot import Snapshot
from domain.trends import quarter_figures
from domain.view import QuarterView, quarter_view, shown_quarter
from sheets import session


def show() -> None:
    """Trends and small charts, or the records behind one figure when the address names it (`?chi-so=I12&quy=…`)."""
    snapshot, phone = session.snapshot(), theme.on_phone()
    freshness.top_line(snapshot.settings, session.health, phone=phone)
    freshness.watch(snapshot.version, session.version)
    shared = snapshot.figures or snapshot
    begun = [one.quarter for one in quarter_figures(shared, shown_quarter(snapshot)) if not one.future]
    begun = begun or [shown_quarter(snapshot)]
    quarter = next((one for one in begun if one.key == st.query_params.get("quy")), begun[-1])
    view, found = quarter_view(shared, quarter), overview(snapshot, quarter)
    actor = session.identity().actor
    code = st.query_params.get("chi-so")
    if code:
        _records(code, snapshot, view, phone=phone)
        closing.line(snapshot, quarter, session.closings, actor)
        return
    if not found.models_registered:
        states.empty(len(found.villages), len(found.others))
        return
    st.title(figures.headline(found, figure_blocks.of(shared, quarter)), anchor=False)
    closing.line(snapshot, quarter, session.closings, actor)
    part = figures.choices([*figure_blocks.PARTS, figure_blocks.VILLAGES], begun, quarter)
    if part == figure_blocks.VILLAGES:
        _villages(snapshot, found, phone=phone)
    else:
        figures.show(part, view, found, freshness.as_of(session.health(), snapshot), phone=phone)


def _records(code: str, snapshot: Snapshot, view: QuarterView, *, phone: bool) -> None:
    figures.back(code)
    if code not in EVIDENCE:
        st.title("Chỉ số", anchor=False)
        states.not_found("chỉ số")
        return
    found = evidence(view, code)
    shown = listed(found, session.identity().actor)
    value = figure_words.value_words(found, commune_households(view))
    figure_records.head(found, view.quarter, value, shown, freshness.as_of(session.health(), snapshot))
    lines = figure_records.lines(shown.evidence, snapshot)
    if not lines:
        return
    wanted = figure_records.show(lines, found, view.quarter, phone=phone)
    if wanted:
        onward.away(*figure_records.target(wanted))


def _villages(snapshot: Snapshot, found: Overview, *, phone: bool) -> None:
    title, at = multiples.multiples_title(found), freshness.as_of(session.health(), snapshot)
    st.header(title, anchor=False)
    status.small(f"{multiples.CAPTION} {vi.as_of(at)}.")
    st.markdown(status.legend())
    colours = theme.palette()
    state = (snapshot.version, snapshot.today, found.quarter.key, colours.bg, phone)
    build = partial(multiples.multiples, found, colours, phone=phone)
    with st.container(key="chi_so-villages", width="stretch" if phone else multiples.WIDTH):
        draw(build, key="chi_so.multiples", state=state, alt_text=multiples.multiples_alt(found))
    name, source = downloads.file_name("tung-thon", found.quarter), downloads.source_of(snapshot.settings, at)
    table = partial(tables.units, found.villages)
    downloads.under("chi_so.multiples", title=title, name=name, source=source, table=table)
    label = f"Xem {vi.counted(len(found.villages), 'thôn')} và mô hình của từng thôn"
    figures.records("chi_so.villages.I6", "I6", found.quarter, label)
