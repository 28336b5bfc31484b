"""A tab as a person sees and edits it cell by cell: what was shown, what was typed, and what became of it.

A cell is its raw value (unformatted) and its text as the sheet shows it. Edits are kept by what was shown, so that they
can be refused when something else stands there by the time they are written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from domain.snapshot import Problem
from domain.vocabulary import Tab

Cells = Mapping[int, str]  # 0-based column → text as it was typed


@dataclass(frozen=True, slots=True)
class HandColumn:
    """A column of the sheet: its 0-based place, title, letters, whether the actor may type into it, its hint.

    `start` = what a row added by the actor begins with.
    """

    at: int
    title: str
    letters: str
    open: bool
    help: str = ""
    start: str = ""


@dataclass(frozen=True, slots=True)
class HandRow:
    """A row as it was shown: sheet row, raw values, texts, and how its record is called (its key, "" for none)."""

    row: int
    cells: tuple[Any, ...]
    texts: tuple[str, ...]
    name: str = ""

    def text(self, column: int) -> str:
        """What a cell shows; blank beyond the last filled one."""
        return self.texts[column] if column < len(self.texts) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandTab:
    """A part of a tab as one actor may see it: `rows` of the `found` that match, of `total` in all.

    `titles` = the header row as it was read, `place` = where the row that the address names stands in `rows`.
    """

    tab: Tab
    version: int
    titles: tuple[str, ...]
    columns: tuple[HandColumn, ...]
    rows: tuple[HandRow, ...]
    found: int
    total: int
    adds: bool
    deletes: bool
    sorts: bool
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants written: cells typed into shown rows, new rows, shown rows deleted."""

    typed: tuple[tuple[HandRow, Cells], ...] = ()
    added: tuple[Cells, ...] = ()
    deleted: tuple[HandRow, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.typed or self.added or self.deleted)

    @property
    def cells(self) -> int:
        """How many cells were typed into."""
        return sum(len(cells) for _, cells in self.typed)


class Why(Enum):
    """Why something was not written."""

    CHANGED = auto()
    GONE = auto()
    NOT_ALLOWED = auto()
    TOO_LONG = auto()
    COLUMNS = auto()


@dataclass(frozen=True, slots=True)
class Refused:
    """A row of which something was not written: what was typed (`cells`, by column), or its deletion.

    `shown` is None for a new row. `now` = what stands in those cells by now, `row` where the row stands, if it does.
    """

    why: Why
    shown: HandRow | None
    cells: Cells = field(default_factory=dict)
    deletes: bool = False
    now: Cells = field(default_factory=dict)
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a save: how many cells, rows added and deleted, what was refused, and what the reading says.

    `rows` = where the written rows stand now; `problems` = what the tolerant reading could not make of them.
    """

    cells: int = 0
    added: int = 0
    deleted: int = 0
    refused: tuple[Refused, ...] = ()
    rows: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid: a shown row, or (`shown` is None) one still to be added; `typed` waits to be written."""

    shown: HandRow | None
    typed: Cells = field(default_factory=dict)

    def text(self, column: int) -> str:
        """What the grid shows in a cell."""
        if column in self.typed:
            return self.typed[column]
        return self.shown.text(column) if self.shown else ""


def folded(lines: Sequence[Line], state: Mapping[str, Any]) -> tuple[list[Line], list[HandRow]]:
    """The lines with the edits of a grid in them, and the shown rows that it deleted.

    `state` = the grid's edits by place: edited_rows, added_rows, deleted_rows, columns named `column_name`.
    """
    gone = set(state.get("deleted_rows", ()))
    edited: Mapping[Any, Mapping[str, Any]] = state.get("edited_rows", {})
    kept: list[Line] = []
    deleted: list[HandRow] = []
    for place, line in enumerate(lines):
        if place in gone:
            if line.shown is not None:
                deleted.append(line.shown)
            continue
        more = _by_column(edited.get(place, {}))
        kept.append(Line(line.shown, _differing(line.shown, {**line.typed, **more})) if more else line)
    kept += [Line(None, _differing(None, _by_column(row))) for row in state.get("added_rows", ())]
    return kept, deleted


def wanted(lines: Sequence[Line], deleted: Sequence[HandRow]) -> Wanted:
    """What of these lines is to be written; new rows without a word are nothing."""
    return Wanted(
        tuple((line.shown, line.typed) for line in lines if line.shown and line.typed),
        tuple(line.typed for line in lines if line.shown is None and any(line.typed.values())),
        tuple(deleted),
    )


def column_name(column: int) -> str:
    """How a grid calls a column of the sheet: titles may be blank, or there twice."""
    return f"c{column}"


def _by_column(cells: Mapping[str, Any]) -> dict[int, str]:
    return {int(name[1:]): "" if text is None else str(text) for name, text in cells.items() if name[1:].isdigit()}


def _differing(shown: HandRow | None, cells: Cells) -> dict[int, str]:
    """What differs from what was shown; of a new row what is filled."""
    return {at: text for at, text in cells.items() if text != (shown.text(at) if shown else "")}
