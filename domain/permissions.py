"""Who may do what, and who may read what. Checked where data is read and written, not where a button is drawn."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar, cast

from domain.errors import NotAllowed
from domain.fields import Kind, Writer, specs
from domain.lifecycle import REPORT_MOVES, UNIT_EDITS, move
from domain.quarters import Quarter
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import DATA_TABLES, Difficulty, Finding, Inspection, Model, Report, Row, Unit, VillageSum
from domain.vocabulary import (
    DifficultyState,
    InspectionKind,
    InspectionState,
    ModelState,
    ReportState,
    Role,
    Tab,
)

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: the account, its unit and its role, looked up in the tab Tài khoản for every run."""

    email: str
    name: str
    unit_id: str
    role: Role


ADMIN_TABS = frozenset({Tab.ACCOUNTS, Tab.SETTINGS, Tab.UNITS, Tab.CATALOGUE})
APP_TABS = frozenset({Tab.HISTORY, Tab.DATA_ERRORS})
OFFICER_TABS = frozenset(Tab) - ADMIN_TABS - APP_TABS
UNIT_TABS = frozenset({Tab.MODELS, Tab.REPORTS, Tab.VILLAGE_SUMS, Tab.INSPECTIONS, Tab.FINDINGS, Tab.DIFFICULTIES})

WRITES: dict[Role, frozenset[Tab]] = {
    Role.ADMIN: frozenset(Tab) - APP_TABS,
    Role.OFFICER: OFFICER_TABS,
    Role.UNIT: UNIT_TABS,
    Role.FRONT: UNIT_TABS,
    Role.LEADER: frozenset(),
    Role.GUEST: frozenset(),
}
OWN_ONLY = frozenset({Role.UNIT, Role.FRONT})
UNIT_INSPECTIONS = frozenset({InspectionKind.SELF_CHECK, InspectionKind.HOUSEHOLD_URGING})
WITHDRAWAL = frozenset({"state", "withdrawn", "reason_back"})
REMEDY = frozenset({"remedy", "reported"})
RAISED = frozenset({"raised", "model_id", "content", "group", "proposal", "level"})
REPORT_EDITS = frozenset({ReportState.DRAFT, ReportState.RETURNED})
PERSON_FIELDS = frozenset({"head", "contact", "owner", "handler", "decider", "team", "updated_by", "minutes_no"})


def require_add(actor: Actor, record: Row, settings: Settings) -> None:
    """Raise NotAllowed unless `actor` may add `record`, as it would stand in its tab."""
    if record.TAB not in WRITES[actor.role]:
        raise NotAllowed(record.TAB)
    if actor.role not in OWN_ONLY:
        return
    if getattr(record, "unit_id", None) != actor.unit_id or not _unit_may_add(record, settings):
        raise NotAllowed(record.TAB)
    if any(getattr(record, name) is not None for name in _officers_columns(type(record))):
        raise NotAllowed(record.TAB)


def require_edit(actor: Actor, record: Row, settings: Settings) -> None:
    """Raise NotAllowed unless `actor` may change the fields of `record`, as it stands now."""
    require_add(actor, record, settings)
    if actor.role not in OWN_ONLY:
        return
    if isinstance(record, Model) and record.state not in UNIT_EDITS:
        raise NotAllowed(record.TAB)
    if isinstance(record, Report | VillageSum) and record.rstatus not in REPORT_EDITS:
        raise NotAllowed(record.TAB)


def require_change(actor: Actor, record: Row, values: Mapping[str, Any], settings: Settings) -> None:
    """Raise NotAllowed unless `actor` may give these fields of `record`, as it stands before, these values.

    Everybody moves states along the life-cycle only. Units change their own records: models and reports that are
    drafts or were returned, their own moves, the remedy of a finding, self-checks, and difficulties not yet taken up.
    """
    if record.TAB not in WRITES[actor.role] or not _moves_allowed(actor, record, values):
        raise NotAllowed(record.TAB)
    if actor.role not in OWN_ONLY:
        return
    if getattr(record, "unit_id", None) != actor.unit_id or not _unit_may_change(record, values, settings):
        raise NotAllowed(record.TAB)
    if values.keys() & _officers_columns(type(record)):
        raise NotAllowed(record.TAB)


