"""One row typed into an otherwise blank workbook, and what came of one of its cells."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from domain.codec import read_workbook, to_cell
from domain.fields import specs
from domain.looks import NOTHING_BESIDE, Beside
from domain.rows import Grid, RowMemo
from domain.sample.units import units
from domain.snapshot import RECORDS, Problem, Snapshot
from domain.tables import DATA_TABLES, Row, Unit
from domain.vocabulary import ProblemLevel, Tab

SILENT, WARNING, ERROR = None, ProblemLevel.WARNING, ProblemLevel.ERROR
TABLES = {table.TAB: table for table in DATA_TABLES}
HEADERS: dict[Tab, list[Any]] = {tab: [spec.header for spec in specs(table)] for tab, table in TABLES.items()}
UNIT_ROWS: Grid = [[to_cell(spec, getattr(unit, spec.name)) for spec in specs(Unit)] for unit in units()]

# What stands beside the cell, so that nothing else is wrong with it.
ID: dict[Tab, dict[str, Any]] = {
    Tab.MODELS: {"model_id": "MH-2026-0001", "year": 2026, "state": "Nháp"},
    Tab.REPORTS: {"report_id": "BC-2026-Q2-0001", "year": 2026, "quarter": "II", "rstatus": "Nháp"},
    Tab.FINDINGS: {"find_id": "TT-2026-0001-1"},
    Tab.VILLAGE_SUMS: {"unit_id": "TH-03", "year": 2026, "quarter": "II"},
    Tab.UNITS: {"unit_id": "TH-99"},
    Tab.COMMUNICATIONS: {"comm_id": "TTR-2026-0001"},
    Tab.SERVICE_FIGURES: {"year": 2026, "quarter": "II", "code": "CQ01"},
    Tab.FEEDBACK: {"feedback_id": "YK-2026-0001"},
    Tab.EXEMPLARS: {"exemplar_id": "DH-2026-0001"},
    Tab.TASKS: {"task_id": "NV-01", "instance_id": "NV-01/2026-Q2/TH-03"},
    Tab.SCORES: {"year": 2026, "unit_id": "TH-03", "criterion_id": "TONG"},
}  # fmt: skip


def blank_grids() -> dict[Tab, Grid]:
    """Every tab with its header row alone, the units filled in."""
    found = {tab: [list(header)] for tab, header in HEADERS.items()}
    found[Tab.UNITS] += [list(row) for row in UNIT_ROWS]
    return found


def row_of(table: type[Row], cells: dict[str, Any]) -> list[Any]:
    return [cells.get(spec.name, "") for spec in specs(table)]


def column_of(tab: Tab, field: str) -> int:
    return [spec.name for spec in specs(TABLES[tab])].index(field)


def grids_of(*rows: tuple[Tab, dict[str, Any]]) -> dict[Tab, Grid]:
    grids = blank_grids()
    for tab, cells in rows:
        grids[tab].append(row_of(TABLES[tab], cells))
    return grids


def read(grids: dict[Tab, Grid], beside: Beside = NOTHING_BESIDE, memo: RowMemo | None = None) -> Snapshot:
    read_at = datetime(2026, 9, 15, 2, 0, tzinfo=UTC)
    return read_workbook(grids, version=1, today=date(2026, 9, 15), read_at=read_at, gids={}, beside=beside, memo=memo)


def records(snapshot: Snapshot, tab: Tab) -> tuple[Any, ...]:
    found: tuple[Any, ...] = getattr(snapshot, RECORDS[TABLES[tab]])
    return found


@dataclass(frozen=True)
class Cell:
    """What a cell gave: value, level of its problem (None: read silently), sentence, suggestion."""

    value: Any
    problems: tuple[Problem, ...]

    @property
    def level(self) -> ProblemLevel | None:
        return self.problems[0].level if self.problems else SILENT

    @property
    def message(self) -> str:
        return " | ".join(one.message for one in self.problems)

    @property
    def suggestion(self) -> str:
        """The one suggestion; several problems of a cell never suggest different things."""
        [only] = {one.suggestion for one in self.problems} or {""}
        return only


def cell(tab: Tab, field: str, typed: Any, beside: Beside = NOTHING_BESIDE, **others: Any) -> Cell:
    """Types `typed` into a row that is otherwise in order and reads the workbook."""
    grids = grids_of((tab, ID[tab] | others | {field: typed}))
    snapshot = read(grids, beside)
    record = records(snapshot, tab)[-1]
    row = len(grids[tab])
    return Cell(
        getattr(record, field), tuple(p for p in snapshot.problems if (p.tab, p.row, p.field) == (tab, row, field))
    )
