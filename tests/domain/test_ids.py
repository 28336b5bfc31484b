"""IDs are made once and never again (worked example O20)."""

from hypothesis import given
from hypothesis import strategies as st

from domain.ids import KINDS, format_id, id_prefix, lock_number, next_number

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
    prefix = id_prefix("KT", 2026)
    following = next_number(prefix, (format_id(prefix, number) for number in numbers))
    assert following == max(numbers, default=0) + 1


@given(st.sampled_from(sorted(KINDS)), st.integers(2024, 2099), st.integers(1, 999_999))
def test_locks_of_different_records_differ_and_fit_a_metadata_id(kind: str, year: int, number: int) -> None:
    lock = lock_number(kind, year, number)
    assert 0 < lock < 2**31
    assert lock != lock_number(kind, year, number + 1)
    assert lock // 100_000_000 == KINDS[kind]
