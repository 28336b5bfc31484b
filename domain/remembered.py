"""What is worked out once for a reading, kept in that reading, and gone with it.

`functools.lru_cache` would hold the readings that it has seen long after a newer one has taken their place: at 50,000
models each is worth tens of megabytes.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

S = TypeVar("S")
R = TypeVar("R")
P = ParamSpec("P")
KEPT = "_remembered"
LIMIT = 64
"""Results of one function for one reading: as many kinds of readers and quarters as ask; of more the oldest goes."""

Results = dict[Hashable, Any]


def remembered(work: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """`work` asked once for each object that it is about (its first argument, by identity) and each of the others.

    Two threads may ask at once: then both work, with the same result.
    """

    @wraps(work)
    def asked(about: S, /, *rest: P.args, **named: P.kwargs) -> R:
        kept: Results = vars(about).setdefault(KEPT, {}).setdefault(work, {})
        key = (rest, *sorted(named.items()))
        if key in kept:
            return cast(R, kept[key])
        found = work(about, *rest, **named)
        while len(kept) >= LIMIT:
            kept.pop(next(iter(kept), None), None)
        kept[key] = found
        return found

    return asked


def forget(about: object) -> None:
    """Lets go of what was worked out, and of what was worked out of that: else they hold each other in a circle."""
    kept: dict[Any, Results] = getattr(about, "__dict__", {}).pop(KEPT, {})
    for results in list(kept.values()):
        for found in list(results.values()):
            forget(found)
