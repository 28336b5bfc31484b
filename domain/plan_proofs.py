"""What proves each task of the plan: its declaration says so in words (`domain.plan_tasks`), this table in records.

A task whose evidence is no data of the workbook (an invitation, a dispatch, a report to the Party) is ticked by people.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from domain import proof_finders as by
from domain.plan_tasks import PLAN
from domain.proofs import Asked, Find, Known, Proof, either
from domain.quarters import KEY, Quarter
from domain.settings import Settings
from domain.tables import Task
from domain.view import period
from domain.vocabulary import InspectionKind, Tab
from domain.vocabulary_movement import Audience, CommunicationKind, Repeat
from domain.vocabulary_movement import ServiceIndicator as I


class Proving(NamedTuple):
    """How a task is proven, the tab into which people write that, and what a form there may be filled with."""

    find: Find
    tab: Tab
    prefill: Mapping[str, Any] = {}


_TOLD, _JOINT = by.event(), by.event(joint=True)
_BRIEFING, _CONTEST, _PRAISE = CommunicationKind.BRIEFING, CommunicationKind.CONTEST, CommunicationKind.PRAISE
_ANY = tuple(CommunicationKind)
_SELF_CHECK = InspectionKind.SELF_CHECK
_HELPED = by.running(joint=True, where=lambda model: bool(model.partners))

# fmt: off
PROOFS: Mapping[str, Proving] = {
    "NV-03": Proving(by.event(_BRIEFING), Tab.COMMUNICATIONS, {"kind": _BRIEFING}),
    "NV-05": Proving(by.registered, Tab.MODELS),
    "NV-07": Proving(by.all_reported, Tab.REPORTS),
    "NV-08": Proving(by.concluded, Tab.INSPECTIONS, {"kind": InspectionKind.INSPECTION}),
    "NV-09": Proving(by.resolved, Tab.DIFFICULTIES),
    "NV-13": Proving(by.rewarded, Tab.REWARDS, {"ad_hoc": False}),
    "NV-15": Proving(by.filled(I.DISCLOSURE, I.CONSULTATIONS), Tab.SERVICE_FIGURES, {"code": I.DISCLOSURE}),
    "NV-16": Proving(by.filled(I.PROCEDURES, I.ONLINE_FILES), Tab.SERVICE_FIGURES, {"code": I.PROCEDURES}),
    "NV-17": Proving(by.filled(I.RECEPTION, I.VISITS), Tab.SERVICE_FIGURES, {"code": I.RECEPTION}),
    "NV-18": Proving(by.dialogues, Tab.SERVICE_FIGURES, {"code": I.DIALOGUES}),
    "NV-19": Proving(by.filled(I.PETITIONS, I.COMPLAINTS, I.DENUNCIATIONS), Tab.SERVICE_FIGURES, {"code": I.PETITIONS}),
    "NV-20": Proving(by.all_reported, Tab.REPORTS),
    "NV-21": Proving(_JOINT, Tab.COMMUNICATIONS, {"kind": CommunicationKind.CAMPAIGN}),
    "NV-22": Proving(by.proposed, Tab.EXEMPLARS),
    "NV-23": Proving(by.inspected(_SELF_CHECK), Tab.INSPECTIONS, {"kind": _SELF_CHECK}),
    "NV-24": Proving(by.raised, Tab.DIFFICULTIES),
    "NV-25": Proving(_TOLD, Tab.COMMUNICATIONS, {"kind": CommunicationKind.CAMPAIGN}),
    "NV-26": Proving(either(_JOINT, _HELPED), Tab.COMMUNICATIONS, {"kind": CommunicationKind.MOVEMENT}),
    "NV-27": Proving(by.running(by.FORCES_FIELDS, joint=True), Tab.MODELS),
    "NV-28": Proving(either(by.event(*_ANY, where=by.ba_nhat), by.running(where=lambda model: bool(model.ba_nhat))), Tab.COMMUNICATIONS, {"kind": CommunicationKind.MOVEMENT}),
    "NV-29": Proving(_TOLD, Tab.COMMUNICATIONS, {"kind": CommunicationKind.CAMPAIGN}),
    "NV-30": Proving(by.event(*_ANY, where=by.on_media), Tab.COMMUNICATIONS, {"kind": CommunicationKind.CAMPAIGN}),
    "NV-31": Proving(by.event(*_ANY, where=by.of_exemplar), Tab.COMMUNICATIONS, {"kind": _PRAISE}),
    "NV-32": Proving(by.event(where=by.for_audience(Audience.TEACHERS, Audience.STUDENTS)), Tab.COMMUNICATIONS, {"kind": CommunicationKind.CAMPAIGN}),
    "NV-33": Proving(by.event(_CONTEST), Tab.COMMUNICATIONS, {"kind": _CONTEST}),
    "NV-34": Proving(by.event(*_ANY, where=by.with_front, joint=True), Tab.COMMUNICATIONS, {"kind": CommunicationKind.CAMPAIGN}),
    "NV-35": Proving(_TOLD, Tab.COMMUNICATIONS, {"kind": CommunicationKind.CAMPAIGN}),
    "NV-36": Proving(by.event(where=by.for_audience(Audience.MEMBERS, counted=True)), Tab.COMMUNICATIONS, {"kind": CommunicationKind.CAMPAIGN}),
    "NV-37": Proving(by.opinions, Tab.FEEDBACK),
    "NV-38": Proving(by.sheet, Tab.VILLAGE_SUMS),
    "NV-39": Proving(by.households(), Tab.VILLAGE_SUMS),
    "NV-40": Proving(by.guided(), Tab.VILLAGE_SUMS),
    "NV-41": Proving(by.nominated, Tab.EXEMPLARS),
    "NV-42": Proving(either(by.all_reported, by.sheet_without_models), Tab.REPORTS),
    "NV-43": Proving(by.ad_hoc, Tab.REPORTS),
}
# fmt: on

PERIODIC = "NV-42"
QUARTERLY = frozenset(one.code for one in PLAN if one.repeat is Repeat.QUARTERLY)


def proofs(known: Known, task: Task, until: date) -> tuple[Proof, ...]:
    """The records that prove an instance as things stood on `until`, the earliest first, those without a day last."""
    proving, asked = PROOFS.get(task.task_id or ""), _asked(known, task, until)
    if proving is None or asked is None:
        return ()
    found = {one for one in proving.find(known, asked) if one.day is None or one.day <= until}
    return tuple(sorted(found, key=lambda one: (one.day or date.max, one.tab, one.record_id)))


def subject_quarter(task: Task, settings: Settings) -> Quarter | None:
    """The quarter that an instance is about: a deadline may be set for, or moved to, a day after its end.

    That whose reports are due then, else the one in its ID, else that of the deadline.
    """
    if task.due is None:
        return None
    if task.task_id == PERIODIC:
        years = (task.due.year - 1, task.due.year)
        quarters = (Quarter(year, number) for year in years for number in range(1, 5))
        by_report = next((one for one in quarters if settings.report_due(one) == task.due), None)
        if by_report:
            return by_report
    parts = (task.instance_id or "").split("/")
    return Quarter.parse(parts[1]) if len(parts) > 1 and KEY.fullmatch(parts[1]) else Quarter.of(task.due)


def _asked(known: Known, task: Task, until: date) -> Asked | None:
    """The quarter that a quarterly task is about, else the year."""
    year = task.due.year if task.due else task.year
    if task.unit_id is None or year is None:
        return None
    first, last = date(year, 1, 1), date(year, 12, 31)
    settings = known.snapshot.settings
    quarter = subject_quarter(task, settings) if task.task_id in QUARTERLY else None
    if quarter:
        first, last = period(quarter, settings)
    return Asked(task.unit_id, first, last, until, quarter, task.due)
