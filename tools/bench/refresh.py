"""What a refresh costs: `DVK_TODAY=2026-09-15 .venv/bin/python -m tools.bench.refresh 20350` (50 000 rows in all).

Of a workbook in which nothing has changed since, and of one in which one cell of a model has. `answering` = the
embedded workbook's part, which on Google is Google's; `the application` = all the rest, JSON included.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from domain import rows
from domain.vocabulary import Tab
from sheets.client import Connection
from sheets.config import Config
from sheets.local.service import LocalService
from sheets.reader import Reader
from sheets.store import Store
from sheets.workbook import Workbook
from tools.bench.data import fill

TIMES = 3


def measure(models: int) -> Iterator[str]:
    """Lines to print."""
    with tempfile.TemporaryDirectory() as name:
        config = Config(Path(name))
        reports = fill(config.data_dir, models)
        book = Workbook(Connection(config).client, config.spreadsheet_id)
        store = Store(Reader(book))
        store.refresh()
        yield f"{models:,} models, {reports:,} reports"
        counted = Counted()
        for _ in range(TIMES):
            yield counted.timed("nothing changed", store.refresh)
        gid = book.tabs()[Tab.MODELS].gid
        for number in range(TIMES):
            value = {"userEnteredValue": {"numberValue": 50 + number}}
            start = {"sheetId": gid, "rowIndex": 100, "columnIndex": store.snapshot().columns[Tab.MODELS]["hh_plan"]}
            cells = {"start": start, "rows": [{"values": [value]}], "fields": "userEnteredValue"}
            book.batch([{"updateCells": cells}])
            yield counted.timed("one row changed", store.refresh)


class Counted:
    """CPU of the embedded workbook apart from the rest, and how many rows were parsed."""

    def __init__(self) -> None:
        self.answering, self.parsed = 0.0, 0
        handle, read = LocalService.handle, rows.RowReader.read

        def handled(*given: Any, **named: Any) -> Any:
            begun = time.process_time()
            try:
                return handle(*given, **named)
            finally:
                self.answering += time.process_time() - begun

        def counted(reader: rows.RowReader, row: Any) -> Any:
            self.parsed += 1
            return read(reader, row)

        LocalService.handle, rows.RowReader.read = handled, counted  # type: ignore[method-assign, assignment]

    def timed(self, what: str, work: Callable[[], object]) -> str:
        self.answering, self.parsed, begun = 0.0, 0, time.process_time()
        work()
        cpu = time.process_time() - begun - self.answering
        return (
            f"{what}: the application {cpu:.2f} s of CPU, {self.parsed} rows parsed; answering {self.answering:.2f} s"
        )


if __name__ == "__main__":
    for line in measure(int(sys.argv[1])):
        print(line)
