"""The loop of the movement as rules: who may decide what, what must be said, and what follows from it."""

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from domain import difficulty_rules, inspection_rules, model_rules, report_rules
from domain.errors import Doubt, DvkError, Gone, Invalid, NotAllowed
from domain.overview import overview
from domain.permissions import Actor
from domain.plans import Plan
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.tables import Difficulty, Finding, Inspection, Model, Report, VillageSum
from domain.vocabulary import (
    DifficultyGroup,
    DifficultyState,
    FindingGroup,
    InspectionKind,
    InspectionState,
    Judgement,
    ModelState,
    ReportState,
    Role,
    Severity,
    Verification,
)
from tests.domain.test_sample_outcome import SAMPLE

Q3 = Quarter(2026, 3)
TODAY = date(2026, 9, 15)
PENDING, RUNNING, PAUSED = "MH-2026-0033", "MH-2026-0006", "MH-2026-0011"


def actor(role: Role, unit_id: str = "CQ-01") -> Actor:
    return Actor(email="a@example.vn", name="Nguyễn Văn Mẫu", unit_id=unit_id, role=role)


OFFICER, LEADER = actor(Role.OFFICER), actor(Role.LEADER)


def unit_of(record: Model | Report | Finding | Difficulty | None) -> Actor:
    assert record is not None
    return actor(Role.UNIT, record.unit_id or "")


def values(plan: Plan) -> dict[str, Any]:
    [edit] = plan.edits
    return dict(edit.values)


def applied(snapshot: Snapshot, plan: Plan) -> Snapshot:
    """The workbook after a plan: edited models, reports and findings."""
    tabs: dict[str, Any] = {}
    for edit in plan.edits:
        name = {Model: "models", Report: "reports", Finding: "findings", Difficulty: "difficulties"}[type(edit.record)]
        after = dataclasses.replace(edit.record, **edit.changed)
        before = tabs.get(name, getattr(snapshot, name))
        tabs[name] = tuple(after if one is edit.record else one for one in before)
    return dataclasses.replace(snapshot, **tabs)


