"""What waits on disk comes back exactly as it went in, and every rule of the book is found again by its name."""

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import vocabulary
from domain.plans import Plan
from domain.quarters import Quarter
from domain.rulebook import KNOWN, named, packed, recalled, unpacked
from domain.vocabulary import Field, ModelState

WORDS = [
    one
    for kind in vars(vocabulary).values()
    if isinstance(kind, type)
    for one in getattr(kind, "__members__", {}).values()
]
QUARTERS = st.builds(Quarter, st.integers(2000, 2099), st.integers(1, 4))
SIMPLE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.dates(),
    QUARTERS,
    st.sampled_from(WORDS),
)
FIELD_NAMES = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
ARGUMENTS = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(FIELD_NAMES, inner, max_size=4),
    ),
    max_leaves=12,
)


def same(left: Any, right: Any) -> bool:
    """Equal, and of the same kind all through: 1 is not True, a word is not its text."""
    if type(left) is not type(right) or left != right:
        return False
    if isinstance(left, dict):
        return all(same(left[key], right[key]) for key in left)
    return not isinstance(left, list | tuple) or all(map(same, left, right))


@given(ARGUMENTS)
def test_an_argument_comes_back_from_disk_as_it_went_in(value: Any) -> None:
    assert same(unpacked(json.loads(json.dumps(packed(value), ensure_ascii=False))), value)


def test_a_word_comes_back_as_the_word_and_not_as_its_text() -> None:
    back = unpacked(packed({"field": Field.ECONOMY, "text": str(Field.ECONOMY)}))
    assert back["field"] is Field.ECONOMY
    assert type(back["text"]) is str


@pytest.mark.parametrize("value", [{1, 2}, b"x", object(), [object()], {"a": {"b": 1j}}])
def test_what_no_rule_takes_is_not_kept(value: Any) -> None:
    with pytest.raises(TypeError):
        packed(value)


@pytest.mark.parametrize(
    "kept", [{"$day": "30/02/2026"}, {"$quarter": "2026-Q5"}, {"$word": "Field.NOTHING"}, {"$word": "Nothing.AT_ALL"}]
)
def test_what_another_program_wrote_is_no_argument(kept: Any) -> None:
    with pytest.raises((ValueError, KeyError, AttributeError)):
        unpacked(kept)


@pytest.mark.parametrize("rule", KNOWN, ids=lambda rule: rule.__name__)
def test_every_rule_is_recalled_by_its_name(rule: Callable[..., Plan]) -> None:
    arguments = {
        "model_id": "MH-2026-0001",
        "after": ModelState.REGISTERED,
        "day": date(2026, 9, 15),
        "quarter": Quarter(2026, 3),
    }
    name, kept = named(partial(rule, **arguments))
    back = recalled(name, json.loads(json.dumps(kept)))
    assert isinstance(back, partial)
    assert back.func is rule
    assert same(back.keywords, arguments)


def test_no_two_rules_have_one_name() -> None:
    assert len({rule.__name__ for rule in KNOWN}) == len(KNOWN)


def test_another_callable_is_no_rule_of_the_book_whatever_it_is_called() -> None:
    def register_model(*_: Any) -> Plan:
        return Plan()

    with pytest.raises(KeyError):
        named(register_model)
    with pytest.raises(KeyError):
        recalled("nobody", {})
