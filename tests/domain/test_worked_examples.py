"""The worked examples O1 to O24 that belong to I1 to I16, exactly as the commune's list of indicators has them."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import coverage as c
from domain.households import Households, household_turns, village_households
from domain.progress import ModelProgress, expected_progress, light
from domain.quarters import Quarter
from domain.ratios import Ratio, half_up
from domain.resolution import resolution
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import Difficulty, Inspection, VillageSum
from domain.view import QuarterView, quarter_view
from domain.vocabulary import (
    DifficultyState,
    Field,
    Flag,
    InspectionKind,
    InspectionState,
    ModelState,
    ReportState,
    Status,
)
from tests.domain.worked import model, report, snapshot, village

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


def shown(number: Fraction | None) -> float | None:
    return None if number is None else half_up(number)


@pytest.mark.parametrize(
    ("day", "progress", "expected", "gap", "status"),
    [
        (date(2026, 6, 30), 20, 28.2, -8.2, Status.OK),
        (date(2026, 9, 30), 45, 71.4, -26.4, Status.LATE),
        (date(2026, 9, 30), 55, 71.4, -16.4, Status.RISK),
    ],
)
def test_o1_expected_progress_and_light(day: date, progress: int, expected: float, gap: float, status: Status) -> None:
    one = model("M", start=date(2026, 5, 1), end=date(2026, 11, 30))
    reached = expected_progress(one, day)
    assert reached is not None
    assert shown(reached) == expected
    assert shown(progress - reached) == gap
    assert light(Fraction(progress), progress - reached, Settings()) is status


def example_o2() -> dict[str, Any]:
    models = (
        model("M1", "A"),
        model("M2", "A"),
        model("M3", "A"),
        model("M4", "A", state=ModelState.WITHDRAWN, withdrawn=date(2026, 7, 10)),
    )
    reports = (
        report("M1", "III", 55, prog_conf=60, rstatus=ReportState.CONFIRMED),
        report("M2", "II", 40),
        report("M4", "II", 90),
    )
    return {"models": models, "reports": reports, "units": (village("A"), village("B"), village("C"))}


def test_o2_a_village_with_a_report_an_old_figure_and_a_silent_model() -> None:
    view = quarter_view(snapshot(date(2026, 9, 30), **example_o2()), Q3)
    whole = view.standing(view.of_unit("A"))
    assert (len(view.tracked), len(view.must_report)) == (3, 3)
    assert shown(whole.value) == 33.3
    assert view.reporting.reported == Ratio(1, 3)
    assert view.reporting.reported.value == 33.3
    assert (whole.old, whole.never) == (1, 1)


def test_o3_the_commune_is_the_mean_over_models_not_over_villages() -> None:
    records = example_o2()
    records["models"] += (model("M5", "B"),)
    records["reports"] += (report("M5", "III", 90),)
    view = quarter_view(snapshot(date(2026, 9, 30), **records), Q3)
    assert view.commune.total == 190
    assert shown(view.commune.value) == 47.5


def test_o4_a_village_without_models_is_left_out_of_the_mean_and_missing_in_coverage() -> None:
    view = quarter_view(snapshot(date(2026, 9, 30), **example_o2()), Q3)
    empty = view.standing(view.of_unit("C"))
    assert (empty.value, empty.status, empty.flags) == (None, Status.NONE, (Flag.NO_MODEL,))
    assert c.registration_coverage(view) == Ratio(1, 3)


def test_o5_late_reports_count_as_reported_but_not_on_time() -> None:
    days = [date(2026, 6, 20)] * 6 + [date(2026, 6, 22), date(2026, 7, 1)]
    reports = tuple(report(f"M{n}", "II", 20, submitted=day) for n, day in enumerate(days))
    reports += (report("M8", "II", 20, rstatus=ReportState.DRAFT, submitted=None),)
    models = tuple(model(f"M{n}") for n in range(10))
    view = quarter_view(snapshot(date(2026, 7, 5), models=models, reports=reports, units=(village("TH-01"),)), Q2)
    assert (view.reporting.reported.value, view.reporting.on_time.value) == (80.0, 60.0)
    assert (view.reporting.late, len(view.reporting.missing)) == (2, 2)
    assert all(Flag.NOT_REPORTED in one.flags for one in view.reporting.missing)


def on_15_september(state: ModelState, progress: int, **more: Any) -> ModelProgress:
    one = model("M", state=state, start=date(2026, 5, 1), end=date(2026, 8, 31), **more)
    records: dict[str, Any] = {
        "models": (one,),
        "reports": (report("M", "III", progress),),
        "units": (village("TH-01"),),
    }
    return quarter_view(snapshot(date(2026, 9, 15), **records), Q3).tracked[0]


def test_o7_overdue_needs_closing_and_paused() -> None:
    assert on_15_september(ModelState.RUNNING, 80).overdue == 15
    done = on_15_september(ModelState.RUNNING, 100)
    assert done.overdue == 0
    assert Flag.NEEDS_CLOSING in done.flags
    paused = on_15_september(ModelState.PAUSED, 80, paused_from=date(2026, 8, 1))
    assert paused.overdue == 0
    assert Flag.PAUSED in paused.flags


def test_o8_only_concluded_inspections_of_units_with_models_count() -> None:
    units = tuple(village(f"TH-{n:02}") for n in range(1, 25))
    models = tuple(model(f"M{n}", f"TH-{n:02}") for n in range(1, 21))
    rows = [(n, InspectionKind.INSPECTION, InspectionState.CONCLUDED) for n in (1, 2, 3, 3, 5)]
    rows += [(7, InspectionKind.SELF_CHECK, InspectionState.CONCLUDED)]
    rows += [(8, InspectionKind.INSPECTION, InspectionState.CANCELLED)]
    inspections = tuple(
        Inspection(insp_id=f"KT-{k}", unit_id=f"TH-{n:02}", kind=kind, istatus=state, date=date(2026, 8, 1))
        for k, (n, kind, state) in enumerate(rows)
    )
    view = quarter_view(snapshot(date(2026, 9, 30), units=units, models=models, inspections=inspections), Q3)
    assert c.unit_coverage(view) == Ratio(4, 20)
    assert c.unit_coverage(view).value == 20.0


def test_o10_resolution_times_and_open_age() -> None:
    days = [
        (date(2026, 7, 1), date(2026, 7, 8)),
        (date(2026, 7, 3), date(2026, 7, 3)),
        (date(2026, 7, 10), date(2026, 7, 30)),
        (date(2026, 7, 15), date(2026, 8, 12)),
    ]
    closed = [Difficulty(raised=a, resolved=b, state=DifficultyState.RESOLVED) for a, b in days]
    still_open = Difficulty(raised=date(2026, 8, 20), state=DifficultyState.NEW)
    view = quarter_view(snapshot(date(2026, 9, 15)), Q3)
    found = resolution(view, [*closed, still_open])
    assert found.days == (7, 0, 20, 28)
    assert found.mean == Fraction(1375, 100)
    assert (shown(found.mean), shown(found.median), found.open_ages) == (13.8, 13.5, (26,))


def example_o11(hh_any: int | None) -> QuarterView:
    unit = village("TH-01", households=180)
    models = (model("a"), model("b"))
    reports = (report("a", "III", 50, hh_cum=120), report("b", "III", 50, hh_cum=95))
    sums = (VillageSum(unit_id="TH-01", year=2026, quarter="III", hh_any=hh_any, rstatus=ReportState.SUBMITTED),)
    records: dict[str, Any] = {"units": (unit,), "models": models, "reports": reports, "village_sums": sums}
    return quarter_view(snapshot(date(2026, 9, 15), **records), Q3)


def test_o11_households_in_at_least_one_model() -> None:
    stated, blank = example_o11(140), example_o11(None)
    assert household_turns(stated, stated.tracked) == 215
    exact = village_households(stated, village("TH-01", households=180))
    assert exact.ratio is not None
    assert (exact.ratio.value, exact.at_least) == (77.8, False)
    least = village_households(blank, village("TH-01", households=180))
    assert least.ratio is not None
    assert (least.ratio.value, least.at_least) == (66.7, True)


def test_more_households_than_there_are_is_an_error_and_no_value() -> None:
    assert Households(200, 180, at_least=False).ratio is None
    assert Households(0, 0, at_least=False).ratio is None


def test_o13_field_mix_in_seven_and_in_five_groups() -> None:
    mix = {
        Field.ECONOMY: 4, Field.POVERTY: 3, Field.NEW_COUNTRYSIDE: 7, Field.ENVIRONMENT: 6,
        Field.SECURITY: 6, Field.POLITICAL_SYSTEM: 4, Field.OTHER: 1,
    }  # fmt: skip
    models = tuple(model(f"{field.name}{n}", field=field) for field, count in mix.items() for n in range(count))
    view = quarter_view(snapshot(date(2026, 9, 15), models=models), Q3)
    counts, total = c.field_counts(view), len(view.approved)
    assert total == 31
    groups = [Ratio(sum(counts[field] for field in group), total).value for group in c.FIELD_GROUPS]
    assert groups == [22.6, 22.6, 19.4, 19.4, 12.9, 3.2]
    assert sum(value or 0 for value in groups) == pytest.approx(100.1)
    assert Ratio(counts[Field.ECONOMY], total).value == 12.9
    assert Ratio(counts[Field.POVERTY], total).value == 9.7
    assert Ratio(total, total).value == 100.0


def example_o23(**more: Any) -> QuarterView:
    models = (
        model("x", "D", state=ModelState.COMPLETED, end_actual=date(2026, 6, 25)),
        model("y", "D", **more),
    )
    reports = (report("x", "II", 100), report("y", "III", 50))
    return quarter_view(snapshot(date(2026, 9, 30), units=(village("D"),), models=models, reports=reports), Q3)


def test_o23_finished_and_paused_models_stay_in_the_mean_but_owe_no_report() -> None:
    running = example_o23()
    assert shown(running.standing(running.of_unit("D")).value) == 75.0
    assert (len(running.must_report), running.reporting.reported.value) == (1, 100.0)
    paused = example_o23(state=ModelState.PAUSED, paused_from=date(2026, 8, 1))
    assert shown(paused.standing(paused.of_unit("D")).value) == 75.0
    assert (len(paused.must_report), paused.reporting.reported.value) == (0, None)


@pytest.mark.parametrize(
    ("approved", "second", "third"),
    [(date(2026, 6, 15), True, True), (date(2026, 6, 16), False, True), (date(2026, 6, 30), False, True)],
)
def test_a_model_approved_in_the_last_days_is_tracked_from_the_next_quarter(
    approved: date, second: bool, third: bool
) -> None:
    records: dict[str, Any] = {"models": (model("M", approved=approved, start=approved),), "units": (village("TH-01"),)}
    read = snapshot(date(2026, 9, 15), **records)
    assert bool(quarter_view(read, Q2).tracked) is second
    assert bool(quarter_view(read, Q3).tracked) is third
    assert c.registration_coverage(quarter_view(read, Q2)) == Ratio(1, 1)


def test_half_up_is_not_pythons_round() -> None:
    assert Ratio(49, 400).value == 12.3
    assert half_up(Fraction(-825, 100)) == -8.3


PROGRESS = st.one_of(st.none(), st.integers(0, 100))


@st.composite
def workbooks(draw: st.DrawFn) -> Snapshot:
    """Random villages, models and reports, with dates on all sides of the quarter."""
    days = st.dates(date(2026, 4, 1), date(2026, 12, 31))
    maybe = st.one_of(st.none(), days)
    units = tuple(village(f"TH-{n}") for n in range(draw(st.integers(1, 4))))
    models = tuple(
        model(
            f"M{n}",
            draw(st.sampled_from(["TH-0", "TH-1", "CQ-9", None])),
            approved=draw(maybe),
            start=draw(maybe),
            withdrawn=draw(maybe),
            end_actual=draw(maybe),
            paused_from=draw(maybe),
        )
        for n in range(draw(st.integers(0, 6)))
    )
    reports = tuple(
        report(
            f"M{draw(st.integers(0, 7))}", draw(st.sampled_from(["II", "III"])), draw(PROGRESS), submitted=draw(maybe)
        )
        for _ in range(draw(st.integers(0, 8)))
    )
    inspections = tuple(
        Inspection(
            unit_id=draw(st.sampled_from(["TH-0", "TH-3", "CQ-9"])),
            kind=draw(st.sampled_from(InspectionKind)),
            istatus=draw(st.sampled_from(InspectionState)),
            date=draw(maybe),
            model_ids=(f"M{draw(st.integers(0, 7))}",),
        )
        for _ in range(draw(st.integers(0, 5)))
    )
    return snapshot(draw(days), units=units, models=models, reports=reports, inspections=inspections)


@given(workbooks(), st.sampled_from([Q2, Q3, Quarter(2026, 4)]))
def test_a_numerator_is_part_of_its_denominator_and_means_stay_in_range(read: Snapshot, quarter: Quarter) -> None:
    view = quarter_view(read, quarter)
    rates = [view.reporting.reported, view.reporting.on_time, c.registration_coverage(view)]
    rates += [c.unit_coverage(view), c.model_coverage(view)]
    for rate in rates:
        assert 0 <= rate.numerator <= rate.denominator or rate.denominator == 0
        assert (rate.value is None) == (rate.denominator == 0)
    assert {one.model.model_id for one in view.must_report} <= {one.model.model_id for one in view.tracked}
    assert view.commune.value is None or 0 <= view.commune.value <= 100
    assert view.reporting.on_time.numerator <= view.reporting.reported.numerator


@given(workbooks(), st.randoms())
def test_the_order_of_rows_does_not_matter(read: Snapshot, random: Any) -> None:
    models, reports = list(read.models), list(read.reports)
    random.shuffle(models)
    other = snapshot(read.today, units=read.units, models=tuple(models), reports=tuple(reports))
    first, second = quarter_view(read, Q3), quarter_view(other, Q3)
    assert (first.commune.value, first.reporting.reported) == (second.commune.value, second.reporting.reported)
