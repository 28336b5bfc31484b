"""Carrying a rule out in one workbook: kept on this machine first, then delivered, exactly once."""

from domain.conflicts import Seen
from domain.errors import Conflict, Doubt, Duplicate, Gone, Invalid, NotAllowed
from domain.outbox import Done, Entry, EntryState
from domain.permissions import Actor
from domain.plans import Rule
from sheets.jobs import planned
from sheets.service import Service

TOLD = (Invalid, Duplicate, Doubt, Conflict, Gone, NotAllowed)
KNOWN_TO_BE_DOWN = 1.5  # seconds that a press waits while the workbook does not answer anyway


def submit(service: Service, by: Actor, rule: Rule, *, op: str, seen: Seen | None = None) -> Done:
    """Carries out what `rule` (of the rulebook) plans: all of it or nothing, with its history, exactly once.

    Raises what the rule raises (NotAllowed, Invalid, Duplicate, Doubt, Gone), Conflict, or a StoreError: nothing was
    kept or changed then.
    """
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
