"""What guarded writes did to the wrong rows, and how that is put right (google-sheets.md, part two, algorithm 4).

Pure: from the traces in `_journal`, the sheet as it stands and what Nhật ký says was settled, to the writes that
restore. Anybody may do it, not only the process that made the mistake, so a process that dies between a write and its
undoing leaves nothing behind. A cell gets its old value back only while it still holds what was written by mistake:
what a person typed since stays. The old value is found by walking back through all writes to that cell, since one
mistake may lie over another.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.rows import Grid
from domain.vocabulary import Tab
from sheets.cells import extended_value
from sheets.guarded import Guarded, Trace, brief
from sheets.workbook import Json


@dataclass(frozen=True, slots=True)
class Mistake:
    """One cell that holds what was not meant for it: its sheet row, 0-based column, title, both values."""

    trace: Trace
    row: int
    column: int
    title: str
    stray: Any
    proper: Any


class Journal:
    """The traces of `_journal`, the oldest first, and which of them went into the same row: looked up once for all.

    A look must be quick: rows that move between the reading and the undoing make the undoing itself a mistake.
    """

    def __init__(self, traces: Sequence[Trace]) -> None:
        self.traces = traces
        self.missed = {one.tag for one in traces if not one.hit}
        self._order = {id(one): at for at, one in enumerate(traces)}
        self._keyed: dict[tuple[str, Any], list[Trace]] = {}
        self._keyless: dict[str, list[Trace]] = {}
        for one in traces:
            if one.victim is None:
                self._keyless.setdefault(one.tab, []).append(one)
            else:
                self._keyed.setdefault((one.tab, one.victim), []).append(one)
        self._chains: dict[int, list[Trace]] = {}
        self._writes: dict[tuple[int, str], list[Trace]] = {}

    def candidates(self, settled: set[str]) -> list[Trace]:
        """As the function of this name."""
        again, put_right = set(), set()
        for one in reversed(self.traces):
            if one.undoes:
                if one.hit:
                    put_right.add((one.undoes, one.key))
                if (one.undoes, one.key) not in put_right:
                    again.add(one.undoes)
        wanted = {tag for tag in self.missed if tag not in settled or tag in again}
        return [one for one in self.traces if one.tag in wanted]

    def same_row(self, one: Trace) -> list[Trace]:
        """All writes into the row that `one` hit. A row without a key is known by what the one before left in it."""
        if one.victim is not None:
            return self._keyed[one.tab, one.victim]
        if id(one) not in self._chains:
            self._chains[id(one)] = self._chain(one)
        return self._chains[id(one)]

    def _chain(self, one: Trace) -> list[Trace]:
        keyless, at = self._keyless[one.tab], self._order[id(one)]
        chain = [one]
        for other in reversed(keyless):
            if self._order[id(other)] < at and _lies_over(chain[0], other):
                chain.insert(0, other)
        for other in keyless:
            if self._order[id(other)] > at and _lies_over(other, chain[-1]):
                chain.append(other)
        return chain

    def writes_to(self, one: Trace, title: str) -> list[Trace]:
        """All writes to the cell under `title` of the row that `one` hit, the oldest first."""
        row = self.same_row(one)
        if (id(row), title) not in self._writes:
            self._writes[id(row), title] = [other for other in row if title in other.landed]
        return self._writes[id(row), title]

    def proper(self, one: Trace, title: str) -> Any:
        """What the cell held before the first of the mistakes that lie over one another."""
        writes = self.writes_to(one, title)
        at = writes.index(one)
        value = one.before.get(title, "")
        while at > 0 and writes[at - 1].tag in self.missed and writes[at - 1].landed[title] == brief(value):
            at -= 1
            value = writes[at].before.get(title, "")
        return value


def candidates(traces: Sequence[Trace], settled: set[str]) -> list[Trace]:
    """The traces of operations of which a write missed, as far as they may not be put right yet (the oldest first).

    An operation is all or nothing: of one that missed, the writes that hit count too. `settled` = tags that Nhật ký
    says were put right; one whose undoing missed, and no later undoing of the same mistake hit, may be open again.
    """
    return Journal(traces).candidates(settled)


def unsettled(traces: Sequence[Trace], settled: set[str], found: Sequence[Mistake]) -> list[Trace]:
    """Of the candidates those that nobody has settled, and those that left a mistake (`found`) nevertheless."""
    wrong = {one.trace.tag for one in found}
    return [one for one in candidates(traces, settled) if one.tag not in settled or one.tag in wrong]


def mistakes(traces: Sequence[Trace], settled: set[str], grids: Mapping[str, Grid]) -> list[Mistake]:
    """All cells that must get another value back, where they stand in `grids` now."""
    journal = Journal(traces)
    found = []
    for one in journal.candidates(settled):
        grid = grids.get(one.tab) or [[]]
        there = [str(title) for title in grid[0]]
        last = [title for title in one.landed if title in there and journal.writes_to(one, title)[-1] is one]
        if last:  # somebody wrote to the same cells after it: nothing of it is left
            for row in _rows(one, grid, there, journal):
                found += list(_in_row(one, row, grid, there, last, journal))
    return found


def _in_row(
    one: Trace, row: int, grid: Grid, there: Sequence[str], last: Sequence[str], journal: Journal
) -> Iterator[Mistake]:
    for title in last:
        column, stray = there.index(title), one.landed[title]
        if brief(_at(grid[row - 1], column)) != stray:
            continue
        proper = journal.proper(one, title)
        if stray != brief(proper):
            yield Mistake(one, row, column, title, stray, proper)


def _lies_over(later: Trace, earlier: Trace) -> bool:
    """Whether `later` met in its row all that `earlier` had written: the moment, to the millisecond, is among that."""
    met = all(brief(later.before.get(title, "")) == value for title, value in earlier.landed.items())
    return met and any(value != "" for value in earlier.landed.values())


def _rows(one: Trace, grid: Grid, there: Sequence[str], journal: Journal) -> list[int]:
    """Sheet rows in which the row that was hit stands now.

    By its key; by all that was written into it where it had no key, or where the key itself was overwritten.
    """
    by_key = one.victim is not None and not any(title in one.landed for title in one.keys)
    if by_key:
        return _holding(dict(zip(one.keys, one.victim or (), strict=False)), grid, there)
    if one.victim is not None:
        return _holding(one.landed, grid, there)
    state: dict[str, Any] = dict.fromkeys(one.keys, "")
    for other in journal.same_row(one):
        state |= other.landed
    if any(value != "" for value in state.values()):
        return _holding(state, grid, there)
    # emptied by an undoing that missed: any blank cell looks like it, so all the rest must be as it was; one is enough
    return _holding({title: brief(value) for title, value in one.before.items()} | state, grid, there)[:1]


def _holding(wanted: Mapping[str, Any], grid: Grid, there: Sequence[str]) -> list[int]:
    """Sheet rows that show all of `wanted` (`brief` or short values, by title)."""
    if not all(title in there for title in wanted):
        return []
    columns = [(there.index(title), brief(value)) for title, value in wanted.items()]
    rows = enumerate(grid[1:], 2)
    return [number for number, row in rows if all(brief(_at(row, column)) == value for column, value in columns)]


def undoings(found: Sequence[Mistake], gids: Mapping[str, int], grids: Mapping[str, Grid]) -> list[Guarded]:
    """The guarded writes that restore: one per row and operation. A row whose key is wrong is expected to have that."""
    groups: dict[tuple[str, str, int], list[Mistake]] = {}
    for one in found:
        groups.setdefault((one.trace.tag, one.trace.tab, one.row), []).append(one)
    return [_undoing(many, gids, grids) for many in groups.values()]


def _undoing(many: Sequence[Mistake], gids: Mapping[str, int], grids: Mapping[str, Grid]) -> Guarded:
    first = many[0]
    grid = grids[first.trace.tab]
    titles = [str(title) for title in grid[0]]
    keys = [titles.index(title) for title in first.trace.keys if title in titles]
    row = grid[first.row - 1]
    return Guarded(
        tag=f"undo.{uuid.uuid4().hex[:12]}",
        tab=Tab(first.trace.tab),
        gid=gids[first.trace.tab],
        key="|".join(str(one) for one in first.trace.victim or ()),
        row=first.row,
        titles=titles,
        cells={one.column: _data(one.proper) for one in many},
        written={one.column: one.proper for one in many},
        expect={at: _at(row, at) for at in (*keys, *(one.column for one in many))},
        keys=keys,
        undoes=first.trace.tag,
    )


def _data(value: Any) -> Json:
    return {} if value == "" else {"userEnteredValue": extended_value(value)}


def _at(row: Sequence[Any], column: int) -> Any:
    return row[column] if column < len(row) else ""
