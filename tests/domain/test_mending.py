"""Which cell may be mended by whom, and what comes back as it was: the rules alone, without a workbook."""

import json
from functools import partial
from typing import Any

import pytest

from domain.errors import Gone, Invalid, Mended, NotAllowed
from domain.fields import specs
from domain.mending import correct_cell, may_correct
from domain.permissions import Actor, visible
from domain.plans import Plan, Way
from domain.restoring import cell_then, deleted_cells, put_back, restore_row, values_before
from domain.rows import Grid
from domain.rulebook import named, recalled
from domain.snapshot import Problem, Snapshot
from domain.tables import HistoryEntry, Model
from domain.vocabulary import HistoryAction, Role, Source, Tab
from tests.components.samples import as_read, grids, typed_into

MODEL, RETURNED, PENDING = "MH-2026-0006", "MH-2026-0035", "MH-2026-0033"
WRONG, RIGHT = "Bảo vệ mội trườngg", "Bảo vệ môi trường"
SPECS = {spec.name: spec for spec in specs(Model)}


def actor(role: Role, unit_id: str = "CQ-01") -> Actor:
    return Actor(email="a@example.vn", name="Nguyễn Văn Mẫu", unit_id=unit_id, role=role)


OFFICER = actor(Role.OFFICER)


def read(key: str, header: str, value: object, tab: Tab = Tab.MODELS) -> Snapshot:
    raw = grids()
    typed_into(raw, tab, key, header, value)
    return as_read(raw)


def problem(snapshot: Snapshot, value: str) -> Problem:
    [found] = [one for one in snapshot.problems if one.value == value]
    return found


def corrected(snapshot: Snapshot, by: Actor, found: Problem, **other: Any) -> Plan:
    arguments: dict[str, Any] = {
        "tab": str(found.tab),
        "field": found.field,
        "record_id": found.record_id,
        "row": found.row,
        "shown": found.value,
        "suggestion": found.suggestion,
    }
    rule = partial(correct_cell, **(arguments | other))
    name, kept = named(rule)
    return recalled(name, json.loads(json.dumps(kept)))(snapshot, by)


def test_a_cell_gets_what_was_suggested_and_nothing_else_is_touched() -> None:
    snapshot = read(MODEL, "Lĩnh vực", WRONG)
    plan = corrected(snapshot, OFFICER, problem(snapshot, WRONG))
    [edit] = plan.edits
    assert edit.changed == {"field": RIGHT}
    assert (plan.way, edit.row) == (Way.MENDS, None)


def test_a_row_without_an_id_is_found_by_its_place_and_content() -> None:
    raw = grids()
    typed_into(raw, Tab.MODELS, MODEL, "Lĩnh vực", WRONG)
    row = next(one for one in raw[Tab.MODELS] if one[0] == MODEL)
    row[0] = ""
    snapshot = as_read(raw)
    found = problem(snapshot, WRONG)
    [edit] = corrected(snapshot, OFFICER, found).edits
    assert edit.row == found.row
    assert list(edit.cells) == row


def test_a_row_without_an_id_that_moved_is_the_only_one_that_looks_like_it() -> None:
    snapshot = read(MODEL, "Lĩnh vực", WRONG)
    found = problem(snapshot, WRONG)
    raw = {tab: list(grid) for tab, grid in snapshot.grids.items()}
    body: Grid = [list(one) for one in raw[Tab.MODELS]]
    body[(found.row or 0) - 1][0] = ""
    moved = as_read({**grids(), Tab.MODELS: [body[0], *reversed(body[1:])]})
    [edit] = corrected(moved, OFFICER, found, record_id=None).edits
    assert edit.cells == tuple(body[(found.row or 0) - 1])


@pytest.mark.parametrize("other", [{"shown": "khác"}, {"suggestion": "Khác"}, {"record_id": "MH-2026-0007"}])
def test_what_is_not_in_the_list_any_more_is_left_alone(other: dict[str, str]) -> None:
    snapshot = read(MODEL, "Lĩnh vực", WRONG)
    with pytest.raises(Mended):
        corrected(snapshot, OFFICER, problem(snapshot, WRONG), **other)