def problems(do: Callable[[], Plan]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        do()
    return refused.value.problems


# Models


def test_an_approval_fills_its_day_and_may_be_made_once() -> None:
    plan = model_rules.move_model(SAMPLE, OFFICER, model_id=PENDING, after=ModelState.REGISTERED)
    assert values(plan) == {"state": ModelState.REGISTERED, "approved": TODAY}
    again = applied(SAMPLE, plan)
    found = problems(lambda: model_rules.move_model(again, OFFICER, model_id=PENDING, after=ModelState.REGISTERED))
    assert found["state"].startswith("Không chuyển được từ “Đã đăng ký” sang")


def test_sending_back_and_pausing_ask_for_the_reason() -> None:
    for model_id, after in ((PENDING, ModelState.RETURNED), (RUNNING, ModelState.PAUSED)):
        found = problems(partial(model_rules.move_model, SAMPLE, OFFICER, model_id=model_id, after=after))
        assert found == {"reason": "Ghi lý do"}
    plan = model_rules.move_model(SAMPLE, OFFICER, model_id=RUNNING, after=ModelState.PAUSED, reason=" mưa lũ ")
    assert values(plan) == {
        "state": ModelState.PAUSED,
        "paused_from": TODAY,
        "paused_to": None,
        "reason_back": "mưa lũ",
    }


def test_a_model_below_100_percent_is_completed_only_with_grounds() -> None:
    found = problems(lambda: model_rules.move_model(SAMPLE, OFFICER, model_id=RUNNING, after=ModelState.COMPLETED))
    assert found["reason"].startswith("Tiến độ mới đạt ")
    plan = model_rules.move_model(
        SAMPLE, OFFICER, model_id=RUNNING, after=ModelState.COMPLETED, reason="Biên bản nghiệm thu số 5"
    )
    assert values(plan)["evaluation_note"] == "Biên bản nghiệm thu số 5"
    assert values(plan)["end_actual"] == TODAY


def test_resuming_ends_the_pause() -> None:
    plan = model_rules.move_model(SAMPLE, OFFICER, model_id=PAUSED, after=ModelState.RUNNING)
    assert values(plan) == {"state": ModelState.RUNNING, "paused_to": TODAY}


def test_a_registered_model_runs_from_its_start_on_and_can_be_paused_as_such() -> None:
    model = SAMPLE.model(RUNNING)
    assert model is not None
    registered = dataclasses.replace(model, state=ModelState.REGISTERED)
    snapshot = dataclasses.replace(SAMPLE, models=(registered,))
    assert model_rules.state_of(registered, snapshot) is ModelState.RUNNING
    plan = model_rules.move_model(snapshot, OFFICER, model_id=RUNNING, after=ModelState.PAUSED, reason="x")
    assert values(plan)["state"] is ModelState.PAUSED


@pytest.mark.parametrize("by", [LEADER, actor(Role.GUEST), actor(Role.UNIT, "TH-01")])
def test_nobody_but_an_officer_approves(by: Actor) -> None:
    with pytest.raises(NotAllowed):
        model_rules.move_model(SAMPLE, by, model_id=PENDING, after=ModelState.REGISTERED)


def test_moves_offered_are_those_that_are_not_refused() -> None:
    for by in (OFFICER, LEADER, actor(Role.ADMIN), actor(Role.UNIT, "TH-03")):
        for model in SAMPLE.models:
            offered = {one.after for one in model_rules.moves_for(model, SAMPLE, by)}
            for after in ModelState:
                assert (after in offered) == _carried(model, by, after), (by.role, model.state, after)


def _carried(model: Model, by: Actor, after: ModelState) -> bool:
    try:
        model_rules.move_model(SAMPLE, by, model_id=model.model_id or "", after=after, reason="Có lý do")
    except (NotAllowed, Invalid):
        return False
    return True


def test_a_move_may_not_lie_before_the_approval_or_in_the_future() -> None:
    for day in (date(2026, 1, 1), date(2026, 9, 16)):
        rule = partial(model_rules.move_model, SAMPLE, OFFICER, model_id=RUNNING, after=ModelState.FAILED)
        found = problems(partial(rule, day=day))
        assert "day" in found


def test_a_unit_mends_its_returned_registration_and_sends_it_again() -> None:
    plan = model_rules.move_model(SAMPLE, OFFICER, model_id=PENDING, after=ModelState.RETURNED, reason="thiếu")
    returned = applied(SAMPLE, plan)
    unit = unit_of(returned.model(PENDING))
    plan = model_rules.correct_model(
        returned, unit, model_id=PENDING, values={"title": "Tên rõ hơn", "kpi_target": "12,5"}
    )
    assert values(plan) == {
        "title": "Tên rõ hơn",
        "kpi_target": 12.5,
        "state": ModelState.PENDING,
        "submitted": TODAY,
    }
    found = problems(
        lambda: model_rules.correct_model(returned, unit, model_id=PENDING, values={"title": "", "kpi_target": "0"})
    )
    assert found.keys() == {"title", "kpi_target"}
    with pytest.raises(NotAllowed):
        model_rules.correct_model(SAMPLE, unit, model_id=PENDING, values={"title": "x"})


@pytest.mark.parametrize(
    "do",
    [
        lambda: model_rules.move_model(SAMPLE, OFFICER, model_id="MH-2026-9999", after=ModelState.REGISTERED),
        lambda: report_rules.confirm_report(SAMPLE, OFFICER, report_id="BC-2026-Q3-9999"),
        lambda: inspection_rules.verify(SAMPLE, OFFICER, find_id="TT-2026-9999-1", passed=True),
        lambda: inspection_rules.conclude(SAMPLE, OFFICER, insp_id="KT-2026-9999", values={}),
        lambda: difficulty_rules.assign(SAMPLE, OFFICER, issue_id="KK-2026-9999", values={}),
    ],
)
def test_a_record_that_is_gone_is_said_to_be_gone(do: Callable[[], Plan]) -> None:
    with pytest.raises(Gone):
        do()


# Reports

UNREPORTED = "MH-2026-0007"


def save(by: Actor, snapshot: Snapshot = SAMPLE, *, model_id: str = UNREPORTED, **given: Any) -> Plan:
    options = {"submit": True, "sure": False} | {key: given.pop(key) for key in ("submit", "sure") if key in given}
    return report_rules.save_report(snapshot, by, model_id=model_id, quarter=Q3, values=given, **options)


def test_a_unit_hands_in_a_report_of_its_model() -> None:
    unit = unit_of(SAMPLE.model(UNREPORTED))
    [add] = save(unit, prog_self="60", hh_cum="1.045", kpi_cum="12,5", result="Xong đợt 1").adds
    report = add.record
    assert isinstance(report, Report)
    assert (report.prog_self, report.hh_cum, report.kpi_cum) == (60, 1045, 12.5)
    assert (report.year, report.quarter, report.rstatus, report.submitted) == (
        2026,
        "III",
        ReportState.SUBMITTED,
        TODAY,
    )
    assert report.unit_id == unit.unit_id


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "prog_self"),
        ({"prog_self": "101"}, "prog_self"),
        ({"prog_self": "60", "hh_cum": "năm mươi lăm hộ"}, "hh_cum"),
    ],
)
def test_a_report_that_cannot_be_read_names_its_field(given: dict[str, Any], field: str) -> None:
    assert field in problems(lambda: save(unit_of(SAMPLE.model(UNREPORTED)), **given))


