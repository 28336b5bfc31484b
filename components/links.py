"""Links between pages, by slug: a page never imports another one (streamlit.md, section 1)."""

import streamlit as st
from streamlit.navigation.page import Page

from domain.history import may_read
from domain.permissions import Actor
from domain.snapshot import Snapshot
from domain.vocabulary import Tab

HOME = "trang-chu"
OVERVIEW = "tong-quan"
REGISTER = "dang-ky"
MODELS = "mo-hinh"
UNITS = "don-vi"
REPORTS = "bao-cao"
INSPECTIONS = "kiem-tra"
DIFFICULTIES = "kho-khan"
QUEUE = "cho-gui"
SHEET = "so-dung-chung"
ERRORS = "loi-du-lieu"
ADMIN = "quan-tri"
HISTORY = "lich-su"


def _elsewhere() -> None:
    """Never called: Streamlit knows the registered page by its address alone."""


def to(slug: str) -> Page:
    """The page with this address, for `st.page_link` and `st.switch_page`."""
    return st.Page(_elsewhere, title=slug, url_path=slug, default=slug == OVERVIEW)


def history(actor: Actor | None, snapshot: Snapshot, tab: Tab, record_id: str | None) -> None:
    """The way to what happened to a record, for who may read that."""
    if actor is None or not record_id or not may_read(actor, snapshot, tab, record_id):
        return
    st.page_link(
        to(HISTORY),
        label="Lịch sử",
        icon=":material/history:",
        query_params={"tab": str(tab), "ma": record_id},
        width="content",
    )