def test_an_officer_corrects_the_spelling_of_a_state_and_a_unit_does_not() -> None:
    snapshot = read(RETURNED, "Trạng thái", "Chờ duyệtt")
    found = problem(snapshot, "Chờ duyệtt")
    assert corrected(snapshot, OFFICER, found).edits
    owner = actor(Role.UNIT, found.unit_id or "")
    assert not may_correct(snapshot, owner, found)
    with pytest.raises(NotAllowed):
        corrected(snapshot, owner, found)


ROLES = {
    Role.ADMIN: True, Role.OFFICER: True, Role.LEADER: False, Role.UNIT: False, Role.FRONT: False, Role.GUEST: False,
}  # fmt: skip


@pytest.mark.parametrize(("role", "may"), list(ROLES.items()))
def test_who_may_correct_another_units_approved_model(role: Role, may: bool) -> None:
    snapshot, by = read(MODEL, "Lĩnh vực", WRONG), actor(role)
    found = problem(snapshot, WRONG)
    assert may_correct(snapshot, by, found) is may
    if may:
        assert corrected(snapshot, by, found).edits
    else:
        with pytest.raises(NotAllowed):
            corrected(snapshot, by, found)


def test_nobody_but_the_rules_sees_the_raw_values() -> None:
    snapshot = as_read()
    for role in set(Role) - {Role.ADMIN}:
        seen = visible(snapshot, actor(role, "TH-03"))
        assert not seen.grids
        assert seen.figures is None or not seen.figures.grids


# Putting back


def entry(header: str, old: str | None, new: str | None, source: Source = Source.HAND) -> HistoryEntry:
    return HistoryEntry(action=HistoryAction.EDIT, column=header, old=old, new=new, source=source, record_id=MODEL)


def test_each_field_gets_what_it_held_before_the_first_change_since() -> None:
    past = [
        entry("Tên mô hình", "A", "B"),
        entry("Số hộ dự kiến", "20", "khoảng 30"),
        entry("Tên mô hình", "B", "C"),
        entry("Phiên bản", "1", "2"),
        entry("Mã mô hình", "x", "y"),
    ]
    assert values_before(Model, past, 1) == {"hh_plan": "20", "title": "B"}
    assert values_before(Model, past, 0) == {"hh_plan": "20", "title": "A"}


@pytest.mark.parametrize(
    ("name", "then", "cell"),
    [
        ("hh_plan", "20", 20),
        ("hh_plan", "20.0", 20),
        ("hh_plan", "khoảng 20", "khoảng 20"),
        ("hh_plan", None, ""),
        ("kpi_target", "12.5", 12.5),
        ("kpi_target", "12,5", "12,5"),
        ("kpi_target", "1.234", "1.234"),
        ("kpi_target", 1.234, 1.234),
        ("start", "05/09/2026", 46270),
        ("start", "31/02/2026", "31/02/2026"),
        ("start", "cuối tháng 8", "cuối tháng 8"),
        ("title", "0042", "0042"),
        ("title", "=1+1", "=1+1"),
        ("hard_issue", "True", True),
        ("hard_issue", "x", "x"),
    ],
)
def test_what_stood_in_a_cell_comes_back_as_it_was(name: str, then: Any, cell: Any) -> None:
    found = cell_then(SPECS[name], then)
    assert (found, type(found)) == (cell, type(cell))


def test_a_number_that_the_application_wrote_is_no_thousand() -> None:
    past = [
        entry("Giá trị chỉ tiêu", "5.0", "1.234", Source.APPLICATION),
        entry("Giá trị chỉ tiêu", "1.234", "7"),
    ]
    assert values_before(Model, past, 1) == {"kpi_target": 1.234}
    assert values_before(Model, past[1:], 0) == {"kpi_target": "1.234"}


def back(snapshot: Snapshot, by: Actor, values: dict[str, Any], record_id: str = MODEL) -> Plan:
    name, kept = named(partial(put_back, tab="Mô hình", record_id=record_id, values=values))
    return recalled(name, json.loads(json.dumps(kept)))(snapshot, by)


def test_a_state_goes_back_against_the_life_cycle_and_an_unreadable_value_comes_back() -> None:
    snapshot = as_read()
    plan = back(snapshot, OFFICER, {"state": "Chờ duyệt", "approved": None, "hh_plan": "vài chục"})
    [edit] = plan.edits
    assert plan.way is Way.RESTORES
    assert edit.raw == {"state": "Chờ duyệt", "approved": "", "hh_plan": "vài chục"}
    assert edit.changed == {"state": "Chờ duyệt", "approved": None, "hh_plan": None}