STATES = frozenset({"state", "rstatus", "istatus", "verified"})


def require_mending(actor: Actor, record: Row, values: Mapping[str, Any], snapshot: Snapshot) -> None:
    """Raise NotAllowed unless `actor` may write better what these cells of `record` already say.

    Officers and administrators: every cell of the tabs they may write, states too. Units: what they may change of
    their own rows, before and after; no states, as those are moved. Nobody: IDs and what the application writes.
    """
    names = set(values)
    if record.TAB not in WRITES[actor.role] or names & _application_columns(type(record)):
        raise NotAllowed(record.TAB)
    if actor.role not in OWN_ONLY:
        return
    if names & STATES:
        raise NotAllowed(record.TAB)
    owned = _with_owner(record, snapshot)
    for one in (owned, dataclasses.replace(owned, **values)):
        require_change(actor, one, values, snapshot.settings)


def require_restoring(actor: Actor, tab: Tab, names: Collection[str]) -> None:
    """Raise NotAllowed unless `actor` may put these fields of a record back, or bring a deleted row back.

    Officers and administrators, in the tabs they may write, also against the life-cycle.
    """
    table = next((one for one in DATA_TABLES if tab == one.TAB), None)
    if table is None or tab not in WRITES[actor.role] or actor.role in OWN_ONLY:
        raise NotAllowed(tab)
    if set(names) & _application_columns(table):
        raise NotAllowed(tab)


def _application_columns(table: type[Row]) -> set[str]:
    """What nobody mends: the columns at the far right, and IDs that the application gives."""
    return {*table.TAIL, *(table.KEY if table.PREFIX else ())}


def _with_owner(record: Row, snapshot: Snapshot) -> Row:
    """A report without a unit of its own is that of its model's unit."""
    model = snapshot.model(getattr(record, "model_id", None))
    if getattr(record, "unit_id", None) is not None or model is None:
        return record
    owner: dict[str, Any] = {"unit_id": model.unit_id}
    return dataclasses.replace(record, **owner)


def _moves_allowed(actor: Actor, record: Row, values: Mapping[str, Any]) -> bool:
    """Whether each state in `values` follows from that of the record, by a move of this role."""
    writers = {Writer.UNIT} if actor.role in OWN_ONLY else {Writer.OFFICER}
    if actor.role is Role.ADMIN:
        writers = {Writer.UNIT, Writer.OFFICER}
    if isinstance(record, Model) and record.state and values.get("state", record.state) is not record.state:
        # A registered model runs from its start on, read so and written with the next write to its row.
        befores = {record.state} | ({ModelState.RUNNING} if record.state is ModelState.REGISTERED else set())
        moves = [move(before, values["state"]) for before in befores]
        return any(one is not None and one.writer in writers for one in moves)
    if isinstance(record, Report | VillageSum) and values.get("rstatus", record.rstatus) is not record.rstatus:
        return record.rstatus is not None and REPORT_MOVES.get((record.rstatus, values["rstatus"])) in writers
    return True


def _officers_columns(table: type[Row]) -> set[str]:
    """What only an officer decides: the confirmed progress, the day of approval …"""
    return {spec.name for spec in specs(table) if spec.column.writer is Writer.OFFICER}


def _unit_may_change(record: Row, values: Mapping[str, Any], settings: Settings) -> bool:
    match record:
        case Model():
            return record.state in UNIT_EDITS or values.keys() <= WITHDRAWAL
        case Report() | VillageSum():
            return record.rstatus in REPORT_EDITS and _unit_may_add(record, settings)
        case Finding():
            return values.keys() <= REMEDY
        case Inspection():
            return record.kind in UNIT_INSPECTIONS and record.istatus is not InspectionState.CONCLUDED
        case Difficulty():
            return record.state is DifficultyState.NEW and values.keys() <= RAISED
    return False


