"""The life-cycle of a model, move by move, and what its dates say."""

from datetime import date

import pytest

from domain.fields import Writer
from domain.lifecycle import (
    MODEL_MOVES,
    NEEDS_DATE,
    approved_by,
    effective_state,
    ended_before,
    move,
    moves_from,
    paused_on,
    withdrawn_by,
)
from domain.tables import Model, Report
from domain.vocabulary import ModelState as S
from domain.vocabulary import ReportState

DAY = date(2026, 8, 1)

# Before → after, as the data model draws it. Whatever is not here must not be possible.
DRAWN = {
    S.DRAFT: {S.PENDING, S.WITHDRAWN},
    S.PENDING: {S.REGISTERED, S.RETURNED, S.WITHDRAWN},
    S.RETURNED: {S.PENDING, S.WITHDRAWN},
    S.REGISTERED: {S.RUNNING, S.WITHDRAWN},
    S.RUNNING: {S.PAUSED, S.COMPLETED, S.FAILED, S.WITHDRAWN, S.CARRIED_OVER},
    S.PAUSED: {S.RUNNING, S.WITHDRAWN},
    S.COMPLETED: {S.RECOGNISED, S.NOT_RECOGNISED, S.CARRIED_OVER},
    S.RECOGNISED: {S.REPLICATED, S.CARRIED_OVER},
}


@pytest.mark.parametrize("before", S)
def test_exactly_the_drawn_moves_exist(before: S) -> None:
    assert {one.after for one in moves_from(before)} == DRAWN.get(before, set())


def test_units_move_a_model_only_until_it_is_approved() -> None:
    theirs = {(one.before, one.after) for one in MODEL_MOVES if one.writer is Writer.UNIT}
    assert {before for before, _ in theirs} == {S.DRAFT, S.PENDING, S.RETURNED}
    assert {after for _, after in theirs} == {S.PENDING, S.WITHDRAWN}


def test_returning_pausing_and_withdrawing_after_approval_need_a_reason() -> None:
    assert {(one.before, one.after) for one in MODEL_MOVES if one.reason} == {
        (S.PENDING, S.RETURNED),
        (S.REGISTERED, S.WITHDRAWN),
        (S.RUNNING, S.PAUSED),
        (S.RUNNING, S.WITHDRAWN),
        (S.PAUSED, S.WITHDRAWN),
    }


def test_a_move_fills_the_date_that_its_state_needs() -> None:
    approval = move(S.PENDING, S.REGISTERED)
    assert approval is not None
    assert approval.dates == "approved"
    for one in MODEL_MOVES:
        if one.after in (S.PAUSED, S.WITHDRAWN, S.COMPLETED, S.FAILED):
            assert one.dates in NEEDS_DATE[one.after]


@pytest.mark.parametrize(
    ("start", "reports", "state"),
    [
        (date(2026, 8, 1), (), S.RUNNING),
        (date(2026, 8, 2), (), S.REGISTERED),
        (date(2026, 8, 2), (Report(rstatus=ReportState.SUBMITTED),), S.RUNNING),
        (date(2026, 8, 2), (Report(rstatus=ReportState.DRAFT),), S.REGISTERED),
        (None, (), S.REGISTERED),
    ],
)
def test_a_registered_model_runs_from_its_start_or_its_first_report(
    start: date | None, reports: tuple[Report, ...], state: S
) -> None:
    assert effective_state(Model(state=S.REGISTERED, start=start), reports, DAY) is state


def test_other_states_are_read_as_they_stand() -> None:
    assert effective_state(Model(state=S.PAUSED, start=DAY), (), DAY) is S.PAUSED


def test_an_event_dated_later_has_not_happened_yet() -> None:
    later = date(2026, 8, 2)
    assert not approved_by(Model(approved=later), DAY)
    assert approved_by(Model(approved=DAY, withdrawn=later), DAY)
    assert not approved_by(Model(approved=DAY, withdrawn=DAY), DAY)
    assert not withdrawn_by(Model(withdrawn=later), DAY)
    assert not paused_on(Model(paused_from=later), DAY)
    assert paused_on(Model(paused_from=DAY), DAY)
    assert paused_on(Model(paused_from=DAY, paused_to=later), DAY)
    assert not paused_on(Model(paused_from=DAY, paused_to=DAY), DAY)
    assert ended_before(Model(end_actual=date(2026, 7, 31)), DAY)
    assert not ended_before(Model(end_actual=DAY), DAY)
