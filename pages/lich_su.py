"""What happened to this record, and what can be brought back of it? Which rows were deleted? (Nhật ký)"""

from functools import partial

import streamlit as st

from components import acting, draft, freshness, past, states, theme
from components.messages import attempt
from components.messages import show as show_error
from domain import restoring
from domain.conflicts import Seen
from domain.errors import DvkError
from domain.history import Step, may_read, steps
from domain.outbox import EntryState
from domain.permissions import OWN_ONLY, WRITES, Actor
from domain.snapshot import Snapshot
from domain.standing import table_of
from domain.tables import HistoryEntry
from domain.vocabulary import HistoryAction, Tab
from sheets import actions, session


def show() -> None:
    """The history of the record that the address names (`?tab=&ma=`), else the rows that people deleted."""
    snapshot, actor = session.snapshot(), session.identity().actor
    with draft.page(actor.email if actor else ""), st.container(key="lich_su-form"):
        freshness.outage_only(snapshot.settings, session.health, phone=theme.on_phone())
        freshness.watch(snapshot.version, session.version)
        acting.told()
        tab = next((one for one in Tab if one == st.query_params.get("tab")), None)
        record_id = st.query_params.get("ma")
        restores = actor is not None and actor.role not in OWN_ONLY and bool(WRITES[actor.role])
        if actor is not None and record_id:
            _record(snapshot, actor, tab, record_id)
        elif actor is not None and restores:
            _gone(snapshot, actor)
        else:
            states.no_deleted_rows()


def _record(snapshot: Snapshot, actor: Actor, tab: Tab | None, record_id: str) -> None:
    table = table_of(tab or "")
    if tab is None or table is None or not may_read(actor, snapshot, tab, record_id):
        st.title("Lịch sử thay đổi", anchor=False)
        states.no_history()
        return
    record = past.head(snapshot, tab, record_id)
    entries = attempt(lambda: session.history(tab, record_id))
    if isinstance(entries, DvkError):
        show_error(entries)
        return
    stands = snapshot.row_of(tab, record_id) is not None
    found = steps(entries)
    if not found:
        st.info("Chưa có thay đổi nào của bản ghi này được ghi trong Nhật ký.", icon=":material/history:")
    may = actor.role not in OWN_ONLY and tab in WRITES[actor.role]

    def below(step: Step) -> None:
        if may and not stands and step is found[0] and step.head.action is HistoryAction.SOFT_DELETE:
            _restore(actor, step.head, waiting=_waiting())
            return
        back = restoring.going_back(table, entries, step.first) if may and stands and step.can_be_undone else []
        values = {one.field: one.then for one in back}
        slot = f"lich_su.{tab.name}.{record_id}.{step.first}"
        if values and record is not None:
            acting.watching(slot, record, values)
        if values and past.put_back(slot, back):
            rule = partial(restoring.put_back, tab=str(tab), record_id=record_id, values=values)
            acting.run(slot, rule, partial(_carry_out, actor), "Đã đưa về nội dung trước")

    past.steps(found, session.people(), below)
    if not stands and found:
        past.not_there(restores=may)


def _gone(snapshot: Snapshot, actor: Actor) -> None:
    found = attempt(session.deleted)
    if isinstance(found, DvkError):
        st.title("Dòng đã bị xóa", anchor=False)
        show_error(found)
        return
    past.gone_head(found)
    tab = past.choose_tab(found)
    waiting = _waiting()
    below = partial(_restore, actor, waiting=waiting)
    past.gone([one for one in found if tab in (past.ALL, one.tab)], snapshot, below)


def _waiting() -> set[tuple[object, object]]:
    """The rows (tab, ID) whose return is on its way to the sheet."""
    return {
        (one.arguments.get("tab"), one.arguments.get("record_id"))
        for one in session.saves()
        if one.state is EntryState.WAITING and one.rule == restoring.restore_row.__name__
    }


def _restore(actor: Actor, entry: HistoryEntry, *, waiting: set[tuple[object, object]]) -> None:
    """Brings a row back that people deleted, with what stood in it."""
    cells = restoring.deleted_cells(entry.old)
    slot = f"lich_su.gone.{entry.tab}.{entry.record_id}"
    if cells and past.restore(slot, waits=(entry.tab, entry.record_id) in waiting):
        rule = partial(restoring.restore_row, tab=entry.tab or "", record_id=entry.record_id or "", cells=cells)
        acting.run(slot, rule, partial(_carry_out, actor), f"Đã khôi phục {entry.record_id}")


def _carry_out(actor: Actor, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    return actions.carry_out(actor, rule, op=op, seen=seen)
