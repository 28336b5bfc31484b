"""Registrations by week, and the commune quarter by quarter."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.overview import overview
from domain.quarters import Quarter
from domain.settings import Settings
from domain.trends import quarter_figures, registrations
from domain.view import quarter_view
from domain.vocabulary import ModelState, Status
from tests.domain.test_sample_outcome import SAMPLE
from tests.domain.worked import model, snapshot

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


def test_the_sample_registered_thirty_models_in_time_and_one_after_the_deadline() -> None:
    found = registrations(quarter_view(SAMPLE, Q3))
    assert (found.total, found.undecided, found.late) == (31, 2, 1)
    assert (found.deadline, found.extra) == (date(2026, 6, 30), date(2026, 9, 30))
    assert (found.weeks[0].monday, found.weeks[-1].monday) == (date(2026, 4, 6), date(2026, 9, 14))


def test_the_weeks_end_with_the_models_of_the_overview() -> None:
    for quarter in (Q2, Q3):
        found, page = registrations(quarter_view(SAMPLE, quarter)), overview(SAMPLE, quarter)
        assert (found.total, found.undecided) == (page.models_registered, page.models_pending)


def test_without_a_deadline_nothing_is_late() -> None:
    settings = Settings(register_by=None, register_by_extra=None)
    whole = snapshot(date(2026, 9, 15), settings, models=(model("M1", submitted=date(2026, 9, 1)),))
    found = registrations(quarter_view(whole, Q3))
    assert (found.deadline, found.extra, found.late) == (None, None, 0)


def test_a_deadline_of_another_year_says_nothing() -> None:
    whole = snapshot(date(2026, 9, 15), Settings(register_by=date(2025, 6, 30)))
    assert registrations(quarter_view(whole, Q3)).deadline is None


def test_a_model_without_a_day_of_sending_counts_in_the_week_of_its_approval() -> None:
    one = model("M1", approved=date(2026, 5, 6), submitted=None)
    weeks = registrations(quarter_view(snapshot(date(2026, 9, 15), models=(one,)), Q3)).weeks
    assert [week.monday for week in weeks if week.new] == [date(2026, 5, 4)]


@given(
    st.lists(st.none() | st.dates(date(2025, 12, 1), date(2027, 2, 1)), max_size=6),
    st.dates(date(2026, 4, 1), date(2026, 12, 31)),
)
def test_weeks_follow_each_other_and_add_up_whatever_days_are_written(sent: list[date | None], today: date) -> None:
    models = tuple(model(f"M{at}", submitted=day, approved=today) for at, day in enumerate(sent))
    waiting = tuple(
        model(f"W{at}", state=ModelState.PENDING, submitted=day, approved=None) for at, day in enumerate(sent)
    )
    view = quarter_view(snapshot(today, models=(*models, *waiting)), Quarter.of(today))
    found = registrations(view)
    page = overview(view.snapshot, view.quarter)
    assert (found.total, found.undecided) == (page.models_registered, page.models_pending)
    assert sum(week.new for week in found.weeks) == found.total
    assert all(b.monday - a.monday == timedelta(days=7) for a, b in zip(found.weeks, found.weeks[1:], strict=False))
    assert found.weeks[-1].monday <= today < found.weeks[-1].monday + timedelta(days=7)


def test_quarters_have_the_figures_that_were_worked_out_for_the_sample() -> None:
    second, third, fourth = quarter_figures(SAMPLE, Q3)
    assert [one.quarter.number for one in (second, third, fourth)] == [2, 3, 4]
    assert (second.reporting.reported.value, third.reporting.on_time.value) == (92.3, 79.3)
    assert (second.units_inspected.value, third.models_inspected.value) == (16.0, 22.6)
    assert (second.remedied.value, third.remedied_on_time.value, second.overdue, third.overdue) == (100.0, 30.0, 0, 5)
    assert third.statuses == {Status.LATE: 7, Status.NONE: 1, Status.RISK: 9, Status.OK: 14}
    assert (second.running, third.running, fourth.future) == (False, True, True)
    assert (fourth.commune.models, fourth.remedied.denominator, fourth.overdue) == (0, 0, 0)
