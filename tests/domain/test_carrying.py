"""A model that goes on: what is taken along, who may, not twice, and what is half done between two years."""

import dataclasses
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import carrying, ids
from domain.carrying import ASKED, KEPT, Left, heir_of, source_of, unfinished
from domain.checks import of_earlier_year
from domain.errors import Duplicate, Invalid, NotAllowed
from domain.indicators import indicators
from domain.lifecycle import counted_state
from domain.model_rules import move_model, moves_for
from domain.permissions import Actor
from domain.quarters import Quarter
from domain.rulebook import packed, unpacked
from domain.settings import Settings, moved
from domain.snapshot import Snapshot
from domain.tables import Exemplar, Model
from domain.view import shown_quarter
from domain.vocabulary import ModelState, Role
from domain.vocabulary_movement import ExemplarResult
from domain.year_figures import figures_of
from tests.components.samples import NOTHING, sample

OLD = sample()
RUNNING = next(one for one in OLD.models if one.state is ModelState.RUNNING)
MODEL_ID = RUNNING.model_id or ""
OFFICER = Actor("cv@example.vn", "CV", "CQ-01", Role.OFFICER)
VALUES: dict[str, Any] = {
    "objective": "Giữ vững",
    "kpi_target": "45,5",
    "start": date(2027, 1, 1),
    "end": date(2027, 11, 30),
    "owner": "Trưởng thôn",
}


def actor(role: Role) -> Actor:
    return Actor("x@example.vn", "X", RUNNING.unit_id or "", role)


def new(*models: Model) -> Snapshot:
    """The workbook of 2027 with these models, on the same day."""
    whole = sample(**{**NOTHING, "units": OLD.units, "models": models})
    settings = dataclasses.replace(whole.settings, plan_year=2027, plan_date=date(2027, 1, 15))
    return dataclasses.replace(whole, settings=settings)


def continued(snapshot: Snapshot, by: Actor = OFFICER, **other: Any) -> Model:
    values = {**VALUES, **other}
    plan = carrying.continue_model(snapshot, by, source_id=MODEL_ID, source=source_of(RUNNING), values=values)
    [add] = plan.adds
    assert isinstance(add.record, Model)
    return add.record


def with_models(snapshot: Snapshot, *models: Model) -> Snapshot:
    kept = {one.model_id: one for one in models}
    return dataclasses.replace(snapshot, models=tuple(kept.get(one.model_id, one) for one in snapshot.models))


def recognised(**other: Any) -> Model:
    return dataclasses.replace(RUNNING, state=ModelState.RECOGNISED, end_actual=date(2026, 9, 1), **other)


def test_everything_is_taken_along_but_what_the_form_asks_for() -> None:
    found = continued(new())
    same = [name for name in KEPT if name not in ASKED]
    assert [getattr(found, name) for name in same] == [getattr(RUNNING, name) for name in same]
    assert (found.objective, found.kpi_target, found.owner) == ("Giữ vững", 45.5, "Trưởng thôn")
    assert (found.year, found.state, found.parent_id) == (2027, ModelState.REGISTERED, MODEL_ID)
    assert found.submitted == found.approved == OLD.today
    assert (found.end_actual, found.evaluation, found.consult, found.hh_agree) == (None, None, None, None)


def test_the_first_id_of_the_next_year_is_its_first(monkeypatch: pytest.MonkeyPatch) -> None:
    prefix = ids.series(continued(new()))
    used = [one.model_id for one in OLD.models]
    assert ids.format_id(prefix, ids.next_number(prefix, used)) == "MH-2027-0001"


def test_what_is_taken_along_survives_the_outbox() -> None:
    for model in OLD.models:
        assert unpacked(packed(source_of(model))) == source_of(model)


@pytest.mark.parametrize("role", [Role.UNIT, Role.FRONT, Role.LEADER, Role.GUEST])
def test_only_officers_and_administrators(role: Role) -> None:
    with pytest.raises(NotAllowed):
        continued(new(), actor(role))
    with pytest.raises(NotAllowed):
        carrying.receive_models(new(), actor(role), source_id=MODEL_ID, source=source_of(RUNNING), unit_ids=("TH-05",))
    snapshot = with_models(OLD, recognised())
    with pytest.raises(NotAllowed):
        carrying.note_replication(snapshot, actor(role), model_id=MODEL_ID, unit_ids=("TH-05",))


def test_not_twice_and_not_into_its_own_year() -> None:
    first = dataclasses.replace(continued(new()), model_id="MH-2027-0001")
    with pytest.raises(Duplicate) as told:
        continued(new(first))
    assert told.value.existing == "MH-2027-0001"
    withdrawn = dataclasses.replace(first, state=ModelState.WITHDRAWN, withdrawn=OLD.today)
    assert continued(new(withdrawn)).parent_id == MODEL_ID
    with pytest.raises(Invalid):
        continued(OLD)


