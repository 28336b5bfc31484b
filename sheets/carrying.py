"""What touches the workbooks of two years: one batch cannot hold both, so the later year is written first.

Both halves are operations of the same name, each in the outbox of its own workbook. A press that was cut off between
them, or refused by the second one, is pressed again: the first half is then known to be done. Nothing is lost or
doubled meanwhile, and `domain.carrying.unfinished` finds what is half done.
"""

import dataclasses
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from typing import Any

from domain.carrying import continue_model, heir_of, is_as_asked, note_replication, receive_models, source_of
from domain.conflicts import Seen
from domain.errors import Duplicate, NotAllowed
from domain.model_rules import model_of, move_model
from domain.outbox import Done, Entry
from domain.permissions import Actor
from domain.vocabulary import ModelState
from sheets.accounts import actor_of
from sheets.jobs import planned
from sheets.service import Service
from sheets.submitting import submit


def carry_over(
    old: Service,
    new: Service,
    by: Actor,
    *,
    model_id: str,
    values: Mapping[str, Any],
    op: str,
    seen: Seen | None = None,
) -> Done:
    """A model goes on in the next year: registered there, moved to Chuyển tiếp here. The answer has its new ID.

    Its account of the next year's workbook must allow it too. While that has not confirmed, the old model stays as it
    is. Raises as `submit`; Duplicate where it goes on there already, not approved or otherwise than asked for here.
    """
    model = model_of(old.store.snapshot(), model_id)
    moved = partial(move_model, model_id=model_id, after=ModelState.CARRIED_OVER)
    if model.state is not ModelState.CARRIED_OVER:
        planned(Entry.new(op, by, moved, seen), old.store.snapshot())  # before anything is written there
    begins = partial(continue_model, source_id=model_id, source=source_of(model), values=values)
    try:
        done = submit(new, _same(by, new), begins, op=op)
    except Duplicate as known:
        heir = new.store.snapshot().model(known.existing)
        if heir is None or not is_as_asked(heir, values):
            raise  # somebody else's record: what was asked for here is not in it
        done = Done((known.existing,), (None,))
    if done.waiting or model.state is ModelState.CARRIED_OVER:
        return done
    return dataclasses.replace(submit(old, by, moved, op=op, seen=seen), ids=done.ids)


def replicate(old: Service, new: Service, by: Actor, *, model_id: str, unit_ids: tuple[str, ...], op: str) -> Done:
    """Other units take a model over in the next year: drafts there, Nhân rộng here. Raises as `submit`.

    The operation is that of these units: for others, chosen after the second half was refused, it is another one.
    """
    op = f"{op}-{sha256(repr(sorted(unit_ids)).encode()).hexdigest()[:12]}"
    snapshot = old.store.snapshot()
    noted = partial(note_replication, model_id=model_id, unit_ids=unit_ids)
    model = model_of(snapshot, model_id)
    planned(Entry.new(op, by, noted), snapshot)
    drafts = partial(receive_models, source_id=model_id, source=source_of(model), unit_ids=unit_ids)
    have = new.store.snapshot()
    if all(heir_of(have, model_id, one) for one in unit_ids) and unit_ids:
        done = Done()
    else:
        done = submit(new, _same(by, new), drafts, op=op)
    if done.waiting:
        return done
    return dataclasses.replace(submit(old, by, noted, op=op), ids=done.ids)


def _same(by: Actor, service: Service) -> Actor:
    """Who acts, as the tab Tài khoản of that workbook knows them. Raises NotAllowed where it does not."""
    found = actor_of(service.store.snapshot(), by.email)
    if found is None:
        raise NotAllowed(by.email)
    return found
