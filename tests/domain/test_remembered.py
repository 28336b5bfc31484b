"""What is worked out for a reading lives as long as the reading."""

import gc
import weakref
from dataclasses import dataclass, field

from domain.quarters import Quarter
from domain.remembered import LIMIT, forget, remembered
from domain.view import quarter_view
from tests.components.samples import sample


@dataclass(eq=False)
class Book:
    asked: list[object] = field(default_factory=list)


@remembered
def doubled(book: Book, number: int, *, plus: int = 0) -> int:
    book.asked.append(number)
    return number * 2 + plus


def test_each_question_is_worked_out_once_for_each_reading() -> None:
    one, other = Book(), Book()
    assert [doubled(one, 2), doubled(one, 2), doubled(one, 3), doubled(one, 2, plus=1), doubled(other, 2)] == [
        4, 4, 6, 5, 4,
    ]  # fmt: skip
    assert (one.asked, other.asked) == ([2, 3, 2], [2])


def test_of_many_questions_the_oldest_are_forgotten() -> None:
    book = Book()
    for number in range(LIMIT + 1):
        doubled(book, number)
    doubled(book, LIMIT)
    assert len(book.asked) == LIMIT + 1
    doubled(book, 0)
    assert len(book.asked) == LIMIT + 2


def test_a_reading_that_is_forgotten_goes_without_the_garbage_collector() -> None:
    """Readings hold what was worked out of them, and that holds them: at 50,000 models tens of megabytes each."""
    snapshot = sample()
    view = weakref.ref(quarter_view(snapshot, Quarter(2026, 3)))
    gc.collect()
    gc.disable()
    try:
        held = view()
        assert held is not None
        assert quarter_view(snapshot, Quarter(2026, 3)) is held
        del held
        forget(snapshot)
        assert view() is None
    finally:
        gc.enable()
    forget(None)