def test_a_model_of_nearly_the_same_name_is_not_doubled() -> None:
    other = Model(model_id="MH-2027-0009", year=2027, unit_id=RUNNING.unit_id, title=RUNNING.title)
    with pytest.raises(Invalid, match="MH-2027-0009"):
        continued(new(other))


@pytest.mark.parametrize(
    ("name", "value"),
    [("objective", ""), ("kpi_target", "0"), ("kpi_target", "nhiều"), ("end", date(2026, 1, 1)), ("owner", None)],
)
def test_a_wrong_field_is_named(name: str, value: Any) -> None:
    with pytest.raises(Invalid) as told:
        continued(new(), **{name: value})
    assert name in told.value.problems


@pytest.mark.parametrize("state", [ModelState.RUNNING, ModelState.COMPLETED, ModelState.RECOGNISED])
def test_no_figure_of_its_year_changes(state: ModelState) -> None:
    """Also not for a model past its end: it stays overdue in the year that it belongs to."""
    late = dataclasses.replace(RUNNING, end=date(2026, 8, 1), state=state)
    if state is not ModelState.RUNNING:
        late = dataclasses.replace(late, end_actual=date(2026, 9, 1))
    before = with_models(OLD, late)
    [edit] = move_model(before, OFFICER, model_id=MODEL_ID, after=ModelState.CARRIED_OVER).edits
    after = with_models(OLD, dataclasses.replace(late, **edit.values))
    assert counted_state(after.model(MODEL_ID) or late) is state
    for number in range(1, 5):
        left, right = (indicators(one, Quarter(2026, number)) for one in (before, after))
        for found in (left, right):
            for figures in (found["commune"], *found["units"].values()):
                figures["I9"].pop("needs_closing")
        assert left == right


def test_typed_by_hand_its_end_says_what_it_was() -> None:
    typed = dataclasses.replace(RUNNING, state=ModelState.CARRIED_OVER)
    assert counted_state(typed) is ModelState.RUNNING
    assert counted_state(dataclasses.replace(typed, end_actual=date(2026, 9, 1))) is ModelState.COMPLETED


def test_officers_are_offered_the_move_and_units_are_not() -> None:
    assert ModelState.CARRIED_OVER in {one.after for one in moves_for(RUNNING, OLD, OFFICER)}
    assert ModelState.CARRIED_OVER not in {one.after for one in moves_for(RUNNING, OLD, actor(Role.UNIT))}


def test_each_unit_gets_a_draft_of_its_own_once() -> None:
    snapshot = with_models(OLD, recognised())
    plan = carrying.replicate_model(snapshot, OFFICER, model_id=MODEL_ID, unit_ids=("TH-05", "TH-07", "TH-05"))
    drafts = [one.record for one in plan.adds]
    assert [(one.unit_id, one.state, one.parent_id) for one in drafts if isinstance(one, Model)] == [
        ("TH-05", ModelState.DRAFT, MODEL_ID),
        ("TH-07", ModelState.DRAFT, MODEL_ID),
    ]
    assert {one.title for one in drafts if isinstance(one, Model)} == {RUNNING.title}
    assert [one.owner for one in drafts if isinstance(one, Model)] == [None, None]
    assert plan.edits[0].values == {"state": ModelState.REPLICATED}
    known = dataclasses.replace(snapshot, models=(*snapshot.models, *(x for x in drafts if isinstance(x, Model))))
    with pytest.raises(Invalid, match="Đã nhân rộng tới TH-05"):
        carrying.replicate_model(known, OFFICER, model_id=MODEL_ID, unit_ids=("TH-05",))


@pytest.mark.parametrize("unit_ids", [(), ("TH-99",), (RUNNING.unit_id or "",), ("LD-01",)])
def test_nobody_a_stranger_itself_and_a_leaders_office_receive_nothing(unit_ids: tuple[str, ...]) -> None:
    with pytest.raises(Invalid) as told:
        carrying.replicate_model(with_models(OLD, recognised()), OFFICER, model_id=MODEL_ID, unit_ids=unit_ids)
    assert list(told.value.problems) == ["unit_ids"]


def test_only_a_recognised_model_is_spread() -> None:
    with pytest.raises(Invalid) as told:
        carrying.replicate_model(OLD, OFFICER, model_id=MODEL_ID, unit_ids=("TH-05",))
    assert list(told.value.problems) == ["state"]


def test_the_exemplar_names_the_units_that_take_it_over() -> None:
    known = Exemplar(
        exemplar_id="DH-2026-0090", model_id=MODEL_ID, unit_id=RUNNING.unit_id, result=ExemplarResult.RECOGNISED,
        receiver_ids=("TH-02",),
    )  # fmt: skip
    other = dataclasses.replace(known, exemplar_id="DH-2026-0091", result=ExemplarResult.NEW)
    snapshot = dataclasses.replace(with_models(OLD, recognised()), exemplars=(known, other))
    plan = carrying.note_replication(snapshot, OFFICER, model_id=MODEL_ID, unit_ids=("TH-05", "TH-02"))
    assert [edit.values for edit in plan.edits] == [
        {"state": ModelState.REPLICATED},
        {"receiver_ids": ("TH-02", "TH-05")},
    ]


