"""One atomic batch for several operations: locks, guarded changes, new rows, history; and how to read its answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from gspread.utils import rowcol_to_a1

from domain import codec, ids
from domain.cells import FORMULA_ERRORS
from domain.conflicts import place_of
from domain.fields import specs
from domain.rows import Grid
from domain.tables import HistoryEntry, Row
from domain.vocabulary import Tab
from sheets import guarded, locks
from sheets.cells import CELL_FIELDS, append_rows, raw_cell, row_data
from sheets.entries import entries
from sheets.guarded import Guarded, Trace
from sheets.jobs import Change, Job, name_of, only_place, tables_of
from sheets.locks import JOURNAL
from sheets.workbook import Json, Part, Request

TAIL = 20  # rows before the expected one that the answer brings along, in case rows were deleted since the last read
SLACK = 60  # and rows after it, in case some were added; not to the end of the grid, which has a thousand blank rows


@dataclass(frozen=True, slots=True)
class Target:
    """A tab as it was read: its sheet id, its rows, its titles and the column of each field."""

    table: type[Row]
    gid: int
    grid: Grid
    titles: Sequence[str]
    header: Mapping[str, int]

    def held(self, row: int, column: int) -> Any:
        """The raw value that was read."""
        cells = self.grid[row - 1] if row <= len(self.grid) else ()
        return cells[column] if column < len(cells) else ""


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are in the workbook: the sheet ids, the header of Nhật ký, the width of `_journal`, rows of tabs."""

    gids: Mapping[str, int]
    history: Mapping[str, int]
    journal_columns: int
    rows: Mapping[str, int] = field(default_factory=dict)

    @property
    def journal(self) -> int:
        return self.gids[JOURNAL]


class Batch:
    """The requests for `jobs`, prepared on `grids`, and the reading of their answer."""

    def __init__(self, jobs: Sequence[Job], grids: Mapping[Tab, Grid], places: Places) -> None:
        self.jobs, self._places = jobs, places
        self._targets = {tab: _target(table, places.gids[tab], grids[tab]) for tab, table in tables_of(jobs).items()}
        self._writes = [self._guarded(job, change) for job in jobs for change in job.changes]

    def requests(self, at: datetime) -> list[Request]:
        """All of it in the order in which it must be applied."""
        made: list[Request] = [*self._locks(at), *self._unmerged(), *guarded_requests(self._writes, self._places, at)]
        for tab, target in self._targets.items():
            added = [
                row_data(target.table, record, target.header, raw)
                for job in self.jobs
                for record, raw in zip(job.adds, job.raws, strict=True)
                if tab == record.TAB
            ]
            if added:
                made.append(append_rows(target.gid, added))
        history = (self._history_row(entry) for job in self.jobs for entry in entries(job, self._targets))
        return [*made, append_rows(self._places.gids[Tab.HISTORY], history)]

    def _unmerged(self) -> Iterator[Request]:
        for one in (one for job in self.jobs for one in job.unmerges):
            rows = {"startRowIndex": one.top - 1, "endRowIndex": one.bottom}
            columns = {"startColumnIndex": one.column, "endColumnIndex": one.column + 1}
            yield {"unmergeCells": {"range": {"sheetId": self._places.gids[one.tab], **rows, **columns}}}

    def _history_row(self, entry: HistoryEntry) -> dict[str, Any]:
        return row_data(HistoryEntry, entry, self._places.history)

    @property
    def parts(self) -> list[Part]:
        """What the answer must bring: the ends and header rows of tabs that got rows, and the new journal rows."""
        asked: list[Part] = []
        for tab, target in self._targets.items():
            added = sum(tab == record.TAB for job in self.jobs for record in job.adds)
            if added:
                first, end = max(2, len(target.grid) + 1 - TAIL), len(target.grid) + added
                # What Google says of a range that ends beyond the grid is not known: it ends within.
                last = max(end, min(end + SLACK, self._places.rows.get(tab, 0)))
                corner = rowcol_to_a1(last, len(target.titles))
                asked += [(tab, "1:1"), (tab, f"A{first}:{corner}")]
        return asked + ([journal_part(len(self._writes))] if self._writes else [])

    def placed(self, answer: Json) -> dict[str, int]:
        """Sheet rows of the new records by their `_rev`; those of a tab whose columns moved are left out."""
        rows: dict[str, int] = {}
        for target in self._targets.values():
            shown = shown_rows(answer, target.gid)
            if [str(one) for one in shown.get(1, [])] == list(target.titles):
                rows |= {str(value): number for number, row in shown.items() for value in row if value != ""}
        return rows

    def traces(self, answer: Json) -> list[Trace]:
        """What the journal says of the changes of this batch."""
        return answered_traces(answer, self._places.journal)

    def _locks(self, at: datetime) -> Iterator[Request]:
        for job in self.jobs:
            yield locks.op_lock(self._places.journal, job.tag if job.changes else job.op, at)
        for job in self.jobs:
            for record in job.adds:
                if record.PREFIX and not job.restores:  # of what comes back the number has its lock for good
                    yield locks.id_lock(self._places.journal, ids.lock_number(name_of(record)))
                place = place_of(record) if job.restores else only_place(record)
                if place is not None:
                    yield locks.op_lock(self._places.journal, f"{place}#{job.refusals}", at)

    def _guarded(self, job: Job, change: Change) -> Guarded:
        target = self._targets[change.after.TAB]
        rev = target.header.get("rev")
        swap = (rev, change.before.rev, change.after.rev or "") if rev is not None and change.before.rev else None
        names = [*change.fields, *(("rev",) if swap is None and change.after.rev else ())]
        columns = {target.header[s.name]: s for s in specs(target.table) if s.name in names and s.name in target.header}
        keys = [target.header[name] for name in target.table.KEY]
        watched = [target.header[name] for name in change.edit.changed if name in target.header]
        typed = range(len(change.edit.cells)) if change.edit.row is not None else ()
        unstamped = [at for at in typed if at not in columns and change.edit.cells[at] != ""]
        expect = {at: change.stood(at, target.held(change.row, at)) for at in (*keys, *watched, *unstamped)}
        if swap is not None:
            expect[swap[0]] = swap[2]
        elif rev is not None:
            expect[rev] = change.stood(rev, target.held(change.row, rev))
        return Guarded(
            tag=job.tag,
            tab=change.after.TAB,
            gid=target.gid,
            key=name_of(change.after),
            row=change.row,
            titles=target.titles,
            cells={at: raw_cell(spec, change.raw(spec)) for at, spec in columns.items()},
            written={at: change.raw(spec) for at, spec in columns.items()},
            expect={at: value for at, value in expect.items() if value not in FORMULA_ERRORS},
            keys=keys,
            swap=swap,
            fields=CELL_FIELDS,
        )


