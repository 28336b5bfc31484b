"""What waits to be written, as people see it: whose it is, what it wants, how far it is, and why not if not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain import errors
from domain.conflicts import Seen
from domain.errors import (
    Conflict,
    Difference,
    Doubt,
    Duplicate,
    DvkError,
    Gone,
    Invalid,
    NotAllowed,
    NotWritten,
    StoreError,
    Undecided,
)
from domain.permissions import Actor
from domain.plans import Rule
from domain.rulebook import named, recalled
from domain.vocabulary import Role


class EntryState(StrEnum):
    """Where an entry is. Only a person moves it away from REFUSED."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Done:
    """The IDs of the records that an operation added, in the order of its plan, and their sheet rows as far as known.

    An operation that only changed records has neither. `waiting` = it is kept safely and not confirmed yet.
    """

    ids: tuple[str, ...] = ()
    rows: tuple[int | None, ...] = ()
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation of one person: a rule of the rulebook with its arguments, and what the form had shown.

    `op` is made by the form, and may be sent any number of times. `put_at` and `settled_at` are real moments. `tries`
    counts the sendings that were begun. `trouble` is the name of the last passing error.
    """

    op: str
    by: Actor
    rule: str
    arguments: Mapping[str, Any]
    seen: Seen = field(default_factory=Seen)
    state: EntryState = EntryState.WAITING
    put_at: datetime | None = None
    settled_at: datetime | None = None
    tries: int = 0
    error: DvkError | None = None
    trouble: str = ""
    done: Done | None = None

    @classmethod
    def new(cls, op: str, by: Actor, rule: Rule, seen: Seen | None = None) -> Entry:
        """What `by` wants. Raises KeyError for a rule that is not in the rulebook."""
        name, arguments = named(rule)
        return cls(op, by, name, arguments, seen or Seen())

    @property
    def wants(self) -> Rule:
        """The rule with its arguments. Raises KeyError where this program does not know it (any more)."""
        return recalled(self.rule, self.arguments)


def actor_json(by: Actor) -> dict[str, str]:
    return {"email": by.email, "name": by.name, "unit_id": by.unit_id, "role": str(by.role)}


def actor_of_json(kept: Mapping[str, str]) -> Actor:
    return Actor(kept["email"], kept["name"], kept["unit_id"], Role(kept["role"]))


def trouble_of(error: DvkError) -> str:
    """The name of the error by which people are told why something waits: of a write that was given up, its cause."""
    behind = error.__cause__ if isinstance(error, NotWritten | Undecided) else None
    kinds = type(behind if isinstance(behind, StoreError) else error).__mro__
    return next(str(kind.__name__) for kind in kinds if getattr(errors, kind.__name__, None) is kind)


def error_json(error: DvkError) -> dict[str, Any]:
    """An error as it is kept: its class with what its sentence needs."""
    match error:
        case Invalid():
            detail: Any = error.problems
        case Duplicate():
            detail = [error.existing, error.title]
        case Conflict():
            differences = [
                [one.field, one.header, one.shown, one.mine, one.theirs, one.asked] for one in error.differences
            ]
            detail = [error.place, differences]
        case _:
            detail = str(error)
    return {"kind": type(error).__name__, "detail": detail}


def error_of_json(kept: Mapping[str, Any]) -> DvkError:
    """The error again; of a class that this program does not know, StoreError."""
    detail = kept["detail"]
    match kept["kind"]:
        case "Invalid":
            return Invalid(detail)
        case "Duplicate":
            return Duplicate(*detail)
        case "Conflict":
            return Conflict(detail[0], [Difference(*one) for one in detail[1]])
    known: dict[str, type[DvkError]] = {one.__name__: one for one in (Doubt, Gone, NotAllowed)}
    found = known.get(kept["kind"]) or getattr(errors, str(kept["kind"]), StoreError)
    return found(detail) if isinstance(found, type) and issubclass(found, DvkError) else StoreError(str(detail))