def test_phone_numbers_are_kept_out_of_reports() -> None:
    found = problems(lambda: save(unit_of(SAMPLE.model(UNREPORTED)), prog_self="60", result="gọi 0912 345 678"))
    assert found["result"].startswith("Không ghi số điện thoại")


def test_a_value_below_the_last_one_is_doubted_and_can_be_sent_all_the_same() -> None:
    unit = unit_of(SAMPLE.model(UNREPORTED))
    with pytest.raises(Doubt) as doubted:
        save(unit, prog_self="2")
    assert doubted.value.question.endswith("Có phải đã nhập số trong kỳ?")
    assert save(unit, prog_self="2", sure=True).adds
    assert save(unit, prog_self="2", submit=False).adds  # a draft is not asked


def test_a_unit_reports_its_own_models_in_open_quarters_that_have_begun() -> None:
    with pytest.raises(NotAllowed):
        save(actor(Role.UNIT, "TH-01"), prog_self="60")
    locked = dataclasses.replace(SAMPLE, settings=dataclasses.replace(SAMPLE.settings, locked_quarters=(Q3.key,)))
    assert "quarter" in problems(lambda: save(unit_of(SAMPLE.model(UNREPORTED)), locked, prog_self="60"))
    assert save(OFFICER, locked, prog_self="60").adds
    found = problems(
        lambda: report_rules.save_report(
            SAMPLE, OFFICER, model_id=UNREPORTED, quarter=Quarter(2026, 4), values={"prog_self": "1"}, submit=True
        )
    )
    assert found == {"quarter": "Quý này chưa bắt đầu"}


def test_a_model_that_is_not_approved_is_not_reported_on() -> None:
    assert "model_id" in problems(lambda: save(OFFICER, model_id=PENDING, prog_self="60"))


def handed_in() -> Report:
    return next(one for one in SAMPLE.reports if one.rstatus is ReportState.SUBMITTED and one.quarter == "III")


def test_a_confirmation_takes_the_units_value_unless_it_is_corrected() -> None:
    report = handed_in()
    plan = report_rules.confirm_report(SAMPLE, OFFICER, report_id=report.report_id or "")
    assert values(plan) == {"rstatus": ReportState.CONFIRMED, "prog_conf": report.prog_self, "confirmed": TODAY}
    corrected = report_rules.confirm_report(SAMPLE, OFFICER, report_id=report.report_id or "", progress="33,5")
    assert values(corrected)["prog_conf"] == 33.5
    confirmed = applied(SAMPLE, plan)
    assert "state" in problems(
        lambda: report_rules.confirm_report(confirmed, OFFICER, report_id=report.report_id or "")
    )


def test_a_returned_report_carries_its_reason_and_goes_back_to_the_unit() -> None:
    report = handed_in()
    key = report.report_id or ""
    assert "reason" in problems(lambda: report_rules.return_report(SAMPLE, OFFICER, report_id=key, reason=" "))
    returned = applied(SAMPLE, report_rules.return_report(SAMPLE, OFFICER, report_id=key, reason="thiếu ảnh"))
    model = returned.model(report.model_id)
    draft = save(unit_of(model), returned, model_id=report.model_id or "", prog_self="70", submit=False)
    assert values(draft)["rstatus"] is ReportState.RETURNED  # saved, not yet handed in again
    again = save(unit_of(model), returned, model_id=report.model_id or "", prog_self="70", sure=True)
    assert values(again)["rstatus"] is ReportState.SUBMITTED
    with pytest.raises(NotAllowed):
        report_rules.return_report(SAMPLE, unit_of(model), report_id=key, reason="x")


