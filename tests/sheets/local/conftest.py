"""A spreadsheet of its own on the embedded service, through gspread."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gspread
import pytest

from sheets.local.adapter import local_client
from sheets.local.service import LocalService

Json = dict[str, Any]
Batch = Callable[..., list[Json]]


@pytest.fixture
def service(tmp_path: Path) -> LocalService:
    return LocalService(tmp_path / "workbook.sqlite3")


@pytest.fixture
def client(service: LocalService) -> gspread.Client:
    return local_client(service)


@pytest.fixture
def book(client: gspread.Client) -> gspread.Spreadsheet:
    return client.create("Sổ thử")


@pytest.fixture
def sheet(book: gspread.Spreadsheet) -> gspread.Worksheet:
    """A sheet of ten rows and six columns."""
    book.sheet1.resize(10, 6)
    return book.sheet1


@pytest.fixture
def batch(book: gspread.Spreadsheet) -> Batch:
    """Sends requests as one batchUpdate; gives the replies."""

    def send(*requests: Json) -> list[Json]:
        replies: list[Json] = book.batch_update({"requests": list(requests)})["replies"]
        return replies

    return send
