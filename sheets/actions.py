"""What people do to the workbook. Every action names its actor, checks the permission and leaves history rows.

Nothing here calls Streamlit's elements: an action runs in a thread of its own and outlives the page that asked for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.errors import Duplicate, NotAllowed
from domain.permissions import Actor
from domain.registration import new_model, similar
from domain.tables import Model
from sheets import session
from sheets.accounts import actor_of
from sheets.creation import Created
from sheets.service import Service


@dataclass(frozen=True, slots=True)
class Registered:
    """The answer to a registration: its ID, its sheet row and the row's address on Google, as far as known."""

    model_id: str
    row: int | None
    link: str | None


def register_model(by: Actor, values: Mapping[str, Any], *, op: str, distinct: bool = False) -> Registered:
    """Registers a model (R18 to R21): one row in Mô hình, one history row per filled field.

    `values` by field name; `op` is made once per form: the same `op` has the same answer and one row, however often
    it is sent. `distinct` = the person says that it is not the model that looks like it.

    Raises NotAllowed, Invalid, Duplicate, NotWritten (it is not there), Undecided (send the same `op` again) or
    another StoreError. After an error nothing was changed, Undecided apart.
    """
    service = session.service()
    created = service.operations.once(op, lambda: _register(service, by, values, op, distinct))
    return Registered(created.record_id, created.row, service.link(Model.TAB, created.row))


def _register(service: Service, by: Actor, values: Mapping[str, Any], op: str, distinct: bool) -> Created:
    snapshot = service.store.snapshot()
    if actor_of(snapshot, by.email) != by:
        raise NotAllowed(by.email)  # the account was closed or changed since the page was drawn
    done = service.writer.known(op)
    if done is not None:
        return done
    model = new_model(values, snapshot=snapshot, by=by)
    other = None if distinct else similar(model, snapshot)
    if other is not None:
        raise Duplicate(other.model_id or "", other.title or "")
    return service.writer.create(model, op=op, by=by.email)
