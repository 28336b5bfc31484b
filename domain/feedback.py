"""I22: opinions of the Fatherland Front and of mass organisations: answered, taken up, waiting (R67)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.ratios import Ratio, mean, median
from domain.tables import Feedback
from domain.view import QuarterView
from domain.vocabulary_movement import Acceptance

TAKEN_UP = frozenset({Acceptance.ACCEPTED, Acceptance.PARTLY})


@dataclass(frozen=True, slots=True)
class Waiting:
    """An opinion without an answer, with the days since; `late`: days past its deadline, negative: left, None: none."""

    feedback: Feedback
    days: int
    late: int | None

    @property
    def overdue(self) -> bool:
        return self.late is not None and self.late > 0


def received(view: QuarterView) -> tuple[Feedback, ...]:
    """The opinions of the quarter's year that had come by C."""
    first = date(view.quarter.year, 1, 1)
    return tuple(one for one in view.snapshot.feedback if one.date and first <= one.date <= view.cutoff)


def is_answered(view: QuarterView, one: Feedback) -> bool:
    """Whether it was answered by C."""
    return is_answered_by(one, view.cutoff)


def is_answered_by(one: Feedback, until: date) -> bool:
    """Whether it was answered by a day. The day decides; a row that says “Chưa trả lời” was not."""
    return one.replied is not None and one.replied <= until and one.acceptance is not Acceptance.UNANSWERED


def answered(view: QuarterView, found: Collection[Feedback]) -> Ratio:
    """I22: answered / received."""
    return Ratio(sum(is_answered(view, one) for one in found), len(found))


def accepted(view: QuarterView, found: Iterable[Feedback]) -> Ratio:
    """I22b: of the answered ones those taken up, also in part."""
    replies = [one for one in found if is_answered(view, one)]
    return Ratio(sum(one.acceptance in TAKEN_UP for one in replies), len(replies))


def replied_on_time(view: QuarterView, found: Iterable[Feedback]) -> Ratio:
    """Of the opinions whose `Hạn trả lời` has come by C those answered by it."""
    due = [one for one in found if one.reply_due and one.reply_due <= view.cutoff]
    return Ratio(sum(is_answered(view, one) and in_time(one) for one in due), len(due))


def in_time(one: Feedback) -> bool:
    """Whether its answer came by `Hạn trả lời`."""
    return one.replied is not None and one.reply_due is not None and one.replied <= one.reply_due


def reply_days(view: QuarterView, found: Iterable[Feedback]) -> tuple[int, ...]:
    """Days from opinion to answer, of the answered ones."""
    pairs = [(one.date, one.replied) for one in found if is_answered(view, one)]
    return tuple((replied - since).days for since, replied in pairs if since and replied and replied >= since)


def mean_reply_days(view: QuarterView, found: Iterable[Feedback]) -> Fraction | None:
    """The mean of `reply_days`."""
    return mean([Fraction(one) for one in reply_days(view, found)])


def median_reply_days(view: QuarterView, found: Iterable[Feedback]) -> Fraction | None:
    """The median of `reply_days`."""
    return median([Fraction(one) for one in reply_days(view, found)])


def waiting(view: QuarterView, found: Iterable[Feedback]) -> tuple[Waiting, ...]:
    """Opinions without an answer, the longest past their day first, then those waiting longest."""
    lines = [
        Waiting(one, (view.cutoff - one.date).days, (view.cutoff - one.reply_due).days if one.reply_due else None)
        for one in found
        if one.date and not is_answered(view, one)
    ]
    return tuple(sorted(lines, key=_urgency))


def overdue(view: QuarterView, found: Iterable[Feedback]) -> tuple[Waiting, ...]:
    """Of those the ones past `Hạn trả lời`."""
    return tuple(one for one in waiting(view, found) if one.overdue)


def _urgency(one: Waiting) -> tuple[bool, int, int, str]:
    return one.late is None, -(one.late or 0), -one.days, one.feedback.feedback_id or ""
