"""Difficulties: how long it takes to resolve them (I14), and which wait for a decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from domain.ratios import mean, median
from domain.remembered import remembered
from domain.tables import Difficulty
from domain.view import QuarterView
from domain.vocabulary import DifficultyState

CLOSED = frozenset({DifficultyState.RESOLVED, DifficultyState.UNRESOLVABLE})


@dataclass(frozen=True, slots=True)
class Open:
    """A difficulty that is open at C: days since it was raised, and whose it is."""

    age: int
    unit_id: str | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """I14: calendar days from raising to resolving of what was resolved in the period; what is open at C."""

    days: tuple[int, ...]
    open: tuple[Open, ...]
    """The oldest first."""

    @property
    def open_ages(self) -> tuple[int, ...]:
        """Of what is open, the oldest first."""
        return tuple(one.age for one in self.open)

    @property
    def mean(self) -> Fraction | None:
        return mean([Fraction(day) for day in self.days])

    @property
    def median(self) -> Fraction | None:
        return median([Fraction(day) for day in self.days])


def resolution(view: QuarterView, difficulties: Iterable[Difficulty]) -> Resolution:
    """I14 over `difficulties`. Those still open are reported by their age and are not in the mean."""
    raised = [(one, one.raised) for one in difficulties if one.raised and one.raised <= view.cutoff]
    days = tuple((one.resolved - since).days for one, since in raised if one.resolved and resolved_in_period(view, one))
    still = [(one, (view.cutoff - since).days) for one, since in raised if open_at(view, one)]
    still.sort(key=lambda pair: (-pair[1], pair[0].issue_id or ""))
    return Resolution(days, tuple(Open(age, view.snapshot.owner_of(one)) for one, age in still))


def resolved_in_period(view: QuarterView, one: Difficulty) -> bool:
    """Resolved in the period. Resolved before it was raised is an error in the dates, not a duration."""
    if one.state is not DifficultyState.RESOLVED or one.resolved is None or one.raised is None:
        return False
    return one.resolved >= one.raised and view.period[0] <= one.resolved <= view.cutoff


def open_at(view: QuarterView, one: Difficulty) -> bool:
    """Open at C: not closed, or closed on a later day."""
    if one.state in CLOSED:
        return one.resolved is not None and one.resolved > view.cutoff
    return one.state is not None


@remembered
def awaiting_decision(view: QuarterView) -> tuple[tuple[Difficulty, int], ...]:
    """Difficulties that wait for a named decider, with the days since they were submitted; longest first."""
    waiting = [
        (one, (view.cutoff - since).days)
        for one in view.snapshot.difficulties
        if one.decider and open_at(view, one) and (since := one.decision_from or one.raised) and since <= view.cutoff
    ]
    return tuple(sorted(waiting, key=lambda pair: (-pair[1], pair[0].issue_id or "")))
