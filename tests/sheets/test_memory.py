"""What a reading needed for a moment goes back to the system, once for each version."""

import sys

import pytest

from sheets import memory


def test_it_is_asked_once_for_each_version(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(memory, "_of_glibc", {"malloc_trim": asked.append}.get)
    giving = memory.GivingBack()
    for version in (0, 1, 1, 2):
        giving.after(version)
    assert asked == [0, 0]


def test_threads_share_one_heap(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(memory, "_of_glibc", {"mallopt": lambda *given: asked.append(given)}.get)
    memory.one_heap()
    assert asked == [(memory.ARENA_MAX, 1)]


def test_where_the_library_cannot_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    memory._of_glibc.cache_clear()
    assert memory._of_glibc("malloc_trim") is None
    memory.GivingBack().after(1)
    memory.one_heap()
    memory._of_glibc.cache_clear()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems give memory back by themselves")
def test_on_linux_its_functions_are_there_or_named_as_missing() -> None:
    assert all(one is None or callable(one) for one in map(memory._of_glibc, ("malloc_trim", "mallopt")))
    assert memory._of_glibc("no_such_function_anywhere") is None
