"""Raw values of tabs: finding a row, putting values over it, and two readings that share what did not change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import is_
from typing import Any

from domain.vocabulary import Tab
from sheets.workbook import Grid

Grids = dict[Tab, Grid]


def place_of(grid: Grid, values: Sequence[Any], key: Sequence[int]) -> int | None:
    """Where the row with the same key stands."""
    wanted = [values[column] for column in key]
    for place, row in enumerate(grid):
        if len(row) > key[0] and row[key[0]] == wanted[0] and [*_cells(row, key)] == wanted:
            return place
    return None


def put_over(row: Sequence[Any], written: Mapping[int, Any]) -> list[Any]:
    """The row with what was written into these columns; all others stay."""
    new = [*_cells(row, range(max(len(row), *(column + 1 for column in written))))]
    for column, value in written.items():
        new[column] = value
    while new and new[-1] == "":
        new.pop()
    return new


def _cells(row: Sequence[Any], columns: Iterable[int]) -> Iterator[Any]:
    return (row[column] if column < len(row) else "" for column in columns)


def sharing(old: Grids, new: Grids) -> Grids:
    """`new` made of the parts of `old` that are equal, so that keeping both costs little; `old` itself if all are."""
    texts: dict[str, str] = {}
    shared = {tab: _like(old.get(tab), grid, texts) for tab, grid in new.items()}
    return old if old and all(grid is old.get(tab) for tab, grid in shared.items()) else shared


def with_texts_once(rows: Iterable[Sequence[Any]], texts: dict[str, str]) -> Grid:
    """The rows with equal texts as one object: units, states and dates are there tens of thousands of times.

    `texts` holds those that were met, for further rows.
    """
    once = texts.setdefault
    return [[once(value, value) if type(value) is str else value for value in row] for row in rows]


def _like(old: Grid | None, new: Grid, texts: dict[str, str]) -> Grid:
    if old is new:
        return new
    if old is None:
        return with_texts_once(new, texts)
    shared = [*(was if _same(was, now) else now for was, now in zip(old, new, strict=False)), *new[len(old) :]]
    return old if len(old) == len(shared) and all(map(is_, old, shared)) else shared


def _same(was: Sequence[Any], now: Sequence[Any]) -> bool:
    """Equal and of equal types: a box that is ticked is not the number 1."""
    return was is now or (was == now and all(map(is_, map(type, was), map(type, now))))
