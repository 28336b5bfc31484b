"""What a reading needed for a moment goes back to the system, once for each version."""

import sys

import pytest

from sheets import memory


def test_it_is_asked_once_for_each_version(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(memory, "_malloc_trim", lambda: asked.append)
    giving = memory.GivingBack()
    for version in (0, 1, 1, 2):
        giving.after(version)
    assert asked == [0, 0]


def test_where_the_library_cannot_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    memory._malloc_trim.cache_clear()
    assert memory._malloc_trim() is None
    memory.GivingBack().after(1)
    memory._malloc_trim.cache_clear()
