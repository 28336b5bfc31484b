"""The 43 tasks of the plan become one instance per unit and deadline."""

from dataclasses import replace
from datetime import date

import pytest

from domain.plan_criteria import criteria
from domain.plan_tasks import PLAN, Who, instances
from domain.sample.models import models
from domain.sample.units import units
from domain.settings import Settings
from domain.tables import Model, Task, Unit
from domain.vocabulary import UnitType
from domain.vocabulary_movement import Repeat, ScoringMethod, TaskState

AS_OF, SETTINGS = date(2026, 9, 15), Settings()
ALL = instances(units(), models(), SETTINGS, AS_OF)


def of(code: str, found: tuple[Task, ...] = ALL) -> list[Task]:
    return [one for one in found if one.task_id == code]


OF_THE_FIRST_QUARTER = ("31/03", "report_due_q1")


def test_the_plan_has_43_tasks_in_order() -> None:
    assert [one.code for one in PLAN] == [f"NV-{n:02d}" for n in range(1, 44)]
    assert all(one.content and one.basis and one.evidence for one in PLAN)


def test_ids_are_unique_and_say_task_quarter_and_unit() -> None:
    assert len({one.instance_id for one in ALL}) == len(ALL) == 845
    [one] = [one for one in of("NV-38") if one.unit_id == "TH-05" and one.quarter == "III"]
    assert (one.instance_id, one.due) == ("NV-38/2026-Q3/TH-05", date(2026, 9, 30))


# Units of each actor in the sample: 43 units, 6 offices, 2 of the forces, 5 schools, 6 of the Front, 24 villages.
@pytest.mark.parametrize(
    ("who", "number"),
    [
        (Who.FOCAL, 1),
        (Who.ONE_STOP, 2),
        (Who.EVERYBODY, 43),
        (Who.OFFICES, 6),
        (Who.FORCES, 2),
        (Who.POLICE, 1),
        (Who.SERVICE_CENTRE, 1),
        (Who.SCHOOLS, 5),
        (Who.FRONT, 6),
        (Who.VILLAGES, 24),
    ],
)
def test_an_actor_has_an_instance_per_unit_and_deadline(who: Who, number: int) -> None:
    for task in PLAN:
        if task.who is who:
            days = [one for one in task.due if one not in OF_THE_FIRST_QUARTER]  # the plan of 2026 is of April
            times = 1 if task.code == "NV-10" else len(days)  # without a mid-year review one day of two
            assert len(of(task.code)) == number * times, task.code


def test_the_commune_s_own_tasks_are_the_focal_point_s() -> None:
    assert {one.unit_id for code in ("NV-01", "NV-08", "NV-17") for one in of(code)} == {"CQ-01"}
    assert {one.unit_id for one in of("NV-16")} == {"CQ-01", "CQ-04"}


def test_viewers_have_no_task() -> None:
    assert not [one for one in ALL if (one.unit_id or "").startswith("LD")]


def test_the_end_of_a_quarter_is_30_june_30_september_and_30_november() -> None:
    for code in ("NV-07", "NV-20", "NV-38"):
        assert {(one.quarter, one.due) for one in of(code)} == {
            ("II", date(2026, 6, 30)),
            ("III", date(2026, 9, 30)),
            ("IV", date(2026, 11, 30)),
        }
    assert {one.due for one in of("NV-42")} == {date(2026, 6, 20), date(2026, 9, 20), date(2026, 11, 30)}


def test_the_plan_itself_is_there_and_never_overdue() -> None:
    [plan] = of("NV-01")
    assert (plan.state, plan.due, plan.done) == (TaskState.DONE, date(2026, 4, 8), date(2026, 4, 8))
    assert {one.state for one in ALL if one is not plan} == {TaskState.NOT_STARTED}


def test_the_list_of_models_is_announced_twice() -> None:
    assert [one.due for one in of("NV-06")] == [date(2026, 7, 10), date(2026, 10, 10)]


