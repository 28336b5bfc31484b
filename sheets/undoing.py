"""Looking for writes that went into the wrong row, and putting them right until none is left."""

import logging
import random
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.errors import StoreError
from domain.rows import Grid
from domain.tables import DATA_TABLES, HistoryEntry
from domain.vocabulary import BY_APPLICATION, HistoryAction, Source, Tab
from sheets import clock, guarded, locks, settling
from sheets.cells import append_rows, row_data
from sheets.guarded import Trace
from sheets.locks import JOURNAL
from sheets.reader import Reader
from sheets.sending import Places, guarded_requests
from sheets.settling import Mistake
from sheets.store import Store
from sheets.workbook import Refused, Request, Workbook

log = logging.getLogger(__name__)

ROUNDS = 12  # of looking and undoing, where people keep moving rows meanwhile
PAUSE = 0.3  # seconds at the most between two rounds
KEPT = timedelta(minutes=30)  # a call in flight dies after 3
MARGIN, WORTH_IT = 100, 200  # rows of the journal that stay although old; old rows that are worth a deletion


class Undoing:
    """Reads everything including Nhật ký and `_journal`; undoes whatever anybody left undone."""

    def __init__(self, book: Workbook, reader: Reader, store: Store) -> None:
        self._book, self._reader, self._store = book, reader, store

    def is_needed(self) -> bool:
        """Whether the journal, as read last, has something that nobody has put right."""
        return bool(settling.candidates(guarded.traces(self._reader.journal or []), self._reader.ledger.settled))

    def look(self, *, history: bool = True) -> None:
        """After this no cell holds what was meant for another row; with `history` the ledger knows every operation.

        One read where nothing is wrong. Raises StoreError.
        """
        reading = self._store.refresh(history=history, journal=True)
        grids = {str(table.TAB): self._store.grid(table.TAB) for table in DATA_TABLES}
        journal = reading.journal or []
        for turn in range(ROUNDS):
            traces = guarded.traces(journal)
            found = settling.mistakes(traces, self._reader.ledger.settled, grids)
            open_now = settling.unsettled(traces, self._reader.ledger.settled, found)
            if not open_now:
                self._prune(journal)
                break
            self._undo(traces, open_now, found, grids)
            if (
                turn
            ):  # who keeps moving rows, or undoes the same, gets out of the way; never between reading and undoing
                time.sleep(random.uniform(0, PAUSE))
            part = self._reader.part({one.tab for one in open_now})
            grids, journal = part, part[JOURNAL][1:]
        else:
            raise StoreError(f"rows kept moving during {ROUNDS} undoings")
        if turn:
            self._store.refresh(history=True)

    def _undo(
        self,
        traces: Sequence[Trace],
        open_now: Sequence[Trace],
        found: Sequence[Mistake],
        grids: Mapping[str, Grid],
    ) -> None:
        ledger, gids = self._reader.ledger, self._reader.gids
        writes = settling.undoings(found, gids, grids)
        at = clock.real_now()
        places = Places(gids, ledger.header, self._reader.journal_columns)
        history = (row_data(HistoryEntry, one, ledger.header) for one in _entries(found, open_now, at))
        requests: list[Request] = [
            locks.op_lock(gids[JOURNAL], _name(open_now, traces), at),
            *guarded_requests(writes, places, at),
            append_rows(gids[Tab.HISTORY], history),
        ]
        log.warning("undoing %d cells of %d writes that hit another row", len(found), len(open_now))
        try:
            self._book.batch(requests)
        except Refused as error:  # another process undid the same, or rows were deleted: look again
            log.info("undoing refused: %s", error)
            self._reader.forget_sheet_ids()
            self._store.refresh(history=True)
            return
        for one in open_now:
            ledger.undone(one.tag)

    def _prune(self, journal: Grid) -> None:
        """Takes away old traces from the bottom, with a margin for rows that are being inserted on top."""
        before = (clock.real_now() - KEPT).isoformat()
        young = next((at + 1 for at in reversed(range(len(journal))) if _moment(journal[at]) >= before), 0)
        first = young + MARGIN
        if len(journal) - first < WORTH_IT:
            return
        where = {"sheetId": self._reader.gids[JOURNAL], "dimension": "ROWS"}
        rows = {**where, "startIndex": 1 + first, "endIndex": 1 + len(journal)}
        lock = locks.op_lock(self._reader.gids[JOURNAL], uuid.uuid4().hex, clock.real_now())
        self._book.batch([lock, {"deleteDimension": {"range": rows}}])


def _moment(row: Sequence[Any]) -> str:
    return str(row[1]) if len(row) > 1 else ""


def _name(open_now: Sequence[Trace], traces: Sequence[Trace]) -> str:
    """The same for two processes that are about to undo the same; another one for the next round."""
    undone = sum(bool(one.undoes) for one in traces)
    return f"undo {undone} {' '.join(sorted({one.tag for one in open_now}))}"


def _entries(found: Sequence[Mistake], open_now: Sequence[Trace], at: datetime) -> Iterator[HistoryEntry]:
    """A row per cell that gets its value back; one without a column where nothing had to be given back."""
    restored = {one.trace.tag for one in found}
    for mistake in found:
        key = "|".join(str(part) for part in mistake.trace.victim or ())
        yield _entry(mistake.trace, at, key, mistake.title, str(mistake.stray), str(mistake.proper))
    for trace in open_now:
        if trace.tag not in restored:
            yield _entry(trace, at, trace.key, None, None, None)


def _entry(trace: Trace, at: datetime, key: str, column: str | None, old: str | None, new: str | None) -> HistoryEntry:
    return HistoryEntry(
        op_id=trace.tag.rpartition(".")[0] or trace.tag,
        at=at,
        by=BY_APPLICATION,
        action=HistoryAction.RESTORE,
        tab=trace.tab,
        record_id=key,
        column=column,
        old=old,
        new=new,
        source=Source.APPLICATION,
        attempt=trace.tag,
    )
