"""Who may write and read what: the table of roles, and each rule that hangs on the record."""

from dataclasses import replace
from itertools import permutations

import pytest

from domain.errors import NotAllowed
from domain.fields import Kind, Writer, specs
from domain.indicators import indicators
from domain.lifecycle import MODEL_MOVES, REPORT_MOVES
from domain.permissions import (
    PERSON_FIELDS,
    WRITES,
    Actor,
    require_add,
    require_change,
    require_edit,
    visible,
)
from domain.quarters import Quarter
from domain.settings import Settings
from domain.tables import (
    Account,
    Communication,
    Criterion,
    Difficulty,
    Exemplar,
    Feedback,
    Finding,
    Inspection,
    Model,
    Report,
    Reward,
    Row,
    Score,
    ServiceFigure,
    SettingRow,
    Task,
    Unit,
    VillageSum,
)
from domain.unit_rights import quarter_open
from domain.vocabulary import DifficultyState, InspectionKind, ModelState, ReportState, Role, Tab
from tests.domain.test_sample_outcome import SAMPLE

OWN, OTHER = "TH-03", "TH-04"
SETTINGS = Settings()


def actor(role: Role, unit_id: str = OWN) -> Actor:
    return Actor(email="a@example.vn", name="Nguyễn Văn Mẫu", unit_id=unit_id, role=role)


def record(tab: Tab, unit_id: str = OWN) -> Row:
    rows: dict[Tab, Row] = {
        Tab.UNITS: Unit(unit_id=unit_id),
        Tab.ACCOUNTS: Account(unit_id=unit_id),
        Tab.SETTINGS: SettingRow(key="khoa_ky"),
        Tab.MODELS: Model(unit_id=unit_id, state=ModelState.DRAFT),
        Tab.REPORTS: Report(unit_id=unit_id, year=2026, quarter="III", rstatus=ReportState.DRAFT),
        Tab.VILLAGE_SUMS: VillageSum(unit_id=unit_id, year=2026, quarter="III", rstatus=ReportState.DRAFT),
        Tab.INSPECTIONS: Inspection(unit_id=unit_id, kind=InspectionKind.SELF_CHECK),
        Tab.FINDINGS: Finding(unit_id=unit_id),
        Tab.DIFFICULTIES: Difficulty(unit_id=unit_id),
        Tab.COMMUNICATIONS: Communication(unit_id=unit_id),
        Tab.SERVICE_FIGURES: ServiceFigure(),
        Tab.FEEDBACK: Feedback(unit_id=unit_id),
        Tab.EXEMPLARS: Exemplar(unit_id=unit_id),
        Tab.REWARDS: Reward(),
        Tab.TASKS: Task(unit_id=unit_id),
        Tab.CRITERIA: Criterion(),
        Tab.SCORES: Score(unit_id=unit_id),
    }
    return rows[tab]


def allowed(who: Actor, what: Row, settings: Settings = SETTINGS) -> bool:
    try:
        require_add(who, what, settings)
    except NotAllowed:
        return False
    return True


BUSINESS = {
    Tab.MODELS, Tab.REPORTS, Tab.VILLAGE_SUMS, Tab.INSPECTIONS, Tab.DIFFICULTIES, Tab.COMMUNICATIONS, Tab.EXEMPLARS,
}  # fmt: skip
OFFICE = BUSINESS | {Tab.FINDINGS, Tab.SERVICE_FIGURES, Tab.FEEDBACK, Tab.REWARDS, Tab.TASKS, Tab.SCORES}
TRUTH: dict[Role, set[Tab]] = {
    Role.ADMIN: OFFICE | {Tab.UNITS, Tab.ACCOUNTS, Tab.SETTINGS, Tab.CRITERIA},
    Role.OFFICER: OFFICE,
    Role.UNIT: BUSINESS,
    Role.FRONT: BUSINESS | {Tab.FEEDBACK},
    Role.LEADER: set(),
    Role.GUEST: set(),
}
TABS = [
    Tab.UNITS, Tab.ACCOUNTS, Tab.SETTINGS, Tab.MODELS, Tab.REPORTS,
    Tab.VILLAGE_SUMS, Tab.INSPECTIONS, Tab.FINDINGS, Tab.DIFFICULTIES, Tab.COMMUNICATIONS, Tab.SERVICE_FIGURES,
    Tab.FEEDBACK, Tab.EXEMPLARS, Tab.REWARDS, Tab.TASKS, Tab.CRITERIA, Tab.SCORES,
]  # fmt: skip


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("tab", TABS)
def test_who_may_add_to_which_tab_for_the_own_unit(role: Role, tab: Tab) -> None:
    assert allowed(actor(role), record(tab)) is (tab in TRUTH[role])


