"""Figures as plain data: `{"value", "numerator", "denominator"}`, rounded half-up to one decimal."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from domain.ratios import Ratio, half_up

Json = dict[str, Any]


def ratio(found: Ratio) -> Json:
    """A rate; its value is None for a denominator of 0."""
    return {"value": found.value, "numerator": found.numerator, "denominator": found.denominator}


def count(number: float | None) -> Json:
    """A number without numerator and denominator."""
    return {"value": number, "numerator": None, "denominator": None}


def rounded(number: Fraction | None) -> float | None:
    """Half-up to one decimal."""
    return None if number is None else half_up(number)
