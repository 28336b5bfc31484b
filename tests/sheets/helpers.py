"""What the tests of the shared workbook share: hands on the sheet, actors, a valid form."""

from datetime import date
from pathlib import Path
from typing import Any

import gspread

from domain.permissions import Actor
from domain.rows import Grid
from domain.vocabulary import Field, Tab
from sheets.accounts import actor_of
from sheets.client import Connection
from sheets.config import Config
from sheets.service import Service
from sheets.workbook import Workbook

TODAY = "2026-09-15"
NEVER = 3600.0  # seconds between refreshes: a test refreshes when it wants to
VILLAGE_ACCOUNT = "don-vi-05@example.vn"  # TH-05, which owns no model in the sample
MODELS_IN_SAMPLE = 35


def book_in(folder: Path) -> Workbook:
    settings = Config(folder)
    return Workbook(Connection(settings).client, settings.spreadsheet_id, pace=0.01)


def person(folder: Path) -> gspread.Spreadsheet:
    """Somebody who has the spreadsheet open beside the application."""
    settings = Config(folder)
    return Connection(settings).client().open_by_key(settings.spreadsheet_id)


def actor(service: Service, email: str = VILLAGE_ACCOUNT) -> Actor:
    """The actor of an account of the sample."""
    found = actor_of(service.store.snapshot(), email)
    assert found is not None
    return found


def form(title: str = "Vườn rau sạch mẫu", **other: Any) -> dict[str, Any]:
    """What a village types into Đăng ký, complete."""
    values: dict[str, Any] = {
        "title": title,
        "unit_id": "TH-05",
        "field": Field.ECONOMY,
        "objective": "Mỗi hộ có rau sạch quanh năm",
        "kpi_name": "Vườn rau",
        "kpi_unit": "vườn",
        "kpi_target": 12.5,
        "method": "Hướng dẫn kỹ thuật theo nhóm hộ",
        "owner": "Trưởng thôn",
        "start": date(2026, 9, 20),
        "end": date(2026, 11, 30),
    }
    return {**values, **other}


def stored(folder: Path, tab: Tab = Tab.MODELS) -> Grid:
    """The raw values of a tab, past everything that the application keeps in memory."""
    return book_in(folder).read([tab])[tab]


def column(folder: Path, header: str, tab: Tab = Tab.MODELS) -> list[Any]:
    """The cells under `header`, blank where a row is short."""
    grid = stored(folder, tab)
    at = grid[0].index(header)
    return [row[at] if at < len(row) else "" for row in grid[1:]]


def move_column(folder: Path, tab: Tab, source: int, destination: int) -> None:
    """As a person drags a column (0-based)."""
    book = person(folder)
    where = {
        "sheetId": book.worksheet(tab).id,
        "dimension": "COLUMNS",
        "startIndex": source,
        "endIndex": source + 1,
    }
    book.batch_update({"requests": [{"moveDimension": {"source": where, "destinationIndex": destination}}]})
