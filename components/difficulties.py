"""Difficulties: the list, the form that raises one, and the officer's decisions (R23, R39)."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from components import acting, draft, forms, links, press, vi
from components.forms import Ask
from components.inspecting import DECIDERS
from components.markup import escaped
from components.models import page_of
from domain import names
from domain.difficulty_rules import ASSIGN_FIELDS, ENDED, OPEN, assign, resolve
from domain.fields import specs
from domain.permissions import OWN_ONLY, WITHHELD, WRITES, Actor
from domain.plans import Rule
from domain.snapshot import Snapshot
from domain.tables import Difficulty
from domain.vocabulary import DifficultyState, Tab

SPECS = {spec.name: spec for spec in specs(Difficulty)}
NO_ID = "Dòng vừa nhập trên trang tính, chưa có mã; khoảng một phút nữa có thể giao xử lý."
SLOT = "kho_khan.new"
ALL, OPEN_ONLY, WAITING = "Tất cả", "Đang mở", "Chờ quyết định"
SHOWN = 8
Pressed = tuple[str, Rule, str]


def title(found: Sequence[Difficulty]) -> str:
    """How many are open, and how many wait for a decision."""
    still = [one for one in found if one.state in OPEN]
    waiting = sum(bool(one.decider) for one in still)
    said = f"{vi.counted(len(still), 'khó khăn')} đang mở" if still else "Không có khó khăn đang mở"
    return f"{said}, {waiting} chờ quyết định" if waiting else said


def narrowed(snapshot: Snapshot, wanted: str | None) -> Sequence[Difficulty]:
    """Those of the unit that the address names, with the way back to all of them."""
    unit = snapshot.unit(wanted)
    if unit is None:
        return snapshot.difficulties
    st.markdown(f"Chỉ hiện khó khăn của **{escaped(names.full_label(unit, snapshot.units))}**.")
    if press.button("Xem tất cả khó khăn", key="kho_khan.all", icon=":material/filter_alt_off:"):
        del st.query_params["dv"]
        st.rerun()
    return snapshot.difficulties_by_unit.get(wanted, ())


def filtered(found: Sequence[Difficulty], own: str | None) -> list[Difficulty]:
    """The list as the address asks for it: those of `own` first, open ones first, the longest waiting first."""
    part = st.segmented_control(
        "Danh sách", [OPEN_ONLY, WAITING, ALL], key="kk", default=OPEN_ONLY, bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    kept = [one for one in found if part == ALL or (one.state in OPEN and (part != WAITING or one.decider))]

    def order(one: Difficulty) -> tuple[bool, bool, str, str]:
        return (
            one.unit_id != own,
            one.state in ENDED,
            str(one.decision_from or one.raised),
            one.issue_id or "",
        )

    return sorted(kept, key=order)


def form(actor: Actor, snapshot: Snapshot, wanted: str | None = None) -> dict[str, Any]:
    """The inputs that raise a difficulty, of the unit `wanted` to begin with."""
    own = actor.role in OWN_ONLY
    units = {
        unit.unit_id: names.full_label(unit, snapshot.units)
        for unit in snapshot.units
        if unit.unit_id and (not own or unit.unit_id == actor.unit_id)
    }
    draft.line(SLOT)
    asked = Ask("unit_id", "Chọn thôn hoặc đơn vị", label="Thôn, đơn vị", options=units)
    values: dict[str, Any] = {"unit_id": _ask(SLOT, asked, wanted)}
    models = {one.model_id or "": one.title or "" for one in snapshot.models_of(values["unit_id"] or "")}
    if models:
        values["model_id"] = _model(models)
    values |= {name: _ask(SLOT, Ask(name)) for name in ("content", "group", "proposal", "level")}
    values["raised"] = _ask(SLOT, Ask("raised"), snapshot.today)
    acting.refusal(SLOT)
    return values


def _model(models: Mapping[str, str]) -> str | None:
    """Which model it is about, if any: nothing is chosen for the unit, also when it has only one."""
    forms.recall(SLOT, "model_id", lambda kept: kept if kept in models else None)
    return st.selectbox(
        "Mô hình",
        list(models),
        None,
        key=f"{SLOT}.model_id",
        format_func=lambda one: models.get(one, one),
        placeholder="Không gắn với mô hình nào",
        persist_state="session",
    )


def cards(found: Sequence[Difficulty], snapshot: Snapshot, actor: Actor) -> Pressed | None:
    """One card each; what an officer pressed."""
    if not found:
        st.info("Không có khó khăn nào trong danh sách này.", icon=":material/task_alt:")
    pressed = None
    for difficulty in page_of(found, SHOWN, key="kho_khan.page"):
        with st.container(border=True, gap="xsmall"):
            st.markdown("  \n".join(_lines(difficulty, snapshot)))
            if not difficulty.issue_id:
                st.markdown(f":gray[{NO_ID}]")
            elif _decides(actor) and difficulty.state in OPEN:
                with st.container(horizontal=True):
                    pressed = _assign(difficulty) or _end(difficulty) or pressed
            links.history(actor, snapshot, Tab.DIFFICULTIES, difficulty.issue_id)
    return pressed


def _decides(actor: Actor) -> bool:
    return Tab.DIFFICULTIES in WRITES[actor.role] and actor.role not in OWN_ONLY


def _lines(difficulty: Difficulty, snapshot: Snapshot) -> Iterator[str]:
    """What it is, whose, how it stands, what is proposed and done: one text, as each element costs the browser."""
    unit = snapshot.unit(difficulty.unit_id)
    label = names.full_label(unit, snapshot.units) if unit else difficulty.unit_id or "—"
    what = escaped(difficulty.content) if difficulty.content else f"Khó khăn {difficulty.issue_id or ''}"
    raised = f" · nêu ngày {vi.day(difficulty.raised)}" if difficulty.raised else ""
    about = f"{escaped(label)} · {difficulty.issue_id or '—'} · {difficulty.group or '—'}{raised}"
    yield from (f"**{vi.capital(what)}**", f":gray[{about}]", " ".join(badges(difficulty, snapshot)))
    model = snapshot.model(difficulty.model_id)
    if model and model.title:
        yield f"**Mô hình:** {escaped(model.title)}"
    if difficulty.proposal:
        yield f"**Đề xuất:** {escaped(difficulty.proposal)}"
    if difficulty.measures:
        yield f"**Biện pháp:** {escaped(difficulty.measures)}"


def badges(difficulty: Difficulty, snapshot: Snapshot) -> list[str]:
    """State, who decides and for how long it waits, who handles it until when."""
    shown = [f":blue-badge[{difficulty.state or '—'}]"]
    since = difficulty.decision_from or difficulty.raised
    if difficulty.state not in OPEN:
        return [*shown, f":gray-badge[xong {vi.day(difficulty.resolved)}]"] if difficulty.resolved else shown
    if difficulty.decider and since:
        days = vi.counted((snapshot.today - since).days, "ngày")
        shown.append(f":orange-badge[:material/schedule: chờ quyết định {days}]")
        if difficulty.decider != WITHHELD:
            shown.append(f":blue-badge[:material/gavel: {escaped(difficulty.decider)}]")
    if difficulty.handler:
        shown.append(f":gray-badge[xử lý: {escaped(difficulty.handler)}]")
    if difficulty.due:
        shown.append(f":gray-badge[hạn {vi.day(difficulty.due)}]")
    return shown


def _assign(difficulty: Difficulty) -> Pressed | None:
    slot = f"kho_khan.{difficulty.issue_id}.assign"
    with acting.opening(slot, "Giao xử lý", icon=":material/assignment_ind:") as is_open:
        if not is_open:
            return None
        acting.opened(slot, difficulty, ASSIGN_FIELDS)  # not before: the form shows the values of this moment
        draft.line(slot)
        asks = (Ask("level"), Ask("handler"), Ask("due"), Ask("decider", DECIDERS[0]))
        values = {ask.name: _ask(slot, ask, getattr(difficulty, ask.name)) for ask in asks}
        acting.refusal(slot)
        if press.button("Giao xử lý, ghi lại", key=f"{slot}.press", type="primary"):
            return slot, partial(assign, issue_id=difficulty.issue_id or "", values=values), "Đã giao xử lý"
    return None


def _end(difficulty: Difficulty) -> Pressed | None:
    slot = f"kho_khan.{difficulty.issue_id}.end"
    acting.watching(slot, difficulty)
    states = [DifficultyState.RESOLVED, DifficultyState.ESCALATED, DifficultyState.UNRESOLVABLE]
    with acting.opening(slot, "Kết quả", icon=":material/task_alt:") as is_open:
        if not is_open:
            return None
        draft.line(slot)
        forms.recall(slot, "state", lambda kept: kept if kept in states else None, states[0])
        state = st.radio("Kết quả", states, key=f"{slot}.state")
        text = forms.text_area(slot, "measures", "Biện pháp đã thực hiện *")
        acting.refusal(slot)
        if press.button("Ghi kết quả", key=f"{slot}.press", type="primary"):
            rule = partial(resolve, issue_id=difficulty.issue_id or "", state=state, measures=text)
            return slot, rule, f"Đã ghi: {state}"
    return None


def _ask(slot: str, ask: Ask, preset: Any = None) -> Any:
    return forms.draw(SPECS[ask.name], ask, page=slot, problems=forms.current(slot).problems, preset=preset)
