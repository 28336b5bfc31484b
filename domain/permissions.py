"""Who may do what, and who may read what. Checked where data is read and written, not where a button is drawn."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar, cast

from domain.errors import NotAllowed
from domain.fields import Kind, Writer, specs
from domain.lifecycle import REPORT_MOVES, UNIT_EDITS, move
from domain.lock_keys import EXCEPTIONS
from domain.rating_totals import public_totals
from domain.remembered import remembered
from domain.settings import Settings, setting_row
from domain.snapshot import RECORDS, Problem, Snapshot
from domain.tables import DATA_TABLES, Difficulty, Exemplar, Feedback, Model, Report, Row, SettingRow, Task, VillageSum
from domain.unit_rights import REPORT_EDITS, unit_may_add, unit_may_change
from domain.vocabulary import ModelState, Role, Tab
from domain.vocabulary_movement import ExemplarKind

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: the account, its unit and its role, looked up in the tab Tài khoản for every run."""

    email: str
    name: str
    unit_id: str
    role: Role


ADMIN_TABS = frozenset({Tab.ACCOUNTS, Tab.SETTINGS, Tab.UNITS, Tab.CATALOGUE, Tab.CRITERIA})
APP_TABS = frozenset({Tab.HISTORY, Tab.DATA_ERRORS})
OFFICER_TABS = frozenset(Tab) - ADMIN_TABS - APP_TABS
UNIT_TABS = frozenset(
    {
        Tab.MODELS,
        Tab.REPORTS,
        Tab.VILLAGE_SUMS,
        Tab.INSPECTIONS,
        Tab.FINDINGS,
        Tab.DIFFICULTIES,
        Tab.COMMUNICATIONS,
        Tab.EXEMPLARS,
        Tab.TASKS,
    }
)

WRITES: dict[Role, frozenset[Tab]] = {
    Role.ADMIN: frozenset(Tab) - APP_TABS,
    Role.OFFICER: OFFICER_TABS,
    Role.UNIT: UNIT_TABS,
    Role.FRONT: UNIT_TABS | {Tab.FEEDBACK},
    Role.LEADER: frozenset(),
    Role.GUEST: frozenset(),
}
OWN_ONLY = frozenset({Role.UNIT, Role.FRONT})
PERSON_FIELDS = frozenset(
    {"head", "contact", "owner", "handler", "decider", "team", "updated_by", "minutes_no", "recipient"}
)


def writes(actor: Actor, record: Row) -> bool:
    """Whether `actor` writes rows like this at all. Of Cài đặt an officer writes one: the exceptions from locks."""
    return record.TAB in WRITES[actor.role] or (actor.role is Role.OFFICER and _is_exceptions(record))


def _is_exceptions(record: Row) -> bool:
    return isinstance(record, SettingRow) and record.key == EXCEPTIONS


def require_add(actor: Actor, record: Row, settings: Settings) -> None:
    """Raise NotAllowed unless `actor` may add `record`, as it would stand in its tab."""
    if not writes(actor, record):
        raise NotAllowed(record.TAB)
    if record.TAB not in WRITES[actor.role] and _own_words(record):
        raise NotAllowed(record.TAB)
    if actor.role not in OWN_ONLY:
        return
    if not _is_of(actor, record) or not unit_may_add(record, settings, by=actor.unit_id):
        raise NotAllowed(record.TAB)
    if any(getattr(record, name) not in (None, ()) for name in _officers_columns(type(record))):
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
    if not writes(actor, record) or not _moves_allowed(actor, record, values):
        raise NotAllowed(record.TAB)
    if record.TAB not in WRITES[actor.role] and set(values) - {"value"}:
        raise NotAllowed(record.TAB)
    if actor.role not in OWN_ONLY:
        return
    if not _is_of(actor, record) or not unit_may_change(record, values, settings, by=actor.unit_id):
        raise NotAllowed(record.TAB)
    if values.keys() & _officers_columns(type(record)):
        raise NotAllowed(record.TAB)


def _own_words(record: Row) -> bool:
    """Whether a row of Cài đặt says of its key anything but what is declared of it."""
    declared = setting_row(EXCEPTIONS)
    return any(getattr(record, name) != getattr(declared, name) for name in ("key", "kind", "meaning"))


def _is_of(actor: Actor, record: Row) -> bool:
    """Whether it is a row of the actor's unit. MTTQ also writes down what the mass organisations say."""
    if actor.role is Role.FRONT and isinstance(record, Feedback):
        return True
    return getattr(record, "unit_id", None) == actor.unit_id


STATES = frozenset({"state", "rstatus", "istatus", "verified"})


def require_mending(actor: Actor, record: Row, values: Mapping[str, Any], snapshot: Snapshot) -> None:
    """Raise NotAllowed unless `actor` may write better what these cells of `record` already say.

    Officers and administrators: every cell of the tabs they may write, states too. Units: what they may change of
    their own rows, before and after; no states, as those are moved. Nobody: IDs and what the application writes.
    """
    names = set(values)
    if not writes(actor, record) or names & _application_columns(type(record)):
        raise NotAllowed(record.TAB)
    if record.TAB not in WRITES[actor.role] and names - {"value"}:
        raise NotAllowed(record.TAB)
    if actor.role not in OWN_ONLY:
        return
    if names & STATES and not isinstance(record, Task):
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


