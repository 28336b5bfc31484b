"""What is not filled in of the government's service figures: blank is not 0."""

import dataclasses

from domain.government import FIGURES, RATES
from domain.quarters import Quarter
from domain.service_fields import USED, gaps
from domain.service_rules import blank_row
from domain.snapshot import Snapshot
from domain.tables import ServiceFigure
from domain.vocabulary_movement import ServiceIndicator as I
from tests.domain.test_sample_outcome import SAMPLE
from tests.domain.worked import snapshot

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


def with_rows(*rows: ServiceFigure) -> Snapshot:
    return snapshot(SAMPLE.today, service_figures=rows)


def test_every_indicator_uses_some_figure_and_all_that_a_rate_is_made_of() -> None:
    assert set(USED) == set(I)
    assert all(set(fields) <= set(FIGURES) and fields for fields in USED.values())
    assert all(cell.field in USED[cell.code] for rate in RATES for cell in (rate.part, rate.whole))


def test_the_sample_is_filled_in() -> None:
    assert gaps(SAMPLE, Q2) == gaps(SAMPLE, Q3) == ()
    assert {one.code for one in gaps(SAMPLE, Quarter(2026, 4))} == set(I)


def test_a_blank_figure_is_a_gap_and_a_0_is_none() -> None:
    row = dataclasses.replace(blank_row(Q3, I.PROCEDURES), received=0, done=0)
    found = {one.code: one for one in gaps(with_rows(row), Q3)}
    assert (found[I.PROCEDURES].fields, found[I.PROCEDURES].whole) == (("on_time",), False)
    assert found[I.VISITS].whole
    full = dataclasses.replace(row, on_time=0)
    assert I.PROCEDURES not in {one.code for one in gaps(with_rows(full), Q3)}


def test_nobody_comes_to_a_dialogue_that_was_not_held() -> None:
    row = dataclasses.replace(blank_row(Q3, I.DIALOGUES), planned=1, done=0)
    assert I.DIALOGUES not in {one.code for one in gaps(with_rows(row), Q3)}
    held = dataclasses.replace(row, done=1)
    assert next(one for one in gaps(with_rows(held), Q3) if one.code is I.DIALOGUES).fields == ("received",)
