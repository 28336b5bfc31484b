"""The emulation score: the worked examples O17 and O18, its bounds, that more done never lowers it, its caps."""

import dataclasses
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.permissions import READS_ALL, Actor, visible
from domain.plan_criteria import criteria
from domain.rating_totals import FEWEST, place, rating_totals, totals_for
from domain.score_parts import year_of
from domain.scoring import RATINGS, Cap, How, UnitScore, ranked, rated, reweighed, score_of, scores
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import Communication, Criterion, Exemplar, Finding, Model, Report, Score, Unit
from domain.vocabulary import ModelState, ReportState, ReportType, Role, Severity, Tab, UnitType, Verification
from domain.vocabulary_movement import ExemplarResult, Rating, ScoringMethod
from tests.components.samples import sample

TH, TODAY = "TH-01", date(2026, 12, 5)
UNIT = Unit(
    unit_id=TH, name="Hòa Bình", unit_type=UnitType.VILLAGE, must_register=True, valid_from=date(2026, 1, 1)
)  # fmt: skip
MODEL = Model(
    model_id="MH-2026-0001", year=2026, unit_id=TH, state=ModelState.RUNNING, submitted=date(2026, 4, 20),
    approved=date(2026, 5, 2), start=date(2026, 5, 2), end=date(2026, 12, 31),
)  # fmt: skip
DUE = {"II": date(2026, 6, 20), "III": date(2026, 9, 20), "IV": date(2026, 11, 30)}


def events(count: int) -> tuple[Communication, ...]:
    return tuple(Communication(comm_id=f"TTR-{at}", unit_id=TH, date=date(2026, 6, 1)) for at in range(count))


def report(quarter: str, progress: float, *, late: bool = False) -> Report:
    return Report(
        report_id=f"BC-{quarter}", model_id=MODEL.model_id, year=2026, quarter=quarter, rtype=ReportType.PERIODIC,
        prog_self=progress, rstatus=ReportState.CONFIRMED, submitted=DUE[quarter] + timedelta(days=late),
    )  # fmt: skip


def findings(passed: int, overdue: int, severity: Severity = Severity.MINOR) -> tuple[Finding, ...]:
    made = [
        Finding(find_id=f"TT-{at}", unit_id=TH, due=date(2026, 10, 1), verified=Verification.PASSED,
                verified_on=date(2026, 9, 30), severity=Severity.MINOR)
        for at in range(passed)
    ]  # fmt: skip
    made += [
        Finding(find_id=f"TT-9{at}", unit_id=TH, due=date(2026, 10, 1), severity=severity) for at in range(overdue)
    ]
    return tuple(made)


def exemplars(count: int) -> tuple[Exemplar, ...]:
    return tuple(
        Exemplar(exemplar_id=f"DH-{at}", year=2026, unit_id=TH, result=ExemplarResult.RECOGNISED, answered=TODAY)
        for at in range(count)
    )


def score(code: str, points: float | None = None, **values: Any) -> Score:
    return Score(year=2026, unit_id=TH, criterion_id=code, points=points, **values)


def book(**changes: Any) -> Snapshot:
    """The unit of O17."""
    parts: dict[str, Any] = {
        "version": 1,
        "today": TODAY,
        "read_at": datetime(2026, 12, 5, tzinfo=UTC),
        "units": (UNIT,),
        "models": (MODEL,),
        "communications": events(7),
        "reports": (report("II", 30), report("III", 60, late=True), report("IV", 92)),
        "findings": findings(3, 1),
        "exemplars": exemplars(1),
        "criteria": criteria(),
        "scores": (score("TC2", 18), score("TC7", 4)),
    }
    return Snapshot(**{**parts, **changes})


def of(snapshot: Snapshot, unit_id: str = TH) -> UnitScore:
    found = score_of(snapshot, unit_id)
    assert found is not None
    return found


def facts_of(*values: object) -> tuple[object, ...]:
    """Fractions and whole numbers beside each other."""
    return values


