"""Whom to remind: the sample as worked out by hand, single rules, and the same counts as Tổng quan on any data."""

import dataclasses
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.chase import chase_list, reply_by, seen_by
from domain.chase_facts import DueReport, Group, NoModel, OverdueFinding
from domain.errors import Gone, Invalid, NotAllowed
from domain.indicators import indicators
from domain.overview import overview
from domain.permissions import Actor, visible
from domain.quarters import Quarter
from domain.reminder_rules import may_record, record_reminders
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import Finding, Inspection, Model, Report
from domain.view import quarter_view
from domain.vocabulary import InspectionKind, InspectionState, ModelState, ReportState, Role, Verification
from tests.domain.test_loop_rules import OFFICER, actor
from tests.domain.test_sample_outcome import SAMPLE, sample
from tests.domain.worked import model, report, snapshot, village

TODAY = SAMPLE.today
LIST = chase_list(SAMPLE)


def reports(found: Snapshot) -> list[DueReport]:
    return [one for one in chase_list(found).facts(Group.REPORT) if isinstance(one, DueReport)]


def registration(found: Snapshot, unit_id: str = "TH-01") -> NoModel:
    one = chase_list(found).unit(unit_id)
    assert one is not None
    [fact] = one.facts[Group.REGISTRATION]
    assert isinstance(fact, NoModel)
    return fact


# The sample on 15/09/2026


def test_the_sample_chases_one_report_of_the_second_quarter_and_six_that_are_due_in_five_days() -> None:
    found = [(one.quarter.key, one.days, one.model.model_id) for one in reports(SAMPLE)]
    assert [one for one in found if one[1] > 0] == [("2026-Q2", 87, "MH-2026-0003")]
    soon = {"03", "04", "05", "07", "13", "20"}
    assert {one for one in found if one[1] <= 0} == {("2026-Q3", -5, f"MH-2026-00{number}") for number in soon}


def test_a_unit_with_several_stands_in_the_list_once_and_the_longest_overdue_first() -> None:
    assert [one.unit_id for one in LIST.of(Group.REPORT)] == ["TH-10", "DT-04", "DT-01", "TH-12", "TH-15", "TH-18"]
    assert [one.unit_id for one in LIST.of(Group.FINDING)] == ["TH-10", "TH-15", "TH-20", "TH-12"]
    first = LIST.unit("TH-10")
    assert first is not None
    assert [one.days for one in first.all_facts] == [87, -5, 46, 46]


def test_the_sample_chases_fourteen_units_without_a_model_and_five_findings() -> None:
    assert len(LIST.facts(Group.REGISTRATION)) == 43 - 29
    assert len(LIST.facts(Group.FINDING)) == 5
    assert LIST.unknown == 0


def test_who_waits_for_the_office_stands_last_and_need_not_be_reminded() -> None:
    assert [one.unit_id for one in LIST.of(Group.REGISTRATION)][-2:] == ["TH-01", "TH-07"]
    assert {one.unit_id for one in LIST.units} - {one.unit_id for one in LIST.to_remind} == {"TH-01", "TH-07"}
    waiting = [
        one.finding.find_id for one in LIST.facts(Group.FINDING) if isinstance(one, OverdueFinding) and one.with_office
    ]
    assert waiting == ["TT-2026-0010-1"]  # its remedy was reported on 24/08 and nobody has verified it


def test_the_last_reminder_stands_beside_the_unit() -> None:
    first = LIST.unit("TH-10")
    assert first is not None
    assert [one.date for one in first.reminders] == [date(2026, 9, 3)]


def test_the_list_is_made_of_public_figures_and_the_same_for_all_who_see_it() -> None:
    for role in (Role.OFFICER, Role.LEADER, Role.FRONT):
        seen = visible(SAMPLE, actor(role, "MT-01"))
        found = seen_by(actor(role, "MT-01"), chase_list(seen))
        assert [one.unit_id for one in found.units] == [one.unit_id for one in LIST.units]


def test_a_unit_sees_itself_and_a_guest_nobody() -> None:
    assert [one.unit_id for one in seen_by(actor(Role.UNIT, "TH-15"), LIST).units] == ["TH-15"]
    assert seen_by(actor(Role.UNIT, "TH-03"), LIST).units == ()
    assert seen_by(actor(Role.GUEST), LIST).units == ()
    assert seen_by(None, LIST).units == ()


# Reports

LATE = date(2026, 7, 5)
VILLAGE = village("TH-01")


