"""The clauses of the plan: each is done exactly when the plan says so, and counts as every other place counts."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from domain import communication, coverage, exemplars, feedback, government, tasks
from domain.clause_facts import facts
from domain.clause_states import RULES, ClauseState, by_section, clause_states, seen_by
from domain.fields import specs
from domain.permissions import READS_ALL, Actor
from domain.plan_clause import SECTION_TITLES, ClauseStatus, Duty, Section
from domain.plan_clauses import BY_NUMBER, CLAUSES
from domain.ratios import Ratio
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import TABLES
from domain.vocabulary import Role, UnitType
from domain.vocabulary_movement import ServiceIndicator
from tests.domain.clause_cases import (
    ALSO_DONE,
    CASES,
    DECEMBER,
    NOT_DONE,
    NOVEMBER,
    NUMBERS,
    SEPTEMBER,
    UNITS,
    difficulty,
    exemplar,
    finding,
    nothing,
    opinion,
    reward,
    task,
)
from tests.domain.test_evidence import ALL, workbook
from tests.domain.test_sample_outcome import SAMPLE
from tests.domain.worked import snapshot
from tests.domain.worked_movement import DAYS

PLAN_TEXT = " ".join((Path(__file__).parent / "ke-hoach-120.txt").read_text(encoding="utf-8").split())
GUEST = Actor("x@example.vn", "X", "LD-01", Role.GUEST)
HEADERS = {table.TAB: {spec.name for spec in specs(table)} for table in TABLES}


def state(whole: Snapshot, number: int) -> ClauseState:
    return next(one for one in clause_states(whole) if one.clause.number == number)


def counted(whole: Snapshot, number: int) -> Ratio:
    return state(whole, number).counted


# The declaration


def test_every_requirement_is_declared_once_with_a_rule_and_an_example() -> None:
    assert list(range(1, 78)) == NUMBERS
    assert len(CLAUSES) == 77
    assert sorted(RULES) == sorted(CASES) == NUMBERS
    assert set(SECTION_TITLES) == set(Section)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_quote_is_the_plan_s_own_wording(number: int) -> None:
    at = 0
    for part in BY_NUMBER[number].quote.split(" … "):
        at = PLAN_TEXT.index(part, at) + len(part)  # in the order of the plan


def test_the_clauses_stand_in_the_order_of_the_plan() -> None:
    sections = [one.section for one in CLAUSES]
    assert sections == sorted(sections, key=list(Section).index)


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_entered_stands_in_columns_of_the_workbook(number: int) -> None:
    clause = BY_NUMBER[number]
    assert clause.entered
    for tab, fields in clause.entered.items():
        assert fields
        assert set(fields.split()) <= HEADERS[tab]


def test_a_unit_s_own_duties_are_those_of_its_type() -> None:
    def own(kind: UnitType | None) -> set[int]:
        return {one.number for one in CLAUSES if one.is_of(kind)}

    assert {68, 69, 70, 71, 72, 73, 13, 18} <= own(UnitType.VILLAGE)
    assert not {49, 62, 74} & own(UnitType.VILLAGE)
    assert {62, 63, 64} <= own(UnitType.SCHOOL)
    assert 58 in own(UnitType.POLICE) - own(UnitType.MILITARY)
    assert {49, 59} <= own(UnitType.SERVICE_CENTRE)
    assert own(UnitType.LEADERSHIP) == own(None) == set()


# Every rule


@pytest.mark.parametrize("number", NUMBERS)
def test_a_clause_of_which_nothing_is_recorded_is_not_done(number: int) -> None:
    found = state(nothing(number), number)
    assert (found.status, found.counted.numerator, found.found) == (ClauseStatus.NOTHING, 0, 0)
    assert found.newest == ()


@pytest.mark.parametrize("number", NUMBERS)
def test_a_clause_is_done_when_its_rule_is_met(number: int) -> None:
    case = CASES[number]
    found = state(case.workbook(case.enough), number)
    assert found.status is (ClauseStatus.DESCRIBED if number == 7 else ClauseStatus.DONE)
    assert found.found > 0
    assert found.newest
    if number != 7:
        assert found.counted.numerator == found.counted.denominator
        assert (found.missing, found.waiting, found.lacking) == ({}, {}, ())


@pytest.mark.parametrize("number", NUMBERS)
def test_a_clause_that_falls_short_of_its_rule_is_not_done(number: int) -> None:
    case = CASES[number]
    found = state(case.workbook(case.short), number)
    assert found.status in (ClauseStatus.UNDER_WAY, ClauseStatus.NOTHING)


@pytest.mark.parametrize(("number", "whole"), ALSO_DONE, ids=[f"R{number}" for number, _ in ALSO_DONE])
def test_a_clause_is_done_also_in_the_other_way_of_which_it_speaks(number: int, whole: Snapshot) -> None:
    assert state(whole, number).status is ClauseStatus.DONE


@pytest.mark.parametrize(("number", "whole"), NOT_DONE, ids=[f"R{number}" for number, _ in NOT_DONE])
def test_what_is_near_to_it_is_not_enough(number: int, whole: Snapshot) -> None:
    assert state(whole, number).status is not ClauseStatus.DONE


@pytest.mark.parametrize("number", NUMBERS)
def test_a_clause_whose_time_has_not_come_is_not_missing(number: int) -> None:
    clause = BY_NUMBER[number]
    before = snapshot(date(2026, 2, 1), units=() if number == 76 else UNITS)
    assert state(before, number).status is ClauseStatus.NOT_DUE
    found = state(snapshot(SEPTEMBER, units=() if number == 76 else UNITS), number)
    assert found.status is (ClauseStatus.NOT_DUE if clause.quarters[0] == 4 else ClauseStatus.NOTHING)


def test_each_quarter_is_each_quarter_that_has_begun() -> None:
    case = CASES[59]
    later = snapshot(DECEMBER, units=UNITS, **case.enough)
    assert (counted(case.workbook(case.enough), 59), counted(later, 59)) == (Ratio(2, 2), Ratio(2, 3))
    assert state(later, 59).missing == {"DVC-01": 1}


def test_the_plan_itself_was_issued_in_the_second_quarter_and_is_done() -> None:
    assert state(SAMPLE, 43).status is ClauseStatus.DONE
    assert [one.day for one in state(SAMPLE, 43).newest] == [date(2026, 4, 8)]


def test_what_lacks_is_named_by_unit_or_by_its_place_in_the_list() -> None:
    briefed = state(SAMPLE, 13)
    assert len(briefed.missing) == briefed.counted.denominator - briefed.counted.numerator
    assert set(briefed.missing.values()) == {1}
    fields = CASES[19]
    assert [one.name for one in state(fields.workbook(fields.short), 19).lacking] == ["Phát triển kinh tế"]


@pytest.mark.parametrize(("number", "unit_id"), [(51, "CQ-01"), (53, "CQ-01"), (67, "MT-01"), (71, "TH-01")])
def test_what_the_commune_has_not_answered_is_no_lack_of_the_unit(number: int, unit_id: str) -> None:
    case = CASES[number]
    found = state(case.workbook(case.short), number)
    assert (found.missing, found.waiting) == ({}, {unit_id: 1})
    [told] = (one for one in seen_by(GUEST, (found,)))
    assert (told.waiting, told.hidden_waiting, told.hidden) == ({}, 1, 0)


def test_a_difficulty_without_a_proposal_is_the_unit_s_to_mend() -> None:
    found = state(CASES[53].workbook({"difficulties": (difficulty("CQ-01", measures="Đã cấp"),)}), 53)
    assert (found.missing, found.waiting) == ({"CQ-01": 1}, {})


def test_an_exemplar_nobody_tells_of_is_no_lack_of_who_proposed_it() -> None:
    whole = CASES[16].workbook(CASES[16].short)
    everybody, centre = state(whole, 16), state(whole, 61)
    assert (everybody.missing, [one.name for one in everybody.lacking]) == ({}, ["DH-TH-01"])
    assert (centre.missing, centre.lacking) == ({"DVC-01": 1}, ())
    [told] = seen_by(GUEST, (everybody,))
    assert told.lacking == ()


@pytest.mark.parametrize("number", [25, 41, 72])
def test_nothing_is_done_before_its_time(number: int) -> None:
    early, late = (snapshot(day, units=UNITS, **CASES[number].enough) for day in (SEPTEMBER, DECEMBER))
    assert (state(early, number).status, state(late, number).status) == (ClauseStatus.UNDER_WAY, ClauseStatus.DONE)


def test_a_criterion_with_points_is_there_from_the_start() -> None:
    assert state(snapshot(SEPTEMBER, units=UNITS, **CASES[42].enough), 42).status is ClauseStatus.DONE


LATER = date(2027, 1, 10)
CLOSED_IN_JANUARY: list[tuple[int, Mapping[str, Any]]] = [
    (12, {"rewards": (reward(proposed=NOVEMBER, decided=LATER),)}),
    (23, {"difficulties": (difficulty(resolved=LATER),)}),
    (38, {"findings": (finding(verified_on=LATER),)}),
    (46, {"tasks": (task("NV-12", done=LATER, result="Báo cáo số 15/BC-UBND"),)}),
    (47, {"rewards": (reward(ad_hoc=False, proposed=NOVEMBER, decided=LATER),)}),
    (67, {"feedback": (opinion(replied=LATER),)}),
    (71, {"exemplars": (exemplar(answered=LATER),)}),
]


@pytest.mark.parametrize(("number", "records"), CLOSED_IN_JANUARY)
def test_what_is_settled_after_the_year_s_end_is_settled(number: int, records: Mapping[str, Any]) -> None:
    before, after = (snapshot(date(2027, 1, day), units=UNITS, **records) for day in (9, 20))
    assert state(before, number).status is not ClauseStatus.DONE
    assert state(after, number).status is ClauseStatus.DONE


@pytest.mark.parametrize("number", [4, 26, 27, 29, 34])
def test_the_newest_of_figures_without_a_day_is_that_of_the_latest_quarter(number: int) -> None:
    newest = state(CASES[number].workbook(CASES[number].enough), number).newest
    assert newest[0].record_id.split("|")[1] == "III"
    assert newest[0].day is None


# The same question has the same count wherever it is asked


def agrees(whole: Snapshot) -> None:
    """Compares the clauses with the figures of the other pages."""
    known = facts(whole)
    view = known.view
    proposals = exemplars.proposals(view)
    villages = {one.unit_id for one in coverage.villages(view)}
    assert counted(whole, 13) == communication.briefed_units(view)
    assert counted(whole, 16) == counted(whole, 61) == communication.exemplars_covered(view)
    assert counted(whole, 18) == coverage.registration_coverage(view)
    assert counted(whole, 63) == communication.contest_schools(view)
    assert counted(whole, 67) == feedback.answered(view, feedback.received(view))
    assert counted(whole, 71) == exemplars.replies(view, [one for one in proposals if one.unit_id in villages])
    assert counted(whole, 10).denominator == len(proposals)
    assert counted(whole, 12).denominator == len(exemplars.rewards(view))
    assert counted(whole, 8).denominator == counted(whole, 24).denominator == len(view.approved)
    assert counted(whole, 37).denominator == coverage.carried_out(view)
    ticks = [one for one in tasks.ticks(view) if one.task.unit_id in villages]
    assert counted(whole, 68) == tasks.completion(ticks)
    reached = communication.by_audience(communication.events_of_year(view))
    assert counted(whole, 1).numerator == sum(bool(one.events) for one in reached.values())
    groups = coverage.field_counts(view)
    assert counted(whole, 19).numerator == sum(any(groups[one] for one in many) for many in coverage.FIELD_GROUPS[:-1])
    unfilled = [code for one in known.views for code in government.unfilled(known.shared, one.quarter)]
    assert counted(whole, 4) == Ratio(
        len(known.views) * len(ServiceIndicator) - len(unfilled), len(known.views) * len(ServiceIndicator)
    )


def test_the_sample_counts_as_the_other_pages_do() -> None:
    agrees(SAMPLE)


@examples(max_examples=40, deadline=None)
@given(DAYS, st.booleans(), ALL)
def test_on_any_workbook_no_rule_fails_and_a_part_is_no_more_than_its_whole(
    today: date, midyear: bool, records: Mapping[str, Any]
) -> None:
    whole = workbook(today, Settings(midyear_review=midyear), records)
    for one in clause_states(whole):
        assert 0 <= one.counted.numerator <= one.counted.denominator
        assert len(one.newest) <= one.found
        assert (one.status is ClauseStatus.DONE) <= (one.counted.numerator == one.counted.denominator > 0)
        assert all(count > 0 for count in one.missing.values())
    agrees(whole)


def test_sections_have_all_their_clauses() -> None:
    found = by_section(clause_states(SAMPLE))
    assert [one.section for one in found] == list(Section)
    assert sum(one.total for one in found) == 77


# Who is told what


def test_figures_are_everybody_s_and_units_and_records_are_not() -> None:
    whole = clause_states(SAMPLE)
    for role in Role:
        told = seen_by(Actor("x@example.vn", "X", "TH-05", role), whole)
        assert [(one.clause, one.status, one.counted) for one in told] == [
            (one.clause, one.status, one.counted) for one in whole
        ]
        if role in READS_ALL:
            assert told == whole
            continue
        named = {unit_id for one in told for unit_id in one.missing}
        assert named == (set() if role is Role.GUEST else {"TH-05"})
        assert not any(one.newest for one in told)
        assert [len(one.missing) + one.hidden for one in told] == [len(one.missing) for one in whole]


def test_no_text_of_the_workbook_is_in_a_state() -> None:
    known = {one.unit_id for one in SAMPLE.units} | {None}
    for one in clause_states(SAMPLE):
        assert set(one.missing) <= known
        assert all(re.fullmatch(r"[\w|./-]+", proof.record_id) for proof in one.newest), one.newest


def test_duties_are_those_of_the_plan() -> None:
    assert {duty for one in CLAUSES for duty in one.who} == set(Duty)