def given_points(found: UnitScore) -> dict[str, Fraction | None]:
    return {one.code: one.given for one in found.points}


def test_o17() -> None:
    found = of(book())
    assert given_points(found) == {
        "TC1": Fraction(35, 3), "TC2": 18, "TC3": 23, "TC4": Fraction(25, 3), "TC5": Fraction(45, 4), "TC6": 5,
        "TC7": 4,
    }  # fmt: skip
    assert facts_of(found.given, found.most, found.deduction) == (Fraction(8125, 100), 100, 2)
    assert facts_of(found.score, found.shown, found.proposed) == (Fraction(7925, 100), 79.3, Rating.GOOD)
    serious = of(book(findings=findings(3, 1, Severity.SERIOUS)))
    assert facts_of(serious.shown, serious.proposed, serious.caps) == (79.3, Rating.PASSED, (Cap.SERIOUS,))


def council(code: str, most: float, *types: UnitType) -> Criterion:
    return Criterion(
        criterion_id=code, name=code, max_points=most, unit_types=types, method=ScoringMethod.COUNCIL
    )  # fmt: skip


def test_o18() -> None:
    parts = (council("A", 75, UnitType.VILLAGE), council("TC3", 25, UnitType.SCHOOL))
    found = of(book(criteria=parts, scores=(score("A", 60),), findings=()))
    assert facts_of(found.given, found.most, found.shown, found.proposed) == (60, 75, 80.0, Rating.GOOD)
    assert found.points[1].how is How.LEFT_OUT
    close = of(book(criteria=(council("A", 100),), scores=(score("A", 89.96),), findings=()))
    assert facts_of(close.shown, close.proposed) == (90.0, Rating.GOOD)


@pytest.mark.parametrize(
    ("value", "rating"),
    [(90, Rating.EXCELLENT), (89.99, Rating.GOOD), (75, Rating.GOOD), (74.99, Rating.PASSED), (50, Rating.PASSED),
     (49.99, Rating.FAILED), (0, Rating.FAILED)],
)  # fmt: skip
def test_thresholds_are_settings_and_meet_the_unrounded_score(value: float, rating: Rating) -> None:
    assert rated(Fraction(str(value)), (), Settings()) is rating
    assert rated(Fraction(str(value)), (), Settings(rating_excellent=0)) is Rating.EXCELLENT
    assert rated(None, (), Settings()) is None


def test_who_must_register_and_has_no_model_has_not_completed() -> None:
    found = of(book(models=(), reports=(), scores=(score("TC2", 20), score("TC7", 5))))
    assert found.caps == (Cap.NO_MODEL,)
    assert found.proposed is Rating.FAILED
    assert {code: given_points(found)[code] for code in ("TC2", "TC3", "TC4")} == {"TC2": 0, "TC3": 0, "TC4": 0}
    free = of(book(models=(), reports=(), units=(dataclasses.replace(UNIT, must_register=False),)))
    assert free.caps == ()
    assert [one.code for one in free.points if one.how is How.NOTHING] == ["TC2", "TC3", "TC4"]
    assert free.most == 45


def test_registration_counts_by_its_day_and_the_council_adds_the_quality() -> None:
    late = dataclasses.replace(MODEL, submitted=date(2026, 7, 1))
    found = of(book(models=(late,))).by("TC2")
    assert found is not None
    assert facts_of(found.automatic, found.given, found.how) == (4, 16, How.COUNCIL)  # of 18 at most 4 + 12
    open_ = of(book(scores=())).by("TC2")
    assert open_ is not None
    assert facts_of(open_.given, open_.open, open_.how) == (8, 12, How.WAITING)
    assert [one.code for one in of(book(scores=())).waiting] == ["TC2", "TC7"]


