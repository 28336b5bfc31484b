"""The records behind R15, R58 and R63 are as many as their figures."""

import dataclasses

import pytest

from domain import communication
from domain.behind import Why
from domain.evidence import evidence
from domain.quarters import Quarter
from domain.view import quarter_view
from tests.domain.test_sample_outcome import SAMPLE

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


@pytest.mark.parametrize("quarter", [Q2, Q3], ids=lambda one: one.key)
def test_the_records_are_as_many_as_the_figure(quarter: Quarter) -> None:
    view = quarter_view(SAMPLE, quarter)
    for code, ratio in (
        ("R15", communication.integrated(communication.events(view))),
        ("R63", communication.contest_schools(view)),
    ):
        found = evidence(view, code)
        assert (len(found.counting), len(found.records)) == (ratio.numerator, ratio.denominator)
    both = communication.ba_nhat(view).values()
    assert len(evidence(view, "R58").records) == len({one for count in both for one in (*count.events, *count.models)})


def test_an_event_that_does_not_say_whether_it_was_integrated_stands_beside() -> None:
    first, *rest = SAMPLE.communications
    held = dataclasses.replace(SAMPLE, communications=(dataclasses.replace(first, integrated=None), *rest))
    [beside] = evidence(quarter_view(held, Q2), "R15").beside
    assert (beside.record_id, beside.why) == (first.comm_id, Why.NOT_SAID)


def test_schools_say_whether_they_held_a_contest_and_by_which_event() -> None:
    found = {one.record_id: one for one in evidence(quarter_view(SAMPLE, Q3), "R63").records}
    assert found["TR-04"].why is Why.CONTEST_HELD
    assert len(found["TR-04"].by) == 1
    assert found["TR-01"].why is Why.NO_CONTEST
