"""Rates and means: exact inside, rounded half-up when shown; a denominator of 0 has no value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Ratio:
    """A rate in percent. `exact` is unrounded; `value` is half-up to one decimal; both None for a denominator of 0."""

    numerator: int
    denominator: int

    @property
    def exact(self) -> Fraction | None:
        return Fraction(self.numerator * 100, self.denominator) if self.denominator else None

    @property
    def value(self) -> float | None:
        return None if self.exact is None else half_up(self.exact)


@lru_cache(maxsize=4096)
def exact(number: float) -> Fraction:
    """The number as it was written: 12.35 is 247/20, not the nearest binary fraction."""
    return Fraction(str(number))


def half_up(number: Fraction | float, digits: int = 1) -> float:
    """`number` rounded half-up, away from zero: 12.25 → 12.3 (Python's round gives 12.2)."""
    scale: int = 10**digits
    scaled = (number if isinstance(number, Fraction) else exact(number)) * scale
    whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    return (-whole if scaled < 0 else whole) / scale


def total(numbers: Iterable[Fraction]) -> Fraction:
    """The exact sum. Adds up by denominator first: a running sum would carry an ever longer common denominator."""
    parts: Counter[int] = Counter()
    for number in numbers:
        parts[number.denominator] += number.numerator
    return sum((Fraction(numerator, denominator) for denominator, numerator in parts.items()), Fraction(0))


def mean(numbers: Collection[Fraction]) -> Fraction | None:
    """The arithmetic mean; None of nothing."""
    return total(numbers) / len(numbers) if numbers else None


def median(numbers: Collection[Fraction]) -> Fraction | None:
    """The middle number, or the mean of the two middle ones; None of nothing."""
    if not numbers:
        return None
    ordered = sorted(numbers)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return (low + high) / 2


def share(part: Collection[object], whole: Collection[object]) -> Ratio:
    """How many of `whole` are in `part`: the numerator is always a subset of the denominator."""
    return Ratio(sum(1 for one in whole if one in part), len(whole))
