"""The page Chỉ số: what is chosen, the sentence at the top, and each block with the way to its records."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import streamlit as st

from components import figure_blocks, figure_homes, links, press, status, theme, vi
from components import figure_words as words
from components.charts import downloads
from components.charts.draw import draw
from domain.overview import Overview
from domain.quarters import Quarter
from domain.trends import QuarterFigures
from domain.view import QuarterView

PAGE = "chi_so"
PART = "xem"
"""The choice of a part, in the address too."""


def show(part: str, view: QuarterView, found: Overview, at: datetime, *, phone: bool) -> None:
    """The blocks of this part with the data time `at`, two beside each other on the desk."""
    shown = figure_blocks.blocks(part, view, found)
    with st.container(key="chi_so-blocks"):
        for left, right in zip(shown[::2], shown[1::2], strict=True):
            for column, one in zip(st.columns(2, gap="large"), (left, right), strict=True):
                with column, st.container(key=f"chi_so-{one.key}"):
                    block(one, view, at, phone=phone)


def block(shown: figure_blocks.Block, view: QuarterView, at: datetime, *, page: str = PAGE, phone: bool) -> None:
    """One block on a page that names its widgets so."""
    snapshot = view.snapshot
    st.header(shown.title, anchor=False)
    status.small(f"{shown.caption} {vi.as_of(at)}.")
    key = f"{page}.{shown.key}"
    if shown.build is not None:
        colours = theme.palette()
        state = (snapshot.version, snapshot.today, view.quarter.key, colours.bg, phone)
        draw(partial(shown.build, colours, phone=phone), key=key, state=state, alt_text=shown.alt_text)
        name = downloads.file_name(shown.file, view.quarter)
        downloads.under(
            key, title=shown.title, name=name, source=downloads.source_of(snapshot.settings, at), table=shown.table
        )
    for one in shown.figures:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"{words.NAMED[one.code].name} ({one.code}): **{one.value}**", width="content")
            if one.records:
                label = words.seen(one.code, one.records)
                if page == PAGE:
                    records(f"{key}.{one.code}", one.code, view.quarter, label)
                else:
                    links.records(one.code, view.quarter, label)


def records(key: str, code: str, quarter: Quarter, label: str) -> None:
    """The way to the records behind a figure of this page: a link to the page itself would leave the address behind."""
    if press.button(label, key=key, icon=":material/list_alt:", type="tertiary"):
        st.query_params.update({"chi-so": code, "quy": quarter.key})
        st.rerun()


def back(code: str) -> None:
    """From the records to the part of the page that shows their figure; the quarter stays."""
    if code in figure_homes.HOMES:
        figure_homes.back(code)
        return

    def go() -> None:
        del st.query_params["chi-so"]
        st.session_state[PART] = st.query_params[PART] = figure_blocks.part_of(code)  # Streamlit writes neither alone

    st.button("Về trang Chỉ số", key="chi_so.back", icon=":material/arrow_back:", on_click=go)


def choices(parts: Sequence[str], begun: Sequence[Quarter], chosen: Quarter) -> str:
    """Which part of the page, and which quarter: the latter stands in the address, as links name it."""
    with st.container(horizontal=True, key="chi_so-choices"):
        part = st.segmented_control(
            "Phần", parts, key=PART, default=parts[0], required=True, bind="query-params",
            label_visibility="collapsed",
        )  # fmt: skip
        named = {one.key: vi.quarter(one) for one in begun}
        key = st.segmented_control(
            "Quý", list(named), default=chosen.key, key=f"chi_so.quarter.{chosen.key}",
            format_func=lambda one: named[one], required=True, label_visibility="collapsed",
        )  # fmt: skip
    if key != chosen.key:
        st.query_params["quy"] = key
        st.rerun()
    return part


def headline(found: Overview, current: QuarterFigures) -> str:
    """The page in one sentence: who reported, what was inspected, what is not remedied."""
    reported, inspected = found.reported, current.units_inspected
    said = [
        f"{reported.numerator}/{vi.counted(reported.denominator, 'mô hình')} đã báo cáo",
        f"{inspected.numerator}/{vi.counted(inspected.denominator, 'đơn vị')} được kiểm tra",
        f":red[{vi.counted(current.overdue, 'tồn tại quá hạn')}]" if current.overdue else "không có tồn tại quá hạn",
    ]
    return f"{vi.quarter(found.quarter)}: {', '.join(said)}."