def test_a_report_that_comes_takes_its_model_off_the_list_also_a_later_one() -> None:
    base: dict[str, Any] = {"units": (VILLAGE,), "models": (model("M1"),)}
    [missing] = reports(snapshot(LATE, **base))
    assert (missing.quarter.key, missing.days, missing.last) == ("2026-Q2", 15, None)
    assert reports(snapshot(LATE, **base, reports=(report("M1", "II", 20, submitted=date(2026, 7, 4)),))) == []
    assert reports(snapshot(LATE, **base, reports=(report("M1", "III", 20, submitted=date(2026, 7, 4)),))) == []


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.RETURNED])
def test_a_draft_or_a_report_that_was_sent_back_is_said_and_still_missing(state: ReportState) -> None:
    began = report("M1", "II", 20, rstatus=state)
    [missing] = reports(snapshot(LATE, units=(VILLAGE,), models=(model("M1"),), reports=(began,)))
    assert missing.state is state


@pytest.mark.parametrize(("day", "days"), [(12, None), (13, -7), (20, 0), (21, 1)])
def test_what_is_due_within_seven_days_is_on_the_list(day: int, days: int | None) -> None:
    today = date(2026, 6, day)
    found = [one.days for one in reports(snapshot(today, units=(VILLAGE,), models=(model("M1"),)))]
    assert found == ([] if days is None else [days])


def test_a_withdrawn_model_is_not_asked_for_its_last_report() -> None:
    gone = model("M1", withdrawn=date(2026, 7, 1), state=ModelState.WITHDRAWN)
    assert quarter_view(snapshot(LATE, models=(gone,)), Quarter(2026, 2)).reporting.missing
    assert reports(snapshot(LATE, units=(VILLAGE,), models=(gone,))) == []


def test_without_deadlines_no_report_is_chased() -> None:
    none = Settings(report_due_q2=None, report_due_q3=None, report_due_q4=None)
    assert reports(snapshot(LATE, none, units=(VILLAGE,), models=(model("M1"),))) == []


def test_the_last_deadline_of_a_year_holds_until_a_new_one_is_set() -> None:
    [missing] = reports(snapshot(date(2027, 1, 10), units=(VILLAGE,), models=(model("M1"),)))
    assert (missing.quarter.key, missing.days) == ("2026-Q4", 41)


# Registration


@pytest.mark.parametrize(
    ("today", "due", "days"),
    [
        (date(2026, 6, 20), date(2026, 6, 30), -10),
        (date(2026, 9, 30), date(2026, 9, 30), 0),
        (date(2026, 10, 10), date(2026, 9, 30), 10),
    ],
)
def test_the_next_deadline_of_registration_holds_and_lateness_begins_in_the_fourth_quarter(
    today: date, due: date, days: int
) -> None:
    fact = registration(snapshot(today, units=(VILLAGE,)))
    assert (fact.due, fact.days) == (due, days)


def test_before_the_fourth_quarter_nobody_is_late_with_registration() -> None:
    only = Settings(register_by_extra=None)
    assert registration(snapshot(date(2026, 8, 1), only, units=(VILLAGE,))).days is None
    never = Settings(register_by=None, register_by_extra=None)
    assert registration(snapshot(date(2026, 11, 1), never, units=(VILLAGE,))).due is None


@pytest.mark.parametrize(
    ("state", "mend", "waits"),
    [
        (ModelState.DRAFT, True, False),
        (ModelState.RETURNED, True, False),
        (ModelState.PENDING, False, True),
        (ModelState.REGISTERED, False, True),  # an approval without its day: the office has to write it
        (ModelState.WITHDRAWN, False, False),
    ],
)
def test_what_the_unit_has_begun_is_said(state: ModelState, mend: bool, waits: bool) -> None:
    gone = date(2026, 7, 1) if state is ModelState.WITHDRAWN else None
    found = snapshot(TODAY, units=(VILLAGE,), models=(model("M1", state=state, approved=None, withdrawn=gone),))
    fact = registration(found)
    assert (fact.mend is not None, fact.waits is not None, fact.with_office) == (mend, waits, waits)


# Findings


