"""I18 to I24: communication, service, opinions, exemplars and rewards, by hand and on any workbook (O15)."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from domain import communication, exemplars, feedback, government, inspection_plan
from domain.coverage import model_coverage, unit_coverage
from domain.exemplars import Stage
from domain.indicators import indicators
from domain.inspection_plan import PlanState
from domain.quarters import Quarter
from domain.ratios import Ratio
from domain.snapshot import Snapshot
from domain.tables import Communication, Exemplar, Feedback, Inspection, Reward, ServiceFigure
from domain.view import QuarterView, quarter_view
from domain.vocabulary import BaNhat, InspectionKind, InspectionState, ModelState, UnitType
from domain.vocabulary_movement import Acceptance, Audience, Channel, CommunicationKind, ExemplarResult, QuantityUnit
from domain.vocabulary_movement import ServiceIndicator as I
from tests.domain.test_sample_outcome import SAMPLE
from tests.domain.worked import model, report, snapshot, village
from tests.domain.worked_movement import DAYS, MOVEMENT

Q2, Q3, Q4 = Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4)
TODAY = date(2026, 9, 15)
UNITS = (
    village("TH-01"),
    village("TH-02"),
    village("CA-01", unit_type=UnitType.POLICE),
    village("TR-01", unit_type=UnitType.SCHOOL),
    village("MT-01", unit_type=UnitType.FATHERLAND_FRONT),
    village("LD-01", unit_type=UnitType.LEADERSHIP),
)


def seen(quarter: Quarter = Q3, today: date = TODAY, **records: Any) -> QuarterView:
    return quarter_view(snapshot(today, units=UNITS, **records), quarter)


# I18


def event(at: int, day: date | None = date(2026, 7, 10), **more: Any) -> Communication:
    base: dict[str, Any] = {"comm_id": f"C{at}", "unit_id": "TH-01", "kind": CommunicationKind.CAMPAIGN, "date": day}
    return Communication(**{**base, **more})


def test_events_are_counted_by_channel_with_their_quantities() -> None:
    found = seen(communications=(
        event(1, channel=Channel.LOUDSPEAKER, qty=3, qty_unit=QuantityUnit.BROADCAST),
        event(2, channel=Channel.LOUDSPEAKER, qty=2, qty_unit=QuantityUnit.BROADCAST),
        event(3, channel=Channel.LOUDSPEAKER, qty=4, qty_unit=QuantityUnit.NEWS),
        event(4, channel=Channel.CONFERENCE),
        event(5, date(2026, 6, 30), channel=Channel.CONFERENCE),
        event(6, date(2026, 9, 16), channel=Channel.CONFERENCE),
    ))  # fmt: skip
    channels = communication.by_channel(communication.events(found))
    radio = channels[Channel.LOUDSPEAKER]
    assert (radio.events, radio.quantities) == (3, {QuantityUnit.NEWS: 4, QuantityUnit.BROADCAST: 5})
    assert (channels[Channel.CONFERENCE].events, channels[Channel.CONFERENCE].unstated) == (1, 1)
    assert channels[Channel.CULTURE].events == 0
    second, third, fourth = communication.quarters(found.snapshot, Q3)
    assert (second.total.events, third.total.events, fourth.total.events) == (1, 4, 0)
    assert (second.future, fourth.future) == (False, True)


def test_attendance_is_taken_of_events_that_say_both_numbers() -> None:
    rows = [event(1, attended=30, invited=40), event(2, attended=9), event(3, invited=9), event(4)]
    assert communication.attendance(rows) == Ratio(30, 40)
    assert communication.attendance([*rows, event(5, attended=50, invited=40)]) == Ratio(30, 40)
    assert communication.attendance([event(1, attended=0, invited=0)]).value is None
    assert communication.event_sum(rows).people == 39
    assert communication.event_sum([event(4)]).people is None


def test_units_with_an_event_are_a_part_of_all_units() -> None:
    found = seen(
        communications=(event(1), event(2, unit_id="CA-01"), event(3, unit_id="XX-99"), event(4, unit_id=None))
    )
    assert communication.active_units(found) == Ratio(2, 5)
    assert communication.active_units(found, UnitType.VILLAGE) == Ratio(1, 2)
    assert [one.unit_id for one in communication.silent_units(found)] == ["TH-02", "TR-01", "MT-01"]


def test_a_briefing_of_the_year_counts_in_every_quarter_after_it() -> None:
    briefed = event(1, date(2026, 5, 5), kind=CommunicationKind.BRIEFING)
    assert communication.briefed_units(seen(communications=(briefed,))) == Ratio(1, 5)
    assert communication.active_units(seen(communications=(briefed,))) == Ratio(0, 5)


def test_exemplars_are_covered_by_name_or_by_their_model() -> None:
    def recognised(number: str, model_id: str | None = None, **more: Any) -> Exemplar:
        base: dict[str, Any] = {"year": 2026, "result": ExemplarResult.RECOGNISED, "answered": date(2026, 7, 1)}
        return Exemplar(exemplar_id=number, model_id=model_id, **{**base, **more})

    found = seen(
        exemplars=(
            recognised("DH-1"), recognised("DH-2", "MH-1"), recognised("DH-3"),
            recognised("DH-4", result=ExemplarResult.IN_REVIEW), recognised("DH-5", answered=date(2026, 9, 20)),
        ),
        communications=(event(1, subject_ids=("DH-1",)), event(2, subject_ids=("MH-1",)), event(3)),
    )  # fmt: skip
    assert communication.exemplars_covered(found) == Ratio(2, 3)
    assert len(communication.naming(communication.events(found))) == 2


def test_audiences_contests_and_the_three_of_the_police() -> None:
    found = seen(
        communications=(
            event(1, audience=(Audience.PEOPLE, Audience.MEMBERS), attended=20, integrated=True),
            event(2, audience=(Audience.PEOPLE,), integrated=False),
            event(3, unit_id="TR-01", kind=CommunicationKind.CONTEST),
            event(4, unit_id="TH-01", kind=CommunicationKind.CONTEST),
            event(5, unit_id="CA-01", ba_nhat=(BaNhat.LOYALTY, BaNhat.CLOSENESS)),
        ),
        models=(model("MH-1", "CA-01", ba_nhat=(BaNhat.CLOSENESS,)),),
    )
    reached = communication.by_audience(communication.events(found))
    assert (reached[Audience.PEOPLE].events, reached[Audience.PEOPLE].people) == (2, 20)
    assert (reached[Audience.STUDENTS].events, reached[Audience.STUDENTS].people) == (0, None)
    assert [one.comm_id for one in communication.contests(found)] == ["C3"]
    assert communication.contest_schools(found) == Ratio(1, 1)
    counts = {one: (len(many.events), len(many.models)) for one, many in communication.ba_nhat(found).items()}
    assert counts == {BaNhat.DISCIPLINE: (0, 0), BaNhat.LOYALTY: (1, 0), BaNhat.CLOSENESS: (1, 1)}
    assert communication.integrated(communication.events(found)) == Ratio(1, 2)
    assert communication.by_kind(communication.events(found))[CommunicationKind.CONTEST].events == 2


# I19 to I21


def figures(*rows: tuple[I, dict[str, Any]], quarter: str = "III") -> Snapshot:
    found = tuple(ServiceFigure(year=2026, quarter=quarter, code=code, **cells) for code, cells in rows)
    return snapshot(TODAY, units=UNITS, service_figures=found)


def test_o15() -> None:
    cases = figures((I.PETITIONS, {"received": 17, "planned": 14, "done": 13, "on_time": 11}))
    found = government.service(cases, Q3)
    on_time, resolved = found.rate("I20", I.PETITIONS).ratio, found.rate("I20b", I.PETITIONS).ratio
    assert on_time is not None
    assert resolved is not None
    assert (on_time, on_time.value) == (Ratio(11, 14), 78.6)
    assert (resolved, resolved.value) == (Ratio(13, 14), 92.9)
    none_due = government.service(figures((I.PETITIONS, {"received": 3, "planned": 0, "done": 0, "on_time": 0})), Q3)
    assert none_due.rate("I20", I.PETITIONS).ratio == Ratio(0, 0)
    assert Ratio(0, 0).value is None


def test_a_blank_figure_is_no_zero() -> None:
    found = government.service(figures((I.RECEPTION, {"planned": 12, "done": None})), Q3)
    rate = found.rate("I19")
    assert (rate.known, rate.ratio, rate.impossible, found.total("I19")) == (False, None, False, None)
    zero = government.service(figures((I.RECEPTION, {"planned": 12, "done": 0})), Q3)
    assert (zero.rate("I19").ratio, zero.total("I19")) == (Ratio(0, 12), Ratio(0, 12))
    assert zero.figure(I.RECEPTION, "done") == 0
    assert zero.figure(I.VISITS, "done") is None


def test_a_part_above_its_whole_is_an_error_and_no_rate_above_100_percent() -> None:
    found = government.service(figures((I.DISCLOSURE, {"planned": 5, "done": 6})), Q3)
    assert (found.rate("I21c").impossible, found.rate("I21c").ratio) == (True, None)


def test_rates_of_two_indicators_and_their_total() -> None:
    found = government.service(
        figures(
            (I.RECEPTION, {"planned": 12, "done": 12}),
            (I.RECEPTION_BY_CHAIR, {"done": 9}),
            (I.PROCEDURES, {"done": 800, "on_time": 780}),
            (I.ONLINE_FILES, {"done": 500}),
            (I.DIALOGUE_OPINIONS, {"planned": 4, "done": 3}),
            (I.PETITIONS, {"planned": 14, "done": 13, "on_time": 11}),
            (I.COMPLAINTS, {"planned": 2, "done": 1, "on_time": 1}),
        ),
        Q3,
    )
    totals = {code: found.total(code) for code in government.RATE_CODES}
    assert totals == {
        "I19": Ratio(12, 12), "I19b": Ratio(9, 12), "I19c": Ratio(3, 4), "I20": Ratio(12, 16), "I20b": Ratio(14, 16),
        "I21": Ratio(780, 800), "I21b": Ratio(500, 800), "I21c": None,
    }  # fmt: skip
    with pytest.raises(KeyError):
        found.rate("I99")


def test_the_quarters_of_the_year_are_a_trend_and_tell_what_is_not_filled() -> None:
    whole = figures((I.RECEPTION, {"planned": 12, "done": 9}), (I.VISITS, {}))
    second, third, fourth = government.trend(whole, Q3)
    assert (second.rows, len(third.rows), fourth.future) == ({}, 2, True)
    assert I.RECEPTION not in government.unfilled(whole, Q3)
    assert {I.VISITS, I.INNOVATIONS} <= set(government.unfilled(whole, Q3))


# I22


def opinion(at: int, day: date = date(2026, 7, 1), **more: Any) -> Feedback:
    return Feedback(feedback_id=f"YK-{at}", unit_id="MT-01", date=day, **more)


def test_opinions_are_answered_taken_up_and_overdue() -> None:
    answered = {"replied": date(2026, 7, 9)}
    found = seen(feedback=(
        opinion(1, acceptance=Acceptance.ACCEPTED, reply_due=date(2026, 7, 15), **answered),
        opinion(2, acceptance=Acceptance.PARTLY, reply_due=date(2026, 7, 5), **answered),
        opinion(3, acceptance=Acceptance.EXPLAINED, **answered),
        opinion(4, acceptance=Acceptance.UNANSWERED, reply_due=date(2026, 9, 1)),
        opinion(5, reply_due=date(2026, 9, 30)),
        opinion(6),
        opinion(7, date(2026, 9, 20)),
        opinion(8, acceptance=Acceptance.ACCEPTED, replied=date(2026, 9, 20)),
    ))  # fmt: skip
    received = feedback.received(found)
    assert len(received) == 7
    assert feedback.answered(found, received) == Ratio(3, 7)
    assert feedback.accepted(found, received) == Ratio(2, 3)
    assert feedback.reply_days(found, received) == (8, 8, 8)
    assert (feedback.mean_reply_days(found, received), feedback.median_reply_days(found, received)) == (
        Fraction(8),
        Fraction(8),
    )
    waits = [(one.feedback.feedback_id, one.days, one.late) for one in feedback.waiting(found, received)]
    assert waits == [("YK-4", 76, 14), ("YK-5", 76, -15), ("YK-6", 76, None), ("YK-8", 76, None)]
    assert [one.feedback.feedback_id for one in feedback.overdue(found, received)] == ["YK-4"]
    assert feedback.replied_on_time(found, received) == Ratio(1, 3)


# I23, I24


def test_the_funnel_narrows_from_approved_to_replicated() -> None:
    end = date(2026, 8, 1)
    models = (
        model("M0"), model("M1"), model("M2", state=ModelState.COMPLETED, end_actual=end),
        model("M3", state=ModelState.RECOGNISED, end_actual=end),
        model("M4", state=ModelState.REPLICATED, end_actual=end),
        model("M5", state=ModelState.FAILED, end_actual=end), model("M6", withdrawn=end), model("M7", approved=None),
        model("M8", state=ModelState.RECOGNISED, end_actual=date(2026, 9, 30)),
    )  # fmt: skip
    found = seen(models=models, reports=(report("M1", "III", 10), report("M2", "II", 10), report("M5", "III", 10)))
    narrowing = {stage: len(many) for stage, many in exemplars.funnel(found).items()}
    assert narrowing == {
        Stage.APPROVED: 7, Stage.CARRIED_OUT: 5, Stage.COMPLETED: 3, Stage.RECOGNISED: 2, Stage.REPLICATED: 1,
    }  # fmt: skip
    assert exemplars.recognition(found) == Ratio(2, 7)


def proposal(at: int, day: date | None, answered: date | None = None, **more: Any) -> Exemplar:
    return Exemplar(exemplar_id=f"DH-{at}", year=2026, unit_id="TH-01", proposed=day, answered=answered, **more)


def test_proposals_are_answered_after_so_many_days() -> None:
    first = date(2026, 7, 1)
    found = seen(exemplars=(
        proposal(1, first, date(2026, 7, 11), result=ExemplarResult.RECOGNISED, receiver_ids=("TH-02",)),
        proposal(2, first, date(2026, 7, 21), result=ExemplarResult.NOT_RECOGNISED, spread=5, ease=5, replication=5),
        proposal(3, first, spread=9, ease=9, replication=9),
        proposal(4, date(2026, 8, 1), date(2026, 9, 30)),
        proposal(5, date(2026, 9, 30)),
        proposal(6, None),
    ))  # fmt: skip
    asked = exemplars.proposals(found)
    assert len(asked) == 4
    assert exemplars.replies(found, asked) == Ratio(2, 4)
    assert (exemplars.reply_days(found, asked), exemplars.median_reply_days(found, asked)) == ((10, 20), Fraction(15))
    assert [(one.exemplar.exemplar_id, one.days) for one in exemplars.waiting(found, asked)] == [
        ("DH-3", 76),
        ("DH-4", 45),
    ]
    assert exemplars.recognised_proposals(found, asked) == Ratio(1, 2)
    assert [one.exemplar_id for one in exemplars.replications(found)] == ["DH-1"]
    assert [one.exemplar_id for one in exemplars.shortlist(asked)][:2] == ["DH-3", "DH-2"]
    assert exemplars.by_type(found, asked) == {UnitType.VILLAGE: 4}


def test_rewards_are_decided_after_so_many_days() -> None:
    first = date(2026, 7, 1)
    found = seen(rewards=(
        Reward(reward_id="KTH-1", proposed=first, decided=date(2026, 7, 4)),
        Reward(reward_id="KTH-2", proposed=first, decided=date(2026, 7, 6)),
        Reward(reward_id="KTH-3", proposed=first),
        Reward(reward_id="KTH-4", proposed=date(2026, 9, 16)),
    ))  # fmt: skip
    asked = exemplars.rewards(found)
    assert exemplars.decided(found, asked) == Ratio(2, 3)
    assert (exemplars.decision_days(found, asked), exemplars.median_decision_days(found, asked)) == (
        (3, 5),
        Fraction(4),
    )
    assert [(one.reward.reward_id, one.days) for one in exemplars.undecided(found, asked)] == [("KTH-3", 76)]


# The calendar of inspections


def inspection(at: int, day: date | None, state: InspectionState, **more: Any) -> Inspection:
    base: dict[str, Any] = {"kind": InspectionKind.INSPECTION, "unit_id": "TH-01"}
    return Inspection(insp_id=f"KT-{at}", date=day, istatus=state, **{**base, **more})


def test_the_calendar_shows_what_is_planned_done_and_overdue() -> None:
    planned = InspectionState.PLANNED
    found = seen(
        models=(model("M1", "TH-01"), model("M2", "TH-02"), model("M3", "CA-01")),
        inspections=(
            inspection(1, date(2026, 9, 14), planned),
            inspection(2, TODAY, planned, unit_id="TH-02"),
            inspection(3, date(2026, 9, 20), planned, unit_id="TH-02", kind=InspectionKind.GUIDANCE),
            inspection(4, date(2026, 7, 6), InspectionState.CONCLUDED, model_ids=("M1",)),
            inspection(5, date(2026, 7, 7), InspectionState.CANCELLED),
            inspection(6, date(2026, 6, 30), InspectionState.CONCLUDED),
            inspection(7, None, planned),
        ),
    )
    entries = inspection_plan.entries(found)
    assert [(one.inspection.insp_id, one.state, one.days) for one in entries] == [
        ("KT-4", PlanState.DONE, 71), ("KT-1", PlanState.OVERDUE, 1), ("KT-2", PlanState.PLANNED, 0),
        ("KT-3", PlanState.PLANNED, -5),
    ]  # fmt: skip
    assert [one.inspection.insp_id for one in inspection_plan.overdue(entries)] == ["KT-1"]
    assert len(inspection_plan.entries(found, counted_only=True)) == 3
    assert set(inspection_plan.by_day(entries)) == {one.day for one in entries}
    weeks = inspection_plan.by_week(found, entries)
    assert (weeks[0].monday, weeks[-1].monday, len(weeks)) == (date(2026, 6, 29), date(2026, 9, 28), 14)
    assert [(week.monday, week.count(PlanState.PLANNED)) for week in weeks if week.count(PlanState.PLANNED)] == [
        (date(2026, 9, 14), 2)
    ]
    left = [(one.unit.unit_id, one.planned) for one in inspection_plan.uninspected_units(found)]
    assert left == [("CA-01", None), ("TH-02", TODAY)]
    assert [one.model.model_id for one in inspection_plan.uninspected_models(found)] == ["M2", "M3"]


def test_the_uninspected_are_the_rest_of_i11() -> None:
    for quarter in (Q2, Q3):
        view = quarter_view(SAMPLE, quarter)
        units, models = unit_coverage(view), model_coverage(view)
        assert len(inspection_plan.uninspected_units(view)) == units.denominator - units.numerator
        assert len(inspection_plan.uninspected_models(view)) == models.denominator - models.numerator


# The sample and any workbook

CODES = (
    "I17", "I17b", "I18", "I18b", "I18c", "I18d", "R63", *government.RATE_CODES, "I22", "I22b", "I23", "I24",
)  # fmt: skip


def test_the_sample_has_a_figure_for_everything() -> None:
    commune = indicators(SAMPLE, Q3)["commune"]
    assert {code: commune[code]["denominator"] for code in CODES if not commune[code]["denominator"]} == {}
    assert [code for code in CODES if not commune[code]["numerator"] and code != "I23"] == []
    assert commune["I23"] == {
        "value": 0.0, "numerator": 0, "denominator": 31, "approved": 31, "carried_out": 30, "completed": 3,
        "recognised": 0, "replicated": 0,
    }  # fmt: skip
    assert (commune["I24b"]["value"], commune["I24c"]["value"]) == (18.0, 6.0)
    petitions = commune["I20"]["by_indicator"]["CQ04"]
    assert (petitions["numerator"], petitions["denominator"], petitions["value"]) == (11, 14, 78.6)


def rates(found: Any) -> Iterator[dict[str, Any]]:
    """All rates in a figure as plain data, however deep."""
    if isinstance(found, dict):
        if "numerator" in found and "denominator" in found:
            yield found
        for one in found.values():
            yield from rates(one)


@examples(max_examples=80)
@given(DAYS, st.sampled_from([Q2, Q3, Q4]), MOVEMENT)
def test_on_any_workbook_every_rate_is_a_part_of_its_whole(today: date, quarter: Quarter, rows: dict[str, Any]) -> None:
    models = (model("M0"), model("M1", "CA-01", state=ModelState.RECOGNISED, end_actual=date(2026, 8, 1)))
    told = indicators(snapshot(today, units=UNITS, models=models, **rows), quarter)
    found = [one for code in CODES for one in rates(told["commune"][code])]
    found += [one for unit in told["units"].values() for code in ("I17", "I17b", "I18b") for one in rates(unit[code])]
    for one in found:
        if one["denominator"] is None:
            assert one["value"] is None
            continue
        assert 0 <= one["numerator"] <= one["denominator"]
        assert (one["value"] is None) == (one["denominator"] == 0)
        assert one["value"] is None or 0 <= one["value"] <= 100
