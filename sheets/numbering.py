"""Rows that people typed get what only the application gives: ID, version, `_rev`.

Not while somebody may still be typing (a minute without a change), and never over a row that moved: the write is
guarded, and the cells that were typed are part of what it expects. One read and one write for all rows that are due.
"""

import dataclasses
import logging
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from domain import codec, ids
from domain.context import Context
from domain.derived import DERIVED, derived
from domain.fields import specs
from domain.names import UnitNames
from domain.rows import Grid, RowReader, key_of
from domain.settings import read_settings
from domain.tables import DATA_TABLES, HistoryEntry, Row, SettingRow, Task, Unit
from domain.vocabulary import BY_HAND, HistoryAction, Source, Tab
from sheets import clock, locks
from sheets.cells import CELL_FIELDS, append_rows, as_text, cell, raw_of, row_data
from sheets.guarded import Guarded
from sheets.locks import JOURNAL
from sheets.reader import Reader
from sheets.sending import Places, answered_traces, guarded_requests, journal_part
from sheets.store import Store
from sheets.undoing import Undoing
from sheets.used import Used
from sheets.workbook import Refused, Request, Workbook

R = TypeVar("R", bound=Row)

log = logging.getLogger(__name__)

QUIET = 60.0  # seconds without a change
MOST = 40  # rows at once
WATCHED = 24  # cells of a typed row that must still hold what was read


@dataclass(frozen=True, slots=True)
class Typed:
    """A row without `_rev`: its table, its sheet row, its raw values, its record, and which of its like it is."""

    table: type[Row]
    row: int
    cells: tuple[Any, ...]
    record: Row
    copy: int

    @property
    def identity(self) -> str:
        """The same content is the same row, wherever it stands."""
        return f"{self.table.TAB} {self.copy} {self.cells!r}"

    @property
    def lacks_id(self) -> bool:
        return key_of(self.record) is None


class Numbering:
    """Watches the rows that have no `_rev`; `step` is the writer's."""

    def __init__(self, store: Store, reader: Reader, book: Workbook, undoing: Undoing) -> None:
        self._store, self._reader, self._book, self._undoing = store, reader, book, undoing
        self._used = Used(reader, store)
        self._since: dict[str, float] = {}
        self._misses: Counter[str] = Counter()
        self._known: dict[Tab, tuple[Grid, Grid | None, list[Typed]]] = {}

    def step(self) -> None:
        """Gives rows their due. Raises StoreError: it is tried again later."""
        due = self._due()
        if due:
            self._undoing.look(history=False)
            rows = [one for one in self._typed() if one.identity in due][:MOST]
            if rows:
                self._give(rows)

    def _due(self) -> set[str]:
        now = self._reader.ticker.monotonic()
        found = {one.identity for one in self._typed()}
        self._since = {one: self._since.get(one, now) for one in found}
        return {one for one, since in self._since.items() if now - since >= QUIET}

    def _typed(self) -> Iterator[Typed]:
        """A tab is looked through again only when something in it has changed."""
        for table in DATA_TABLES:
            grid = self._store.grid(table.TAB)
            basis = self._store.grid(Tab.UNITS) if table is Task else None
            known = self._known.get(table.TAB)
            if known is None or known[0] is not grid or known[1] is not basis:
                known = self._known[table.TAB] = grid, basis, list(typed_rows(table, grid, self._context(table)))
            yield from known[2]

    def _context(self, table: type[Row]) -> Context:
        """What an ID is made of must be read whole: the unit of a task by its name, its year from the plan's.

        From the raw values: asking for the snapshot would count as somebody looking.
        """
        if table is not Task:
            return Context()
        settings, _ = read_settings(self._records(SettingRow))
        return Context(names=UnitNames(self._records(Unit)), year=int(settings.plan_year))

    def _records(self, table: type[R]) -> list[R]:
        grid = self._store.grid(table.TAB)
        reader = RowReader(table, grid[0], Context())
        return [cast(R, found) for row in grid[1:] if (found := reader.read(row).record) is not None]

    def _give(self, rows: Sequence[Typed]) -> None:
        gids, journal = self._reader.gids, self._reader.gids[JOURNAL]
        given = _stamped(rows, self._used.of(one.table.TAB for one in rows))
        writes = [_guarded(one, new, self._store.grid(one.table.TAB), gids[one.table.TAB]) for one, new in given]
        at = clock.real_now()
        places = Places(gids, self._reader.ledger.header, self._reader.journal_columns)
        entries = (row_data(HistoryEntry, one, places.history) for pair in given for one in _entries(*pair))
        requests = [
            *self._locks(given, journal),
            *guarded_requests(writes, places, at),
            append_rows(gids[Tab.HISTORY], entries),
        ]
        try:
            answer = self._book.batch(requests, [journal_part(len(writes))])
        except Refused as error:  # another replica was faster, or an ID is taken
            log.info("giving IDs refused: %s", error)
            self._reader.forget_sheet_ids()
            self._store.refresh(history=True)
            return
        self._reader.ledger.ids.update(key_of(new) or "" for _, new in given)
        log.info("%d typed rows got their ID or version", len(given))
        if all(one.hit for one in answered_traces(answer, journal)):
            self._store.refresh()
            return
        self._misses.update(one.identity for one, _ in given)
        self._undoing.look()

    def _locks(self, given: Sequence[tuple[Typed, Row]], journal: int) -> Iterator[Request]:
        """One per row, so that two replicas do not both number it (another one after a miss), and one per ID."""
        at = clock.real_now()
        for one, new in given:
            yield locks.op_lock(journal, f"typed {self._misses[one.identity]} {one.identity}", at)
            if one.lacks_id:
                yield locks.id_lock(journal, ids.lock_number(key_of(new) or ""))


