"""Rewards: proposed and decided, both written down by an officer (R12, R47, R74)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from domain import form_wording as wording
from domain.errors import Gone, Invalid, NotAllowed
from domain.permissions import Actor, require_add, require_change
from domain.plans import Add, Edit, Plan
from domain.snapshot import Snapshot
from domain.tables import Reward
from domain.typed import personal_numbers, require, typed, wrong_day

REQUEST_FIELDS = ("exemplar_id", "recipient", "recipient_kind", "form", "ad_hoc", "proposed", "level", "note")
DECISION_FIELDS = ("decision_no", "decided", "form", "level", "note")


def propose_reward(snapshot: Snapshot, by: Actor, *, values: Mapping[str, Any]) -> Plan:
    """A reward that is asked for. Raises NotAllowed or Invalid."""
    given = {name: values[name] for name in REQUEST_FIELDS if name in values}
    given.setdefault("proposed", snapshot.today)
    reward = typed(Reward, given)
    require_add(by, reward, snapshot.settings)
    require(reward, more=dict(_problems(snapshot, reward)))
    return Plan(adds=(Add(reward),))


def correct_reward(snapshot: Snapshot, by: Actor, *, reward_id: str, values: Mapping[str, Any]) -> Plan:
    """Changes what was asked for. Raises Gone, NotAllowed or Invalid."""
    reward = reward_of(snapshot, reward_id)
    given = typed(Reward, {name: values[name] for name in REQUEST_FIELDS if name in values})
    changed: dict[str, Any] = {name: getattr(given, name) for name in REQUEST_FIELDS if name in values}
    require_change(by, reward, changed, snapshot.settings)
    after = dataclasses.replace(reward, **changed)
    require(after, more=dict(_problems(snapshot, after)))
    return Plan(edits=(Edit(reward, changed),))


def decide_reward(snapshot: Snapshot, by: Actor, *, reward_id: str, values: Mapping[str, Any]) -> Plan:
    """The decision: its number and day (`decision_no`, `decided`), and the form or level if they are others.

    Raises Gone, NotAllowed, or Invalid by field.
    """
    reward = reward_of(snapshot, reward_id)
    given = typed(Reward, {name: values[name] for name in DECISION_FIELDS if name in values})
    changed: dict[str, Any] = {name: getattr(given, name) for name in DECISION_FIELDS if name in values}
    require_change(by, reward, changed, snapshot.settings)
    after = dataclasses.replace(reward, **changed)
    problems = dict(personal_numbers(given))
    if not after.decision_no:
        problems["decision_no"] = wording.ENTER_DECISION
    if after.decided is None:
        problems["decided"] = wording.CHOOSE_DECISION_DAY
    elif said := wrong_day(after.decided, reward.proposed, snapshot.today, wording.OF_REQUEST):
        problems["decided"] = said
    if problems:
        raise Invalid(problems)
    require(after)
    return Plan(edits=(Edit(reward, changed),))


def may_propose(snapshot: Snapshot, by: Actor | None) -> bool:
    """Whether `by` may write down rewards, and their decisions."""
    if by is None:
        return False
    try:
        require_add(by, Reward(), snapshot.settings)
    except NotAllowed:
        return False
    return True


def reward_of(snapshot: Snapshot, reward_id: str) -> Reward:
    """The reward of an ID. Raises Gone."""
    found = next((one for one in snapshot.rewards if one.reward_id == reward_id), None)
    if found is None:
        raise Gone(reward_id)
    return found


def _problems(snapshot: Snapshot, reward: Reward) -> Iterator[tuple[str, str]]:
    if reward.proposed and reward.proposed > snapshot.today:
        yield "proposed", wording.NOT_FUTURE
    if reward.exemplar_id and snapshot.exemplar(reward.exemplar_id) is None:
        yield "exemplar_id", wording.UNKNOWN_IDS.format(reward.exemplar_id)