@pytest.mark.parametrize("role", [Role.UNIT, Role.FRONT])
@pytest.mark.parametrize("tab", sorted(BUSINESS))
def test_a_unit_never_writes_for_another_unit(role: Role, tab: Tab) -> None:
    assert not allowed(actor(role), record(tab, OTHER))


@pytest.mark.parametrize("role", [Role.ADMIN, Role.OFFICER])
def test_an_officer_writes_for_any_unit(role: Role) -> None:
    assert allowed(actor(role), record(Tab.MODELS, OTHER))


def test_nobody_writes_the_tabs_of_the_application() -> None:
    for tabs in WRITES.values():
        assert not tabs & {Tab.HISTORY, Tab.DATA_ERRORS}


@pytest.mark.parametrize("kind", InspectionKind)
def test_a_unit_logs_only_self_checks_and_household_visits(kind: InspectionKind) -> None:
    own_kinds = {InspectionKind.SELF_CHECK, InspectionKind.HOUSEHOLD_URGING}
    assert allowed(actor(Role.UNIT), Inspection(unit_id=OWN, kind=kind)) is (kind in own_kinds)
    assert allowed(actor(Role.OFFICER), Inspection(unit_id=OWN, kind=kind))


@pytest.mark.parametrize("state", ModelState)
def test_a_unit_edits_a_model_only_as_draft_or_returned(state: ModelState) -> None:
    row = Model(unit_id=OWN, state=state)
    if state in (ModelState.DRAFT, ModelState.RETURNED):
        require_edit(actor(Role.UNIT), row, SETTINGS)
    else:
        with pytest.raises(NotAllowed):
            require_edit(actor(Role.UNIT), row, SETTINGS)
    require_edit(actor(Role.OFFICER), row, SETTINGS)


@pytest.mark.parametrize("state", ReportState)
def test_a_unit_edits_a_report_only_as_draft_or_returned(state: ReportState) -> None:
    row = Report(unit_id=OWN, year=2026, quarter="III", rstatus=state)
    if state in (ReportState.DRAFT, ReportState.RETURNED):
        require_edit(actor(Role.UNIT), row, SETTINGS)
    else:
        with pytest.raises(NotAllowed):
            require_edit(actor(Role.UNIT), row, SETTINGS)


def test_a_locked_quarter_is_closed_for_units_but_for_exceptions() -> None:
    locked = replace(SETTINGS, locked_quarters=("2026-Q3",))
    excepted = replace(locked, lock_exceptions=("2026-Q3/TH-03",))
    assert not allowed(actor(Role.UNIT), record(Tab.REPORTS), locked)
    assert allowed(actor(Role.UNIT), record(Tab.REPORTS), excepted)
    assert not allowed(actor(Role.UNIT, OTHER), record(Tab.REPORTS, OTHER), excepted)
    assert allowed(actor(Role.OFFICER), record(Tab.REPORTS), locked)
    assert quarter_open("2026-Q2", OWN, locked)


def free_text(row: Row) -> list[object]:
    names = [s.name for s in specs(type(row)) if s.kind in (Kind.LONG_TEXT, Kind.LINK) or s.name in PERSON_FIELDS]
    return [value for name in names if (value := getattr(row, name)) not in (None, "—")]


