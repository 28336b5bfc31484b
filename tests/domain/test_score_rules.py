"""Writing into Chấm điểm and Tiêu chí: allowed, forbidden, invalid, met by another change (R41, R42)."""

import dataclasses
from functools import partial
from typing import Any

import pytest

from domain import rulebook, score_rules
from domain.conflicts import Seen, merged
from domain.errors import Conflict, Gone, Invalid, NotAllowed
from domain.permissions import Actor
from domain.plan_criteria import criteria
from domain.plans import Plan
from domain.score_rules import change_criterion, score_criterion, score_total
from domain.snapshot import Snapshot
from domain.tables import Score
from domain.vocabulary import Role, UnitType
from domain.vocabulary_movement import Rating
from tests.components.samples import sample

SAMPLE, TH = sample(), "TH-03"
OFFICER, ADMIN, LEADER, GUEST = (
    Actor("a@example.vn", "A", "CQ-01", one) for one in (Role.OFFICER, Role.ADMIN, Role.LEADER, Role.GUEST)
)
VILLAGE, FRONT = Actor("v@example.vn", "V", TH, Role.UNIT), Actor("m@example.vn", "M", "MT-01", Role.FRONT)
GIVE = partial(score_criterion, unit_id=TH, criterion_id="TC7", values={"points": "4,5"})
DECIDE = partial(score_total, unit_id=TH, values={"official": "Hoàn thành tốt"})
CHANGE = partial(change_criterion, criterion_id="TC5", values={"max_points": "20"})


def problems(rule: Any, snapshot: Snapshot = SAMPLE, by: Actor = OFFICER) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        rule(snapshot, by)
    return caught.value.problems


def edits(plan: Plan) -> dict[str | None, dict[str, Any]]:
    found: dict[str | None, dict[str, Any]] = {}
    for edit in plan.edits:
        assert isinstance(edit.record, Score)
        found[edit.record.criterion_id] = dict(edit.changed)
    return found


@pytest.mark.parametrize("by", [VILLAGE, FRONT, LEADER, GUEST])
@pytest.mark.parametrize("rule", [GIVE, DECIDE, CHANGE])
def test_units_and_viewers_score_nothing(rule: Any, by: Actor) -> None:
    with pytest.raises(NotAllowed):
        rule(SAMPLE, by)
    assert not score_rules.may_score(SAMPLE, by)
    assert not score_rules.may_change_criteria(SAMPLE, by)


def test_criteria_are_the_administrators() -> None:
    with pytest.raises(NotAllowed):
        CHANGE(SAMPLE, OFFICER)
    assert not score_rules.may_change_criteria(SAMPLE, OFFICER)
    assert not score_rules.may_change_criteria(SAMPLE, None)
    assert dict(CHANGE(SAMPLE, ADMIN).edits[0].changed) == {"max_points": 20.0}


def test_the_councils_points_with_what_follows_from_them() -> None:
    found = edits(GIVE(SAMPLE, OFFICER))
    assert found["TC7"] == {"points": 4.5}  # nothing of it is worked out
    assert found["TONG"] == {"rating": Rating.PASSED}
    plan = score_criterion(SAMPLE, OFFICER, unit_id=TH, criterion_id="TC2", values={"points": 20})
    assert edits(plan)["TC2"] == {"points": 20.0, "auto_points": 8.0}


def test_a_row_that_is_not_there_yet_is_added_with_its_automatic_points() -> None:
    none = dataclasses.replace(SAMPLE, scores=())
    plan = score_criterion(
        none, OFFICER, unit_id=TH, criterion_id="TC6", values={"points": 5, "reason": "Điển hình cấp tỉnh"}
    )  # fmt: skip
    [add] = plan.adds
    assert dataclasses.asdict(add.record).items() >= {
        "year": 2026, "unit_id": TH, "criterion_id": "TC6", "points": 5.0, "auto_points": 0.0,
    }.items()  # fmt: skip
    assert plan.edits == ()
    [total] = DECIDE(none, OFFICER).adds
    assert isinstance(total.record, Score)
    assert (total.record.criterion_id, total.record.official) == ("TONG", Rating.GOOD)
    assert total.record.rating is Rating.PASSED


