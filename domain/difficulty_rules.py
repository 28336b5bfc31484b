"""Difficulties: raised by a unit, assigned, put before somebody who decides, resolved (R23, R39)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

from domain import form_wording as wording
from domain.errors import Gone, Invalid
from domain.open_quarters import require_open
from domain.permissions import Actor, require_add, require_change
from domain.plans import Add, Edit, Plan
from domain.snapshot import Snapshot
from domain.tables import Difficulty
from domain.typed import require, typed
from domain.vocabulary import DifficultyState

RAISE_FIELDS = ("raised", "unit_id", "model_id", "content", "group", "proposal", "level")
ASSIGN_FIELDS = ("level", "handler", "due", "decider", "decision_from")
OPEN = (DifficultyState.NEW, DifficultyState.IN_PROGRESS, DifficultyState.ESCALATED)
ENDED = frozenset({DifficultyState.RESOLVED, DifficultyState.UNRESOLVABLE})


def raise_difficulty(snapshot: Snapshot, by: Actor, *, values: Mapping[str, Any]) -> Plan:
    """A new difficulty. Raises NotAllowed or Invalid."""
    given = {name: values[name] for name in RAISE_FIELDS if name in values}
    given.setdefault("raised", snapshot.today)
    difficulty = typed(Difficulty, {**given, "state": DifficultyState.NEW})
    require_open(by, difficulty, snapshot.settings, field="raised")
    require_add(by, difficulty, snapshot.settings)
    require(difficulty)
    return Plan(adds=(Add(difficulty),))


def assign(snapshot: Snapshot, by: Actor, *, issue_id: str, values: Mapping[str, Any]) -> Plan:
    """An officer says who handles it by when, and who decides; it is then being handled."""
    difficulty = difficulty_of(snapshot, issue_id)
    given = typed(Difficulty, {name: values[name] for name in ASSIGN_FIELDS if name in values})
    changed: dict[str, Any] = {name: getattr(given, name) for name in ASSIGN_FIELDS if name in values}
    if changed.get("decider") and not changed.get("decision_from"):
        changed["decision_from"] = difficulty.decision_from or snapshot.today
    changed["state"] = DifficultyState.IN_PROGRESS
    _require_open(difficulty, DifficultyState.IN_PROGRESS)
    require_change(by, difficulty, changed, snapshot.settings)
    assigned = dataclasses.replace(difficulty, **changed)
    nobody = not (assigned.handler or assigned.decider)
    require(assigned, more={"handler": wording.SAY_WHO} if nobody else {})
    return Plan(edits=(Edit(difficulty, changed),))


def resolve(
    snapshot: Snapshot, by: Actor, *, issue_id: str, state: DifficultyState, measures: str, day: date | None = None
) -> Plan:
    """An officer ends it (resolved, or not to be resolved) or passes it on to a higher level; always with measures."""
    difficulty = difficulty_of(snapshot, issue_id)
    changed: dict[str, Any] = {"state": state, "measures": measures.strip()}
    if state in ENDED:
        changed["resolved"] = day or snapshot.today
    _require_open(difficulty, state)
    require_change(by, difficulty, changed, snapshot.settings)
    if not measures.strip():
        raise Invalid({"measures": wording.SAY_MEASURES})
    if day and day > snapshot.today:
        raise Invalid({"day": wording.NOT_FUTURE})
    return Plan(edits=(Edit(difficulty, changed),))


def difficulty_of(snapshot: Snapshot, issue_id: str) -> Difficulty:
    """The difficulty of an ID. Raises Gone."""
    found = next((one for one in snapshot.difficulties if one.issue_id == issue_id), None)
    if found is None:
        raise Gone(issue_id)
    return found


def _require_open(difficulty: Difficulty, after: DifficultyState) -> None:
    if difficulty.state in ENDED:
        raise Invalid({"state": wording.NO_MOVE.format(difficulty.state, after)})
