"""An hour in which people do everything to the sheet that people do, while the application works on it (seeded)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import gspread
import pytest
from gspread.utils import ValueRenderOption

from domain import codec, model_rules, report_rules
from domain.errors import DvkError
from domain.quarters import Quarter
from domain.tables import DATA_TABLES
from domain.vocabulary import ModelState, Tab
from sheets import actions, handwork, numbering
from sheets.config import Config
from sheets.service import Service
from sheets.workbook import Grid
from tests.sheets.helpers import NEVER, actor, form, person
from tests.sheets.test_handwork import chores

OPERATIONS, TOGETHER, CHECKED_EVERY = 10_000, 200, 5  # requests of people; in one batch; batches between two checks
OFFICER = "chuyen-vien@example.vn"
TABS = (Tab.MODELS, Tab.REPORTS, Tab.VILLAGE_SUMS, Tab.INSPECTIONS, Tab.FINDINGS, Tab.DIFFICULTIES)
ALIASES = {"Tên mô hình": "Tên MH", "Mã đơn vị": "Đơn vị"}
TYPED: tuple[Any, ...] = (
    "", "khoảng 75%", "75%", 75, 0.5, 0, "50 hộ", "1.250", "15/8/2026", 46249, "30/2/2026", "cuối tháng 8", "Quý 2",
    "lll", "thôn hoà bình", "Tân Tiến", "Thôn Hòa Bìn", "ANTT", "NTM, môi trường", "đang làm", "xong", "#REF!", "=1+1",
    "Tổng cộng", "x" * 300, "Bà Lan 0912345678", "mh 2026 7", "MH-2026-0999", True, -5, 1e300, "\u202eabc",
    "👩\u200d🌾", "  hai  dòng\n",
)  # fmt: skip
SNAPSHOT = (
    "settings", "units", "accounts", "models", "reports", "village_sums", "inspections", "findings", "difficulties",
    "catalogue", "problems", "rows", "columns",
)  # fmt: skip


class Hands:
    """Somebody at the spreadsheet; keeps enough rows that there is always something to do."""

    def __init__(self, book: gspread.Spreadsheet, dice: Random) -> None:
        self.book, self.dice, self.done = book, dice, Counter[str]()
        self.sheets = {tab: book.worksheet(tab) for tab in TABS}

    def work(self, count: int) -> None:
        """Does `count` things to one tab, as one request each."""
        tab = self.dice.choice(TABS)
        grid = self.sheets[tab].get_values(value_render_option=ValueRenderOption.unformatted)
        rows, titles = max(len(grid), 12), grid[0]
        requests: list[dict[str, Any]] = []
        while len(requests) < count:
            what = self.dice.choice(("type",) * 12 + ("sort", "insert", "delete", "move", "copy", "percent", "column"))
            requests += getattr(self, f"_{what}")(self.sheets[tab].id, rows, len(titles))
            self.done[what] += 1
        self.book.batch_update({"requests": requests[:count]})

    def rename_and_back(self) -> Iterator[None]:
        """A header under one of its other names; the caller looks meanwhile."""
        sheet = self.sheets[Tab.MODELS]
        for title, alias in ALIASES.items():
            if title in (titles := sheet.row_values(1)):
                sheet.update_cell(1, titles.index(title) + 1, alias)
                yield
                sheet.update_cell(1, sheet.row_values(1).index(alias) + 1, title)

    def _row(self, rows: int) -> int:
        return self.dice.randrange(1, rows)

    def _type(self, gid: int, rows: int, width: int) -> list[dict[str, Any]]:
        value = self.dice.choice(TYPED)
        kind = {bool: "boolValue", str: "stringValue"}.get(type(value), "numberValue")
        start = {"sheetId": gid, "rowIndex": self._row(rows), "columnIndex": self.dice.randrange(width)}
        cell = {} if value == "" else {"userEnteredValue": {kind: value}}
        return [{"updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": "userEnteredValue"}}]

    def _sort(self, gid: int, _rows: int, width: int) -> list[dict[str, Any]]:
        order = {
            "dimensionIndex": self.dice.randrange(width),
            "sortOrder": self.dice.choice(["ASCENDING", "DESCENDING"]),
        }
        return [{"sortRange": {"range": {"sheetId": gid, "startRowIndex": 1}, "sortSpecs": [order]}}]

    def _insert(self, gid: int, rows: int, _width: int) -> list[dict[str, Any]]:
        return [{"insertDimension": {"range": self._rows(gid, self._row(rows)), "inheritFromBefore": False}}]

    def _delete(self, gid: int, rows: int, _width: int) -> list[dict[str, Any]]:
        return [{"deleteDimension": {"range": self._rows(gid, self._row(rows))}}]

    def _move(self, gid: int, rows: int, _width: int) -> list[dict[str, Any]]:
        return [{"moveDimension": {"source": self._rows(gid, self._row(rows)), "destinationIndex": self._row(rows)}}]

    def _copy(self, gid: int, rows: int, width: int) -> list[dict[str, Any]]:
        area = {"sheetId": gid, "startColumnIndex": 0, "endColumnIndex": width}
        source, to = self._row(rows), self._row(rows + 2)
        places = {
            "source": {**area, "startRowIndex": source, "endRowIndex": source + 1},
            "destination": {**area, "startRowIndex": to, "endRowIndex": to + 1},
        }
        return [{"copyPaste": {**places, "pasteType": "PASTE_NORMAL"}}]

    def _percent(self, gid: int, rows: int, width: int) -> list[dict[str, Any]]:
        row, at = self._row(rows), self.dice.randrange(width)
        area = {
            "sheetId": gid,
            "startRowIndex": row,
            "endRowIndex": row + 1,
            "startColumnIndex": at,
            "endColumnIndex": at + 1,
        }
        look = {"userEnteredFormat": {"numberFormat": {"type": "PERCENT", "pattern": "0%"}}}
        return [{"repeatCell": {"range": area, "cell": look, "fields": "userEnteredFormat.numberFormat"}}]

    def _column(self, gid: int, _rows: int, width: int) -> list[dict[str, Any]]:
        at = self.dice.randrange(width)
        source = {"sheetId": gid, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
        return [{"moveDimension": {"source": source, "destinationIndex": self.dice.randrange(width)}}]

    def _rows(self, gid: int, row: int) -> dict[str, Any]:
        return {"sheetId": gid, "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}


def at_work(service: Service, dice: Random, number: int) -> bool:
    """One action of the application on whatever it finds; whether it was carried out."""
    snapshot, by = service.store.snapshot(), actor(service, OFFICER)
    quarter = Quarter(2026, 3)
    models = [one for one in snapshot.models if one.model_id]
    rules: list[Any] = []
    if models:
        one = dice.choice(models).model_id or ""
        rules += [
            partial(report_rules.save_report, model_id=one, quarter=quarter, values={"prog_self": 60.0}, submit=True),
            partial(model_rules.move_model, model_id=one, after=ModelState.REGISTERED),
        ]
    try:
        if not rules or dice.random() < 0.4:
            actions.register_model(by, form(f"Mô hình số {number}", start=date(2026, 9, 20)), op=f"op{number}")
        else:
            actions.carry_out(by, dice.choice(rules), op=f"op{number}")
    except (DvkError, TypeError):
        return False
    return True


def raw(service: Service) -> dict[str, Grid]:
    return service.book.read([*(table.TAB for table in DATA_TABLES), Tab.HISTORY])


def unrecorded(before: dict[str, Grid], after: dict[str, Grid]) -> list[tuple[Any, ...]]:
    """Cells that the application changed in rows that were there, and that nothing accounts for."""
    new = {tuple(map(str, row[4:7])) for row in after[Tab.HISTORY][len(before[Tab.HISTORY]) :]}
    found = []
    for table in DATA_TABLES:
        old, now = before[table.TAB], after[table.TAB]
        header = codec.header_map(table, now[0])
        own = {header[name] for name in (*table.TAIL, *table.KEY, "year", "quarter") if name in header}
        key = header[table.KEY[0]]
        for number, (left, right) in enumerate(zip(old, now, strict=False), 1):
            for at in range(max(len(left), len(right))):
                cells = [row[at] if at < len(row) else "" for row in (left, right)]
                name = str(right[key]) if key < len(right) else ""
                if cells[0] != cells[1] and at not in own and (table.TAB, name, str(now[0][at])) not in new:
                    found.append((table.TAB, number, now[0][at], *cells))
    return found


def as_a_fresh_reader(service: Service, folder: Path) -> None:
    service.store.refresh()
    fresh = Service(Config(folder), pace=0.01, interval=NEVER)
    fresh.store.refresh()
    ours, theirs = service.store.snapshot(), fresh.store.snapshot()
    for name in SNAPSHOT:
        assert getattr(ours, name) == getattr(theirs, name), name
    fresh.close()


@pytest.mark.timeout(240)
def test_the_snapshot_is_what_the_sheet_says_and_nobodys_row_is_changed_unrecorded(
    service: Service, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handwork, "REST", timedelta())
    monkeypatch.setattr(handwork, "GONE", timedelta())
    monkeypatch.setattr(numbering, "QUIET", 0.0)
    monkeypatch.setattr("sheets.writer.CHORES", NEVER)
    dice = Random(2026)
    hands, carried_out = Hands(person(folder), dice), 0
    for number in range(OPERATIONS // TOGETHER):
        hands.work(TOGETHER)
        service.store.refresh()
        before = raw(service)
        carried_out += at_work(service, dice, number)
        chores(service)
        assert unrecorded(before, raw(service)) == []
        if number % CHECKED_EVERY == 0:
            as_a_fresh_reader(service, folder)
    for _ in hands.rename_and_back():
        as_a_fresh_reader(service, folder)
    as_a_fresh_reader(service, folder)
    assert sum(hands.done.values()) >= OPERATIONS
    assert carried_out > 10
