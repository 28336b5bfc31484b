"""What people change in the sheet by hand is noticed at the next reading and stands in Nhật ký (“Nhập tay”).

Noticing costs nothing: it compares two readings. Recording, some seconds later so that typing comes to rest, costs one
read and one write for all that was noticed. The service does not tell who it was.
"""

import json
import logging
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from domain.fields import specs
from domain.noticing import WHOLE_ROW, HandChange, fitting, hand_changes
from domain.rows import Grid
from domain.tables import DATA_TABLES, HistoryEntry, Row
from domain.vocabulary import BY_HAND, HistoryAction, Source, Tab
from sheets import clock, locks
from sheets.cells import append_rows, row_data
from sheets.locks import JOURNAL
from sheets.noticed import Noticed
from sheets.reader import Reader
from sheets.seeds import SEED_OP, rev_of
from sheets.store import Store
from sheets.undoing import Undoing
from sheets.workbook import Refused, Workbook

log = logging.getLogger(__name__)

REST = timedelta(seconds=10)  # after which an edit is recorded
GONE = timedelta(seconds=25)  # after which a missing row counts as deleted: rows that were cut are pasted again
REV = next(spec.header for spec in specs(Row) if spec.name == "rev")
MOST = 500  # changes that are recorded at once


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
            if not _seeded(change)
        ]
        if changes:
            self._noticed.add(changes)

    def step(self) -> None:
        """Records what has come to rest. Raises StoreError: it is tried again later."""
        rested = [one for one in self._noticed.waiting(REST, MOST) if not _went(one[0])]
        rested += [one for one in self._noticed.waiting(GONE, MOST) if _went(one[0])]
        if rested:
            self._record(rested)

    def _record(self, changes: Sequence[tuple[HandChange, datetime]]) -> None:
        self._undoing.look(history=True)  # also: what is being undone is nobody's edit
        ledger, gids, at = self._reader.ledger, self._reader.gids, clock.real_now()
        new = [(one, when) for one, when in changes if self._holds(one) and not ledger.knows(one)]
        if new:
            op = f"tay-{uuid.uuid4().hex[:12]}"
            entries = (_entry(one, op, at - when, back=ledger.deleted(one)) for one, when in new)
            rows = (row_data(HistoryEntry, one, ledger.header) for one in entries)
            lock = locks.op_lock(gids[JOURNAL], f"hand {sorted(repr(one) for one, _ in new)}", at)
            try:
                self._book.batch([lock, append_rows(gids[Tab.HISTORY], rows)])
            except Refused as error:  # another replica recorded the same: Nhật ký tells at the next step
                log.info("recording refused: %s", error)
                self._reader.forget_sheet_ids()
                return
            log.info("%d changes by hand recorded", len(new))
        self._noticed.recorded([one for one, _ in changes])

    def _holds(self, change: HandChange) -> bool:
        """A row that was missing must be missing still."""
        return not _went(change) or self._store.snapshot().row_of(Tab(change.tab), change.key) is None


def _seeded(change: HandChange) -> bool:
    """A row that provisioning has added since: nobody typed it."""
    came = change.column == WHOLE_ROW and change.new.startswith("{")
    return came and json.loads(change.new).get(REV) == rev_of(change.key, SEED_OP)


def _went(change: HandChange) -> bool:
    return change.column == WHOLE_ROW and not change.new


def _entry(change: HandChange, op: str, ago: timedelta, *, back: bool) -> HistoryEntry:
    """A row that went leaves its last values as JSON, so that it can be restored; `back` = it had gone before.

    Its time is that of noticing: what the application has written since then came after it.
    """
    action = HistoryAction.EDIT
    if change.column == WHOLE_ROW:
        came = HistoryAction.RESTORE if back else HistoryAction.ADD
        action = came if change.new else HistoryAction.SOFT_DELETE
    return HistoryEntry(
        op_id=op,
        at=clock.now() - ago,
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