def test_the_inspection_criterion_is_never_typed_and_others_only_with_a_reason() -> None:
    typed = (score("TC5", 15, reason="Đề nghị của đoàn"), score("TC1", 15), score("TC6", 10, reason="Hai điển hình"))
    found = of(book(scores=typed))
    assert given_points(found)["TC5"] == Fraction(45, 4)
    assert given_points(found)["TC1"] == Fraction(35, 3)
    tc6 = found.by("TC6")
    assert tc6 is not None
    assert facts_of(tc6.automatic, tc6.given, tc6.how) == (5, 10, How.ADJUSTED)
    called = tuple(dataclasses.replace(one, method=ScoringMethod.COUNCIL) for one in criteria())
    changed = of(book(criteria=called, scores=typed))
    assert given_points(changed)["TC5"] == Fraction(45, 4)
    assert given_points(changed)["TC1"] == 15


def test_nothing_due_gives_all_points_of_inspection() -> None:
    assert given_points(of(book(findings=())))["TC5"] == 15


def test_bonus_and_deductions() -> None:
    total = score("TONG", bonus=9, deduction=30, reason="Giấy khen tỉnh", official=Rating.EXCELLENT)
    found = of(book(scores=(score("TC2", 18), score("TC7", 4), total), findings=findings(3, 9)))
    assert facts_of(found.bonus, found.falsified, found.deduction) == (5, 10, 10)
    assert found.score == found.given + 5 - 10 - 10
    assert facts_of(found.proposed, found.official) == (Rating.PASSED, Rating.EXCELLENT)


def test_every_point_leads_to_its_records() -> None:
    parts = {one.code: one.part for one in of(book()).points}
    used = {
        code: [(each.tab, each.record_id, each.adds) for each in part.records] for code, part in parts.items() if part
    }
    half = Fraction(1, 2)
    assert used["TC4"] == [
        facts_of(Tab.REPORTS, *each) for each in (("BC-II", 1), ("BC-III", half), ("BC-IV", 1))
    ]  # fmt: skip
    assert used["TC3"] == [facts_of(Tab.MODELS, "MH-2026-0001", 92)]
    assert [one[2] for one in used["TC5"]] == [1, 1, 1, 0]
    for part in parts.values():
        if part and part.records and part.denominator and part.council == 0:
            assert sum(each.adds for each in part.records) == part.numerator
    missing = of(book(reports=(report("II", 30),))).by("TC4")
    assert missing is not None
    assert missing.part is not None
    assert missing.part.records[-1].record_id == "MH-2026-0001"
    assert missing.given == Fraction(10, 3)


def test_before_its_end_the_year_is_as_of_today_and_afterwards_as_it_ended() -> None:
    assert year_of(book(today=date(2026, 9, 15))).view.quarter.key == "2026-Q3"
    assert year_of(book(today=date(2027, 3, 1))).view.quarter.key == "2026-Q4"
    early = of(book(today=date(2026, 9, 15))).by("TC4")
    assert early is not None
    assert early.part is not None
    assert early.part.denominator == 1  # only the deadline of quarter II has passed
    assert of(book(today=date(2026, 1, 10))).score is not None


def test_units_without_a_criterion_have_no_score() -> None:
    found = of(book(criteria=()))
    assert facts_of(found.score, found.shown, found.proposed) == (None, None, None)
    assert of(book(criteria=(council("A", 10, UnitType.SCHOOL),))).score is None


def test_other_weights_keep_what_was_reached() -> None:
    found = of(book())
    same = reweighed(found, {}, Settings())
    assert (same.score, same.proposed) == (found.score, found.proposed)
    heavier = reweighed(found, {"TC3": 50}, Settings())
    assert heavier.given == found.given + 23
    assert heavier.most == 125
    assert reweighed(found, dict.fromkeys(given_points(found), 0.0), Settings()).score is None