def test_the_extra_day_of_registration_is_for_units_without_an_approved_model() -> None:
    extra = {one.unit_id for one in of("NV-05") if one.due == date(2026, 9, 30)}
    assert len(extra) == 15
    assert {"TH-01", "TH-14", "TH-22", "CQ-02", "DT-05"} <= extra  # TH-22 was approved in July
    assert not {"TH-03", "CA-01"} & extra
    assert len([one for one in of("NV-05") if one.due == date(2026, 6, 30)]) == 43


def test_before_the_first_day_is_over_nobody_is_asked_twice() -> None:
    assert len(of("NV-05", instances(units(), models(), SETTINGS, date(2026, 6, 30)))) == 43
    assert len(of("NV-05", instances(units(), (), SETTINGS, date(2026, 7, 1)))) == 86


def test_ad_hoc_reports_have_no_deadline_and_one_instance_per_village() -> None:
    found = of("NV-43")
    assert {(one.due, one.quarter, one.year, one.repeat) for one in found} == {(None, None, 2026, Repeat.AS_IT_OCCURS)}
    assert found[0].instance_id == "NV-43/2026/TH-01"


def test_deadlines_that_stand_in_the_settings_are_those_of_the_settings() -> None:
    own = replace(SETTINGS, register_by=date(2026, 7, 15), report_due_q3=None, midyear_review=True)
    found = instances(units(), models(), own, AS_OF)
    assert {one.due for one in of("NV-05", found)} == {date(2026, 7, 15)}  # the extra day is in the same quarter
    assert {one.quarter for one in of("NV-42", found)} == {"II", "IV"}
    assert [one.due for one in of("NV-10", found)] == [date(2026, 6, 30), date(2026, 11, 30)]


def test_a_unit_has_the_tasks_of_the_time_it_was_there() -> None:
    late = Unit(unit_id="TH-77", unit_type=UnitType.VILLAGE, valid_from=date(2026, 8, 1), must_register=True)
    gone = Unit(unit_id="TH-78", unit_type=UnitType.VILLAGE, valid_to=date(2026, 7, 31))
    assert {one.quarter for one in of("NV-38", instances([late], (), SETTINGS, AS_OF))} == {"III", "IV"}
    assert {one.quarter for one in of("NV-38", instances([gone], (), SETTINGS, AS_OF))} == {"II"}
    assert not of("NV-05", instances([gone], (), SETTINGS, AS_OF))  # not obliged


def test_a_workbook_without_units_has_no_tasks() -> None:
    assert instances((), (), SETTINGS, AS_OF) == ()


def test_the_first_office_is_the_focal_point_where_none_is_called_so() -> None:
    offices = [Unit(unit_id=f"CQ-0{n}", name=f"Phòng {n}", unit_type=UnitType.OFFICE) for n in (1, 2)]
    assert {one.unit_id for one in of("NV-08", instances(offices, (), SETTINGS, AS_OF))} == {"CQ-01"}
    named = [*offices, Unit(unit_id="CQ-03", name="Văn phòng Đảng ủy - UBND", unit_type=UnitType.OFFICE)]
    assert {one.unit_id for one in of("NV-08", instances(named, (), SETTINGS, AS_OF))} == {"CQ-03"}


def test_a_withdrawn_model_is_none() -> None:
    village = next(one for one in units() if one.unit_id == "TH-03")
    model = Model(unit_id="TH-03", approved=date(2026, 5, 1), withdrawn=date(2026, 6, 1))
    assert len(of("NV-05", instances([village], [model], SETTINGS, AS_OF))) == 2


def test_the_criteria_give_100_points() -> None:
    found = criteria()
    assert [(one.criterion_id, one.max_points) for one in found] == [
        ("TC1", 15), ("TC2", 20), ("TC3", 25), ("TC4", 10), ("TC5", 15), ("TC6", 10), ("TC7", 5),
    ]  # fmt: skip
    assert [one.criterion_id for one in found if one.method is ScoringMethod.COUNCIL] == ["TC2", "TC7"]
    assert all(UnitType.LEADERSHIP not in one.unit_types for one in found)
