"""Inspections, their findings, and the follow-up: remedy, verification, extension (R22, R37, R38, R75)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from domain import form_wording as wording
from domain.errors import Gone, Invalid, NotAllowed
from domain.open_quarters import other_year, require_open
from domain.permissions import OWN_ONLY, Actor, require_add, require_change
from domain.plans import Add, Edit, Plan
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.tables import Difficulty, Finding, Inspection
from domain.typed import personal_numbers, require, typed
from domain.unit_rights import UNIT_INSPECTIONS
from domain.vocabulary import DifficultyGroup, DifficultyState, InspectionState, Verification

FORM_FIELDS = (
    "kind", "date", "unit_id", "model_ids", "team", "prog_site", "results", "ok_content", "ok_schedule", "ok_goal",
    "formalism", "hh_guided", "conclusion", "grade", "minutes_no", "evidence",
)  # fmt: skip
FINDING_FIELDS = ("content", "group", "severity", "causes", "request", "due", "model_id")
CONCLUSION = ("conclusion", "grade", "minutes_no")
OPEN = frozenset({InspectionState.PLANNED, InspectionState.DONE})


def log_inspection(
    snapshot: Snapshot,
    by: Actor,
    *,
    values: Mapping[str, Any],
    findings: Sequence[Mapping[str, Any]] = (),
    decider: str = "",
) -> Plan:
    """A new inspection with its findings; `decider` also puts the matter before somebody as a difficulty.

    `values` and each of `findings` by field name. Problems of a finding are named "1.due" by its place, from 1. The
    inspection is concluded when it has a conclusion. Raises NotAllowed or Invalid.
    """
    inspection = _inspection(snapshot, values)
    require_open(by, inspection, snapshot.settings, field="date")
    require_add(by, inspection, snapshot.settings)
    if by.role in OWN_ONLY and (findings or decider):
        raise NotAllowed(inspection.TAB)
    only = inspection.model_ids[0] if len(inspection.model_ids) == 1 else None
    made, problems = _findings(inspection, [{"model_id": only, **one} for one in findings])
    problems |= dict(_problems(snapshot, by, inspection))
    require(inspection, more=problems)
    adds = [Add(inspection), *(Add(finding, parent=0) for finding in made)]
    if decider.strip():
        adds.append(Add(_decision(snapshot, inspection, made, decider.strip()), parent=0))
    return Plan(adds=tuple(adds))


def conclude(snapshot: Snapshot, by: Actor, *, insp_id: str, values: Mapping[str, Any]) -> Plan:
    """Concludes an inspection: the conclusion is required, grade and number of the minutes may follow."""
    inspection = inspection_of(snapshot, insp_id)
    given = typed(Inspection, {name: values[name] for name in CONCLUSION if name in values})
    changed: dict[str, Any] = {name: getattr(given, name) for name in CONCLUSION if name in values}
    changed["istatus"] = InspectionState.CONCLUDED
    require_open(by, inspection, snapshot.settings, field="conclusion")
    require_change(by, inspection, changed, snapshot.settings)
    if inspection.istatus not in OPEN:
        raise Invalid({"state": wording.NO_MOVE.format(inspection.istatus or "", InspectionState.CONCLUDED)})
    if not given.conclusion:
        raise Invalid({"conclusion": wording.CONCLUDE})
    return Plan(edits=(Edit(inspection, changed),))


def may_conclude(snapshot: Snapshot, by: Actor, inspection: Inspection) -> bool:
    """Whether `by` may conclude this inspection now, or call it off."""
    try:
        require_change(by, inspection, {"istatus": InspectionState.CONCLUDED}, snapshot.settings)
    except NotAllowed:
        return False
    return inspection.istatus in OPEN


def cancel(snapshot: Snapshot, by: Actor, *, insp_id: str) -> Plan:
    """Calls off an inspection that is not concluded."""
    inspection = inspection_of(snapshot, insp_id)
    changed = {"istatus": InspectionState.CANCELLED}
    require_open(by, inspection, snapshot.settings, field="state")
    require_change(by, inspection, changed, snapshot.settings)
    if inspection.istatus not in OPEN:
        raise Invalid({"state": wording.NO_MOVE.format(inspection.istatus or "", InspectionState.CANCELLED)})
    return Plan(edits=(Edit(inspection, changed),))


def report_remedy(snapshot: Snapshot, by: Actor, *, find_id: str, remedy: str) -> Plan:
    """The unit reports what it did about a finding; a failed verification starts anew."""
    finding = finding_of(snapshot, find_id)
    values = {"remedy": remedy.strip(), "reported": snapshot.today}
    require_change(by, finding, values, snapshot.settings)
    if finding.verified is Verification.PASSED:
        raise Invalid({"state": wording.NO_MOVE.format(finding.verified, Verification.NOT_YET)})
    if not remedy.strip():
        raise Invalid({"remedy": wording.SAY_REMEDY})
    problems = {name: said for name, said in personal_numbers(Finding(remedy=remedy)) if name == "remedy"}
    if problems:
        raise Invalid(problems)
    return Plan(edits=(Edit(finding, values),))


def verify(snapshot: Snapshot, by: Actor, *, find_id: str, passed: bool) -> Plan:
    """An officer verifies the remedy, also without a report of the unit when he saw it himself."""
    finding = finding_of(snapshot, find_id)
    verdict = Verification.PASSED if passed else Verification.FAILED
    values: dict[str, Any] = {"verified": verdict, "verified_on": snapshot.today}
    require_change(by, finding, values, snapshot.settings)
    if finding.verified is Verification.PASSED:
        raise Invalid({"state": wording.NO_MOVE.format(finding.verified, verdict)})
    return Plan(edits=(Edit(finding, values),))


def extend(snapshot: Snapshot, by: Actor, *, find_id: str, due: date | None) -> Plan:
    """An officer gives more time; the old deadline stays in Nhật ký."""
    finding = finding_of(snapshot, find_id)
    require_change(by, finding, {"due": due}, snapshot.settings)
    if due is None or (finding.due and due <= finding.due):
        raise Invalid({"due": wording.LATER_THAN_NOW.format(f"{finding.due:%d/%m/%Y}" if finding.due else "—")})
    return Plan(edits=(Edit(finding, {"due": due}),))


def inspection_of(snapshot: Snapshot, insp_id: str) -> Inspection:
    """The inspection of an ID. Raises Gone."""
    found = next((one for one in snapshot.inspections if one.insp_id == insp_id), None)
    if found is None:
        raise Gone(insp_id)
    return found


def finding_of(snapshot: Snapshot, find_id: str) -> Finding:
    """The finding of an ID. Raises Gone."""
    found = next((one for one in snapshot.findings if one.find_id == find_id), None)
    if found is None:
        raise Gone(find_id)
    return found


def open_findings(snapshot: Snapshot, unit_id: str | None = None) -> tuple[Finding, ...]:
    """Findings that are not verified as remedied, the earliest deadline first."""
    found = [
        one for one in snapshot.findings if one.verified is not Verification.PASSED and unit_id in (None, one.unit_id)
    ]
    return tuple(sorted(found, key=lambda one: (one.due or date.max, one.find_id or "")))


def _inspection(snapshot: Snapshot, values: Mapping[str, Any]) -> Inspection:
    given = {name: values[name] for name in FORM_FIELDS if name in values}
    inspection = typed(Inspection, given)
    quarter = Quarter.of(inspection.date or snapshot.today)
    state = InspectionState.CONCLUDED if inspection.conclusion else InspectionState.DONE
    if inspection.date and inspection.date > snapshot.today:
        state = InspectionState.PLANNED
    return typed(Inspection, {**given, "year": quarter.year, "quarter": quarter.name, "istatus": state})


def _problems(snapshot: Snapshot, by: Actor, inspection: Inspection) -> Iterator[tuple[str, str]]:
    if inspection.unit_id and snapshot.unit(inspection.unit_id) is None:
        yield "unit_id", wording.CHOOSE_UNIT
    if by.role in OWN_ONLY and inspection.kind not in UNIT_INSPECTIONS:
        yield "kind", wording.ONLY_SELF_CHECKS
    if strange := other_year(inspection.date, snapshot.settings):
        yield "date", strange


def _findings(inspection: Inspection, given: Sequence[Mapping[str, Any]]) -> tuple[list[Finding], dict[str, str]]:
    """The findings that were filled in, and what is wrong with them."""
    made: list[Finding] = []
    problems: dict[str, str] = {}
    for place, values in enumerate(given, 1):
        filled = {name: values[name] for name in FINDING_FIELDS if values.get(name)}
        if not filled.keys() - {"model_id"}:
            continue
        try:
            finding = typed(
                Finding,
                {**filled, "unit_id": inspection.unit_id, "verified": Verification.NOT_YET},
            )
            later = inspection.date and finding.due and finding.due <= inspection.date
            require(
                finding,
                optional=("insp_id", "unit_id"),
                more={"due": wording.DUE_AFTER_INSPECTION} if later else {},
            )
            made.append(finding)
        except Invalid as error:
            problems |= {f"{place}.{name}": said for name, said in error.problems.items()}
    return made, problems


def _decision(snapshot: Snapshot, inspection: Inspection, findings: Sequence[Finding], decider: str) -> Difficulty:
    """What waits for a decision: the findings in one line, due by the earliest deadline."""
    content = "; ".join(one.content or "" for one in findings) or inspection.conclusion or inspection.results or ""
    return Difficulty(
        raised=inspection.date or snapshot.today,
        unit_id=inspection.unit_id,
        model_id=inspection.model_ids[0] if len(inspection.model_ids) == 1 else None,
        content=content,
        group=DifficultyGroup.OTHER,
        due=min((one.due for one in findings if one.due), default=None),
        decider=decider,
        decision_from=inspection.date or snapshot.today,
        state=DifficultyState.NEW,
    )
