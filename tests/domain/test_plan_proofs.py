"""Which record proves which task of the plan: one that does and one that does not, for every line of the table."""

from datetime import date
from typing import Any

import pytest

from domain.plan_proofs import PROOFS, proofs, subject_quarter
from domain.plan_tasks import PLAN, instance_id
from domain.proofs import Known
from domain.quarters import Quarter
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import (
    Communication,
    Difficulty,
    Exemplar,
    Feedback,
    Inspection,
    Report,
    Reward,
    Row,
    ServiceFigure,
    Task,
    VillageSum,
)
from domain.vocabulary import (
    BaNhat,
    DifficultyState,
    Field,
    InspectionKind,
    InspectionState,
    ReportState,
    ReportType,
    Tab,
    UnitType,
)
from domain.vocabulary_movement import Audience, Channel, CommunicationKind, Repeat
from domain.vocabulary_movement import ServiceIndicator as I
from tests.domain.worked import model, report, snapshot, village

DAY, DUE, LATER = date(2026, 8, 20), date(2026, 9, 30), date(2026, 10, 5)
PLANNED = {one.code: one for one in PLAN}
UNIT = "X-01"
UNITS = (
    village(UNIT, must_register=False),
    village("TH-09"),
    village("MT-01", unit_type=UnitType.FATHERLAND_FRONT, must_register=False),
)
NAMES = {
    Communication: "communications", Difficulty: "difficulties", Exemplar: "exemplars", Feedback: "feedback",
    Inspection: "inspections", Report: "reports", Reward: "rewards", ServiceFigure: "service_figures",
    VillageSum: "village_sums",
}  # fmt: skip


def event(kind: CommunicationKind = CommunicationKind.CAMPAIGN, day: date | None = DAY, **more: Any) -> Communication:
    return Communication(**{"comm_id": "TTR-2026-0001", "unit_id": UNIT, "kind": kind, "date": day, **more})


def figure(code: I, quarter: str = "III", **more: Any) -> ServiceFigure:
    return ServiceFigure(year=2026, quarter=quarter, code=code, **more)


def inspection(kind: InspectionKind, state: InspectionState = InspectionState.DONE, **more: Any) -> Inspection:
    return Inspection(
        **{"insp_id": "KT-2026-0001", "unit_id": UNIT, "kind": kind, "date": DAY, "istatus": state, **more}
    )


def sheet(quarter: str = "III", state: ReportState = ReportState.SUBMITTED, **more: Any) -> VillageSum:
    base: dict[str, Any] = {"unit_id": UNIT, "year": 2026, "quarter": quarter, "rstatus": state, "submitted": DAY}
    return VillageSum(**{**base, **more})


def exemplar(**more: Any) -> Exemplar:
    return Exemplar(**{"exemplar_id": "DH-2026-0001", "unit_id": UNIT, "year": 2026, "proposed": DAY, **more})


def difficulty(**more: Any) -> Difficulty:
    return Difficulty(
        **{"issue_id": "KK-2026-0001", "unit_id": UNIT, "raised": DAY, "state": DifficultyState.NEW, **more}
    )


def ad_hoc(**more: Any) -> Report:
    base: dict[str, Any] = {"unit_id": UNIT, "year": 2026, "quarter": "III", "rtype": ReportType.AD_HOC}
    return Report(
        **{"report_id": "BC-2026-Q3-0001", "rstatus": ReportState.SUBMITTED, "submitted": DAY, **base, **more}
    )


BRIEFING, CONTEST, PRAISE = CommunicationKind.BRIEFING, CommunicationKind.CONTEST, CommunicationKind.PRAISE
SELF, URGED = InspectionKind.SELF_CHECK, InspectionKind.HOUSEHOLD_URGING
OWN, OTHERS = model("MH-1", UNIT), model("MH-9", "TH-09")
GUARD = model("MH-8", "TH-09", field=Field.SECURITY, partners=(UNIT,))
OLD = date(2026, 5, 2)  # of the quarter before

