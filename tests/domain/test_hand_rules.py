"""Who may see and type what in the tabs themselves: role by tab, own rows and others', and each rule of a record."""

from dataclasses import replace
from typing import Any

import pytest

from domain.errors import NotAllowed
from domain.fields import specs
from domain.hand_rules import (
    may_add_rows,
    may_see_about,
    may_sort,
    may_type,
    readable,
    require_row_added,
    require_row_changed,
    require_row_deleted,
    sees_all_rows,
)
from domain.permissions import APP_TABS, OFFICER_TABS, UNIT_TABS, Actor
from domain.settings import Settings
from domain.tables import (
    DATA_TABLES,
    Difficulty,
    Exemplar,
    Feedback,
    Finding,
    Inspection,
    Model,
    Report,
    Row,
    Task,
    VillageSum,
)
from domain.vocabulary import DifficultyState, InspectionKind, InspectionState, ModelState, ReportState, Role, Tab
from domain.vocabulary_movement import ExemplarResult, TaskState
from tests.components.samples import sample
from tests.domain.test_permissions import OTHER, OWN, actor, record

SAMPLE = sample()
MODELS = (Model(model_id="MH-2026-0001", unit_id=OWN), Model(model_id="MH-2026-0002", unit_id=OTHER))
BOOK = replace(SAMPLE, models=MODELS)
OWN_ROLES = (Role.UNIT, Role.FRONT)


def allowed(rule: Any, *args: Any) -> bool:
    try:
        rule(*args)
    except NotAllowed:
        return False
    return True


def may_change(who: Actor, before: Any, book: Any = BOOK, **values: Any) -> bool:
    after = replace(before, **values)
    return allowed(require_row_changed, who, before, after, set(values), book)


READS = {
    Role.ADMIN: set(Tab),
    Role.OFFICER: set(Tab) - {Tab.ACCOUNTS},
    Role.LEADER: set(Tab) - {Tab.ACCOUNTS},
    Role.UNIT: UNIT_TABS | {Tab.UNITS, Tab.REWARDS, Tab.SCORES},
    Role.FRONT: UNIT_TABS | {Tab.UNITS, Tab.REWARDS, Tab.SCORES, Tab.FEEDBACK},
    Role.GUEST: set(),
}
TYPES: dict[Role, set[Tab]] = {
    Role.ADMIN: set(Tab) - APP_TABS,
    Role.OFFICER: set(OFFICER_TABS),
    Role.LEADER: set(),
    Role.UNIT: set(UNIT_TABS),
    Role.FRONT: {*UNIT_TABS, Tab.FEEDBACK},
    Role.GUEST: set(),
}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reads_and_types_into_its_tabs(role: Role) -> None:
    who = actor(role)
    assert set(readable(who)) == READS[role]
    typed = {table.TAB for table in DATA_TABLES if any(may_type(who, table, spec) for spec in specs(table))}
    exceptions = {Tab.SETTINGS} if role is Role.OFFICER else set()  # one cell of Cài đặt
    assert typed == TYPES[role] | exceptions
    assert {tab for tab in Tab if may_add_rows(who, tab)} == TYPES[role] - (
        {Tab.FINDINGS, Tab.TASKS} if role in OWN_ROLES else set()
    )
    assert {tab for tab in Tab if may_sort(who, tab)} == (set() if role in OWN_ROLES else TYPES[role])


@pytest.mark.parametrize("role", list(Role))
def test_nobody_types_into_what_the_application_writes(role: Role) -> None:
    for table in DATA_TABLES:
        names = {spec.name for spec in specs(table) if may_type(actor(role), table, spec)}
        assert not names & set(table.TAIL)
        assert not table.PREFIX or table.KEY[0] not in names


def test_a_unit_types_into_no_column_of_an_officer_and_of_findings_only_into_the_remedy() -> None:
    who = actor(Role.UNIT)

    def names(table: type[Row]) -> set[str]:
        return {spec.name for spec in specs(table) if may_type(who, table, spec)}

    assert names(Finding) == {"remedy", "reported"}
    assert names(Task) == {"state", "done", "result", "owner"}
    assert not {"result", "answered", "spread", "ease", "replication", "receiver_ids"} & names(Exemplar)
    assert not {"approved", "evaluation"} & names(Model)
    assert not {"prog_conf", "confirmed", "reason_back"} & names(Report)
    assert not {"decider", "measures", "resolved"} & names(Difficulty)
    assert not may_type(who, Model, None)
    assert may_type(actor(Role.OFFICER), Model, None)


