"""A tab as its cells stand, for one actor: raw values and texts of one moment, only rows that are theirs to see.

Which rows there are is known from the last reading; what is shown of them is read anew, and both must agree, so that a
row that moved meanwhile is never shown to somebody whose row it is not.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from domain.errors import NotAllowed, Unreachable
from domain.fields import Declared, Spec, specs
from domain.hand_rules import may_add_rows, may_see_about, may_sort, may_type, readable, sees_all_rows
from domain.hand_sheet import HandColumn, HandRow, HandTab
from domain.headers import header_map
from domain.note_wording import header_note
from domain.noticing import raw_key, shown
from domain.permissions import OWN_ONLY, WRITES, Actor
from domain.places import column_letters
from domain.rows import Grid, RowReader
from domain.snapshot import Snapshot
from domain.standing import context, table_of
from domain.tables import TABLES, Row
from domain.vocabulary import Tab
from sheets.service import Service
from sheets.workbook import Json, Workbook

PAGE = 60  # rows that a browser gets at once: Streamlit hashes all their cells in every run
TRIES = 3
MARKS = re.compile("[\u0300-\u036f]+")
VALUES = "sheets(properties.title,data(startRow,rowData.values(effectiveValue)))"
VALUES_AND_TEXTS = "sheets(properties.title,data(startRow,rowData.values(effectiveValue,formattedValue)))"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of a tab: rows with these words, a page of them (from 1), and a sheet row to be shown first."""

    words: str = ""
    page: int = 1
    row: int | None = None


def declared(tab: Tab) -> type[Declared]:
    """The declaration of a tab."""
    return next(table for table in TABLES if tab == table.TAB)


def row_reader(table: type[Row], header_row: Sequence[Any], snapshot: Snapshot) -> RowReader:
    """Reads rows as the snapshot was read."""
    return RowReader(table, header_row, context(snapshot, table))


def read(service: Service, actor: Actor, tab: Tab, asked: Asked) -> HandTab:
    """The part of `tab` that was asked for. Raises NotAllowed, or StoreError when the workbook cannot be read."""
    if tab not in readable(actor):
        raise NotAllowed(tab)
    for _ in range(TRIES):
        snapshot = service.store.snapshot()
        grid = _grid(service, tab)
        mine = list(_visible(actor, tab, grid, snapshot))
        found = _matching(tab, grid, mine, asked.words)
        chosen = found[(asked.page - 1) * PAGE : asked.page * PAGE]
        if asked.row in mine:
            chosen = [asked.row, *(number for number in chosen if number != asked.row)]
        rows = _rows(service.book, tab, grid, chosen)
        if rows is not None:
            return _tab(actor, tab, grid, rows, snapshot, (len(found), len(mine), asked.row))
        service.store.refresh()
    raise Unreachable("the tab does not come to rest")


def _grid(service: Service, tab: Tab) -> Grid:
    return service.store.grid(tab) if table_of(tab) else service.book.read([tab])[tab]


def _visible(actor: Actor, tab: Tab, grid: Grid, snapshot: Snapshot) -> Iterator[int]:
    """The sheet rows that are not blank and that `actor` may see."""
    filled = (number for number, row in enumerate(grid[1:], 2) if any(cell != "" for cell in row))
    table = table_of(tab)
    if table is None:
        about = header_map(declared(tab), grid[0])["tab"] if grid else 0
        yield from (number for number in filled if may_see_about(actor, _text(grid[number - 1], about)))
        return
    if sees_all_rows(actor, tab):
        yield from filled
        return
    reader = row_reader(table, grid[0], snapshot)
    for number in filled:
        record = reader.read(grid[number - 1]).record
        if record is not None and snapshot.owner_of(record) == actor.unit_id:
            yield number


def _text(row: Sequence[Any], column: int) -> str:
    return str(row[column]) if column < len(row) else ""


def _matching(tab: Tab, grid: Grid, numbers: list[int], words: str) -> list[int]:
    """The rows that hold all words, whatever their case and accents."""
    wanted, known = _searched(words).split(), _by_place(tab, grid)
    if not wanted:
        return numbers

    def text(number: int) -> str:
        return _searched(" ".join(_plain_text(known.get(at), cell) for at, cell in enumerate(grid[number - 1])))

    return [number for number, held in ((one, text(one)) for one in numbers) if all(word in held for word in wanted)]


def _searched(text: str) -> str:
    """Without case and accents: as `domain.names.plain`, but quick enough for a whole tab."""
    return MARKS.sub("", unicodedata.normalize("NFD", text.casefold())).replace("đ", "d")


