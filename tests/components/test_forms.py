"""What a form remembers, and what it takes back from the browser."""

from datetime import date
from typing import Any

import pytest

from components.forms import Ask, Form, plain, restored
from components.registration import ASKED, SPECS, units_for
from domain.errors import Duplicate, Invalid, NotWritten
from domain.permissions import Actor
from domain.registration import FORM_FIELDS
from domain.snapshot import Snapshot
from domain.vocabulary import Field, Role


def test_a_form_keeps_its_operation_through_every_refusal() -> None:
    form = Form()
    first = form.op
    for refusal in (Invalid({"title": "Nhập tên mô hình"}), Duplicate("MH-2026-0008", "Thắp sáng"), NotWritten()):
        form.take(refusal)
        assert form.op == first
        assert form.done is None
    form.take("MH-2026-0036")
    assert form.done == "MH-2026-0036"
    assert form.refused is None


def test_only_what_is_invalid_is_a_problem_of_fields() -> None:
    form = Form()
    form.take(Invalid({"title": "Nhập tên mô hình"}))
    assert form.problems == {"title": "Nhập tên mô hình"}
    form.take(NotWritten())
    assert form.problems == {}


def test_two_forms_are_two_operations() -> None:
    assert Form().op != Form().op


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "Đoạn suối tự quản"),
        ("field", Field.ENVIRONMENT),
        ("start", date(2026, 9, 15)),
        ("ba_nhat", ["Gần dân nhất"]),
    ],
)
def test_what_was_typed_comes_back_from_the_browser(name: str, value: Any) -> None:
    assert restored(SPECS[name], Ask(name), plain(value)) == value


@pytest.mark.parametrize(
    ("name", "kept"),
    [("field", "Không có thật"), ("start", "hôm qua"), ("start", 7), ("title", {"a": 1}), ("title", None), ("kind", 3)],
)
def test_what_is_no_value_of_the_column_is_not_taken(name: str, kept: object) -> None:
    assert restored(SPECS[name], Ask(name), kept) is None


def test_unknown_choices_are_dropped_one_by_one() -> None:
    ask = Ask("village_ids", options={"TH-01": "Đồng Tiến"})
    assert restored(SPECS["village_ids"], ask, ["TH-01", "TH-99"]) == ["TH-01"]


def test_the_form_asks_only_for_what_registering_takes() -> None:
    assert set(ASKED) <= set(FORM_FIELDS)
    required = {name for name, spec in SPECS.items() if spec.column.required} - {"year", "state"}
    assert required <= set(ASKED)


def actor(role: Role, unit_id: str) -> Actor:
    return Actor("don-vi@example.vn", "Nguyễn Văn Mẫu", unit_id, role)


def test_a_unit_registers_for_itself_only(snapshot: Snapshot) -> None:
    assert units_for(actor(Role.UNIT, "TH-03"), snapshot) == {"TH-03": "Thôn Hòa Bình"}


def test_an_officer_registers_for_every_unit_that_may_have_models(snapshot: Snapshot) -> None:
    units = units_for(actor(Role.OFFICER, "CQ-01"), snapshot)
    assert len(units) == 43
    assert units["TH-05"] == "Thôn Tân Tiến (Đồng Xuân cũ)"
    assert "LD-01" not in units


@pytest.mark.parametrize("role", [Role.LEADER, Role.GUEST])
def test_who_only_views_may_not_register(snapshot: Snapshot, role: Role) -> None:
    assert units_for(actor(role, "LD-01"), snapshot) == {}
