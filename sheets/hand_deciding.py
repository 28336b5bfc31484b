"""What of a person's typing may be written into a tab as it stands now, row by row, and what may not and why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.errors import NotAllowed
from domain.fields import Spec, Writer, specs
from domain.hand_rules import (
    may_type,
    require_row_added,
    require_row_changed,
    require_row_deleted,
    sees_all_rows,
)
from domain.hand_sheet import Cells, HandRow, Refused, Wanted, Why
from domain.headers import header_map
from domain.noticing import raw_key, shown
from domain.permissions import Actor
from domain.rows import Grid
from domain.snapshot import Snapshot
from domain.tables import Row
from domain.vocabulary import Tab
from sheets.hand_cells import LONGEST, raw_of
from sheets.hand_reading import row_reader


@dataclass(frozen=True, slots=True)
class Edit:
    """Cells to be written into a row, which stands in sheet row `row`."""

    row: int
    cells: Mapping[int, str]


@dataclass
class Decided:
    """What is written (`deleted` = sheet rows), and what is not."""

    edits: list[Edit] = field(default_factory=list)
    added: list[dict[int, str]] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.edits or self.added or self.deleted)


class Deciding:
    """One actor's typing against `grid`, the raw values of the tab as they stand."""

    def __init__(self, by: Actor, table: type[Row], grid: Grid, snapshot: Snapshot) -> None:
        self.by, self.table, self.grid, self.snapshot = by, table, grid, snapshot
        self.tab = Tab(table.TAB)
        self.header = header_map(table, grid[0])
        self.specs: dict[int, Spec] = {
            self.header[spec.name]: spec for spec in specs(table) if spec.name in self.header
        }
        self._reader = row_reader(table, grid[0], snapshot)
        self._stamped = {at for at, spec in self.specs.items() if spec.column.writer is Writer.APP}
        self._keys = Counter(filter(None, (self._key(row) for row in grid[1:])))
        self._taken: set[int] = set()

    def title(self, column: int) -> str:
        """The header of a column."""
        return str(self.grid[0][column]) if column < len(self.grid[0]) else ""

    def decide(self, titles: Sequence[str], wanted: Wanted) -> Decided:
        """Everything that may be written, and the rest with its reasons."""
        decided = Decided()
        if tuple(titles) != tuple(str(cell) for cell in self.grid[0]):
            decided.refused += _all_refused(wanted)
            return decided
        for row in wanted.deleted:
            self._delete(row, decided)
        for row, cells in wanted.typed:
            self._edit(row, cells, decided)
        for cells in wanted.added:
            self._add(cells, decided)
        return decided

    def raw_after(self, edit: Edit) -> list[Any]:
        """The row as an unformatted read will give it."""
        return self._with(self.grid[edit.row - 1], edit.cells)

    def raw_new(self, cells: Cells) -> list[Any]:
        """A new row, likewise."""
        return self._with([], cells)

    def _with(self, row: Sequence[Any], cells: Cells) -> list[Any]:
        new = [*row, *[""] * (max(cells, default=-1) + 1 - len(row))]
        for column, text in cells.items():
            new[column] = raw_of(text, self.specs.get(column))
        return new

    def _delete(self, row: HandRow, decided: Decided) -> None:
        now = self._find(row)
        if now is None or not self._same(row.cells, self.grid[now - 1]):
            decided.refused.append(Refused(Why.CHANGED if now else Why.GONE, row, deletes=True, row=now))
            return
        try:
            require_row_deleted(self.by, self._reader.read(self.grid[now - 1]).record, self.snapshot)
        except NotAllowed:
            decided.refused.append(Refused(Why.NOT_ALLOWED, row, deletes=True, row=now))
            return
        decided.deleted.append(now)
        self._taken.add(now)

    def _edit(self, row: HandRow, cells: Cells, decided: Decided) -> None:
        now = self._find(row)
        if now is None or now in self._taken:
            decided.refused.append(Refused(Why.GONE, row, cells))
            return
        stands = self.grid[now - 1]
        if not self._mine(stands):
            decided.refused.append(Refused(Why.NOT_ALLOWED, row, cells))
            return
        wanted = {at: text for at, text in cells.items() if _at(stands, at) != raw_of(text, self.specs.get(at))}
        long = {at: text for at, text in wanted.items() if len(text) > LONGEST}
        moved = {at: text for at, text in wanted.items() if _at(stands, at) != _at(row.cells, at)}
        for why, part in ((Why.CHANGED, moved), (Why.TOO_LONG, long)):
            if part:
                told = {at: self._shown(at, _at(stands, at)) for at in part}
                decided.refused.append(Refused(why, row, part, now=told, row=now))
        free = {at: text for at, text in wanted.items() if at not in {*moved, *long}}
        if not free:
            return
        edit = Edit(now, free)
        if self._may_change(edit):
            decided.edits.append(edit)
        else:
            decided.refused.append(Refused(Why.NOT_ALLOWED, row, free, row=now))

    def _mine(self, row: Sequence[Any]) -> bool:
        """Whether the actor may see the row at all: it may have been given to another unit."""
        record = self._reader.read(row).record if not sees_all_rows(self.by, self.tab) else None
        return record is None or self.snapshot.owner_of(record) == self.by.unit_id

    def _may_change(self, edit: Edit) -> bool:
        if not self._may_type(edit.cells):
            return False
        before = self._reader.read(self.grid[edit.row - 1]).record
        after = self._reader.read(self.raw_after(edit)).record
        fields = {self.specs[at].name for at in edit.cells if at in self.specs}
        try:
            require_row_changed(self.by, before or self.table(), after or self.table(), fields, self.snapshot)
        except NotAllowed:
            return False
        return True

    def _add(self, cells: Cells, decided: Decided) -> None:
        filled = {at: text for at, text in cells.items() if text}
        if any(len(text) > LONGEST for text in filled.values()):
            decided.refused.append(Refused(Why.TOO_LONG, None, cells))
            return
        record = self._reader.read(self.raw_new(filled)).record
        try:
            if not self._may_type(filled):
                raise NotAllowed(self.tab)
            require_row_added(self.by, record or self.table(), self.snapshot)
        except NotAllowed:
            decided.refused.append(Refused(Why.NOT_ALLOWED, None, cells))
            return
        decided.added.append(filled)

    def _may_type(self, cells: Cells) -> bool:
        return all(may_type(self.by, self.table, self.specs.get(at)) for at in cells)

    def _find(self, row: HandRow) -> int | None:
        """Where the row stands: by its key where that is there once, else in its place, else where its like is."""
        key = self._key(row.cells)
        if key and self._keys[key] == 1:
            return next(number for number, one in enumerate(self.grid[1:], 2) if self._key(one) == key)
        like = [number for number, one in enumerate(self.grid[1:], 2) if self._same(row.cells, one)]
        if row.row in like:
            return row.row
        return like[0] if len(like) == 1 else None

    def _same(self, was: Sequence[Any], now: Sequence[Any]) -> bool:
        """Whether nothing has changed, but that the application may have given the row its ID and stamp since."""
        width = max(len(was), len(now))
        return all(_at(was, at) == _at(now, at) for at in range(width) if at not in self._stamped or _at(was, at) != "")

    def _key(self, row: Sequence[Any]) -> str:
        return raw_key(self.table, row, self.header)

    def _shown(self, column: int, raw: Any) -> str:
        spec = self.specs.get(column)
        return shown(spec, raw) if spec else str(raw)


def _all_refused(wanted: Wanted) -> Iterator[Refused]:
    for row, cells in wanted.typed:
        yield Refused(Why.COLUMNS, row, cells)
    for cells in wanted.added:
        yield Refused(Why.COLUMNS, None, cells)
    for row in wanted.deleted:
        yield Refused(Why.COLUMNS, row, deletes=True)


def _at(row: Sequence[Any], column: int) -> Any:
    return row[column] if column < len(row) else ""
