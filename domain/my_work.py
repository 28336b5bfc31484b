"""“Việc của tôi”: what one unit has to do now, overdue first, each with the place where it is done. No words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, auto
from typing import Any

from domain.chase import chase_list
from domain.chase_facts import DueReport, Group, NoModel, awaits_verification
from domain.inspection_rules import open_findings
from domain.lifecycle import APPROVED
from domain.plan_proofs import PERIODIC, PROOFS, subject_quarter
from domain.proofs import Known
from domain.quarters import Quarter, quarter_of
from domain.snapshot import Snapshot
from domain.tables import Finding, Model, Task
from domain.tasks import Tick, tick, title
from domain.vocabulary import ModelState, ReportState, Tab

HORIZON = timedelta(days=30)
"""Tasks and remedies that are due later are not yet work of now."""


class WorkKind(Enum):
    """What there is to do."""

    MEND_REGISTRATION = auto()
    COMPLETE_REGISTRATION = auto()
    REGISTER = auto()
    MEND_REPORT = auto()
    REPORT = auto()
    MEND_SHEET = auto()
    REMEDY = auto()
    TASK = auto()


class Place(Enum):
    """Where it is done: the form of a tab, or ticking the task itself."""

    REGISTRATION = auto()
    REPORT = auto()
    SHEET = auto()
    REMEDY = auto()
    COMMUNICATION = auto()
    SERVICE = auto()
    FEEDBACK = auto()
    EXEMPLAR = auto()
    REWARD = auto()
    INSPECTION = auto()
    DIFFICULTY = auto()
    RATING = auto()
    TASK = auto()


PLACES: Mapping[Tab, Place] = {
    Tab.MODELS: Place.REGISTRATION,
    Tab.REPORTS: Place.REPORT,
    Tab.VILLAGE_SUMS: Place.SHEET,
    Tab.COMMUNICATIONS: Place.COMMUNICATION,
    Tab.SERVICE_FIGURES: Place.SERVICE,
    Tab.FEEDBACK: Place.FEEDBACK,
    Tab.EXEMPLARS: Place.EXEMPLAR,
    Tab.REWARDS: Place.REWARD,
    Tab.INSPECTIONS: Place.INSPECTION,
    Tab.DIFFICULTIES: Place.DIFFICULTY,
}
# Tasks that are the same work as a line of another kind: shown once.
REPORTING = frozenset({"NV-07", "NV-20", "NV-42"})
REGISTERING = "NV-05"
RATING = "NV-11"
"""Scoring and rating: nothing proves it, and it is done on the score sheets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Something to do. `days` past `due`, negative: days left, None: no deadline.

    `title` is what the record itself is called (a model's title, a finding's or a task's content), "" without one.
    `place` is where it is done, `prefill` what a form there may be filled with, by field name (`quarter` a `Quarter`).
    """

    kind: WorkKind
    record_id: str
    title: str
    due: date | None
    days: int | None
    place: Place
    prefill: Mapping[str, Any] = field(default_factory=dict)

    @property
    def overdue(self) -> bool:
        return self.days is not None and self.days > 0


def my_work(snapshot: Snapshot, unit_id: str, horizon: timedelta = HORIZON) -> tuple[Work, ...]:
    """What the unit has to do: overdue first, the longest; then what was sent back; then by deadline.

    `snapshot` is what the reader may see: titles are his, what is missing is worked out on the figures of all.
    """
    found = [*_registrations(snapshot, unit_id), *_reports(snapshot, unit_id), *_remedies(snapshot, unit_id, horizon)]
    tasks = _tasks(snapshot, unit_id, horizon)
    return tuple(sorted([*found, *(one for one in tasks if not _is_listed(one, found))], key=_urgency))


def _urgency(one: Work) -> tuple[bool, int, bool, date, int, str]:
    late = (one.days or 0) if one.overdue else 0
    at_once = one.kind in AT_ONCE
    return not one.overdue, -late, not at_once, one.due or date.max, one.kind.value, one.record_id


MENDING = frozenset({WorkKind.MEND_REGISTRATION, WorkKind.MEND_REPORT, WorkKind.MEND_SHEET})
AT_ONCE = MENDING | {WorkKind.COMPLETE_REGISTRATION}


def _registrations(snapshot: Snapshot, unit_id: str) -> Iterator[Work]:
    """Registrations that were sent back or received from another unit, and the one that a unit still owes (I10)."""
    chased = chase_list(snapshot).unit(unit_id)
    missing = next((one for one in chased.open() if isinstance(one, NoModel)), None) if chased else None
    models = snapshot.models_of(unit_id)
    returned = [one for one in models if one.state is ModelState.RETURNED]
    received = [one for one in models if one.state is ModelState.DRAFT and one.parent_id]
    for model in returned:
        yield _mending(model, missing, WorkKind.MEND_REGISTRATION)
    for model in received:
        yield _mending(model, missing, WorkKind.COMPLETE_REGISTRATION)
    if missing and not returned and not received:
        draft = missing.mend.model_id if missing.mend else None
        yield Work(
            kind=WorkKind.REGISTER, record_id=draft or "", title=_title(snapshot, draft), due=missing.due,
            days=missing.days, place=Place.REGISTRATION,
            prefill={"unit_id": unit_id, **({"model_id": draft} if draft else {})},
        )  # fmt: skip


def _mending(model: Model, missing: NoModel | None, kind: WorkKind) -> Work:
    return Work(
        kind=kind, record_id=model.model_id or "", title=model.title or "",
        due=missing.due if missing else None, days=missing.days if missing else None, place=Place.REGISTRATION,
        prefill={"unit_id": model.unit_id, "model_id": model.model_id},
    )  # fmt: skip


def _reports(snapshot: Snapshot, unit_id: str) -> Iterator[Work]:
    """Reports that are missing or were sent back, and the quarter's sheet where it was sent back."""
    chased = chase_list(snapshot).unit(unit_id)
    due = [one for one in chased.open() if isinstance(one, DueReport)] if chased else []
    for one in due:
        kind = WorkKind.MEND_REPORT if one.state is ReportState.RETURNED else WorkKind.REPORT
        yield _report(snapshot, unit_id, kind, one.model.model_id, one.quarter, one.due)
    listed = {(one.model.model_id, one.quarter) for one in due}
    for report in snapshot.reports:
        quarter = quarter_of(report)
        if report.rstatus is not ReportState.RETURNED or snapshot.owner_of(report) != unit_id or quarter is None:
            continue
        if (report.model_id, quarter) not in listed:
            last = snapshot.settings.report_due(quarter)
            yield _report(snapshot, unit_id, WorkKind.MEND_REPORT, report.model_id, quarter, last)
    yield from _sheets(snapshot, unit_id)


def _report(
    snapshot: Snapshot, unit_id: str, kind: WorkKind, model_id: str | None, quarter: Quarter, due: date | None
) -> Work:
    return Work(
        kind=kind, record_id=model_id or "", title=_title(snapshot, model_id), due=due, days=_days(snapshot, due),
        place=Place.REPORT, prefill={"unit_id": unit_id, "model_id": model_id, "quarter": quarter},
    )  # fmt: skip


def _sheets(snapshot: Snapshot, unit_id: str) -> Iterator[Work]:
    for one in snapshot.village_sums:
        quarter = quarter_of(one)
        if one.unit_id == unit_id and one.rstatus is ReportState.RETURNED and quarter:
            due = snapshot.settings.report_due(quarter)
            yield Work(
                kind=WorkKind.MEND_SHEET, record_id=quarter.key, title="", due=due, days=_days(snapshot, due),
                place=Place.SHEET, prefill={"unit_id": unit_id, "quarter": quarter},
            )  # fmt: skip


def _remedies(snapshot: Snapshot, unit_id: str, horizon: timedelta) -> Iterator[Work]:
    """Findings that are open and wait for the unit, not for verification (I12, I13)."""
    for one in open_findings(snapshot, unit_id):
        if not awaits_verification(one) and (one.due is None or one.due <= snapshot.today + horizon):
            yield _remedy(snapshot, one)


def _remedy(snapshot: Snapshot, one: Finding) -> Work:
    return Work(
        kind=WorkKind.REMEDY, record_id=one.find_id or "", title=one.content or "", due=one.due,
        days=_days(snapshot, one.due), place=Place.REMEDY, prefill={"unit_id": one.unit_id, "find_id": one.find_id},
    )  # fmt: skip


def _tasks(snapshot: Snapshot, unit_id: str, horizon: timedelta) -> Iterator[Work]:
    """Tasks of the plan that are open, overdue or due within the horizon (I17); not what waits for the office."""
    known = Known(snapshot.figures or snapshot)
    chased = chase_list(snapshot).unit(unit_id)
    waits = chased is not None and any(one.with_office for one in chased.facts.get(Group.REGISTRATION, ()))
    for task in snapshot.tasks_by_unit.get(unit_id, ()):
        one = tick(known, task, snapshot.today)
        if waits and task.task_id == REGISTERING:
            continue
        if one.applies and not one.completed and one.due and one.due <= snapshot.today + horizon:
            yield _task(snapshot, one)


def _task(snapshot: Snapshot, one: Tick) -> Work:
    task, proving = one.task, PROOFS.get(one.task.task_id or "")
    given = {
        "unit_id": task.unit_id,
        "instance_id": task.instance_id,
        "quarter": subject_quarter(task, snapshot.settings),
    }
    return Work(
        kind=WorkKind.TASK, record_id=task.instance_id or "", title=title(task), due=one.due, days=one.days,
        place=_place(snapshot, task), prefill={**given, **(proving.prefill if proving else {})},
    )  # fmt: skip


def _place(snapshot: Snapshot, task: Task) -> Place:
    """Where its evidence is written, else by ticking it. A unit without a model has only its sheet to report with."""
    proving = PROOFS.get(task.task_id or "")
    if task.task_id == RATING:
        return Place.RATING
    place = PLACES[proving.tab] if proving else Place.TASK
    reports = any(one.state in APPROVED for one in snapshot.models_of(task.unit_id or ""))
    if place is not Place.REPORT or reports:
        return place
    return Place.SHEET if task.task_id == PERIODIC else Place.TASK


def _is_listed(task: Work, found: Iterable[Work]) -> bool:
    """Whether a line of another kind asks for the same already."""
    code = task.record_id.partition("/")[0]
    if code == REGISTERING:
        return any(one.place is Place.REGISTRATION for one in found)
    reports = [one for one in found if one.place is Place.REPORT]
    return code in REPORTING and any(one.prefill["quarter"] == task.prefill["quarter"] for one in reports)


def _title(snapshot: Snapshot, model_id: str | None) -> str:
    model = snapshot.model(model_id)
    return (model.title or "") if model else ""


def _days(snapshot: Snapshot, due: date | None) -> int | None:
    return (snapshot.today - due).days if due else None
