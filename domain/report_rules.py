"""Quarterly reports of models and of units: saved, handed in, confirmed or returned (R48, R73; data model)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, TypeVar

from domain import form_wording as wording
from domain.errors import Doubt, Gone, Invalid, NotAllowed
from domain.lifecycle import APPROVED, VALID_REPORT
from domain.model_rules import model_of
from domain.open_quarters import require_open
from domain.permissions import OWN_ONLY, Actor, require_add, require_change
from domain.plans import Add, Edit, Plan
from domain.quarters import Quarter, quarter_of
from domain.snapshot import Snapshot
from domain.tables import Model, Report, Row, VillageSum
from domain.typed import require, typed
from domain.unit_rights import REPORT_EDITS
from domain.vocabulary import ReportState, ReportType

REPORT_FIELDS = (
    "prog_self", "kpi_cum", "hh_cum", "people", "workdays", "fund", "land", "result", "shortcomings", "causes",
    "proposal", "evidence",
)  # fmt: skip
PERIOD_FIELDS = ("people", "workdays", "fund", "land")
SUM_FIELDS = (
    "hh_any", "hh_guided", "branches", "result", "shortcomings", "causes", "proposal", "next_period",
)  # fmt: skip

T = TypeVar("T", Report, VillageSum)


def report_in(snapshot: Snapshot, model_id: str, quarter: Quarter) -> Report | None:
    """The periodic report of a model in a quarter, in whatever state."""
    found = (one for one in snapshot.reports_of(model_id) if one.rtype is ReportType.PERIODIC)
    return next((one for one in found if quarter_of(one) == quarter), None)


def last_before(snapshot: Snapshot, model_id: str, quarter: Quarter) -> Report | None:
    """The newest valid report of a model before a quarter."""
    earlier = [
        (found, one)
        for one in snapshot.reports_of(model_id)
        if one.rstatus in VALID_REPORT and (found := quarter_of(one)) and found < quarter
    ]
    return max(earlier, key=lambda pair: pair[0], default=(None, None))[1]


def stated(report: Report | None) -> float | None:
    """The cumulative progress that counts: the confirmed one, else the unit's own."""
    if report is None:
        return None
    return report.prog_self if report.prog_conf is None else report.prog_conf


def sum_in(snapshot: Snapshot, unit_id: str, quarter: Quarter) -> VillageSum | None:
    """The sheet of a unit for a quarter, in whatever state."""
    found = (one for one in snapshot.village_sums if one.unit_id == unit_id)
    return next((one for one in found if quarter_of(one) == quarter), None)


def save_report(
    snapshot: Snapshot,
    by: Actor,
    *,
    model_id: str,
    quarter: Quarter,
    values: Mapping[str, Any],
    submit: bool,
    sure: bool = False,
) -> Plan:
    """Saves the periodic report of a model as a draft, or hands it in.

    Raises Gone, NotAllowed, Invalid, or Doubt when the progress is below the last one and nobody said that he is
    `sure`.
    """
    model = model_of(snapshot, model_id)
    _check_quarter(snapshot, by, blank_report(model, quarter), quarter)
    if model.state not in APPROVED:
        raise Invalid({"model_id": wording.NOT_APPROVED_YET})
    given = typed(Report, {name: values[name] for name in REPORT_FIELDS if name in values})
    changed = {name: getattr(given, name) for name in REPORT_FIELDS if name in values} | _state(snapshot, submit)
    old = report_in(snapshot, model_id, quarter)
    new = dataclasses.replace(old or blank_report(model, quarter), **changed)
    plan = _plan(old, new, changed, snapshot, by)
    require(new, optional=() if submit else ("prog_self",))
    if submit and not sure:
        _doubt_lower(new, snapshot, quarter)
    return plan


def confirm_report(snapshot: Snapshot, by: Actor, *, report_id: str, progress: Any = None) -> Plan:
    """An officer confirms; `progress` corrects the value, blank = as the unit reported (data model)."""
    report = report_of(snapshot, report_id)
    corrected = typed(Report, {"prog_conf": progress}).prog_conf
    value = report.prog_self if corrected is None else corrected
    return _decided(
        snapshot, by, report, {"rstatus": ReportState.CONFIRMED, "prog_conf": value, "confirmed": snapshot.today}
    )


def return_report(snapshot: Snapshot, by: Actor, *, report_id: str, reason: str) -> Plan:
    """An officer sends a report back, with the reason."""
    report = report_of(snapshot, report_id)
    plan = _decided(snapshot, by, report, {"rstatus": ReportState.RETURNED, "reason_back": reason.strip()})
    if not reason.strip():
        raise Invalid({"reason": wording.SAY_WHY})
    return plan


