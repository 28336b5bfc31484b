"""Raw values of tabs: finding a row, putting values over it, and two readings that share what did not change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import is_
from typing import Any

from domain.rows import Grid
from domain.vocabulary import Tab

Grids = dict[Tab, Grid]
Once = tuple[dict[str, str], dict[int, int]]
"""Texts and whole numbers that were met."""


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
    met: Once = ({}, {})
    shared = {tab: _like(old.get(tab), grid, met) for tab, grid in new.items()}
    return old if old and all(grid is old.get(tab) for tab, grid in shared.items()) else shared


def with_values_once(rows: Iterable[Sequence[Any]], met: Once) -> Grid:
    """The rows with equal texts and whole numbers as one object; `met` holds what came before, for further rows."""
    return [once(row, met) for row in rows]


def once(row: Sequence[Any], met: Once) -> list[Any]:
    """The same row, no longer than it is. Units, states and dates are there tens of thousands of times."""
    texts, numbers = met
    known, counted = texts.setdefault, numbers.setdefault
    values = [
        known(value, value) if type(value) is str else counted(value, value) if type(value) is int else value
        for value in row
    ]
    return values[:]  # a list that was filled one by one keeps room for more


def _like(old: Grid | None, new: Grid, met: Once) -> Grid:
    if old is new or old is None:
        return new
    shared = [_known(old, place, len(new) - len(old), row, met) for place, row in enumerate(new)]
    return old if len(old) == len(shared) and all(map(is_, old, shared)) else shared


def _known(old: Grid, place: int, moved: int, row: Sequence[Any], met: Once) -> list[Any]:
    """The equal row of `old`: in the same place, or as far from the end where rows were put in or taken out."""
    if place < len(old) and same(old[place], row):
        return old[place]
    before = place - moved
    if moved and 0 <= before < len(old) and same(old[before], row):
        return old[before]
    return once(row, met)


def same(was: Sequence[Any], now: Sequence[Any]) -> bool:
    """Equal and of equal types: a box that is ticked is not the number 1."""
    return was is now or (was == now and all(map(is_, map(type, was), map(type, now))))
