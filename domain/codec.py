"""Cells to records and back: every row of the workbook is read, whatever people typed.

A cell gives a value or a named problem, never an exception and never a silent 0. Cells that cannot be read are left out
and the rest of the row is kept. Rows are found by their ID; the sheet row is only where a person finds them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar, cast

from domain import check_wording as wording
from domain import headers, lock_keys, seed
from domain.checks import Entries, Entry, reviewed
from domain.context import Context
from domain.errors import HeaderMissing
from domain.fields import Kind, Spec
from domain.headers import header_map
from domain.looks import NOTHING_BESIDE, PLAIN, Beside, Looks, hidden, looked, merged
from domain.names import UnitNames
from domain.row_checks import ERROR, WARNING, Fault, header
from domain.rows import Grid, RowMemo, RowReader
from domain.serials import from_serial, to_serial
from domain.settings import Settings, read_settings, strays
from domain.snapshot import RECORDS, Problem, Snapshot
from domain.tables import DATA_TABLES, CatalogueEntry, Exemplar, Model, Reward, Row, SettingRow, Unit
from domain.vocabulary import ProblemLevel, Tab, YesNo

__all__ = ["Grid", "RowMemo", "from_serial", "header_map", "read_workbook", "to_cell", "to_serial"]

R = TypeVar("R", bound=Row)
FIRST: tuple[type[Row], ...] = (Unit, CatalogueEntry, SettingRow)  # what reading the other tabs depends on
SEPARATOR = "; "


def to_cell(spec: Spec, value: Any) -> int | float | str | bool | None:
    """What the sheet stores for a field's value: a serial for a date, text for a list, None for blank.

    A moment is Vietnamese wall time. A percentage of 1 or less is text with its sign: as a bare number it could mean a
    hundred times as much and would be refused when read (messy-input row 14).
    """
    if value is None or value == ():
        return None
    if isinstance(value, bool):
        return str(YesNo.YES if value else YesNo.NO)
    if isinstance(value, date):
        return to_serial(value)
    if isinstance(value, tuple):
        return SEPARATOR.join(map(str, value))
    if spec.kind is Kind.PERCENT and 0 < value <= 1:
        return f"{value}%".replace(".", ",")
    return str(value) if isinstance(value, StrEnum) else cast(float | str, value)


def read_workbook(
    grids: Mapping[Tab, Grid],
    *,
    version: int,
    today: date,
    read_at: datetime,
    gids: Mapping[Tab, int],
    memo: RowMemo | None = None,
    beside: Beside = NOTHING_BESIDE,
) -> Snapshot:
    """The snapshot of raw values (`grids`: per tab the rows, the header first; UNFORMATTED_VALUE).

    `memo` keeps parsed rows from one read to the next; pass the same one each time. Raises HeaderMissing, with a
    sentence per missing tab or header, when a tab cannot be read at all.
    """
    _require_headers(grids)
    reading = _Reading(grids, RowMemo() if memo is None else memo, beside.looks)
    settings = reading.read_tables()
    kept, placed = reviewed(reading.entries)
    found = [reading.problem(one.entry, one.fault) for one in placed]
    return Snapshot(
        version=version,
        today=today,
        read_at=read_at,
        settings=settings,
        **_all_records(kept),
        problems=_in_order([*beside.problems, *reading.problems, *found]),
        rows=MappingProxyType(_rows(reading.entries, kept)),
        columns=MappingProxyType(reading.columns),
        gids=MappingProxyType(dict(gids)),
        url=beside.url,
        grids=MappingProxyType(dict(grids)),
    )


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """By tab as they stand in the workbook, then by row."""
    order = {table.TAB: place for place, table in enumerate(DATA_TABLES)}
    return tuple(sorted(problems, key=lambda problem: (order[problem.tab], problem.row or 0)))


def _require_headers(grids: Mapping[Tab, Grid]) -> None:
    lacking = tuple(problem for table in DATA_TABLES for problem in _lacking(table, grids))
    if lacking:
        raise HeaderMissing(" ".join(one.message for one in lacking), lacking)


def _lacking(table: type[Row], grids: Mapping[Tab, Grid]) -> list[Problem]:
    if not grids.get(table.TAB):
        return [_odd_header(table, headers.Oddity("", wording.NO_TITLES.format(table.TAB), "", None), ERROR)]
    return [_odd_header(table, one, ERROR) for one in headers.missing(table, grids[table.TAB][0])]


class _Reading:
    """One pass over all tabs: entries and problems so far, and where the columns are."""

    def __init__(self, grids: Mapping[Tab, Grid], memo: RowMemo, looks: Mapping[Tab, Looks]) -> None:
        self._grids, self._memo, self._looks = grids, memo, looks
        self.entries: Entries = {}
        self.problems: list[Problem] = []
        self.columns: dict[Tab, Mapping[str, int]] = {}
        self._units: dict[Tab, dict[str | None, str | None]] = {}  # of models and exemplars, once they have been read

    def read_tables(self) -> Settings:
        """Reads every tab; first those that say what names and years mean in the others."""
        for table in FIRST:
            self._read(table, Context(), basis=None)
        settings = self._settings()
        units, catalogue = _records(self.entries, Unit), _records(self.entries, CatalogueEntry)
        year = int(settings.plan_year)
        context = Context(names=UnitNames(units), catalogue=seed.spellings(catalogue), year=year)
        for table in DATA_TABLES:
            if table not in FIRST:
                self._read(table, context, basis=(units, catalogue, year))
        return settings

    def problem(self, entry: Entry, fault: Fault) -> Problem:
        """The fault in its place."""
        return self._placed(type(entry.record), entry.row, entry.key, entry.record, fault)

    def _read(self, table: type[Row], context: Context, basis: object) -> None:
        looks = self._looks.get(table.TAB, PLAIN)
        grid = looked(self._grids[table.TAB], looks)
        self.columns[table.TAB] = header_map(table, grid[0])
        self.problems += [_odd_header(table, oddity) for oddity in headers.oddities(table, grid)]
        self.problems += merged(table, grid, looks)
        entries = self.entries[table.TAB] = []
        for row, parsed in self._memo.read(RowReader(table, grid[0], context), grid, basis):
            if parsed.record is not None:
                entries.append(Entry(row, parsed.record, parsed.key))
            for fault in parsed.faults:
                problem = self._placed(table, row, parsed.key, parsed.record, fault)
                if not hidden(problem, looks):
                    self.problems.append(problem)

    def _settings(self) -> Settings:
        settings, wrong = read_settings(_records(self.entries, SettingRow))
        outside = strays(settings)
        for entry in self.entries[Tab.SETTINGS]:
            value = cast(SettingRow, entry.record).value or ""
            if entry.key in wrong:
                remedy = wording.REST_HOLDS if entry.key in lock_keys.PARTS else wording.DEFAULT_HOLDS
                fault = Fault("value", value, ProblemLevel.ERROR, wrong[entry.key], remedy)
                self.problems.append(self.problem(entry, fault))
            elif entry.key in outside:
                said = wording.NOT_OF_YEAR.format(int(settings.plan_year))
                fault = Fault("value", value, ProblemLevel.WARNING, said, wording.NOT_OF_YEAR_REMEDY)
                self.problems.append(self.problem(entry, fault))
        return settings

    def _placed(self, table: type[Row], row: int, key: str | None, record: Row | None, fault: Fault) -> Problem:
        return Problem(
            tab=table.TAB,
            row=row,
            record_id=key,
            column=header(table, fault.field),
            value=fault.value,
            level=fault.level,
            message=fault.message,
            remedy=fault.remedy,
            suggestion=fault.suggestion,
            field=fault.field,
            whole=fault.whole,
            at=self.columns[table.TAB].get(fault.field),
            unit_id=self._unit(record),
        )

    def _unit(self, record: Row | None) -> str | None:
        """Whose row it is: its own unit, else that of its model, of a reward that of its exemplar."""
        if isinstance(record, Reward):
            return self._unit_of(Exemplar, record.exemplar_id)
        unit_id: str | None = getattr(record, "unit_id", None)
        if unit_id is not None or isinstance(record, Model):
            return unit_id
        return self._unit_of(Model, getattr(record, "model_id", None))

    def _unit_of(self, table: type[Row], record_id: str | None) -> str | None:
        """The unit of a model or an exemplar."""
        if record_id is None:
            return None
        if table.TAB not in self._units:
            self._units[table.TAB] = {one.key: getattr(one.record, "unit_id", None) for one in self.entries[table.TAB]}
        return self._units[table.TAB].get(record_id)


def _all_records(kept: Entries) -> dict[str, Any]:
    """The records of every table, under the name that the snapshot has for them."""
    return {name: _records(kept, table) for table, name in RECORDS.items()}


def _records(entries: Entries, table: type[R]) -> tuple[R, ...]:
    return tuple(cast(R, entry.record) for entry in entries[table.TAB])


def _rows(entries: Entries, kept: Entries) -> dict[Tab, Mapping[str, int]]:
    """Where IDs stand; of two rows with one ID the one that counts."""
    return {
        tab: {entry.key: entry.row for source in (many, kept[tab]) for entry in source if entry.key is not None}
        for tab, many in entries.items()
    }


def _odd_header(table: type[Row], oddity: headers.Oddity, level: ProblemLevel = WARNING) -> Problem:
    return Problem(
        tab=table.TAB,
        row=1,
        record_id=None,
        column=oddity.column,
        value=oddity.value,
        level=level,
        message=oddity.message,
        remedy=oddity.remedy,
        at=oddity.at,
    )
