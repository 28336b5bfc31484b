"""One sheet (tab) while a request works on it: its properties, its objects and its grid."""

import json
import sqlite3
import uuid
from typing import Any

from sheets.local.a1 import Area, Box
from sheets.local.errors import InvalidArgument
from sheets.local.grid import Grid
from sheets.local.spans import Spans

Json = dict[str, Any]


class Sheet:
    """`doc` is what the file stores: properties, columns, spans, column_props, merges, protectedRanges, basicFilter.

    And `changed`: another text after each change of anything in the sheet, whichever process made it.
    """

    def __init__(self, connection: sqlite3.Connection, number: int, doc: Json) -> None:
        self.doc = doc
        self.grid = Grid(connection, number, Spans([(key, count) for key, count in doc["spans"]]))
        self._stored = self.text()

    @property
    def id(self) -> int:
        return int(self.doc["properties"]["sheetId"])

    @property
    def title(self) -> str:
        return str(self.doc["properties"]["title"])

    @property
    def rows(self) -> int:
        return self.grid.spans.rows

    @property
    def columns(self) -> int:
        return int(self.doc["columns"])

    @property
    def whole(self) -> Area:
        return Area(0, 0, self.rows, self.columns)

    @property
    def frozen_rows(self) -> int:
        return int(self.doc["properties"]["gridProperties"].get("frozenRowCount", 0))

    @property
    def frozen_columns(self) -> int:
        return int(self.doc["properties"]["gridProperties"].get("frozenColumnCount", 0))

    def properties(self, index: int) -> Json:
        """SheetProperties as answered: the grid's size comes first and the index from the order of the sheets."""
        given: Json = self.doc["properties"]
        grid = {"rowCount": self.rows, "columnCount": self.columns, **given["gridProperties"]}
        first = {"sheetId": self.id, "title": self.title, "index": index, "sheetType": "GRID"}
        rest = {name: value for name, value in given.items() if name not in {*first, "gridProperties"}}
        return {**first, "gridProperties": grid, **rest}

    def area(self, box: Box, name: str) -> Area:
        """The range cut to the grid; 400 when it begins beyond the grid.

        `name` is the range as the message shows it.
        """
        area = box.within(self.rows, self.columns)
        if area.top >= self.rows or area.left >= self.columns:
            raise self.exceeds(name)
        return area

    def exceeds(self, name: str) -> InvalidArgument:
        return InvalidArgument(
            f"Range ({name}) exceeds grid limits. Max rows: {self.rows}, max columns: {self.columns}"
        )

    def text(self) -> str:
        """What the file stores of this sheet beside its lines."""
        return json.dumps({**self.doc, "spans": self.grid.spans.spans}, ensure_ascii=False)

    @property
    def is_changed(self) -> bool:
        return self.grid.is_touched or self.text() != self._stored

    @property
    def stamp(self) -> str | None:
        """`changed`; None in a file of an earlier program that has not been written to since."""
        return self.doc.get("changed")

    def note_change(self) -> None:
        self.doc["changed"] = uuid.uuid4().hex
