"""What was read in one go: immutable records with their version, day, settings and problems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from domain.places import column_letters
from domain.settings import Settings
from domain.tables import (
    Account,
    CatalogueEntry,
    Communication,
    Criterion,
    Difficulty,
    Exemplar,
    Feedback,
    Finding,
    Inspection,
    Model,
    Report,
    Reward,
    Row,
    Score,
    ServiceFigure,
    SettingRow,
    Task,
    Unit,
    VillageSum,
)
from domain.vocabulary import ProblemLevel, Tab

if TYPE_CHECKING:
    from domain.rating_totals import RatingTotals

T = TypeVar("T")

# Under which name a snapshot holds the records of a table.
RECORDS: Mapping[type[Row], str] = {
    Unit: "units",
    Account: "accounts",
    Model: "models",
    Report: "reports",
    VillageSum: "village_sums",
    Inspection: "inspections",
    Finding: "findings",
    Difficulty: "difficulties",
    Communication: "communications",
    ServiceFigure: "service_figures",
    Feedback: "feedback",
    Exemplar: "exemplars",
    Reward: "rewards",
    Task: "tasks",
    Criterion: "criteria",
    Score: "scores",
    CatalogueEntry: "catalogue",
    SettingRow: "setting_rows",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A cell (or row) that cannot be used as it stands, or was read by a guess: where, what, why, and what to do.

    `field` = the column's name in code, "" for the header row. `at` = its 0-based column in the sheet, None where the
    tab lacks it. `suggestion` = what may be typed into the cell in its place, "" where only a person can know.
    `unit_id` = the unit whose row it is, as far as that is known. `whole`: the row counts for nothing.
    `until` = the last of the sheet rows over which the cell is merged.
    """

    tab: Tab
    row: int | None
    record_id: str | None
    column: str
    value: str
    level: ProblemLevel
    message: str
    remedy: str = ""
    suggestion: str = ""
    field: str = ""
    at: int | None = None
    unit_id: str | None = None
    whole: bool = False
    until: int | None = None

    @property
    def cell(self) -> str:
        """Its address in the tab, "H19"; of a cell without a column its row, "19:19"."""
        row = self.row or 1
        return f"{row}:{row}" if self.at is None else f"{column_letters(self.at)}{row}"


@dataclass(frozen=True, kw_only=True, eq=False)  # compared and cached by identity: its version tells it from others
class Snapshot:
    """The workbook as it stood at `read_at` (real time, aware), for rules that count as of `today`.

    `rows` gives by tab the sheet row (header = 1) of an ID, natural keys joined by "|"; `columns` the 0-based columns
    of fields; `gids` the sheet IDs; `url` the address of the spreadsheet on Google, None on the embedded workbook.
    `figures` is the snapshot without persons and texts from which what one actor may see was made
    (permissions.visible): figures are worked out on it, once for all. `grids` = the raw values as they were read, the
    header rows first, for rules that mend cells; nobody is shown them. `ratings` works out the ratings of all units as
    totals, where this is what somebody sees who must not have the points behind them (domain.rating_totals).
    """

    version: int
    today: date
    read_at: datetime
    settings: Settings = field(default_factory=Settings)
    units: tuple[Unit, ...] = ()
    accounts: tuple[Account, ...] = ()
    models: tuple[Model, ...] = ()
    reports: tuple[Report, ...] = ()
    village_sums: tuple[VillageSum, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    findings: tuple[Finding, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    communications: tuple[Communication, ...] = ()
    service_figures: tuple[ServiceFigure, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    exemplars: tuple[Exemplar, ...] = ()
    rewards: tuple[Reward, ...] = ()
    tasks: tuple[Task, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    scores: tuple[Score, ...] = ()
    catalogue: tuple[CatalogueEntry, ...] = ()
    setting_rows: tuple[SettingRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: Mapping[Tab, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    columns: Mapping[Tab, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    gids: Mapping[Tab, int] = field(default_factory=lambda: MappingProxyType({}))
    url: str | None = None
    figures: Snapshot | None = None
    grids: Mapping[Tab, Sequence[Sequence[Any]]] = field(default_factory=lambda: MappingProxyType({}))
    ratings: Callable[[], RatingTotals] | None = None

    @cached_property
    def unit_by_id(self) -> Mapping[str, Unit]:
        return {unit.unit_id: unit for unit in self.units if unit.unit_id}

    @cached_property
    def model_by_id(self) -> Mapping[str, Model]:
        return {model.model_id: model for model in self.models if model.model_id}

    @cached_property
    def models_by_unit(self) -> Mapping[str | None, tuple[Model, ...]]:
        return grouped(self.models, lambda model: model.unit_id)

    @cached_property
    def reports_by_model(self) -> Mapping[str | None, tuple[Report, ...]]:
        return grouped(self.reports, lambda report: report.model_id)

    @cached_property
    def findings_by_unit(self) -> Mapping[str | None, tuple[Finding, ...]]:
        return grouped(self.findings, lambda finding: finding.unit_id)

    @cached_property
    def difficulties_by_unit(self) -> Mapping[str | None, tuple[Difficulty, ...]]:
        return grouped(self.difficulties, lambda difficulty: difficulty.unit_id)

    @cached_property
    def exemplar_by_id(self) -> Mapping[str, Exemplar]:
        return {one.exemplar_id: one for one in self.exemplars if one.exemplar_id}

    @cached_property
    def tasks_by_unit(self) -> Mapping[str | None, tuple[Task, ...]]:
        return grouped(self.tasks, lambda task: task.unit_id)

    def row_of(self, tab: Tab, key: str | None) -> int | None:
        """The sheet row in which an ID or natural key stands; None where it does not."""
        return self.rows.get(tab, {}).get(key or "")

    def unit(self, unit_id: str | None) -> Unit | None:
        return self.unit_by_id.get(unit_id or "")

    def model(self, model_id: str | None) -> Model | None:
        return self.model_by_id.get(model_id or "")

    def exemplar(self, exemplar_id: str | None) -> Exemplar | None:
        return self.exemplar_by_id.get(exemplar_id or "")

    def owner_of(self, record: Row) -> str | None:
        """Whose row it is: its own unit, else that of its model, of a reward that of its exemplar."""
        if isinstance(record, Reward):
            exemplar = self.exemplar(record.exemplar_id)
            return exemplar.unit_id if exemplar else None
        unit_id: str | None = getattr(record, "unit_id", None)
        if unit_id is not None or isinstance(record, Model):
            return unit_id
        model = self.model(getattr(record, "model_id", None))
        return model.unit_id if model else None

    def models_of(self, unit_id: str) -> tuple[Model, ...]:
        return self.models_by_unit.get(unit_id, ())

    def reports_of(self, model_id: str) -> tuple[Report, ...]:
        return self.reports_by_model.get(model_id, ())

    def findings_of(self, unit_id: str) -> tuple[Finding, ...]:
        return self.findings_by_unit.get(unit_id, ())


K = TypeVar("K", bound=Hashable)


def grouped(records: Iterable[T], by: Callable[[T], K]) -> Mapping[K, tuple[T, ...]]:
    """The records of each key, in their order."""
    found: dict[K, list[T]] = defaultdict(list)
    for record in records:
        found[by(record)].append(record)
    return {one: tuple(many) for one, many in found.items()}
