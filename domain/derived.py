"""Columns that follow from other cells of their row, and that the application fills where a person typed the row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.plan_tasks import instance_id
from domain.quarters import Quarter
from domain.tables import Inspection, Row, ServiceFigure, Task
from domain.vocabulary_movement import LABELS

# Tables with such columns, and the columns.
DERIVED: Mapping[type[Row], tuple[str, ...]] = {
    Inspection: ("year", "quarter"),
    Task: ("year", "quarter", "instance_id"),
    ServiceFigure: ("name",),
}


def derived(record: Row, plan_year: int | None = None) -> dict[str, Any]:
    """What follows from the record, by field; nothing while cells on which it rests are blank.

    The quarter of a task is that of its deadline; a task without one is of its own year, else of the plan's.
    """
    match record:
        case Inspection() if record.date:
            quarter = Quarter.of(record.date)
            return {"year": quarter.year, "quarter": quarter.name}
        case Task():
            return _of_task(record, plan_year)
        case ServiceFigure() if record.code:
            return {"name": LABELS[record.code]}
    return {}


def _of_task(task: Task, plan_year: int | None) -> dict[str, Any]:
    quarter = Quarter.of(task.due) if task.due else None
    year = quarter.year if quarter else task.year or plan_year
    found: dict[str, Any] = {"year": year} if year else {}
    if quarter:
        found["quarter"] = quarter.name
    if task.task_id and task.unit_id and year:
        found["instance_id"] = instance_id(task.task_id, task.due, year, task.unit_id)
    return found
