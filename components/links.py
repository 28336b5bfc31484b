"""Links between pages, by slug: a page never imports another one (streamlit.md, section 1)."""

from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

from domain.history import may_read
from domain.permissions import Actor
from domain.quarters import Quarter
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
CHASE = "don-doc"
QUEUE = "cho-gui"
SHEET = "so-dung-chung"
ERRORS = "loi-du-lieu"
ADMIN = "quan-tri"
HISTORY = "lich-su"
SLIDES = "trinh-chieu"
FIGURES = "chi-so"
COMMUNICATION = "tuyen-truyen"
SERVICE = "chinh-quyen"
FEEDBACK = "y-kien"
EXEMPLARS = "dien-hinh"
RATING = "xep-loai"
MY_WORK = "viec-cua-toi"
TASKS = "nhiem-vu"
PLAN = "ke-hoach"
CLOSING = "khoa-ky"
YEARS = "nam"


def _elsewhere() -> None:
    """Never called: Streamlit knows the registered page by its address alone."""


def to(slug: str) -> Page:
    """The page with this address, for `st.page_link` and `st.switch_page`."""
    return st.Page(_elsewhere, title=slug, url_path=slug, default=slug == OVERVIEW)


def records(code: str, quarter: Quarter, label: str) -> None:
    """The way from a figure to the records behind it, on the page Chỉ số."""
    query = {"chi-so": code, "quy": quarter.key}
    st.page_link(to(FIGURES), label=label, icon=":material/list_alt:", query_params=query, width="content")


def cell(snapshot: Snapshot, tab: Tab, name: str, sheet: str | None = None) -> str:
    """The address of a cell ("H19"): in the tab at the address `sheet` on Google, else on the page of the workbook.

    It names the year: the browser opens it as a new session, which begins with the usual one.
    """
    if sheet:
        return f"{sheet}&range={name}"
    return f"{SHEET}?{urlencode({'tab': str(tab), 'nam': int(snapshot.settings.plan_year), 'o': name})}"


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
