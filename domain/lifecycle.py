"""The life-cycle of a model: which moves there are, who may make them, and what its dates say on a given day.

Who counts is decided from dates (approved, withdrawn, paused, ended), not from the history of states: hand edits leave
no history (data model, "Model life-cycle").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.fields import Writer
from domain.tables import Model, Report
from domain.vocabulary import ModelState, ReportState

S = ModelState


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed change of state. `reason`: a reason must be given; `dates`: the column that the move fills."""

    before: ModelState
    after: ModelState
    writer: Writer
    reason: bool = False
    dates: str | None = None


MODEL_MOVES: tuple[Move, ...] = (
    Move(S.DRAFT, S.PENDING, Writer.UNIT, dates="submitted"),
    Move(S.DRAFT, S.WITHDRAWN, Writer.UNIT, dates="withdrawn"),
    Move(S.PENDING, S.WITHDRAWN, Writer.UNIT, dates="withdrawn"),
    Move(S.RETURNED, S.WITHDRAWN, Writer.UNIT, dates="withdrawn"),
    Move(S.RETURNED, S.PENDING, Writer.UNIT, dates="submitted"),
    Move(S.PENDING, S.REGISTERED, Writer.OFFICER, dates="approved"),
    Move(S.PENDING, S.RETURNED, Writer.OFFICER, reason=True),
    Move(S.REGISTERED, S.RUNNING, Writer.OFFICER),
    Move(S.REGISTERED, S.WITHDRAWN, Writer.OFFICER, reason=True, dates="withdrawn"),
    Move(S.RUNNING, S.PAUSED, Writer.OFFICER, reason=True, dates="paused_from"),
    Move(S.RUNNING, S.COMPLETED, Writer.OFFICER, dates="end_actual"),
    Move(S.RUNNING, S.FAILED, Writer.OFFICER, dates="end_actual"),
    Move(S.RUNNING, S.WITHDRAWN, Writer.OFFICER, reason=True, dates="withdrawn"),
    Move(S.PAUSED, S.RUNNING, Writer.OFFICER, dates="paused_to"),
    Move(S.PAUSED, S.WITHDRAWN, Writer.OFFICER, reason=True, dates="withdrawn"),
    Move(S.COMPLETED, S.RECOGNISED, Writer.OFFICER),
    Move(S.COMPLETED, S.NOT_RECOGNISED, Writer.OFFICER),
    Move(S.RECOGNISED, S.REPLICATED, Writer.OFFICER),
    Move(S.RUNNING, S.CARRIED_OVER, Writer.OFFICER),
    Move(S.COMPLETED, S.CARRIED_OVER, Writer.OFFICER),
    Move(S.RECOGNISED, S.CARRIED_OVER, Writer.OFFICER),
)

REPORT_MOVES: dict[tuple[ReportState, ReportState], Writer] = {
    (ReportState.DRAFT, ReportState.SUBMITTED): Writer.UNIT,
    (ReportState.RETURNED, ReportState.SUBMITTED): Writer.UNIT,
    (ReportState.SUBMITTED, ReportState.CONFIRMED): Writer.OFFICER,
    (ReportState.SUBMITTED, ReportState.RETURNED): Writer.OFFICER,
}

VALID_REPORT = frozenset({ReportState.SUBMITTED, ReportState.CONFIRMED})
UNIT_EDITS = frozenset({S.DRAFT, S.RETURNED})
ENDED = frozenset({S.COMPLETED, S.FAILED, S.RECOGNISED, S.NOT_RECOGNISED, S.REPLICATED})
APPROVED = frozenset({S.REGISTERED, S.RUNNING, S.PAUSED, S.CARRIED_OVER}) | ENDED

# A state that needs a date but lacks it is an error and does not replace the date.
NEEDS_DATE: dict[ModelState, tuple[str, ...]] = {
    **dict.fromkeys(APPROVED, ("approved",)),
    **dict.fromkeys(ENDED, ("approved", "end_actual")),
    S.PAUSED: ("approved", "paused_from"),
    S.WITHDRAWN: ("withdrawn",),
}


def move(before: ModelState, after: ModelState) -> Move | None:
    """The allowed move between two states; None where there is none."""
    return next((one for one in MODEL_MOVES if (one.before, one.after) == (before, after)), None)


def moves_from(state: ModelState) -> tuple[Move, ...]:
    """The moves that lead out of `state`."""
    return tuple(one for one in MODEL_MOVES if one.before == state)


def effective_state(model: Model, reports: Iterable[Report], today: date) -> ModelState | None:
    """The state as it is read: Đã đăng ký counts as Đang triển khai from its start or its first valid report."""
    if model.state is not S.REGISTERED:
        return model.state
    started = model.start is not None and model.start <= today
    reported = any(report.rstatus in VALID_REPORT for report in reports)
    return S.RUNNING if started or reported else S.REGISTERED


def counted_state(model: Model) -> ModelState | None:
    """The state that figures of the model's year count: to go on in the next year takes nothing away from this one.

    What it was before it was carried over; typed by hand, as its end says.
    """
    if model.state is not S.CARRIED_OVER:
        return model.state
    return model.carried_from or (S.COMPLETED if model.end_actual else S.RUNNING)


def approved_by(model: Model, day: date) -> bool:
    """Approved, and not withdrawn, by the end of `day`."""
    return model.approved is not None and model.approved <= day and not withdrawn_by(model, day)


def withdrawn_by(model: Model, day: date) -> bool:
    return model.withdrawn is not None and model.withdrawn <= day


def paused_on(model: Model, day: date) -> bool:
    """Paused on `day`: paused by then and not resumed by then (I1b)."""
    if model.paused_from is None or model.paused_from > day:
        return False
    return model.paused_to is None or model.paused_to > day


def ended_before(model: Model, day: date) -> bool:
    return model.end_actual is not None and model.end_actual < day
