"""Writing what people typed into the grid of a tab: only over what they saw, all at once, with its history.

One process of the data folder writes so at a time, after reading the tab anew; nobody but people moves rows, so what
was found stays in its place. A row that is not there as it was shown is left alone and named.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from filelock import FileLock, Timeout

from domain import form_wording as wording
from domain.errors import FileBusy, NotAllowed
from domain.hand_rules import may_sort, readable
from domain.hand_sheet import Wanted, Written
from domain.noticing import as_json, fitting, raw_key, shown
from domain.permissions import Actor
from domain.standing import table_of
from domain.tables import HistoryEntry
from domain.vocabulary import HistoryAction, Source, Tab
from sheets import clock, locks
from sheets.accounts import actor_of
from sheets.cells import append_rows, row_data, write_cells
from sheets.hand_cells import cell_of, raw_of
from sheets.hand_deciding import Decided, Deciding, Edit
from sheets.locks import JOURNAL
from sheets.service import Service
from sheets.workbook import Refused as BatchRefused
from sheets.workbook import Request

LOCK_NAME = "so-dung-chung.lock"
PATIENCE = 20.0  # seconds that one save waits for another


def write(service: Service, by: Actor, tab: Tab, titles: tuple[str, ...], wanted: Wanted, op: str) -> Written:
    """Writes what may be written of `wanted`, once per `op`. `titles` = the header row that the person saw.

    Raises NotAllowed, or a StoreError: nothing was written then (Undecided apart).
    """
    with _alone(service):
        deciding = _deciding(service, by, tab)
        decided = deciding.decide(titles, wanted)
        if decided:
            _carry_out(service, by, deciding, decided, op)
        rows = _places(deciding, decided)
        snapshot = service.store.snapshot()
        told = tuple(one for one in snapshot.problems if one.tab == tab and one.row in set(rows))
        return Written(
            cells=sum(len(edit.cells) for edit in decided.edits),
            added=len(decided.added),
            deleted=len(decided.deleted),
            refused=tuple(decided.refused),
            rows=rows,
            problems=told,
        )


def sort(service: Service, by: Actor, tab: Tab, column: int, *, descending: bool) -> None:
    """Sorts all rows of the tab by a 0-based column, columns of people included. Twice is as good as once."""
    with _alone(service):
        _deciding(service, by, tab)
        if not may_sort(by, tab):
            raise NotAllowed(tab)
        order = {"dimensionIndex": column, "sortOrder": "DESCENDING" if descending else "ASCENDING"}
        area = {"sheetId": service.reader.gids[tab], "startRowIndex": 1}
        service.book.batch([{"sortRange": {"range": area, "sortSpecs": [order]}}])
        service.store.refresh()


def _alone(service: Service) -> FileLock:
    service.config.data_dir.mkdir(parents=True, exist_ok=True)
    return _Waiting(service.config.data_dir / LOCK_NAME, timeout=PATIENCE, thread_local=False)


class _Waiting(FileLock):
    """A lock whose time-out is an error of the application."""

    def __enter__(self) -> "_Waiting":
        try:
            super().__enter__()
        except Timeout as error:
            raise FileBusy(str(error)) from error
        return self


def _deciding(service: Service, by: Actor, tab: Tab) -> Deciding:
    """The tab as it stands now, and what `by`, as the tab Tài khoản has it now, may do to it."""
    service.store.refresh()
    snapshot, table = service.store.snapshot(), table_of(tab)
    if actor_of(snapshot, by.email) != by or table is None or tab not in readable(by):
        raise NotAllowed(tab)
    return Deciding(by, table, service.store.grid(tab), snapshot)


def _carry_out(service: Service, by: Actor, deciding: Deciding, decided: Decided, op: str) -> None:
    gids, at = service.reader.gids, clock.real_now()
    entries = _History(by, deciding, op, service.reader.ledger.went).of(decided)
    rows = (row_data(HistoryEntry, one, service.reader.ledger.header) for one in entries)
    requests = [
        locks.op_lock(gids[JOURNAL], op, at),
        *_requests(deciding, decided, gids[deciding.tab]),
        append_rows(gids[Tab.HISTORY], rows),
    ]
    try:
        service.book.batch(requests)
        service.store.refresh()
    except BatchRefused:  # an earlier press was carried out, or the service cannot do it
        service.store.refresh(history=True)
        if not service.reader.ledger.carried_out(op):
            raise
    service.past.forget()


def _requests(deciding: Deciding, decided: Decided, gid: int) -> Iterator[Request]:
    for edit in decided.edits:
        for column, text in edit.cells.items():
            data, fields = cell_of(text, deciding.specs.get(column))
            yield write_cells(gid, edit.row, column, [data], fields)
    if decided.added:
        yield append_rows(gid, (_row(deciding, cells) for cells in decided.added))
    for row in sorted(decided.deleted, reverse=True):
        lines = {"sheetId": gid, "dimension": "ROWS", "startIndex": row - 1, "endIndex": row}
        yield {"deleteDimension": {"range": lines}}


def _row(deciding: Deciding, cells: Mapping[int, str]) -> dict[str, Any]:
    width = max([*cells, *deciding.specs]) + 1
    return {"values": [cell_of(cells.get(at, ""), deciding.specs.get(at))[0] for at in range(width)]}


def _places(deciding: Deciding, decided: Decided) -> tuple[int, ...]:
    """Where the written rows stand afterwards: what lay below deleted ones has moved up."""
    new = range(len(deciding.grid) + 1, len(deciding.grid) + 1 + len(decided.added))
    stood = [*(edit.row for edit in decided.edits), *new]
    return tuple(row - sum(gone < row for gone in decided.deleted) for row in stood)


@dataclass
class _History:
    """The rows of Nhật ký of one save, told as `sheets.handwork` would tell them: it then finds them there."""

    by: Actor
    deciding: Deciding
    op: str
    went_before: Callable[[str, str], bool]
    moment: datetime = field(default_factory=clock.now)

    def of(self, decided: Decided) -> Iterator[HistoryEntry]:
        for edit in decided.edits:
            yield from self._edited(edit)
        for at, cells in enumerate(decided.added, len(self.deciding.grid) + 1):
            yield from self._came(self.deciding.raw_new(cells), at)
        for row in decided.deleted:
            yield self._went(self.deciding.grid[row - 1], row)

    def _edited(self, edit: Edit) -> Iterator[HistoryEntry]:
        before = self.deciding.grid[edit.row - 1]
        after = self.deciding.raw_after(edit)
        old, new = self._key(before), self._key(after)
        if old != new:  # with another key it is another record to whoever reads the sheet
            if old:
                yield self._went(before, edit.row)
            if new:
                yield from self._came(after, edit.row)
            return
        for column, text in edit.cells.items():
            spec = self.deciding.specs.get(column)
            was = before[column] if column < len(before) else ""
            is_now = raw_of(text, spec)
            told = (shown(spec, was), shown(spec, is_now)) if spec else (str(was), str(is_now))
            title = spec.header if spec else self.deciding.title(column)
            yield self._entry(HistoryAction.EDIT, new or self._place(edit.row), title, *told)

    def _came(self, row: Sequence[Any], at: int) -> Iterator[HistoryEntry]:
        key = self._key(row)
        action = HistoryAction.RESTORE if key and self.went_before(self.deciding.tab, key) else HistoryAction.ADD
        yield self._entry(action, key or self._place(at), None, "", self._json(row))

    def _went(self, row: Sequence[Any], at: int) -> HistoryEntry:
        return self._entry(HistoryAction.SOFT_DELETE, self._key(row) or self._place(at), None, self._json(row), "")

    def _key(self, row: Sequence[Any]) -> str:
        return raw_key(self.deciding.table, row, self.deciding.header)

    def _json(self, row: Sequence[Any]) -> str:
        return as_json(self.deciding.table, row, self.deciding.header)

    def _place(self, row: int) -> str:
        """Nhật ký takes a deletion without an ID for one of the whole tab."""
        return wording.ROW_WITHOUT_ID.format(row)

    def _entry(self, action: HistoryAction, key: str, column: str | None, old: str, new: str) -> HistoryEntry:
        return HistoryEntry(
            op_id=self.op,
            at=self.moment,
            by=self.by.email,
            action=action,
            tab=self.deciding.tab,
            record_id=key,
            column=column,
            old=fitting(old) or None,
            new=fitting(new) or None,
            source=Source.HAND,
            attempt=f"{self.op}.1",
        )
