"""One atomic batch for several operations: locks, new rows, guarded changes, history; and how to read its answer.

A change is guarded (google-sheets.md, part two, algorithm 4): its `_rev` is swapped for a new one where the row stood
when it was read, and the row as it then stands is copied into `_journal` before the new values go in. The answer thus
tells whether the right row was hit, and if not, what stood in the wrong one.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gspread.utils import absolute_range_name, rowcol_to_a1

from domain import codec, ids
from domain.fields import specs
from domain.tables import HistoryEntry, Row
from domain.vocabulary import Tab
from sheets import locks
from sheets.cells import append_rows, cell, extended_value, row_data, write_cells
from sheets.entries import entries
from sheets.jobs import Change, Job, name_of, tables_of
from sheets.locks import JOURNAL
from sheets.workbook import Grid, Json, Request

TAIL = 20  # rows before the expected one that the answer brings along, in case rows were deleted since the last read
MARKS = 5  # columns of the journal before the copied row: operation, moment, tab, ID, what was written
COPIED = 55  # columns of a row that the journal has room for


@dataclass(frozen=True, slots=True)
class Target:
    """A tab as it was read: its sheet id, its header row and the column of each field."""

    table: type[Row]
    gid: int
    titles: Grid
    header: Mapping[str, int]

    @property
    def width(self) -> int:
        return min(len(self.titles[0]), COPIED)


@dataclass(frozen=True, slots=True)
class Stray:
    """Cells that were written into a row that had become another one: `cells` by column, `row` as it stood before."""

    tab: Tab
    titles: Sequence[Any]
    row: Sequence[Any]
    cells: Mapping[int, Any]


class Batch:
    """The requests for `jobs`, prepared on `grids`, and the reading of their answer."""

    def __init__(
        self, jobs: Sequence[Job], grids: Mapping[Tab, Grid], gids: Mapping[str, int], history: Mapping[str, int]
    ) -> None:
        self.jobs, self._gids, self._history = jobs, gids, history
        self._ends = {tab: len(grids[tab]) for tab in tables_of(jobs)}
        self._targets = {
            tab: Target(table, gids[tab], grids[tab][:1], codec.header_map(table, grids[tab][0]))
            for tab, table in tables_of(jobs).items()
        }
        self._changes = [(job, change) for job in jobs for change in job.changes]
        self._swaps: dict[int, int] = {}

    def requests(self, at: datetime) -> list[Request]:
        """All of it in the order in which it must be applied."""
        journal = self._gids[JOURNAL]
        made: list[Request] = [*self._locks(journal, at)]
        if self._changes:
            made.append(_insert_rows(journal, len(self._changes)))
        for place, (job, change) in enumerate(self._changes):
            made += self._change(place, job, change, len(made))
        for tab, target in self._targets.items():
            added = [record for job in self.jobs for record in job.adds if tab == record.TAB]
            if added:
                made.append(append_rows(target.gid, (row_data(target.table, one, target.header) for one in added)))
        rows = (row_data(HistoryEntry, one, self._history) for job in self.jobs for one in entries(job))
        return [*made, append_rows(self._gids[Tab.HISTORY], rows)]

    @property
    def ranges(self) -> list[str]:
        """What the answer must bring: header rows, the ends of tabs that got rows, and the new journal rows."""
        asked = []
        for tab, target in self._targets.items():
            asked.append(absolute_range_name(tab, "1:1"))
            if any(tab == record.TAB for job in self.jobs for record in job.adds):
                first = max(2, self._ends[tab] + 1 - TAIL)
                last_column = rowcol_to_a1(1, len(target.titles[0])).rstrip("1")
                asked.append(absolute_range_name(tab, f"A{first}:{last_column}"))
        if self._changes:
            asked.append(absolute_range_name(JOURNAL, f"2:{len(self._changes) + 1}"))
        return asked

    def placed(self, answer: Json) -> dict[str, int]:
        """Sheet rows of the new records by their `_rev`; those of a tab whose columns moved are left out."""
        rows: dict[str, int] = {}
        for target in self._targets.values():
            shown = _shown(answer, target.gid)
            if _same_titles(shown.get(1, []), target.titles[0]):
                rows |= {str(value): number for number, row in shown.items() for value in row if value != ""}
        return rows

    def strays(self, answer: Json) -> dict[Job, list[Stray]]:
        """By operation, the changes that did not hit their row."""
        journal = _shown(answer, self._gids[JOURNAL])
        found: dict[Job, list[Stray]] = {}
        for place, (job, change) in enumerate(self._changes):
            target = self._targets[change.after.TAB]
            titles = _shown(answer, target.gid).get(1, [])
            copied = journal.get(place + 2, [])[MARKS:]
            if _same_titles(titles, target.titles[0]) and self._hit(place, change, target, copied, answer):
                continue
            found.setdefault(job, []).append(Stray(change.after.TAB, titles, copied, self._written(change, target)))
        return found

    def _hit(self, place: int, change: Change, target: Target, copied: Sequence[Any], answer: Json) -> bool:
        if place in self._swaps:
            reply = answer["replies"][self._swaps[place]]
            return bool(reply.get("findReplace", {}).get("occurrencesChanged", 0) == 1)
        keys = [spec for spec in specs(target.table) if spec.name in target.table.KEY]
        there = [_at(copied, target.header[spec.name]) for spec in keys]
        return there == [_raw(codec.to_cell(spec, getattr(change.before, spec.name))) for spec in keys]

    def _locks(self, journal: int, at: datetime) -> Iterator[Request]:
        for job in self.jobs:
            yield locks.op_lock(journal, job.tag if job.changes else job.op, at)
        for job in self.jobs:
            for record in job.adds:
                number = ids.lock_number(name_of(record)) if record.PREFIX else locks.number_of(_place(record))
                yield locks.id_lock(journal, number)

    def _change(self, place: int, job: Job, change: Change, at: int) -> Iterator[Request]:
        """Swap, copy, mark, write; `at` is where in the batch they begin."""
        target = self._targets[change.after.TAB]
        row, rev = change.row - 1, target.header.get("rev")
        if rev is not None and change.before.rev:
            self._swaps[place] = at
            yield _swap(target.gid, row, rev, change.before.rev, change.after.rev or "")
        yield _copy(target, row, self._gids[JOURNAL], place + 1)
        written = self._written(change, target)
        mark = json.dumps({"row": change.row, "cells": written}, ensure_ascii=False)
        values = [job.tag, str(change.after.updated_at), str(change.after.TAB), name_of(change.after), mark]
        cells = [{"userEnteredValue": extended_value(one)} for one in values]
        yield write_cells(self._gids[JOURNAL], place + 2, 0, cells, "userEnteredValue")
        for spec in specs(target.table):
            if spec.name in target.header and target.header[spec.name] in written:
                data = [cell(spec, getattr(change.after, spec.name))]
                yield write_cells(target.gid, change.row, target.header[spec.name], data)

    def _written(self, change: Change, target: Target) -> dict[int, Any]:
        """Raw values by column; `_rev` only where there was none to swap."""
        names = {*change.fields, *(() if change.before.rev else ("rev",))}
        return {
            target.header[spec.name]: _raw(codec.to_cell(spec, getattr(change.after, spec.name)))
            for spec in specs(target.table)
            if spec.name in names and spec.name in target.header
        }


def _place(record: Row) -> str:
    return f"{record.TAB}|{name_of(record)}"


def _raw(value: Any) -> Any:
    return "" if value is None else value


def _at(row: Sequence[Any], column: int) -> Any:
    return row[column] if column < len(row) else ""


def _same_titles(shown: Sequence[Any], read: Sequence[Any]) -> bool:
    return [str(one) for one in shown] == [str(one) for one in read]


def _insert_rows(gid: int, count: int) -> Request:
    where = {"sheetId": gid, "dimension": "ROWS", "startIndex": 1, "endIndex": 1 + count}
    return {"insertDimension": {"range": where, "inheritFromBefore": False}}


def _swap(gid: int, row: int, column: int, old: str, new: str) -> Request:
    where = _area(gid, row, column, 1)
    exact = {"find": old, "replacement": new, "matchCase": True, "matchEntireCell": True}
    return {"findReplace": {**exact, "range": where}}


def _copy(target: Target, row: int, journal: int, to: int) -> Request:
    source = _area(target.gid, row, 0, target.width)
    return {
        "copyPaste": {
            "source": source,
            "destination": _area(journal, to, MARKS, target.width),
            "pasteType": "PASTE_VALUES",
        }
    }


def _area(gid: int, row: int, column: int, width: int) -> Json:
    return {
        "sheetId": gid,
        "startRowIndex": row,
        "endRowIndex": row + 1,
        "startColumnIndex": column,
        "endColumnIndex": column + width,
    }


def _shown(answer: Json, gid: int) -> dict[int, list[Any]]:
    """The rows of a sheet that the answer brings, by sheet row (1-based), as unformatted values without the tail."""
    rows: dict[int, list[Any]] = {}
    for data in _blocks(answer, gid):
        for place, row in enumerate(data.get("rowData", ())):
            values = [_value(one) for one in row.get("values", ())]
            rows[data.get("startRow", 0) + place + 1] = _trimmed(values)
    return rows


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
