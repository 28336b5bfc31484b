"""Blocks of a page about one subject: a chart with its finding, its files, its figures and the way to their records."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from functools import partial

import streamlit as st

from components import figure_words as words
from components import links, status, theme, vi
from components.charts import downloads
from components.charts.draw import draw
from components.figure_blocks import Block
from domain.view import QuarterView


@contextmanager
def filters(count: int, *, phone: bool) -> Iterator[Sequence[AbstractContextManager[object]]]:
    """Places for so many filters: beside each other on the desk, folded away on the phone."""
    if not phone:
        yield st.columns(count)
        return
    with st.expander("Bộ lọc", icon=":material/filter_alt:"):
        yield [nullcontext()] * count


def pairs(page: str, shown: Sequence[Block], view: QuarterView, at: datetime, *, phone: bool) -> None:
    """The blocks of `page` with the data time `at`, two beside each other on the desk."""
    with st.container(key=f"{page}-blocks"):
        for place in range(0, len(shown), 2):
            for column, block in zip(st.columns(2, gap="large"), shown[place : place + 2], strict=False):
                with column:
                    one(page, block, view, at, phone=phone)


def one(page: str, block: Block, view: QuarterView, at: datetime, *, phone: bool) -> None:
    """A block. What its reader may see decides the names in it: its words are part of what the drawing depends on."""
    key, snapshot = f"{page}.{block.key}", view.snapshot
    with st.container(key=key.replace(".", "-")):
        st.header(block.title, anchor=False)
        status.small(f"{block.caption} {vi.as_of(at)}.")
        if block.build is not None:
            colours = theme.palette()
            state = (snapshot.version, snapshot.today, view.quarter.key, colours.bg, phone, block.alt_text)
            draw(partial(block.build, colours, phone=phone), key=key, state=state, alt_text=block.alt_text)
            name, source = downloads.file_name(block.file, view.quarter), downloads.source_of(snapshot.settings, at)
            downloads.under(key, title=block.title, name=name, source=source, table=block.table)
        for figure in block.figures:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f"{words.NAMED[figure.code].name} ({figure.code}): **{figure.value}**", width="content")
                if figure.records:
                    links.records(figure.code, view.quarter, words.seen(figure.code, figure.records))