def _by_place(tab: Tab, grid: Grid) -> Mapping[int, Spec]:
    table = declared(tab)
    header = header_map(table, grid[0]) if grid else {}
    return {header[spec.name]: spec for spec in specs(table) if spec.name in header}


def _plain_text(spec: Spec | None, raw: Any) -> str:
    """About what the sheet shows, where that is not asked or not known."""
    if spec is not None and not isinstance(raw, float):
        return shown(spec, raw)
    return str(raw).replace(".", ",") if isinstance(raw, float) else str(raw)


def _rows(book: Workbook, tab: Tab, grid: Grid, numbers: Sequence[int]) -> list[HandRow] | None:
    """The rows as they stand at this moment; None when they are not any more what `grid` says."""
    if not numbers:
        return []
    known, table = _by_place(tab, grid), table_of(tab)
    header = header_map(table, grid[0]) if table else {}
    read = _cells(book, tab, sorted(numbers))
    found = []
    for number in numbers:
        raw, texts = read.get(number, ([], []))
        if raw != _trimmed(grid[number - 1]):
            return None
        shown_texts = (
            text if text is not None else _plain_text(known.get(at), raw[at]) for at, text in enumerate(texts)
        )
        name = raw_key(table, raw, header) if table and all(one in header for one in table.KEY) else ""
        found.append(HandRow(number, tuple(raw), tuple(shown_texts), name))
    return found


def _trimmed(row: Sequence[Any]) -> list[Any]:
    cells = list(row)
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def _cells(book: Workbook, tab: Tab, numbers: Sequence[int]) -> dict[int, tuple[list[Any], list[str | None]]]:
    """Raw values and texts by sheet row: one read. Where a look is not known to the service, there are no texts."""
    parts = [(str(tab), f"{first}:{last}") for first, last in _runs(numbers)]
    try:
        answer = book.metadata(VALUES_AND_TEXTS, parts)
    except Unreachable:
        answer = book.metadata(VALUES, parts)
    found = {}
    for data in answer["sheets"][0].get("data", ()):
        for at, row in enumerate(data.get("rowData", ()), data.get("startRow", 0) + 1):
            cells = row.get("values", [])
            raw = _trimmed([_raw(cell) for cell in cells])
            found[at] = (
                raw,
                [cell.get("formattedValue", None if _raw(cell) != "" else "") for cell in cells[: len(raw)]],
            )
    return found


def _raw(cell: Json) -> Any:
    """What an unformatted read gives."""
    value = cell.get("effectiveValue", {})
    if "errorValue" in value:
        return cell.get("formattedValue", f"#{value['errorValue'].get('type', 'ERROR')}!")
    return next(iter(value.values()), "")


def _look(cell: Json) -> str | None:
    """What the cell shows; None where that was not asked for."""
    text: str | None = cell.get("formattedValue")
    return "" if text is None and _raw(cell) == "" else text


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring rows as one range."""
    start = numbers[0]
    for before, after in pairwise((*numbers, -1)):
        if after != before + 1:
            yield start, before
            start = after


def _tab(
    actor: Actor, tab: Tab, grid: Grid, rows: list[HandRow], snapshot: Snapshot, counts: tuple[int, int, int | None]
) -> HandTab:
    found, total, place = counts
    writes = tab in WRITES[actor.role]
    return HandTab(
        tab=tab,
        version=snapshot.version,
        titles=tuple(str(cell) for cell in grid[0]) if grid else (),
        columns=tuple(_columns(actor, tab, grid, rows)),
        rows=tuple(rows),
        found=found,
        total=total,
        adds=may_add_rows(actor, tab),
        deletes=writes and may_add_rows(actor, tab),
        sorts=may_sort(actor, tab),
        place=0 if rows and rows[0].row == place else None,
    )


def _columns(actor: Actor, tab: Tab, grid: Grid, rows: Sequence[HandRow]) -> Iterator[HandColumn]:
    """Hidden columns are left out; columns without a title are shown where something stands in them."""
    known, table = _by_place(tab, grid), table_of(tab)
    width = max([len(grid[0]) if grid else 0, *(len(row.cells) for row in rows)])
    for at in range(width):
        spec, title = known.get(at), _text(grid[0], at).strip() if grid else ""
        hidden = spec.column.hidden if spec else title.startswith("_")
        if hidden or not (title or any(row.text(at) for row in rows)):
            continue
        start = actor.unit_id if spec and spec.name == "unit_id" and actor.role in OWN_ONLY else ""
        note = header_note(spec, declared(tab).WRITER) if spec else ""
        yield HandColumn(at, title, column_letters(at), bool(table and may_type(actor, table, spec)), note, start)
