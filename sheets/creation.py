"""What is sent to append new records: their IDs, locks, typed cells and history rows. `sheets.writer` sends it."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from gspread.utils import absolute_range_name, rowcol_to_a1

from domain import codec, ids
from domain.fields import specs
from domain.tables import HistoryEntry, Model
from domain.vocabulary import HistoryAction, Source, Tab
from sheets import locks
from sheets.cells import append_rows, as_text, row_data
from sheets.locks import JOURNAL
from sheets.workbook import Json, Request

TAIL = 20  # rows before the expected one that the answer brings along, in case rows were deleted since the last read


@dataclass(frozen=True, slots=True)
class Created:
    """A record that stands in the sheet; `row` is None when it is not known where."""

    record_id: str
    row: int | None


@dataclass(eq=False, slots=True)
class Job:
    """A record waiting to be appended by operation `op`; each attempt gives it an ID and the application's columns."""

    op: str
    by: str
    record: Model
    attempt: int = 0
    number: int = 0
    done: Future[Created] = field(default_factory=Future)

    def number_it(self, used: set[str], at: datetime) -> None:
        """Takes the next ID that is not in `used`, and adds it there."""
        prefix = ids.id_prefix(Model.PREFIX, self.year)
        self.number = ids.next_number(prefix, used)
        self.attempt += 1
        record_id = ids.format_id(prefix, self.number)
        used.add(record_id)
        self.record = dataclasses.replace(
            self.record,
            model_id=record_id,
            updated_at=at,
            updated_by=self.by,
            version=1,
            source=Source.APPLICATION,
            rev=f"{record_id}#1~{self.op}",
        )

    @property
    def year(self) -> int:
        return self.record.year or 0

    @property
    def record_id(self) -> str:
        return self.record.model_id or ""

    @property
    def rev(self) -> str:
        return self.record.rev or ""


def requests(
    jobs: Sequence[Job], gids: Mapping[str, int], header: Mapping[str, int], history: Mapping[str, int], at: datetime
) -> list[Request]:
    """One atomic batch for `jobs`. `header` and `history` = columns by field name of the tab and of Nhật ký."""
    journal = gids[JOURNAL]
    return [
        *(locks.op_lock(journal, job.op, at) for job in jobs),
        *(locks.id_lock(journal, ids.lock_number(Model.PREFIX, job.year, job.number)) for job in jobs),
        append_rows(gids[Model.TAB], (row_data(Model, job.record, header) for job in jobs)),
        append_rows(gids[Tab.HISTORY], (row_data(HistoryEntry, one, history) for job in jobs for one in changes(job))),
    ]


def changes(job: Job) -> Iterable[HistoryEntry]:
    """One history row per filled field."""
    for spec in specs(Model):
        new = as_text(spec, getattr(job.record, spec.name))
        if new is not None and spec.name not in Model.TAIL:
            yield HistoryEntry(
                op_id=job.op,
                at=job.record.updated_at,
                by=job.by,
                action=HistoryAction.ADD,
                tab=Model.TAB,
                record_id=job.record_id,
                column=spec.header,
                new=new,
                source=Source.APPLICATION,
                attempt=f"{job.op}.{job.attempt}",
            )


def used_ids(grid: Sequence[Sequence[Any]]) -> set[str]:
    """What stands in the ID column, readable or not."""
    column = codec.header_map(Model, grid[0])["model_id"]
    return {str(row[column]) for row in grid[1:] if column < len(row)}


def response_ranges(grid: Sequence[Sequence[Any]]) -> list[str]:
    """The header row, and the end of the tab to which the rows are appended."""
    first = max(2, len(grid) + 1 - TAIL)
    last_column = rowcol_to_a1(1, len(grid[0])).rstrip("1")
    return [absolute_range_name(Model.TAB, part) for part in ("1:1", f"A{first}:{last_column}")]


def placed(answer: Json, gid: int, header: Sequence[Any]) -> dict[str, int]:
    """Sheet rows by their text cells (`_rev` is one), from the answer to a batch with `response_ranges`.

    Empty when the header row is not `header` any more: then the cells went under the wrong headers.
    """
    data = [one for sheet in answer.get("updatedSpreadsheet", {}).get("sheets", ()) for one in _data(sheet, gid)]
    rows = {one.get("startRow", 0) + i + 1: _texts(row) for one in data for i, row in enumerate(one.get("rowData", ()))}
    if rows.get(1) != [str(title) for title in header]:
        return {}
    return {text: number for number, texts in rows.items() for text in texts if text}


def _data(sheet: Json, gid: int) -> list[Json]:
    data: list[Json] = sheet.get("data", []) if sheet["properties"].get("sheetId", 0) == gid else []
    return data


def _texts(row: Json) -> list[str]:
    texts = [str(one.get("userEnteredValue", {}).get("stringValue", "")) for one in row.get("values", ())]
    while texts and not texts[-1]:
        texts.pop()
    return texts
