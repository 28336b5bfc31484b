"""Figures whose chart stands on a page of its own: the way back to it from their records."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from components import links
from domain.government import RATE_CODES


@dataclass(frozen=True, slots=True)
class Home:
    """A page by slug and title, and what its address says to show the part with the figure."""

    slug: str
    title: str
    query: Mapping[str, str]


def _communication(part: str) -> Home:
    return Home(links.COMMUNICATION, "Tuyên truyền", {"muc": part})


def _service(part: str) -> Home:
    return Home(links.SERVICE, "Dân vận chính quyền", {"nhom": part})


def _feedback() -> Home:
    return Home(links.FEEDBACK, "Ý kiến MTTQ", {"xem": "Biểu đồ"})


def _exemplars() -> Home:
    return Home(links.EXEMPLARS, "Điển hình và khen thưởng", {"xem": "Toàn cảnh"})


HOMES: Mapping[str, Home] = {
    **dict.fromkeys(("I17", "I17b"), Home(links.TASKS, "Nhiệm vụ", {})),
    **dict.fromkeys(("I22", "I22b"), _feedback()),
    **dict.fromkeys(("I23", "I24", "I24b", "I24c"), _exemplars()),
    "TTR": _communication("Kênh"),
    "I18": _communication("Đơn vị"),
    "I18b": _communication("Đối tượng"),
    "I18c": _communication("Đơn vị"),
    "I18d": _communication("Điển hình, thi đua"),
    "R15": _communication("Đối tượng"),
    "R58": _communication("Điển hình, thi đua"),
    "R63": _communication("Điển hình, thi đua"),
    **{code: _service("Tiếp công dân, đối thoại") for code in RATE_CODES if code.startswith("I19")},
    **{code: _service("Kiến nghị, khiếu nại, tố cáo") for code in RATE_CODES if code.startswith("I20")},
    **{code: _service("Thủ tục hành chính, công khai") for code in RATE_CODES if code.startswith("I21")},
}


def back(code: str) -> None:
    """The way to the page of this figure; the quarter stays."""
    home = HOMES[code]
    query = {**home.query, **({"quy": st.query_params["quy"]} if "quy" in st.query_params else {})}
    st.page_link(
        links.to(home.slug), label=f"Về trang {home.title}", icon=":material/arrow_back:", query_params=query,
        width="content",
    )  # fmt: skip