def save_sum(
    snapshot: Snapshot, by: Actor, *, unit_id: str, quarter: Quarter, values: Mapping[str, Any], submit: bool
) -> Plan:
    """Saves the quarter's sheet of a unit (Tổng hợp thôn), or hands it in."""
    if snapshot.unit(unit_id) is None:
        raise Gone(unit_id)
    _check_quarter(snapshot, by, blank_sum(unit_id, quarter), quarter)
    given = typed(VillageSum, {name: values[name] for name in SUM_FIELDS if name in values})
    changed = {name: getattr(given, name) for name in SUM_FIELDS if name in values} | _state(snapshot, submit)
    old = sum_in(snapshot, unit_id, quarter)
    new = dataclasses.replace(old or blank_sum(unit_id, quarter), **changed)
    plan = _plan(old, new, changed, snapshot, by)
    blank_sheet = submit and all(getattr(new, name) is None for name in SUM_FIELDS)
    require(new, more={"result": wording.FILL_SOMETHING} if blank_sheet else {})
    return plan


def decide_sum(snapshot: Snapshot, by: Actor, *, unit_id: str, quarter: Quarter, after: ReportState) -> Plan:
    """An officer confirms the quarter's sheet of a unit, or sends it back."""
    found = sum_in(snapshot, unit_id, quarter)
    if found is None:
        raise Gone(unit_id)
    return _decided(snapshot, by, found, {"rstatus": after})


def report_of(snapshot: Snapshot, report_id: str) -> Report:
    """The report of an ID. Raises Gone."""
    found = next((one for one in snapshot.reports if one.report_id == report_id), None)
    if found is None:
        raise Gone(report_id)
    return found


def _check_quarter(snapshot: Snapshot, by: Actor, record: Report | VillageSum, quarter: Quarter) -> None:
    if quarter.first > snapshot.today:
        raise Invalid({"quarter": wording.FUTURE_QUARTER})
    if by.role in OWN_ONLY and record.unit_id != by.unit_id:
        raise NotAllowed(record.unit_id or "")
    require_open(by, record, snapshot.settings, field="quarter")


def _state(snapshot: Snapshot, submit: bool) -> dict[str, Any]:
    if submit:
        return {"rstatus": ReportState.SUBMITTED, "submitted": snapshot.today}
    return {"rstatus": ReportState.DRAFT}


def blank_sum(unit_id: str, quarter: Quarter) -> VillageSum:
    """The sheet of a unit for a quarter before anything was typed."""
    return VillageSum(unit_id=unit_id, year=quarter.year, quarter=quarter.name)


def blank_report(model: Model, quarter: Quarter) -> Report:
    """The periodic report of a model before anything was typed."""
    return Report(
        model_id=model.model_id,
        unit_id=model.unit_id,
        year=quarter.year,
        quarter=quarter.name,
        rtype=ReportType.PERIODIC,
    )


def _plan(old: T | None, new: T, changed: dict[str, Any], snapshot: Snapshot, by: Actor) -> Plan:
    """A new row, or the changed fields of the one that is there and may still be changed."""
    if old is None:
        require_add(by, new, snapshot.settings)
        return Plan(adds=(Add(new),))
    if old.rstatus not in REPORT_EDITS:
        raise Invalid({"quarter": wording.REPORTED_ALREADY})
    if changed["rstatus"] is ReportState.DRAFT:
        changed["rstatus"] = old.rstatus  # a returned report stays returned until it is handed in again
    require_change(by, old, {k: v for k, v in changed.items() if getattr(old, k) != v}, snapshot.settings)
    return Plan(edits=(Edit(old, changed),))


def _decided(snapshot: Snapshot, by: Actor, record: Row, values: dict[str, Any]) -> Plan:
    state = getattr(record, "rstatus", None)
    if by.role not in OWN_ONLY and state is not ReportState.SUBMITTED:
        raise Invalid({"state": wording.NO_MOVE.format(state or "", values["rstatus"])})
    require_change(by, record, values, snapshot.settings)
    return Plan(edits=(Edit(record, values),))


def _doubt_lower(report: Report, snapshot: Snapshot, quarter: Quarter) -> None:
    last = stated(last_before(snapshot, report.model_id or "", quarter))
    if last is not None and report.prog_self is not None and report.prog_self < last:
        raise Doubt(wording.LOWER_THAN_LAST.format(f"{last:g}".replace(".", ",")))
