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

from domain.vocabulary import Tab
from sheets.cells import extended_value
from sheets.guarded import Guarded, Trace, brief
from sheets.workbook import Grid, Json


@dataclass(frozen=True, slots=True)
class Mistake:
    """One cell that holds what was not meant for it: its sheet row, 0-based column, title, both values."""

    trace: Trace
    row: int
    column: int
    title: str
    stray: Any
    proper: Any


def candidates(traces: Sequence[Trace], settled: set[str]) -> list[Trace]:
    """The traces of operations of which a write missed, as far as they may not be put right yet (the oldest first).

    An operation is all or nothing: of one that missed, the writes that hit count too. `settled` = tags that Nhật ký
    says were put right; one whose undoing missed may be open again.
    """
    missed = {one.tag for one in traces if not one.hit}
    again = {one.undoes for at, one in enumerate(traces) if one.undoes and not _undone(one, traces[at:])}
    wanted = {tag for tag in missed if tag not in settled or tag in again}
    return [one for one in traces if one.tag in wanted]


def unsettled(traces: Sequence[Trace], settled: set[str], found: Sequence[Mistake]) -> list[Trace]:
    """Of the candidates those that nobody has settled, and those that left a mistake (`found`) nevertheless."""
    wrong = {one.trace.tag for one in found}
    return [one for one in candidates(traces, settled) if one.tag not in settled or one.tag in wrong]


def _undone(undo: Trace, later: Sequence[Trace]) -> bool:
    """Whether this undoing, or a later one of the same mistake, hit."""
    return any(one.hit for one in later if (one.undoes, one.key) == (undo.undoes, undo.key))


def mistakes(traces: Sequence[Trace], settled: set[str], grids: Mapping[str, Grid]) -> list[Mistake]:
    """All cells that must get another value back, where they stand in `grids` now."""
    found = []
    for one in candidates(traces, settled):
        grid = grids.get(one.tab) or [[]]
        there = [str(title) for title in grid[0]]
        for row in _rows(one, grid, there, traces):
            found += list(_in_row(one, row, grid, there, traces))
    return found


def _in_row(one: Trace, row: int, grid: Grid, there: Sequence[str], traces: Sequence[Trace]) -> Iterator[Mistake]:
    for title, stray in one.landed.items():
        if title not in there or not _is_last(one, title, traces):
            continue
        column = there.index(title)
        proper = _proper(one, title, traces)
        if brief(_at(grid[row - 1], column)) == stray and stray != brief(proper):
            yield Mistake(one, row, column, title, stray, proper)


def _is_last(one: Trace, title: str, traces: Sequence[Trace]) -> bool:
    """Whether nobody wrote to the same cell after it."""
    return _writes_to(one, title, traces)[-1] is one


def _proper(one: Trace, title: str, traces: Sequence[Trace]) -> Any:
    """What the cell held before the first of the mistakes that lie over one another."""
    writes = _writes_to(one, title, traces)
    at = writes.index(one)
    value = one.before.get(title, "")
    bad = {trace.tag for trace in traces if not trace.hit}
    while at > 0 and writes[at - 1].tag in bad and writes[at - 1].landed[title] == brief(value):
        at -= 1
        value = writes[at].before.get(title, "")
    return value


def _writes_to(one: Trace, title: str, traces: Sequence[Trace]) -> list[Trace]:
    """All writes to the cell under `title` of the row that `one` hit, the oldest first."""
    return [other for other in _same_row(one, traces) if title in other.landed]


def _same_row(one: Trace, traces: Sequence[Trace]) -> list[Trace]:
    """All writes into the row that `one` hit. A row without a key is known by what the one before left in it."""
    if one.victim is not None:
        return [other for other in traces if other.tab == one.tab and other.victim == one.victim]
    keyless = [other for other in traces if other.tab == one.tab and other.victim is None]
    chain, at = [one], keyless.index(one)
    for other in reversed(keyless[:at]):
        if _lies_over(chain[0], other):
            chain.insert(0, other)
    for other in keyless[at + 1 :]:
        if _lies_over(other, chain[-1]):
            chain.append(other)
    return chain


def _lies_over(later: Trace, earlier: Trace) -> bool:
    """Whether `later` met in its row all that `earlier` had written: the moment, to the millisecond, is among that."""
    met = all(brief(later.before.get(title, "")) == value for title, value in earlier.landed.items())
    return met and any(value != "" for value in earlier.landed.values())


def _rows(one: Trace, grid: Grid, there: Sequence[str], traces: Sequence[Trace]) -> list[int]:
    """Sheet rows in which the row that was hit stands now.

    By its key; by all that was written into it where it had no key, or where the key itself was overwritten.
    """
    by_key = one.victim is not None and not any(title in one.landed for title in one.keys)
    if by_key:
        return _holding(dict(zip(one.keys, one.victim or (), strict=False)), grid, there)
    if one.victim is not None:
        return _holding(one.landed, grid, there)
    state: dict[str, Any] = dict.fromkeys(one.keys, "")
    for other in _same_row(one, traces):
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
