"""Why a unit is late or without data: the facts, in the order in which they are said (design, section 11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from domain import coverage
from domain.progress import ModelProgress, known_until, valid_reports
from domain.remembered import remembered
from domain.resolution import awaiting_decision
from domain.view import QuarterView
from domain.vocabulary import ModelState, Status


class ReasonKind(Enum):
    """Which fact."""

    NO_MODEL = auto()
    UNDECIDED_MODEL = auto()
    MODEL_TO_START = auto()
    NO_REPORT_DAYS = auto()
    NEVER_REPORTED = auto()
    OVERDUE_FINDINGS = auto()
    LATE_MODELS = auto()
    WAITING_DECISION = auto()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `count` are days, findings or models, `total` the models of the unit."""

    kind: ReasonKind
    count: int = 0
    total: int = 0


def reasons_of(view: QuarterView, unit_id: str | None) -> tuple[Reason, ...]:
    """What is to be said about a unit in this quarter."""
    return tuple(_reasons(view, unit_id, view.of_unit(unit_id)))


def _reasons(view: QuarterView, unit_id: str | None, models: Sequence[ModelProgress]) -> Iterable[Reason]:
    if not models:
        yield _without_models(view, unit_id)
    elif all(one.taken_from is None for one in models):
        yield Reason(ReasonKind.NEVER_REPORTED, _days_since_start(view, models))
    elif any(one.owes for one in models) and not any(one.report for one in models):
        yield Reason(ReasonKind.NO_REPORT_DAYS, _days_since_report(view, models))
    if overdue := len(coverage.overdue(view, coverage.due_findings(view).get(unit_id, ()))):
        yield Reason(ReasonKind.OVERDUE_FINDINGS, overdue)
    if late := sum(one.status is Status.LATE for one in models):
        yield Reason(ReasonKind.LATE_MODELS, late, len(models))
    if unit_id in _waiting_units(view):
        yield Reason(ReasonKind.WAITING_DECISION)


def _without_models(view: QuarterView, unit_id: str | None) -> Reason:
    """Why nothing counts yet: nothing registered, not decided, or approved and not begun."""
    states = [one.state for one in view.snapshot.models_of(unit_id or "")]
    if undecided := sum(one in (ModelState.PENDING, ModelState.RETURNED) for one in states):
        return Reason(ReasonKind.UNDECIDED_MODEL, undecided)
    if any(one.unit_id == unit_id for one in view.approved):
        return Reason(ReasonKind.MODEL_TO_START)
    return Reason(ReasonKind.NO_MODEL)


def _days_since_report(view: QuarterView, models: Sequence[ModelProgress]) -> int:
    """Days since the unit last handed in a report; since its first start where no report carries its day."""
    known = valid_reports(view.snapshot)
    until = (pair for one in models for pair in known_until(known.get(one.model.model_id, ()), view.quarter))
    handed_in = [report.submitted for _, report in until if report.submitted]
    return max(0, (view.cutoff - max(handed_in)).days) if handed_in else _days_since_start(view, models)


def _days_since_start(view: QuarterView, models: Sequence[ModelProgress]) -> int:
    starts = [one.model.start for one in models if one.model.start]
    return (view.cutoff - min(starts, default=view.cutoff)).days


@remembered
def _waiting_units(view: QuarterView) -> frozenset[str | None]:
    return frozenset(difficulty.unit_id for difficulty, _ in awaiting_decision(view))
