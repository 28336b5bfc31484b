"""What people change in the sheet by hand is noticed at the next reading and stands in Nhật ký (“Nhập tay”).

Noticing costs nothing: it compares two readings. Recording, some seconds later so that typing comes to rest, costs one
read and one write for all that was noticed. The service does not tell who it was.
"""

import json
import logging
import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta

from domain.noticing import WHOLE_ROW, HandChange, hand_changes
from domain.tables import DATA_TABLES, HistoryEntry
from domain.vocabulary import BY_HAND, HistoryAction, Source, Tab
from sheets import clock, locks
from sheets.cells import append_rows, row_data
from sheets.locks import JOURNAL
from sheets.noticed import Noticed
from sheets.reader import Reader
from sheets.store import Store
from sheets.undoing import Undoing
from sheets.workbook import Grid, Refused, Workbook

log = logging.getLogger(__name__)

REST = timedelta(seconds=10)  # after which an edit is recorded
GONE = timedelta(seconds=25)  # after which a missing row counts as deleted: rows that were cut are pasted again
MOST = 500  # changes that are recorded at once
LONGEST = 49_000  # characters of a cell


class Handwork:
    """Notices and records. `notice` is the store's hook, `step` is the writer's."""

    def __init__(self, store: Store, reader: Reader, book: Workbook, noticed: Noticed, undoing: Undoing) -> None:
        self._store, self._reader, self._book = store, reader, book
        self._noticed, self._undoing = noticed, undoing

    def notice(self, old: Mapping[Tab, Grid], new: Mapping[Tab, Grid]) -> None:
        """Compares two readings; {} before the first one of all tells nothing."""
        changes = [
            change
            for table in DATA_TABLES
            if old.get(table.TAB) and old[table.TAB] is not new[table.TAB]
            for change in hand_changes(table, old[table.TAB], new[table.TAB])
        ]
        if changes:
            self._noticed.add(changes)

    def step(self) -> None:
        """Records what has come to rest. Raises StoreError: it is tried again later."""
        rested = [one for one in self._noticed.waiting(REST, MOST) if not _went(one)]
        rested += [one for one in self._noticed.waiting(GONE, MOST) if _went(one)]
        if rested:
            self._record(rested)

    def _record(self, changes: Sequence[HandChange]) -> None:
        self._undoing.look(history=True)  # also: what is being undone is nobody's edit
        ledger, gids, at = self._reader.ledger, self._reader.gids, clock.real_now()
        new = [one for one in changes if self._holds(one) and not ledger.knows(one)]
        if new:
            op = f"tay-{uuid.uuid4().hex[:12]}"
            entries = (_entry(one, op, back=ledger.deleted(one)) for one in new)
            rows = (row_data(HistoryEntry, one, ledger.header) for one in entries)
            lock = locks.op_lock(gids[JOURNAL], f"hand {sorted(map(repr, new))}", at)
            try:
                self._book.batch([lock, append_rows(gids[Tab.HISTORY], rows)])
            except Refused as error:  # another replica recorded the same: Nhật ký tells at the next step
                log.info("recording refused: %s", error)
                self._reader.forget_sheet_ids()
                return
            log.info("%d changes by hand recorded", len(new))
        self._noticed.recorded(changes)

    def _holds(self, change: HandChange) -> bool:
        """A row that was missing must be missing still."""
        return not _went(change) or (Tab(change.tab), change.key) not in self._store.snapshot().rows


def _went(change: HandChange) -> bool:
    return change.column == WHOLE_ROW and not change.new


def _entry(change: HandChange, op: str, *, back: bool) -> HistoryEntry:
    """A row that went leaves its last values as JSON, so that it can be restored; `back` = it had gone before."""
    action = HistoryAction.EDIT
    if change.column == WHOLE_ROW:
        came = HistoryAction.RESTORE if back else HistoryAction.ADD
        action = came if change.new else HistoryAction.SOFT_DELETE
    return HistoryEntry(
        op_id=op,
        at=clock.now(),
        by=BY_HAND,
        action=action,
        tab=change.tab,
        record_id=change.key,
        column=change.column or None,
        old=fitting(change.old) or None,
        new=fitting(change.new) or None,
        source=Source.HAND,
        attempt=f"{op}.1",
    )


def fitting(text: str) -> str:
    """As much as a cell holds. Of a whole row the longest values are cut, so that it stays JSON."""
    if len(text) <= LONGEST:
        return text
    if not text.startswith("{"):
        return text[:LONGEST]
    cells = json.loads(text)
    return json.dumps({title: str(value)[:900] for title, value in cells.items()}, ensure_ascii=False)
