"""Which figures each indicator of the government's service uses, and which of them are still blank (domain/2, R4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from domain.government import row_of
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.vocabulary_movement import ServiceIndicator as I

CASES = ("received", "planned", "done", "on_time")
USED: Mapping[I, tuple[str, ...]] = {
    I.RECEPTION: ("planned", "done"),
    I.RECEPTION_BY_CHAIR: ("done",),
    I.VISITS: ("done",),
    I.DIALOGUES: ("planned", "done", "received"),
    I.DIALOGUE_OPINIONS: ("planned", "done"),
    I.PETITIONS: CASES,
    I.COMPLAINTS: CASES,
    I.DENUNCIATIONS: CASES,
    I.PROCEDURES: ("received", "done", "on_time"),
    I.ONLINE_FILES: ("done",),
    I.DISCLOSURE: ("planned", "done"),
    I.CONSULTATIONS: ("done", "received"),
    I.SATISFACTION: ("planned", "done"),
    I.ATTITUDE: ("planned", "done"),
    I.INNOVATIONS: ("done",),
}
"""The figures in the order in which people think of them; the others of a row mean nothing for that indicator."""


class Gap(NamedTuple):
    """An indicator with figures that are not filled in; `whole`: none of them is."""

    code: I
    fields: tuple[str, ...]
    whole: bool


def gaps(snapshot: Snapshot, quarter: Quarter) -> tuple[Gap, ...]:
    """R4: what is not filled in yet in a quarter. 0 is filled in: nothing happened."""
    found = []
    for code, fields in USED.items():
        row = row_of(snapshot, quarter, code)
        blank = tuple(name for name in fields if row is None or getattr(row, name) is None)
        # People who came to a dialogue: only of one that was held.
        if row is not None and code in (I.DIALOGUES, I.CONSULTATIONS) and row.done == 0:
            blank = tuple(name for name in blank if name != "received")
        if blank:
            found.append(Gap(code, blank, len(blank) == len(fields)))
    return tuple(found)
