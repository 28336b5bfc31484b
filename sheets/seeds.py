"""Rows that provisioning adds: missing settings and catalogue entries, the first administrator, the demo sample."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from domain import sample
from domain.context import Context
from domain.fields import Declared, specs
from domain.rows import Grid, RowReader
from domain.seed import catalogue_rows, first_admin, leaders_office
from domain.settings import read_settings, setting_rows
from domain.tables import DATA_TABLES, HistoryEntry, Row, SettingRow
from domain.vocabulary import HistoryAction, Source, Tab, YesNo
from sheets import clock

R = TypeVar("R", bound=Row)

DEMO_OP, SEED_OP = "demo", "provision"
DEMO_KEY = "du_lieu_mau"
KEY_SEPARATOR = "|"
TABLE_OF: Mapping[Tab, type[Row]] = {table.TAB: table for table in DATA_TABLES}


def key_of(record: Row) -> str:
    """The ID or natural key of a record, as `Snapshot.rows` has it."""
    return KEY_SEPARATOR.join(str(getattr(record, name)) for name in record.KEY)


def keys_in(table: type[Declared], grid: Grid, header: Mapping[str, int]) -> set[str]:
    """The keys that stand in a tab already."""
    columns = [header[name] for name in table.KEY if name in header]
    return {KEY_SEPARATOR.join(str(row[c]) if c < len(row) else "" for c in columns) for row in grid[1:]}


def settings(present: set[str], *, year: int, demo: bool) -> list[Row]:
    """The settings that are not there yet in the workbook of this year; with `demo` the one that says so."""
    rows = [row for row in setting_rows(year) if row.key not in present]
    return [dataclasses.replace(row, value=YesNo.YES) if demo and row.key == DEMO_KEY else row for row in rows]


def year_of(grid: Grid) -> int:
    """The plan's year by the tab Cài đặt as it stands; the first one's where the tab does not say."""
    reader = RowReader(SettingRow, grid[0] if grid else (), Context())
    rows = (reader.read(row).record for row in grid[1:])
    found, _ = read_settings(row for row in rows if isinstance(row, SettingRow))
    return int(found.plan_year)


def catalogue(present: set[str]) -> list[Row]:
    return [row for row in catalogue_rows() if key_of(row) not in present]


def administrator(email: str, accounts: set[str], units: set[str]) -> Iterator[Row]:
    """The first administrator, and a unit for the account where there is none."""
    if email in accounts:
        return
    office = leaders_office(clock.today())
    if key_of(office) not in units:
        yield office
    yield first_admin(email)


@cache
def demo_rows() -> Mapping[Tab, Sequence[Row]]:
    return MappingProxyType(sample.records())


def stamped(record: R, op: str) -> R:
    """The record with the columns of the application filled."""
    rev, at = rev_of(key_of(record), op), clock.now()
    return dataclasses.replace(record, updated_at=at, updated_by=op, version=1, source=Source.APPLICATION, rev=rev)


def rev_of(key: str, op: str) -> str:
    """The `_rev` of a record that provisioning has added."""
    return f"{key}#1~{op}"


def history(records: Iterable[Row], op: str) -> Iterator[HistoryEntry]:
    """One row per record, so that its ID is never given again (O20)."""
    for record in records:
        if record.PREFIX:
            name = record.KEY[0]
            header = next(spec.header for spec in specs(type(record)) if spec.name == name)
            yield HistoryEntry(
                op_id=op,
                at=clock.now(),
                by=op,
                action=HistoryAction.ADD,
                tab=record.TAB,
                record_id=key_of(record),
                column=header,
                new=key_of(record),
                source=Source.APPLICATION,
                attempt=f"{op}.1",
            )


def odd_cells(record: Row) -> dict[str, Any]:
    """Field name → text that stands in the demo sheet instead of the record's value."""
    found = sample.raw_cells()
    return {name: text for (tab, key, name), text in found.items() if (tab, key) == (record.TAB, key_of(record))}
