"""What stands above every page while nobody signs in: that this is a trial, and the choice of the account."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.markup import escaped
from domain.permissions import Actor
from domain.tables import Account

TRIAL = ":blue-badge[:material/person: Dùng thử, chưa đăng nhập] :gray[Đang làm việc với tài khoản:]"


def trial(
    actor: Actor | None, accounts: Sequence[Account], choose: Callable[[str], None], beside: Callable[[], None]
) -> None:
    """One line above every page: nobody is signed in, and the chooser among `accounts` (local visitors only).

    `beside` draws what else is chosen for all pages.
    """
    with st.container(key="trial", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(TRIAL, width="content")
        chooser(actor, accounts, choose)
        beside()


def signed_in(actor: Actor, beside: Callable[[], None]) -> None:
    """One line above every page: whose account this is, and the way out."""
    with st.container(key="trial", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":gray[:material/person: {escaped(actor.name)} · {actor.role}]", width="content")
        beside()
        st.button("Đăng xuất", key="frame.sign_out", icon=":material/logout:", type="tertiary", on_click=st.logout)


def chooser(actor: Actor | None, accounts: Sequence[Account], choose: Callable[[str], None]) -> None:
    """`choose` gets the address of the chosen account before the next run draws anything.

    Each actor has a box of its own, whose default is that actor. With one box, set through the session state, a second
    run could overtake the first in the browser, which then sent its default back: the first account of the list.
    """
    labels = {account.email or "": label(account) for account in accounts}
    key = f"frame.account.{actor.email}" if actor else "frame.account"
    st.selectbox(
        "Tài khoản",
        list(labels),
        index=list(labels).index(actor.email) if actor else None,
        format_func=lambda email: labels.get(email, email),
        placeholder="Chọn tài khoản",
        label_visibility="collapsed",
        key=key,
        on_change=lambda: choose(st.session_state[key] or ""),
        width=360,
    )


def label(account: Account) -> str:
    """`Đơn vị · TH-03 · Nguyễn Văn Mẫu`."""
    return " · ".join(part for part in (account.role, account.unit_id, account.full_name) if part)


def welcome() -> None:
    """The first page of a trial, before an account is chosen."""
    st.title("Chọn tài khoản để bắt đầu dùng thử", anchor=False)
    st.markdown(
        "Ứng dụng chưa cài đăng nhập, nên người dùng máy này tự chọn vai của mình ở dòng trên. "
        "Mỗi vai thấy và làm được những việc khác nhau: **Quản trị**, **Chuyên viên**, **Lãnh đạo (xem)**, "
        "**Đơn vị**, **MTTQ**, **Khách**."
    )
    st.caption(escaped("Lựa chọn được nhớ trên trình duyệt này."))
