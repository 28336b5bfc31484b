"""Numbers, dates and ages as Vietnamese readers write them."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from components import vi
from domain.quarters import Quarter


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (1234.5, 1, "1.234,5"),
        (1_234_567, 0, "1.234.567"),
        (Fraction(49, 4), 1, "12,3"),
        (12.25, 1, "12,3"),
        (0, 0, "0"),
        (-0.4, 0, "0"),
        (None, 1, "—"),
    ],
)
def test_a_number_has_a_decimal_comma_and_is_rounded_half_up(
    value: vi.Numeric | None, digits: int, written: str
) -> None:
    assert vi.number(value, digits) == written


@pytest.mark.parametrize(("value", "written"), [(48.709, "49%"), (66.5, "67%"), (None, "—"), (0.0, "0%")])
def test_a_percent_stands_without_a_space_and_unknown_is_a_dash(value: float | None, written: str) -> None:
    assert vi.percent(value) == written


@pytest.mark.parametrize(("value", "written"), [(3, "+3"), (-29.4, "−29"), (0.4, "0"), (-0.4, "0"), (-12.5, "−13")])
def test_a_difference_has_a_real_minus_sign_and_no_sign_at_zero(value: float, written: str) -> None:
    assert vi.signed(value) == written


def test_differences_are_points_that_do_not_part_from_their_number() -> None:
    assert vi.points(-29) == "−29\u00a0điểm"
    assert vi.counted(5, "thôn chậm") == "5\u00a0thôn chậm"


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0, "0\u00a0giây trước"),
        (59.9, "59\u00a0giây trước"),
        (60, "1\u00a0phút trước"),
        (3_599, "59\u00a0phút trước"),
        (7_300, "2\u00a0giờ trước"),
        (200_000, "2\u00a0ngày trước"),
        (-5, "0\u00a0giây trước"),
    ],
)
def test_an_age_is_told_in_its_largest_whole_unit(seconds: float, written: str) -> None:
    assert vi.age(timedelta(seconds=seconds)) == written


def test_moments_are_told_in_the_time_of_the_commune() -> None:
    moment = datetime(2026, 8, 15, 2, 12, tzinfo=UTC)
    assert vi.moment(moment) == "09:12 15/08/2026"
    assert vi.clock(moment) == "09:12"
    assert vi.day(date(2026, 9, 5)) == "05/09/2026"
    assert vi.day(None) == "—"
    assert vi.short_day(date(2026, 9, 5)) == "05/09"


def test_quarters_are_named_with_roman_numerals() -> None:
    assert vi.quarter(Quarter(2026, 3)) == "Quý\u00a0III"
    assert vi.quarter_of_year(Quarter(2026, 4)) == "Quý\u00a0IV/2026"


@pytest.mark.parametrize(
    ("words", "written"), [([], ""), (["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a, b và c")]
)
def test_a_listing_ends_with_and(words: list[str], written: str) -> None:
    assert vi.listing(words) == written


def test_a_capital_leaves_the_other_letters_alone() -> None:
    assert vi.capital("đường UBND") == "Đường UBND"


def test_a_span_says_in_words_which_end_is_not_known() -> None:
    first, last = date(2026, 5, 15), date(2026, 11, 15)
    assert vi.span(first, last) == "15/05/2026 – 15/11/2026"
    assert vi.span(first, None) == "từ 15/05/2026, chưa rõ ngày kết thúc"
    assert vi.span(None, last) == "đến 15/11/2026, chưa rõ ngày bắt đầu"
    assert vi.span(None, None) == "chưa rõ"


def test_a_sentence_has_a_capital_letter_and_one_full_stop() -> None:
    assert [vi.sentence(one) for one in ("số ước lượng", "Đã có.", "")] == ["Số ước lượng.", "Đã có.", ""]


def test_an_exact_number_has_the_decimals_that_it_has() -> None:
    assert [vi.exact(one) for one in (2.5, 2.25, 3.0, 1234.0, 50, None)] == ["2,5", "2,25", "3", "1.234", "50", "—"]
