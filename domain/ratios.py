"""Rates and means: exact inside, rounded half-up when shown; a denominator of 0 has no value."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


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


def half_up(number: Fraction | float, digits: int = 1) -> float:
    """`number` rounded half-up, away from zero: 12.25 → 12.3 (Python's round gives 12.2)."""
    exact = Fraction(number)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return float(decimal.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def mean(numbers: Collection[Fraction]) -> Fraction | None:
    """The arithmetic mean; None of nothing."""
    return sum(numbers, Fraction(0)) / len(numbers) if numbers else None


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
