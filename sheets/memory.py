"""Memory that a reading needed for a moment goes back to the system.

The C library of most Linux systems (glibc) keeps what was freed for itself, in each thread: tens of megabytes after a
reading. Other systems give it back by themselves or not at all.
"""

import ctypes
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h


class GivingBack:
    """Gives back what is free once for each version of the data."""

    def __init__(self) -> None:
        self._version = 0

    def after(self, version: int) -> None:
        """Does it, unless it was done for this version."""
        if version == self._version:
            return
        self._version = version
        trim = _of_glibc("malloc_trim")
        if trim is not None:
            trim(0)


def one_heap() -> None:
    """Before threads begin: glibc gives each thread a heap of its own, and each keeps what is free in it.

    Only one thread of Python runs at a time: they need not be spared from waiting for each other.
    """
    choose = _of_glibc("mallopt")
    if choose is not None:
        choose(ARENA_MAX, 1)


@cache
def _of_glibc(name: str) -> Callable[..., Any] | None:
    """A function of the C library; None where there is none of this name."""
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None), name, None)
