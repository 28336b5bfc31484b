"""IDs are made once and never again (worked example O20)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ids import KINDS, format_id, lock_number, next_number, series
from domain.tables import (
    Communication,
    Difficulty,
    Exemplar,
    Feedback,
    Finding,
    Inspection,
    Model,
    Report,
    Reward,
    Row,
    VillageSum,
)

YEARS, NUMBERS = st.integers(2024, 2099), st.integers(1, 9999)
PRESENT = [f"MH-2026-000{n}" for n in (1, 2, 3, 4, 5, 7)]


def test_o20_a_deleted_number_is_not_used_again() -> None:
    used = [*PRESENT, "MH-2026-0008"]  # 0008 stands in the history only
    assert format_id("MH-2026-", next_number("MH-2026-", used)) == "MH-2026-0009"
    assert format_id("MH-2027-", next_number("MH-2027-", used)) == "MH-2027-0001"


def test_other_prefixes_and_odd_ids_do_not_count() -> None:
    used = ["BC-2026-Q2-0031", "MH-2026-x", "MH-2026-", None, "MH-2026-0002-1", "MH-2026-٣"]
    assert next_number("MH-2026-", used) == 1
    assert next_number("BC-2026-Q2-", used) == 32


@given(st.lists(st.integers(1, 99_999), max_size=20))
def test_the_next_number_is_above_every_used_one(numbers: list[int]) -> None:
    prefix = "KT-2026-"
    following = next_number(prefix, (format_id(prefix, number) for number in numbers))
    assert following == max(numbers, default=0) + 1


@pytest.mark.parametrize(
    ("record", "first"),
    [
        (Model(year=2026), "MH-2026-0001"),
        (Report(year=2026, quarter="II"), "BC-2026-Q2-0001"),
        (Inspection(year=2026), "KT-2026-0001"),
        (Finding(insp_id="KT-2026-0012"), "TT-2026-0012-1"),
        (Difficulty(raised=date(2026, 7, 1)), "KK-2026-0001"),
        (Communication(date=date(2026, 7, 1)), "TTR-2026-0001"),
        (Feedback(date=date(2026, 7, 1)), "YK-2026-0001"),
        (Exemplar(year=2026), "DH-2026-0001"),
        (Reward(proposed=date(2026, 7, 1)), "KTH-2026-0001"),
    ],
)
def test_each_kind_of_record_is_counted_in_its_own_series(record: Row, first: str) -> None:
    assert format_id(series(record), next_number(series(record), [])) == first


def test_a_tab_without_ids_has_no_series_and_an_unknown_year_no_id() -> None:
    assert series(VillageSum(unit_id="TH-01", year=2026, quarter="III")) == ""
    with pytest.raises(ValueError, match="Báo cáo quý"):
        series(Report(year=2026))


PLAIN = sorted(KINDS.keys() - {"BC", "TT"})
IDS = st.one_of(
    st.builds(lambda kind, year, n: f"{kind}-{year}-{n:04d}", st.sampled_from(PLAIN), YEARS, NUMBERS),
    st.builds(lambda year, q, n: f"BC-{year}-Q{q}-{n:04d}", YEARS, st.integers(1, 4), NUMBERS),
    st.builds(lambda year, insp, n: f"TT-{year}-{insp:04d}-{n}", YEARS, st.integers(1, 9999), st.integers(1, 99)),
)


@given(IDS, IDS)
def test_locks_of_different_records_differ_and_fit_a_metadata_id(one: str, other: str) -> None:
    assert 0 < lock_number(one) < 2**31
    assert (lock_number(one) == lock_number(other)) == (one == other)
    assert lock_number(one) // 100_000_000 == KINDS[one.partition("-")[0]]


@pytest.mark.parametrize("text", ["MH-2026", "XX-2026-0001", "MH-26-0001", "mh-2026-0001"])
def test_what_is_no_id_has_no_lock(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        lock_number(text)


@pytest.mark.parametrize("typed", ["abc", "KT", "KT-2026", "TT-2026-0001-1", "-1"])
def test_a_finding_of_no_inspection_gets_no_id(typed: str) -> None:
    with pytest.raises(ValueError, match="no ID"):
        series(Finding(insp_id=typed))


def test_a_slip_of_the_keyboard_does_not_carry_the_series_away() -> None:
    used = ["MH-2026-0007", "MH-2026-9999999999"]
    assert lock_number(format_id("MH-2026-", next_number("MH-2026-", used))) < 2**31
    assert next_number("MH-2026-", used) == 8