def test_what_the_council_may_not_give() -> None:
    def wrong(code: str, **values: object) -> dict[str, str]:
        return problems(partial(score_criterion, unit_id=TH, criterion_id=code, values=values))

    assert set(wrong("TC5", points=15, reason="Đoàn đề nghị")) == {"points"}  # computed, never typed
    assert set(wrong("TC1", points=15)) == {"reason"}
    assert set(wrong("TC7", points=6)) == {"points"}
    assert "từ 8 đến 20" in wrong("TC2", points=7)["points"]
    assert set(wrong("TC2", points="bảy")) == {"points"}
    assert set(wrong("TC7", points=3, reason="Gọi 0912 345 678")) == {"reason"}
    assert set(wrong("TC3", self_points=26)) == {"self_points"}
    types = tuple(dataclasses.replace(one, unit_types=(UnitType.SCHOOL,)) for one in criteria())
    rule = partial(score_criterion, unit_id=TH, criterion_id="TC7", values={"points": 3})
    assert set(problems(rule, dataclasses.replace(SAMPLE, criteria=types))) == {"points"}


def test_points_beyond_the_range_need_a_reason_and_may_be_taken_back() -> None:
    plan = score_criterion(
        SAMPLE, OFFICER, unit_id=TH, criterion_id="TC2", values={"points": 5, "reason": "Trùng mô hình"}
    )  # fmt: skip
    assert edits(plan)["TC2"]["points"] == 5
    emptied = score_criterion(SAMPLE, OFFICER, unit_id=TH, criterion_id="TC7", values={"points": ""})
    assert edits(emptied)["TC7"] == {"points": None}


def test_bonus_and_deduction_have_bounds_and_reasons() -> None:
    def total(**values: object) -> partial[Plan]:
        return partial(score_total, unit_id=TH, values=values)

    assert set(problems(total(bonus=6, reason="Khen"))) == {"bonus"}
    assert set(problems(total(deduction=11, reason="Sai"))) == {"deduction"}
    assert set(problems(total(bonus=5))) == set(problems(total(deduction=10))) == {"reason"}
    plan = total(bonus=5, deduction=10, reason="Khen tỉnh; số liệu sai", official="Hoàn thành")(SAMPLE, OFFICER)
    assert edits(plan)["TONG"].items() >= {"bonus": 5.0, "deduction": 10.0, "official": Rating.PASSED}.items()


def test_a_criterion_keeps_its_name_and_weighs_something() -> None:
    def change(**values: object) -> partial[Plan]:
        return partial(change_criterion, criterion_id="TC5", values=values)

    assert set(problems(change(name=""), by=ADMIN)) == {"name"}
    for most in (0, None, 101):
        assert set(problems(change(max_points=most), by=ADMIN)) == {"max_points"}
    plan = change(name="Chấp hành kiểm tra", unit_types=["Thôn"], meaning="Tự tính")(SAMPLE, ADMIN)
    assert dict(plan.edits[0].changed) == {
        "name": "Chấp hành kiểm tra", "unit_types": (UnitType.VILLAGE,), "meaning": "Tự tính",
    }  # fmt: skip


def test_what_is_gone_is_said_so() -> None:
    for rule in (
        partial(GIVE, unit_id="TH-99"), partial(GIVE, criterion_id="TC99"), partial(DECIDE, unit_id="TH-99"),
    ):  # fmt: skip
        with pytest.raises(Gone):
            rule(SAMPLE, OFFICER)
    with pytest.raises(Gone):
        change_criterion(SAMPLE, ADMIN, criterion_id="TC99", values={})


def test_two_officers_at_one_row() -> None:
    row = next(one for one in SAMPLE.scores if (one.unit_id, one.criterion_id) == (TH, "TC7"))
    seen = Seen.of(dataclasses.replace(row, points=2), ("points", "reason"))
    with pytest.raises(Conflict):
        merged(GIVE(SAMPLE, OFFICER), seen)
    assert merged(GIVE(SAMPLE, OFFICER), Seen.of(row, ("points", "reason"))).edits


@pytest.mark.parametrize("rule", [GIVE, DECIDE, CHANGE])
def test_what_waits_on_disk_comes_back_as_it_was(rule: Any) -> None:
    name, kept = rulebook.named(rule)
    again = rulebook.recalled(name, kept)
    assert isinstance(again, partial)
    assert again.keywords == rule.keywords
