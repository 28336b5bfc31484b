"""The forms of exemplars: a unit proposes and votes, an officer writes down what was decided (R25, R51, R71, R72)."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from components import acting, draft, forms, labels, links, press
from components.forms import Ask
from components.markup import escaped
from domain.errors import Duplicate
from domain.exemplar_rules import (
    POINTS,
    PROPOSAL_FIELDS,
    correct_exemplar,
    decide_exemplar,
    may_propose,
    propose_exemplar,
    record_vote,
)
from domain.fields import specs
from domain.permissions import Actor
from domain.plans import Rule
from domain.snapshot import Snapshot
from domain.tables import Exemplar, Model
from domain.vocabulary import Role
from domain.vocabulary_movement import ExemplarKind, ExemplarResult

SPECS = {spec.name: spec for spec in specs(Exemplar)}
SLOT = "dien_hinh.new"
VOTE = ("meeting", "approval")
DECISION = ("result", "answered", *POINTS, "receiver_ids")
RESULTS = {str(one): str(one) for one in ExemplarResult if one is not ExemplarResult.NEW}
Pressed = tuple[str, Rule, str]


def units_for(snapshot: Snapshot, actor: Actor) -> dict[str, str]:
    """The units for which `actor` may propose."""
    return {one: name for one, name in labels.units(snapshot, actor).items() if may_propose(snapshot, actor, one)}


def way(model: Model, snapshot: Snapshot, actor: Actor | None) -> None:
    """From a model to its proposal as an exemplar, for who may propose it or where it is proposed already."""
    known = next((one for one in snapshot.exemplars if one.model_id == model.model_id and one.exemplar_id), None)
    if not model.model_id or (known and actor and actor.role is Role.GUEST):
        return
    icon, page = ":material/workspace_premium:", links.to(links.EXEMPLARS)
    if known:
        query = {"dh": known.exemplar_id or ""}
        st.page_link(page, label="Xem đề xuất điển hình", icon=icon, query_params=query, width="content")
    elif model.approved and not model.withdrawn and may_propose(snapshot, actor, model.unit_id or ""):
        query = {"mh": model.model_id}
        st.page_link(page, label="Đề xuất làm điển hình", icon=icon, query_params=query, width="content")


def start_with(snapshot: Snapshot, actor: Actor, wanted: str | None) -> dict[str, Any]:
    """What the form begins with: the model of the address if `actor` may propose it, else the own unit."""
    units, model = units_for(snapshot, actor), snapshot.model(wanted)
    if model and model.unit_id in units:
        place, named = f"{SLOT}.{wanted}", {"kind": ExemplarKind.MODEL, "name": model.title, "model_id": wanted}
        unit_id: str | None = model.unit_id
    else:
        place, named, unit_id = SLOT, {}, actor.unit_id if actor.unit_id in units else None
    forms.current(SLOT, place)
    return {"unit_id": unit_id, "proposed": snapshot.today, **named}


def propose(snapshot: Snapshot, actor: Actor, wanted: str | None) -> Pressed | None:
    """The form of a new proposal; `wanted` is the model that the address names."""
    start = start_with(snapshot, actor, wanted)
    if wanted and "model_id" not in start:
        st.info(
            "Mô hình trong liên kết không có trong sổ hoặc thuộc đơn vị khác, nên biểu mẫu chưa điền sẵn.",
            icon=":material/info:",
        )
    form = forms.current(SLOT)
    draft.line(SLOT)
    forms.summary(form, PROPOSAL_FIELDS)
    values = _proposal(SLOT, snapshot, units_for(snapshot, actor), start)
    acting.failure(SLOT)
    rule = partial(propose_exemplar, values=values)
    if isinstance(form.refused, Duplicate):
        return _if_other(form, form.refused, partial(rule, distinct=True))
    if press.button("Gửi đề xuất", key=f"{SLOT}.send", type="primary", icon=":material/send:", width="stretch"):
        return SLOT, rule, "Đã ghi đề xuất điển hình"
    return None


def _if_other(form: forms.Form, duplicate: Duplicate, rule: Rule) -> Pressed | None:
    """The question about a proposal of the same name."""
    st.warning(
        f"Đơn vị đã đề xuất “{escaped(duplicate.title)}” ({duplicate.existing or 'chưa có mã'}) trong năm. "
        "Đây có phải đề xuất khác không?",
        icon=":material/content_copy:",
    )
    with st.container(horizontal=True):
        if press.button("Đề xuất khác, vẫn gửi", key=f"{SLOT}.other", type="primary"):
            return SLOT, rule, "Đã ghi đề xuất điển hình"
        if press.button("Không, đã đề xuất rồi", key=f"{SLOT}.same"):
            form.refused = None
            st.rerun()
    return None


def correct(one: Exemplar, snapshot: Snapshot, actor: Actor) -> Pressed | None:
    """A panel in which a proposal is mended while nobody has looked at it."""
    slot = f"dien_hinh.{one.exemplar_id}.correct"
    with acting.opening(slot, "Sửa đề xuất", icon=":material/edit:") as is_open:
        if not is_open:
            return None
        acting.opened(slot, one, PROPOSAL_FIELDS)
        draft.line(slot)
        start = {name: forms.as_typed(SPECS[name], getattr(one, name)) for name in PROPOSAL_FIELDS}
        values = _proposal(slot, snapshot, units_for(snapshot, actor), start)
        acting.failure(slot)
        if press.button("Sửa đề xuất, ghi lại", key=f"{slot}.press", type="primary"):
            rule = partial(correct_exemplar, exemplar_id=one.exemplar_id or "", values=values)
            return slot, rule, f"Đã sửa {one.exemplar_id}"
    return None


def _proposal(slot: str, snapshot: Snapshot, units: Mapping[str, str], start: Mapping[str, Any]) -> dict[str, Any]:
    ask = partial(_ask, slot, start)
    chosen = Ask("unit_id", "Chọn thôn hoặc đơn vị", label="Thôn, đơn vị đề xuất", options=units)
    values: dict[str, Any] = {"kind": ask(Ask("kind")), "unit_id": ask(chosen)}
    values["name"] = ask(Ask("name", "Tên mô hình, tập thể, cá nhân, hộ hoặc cách làm"))
    models = {
        one.model_id: one.title or one.model_id for one in snapshot.models_of(values["unit_id"] or "") if one.model_id
    }
    if models:
        values["model_id"] = _model(slot, models, start.get("model_id"))
    values["achievement"] = ask(Ask("achievement", "Đã làm gì, kết quả bằng số, ai học theo được"))
    values["public"] = ask(Ask("public"))
    for column, name in zip(st.columns(3), ("proposed", *VOTE), strict=True):
        with column:
            values[name] = ask(Ask(name))
    return values


def _model(slot: str, models: Mapping[str, str], start: str | None) -> str | None:
    """Which model it is about, if any: nothing is chosen for the unit, also when it has only one."""
    preset = start if start in models else None
    given = forms.recall(slot, "model_id", lambda kept: kept if kept in models else None, preset)
    chosen = st.selectbox(
        "Mô hình",
        list(models),
        list(models).index(preset) if preset and not given else None,
        key=f"{slot}.model_id",
        format_func=lambda one: models.get(one, one),
        placeholder="Không gắn với mô hình nào",
        persist_state="session",
    )
    if said := forms.current(slot).problems.get("model_id"):
        st.markdown(f":red[{forms.ICON} **{escaped(said)}**]")
    return chosen


def vote(one: Exemplar) -> Pressed | None:
    """A panel for the meeting that voted, and the share in favour."""
    slot = f"dien_hinh.{one.exemplar_id}.vote"
    label = "Sửa kết quả bình xét" if one.meeting else "Ghi bình xét"
    with acting.opening(slot, label, icon=":material/how_to_vote:") as is_open:
        if not is_open:
            return None
        acting.opened(slot, one, VOTE)
        draft.line(slot)
        start = {name: forms.as_typed(SPECS[name], getattr(one, name)) for name in VOTE}
        values = {name: _ask(slot, start, Ask(name, "Ví dụ: 96")) for name in VOTE}
        acting.failure(slot)
        if press.button("Ghi bình xét", key=f"{slot}.press", type="primary"):
            rule = partial(record_vote, exemplar_id=one.exemplar_id or "", **values)
            return slot, rule, f"Đã ghi bình xét {one.exemplar_id}"
    return None


def decide(one: Exemplar, snapshot: Snapshot) -> Pressed | None:
    """A panel for the points, the result with its day, and the units that take it over."""
    slot = f"dien_hinh.{one.exemplar_id}.decide"
    with acting.opening(slot, "Chấm điểm, trả lời", icon=":material/gavel:") as is_open:
        if not is_open:
            return None
        acting.opened(slot, one, DECISION)
        draft.line(slot)
        start = {name: forms.as_typed(SPECS[name], getattr(one, name)) for name in DECISION}
        values = {}
        for column, name in zip(st.columns(len(POINTS)), POINTS, strict=True):
            with column:
                values[name] = _ask(slot, start, Ask(name, "0 đến 10"))
        result = _ask(slot, start, Ask("result", "Chọn kết quả", label="Kết quả *", options=RESULTS))
        day = _ask(slot, {"answered": one.answered or snapshot.today}, Ask("answered"), problem="day")
        others = {known: name for known, name in labels.units(snapshot).items() if known != one.unit_id}
        values["receiver_ids"] = _ask(slot, start, Ask("receiver_ids", "Khi được công nhận", options=others))
        acting.failure(slot)
        if press.button("Ghi kết quả", key=f"{slot}.press", type="primary"):
            rule = partial(
                decide_exemplar, exemplar_id=one.exemplar_id or "", values=values, day=day,
                result=ExemplarResult(result) if result else None,
            )  # fmt: skip
            return slot, rule, f"Đã ghi kết quả {one.exemplar_id}"
    return None


def _ask(slot: str, start: Mapping[str, Any], ask: Ask, *, problem: str = "") -> Any:
    """The input of a column; `problem` is the name under which the rule speaks of it, where that is another one."""
    told = forms.current(slot).problems.get(problem or ask.name)
    problems = {ask.name: told} if told else {}
    return forms.draw(SPECS[ask.name], ask, page=slot, problems=problems, preset=start.get(ask.name))
