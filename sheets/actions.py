"""What people do to the workbook. Every action names its actor, checks the permission and leaves history rows.

Nothing here calls Streamlit's elements: an action runs in a thread of its own and outlives the page that asked for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from domain.errors import Duplicate, NotAllowed
from domain.permissions import Actor, require_add, require_change
from domain.plans import Add, Plan, Rule
from domain.registration import new_model, similar
from domain.snapshot import Snapshot
from domain.tables import Model
from sheets import emptying, session
from sheets.accounts import actor_of
from sheets.jobs import Done

__all__ = ["Done", "Registered", "Rule", "carry_out", "register_model", "start_empty"]


@dataclass(frozen=True, slots=True)
class Registered:
    """The answer to a registration: its ID, its sheet row and the row's address on Google, as far as known."""

    model_id: str
    row: int | None
    link: str | None


def carry_out(by: Actor, rule: Rule, *, op: str) -> Done:
    """Carries out what `rule` plans on the newest state of the workbook: all of it or nothing, with its history.

    `op` is made once per form: the same `op` has the same answer, however often it is sent.

    Raises what the rule raises (NotAllowed, Invalid, Duplicate, Gone), NotWritten (nothing happened), Undecided (send
    the same `op` again) or another StoreError. After an error nothing was changed, Undecided apart.
    """
    service = session.service()
    checked = partial(_checked, by=by, rule=rule)
    return service.operations.once(op, lambda: service.writer.carry_out(checked, op=op, by=by.email))


def register_model(by: Actor, values: Mapping[str, Any], *, op: str, distinct: bool = False) -> Registered:
    """Registers a model (R18 to R21): one row in Mô hình, one history row per filled field.

    `values` by field name. `distinct` = the person says that it is not the model that looks like it. Otherwise as
    `carry_out`.
    """
    done = carry_out(by, partial(_register, values=values, distinct=distinct), op=op)
    return Registered(done.ids[0], done.rows[0], session.service().link(Model.TAB, done.rows[0]))


def start_empty(by: Actor, commune: str, *, op: str) -> str:
    """Empties the tabs of models, reports, inspections and difficulties, after a copy of everything was kept.

    `commune` is the commune's name as the administrator typed it. Gives the name of the copy. Raises NotAllowed,
    Invalid, or a StoreError, after which nothing was emptied (Undecided apart).
    """
    service = session.service()
    return service.operations.once(op, lambda: emptying.empty(service, by, commune, op))


def _register(snapshot: Snapshot, by: Actor, *, values: Mapping[str, Any], distinct: bool) -> Plan:
    model = new_model(values, snapshot=snapshot, by=by)
    other = None if distinct else similar(model, snapshot)
    if other is not None:
        raise Duplicate(other.model_id or "", other.title or "")
    return Plan(adds=(Add(model),))


def _checked(snapshot: Snapshot, *, by: Actor, rule: Rule) -> Plan:
    """The rule's plan, once the account still has its role and the role may do all that the plan wants."""
    if actor_of(snapshot, by.email) != by:
        raise NotAllowed(by.email)  # the account was closed or changed since the page was drawn
    plan = rule(snapshot, by)
    for add in plan.adds:
        require_add(by, add.record, snapshot.settings)
    for edit in plan.edits:
        require_change(by, edit.record, edit.changed, snapshot.settings)
    return plan
