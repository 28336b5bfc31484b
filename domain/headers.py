"""The header row: which column is which, found by name, alias or a spelling that means the same, never by position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from domain import check_wording as wording
from domain import names
from domain.fields import Declared, Spec, specs
from domain.places import column_letters
from domain.tables import TABLES

ALIKE = 0.6
STARRED = ("(*)", "*")


@dataclass(frozen=True, slots=True)
class Oddity:
    """What is odd about the header row: header (or column letters), sentence, remedy, 0-based column, what it says."""

    column: str
    message: str
    remedy: str
    at: int | None
    value: str = ""


def header_map(table: type[Declared], header_row: Sequence[Any]) -> dict[str, int]:
    """Field name → 0-based column. The exact header wins over an alias, an alias over a spelling that means the same.

    Of two columns with one header the first counts. Fields without a column are left out.
    """
    exact: dict[str, int] = {}
    meant: dict[str, int] = {}
    for column, cell in enumerate(header_row):
        exact.setdefault(_title(cell), column)
        meant.setdefault(_meaning(_title(cell)), column)
    found: dict[str, int] = {}
    for seen, known in ((exact, 0), (exact, 1), (meant, 2)):
        for spec in specs(table):
            _find(spec, SPELLINGS[table][spec.name][known], seen, found)
    return found


def _find(spec: Spec, spellings: tuple[str, ...], seen: dict[str, int], found: dict[str, int]) -> None:
    if spec.name in found:
        return
    taken = set(found.values())
    column = next((seen[one] for one in spellings if one in seen and seen[one] not in taken), None)
    if column is not None:
        found[spec.name] = column


def _title(cell: Any) -> str:
    return cell.strip() if isinstance(cell, str) else ""


def _meaning(title: str) -> str:
    """Equal for titles that differ in case, accents, tone style, spaces, line breaks or the star of required fields."""
    for star in STARRED:
        title = title.replace(star, " ")
    return names.plain(title)


# For each field its header, its aliases, and what all of them mean.
SPELLINGS = {
    table: {
        spec.name: (
            (spec.header,),
            spec.column.aliases,
            tuple(_meaning(one) for one in (spec.header, *spec.column.aliases)),
        )
        for spec in specs(table)
    }
    for table in TABLES
}


def missing(table: type[Declared], header_row: Sequence[Any]) -> Iterator[Oddity]:
    """Each header without which the tab cannot be read, the required ones and those of its key; which looks like it."""
    found = header_map(table, header_row)
    unused = {_title(cell): at for at, cell in enumerate(header_row) if at not in set(found.values()) and _title(cell)}
    for spec in specs(table):
        if spec.name not in found and (spec.column.required or spec.name in table.KEY):
            yield _lacking(table, spec, unused)


def _lacking(table: type[Declared], spec: Spec, unused: Mapping[str, int]) -> Oddity:
    lacks = wording.NO_HEADER.format(table.TAB, spec.header)
    meanings = {_meaning(title): title for title in unused}
    alike = get_close_matches(_meaning(spec.header), meanings, 1, ALIKE)
    if not alike:
        return Oddity(spec.header, f"{lacks} {wording.MEND_HEADER}", wording.MEND_HEADER, None)
    title = meanings[alike[0]]
    sentence = f"{lacks} {wording.ALIKE_HEADER.format(title)} {wording.MEND_HEADER}"
    return Oddity(spec.header, sentence, wording.RENAME_HEADER.format(title, spec.header), unused[title], title)


def oddities(table: type[Declared], grid: Sequence[Sequence[Any]]) -> Iterator[Oddity]:
    """Two columns with one header, and data under no header (row 42): the first counts, the other is not read."""
    header_row = grid[0]
    for spec in specs(table):
        twins = [column for column, cell in enumerate(header_row) if _title(cell) == spec.header]
        if len(twins) > 1:
            letters = ", ".join(column_letters(column) for column in twins)
            yield Oddity(
                spec.header, wording.TWO_COLUMNS.format(spec.header, letters), wording.TWO_COLUMNS_REMEDY, twins[1]
            )
    for column in sorted(_untitled(grid)):
        letters = column_letters(column)
        yield Oddity(letters, wording.NO_TITLE.format(letters), wording.NO_TITLE_REMEDY, column)


def _untitled(grid: Sequence[Sequence[Any]]) -> set[int]:
    """Columns with data and without a title."""
    titled = len(grid[0])
    blank = [column for column, cell in enumerate(grid[0]) if cell in ("", None)]
    found = {column for column in blank if any(column < len(row) and row[column] not in ("", None) for row in grid[1:])}
    beyond = (row for row in grid[1:] if len(row) > titled)
    return found | {column for row in beyond for column in range(titled, len(row)) if row[column] not in ("", None)}