def _unit_may_add(record: Row, settings: Settings) -> bool:
    if isinstance(record, Finding):
        return False  # an officer finds; the unit only fills the remedy
    if isinstance(record, Inspection):
        return record.kind in UNIT_INSPECTIONS
    if isinstance(record, Report | VillageSum) and record.year and record.quarter:
        return quarter_open(f"{record.year}-Q{_number(record.quarter)}", record.unit_id, settings)
    return True


def quarter_open(key: str, unit_id: str | None, settings: Settings) -> bool:
    """Whether a unit may still write to a quarter: not locked, or with an exception of its own ("2026-Q2/TH-05")."""
    Quarter.parse(key)
    return key not in settings.locked_quarters or f"{key}/{unit_id}" in settings.lock_exceptions


def _number(name: str) -> int:
    return ("I", "II", "III", "IV").index(name) + 1


READS_ALL = frozenset({Role.ADMIN, Role.OFFICER, Role.LEADER})


@lru_cache(maxsize=64)
def visible(snapshot: Snapshot, actor: Actor) -> Snapshot:
    """What `actor` may read.

    Administrators, officers and leaders: everything (accounts and what is wrong with them: administrators only).
    Units: their own rows whole, of the others the figures without persons and free text (“public totals”). MTTQ: also
    all models whole. Guests: figures only.
    """
    if actor.role is Role.ADMIN:
        return snapshot
    public = _public(snapshot)
    if actor.role in READS_ALL:
        problems = tuple(one for one in snapshot.problems if one.tab is not Tab.ACCOUNTS)
        return dataclasses.replace(snapshot, accounts=(), problems=problems, figures=public, grids={})
    own = None if actor.role is Role.GUEST else actor.unit_id
    return dataclasses.replace(
        public,
        figures=public,
        units=_mixed(snapshot.units, public.units, own),
        models=snapshot.models if actor.role is Role.FRONT else _mixed(snapshot.models, public.models, own),
        reports=_mixed(snapshot.reports, public.reports, own),
        village_sums=_mixed(snapshot.village_sums, public.village_sums, own),
        inspections=_mixed(snapshot.inspections, public.inspections, own),
        findings=_mixed(snapshot.findings, public.findings, own),
        difficulties=_mixed(snapshot.difficulties, public.difficulties, own),
        problems=tuple(one for one in snapshot.problems if own and one.unit_id == own and one.tab is not Tab.ACCOUNTS),
    )


@lru_cache(maxsize=2)
def _public(whole: Snapshot) -> Snapshot:
    """Everybody's figures without persons and free text; once per snapshot, shared by all."""
    return dataclasses.replace(
        whole,
        accounts=(),
        grids={},
        units=_blanked(whole.units),
        models=_blanked(whole.models),
        reports=_blanked(whole.reports),
        village_sums=_blanked(whole.village_sums),
        inspections=_blanked(whole.inspections),
        findings=_blanked(whole.findings),
        difficulties=_blanked(whole.difficulties),
    )


def _blanked(records: tuple[R, ...]) -> tuple[R, ...]:
    if not records:
        return ()
    hidden: dict[str, Any] = dict.fromkeys(_hidden_fields(type(records[0])))
    return tuple(dataclasses.replace(cast(Any, record), **_keep_waiting(record, hidden)) for record in records)


def _keep_waiting(record: Row, hidden: dict[str, Any]) -> dict[str, Any]:
    """A difficulty that waits for a decision keeps counting as one, without saying whose."""
    if isinstance(record, Difficulty) and record.decider:
        return {**hidden, "decider": WITHHELD}
    return hidden


WITHHELD = "—"


def _hidden_fields(table: type[Row]) -> Iterable[str]:
    free = {Kind.LONG_TEXT, Kind.LINK}
    return (spec.name for spec in specs(table) if spec.kind in free or spec.name in PERSON_FIELDS)


def _mixed(whole: tuple[R, ...], public: tuple[R, ...], own: str | None) -> tuple[R, ...]:
    if own is None:
        return public
    pairs: Iterable[tuple[R, R]] = zip(whole, public, strict=True)
    return tuple(mine if _owner(mine) == own else theirs for mine, theirs in pairs)


def _owner(record: Row) -> str | None:
    return cast("Unit | Model | Report", record).unit_id