def test_totals_are_the_same_whoever_looks_and_the_own_score_too() -> None:
    whole = sample()
    adjusted = dataclasses.replace(
        whole, scores=(*whole.scores, Score(year=2026, unit_id="TH-01", criterion_id="TC6", points=10, reason="Khen"))
    )
    totals = dataclasses.replace(rating_totals(adjusted), place=None)
    for role in Role:
        actor = Actor("x@example.vn", "X", "TH-03", role)
        seen = visible(adjusted, actor)
        own = score_of(seen, "TH-03")
        assert own is not None
        told = dataclasses.replace(totals_for(seen), place=None)
        assert dataclasses.replace(told, by_type=totals.by_type) == totals
        assert (told.by_type == totals.by_type) is (role in READS_ALL)
        if role is not Role.GUEST:
            assert own.score == of(adjusted, "TH-03").score
            assert own.points[0].row == of(adjusted, "TH-03").points[0].row
    order = [one.score or 0 for one in ranked(scores(whole))]
    assert order == sorted(order, reverse=True)


@pytest.mark.parametrize("role", [Role.UNIT, Role.FRONT, Role.GUEST])
def test_nobody_gets_points_or_ratings_of_another_unit_into_his_snapshot(role: Role) -> None:
    whole = sample()
    seen = visible(whole, Actor("x@example.vn", "X", "TH-03", role))
    for snapshot in (seen, seen.figures):
        assert snapshot is not None
        assert {one.unit_id for one in snapshot.scores} <= ({"TH-03"} if role is not Role.GUEST else set())
    assert totals_for(seen).place == (None if role is Role.GUEST else place(scores(whole), "TH-03"))
    assert [one.unit_id for one in visible(whole, Actor("x", "X", "LD-03", Role.LEADER)).scores] == [
        one.unit_id for one in whole.scores
    ]


@pytest.mark.parametrize("role", [Role.UNIT, Role.FRONT, Role.GUEST])
@given(kept=st.sets(st.sampled_from(sorted(one.unit_id or "" for one in sample().units))))
@settings(max_examples=25, deadline=None)
def test_no_figure_of_a_type_stands_for_fewer_than_three_units(role: Role, kept: set[str]) -> None:
    whole = sample(units=tuple(one for one in sample().units if one.unit_id in kept))
    for unit_id in ("TH-03", "CA-01", "MT-01"):
        found = totals_for(visible(whole, Actor("x@example.vn", "X", unit_id, role)))
        counts = [ratio.denominator for ratio in found.by_type.values()]
        assert all(many >= FEWEST for many in counts)
        assert sum(counts) == (found.units if found.units >= FEWEST else 0)
        assert found.place is None or found.place[1] >= FEWEST
    assert sum(one.denominator for one in rating_totals(whole).by_type.values()) == rating_totals(whole).units


# What holds for any year

COUNT = st.integers(0, 12)
PROGRESS = st.integers(0, 100)
POINTS = st.none() | st.integers(0, 40)
SEVERITIES = st.sampled_from(list(Severity))
FACTS = st.fixed_dictionaries(
    {
        "events": COUNT, "progress": PROGRESS, "reports": st.lists(st.sampled_from(["no", "late", "yes"]), min_size=3,
        max_size=3), "passed": COUNT, "overdue": COUNT, "severity": SEVERITIES, "exemplars": st.integers(0, 4),
        "quality": POINTS, "cooperation": POINTS, "bonus": POINTS, "falsified": POINTS,
    }
)  # fmt: skip


def year(facts: dict[str, Any]) -> Snapshot:
    came = [
        report(quarter, facts["progress"], late=how == "late")
        for quarter, how in zip(DUE, facts["reports"], strict=True)
        if how != "no"
    ]
    return book(
        communications=events(facts["events"]), reports=tuple(came), exemplars=exemplars(facts["exemplars"]),
        findings=findings(facts["passed"], facts["overdue"], facts["severity"]),
        scores=(score("TC2", facts["quality"]), score("TC7", facts["cooperation"]),
                score("TONG", bonus=facts["bonus"], deduction=facts["falsified"])),
    )  # fmt: skip