WHOLE = frozenset({Tab.CATALOGUE, Tab.CRITERIA})
READS_ALL = frozenset({Role.ADMIN, Role.OFFICER, Role.LEADER})


@remembered
def visible(snapshot: Snapshot, actor: Actor) -> Snapshot:
    """What `actor` may read.

    Administrators, officers and leaders: everything (accounts and what is wrong with them: administrators only).
    Units: their own rows whole, of the others the figures without persons and free text (“public totals”); of the
    points that the council gave, of ratings and of exceptions from locks only their own. MTTQ: also all models whole.
    Guests: figures only.
    """
    if actor.role is Role.ADMIN:
        return snapshot
    public = public_figures(snapshot)
    if actor.role in READS_ALL:
        problems = tuple(one for one in snapshot.problems if one.tab is not Tab.ACCOUNTS)
        return dataclasses.replace(snapshot, accounts=(), problems=problems, figures=public, grids={})
    own = None if actor.role is Role.GUEST else actor.unit_id
    parts: dict[str, Any] = {name: _mixed(snapshot, public, name, own) for name in BLANKED}
    parts["scores"] = tuple(one for one in snapshot.scores if own is not None and one.unit_id == own)
    parts["settings"] = _with_exceptions_of(snapshot.settings, own)
    if actor.role is Role.FRONT:
        parts |= {"models": snapshot.models, "feedback": snapshot.feedback}
    return dataclasses.replace(
        public,
        figures=public,
        ratings=partial(public_totals, snapshot, own),
        problems=tuple(one for one in snapshot.problems if _is_told(one, actor.role, own)),
        **parts,
    )


def _is_told(problem: Problem, role: Role, own: str | None) -> bool:
    """Units hear what is wrong with rows of their own, MTTQ also with any opinion."""
    if role is Role.FRONT and problem.tab is Tab.FEEDBACK:
        return True
    return own is not None and problem.unit_id == own and problem.tab is not Tab.ACCOUNTS


def _with_exceptions_of(settings: Settings, unit_id: str | None) -> Settings:
    own = tuple(key for key in settings.lock_exceptions if key.partition("/")[2] == unit_id)
    return settings if own == settings.lock_exceptions else dataclasses.replace(settings, lock_exceptions=own)


# Where persons and free text of others are left out; the catalogue and the criteria speak of nobody.
WITHHELD_TABS = frozenset({Tab.ACCOUNTS, Tab.SCORES, Tab.SETTINGS})
BLANKED = tuple(name for table, name in RECORDS.items() if table.TAB not in WHOLE | WITHHELD_TABS)


@remembered
def public_figures(whole: Snapshot) -> Snapshot:
    """Everybody's figures without persons and free text; once per snapshot, shared by all."""
    parts: dict[str, Any] = {name: _blanked(getattr(whole, name)) for name in BLANKED}
    settings = _with_exceptions_of(whole.settings, None)
    return dataclasses.replace(whole, accounts=(), scores=(), setting_rows=(), settings=settings, grids={}, **parts)


def _blanked(records: tuple[R, ...]) -> tuple[R, ...]:
    if not records:
        return ()
    hidden: dict[str, Any] = dict.fromkeys(_hidden_fields(type(records[0])))
    return tuple(dataclasses.replace(cast(Any, record), **_still_shown(record, hidden)) for record in records)


def _still_shown(record: Row, hidden: dict[str, Any]) -> dict[str, Any]:
    """A difficulty that waits for a decision keeps counting as one, without saying whose.

    An exemplar that is no person keeps its name where it is agreed that it is public.
    """
    if isinstance(record, Difficulty) and record.decider:
        return {**hidden, "decider": WITHHELD}
    if isinstance(record, Exemplar) and not (record.public and record.kind in IMPERSONAL):
        return {**hidden, "name": None}
    return hidden


WITHHELD = "—"
IMPERSONAL = frozenset({ExemplarKind.MODEL, ExemplarKind.COLLECTIVE, ExemplarKind.PRACTICE})


def _hidden_fields(table: type[Row]) -> Iterable[str]:
    free = {Kind.LONG_TEXT, Kind.LINK}
    return (spec.name for spec in specs(table) if spec.kind in free or spec.name in PERSON_FIELDS)


def _mixed(whole: Snapshot, public: Snapshot, name: str, own: str | None) -> tuple[Row, ...]:
    """The rows of the unit `own` whole, the others as everybody sees them."""
    theirs: tuple[Row, ...] = getattr(public, name)
    if own is None:
        return theirs
    pairs: Iterable[tuple[Row, Row]] = zip(getattr(whole, name), theirs, strict=True)
    return tuple(mine if whole.owner_of(mine) == own else other for mine, other in pairs)
