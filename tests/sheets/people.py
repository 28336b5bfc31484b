"""People at work in the sheet: seeded requests of every kind, many of them in one batchUpdate."""

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import gspread
from gspread.exceptions import APIError

from domain.fields import specs
from domain.headers import header_map
from domain.rows import Grid
from domain.tables import DATA_TABLES
from domain.vocabulary import Tab
from sheets.workbook import TabInfo

Request = dict[str, Any]
TABLES = {table.TAB: table for table in DATA_TABLES}
TABS = [*[Tab.MODELS] * 4, *[Tab.REPORTS] * 4, Tab.VILLAGE_SUMS, Tab.INSPECTIONS, Tab.FINDINGS, Tab.DIFFICULTIES]
VALUES: tuple[Any, ...] = (
    *("", "", "x", "75%", "0,75", "Quý III", "31/02/2026", "15/9/2026", "12.5", "1.234,5", "Hoàn thành", "Khác"),
    *(0, 1, 0.75, 75, 1.2, 2026, 46280, -3, True, False),
    *("Thôn Suối Trong", "TH-05", "MH-2026-0006", "Tổng cộng", "Người lập biểu", "  ", "'", "=1/0", "ngày 3 tháng 9"),
)
MESS = {"typed": 22, "blanked": 8, "pasted": 6, "inserted": 6, "deleted": 5, "moved": 6, "sorted": 3, "renamed": 3}
MESS |= {"column moved": 2, "column added": 1, "duplicated": 3, "row typed": 8, "totals": 1, "percent": 5, "merged": 1}
MOST_COLUMNS, MOST_ROWS = 60, 90