@pytest.mark.parametrize("role", [Role.UNIT, Role.GUEST])
def test_of_other_units_only_figures_are_read(role: Role) -> None:
    seen = visible(SAMPLE, actor(role))
    own = OWN if role is Role.UNIT else None
    rows: list[Row] = [*seen.models, *seen.reports, *seen.inspections, *seen.findings, *seen.difficulties]
    rows += [*seen.communications, *seen.feedback, *seen.exemplars, *seen.rewards, *seen.tasks, *seen.scores]
    assert len(seen.tasks) == len(SAMPLE.tasks)
    assert len(seen.models) == len(SAMPLE.models)
    for row in rows:
        assert free_text(row) == [] or (own is not None and SAMPLE.owner_of(row) == own)
    assert seen.accounts == ()


def test_a_unit_reads_its_own_rows_whole() -> None:
    seen = visible(SAMPLE, actor(Role.UNIT))
    assert seen.models_of(OWN) == SAMPLE.models_of(OWN)
    assert free_text(seen.models_of(OWN)[0]) != []


@pytest.mark.parametrize("own", ["TH-08", "CA-01"])
def test_a_unit_reads_what_is_its_own_around_the_models(own: str) -> None:
    seen = visible(SAMPLE, actor(Role.UNIT, own))
    for name in ("communications", "exemplars", "rewards", "tasks", "scores"):
        whole, shown = getattr(SAMPLE, name), getattr(seen, name)
        mine = [one for one in whole if SAMPLE.owner_of(one) == own]
        assert mine
        assert [one for one in shown if SAMPLE.owner_of(one) == own] == mine, name
    assert [one.recipient for one in seen.rewards if one.recipient] == [
        one.recipient for one in SAMPLE.rewards if SAMPLE.owner_of(one) == own
    ]


def test_nobody_elses_person_is_named_and_a_model_only_where_it_is_agreed() -> None:
    seen = visible(SAMPLE, actor(Role.GUEST))
    assert {one.name for one in seen.exemplars} == {
        None,
        "Trả căn cước tại nhà cho người già yếu",
        "Chi hội Phụ nữ thôn Phúc Lợi",
        "Camera an ninh",
        "Đổi giấy vụn lấy cây xanh",
        "Đọc tin bằng loa kéo tại chợ phiên",
    }
    hidden = replace(SAMPLE, exemplars=tuple(replace(one, public=False) for one in SAMPLE.exemplars))
    assert {one.name for one in visible(hidden, actor(Role.GUEST)).exemplars} == {None}
    assert {one.recipient for one in seen.rewards} == {None}
    assert {one.owner for one in seen.tasks} == {None}
    assert seen.criteria == SAMPLE.criteria


def test_the_front_reads_all_models_and_opinions_whole() -> None:
    seen = visible(SAMPLE, actor(Role.FRONT, "MT-01"))
    assert seen.models == SAMPLE.models
    assert seen.feedback == SAMPLE.feedback
    assert visible(SAMPLE, actor(Role.UNIT)).feedback != SAMPLE.feedback
    assert seen.difficulties != SAMPLE.difficulties


@pytest.mark.parametrize(("role", "accounts"), [(Role.ADMIN, True), (Role.OFFICER, False), (Role.LEADER, False)])
def test_accounts_are_read_by_administrators_only(role: Role, accounts: bool) -> None:
    seen = visible(SAMPLE, actor(role))
    assert bool(seen.accounts) is accounts
    assert seen.difficulties == SAMPLE.difficulties


def test_what_is_hidden_changes_no_figure() -> None:
    quarter = Quarter(2026, 3)
    assert indicators(visible(SAMPLE, actor(Role.GUEST)), quarter) == indicators(SAMPLE, quarter)


def may_change(who: Actor, what: Row, **values: object) -> bool:
    try:
        require_change(who, what, values, SETTINGS)
    except NotAllowed:
        return False
    return True


