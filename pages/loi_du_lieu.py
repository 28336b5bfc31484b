"""Which cells can not be used as they stand, what does it do to the charts, and how is it mended? (design 5.6)"""

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from components import acting, draft, errors, freshness, press, states, theme
from components.markup import escaped
from domain import mending
from domain.conflicts import Seen
from domain.permissions import OWN_ONLY, Actor
from domain.snapshot import Problem, Snapshot
from domain.vocabulary import Role
from sheets import actions, session


def show() -> None:
    """The problems that the actor may see, filtered by the address (`?muc=&dv=&tab=`), each with its remedy."""
    snapshot, actor = session.snapshot(), session.identity().actor
    with draft.page(actor.email if actor else ""), st.container(key="loi_du_lieu-form"):
        freshness.outage_only(snapshot.settings, session.health, phone=theme.on_phone())
        freshness.watch((snapshot.version, session.lacking()), lambda: (session.version(), session.lacking()))
        acting.told()
        if actor is None or actor.role is Role.GUEST:
            states.totals_only("Lỗi dữ liệu")
            return
        problems = session.problems()
        st.title(errors.title(problems), anchor=False)
        if not problems:
            st.success("Mọi ô trong sổ đều đọc được.", icon=":material/task_alt:")
            return
        choice = errors.choose(problems, snapshot)
        chosen = [one for one in problems if choice.takes(one)]
        if not chosen:
            st.info("Không có ô nào theo bộ lọc này.", icon=":material/filter_alt_off:")
        if choice.unit and chosen and actor.role not in OWN_ONLY:
            page = _page_of(choice.unit, int(snapshot.settings.plan_year))
            errors.reminder(chosen, choice.unit, snapshot, page)
        errors.cards(chosen, snapshot, _address, partial(_remedy, snapshot, actor))


def _page_of(unit: str, year: int) -> str:
    """The unit's own list, as an address that works outside this browser, whichever year is the usual one by then."""
    return f"{(st.context.url or '').partition('?')[0]}?{urlencode({'dv': unit, 'nam': year})}"


def _address(problem: Problem) -> str | None:
    return session.tab_link(problem.tab, problem.cell)


def _remedy(snapshot: Snapshot, actor: Actor, problem: Problem, slot: str) -> None:
    """One press writes the suggestion into the cell, with its history, unless the cell says something else by now."""
    acting.refusal(slot)
    if mending.may_fill_down(actor, problem) and press.button(
        f"Bỏ gộp và điền xuống đến dòng {problem.until}", key=f"{slot}.fill", icon=":material/vertical_align_bottom:"
    ):
        rule = partial(
            mending.fill_down,
            tab=str(problem.tab),
            field=problem.field,
            row=problem.row,
            until=problem.until or 0,
            shown=problem.value,
        )
        acting.run(slot, rule, partial(_carry_out, actor), f"Đã bỏ gộp và điền xuống đến dòng {problem.until}")
    if not mending.may_correct(snapshot, actor, problem):
        return
    if press.button(f"Sửa thành “{escaped(problem.suggestion)}”", key=f"{slot}.mend", icon=":material/auto_fix_high:"):
        rule = partial(
            mending.correct_cell,
            tab=str(problem.tab),
            field=problem.field,
            record_id=problem.record_id,
            row=problem.row,
            shown=problem.value,
            suggestion=problem.suggestion,
        )
        acting.run(slot, rule, partial(_carry_out, actor), f"Đã sửa ô {problem.cell} của tab {problem.tab}")


def _carry_out(actor: Actor, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    return actions.carry_out(actor, rule, op=op, seen=seen)
