"""The records behind a figure are as many as the figure says, on the sample and on any workbook."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from domain import coverage
from domain.behind import Why
from domain.evidence import EVIDENCE, Evidence, evidence, listed
from domain.government import RATE_CODES
from domain.indicators import indicators
from domain.permissions import Actor, visible
from domain.quarters import Quarter
from domain.ratios import half_up, median
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import Difficulty, Finding, Inspection, VillageSum
from domain.view import QuarterView, quarter_view
from domain.vocabulary import (
    DifficultyState,
    InspectionKind,
    InspectionState,
    ModelState,
    ReportState,
    Role,
    Tab,
    UnitType,
    Verification,
)
from tests.domain.test_sample_outcome import SAMPLE, TABLE
from tests.domain.worked import model, report, snapshot, village
from tests.domain.worked_movement import MOVEMENT

Q2, Q3, Q4 = Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4)
RATIOS = (
    "I8", "I8b", "I10", "I11", "I11b", "I12", "I12b", "I16", "I17", "I17b", "I18", "I18c", "I18d", "I22", "I22b", "I23",
    "I24",
)  # fmt: skip
PARTS = ("I18b", *RATE_CODES)
MEDIANS = ("I24b", "I24c")
COUNTS = ("I9", "I13")


def added(found: Evidence) -> Fraction:
    return sum((Fraction(one.amount or 0) for one in found.counting), Fraction(0))


def agrees(view: QuarterView, code: str, figure: Mapping[str, Any]) -> bool:
    """Whether the records behind `code` are what the indicator says."""
    found = evidence(view, code)
    if code in RATIOS:
        return bool((len(found.counting), len(found.records)) == (figure["numerator"], figure["denominator"]))
    if code in PARTS:
        return bool((added(found), found.whole) == (figure["numerator"] or 0, figure["denominator"] or 0))
    if code in MEDIANS:
        middle = median([Fraction(one.amount or 0) for one in found.counting])
        return bool((None if middle is None else half_up(middle)) == figure["value"])
    if code in COUNTS:
        return bool(len(found.records) == len(found.counting) == figure["value"])
    if code == "I7":
        return bool((added(found), len(found.records)) == (Fraction(figure["numerator"]), figure["denominator"]))
    if code == "I15a":
        return bool((added(found) if found.counting else None) == figure["value"])
    if code == "I15b":
        whole = sum(one.whole or 0 for one in found.records)
        return bool((added(found) if found.counting else None, whole) == (figure["numerator"], figure["denominator"]))
    days = [one.amount for one in found.counting]
    ages = sorted((one.amount for one in found.beside), reverse=True)  # type: ignore[type-var]  # ages are days
    mean = half_up(added(found) / len(days)) if days else None
    return bool((len(days), mean, ages) == (figure["resolved"], figure["value"], figure["open"]))


CHECKED = (*RATIOS, *PARTS, *MEDIANS, *COUNTS, "I7", "I14", "I15a", "I15b")


@pytest.mark.parametrize("quarter", [Q2, Q3, Q4], ids=lambda one: one.key)
@pytest.mark.parametrize("code", CHECKED)
def test_on_the_sample_the_records_are_as_many_as_the_figure(code: str, quarter: Quarter) -> None:
    figure = indicators(SAMPLE, quarter)["commune"][code]
    if quarter == Q4:  # has not begun: no records, whatever the sheet says of later days
        assert evidence(quarter_view(SAMPLE, quarter), code).records == ()
        return
    assert agrees(quarter_view(SAMPLE, quarter), code, figure)


@pytest.mark.parametrize("code", [code for code in TABLE if code in RATIOS])
def test_the_records_are_as_many_as_the_commune_has_worked_out(code: str) -> None:
    for quarter, (_, numerator, denominator) in zip((Q2, Q3), TABLE[code], strict=True):
        found = evidence(quarter_view(SAMPLE, quarter), code)
        assert (len(found.counting), len(found.records)) == (numerator, denominator)


def why(code: str, quarter: Quarter = Q3) -> dict[str, Why]:
    found = evidence(quarter_view(SAMPLE, quarter), code)
    return {(one.record_id or "")[-4:]: one.why for one in (*found.records, *found.beside)}


def test_a_record_says_why_it_does_not_count() -> None:
    assert why("I8")["0003"] is Why.NOT_DUE
    assert why("I8")["0011"] is Why.PAUSED
    assert why("I8b", Q2)["0005"] is Why.HANDED_IN_LATE
    assert why("I7")["0005"] is Why.OLD_FIGURE
    assert why("I7")["0003"] is Why.NEVER_REPORTED
    assert why("I7", Q2)["0017"] is Why.NEXT_QUARTER
    assert (why("I10")["H-01"], why("I10")["H-05"], why("I10")["H-03"]) == (Why.UNDECIDED, Why.NO_MODEL, Why.HAS_MODEL)
    assert (why("I16")["0032"], why("I16")["0033"], why("I16")["0035"]) == (Why.WITHDRAWN, Why.UNDECIDED, Why.RETURNED)
    assert (why("I11")["0013"], why("I11")["0015"]) == (Why.NOT_CONCLUDED, Why.OTHER_KIND)


def test_a_finding_says_how_far_its_remedy_has_come() -> None:
    by_id = {one.record_id: one for one in evidence(quarter_view(SAMPLE, Q3), "I12").records}
    assert by_id["TT-2026-0010-1"].why is Why.CLAIMED
    assert by_id["TT-2026-0012-1"].why is Why.FAILED
    assert by_id["TT-2026-0007-1"].why is Why.NOT_REMEDIED
    late = {one.record_id: one.why for one in evidence(quarter_view(SAMPLE, Q3), "I12b").records}
    assert late["TT-2026-0005-1"] is Why.REMEDIED_LATE
    assert late["TT-2026-0003-1"] is Why.REMEDIED


def test_reports_and_inspections_that_make_a_record_count_are_named() -> None:
    reported = {one.record_id: one for one in evidence(quarter_view(SAMPLE, Q3), "I8").records}
    assert reported["MH-2026-0008"].day == date(2026, 9, 11)
    assert len(reported["MH-2026-0008"].by) == 1
    inspected = {one.record_id: one for one in evidence(quarter_view(SAMPLE, Q3), "I11").records}
    assert inspected["TH-10"].by == ("KT-2026-0008",)


def test_the_inspections_of_the_overview_are_those_that_were_carried_out() -> None:
    view = quarter_view(SAMPLE, Q3)
    assert len(evidence(view, "KT").counting) == coverage.carried_out(view) == 12


def actor(role: Role, unit_id: str = "TH-10") -> Actor:
    return Actor("x@example.vn", "X", unit_id, role)


def test_rows_of_others_are_counted_and_not_listed() -> None:
    found = evidence(quarter_view(SAMPLE, Q3), "I12")
    assert listed(found, actor(Role.OFFICER)).withheld == 0
    mine = listed(found, actor(Role.UNIT))
    assert {one.unit_id for one in mine.evidence.records} == {"TH-10"}
    assert (len(mine.evidence.records), mine.withheld) == (2, 8)
    assert {one.unit_id for one in mine.evidence.beside} == set()
    for nobody in (actor(Role.GUEST), None):
        assert (listed(found, nobody).evidence.records, listed(found, nobody).withheld) == ((), 10)


def test_models_and_units_are_listed_for_everybody() -> None:
    found = evidence(quarter_view(SAMPLE, Q3), "I8")
    assert listed(found, actor(Role.GUEST)) == listed(found, actor(Role.ADMIN))


def test_every_account_is_shown_the_same_number_of_records() -> None:
    for role in Role:
        seen = visible(SAMPLE, actor(role))
        view = quarter_view(seen.figures or seen, Q3)
        for code in EVIDENCE:
            found = evidence(view, code)
            shown = listed(found, actor(role))
            assert len(shown.evidence.records) + shown.withheld == len(evidence(quarter_view(SAMPLE, Q3), code).records)


DAYS = st.dates(date(2026, 4, 1), date(2026, 12, 31))
MAYBE = st.none() | DAYS
UNITS = ("TH-01", "TH-02", "CA-01")


def some(build: Callable[..., Any], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.fixed_dictionaries(fields), max_size=5).map(
        lambda rows: [build(at, **row) for at, row in enumerate(rows)]
    )


MODEL_IDS = st.sampled_from(["M0", "M1", "M2", "M9"])
RECORDS = st.fixed_dictionaries({
    "models": some(
        lambda at, **more: model(f"M{at}", **more), unit_id=st.sampled_from([*UNITS, "LA-01", None]), approved=MAYBE,
        start=MAYBE, end=MAYBE, withdrawn=MAYBE, paused_from=MAYBE, paused_to=MAYBE, end_actual=MAYBE, submitted=MAYBE,
        state=st.sampled_from(ModelState), year=st.sampled_from([None, 2025, 2026]),
    ),
    "reports": some(
        lambda _, *, model_id, quarter, prog, **more: report(model_id, quarter, prog, **more), model_id=MODEL_IDS,
        quarter=st.sampled_from(["II", "III", "IV"]), prog=st.none() | st.integers(0, 100), submitted=MAYBE,
        hh_cum=st.none() | st.integers(0, 90), rstatus=st.sampled_from(ReportState),
    ),
    "inspections": some(
        lambda at, **more: Inspection(insp_id=f"K{at}", **more), date=MAYBE, kind=st.sampled_from(InspectionKind),
        unit_id=st.sampled_from(UNITS), model_ids=st.lists(MODEL_IDS, max_size=2).map(tuple),
        istatus=st.sampled_from(InspectionState),
    ),
    "findings": some(
        lambda at, **more: Finding(find_id=f"T{at}", **more), due=MAYBE, reported=MAYBE, verified_on=MAYBE,
        unit_id=st.sampled_from(UNITS), verified=st.sampled_from([None, *Verification]),
    ),
    "difficulties": some(
        lambda at, **more: Difficulty(issue_id=f"D{at}", **more), raised=MAYBE, resolved=MAYBE,
        unit_id=st.sampled_from(UNITS), state=st.sampled_from([None, *DifficultyState]),
    ),
    "village_sums": some(
        lambda _, **more: VillageSum(year=2026, **more), unit_id=st.sampled_from(UNITS), submitted=MAYBE,
        quarter=st.sampled_from(["II", "III"]), hh_any=st.none() | st.integers(0, 90),
        rstatus=st.sampled_from(ReportState),
    ),
})  # fmt: skip
ALL = st.tuples(RECORDS, MOVEMENT).map(lambda both: {**both[0], **both[1]})


def workbook(today: date, settings: Settings, records: Mapping[str, Any]) -> Snapshot:
    units = (
        village("TH-01", households=60),
        village("TH-02"),
        village("CA-01", unit_type=UnitType.POLICE, must_register=False),
        village("MT-01", unit_type=UnitType.FATHERLAND_FRONT, must_register=False),
        village("TR-01", unit_type=UnitType.SCHOOL),
        village("LD-01", unit_type=UnitType.LEADERSHIP),
    )
    return snapshot(today, settings, units=units, **{name: tuple(rows) for name, rows in records.items()})


@examples(max_examples=60)
@given(DAYS, st.sampled_from([Q2, Q3, Q4]), st.sampled_from(["", "2026-09-20"]), ALL)
def test_on_any_workbook_the_records_are_as_many_as_the_figure(
    today: date, quarter: Quarter, due: str, records: Mapping[str, Any]
) -> None:
    settings = Settings(report_due_q3=date.fromisoformat(due) if due else None)
    whole = workbook(today, settings, records)
    view = quarter_view(whole, quarter)
    if view.future:
        return
    figures = indicators(whole, quarter)["commune"]
    assert [code for code in CHECKED if not agrees(view, code, figures[code])] == []
    assert all(one in evidence(view, code).records for code in EVIDENCE for one in evidence(view, code).counting)
    assert len(evidence(view, "KT").counting) == coverage.carried_out(view)


RECORDS_BEHIND = {
    Tab.MODELS, Tab.UNITS, Tab.INSPECTIONS, Tab.FINDINGS, Tab.DIFFICULTIES, Tab.TASKS, Tab.COMMUNICATIONS,
    Tab.SERVICE_FIGURES, Tab.FEEDBACK, Tab.EXEMPLARS, Tab.REWARDS,
}  # fmt: skip


def test_every_record_names_its_tab_and_what_decides() -> None:
    for code in EVIDENCE:
        for one in evidence(quarter_view(SAMPLE, Q3), code).records:
            assert one.tab in RECORDS_BEHIND
            assert one.record_id
