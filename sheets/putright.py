"""New rows that went under the wrong headers, because a person moved columns between the last read and the write."""

import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from domain import codec
from domain.errors import StoreError, WorkbookMissing
from domain.tables import Row
from sheets import clock, locks
from sheets.cells import CELL_FIELDS, raw_row, row_data
from sheets.guarded import Guarded
from sheets.jobs import name_of
from sheets.locks import JOURNAL
from sheets.reader import Reader
from sheets.sending import Places, guarded_requests
from sheets.store import Store
from sheets.workbook import Workbook

Added = tuple[Row, Mapping[str, Any]]
"""A record that was appended, with the cells that went in as they are."""

log = logging.getLogger(__name__)


def put_right(
    added: Sequence[Added], book: Workbook, reader: Reader, store: Store, look: Callable[[], None]
) -> dict[str, int]:
    """Writes the rows again under today's headers; gives the sheet rows of all text cells, `_rev` among them.

    A row is found by its `_rev`, wherever that stands now. `look` reads, and undoes what hit another row. A failure
    leaves the rows to the next refresh and to the data errors.
    """
    records = [record for record, _ in added]
    try:
        try:
            store.refresh()
        except WorkbookMissing:  # a tab was renamed as well: the next reading asks for the titles anew
            store.refresh()
        rows = _rows(records, store)
        writes = [_again(one, rows[one[0].rev or ""], reader, store) for one in added if _crooked(one, rows, store)]
        if writes:
            at = clock.real_now()
            places = Places(reader.gids, reader.ledger.header, reader.journal_columns)
            lock = locks.op_lock(reader.gids[JOURNAL], uuid.uuid4().hex, at)
            book.batch([lock, *guarded_requests(writes, places, at)])
            look()
    except StoreError:
        log.exception("%d new rows could not be checked", len(records))
    return _rows(records, store)


def _crooked(one: Added, rows: dict[str, int], store: Store) -> bool:
    """Whether the row stands there under other headers than its own."""
    record, raw = one
    row = rows.get(record.rev or "")
    if row is None:
        return False
    grid = store.grid(record.TAB)
    wanted = raw_row(type(record), record, codec.header_map(type(record), grid[0]), raw)
    while wanted and wanted[-1] == "":
        wanted.pop()
    return grid[row - 1] != wanted


def _again(one: Added, row: int, reader: Reader, store: Store) -> Guarded:
    record, raw = one
    table, grid = type(record), store.grid(record.TAB)
    header = codec.header_map(table, grid[0])
    data, values = row_data(table, record, header, raw)["values"], raw_row(table, record, header, raw)
    token = grid[row - 1].index(record.rev)
    titles = [str(title) for title in grid[0]]
    beyond = range(len(data), len(grid[row - 1]))  # where it stood under the old headers, further to the right
    titles += [""] * (len(grid[row - 1]) - len(titles))
    return Guarded(
        tag=f"right.{uuid.uuid4().hex[:12]}",
        tab=record.TAB,
        gid=reader.gids[record.TAB],
        key=name_of(record),
        row=row,
        titles=titles,
        cells={**dict(enumerate(data)), **{at: {} for at in beyond}},
        written={**dict(enumerate(values)), **dict.fromkeys(beyond, "")},
        expect={token: record.rev},
        keys=[header[name] for name in table.KEY],
        fields=CELL_FIELDS,
    )


def _rows(records: Sequence[Row], store: Store) -> dict[str, int]:
    grids = [store.grid(tab) for tab in {record.TAB for record in records}]
    return {str(cell): i for grid in grids for i, row in enumerate(grid, 1) for cell in row if isinstance(cell, str)}
