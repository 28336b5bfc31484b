"""Which models are there, in what state, and what may be decided? (design, section 5.6; model life-cycle)"""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from components import (
    acting,
    approvals,
    draft,
    errors,
    exemplar_forms,
    freshness,
    going_on,
    links,
    model_detail,
    models,
    onward,
    press,
    states,
    theme,
    years,
)
from components.model_card import Line
from domain.conflicts import Seen
from domain.permissions import Actor
from domain.snapshot import Snapshot
from domain.view import quarter_view, shown_quarter
from domain.vocabulary import Role, Tab
from sheets import actions, session


def show() -> None:
    """The list, or one model when the address names it (`?mh=`)."""
    snapshot, actor = session.snapshot(), session.identity().actor
    freshness.top_line(snapshot.settings, session.health, phone=theme.on_phone())
    freshness.watch(snapshot.version, session.version)
    acting.told()
    view = quarter_view(snapshot.figures or snapshot, shown_quarter(snapshot))
    found = models.lines(snapshot, view)
    wanted = st.query_params.get("mh")
    if wanted:
        line = next((one for one in found if one.model.model_id == wanted), None)
        with draft.page(actor.email if actor else ""):
            _detail(line, snapshot, actor)
        return
    _list(found, models.counts(snapshot, view), snapshot, actor)


def _list(
    found: tuple[Line, ...], counts: models.Counts, snapshot: Snapshot, actor: Actor | None
) -> None:  # fmt: skip
    st.title(models.title(counts), anchor=False)
    if not found:
        st.info("Chưa có mô hình nào được đăng ký. Gửi liên kết đăng ký cho các thôn, đơn vị.", icon=":material/inbox:")
        st.page_link(links.to(links.REGISTER), label="Mở trang Đăng ký", icon=":material/add_circle:")
        return
    phone, reads = theme.on_phone(), actor is not None and actor.role is not Role.GUEST
    problems = session.problems() if reads else ()
    if problems:
        errors.panel(problems, snapshot, lambda one: session.tab_link(one.tab, one.cell), phone=phone)
    link = partial(_cell, snapshot, session.tab_link(Tab.MODELS)) if reads else lambda _: None
    left = models.filters(found, counts.waiting, snapshot, phone=phone)
    if models.only_waiting() and not counts.waiting:
        st.success("Không còn mô hình nào chờ duyệt.", icon=":material/check_circle:")
        return
    if actor is not None and models.only_waiting() and any(approvals.answers(one, snapshot, actor) for one in left):
        chosen = _waiting(left, snapshot, actor, link)
    else:
        chosen = models.table(left, counts.models, link, phone=phone)
    if chosen:
        onward.here("mh", chosen)


def _waiting(found: Sequence[Line], snapshot: Snapshot, actor: Actor, link: Callable[[Line], str | None]) -> str | None:
    """What an officer answers right here; the model that somebody wants to see whole."""
    with draft.page(actor.email):
        pressed, wanted = approvals.cards(found, snapshot, actor, link)
        if pressed:
            slot, rule, said = pressed
            acting.run(slot, rule, partial(_carry_out, actor), said)
    return wanted


def _cell(snapshot: Snapshot, sheet: str | None, line: Line) -> str | None:
    """The first cell of the model's row, wherever it stands now."""
    row = snapshot.row_of(Tab.MODELS, line.model.model_id)
    if row is None:
        return None
    return links.cell(snapshot, Tab.MODELS, f"A{row}", sheet)


def _detail(line: Line | None, snapshot: Snapshot, actor: Actor | None) -> None:
    if press.button("Về danh sách", icon=":material/arrow_back:", key="mo_hinh.back"):
        del st.query_params["mh"]
        st.rerun()
    if line is None or actor is None:
        st.title("Mô hình", anchor=False)
        states.not_found("mô hình")
        return
    model_detail.head(line)
    asked = model_detail.decisions(line, snapshot, actor)
    if asked:
        slot, rule, said = asked
        acting.run(slot, rule, partial(_carry_out, actor), said)
    _go_on(line, snapshot, actor)
    left, right = st.columns([1.4, 1], gap="medium")
    with left:
        model_detail.facts(line)
        model_detail.progress(line, snapshot)
    with right:
        model_detail.events(line.model, snapshot)
        exemplar_forms.way(line.model, snapshot, actor)
        links.history(actor, snapshot, Tab.MODELS, line.model.model_id)


def _go_on(line: Line, snapshot: Snapshot, actor: Actor) -> None:
    """Into the next year and to other units, where these workbooks are open to the reader."""
    found = session.seen_years()
    following = years.after(found, int(snapshot.settings.plan_year))
    known = session.snapshot_of(following.number) if following else None
    going = going_on.draw(line.model, snapshot, actor, going_on.Beside(found, session.choose_year, known))
    if going:
        acting.run(going.slot, going.rule, partial(_goes_on, actor, going), going.said)


def _goes_on(actor: Actor, going: going_on.Going, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    if not going.next_year:
        return actions.carry_out(actor, rule, op=op, seen=seen)
    if going.carries:
        return actions.carry_over(actor, model_id=going.model_id, values=going.values, op=op, seen=seen)
    return actions.replicate_to(actor, model_id=going.model_id, unit_ids=going.values["unit_ids"], op=op)


def _carry_out(actor: Actor, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    return actions.carry_out(actor, rule, op=op, seen=seen)