def guarded_requests(writes: Sequence[Guarded], places: Places, at: datetime) -> list[Request]:
    """The requests of guarded writes, with room for their traces."""
    if not writes:
        return []
    lacking = guarded.journal_width(writes) - places.journal_columns
    made = [guarded.widened(places.journal, lacking)] if lacking > 0 else []
    made.append(guarded.inserted(places.journal, len(writes)))
    for place, one in enumerate(writes, 1):
        made += one.requests(places.journal, place, at.isoformat())
    return made


def journal_part(count: int) -> Part:
    """The newest `count` traces."""
    return JOURNAL, f"2:{count + 1}"


def answered_traces(answer: Json, journal: int) -> list[Trace]:
    """The traces that an answer brings."""
    return guarded.traces([row for number, row in sorted(shown_rows(answer, journal).items()) if number > 1])


def shown_rows(answer: Json, gid: int) -> dict[int, list[Any]]:
    """The rows of a sheet that the answer brings, by sheet row (1-based), as unformatted values without the tail."""
    rows: dict[int, list[Any]] = {}
    for data in _blocks(answer, gid):
        for place, row in enumerate(data.get("rowData", ())):
            values = [_value(one) for one in row.get("values", ())]
            rows[data.get("startRow", 0) + place + 1] = _trimmed(values)
    return rows


def _target(table: type[Row], gid: int, grid: Grid) -> Target:
    return Target(table, gid, grid, [str(one) for one in grid[0]], codec.header_map(table, grid[0]))


def _blocks(answer: Json, gid: int) -> Iterable[Json]:
    for sheet in answer.get("updatedSpreadsheet", {}).get("sheets", ()):
        if sheet["properties"].get("sheetId", 0) == gid:
            yield from sheet.get("data", ())


def _value(shown: Json) -> Any:
    return next(iter(shown.get("userEnteredValue", {}).values()), "")


def _trimmed(values: list[Any]) -> list[Any]:
    while values and values[-1] == "":
        values.pop()
    return values
