"""The lines of one sheet in the file, by position. Lines that hold nothing are not stored."""

import json
import sqlite3
from collections.abc import Callable, Iterator

from sheets.local import cells
from sheets.local.cells import Line
from sheets.local.spans import Spans

_READ = "SELECT key, cells FROM line WHERE grid=? AND key>=? AND key<? ORDER BY key"
_READ_FILLED = (
    "SELECT key, cells FROM line INDEXED BY line_filled WHERE grid=? AND filled AND key>=? AND key<? ORDER BY key"
)
_READ_FORMULAS = "SELECT key, cells FROM line INDEXED BY line_formulas WHERE grid=? AND formulas AND key>=? AND key<?"
_HAS_FORMULAS = "SELECT 1 FROM line INDEXED BY line_formulas WHERE grid=? AND formulas LIMIT 1"
_WRITE = (
    "INSERT INTO line (grid, key, cells, filled, formulas) VALUES (?, ?, ?, ?, ?) ON CONFLICT (grid, key)"
    " DO UPDATE SET cells=excluded.cells, filled=excluded.filled, formulas=excluded.formulas"
)
_COUNT = "SELECT cells, count(*) FROM line WHERE grid=? AND key>=? AND key<? GROUP BY cells"
_READ_OTHERS = "SELECT key, cells FROM line WHERE grid=? AND key>=? AND key<? AND cells<>?"
_WRITE_ALIKE = "UPDATE line SET cells=?, filled=?, formulas=? WHERE grid=? AND key>=? AND key<? AND cells=?"
_FILL_UP = (
    "WITH RECURSIVE at(key) AS (SELECT ?5 UNION ALL SELECT key+1 FROM at WHERE key+1<?6)"
    " INSERT OR IGNORE INTO line (grid, key, cells, filled, formulas) SELECT ?4, key, ?1, ?2, ?3 FROM at"
)
_LAST = "SELECT max(key) FROM line WHERE grid=? AND filled AND key>=? AND key<?"
_DELETE = "DELETE FROM line WHERE grid=? AND key>=? AND key<?"
_RUN = 1000  # lines parsed by one call of the JSON parser

_Columns = tuple[str, bool, bool]