@pytest.mark.parametrize(
    ("reported", "verified", "on", "waits"),
    [
        (None, Verification.NOT_YET, None, False),
        (date(2026, 9, 1), Verification.NOT_YET, None, True),
        (date(2026, 9, 1), Verification.FAILED, date(2026, 9, 2), False),
        (date(2026, 9, 3), Verification.FAILED, date(2026, 9, 2), True),
    ],
)
def test_a_remedy_that_nobody_has_judged_waits_for_the_office(
    reported: date | None, verified: Verification, on: date | None, waits: bool
) -> None:
    finding = Finding(
        find_id="T1", unit_id="TH-01", due=date(2026, 8, 1), reported=reported, verified=verified, verified_on=on
    )
    [fact] = chase_list(snapshot(TODAY, units=(VILLAGE,), findings=(finding,))).facts(Group.FINDING)
    assert (fact.days, fact.with_office) == (45, waits)


def test_what_belongs_to_no_known_unit_is_counted_and_not_dropped() -> None:
    lost = Finding(find_id="T1", unit_id="TH-99", due=date(2026, 8, 1))
    found = chase_list(snapshot(TODAY, findings=(lost,), models=(model("M1", None),)))
    assert (found.units, found.unknown) == ((), 1 + 2)  # two reports: of Quý II, and of Quý III in five days


@pytest.mark.parametrize(("today", "by"), [(15, 18), (16, 21), (17, 21), (18, 21), (19, 22)])
def test_an_answer_is_asked_for_on_a_working_day(today: int, by: int) -> None:
    assert reply_by(date(2026, 9, today)) == date(2026, 9, by)


# The same counts everywhere

UNITS = tuple(village(f"TH-{number:02d}", must_register=number != 3) for number in range(1, 5))
OWNERS = st.sampled_from([*(unit.unit_id for unit in UNITS), "TH-99", None])
DAYS = st.dates(date(2026, 4, 1), date(2026, 12, 31))
DEADLINES = st.sampled_from([date(2026, 6, 18), date(2026, 6, 25), date(2026, 9, 15), date(2026, 9, 25)])
MAYBE = st.none() | DAYS


@st.composite
def models(draw: st.DrawFn) -> Sequence[Model]:
    states = st.sampled_from(ModelState)
    return [
        model(
            f"M{number}", draw(OWNERS), state=draw(states), approved=draw(MAYBE), start=draw(MAYBE),
            withdrawn=draw(MAYBE), paused_from=draw(MAYBE), end_actual=draw(MAYBE),
        )
        for number in range(draw(st.integers(0, 6)))
    ]  # fmt: skip


@st.composite
def workbooks(draw: st.DrawFn) -> Snapshot:
    made = draw(models())
    written: list[Report] = [
        report(one.model_id or "", quarter, 10, submitted=draw(MAYBE), rstatus=draw(st.sampled_from(ReportState)))
        for one in made
        for quarter in draw(st.sets(st.sampled_from(["II", "III", "IV"])))
    ]
    findings = [
        Finding(
            find_id=f"T{number}", unit_id=draw(OWNERS), due=draw(MAYBE), reported=draw(MAYBE),
            verified=draw(st.none() | st.sampled_from(Verification)), verified_on=draw(MAYBE),
        )
        for number in range(draw(st.integers(0, 4)))
    ]  # fmt: skip
    today = draw(DEADLINES | DAYS)
    return snapshot(today, units=UNITS, models=tuple(made), reports=tuple(written), findings=tuple(findings))


@settings(max_examples=300)
@given(workbooks())
def test_the_list_counts_as_tong_quan_and_the_indicators_do(found: Snapshot) -> None:
    quarter = Quarter.of(found.today)
    seen, commune, chased = overview(found, quarter), indicators(found, quarter)["commune"], chase_list(found)
    registered = commune["I10"]
    assert len(chased.facts(Group.REGISTRATION)) == registered["denominator"] - registered["numerator"]
    due = quarter_view(found, quarter).due
    soon = due is not None and due - timedelta(days=7) <= found.today
    wanted = seen.reports_missing + (seen.reports_not_due if soon else 0)
    running = sum(one.quarter == quarter for one in reports(found))
    lost = {one.model_id for one in found.models if one.unit_id not in {unit.unit_id for unit in UNITS}}
    missing = quarter_view(found, quarter).reporting.missing
    assert len(missing) == seen.reports_missing + seen.reports_not_due
    assert running == (wanted - sum(one.model.model_id in lost for one in missing) if wanted else 0)
    unknown = sum(one.unit_id not in {unit.unit_id for unit in UNITS} for one in _overdue(found))
    assert len(chased.facts(Group.FINDING)) + unknown == seen.overdue_findings == commune["I13"]["value"]
    assert sum(len(chased.facts(group)) for group in Group) + chased.unknown >= len(chased.units)


