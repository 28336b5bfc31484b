"""Writing into the tabs around the models: each rule allowed, forbidden, invalid, met by another change."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

import pytest

from domain import (
    communication_rules,
    exemplar_rules,
    feedback_rules,
    reward_rules,
    service_rules,
    task_rules,
)
from domain.conflicts import Seen, merged
from domain.errors import Conflict, Doubt, Duplicate, Gone, Invalid, NotAllowed
from domain.open_quarters import other_year
from domain.permissions import Actor
from domain.plans import Plan
from domain.quarters import Quarter
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import Row
from domain.vocabulary import BaNhat, Role
from domain.vocabulary_movement import (
    Acceptance,
    Audience,
    Channel,
    CommunicationKind,
    ExemplarKind,
    ExemplarResult,
    FeedbackKind,
    QuantityUnit,
    RecipientKind,
    RewardForm,
    RewardLevel,
    ServiceIndicator,
    TaskState,
)
from tests.domain.test_loop_rules import problems
from tests.domain.test_sample_outcome import SAMPLE

TODAY, Q3, Q4 = date(2026, 9, 15), Quarter(2026, 3), Quarter(2026, 4)
LOCKED = dataclasses.replace(SAMPLE, settings=Settings(locked_quarters=("2026-Q2",)))


def actor(role: Role, unit_id: str = "CQ-01") -> Actor:
    return Actor(email="a@example.vn", name="Nguyễn Văn Mẫu", unit_id=unit_id, role=role)


OFFICER, ADMIN, LEADER, GUEST = (actor(one) for one in (Role.OFFICER, Role.ADMIN, Role.LEADER, Role.GUEST))
VILLAGE, OTHER, FRONT = actor(Role.UNIT, "TH-05"), actor(Role.UNIT, "TH-04"), actor(Role.FRONT, "MT-01")


def added(plan: Plan) -> Any:
    [add] = plan.adds
    return add.record


def changed(plan: Plan) -> dict[str, Any]:
    [edit] = plan.edits
    return dict(edit.changed)


def refused(do: Callable[[], Plan]) -> None:
    with pytest.raises(NotAllowed):
        do()


def asked(plan: Plan, before: Row, fields: tuple[str, ...] | None = None, **now: Any) -> list[tuple[str, bool]]:
    """What a person is asked whose form showed `before` while `now` stands there."""
    [edit] = plan.edits
    moved: Any = edit.record
    after = Plan(edits=(dataclasses.replace(edit, record=dataclasses.replace(moved, **now)),))
    with pytest.raises(Conflict) as met:
        merged(after, Seen.of(before, fields))
    return [(one.field, one.asked) for one in met.value.differences]


# Tuyên truyền

EVENT: dict[str, Any] = {
    "date": date(2026, 9, 10), "unit_id": "TH-05", "kind": CommunicationKind.CAMPAIGN,
    "channel": Channel.VILLAGE_MEETING, "content": "Họp thôn", "audience": (Audience.PEOPLE,),
}  # fmt: skip


def record(by: Actor = VILLAGE, snapshot: Snapshot = SAMPLE, sure: bool = False, **more: Any) -> Plan:
    return communication_rules.record_event(snapshot, by, values={**EVENT, **more}, sure=sure)


def test_a_unit_records_its_own_event_and_an_officer_any() -> None:
    event = added(record(qty=1, qty_unit=QuantityUnit.SESSION, attended=40, invited=60))
    assert (event.unit_id, event.channel, event.attended, event.comm_id) == ("TH-05", Channel.VILLAGE_MEETING, 40, None)
    assert added(record(OFFICER)).unit_id == "TH-05"
    assert added(record(FRONT, unit_id="MT-01")).unit_id == "MT-01"


@pytest.mark.parametrize("by", [OTHER, FRONT, LEADER, GUEST])
def test_nobody_else_records_it(by: Actor) -> None:
    refused(lambda: record(by))


def test_an_event_says_what_it_must() -> None:
    blank = problems(lambda: communication_rules.record_event(SAMPLE, VILLAGE, values={"unit_id": "TH-05"}))
    assert blank == {
        "date": "Chọn ngày", "kind": "Chọn loại hoạt động", "channel": "Chọn kênh", "content": "Nhập nội dung",
        "audience": "Chọn ít nhất một đối tượng",
    }  # fmt: skip


@pytest.mark.parametrize(("more", "field"), [
    ({"date": date(2026, 9, 16)}, "date"),
    ({"qty": 2}, "qty_unit"),
    ({"qty_unit": QuantityUnit.NEWS}, "qty"),
    ({"integrated": True}, "integrated_with"),
    ({"ba_nhat": (BaNhat.LOYALTY,)}, "ba_nhat"),
    ({"subject_ids": ("DH-2026-0001", "MH-2026-9999")}, "subject_ids"),
    ({"content": "Gọi 0912345678"}, "content"),
    ({"attended": "nhiều"}, "attended"),
])  # fmt: skip
def test_an_event_that_cannot_be_is_refused_beside_its_field(more: dict[str, Any], field: str) -> None:
    assert set(problems(lambda: record(**more))) == {field}


def test_an_unknown_unit_is_refused() -> None:
    assert "unit_id" in problems(lambda: record(OFFICER, unit_id="XX-99"))


def test_more_people_than_were_asked_are_a_question() -> None:
    with pytest.raises(Doubt, match="70"):
        record(attended=70, invited=60)
    assert added(record(attended=70, invited=60, sure=True)).attended == 70


def test_a_locked_quarter_is_closed_for_units_and_open_for_officers() -> None:
    spring: dict[str, Any] = {"date": date(2026, 5, 5)}
    assert set(problems(lambda: record(snapshot=LOCKED, **spring))) == {"date"}
    assert added(record(OFFICER, LOCKED, **spring)).date == date(2026, 5, 5)
    exception = Settings(locked_quarters=("2026-Q2",), lock_exceptions=("2026-Q2/TH-05",))
    assert added(record(snapshot=dataclasses.replace(SAMPLE, settings=exception), **spring))


IN_JANUARY = dataclasses.replace(SAMPLE, today=date(2027, 1, 20))


def test_what_happened_in_another_year_is_not_written_into_this_ones_workbook() -> None:
    day = date(2027, 1, 12)
    said = problems(lambda: record(snapshot=IN_JANUARY, date=day))
    assert said["date"].startswith("Ngày này không thuộc năm kế hoạch 2026. Chọn năm 2027")
    assert "Kiểm tra lại ngày" in problems(lambda: record(OFFICER, IN_JANUARY, date=date(2025, 12, 1)))["date"]
    assert added(record(snapshot=IN_JANUARY, date=date(2026, 12, 31)))
    told = {**OPINION, "date": day, "reply_due": None}
    assert set(problems(lambda: feedback_rules.record_opinion(IN_JANUARY, FRONT, values=told))) == {"date"}
    known = next(one for one in SAMPLE.communications if one.unit_id == "TH-01")
    own, comm_id = actor(Role.UNIT, "TH-01"), known.comm_id or ""
    moves = partial(communication_rules.correct_event, IN_JANUARY, own, comm_id=comm_id, values={"date": day})
    assert set(problems(moves)) == {"date"}


def test_acts_that_close_the_year_are_possible_after_it() -> None:
    answered = feedback_rules.reply_opinion(
        IN_JANUARY, OFFICER, feedback_id=WAITING.feedback_id or "", reply="Đã bố trí", acceptance=Acceptance.ACCEPTED
    )
    assert changed(answered)["replied"] == IN_JANUARY.today


@pytest.mark.parametrize(("rule", "allowed"), [("Lịch", False), ("NĐ 09/2019", True)])
def test_under_the_decree_the_end_of_december_may_be_of_either_year(rule: str, allowed: bool) -> None:
    settings = Settings(plan_year=2027, closing_rule=rule)
    assert (other_year(date(2026, 12, 20), settings) is None) is allowed
    assert other_year(date(2027, 12, 20), settings) is None


def test_an_event_is_corrected_by_its_unit_and_by_nobody_else() -> None:
    event = next(one for one in SAMPLE.communications if one.unit_id == "TH-01")
    own, comm_id = actor(Role.UNIT, "TH-01"), event.comm_id or ""

    def correct(by: Actor, snapshot: Snapshot = SAMPLE, **more: Any) -> Plan:
        return communication_rules.correct_event(snapshot, by, comm_id=comm_id, values=more)

    assert changed(correct(own, content="Họp lại")) == {"content": "Họp lại"}
    assert changed(correct(OFFICER, content="Họp lại")) == {"content": "Họp lại"}
    for by in (OTHER, FRONT, LEADER, GUEST):
        refused(lambda by=by: correct(by, content="x"))  # type: ignore[misc]
    refused(lambda: correct(own, unit_id="TH-04"))
    assert set(problems(lambda: correct(own, channel=None))) == {"channel"}
    assert set(problems(lambda: correct(own, LOCKED, content="x"))) == {"date"}
    with pytest.raises(Gone):
        communication_rules.correct_event(SAMPLE, own, comm_id="TTR-2026-9999", values={})
    assert asked(correct(own, content="Họp lại"), event, content="Họp khác") == [("content", True)]
    assert communication_rules.may_correct(SAMPLE, own, event)
    assert not communication_rules.may_correct(LOCKED, own, event)
    assert [communication_rules.may_record(SAMPLE, by, "TH-05") for by in (VILLAGE, OFFICER, OTHER, LEADER, None)] == [
        True, True, False, False, False,
    ]  # fmt: skip


# Nhiệm vụ

OPEN = next(one for one in SAMPLE.tasks if one.instance_id == "NV-40/2026-Q2/TH-05")
PROVEN = next(one for one in SAMPLE.tasks if one.instance_id == "NV-07/2026-Q3/TH-02")


def tick(by: Actor = VILLAGE, state: TaskState | None = TaskState.DONE, **more: Any) -> Plan:
    snapshot = more.pop("snapshot", SAMPLE)
    return task_rules.tick_task(
        snapshot, by, instance_id=more.pop("instance_id", OPEN.instance_id), state=state, **more
    )


def test_a_unit_ticks_its_own_task_and_an_officer_any() -> None:
    assert changed(tick(result="Biên bản số 3")) == {
        "state": TaskState.DONE, "done": TODAY, "result": "Biên bản số 3",
    }  # fmt: skip
    assert changed(tick(OFFICER, day=date(2026, 7, 1), result="x"))["done"] == date(2026, 7, 1)
    assert changed(tick(ADMIN, TaskState.IN_PROGRESS))["state"] is TaskState.IN_PROGRESS


@pytest.mark.parametrize("by", [OTHER, FRONT, LEADER, GUEST])
def test_nobody_else_ticks_it(by: Actor) -> None:
    refused(lambda: tick(by, result="x"))


def test_a_tick_says_what_was_done_or_why_it_does_not_apply() -> None:
    assert problems(tick) == {"result": "Ghi kết quả, minh chứng"}
    assert set(problems(lambda: tick(state=TaskState.NOT_APPLICABLE))) == {"result"}
    assert set(problems(lambda: tick(state=None))) == {"state"}
    assert set(problems(lambda: tick(day=date(2026, 9, 16), result="x"))) == {"day"}
    assert set(problems(lambda: tick(result="Gọi 0912345678"))) == {"result"}
    assert set(problems(lambda: tick(result="x", snapshot=LOCKED))) == {"state"}
    assert changed(tick(OFFICER, result="x", snapshot=LOCKED))["state"] is TaskState.DONE
    with pytest.raises(Gone):
        tick(instance_id="NV-40/2026-Q2/TH-99")


def test_what_a_record_proves_needs_no_words() -> None:
    own = actor(Role.UNIT, PROVEN.unit_id or "")
    assert changed(tick(own, instance_id=PROVEN.instance_id))["state"] is TaskState.DONE


def test_taking_a_tick_back_takes_its_day_back() -> None:
    done = next(one for one in SAMPLE.tasks if one.unit_id == "TH-01" and one.state is TaskState.DONE)
    plan = tick(actor(Role.UNIT, "TH-01"), TaskState.NOT_STARTED, instance_id=done.instance_id)
    assert (changed(plan)["state"], changed(plan)["done"]) == (TaskState.NOT_STARTED, None)


def test_two_people_at_one_tick() -> None:
    met = asked(tick(result="x"), OPEN, ("state", "result"), state=TaskState.IN_PROGRESS, result="đang làm")
    assert met == [("state", True), ("result", True)]
    assert [task_rules.may_tick(SAMPLE, by, OPEN) for by in (VILLAGE, OFFICER, OTHER, LEADER, None)] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert not task_rules.may_tick(LOCKED, VILLAGE, OPEN)


# DV chính quyền


def fill(by: Actor = OFFICER, quarter: Quarter = Q3, **rows: Mapping[str, Any]) -> Plan:
    return service_rules.fill_figures(SAMPLE, by, quarter=quarter, rows=rows)


def test_an_officer_fills_figures_of_a_quarter() -> None:
    plan = fill(CQ01={"planned": 11, "done": 11}, CQ13={"note": "Thêm một sáng kiến"})
    assert [(edit.record.TAB, dict(edit.changed)) for edit in plan.edits] == [
        ("DV chính quyền", {"done": 11}),
        ("DV chính quyền", {"note": "Thêm một sáng kiến"}),
    ]
    assert changed(fill(CQ01={"done": None})) == {"done": None}


def test_a_row_that_is_not_there_is_added() -> None:
    bare = dataclasses.replace(SAMPLE, service_figures=())
    plan = service_rules.fill_figures(bare, OFFICER, quarter=Q3, rows={"CQ04": {"received": "17", "planned": 14}})
    row = added(plan)
    assert (row.year, row.quarter, row.code, row.received, row.planned, row.done) == (
        2026, "III", ServiceIndicator.PETITIONS, 17, 14, None,
    )  # fmt: skip
    assert row.name == "Kiến nghị, phản ánh"


@pytest.mark.parametrize("by", [VILLAGE, FRONT, LEADER, GUEST])
def test_nobody_else_fills_them(by: Actor) -> None:
    refused(lambda: fill(by, CQ01={"done": 1}))
    assert not service_rules.may_fill(SAMPLE, by)
    assert service_rules.may_fill(SAMPLE, OFFICER)


@pytest.mark.parametrize(("rows", "field"), [
    ({"CQ01": {"planned": 3, "done": 4}}, "CQ01.done"),
    ({"CQ01b": {"done": 12}}, "CQ01b.done"),
    ({"CQ07": {"done": 600, "on_time": 600}}, "CQ07.done"),
    ({"CQ04": {"on_time": 14}}, "CQ04.on_time"),
    ({"CQ11": {"done": 151}}, "CQ11.done"),
    ({"CQ01": {"done": "mười"}}, "CQ01.done"),
    ({"CQ99": {"done": 1}}, "CQ99"),
    ({"CQ13": {"note": "Gọi 0912345678"}}, "CQ13.note"),
    ({}, "rows"),
])  # fmt: skip
def test_figures_that_cannot_be_are_refused_beside_their_cell(rows: dict[str, Any], field: str) -> None:
    assert field in problems(lambda: fill(**rows))


def test_a_quarter_to_come_has_no_figures() -> None:
    assert set(problems(lambda: fill(quarter=Q4, CQ01={"done": 1}))) == {"quarter"}


def test_two_officers_at_one_figure() -> None:
    row = next(one for one in SAMPLE.service_figures if (one.quarter, one.code) == ("III", ServiceIndicator.RECEPTION))
    assert asked(fill(CQ01={"done": 11}), row, done=9) == [("done", True)]


# Ý kiến MTTQ

OPINION: dict[str, Any] = {
    "date": date(2026, 9, 10), "unit_id": "DT-01", "kind": FeedbackKind.SUGGESTION,
    "content": "Đề nghị thêm điểm thu gom", "target_id": "TH-01", "reply_due": date(2026, 9, 25),
}  # fmt: skip
WAITING = next(one for one in SAMPLE.feedback if one.replied is None)
ANSWERED = next(one for one in SAMPLE.feedback if one.replied)


def opinion(by: Actor = FRONT, **more: Any) -> Plan:
    return feedback_rules.record_opinion(SAMPLE, by, values={**OPINION, **more})


def reply(by: Actor = OFFICER, **more: Any) -> Plan:
    given: dict[str, Any] = {"reply": "Đã bố trí", "acceptance": Acceptance.ACCEPTED, **more}
    return feedback_rules.reply_opinion(SAMPLE, by, feedback_id=given.pop("feedback_id", WAITING.feedback_id), **given)


def test_the_front_records_opinions_also_of_the_organisations() -> None:
    found = added(opinion())
    assert (found.unit_id, found.acceptance, found.replied) == ("DT-01", None, None)
    assert added(opinion(OFFICER)).kind is FeedbackKind.SUGGESTION
    without_day = {name: value for name, value in OPINION.items() if name != "date"}
    assert added(feedback_rules.record_opinion(SAMPLE, FRONT, values=without_day)).date == TODAY


@pytest.mark.parametrize("by", [VILLAGE, LEADER, GUEST])
def test_nobody_else_records_or_answers_an_opinion(by: Actor) -> None:
    refused(lambda: opinion(by))
    refused(lambda: reply(by))
    assert not feedback_rules.may_record(SAMPLE, by)
    assert not feedback_rules.may_reply(SAMPLE, by, WAITING)


@pytest.mark.parametrize(("more", "field"), [
    ({"unit_id": "TH-01"}, "unit_id"),
    ({"date": date(2026, 9, 16)}, "date"),
    ({"reply_due": date(2026, 9, 1)}, "reply_due"),
    ({"target_id": "MH-2026-9999"}, "target_id"),
    ({"content": ""}, "content"),
    ({"kind": None}, "kind"),
])  # fmt: skip
def test_an_opinion_that_cannot_be_is_refused_beside_its_field(more: dict[str, Any], field: str) -> None:
    assert field in problems(lambda: opinion(**more))


def test_the_front_corrects_an_opinion_until_it_is_answered() -> None:
    def correct(by: Actor, which: Any, **more: Any) -> Plan:
        return feedback_rules.correct_opinion(SAMPLE, by, feedback_id=which.feedback_id, values=more)

    assert changed(correct(FRONT, WAITING, content="Nói lại")) == {"content": "Nói lại"}
    refused(lambda: correct(FRONT, ANSWERED, content="Nói lại"))
    assert changed(correct(OFFICER, ANSWERED, content="Nói lại")) == {"content": "Nói lại"}
    assert set(problems(lambda: correct(FRONT, WAITING, content=None))) == {"content"}
    assert asked(correct(FRONT, WAITING, content="A"), WAITING, content="B") == [("content", True)]
    assert feedback_rules.may_correct(SAMPLE, FRONT, WAITING)
    assert not feedback_rules.may_correct(SAMPLE, FRONT, ANSWERED)


def test_an_officer_answers_and_may_correct_the_answer() -> None:
    assert changed(reply()) == {"reply": "Đã bố trí", "acceptance": Acceptance.ACCEPTED, "replied": TODAY}
    again = changed(reply(feedback_id=ANSWERED.feedback_id, acceptance=Acceptance.EXPLAINED))
    assert again["acceptance"] is Acceptance.EXPLAINED
    refused(lambda: reply(FRONT))
    assert asked(reply(), WAITING, ("content",), content="Đã sửa") == [("content", False)]


@pytest.mark.parametrize(("more", "field"), [
    ({"reply": " "}, "reply"),
    ({"acceptance": None}, "acceptance"),
    ({"acceptance": Acceptance.UNANSWERED}, "acceptance"),
    ({"day": date(2026, 9, 16)}, "day"),
    ({"day": date(2026, 6, 1)}, "day"),
    ({"reply": "Gọi 0912345678"}, "reply"),
])  # fmt: skip
def test_an_answer_that_cannot_be_is_refused(more: dict[str, Any], field: str) -> None:
    assert set(problems(lambda: reply(**more))) == {field}


def test_an_opinion_that_is_gone_is_not_answered() -> None:
    with pytest.raises(Gone):
        reply(feedback_id="YK-2026-9999")


# Điển hình

PROPOSAL: dict[str, Any] = {
    "kind": ExemplarKind.PRACTICE, "name": "Hũ gạo tình thương", "unit_id": "TH-05", "achievement": "Giúp 12 hộ",
    "public": True,
}  # fmt: skip
NEW = next(one for one in SAMPLE.exemplars if one.unit_id == "TH-04")
LOOKED_AT = next(one for one in SAMPLE.exemplars if one.result is ExemplarResult.IN_REVIEW)


def propose(by: Actor = VILLAGE, **more: Any) -> Plan:
    distinct = more.pop("distinct", False)
    return exemplar_rules.propose_exemplar(SAMPLE, by, values={**PROPOSAL, **more}, distinct=distinct)


def vote(by: Actor = OTHER, which: Any = NEW, meeting: date | None = date(2026, 9, 1), approval: Any = 92) -> Plan:
    return exemplar_rules.record_vote(SAMPLE, by, exemplar_id=which.exemplar_id, meeting=meeting, approval=approval)


def decide(by: Actor = OFFICER, result: ExemplarResult | None = ExemplarResult.RECOGNISED, **more: Any) -> Plan:
    given = {name: more.pop(name) for name in ("day",) if name in more}
    return exemplar_rules.decide_exemplar(
        SAMPLE, by, exemplar_id=NEW.exemplar_id or "", result=result, values=more, **given
    )


def test_a_unit_proposes_and_leaves_the_decision_open() -> None:
    found = added(propose())
    assert (found.year, found.proposed, found.result, found.answered) == (2026, TODAY, None, None)
    assert added(propose(OFFICER)).unit_id == "TH-05"


@pytest.mark.parametrize("by", [OTHER, FRONT, LEADER, GUEST])
def test_nobody_else_proposes_for_the_unit(by: Actor) -> None:
    refused(lambda: propose(by))
    assert not exemplar_rules.may_propose(SAMPLE, by, "TH-05")


@pytest.mark.parametrize(("more", "field"), [
    ({"name": " "}, "name"),
    ({"public": None}, "public"),
    ({"kind": None}, "kind"),
    ({"kind": ExemplarKind.MODEL}, "model_id"),
    ({"model_id": "MH-2026-9999"}, "model_id"),
    ({"proposed": date(2026, 9, 16)}, "proposed"),
    ({"meeting": date(2026, 9, 16)}, "meeting"),
    ({"approval": 120}, "approval"),
    ({"achievement": "Gọi 0912345678"}, "achievement"),
])  # fmt: skip
def test_a_proposal_that_cannot_be_is_refused_beside_its_field(more: dict[str, Any], field: str) -> None:
    assert field in problems(lambda: propose(**more))


def test_the_same_proposal_is_asked_about() -> None:
    again = {"unit_id": "TH-04", "kind": NEW.kind, "name": (NEW.name or "").upper()}
    with pytest.raises(Duplicate):
        propose(OTHER, **again)
    assert added(propose(OTHER, distinct=True, **again)).unit_id == "TH-04"


def test_a_proposal_is_corrected_and_voted_on_until_somebody_looks_at_it() -> None:
    def correct(by: Actor, which: Any = NEW, **more: Any) -> Plan:
        return exemplar_rules.correct_exemplar(SAMPLE, by, exemplar_id=which.exemplar_id, values=more)

    owner = actor(Role.UNIT, LOOKED_AT.unit_id or "")
    assert changed(correct(OTHER, achievement="Hiến 40 m²")) == {"achievement": "Hiến 40 m²"}
    assert changed(vote()) == {"meeting": date(2026, 9, 1), "approval": 92.0}
    refused(lambda: correct(owner, LOOKED_AT, achievement="x"))
    refused(lambda: vote(owner, LOOKED_AT))
    refused(lambda: vote(VILLAGE))
    refused(lambda: correct(OTHER, unit_id="TH-05"))
    assert changed(vote(OFFICER, LOOKED_AT))["approval"] == 92.0
    assert exemplar_rules.may_correct(SAMPLE, OTHER, NEW)
    assert not exemplar_rules.may_correct(SAMPLE, owner, LOOKED_AT)
    assert asked(correct(OTHER, achievement="A"), NEW, achievement="B") == [("achievement", True)]
    assert asked(vote(), NEW, approval=50.0) == [("approval", True)]
    assert set(problems(lambda: correct(OTHER, achievement=None))) == {"achievement"}


def test_a_vote_has_its_day_and_its_share() -> None:
    assert set(problems(lambda: vote(meeting=None, approval=None))) == {"meeting", "approval"}
    assert set(problems(lambda: vote(meeting=date(2026, 9, 16)))) == {"meeting"}
    assert set(problems(lambda: vote(approval=101))) == {"approval"}


def test_an_officer_decides_and_the_answer_has_its_day() -> None:
    plan = decide(spread=8, ease=7.5, replication=9, receiver_ids=("TH-05", "TH-06"))
    assert changed(plan) == {
        "result": ExemplarResult.RECOGNISED, "spread": 8.0, "ease": 7.5, "replication": 9.0,
        "receiver_ids": ("TH-05", "TH-06"), "answered": TODAY,
    }  # fmt: skip
    assert changed(decide(result=ExemplarResult.NOT_RECOGNISED, day=date(2026, 9, 1)))["answered"] == date(2026, 9, 1)
    assert changed(decide(result=ExemplarResult.IN_REVIEW)) == {"result": ExemplarResult.IN_REVIEW}


@pytest.mark.parametrize("by", [OTHER, VILLAGE, FRONT, LEADER, GUEST])
def test_nobody_else_decides(by: Actor) -> None:
    refused(lambda: decide(by))
    assert not exemplar_rules.may_decide(SAMPLE, by, NEW)
    assert exemplar_rules.may_decide(SAMPLE, OFFICER, NEW)


@pytest.mark.parametrize(("result", "more", "field"), [
    (None, {}, "result"),
    (ExemplarResult.NEW, {}, "result"),
    (ExemplarResult.RECOGNISED, {"spread": 11}, "spread"),
    (ExemplarResult.RECOGNISED, {"receiver_ids": ("XX-99",)}, "receiver_ids"),
    (ExemplarResult.RECOGNISED, {"receiver_ids": ("TH-04",)}, "receiver_ids"),
    (ExemplarResult.NOT_RECOGNISED, {"receiver_ids": ("TH-05",)}, "receiver_ids"),
    (ExemplarResult.RECOGNISED, {"day": date(2026, 9, 16)}, "day"),
    (ExemplarResult.RECOGNISED, {"day": date(2026, 8, 1)}, "day"),
])  # fmt: skip
def test_a_decision_that_cannot_be_is_refused(result: ExemplarResult | None, more: dict[str, Any], field: str) -> None:
    assert set(problems(lambda: decide(OFFICER, result, **more))) == {field}


def test_a_decision_on_something_that_has_changed_since_is_asked_about() -> None:
    assert asked(decide(), NEW, ("achievement",), achievement="Khác") == [("achievement", False)]
    with pytest.raises(Gone):
        exemplar_rules.decide_exemplar(SAMPLE, OFFICER, exemplar_id="DH-2026-9999", result=ExemplarResult.RECOGNISED)


# Khen thưởng

REQUEST: dict[str, Any] = {
    "recipient": "Chi hội Phụ nữ", "recipient_kind": RecipientKind.COLLECTIVE, "form": RewardForm.CERTIFICATE,
    "ad_hoc": False, "level": RewardLevel.COMMUNE,
}  # fmt: skip
UNDECIDED = next(one for one in SAMPLE.rewards if one.decided is None)


def request(by: Actor = OFFICER, **more: Any) -> Plan:
    return reward_rules.propose_reward(SAMPLE, by, values={**REQUEST, **more})


def settle(by: Actor = OFFICER, **more: Any) -> Plan:
    given = {"decision_no": "460/QĐ-UBND", "decided": TODAY, **more}
    return reward_rules.decide_reward(SAMPLE, by, reward_id=UNDECIDED.reward_id or "", values=given)


def test_an_officer_proposes_and_decides_a_reward() -> None:
    found = added(request(exemplar_id="DH-2026-0001"))
    assert (found.proposed, found.decided, found.exemplar_id) == (TODAY, None, "DH-2026-0001")
    assert changed(settle()) == {"decision_no": "460/QĐ-UBND", "decided": TODAY}


@pytest.mark.parametrize("by", [VILLAGE, FRONT, LEADER, GUEST])
def test_nobody_else_does(by: Actor) -> None:
    refused(lambda: request(by))
    refused(lambda: settle(by))
    assert not reward_rules.may_propose(SAMPLE, by)
    assert reward_rules.may_propose(SAMPLE, OFFICER)


@pytest.mark.parametrize(("more", "field"), [
    ({"recipient": ""}, "recipient"),
    ({"form": None}, "form"),
    ({"ad_hoc": None}, "ad_hoc"),
    ({"proposed": date(2026, 9, 16)}, "proposed"),
    ({"exemplar_id": "DH-2026-9999"}, "exemplar_id"),
])  # fmt: skip
def test_a_request_that_cannot_be_is_refused_beside_its_field(more: dict[str, Any], field: str) -> None:
    assert set(problems(lambda: request(**more))) == {field}


@pytest.mark.parametrize(("more", "field"), [
    ({"decision_no": " "}, "decision_no"),
    ({"decided": None}, "decided"),
    ({"decided": date(2026, 9, 16)}, "decided"),
    ({"decided": date(2026, 7, 1)}, "decided"),
])  # fmt: skip
def test_a_reward_is_decided_with_number_and_day(more: dict[str, Any], field: str) -> None:
    assert set(problems(lambda: settle(**more))) == {field}


def test_a_request_is_corrected_and_met_by_another_change() -> None:
    def correct(by: Actor, **more: Any) -> Plan:
        return reward_rules.correct_reward(SAMPLE, by, reward_id=UNDECIDED.reward_id or "", values=more)

    assert changed(correct(OFFICER, note="Bổ sung tờ trình")) == {"note": "Bổ sung tờ trình"}
    refused(lambda: correct(VILLAGE, note="x"))
    assert set(problems(lambda: correct(OFFICER, recipient=None))) == {"recipient"}
    assert asked(correct(OFFICER, note="A"), UNDECIDED, note="B") == [("note", True)]
    with pytest.raises(Gone):
        reward_rules.decide_reward(SAMPLE, OFFICER, reward_id="KTH-2026-9999", values={})


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(Invalid) as wrong:
        settle(decision_no=None, decided=None)
    assert set(wrong.value.problems) == {"decision_no", "decided"}