# Code → records that prove it, records that do not.
CASES: list[tuple[str, list[Row], list[Row]]] = [
    ("NV-03", [event(BRIEFING)], [event()]),
    ("NV-03", [event(BRIEFING, OLD)], [event(BRIEFING, unit_id="TH-09")]),
    ("NV-05", [OWN], [OTHERS]),
    ("NV-05", [OWN], [model("MH-1", UNIT, withdrawn=DAY)]),
    ("NV-07", [OWN, report("MH-1", "III", 10)], [OWN, report("MH-1", "II", 10)]),
    ("NV-07", [OWN, report("MH-1", "III", 10)], [OWN, model("MH-2", UNIT), report("MH-1", "III", 10)]),
    ("NV-08", [inspection(InspectionKind.INSPECTION, InspectionState.CONCLUDED, unit_id="TH-09")], [inspection(InspectionKind.INSPECTION)]),
    ("NV-08", [inspection(InspectionKind.SUPERVISION, InspectionState.CONCLUDED)], [inspection(SELF, InspectionState.CONCLUDED)]),
    ("NV-09", [difficulty(state=DifficultyState.RESOLVED, resolved=DAY)], [difficulty()]),
    ("NV-13", [Reward(reward_id="KTH-1", ad_hoc=False, decided=DAY, decision_no="1")], [Reward(reward_id="KTH-1", ad_hoc=True, decided=DAY, decision_no="1")]),
    ("NV-15", [figure(I.DISCLOSURE, planned=5, done=5), figure(I.CONSULTATIONS, done=0)], [figure(I.DISCLOSURE, planned=5, done=5)]),
    ("NV-15", [figure(I.DISCLOSURE, planned=5, done=5), figure(I.CONSULTATIONS, done=0)], [figure(I.DISCLOSURE, planned=5, done=4), figure(I.CONSULTATIONS, done=0)]),
    ("NV-16", [figure(I.PROCEDURES, done=8), figure(I.ONLINE_FILES, done=5)], [figure(I.PROCEDURES), figure(I.ONLINE_FILES, done=5)]),
    ("NV-17", [figure(I.RECEPTION, planned=3, done=3), figure(I.VISITS, done=9)], [figure(I.RECEPTION, done=3), figure(I.VISITS, done=9)]),
    ("NV-18", [figure(I.DIALOGUES, done=1)], [figure(I.DIALOGUES, done=0)]),
    ("NV-18", [figure(I.DIALOGUES, "II", done=1)], [figure(I.DIALOGUES, planned=1)]),
    ("NV-19", [figure(one, planned=0, done=0) for one in (I.PETITIONS, I.COMPLAINTS, I.DENUNCIATIONS)], [figure(one, planned=1, done=0) for one in (I.PETITIONS, I.COMPLAINTS, I.DENUNCIATIONS)]),
    ("NV-20", [OWN, report("MH-1", "III", 10)], [OWN, report("MH-1", "III", 10, rstatus=ReportState.DRAFT)]),
    ("NV-21", [event(partners=("TH-09",))], [event()]),
    ("NV-21", [event(unit_id="TH-09", partners=(UNIT,))], [event(BRIEFING, partners=("TH-09",))]),
    ("NV-22", [exemplar()], [exemplar(proposed=OLD)]),
    ("NV-23", [inspection(SELF)], [inspection(SELF, InspectionState.PLANNED)]),
    ("NV-23", [inspection(SELF, InspectionState.CONCLUDED)], [inspection(SELF, unit_id="TH-09")]),
    ("NV-24", [difficulty()], [difficulty(unit_id="TH-09")]),
    ("NV-25", [event()], [event(PRAISE)]),
    ("NV-26", [event(partners=("TH-09",))], [event(), OTHERS]),
    ("NV-26", [GUARD], [model("MH-8", "TH-09", field=Field.SECURITY)]),
    ("NV-27", [GUARD], [model("MH-8", "TH-09", field=Field.ECONOMY, partners=(UNIT,))]),
    ("NV-27", [model("MH-1", UNIT, field=Field.ENVIRONMENT)], [model("MH-1", UNIT, field=Field.SECURITY, end_actual=OLD)]),
    ("NV-28", [event(CommunicationKind.MOVEMENT, ba_nhat=(BaNhat.LOYALTY,))], [event(CommunicationKind.MOVEMENT)]),
    ("NV-28", [model("MH-1", UNIT, field=Field.SECURITY, ba_nhat=(BaNhat.CLOSENESS,))], [model("MH-1", UNIT, field=Field.SECURITY)]),
    ("NV-29", [event()], [event(day=OLD)]),
    ("NV-30", [event(channel=Channel.LOUDSPEAKER, qty=3)], [event(channel=Channel.CONFERENCE, qty=3)]),
    ("NV-30", [event(channel=Channel.BANNER, qty=1)], [event(channel=Channel.BANNER)]),
    ("NV-31", [exemplar(unit_id="TH-09"), event(subject_ids=("DH-2026-0001",))], [OTHERS, event(subject_ids=("MH-9",))]),
    ("NV-31", [OTHERS, event(PRAISE, subject_ids=("MH-9",))], [event(PRAISE)]),
    ("NV-32", [event(audience=(Audience.STUDENTS,))], [event(audience=(Audience.PEOPLE,))]),
    ("NV-33", [event(CONTEST)], [event()]),
    ("NV-34", [event(partners=("MT-01",))], [event(partners=("TH-09",))]),
    ("NV-34", [event(unit_id="MT-01", partners=(UNIT,))], [event()]),
    ("NV-35", [event()], [event(BRIEFING)]),
    ("NV-36", [event(audience=(Audience.MEMBERS,), attended=30)], [event(audience=(Audience.MEMBERS,))]),
    ("NV-37", [Feedback(feedback_id="YK-1", unit_id=UNIT, date=DAY)], [Feedback(feedback_id="YK-1", unit_id="MT-01", date=DAY)]),
    ("NV-38", [sheet()], [sheet(state=ReportState.RETURNED)]),
    ("NV-39", [sheet(hh_any=4)], [sheet(hh_any=0)]),
    ("NV-39", [OWN, report("MH-1", "III", 5, hh_cum=4)], [OWN, report("MH-1", "III", 5)]),
    ("NV-40", [sheet(hh_guided=4)], [sheet()]),
    ("NV-40", [inspection(URGED, hh_guided=4)], [inspection(URGED)]),
    ("NV-41", [exemplar()], [exemplar(unit_id="TH-09")]),
    ("NV-42", [OWN, report("MH-1", "III", 10)], [OWN, sheet()]),
    ("NV-42", [sheet()], [sheet("II")]),
    ("NV-43", [ad_hoc()], [ad_hoc(rstatus=ReportState.DRAFT)]),
]  # fmt: skip