def _overdue(found: Snapshot) -> list[Finding]:
    late = [one for one in found.findings if one.due and one.due < found.today]
    passed = [
        one
        for one in late
        if one.verified is Verification.PASSED and (one.verified_on is None or one.verified_on <= found.today)
    ]
    return [one for one in late if one not in passed]


@given(workbooks())
def test_of_a_quarter_that_is_over_only_what_its_own_figures_call_missing_is_chased(found: Snapshot) -> None:
    for one in reports(found):
        missing = {each.model.model_id for each in quarter_view(found, one.quarter).reporting.missing}
        assert one.model.model_id in missing
        assert one.due < found.today or one.due - found.today <= timedelta(days=7)


# Recording


def record(found: Snapshot, *unit_ids: str, by: Actor = OFFICER, day: date = TODAY) -> tuple[Inspection, ...]:
    plan = record_reminders(found, by, unit_ids=unit_ids, day=day)
    made = [add.record for add in plan.adds]
    assert plan.edits == ()
    return tuple(one for one in made if isinstance(one, Inspection))


def with_rows(rows: Sequence[Inspection]) -> Snapshot:
    numbered = (dataclasses.replace(one, insp_id=f"KT-2026-{at:04d}") for at, one in enumerate(rows, 90))
    return dataclasses.replace(SAMPLE, inspections=(*SAMPLE.inspections, *numbered))


def test_a_reminder_is_an_activity_of_today_with_what_was_missing() -> None:
    [made] = record(SAMPLE, "TH-10")
    assert (made.kind, made.istatus, made.date) == (InspectionKind.URGING, InspectionState.DONE, TODAY)
    assert (made.unit_id, made.year, made.quarter, made.model_ids) == ("TH-10", 2026, "III", ("MH-2026-0003",))
    assert made.results == (
        "Đã nhắc: báo cáo quý II (MH-2026-0003); báo cáo quý III (MH-2026-0003); "
        "khắc phục tồn tại TT-2026-0008-1; khắc phục tồn tại TT-2026-0008-2."
    )


def test_nobody_is_recorded_twice_on_one_day_whichever_press_it_was() -> None:
    once = with_rows(record(SAMPLE, "TH-10", "TH-10", "DT-01"))
    assert len(once.inspections) == len(SAMPLE.inspections) + 2
    assert record(once, "TH-10", "DT-01") == ()
    assert [one.unit_id for one in record(once, "TH-10", "TH-15")] == ["TH-15"]


def test_after_a_reminder_the_list_says_so_and_after_its_cancellation_it_does_not() -> None:
    once = with_rows(record(SAMPLE, "TH-15"))
    assert [one.unit_id for one in chase_list(once).of(Group.FINDING)][1] == "TH-15"
    one = chase_list(once).unit("TH-15")
    assert one is not None
    assert [each.date for each in one.reminders] == [TODAY]
    off = dataclasses.replace(once.inspections[-1], istatus=InspectionState.CANCELLED)
    again = dataclasses.replace(once, inspections=(*once.inspections[:-1], off))
    assert len(record(again, "TH-15")) == 1


def test_reminders_change_no_figure_of_inspections() -> None:
    everybody = with_rows(record(SAMPLE, *(one.unit_id for one in LIST.units)))
    before, after = (indicators(one, Quarter(2026, 3))["commune"] for one in (SAMPLE, everybody))
    assert before == after
    assert overview(everybody, Quarter(2026, 3)).inspections == overview(SAMPLE, Quarter(2026, 3)).inspections


@pytest.mark.parametrize("role", [Role.UNIT, Role.FRONT, Role.LEADER, Role.GUEST])
def test_only_officers_and_administrators_record_reminders(role: Role) -> None:
    by = actor(role, "TH-10")
    assert not may_record(SAMPLE, by)
    with pytest.raises(NotAllowed):
        record(SAMPLE, "TH-10", by=by)
    assert may_record(SAMPLE, OFFICER)
    assert may_record(SAMPLE, actor(Role.ADMIN))
    assert not may_record(SAMPLE, None)


def test_a_day_to_come_or_a_unit_that_is_gone_is_refused() -> None:
    with pytest.raises(Invalid):
        record(SAMPLE, "TH-10", day=TODAY + timedelta(days=1))
    with pytest.raises(Gone):
        record(SAMPLE, "TH-99")


def test_a_reminder_that_waited_keeps_the_day_on_which_it_was_made() -> None:
    later = sample(TODAY + timedelta(days=1))
    assert [one.date for one in record(later, "TH-10")] == [TODAY]
