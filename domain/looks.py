"""What a cell looks like where its value does not tell: a percent format, cells merged into one (rows 13 to 15 and 38).

Values are read at every refresh, looks only where a value raises the question, so this says when to ask and what the
answer means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from domain import check_wording as wording
from domain.cells import as_told, raw_text
from domain.fields import Kind, Spec, specs
from domain.headers import header_map
from domain.places import column_letters
from domain.rows import Grid
from domain.snapshot import Problem
from domain.tables import Row
from domain.vocabulary import ProblemLevel, Tab

Cell = tuple[int, int]
"""Sheet row (1-based, the header is 1) and 0-based column."""

LIKE_PERCENT = 10  # 0,75 and 1,2 in a cell with the format % are 75 and 120; nobody types 7,5 % of a village's work


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells merged into one: sheet rows (1-based) and 0-based columns, the last ones included."""

    top: int
    bottom: int
    left: int
    right: int

    def cells(self) -> Iterator[Cell]:
        """All that it covers."""
        return product(range(self.top, self.bottom + 1), range(self.left, self.right + 1))

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Looks:
    """Of one tab: the cells whose format is a percentage, of those that were asked for, and what is merged."""

    percents: frozenset[Cell] = frozenset()
    merges: tuple[Merge, ...] = ()


PLAIN = Looks()


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of a spreadsheet beside its values: its address on Google, looks, what is wrong with it as such."""

    url: str | None = None
    looks: Mapping[Tab, Looks] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


NOTHING_BESIDE = Beside()


@dataclass(frozen=True, slots=True)
class Doubts:
    """What the values of a tab leave open: figures that may be percentages, and cells that are blank unexpectedly.

    `rows` = the raw rows of the former and of merged cells: when one of them changes or moves, it is another question.
    """

    figures: Mapping[Cell, float]
    blanks: frozenset[Cell]
    rows: tuple[tuple[int, str], ...]

    def __bool__(self) -> bool:
        return bool(self.figures or self.blanks)


def doubts(table: type[Row], grid: Grid, problems: Iterable[Problem], merges: Iterable[Merge] = ()) -> Doubts:
    """What has to be asked about one tab; `problems` are those of blank cells. What was merged may be so no more."""
    columns = [column for _, column in _percent_columns(table, grid[0])]
    figures = {
        (number, column): float(row[column])
        for column in columns
        for number, row in enumerate(grid[1:], 2)
        if column < len(row) and _may_be_a_share(row[column])
    }
    blanks = {(one.row, one.at) for one in problems if one.value == "" and one.row and one.at is not None}
    merged = {cell for one in merges for cell in one.cells()}
    rows = sorted({row for row, _ in (*figures, *merged) if row <= len(grid)})
    return Doubts(figures, frozenset(blanks | merged), tuple((row, as_told(grid[row - 1])) for row in rows))


def _percent_columns(table: type[Row], header_row: Sequence[Any]) -> Iterator[tuple[Spec, int]]:
    header = header_map(table, header_row)
    return ((spec, header[spec.name]) for spec in specs(table) if spec.kind is Kind.PERCENT and spec.name in header)


def _may_be_a_share(value: Any) -> bool:
    if type(value) not in (int, float):
        return False
    return bool(0 < value <= 1 or (1 < value <= LIKE_PERCENT and value != int(value)))


def looked(grid: Grid, looks: Looks) -> Grid:
    """The rows as they are to be read: 0,75 in a cell with the format % as "75%". The raw rows stay as they are."""
    if not looks.percents:
        return grid
    rows = list(grid)
    for row, column in looks.percents:
        if row <= len(rows) and column < len(rows[row - 1]) and _may_be_a_share(rows[row - 1][column]):
            cells = rows[row - 1] = list(rows[row - 1])
            cells[column] = f"{cells[column] * 100:.10g}%".replace(".", ",")
    return rows


def hidden(problem: Problem, looks: Looks) -> bool:
    """Whether a blank cell is said to be merged already."""
    at = problem.at
    if problem.value != "" or problem.row is None or at is None:
        return False
    return any(one.holds(problem.row, at) for one in looks.merges)


def merged(table: type[Row], grid: Grid, looks: Looks) -> Iterator[Problem]:
    """A problem for each merge below the header in a column that is read: what it hides is nobody's guess."""
    header = header_map(table, grid[0])
    for merge in looks.merges:
        names = [spec for spec in specs(table) if merge.left <= header.get(spec.name, -1) <= merge.right]
        if merge.bottom < 2 or not names:
            continue
        spec, top = names[0], max(merge.top, 2)
        at = header[spec.name]
        message = wording.MERGED.format(_rows(top, merge.bottom), spec.header)
        if merge.top == merge.bottom:
            message = wording.MERGED_ACROSS.format(top, column_letters(merge.left), column_letters(merge.right))
        row = grid[top - 1] if top <= len(grid) else []
        yield Problem(
            tab=Tab(table.TAB),
            row=top,
            record_id=None,
            column=spec.header,
            value=raw_text(row[at]) if at < len(row) else "",
            level=ProblemLevel.ERROR,
            message=message,
            remedy=wording.MERGED_REMEDY,
            field=spec.name,
            at=at,
            until=merge.bottom if merge.left == merge.right else None,
        )


VIETNAMESE, AMERICAN = "vi", "en_US"


def spreadsheet_problems(locale: str, names: Mapping[str, str]) -> tuple[Problem, ...]:
    """Of the locale, which decides how typed dates are read (row 4), and of tabs under another title (`names`)."""
    found = [_renamed(Tab(tab), title) for tab, title in names.items() if tab in set(Tab) and title != tab]
    if locale and not locale.startswith(VIETNAMESE):
        message = wording.AMERICAN if locale == AMERICAN else wording.FOREIGN.format(locale)
        found.append(_warning(Tab.SETTINGS, locale, message, wording.LOCALE_REMEDY))
    return tuple(found)


def _renamed(tab: Tab, title: str) -> Problem:
    message, remedy = wording.RENAMED_TAB.format(tab, title), wording.RENAMED_TAB_REMEDY.format(tab)
    return _warning(tab, title, message, remedy)


def _warning(tab: Tab, value: str, message: str, remedy: str) -> Problem:
    level = ProblemLevel.WARNING
    return Problem(
        tab=tab, row=None, record_id=None, column="", value=value, level=level, message=message, remedy=remedy
    )


def _rows(top: int, bottom: int) -> str:
    return str(top) if top == bottom else f"{top}–{bottom}"
