"""What an action wants to change: records to add and fields to change, decided by a rule on one state of the workbook.

A rule is pure: it gets the newest snapshot and the actor, checks who may, what is valid and which move is allowed, and
answers with a plan or raises NotAllowed, Invalid, Duplicate or Gone. `sheets.writer` carries plans out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from domain.permissions import Actor
from domain.snapshot import Snapshot
from domain.tables import Row


@dataclass(frozen=True, slots=True)
class Add:
    """A new record, without its ID. `parent` = place in `Plan.adds` of the record whose new ID this one refers to."""

    record: Row
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Fields of a record that stands in the snapshot get new values; None empties a cell."""

    record: Row
    values: Mapping[str, Any]

    @property
    def changed(self) -> Mapping[str, Any]:
        """Only what differs from what stands there."""
        return {name: value for name, value in self.values.items() if getattr(self.record, name) != value}


@dataclass(frozen=True, slots=True)
class Plan:
    """One operation: all of it happens or nothing. The order of `adds` is the order of the IDs in the answer."""

    adds: tuple[Add, ...] = ()
    edits: tuple[Edit, ...] = ()


Rule = Callable[[Snapshot, Actor], Plan]
