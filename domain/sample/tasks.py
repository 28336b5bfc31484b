"""Nhiệm vụ: all instances of the plan's tasks as of 15/09, ticked as far as the other tabs of the sample prove them."""

import dataclasses
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from domain.lifecycle import VALID_REPORT
from domain.plan_tasks import PLAN, Who, instances
from domain.sample.communications import communications
from domain.sample.exemplars import exemplars
from domain.sample.feedback import feedback
from domain.sample.inspections import inspections
from domain.sample.models import models
from domain.sample.reports import reports
from domain.sample.shorthand import AS_OF, on
from domain.sample.units import units
from domain.settings import Settings
from domain.tables import Communication, Task, Unit
from domain.vocabulary import InspectionKind, UnitType
from domain.vocabulary_movement import CommunicationKind, Repeat, TaskState

Days = dict[tuple[str | None, str | None], date]
"""The first day of something, by unit and quarter."""

_TASKS = {one.code: one for one in PLAN}
_OWNERS = {
    UnitType.VILLAGE: "Trưởng thôn", UnitType.OFFICE: "Thủ trưởng cơ quan", UnitType.POLICE: "Trưởng Công an xã",
    UnitType.MILITARY: "Chỉ huy trưởng", UnitType.SERVICE_CENTRE: "Giám đốc Trung tâm", UnitType.SCHOOL: "Hiệu trưởng",
    UnitType.FATHERLAND_FRONT: "Chủ tịch UB MTTQ", UnitType.MASS_ORGANISATION: "Người đứng đầu tổ chức",
}  # fmt: skip
# A model approved after this day reports from the next quarter on; without a model there is none to carry out.
_EXEMPT = {"II": date(2026, 6, 15), "III": date(2026, 9, 14), "IV": date(2026, 11, 15)}
_NO_OWNER = {"TH-05", "TH-14"}

# What the focal point has done, by ID: day; the others of a past deadline it has begun.
_FOCAL = {
    "NV-02/2026-Q2": "28/04", "NV-04/2026-Q2": "12/05", "NV-06/2026-Q3": "09/07", "NV-08/2026-Q2": "26/06",
    "NV-09/2026-Q2": "03/07", "NV-15/2026-Q2": "29/06", "NV-16/2026-Q2": "30/06", "NV-17/2026-Q2": "30/06",
    "NV-19/2026-Q2": "02/07", "NV-18/2026-Q4": "26/08",
}  # fmt: skip
# Quarter II of tasks that no other tab proves: day; villages and offices in these sets had not done them.
_UNPROVEN = {
    "NV-20": "26/06", "NV-22": "24/06", "NV-24": "25/06", "NV-26": "27/06", "NV-27": "22/06", "NV-28": "22/06",
    "NV-36": "26/06", "NV-38": "25/06", "NV-39": "26/06", "NV-40": "29/06", "NV-41": "30/06",
}  # fmt: skip
_LEFT = {
    "NV-20": {"CQ-05"}, "NV-22": {"CQ-03"}, "NV-24": {"CQ-02", "CQ-05"}, "NV-36": {"DT-05"},
    "NV-38": {"TH-05", "TH-14"}, "NV-39": {"TH-05", "TH-06", "TH-10", "TH-14"},
    "NV-40": {"TH-01", "TH-05", "TH-06", "TH-10", "TH-12", "TH-14", "TH-20"},
    "NV-41": {"TH-05", "TH-06", "TH-10", "TH-14", "TH-16"},
}  # fmt: skip
_BEGUN = {"TH-06", "TH-10", "TH-12", "CQ-05"}
_UNTIL_LATER = {"TH-12": "04/07", "TH-20": "06/07", "CQ-02": "02/07"}  # done after the deadline
_NOTHING_FOUND = {"NV-22", "NV-24", "NV-41"}
_TOLD = {"NV-21", "NV-25", "NV-29", "NV-30", "NV-32", "NV-35"}


class _Tick(NamedTuple):
    state: TaskState
    done: date | None = None
    result: str | None = None


_NOT_STARTED, _BEGINNING = _Tick(TaskState.NOT_STARTED), _Tick(TaskState.IN_PROGRESS)
_OUT = _Tick(TaskState.NOT_APPLICABLE)


def tasks() -> tuple[Task, ...]:
    """The tab Nhiệm vụ, in the order of the plan and of the units."""
    known, proof = {one.unit_id: one for one in units()}, _Proof()
    return tuple(_ticked(one, known[one.unit_id], proof) for one in instances(units(), models(), Settings(), AS_OF))


