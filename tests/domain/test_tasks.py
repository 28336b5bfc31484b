"""I17: the plan's tasks as they stood on a day, counted, listed, and ticked by what the data prove (O14)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from domain import tasks
from domain.permissions import Actor, visible
from domain.proofs import Known
from domain.quarters import Quarter
from domain.ratios import Ratio
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import Communication, Task
from domain.tasks import Tick
from domain.view import quarter_view
from domain.vocabulary import Role, Tab, UnitType
from domain.vocabulary_movement import CommunicationKind, Repeat, TaskState
from tests.domain.test_sample_outcome import SAMPLE
from tests.domain.worked import snapshot, village
from tests.domain.worked_movement import DAYS, MOVEMENT

Q2, Q3, Q4 = Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4)
DONE, OPEN, BEGUN = TaskState.DONE, TaskState.NOT_STARTED, TaskState.IN_PROGRESS
JUNE, END = date(2026, 6, 20), date(2026, 6, 30)


def task(
    code: str = "NV-02", due: date | None = date(2026, 6, 20), state: TaskState | None = OPEN, **more: Any
) -> Task:
    base: dict[str, Any] = {"unit_id": "TH-01", "year": 2026, "instance_id": f"{code}/{due}/{more.get('unit_id', '')}"}
    return Task(task_id=code, due=due, state=state, **{**base, **more})


def ticked(found: Iterable[Task], today: date, quarter: Quarter = Q2, **records: Any) -> tuple[Tick, ...]:
    units = records.pop("units", (village("TH-01"), village("TH-02")))
    return tasks.ticks(quarter_view(snapshot(today, units=units, tasks=tuple(found), **records), quarter))


def o14() -> list[Task]:
    """20 instances due from 30/04 to 20/06: one not applicable, 13 done of which 2 late, 4 begun, 2 not."""
    days = [date(2026, 4, 30), date(2026, 5, 15), date(2026, 6, 20)]
    found = [task(due=days[at % 3], instance_id=f"NV-02/{at}") for at in range(20)]
    states = [TaskState.NOT_APPLICABLE, *[DONE] * 13, *[BEGUN] * 4, *[OPEN] * 2]
    late = {1, 2}
    filled = []
    for at, (one, state) in enumerate(zip(found, states, strict=True)):
        assert one.due
        done = (date(2026, 6, 25) if at in late else one.due) if state is DONE else None
        filled.append(task(due=one.due, state=state, done=done, instance_id=one.instance_id))
    return filled


def test_o14() -> None:
    found = ticked(o14(), END)
    assert (tasks.completion(found), tasks.completion(found).value) == (Ratio(13, 19), 68.4)
    assert (tasks.on_time(found), tasks.on_time(found).value) == (Ratio(11, 19), 57.9)
    assert len(tasks.overdue(found)) == tasks.figures(found).overdue == 6


def test_without_a_task_that_is_due_there_is_no_rate() -> None:
    found = ticked([task(due=date(2026, 7, 31))], END)
    assert (tasks.completion(found).value, tasks.on_time(found).value) == (None, None)
    assert tasks.overdue(found) == ()


def test_a_task_due_today_is_counted_and_not_overdue() -> None:
    found = ticked([task(due=END)], END)
    assert tasks.completion(found) == Ratio(0, 1)
    assert tasks.overdue(found) == ()
    assert tasks.figures(found).soon == 1


def test_what_was_done_later_had_not_happened_at_the_end_of_the_quarter() -> None:
    one = task(state=DONE, done=date(2026, 7, 5))
    assert tasks.completion(ticked([one], date(2026, 9, 15), Q2)) == Ratio(0, 1)
    assert tasks.completion(ticked([one], date(2026, 9, 15), Q3)) == Ratio(1, 1)
    assert tasks.on_time(ticked([one], date(2026, 9, 15), Q3)) == Ratio(0, 1)


def test_done_without_its_day_counts_and_is_never_on_time() -> None:
    found = ticked([task(state=DONE)], END)
    assert (tasks.completion(found), tasks.on_time(found)) == (Ratio(1, 1), Ratio(0, 1))


def test_a_task_without_a_deadline_and_an_unreadable_state_are_outside() -> None:
    found = ticked([task("NV-43", due=None, repeat=Repeat.AS_IT_OCCURS), task(state=None)], END)
    assert tasks.completion(found).denominator == 0
    assert [one.task.task_id for one in tasks.agenda(found).as_it_occurs] == ["NV-43"]


def briefing(day: date | None = date(2026, 5, 6), unit_id: str = "TH-01", at: int = 1) -> Communication:
    return Communication(comm_id=f"TTR-2026-000{at}", unit_id=unit_id, kind=CommunicationKind.BRIEFING, date=day)


DUE = date(2026, 5, 15)


@pytest.mark.parametrize("state", [OPEN, BEGUN])
def test_a_task_that_the_data_prove_ticks_itself_and_says_by_which_record(state: TaskState) -> None:
    events = (briefing(date(2026, 5, 12), at=1), briefing(date(2026, 5, 6), at=2))
    [found] = ticked([task("NV-03", DUE, state)], END, communications=events)
    assert found.proof is not None
    assert (found.proof.tab, found.proof.record_id, found.proof.day) == (
        Tab.COMMUNICATIONS,
        "TTR-2026-0002",
        date(2026, 5, 6),
    )
    assert (found.state, found.done, found.on_time) == (DONE, date(2026, 5, 6), True)


def test_what_people_typed_as_done_or_not_applicable_stays() -> None:
    typed = [
        task("NV-03", DUE, DONE, done=date(2026, 5, 20)),
        task("NV-03", DUE, TaskState.NOT_APPLICABLE, instance_id="other"),
    ]
    done, out = ticked(typed, END, communications=(briefing(),))
    assert (done.proof, done.done, done.on_time) == (None, date(2026, 5, 20), False)
    assert (out.proof, out.state) == (None, TaskState.NOT_APPLICABLE)


def test_a_record_of_a_later_day_proves_nothing_yet() -> None:
    late = briefing(date(2026, 7, 2))
    assert ticked([task("NV-03", DUE)], date(2026, 9, 15), Q2, communications=(late,))[0].overdue
    [found] = ticked([task("NV-03", DUE)], date(2026, 9, 15), Q3, communications=(late,))
    assert (found.completed, found.on_time) == (True, False)


def test_the_agenda_of_a_unit_is_by_deadline() -> None:
    today = date(2026, 6, 25)
    plan = [
        task(due=END),
        task(due=date(2026, 4, 30)),
        task(due=date(2026, 6, 20)),
        task(due=date(2026, 9, 30)),
        task(due=DUE, state=DONE, done=DUE),
        task(due=date(2026, 5, 1), state=TaskState.NOT_APPLICABLE),
    ]
    found = tasks.agenda(ticked(plan, today))
    assert [one.days for one in found.overdue] == [56, 5]
    assert [one.due for one in found.soon] == [END]
    assert [one.due for one in found.upcoming] == [date(2026, 9, 30)]
    assert (len(found.done), len(found.not_applicable)) == (1, 1)


def test_tasks_are_counted_by_unit_by_type_by_code_and_by_quarter() -> None:
    units = (village("TH-01"), village("CA-01", unit_type=UnitType.POLICE))
    plan = [task(), task(unit_id="CA-01", state=DONE, done=END), task("NV-04", date(2026, 9, 30), unit_id="CA-01")]
    view = quarter_view(snapshot(date(2026, 10, 1), units=units, tasks=tuple(plan)), Q4)
    found = tasks.ticks(view)
    assert {unit: tasks.completion(many) for unit, many in tasks.by_unit(found).items()} == {
        "TH-01": Ratio(0, 1),
        "CA-01": Ratio(1, 2),
    }
    assert set(tasks.by_type(view, found)) == {UnitType.VILLAGE, UnitType.POLICE}
    assert set(tasks.by_code(found)) == {"NV-02", "NV-04"}
    assert tasks.matrix(found)["CA-01"][Q2].completed == Ratio(1, 1)
    assert tasks.matrix(found)["CA-01"][Q3].completed == Ratio(0, 1)
    assert tasks.of_quarter(found, Q3) == (found[2],)


def test_the_tasks_of_another_year_are_not_counted() -> None:
    assert ticked([task(due=date(2025, 6, 20))], END) == ()


def test_a_task_is_called_as_the_plan_calls_it_where_its_content_is_not_seen() -> None:
    assert tasks.title(task("NV-23")) == "Tự kiểm tra, đánh giá"
    assert tasks.title(task("NV-23", content="Tự soát")) == "Tự soát"
    assert tasks.title(task("NV-99")) == ""


def test_the_sample_has_figures_in_every_part() -> None:
    found = tasks.figures(tasks.ticks(quarter_view(SAMPLE, Q3)))
    assert found.completed.denominator > found.completed.numerator > found.on_time.numerator > 0
    assert min(found.overdue, found.soon, found.by_proof) > 0


def test_the_tasks_of_the_plan_are_the_same_for_everybody() -> None:
    def told(found: Snapshot) -> list[tuple[str | None, TaskState | None, date | None]]:
        return [
            (one.task.instance_id, one.state, one.done) for one in tasks.ticks(quarter_view(found.figures or found, Q3))
        ]

    whole = told(SAMPLE)
    for role in Role:
        assert told(visible(SAMPLE, Actor("x@example.vn", "X", "TH-10", role))) == whole


@examples(max_examples=80)
@given(DAYS, st.sampled_from([Q2, Q3, Q4]), MOVEMENT)
def test_on_any_workbook_a_part_of_the_tasks_is_no_more_than_all(
    today: date, quarter: Quarter, rows: dict[str, Any]
) -> None:
    units = (village("TH-01"), village("CA-01", unit_type=UnitType.POLICE), village("MT-01"))
    whole = snapshot(today, Settings(), units=units, **rows)
    found = tasks.ticks(quarter_view(whole, quarter))
    done, on_time = tasks.completion(found), tasks.on_time(found)
    assert 0 <= on_time.numerator <= done.numerator <= done.denominator == on_time.denominator
    assert len(tasks.overdue(found)) <= done.denominator - done.numerator
    for one in found:
        assert one.proof is None or (one.completed and (one.done is None or one.done <= one.until))
        agreed = tasks.tick(Known(whole), one.task, one.until)
        assert (agreed.state, agreed.done) == (one.state, one.done)
