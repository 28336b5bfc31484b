"""Reading Nhật ký: what people edited there by hand must not keep the rest from being read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pydantic import TypeAdapter, ValidationError

from domain.context import Context
from domain.permissions import READS_ALL, UNIT_TABS, Actor
from domain.snapshot import Snapshot
from domain.standing import record_of
from domain.tables import HistoryEntry
from domain.vocabulary import HistoryAction, Role, Tab

ADAPTER = TypeAdapter(HistoryEntry)


@dataclass(frozen=True, slots=True)
class Step:
    """What one operation did to a record at one moment. `first` = place of its first entry in the record's history."""

    first: int
    entries: tuple[HistoryEntry, ...]

    @property
    def head(self) -> HistoryEntry:
        return self.entries[0]

    @property
    def fields(self) -> tuple[HistoryEntry, ...]:
        """The entries about single fields."""
        return tuple(one for one in self.entries if one.column)

    @property
    def can_be_undone(self) -> bool:
        """Whether something stood there before that may come back: not before the record was made, nor its deletion."""
        return bool(self.fields) and self.head.action is not HistoryAction.ADD


def steps(entries: Sequence[HistoryEntry]) -> list[Step]:
    """The steps of a record's history (oldest first), the newest first."""
    found: list[Step] = []
    for _, group in groupby(enumerate(entries), key=lambda one: (one[1].op_id, one[1].at)):
        many = list(group)
        found.append(Step(many[0][0], tuple(entry for _, entry in many)))
    return found[::-1]


def entry(row: Sequence[Any], header: Mapping[str, int]) -> HistoryEntry:
    """The entry of a raw row (UNFORMATTED_VALUE); a cell that cannot be read is left out."""
    raw = {name: row[at] for name, at in header.items() if at < len(row) and row[at] not in ("", None)}
    try:
        return ADAPTER.validate_python(raw, context=Context())
    except ValidationError as error:
        wrong = {one["loc"][0] for one in error.errors()}
        return ADAPTER.validate_python({name: raw[name] for name in raw.keys() - wrong}, context=Context())


def may_read(actor: Actor, snapshot: Snapshot, tab: Tab, record_id: str) -> bool:
    """Whether `actor` may read what happened to a record: who may read all of it (permissions.visible)."""
    if actor.role is Role.ADMIN:
        return True
    if actor.role in READS_ALL:
        return tab is not Tab.ACCOUNTS
    if actor.role is Role.GUEST:
        return False
    if actor.role is Role.FRONT and tab in (Tab.MODELS, Tab.FEEDBACK):
        return True
    return _owner(snapshot, tab, record_id) == actor.unit_id


OWNED = UNIT_TABS | {Tab.UNITS, Tab.SCORES, Tab.REWARDS, Tab.FEEDBACK}


def _owner(snapshot: Snapshot, tab: Tab, record_id: str) -> str | None:
    """The unit of a record; where the unit is a part of the natural key that tells, also of one that is gone."""
    match tab:
        case Tab.UNITS | Tab.VILLAGE_SUMS:
            return record_id.partition("|")[0]
        case Tab.SCORES:
            return (*record_id.split("|"), "")[1]
    record = record_of(snapshot, tab, record_id) if tab in OWNED else None
    return snapshot.owner_of(record) if record else None
