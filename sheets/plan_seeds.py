"""What the plan itself brings into the workbook: criteria, a row per indicator and quarter, the tasks of every unit.

Added whenever the workbook is provisioned, so also for units that came later. What somebody has deleted stays deleted:
Nhật ký tells.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from domain.codec import read_workbook
from domain.errors import HeaderMissing
from domain.fields import specs
from domain.headers import header_map
from domain.plan_criteria import criteria
from domain.plan_tasks import instances
from domain.rows import Grid, key_of
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import DATA_TABLES, Criterion, HistoryEntry, Model, Row, ServiceFigure, Task, Unit
from domain.vocabulary import HistoryAction, Tab
from domain.vocabulary_movement import LABELS, ServiceIndicator
from sheets import clock

SEEDED = frozenset({Tab.SERVICE_FIGURES, Tab.TASKS, Tab.CRITERIA})
NEEDED = SEEDED | {Tab.UNITS, Tab.CATALOGUE, Tab.SETTINGS, Tab.MODELS}
NEVER = datetime.min.replace(tzinfo=UTC)


def plan_rows(units: Iterable[Unit], models: Iterable[Model], settings: Settings) -> dict[type[Row], list[Row]]:
    """All of it, as of today."""
    figures = (
        ServiceFigure(year=quarter.year, quarter=quarter.name, code=code, name=LABELS[code])
        for quarter in settings.quarters()
        for code in ServiceIndicator
    )
    tasks = instances([*units], models, settings, clock.today())
    return {ServiceFigure: [*figures], Task: [*tasks], Criterion: [*criteria()]}


def lacking(grids: Mapping[str, Grid]) -> dict[type[Row], list[Row]]:
    """What of it is not there and was never deleted. Nothing where the tabs on which it rests cannot be read."""
    found = known(grids)
    if found is None:
        return {}
    gone = _deleted(grids.get(Tab.HISTORY, []))
    return {
        table: [one for one in rows if found.row_of(*_place(one)) is None and _place(one) not in gone]
        for table, rows in plan_rows(found.units, found.models, found.settings).items()
    }


def rows_of(grids: Mapping[str, Grid]) -> Mapping[Tab, Mapping[str, int]]:
    """Where the rows of these tabs stand, by tab and key."""
    found = known(grids)
    return found.rows if found else {}


def known(grids: Mapping[str, Grid]) -> Snapshot | None:
    """The tabs on which it rests, as they are read; tabs that are not there yet count as blank."""
    titles = {table.TAB: [[spec.header for spec in specs(table)]] for table in DATA_TABLES}
    held: dict[Tab, Grid] = {tab: (grids.get(tab) if tab in NEEDED else None) or blank for tab, blank in titles.items()}
    try:
        return read_workbook(held, version=0, today=clock.today(), read_at=NEVER, gids={})
    except HeaderMissing:
        return None


def _place(record: Row) -> tuple[Tab, str]:
    return record.TAB, key_of(record) or ""


def _deleted(history: Grid) -> set[tuple[str, str]]:
    """Tab and key of every row that Nhật ký knows as deleted."""
    if not history:
        return set()
    header = header_map(HistoryEntry, history[0])
    at = [header.get(name, -1) for name in ("action", "tab", "record_id")]
    cells = ([str(row[one]) if 0 <= one < len(row) else "" for one in at] for row in history[1:])
    return {(tab, key) for action, tab, key in cells if action == HistoryAction.SOFT_DELETE}
