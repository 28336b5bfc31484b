"""The forms of rewards: an officer writes down what is asked for and what was decided (R12, R47, R74)."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from components import acting, draft, forms, press
from components.forms import Ask
from domain.fields import specs
from domain.plans import Rule
from domain.reward_rules import DECISION_FIELDS, REQUEST_FIELDS, correct_reward, decide_reward, propose_reward
from domain.snapshot import Snapshot
from domain.tables import Exemplar, Reward
from domain.vocabulary_movement import ExemplarKind, RecipientKind, RewardLevel

SPECS = {spec.name: spec for spec in specs(Reward)}
SLOT = "khen.new"
FORM = "reward_form"  # the column Hình thức, as its widget is called
RECIPIENTS: Mapping[ExemplarKind | None, RecipientKind] = {
    ExemplarKind.INDIVIDUAL: RecipientKind.INDIVIDUAL,
    ExemplarKind.HOUSEHOLD: RecipientKind.HOUSEHOLD,
    ExemplarKind.COLLECTIVE: RecipientKind.COLLECTIVE,
}
"""Who is rewarded for an exemplar of this kind; a model or a way of working is not yet somebody."""
Pressed = tuple[str, Rule, str]


def propose(snapshot: Snapshot) -> Pressed | None:
    """The form of a reward that is asked for, periodic or ad hoc, for an exemplar or for somebody else."""
    draft.line(SLOT)
    forms.summary(forms.current(SLOT), REQUEST_FIELDS)
    values = _request(SLOT, snapshot, {"proposed": snapshot.today, "level": RewardLevel.COMMUNE})
    acting.failure(SLOT)
    if press.button("Ghi đề nghị khen", key=f"{SLOT}.send", type="primary", icon=":material/save:", width="stretch"):
        return SLOT, partial(propose_reward, values=values), "Đã ghi đề nghị khen"
    return None


def propose_for(one: Exemplar, snapshot: Snapshot) -> Pressed | None:
    """A panel at a recognised exemplar: the same form, begun with what is known of it."""
    slot = f"dien_hinh.{one.exemplar_id}.reward"
    with acting.opening(slot, "Đề nghị khen", icon=":material/military_tech:") as is_open:
        if not is_open:
            return None
        draft.line(slot)
        kind = RECIPIENTS.get(one.kind)
        start = {
            "exemplar_id": one.exemplar_id, "recipient": one.name if kind else None, "recipient_kind": kind,
            "proposed": snapshot.today, "level": RewardLevel.COMMUNE,
        }  # fmt: skip
        values = _request(slot, snapshot, start)
        acting.failure(slot)
        if press.button("Ghi đề nghị khen", key=f"{slot}.press", type="primary"):
            return slot, partial(propose_reward, values=values), "Đã ghi đề nghị khen"
    return None


def correct(one: Reward, snapshot: Snapshot) -> Pressed | None:
    """A panel in which a request is mended."""
    slot = f"khen.{one.reward_id}.correct"
    with acting.opening(slot, "Sửa đề nghị", icon=":material/edit:") as is_open:
        if not is_open:
            return None
        acting.opened(slot, one, REQUEST_FIELDS)
        draft.line(slot)
        values = _request(
            slot, snapshot, {name: forms.as_typed(SPECS[name], getattr(one, name)) for name in REQUEST_FIELDS}
        )
        acting.failure(slot)
        if press.button("Sửa đề nghị, ghi lại", key=f"{slot}.press", type="primary"):
            rule = partial(correct_reward, reward_id=one.reward_id or "", values=values)
            return slot, rule, f"Đã sửa {one.reward_id}"
    return None


def _request(slot: str, snapshot: Snapshot, start: Mapping[str, Any]) -> dict[str, Any]:
    ask = partial(_ask, slot, start)
    known = {
        one.exemplar_id: f"{one.name or one.kind or 'Điển hình'} ({one.exemplar_id})"
        for one in snapshot.exemplars
        if one.exemplar_id
    }
    values: dict[str, Any] = {}
    if known:
        values["exemplar_id"] = ask(Ask("exemplar_id", "Không gắn với điển hình nào", label="Điển hình", options=known))
    values["recipient"] = ask(Ask("recipient", "Tên tập thể, cá nhân hoặc hộ", label="Đối tượng được khen"))
    for name in ("recipient_kind", "form", "ad_hoc"):
        values[name] = ask(Ask(name))
    for column, name in zip(st.columns(2), ("proposed", "level"), strict=True):
        with column:
            values[name] = ask(Ask(name))
    return {**values, "note": ask(Ask("note"))}


def decide(one: Reward, snapshot: Snapshot) -> Pressed | None:
    """A panel for the decision: its number and day, and the form or level if they are others."""
    slot = f"khen.{one.reward_id}.decide"
    label = "Sửa quyết định" if one.decided else "Ghi quyết định"
    with acting.opening(slot, label, icon=":material/gavel:") as is_open:
        if not is_open:
            return None
        acting.opened(slot, one, DECISION_FIELDS)
        draft.line(slot)
        start = {name: forms.as_typed(SPECS[name], getattr(one, name)) for name in DECISION_FIELDS}
        start["decided"] = one.decided or snapshot.today
        asks = (
            Ask("decision_no", "Ví dụ: 412/QĐ-UBND", label="Số quyết định *"),
            Ask("decided", label="Ngày quyết định *"), Ask("form"), Ask("level"), Ask("note"),
        )  # fmt: skip
        values = {each.name: _ask(slot, start, each) for each in asks}
        acting.failure(slot)
        if press.button("Ghi quyết định", key=f"{slot}.press", type="primary"):
            rule = partial(decide_reward, reward_id=one.reward_id or "", values=values)
            return slot, rule, f"Đã ghi quyết định {one.reward_id}"
    return None


def _ask(slot: str, start: Mapping[str, Any], ask: Ask) -> Any:
    """The input of a column. Under its own name `form` would take the place of the form in the session."""
    drawn = replace(ask, name=FORM) if ask.name == "form" else ask
    told = forms.current(slot).problems.get(ask.name)
    problems = {drawn.name: told} if told else {}
    return forms.draw(SPECS[ask.name], drawn, page=slot, problems=problems, preset=start.get(ask.name))
