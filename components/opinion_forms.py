"""The forms of opinions: MTTQ records and corrects one, an officer replies (R67)."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from components import acting, draft, forms, labels, press
from components.forms import Ask
from domain.feedback_rules import OPINION_FIELDS, ORGANISATIONS, correct_opinion, record_opinion, reply_opinion
from domain.fields import specs
from domain.permissions import Actor
from domain.plans import Rule
from domain.snapshot import Snapshot
from domain.tables import Feedback
from domain.vocabulary_movement import Acceptance

SPECS = {spec.name: spec for spec in specs(Feedback)}
SLOT = "y_kien.new"
REPLY = ("reply", "acceptance", "replied")
ANSWERS = {str(one): str(one) for one in Acceptance if one is not Acceptance.UNANSWERED}
Pressed = tuple[str, Rule, str]


def organisations(snapshot: Snapshot) -> dict[str, str]:
    """Whose opinions are recorded: MTTQ and the mass organisations, by ID with their names."""
    kept = {one.unit_id for one in snapshot.units if one.unit_type in ORGANISATIONS}
    return {unit_id: name for unit_id, name in labels.units(snapshot).items() if unit_id in kept}


def targets(snapshot: Snapshot) -> dict[str, str]:
    """What an opinion may be about: every unit and every model that has an ID."""
    models = {one.model_id: labels.model_name(snapshot, one.model_id) for one in snapshot.models if one.model_id}
    return labels.units(snapshot) | models


def record(snapshot: Snapshot, actor: Actor) -> Pressed | None:
    """The form of a new opinion."""
    choices = organisations(snapshot)
    start = {"unit_id": actor.unit_id if actor.unit_id in choices else None, "date": snapshot.today}
    draft.line(SLOT)
    forms.summary(forms.current(SLOT), OPINION_FIELDS)
    values = _opinion(SLOT, snapshot, start)
    acting.failure(SLOT)
    if press.button("Gửi ý kiến", key=f"{SLOT}.send", type="primary", icon=":material/send:", width="stretch"):
        return SLOT, partial(record_opinion, values=values), "Đã ghi ý kiến"
    return None


def correct(one: Feedback, snapshot: Snapshot) -> Pressed | None:
    """A panel in which an opinion is mended, by who may."""
    slot = f"y_kien.{one.feedback_id}.correct"
    with acting.opening(slot, "Sửa ý kiến", icon=":material/edit:") as is_open:
        if not is_open:
            return None
        acting.opened(slot, one, OPINION_FIELDS)
        draft.line(slot)
        values = _opinion(slot, snapshot, {name: getattr(one, name) for name in OPINION_FIELDS})
        acting.failure(slot)
        if press.button("Sửa ý kiến, ghi lại", key=f"{slot}.press", type="primary"):
            rule = partial(correct_opinion, feedback_id=one.feedback_id or "", values=values)
            return slot, rule, f"Đã sửa {one.feedback_id}"
    return None


def _opinion(slot: str, snapshot: Snapshot, start: Mapping[str, Any]) -> dict[str, Any]:
    asks = (
        Ask("unit_id", "Chọn tổ chức", options=organisations(snapshot)),
        Ask("kind"),
        Ask("target_id", "Đơn vị hoặc mô hình, nếu có", options=targets(snapshot)),
        Ask("content", "Ý kiến nêu việc gì, đề nghị ai làm gì"),
        Ask("date"),
        Ask("reply_due"),
    )
    return {ask.name: _ask(slot, ask, start.get(ask.name)) for ask in asks}


def reply(one: Feedback, snapshot: Snapshot) -> Pressed | None:
    """A panel in which an officer writes the reply, how far the opinion is taken up, and on which day."""
    slot = f"y_kien.{one.feedback_id}.reply"
    done = one.replied is not None
    label, icon = ("Sửa trả lời", ":material/edit_note:") if done else ("Trả lời", ":material/reply:")
    with acting.opening(slot, label, icon=icon) as is_open:
        if not is_open:
            return None
        acting.opened(slot, one, REPLY)
        draft.line(slot)
        text = _ask(slot, Ask("reply", "Đã làm gì, sẽ làm gì, hoặc vì sao", label="Trả lời, tiếp thu *"), one.reply)
        left, right = st.columns(2)
        with left:
            how = _ask(slot, Ask("acceptance", "Chọn mức", label="Mức tiếp thu *", options=ANSWERS), one.acceptance)
        with right:
            day = _ask(slot, Ask("replied"), one.replied or snapshot.today, problem="day")
        acting.failure(slot)
        if press.button(f"{label}, ghi lại", key=f"{slot}.press", type="primary"):
            rule = partial(
                reply_opinion, feedback_id=one.feedback_id or "", reply=text or "",
                acceptance=Acceptance(how) if how else None, day=day,
            )  # fmt: skip
            return slot, rule, f"Đã trả lời {one.feedback_id}"
    return None


def _ask(slot: str, ask: Ask, preset: Any = None, *, problem: str = "") -> Any:
    """The input of a column; `problem` is the name under which the rule speaks of it, where that is another one."""
    told = forms.current(slot).problems.get(problem or ask.name)
    problems = {ask.name: told} if told else {}
    return forms.draw(SPECS[ask.name], ask, page=slot, problems=problems, preset=preset)