def workbook(found: list[Row], today: date = LATER) -> Snapshot:
    parts: dict[str, list[Row]] = {}
    for one in found:
        parts.setdefault(NAMES.get(type(one), "models"), []).append(one)
    return snapshot(today, Settings(), units=UNITS, **{name: tuple(rows) for name, rows in parts.items()})


def asked(code: str) -> Task:
    declared = PLANNED[code]
    due = None if declared.repeat is Repeat.AS_IT_OCCURS else DUE
    return Task(
        task_id=code, instance_id=instance_id(code, due, 2026, UNIT), unit_id=UNIT, due=due, year=2026,
        repeat=declared.repeat,
    )  # fmt: skip


def proven(code: str, found: list[Row], until: date = LATER, today: date = LATER) -> list[tuple[Tab, date | None]]:
    return [(one.tab, one.day) for one in proofs(Known(workbook(found, today)), asked(code), until)]


@pytest.mark.parametrize(("code", "enough", "not_enough"), CASES)
def test_what_proves_a_task_and_what_does_not(code: str, enough: list[Row], not_enough: list[Row]) -> None:
    assert proven(code, enough)
    assert proven(code, not_enough) == []
    assert proven(code, []) == []


def test_every_line_of_the_table_has_its_example() -> None:
    assert {code for code, _, _ in CASES} == set(PROOFS)
    assert set(PROOFS) <= set(PLANNED)


