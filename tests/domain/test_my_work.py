"""“Việc của tôi”: what a unit has to do now, overdue first, each once and with its place."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from domain.my_work import MENDING, Place, Work, WorkKind, my_work
from domain.permissions import Actor, visible
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.tables import Finding, Task, VillageSum
from domain.vocabulary import ModelState, ReportState, Role, Verification
from domain.vocabulary_movement import CommunicationKind, Repeat, TaskState
from tests.domain.test_sample_outcome import SAMPLE
from tests.domain.worked import model, report, snapshot, village

TODAY = date(2026, 9, 15)
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


def workbook(**records: Any) -> Snapshot:
    return snapshot(TODAY, units=(village("TH-01"), village("TH-02")), **records)


def kinds(found: tuple[Work, ...]) -> list[tuple[WorkKind, str]]:
    return [(one.kind, one.record_id) for one in found]


def task(code: str, due: date, state: TaskState = TaskState.NOT_STARTED, unit_id: str = "TH-01") -> Task:
    return Task(
        task_id=code, instance_id=f"{code}/{Quarter.of(due).key}/{unit_id}", unit_id=unit_id, due=due, state=state,
        content=f"Việc {code}", repeat=Repeat.QUARTERLY,
    )  # fmt: skip


def test_reports_that_are_late_or_due_soon_come_with_model_and_quarter() -> None:
    found = my_work(workbook(models=(model("M1"),)), "TH-01")
    assert [(one.kind, one.days, one.prefill["quarter"]) for one in found] == [
        (WorkKind.REPORT, 87, Q2),
        (WorkKind.REPORT, -5, Q3),
    ]
    assert (found[0].overdue, found[1].overdue) == (True, False)
    assert found[0].place is Place.REPORT
    assert found[0].prefill == {"unit_id": "TH-01", "model_id": "M1", "quarter": Q2}


def test_a_draft_that_another_units_model_was_copied_into_is_to_be_completed() -> None:
    received = workbook(
        models=(model("M1"), model("M2", state=ModelState.DRAFT, approved=None, parent_id="M9", title="Đường hoa"))
    )
    [found] = [one for one in my_work(received, "TH-01") if one.kind is WorkKind.COMPLETE_REGISTRATION]
    assert (found.title, found.place, found.prefill["model_id"]) == ("Đường hoa", Place.REGISTRATION, "M2")
    own = workbook(models=(model("M1"), model("M2", state=ModelState.DRAFT, approved=None)))
    assert not [one for one in my_work(own, "TH-01") if one.kind is WorkKind.COMPLETE_REGISTRATION]


def test_what_was_sent_back_is_named_as_such() -> None:
    returned = workbook(
        models=(model("M1"), model("M2", state=ModelState.RETURNED, approved=None, title="Đường hoa")),
        reports=(
            report("M1", "II", 20),
            report("M1", "III", 40, rstatus=ReportState.RETURNED),
        ),
        village_sums=(
            VillageSum(unit_id="TH-01", year=2026, quarter="III", rstatus=ReportState.RETURNED),
            VillageSum(unit_id="TH-02", year=2026, quarter="III", rstatus=ReportState.RETURNED),
        ),
    )
    found = {one.kind: one for one in my_work(returned, "TH-01")}
    assert set(found) == MENDING
    assert found[WorkKind.MEND_REPORT].prefill["quarter"] == Q3
    assert (found[WorkKind.MEND_REGISTRATION].record_id, found[WorkKind.MEND_REGISTRATION].title) == ("M2", "Đường hoa")
    assert found[WorkKind.MEND_SHEET].place is Place.SHEET


def test_an_old_report_that_was_sent_back_is_listed_once() -> None:
    reports = (report("M1", "II", 20, rstatus=ReportState.RETURNED), report("M1", "III", 40))
    found = my_work(workbook(models=(model("M1"),), reports=reports), "TH-01")
    assert kinds(found) == [(WorkKind.MEND_REPORT, "M1")]


def test_a_unit_without_a_model_is_asked_to_register_until_the_office_has_it() -> None:
    [found] = my_work(workbook(tasks=(task("NV-05", date(2026, 9, 30)),)), "TH-01")
    assert (found.kind, found.due, found.place) == (WorkKind.REGISTER, date(2026, 9, 30), Place.REGISTRATION)
    sent = model("M1", state=ModelState.PENDING, approved=None)
    assert my_work(workbook(models=(sent,), tasks=(task("NV-05", date(2026, 9, 30)),)), "TH-01") == ()


def finding(at: int, due: date, **more: Any) -> Finding:
    return Finding(find_id=f"TT-{at}", unit_id="TH-01", due=due, content="Thiếu hồ sơ", **more)


def test_findings_wait_for_the_unit_until_it_reports_the_remedy() -> None:
    found = my_work(
        workbook(
            models=(model("M1"),),
            reports=(report("M1", "III", 40),),
            findings=(
                finding(1, date(2026, 9, 1)),
                finding(2, date(2026, 9, 30)),
                finding(3, date(2026, 9, 1), reported=date(2026, 9, 1)),
                finding(4, date(2026, 9, 1), verified=Verification.PASSED),
                finding(5, date(2026, 12, 1)),
            ),
        ),
        "TH-01",
    )
    assert [(one.kind, one.record_id, one.days) for one in found] == [
        (WorkKind.REMEDY, "TT-1", 14),
        (WorkKind.REMEDY, "TT-2", -15),
    ]
    assert found[0].prefill == {"unit_id": "TH-01", "find_id": "TT-1"}


def test_tasks_lead_to_where_their_evidence_is_written() -> None:
    plan = (
        task("NV-03", date(2026, 5, 15)), task("NV-38", date(2026, 9, 30)), task("NV-02", date(2026, 9, 30)),
        task("NV-41", date(2026, 11, 30)), task("NV-39", date(2026, 9, 30), TaskState.DONE),
        task("NV-40", date(2026, 9, 30), TaskState.NOT_APPLICABLE), task("NV-03", date(2026, 5, 15), unit_id="TH-02"),
    )  # fmt: skip
    rows = {"models": (model("M1"),), "reports": (report("M1", "III", 40),)}
    found = my_work(workbook(tasks=plan, **rows), "TH-01")
    assert [(one.record_id, one.place, one.days) for one in found] == [
        ("NV-03/2026-Q2/TH-01", Place.COMMUNICATION, 123),
        ("NV-02/2026-Q3/TH-01", Place.TASK, -15),
        ("NV-38/2026-Q3/TH-01", Place.SHEET, -15),
    ]
    assert found[0].prefill["kind"] is CommunicationKind.BRIEFING
    assert (found[0].title, found[0].prefill["instance_id"]) == ("Việc NV-03", "NV-03/2026-Q2/TH-01")


def test_a_task_that_asks_for_a_listed_report_is_not_listed_again() -> None:
    plan = (task("NV-42", date(2026, 9, 20)), task("NV-07", date(2026, 9, 30)))
    assert kinds(my_work(workbook(models=(model("M1"),), tasks=plan), "TH-01")) == [
        (WorkKind.REPORT, "M1"),
        (WorkKind.REPORT, "M1"),
    ]
    alone = my_work(workbook(tasks=plan), "TH-02")
    assert kinds(alone) == [(WorkKind.REGISTER, "")]
    village_only = my_work(workbook(tasks=(task("NV-42", date(2026, 9, 20), unit_id="TH-02"),)), "TH-02")
    assert [one.place for one in village_only] == [Place.SHEET, Place.REGISTRATION]


@pytest.mark.parametrize("unit_id", ["TH-10", "TH-01", "CQ-05", "CQ-01", "MT-01", "TR-05"])
def test_in_the_sample_overdue_work_stands_first_and_nothing_twice(unit_id: str) -> None:
    found = my_work(SAMPLE, unit_id)
    assert [one.overdue for one in found] == sorted((one.overdue for one in found), reverse=True)
    late = [one.days for one in found if one.overdue]
    assert late == sorted(late, key=lambda days: -(days or 0))
    assert len({(one.kind, one.record_id, str(one.prefill.get("quarter"))) for one in found}) == len(found)
    assert all(one.prefill.get("unit_id") == unit_id for one in found)


def test_a_unit_sees_the_same_work_as_the_office_does_for_it() -> None:
    for unit_id in ("TH-10", "TH-01", "CQ-05"):
        seen = visible(SAMPLE, Actor("x@example.vn", "X", unit_id, Role.UNIT))
        assert my_work(seen, unit_id) == my_work(SAMPLE, unit_id)


def test_work_of_nobody_is_none() -> None:
    assert my_work(dataclasses.replace(SAMPLE, units=()), "XX-99") == ()
