"""What people do to the workbook. Every action names its actor, checks the permission and leaves history rows.

A save is first kept on this machine (`sheets.outbox`), then delivered: once it is kept, neither a page that closes nor
a network that fails can lose or double it. Nothing here calls Streamlit's elements.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from domain import registration
from domain.conflicts import Seen
from domain.errors import Conflict, Doubt, Duplicate, Gone, Invalid, NotAllowed
from domain.hand_sheet import Wanted, Written
from domain.outbox import Done, Entry, EntryState
from domain.permissions import Actor
from domain.plans import Rule
from domain.tables import Model
from domain.vocabulary import Role, Tab
from sheets import emptying, hand_writing, session
from sheets.jobs import planned

__all__ = [
    "Done",
    "Registered",
    "Rule",
    "carry_out",
    "give_up",
    "register_model",
    "registered",
    "send_again",
    "sort_tab",
    "start_empty",
    "write_by_hand",
]

TOLD = (Invalid, Duplicate, Doubt, Conflict, Gone, NotAllowed)
KNOWN_TO_BE_DOWN = 1.5  # seconds that a press waits while the workbook does not answer anyway


@dataclass(frozen=True, slots=True)
class Registered:
    """The answer to a registration: its ID, its sheet row and the row's address on Google, as far as known.

    `waiting` = kept safely and not confirmed yet: it has no ID before that; `registered` tells later.
    """

    model_id: str
    row: int | None
    link: str | None
    waiting: bool = False
    op: str = ""


def carry_out(by: Actor, rule: Rule, *, op: str, seen: Seen | None = None) -> Done:
    """Carries out what `rule` (of the rulebook) plans: all of it or nothing, with its history, exactly once.

    `op` is made once per form: the same `op` has the same answer, however often it is sent. `seen` = what the form
    showed, so that nobody's change is overwritten unseen. The answer has `waiting` while nothing is confirmed.

    Raises what the rule raises (NotAllowed, Invalid, Duplicate, Doubt, Gone), Conflict, or a StoreError: nothing was
    kept or changed then.
    """
    service = session.service()
    entry = Entry.new(op, by, rule, seen)
    found = service.outbox.find(op)
    if found is not None and found.by.email != by.email:
        raise NotAllowed(op)  # the name of an operation comes from the browser; another one's save is not touched
    if found is None or found.state in (EntryState.REFUSED, EntryState.DROPPED):
        plan = planned(entry, service.store.snapshot())
        if not plan.adds and not any(edit.changed for edit in plan.edits):
            return Done()
    down = service.store.health().error is not None
    try:
        return service.writer.submit(entry, within=KNOWN_TO_BE_DOWN if down else service.answer_within)
    except TOLD:
        service.outbox.drop(op)  # whoever pressed has the reason on the screen, and the browser what was typed
        raise
    finally:
        service.past.forget()


def register_model(by: Actor, values: Mapping[str, Any], *, op: str, distinct: bool = False) -> Registered:
    """Registers a model (R18 to R21): one row in Mô hình, one history row per filled field.

    `values` by field name. `distinct` = the person says that it is not the model that looks like it. Otherwise as
    `carry_out`.
    """
    done = carry_out(by, partial(registration.register_model, values=values, distinct=distinct), op=op)
    return _registered(Registered("", None, None, waiting=True, op=op), done)


def registered(made: Registered) -> Registered:
    """What became of a registration, or of its correction, that had to wait. Raises the error of its refusal."""
    return _registered(made, session.service().writer.outcome(made.op, within=0))


def _registered(made: Registered, done: Done) -> Registered:
    if done.waiting:
        return made
    if not done.ids:
        return dataclasses.replace(made, waiting=False)
    row = done.rows[0]
    return Registered(done.ids[0], row, session.service().link(Model.TAB, row), op=made.op)


def write_by_hand(by: Actor, tab: Tab, titles: tuple[str, ...], wanted: Wanted, *, op: str) -> Written:
    """Writes what `by` typed into the cells of a tab of the embedded workbook; of rows that changed since, nothing.

    `titles` = the header row that was shown. The same `op` has the same answer. Raises NotAllowed, or a StoreError.
    """
    service = session.service()
    return service.operations.once(op, lambda: hand_writing.write(service, by, tab, titles, wanted, op))


def sort_tab(by: Actor, tab: Tab, column: int, *, descending: bool) -> None:
    """Sorts all rows of a tab by a column (0-based). Raises NotAllowed, or a StoreError."""
    hand_writing.sort(session.service(), by, tab, column, descending=descending)


def send_again(by: Actor, op: str, *, seen: Seen | None = None) -> Done:
    """Tries a refused save of `by` once more (an administrator: anybody's), with `seen` after a conflict was decided.

    Raises NotAllowed, or the error for which it is refused again.
    """
    entry, service = _own(by, op), session.service()
    if seen is None:
        service.outbox.retry(op)
    else:
        service.outbox.put(dataclasses.replace(entry, seen=seen))
    service.writer.wake()
    return service.writer.outcome(op, within=service.answer_within)


def give_up(by: Actor, op: str) -> None:
    """Gives a refused save of `by` up (an administrator: anybody's). It stays on record and is not sent any more."""
    _own(by, op)
    session.service().outbox.drop(op)


def _own(by: Actor, op: str) -> Entry:
    entry = session.service().outbox.find(op)
    if entry is None or (entry.by.email != by.email and by.role is not Role.ADMIN):
        raise NotAllowed(op)
    return entry


def start_empty(by: Actor, commune: str, *, op: str) -> str:
    """Empties the tabs of models, reports, inspections and difficulties, after a copy of everything was kept.

    `commune` is the commune's name as the administrator typed it. Gives the name of the copy. Raises NotAllowed,
    Invalid, or a StoreError, after which nothing was emptied (Undecided apart).
    """
    service = session.service()
    return service.operations.once(op, lambda: emptying.empty(service, by, commune, op))