@given(FACTS)
def test_a_score_stays_within_its_bounds(facts: dict[str, Any]) -> None:
    found = of(year(facts))
    assert found.score is not None
    assert 0 <= found.score <= 100 + found.bonus
    assert 0 <= found.bonus <= 5
    for one in found.points:
        assert one.given is None or 0 <= one.given <= one.most


MORE: Sequence[tuple[str, Any]] = (
    ("events", lambda value: value + 1),
    ("progress", lambda value: min(100, value + 7)),
    ("exemplars", lambda value: value + 1),
    ("quality", lambda value: (value or 0) + 1),
    ("cooperation", lambda value: (value or 0) + 1),
    ("bonus", lambda value: (value or 0) + 1),
)


@given(FACTS, st.sampled_from(MORE))
def test_more_done_never_lowers_a_score(facts: dict[str, Any], more: tuple[str, Any]) -> None:
    name, raised = more
    better = {**facts, name: raised(facts[name])}
    assert _score(better) >= _score(facts)


@given(FACTS, st.integers(0, 2))
def test_a_report_on_time_is_worth_more_than_a_late_one_and_that_more_than_none(
    facts: dict[str, Any], at: int
) -> None:  # fmt: skip
    def with_(how: str) -> Fraction:
        reports = [how if place == at else one for place, one in enumerate(facts["reports"])]
        return _score({**facts, "reports": reports})

    assert with_("no") <= with_("late") <= with_("yes")


@given(FACTS)
def test_a_remedied_finding_never_lowers_a_score(facts: dict[str, Any]) -> None:
    if facts["overdue"]:
        better = {**facts, "passed": facts["passed"] + 1, "overdue": facts["overdue"] - 1}
        assert _score(better) >= _score(facts)


@given(FACTS)
def test_a_serious_overdue_finding_caps_the_rating(facts: dict[str, Any]) -> None:
    found = of(year(facts))
    serious = facts["overdue"] > 0 and facts["severity"] is Severity.SERIOUS
    assert (Cap.SERIOUS in found.caps) is serious
    if serious:
        assert found.proposed in (Rating.PASSED, Rating.FAILED)


def _score(facts: dict[str, Any]) -> Fraction:
    found = of(year(facts)).score
    assert found is not None
    return found


@given(FACTS)
def test_without_the_bonus_a_score_is_between_0_and_100(facts: dict[str, Any]) -> None:
    found = of(year({**facts, "bonus": None}))
    assert found.score is not None
    assert 0 <= found.score <= 100


@given(FACTS, st.booleans())
def test_who_must_register_and_has_no_model_is_never_rated_higher(facts: dict[str, Any], obliged: bool) -> None:
    unit = dataclasses.replace(UNIT, must_register=obliged)
    found = of(dataclasses.replace(year(facts), models=(), reports=(), units=(unit,)))
    assert (Cap.NO_MODEL in found.caps) is obliged
    if obliged:
        assert found.proposed is Rating.FAILED


@given(FACTS)
def test_a_model_that_nobody_asked_for_never_lowers_a_score(facts: dict[str, Any]) -> None:
    whole = dataclasses.replace(year(facts), units=(dataclasses.replace(UNIT, must_register=False),))
    with_model, without = of(whole), of(dataclasses.replace(whole, models=(), reports=()))
    assert with_model.score is not None
    assert without.score is not None
    assert with_model.score >= without.score
    assert with_model.spared is (with_model.most < sum(one.most for one in with_model.points if one.given is not None))


@given(FACTS, st.integers(0, 100), st.integers(0, 100))
def test_a_higher_score_is_never_rated_lower(facts: dict[str, Any], one: int, other: int) -> None:
    caps, ordered = of(year(facts)).caps, sorted((one, other))
    low, high = (rated(Fraction(value), caps, Settings()) for value in ordered)
    assert low is not None
    assert high is not None
    assert RATINGS.index(high) <= RATINGS.index(low)
