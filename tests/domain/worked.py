"""Small builders for the worked examples: a snapshot with just what an example names."""

from datetime import UTC, date, datetime
from typing import Any

from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import Model, Report, Unit
from domain.vocabulary import ModelState, ReportState, ReportType, UnitType

NOW = datetime(2026, 9, 15, 3, 0, tzinfo=UTC)


def snapshot(today: date, settings: Settings | None = None, **records: Any) -> Snapshot:
    return Snapshot(version=1, today=today, read_at=NOW, settings=settings or Settings(), **records)


def village(unit_id: str, **more: Any) -> Unit:
    base: dict[str, Any] = {"unit_type": UnitType.VILLAGE, "name": unit_id, "must_register": True}
    return Unit(unit_id=unit_id, **{**base, **more})


def model(model_id: str, unit_id: str | None = "TH-01", **more: Any) -> Model:
    base: dict[str, Any] = {
        "year": 2026,
        "title": model_id,
        "state": ModelState.RUNNING,
        "approved": date(2026, 5, 1),
        "start": date(2026, 5, 1),
        "end": date(2026, 11, 30),
    }
    return Model(model_id=model_id, unit_id=unit_id, **{**base, **more})


def report(model_id: str, quarter: str, progress: float | None, **more: Any) -> Report:
    base: dict[str, Any] = {
        "year": 2026,
        "rtype": ReportType.PERIODIC,
        "rstatus": ReportState.SUBMITTED,
        "submitted": date(2026, 6, 15) if quarter == "II" else date(2026, 9, 10),
        "prog_self": progress,
    }
    return Report(report_id=f"BC-{model_id}-{quarter}", model_id=model_id, quarter=quarter, **{**base, **more})
