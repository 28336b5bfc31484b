"""Two people at one record: what only one of them changed is merged, the rest is the person's decision."""

from typing import Any

import pytest

from domain.conflicts import MINE, THEIRS, Seen, merged, place_of
from domain.errors import Conflict
from domain.plans import Edit, Plan
from domain.tables import Model, Report
from domain.vocabulary import ReportType

BEFORE: dict[str, Any] = {
    "model_id": "MH-2026-0001",
    "title": "Vườn rau",
    "owner": "Chị Lan",
    "method": "Nhóm hộ",
    "kpi_target": 10.0,
}
PLACE = "Mô hình|MH-2026-0001"
FORM = ("title", "owner", "method", "kpi_target")


def model(**changed: Any) -> Model:
    return Model(**{**BEFORE, **changed})


def seen() -> Seen:
    """The form as it was opened."""
    return Seen.of(model(), FORM)


def saved(now: Model, form: Seen, **mine: Any) -> dict[str, Any]:
    """What is written when the form wants `mine` and `now` stands there."""
    values = {name: mine.get(name, BEFORE[name]) for name in FORM}
    [edit] = merged(Plan(edits=(Edit(now, values),)), form).edits
    return dict(edit.changed)


def conflict(now: Model, form: Seen, **mine: Any) -> Conflict:
    with pytest.raises(Conflict) as caught:
        saved(now, form, **mine)
    return caught.value


def test_nobody_else_changed_anything() -> None:
    assert saved(model(), seen(), title="Vườn hoa") == {"title": "Vườn hoa"}


def test_what_different_people_changed_in_different_fields_is_merged() -> None:
    assert saved(model(owner="Anh Nam", kpi_target=12.0), seen(), title="Vườn hoa") == {"title": "Vườn hoa"}


def test_both_want_the_same() -> None:
    assert saved(model(title="Vườn hoa"), seen(), title="Vườn hoa") == {}


def test_one_field_changed_by_both_is_a_conflict_that_shows_all_three_values() -> None:
    found = conflict(model(title="Ruộng lúa", owner="Anh Nam"), seen(), title="Vườn hoa", method="Từng hộ")
    assert found.place == PLACE
    [one] = found.differences
    assert (one.field, one.header, one.asked) == ("title", "Tên mô hình", True)
    assert (one.shown, one.mine, one.theirs) == ("Vườn rau", "Vườn hoa", "Ruộng lúa")


def test_a_field_emptied_by_one_and_changed_by_the_other_is_a_conflict() -> None:
    [one] = conflict(model(owner=None), seen(), owner="Anh Nam").differences
    assert (one.shown, one.mine, one.theirs) == ("Chị Lan", "Anh Nam", None)
    [one] = conflict(model(owner="Anh Nam"), seen(), owner=None).differences
    assert (one.mine, one.theirs) == (None, "Anh Nam")


def test_a_decision_on_something_that_has_changed_since_is_a_conflict() -> None:
    """A form that shows a field without asking for it: who decides must see what it is now."""
    edit = Edit(model(kpi_target=99.0), {"owner": "Anh Nam"})
    with pytest.raises(Conflict) as caught:
        merged(Plan(edits=(edit,)), seen())
    [one] = caught.value.differences
    assert (one.field, one.shown, one.mine, one.theirs, one.asked) == ("kpi_target", 10.0, None, 99.0, False)


def test_who_has_seen_nothing_of_a_record_overwrites_only_what_the_rule_sets() -> None:
    assert saved(model(owner="Anh Nam"), Seen(), title="Vườn hoa") == {"title": "Vườn hoa", "owner": "Chị Lan"}
    other = Seen.of(model(model_id="MH-2026-0002"), FORM)
    assert saved(model(), other, title="Vườn hoa") == {"title": "Vườn hoa"}


def test_mine_is_written_over_theirs_and_theirs_is_left() -> None:
    now = model(title="Ruộng lúa", owner="Anh Nam")
    mine = {"title": "Vườn hoa", "owner": "Chị Mai"}
    found = conflict(now, seen(), **mine)
    decided = seen().decided(found, {"title": MINE, "owner": THEIRS})
    assert saved(now, decided, **mine) == {"title": "Vườn hoa"}
    assert decided.given_up == {PLACE: ("owner",)}


def test_a_field_without_a_choice_keeps_its_conflict() -> None:
    now, mine = model(title="Ruộng lúa", owner="Anh Nam"), {"title": "Vườn hoa", "owner": "Chị Mai"}
    decided = seen().decided(conflict(now, seen(), **mine), {"title": MINE, "owner": "?"})
    assert [one.field for one in conflict(now, decided, **mine).differences] == ["owner"]


def test_what_changes_again_after_the_choice_is_a_conflict_again_unless_it_was_given_up() -> None:
    now, mine = model(title="Ruộng lúa", owner="Anh Nam"), {"title": "Vườn hoa", "owner": "Chị Mai"}
    decided = seen().decided(conflict(now, seen(), **mine), {"title": MINE, "owner": THEIRS})
    later = model(title="Ao cá", owner="Ông Tư")
    assert [one.field for one in conflict(later, decided, **mine).differences] == ["title"]


def test_having_seen_what_was_only_shown_is_enough() -> None:
    edit = Edit(model(kpi_target=99.0), {"owner": "Anh Nam"})
    with pytest.raises(Conflict) as caught:
        merged(Plan(edits=(edit,)), seen())
    [settled] = merged(Plan(edits=(edit,)), seen().decided(caught.value, {})).edits
    assert settled.changed == {"owner": "Anh Nam"}


def test_two_records_of_one_plan_are_told_apart() -> None:
    other = model(model_id="MH-2026-0002", title="Ruộng lúa")
    plan = Plan(edits=(Edit(model(), {"title": "A"}), Edit(other, {"title": "B"})))
    assert [dict(one.changed) for one in merged(plan, seen()).edits] == [{"title": "A"}, {"title": "B"}]


def test_a_report_that_has_no_id_yet_is_named_by_model_and_quarter() -> None:
    blank = Report(model_id="MH-2026-0001", year=2026, quarter="III", rtype=ReportType.PERIODIC)
    there = Report(report_id="BC-1", model_id="MH-2026-0001", year=2026, quarter="III", rtype=ReportType.PERIODIC)
    assert place_of(blank) == place_of(there)
    assert place_of(model()) == PLACE


def test_what_was_kept_is_read_again_and_nonsense_is_nothing() -> None:
    decided = seen().decided(conflict(model(title="Ruộng lúa"), seen(), title="Vườn hoa"), {"title": THEIRS})
    assert Seen.read(decided.kept()) == decided
    assert Seen.read({"values": ["x"], "given_up": 3}) == Seen()
    assert Seen.read({}) == Seen()
