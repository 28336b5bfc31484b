"""Memory that a reading needed for a moment goes back to the system.

The C library of most Linux systems (glibc) keeps what was freed for itself: tens of megabytes after a reading. Other
systems give it back by themselves or not at all.
"""

import ctypes
import sys
from collections.abc import Callable
from functools import cache
from typing import Any


class GivingBack:
    """Gives back what is free once for each version of the data."""

    def __init__(self) -> None:
        self._version = 0

    def after(self, version: int) -> None:
        """Does it, unless it was done for this version."""
        if version == self._version:
            return
        self._version = version
        trim = _malloc_trim()
        if trim is not None:
            trim(0)


@cache
def _malloc_trim() -> Callable[[int], Any] | None:
    """The function of glibc; None where there is none."""
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