class People:
    """`work` makes one batch; `back` are the requests that end what was meant to last for a while only."""

    def __init__(self, book: gspread.Spreadsheet, seed: int) -> None:
        self._book, self._dice = book, random.Random(seed)
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.names: dict[str, str] = {}
        self._back: list[Request] = []

    def work(self, grids: dict[str, Grid], sizes: dict[str, TabInfo], many: int) -> None:
        """`many` operations on the tabs as they stand (`sizes` by declared name)."""
        requests = self._back
        self._back, self.names = [], {}
        sheets = {tab: _Sheet(tab, grids[tab], sizes[tab], self._dice) for tab in set(TABS)}
        for _ in range(many):
            what = self._dice.choices([*MESS], [*MESS.values()])[0]
            sheet = sheets[self._dice.choice(TABS)]
            requests += sheet.requests(what)
            self.done[what] += 1
        last = sheets[self._dice.choice(TABS)]
        if self._dice.random() < 0.2:
            requests += last.merge()
            self._back += last.unmerge()
            self.done["merged"] += 1
        if self._dice.random() < 0.1:
            self.names = {last.tab: f"{last.tab} (mới)"}
            requests.append(last.title(self.names[last.tab]))
            self._back.append(last.title(last.tab))
            self.done["tab renamed"] += 1
        self._send(requests)

    def _send(self, requests: list[Request]) -> None:
        """Together; what the service refuses is left out, as it would be for a person."""
        try:
            self._book.batch_update({"requests": requests})
        except APIError:
            for half in (requests[: len(requests) // 2], requests[len(requests) // 2 :]):
                if len(requests) > 1:
                    self._send(half)
            if len(requests) == 1:
                self.refused[next(iter(requests[0]))] += 1


class _Sheet:
    """One tab while a batch is made: how large it is now, and what the cells of its header say."""

    def __init__(self, tab: Tab, grid: Grid, size: TabInfo, dice: random.Random) -> None:
        self.tab, self._gid, self._dice = tab, size.gid, dice
        self._rows, self._columns, self._used = size.rows, size.columns, max(len(grid), 4)
        self._header: list[Any] = [*grid[0], *[""] * (size.columns - len(grid[0]))]

    def requests(self, what: str) -> Iterator[Request]:
        make = getattr(self, "_" + what.replace(" ", "_"))
        yield from make()

    def title(self, name: str) -> Request:
        properties = {"sheetId": self._gid, "title": name}
        return {"updateSheetProperties": {"properties": properties, "fields": "title"}}

    def merge(self) -> Iterator[Request]:
        row, column = self._row(), self._dice.randrange(self._columns - 1)
        down = self._dice.random() < 0.5
        area = self._area(row, row + 1 + down, column, column + 2 - down)
        yield {"mergeCells": {"range": area, "mergeType": "MERGE_ALL"}}

    def unmerge(self) -> Iterator[Request]:
        yield {"unmergeCells": {"range": {"sheetId": self._gid}}}

    def _typed(self) -> Iterator[Request]:
        yield self._put(self._row(), self._dice.randrange(self._columns), [[self._dice.choice(VALUES)]])

    def _blanked(self) -> Iterator[Request]:
        yield self._put(self._row(), self._dice.randrange(self._columns), [[""]])

    def _pasted(self) -> Iterator[Request]:
        block = [[self._dice.choice(VALUES) for _ in range(3)] for _ in range(2)]
        yield self._put(min(self._row(), self._rows - 2), self._dice.randrange(self._columns - 3), block)

    def _inserted(self) -> Iterator[Request]:
        if self._used >= MOST_ROWS:
            yield from self._deleted()
            return
        yield {"insertDimension": {"range": self._lines("ROWS", self._row(), 1), "inheritFromBefore": False}}
        self._rows, self._used = self._rows + 1, self._used + 1

    def _deleted(self) -> Iterator[Request]:
        if self._used > 8:
            yield {"deleteDimension": {"range": self._lines("ROWS", self._row(), 1)}}
            self._rows, self._used = self._rows - 1, self._used - 1

    def _moved(self) -> Iterator[Request]:
        source = self._lines("ROWS", self._row(), self._dice.choice((1, 1, 2)))
        yield {"moveDimension": {"source": source, "destinationIndex": self._row()}}

    def _sorted(self) -> Iterator[Request]:
        order = [
            {
                "dimensionIndex": self._dice.randrange(self._columns),
                "sortOrder": self._dice.choice(("ASCENDING", "DESCENDING")),
            }
        ]
        yield {"sortRange": {"range": {"sheetId": self._gid, "startRowIndex": 1}, "sortSpecs": order}}

    def _renamed(self) -> Iterator[Request]:
        """A header to one of its aliases, or back."""
        found = header_map(TABLES[self.tab], self._header)
        named = [spec for spec in specs(TABLES[self.tab]) if spec.column.aliases and spec.name in found]
        if named:
            spec = self._dice.choice(named)
            title = self._dice.choice((spec.header, *spec.column.aliases))
            if title == self._header[found[spec.name]] or title not in self._header:
                self._header[found[spec.name]] = title
                yield self._put(0, found[spec.name], [[title]])

    def _column_moved(self) -> Iterator[Request]:
        first, to = (self._dice.randrange(self._columns) for _ in range(2))
        if to not in (first, first + 1):
            yield {"moveDimension": {"source": self._lines("COLUMNS", first, 1), "destinationIndex": to}}
            self._header.insert(to - (to > first), self._header.pop(first))

    def _column_added(self) -> Iterator[Request]:
        at = self._dice.randrange(1, self._columns)
        if self._columns < MOST_COLUMNS:
            yield {"insertDimension": {"range": self._lines("COLUMNS", at, 1), "inheritFromBefore": False}}
            self._columns += 1
            self._header.insert(at, f"Ghi chú {self._columns}")
            yield self._put(0, at, [[self._header[at]]])

    def _duplicated(self) -> Iterator[Request]:
        source, to = self._row(), self._row()
        yield {"copyPaste": {"source": self._area(source, source + 1), "destination": self._area(to, to + 1)}}

    def _row_typed(self) -> Iterator[Request]:
        if self._used >= min(MOST_ROWS, self._rows - 1):
            return
        values = {"Năm": 2026, "Tên mô hình": f"Vườn {self._dice.random():.5f}", "Mã đơn vị": "TH-05", "Quý": "III"}
        values |= {"Lĩnh vực": "Môi trường", "Trạng thái": "Chờ duyệt", "Mã mô hình": "MH-2026-0006", "Mức độ": "Nhẹ"}
        values |= {
            "Loại báo cáo": "Định kỳ",
            "Ngày": 46280,
            "Nội dung": "Nội dung do người gõ",
            "Ngày nêu": "15/9/2026",
        }
        if self.tab == Tab.MODELS:
            del values["Mã mô hình"]
        yield self._put(self._used, 0, [[values.get(str(title), "") for title in self._header]])
        self._used += 1

    def _totals(self) -> Iterator[Request]:
        if self._used < min(MOST_ROWS, self._rows - 1):
            yield self._put(self._used, 0, [["Tổng cộng", *[self._dice.randrange(9) for _ in range(4)]]])
            self._used += 1

    def _percent(self) -> Iterator[Request]:
        row, column = self._row(), self._dice.randrange(self._columns)
        kind = self._dice.choice((("PERCENT", "0%"), ("NUMBER", "0.00")))
        looks = {"userEnteredFormat": {"numberFormat": {"type": kind[0], "pattern": kind[1]}}}
        area = self._area(row, min(row + 3, self._rows), column, column + 1)
        yield {"repeatCell": {"range": area, "cell": looks, "fields": "userEnteredFormat.numberFormat"}}
        yield self._put(row, column, [[self._dice.choice((0.75, 0.5, 1, 1.2, 75))]])

    def _merged(self) -> Iterator[Request]:
        yield from self.merge()
        yield from self.unmerge()

    def _row(self) -> int:
        return self._dice.randrange(1, min(self._used + 1, self._rows - 1))

    def _area(self, top: int, bottom: int, left: int = 0, right: int | None = None) -> Request:
        rows = {"startRowIndex": top, "endRowIndex": bottom}
        return {"sheetId": self._gid, **rows, "startColumnIndex": left, "endColumnIndex": right or self._columns}

    def _lines(self, dimension: str, start: int, many: int) -> Request:
        return {"sheetId": self._gid, "dimension": dimension, "startIndex": start, "endIndex": start + many}

    def _put(self, row: int, column: int, rows: list[list[Any]]) -> Request:
        start = {"sheetId": self._gid, "rowIndex": row, "columnIndex": column}
        cells = [{"values": [_cell(value) for value in one]} for one in rows]
        return {"updateCells": {"start": start, "rows": cells, "fields": "userEnteredValue"}}


def _cell(value: Any) -> Request:
    if value == "" and isinstance(value, str):
        return {}
    kind = {bool: "boolValue", str: "stringValue"}.get(type(value), "numberValue")
    return {"userEnteredValue": {kind: value}}
