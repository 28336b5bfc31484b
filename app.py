"""The frame: page settings, who acts, navigation, and the place where an error becomes a Vietnamese sentence.

This file is the server and the frame (streamlit.md, section 0.1): `streamlit run app.py` imports it once and finds
`app`; every visitor's run executes it as `__main__`.
"""

import gc
import logging
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import Page

from components import banner, freshness, links, messages, queue, shell, states, style
from domain.errors import DvkError, StoreError
from domain.permissions import OWN_ONLY, WRITES
from domain.vocabulary import Role
from pages import (
    bao_cao,
    cho_gui,
    dang_ky,
    don_vi,
    kho_khan,
    kiem_tra,
    lich_su,
    loi_du_lieu,
    mo_hinh,
    quan_tri,
    so_dung_chung,
    tong_quan,
)
from sheets import session

log = logging.getLogger("dvk")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the menu. Its file name is an address too: people type it, and Streamlit would say “Page not found”."""

    show: Callable[[], None]
    title: str
    slug: str
    icon: str
    default: bool = False
    roles: frozenset[Role] = frozenset(Role)

    @property
    def file_name(self) -> str:
        return self.show.__module__.rpartition(".")[2]


WRITERS = frozenset(role for role in Role if WRITES[role])
RESTORERS = WRITERS - OWN_ONLY
READERS = frozenset(Role) - {Role.GUEST}
ENTRIES = (
    Entry(tong_quan.show, "Tổng quan", links.OVERVIEW, ":material/dashboard:", default=True),
    Entry(mo_hinh.show, "Mô hình", links.MODELS, ":material/list_alt:"),
    Entry(don_vi.show, "Thôn, đơn vị", links.UNITS, ":material/holiday_village:"),
    Entry(dang_ky.show, "Đăng ký", links.REGISTER, ":material/add_circle:"),
    Entry(bao_cao.show, "Báo cáo", links.REPORTS, ":material/description:"),
    Entry(kiem_tra.show, "Kiểm tra", links.INSPECTIONS, ":material/fact_check:"),
    Entry(kho_khan.show, "Khó khăn", links.DIFFICULTIES, ":material/construction:"),
    Entry(cho_gui.show, "Chờ gửi", links.QUEUE, ":material/schedule_send:", roles=WRITERS),
    Entry(loi_du_lieu.show, "Lỗi dữ liệu", links.ERRORS, ":material/rule:", roles=READERS),
    Entry(so_dung_chung.show, "Sổ dùng chung", links.SHEET, ":material/table:", roles=READERS),
    Entry(lich_su.show, "Lịch sử", links.HISTORY, ":material/history:", roles=RESTORERS),
    Entry(quan_tri.show, "Quản trị", links.ADMIN, ":material/settings:", roles=frozenset({Role.ADMIN})),
)


def pages(role: Role | None) -> list[Page]:
    """The menu of a role, and hidden pages for the other addresses of the same pages. Each page itself says who may.

    The default page answers at `/` only and reserves the address it is given, so its slug is one of the others.
    """
    menu = [
        st.Page(
            one.show,
            title=one.title,
            icon=one.icon,
            url_path=links.HOME if one.default else one.slug,
            default=one.default,
            visibility="visible" if role in one.roles else "hidden",
        )
        for one in ENTRIES
    ]
    others = [(one, one.file_name) for one in ENTRIES] + [(one, one.slug) for one in ENTRIES if one.default]
    hidden = [st.Page(one.show, title=one.title, url_path=path, visibility="hidden") for one, path in others]
    return menu + hidden


def who() -> session.Identity | Exception:
    """Who acts, or why nobody knows: the navigation must be reached whatever happens."""
    try:
        return session.identity()
    except DvkError as error:
        return error
    except Exception as error:
        log.exception("who acts is not known")
        return error


def frame() -> None:
    """One run for one visitor."""
    st.set_page_config(page_title="Dân vận khéo", page_icon="static/icon.png", layout="wide")
    known = who()
    actor = None if isinstance(known, Exception) else known.actor
    page = st.navigation(pages(actor.role if actor else None), position="top" if actor else "hidden")
    st.logo("static/logo.svg", size="large")
    style.inject()
    shell.mount(actor.email if actor else None)
    with messages.told():
        body(page, known)


def body(page: Page, known: session.Identity | Exception) -> None:
    """The page, or what stands in its place while nobody may see it."""
    if isinstance(known, StoreError) and session.version() == 0:
        freshness.watch(0, session.version)
        if session.health().error is None:
            states.loading()
            return
    if isinstance(known, Exception):
        raise known
    if known.mode != "chooser":
        signed(page, known)
        return
    banner.trial(known.actor, known.accounts, session.choose)
    if known.actor is None:
        banner.welcome()
        return
    queue.line(session.waiting)
    page.run()


def signed(page: Page, known: session.Identity) -> None:
    """Where people sign in: the page for a known account, else what its owner can do."""
    if known.actor is not None:
        banner.signed_in(known.actor)
        queue.line(session.waiting)
        page.run()
    elif known.mode == "sign_in":
        states.sign_in()
    elif known.mode == "unknown":
        states.unknown_account(known.email)
    else:
        states.closed()


@asynccontextmanager
async def ready(_app: st.App) -> AsyncIterator[None]:
    """Before the first visitor: one run of the frame, so that imports, navigation and first reading are done."""
    from streamlit.runtime import get_instance  # noqa: PLC0415 - not public; only the server has it

    session.warm()
    await get_instance().does_script_run_without_error()
    gc.collect()
    gc.freeze()
    yield


def fault(error: Exception) -> bool:
    """A fault of the program: its traceback goes to the log under a code, the code to the visitor."""
    code = uuid.uuid4().hex[:8]
    log.error("code=%s", code, exc_info=error)
    messages.unexpected(code)
    return True


if __name__ == "__main__":
    frame()
else:
    app = st.App(__file__, lifespan=ready, on_script_error=fault)