def test_a_report_that_was_handed_in_is_out_of_the_units_hands() -> None:
    report = handed_in()
    model_id = report.model_id or ""
    found = problems(lambda: save(unit_of(SAMPLE.model(model_id)), model_id=model_id, prog_self="99", sure=True))
    assert found["quarter"].startswith("Báo cáo quý này đã nộp")


def test_the_sheet_of_a_unit_is_saved_handed_in_and_confirmed() -> None:
    unit = actor(Role.UNIT, "TH-01")
    plan = report_rules.save_sum(SAMPLE, unit, unit_id="TH-01", quarter=Q3, values={"hh_any": "40"}, submit=True)
    [add] = plan.adds
    assert isinstance(add.record, VillageSum)
    assert (add.record.hh_any, add.record.rstatus) == (40, ReportState.SUBMITTED)
    after = dataclasses.replace(SAMPLE, village_sums=(add.record,))
    done = report_rules.decide_sum(after, OFFICER, unit_id="TH-01", quarter=Q3, after=ReportState.CONFIRMED)
    assert values(done) == {"rstatus": ReportState.CONFIRMED}
    with pytest.raises(NotAllowed):
        report_rules.save_sum(SAMPLE, unit, unit_id="TH-02", quarter=Q3, values={}, submit=True)


# Inspections and findings

LOGGED = {
    "kind": InspectionKind.INSPECTION,
    "date": TODAY,
    "unit_id": "TH-03",
    "ok_content": Judgement.RIGHT,
    "prog_site": "55",
    "results": "Đúng nội dung",
}
FOUND = {"content": "Thiếu biên bản", "severity": Severity.MINOR, "request": "Bổ sung", "due": date(2026, 9, 25)}


def test_an_inspection_brings_its_findings_and_the_decision_that_it_needs() -> None:
    plan = inspection_rules.log_inspection(
        SAMPLE, OFFICER, values=LOGGED, findings=[FOUND, {}, FOUND], decider="Chủ tịch UBND xã"
    )
    inspection, first, second, decision = (add.record for add in plan.adds)
    assert isinstance(inspection, Inspection)
    assert isinstance(decision, Difficulty)
    assert (inspection.year, inspection.quarter, inspection.istatus) == (2026, "III", InspectionState.DONE)
    assert isinstance(first, Finding)
    assert (first.unit_id, first.verified, first) == ("TH-03", Verification.NOT_YET, second)
    assert (decision.decider, decision.due, decision.state) == ("Chủ tịch UBND xã", FOUND["due"], DifficultyState.NEW)
    assert [add.parent for add in plan.adds] == [None, 0, 0, 0]


def test_what_an_inspection_leaves_to_a_leader_is_among_the_decisions_with_its_days() -> None:
    plan = inspection_rules.log_inspection(SAMPLE, OFFICER, values=LOGGED, findings=[FOUND], decider="Chủ tịch UBND xã")
    decision = next(add.record for add in plan.adds if isinstance(add.record, Difficulty))
    assert decision.raised == SAMPLE.today
    written = dataclasses.replace(decision, issue_id="KK-2026-0099", insp_id="KT-2026-0099")
    later = dataclasses.replace(
        SAMPLE, difficulties=(*SAMPLE.difficulties, written), today=SAMPLE.today + timedelta(days=4)
    )
    found = {one.difficulty.issue_id: one for one in overview(later, Quarter(2026, 3)).decisions}
    assert found["KK-2026-0099"].waiting_days == 4
    assert found["KK-2026-0099"].difficulty.insp_id == "KT-2026-0099"


