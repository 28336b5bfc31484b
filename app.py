"""The frame: page settings, who acts, navigation, and the place where an error becomes a Vietnamese sentence.

This file is the server and the frame (streamlit.md, section 0.1): `streamlit run app.py` imports it once and finds
`app`; every visitor's run executes it as `__main__`.
"""

import gc
import logging
import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial

import streamlit as st
from starlette.middleware import Middleware
from streamlit.navigation.page import Page

from components import ahead, banner, freshness, links, messages, pacing, queue, shell, states, style, wire, years
from components.menu import Entry, pages
from domain.errors import DvkError, NoSuchYear, StoreError
from domain.permissions import OWN_ONLY, WRITES
from domain.plan_year import YearSeen
from domain.vocabulary import Role
from pages import (
    bao_cao,
    chi_so,
    chinh_quyen,
    cho_gui,
    dang_ky,
    dien_hinh,
    don_doc,
    don_vi,
    ke_hoach,
    kho_khan,
    khoa_ky,
    kiem_tra,
    lich_su,
    loi_du_lieu,
    mo_hinh,
    nam,
    nhiem_vu,
    quan_tri,
    so_dung_chung,
    tong_quan,
    trinh_chieu,
    tuyen_truyen,
    viec_cua_toi,
    xep_loai,
    y_kien,
)
from sheets import session

log = logging.getLogger("dvk")

WRITERS = frozenset(role for role in Role if WRITES[role])
RESTORERS = WRITERS - OWN_ONLY
READERS = frozenset(Role) - {Role.GUEST}
MORE, DATA = "Chuyên đề", "Dữ liệu"  # what is not asked for every day stands in groups of the same bar
ENTRIES = (
    Entry(tong_quan.show, "Tổng quan", links.OVERVIEW, ":material/dashboard:", default=True),
    Entry(
        viec_cua_toi.show,
        "Việc của tôi",
        links.MY_WORK,
        ":material/assignment_turned_in:",
        roles=READERS,
        group=MORE,
        first=OWN_ONLY,
    ),
    Entry(mo_hinh.show, "Mô hình", links.MODELS, ":material/list_alt:"),
    Entry(don_vi.show, "Thôn, đơn vị", links.UNITS, ":material/holiday_village:"),
    Entry(dang_ky.show, "Đăng ký", links.REGISTER, ":material/add_circle:"),
    Entry(bao_cao.show, "Báo cáo", links.REPORTS, ":material/description:"),
    Entry(kiem_tra.show, "Kiểm tra", links.INSPECTIONS, ":material/fact_check:"),
    Entry(don_doc.show, "Đôn đốc", links.CHASE, ":material/campaign:", roles=READERS),
    Entry(trinh_chieu.show, "Trình chiếu", links.SLIDES, ":material/slideshow:"),
    Entry(chi_so.show, "Chỉ số", links.FIGURES, ":material/bar_chart:", group=MORE),
    Entry(ke_hoach.show, "Kế hoạch", links.PLAN, ":material/gavel:", group=MORE),
    Entry(nhiem_vu.show, "Nhiệm vụ", links.TASKS, ":material/checklist:", group=MORE),
    Entry(kho_khan.show, "Khó khăn", links.DIFFICULTIES, ":material/construction:", group=MORE),
    Entry(tuyen_truyen.show, "Tuyên truyền", links.COMMUNICATION, ":material/record_voice_over:", group=MORE),
    Entry(chinh_quyen.show, "Dân vận chính quyền", links.SERVICE, ":material/account_balance:", group=MORE),
    Entry(y_kien.show, "Ý kiến MTTQ", links.FEEDBACK, ":material/forum:", group=MORE),
    Entry(dien_hinh.show, "Điển hình và khen thưởng", links.EXEMPLARS, ":material/workspace_premium:", group=MORE),
    Entry(xep_loai.show, "Xếp loại", links.RATING, ":material/leaderboard:", group=MORE),
    Entry(nam.show, "Năm", links.YEARS, ":material/calendar_month:", group=DATA),
    Entry(cho_gui.show, "Chờ gửi", links.QUEUE, ":material/schedule_send:", roles=WRITERS, group=DATA),
    Entry(loi_du_lieu.show, "Lỗi dữ liệu", links.ERRORS, ":material/rule:", roles=READERS, group=DATA),
    Entry(khoa_ky.show, "Khóa kỳ", links.CLOSING, ":material/lock:", roles=READERS, group=DATA),
    Entry(so_dung_chung.show, "Sổ dùng chung", links.SHEET, ":material/table:", roles=READERS, group=DATA),
    Entry(lich_su.show, "Lịch sử", links.HISTORY, ":material/history:", roles=RESTORERS, group=DATA),
    Entry(quan_tri.show, "Quản trị", links.ADMIN, ":material/settings:", roles=frozenset({Role.ADMIN}), group=DATA),
)


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
    pacing.begin()
    st.set_page_config(page_title="Dân vận khéo", page_icon="static/icon.png", layout="wide")
    known = who()
    actor = None if isinstance(known, Exception) else known.actor
    page = st.navigation(pages(ENTRIES, actor.role if actor else None), position="top" if actor else "hidden")
    st.logo("static/logo.svg", size="large")
    style.inject()
    shell.mount(actor.email if actor else None)
    with messages.told():
        found = session.seen_years()
        years.keep(found)
        body(page, known, found)


def body(page: Page, known: session.Identity | Exception, found: Sequence[YearSeen]) -> None:
    """The page, or what stands in its place while nobody may see it."""
    if isinstance(known, StoreError) and session.version() == 0:
        freshness.watch(0, session.version)
        if session.health().error is None:
            states.loading()
            return
    if isinstance(known, NoSuchYear):
        years.absent(found, known, session.choose_year)
        return
    if isinstance(known, Exception):
        raise known
    switch = partial(years.switch, found, session.choose_year)
    if known.mode != "chooser":
        signed(page, known, found, switch)
        return
    banner.trial(known.actor, known.accounts, session.choose, switch)
    if known.actor is None:
        banner.welcome()
        return
    run(page, found)


def run(page: Page, found: Sequence[YearSeen]) -> None:
    """The page below what is said on every page."""
    years.line(found, session.choose_year)
    queue.line(session.waiting)
    page.run()


def signed(page: Page, known: session.Identity, found: Sequence[YearSeen], switch: Callable[[], None]) -> None:
    """Where people sign in: the page for a known account, else what its owner can do."""
    if known.actor is not None:
        banner.signed_in(known.actor, switch)
        run(page, found)
    elif known.mode == "sign_in":
        states.sign_in()
    elif known.mode == "unknown":
        switch()  # another year may know this account
        states.unknown_account(known.email)
    else:
        states.closed()


@asynccontextmanager
async def ready(_app: st.App) -> AsyncIterator[None]:
    """Before the first visitor: one run of the frame, so that imports, navigation and first reading are done."""
    from streamlit.runtime import get_instance  # noqa: PLC0415 - not public; only the server has it

    wire.undelayed()
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
    middleware = [Middleware(wire.Packed), Middleware(wire.Ahead, ahead.links())]
    app = st.App(__file__, lifespan=ready, on_script_error=fault, middleware=middleware)