def test_what_stands_there_already_is_not_written() -> None:
    snapshot = as_read()
    model = snapshot.model(MODEL)
    assert model is not None
    [edit] = back(snapshot, OFFICER, {"title": model.title, "start": f"{model.start:%d/%m/%Y}"}).edits
    assert edit.changed == {}


def test_what_cannot_be_read_now_becomes_blank_again() -> None:
    snapshot = read(MODEL, "Số hộ dự kiến", "vài chục")
    [edit] = back(snapshot, OFFICER, {"hh_plan": None}).edits
    assert edit.changed == {"hh_plan": None}
    assert edit.raw == {"hh_plan": ""}


@pytest.mark.parametrize("values", [{"model_id": "MH-2026-0099"}, {"version": 1}, {"rev": "x"}])
def test_nobody_puts_an_id_or_the_applications_columns_back(values: dict[str, Any]) -> None:
    with pytest.raises(NotAllowed):
        back(as_read(), actor(Role.ADMIN), values)


def test_a_record_that_is_gone_is_not_put_back() -> None:
    with pytest.raises(Gone):
        back(as_read(), OFFICER, {"title": "x"}, record_id="MH-2026-0999")


@pytest.mark.parametrize("role", [role for role, may in ROLES.items() if not may])
def test_only_officers_and_administrators_put_back_and_restore(role: Role) -> None:
    snapshot = as_read()
    with pytest.raises(NotAllowed):
        back(snapshot, actor(role, "TH-03"), {"title": "x"})
    with pytest.raises(NotAllowed):
        restore_row(snapshot, actor(role, "TH-03"), tab="Mô hình", record_id="x", cells={})


def test_an_officer_restores_no_account_and_no_setting() -> None:
    for tab in (Tab.ACCOUNTS, Tab.SETTINGS, Tab.UNITS, Tab.HISTORY):
        with pytest.raises(NotAllowed):
            restore_row(as_read(), OFFICER, tab=str(tab), record_id="x", cells={})


# Deleted rows


def gone() -> tuple[Snapshot, dict[str, Any]]:
    """A snapshot without a model, and the cells that stood in its row."""
    raw = grids()
    row = next(one for one in raw[Tab.MODELS] if one[0] == MODEL)
    raw[Tab.MODELS].remove(row)
    cells = {title: cell for title, cell in zip(raw[Tab.MODELS][0], row, strict=True) if cell != ""}
    return as_read(raw), cells


def test_a_deleted_row_comes_back_with_its_id_and_what_had_been_typed() -> None:
    snapshot, cells = gone()
    cells["Số hộ dự kiến"] = "vài chục"
    plan = restore_row(snapshot, OFFICER, tab="Mô hình", record_id=MODEL, cells=cells)
    [add] = plan.adds
    assert add.record.TAB is Tab.MODELS
    assert {SPECS[name].header: cell for name, cell in add.raw.items() if cell != ""} == cells
    assert not set(add.raw) & set(Model.TAIL)


def test_a_row_that_stands_there_again_is_not_restored() -> None:
    snapshot, cells = gone()
    again = as_read()
    assert restore_row(snapshot, OFFICER, tab="Mô hình", record_id=MODEL, cells=cells).adds
    with pytest.raises(Invalid, match="đã có trên trang tính"):
        restore_row(again, OFFICER, tab="Mô hình", record_id=MODEL, cells=cells)


def test_cells_of_another_row_or_of_none_are_not_restored() -> None:
    snapshot, cells = gone()
    with pytest.raises(Invalid):
        restore_row(snapshot, OFFICER, tab="Mô hình", record_id="MH-2026-0099", cells=cells)
    with pytest.raises(Invalid):
        restore_row(snapshot, OFFICER, tab="Mô hình", record_id=MODEL, cells={})


@pytest.mark.parametrize("text", [None, "", "{", "[]", '"x"', '{"a": {}}', '{"a": [1]}', '{"a": null}'])
def test_spoilt_json_in_the_history_is_no_row(text: str | None) -> None:
    assert deleted_cells(text) is None
