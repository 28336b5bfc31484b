"""Who is reached: registration, inspection, remediation and the mix of fields (I10 to I13, I16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from domain.ratios import Ratio, share
from domain.remembered import remembered
from domain.snapshot import grouped
from domain.tables import Finding, Inspection, Unit
from domain.view import QuarterView
from domain.vocabulary import Field, InspectionKind, InspectionState, UnitType, Verification

COUNTED_KINDS = frozenset({InspectionKind.INSPECTION, InspectionKind.SUPERVISION})
CARRIED_OUT = frozenset({InspectionState.DONE, InspectionState.CONCLUDED})

# The plan names five focus groups: economy and poverty are one of them (I16).
FIELD_GROUPS: tuple[tuple[Field, ...], ...] = (
    (Field.ECONOMY, Field.POVERTY),
    (Field.NEW_COUNTRYSIDE,),
    (Field.ENVIRONMENT,),
    (Field.SECURITY,),
    (Field.POLITICAL_SYSTEM,),
    (Field.OTHER,),
)


def valid_units(view: QuarterView) -> tuple[Unit, ...]:
    """The units that exist at C, without the leadership, which only looks on."""
    return tuple(one for one in view.snapshot.units if one.unit_type is not UnitType.LEADERSHIP and _valid(one, view))


def _valid(unit: Unit, view: QuarterView) -> bool:
    begun = unit.valid_from is None or unit.valid_from <= view.cutoff
    return begun and (unit.valid_to is None or unit.valid_to >= view.cutoff)


def villages(view: QuarterView) -> tuple[Unit, ...]:
    """The villages that exist at C."""
    return tuple(one for one in valid_units(view) if one.unit_type is UnitType.VILLAGE)


@remembered
def registration_coverage(view: QuarterView, kind: UnitType | None = None) -> Ratio:
    """I10: units (of one type) that must register, exist at C and own an approved, not withdrawn model."""
    owners = {model.unit_id for model in view.approved}
    return share(owners, [unit.unit_id for unit in _obliged(view) if kind in (None, unit.unit_type)])


def unregistered(view: QuarterView) -> tuple[Unit, ...]:
    """The units that I10 counts as missing: they must register and own no approved model."""
    owners = {model.unit_id for model in view.approved}
    return tuple(unit for unit in _obliged(view) if unit.unit_id not in owners)


def _obliged(view: QuarterView) -> tuple[Unit, ...]:
    return tuple(unit for unit in valid_units(view) if unit.must_register)


@remembered
def concluded(view: QuarterView) -> tuple[Inspection, ...]:
    """Kiểm tra and Giám sát of the period, up to C, that were concluded."""
    first = view.period[0]
    return tuple(
        one
        for one in view.snapshot.inspections
        if one.kind in COUNTED_KINDS and one.istatus is InspectionState.CONCLUDED
        if one.date and first <= one.date <= view.cutoff
    )


def unit_coverage(view: QuarterView, kind: UnitType | None = None) -> Ratio:
    """I11: units (of one type) with models in S(q) that were inspected in the period."""
    inspected = {one.unit_id for one in concluded(view)}
    owners = [unit_id for unit_id in view.by_unit if unit_id and kind in (None, _type(view, unit_id))]
    return share(inspected, owners)


def _type(view: QuarterView, unit_id: str) -> UnitType | None:
    unit = view.snapshot.unit(unit_id)
    return unit.unit_type if unit else None


def model_coverage(view: QuarterView) -> Ratio:
    """I11b: models in S(q) that were inspected in the period."""
    inspected = {model_id for one in concluded(view) for model_id in one.model_ids}
    return share(inspected, [one.model.model_id for one in view.tracked])


def inspections_of_year(view: QuarterView) -> tuple[Inspection, ...]:
    """Everything logged in the tab Kiểm tra in the quarter's year, up to C, whatever its kind and state."""
    dated = (one for one in view.snapshot.inspections if one.date and one.date <= view.cutoff)
    return tuple(one for one in dated if one.date and one.date.year == view.quarter.year)


def is_carried_out(inspection: Inspection) -> bool:
    """A Kiểm tra or Giám sát that took place."""
    return inspection.kind in COUNTED_KINDS and inspection.istatus in CARRIED_OUT


def carried_out(view: QuarterView) -> int:
    """Kiểm tra and Giám sát carried out in the quarter's year, up to C."""
    return sum(map(is_carried_out, inspections_of_year(view)))


@remembered
def due_findings(view: QuarterView) -> Mapping[str | None, tuple[Finding, ...]]:
    """By unit: the findings whose deadline has come by C.

    Each year has a workbook of its own, so a finding in it that an earlier year left open is one of this year.
    """
    return grouped(
        (one for one in view.snapshot.findings if one.due and one.due <= view.cutoff), lambda one: one.unit_id
    )


def all_due_findings(view: QuarterView) -> tuple[Finding, ...]:
    """The findings of the commune whose deadline has come by C."""
    return tuple(finding for findings in due_findings(view).values() for finding in findings)


def remediation(view: QuarterView, findings: Collection[Finding]) -> Ratio:
    """I12: of the due findings those verified Đạt by C."""
    return Ratio(sum(remedied(view, one) for one in findings), len(findings))


def remediation_on_time(view: QuarterView, findings: Collection[Finding]) -> Ratio:
    """I12b: … and in time; by the unit's report of the remedy where the setting `tinh_ngay_bao_khac_phuc` says so."""
    return Ratio(sum(in_time(view, one) for one in findings), len(findings))


def overdue(view: QuarterView, findings: Collection[Finding]) -> tuple[Finding, ...]:
    """I13: of the due findings those past their deadline and not verified Đạt."""
    return tuple(one for one in findings if one.due and one.due < view.cutoff and not remedied(view, one))


def remedied(view: QuarterView, finding: Finding) -> bool:
    """Verified Đạt by C."""
    verified_on = finding.verified_on
    return finding.verified is Verification.PASSED and (verified_on is None or verified_on <= view.cutoff)


def in_time(view: QuarterView, finding: Finding) -> bool:
    """Verified Đạt by C, and remedied by its deadline (I12b)."""
    if not remedied(view, finding) or finding.due is None:
        return False
    days = [finding.verified_on]
    if view.snapshot.settings.count_remedy_report:
        days.append(finding.reported)
    return any(day is not None and day <= finding.due for day in days)


@remembered
def field_counts(view: QuarterView) -> Mapping[Field, int]:
    """I16: approved, not withdrawn models per field; 0 for a field without any."""
    return Counter(model.field for model in view.approved if model.field)
