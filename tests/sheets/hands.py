"""A process of the simulation: `python -m tests.sheets.hands ROLE FOLDER SEED …` (see test_many_hands.py).

`writers`: two people who change records through the application. `naive`: the same without its precautions. `person`:
somebody who sorts, inserts, moves and deletes rows in the sheet, and types notes. Each prints what it did as JSON.
"""

import faulthandler
import json
import random
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import requests

from domain import rulebook
from domain.outbox import Entry
from domain.vocabulary import Tab
from sheets.accounts import actor_of
from sheets.client import Connection
from sheets.config import Config
from sheets.service import Service
from sheets.workbook import Workbook
from tests.sheets import rules
from tests.sheets.faults import Faults
from tests.sheets.helpers import person

OFFICER = "chuyen-vien@example.vn"
RECORDS = [f"MH-2026-{number:04d}" for number in range(1, 13)]
LATENCY = (0.01, 0.03)  # seconds on the way there, and the same on the way back
PER_CALL = 8  # a person does one thing in the time of so many calls, however slow the machine is
PATIENCE = 100.0  # seconds
SPARE = "Nhận xét"  # a column in which the person types


class Distance(Faults):
    """The way to Google and back takes time, and some answers get lost: before or after they were carried out."""

    def __init__(self, seed: int, broken: float) -> None:
        super().__init__()
        self._dice, self._broken, self._mine = random.Random(seed), broken, threading.Lock()
        self.always = self._travel

    def _travel(self, request: requests.PreparedRequest, go_on: Any) -> requests.Response:
        with self._mine:
            there, back = self._dice.uniform(*LATENCY), self._dice.uniform(*LATENCY)
            lost = request.method == "POST" and self._dice.random() < self._broken
            arrives = self._dice.random() < 0.5
        time.sleep(there)
        if lost and not arrives:
            raise requests.ConnectionError("lost on the way there")
        answer: requests.Response = go_on()
        time.sleep(back)
        if lost:
            raise requests.ConnectionError("lost on the way back")
        return answer


def writers(folder: Path, seed: int, count: int, broken: float) -> dict[str, Any]:
    """`count` increments by each of two people; the acknowledged ones by record."""
    rulebook.RULES["count_up"] = rules.count_up
    distance = Distance(seed, broken)
    service = Service(Config(folder), wrap=distance.wrap, pace=0.02, interval=3600.0, answer_within=60.0)
    service.start()
    ready(service)
    by = actor_of(service.store.snapshot(), OFFICER)
    assert by is not None

    def one_person(name: int) -> Counter[str]:
        dice, acknowledged = random.Random(seed * 10 + name), Counter[str]()
        for at in range(count):
            record = dice.choice(RECORDS)
            entry = Entry.new(f"s{seed}p{name}n{at}", by, partial(rules.count_up, model_id=record))
            if not service.writer.submit(entry, within=90.0).waiting:
                acknowledged[record] += 1
        return acknowledged

    with ThreadPoolExecutor(2) as people:
        first, second = people.map(one_person, (1, 2))
    service.close()
    return {"acknowledged": first + second, "reads": len(distance.reads), "writes": len(distance.writes)}


def naive(folder: Path, seed: int, count: int, broken: float) -> dict[str, Any]:
    """The same increments as an ordinary client makes them: find the row, write its cell."""
    distance = Distance(seed, broken)
    config = Config(folder)
    book = Workbook(Connection(config, distance.wrap).client, config.spreadsheet_id, pace=0.02)
    gid = book.tabs()[Tab.MODELS].gid
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()

    def one_person(name: int) -> Counter[str]:
        dice, acknowledged = random.Random(seed * 10 + name), Counter[str]()
        for _ in range(count):
            record = dice.choice(RECORDS)
            grid = book.read([Tab.MODELS])[Tab.MODELS]
            column, key = grid[0].index("Người phụ trách"), grid[0].index("Mã mô hình")
            row = next(number for number, cells in enumerate(grid) if len(cells) > key and cells[key] == record)
            before, _, number = str(grid[row][column]).partition("|")
            value = f"{record}|{int(number) + 1 if before == record else 1}"
            start = {"sheetId": gid, "rowIndex": row, "columnIndex": column}
            cells = [{"values": [{"userEnteredValue": {"stringValue": value}}]}]
            book.batch([{"updateCells": {"start": start, "rows": cells, "fields": "userEnteredValue"}}])
            acknowledged[record] += 1
        return acknowledged

    with ThreadPoolExecutor(2) as people:
        first, second = people.map(one_person, (1, 2))
    return {"acknowledged": first + second, "reads": len(distance.reads), "writes": len(distance.writes)}


def handyman(folder: Path, seed: int, pause: float) -> dict[str, Any]:
    """Sorts, inserts, moves and deletes rows until somebody closes the input."""
    book, dice, done = person(folder), random.Random(seed), Counter[str]()
    sheet = book.worksheet(Tab.MODELS)
    titles = sheet.row_values(1)
    key, note = titles.index("Mã mô hình"), titles.index(SPARE) + 1
    over = threading.Event()
    threading.Thread(target=_until_told, args=(over,), daemon=True).start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    took = 0.0
    while not over.wait(max(pause, PER_CALL * took) * dice.uniform(0.5, 1.5)):
        begun = time.monotonic()
        what = dice.choice(["sort", "sort", "sort", "insert", "move", "delete", "type"])
        ids = sheet.col_values(key + 1)
        if what == "sort":
            area = {"sheetId": sheet.id, "startRowIndex": 1}
            order = [{"dimensionIndex": dice.randrange(6), "sortOrder": dice.choice(["ASCENDING", "DESCENDING"])}]
            book.batch_update({"requests": [{"sortRange": {"range": area, "sortSpecs": order}}]})
        elif what == "insert":
            sheet.insert_row([], dice.randrange(2, 10))
        elif what == "move":
            first = dice.randrange(1, 8)
            rows = {"sheetId": sheet.id, "dimension": "ROWS", "startIndex": first, "endIndex": first + 1}
            book.batch_update({"requests": [{"moveDimension": {"source": rows, "destinationIndex": 12}}]})
        elif what == "delete":
            blank = next((number for number, one in enumerate(ids, 1) if not one), None)
            if blank is None or any(sheet.row_values(blank)):
                continue
            sheet.delete_rows(blank)
        else:
            sheet.update([[f"ghi chú {dice.random():.4f}"]], f"{column_letter(note)}{dice.randrange(2, 12)}")
        done[what] += 1
        took = time.monotonic() - begun
    return dict(done)


def _until_told(over: threading.Event) -> None:
    sys.stdin.readline()
    over.set()


def column_letter(number: int) -> str:
    from gspread.utils import rowcol_to_a1

    return rowcol_to_a1(1, number).rstrip("1")


def ready(service: Service) -> None:
    """Waits for the first reading, then for the word to begin."""
    assert service.store._settled.wait(60)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()


if __name__ == "__main__":
    faulthandler.dump_traceback_later(PATIENCE)  # where everybody stands, should it never end
    role, where, start_seed, amount = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
    if role == "person":
        found = handyman(where, start_seed, amount)
    else:
        found = {"writers": writers, "naive": naive}[role](where, start_seed, int(amount), float(sys.argv[5]))
    sys.stdout.write(json.dumps(found) + "\n")
