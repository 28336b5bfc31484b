"""Writing into a row of a sheet that people sort, insert into and delete from at the same moment.

The API writes to positions, and a position may be another record's by the time the call arrives. So every write into a
row that exists is guarded (google-sheets.md, part two, algorithm 4, made stricter): in one atomic batch the row's
`_rev` is swapped, then the row as it stands and the header row are copied into `_journal`, then the new values go in.
The journal thus proves, to whoever reads it, which row was hit and what it held an instant before: also the cells that
are written must still hold what was read, so a person's edit in that instant is noticed too.

What missed is undone by `sheets.settling`. Nothing here talks to the service.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from domain.rows import Grid
from domain.vocabulary import Tab
from sheets.cells import extended_value, write_cells
from sheets.workbook import Json, Request

MARKS = 5  # journal columns before the copies: tag, moment, tab, key of the record meant, what was expected and written


@dataclass(frozen=True, slots=True)
class Guarded:
    """One row to be written where it stood when it was read.

    `tag` = operation and attempt. `row` = sheet row (1-based). `titles` = the header row as read. `cells` = CellData
    and `written` = the same as raw values, both by 0-based column. `expect` = raw values that the row must show just
    before it is written (after the swap). `keys` = columns of the record's key. `swap` = column, old and new `_rev`.
    `undoes` = the tag whose mistake this puts right.
    """

    tag: str
    tab: Tab
    gid: int
    key: str
    row: int
    titles: Sequence[str]
    cells: Mapping[int, Json]
    written: Mapping[int, Any]
    expect: Mapping[int, Any]
    keys: Sequence[int]
    swap: tuple[int, str, str] | None = None
    undoes: str = ""
    fields: str = "userEnteredValue"

    def requests(self, journal: int, place: int, at: str) -> Iterator[Request]:
        """Swap, copy, mark, write; `place` = 0-based row of `_journal` that was inserted for it."""
        width, row = len(self.titles), self.row - 1
        if self.swap is not None:
            yield _swap(self.gid, row, *self.swap)
        yield _copy(self.gid, row, journal, place, MARKS, width)
        yield _copy(self.gid, 0, journal, place, MARKS + width, width)
        marks = [self.tag, at, str(self.tab), self.key, self._mark()]
        yield write_cells(journal, place + 1, 0, [{"userEnteredValue": extended_value(one)} for one in marks], VALUE)
        for columns in _runs(self.cells):
            yield write_cells(self.gid, self.row, columns[0], [self.cells[one] for one in columns], self.fields)

    def _mark(self) -> str:
        mark = {
            "row": self.row,
            "width": len(self.titles),
            "keys": [self.titles[one] for one in self.keys],
            "expect": [[at, self.titles[at], brief(value)] for at, value in self.expect.items()],
            "written": [[at, self.titles[at], brief(value)] for at, value in self.written.items()],
            "undoes": self.undoes,
        }
        return json.dumps(mark, ensure_ascii=False)


VALUE = "userEnteredValue"
LONG = 200  # characters; of a longer text the journal keeps a digest, since a cell holds 50,000 at most


def brief(value: Any) -> Any:
    """A raw value for comparing: two are the same when their briefs are.

    A fraction may come back with other last digits from one call than from another.
    """
    if isinstance(value, float):
        return float(f"{value:.12g}")
    if not isinstance(value, str) or len(value) <= LONG:
        return value
    return f"sha256:{hashlib.sha256(value.encode('utf-8', 'surrogatepass')).hexdigest()}:{len(value)}"


@dataclass(frozen=True, eq=False)
class Trace:
    """A row of `_journal`: what a guarded write meant to do, and what it met."""

    tag: str
    at: str
    tab: str
    key: str
    mark: Mapping[str, Any] = field(repr=False)
    copied: Sequence[Any] = field(repr=False)
    titles: Sequence[str] = field(repr=False)

    @property
    def undoes(self) -> str:
        return str(self.mark["undoes"])

    @cached_property
    def hit(self) -> bool:
        """Whether it went into the row that was meant, under the headers that were meant, as the row had been read."""
        expected = all(
            self._title(at) == title and brief(self._held(at)) == value for at, title, value in self.mark["expect"]
        )
        return expected and all(self._title(at) == title for at, title, _ in self.mark["written"])

    @cached_property
    def before(self) -> Mapping[str, Any]:
        """The row that was hit as it stood an instant before, by title."""
        held: dict[str, Any] = {}
        for at, title in enumerate(self.titles):
            held.setdefault(title, self._held(at))
        return held

    @cached_property
    def landed(self) -> Mapping[str, Any]:
        """What was written into it (`brief`), by the titles that stood above the cells then."""
        return {self._title(at): value for at, _, value in self.mark["written"]}

    @property
    def keys(self) -> Sequence[str]:
        return [str(one) for one in self.mark["keys"]]

    @cached_property
    def victim(self) -> tuple[Any, ...] | None:
        """The key of the row that was hit; None where it had none."""
        key = tuple(self.before.get(title, "") for title in self.keys)
        return None if all(one == "" for one in key) else key

    def _held(self, at: int) -> Any:
        return self.copied[at] if at < len(self.copied) else ""

    def _title(self, at: int) -> str:
        return self.titles[at] if at < len(self.titles) else ""


def traces(rows: Grid) -> list[Trace]:
    """The rows of `_journal` (without its header), the oldest first. Rows of an older program are passed over."""
    return [found for row in reversed(rows) if (found := trace(row)) is not None]


def trace(row: Sequence[Any]) -> Trace | None:
    """One row of `_journal`; None for a blank one or one of another shape."""
    if len(row) <= MARKS:
        return None
    tag, at, tab, key, text = map(str, row[:MARKS])
    try:
        mark = json.loads(text)
        width = int(mark["width"])
    except (ValueError, KeyError, TypeError):
        return None
    rest = list(row[MARKS:])
    return Trace(tag, at, tab, key, mark, rest[:width], [str(one) for one in rest[width:]])


def journal_width(writes: Iterable[Guarded]) -> int:
    """How many columns `_journal` needs."""
    return max((MARKS + 2 * len(one.titles) for one in writes), default=0)


def inserted(journal: int, count: int) -> Request:
    """Room for `count` traces, the newest on top."""
    where = {"sheetId": journal, "dimension": "ROWS", "startIndex": 1, "endIndex": 1 + count}
    return {"insertDimension": {"range": where, "inheritFromBefore": False}}


def widened(journal: int, by: int) -> Request:
    return {"appendDimension": {"sheetId": journal, "dimension": "COLUMNS", "length": by}}


def _runs(columns: Iterable[int]) -> list[list[int]]:
    """Neighbouring columns together: one request for each run."""
    runs: list[list[int]] = []
    for one in sorted(columns):
        if runs and runs[-1][-1] == one - 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _swap(gid: int, row: int, column: int, old: str, new: str) -> Request:
    exact = {"find": old, "replacement": new, "matchCase": True, "matchEntireCell": True}
    return {"findReplace": {**exact, "range": _area(gid, row, column, 1)}}


def _copy(gid: int, row: int, journal: int, to: int, column: int, width: int) -> Request:
    places = {"source": _area(gid, row, 0, width), "destination": _area(journal, to, column, width)}
    return {"copyPaste": {**places, "pasteType": "PASTE_VALUES"}}


def _area(gid: int, row: int, column: int, width: int) -> Json:
    rows = {"startRowIndex": row, "endRowIndex": row + 1}
    return {"sheetId": gid, **rows, "startColumnIndex": column, "endColumnIndex": column + width}
