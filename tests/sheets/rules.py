"""Rules that only tests know, as the rulebook would have them."""

from datetime import date

from domain.errors import Gone
from domain.permissions import Actor
from domain.plans import Add, Edit, Plan
from domain.snapshot import Snapshot
from domain.tables import Difficulty, Finding, Inspection
from domain.vocabulary import DifficultyGroup, DifficultyState, InspectionKind, InspectionState, Severity

MODEL = "MH-2026-0006"


def retitle(snapshot: Snapshot, _by: Actor, *, model_id: str = MODEL, title: str = "Tên mới") -> Plan:
    model = snapshot.model(model_id)
    if model is None:
        raise Gone(model_id)
    return Plan(edits=(Edit(model, {"title": title}),))


def log_with_findings(_: Snapshot, _by: Actor) -> Plan:
    day = date(2026, 9, 15)
    inspection = Inspection(
        unit_id="TH-03",
        kind=InspectionKind.INSPECTION,
        date=day,
        year=2026,
        quarter="III",
        istatus=InspectionState.DONE,
    )
    finding = Finding(unit_id="TH-03", content="Thiếu biên bản", severity=Severity.MINOR, request="Bổ sung", due=day)
    waiting = Difficulty(
        unit_id="TH-03",
        raised=day,
        content="Chờ",
        group=DifficultyGroup.OTHER,
        decider="Chủ tịch",
        state=DifficultyState.NEW,
    )
    return Plan(adds=(Add(inspection), Add(finding, parent=0), Add(finding, parent=0), Add(waiting, parent=0)))


def count_up(snapshot: Snapshot, _by: Actor, *, model_id: str) -> Plan:
    """Adds one to a counter that names its own record, so that a stray one shows."""
    model = snapshot.model(model_id)
    if model is None:
        raise Gone(model_id)
    key, _, number = (model.owner or "").partition("|")
    counted = int(number) + 1 if key == model_id else 1
    return Plan(edits=(Edit(model, {"owner": f"{model_id}|{counted}"}),))


RULES = {rule.__name__: rule for rule in (retitle, log_with_findings, count_up)}