def test_what_is_half_done_is_found_and_what_is_whole_is_not() -> None:
    heir = dataclasses.replace(continued(new()), model_id="MH-2027-0001")
    over = dataclasses.replace(RUNNING, state=ModelState.CARRIED_OVER, carried_from=ModelState.RUNNING)
    assert [one.left for one in unfinished(OLD, new(heir))] == [Left.MOVE]
    assert [one.left for one in unfinished(with_models(OLD, over), new())] == [Left.CREATE]
    assert unfinished(with_models(OLD, over), new(heir)) == ()
    assert unfinished(OLD, new()) == ()
    received = dataclasses.replace(heir, unit_id="TH-05", state=ModelState.DRAFT)
    [left] = unfinished(with_models(OLD, recognised()), new(received))
    assert (left.left, left.unit_ids) == (Left.NOTE, ("TH-05",))
    assert unfinished(with_models(OLD, recognised()), new()) == ()


def test_a_parent_of_an_earlier_year_stands_elsewhere() -> None:
    assert of_earlier_year(Model(year=2027, parent_id="MH-2026-0007"))
    for record in (
        Model(year=2026, parent_id="MH-2026-0007"),
        Model(year=2026, parent_id="MH-2027-0007"),
        Model(year=2027, parent_id="gì đó"),
        Model(year=2027),
        Model(parent_id="MH-2026-0007"),
    ):
        assert not of_earlier_year(record)


def test_a_model_that_went_on_and_was_withdrawn_there_is_not_half_done() -> None:
    gone = dataclasses.replace(continued(new()), state=ModelState.WITHDRAWN, withdrawn=date(2026, 9, 15))
    moved_on = dataclasses.replace(RUNNING, state=ModelState.CARRIED_OVER)
    assert unfinished(with_models(OLD, moved_on), new(gone)) == ()
    assert [one.left for one in unfinished(with_models(OLD, moved_on), new())] == [Left.CREATE]
    others = dataclasses.replace(gone, unit_id="TH-05")
    assert unfinished(with_models(OLD, recognised()), new(others)) == ()


@pytest.mark.parametrize(
    ("other", "same"),
    [({}, True), ({"approved": None}, False), ({"kpi_target": 1.0}, False), ({"end": date(2027, 6, 30)}, False)],
)
def test_who_asks_for_what_is_there_already_has_it_and_nobody_else(other: dict[str, Any], same: bool) -> None:
    heir = dataclasses.replace(continued(new()), **other)
    assert carrying.is_as_asked(heir, VALUES) is same


def test_a_withdrawn_heir_is_none() -> None:
    heir = dataclasses.replace(continued(new()), model_id="MH-2027-0001", withdrawn=OLD.today)
    assert heir_of(new(heir), MODEL_ID, RUNNING.unit_id) is None


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(1, 5))
def test_a_day_moved_by_years_keeps_its_month_and_nearly_its_day(day: date, years: int) -> None:
    later = moved(day, years)
    assert (later.year, later.month) == (day.year + years, day.month)
    assert day.day - later.day in (0, 1)


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_a_page_never_leaves_the_year_of_its_workbook(today: date) -> None:
    found = shown_quarter(dataclasses.replace(OLD, today=today))
    assert found.year == 2026
    if today.year == 2026:
        assert found == Quarter.of(today)
    else:
        assert found.number == (1 if today.year < 2026 else 4)


@pytest.mark.parametrize(
    ("plan_date", "numbers"),
    [
        (date(2026, 4, 8), [2, 3, 4]),
        (date(2026, 1, 15), [1, 2, 3, 4]),
        (date(2025, 12, 20), [1, 2, 3, 4]),
        (date(2026, 10, 1), [4]),
    ],
)
def test_quarters_begin_with_that_of_the_plan(plan_date: date, numbers: list[int]) -> None:
    assert [one.number for one in Settings(plan_date=plan_date).quarters()] == numbers


def test_the_comparison_counts_as_the_indicators_do() -> None:
    assert not figures_of(OLD, 4).begun
    for number in (2, 3, None):
        found = figures_of(OLD, number)
        assert found.begun
        said = indicators(OLD, found.quarter)["commune"]
        for code, ratio in found.rates.items():
            assert (ratio.numerator, ratio.denominator) == (said[code]["numerator"], said[code]["denominator"]), code
        assert found.standing.models == said["I7"]["denominator"]
        assert found.models == said["I16"]["denominator"]
        assert (found.recognised, found.replicated) == (said["I23"]["recognised"], said["I23"]["replicated"])
        assert found.households.total == said["I15b"]["denominator"]
