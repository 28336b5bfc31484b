"""Exemplars: proposed by a unit, voted on, decided by an officer for the board (R25, R51, R71, R72, I24)."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from domain import form_wording as wording
from domain import names
from domain.errors import Duplicate, Gone, Invalid, NotAllowed
from domain.open_quarters import require_open
from domain.permissions import Actor, require_add, require_change
from domain.plans import Add, Edit, Plan
from domain.snapshot import Snapshot
from domain.tables import Exemplar
from domain.typed import require, too_much, typed, wrong_day
from domain.vocabulary_movement import ExemplarKind, ExemplarResult

PROPOSAL_FIELDS = (
    "kind", "name", "unit_id", "model_id", "proposed", "achievement", "meeting", "approval", "public",
)  # fmt: skip
POINTS = ("spread", "ease", "replication")
DECIDED = frozenset({ExemplarResult.RECOGNISED, ExemplarResult.NOT_RECOGNISED})


def propose_exemplar(snapshot: Snapshot, by: Actor, *, values: Mapping[str, Any], distinct: bool = False) -> Plan:
    """A new proposal of a unit. `distinct` = the person says that it is not the one of the same name.

    Raises NotAllowed, Invalid, or Duplicate for a proposal of the unit with the same name in the same year.
    """
    given = {name: values[name] for name in PROPOSAL_FIELDS if name in values}
    given.setdefault("proposed", snapshot.today)
    exemplar = typed(Exemplar, given)
    proposed = exemplar.proposed or snapshot.today
    exemplar = dataclasses.replace(exemplar, year=proposed.year)
    require_open(by, exemplar, snapshot.settings, field="proposed")
    require_add(by, exemplar, snapshot.settings)
    require(exemplar, more=dict(_problems(snapshot, exemplar)))
    other = None if distinct else same_name(snapshot, exemplar)
    if other is not None:
        raise Duplicate(other.exemplar_id or "", other.name or "")
    return Plan(adds=(Add(exemplar),))


def correct_exemplar(snapshot: Snapshot, by: Actor, *, exemplar_id: str, values: Mapping[str, Any]) -> Plan:
    """Changes a proposal: the unit while nobody has looked at it. Raises Gone, NotAllowed or Invalid."""
    exemplar = exemplar_of(snapshot, exemplar_id)
    given = typed(Exemplar, {name: values[name] for name in PROPOSAL_FIELDS if name in values})
    changed: dict[str, Any] = {name: getattr(given, name) for name in PROPOSAL_FIELDS if name in values}
    require_open(by, exemplar, snapshot.settings, field="proposed", values=changed)
    require_change(by, exemplar, changed, snapshot.settings)
    after = dataclasses.replace(exemplar, **changed)
    require_change(by, after, changed, snapshot.settings)
    require(after, more=dict(_problems(snapshot, after)))
    return Plan(edits=(Edit(exemplar, changed),))


def record_vote(snapshot: Snapshot, by: Actor, *, exemplar_id: str, meeting: date | None, approval: Any) -> Plan:
    """The meeting that voted on a proposal, and the share in favour: by the unit or an officer (R72).

    Raises Gone, NotAllowed, or Invalid for `meeting` or `approval`.
    """
    exemplar = exemplar_of(snapshot, exemplar_id)
    given = typed(Exemplar, {"meeting": meeting, "approval": approval})
    changed: dict[str, Any] = {"meeting": given.meeting, "approval": given.approval}
    require_open(by, exemplar, snapshot.settings, field="meeting", values=changed)
    require_change(by, exemplar, changed, snapshot.settings)
    problems = {}
    if given.meeting is None:
        problems["meeting"] = wording.ENTER_MEETING
    elif given.meeting > snapshot.today:
        problems["meeting"] = wording.NOT_FUTURE
    if given.approval is None:
        problems["approval"] = wording.ENTER_APPROVAL
    if problems:
        raise Invalid(problems)
    return Plan(edits=(Edit(exemplar, changed),))


def decide_exemplar(
    snapshot: Snapshot,
    by: Actor,
    *,
    exemplar_id: str,
    result: ExemplarResult | None,
    values: Mapping[str, Any] | None = None,
    day: date | None = None,
) -> Plan:
    """An officer writes down what the board decided: the answer is given on `day`, today if not given.

    `values` may give the points (0 to 10) and, for a recognised one, the units that take it over (`receiver_ids`).
    A proposal that is only being looked at has no answer yet. Raises Gone, NotAllowed or Invalid.
    """
    exemplar = exemplar_of(snapshot, exemplar_id)
    fields = [name for name in (*POINTS, "receiver_ids") if values and name in values]
    given = typed(Exemplar, {name: (values or {})[name] for name in fields})
    changed: dict[str, Any] = {"result": result, **{name: getattr(given, name) for name in fields}}
    changed["answered"] = (day or snapshot.today) if result in DECIDED else None
    require_change(by, exemplar, changed, snapshot.settings)
    problems = dict(too_much(given)) | dict(_receivers(snapshot, exemplar, result, given.receiver_ids))
    if result in (None, ExemplarResult.NEW):
        problems["result"] = wording.CHOOSE_RESULT
    answered = changed["answered"]
    if answered and (said := wrong_day(answered, exemplar.proposed, snapshot.today, wording.OF_PROPOSAL)):
        problems["day"] = said
    if problems:
        raise Invalid(problems)
    return Plan(edits=(Edit(exemplar, changed),))


def same_name(snapshot: Snapshot, exemplar: Exemplar) -> Exemplar | None:
    """A proposal of the same unit, year and kind whose name reads the same (matching key)."""
    wanted = names.key(exemplar.name or "")
    others = (
        one
        for one in snapshot.exemplars
        if (one.unit_id, one.year, one.kind) == (exemplar.unit_id, exemplar.year, exemplar.kind)
    )
    return next((one for one in others if names.key(one.name or "") == wanted), None)


def may_propose(snapshot: Snapshot, by: Actor | None, unit_id: str) -> bool:
    """Whether `by` may propose for this unit."""
    if by is None:
        return False
    try:
        require_add(by, Exemplar(unit_id=unit_id), snapshot.settings)
    except NotAllowed:
        return False
    return True


def may_correct(snapshot: Snapshot, by: Actor | None, exemplar: Exemplar) -> bool:
    """Whether `by` may change this proposal now, and write down its vote."""
    return by is not None and _may(snapshot, by, exemplar, {"meeting": exemplar.meeting})


def may_decide(snapshot: Snapshot, by: Actor | None, exemplar: Exemplar) -> bool:
    """Whether `by` may decide on this proposal."""
    return by is not None and _may(snapshot, by, exemplar, {"result": exemplar.result})


def _may(snapshot: Snapshot, by: Actor, exemplar: Exemplar, values: Mapping[str, Any]) -> bool:
    try:
        require_change(by, exemplar, values, snapshot.settings)
    except NotAllowed:
        return False
    return True


def exemplar_of(snapshot: Snapshot, exemplar_id: str) -> Exemplar:
    """The exemplar of an ID. Raises Gone."""
    found = snapshot.exemplar(exemplar_id)
    if found is None:
        raise Gone(exemplar_id)
    return found


def _problems(snapshot: Snapshot, exemplar: Exemplar) -> Iterator[tuple[str, str]]:
    if exemplar.unit_id and snapshot.unit(exemplar.unit_id) is None:
        yield "unit_id", wording.CHOOSE_UNIT
    for name in ("proposed", "meeting"):
        day: date | None = getattr(exemplar, name)
        if day and day > snapshot.today:
            yield name, wording.NOT_FUTURE
    unknown = exemplar.model_id is not None and snapshot.model(exemplar.model_id) is None
    if unknown or (exemplar.kind is ExemplarKind.MODEL and exemplar.model_id is None):
        yield "model_id", wording.CHOOSE_MODEL


def _receivers(
    snapshot: Snapshot, exemplar: Exemplar, result: ExemplarResult | None, receivers: Collection[str]
) -> Iterator[tuple[str, str]]:
    strangers = [one for one in receivers if snapshot.unit(one) is None]
    if strangers:
        yield "receiver_ids", wording.UNKNOWN_IDS.format("; ".join(strangers))
    elif receivers and result is not ExemplarResult.RECOGNISED:
        yield "receiver_ids", wording.ONLY_IF_RECOGNISED
    elif exemplar.unit_id in receivers:
        yield "receiver_ids", wording.NOT_TO_ITSELF
