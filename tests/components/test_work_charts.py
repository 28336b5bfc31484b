"""The charts of the plan's tasks and of the inspection calendar: what they say, in both appearances and on phones."""

import dataclasses
from datetime import date, timedelta

import pytest

from components import places, planning, task_figures, work_list
from components.charts.inspection_calendar import calendar, calendar_alt, calendar_table, calendar_title
from components.charts.task_matrix import matrix, matrix_alt, matrix_table, matrix_title
from components.planning import labels_of
from components.task_words import ACTORS, Standing, standing
from components.theme import LIGHT, Palette
from domain import inspection_plan as plans
from domain import tasks
from domain.my_work import Place, WorkKind
from domain.plan_tasks import Who
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.view import QuarterView, quarter_view
from domain.vocabulary import DifficultyState, InspectionState, Status
from tests.components.samples import NOTHING, sample
from tests.components.test_charts import BOTH, SCREENS, labels, rows_of
from tests.components.test_figure_charts import read

Q3 = Quarter(2026, 3)


@pytest.fixture
def view(snapshot: Snapshot) -> QuarterView:
    return quarter_view(snapshot, Q3)


@BOTH
@SCREENS
def test_both_charts_can_be_built(view: QuarterView, palette: Palette, phone: bool) -> None:
    assert matrix(task_figures.rows(view), palette, phone=phone).to_dict()["layer"]
    found = plans.entries(view)
    weeks = plans.by_week(view, found)
    chart = calendar(weeks, labels_of(view.snapshot), view.period, view.snapshot.today, palette, phone=phone)
    assert chart.to_dict()["layer"]


def test_the_matrix_prints_counts_and_what_is_overdue(view: QuarterView) -> None:
    rows = task_figures.rows(view)
    assert {"146/183 · 80%", "↓ 37 quá hạn", "145 chưa đến hạn", "7/7 · 100%"} <= set(labels(matrix(rows, LIGHT)))
    assert {"146/183", "↓ 37", "145 chờ hạn"} <= set(labels(matrix(rows, LIGHT, phone=True)))
    assert matrix_title(rows) == "Thôn có nhiều nhiệm vụ quá hạn nhất: 37"
    assert rows[0].name == "Thôn"  # the most overdue first
    late = [row for row in rows_of(matrix(rows, LIGHT), "rect") if row["fill"] == LIGHT.mark[Status.LATE]]
    assert len(late) == sum(cell.figures.overdue > 0 for row in rows for cell in row.cells)


def test_the_matrix_adds_up_to_the_figure_of_the_commune(view: QuarterView) -> None:
    rows, whole = task_figures.rows(view), task_figures.figures(view)
    cells = [cell.figures for row in rows for cell in row.cells]
    assert sum(one.completed.numerator for one in cells) == whole.completed.numerator == 242
    assert sum(one.completed.denominator for one in cells) == whole.completed.denominator == 304
    assert sum(one.overdue for one in cells) == whole.overdue == 62


def test_the_words_of_the_matrix_say_the_same(view: QuarterView) -> None:
    rows = task_figures.rows(view)
    said = matrix_alt(rows).replace("\u00a0", " ")
    assert "Thôn: Quý II 146/183 · 80%, 37 quá hạn, Quý III 145 chưa đến hạn" in said
    head, *lines = read(matrix_table(rows))
    assert head[:4] == ["Khối", "Quý", "Đến hạn", "Hoàn thành"]
    assert lines[0] == ["Thôn", "Quý II/2026", "183", "146", "141", "79,8", "37", "0"]
    assert len(lines) == len(rows) * 3


def test_without_tasks_there_is_nothing_to_say() -> None:
    empty = quarter_view(sample(**NOTHING), Q3)
    assert task_figures.rows(empty) == ()
    assert task_figures.headline(task_figures.figures(empty)) == "Chưa có nhiệm vụ nào của kế hoạch đến hạn."
    assert matrix_title(()) == "Không có khối nào có nhiệm vụ quá hạn"


def test_the_calendar_marks_days_by_what_stands_worst_there(view: QuarterView) -> None:
    snapshot = view.snapshot
    plan = next(one for one in snapshot.inspections if one.istatus is InspectionState.PLANNED)
    missed = dataclasses.replace(plan, insp_id="KT-2026-0098", date=date(2026, 9, 8))  # a day with one that took place
    view = quarter_view(sample(inspections=(*snapshot.inspections, missed)), Q3)
    found = plans.entries(view)
    chart = calendar(plans.by_week(view, found), labels_of(snapshot), view.period, snapshot.today, LIGHT)
    assert {"↓2", "○"} <= set(labels(chart))
    assert labels(chart).count("✓") == 8
    title = "9 lượt đã thực hiện, 1 kế hoạch sắp tới, 1 kế hoạch đã qua ngày"
    assert calendar_title(found).replace("\u00a0", " ") == title
    assert "08/09/2026 kế hoạch đã qua ngày" in calendar_alt(found)
    today = [row for row in rows_of(chart, "rect") if row["stroke"] == LIGHT.ink]
    assert len(today) == 1


def test_the_calendar_has_every_day_of_the_quarter_once(view: QuarterView) -> None:
    chart = calendar(plans.by_week(view, ()), {}, view.period, date(2026, 1, 1), LIGHT)
    assert len(rows_of(chart, "rect")) == (view.period[1] - view.period[0]).days + 1
    assert calendar_title(()) == "Chưa có lượt kiểm tra hay kế hoạch nào trong quý"


def test_the_calendar_as_a_file_has_a_line_per_inspection(view: QuarterView) -> None:
    found = plans.entries(view)
    head, *lines = read(calendar_table(found, labels_of(view.snapshot)))
    assert head == ["Ngày", "Loại hoạt động", "Đơn vị", "Tình trạng", "Mã kiểm tra"]
    assert len(lines) == len(found)
    assert lines[-1] == ["25/09/2026", "Kiểm tra", "Thôn Xuân Quý", "Kế hoạch", "KT-2026-0017"]


def test_every_place_has_its_way_and_every_actor_and_kind_its_words() -> None:
    assert set(places.WAYS) == set(Place) - {Place.TASK}
    assert set(places.TABS) == set(places.WAYS)
    assert set(ACTORS) == set(Who)
    assert set(work_list.KINDS) == set(WorkKind)


def test_an_instance_stands_where_its_days_put_it(view: QuarterView) -> None:
    found = tasks.ticks(view)
    counts = {one: sum(standing(tick) is one for tick in found) for one in Standing}
    whole = task_figures.figures(view)
    assert (counts[Standing.OVERDUE], counts[Standing.SOON]) == (whole.overdue, whole.soon)
    assert sum(counts.values()) == len(found)


def test_difficulties_of_inspections_stand_open_ones_first(snapshot: Snapshot) -> None:
    found = plans.born_of_inspections(snapshot)
    assert [one.insp_id for one in found] == ["KT-2026-0003", "KT-2026-0008"]
    closed = tuple(
        dataclasses.replace(one, state=DifficultyState.RESOLVED) if one is found[0] else one
        for one in snapshot.difficulties
    )
    again = plans.born_of_inspections(dataclasses.replace(snapshot, difficulties=closed))
    assert [one.insp_id for one in again] == ["KT-2026-0008", "KT-2026-0003"]


def test_a_plan_is_never_made_for_a_day_that_has_passed() -> None:
    for ahead in range(1, 40):
        today, last = date(2026, 9, 15), date(2026, 9, 15) + timedelta(days=ahead)
        assert today < planning.planned_day(today, last) <= last