def test_only_administrators_see_what_nhat_ky_says_of_accounts() -> None:
    assert [role for role in Role if may_see_about(actor(role), Tab.ACCOUNTS)] == [Role.ADMIN]
    assert may_see_about(actor(Role.LEADER), Tab.MODELS)


def test_mttq_sees_all_models_and_opinions_and_of_the_rest_its_own() -> None:
    whole = [tab for tab in readable(actor(Role.FRONT)) if sees_all_rows(actor(Role.FRONT), tab)]
    assert whole == [Tab.MODELS, Tab.FEEDBACK]
    assert not any(sees_all_rows(actor(Role.UNIT), tab) for tab in Tab)


def test_a_report_without_a_unit_is_its_models() -> None:
    assert BOOK.owner_of(Report(model_id="MH-2026-0002")) == OTHER
    assert BOOK.owner_of(Report(model_id="MH-2026-0002", unit_id=OWN)) == OWN
    assert BOOK.owner_of(Model(model_id="MH-2026-0002")) is None
    report = Report(model_id="MH-2026-0001", year=2026, quarter="III", rstatus=ReportState.DRAFT)
    assert may_change(actor(Role.UNIT), report, prog_self=50.0)
    assert allowed(require_row_deleted, actor(Role.UNIT), report, BOOK)


@pytest.mark.parametrize("role", OWN_ROLES)
@pytest.mark.parametrize("tab", sorted(UNIT_TABS - {Tab.FINDINGS, Tab.TASKS}))
def test_a_unit_types_into_its_own_rows_only(role: Role, tab: Tab) -> None:
    own: Any = record(tab)
    other: Any = record(tab, OTHER)
    if isinstance(own, Difficulty):
        own, other = (replace(one, state=DifficultyState.NEW) for one in (own, other))
    field = {
        Tab.MODELS: "title",
        Tab.DIFFICULTIES: "content",
        Tab.INSPECTIONS: "results",
        Tab.COMMUNICATIONS: "content",
        Tab.EXEMPLARS: "achievement",
    }.get(tab, "result")
    assert may_change(actor(role), own, **{field: "mới"})
    assert not may_change(actor(role), other, **{field: "mới"})
    assert not may_change(actor(role), own, unit_id=OTHER)
    assert not may_change(actor(role), own, unit_id=None)
    assert allowed(require_row_added, actor(role), own, BOOK)
    assert not allowed(require_row_added, actor(role), other, BOOK)
    assert allowed(require_row_deleted, actor(role), own, BOOK)
    assert not allowed(require_row_deleted, actor(role), other, BOOK)


def test_a_unit_ticks_its_own_tasks_and_neither_adds_nor_deletes_one() -> None:
    who, own, other = actor(Role.UNIT), Task(unit_id=OWN), Task(unit_id=OTHER)
    assert may_change(who, own, state=TaskState.DONE, done=BOOK.today, result="xong", owner="Trưởng thôn")
    assert not may_change(who, other, state=TaskState.DONE)
    assert not any(may_change(who, own, **{name: None}) for name in ("unit_id", "due", "content", "task_id"))
    assert not allowed(require_row_added, who, own, BOOK)
    assert not allowed(require_row_deleted, who, own, BOOK)


def test_a_unit_changes_a_proposal_until_it_is_looked_at_and_decides_nothing() -> None:
    who = actor(Role.UNIT)
    new = Exemplar(unit_id=OWN, result=ExemplarResult.NEW)
    assert may_change(who, new, name="mới")
    assert not may_change(who, replace(new, result=ExemplarResult.IN_REVIEW), name="mới")
    assert not may_change(who, new, result=ExemplarResult.RECOGNISED)
    assert not allowed(require_row_added, who, Exemplar(unit_id=OWN, receiver_ids=(OTHER,)), BOOK)


