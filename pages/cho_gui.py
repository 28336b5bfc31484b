"""What was saved and is not on the sheet yet, and what must a person decide? (issue 4, item 3)"""

import streamlit as st

from components import acting, freshness, queue, states, theme
from components.messages import attempt
from components.messages import show as show_error
from domain.conflicts import Seen
from domain.errors import Conflict, DvkError
from domain.outbox import Entry, EntryState
from domain.permissions import Actor
from sheets import actions, session

FAILED = "cho_gui.failed"


def show() -> None:
    """Refused saves first, then those that wait, then what was written within a day."""
    snapshot, actor = session.snapshot(), session.identity().actor
    with st.container(key="cho_gui-form"):
        freshness.outage_only(snapshot.settings, session.health, phone=theme.on_phone())
        freshness.watch(snapshot.version, session.version)
        acting.told()
        if actor is None:
            states.only_views("nội dung nào")
            return
        entries = session.saves()
        st.title(queue.title(entries), anchor=False)
        failed = st.session_state.pop(FAILED, None)
        if isinstance(failed, DvkError) and not isinstance(failed, Conflict):
            show_error(failed)
        for state in (EntryState.REFUSED, EntryState.WAITING, EntryState.DONE, EntryState.DROPPED):
            for entry in entries:
                if entry.state is state:
                    _entry(entry, actor)
        if not entries:
            st.info("Chưa lưu nội dung nào trong ngày.", icon=":material/inbox:")


def _entry(entry: Entry, actor: Actor) -> None:
    with st.container(border=True, gap="xsmall"):
        queue.card(entry)
        if entry.state is not EntryState.REFUSED:
            return
        wanted = queue.decided(entry)
    if wanted is None:
        return
    what, choices = wanted
    if what == "drop":
        actions.give_up(actor, entry.op)
        st.session_state[acting.TOLD] = "Đã bỏ nội dung này"
    else:
        with st.spinner("Đang gửi lại…"):
            answer = attempt(lambda: actions.send_again(actor, entry.op, seen=_seen(entry, choices)))
        if isinstance(answer, DvkError):
            st.session_state[FAILED] = answer
        else:
            st.session_state[acting.TOLD] = "Đã lưu, chờ gửi" if answer.waiting else "Đã ghi lên trang tính"
    st.rerun()


def _seen(entry: Entry, choices: dict[str, str] | None) -> Seen | None:
    """After a conflict was decided, what the person has seen of it."""
    if choices is None or not isinstance(entry.error, Conflict):
        return None
    return entry.seen.decided(entry.error, choices)
