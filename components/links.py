"""Links between pages, by slug: a page never imports another one (streamlit.md, section 1)."""

import streamlit as st
from streamlit.navigation.page import Page

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
ADMIN = "quan-tri"


def _elsewhere() -> None:
    """Never called: Streamlit knows the registered page by its address alone."""


def to(slug: str) -> Page:
    """The page with this address, for `st.page_link` and `st.switch_page`."""
    return st.Page(_elsewhere, title=slug, url_path=slug, default=slug == OVERVIEW)
