"""The demo sample as one snapshot, without a workbook."""

from datetime import UTC, date, datetime
from functools import cache

from domain.codec import read_workbook, to_cell
from domain.fields import specs
from domain.rows import Grid
from domain.sample import records
from domain.settings import Settings
from domain.snapshot import RECORDS, Snapshot
from domain.tables import DATA_TABLES
from domain.vocabulary import Tab

NOTHING: dict[str, tuple[()]] = {
    name: () for table, name in RECORDS.items() if name not in ("units", "accounts", "catalogue")
}


rows_of_sample = cache(records)


def sample(**changes: object) -> Snapshot:
    """The sample; `changes` replace whole tabs or settings. Without any it is one snapshot, made once."""
    return _changed(changes) if changes else _whole()


@cache
def _whole() -> Snapshot:
    return _changed({})


def _changed(changes: dict[str, object]) -> Snapshot:
    rows = rows_of_sample()
    parts: dict[str, object] = {
        "version": 1,
        "today": date(2026, 9, 15),
        "read_at": datetime(2026, 9, 15, 2, 0, tzinfo=UTC),
        "settings": Settings(demo=True),
        **{name: rows[table.TAB] for table, name in RECORDS.items() if table.TAB in rows},
    }
    return Snapshot(**(parts | changes))  # type: ignore[arg-type]  # tabs by name, as dataclasses.replace takes them


def grids() -> dict[Tab, Grid]:
    """The sample as raw values, the header rows first, as a reading brings them; to be changed as one likes."""
    return {tab: [list(row) for row in grid] for tab, grid in _cells().items()}


@cache
def _cells() -> dict[Tab, Grid]:
    rows = rows_of_sample()
    found: dict[Tab, Grid] = {}
    for table in DATA_TABLES:
        columns = specs(table)
        cells = [[to_cell(one, getattr(row, one.name)) for one in columns] for row in rows.get(table.TAB, ())]
        found[table.TAB] = [
            [one.header for one in columns],
            *([("" if cell is None else cell) for cell in row] for row in cells),
        ]
    return found


def as_read(raw: dict[Tab, Grid] | None = None) -> Snapshot:
    """The sample read from raw values, given ones or its own."""
    return _read(raw) if raw else _as_read()


@cache
def _as_read() -> Snapshot:
    return _read(grids())


def _read(raw: dict[Tab, Grid]) -> Snapshot:
    read_at = datetime(2026, 9, 15, 2, 0, tzinfo=UTC)
    return read_workbook(raw, version=1, today=date(2026, 9, 15), read_at=read_at, gids={})


def typed_into(raw: dict[Tab, Grid], tab: Tab, key: str, header: str, value: object) -> None:
    """As a person types into the row whose first cell is `key`."""
    row = next(one for one in raw[tab] if one[0] == key)
    row[raw[tab][0].index(header)] = value
