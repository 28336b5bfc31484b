"""Locked quarters: what people type in the lists, who may change them, what a unit may still write (data model)."""

import dataclasses
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import closing, lock_keys, rulebook
from domain.errors import Doubt, Gone, Invalid, NotAllowed
from domain.fields import specs
from domain.hand_rules import may_type, require_row_added, require_row_changed, require_row_deleted
from domain.lock_keys import EXCEPTIONS, LOCKED, Part
from domain.lock_rules import (
    close_exception,
    excepted,
    is_locked,
    lock_quarter,
    may_except,
    may_lock,
    open_exception,
    unlock_quarter,
    warnings,
)
from domain.open_quarters import closed_for, require_open
from domain.permissions import Actor, require_add, require_change, require_mending, visible
from domain.plans import Plan, Way
from domain.quarters import Quarter
from domain.settings import Settings, read_settings, setting_row, setting_rows
from domain.snapshot import Snapshot
from domain.tables import (
    Communication,
    Difficulty,
    Exemplar,
    Feedback,
    Finding,
    Inspection,
    Report,
    Row,
    SettingRow,
    Task,
    VillageSum,
)
from domain.unit_rights import closed_quarter
from domain.vocabulary import DifficultyState, InspectionKind, ReportState, Role, Tab, Verification
from tests.components.samples import as_read, grids, sample

Q2, Q3, Q4 = Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4)
OWN = "TH-05"
AFTER = date(2026, 10, 5)


def actor(role: Role, unit_id: str = OWN) -> Actor:
    return Actor("a@example.vn", "Nguyễn Văn Mẫu", unit_id, role)


ADMIN, OFFICER, UNIT = actor(Role.ADMIN), actor(Role.OFFICER, "CQ-01"), actor(Role.UNIT)


def book(locked: str | None = None, exceptions: str | None = None, **changes: object) -> Snapshot:
    """The sample with its Cài đặt."""
    rows = {one.key: one for one in setting_rows()}
    rows[LOCKED] = dataclasses.replace(rows[LOCKED], value=locked)
    rows[EXCEPTIONS] = dataclasses.replace(rows[EXCEPTIONS], value=exceptions)
    settings, _ = read_settings(rows.values())
    return sample(setting_rows=tuple(rows.values()), settings=settings, **{"today": AFTER, **changes})


def value(plan: Plan, key: str) -> Any:
    """What the row of this key would hold."""
    return {getattr(edit.record, "key", ""): edit.values["value"] for edit in plan.edits}[key]


# The lists


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-Q2", ("2026-Q2",)),
        ("Quý II/2026; 2026-Q3", ("2026-Q2", "2026-Q3")),
        ("quy 2 nam 2026,Q3/2026", ("2026-Q2", "2026-Q3")),
        ("II/2026; Qúy III", ("2026-Q2", "2026-Q3")),
        ("Quý II, III/2027", ("2026-Q2", "2027-Q3")),
        (" ; ;; 2026-q2 ;2026-Q2", ("2026-Q2",)),
        ("", ()),
    ],
)
def test_a_locked_quarter_is_understood_in_any_spelling(typed: str, read: tuple[str, ...]) -> None:
    settings, wrong = read_settings([SettingRow(key=LOCKED, value=typed)])
    assert settings.locked_quarters == read
    assert wrong == {}


@pytest.mark.parametrize(
    "typed", ["2026-Q2/TH-05", "Quý II/2026 - TH-05", "TH-05 quý II", "ii/2026: th-05", "2026-Q2 (TH-05)"]
)
def test_an_exception_is_understood_in_any_spelling(typed: str) -> None:
    settings, wrong = read_settings([SettingRow(key=EXCEPTIONS, value=typed)])
    assert settings.lock_exceptions == ("2026-Q2/TH-05",)
    assert wrong == {}


