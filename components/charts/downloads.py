"""Below a chart: the same as a picture and as figures, each with one press (issue: every chart can be taken along)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

import streamlit as st

from components import browser, vi
from components.export import csv_file
from domain.quarters import Quarter
from domain.settings import Settings

Line = Sequence[str]
Table = Callable[[], tuple[Line, Iterable[Line]]]
"""The header and the lines of a chart's figures, asked for only when somebody presses."""


def under(key: str, *, title: str, name: str, source: Sequence[str], table: Table) -> None:
    """“Ảnh (PNG)” and “Số liệu (CSV)” of the chart with this `key`; both files are called `name`."""
    with st.container(key=f"{key}.downloads".replace(".", "-"), horizontal=True, gap="small"):
        browser.picture(
            f"{key}.png", key, name=f"{name}.png", title=title, source=source,
            spoken=f"Tải ảnh (PNG): {title}",
        )  # fmt: skip
        st.download_button(
            "Số liệu (CSV)",
            data=partial(_bytes, table),
            file_name=f"{name}.csv",
            mime="text/csv",
            icon=":material/table_view:",
            key=f"{key}.csv",
            type="tertiary",
            on_click="ignore",
        )


def source_of(settings: Settings, at: datetime) -> list[str]:
    """Whose figures these are, of when, and that a sample is one."""
    said = [f"“Dân vận khéo” năm {settings.plan_year:.0f}", f"xã {settings.commune_name}", vi.as_of(at)]
    return [*said, "DỮ LIỆU MẪU — HƯ CẤU"] if settings.demo else said


def file_name(what: str, quarter: Quarter) -> str:
    """`tien-do-thon-2026-q3`."""
    return f"{what}-{quarter.key.lower()}"


def _bytes(table: Table) -> bytes:
    header, lines = table()
    return csv_file(header, lines)