def test_mttq_writes_the_opinions_of_all_organisations_and_no_answer() -> None:
    who, opinion = actor(Role.FRONT), Feedback(unit_id=OTHER)
    assert allowed(require_row_added, who, opinion, BOOK)
    assert may_change(who, opinion, content="mới")
    assert not may_change(who, opinion, reply="mới")
    assert not may_change(who, replace(opinion, replied=BOOK.today), content="mới")
    assert not may_change(actor(Role.UNIT), Feedback(unit_id=OWN), content="mới")


def test_what_is_approved_submitted_or_locked_is_not_a_units_any_more() -> None:
    who = actor(Role.UNIT)
    running = Model(unit_id=OWN, state=ModelState.RUNNING)
    assert not may_change(who, running, title="mới")
    assert not may_change(who, running, withdrawn=BOOK.today)
    assert not may_change(who, running, reason_back="thôi")
    assert not allowed(require_row_deleted, who, running, BOOK)
    sent = Report(unit_id=OWN, year=2026, quarter="III", rstatus=ReportState.SUBMITTED)
    assert not may_change(who, sent, prog_self=50.0)
    draft = replace(sent, rstatus=ReportState.DRAFT)
    locked = replace(BOOK, settings=Settings(locked_quarters=("2026-Q3",)))
    assert not may_change(who, draft, locked, prog_self=50.0)
    assert not may_change(who, replace(draft, quarter="IV"), locked, quarter="III")
    assert not allowed(require_row_added, who, draft, locked)
    assert not allowed(require_row_deleted, who, draft, locked)


def test_a_unit_moves_its_model_along_the_life_cycle_and_withdraws_it() -> None:
    who = actor(Role.UNIT)
    pending = Model(unit_id=OWN, state=ModelState.PENDING)
    assert may_change(who, pending, state=ModelState.WITHDRAWN, withdrawn=BOOK.today, reason_back="thôi")
    assert not may_change(who, pending, withdrawn=BOOK.today)
    assert not may_change(who, pending, state=ModelState.REGISTERED)
    assert may_change(who, replace(pending, state=ModelState.DRAFT), state=ModelState.PENDING)
    assert not may_change(who, replace(pending, state=None), state=ModelState.RECOGNISED)
    assert not may_change(who, replace(pending, state=ModelState.DRAFT), state=None)


def test_a_units_record_begins_where_the_forms_begin_it() -> None:
    who = actor(Role.UNIT)
    for one in (
        Model(unit_id=OWN, state=ModelState.RUNNING),
        Report(unit_id=OWN, year=2026, quarter="III", rstatus=ReportState.CONFIRMED),
        VillageSum(unit_id=OWN, year=2026, quarter="III"),
        Difficulty(unit_id=OWN, state=DifficultyState.RESOLVED),
        Difficulty(unit_id=OWN, state=DifficultyState.NEW, decider="Chủ tịch UBND xã"),
        Inspection(unit_id=OWN, kind=InspectionKind.INSPECTION),
        Report(unit_id=OWN, model_id="MH-2026-0002", year=2026, quarter="III", rstatus=ReportState.DRAFT),
    ):
        assert not allowed(require_row_added, who, one, BOOK), one


def test_a_unit_does_not_turn_its_self_check_into_an_inspection_or_reopen_a_concluded_one() -> None:
    who, check = actor(Role.UNIT), Inspection(unit_id=OWN, kind=InspectionKind.SELF_CHECK)
    assert not may_change(who, check, kind=InspectionKind.INSPECTION)
    assert not may_change(who, replace(check, istatus=InspectionState.CONCLUDED), results="mới")


def test_an_officer_may_type_a_jump_and_change_anybodys_row() -> None:
    who = actor(Role.OFFICER)
    assert may_change(who, Model(unit_id=OTHER, state=ModelState.DRAFT), state=ModelState.RECOGNISED)
    assert allowed(require_row_deleted, who, None, BOOK)
    assert not may_change(who, record(Tab.ACCOUNTS), full_name="x")
    assert not allowed(require_row_deleted, who, record(Tab.SETTINGS), BOOK)
    assert not allowed(require_row_deleted, actor(Role.UNIT), None, BOOK)
