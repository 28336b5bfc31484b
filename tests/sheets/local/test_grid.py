"""Rows under a person's hands: the service against a plain list of lists, over random histories."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sheets.local.adapter import local_client
from sheets.local.service import LocalService

ROWS, COLUMNS = 12, 4
TEXTS = st.sampled_from(["", "a", "Đ", "=x", "1", "hai\ndòng"])
Json = dict[str, Any]
RAW: Json = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "SERIAL_NUMBER"}


class HandsOnASheet(RuleBasedStateMachine):
    """Every step is one batchUpdate; the model is a list of rows."""

    @initialize()
    def start(self) -> None:
        self.folder = TemporaryDirectory()
        self.service = LocalService(Path(self.folder.name) / "workbook.sqlite3")
        self.book = local_client(self.service).create("Sổ")
        self.book.sheet1.resize(ROWS, COLUMNS)
        self.rows: list[list[str]] = [[""] * COLUMNS for _ in range(ROWS)]

    @rule(row=st.integers(0, ROWS), column=st.integers(0, COLUMNS - 1), text=TEXTS)
    def write(self, row: int, column: int, text: str) -> None:
        row %= len(self.rows)
        self.rows[row][column] = text
        cell = {"userEnteredValue": {"stringValue": text}} if text else {}
        start = {"rowIndex": row, "columnIndex": column}
        self._send("updateCells", start=start, rows=[{"values": [cell]}], fields="userEnteredValue")

    @rule(at=st.integers(0, ROWS), count=st.integers(1, 3))
    def insert(self, at: int, count: int) -> None:
        at %= len(self.rows)
        self.rows[at:at] = [[""] * COLUMNS for _ in range(count)]
        self._send("insertDimension", range=_rows(at, at + count))

    @rule(at=st.integers(0, ROWS), count=st.integers(1, 3))
    def delete(self, at: int, count: int) -> None:
        at %= len(self.rows)
        end = min(at + count, len(self.rows))
        if end - at < len(self.rows):
            del self.rows[at:end]
            self._send("deleteDimension", range=_rows(at, end))

    @rule(at=st.integers(0, ROWS), count=st.integers(1, 3), to=st.integers(0, ROWS))
    def move(self, at: int, count: int, to: int) -> None:
        at %= len(self.rows)
        end, to = min(at + count, len(self.rows)), to % (len(self.rows) + 1)
        if at < to < end:
            return
        block = self.rows[at:end]
        rest = self.rows[:at] + self.rows[end:]
        place = to if to <= at else to - len(block)
        self.rows = rest[:place] + block + rest[place:]
        self._send("moveDimension", source=_rows(at, end), destinationIndex=to)

    @rule(column=st.integers(0, COLUMNS - 1))
    def sort(self, column: int) -> None:
        filled = [row for row in self.rows if row[column]]
        order = {"": 0, "1": 1, "=x": 0, "a": 2, "Đ": 3, "hai\ndòng": 4}
        self.rows = sorted(filled, key=lambda row: order[row[column]]) + [row for row in self.rows if not row[column]]
        specs = [{"dimensionIndex": column, "sortOrder": "ASCENDING"}]
        self._send("sortRange", range={"sheetId": 0}, sortSpecs=specs)

    @rule(texts=st.lists(TEXTS, min_size=1, max_size=COLUMNS))
    def append(self, texts: list[str]) -> None:
        last = max((at for at, row in enumerate(self.rows) if any(row)), default=-1)
        row = texts + [""] * (COLUMNS - len(texts))
        if last + 1 == len(self.rows):
            self.rows.append(row)
        else:
            self.rows[last + 1] = row
        cells = [{"userEnteredValue": {"stringValue": text}} if text else {} for text in texts]
        self._send("appendCells", sheetId=0, rows=[{"values": cells}], fields="userEnteredValue")

    @invariant()
    def holds_the_same(self) -> None:
        shown = self.book.values_get("Sheet1")
        assert shown["range"] == f"Sheet1!A1:D{len(self.rows)}"
        assert shown.get("values", []) == _trimmed(self.rows)
        [kept] = self.book.values_batch_get(["Sheet1"], params={**RAW})["valueRanges"]  # sheets.local.kept
        assert kept == shown

    def teardown(self) -> None:
        self.service.close()
        self.folder.cleanup()

    def _send(self, kind: str, **message: Any) -> None:
        self.book.batch_update({"requests": [{kind: message}]})


def _rows(start: int, end: int) -> Json:
    return {"sheetId": 0, "dimension": "ROWS", "startIndex": start, "endIndex": end}


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    cut = []
    for row in rows:
        width = max((at + 1 for at, text in enumerate(row) if text), default=0)
        cut.append(row[:width])
    while cut and not cut[-1]:
        cut.pop()
    return cut


TestHandsOnASheet = HandsOnASheet.TestCase
TestHandsOnASheet.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
