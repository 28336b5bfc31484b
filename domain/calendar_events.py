"""The days that people put into their own calendars: deadlines of the plan, of models and of findings. No words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.coverage import unregistered
from domain.inspection_rules import open_findings
from domain.lifecycle import ENDED, approved_by
from domain.names import UnitNames
from domain.quarters import Quarter
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import Model
from domain.view import quarter_view, shown_quarter
from domain.vocabulary import ModelState


class EventKind(StrEnum):
    """What the day is; part of an event's name for good, so that importing again does not double it."""

    REGISTRATION = "dang-ky"
    EXTRA_REGISTRATION = "dang-ky-bo-sung"
    REPORT = "bao-cao"
    PHASE = "giai-doan"
    MODEL_END = "ket-thuc"
    FINDING = "khac-phuc"


@dataclass(frozen=True, slots=True)
class Event:
    """A day. `key` tells it from others of its kind; `unit` and `name` are the unit's name and the model's title."""

    kind: EventKind
    key: str
    day: date
    quarter: Quarter | None = None
    unit: str = ""
    name: str = ""


def commune_events(snapshot: Snapshot) -> tuple[Event, ...]:
    """The plan's deadlines and those of all units, by day."""
    return _by_day((*plan_events(snapshot.settings), *_own(snapshot, None)))


def unit_events(snapshot: Snapshot, unit_id: str) -> tuple[Event, ...]:
    """What concerns one unit, by day: reports if it owns an approved model, registration while it has to register."""
    view = quarter_view(snapshot, shown_quarter(snapshot))
    has_models = any(one.unit_id == unit_id for one in view.approved)
    must_register = any(one.unit_id == unit_id for one in unregistered(view))
    concerns = {
        EventKind.REPORT: has_models,
        EventKind.REGISTRATION: must_register,
        EventKind.EXTRA_REGISTRATION: must_register,
    }
    plan = (one for one in plan_events(snapshot.settings) if concerns.get(one.kind, True))
    return _by_day((*plan, *_own(snapshot, unit_id)))


def plan_events(settings: Settings) -> tuple[Event, ...]:
    """Deadlines of registration and reports as the commune has set them, and the beginning of each phase (plan, V)."""
    dues = ((EventKind.REGISTRATION, settings.register_by), (EventKind.EXTRA_REGISTRATION, settings.register_by_extra))
    year = int(settings.plan_year)
    registration = (Event(kind, str(year), due) for kind, due in dues if due)
    return (*registration, *(event for number in range(1, 5) for event in _quarter(Quarter(year, number), settings)))


def _quarter(quarter: Quarter, settings: Settings) -> Iterable[Event]:
    if quarter.last >= settings.plan_date:
        yield Event(EventKind.PHASE, quarter.key, max(quarter.first, settings.plan_date), quarter)
    if due := settings.report_due(quarter):
        yield Event(EventKind.REPORT, quarter.key, due, quarter)


def _own(snapshot: Snapshot, unit_id: str | None) -> Iterable[Event]:
    """Ends of models that run, and deadlines of findings that are open; None: of all units."""
    names = UnitNames(snapshot.units)
    for model in snapshot.models:
        if unit_id in (None, model.unit_id) and model.model_id and model.end and _runs(model, snapshot.today):
            label = names.full_label(model.unit_id)
            yield Event(EventKind.MODEL_END, model.model_id, model.end, unit=label, name=model.title or "")
    for finding in open_findings(snapshot, unit_id):
        if finding.find_id and finding.due:
            yield Event(EventKind.FINDING, finding.find_id, finding.due, unit=names.full_label(finding.unit_id))


def _runs(model: Model, today: date) -> bool:
    return (
        approved_by(model, today) and model.end_actual is None and model.state not in (*ENDED, ModelState.CARRIED_OVER)
    )


def _by_day(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda one: (one.day, one.kind, one.key)))
