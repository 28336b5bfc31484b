"""Who may see, type, add and delete what in the tabs themselves (the page Sổ dùng chung).

What hangs on a record is decided by `domain.permissions`, from the record as it stands and as it would be read after
the edit. Officers may type any state: a jump is kept and listed as an error (data model, "Model life-cycle").
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from typing import Any

from domain.errors import NotAllowed
from domain.fields import Spec, Writer
from domain.lifecycle import UNIT_EDITS
from domain.lock_keys import EXCEPTIONS
from domain.permissions import (
    OWN_ONLY,
    READS_ALL,
    UNIT_TABS,
    WRITES,
    Actor,
    require_add,
    require_change,
    require_edit,
    writes,
)
from domain.snapshot import Snapshot
from domain.tables import Difficulty, Model, Report, Row, SettingRow, VillageSum
from domain.unit_rights import FILLED, RAISED, WITHDRAWAL
from domain.vocabulary import DifficultyState, ModelState, ReportState, Role, Tab

OWN_TABS = UNIT_TABS | {Tab.UNITS, Tab.REWARDS, Tab.SCORES}
FILLED_ONLY = frozenset(table.TAB for table in FILLED)  # units fill cells of rows that others add
MOVES_ROW = ("unit_id", "year", "quarter", "kind")  # a row that these put out of a unit's hands it may not give away
NEW_DIFFICULTY = RAISED | {"unit_id", "state"}


def readable(actor: Actor) -> tuple[Tab, ...]:
    """The tabs of which `actor` may see rows, in the workbook's order."""
    if actor.role is Role.ADMIN:
        return tuple(Tab)
    if actor.role in READS_ALL:
        return tuple(tab for tab in Tab if tab is not Tab.ACCOUNTS)
    mine = OWN_TABS | WRITES[actor.role]
    return tuple(tab for tab in Tab if tab in mine) if actor.role in OWN_ONLY else ()


def sees_all_rows(actor: Actor, tab: Tab) -> bool:
    """Whether every row of a readable tab is for `actor`: MTTQ reads all models and opinions."""
    return actor.role in READS_ALL or (actor.role is Role.FRONT and tab in (Tab.MODELS, Tab.FEEDBACK))


def may_see_about(actor: Actor, tab: str) -> bool:
    """Whether `actor` may see a row of Nhật ký or Lỗi dữ liệu that is about `tab`: of accounts only administrators."""
    return actor.role is Role.ADMIN or tab != Tab.ACCOUNTS


def may_sort(actor: Actor, tab: Tab) -> bool:
    """Whether `actor` may put the rows of a tab into another order: it moves everybody's rows."""
    return tab in WRITES[actor.role] and actor.role not in OWN_ONLY


def may_add_rows(actor: Actor, tab: Tab) -> bool:
    """Whether `actor` may type rows into a tab at all; what stands in the row decides further."""
    return tab in WRITES[actor.role] and not (actor.role in OWN_ONLY and tab in FILLED_ONLY)


def may_type(actor: Actor, table: type[Row], spec: Spec | None) -> bool:
    """Whether `actor` may type into a column at all; None is a column that the application does not know."""
    if spec and (spec.column.writer is Writer.APP or spec.column.hidden):
        return False
    if table.TAB not in WRITES[actor.role]:
        value = spec is not None and table is SettingRow and spec.name == "value"
        return value and writes(actor, SettingRow(key=EXCEPTIONS))
    if actor.role not in OWN_ONLY:
        return True
    if spec is None or spec.column.writer is Writer.OFFICER:
        return False
    if table in FILLED:
        return spec.name in FILLED[table]
    return table is not Difficulty or spec.name in NEW_DIFFICULTY


def require_row_added(actor: Actor, record: Row, snapshot: Snapshot) -> None:
    """Raise NotAllowed unless `actor` may type the row that is read as `record`."""
    require_add(actor, record, snapshot.settings)
    if actor.role in OWN_ONLY and not (_begins(record) and _of_own_model(actor, record, snapshot)):
        raise NotAllowed(record.TAB)


def require_row_changed(actor: Actor, before: Row, after: Row, fields: Collection[str], snapshot: Snapshot) -> None:
    """Raise NotAllowed unless `actor` may type into these fields of a row read as `before`, then as `after`."""
    if before.TAB not in WRITES[actor.role]:
        require_change(actor, before, {name: getattr(after, name) for name in fields}, snapshot.settings)
    if actor.role not in OWN_ONLY:
        return
    mine = _owned(before, snapshot)
    require_change(actor, mine, {name: getattr(after, name) for name in fields}, snapshot.settings)
    kept: dict[str, Any] = {name: getattr(after, name) for name in MOVES_ROW if name in fields}
    moved: Row = dataclasses.replace(mine, **kept)
    require_change(actor, moved, {}, snapshot.settings)
    if not (_withdraws_only(before, after, fields) and _of_own_model(actor, after, snapshot)):
        raise NotAllowed(before.TAB)


def require_row_deleted(actor: Actor, record: Row | None, snapshot: Snapshot) -> None:
    """Raise NotAllowed unless `actor` may delete a row; None = one that is no record.

    A unit deletes what it may still change as a whole: its drafts, what was returned to it, its new difficulties.
    """
    if actor.role not in OWN_ONLY:
        if record is not None and record.TAB not in WRITES[actor.role]:
            raise NotAllowed(record.TAB)
        return
    if record is None:
        raise NotAllowed
    mine = _owned(record, snapshot)
    require_edit(actor, mine, snapshot.settings)
    require_change(actor, mine, {}, snapshot.settings)


def _owned(record: Row, snapshot: Snapshot) -> Row:
    any_record: Any = record
    if getattr(record, "unit_id", None) or not hasattr(record, "unit_id"):
        return record
    owned: Row = dataclasses.replace(any_record, unit_id=snapshot.owner_of(record))
    return owned


def _begins(record: Row) -> bool:
    """Whether a unit's record may begin so: not with what only an officer decides."""
    match record:
        case Model():
            return record.state in (ModelState.DRAFT, ModelState.PENDING)
        case Report() | VillageSum():
            return record.rstatus in (ReportState.DRAFT, ReportState.SUBMITTED)
        case Difficulty():
            filled = {one.name for one in dataclasses.fields(record) if getattr(record, one.name) is not None}
            return record.state is DifficultyState.NEW and filled <= NEW_DIFFICULTY
    return True


def _withdraws_only(before: Row, after: Row, fields: Collection[str]) -> bool:
    """The dates and reasons of a withdrawal are a unit's only together with the withdrawal itself."""
    if not isinstance(before, Model) or not isinstance(after, Model) or before.state in UNIT_EDITS:
        return True
    if not fields:
        return True
    return set(fields) <= WITHDRAWAL and before.state is ModelState.PENDING and after.state is ModelState.WITHDRAWN


def _of_own_model(actor: Actor, record: Row, snapshot: Snapshot) -> bool:
    """A report is about a model of the same unit; what model it means, if any, is checked when it is read."""
    model = snapshot.model(record.model_id) if isinstance(record, Report) else None
    return model is None or model.unit_id == actor.unit_id