class _Proof:
    """First days by unit and quarter, from the other tabs."""

    def __init__(self) -> None:
        self.briefed = _first_days((c.unit_id, None, c.date) for c in _of_kind(CommunicationKind.BRIEFING))
        self.told = _first_days(
            (c.unit_id, _quarter(c.date), c.date)
            for c in communications()
            if c.kind is not CommunicationKind.BRIEFING and c.kind is not CommunicationKind.PRAISE
        )
        self.praised = _first_days((c.unit_id, _quarter(c.date), c.date) for c in _of_kind(CommunicationKind.PRAISE))
        self.contest = _first_days((c.unit_id, None, c.date) for c in _of_kind(CommunicationKind.CONTEST))
        self.with_front = _first_days((c.unit_id, None, c.date) for c in communications() if "MT-01" in c.partners)
        self.registered = _first_days((m.unit_id, None, m.submitted) for m in models() if m.approved)
        self.approved = _first_days((m.unit_id, None, m.approved) for m in models())
        self.sent = {m.unit_id for m in models()}
        self.reported = _first_days((r.unit_id, r.quarter, r.submitted) for r in reports() if r.rstatus in VALID_REPORT)
        self.checked = _first_days(
            (i.unit_id, i.quarter, i.date) for i in inspections() if i.kind is InspectionKind.SELF_CHECK
        )
        self.opinions = _first_days((one.unit_id, _quarter(one.date), one.date) for one in feedback())
        self.proposed = _first_days((one.unit_id, _quarter(one.proposed), one.proposed) for one in exemplars())
        self.days: dict[str, Callable[[str | None, str | None], date | None]] = {
            "NV-03": lambda unit, _: self.briefed.get((unit, None)),
            "NV-07": lambda unit, quarter: self.reported.get((unit, quarter)),
            "NV-23": lambda unit, quarter: self.checked.get((unit, quarter)),
            "NV-31": lambda unit, quarter: self.praised.get((unit, quarter)),
            "NV-33": lambda unit, _: self.contest.get((unit, None)),
            "NV-34": lambda unit, _: self.with_front.get((unit, None)),
            "NV-37": lambda unit, quarter: self.opinions.get((unit, quarter)),
            "NV-42": lambda unit, quarter: self.reported.get((unit, quarter)),
            **dict.fromkeys(_TOLD, lambda unit, quarter: self.told.get((unit, quarter))),
        }


def _ticked(task: Task, unit: Unit, proof: _Proof) -> Task:
    tick = _tick(task, proof)
    owner = _OWNERS[unit.unit_type] if unit.unit_type and unit.unit_id not in _NO_OWNER else None
    if tick is None:
        return dataclasses.replace(task, owner=owner)
    return dataclasses.replace(task, owner=owner, state=tick.state, done=tick.done, result=tick.result)


def _tick(task: Task, proof: _Proof) -> _Tick | None:
    """How far an instance is; None for the plan itself, which is done."""
    code, declared = task.task_id or "", _TASKS[task.task_id or ""]
    if code == "NV-01":
        return None
    if task.repeat is Repeat.AS_IT_OCCURS:
        return _done(date(2026, 8, 22), "Báo mưa lũ làm hỏng tuyến đường hoa") if task.unit_id == "TH-13" else _OUT
    if code == "NV-05":
        return _registration(task, proof)
    if declared.who in (Who.FOCAL, Who.ONE_STOP):
        day = on(_FOCAL.get((task.instance_id or "").rpartition("/")[0], ""))
        return _done(day, declared.evidence) if day else _open(task)
    if code in proof.days:
        return _proven(task, proof.days[code](task.unit_id, task.quarter), proof)
    return _unproven(task, proof)


def _registration(task: Task, proof: _Proof) -> _Tick:
    day = proof.registered.get((task.unit_id, None))
    first = task.due == Settings().register_by
    if day and task.due and (day <= task.due or not first):
        return _done(day, "phiếu đăng ký")
    return _BEGINNING if task.unit_id in proof.sent or (first and task.unit_id in _BEGUN) else _NOT_STARTED


def _proven(task: Task, day: date | None, proof: _Proof) -> _Tick:
    """A task that another tab proves, or nothing does; what rests on models is not for units without one."""
    if task.task_id == "NV-07" and proof.approved.get((task.unit_id, None), AS_OF) > _EXEMPT[task.quarter or ""]:
        return _OUT
    if task.task_id == "NV-31" and day is None and task.quarter == "II":
        return _OUT  # there was no exemplar yet
    if task.task_id == "NV-07" and task.quarter == "III":
        return _BEGINNING  # goes on to the end of the quarter
    return _done(day, _TASKS[task.task_id or ""].evidence) if day else _open(task)


def _unproven(task: Task, proof: _Proof) -> _Tick:
    code, unit_id = task.task_id or "", task.unit_id or ""
    if task.quarter != "II":
        day = proof.proposed.get((unit_id, task.quarter)) if code in ("NV-22", "NV-41") else None
        return _done(day, "đề xuất điển hình") if day and task.quarter == "III" else _open(task)
    if unit_id in _LEFT.get(code, ()):
        day = on(_UNTIL_LATER.get(unit_id, ""))
        return _done(day, _TASKS[code].evidence) if day else _BEGINNING if unit_id in _BEGUN else _NOT_STARTED
    return _done(on(_UNPROVEN[code]), "không có" if code in _NOTHING_FOUND else _TASKS[code].evidence)


def _open(task: Task) -> _Tick:
    """Of a task that is due this quarter some work is under way; a past deadline with nothing to show was missed."""
    this_quarter = task.due is not None and _quarter(task.due) == _quarter(AS_OF)
    return _BEGINNING if this_quarter and (task.unit_id or "")[-1:] not in "056" else _NOT_STARTED


def _done(day: date | None, result: str) -> _Tick:
    return _Tick(TaskState.DONE, day, result)


def _of_kind(kind: CommunicationKind) -> list[Communication]:
    return [one for one in communications() if one.kind is kind]


def _quarter(day: date | None) -> str | None:
    return ("I", "II", "III", "IV")[(day.month - 1) // 3] if day else None


def _first_days(found: Iterable[tuple[str | None, str | None, date | None]]) -> Days:
    first: Days = {}
    for unit_id, quarter, day in found:
        if day is not None:
            first[unit_id, quarter] = min(day, first.get((unit_id, quarter), day))
    return first
