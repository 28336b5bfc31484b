"""New rows that went under the wrong headers, because a person moved columns between the last read and the write."""

import logging
from collections.abc import Sequence

from domain import codec
from domain.errors import StoreError
from domain.tables import Row
from sheets.cells import row_data, write_row
from sheets.reader import Reader
from sheets.store import Store
from sheets.workbook import Workbook

log = logging.getLogger(__name__)


def put_right(records: Sequence[Row], book: Workbook, reader: Reader, store: Store) -> dict[str, int]:
    """Writes the rows again under today's headers; gives the sheet rows of all text cells, `_rev` among them.

    A row is found by its `_rev`, wherever that stands now. A failure leaves the rows to the next refresh and to the
    data errors.
    """
    try:
        store.refresh()
        rows = _rows(records, store)
        found = [record for record in records if record.rev in rows]
        if found:
            book.batch([_again(record, rows[record.rev or ""], reader, store) for record in found])
            store.refresh()
    except StoreError:
        log.exception("%d new rows could not be checked", len(records))
    return _rows(records, store)


def _again(record: Row, row: int, reader: Reader, store: Store) -> dict[str, object]:
    header = codec.header_map(type(record), store.grid(record.TAB)[0])
    return write_row(reader.gids[record.TAB], row, row_data(type(record), record, header))


def _rows(records: Sequence[Row], store: Store) -> dict[str, int]:
    grids = [store.grid(tab) for tab in {record.TAB for record in records}]
    return {str(cell): i for grid in grids for i, row in enumerate(grid, 1) for cell in row if isinstance(cell, str)}
