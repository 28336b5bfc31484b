"""Opinions of the Fatherland Front and of mass organisations: recorded by them, answered by an officer (R67)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from domain import form_wording as wording
from domain.errors import Gone, Invalid, NotAllowed
from domain.open_quarters import other_year, require_open
from domain.permissions import Actor, require_add, require_change
from domain.plans import Add, Edit, Plan
from domain.snapshot import Snapshot
from domain.tables import Feedback
from domain.typed import personal_numbers, require, typed, wrong_day
from domain.vocabulary import UnitType
from domain.vocabulary_movement import Acceptance

OPINION_FIELDS = ("date", "unit_id", "kind", "target_id", "content", "reply_due")
ORGANISATIONS = frozenset({UnitType.FATHERLAND_FRONT, UnitType.MASS_ORGANISATION})


def record_opinion(snapshot: Snapshot, by: Actor, *, values: Mapping[str, Any]) -> Plan:
    """A new opinion, by the Front (also for the organisations) or an officer. Raises NotAllowed or Invalid."""
    given = {name: values[name] for name in OPINION_FIELDS if name in values}
    given.setdefault("date", snapshot.today)
    opinion = typed(Feedback, given)
    require_open(by, opinion, snapshot.settings, field="date")
    require_add(by, opinion, snapshot.settings)
    require(opinion, more=_wrong_year(snapshot, opinion.date) | dict(_problems(snapshot, opinion)))
    return Plan(adds=(Add(opinion),))


def correct_opinion(snapshot: Snapshot, by: Actor, *, feedback_id: str, values: Mapping[str, Any]) -> Plan:
    """Changes an opinion, by the Front while it is not answered. Raises Gone, NotAllowed or Invalid."""
    opinion = opinion_of(snapshot, feedback_id)
    given = typed(Feedback, {name: values[name] for name in OPINION_FIELDS if name in values})
    changed: dict[str, Any] = {name: getattr(given, name) for name in OPINION_FIELDS if name in values}
    require_open(by, opinion, snapshot.settings, field="date", values=changed)
    require_change(by, opinion, changed, snapshot.settings)
    after = dataclasses.replace(opinion, **changed)
    moved = _wrong_year(snapshot, after.date) if after.date != opinion.date else {}
    require(after, more=moved | dict(_problems(snapshot, after)))
    return Plan(edits=(Edit(opinion, changed),))


def reply_opinion(
    snapshot: Snapshot,
    by: Actor,
    *,
    feedback_id: str,
    reply: str,
    acceptance: Acceptance | None,
    day: date | None = None,
) -> Plan:
    """An officer answers, or corrects the answer; on `day`, today if not given.

    Raises Gone, NotAllowed, or Invalid for `reply`, `acceptance` or `day`.
    """
    opinion = opinion_of(snapshot, feedback_id)
    replied = day or snapshot.today
    told = typed(Feedback, {"reply": reply}).reply
    changed: dict[str, Any] = {"reply": told, "acceptance": acceptance, "replied": replied}
    require_change(by, opinion, changed, snapshot.settings)
    problems = dict(personal_numbers(Feedback(reply=told)))
    if not told:
        problems["reply"] = wording.SAY_REPLY
    if acceptance in (None, Acceptance.UNANSWERED):
        problems["acceptance"] = wording.CHOOSE_ACCEPTANCE
    if said := wrong_day(replied, opinion.date, snapshot.today, wording.OF_OPINION):
        problems["day"] = said
    if problems:
        raise Invalid(problems)
    return Plan(edits=(Edit(opinion, changed),))


def may_record(snapshot: Snapshot, by: Actor | None) -> bool:
    """Whether `by` may record opinions at all."""
    if by is None:
        return False
    try:
        require_add(by, Feedback(unit_id=by.unit_id), snapshot.settings)
    except NotAllowed:
        return False
    return True


def may_correct(snapshot: Snapshot, by: Actor | None, opinion: Feedback) -> bool:
    """Whether `by` may change this opinion now."""
    return by is not None and _may(snapshot, by, opinion, {"content": opinion.content})


def may_reply(snapshot: Snapshot, by: Actor | None, opinion: Feedback) -> bool:
    """Whether `by` may answer this opinion."""
    return by is not None and _may(snapshot, by, opinion, {"reply": opinion.reply})


def _may(snapshot: Snapshot, by: Actor, opinion: Feedback, values: Mapping[str, Any]) -> bool:
    try:
        require_change(by, opinion, values, snapshot.settings)
    except NotAllowed:
        return False
    return True


def opinion_of(snapshot: Snapshot, feedback_id: str) -> Feedback:
    """The opinion of an ID. Raises Gone."""
    found = next((one for one in snapshot.feedback if one.feedback_id == feedback_id), None)
    if found is None:
        raise Gone(feedback_id)
    return found


def _wrong_year(snapshot: Snapshot, day: date | None) -> dict[str, str]:
    said = other_year(day, snapshot.settings)
    return {"date": said} if said else {}


def _problems(snapshot: Snapshot, opinion: Feedback) -> Iterator[tuple[str, str]]:
    unit = snapshot.unit(opinion.unit_id)
    if opinion.unit_id and (unit is None or unit.unit_type not in ORGANISATIONS):
        yield "unit_id", wording.CHOOSE_ORGANISATION
    if opinion.date and opinion.date > snapshot.today:
        yield "date", wording.NOT_FUTURE
    if opinion.date and opinion.reply_due and opinion.reply_due < opinion.date:
        yield "reply_due", wording.BEFORE_THAT.format(wording.OF_OPINION, f"{opinion.date:%d/%m/%Y}")
    target = opinion.target_id
    if target and not (snapshot.unit(target) or snapshot.model(target)):
        yield "target_id", wording.UNKNOWN_TARGET