def typed_rows(table: type[Row], grid: Grid, surroundings: Context) -> Iterator[Typed]:
    """The rows that the application has not stamped and that are records which can be: of a known series."""
    plan_year = surroundings.year
    header = codec.header_map(table, grid[0])
    rev = header.get("rev")
    if rev is None or any(name not in header for name in table.KEY):
        return
    reader, seen = RowReader(table, grid[0], surroundings), Counter[tuple[Any, ...]]()
    for number, row in enumerate(grid[1:], 2):
        if not any(row) or (rev < len(row) and row[rev] != ""):
            continue
        record, cells = reader.read(row).record, tuple(row)
        if record is not None and _may_have_one(record := completed(record, row, header, plan_year), row, header):
            seen[cells] += 1
            yield Typed(table, number, cells, record, seen[cells])


def completed(record: Row, row: Sequence[Any], header: Mapping[str, int], plan_year: int | None) -> Row:
    """The record with what follows from its other cells, where the application writes that.

    A cell in which a person typed something stays as it is, and is the person's to mend.
    """
    found = derived(record, plan_year)
    blank: dict[str, Any] = {name: value for name, value in found.items() if _is_blank(row, header.get(name))}
    return dataclasses.replace(record, **blank) if blank else record


def _is_blank(row: Sequence[Any], column: int | None) -> bool:
    return column is None or column >= len(row) or row[column] == ""


def _may_have_one(record: Row, row: Sequence[Any], header: Mapping[str, int]) -> bool:
    """What is unreadable in an ID cell is a person's to mend, and so is a row that lacks what its ID is made of."""
    if key_of(record) is not None:
        return True
    if not record.PREFIX or not _is_blank(row, header[record.KEY[0]]):
        return False
    try:
        return bool(ids.series(record))
    except ValueError:
        return False


def _stamped(rows: Sequence[Typed], used: Mapping[Tab, set[str]]) -> list[tuple[Typed, Row]]:
    """Each row with its record as it will be; `used` grows by the new IDs."""
    given = []
    for one in rows:
        record: Any = one.record
        if one.lacks_id:
            prefix, taken = ids.series(record), used[one.table.TAB]
            name = ids.format_id(prefix, ids.next_number(prefix, taken))
            taken.add(name)
            record = dataclasses.replace(record, **{record.KEY[0]: name})
        rev = f"{key_of(record)}#1~tay{uuid.uuid4().hex[:9]}"
        stamp = {"updated_at": clock.now(), "updated_by": BY_HAND, "version": 1, "source": Source.HAND, "rev": rev}
        given.append((one, dataclasses.replace(record, **stamp)))
    return given


def _guarded(one: Typed, new: Row, grid: Grid, gid: int) -> Guarded:
    header = codec.header_map(one.table, grid[0])
    filled = [name for name in DERIVED.get(one.table, ()) if _is_blank(one.cells, header.get(name))]
    names = {*new.TAIL, *(new.KEY if one.lacks_id else ()), *filled}
    columns = {header[spec.name]: spec for spec in specs(one.table) if spec.name in names and spec.name in header}
    held = {at: value for at, value in enumerate(one.cells) if value != "" and at not in columns}
    expect = {**dict(list(held.items())[:WATCHED]), **dict.fromkeys(columns, "")}
    expect |= {at: one.cells[at] for at in columns if at < len(one.cells)}
    return Guarded(
        tag=f"tay-{uuid.uuid4().hex[:12]}.1",
        tab=one.table.TAB,
        gid=gid,
        key="",
        row=one.row,
        titles=[str(title) for title in grid[0]],
        cells={at: cell(spec, getattr(new, spec.name)) for at, spec in columns.items()},
        written={at: raw_of(spec, getattr(new, spec.name)) for at, spec in columns.items()},
        expect=expect,
        keys=[header[name] for name in one.table.KEY],
        fields=CELL_FIELDS,
    )


def _entries(one: Typed, new: Row) -> Iterator[HistoryEntry]:
    """A row that got its ID enters Nhật ký like one that the application added, field by field."""
    if not one.lacks_id:
        return
    op = (new.rev or "").rpartition("~")[2]
    for spec in specs(one.table):
        text = as_text(spec, getattr(new, spec.name))
        if text is not None and spec.name not in new.TAIL:
            yield HistoryEntry(
                op_id=op,
                at=new.updated_at,
                by=BY_HAND,
                action=HistoryAction.ADD,
                tab=new.TAB,
                record_id=key_of(new),
                column=spec.header,
                new=text,
                source=Source.HAND,
                attempt=f"{op}.1",
            )