class Grid:
    """Reads and writes lines by their 0-based position; `spans` says which key stands where.

    `is_touched`: lines were written, here and now.
    """

    def __init__(self, connection: sqlite3.Connection, number: int, spans: Spans) -> None:
        self.connection, self.number, self.spans = connection, number, spans
        self.is_touched = False

    def lines(self, start: int, end: int) -> Iterator[tuple[int, Line]]:
        """(position, cells) of every stored line of the positions start..end, in order."""
        return self._select(_READ, start, end)

    def filled_lines(self, start: int, end: int) -> Iterator[tuple[int, Line]]:
        """The same without lines that have formats alone: a new tab has a thousand of those."""
        return self._select(_READ_FILLED, start, end)

    def lines_with_formulas(self, start: int, end: int) -> Iterator[tuple[int, Line]]:
        there = self.connection.execute(_HAS_FORMULAS, (self.number,)).fetchone()
        return self._select(_READ_FORMULAS, start, end) if there else iter(())

    def line(self, index: int) -> Line:
        """The cells of one row; a new list each time."""
        return next((line for _, line in self.lines(index, index + 1)), [])

    def write(self, index: int, line: Line) -> None:
        self.write_all([(index, line)])

    def write_all(self, lines: list[tuple[int, Line]]) -> None:
        keys = self.spans.keys([index for index, _ in lines])
        self._write([(self.number, key, *_columns(line)) for key, (_, line) in zip(keys, lines, strict=True)])

    def change(self, start: int, end: int, change: Callable[[int, Line], Line]) -> None:
        """Replace every stored line of the positions by what `change` makes of it."""
        self.write_all([(index, change(index, line)) for index, line in list(self.lines(start, end))])

    def change_stored(self, change: Callable[[Line], Line]) -> None:
        """The same for all stored lines whatever their position; lines that are alike are worked out once."""
        known: dict[str, _Columns] = {}
        for _, key, count in self.spans.pieces(0, self.spans.rows):
            self._change_alike(key, count, change, known)

    def change_all(self, start: int, end: int, change: Callable[[Line], Line]) -> None:
        """The same for every position, also where nothing is stored yet; rows that are alike are worked out once."""
        known = {"[]": _columns(change([]))}
        for _, key, count in self.spans.pieces(start, end):
            if self._change_alike(key, count, change, known) < count and known["[]"][0] != "[]":
                self.connection.execute(_FILL_UP, (*known["[]"], self.number, key, key + count))
                self.is_touched = True

    def last_filled(self, start: int = 0, end: int | None = None) -> int | None:
        """The last position of start..end whose row has data."""
        pieces = list(self.spans.pieces(start, self.spans.rows if end is None else end))
        for position, key, count in reversed(pieces):
            last = self.connection.execute(_LAST, (self.number, key, key + count)).fetchone()[0]
            if last is not None:
                return int(position + last - key)
        return None

    def insert(self, at: int, count: int) -> None:
        self.spans.insert(at, count)
        if self.spans.is_worn:
            self.renumber()

    def delete(self, start: int, end: int) -> None:
        for _, key, count in self.spans.pieces(start, end):
            self.connection.execute(_DELETE, (self.number, key, key + count))
        self.spans.delete(start, end)
        self.is_touched = True

    def move(self, start: int, end: int, to: int) -> None:
        self.spans.move(start, end, to)
        if self.spans.is_worn:
            self.renumber()

    def renumber(self) -> None:
        """Give all rows consecutive keys again, in two steps because keys are unique: beyond all others, and back."""
        beyond = max(key + count for key, count in self.spans.spans)
        shift = "UPDATE line SET key=key+? WHERE grid=? AND key>=? AND key<?"
        for position, key, count in self.spans.pieces(0, self.spans.rows):
            self.connection.execute(shift, (beyond + position - key, self.number, key, key + count))
        self.spans.spans = [(beyond, self.spans.rows)]

    def row_props(self, start: int, end: int) -> dict[int, dict[str, object]]:
        """Size and visibility of the rows that have any set, by position."""
        query = "SELECT key, props FROM line WHERE grid=? AND key>=? AND key<? AND props IS NOT NULL"
        found = {}
        for position, key, count in self.spans.pieces(start, end):
            for at, props in self.connection.execute(query, (self.number, key, key + count)):
                found[position + at - key] = json.loads(props)
        return found

    def set_row_props(self, index: int, props: dict[str, object]) -> None:
        self.connection.execute(
            "INSERT INTO line (grid, key, cells, props, filled, formulas) VALUES (?, ?, '[]', ?, 0, 0)"
            " ON CONFLICT (grid, key) DO UPDATE SET props=excluded.props",
            (self.number, self.spans.key(index), json.dumps(props)),
        )

    def _select(self, query: str, start: int, end: int) -> Iterator[tuple[int, Line]]:
        for position, key, count in self.spans.pieces(start, end):
            cursor = self.connection.execute(query, (self.number, key, key + count))
            while run := cursor.fetchmany(_RUN):
                parsed = json.loads("[" + ",".join([text for _, text in run]) + "]")
                yield from zip([position + at - key for at, _ in run], parsed, strict=True)

    def _change_alike(self, key: int, count: int, change: Callable[[Line], Line], known: dict[str, _Columns]) -> int:
        """Change the stored lines of some keys, and give their number.

        Most are alike: those below the data of a tab. They are written by one statement, not one by one.
        """
        place = (self.number, key, key + count)
        texts = dict(self.connection.execute(_COUNT, place).fetchall())
        known.update((text, _columns(change(json.loads(text)))) for text in texts.keys() - known.keys())
        usual = max(texts, key=texts.__getitem__, default=None)
        if usual is not None:
            others = self.connection.execute(_READ_OTHERS, (*place, usual)).fetchall() if len(texts) > 1 else []
            if known[usual][0] != usual:
                self.connection.execute(_WRITE_ALIKE, (*known[usual], *place, usual))
            self._write([(self.number, at, *known[text]) for at, text in others if known[text][0] != text])
        return sum(texts.values())

    def _write(self, records: list[tuple[object, ...]]) -> None:
        self.connection.executemany(_WRITE, records)
        self.is_touched = True


def _columns(line: Line) -> _Columns:
    """The columns cells, filled and formulas of a line."""
    line = cells.trimmed(line)
    filled = any(map(cells.is_filled, line))
    formulas = any(isinstance(cell, dict) and "f" in cell for cell in line)
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")), filled, formulas
