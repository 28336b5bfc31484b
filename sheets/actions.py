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
from domain.errors import NotAllowed, WorkbookMissing
from domain.hand_sheet import Wanted, Written
from domain.outbox import Done, Entry
from domain.permissions import Actor
from domain.plan_next_year import NextYear
from domain.plans import Rule
from domain.tables import Model
from domain.vocabulary import Role, Tab
from sheets import carrying, emptying, hand_writing, opening, session, years
from sheets.opening import Told
from sheets.service import Service
from sheets.submitting import submit

__all__ = [
    "Done",
    "Registered",
    "Rule",
    "Told",
    "carry_out",
    "carry_over",
    "finish",
    "give_up",
    "open_next_year",
    "register_model",
    "registered",
    "replicate_to",
    "send_again",
    "sort_tab",
    "start_empty",
    "write_by_hand",
]


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
    return submit(session.service(), by, rule, op=op, seen=seen)


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

    `commune` is the commune's name and the year as the administrator typed them. Gives the name of the copy. Raises
    NotAllowed, Invalid, or a StoreError, after which nothing was emptied (Undecided apart).
    """
    service = session.service()
    return service.operations.once(op, lambda: emptying.empty(service, by, commune, op))


def open_next_year(by: Actor, wish: NextYear, *, op: str, told: Told = lambda _: None) -> int:
    """Opens the year after the last one of the chain; gives its number. `told` hears of each step as it is done.

    Pressed again after anything went wrong it goes on where it stopped. Raises NotAllowed, Invalid or a StoreError.
    """
    known = session.chain()
    last = known[-1]
    if last.service is None or last.error is not None:
        raise last.error or WorkbookMissing(str(last.number))
    ids = frozenset(one.service.config.spreadsheet_id for one in known if one.service)
    who = session.actor_in(last.number)
    if who is None or who.email != by.email:
        raise NotAllowed(by.email)
    return opening.open_next(last.service, who, wish, op=op, chain=ids, told=told)


def carry_over(by: Actor, *, model_id: str, values: Mapping[str, Any], op: str, seen: Seen | None = None) -> Done:
    """A model of the year that is looked at goes on in the next one; the answer has its new ID. As `carry_out`."""
    old, new = _two()
    return carrying.carry_over(old, new, by, model_id=model_id, values=values, op=op, seen=seen)


def replicate_to(by: Actor, *, model_id: str, unit_ids: tuple[str, ...], op: str) -> Done:
    """Units take a model of the year that is looked at over in the next one. As `carry_out`."""
    old, new = _two()
    return carrying.replicate(old, new, by, model_id=model_id, unit_ids=unit_ids, op=op)


def finish(by: Actor, rule: Rule, *, number: int, op: str, seen: Seen | None = None) -> Done:
    """Carries out what is left to do in the workbook of a year, whichever is looked at. As `carry_out`."""
    who, service = session.actor_in(number), years.of_number(session.chain(), number)
    if who is None or service is None or who.email != by.email:
        raise NotAllowed(by.email)
    return submit(service, who, rule, op=op, seen=seen)


def _two() -> tuple[Service, Service]:
    """The workbook that is looked at and the next one. Raises WorkbookMissing where that is not open."""
    known = session.chain()
    old = session.service()
    number = next((one.number for one in known if one.service is old), 0) + 1
    new = years.of_number(known, number)
    if new is None:
        raise WorkbookMissing(str(number))
    return old, new
