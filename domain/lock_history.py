"""Who locked a quarter and opened an exception, and when: from what Nhật ký says of the two lists in Cài đặt.

Told from what stood in the cell before and after, so that what people typed there by hand is known too.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain import lock_keys
from domain.fields import specs
from domain.kept_figures import Kept, kept
from domain.permissions import READS_ALL, Actor
from domain.quarters import Quarter
from domain.settings import Settings
from domain.tables import HistoryEntry, SettingRow
from domain.vocabulary import Role, Source, Tab

VALUE = next(spec.header for spec in specs(SettingRow) if spec.name == "value")


@dataclass(frozen=True, slots=True)
class Event:
    """An entry that came into a list, or (not `came`) went out of it."""

    key: str
    came: bool
    at: datetime | None
    by: str
    by_hand: bool
    op: str


@dataclass(frozen=True)
class Closings:
    """What is known of the locks that hold: since when and by whom, by the key of the quarter or of the exception.

    `kept` are the sets of figures of each quarter, locked now or not, the newest first.
    """

    since: Mapping[str, Event] = field(default_factory=dict)
    kept: Mapping[Quarter, tuple[Kept, ...]] = field(default_factory=dict)

    def seen_by(self, actor: Actor) -> Closings:
        """What somebody may know of it: who reads all everything, others which quarters are locked and their own
        exceptions; a guest not by whom."""
        if actor.role in READS_ALL:
            return self
        own = {key: one for key, one in self.since.items() if key.partition("/")[2] in ("", actor.unit_id)}
        if actor.role is Role.GUEST:
            own = {key: dataclasses.replace(one, by="") for key, one in own.items() if "/" not in key}
        return Closings(own)

    def figures(self, quarter: Quarter) -> Kept | None:
        """The set that counts: the one kept with the lock that holds, else none."""
        event, sets = self.since.get(quarter.key), self.kept.get(quarter, ())
        return next((one for one in sets if event is not None and one.op == event.op), None)

    def newest(self, quarter: Quarter) -> Kept | None:
        """The newest set, also of a quarter that was unlocked since."""
        return next(iter(self.kept.get(quarter, ())), None)


def closings(entries: Iterable[HistoryEntry], settings: Settings, quarters: Iterable[Quarter]) -> Closings:
    """What Nhật ký (its entries about Cài đặt, oldest first) says of the locks that hold under `settings`."""
    every = list(entries)
    last = {event.key: event for event in events(every, settings)}
    now = {*settings.locked_quarters, *settings.lock_exceptions}
    since = {key: event for key, event in last.items() if event.came and key in now}
    return Closings(since, {quarter: found for quarter in quarters if (found := kept(every, quarter))})


def events(entries: Iterable[HistoryEntry], settings: Settings) -> Iterator[Event]:
    """What came into the two lists and went out of them, the oldest first."""
    year = int(settings.plan_year)
    for entry in entries:
        if entry.tab != Tab.SETTINGS or entry.record_id not in lock_keys.PARTS or entry.column not in (VALUE, None):
            continue
        read = lock_keys.PARTS[entry.record_id]
        before, after = (lock_keys.keys(read(_list(text, entry), year)) for text in (entry.old, entry.new))
        for key in (*before, *after):
            if (key in before) is not (key in after):
                yield Event(
                    key, key in after, entry.at, entry.by or "", entry.source is Source.HAND, entry.op_id or ""
                )  # fmt: skip


def _list(text: str | None, entry: HistoryEntry) -> str | None:
    """The list as it stood in the cell; of an entry about the whole row out of its JSON."""
    if entry.column is not None:
        return text
    try:
        cells: Any = json.loads(text or "")
    except ValueError:
        return None
    value = cells.get(VALUE) if isinstance(cells, dict) else None
    return None if value is None else str(value)