@pytest.mark.parametrize(
    ("key", "typed", "read", "unread"),
    [
        (LOCKED, "2026-Q2; quý năm; 2026-Q7", ("2026-Q2",), "quý năm; 2026-Q7"),
        (LOCKED, "II và III", (), "II và III"),
        (LOCKED, "x" * 5000, (), "x" * 5000),
        (EXCEPTIONS, "2026-Q2/Hòa Bình; 2026-Q2/TH-05", ("2026-Q2/TH-05",), "2026-Q2/Hòa Bình"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_holds(
    key: str, typed: str, read: tuple[str, ...], unread: str
) -> None:
    settings, wrong = read_settings([SettingRow(key=key, value=typed)])
    assert (settings.locked_quarters or settings.lock_exceptions) == read
    assert list(wrong) == [key]
    assert unread in wrong[key]


def test_a_list_is_read_for_the_year_of_the_plan_wherever_that_stands() -> None:
    rows = [SettingRow(key=LOCKED, value="Quý II"), SettingRow(key="nam_ke_hoach", value="2027")]
    assert read_settings(rows)[0].locked_quarters == ("2027-Q2",)


def test_what_cannot_be_read_is_among_the_data_errors() -> None:
    raw = grids()
    raw[Tab.SETTINGS] += [[LOCKED, "2026-Q2; quý nhầm", "", ""]]
    snapshot = as_read(raw)
    assert snapshot.settings.locked_quarters == ("2026-Q2",)
    [problem] = [one for one in snapshot.problems if one.tab is Tab.SETTINGS]
    assert "quý nhầm" in problem.message
    assert "vẫn có hiệu lực" in problem.remedy


KEYS = st.lists(st.sampled_from([one.key for one in (Q2, Q3, Q4)]), unique=True)
TEXTS = st.lists(st.text("abcđê ?", max_size=8).map(str.strip).filter(lambda text: text not in ("a", "")), unique=True)


@given(KEYS, TEXTS, st.sampled_from([Q2, Q3, Q4]))
def test_a_change_of_the_list_keeps_all_else_in_it(keys: list[str], texts: list[str], quarter: Quarter) -> None:
    typed = "; ".join((*keys, *texts))
    parts = lock_keys.locked_parts(typed, 2026)
    more = lock_keys.locked_parts(lock_keys.changed(parts, add=[quarter.key]), 2026)
    less = lock_keys.locked_parts(lock_keys.changed(more, remove={quarter.key}), 2026)
    assert set(lock_keys.keys(more)) == {*lock_keys.keys(parts), quarter.key}
    assert set(lock_keys.keys(less)) == {*lock_keys.keys(parts)} - {quarter.key}
    assert lock_keys.unread(less) == lock_keys.unread(more) == lock_keys.unread(parts)


def test_a_part_that_was_typed_otherwise_is_taken_out_too() -> None:
    parts = lock_keys.locked_parts("Quý II/2026; quý nhầm", 2026)
    assert parts == (Part("Quý II/2026", "2026-Q2"), Part("quý nhầm", ""))
    assert lock_keys.changed(parts, remove={"2026-Q2"}) == "quý nhầm"
    assert lock_keys.changed(lock_keys.locked_parts("2026-Q2", 2026), remove={"2026-Q2"}) is None


# The rules


def test_an_administrator_locks_a_quarter_that_is_over_and_lacks_something_only_if_sure() -> None:
    whole = book()
    with pytest.raises(Doubt, match=r"Còn thiếu: 6 báo cáo chưa nộp, .* Khóa quý III/2026"):
        lock_quarter(whole, ADMIN, quarter=Q3)
    plan = lock_quarter(whole, ADMIN, quarter=Q3, sure=True)
    assert value(plan, LOCKED) == "2026-Q3"
    assert plan.way is Way.LOCKS
    assert {note.record_id for note in plan.notes} == {"2026-Q3"}
    assert len(plan.notes) == 1 + 43  # the commune, and each unit that takes part


def test_a_quarter_is_locked_from_the_day_its_reports_are_due() -> None:
    early = book(today=date(2026, 11, 29))
    with pytest.raises(Invalid, match="Khóa được từ ngày 30/11/2026"):
        lock_quarter(early, ADMIN, quarter=Q4, sure=True)
    december = book(today=date(2026, 12, 5))
    assert "Quý còn đến 31/12/2026." in list(warnings(december, Q4))
    assert value(lock_quarter(december, ADMIN, quarter=Q4, sure=True), LOCKED) == "2026-Q4"
    no_day = book(today=date(2026, 3, 30))
    assert closing.lockable_from(no_day, Quarter(2026, 1)) == date(2026, 3, 31)
    with pytest.raises(Invalid, match="năm kế hoạch"):
        lock_quarter(book(today=date(2027, 5, 1)), ADMIN, quarter=Quarter(2027, 1), sure=True)


def test_nothing_is_asked_where_nothing_is_missing() -> None:
    clean = book(reports=(), models=(), findings=(), village_sums=(), problems=())
    assert not list(warnings(clean, Q3))
    assert lock_quarter(clean, ADMIN, quarter=Q3).edits


def test_locking_unlocking_and_exceptions_need_the_state_they_start_from() -> None:
    locked = book("Quý III/2026", "2026-Q3/TH-05")
    refusals: list[tuple[Callable[..., Plan], str]] = [
        (partial(lock_quarter, quarter=Q3, sure=True), "đã khóa"),
        (partial(unlock_quarter, quarter=Q2), "chưa khóa"),
        (partial(open_exception, quarter=Q2, unit_ids=("TH-01",)), "chưa khóa"),
        (partial(open_exception, quarter=Q3, unit_ids=()), "ít nhất một"),
        (partial(open_exception, quarter=Q3, unit_ids=("TH-01", "TH-05")), "TH-05"),
        (partial(close_exception, quarter=Q3, unit_ids=("TH-01",)), "TH-01"),
        (partial(close_exception, quarter=Q3, unit_ids=()), "ít nhất một"),
    ]
    for rule, said in refusals:
        with pytest.raises(Invalid, match=said):
            rule(locked, ADMIN)
    for strange in ("TH-99", "LD-01"):
        with pytest.raises(Gone):
            open_exception(locked, OFFICER, quarter=Q3, unit_ids=(strange,))


def test_exceptions_are_opened_and_closed_by_themselves_and_end_with_the_lock() -> None:
    locked = book("2026-Q2; Quý III/2026", "2026-Q2/TH-05; gì đó")
    opened = open_exception(locked, OFFICER, quarter=Q3, unit_ids=("TH-01", "TR-02"))
    assert value(opened, EXCEPTIONS) == "2026-Q2/TH-05; gì đó; 2026-Q3/TH-01; 2026-Q3/TR-02"
    closed = close_exception(locked, OFFICER, quarter=Q2, unit_ids=("TH-05",))
    assert value(closed, EXCEPTIONS) == "gì đó"
    unlocked = unlock_quarter(locked, ADMIN, quarter=Q2)
    assert (value(unlocked, LOCKED), value(unlocked, EXCEPTIONS)) == ("2026-Q3", "gì đó")
    again = lock_quarter(book(None, "2026-Q3/TH-05"), ADMIN, quarter=Q3, sure=True)
    assert value(again, EXCEPTIONS) is None


def test_a_row_that_somebody_deleted_is_added_as_it_started() -> None:
    bare = sample(today=AFTER)
    plan = lock_quarter(bare, ADMIN, quarter=Q3, sure=True)
    assert [add.record for add in plan.adds] == [dataclasses.replace(setting_row(LOCKED), value="2026-Q3")]
    locked = dataclasses.replace(bare, settings=Settings(locked_quarters=("2026-Q3",)))
    plan = open_exception(locked, OFFICER, quarter=Q3, unit_ids=("TH-05",))
    assert [add.record for add in plan.adds] == [dataclasses.replace(setting_row(EXCEPTIONS), value="2026-Q3/TH-05")]


RULES: dict[str, Callable[..., Plan]] = {
    "lock": partial(lock_quarter, quarter=Q2, sure=True),
    "unlock": partial(unlock_quarter, quarter=Q3),
    "open": partial(open_exception, quarter=Q3, unit_ids=("TH-01",)),
    "close": partial(close_exception, quarter=Q3, unit_ids=("TH-05",)),
}
MAY = {Role.ADMIN: set(RULES), Role.OFFICER: {"open", "close"}}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(RULES))
@pytest.mark.parametrize("rows", [True, False], ids=["rows", "no-rows"])
def test_who_may_lock_and_who_may_except(role: Role, name: str, rows: bool) -> None:
    whole = book("2026-Q3", "2026-Q3/TH-05")
    whole = whole if rows else dataclasses.replace(whole, setting_rows=())
    who = actor(role)
    if name in MAY.get(role, set()):
        assert RULES[name](whole, who).way is Way.LOCKS
    else:
        with pytest.raises(NotAllowed):
            RULES[name](whole, who)
    assert may_lock(whole, who) is (role is Role.ADMIN)
    assert may_except(whole, who) is (role in MAY)
    assert not may_lock(whole, None)


@pytest.mark.parametrize("rule", list(RULES.values()))
def test_what_waits_on_disk_comes_back_as_it_was(rule: Any) -> None:
    again: Any = rulebook.recalled(*rulebook.named(rule))
    assert again.keywords == rule.keywords


# Permissions, also for hands on the sheet


def allowed(check: Callable[..., None], *arguments: Any) -> bool:
    try:
        check(*arguments)
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("role", list(Role))
def test_an_officer_writes_the_value_of_one_row_of_the_settings_and_nothing_else_there(role: Role) -> None:
    who, settings, whole = actor(role), Settings(), book()
    for row in setting_rows():
        for name in ("key", "value", "kind", "meaning"):
            expected = role is Role.ADMIN or (role is Role.OFFICER and (row.key, name) == (EXCEPTIONS, "value"))
            assert allowed(require_change, who, row, {name: "x"}, settings) is expected, (row.key, name)
            assert allowed(require_row_changed, who, row, row, [name], whole) is expected
            assert allowed(require_mending, who, row, {name: "x"}, whole) is expected
        assert allowed(require_add, who, row, settings) is (
            role is Role.ADMIN or (role is Role.OFFICER and row.key == EXCEPTIONS)
        )
        assert allowed(require_row_deleted, who, row, whole) is (role is Role.ADMIN)
    other = dataclasses.replace(setting_row(EXCEPTIONS), meaning="Lời của tôi")
    assert allowed(require_add, who, other, settings) is (role is Role.ADMIN)
    typed = {spec.name for spec in specs(SettingRow) if may_type(who, SettingRow, spec)}
    assert typed == ({"key", "value", "kind", "meaning"} if role is Role.ADMIN else {"value"} & (
        {"value"} if role is Role.OFFICER else set()))  # fmt: skip


@pytest.mark.parametrize("role", [Role.UNIT, Role.FRONT, Role.GUEST])
def test_a_unit_reads_its_own_exceptions_only(role: Role) -> None:
    whole = book("2026-Q3", "2026-Q3/TH-05; 2026-Q3/TH-01")
    seen = visible(whole, actor(role))
    own = () if role is Role.GUEST else ("TH-05",)
    assert excepted(seen, Q3) == own
    assert seen.figures is not None
    assert excepted(seen.figures, Q3) == ()
    assert seen.setting_rows == seen.figures.setting_rows == ()
    assert is_locked(seen, Q3)
    assert excepted(visible(whole, actor(Role.LEADER)), Q3) == ("TH-05", "TH-01")


IN, OUT = date(2026, 8, 1), date(2026, 10, 1)
ROWS: list[tuple[Row, dict[str, Any], str]] = [
    (Report(unit_id=OWN, year=2026, quarter="III", rstatus=ReportState.DRAFT), {"prog_self": 5.0}, "quarter"),
    (VillageSum(unit_id=OWN, year=2026, quarter="III", rstatus=ReportState.DRAFT), {"hh_any": 5}, "quarter"),
    (Inspection(unit_id=OWN, kind=InspectionKind.SELF_CHECK, date=IN), {"results": "Tốt"}, "date"),
    (Inspection(unit_id=OWN, kind=InspectionKind.HOUSEHOLD_URGING, date=IN), {"hh_guided": 3}, "date"),
    (Difficulty(unit_id=OWN, state=DifficultyState.NEW, raised=IN), {"content": "Thiếu đất"}, "raised"),
    (Communication(unit_id=OWN, date=IN), {"content": "Họp"}, "date"),
    (Exemplar(unit_id=OWN, proposed=IN), {"name": "Tên"}, "proposed"),
    (Feedback(unit_id=OWN, date=IN), {"content": "Góp ý"}, "date"),
    (Task(unit_id=OWN, due=IN), {"result": "Xong"}, "due"),
]


@pytest.mark.parametrize(("row", "values", "day"), ROWS, ids=lambda one: type(one).__name__)
def test_what_a_unit_writes_into_a_locked_quarter_is_refused(row: Row, values: dict[str, Any], day: str) -> None:
    front = actor(Role.FRONT) if isinstance(row, Feedback) else UNIT
    locked, open_ = (
        Settings(locked_quarters=("2026-Q3",)),
        Settings(locked_quarters=("2026-Q3",), lock_exceptions=(f"2026-Q3/{OWN}",)),
    )
    other: dict[str, Any] = {day: "IV" if day == "quarter" else OUT}
    elsewhere = dataclasses.replace(row, **other)
    into = {day: "III" if day == "quarter" else IN}
    for settings in (Settings(), open_):
        assert allowed(require_change, front, row, values, settings)
    assert not allowed(require_change, front, row, values, locked)
    assert allowed(require_change, front, elsewhere, values, locked)
    if not isinstance(row, Task):
        assert not allowed(require_add, front, row, locked)
        assert allowed(require_add, front, elsewhere, locked)
        assert not allowed(require_change, front, elsewhere, {**values, **into}, locked), "moved into it"
    if not isinstance(row, Feedback):
        assert allowed(require_change, OFFICER, row, values, locked)
    assert closed_quarter(row, {}, locked, by=OWN) == Q3


@pytest.mark.parametrize("excepted", ["MT-01", "DT-02"])
def test_the_front_writes_down_what_an_organisation_said_where_either_has_an_exception(excepted: str) -> None:
    front, said = actor(Role.FRONT, "MT-01"), Feedback(unit_id="DT-02", date=IN)
    locked = Settings(locked_quarters=("2026-Q3",))
    opened = dataclasses.replace(locked, lock_exceptions=(f"2026-Q3/{excepted}",))
    assert not allowed(require_add, front, said, locked)
    assert allowed(require_add, front, said, opened)
    assert allowed(require_change, front, said, {"content": "Khác"}, opened)
    require_open(front, said, opened, field="date")
    assert closed_for(sample(settings=opened), front, "DT-02") == ()
    with pytest.raises(Invalid):
        require_open(front, said, locked, field="date")


def test_an_exception_of_another_unit_opens_nothing_to_a_unit() -> None:
    opened = Settings(locked_quarters=("2026-Q3",), lock_exceptions=(f"2026-Q3/{OWN}",))
    other = actor(Role.UNIT, "TH-01")
    assert not allowed(require_add, other, Communication(unit_id="TH-01", date=IN), opened)
    assert not allowed(require_add, other, Communication(unit_id=OWN, date=IN), opened)


def test_a_unit_types_nothing_into_a_locked_quarter_by_hand() -> None:
    whole = book("2026-Q3")
    for row, values, _ in ROWS:
        if isinstance(row, Feedback):
            continue
        after = dataclasses.replace(row, **values)
        assert not allowed(require_row_changed, UNIT, row, after, list(values), whole), type(row)
        assert not allowed(require_row_deleted, UNIT, row, whole)
        assert not allowed(require_row_added, UNIT, row, whole)


def test_a_finding_is_remedied_whenever_that_is_and_left_alone_once_it_is_verified() -> None:
    locked = Settings(locked_quarters=("2026-Q2", "2026-Q3"))
    found = Finding(unit_id=OWN, due=IN)
    assert allowed(require_change, UNIT, found, {"remedy": "Đã làm", "reported": IN}, locked)
    passed = dataclasses.replace(found, verified=Verification.PASSED)
    assert not allowed(require_change, UNIT, passed, {"reported": IN}, Settings())


def test_a_vote_is_of_the_day_of_its_meeting() -> None:
    locked = Settings(locked_quarters=("2026-Q3",))
    proposal = Exemplar(unit_id=OWN, proposed=IN)
    assert allowed(require_change, UNIT, proposal, {"meeting": OUT, "approval": 90.0}, locked)
    assert not allowed(require_change, UNIT, proposal, {"meeting": IN}, locked)


def test_under_the_decree_a_quarter_begins_two_weeks_early() -> None:
    locked = Settings(locked_quarters=("2026-Q3",), closing_rule="NĐ 09/2019")
    assert closed_quarter(Communication(unit_id=OWN, date=date(2026, 6, 15)), {}, locked, by=OWN) == Q3
    assert closed_quarter(Communication(unit_id=OWN, date=date(2026, 6, 14)), {}, locked, by=OWN) is None
    assert closed_quarter(Communication(unit_id=OWN, date=date(2026, 9, 15)), {}, locked, by=OWN) is None


def test_who_is_told_before_typing() -> None:
    whole = book("2026-Q3; 2026-Q2", "2026-Q3/TH-05")
    assert closed_for(whole, UNIT, OWN) == (Q2,)
    assert closed_for(whole, actor(Role.UNIT, "TH-01"), "TH-01") == (Q2, Q3)
    assert closed_for(whole, OFFICER, OWN) == closed_for(whole, None, OWN) == ()
