"""Quarters: boundaries, keys and the two closing rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quarters import Quarter, bounds, quarter_of
from domain.tables import Report

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2026, 3, 31), "2026-Q1"),
        (date(2026, 4, 1), "2026-Q2"),
        (date(2026, 6, 30), "2026-Q2"),
        (date(2026, 7, 1), "2026-Q3"),
        (date(2026, 12, 31), "2026-Q4"),
        (date(2027, 1, 1), "2027-Q1"),
    ],
)
def test_a_day_lies_in_its_calendar_quarter(day: date, key: str) -> None:
    assert Quarter.of(day).key == key


@given(DAYS)
def test_a_quarter_holds_its_days_and_only_those(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first <= day <= quarter.last
    assert Quarter.of(quarter.last + timedelta(days=1)) == quarter.next
    assert quarter.next.previous == quarter
    assert Quarter.parse(quarter.key) == quarter
    assert quarter.previous < quarter < quarter.next


@pytest.mark.parametrize("text", ["", "2026-Q5", "2026-Q0", "Q3", "2026-Q3 ", "2026-q3", "Quý III"])
def test_only_a_key_is_a_key(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Quarter.parse(text)


def test_the_decree_closes_on_the_fourteenth() -> None:
    assert bounds(Quarter(2026, 3), closing_by_decree=False) == (date(2026, 7, 1), date(2026, 9, 30))
    assert bounds(Quarter(2026, 3), closing_by_decree=True) == (date(2026, 6, 15), date(2026, 9, 14))
    assert bounds(Quarter(2026, 1), closing_by_decree=True) == (date(2025, 12, 15), date(2026, 3, 14))


def test_a_record_without_year_or_quarter_has_no_quarter() -> None:
    assert quarter_of(Report(year=2026, quarter="III")) == Quarter(2026, 3)
    assert quarter_of(Report(year=2026)) is None
    assert quarter_of(Report(quarter="III")) is None
