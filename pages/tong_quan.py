"""Is the movement on track? Who lags? What needs a decision? (design, section 5.1)"""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from components import (
    closing,
    decisions,
    export,
    freshness,
    headline,
    kpi,
    links,
    onward,
    press,
    reasons,
    states,
    status,
    theme,
    unit,
)
from components.charts import downloads, tables
from components.charts.draw import draw
from components.charts.fields import fields, fields_alt, fields_title
from components.charts.heatmap import CHOSEN, heatmap, heatmap_alt, heatmap_caption, heatmap_title
from components.charts.other_units import other_units, others_alt, others_title
from components.charts.timeline import timeline, timeline_alt
from domain.overview import Overview, overview
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.view import shown_quarter
from sheets import session


def show() -> None:
    """Draws the page for the actor of this run."""
    snapshot = session.snapshot()
    phone = theme.on_phone()
    freshness.top_line(snapshot.settings, session.health, phone=phone)
    freshness.watch(snapshot.version, session.version)
    found = overview(snapshot, shown_quarter(snapshot))
    if not found.models_registered:
        states.empty(len(found.villages), len(found.others))
        return
    headline.show(found)
    closing.line(snapshot, found.quarter, session.closings, session.identity().actor)
    _charts_and_figures(snapshot, found, phone=phone)
    _actions(found)


def _charts_and_figures(snapshot: Snapshot, found: Overview, *, phone: bool) -> None:
    colours = theme.palette()
    state = (snapshot.version, snapshot.read_at, snapshot.today, found.quarter.key, colours.bg, phone)
    chart = partial(draw, state=state)
    source = downloads.source_of(snapshot.settings, freshness.as_of(session.health(), snapshot))
    under = partial(_under, source, found.quarter)
    chart(
        partial(timeline, found.quarter.year, found.today, colours, phone=phone),
        key="tong_quan.timeline",
        alt_text=timeline_alt(found.today),
    )
    kpi.show(found, colours, phone=phone)
    left, right = st.columns([1.72, 1], gap="medium")
    with left:
        _heatmap(found, chart, colours, phone=phone)
        under("heatmap", "tien-do-thon", heatmap_title(found), partial(tables.units, found.villages))
    with right:
        decisions.show(found.decisions)
        reasons.show(found.reasons)
    left, right = st.columns(2, gap="medium")
    with left:
        st.header(fields_title(found.fields), anchor=False)
        status.small("Số mô hình theo lĩnh vực và trạng thái hôm nay.")
        chart(
            partial(fields, found.fields, colours, phone=phone),
            key="tong_quan.fields",
            alt_text=fields_alt(found.fields),
        )
        st.markdown(status.legend())
        under("fields", "linh-vuc", fields_title(found.fields), partial(tables.fields, found.fields))
    with right:
        st.header(others_title(found.others), anchor=False)
        status.small("Cơ quan, trường học, lực lượng vũ trang, MTTQ và đoàn thể.")
        chart(
            partial(other_units, found, colours, phone=phone), key="tong_quan.others", alt_text=others_alt(found.others)
        )
        under("others", "don-vi-khac", others_title(found.others), partial(tables.current, found.others))


def _under(
    source: Sequence[str], quarter: Quarter, chart: str, file: str, title: str, table: downloads.Table
) -> None:  # fmt: skip
    name = downloads.file_name(file, quarter)
    downloads.under(f"tong_quan.{chart}", title=title, name=name, source=source, table=table)


def _heatmap(found: Overview, chart: Callable[..., str | None], colours: theme.Palette, *, phone: bool) -> None:
    """A click on a cell opens the village, and so does a choice from the list below."""
    st.header(heatmap_title(found), anchor=False)
    status.small(heatmap_caption(found))
    build = partial(heatmap, found, colours, phone=phone)
    clicked = chart(build, key="tong_quan.heatmap", alt_text=heatmap_alt(found), chosen=CHOSEN)
    if phone:
        st.markdown(status.legend())  # right beneath the chart that it explains
    wanted = unit.open_another(found.villages, key=onward.key("tong_quan.village")) or clicked
    if wanted:
        onward.away(links.UNITS, {"dv": wanted})


def _actions(found: Overview) -> None:
    with st.container(horizontal=True):
        if press.button("Trình chiếu", icon=":material/slideshow:", key="tong_quan.slides"):
            st.switch_page(links.to(links.SLIDES))
        st.download_button(
            f"Tải số liệu quý {found.quarter.name} (CSV)",
            data=partial(export.figures, found),
            file_name=export.file_name(found),
            mime="text/csv",
            icon=":material/download:",
            key="tong_quan.download",
            on_click="ignore",
        )
