"""A raw row becomes a record: bad cells are left out and named, the rest kept; unchanged rows are not read again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from operator import itemgetter
from typing import Any, NamedTuple, cast

from pydantic import TypeAdapter, ValidationError

from domain import check_wording as wording
from domain import names
from domain.cells import LONGEST_VALUE, as_told, raw_text
from domain.context import Context
from domain.days import quarter_year
from domain.fields import Writer, specs
from domain.headers import header_map
from domain.row_checks import ERROR, WARNING, Fault, checked
from domain.tables import DATA_TABLES, Row
from domain.vocabulary import Tab

Grid = list[list[Any]]

ADAPTERS: Mapping[Tab, TypeAdapter[Row]] = {table.TAB: TypeAdapter(table) for table in DATA_TABLES}
EMPTY: Mapping[Tab, Row] = {table.TAB: table() for table in DATA_TABLES}
YEAR = re.compile(r"\b(20\d\d)\b")
SIGNATURE_DATE = re.compile(wording.SIGNATURE_DATE)
FEW_CELLS = 3  # a line of signatures has no more
DIGEST_BYTES = 16
FEW_ROWS = 100  # so many are parsed without asking whether they stood elsewhere


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a raw row gave: the record, its ID or natural key joined with "|", and what is wrong.

    No record: the row is blank or no record at all (a line of totals, of signatures).
    """

    record: Row | None
    key: str | None = None
    faults: tuple[Fault, ...] = ()


NOTHING = Parsed(None)


class Known(NamedTuple):
    """A tab as it was read: on what else it depended, its raw rows with the header, what each gave."""

    basis: object
    rows: Grid
    parsed: list[Parsed]


class RowReader:
    """Reads the rows of one tab under one header row. Not for several threads at once."""

    def __init__(self, table: type[Row], header_row: Sequence[Any], context: Context) -> None:
        self.table = table
        self._columns = tuple(sorted(header_map(table, header_row).items(), key=itemgetter(1)))
        self._adapter, self._empty = ADAPTERS[table.TAB], EMPTY[table.TAB]
        self._context = context
        self._plan_year = context.year
        self._year_is_typed = any(one.name == "year" and one.column.writer is not Writer.APP for one in specs(table))

    def read(self, row: Sequence[Any]) -> Parsed:
        """The record of a raw row. Short rows are as if blank cells followed."""
        width = len(row)
        raw = {name: row[at] for name, at in self._columns if at < width and row[at] not in ("", None)}
        if not any(raw.values()):  # blank, or unticked boxes alone
            return NOTHING
        if _no_record(raw, raw.get(self.table.KEY[0])):
            return Parsed(None, None, (_skipped(raw),))
        self._begin(raw)
        record, faults = self._salvaged(raw)
        if record == self._empty and not faults:
            return NOTHING
        record, more = checked(record, {fault.field for fault in faults})
        return Parsed(record, key_of(record), (*faults, *self._warnings(raw), *more))

    def _begin(self, raw: dict[str, Any]) -> None:
        """What the cells of the row need to know of it; a year typed beside the quarter fills a blank Năm (row 10)."""
        self._context.warnings.clear()
        if "quarter" in raw and "year" not in raw and (named := quarter_year(raw["quarter"])):
            raw["year"] = named
        self._context.row_year = _year(raw.get("year"))
        self._context.year = self._context.row_year or self._plan_year

    def _warnings(self, raw: Mapping[str, Any]) -> Iterator[Fault]:
        for one in self._context.warnings:
            shown = raw_text(raw[one.field])
            yield Fault(one.field, shown, WARNING, one.message, one.remedy, suggestion=one.suggestion)
        yield from self._of_another_year(raw)

    def _of_another_year(self, raw: Mapping[str, Any]) -> Iterator[Fault]:
        """A year that somebody typed: the application's own rows are of the year in which it wrote them."""
        typed, planned = self._context.row_year, self._plan_year
        if typed is None or planned is None or typed == planned or not self._year_is_typed:
            return
        said, remedy = (words.format(typed, planned) for words in (wording.OTHER_YEAR, wording.OTHER_YEAR_REMEDY))
        yield Fault("year", raw_text(raw["year"]), WARNING, said, remedy, suggestion=str(planned))

    def _salvaged(self, raw: dict[str, Any]) -> tuple[Row, tuple[Fault, ...]]:
        """First all cells; where some are bad, the others again."""
        try:
            return self._adapter.validate_python(raw, context=self._context), ()
        except ValidationError as error:
            faults = tuple(_fault(one, raw) for one in error.errors(include_url=False))
        self._context.warnings.clear()
        bad = {fault.field for fault in faults}
        good = {name: cell for name, cell in raw.items() if name not in bad}
        return self._adapter.validate_python(good, context=self._context), faults


