"""The rules of the tabs around the models, carried out: rows with their IDs, changed cells, and their history."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from domain import (
    communication_rules,
    exemplar_rules,
    feedback_rules,
    reward_rules,
    score_rules,
    service_rules,
    task_rules,
)
from domain.conflicts import Seen
from domain.errors import Conflict, NotAllowed
from domain.plans import Rule
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.tables import ServiceFigure
from domain.vocabulary import Tab
from domain.vocabulary_movement import (
    Acceptance,
    Audience,
    Channel,
    CommunicationKind,
    ExemplarKind,
    ExemplarResult,
    FeedbackKind,
    Rating,
    RecipientKind,
    RewardForm,
    ServiceIndicator,
    TaskState,
)
from sheets.actions import carry_out
from sheets.service import Service
from tests.sheets.helpers import actor, stored
from tests.sheets.test_hand import OFFICER, UNIT

FRONT, OWN, TODAY = "mttq@example.vn", "TH-03", date(2026, 9, 15)
EVENT: dict[str, Any] = {
    "date": date(2026, 9, 10), "unit_id": OWN, "kind": CommunicationKind.CAMPAIGN, "channel": Channel.VILLAGE_MEETING,
    "content": "Họp thôn", "audience": (Audience.PEOPLE, Audience.MEMBERS), "subject_ids": ("MH-2026-0001",),
}  # fmt: skip
PROPOSAL: dict[str, Any] = {
    "kind": ExemplarKind.PRACTICE, "name": "Hũ gạo tình thương", "unit_id": OWN, "achievement": "Giúp 12 hộ",
    "public": True,
}  # fmt: skip
OPINION: dict[str, Any] = {
    "date": TODAY, "unit_id": "MT-01", "kind": FeedbackKind.SUGGESTION, "content": "Thêm điểm thu gom",
    "target_id": OWN,
}  # fmt: skip
REQUEST: dict[str, Any] = {
    "recipient": "Chi hội Phụ nữ", "recipient_kind": RecipientKind.COLLECTIVE, "form": RewardForm.PRAISE,
    "ad_hoc": True,
}  # fmt: skip


def carried(service: Service, by: str, rule: Rule, op: str, seen: Seen | None = None) -> tuple[str, ...]:
    """The IDs of new rows."""
    found = carry_out(actor(service, by), rule, op=op, seen=seen)
    assert not found.waiting
    return found.ids


def now(service: Service) -> Snapshot:
    service.store.refresh()
    return service.store.snapshot()


def columns_told(folder: Path, tab: Tab, record_id: str) -> set[Any]:
    """The columns of a record of which Nhật ký speaks."""
    grid = stored(folder, Tab.HISTORY)
    at = {name: grid[0].index(name) for name in ("Tab", "Mã", "Cột")}
    return {row[at["Cột"]] for row in grid[1:] if (row[at["Tab"]], row[at["Mã"]]) == (str(tab), record_id)}


def test_an_event_gets_its_id_and_is_corrected(service: Service, folder: Path) -> None:
    [comm_id] = carried(service, UNIT, partial(communication_rules.record_event, values=EVENT), "o1")
    assert comm_id.startswith("TTR-2026-")
    event = communication_rules.event_of(now(service), comm_id)
    assert (event.audience, event.subject_ids) == (EVENT["audience"], EVENT["subject_ids"])
    correct = partial(communication_rules.correct_event, comm_id=comm_id, values={"attended": 40, "invited": 60})
    carried(service, UNIT, correct, "o2")
    assert communication_rules.event_of(now(service), comm_id).attended == 40
    assert {"Nội dung", "Số người dự"} <= columns_told(folder, Tab.COMMUNICATIONS, comm_id)


def test_a_tick_is_written_with_its_day_and_told(service: Service, folder: Path) -> None:
    task = next(
        one for one in service.store.snapshot().tasks if one.unit_id == OWN and one.state is TaskState.NOT_STARTED
    )
    rule = partial(
        task_rules.tick_task, instance_id=task.instance_id or "", state=TaskState.DONE, result="Biên bản số 3"
    )
    carried(service, UNIT, rule, "o1")
    after = task_rules.task_of(now(service), task.instance_id or "")
    assert (after.state, after.done, after.result) == (TaskState.DONE, TODAY, "Biên bản số 3")
    assert columns_told(folder, Tab.TASKS, task.instance_id or "") >= {"Trạng thái", "Ngày hoàn thành"}
    other = next(one for one in service.store.snapshot().tasks if one.unit_id == "TH-04")
    with pytest.raises(NotAllowed):
        carried(service, UNIT, partial(rule, instance_id=other.instance_id or ""), "o2")


def test_the_councils_points_are_written_with_what_the_application_works_out(service: Service, folder: Path) -> None:
    give = partial(score_rules.score_criterion, unit_id=OWN, criterion_id="TC2", values={"points": 20})
    carried(service, OFFICER, give, "o1")
    decide = partial(score_rules.score_total, unit_id=OWN, values={"official": Rating.GOOD})
    carried(service, OFFICER, decide, "o2")
    new = {"points": 2, "reason": "Điển hình cấp tỉnh"}
    carried(
        service, OFFICER, partial(score_rules.score_criterion, unit_id="TH-01", criterion_id="TC6", values=new), "o3"
    )  # fmt: skip
    found = {(one.unit_id, one.criterion_id): one for one in now(service).scores}
    assert (found[OWN, "TC2"].points, found[OWN, "TC2"].auto_points) == (20, 8)
    assert (found[OWN, "TONG"].official, found[OWN, "TONG"].rating) == (Rating.GOOD, Rating.PASSED)
    assert (found["TH-01", "TC6"].points, found["TH-01", "TC6"].auto_points) == (2, 0)
    assert columns_told(folder, Tab.SCORES, f"2026|{OWN}|TC2") >= {"Điểm thẩm định", "Điểm tự động"}
    with pytest.raises(NotAllowed):
        carried(service, UNIT, give, "o4")


def test_figures_of_several_indicators_are_one_operation(service: Service) -> None:
    """Rows that are there are changed, those that are not are added, all at once."""
    rows: dict[str, dict[str, Any]] = {"CQ01": {"planned": 12, "done": 12}, "CQ13": {"note": "Thêm một sáng kiến"}}
    carried(service, OFFICER, partial(service_rules.fill_figures, quarter=Quarter(2026, 3), rows=rows), "o1")
    first = {"CQ04": {"received": 3, "planned": 2, "done": 2, "on_time": 2}, "CQ05": {"received": 0}}
    carried(service, OFFICER, partial(service_rules.fill_figures, quarter=Quarter(2026, 1), rows=first), "o2")
    found = {(one.quarter, one.code): one for one in now(service).service_figures}
    assert found["III", ServiceIndicator.RECEPTION].done == 12
    assert found["I", ServiceIndicator.PETITIONS].on_time == 2
    assert (found["I", ServiceIndicator.COMPLAINTS].received, found["I", ServiceIndicator.COMPLAINTS].done) == (0, None)


def test_two_officers_who_fill_the_same_cell(service: Service) -> None:
    row = next(
        one
        for one in service.store.snapshot().service_figures
        if (one.quarter, one.code) == ("III", ServiceIndicator.RECEPTION)
    )
    seen = Seen.of(row)

    def fill(done: int) -> Rule:
        return partial(service_rules.fill_figures, quarter=Quarter(2026, 3), rows={"CQ01": {"done": done}})

    carried(service, OFFICER, fill(11), "o1", seen)
    with pytest.raises(Conflict) as met:
        carried(service, OFFICER, fill(9), "o2", seen)
    assert [(one.field, one.theirs) for one in met.value.differences] == [("done", 11)]


def test_an_opinion_is_recorded_and_answered(service: Service) -> None:
    [feedback_id] = carried(service, FRONT, partial(feedback_rules.record_opinion, values=OPINION), "o1")
    answer = partial(
        feedback_rules.reply_opinion, feedback_id=feedback_id, reply="Đã bố trí", acceptance=Acceptance.PARTLY
    )
    carried(service, OFFICER, answer, "o2")
    found = feedback_rules.opinion_of(now(service), feedback_id)
    assert (found.acceptance, found.replied, found.target_id) == (Acceptance.PARTLY, TODAY, OWN)


def test_an_exemplar_is_proposed_voted_on_decided_and_rewarded(service: Service) -> None:
    [exemplar_id] = carried(service, UNIT, partial(exemplar_rules.propose_exemplar, values=PROPOSAL), "o1")
    vote = partial(exemplar_rules.record_vote, exemplar_id=exemplar_id, meeting=date(2026, 9, 12), approval="95")
    carried(service, UNIT, vote, "o2")
    decide = partial(
        exemplar_rules.decide_exemplar, exemplar_id=exemplar_id, result=ExemplarResult.RECOGNISED,
        values={"spread": 8, "ease": 9, "replication": 7.5, "receiver_ids": ("TH-05",)},
    )  # fmt: skip
    carried(service, OFFICER, decide, "o3")
    found = exemplar_rules.exemplar_of(now(service), exemplar_id)
    assert (found.approval, found.result, found.answered) == (95.0, ExemplarResult.RECOGNISED, TODAY)
    assert (found.replication, found.receiver_ids) == (7.5, ("TH-05",))
    request = partial(reward_rules.propose_reward, values={**REQUEST, "exemplar_id": exemplar_id})
    [reward_id] = carried(service, OFFICER, request, "o4")
    given = {"decision_no": "460/QĐ-UBND", "decided": TODAY}
    carried(service, OFFICER, partial(reward_rules.decide_reward, reward_id=reward_id, values=given), "o5")
    assert reward_rules.reward_of(now(service), reward_id).decided == TODAY


def test_a_blank_row_of_service_figures_has_its_place_before_it_is_there() -> None:
    """A form on an indicator that has no row yet is compared with the row that somebody else adds meanwhile."""
    blank = service_rules.blank_row(Quarter(2026, 3), ServiceIndicator.PETITIONS)
    assert isinstance(blank, ServiceFigure)
    assert set(Seen.of(blank).values) == {"DV chính quyền|2026|III|CQ04"}