MODEL_ROLES = {Writer.UNIT: {Role.UNIT, Role.FRONT, Role.ADMIN}, Writer.OFFICER: {Role.OFFICER, Role.ADMIN}}


@pytest.mark.parametrize("role", list(Role))
def test_a_model_moves_along_the_life_cycle_by_the_role_that_may(role: Role) -> None:
    for before, after in permutations(ModelState, 2):
        # A registered model counts as running from its start on.
        befores = {before, ModelState.RUNNING} if before is ModelState.REGISTERED else {before}
        writers = {one.writer for one in MODEL_MOVES if one.after is after and one.before in befores}
        expected = any(role in MODEL_ROLES[writer] for writer in writers)
        assert may_change(actor(role), Model(unit_id=OWN, state=before), state=after) == expected, (before, after)


@pytest.mark.parametrize("role", list(Role))
def test_a_report_moves_by_the_role_that_may(role: Role) -> None:
    for before, after in permutations(ReportState, 2):
        what = Report(unit_id=OWN, year=2026, quarter="III", rstatus=before)
        writer = REPORT_MOVES.get((before, after))
        expected = writer is not None and role in MODEL_ROLES[writer]
        assert may_change(actor(role), what, rstatus=after) == expected, (before, after)


@pytest.mark.parametrize(
    ("what", "values"),
    [
        (Model(unit_id=OWN, state=ModelState.RETURNED), {"title": "Tên mới"}),
        (Report(unit_id=OWN, year=2026, quarter="III", rstatus=ReportState.DRAFT), {"prog_self": 50}),
        (Finding(unit_id=OWN), {"remedy": "Đã bổ sung", "reported": None}),
        (Inspection(unit_id=OWN, kind=InspectionKind.SELF_CHECK), {"results": "Tốt"}),
        (Difficulty(unit_id=OWN, state=DifficultyState.NEW), {"content": "Thiếu đất"}),
    ],
)
def test_a_unit_changes_its_own_records_and_nobody_elses(what: Row, values: dict[str, object]) -> None:
    assert may_change(actor(Role.UNIT), what, **values)
    assert not may_change(actor(Role.UNIT, OTHER), what, **values)


@pytest.mark.parametrize(
    ("what", "values"),
    [
        (Model(unit_id=OWN, state=ModelState.PENDING), {"title": "Tên mới"}),
        (Model(unit_id=OWN, state=ModelState.RETURNED), {"approved": None}),
        (Report(unit_id=OWN, year=2026, quarter="III", rstatus=ReportState.DRAFT), {"prog_conf": 90}),
        (Report(unit_id=OWN, year=2026, quarter="III", rstatus=ReportState.SUBMITTED), {"prog_self": 90}),
        (Finding(unit_id=OWN), {"due": None}),
        (Finding(unit_id=OWN), {"verified": None}),
        (Inspection(unit_id=OWN, kind=InspectionKind.INSPECTION), {"results": "Tốt"}),
        (Difficulty(unit_id=OWN, state=DifficultyState.IN_PROGRESS), {"content": "Thiếu đất"}),
        (Unit(unit_id=OWN), {"households": 5}),
    ],
)
def test_a_unit_leaves_alone_what_others_decide(what: Row, values: dict[str, object]) -> None:
    assert not may_change(actor(Role.UNIT), what, **values)


def test_a_quarter_that_is_locked_takes_no_report_of_a_unit_without_an_exception() -> None:
    what = Report(unit_id=OWN, year=2026, quarter="II", rstatus=ReportState.DRAFT)
    locked = Settings(locked_quarters=("2026-Q2",))
    with pytest.raises(NotAllowed):
        require_change(actor(Role.UNIT), what, {"prog_self": 50}, locked)
    require_change(actor(Role.OFFICER), what, {"prog_self": 50}, locked)
    open_again = Settings(locked_quarters=("2026-Q2",), lock_exceptions=(f"2026-Q2/{OWN}",))
    require_change(actor(Role.UNIT), what, {"prog_self": 50}, open_again)
