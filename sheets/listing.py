"""The tab Lỗi dữ liệu: what is wrong with the data, rewritten as a whole by one process when it has changed.

At most once a minute in all: the batch takes a number that stands for the running minute, and a second one in that
minute fails as a whole, from whichever process it comes.
"""

import logging
from collections.abc import Sequence
from typing import Any

from domain.codec import to_cell
from domain.fields import specs
from domain.headers import header_map
from domain.rows import Grid
from domain.snapshot import Problem
from domain.tables import DataError
from domain.vocabulary import Tab
from sheets import clock, locks
from sheets.cells import extended_value
from sheets.locks import JOURNAL
from sheets.reader import Reader
from sheets.store import Store
from sheets.workbook import Json, Refused, Request, Workbook

log = logging.getLogger(__name__)

PAUSE = 60.0  # seconds between two writes, and between two looks at what stands in the tab
MOST = 2000  # rows; somebody who has more to mend begins with these
FIELDS = "userEnteredValue"


class Listing:
    """Keeps the tab as the problems are; `step` is the writer's."""

    def __init__(self, store: Store, reader: Reader, book: Workbook) -> None:
        self._store, self._reader, self._book = store, reader, book
        self._written: tuple[Problem, ...] | None = None
        self._not_before = reader.ticker.monotonic() + PAUSE  # after a start there is more urgent work

    def step(self) -> None:
        """Rewrites the tab where it says something else than the last reading. Raises StoreError: tried again later."""
        problems = self._store.problems()
        now = self._reader.ticker.monotonic()
        if problems == self._written or now < self._not_before:
            return
        self._not_before = now + PAUSE
        gid = self._reader.gids.get(Tab.DATA_ERRORS)
        if gid is None:
            return  # somebody has deleted the tab; `python -m sheets.provision` makes it again
        stands = self._book.read([Tab.DATA_ERRORS])[Tab.DATA_ERRORS]
        wanted = rows_of(problems)
        if not stands or _said(stands) == wanted:
            self._written = problems if stands else None
            return
        self._written = problems if self._write(gid, stands, wanted) else None

    def _write(self, gid: int, stands: Grid, wanted: Sequence[Sequence[Any]]) -> bool:
        """Whether it was written; a batch that was refused is tried again in the next minute."""
        at = clock.real_now()
        lock = locks.op_lock(self._reader.gids[JOURNAL], f"errors {int(at.timestamp() // PAUSE)}", at)
        try:
            self._book.batch([lock, *_requests(gid, stands, wanted, self._reader.rows.get(Tab.DATA_ERRORS, 0))])
        except Refused as error:  # another process wrote within this minute, or people changed the tab
            log.info("list of data errors refused: %s", error)
            self._reader.forget_sheet_ids()
            return False
        log.info("list of data errors written, %d rows", len(wanted))
        return True


def rows_of(problems: Sequence[Problem]) -> list[list[Any]]:
    """The rows of the tab, in the order of its declared columns."""
    return [
        [one.tab, one.row, one.record_id, one.column, one.value, one.level, one.message, one.remedy]
        for one in problems[:MOST]
    ]


def _said(stands: Grid) -> list[list[Any]]:
    """What the tab says, in the same shape."""
    header = header_map(DataError, stands[0])
    names = [spec.name for spec in specs(DataError)]
    return [[_cell(row, header.get(name)) for name in names] for row in stands[1:] if any(cell != "" for cell in row)]


def _cell(row: Sequence[Any], at: int | None) -> Any:
    value = row[at] if at is not None and at < len(row) else ""
    return None if value == "" else value


def _requests(gid: int, stands: Grid, wanted: Sequence[Sequence[Any]], rows: int) -> list[Request]:
    """Values over the old ones, blanks over what is left of them; room for all of it first."""
    header = header_map(DataError, stands[0])
    height = max(len(stands) - 1, len(wanted))
    made: list[Request] = []
    if height + 1 > rows:
        made.append({"appendDimension": {"sheetId": gid, "dimension": "ROWS", "length": height + 1 - rows}})
    for place, spec in enumerate(specs(DataError)):
        if spec.name in header:
            column = [_data(to_cell(spec, row[place])) for row in wanted]
            column += [{} for _ in range(height - len(wanted))]
            start = {"sheetId": gid, "rowIndex": 1, "columnIndex": header[spec.name]}
            cells = [{"values": [one]} for one in column]
            made.append({"updateCells": {"start": start, "rows": cells, "fields": FIELDS}})
    return made


def _data(value: Any) -> Json:
    return {} if value is None or value == "" else {"userEnteredValue": extended_value(value)}