def test_tasks_whose_evidence_is_no_data_of_the_workbook_are_ticked_by_people() -> None:
    assert set(PLANNED) - set(PROOFS) == {
        "NV-01", "NV-02", "NV-04", "NV-06", "NV-10", "NV-11", "NV-12", "NV-14",
    }  # fmt: skip


@pytest.mark.parametrize(("code", "enough"), [(code, enough) for code, enough, _ in CASES])
def test_what_happens_later_proves_nothing_before(code: str, enough: list[Row]) -> None:
    early = date(2026, 4, 30)
    assert proven(code, enough, until=early) == []


def test_figures_of_a_quarter_hold_from_the_deadline_on() -> None:
    rows: list[Row] = [figure(I.PROCEDURES, done=8), figure(I.ONLINE_FILES, done=5)]
    assert proven("NV-16", rows, until=date(2026, 9, 29)) == []
    assert proven("NV-16", rows) == [(Tab.SERVICE_FIGURES, DUE), (Tab.SERVICE_FIGURES, DUE)]


def test_a_dialogue_of_an_earlier_quarter_holds_from_the_end_of_that_quarter_on() -> None:
    assert proven("NV-18", [figure(I.DIALOGUES, "II", done=1)]) == [(Tab.SERVICE_FIGURES, date(2026, 6, 30))]


def test_several_models_are_reported_with_the_last_report() -> None:
    rows: list[Row] = [
        OWN, model("MH-2", UNIT), report("MH-1", "III", 10, submitted=DAY),
        report("MH-2", "III", 10, submitted=date(2026, 9, 12)),
    ]  # fmt: skip
    assert proven("NV-07", rows) == [(Tab.REPORTS, date(2026, 9, 12))]


def test_a_report_without_its_day_proves_without_a_day() -> None:
    assert proven("NV-07", [OWN, report("MH-1", "III", 10, submitted=None)]) == [(Tab.REPORTS, None)]


def test_in_the_fourth_quarter_a_village_has_voted() -> None:
    due, held = date(2026, 11, 30), date(2026, 11, 10)
    task = Task(task_id="NV-41", instance_id="NV-41/2026-Q4/X-01", unit_id=UNIT, due=due, repeat=Repeat.QUARTERLY)
    only_proposed = workbook([exemplar(proposed=held)], date(2026, 12, 1))
    assert proofs(Known(only_proposed), task, due) == ()
    voted = workbook([exemplar(meeting=held, approval=92.0)], date(2026, 12, 1))
    assert [one.day for one in proofs(Known(voted), task, due)] == [held]


def test_a_row_without_a_unit_or_a_year_is_not_asked() -> None:
    assert proofs(Known(workbook([event(BRIEFING)])), Task(task_id="NV-03", due=DUE), LATER) == ()
    assert proofs(Known(workbook([ad_hoc()])), Task(task_id="NV-43", unit_id=UNIT), LATER) == ()


def test_reports_that_are_due_after_the_quarter_are_still_those_of_the_quarter() -> None:
    """A commune may set 05/07 for the reports of quarter II; a deadline may be moved in the tab."""
    settings = Settings(report_due_q2=date(2026, 7, 5))
    late = Task(task_id="NV-42", instance_id="NV-42/2026-Q3/X-01", unit_id=UNIT, due=date(2026, 7, 5))
    assert subject_quarter(late, settings) == Quarter(2026, 2)
    moved = Task(task_id="NV-38", instance_id="NV-38/2026-Q2/X-01", unit_id=UNIT, due=date(2026, 7, 5))
    assert subject_quarter(moved, settings) == Quarter(2026, 2)
    typed = Task(task_id="NV-38", unit_id=UNIT, due=date(2026, 7, 5))
    assert subject_quarter(typed, settings) == Quarter(2026, 3)
    assert subject_quarter(Task(task_id="NV-43", unit_id=UNIT), settings) is None
    whole = workbook([sheet("II", submitted=date(2026, 7, 3))])
    assert [one.day for one in proofs(Known(whole), moved, LATER)] == [date(2026, 7, 3)]