def key_of(record: Row) -> str | None:
    """The ID, or the natural key joined with "|"; None while a part is missing."""
    parts = [getattr(record, name) for name in record.KEY]
    if None in parts:
        return None
    return str(parts[0]) if len(parts) == 1 else "|".join(map(str, parts))


class RowMemo:
    """Parsed rows of the latest read: a refresh parses only what changed.

    What a row means also depends on the header row and on what else was read (`basis`); when that moved, all of the tab
    is parsed anew. A row that is the very object of the latest read, in its place or moved with all that follow it, is
    not even looked at: rows are never changed in place. Where many are not (a person sorted), what stood elsewhere is
    known by a digest. Holds nothing of rows that are gone.
    """

    def __init__(self) -> None:
        self._known: dict[Tab, Known] = {}

    def read(self, reader: RowReader, grid: Grid, basis: object) -> Iterator[tuple[int, Parsed]]:
        """Sheet row (1-based, the header is 1) and what it gave, for every row that is not blank."""
        basis = (as_told(grid[0]), basis)
        known = self._known.get(reader.table.TAB)
        if known is None or known.basis != basis:
            known = Known(basis, [], [])
        found = [*_in_place(known, grid)]
        missing = [place for place, one in enumerate(found) if one is None]
        elsewhere = _elsewhere(known) if len(missing) > FEW_ROWS else {}
        for place in missing:
            row = grid[place]
            found[place] = (elsewhere and elsewhere.get(_digest(row))) or reader.read(row)
        parsed = cast(list[Parsed], found)
        self._known[reader.table.TAB] = Known(basis, grid, parsed)
        return ((number, one) for number, one in enumerate(parsed, start=1) if one is not NOTHING)


def _in_place(known: Known, grid: Grid) -> Iterator[Parsed | None]:
    """What is known of each row, the header included; nothing of a blank one."""
    rows, parsed = known.rows, known.parsed
    moved = len(grid) - len(rows)
    for place, row in enumerate(grid):
        before = place - moved
        if place < len(rows) and rows[place] is row:
            yield parsed[place]
        elif moved and 0 <= before < len(rows) and rows[before] is row:
            yield parsed[before]
        elif place == 0 or not any(row):
            yield NOTHING  # a row of zeros and unticked boxes alone is no record either
        else:
            yield None


def _elsewhere(known: Known) -> dict[bytes, Parsed]:
    return {_digest(row): one for row, one in zip(known.rows, known.parsed, strict=True) if one is not NOTHING}


def _digest(row: Sequence[Any]) -> bytes:
    """Tells 1 from 1.0 and from True; `repr` also writes lone surrogates as escapes."""
    return blake2b(as_told(row).encode(), digest_size=DIGEST_BYTES).digest()


def _fault(error: Any, raw: Mapping[str, Any]) -> Fault:
    name = cast(str, error["loc"][0])
    told = error.get("ctx", {})
    shown = raw_text(raw[name])
    return Fault(name, shown, ERROR, error["msg"], told.get("remedy", ""), suggestion=told.get("suggestion", ""))


def _year(cell: Any) -> int | None:
    """The year in the column Năm, for cells of the row that depend on it. None where unreadable: that cell says so."""
    if isinstance(cell, str):
        found = YEAR.search(cell[:LONGEST_VALUE])
        return int(found[1]) if found else None
    plausible = isinstance(cell, int | float) and 2000 <= cell < 2100
    return int(cell) if plausible else None


def _no_record(raw: Mapping[str, Any], key: Any) -> bool:
    """A line of totals, of numbers only, or of signatures below the table (row 39). With a `key` only that can tell."""
    if isinstance(key, str) and ("-" in key or "@" in key):
        return False  # an ID, an address: spares most rows the rest
    cells = raw.values() if key is None else (key,)
    texts = [names.plain(cell[:LONGEST_VALUE]) for cell in cells if isinstance(cell, str)]
    if not texts:
        return key is None and not any(isinstance(cell, bool) for cell in cells)
    if texts[0].partition(":")[0].strip() in wording.TOTAL_WORDS or texts[0].startswith(wording.GRAND_TOTAL):
        return True
    signed = any(text in wording.SIGNATURE_WORDS or SIGNATURE_DATE.fullmatch(text) for text in texts)
    return signed and len(raw) <= FEW_CELLS


def _skipped(raw: Mapping[str, Any]) -> Fault:
    name, cell = next(iter(raw.items()))
    return Fault(name, raw_text(cell), WARNING, wording.TOTALS_SKIPPED, wording.TOTALS_REMEDY, whole=True)
