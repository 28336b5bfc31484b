"""How is this unit doing, why, and what is open? (design, section 5.3)"""

from functools import partial

import streamlit as st

from components import browser, freshness, links, models, states, status, theme, unit, unit_cards
from components.charts import downloads, tables
from components.charts.draw import draw
from components.charts.unit_quarters import unit_quarters, unit_quarters_alt
from domain import names
from domain.overview import UnitRow, overview
from domain.permissions import OWN_ONLY, Actor
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.tables import Unit
from domain.view import quarter_view, shown_quarter
from domain.vocabulary import Tab, UnitType
from sheets import session


def show() -> None:
    """Everything of the unit that the address names (`?dv=`); a unit's own account begins with itself."""
    snapshot, actor = session.snapshot(), session.identity().actor
    phone = theme.on_phone()
    freshness.top_line(snapshot.settings, session.health, phone=phone)
    freshness.watch(snapshot.version, session.version)
    units = [one for one in snapshot.units if one.unit_id and one.unit_type is not UnitType.LEADERSHIP]
    if not units:
        states.not_found("đơn vị")
        return
    units.sort(key=lambda one: (one.unit_type is not UnitType.VILLAGE, names.sort_key(one.name or "")))
    own = actor.unit_id if actor and actor.role in OWN_ONLY else None
    wanted = st.query_params.get("dv") or own
    if wanted and wanted not in {one.unit_id for one in units}:
        states.not_found("đơn vị")
        wanted = None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = unit.choose(units, snapshot, wanted)
        browser.print_page("don_vi.print")
    if chosen.unit_id != (wanted or units[0].unit_id):
        st.query_params["dv"] = chosen.unit_id or ""
        st.rerun()
    _unit(chosen, snapshot, actor, phone=phone)


def _unit(chosen: Unit, snapshot: Snapshot, actor: Actor | None, *, phone: bool) -> None:
    quarter = shown_quarter(snapshot)
    found = overview(snapshot, quarter)
    row = next((one for one in (*found.villages, *found.others) if one.unit.unit_id == chosen.unit_id), None)
    unit.headline(chosen, row, snapshot)
    unit.why(chosen, found, [one for one in snapshot.problems if one.unit_id == chosen.unit_id])
    view = quarter_view(snapshot.figures or snapshot, quarter)
    lines = models.lines_by_unit(snapshot, view).get(chosen.unit_id, ())
    if not lines:
        unit.without_models(chosen, snapshot, actor)
    colours = theme.palette()
    left, right = st.columns([1, 1.15], gap="medium")
    with left:
        if row is not None and any(cell.models for cell in row.cells):
            _quarters(row, snapshot, quarter, colours, phone=phone)
    with right:
        if lines:
            unit_cards.models(lines, colours)
    left, right = st.columns([1, 1.15], gap="medium")
    with left:
        unit_cards.inspections(chosen, snapshot)
    with right:
        unit_cards.difficulties(chosen, snapshot)
    with st.container(horizontal=True, vertical_alignment="center"):
        unit.calendar(chosen, snapshot)
        unit.score_sheet(chosen, snapshot, actor)
        links.history(actor, snapshot, Tab.UNITS, chosen.unit_id)


def _quarters(row: UnitRow, snapshot: Snapshot, quarter: Quarter, colours: theme.Palette, *, phone: bool) -> None:
    unit_id = row.unit.unit_id or ""
    st.header("Tiến độ so với mốc từng quý", anchor=False)
    draw(
        partial(unit_quarters, row, snapshot.today, colours, phone=phone),
        key="don_vi.quarters",
        state=(snapshot.version, snapshot.today, unit_id, colours.bg, phone),
        alt_text=unit_quarters_alt(row, snapshot.today),
    )
    status.small("Mốc tính theo ngày bắt đầu và kết thúc của chính các mô hình.")
    downloads.under(
        "don_vi.quarters",
        title=f"Tiến độ theo quý: {row.label}",
        name=downloads.file_name(f"tien-do-{unit_id.lower()}", quarter),
        source=downloads.source_of(snapshot.settings, freshness.as_of(session.health(), snapshot)),
        table=partial(tables.units, (row,)),
    )
