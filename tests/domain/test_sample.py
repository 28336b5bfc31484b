"""The demo sample holds together and has the counts that domain/6 of the plan's data model tells.

What the indicators make of it is tested beside the indicators.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, cast

import pytest

from domain.fields import Kind, Spec, specs
from domain.sample import raw_cells, records
from domain.sample.accounts import accounts
from domain.sample.difficulties import difficulties
from domain.sample.findings import findings
from domain.sample.inspections import inspections
from domain.sample.models import models
from domain.sample.reports import reports
from domain.sample.units import units
from domain.sample.village_sums import village_sums
from domain.tables import Model, Report, Row, Task
from domain.vocabulary import (
    BaNhat,
    Field,
    InspectionState,
    ModelState,
    ReportState,
    Role,
    Tab,
    UnitType,
    Verification,
)
from domain.vocabulary_movement import TOTAL, Repeat, ServiceIndicator

AS_OF = date(2026, 9, 15)
# What may lie in the future: plans and deadlines.
PLANNED_DAYS = {
    (Tab.MODELS, "start"), (Tab.MODELS, "end"), (Tab.FINDINGS, "due"), (Tab.DIFFICULTIES, "due"),
    (Tab.FEEDBACK, "reply_due"), (Tab.TASKS, "due"),
}  # fmt: skip
APPROVED = tuple(model for model in models() if model.approved is not None)
ALL_ROWS = [(tab, row) for tab, rows in records().items() for row in rows]


def number(code: str | None) -> int:
    assert code is not None
    return int(code.split("-")[2])


def by_number() -> dict[int, Model]:
    return {number(model.model_id): model for model in models()}


def report_of(model: int, quarter: str) -> Report:
    return next(r for r in reports() if number(r.model_id) == model and r.quarter == quarter)


def columns(row: Row) -> tuple[Spec, ...]:
    return specs(cast(Any, type(row)))  # mypy takes a frozen class for unhashable, which the cache of `specs` minds


def texts(row: Row) -> Iterable[str]:
    for spec in columns(row):
        value = getattr(row, spec.name)
        yield from value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def record_key(row: Row) -> str:
    return "|".join(str(getattr(row, name)) for name in type(row).KEY)


def test_the_tabs_come_in_the_order_of_the_sheet_with_their_number_of_rows() -> None:
    assert {tab: len(rows) for tab, rows in records().items()} == {
        Tab.UNITS: 46,
        Tab.ACCOUNTS: 31,
        Tab.MODELS: 35,
        Tab.REPORTS: 51,
        Tab.VILLAGE_SUMS: 14,
        Tab.INSPECTIONS: 17,
        Tab.FINDINGS: 11,
        Tab.DIFFICULTIES: 8,
        Tab.COMMUNICATIONS: 92,
        Tab.SERVICE_FIGURES: 45,
        Tab.FEEDBACK: 8,
        Tab.EXEMPLARS: 8,
        Tab.REWARDS: 5,
        Tab.TASKS: 845,
        Tab.CRITERIA: 7,
        Tab.SCORES: 149,
    }
    assert list(records()) == list(Tab)[:16]


def test_every_row_belongs_to_the_table_of_its_tab() -> None:
    assert all(tab is type(row).TAB for tab, row in ALL_ROWS)


def test_ids_are_unique_in_every_tab() -> None:
    for tab, rows in records().items():
        keys = Counter(record_key(row) for row in rows)
        assert max(keys.values()) == 1, (tab, keys.most_common(1))


def test_numbered_ids_leave_no_gap() -> None:
    assert [number(row.model_id) for row in models()] == list(range(1, 36))
    assert [number(row.insp_id) for row in inspections()] == list(range(1, 18))
    assert [number(row.issue_id) for row in difficulties()] == list(range(1, 9))
    assert [row.report_id for row in reports()] == [
        *(f"BC-2026-Q2-{n:04d}" for n in range(1, 25)),
        *(f"BC-2026-Q3-{n:04d}" for n in range(1, 28)),
    ]


def test_reports_are_numbered_in_the_order_of_being_handed_in() -> None:
    for quarter in ("II", "III"):
        days = [row.submitted or date.max for row in reports() if row.quarter == quarter]
        assert days == sorted(days)


def test_every_reference_leads_to_a_record() -> None:
    known = {tab: {record_key(row) for row in rows} for tab, rows in records().items()}
    known[Tab.CRITERIA].add(TOTAL)
    known[Tab.CATALOGUE] = set(ServiceIndicator)
    for tab, row in ALL_ROWS:
        for spec in columns(row):
            value = getattr(row, spec.name)
            if not spec.column.tabs or value is None:
                continue
            ids = set().union(*(known[one] for one in spec.column.tabs))
            for one in value if isinstance(value, tuple) else (value,):
                assert one in ids, (tab, record_key(row), spec.header, one)


def test_partners_written_as_ids_are_units() -> None:
    ids = {unit.unit_id for unit in units()}
    named = [one for model in models() for one in model.partners if re.fullmatch(r"[A-Z]{2,3}-\d\d", one)]
    assert named
    assert set(named) <= ids


def test_required_cells_are_filled_except_the_badly_written_one() -> None:
    blank = {
        (tab, record_key(row), spec.name)
        for tab, row in ALL_ROWS
        for spec in columns(row)
        if spec.column.required and getattr(row, spec.name) in (None, ())
        if not (isinstance(row, Task) and row.repeat is Repeat.AS_IT_OCCURS and spec.name == "due")
    }
    assert blank == {(Tab.MODELS, "MH-2026-0034", "end")}


def test_two_cells_stand_in_the_sheet_as_somebody_typed_them() -> None:
    assert raw_cells() == {
        (Tab.MODELS, "MH-2026-0033", "hh_plan"): "khoảng 50",
        (Tab.MODELS, "MH-2026-0034", "end"): "cuối tháng 11",
    }
    for tab, record_id, field in raw_cells():
        row = next(row for row in records()[tab] if record_key(row) == record_id)
        assert field in {spec.name for spec in columns(row)}


def test_the_application_s_own_columns_are_left_to_provisioning() -> None:
    for tab, row in ALL_ROWS:
        assert [getattr(row, name) for name in type(row).TAIL] == [None] * 5, tab


def test_nothing_has_happened_after_the_day_of_the_sample() -> None:
    late = [
        (tab, record_key(row), spec.name)
        for tab, row in ALL_ROWS
        for spec in columns(row)
        if spec.kind is Kind.DAY and (tab, spec.name) not in PLANNED_DAYS
        if (day := cast(date | None, getattr(row, spec.name))) is not None and day > AS_OF
    ]
    assert late == [(Tab.INSPECTIONS, "KT-2026-0017", "date")]  # planned for 25/09
    assert inspections()[-1].istatus is InspectionState.PLANNED


def test_every_text_is_normalised_and_trimmed() -> None:
    for tab, row in ALL_ROWS:
        for text in texts(row):
            assert unicodedata.is_normalized("NFC", text), (tab, text)
            assert text == " ".join(text.split()), (tab, text)


def test_no_telephone_number_and_no_address_that_could_receive_mail() -> None:
    for tab, row in ALL_ROWS:
        for text in texts(row):
            assert not re.search(r"\+?\d[\d .]{8,}", text), (tab, text)
            assert "@" not in text or text.endswith("@example.vn"), (tab, text)


def test_units_of_each_type_are_as_many_as_told() -> None:
    assert Counter(unit.unit_type for unit in units()) == {
        UnitType.VILLAGE: 24,
        UnitType.OFFICE: 5,
        UnitType.SERVICE_CENTRE: 1,
        UnitType.POLICE: 1,
        UnitType.MILITARY: 1,
        UnitType.FATHERLAND_FRONT: 1,
        UnitType.MASS_ORGANISATION: 5,
        UnitType.SCHOOL: 5,
        UnitType.LEADERSHIP: 3,
    }
    assert sum(unit.must_register is True for unit in units()) == 43


def test_the_villages_have_2560_households_together() -> None:
    villages = [unit for unit in units() if unit.unit_type is UnitType.VILLAGE]
    assert sum(unit.households or 0 for unit in villages) == 2560
    assert [unit.unit_id for unit in villages] == [f"TH-{n:02d}" for n in range(1, 25)]
    assert all(unit.households is None for unit in units() if unit not in villages)


def test_two_villages_share_the_name_tan_tien_and_differ_by_former_commune() -> None:
    assert [(unit.unit_id, unit.former_commune) for unit in units() if unit.name == "Tân Tiến"] == [
        ("TH-05", "Đồng Xuân"),
        ("TH-06", "Phú Sơn"),
    ]
    assert sum(unit.former_commune is not None for unit in units()) == 2


def test_no_alias_means_two_units() -> None:
    names = Counter(name.casefold() for unit in units() for name in (unit.name or "", *unit.aliases))
    assert [name for name, count in names.items() if count > 1] == ["tân tiến"]


@pytest.mark.parametrize(
    ("alias", "unit_id"),
    [
        ("CA xã", "CA-01"),
        ("Công an", "CA-01"),
        ("BCHQS", "QS-01"),
        ("MTTQ", "MT-01"),
        ("UBMT", "MT-01"),
        ("TTDVC", "DVC-01"),
        ("TT PVHCC", "CQ-04"),
        ("Hội CCB", "DT-04"),
        ("Hội PN", "DT-02"),
    ],
)
def test_people_s_short_names_of_units_are_aliases(alias: str, unit_id: str) -> None:
    assert [unit.unit_id for unit in units() if alias in unit.aliases] == [unit_id]


def test_accounts_carry_the_invented_people_only() -> None:
    people = {"Nguyễn Văn Mẫu", "Trần Thị Thử", "Lò Văn Ví Dụ", "Hoàng Thị Minh Họa", "Phạm Demo"}
    assert {account.full_name for account in accounts()} == people


def test_every_role_can_sign_in_and_one_account_is_closed() -> None:
    assert {account.role for account in accounts() if account.active} == set(Role)
    assert [account.email for account in accounts() if not account.active] == ["nghi-viec@example.vn"]


def test_each_village_has_its_own_account() -> None:
    own = {account.email: account.unit_id for account in accounts() if account.role is Role.UNIT}
    assert own == {**{f"don-vi-{n:02d}@example.vn": f"TH-{n:02d}" for n in range(1, 25)}, "cong-an@example.vn": "CA-01"}


def test_approved_models_per_field_are_those_of_o13() -> None:
    assert Counter(model.field for model in APPROVED) == {
        Field.ECONOMY: 4,
        Field.POVERTY: 3,
        Field.NEW_COUNTRYSIDE: 7,
        Field.ENVIRONMENT: 6,
        Field.SECURITY: 6,
        Field.POLITICAL_SYSTEM: 4,
        Field.OTHER: 1,
    }


def test_models_per_state_are_as_many_as_told() -> None:
    assert Counter(model.state for model in models()) == {
        ModelState.RUNNING: 26,
        ModelState.COMPLETED: 3,
        ModelState.PAUSED: 2,
        ModelState.PENDING: 2,
        ModelState.WITHDRAWN: 1,
        ModelState.RETURNED: 1,
    }


def test_eighteen_villages_own_an_approved_model() -> None:
    owners = {model.unit_id for model in APPROVED if (model.unit_id or "").startswith("TH-")}
    assert {f"TH-{n:02d}" for n in range(1, 25)} - owners == {"TH-01", "TH-05", "TH-06", "TH-07", "TH-14", "TH-16"}


def test_twenty_nine_units_own_an_approved_model() -> None:
    assert len({model.unit_id for model in APPROVED}) == 29


def test_no_unit_registers_a_title_twice() -> None:
    titles = Counter((model.unit_id, (model.title or "").casefold()) for model in models())
    assert max(titles.values()) == 1


def test_dates_of_a_model_follow_each_other() -> None:
    for model in models():
        assert model.start is not None
        assert model.end is None or model.start < model.end
        if model.approved is not None:
            assert model.submitted is not None
            assert model.submitted < model.approved <= model.start, model.model_id


def test_a_state_has_the_date_that_it_needs() -> None:
    for model in models():
        assert (model.state is ModelState.COMPLETED) == (model.end_actual is not None)
        assert (model.state is ModelState.PAUSED) == (model.paused_from is not None)
        assert (model.state is ModelState.WITHDRAWN) == (model.withdrawn is not None)


def test_a_pause_a_return_and_a_withdrawal_say_why() -> None:
    assert {number(model.model_id): model.reason_back for model in models() if model.reason_back} == {
        11: "mưa lũ",
        15: "phế liệu giảm giá",
        32: "trùng với mô hình của chi hội",
        35: "chỉ tiêu chung chung",
    }


def test_hard_issues_are_four_and_give_their_reason() -> None:
    assert [number(model.model_id) for model in models() if model.hard_issue] == [5, 8, 9, 24]
    assert all(bool(model.reason) == model.hard_issue for model in models())


def test_a_village_works_in_itself_and_three_others_name_their_villages() -> None:
    named = by_number()
    for model in models():
        if (model.unit_id or "").startswith("TH-"):
            assert model.village_ids == (model.unit_id,)
    assert (named[4].village_ids, named[20].village_ids) == (("TH-09", "TH-17"), ("TH-16",))
    assert named[22].village_ids == ("TH-03", "TH-13", "TH-23")
    assert sum(bool(model.village_ids) for model in APPROVED) == 18 + 3


def test_the_police_models_carry_their_emulation_movement() -> None:
    assert {number(model.model_id): model.ba_nhat for model in models() if model.ba_nhat} == {
        22: (BaNhat.DISCIPLINE,),
        26: (BaNhat.CLOSENESS,),
    }


def test_only_the_model_of_another_field_names_it() -> None:
    assert {number(model.model_id): model.field_other for model in models() if model.field_other} == {
        31: "chuyển đổi số"
    }


def test_one_model_was_registered_after_the_deadline() -> None:
    late = [number(model.model_id) for model in APPROVED if model.submitted and model.submitted > date(2026, 6, 30)]
    assert late == [31]


def test_registrations_are_told_in_different_words() -> None:
    for field in ("baseline", "objective", "method", "output", "sustain"):
        told = Counter(getattr(model, field) for model in models())
        assert max(told.values()) == 1, (field, told.most_common(1))


def test_reports_per_quarter_and_state_are_as_many_as_told() -> None:
    assert Counter((report.quarter, report.rstatus) for report in reports()) == {
        ("II", ReportState.CONFIRMED): 24,
        ("III", ReportState.CONFIRMED): 20,
        ("III", ReportState.SUBMITTED): 5,
        ("III", ReportState.RETURNED): 1,
        ("III", ReportState.DRAFT): 1,
    }


def test_a_model_reports_once_a_quarter_for_its_own_unit() -> None:
    owners = {model.model_id: model.unit_id for model in models()}
    assert max(Counter((report.model_id, report.quarter) for report in reports()).values()) == 1
    assert all(report.unit_id == owners[report.model_id] for report in reports())


def test_only_approved_models_report() -> None:
    assert {report.model_id for report in reports()} <= {model.model_id for model in APPROVED}


def test_one_model_never_reported() -> None:
    assert {model.model_id for model in APPROVED} - {report.model_id for report in reports()} == {"MH-2026-0003"}


def test_an_officer_corrected_one_report_only() -> None:
    corrected = [(report.model_id, report.prog_self, report.prog_conf) for report in reports() if report.prog_conf]
    assert corrected == [("MH-2026-0009", 40, 30)]


def test_confirmation_follows_within_two_days() -> None:
    for report in reports():
        if report.rstatus is not ReportState.CONFIRMED:
            assert report.confirmed is None
            continue
        assert report.submitted is not None
        assert report.confirmed is not None
        assert 1 <= (report.confirmed - report.submitted).days <= 2


def test_the_returned_report_says_why_and_the_draft_is_not_handed_in() -> None:
    returned, draft = report_of(4, "III"), report_of(13, "III")
    assert (returned.rstatus, draft.rstatus) == (ReportState.RETURNED, ReportState.DRAFT)
    assert returned.reason_back
    assert draft.submitted is None
    assert [report for report in reports() if report.reason_back or report.submitted is None] == [returned, draft]


def test_the_returned_report_and_the_draft_bring_no_cumulative_figures() -> None:
    for report in (report_of(4, "III"), report_of(13, "III")):
        assert (report.kpi_cum, report.hh_cum) == (None, None)


def test_cumulative_figures_never_fall() -> None:
    for later in (report for report in reports() if report.quarter == "III"):
        for earlier in (r for r in reports() if r.model_id == later.model_id and r.quarter == "II"):
            for field in ("prog_self", "kpi_cum", "hh_cum"):
                before, after = getattr(earlier, field), getattr(later, field)
                assert before is None or after is None or before <= after, (later.report_id, field)


def test_households_of_a_village_s_model_fit_into_the_village() -> None:
    households = {unit.unit_id: unit.households for unit in units()}
    for report in reports():
        total = households[report.unit_id]
        assert total is None or report.hh_cum is None or report.hh_cum <= total, report.report_id


def test_village_sums_are_those_of_the_villages_with_a_valid_report_of_the_quarter() -> None:
    valid = {
        report.unit_id: report
        for report in reports()
        if report.quarter == "III" and report.rstatus in {ReportState.SUBMITTED, ReportState.CONFIRMED}
    }
    assert {row.unit_id for row in village_sums()} == {unit for unit in valid if (unit or "").startswith("TH-")}
    for row in village_sums():
        expected = None if row.unit_id == "TH-19" else valid[row.unit_id].hh_cum
        assert (row.hh_any, row.submitted) == (expected, valid[row.unit_id].submitted)
        assert row.rstatus is ReportState.SUBMITTED


def test_inspections_per_state_are_as_many_as_told() -> None:
    assert Counter(inspection.istatus for inspection in inspections()) == {
        InspectionState.CONCLUDED: 12,
        InspectionState.DONE: 3,
        InspectionState.CANCELLED: 1,
        InspectionState.PLANNED: 1,
    }


def test_concluded_inspections_judge_grade_and_conclude() -> None:
    for inspection in inspections():
        concluded = inspection.istatus is InspectionState.CONCLUDED
        assert (inspection.conclusion is not None) == concluded
        assert (inspection.grade is not None) == concluded
        assert not concluded or None not in (inspection.ok_content, inspection.ok_schedule, inspection.ok_goal)


def test_one_inspection_saw_a_model_done_for_show() -> None:
    assert [number(inspection.insp_id) for inspection in inspections() if inspection.formalism] == [12]


def test_an_inspection_stands_in_the_quarter_of_its_day() -> None:
    for inspection in inspections():
        assert inspection.date is not None
        assert inspection.quarter == ("II" if inspection.date.month <= 6 else "III")


def test_an_inspection_sees_a_model_of_its_unit() -> None:
    owners = {model.model_id: model.unit_id for model in models()}
    for inspection in inspections():
        assert [owners[one] for one in inspection.model_ids] == [inspection.unit_id]


def test_findings_come_from_concluded_inspections_and_are_due_later() -> None:
    found = {inspection.insp_id: inspection for inspection in inspections()}
    for finding in findings():
        inspection = found[finding.insp_id]
        assert inspection.istatus is InspectionState.CONCLUDED
        assert (finding.unit_id, finding.model_id) == (inspection.unit_id, inspection.model_ids[0])
        assert finding.find_id == f"TT-{str(finding.insp_id)[3:]}-{str(finding.find_id)[-1]}"
        assert finding.due is not None
        assert inspection.date is not None
        assert finding.due > inspection.date


def test_a_remedy_is_told_when_it_was_reported_and_verified_only_then() -> None:
    for finding in findings():
        assert (finding.remedy is not None) == (finding.reported is not None)
        assert (finding.verified is Verification.NOT_YET) == (finding.verified_on is None)
        assert finding.verified_on is None or (finding.reported or date.max) <= finding.verified_on


def test_findings_per_verification_are_as_many_as_told() -> None:
    assert Counter(finding.verified for finding in findings()) == {
        Verification.PASSED: 4,
        Verification.FAILED: 1,
        Verification.NOT_YET: 6,
    }


def test_three_difficulties_wait_for_a_decision_since_the_days_told() -> None:
    waiting = {d.issue_id: (AS_OF - d.decision_from).days for d in difficulties() if d.decider and d.decision_from}
    assert waiting == {"KK-2026-0002": 28, "KK-2026-0004": 15, "KK-2026-0007": 9}
    assert all((d.decider is None) == (d.decision_from is None) == (d.due is None) for d in difficulties())


def test_two_difficulties_are_resolved_after_4_and_21_days() -> None:
    days = [(d.resolved - d.raised).days for d in difficulties() if d.resolved and d.raised]
    assert days == [4, 21]