def test_an_inspection_with_a_conclusion_is_concluded_and_one_of_tomorrow_planned() -> None:
    [add] = inspection_rules.log_inspection(SAMPLE, OFFICER, values={**LOGGED, "conclusion": "Tốt"}).adds
    assert getattr(add.record, "istatus", None) is InspectionState.CONCLUDED
    [add] = inspection_rules.log_inspection(SAMPLE, OFFICER, values={**LOGGED, "date": date(2026, 9, 20)}).adds
    assert getattr(add.record, "istatus", None) is InspectionState.PLANNED


def test_an_inspection_of_another_year_is_not_planned_in_this_ones_workbook() -> None:
    january = {**LOGGED, "date": date(2027, 1, 8)}
    assert set(problems(lambda: inspection_rules.log_inspection(SAMPLE, OFFICER, values=january))) == {"date"}


def test_what_is_missing_in_a_finding_is_named_by_its_place() -> None:
    found = problems(
        lambda: inspection_rules.log_inspection(
            SAMPLE, OFFICER, values=LOGGED, findings=[FOUND, {"content": "Chậm", "due": TODAY}]
        )
    )
    assert found["2.due"] == "Hạn khắc phục phải sau ngày kiểm tra"
    assert found.keys() == {"2.due", "2.request", "2.severity"}


@pytest.mark.parametrize("given", [{"severity": Severity.MINOR}, {"group": FindingGroup.OTHER}])
def test_a_finding_of_which_only_its_kind_is_said_is_asked_for_its_content(given: dict[str, Any]) -> None:
    found = problems(lambda: inspection_rules.log_inspection(SAMPLE, OFFICER, values=LOGGED, findings=[given]))
    assert "1.content" in found


def test_a_unit_logs_self_checks_of_its_own_only() -> None:
    unit = actor(Role.UNIT, "TH-03")
    own = {**LOGGED, "kind": InspectionKind.SELF_CHECK}
    assert inspection_rules.log_inspection(SAMPLE, unit, values=own).adds
    for given, findings in (({**own, "unit_id": "TH-04"}, []), (LOGGED, []), (own, [FOUND])):
        with pytest.raises(NotAllowed):
            inspection_rules.log_inspection(SAMPLE, unit, values=given, findings=findings)


def open_finding() -> Finding:
    return inspection_rules.open_findings(SAMPLE)[0]


def test_findings_are_remedied_by_the_unit_and_verified_by_an_officer() -> None:
    finding = open_finding()
    key = finding.find_id or ""
    reported = inspection_rules.report_remedy(SAMPLE, unit_of(finding), find_id=key, remedy="Đã bổ sung biên bản")
    assert values(reported) == {"remedy": "Đã bổ sung biên bản", "reported": TODAY}
    waiting = applied(SAMPLE, reported)
    done = inspection_rules.verify(waiting, OFFICER, find_id=key, passed=True)
    assert values(done) == {"verified": Verification.PASSED, "verified_on": TODAY}
    closed = applied(waiting, done)
    assert key not in {one.find_id for one in inspection_rules.open_findings(closed)}
    assert "state" in problems(lambda: inspection_rules.verify(closed, OFFICER, find_id=key, passed=False))
    with pytest.raises(NotAllowed):
        inspection_rules.verify(SAMPLE, unit_of(finding), find_id=key, passed=True)
    with pytest.raises(NotAllowed):
        inspection_rules.report_remedy(SAMPLE, actor(Role.UNIT, "TH-01"), find_id=key, remedy="x")
    assert "remedy" in problems(
        lambda: inspection_rules.report_remedy(SAMPLE, unit_of(finding), find_id=key, remedy=" ")
    )


def test_a_deadline_is_only_ever_moved_later_and_by_an_officer() -> None:
    finding = open_finding()
    key = finding.find_id or ""
    assert finding.due
    later = date(2026, 12, 1)
    assert values(inspection_rules.extend(SAMPLE, OFFICER, find_id=key, due=later)) == {"due": later}
    for due in (finding.due, None):
        assert "due" in problems(partial(inspection_rules.extend, SAMPLE, OFFICER, find_id=key, due=due))
    with pytest.raises(NotAllowed):
        inspection_rules.extend(SAMPLE, unit_of(finding), find_id=key, due=later)


