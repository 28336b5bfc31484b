"""Registering: every rule with the sentence beside the field, and the question about a model that may be the same."""

from datetime import date
from typing import Any

import pytest

from domain.errors import Invalid, NotAllowed
from domain.permissions import Actor
from domain.registration import new_model, similar
from domain.tables import Unit
from domain.vocabulary import Field, ModelKind, ModelState, Role, UnitType
from tests.domain.test_permissions import actor
from tests.domain.test_sample_outcome import SAMPLE
from tests.domain.worked import model, snapshot, village

UNIT = actor(Role.UNIT, "TH-01")
GOOD: dict[str, Any] = {
    "unit_id": "TH-01",
    "title": "Đoạn suối tự quản",
    "kind": ModelKind.COLLECTIVE,
    "field": Field.ENVIRONMENT,
    "objective": "45 hộ ký cam kết",
    "kpi_name": "Hộ tham gia",
    "kpi_target": 45,
    "kpi_unit": "hộ",
    "method": "Dọn suối hai lần mỗi tháng",
    "owner": "Trưởng thôn",
    "start": date(2026, 10, 1),
    "end": date(2026, 11, 30),
}


def problems(by: Actor = UNIT, **changes: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        new_model({**GOOD, **changes}, snapshot=SAMPLE, by=by)
    return refused.value.problems


def test_a_complete_form_is_a_pending_model_of_the_year_in_its_village() -> None:
    made = new_model(GOOD, snapshot=SAMPLE, by=UNIT)
    assert (made.state, made.year, made.submitted) == (ModelState.PENDING, 2026, date(2026, 9, 15))
    assert (made.village_ids, made.model_id, made.approved) == (("TH-01",), None, None)


def test_a_form_cannot_decide_what_others_decide() -> None:
    forged = {"state": ModelState.REGISTERED, "approved": date(2026, 9, 1), "model_id": "MH-2026-0001", "year": 2020}
    made = new_model({**GOOD, **forged, "evaluation": "Tốt", "version": 9}, snapshot=SAMPLE, by=UNIT)
    assert (made.state, made.approved, made.model_id, made.year) == (ModelState.PENDING, None, None, 2026)
    assert (made.evaluation, made.version) == (None, None)


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("title", "Nhập tên mô hình"),
        ("field", "Chọn một lĩnh vực"),
        ("objective", "Nhập mục tiêu cần đạt"),
        ("kpi_name", "Nhập chỉ tiêu đo được"),
        ("kpi_target", "Nhập giá trị chỉ tiêu"),
        ("kpi_unit", "Nhập đơn vị tính của chỉ tiêu"),
        ("method", "Nhập nội dung, cách làm"),
        ("owner", "Nhập chức danh người phụ trách"),
        ("start", "Chọn ngày bắt đầu"),
        ("end", "Chọn ngày kết thúc dự kiến"),
    ],
)
def test_a_missing_field_is_named_with_what_to_do(field: str, sentence: str) -> None:
    changes: dict[str, Any] = {field: None}
    assert problems(**changes) == {field: sentence}


def test_all_problems_are_named_at_once() -> None:
    assert set(problems(title="", field=None, kpi_target=0)) == {"title", "field", "kpi_target"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kpi_target": 0}, "kpi_target"),
        ({"kpi_target": -3}, "kpi_target"),
        ({"end": date(2026, 9, 30)}, "end"),
        ({"start": date(2020, 1, 1)}, "start"),
        ({"end": date(2099, 1, 1)}, "end"),
        ({"title": "x" * 151}, "title"),
        ({"field": Field.OTHER}, "field_other"),
        ({"owner": "Trưởng thôn 0912 345 678"}, "owner"),
        ({"method": "Liên hệ +84 912345678"}, "method"),
        ({"baseline": "CCCD 001234567890"}, "baseline"),
    ],
)
def test_a_wrong_value_is_refused_beside_its_field(changes: dict[str, Any], field: str) -> None:
    assert list(problems(**changes)) == [field]


def test_numbers_that_are_no_phone_pass() -> None:
    method = "Kinh phí 120.000.000 đồng, 1.250 m2"
    assert new_model({**GOOD, "method": method}, snapshot=SAMPLE, by=UNIT).method == method


def test_text_that_looks_like_a_formula_stays_text() -> None:
    assert new_model({**GOOD, "title": "=HYPERLINK(1)"}, snapshot=SAMPLE, by=UNIT).title == "=HYPERLINK(1)"


def test_a_unit_cannot_register_for_another_and_a_leader_for_nobody() -> None:
    for who in (actor(Role.UNIT, "TH-02"), actor(Role.LEADER), actor(Role.GUEST)):
        with pytest.raises(NotAllowed):
            new_model(GOOD, snapshot=SAMPLE, by=who)
    assert new_model(GOOD, snapshot=SAMPLE, by=actor(Role.OFFICER)).unit_id == GOOD["unit_id"]


def test_only_units_that_exist_now_and_register_can_be_chosen() -> None:
    officer = actor(Role.OFFICER)
    assert list(problems(officer, unit_id="TH-99")) == ["unit_id"]
    assert list(problems(officer, unit_id="LD-01")) == ["unit_id"]
    gone = (village("TH-01", valid_to=date(2026, 9, 14)), Unit(unit_id="CQ-01", unit_type=UnitType.OFFICE))
    read = snapshot(date(2026, 9, 15), units=gone)
    with pytest.raises(Invalid):
        new_model(GOOD, snapshot=read, by=officer)
    made = new_model({**GOOD, "unit_id": "CQ-01"}, snapshot=read, by=officer)
    assert made.village_ids == ()


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Đoạn suối tự quản", True),
        ("ĐOẠN  SUỐI TỰ QUẢN", True),
        ("Đoạn suối tự quản.", True),
        ("Camera an ninh", False),
    ],
)
def test_a_model_of_the_same_unit_with_nearly_the_same_title_is_asked_about(title: str, found: bool) -> None:
    there = (model("MH-2026-0001", "TH-01", title="Đoạn suối tự quản"),)
    read = snapshot(date(2026, 9, 15), units=(village("TH-01"),), models=there)
    made = new_model({**GOOD, "title": title}, snapshot=read, by=UNIT)
    assert bool(similar(made, read)) is found


def test_a_withdrawn_model_and_one_of_another_unit_are_no_duplicate() -> None:
    there = (
        model("MH-2026-0001", "TH-01", title=GOOD["title"], state=ModelState.WITHDRAWN),
        model("MH-2026-0002", "TH-02", title=GOOD["title"]),
    )
    read = snapshot(date(2026, 9, 15), units=(village("TH-01"),), models=there)
    assert similar(new_model(GOOD, snapshot=read, by=UNIT), read) is None