def test_an_inspection_is_concluded_once_and_with_words() -> None:
    done = dataclasses.replace(
        SAMPLE, inspections=(Inspection(insp_id="KT-2026-0099", unit_id="TH-03", istatus=InspectionState.DONE),)
    )
    given = {"conclusion": "Đạt yêu cầu", "minutes_no": "12/BB"}
    plan = inspection_rules.conclude(done, OFFICER, insp_id="KT-2026-0099", values=given)
    assert values(plan) == {**given, "istatus": InspectionState.CONCLUDED}
    assert "conclusion" in problems(
        lambda: inspection_rules.conclude(done, OFFICER, insp_id="KT-2026-0099", values={"conclusion": ""})
    )
    ended = dataclasses.replace(
        SAMPLE, inspections=(Inspection(insp_id="KT-2026-0099", istatus=InspectionState.CONCLUDED),)
    )
    for do in (
        lambda: inspection_rules.conclude(ended, OFFICER, insp_id="KT-2026-0099", values=given),
        lambda: inspection_rules.cancel(ended, OFFICER, insp_id="KT-2026-0099"),
    ):
        assert "state" in problems(do)
    assert values(inspection_rules.cancel(done, OFFICER, insp_id="KT-2026-0099")) == {
        "istatus": InspectionState.CANCELLED
    }


# Difficulties


def test_a_difficulty_is_raised_assigned_and_resolved() -> None:
    unit = actor(Role.UNIT, "TH-03")
    given = {"unit_id": "TH-03", "content": "Thiếu đất làm sân", "group": DifficultyGroup.LAND}
    [add] = difficulty_rules.raise_difficulty(SAMPLE, unit, values=given).adds
    raised = add.record
    assert isinstance(raised, Difficulty)
    assert (raised.raised, raised.state) == (TODAY, DifficultyState.NEW)
    new = dataclasses.replace(raised, issue_id="KK-2026-0099")
    snapshot = dataclasses.replace(SAMPLE, difficulties=(new,))
    plan = difficulty_rules.assign(
        snapshot, OFFICER, issue_id="KK-2026-0099", values={"handler": "Phòng Kinh tế", "decider": "Chủ tịch UBND xã"}
    )
    assert values(plan)["decision_from"] == TODAY
    handled = applied(snapshot, plan)
    done = difficulty_rules.resolve(
        handled, OFFICER, issue_id="KK-2026-0099", state=DifficultyState.RESOLVED, measures="Đã bố trí đất"
    )
    assert values(done)["resolved"] == TODAY
    closed = applied(handled, done)
    assert "state" in problems(
        lambda: difficulty_rules.assign(closed, OFFICER, issue_id="KK-2026-0099", values={"handler": "x"})
    )
    with pytest.raises(NotAllowed):
        difficulty_rules.assign(snapshot, unit, issue_id="KK-2026-0099", values={"handler": "x"})


def test_a_difficulty_says_what_and_of_which_kind_and_ends_with_measures() -> None:
    unit = actor(Role.UNIT, "TH-03")
    found = problems(lambda: difficulty_rules.raise_difficulty(SAMPLE, unit, values={"unit_id": "TH-03"}))
    assert found == {"content": "Nhập nội dung", "group": "Chọn nhóm"}
    still = next(one for one in SAMPLE.difficulties if one.state in difficulty_rules.OPEN)
    assert "measures" in problems(
        lambda: difficulty_rules.resolve(
            SAMPLE, OFFICER, issue_id=still.issue_id or "", state=DifficultyState.RESOLVED, measures=""
        )
    )


@pytest.mark.parametrize("by", [LEADER, actor(Role.GUEST)])
def test_who_only_views_changes_nothing_of_the_loop(by: Actor) -> None:
    finding, report = open_finding(), handed_in()
    attempts: list[Callable[[], Plan]] = [
        lambda: save(by, prog_self="60"),
        lambda: report_rules.confirm_report(SAMPLE, by, report_id=report.report_id or ""),
        lambda: inspection_rules.log_inspection(SAMPLE, by, values=LOGGED),
        lambda: inspection_rules.verify(SAMPLE, by, find_id=finding.find_id or "", passed=True),
        lambda: difficulty_rules.raise_difficulty(SAMPLE, by, values={"unit_id": "TH-03", "content": "x"}),
    ]
    for do in attempts:
        with pytest.raises(DvkError) as refused:
            do()
        assert isinstance(refused.value, NotAllowed)
