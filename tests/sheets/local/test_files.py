"""Spreadsheets as files: ids, deletion, the storage beneath them, and the same service over HTTP."""

import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gspread
import pytest
import requests
from gspread.exceptions import APIError, SpreadsheetNotFound

from sheets.local.adapter import local_client
from sheets.local.errors import FileCorrupt
from sheets.local.service import LocalService

FILE = "workbook.sqlite3"


def test_a_deleted_spreadsheet_is_gone_and_one_of_google_is_not_known_here(
    client: gspread.Client, book: gspread.Spreadsheet
) -> None:
    client.del_spreadsheet(book.id)
    with pytest.raises(SpreadsheetNotFound):
        client.open_by_key(book.id)
    with pytest.raises(SpreadsheetNotFound):
        client.open_by_key("nothing")
    with pytest.raises(APIError) as refused:
        client.open_by_key("1" + "x" * 43)
    assert refused.value.code == 501


def test_the_file_keeps_everything_over_a_restart(
    service: LocalService, book: gspread.Spreadsheet, tmp_path: Path
) -> None:
    book.sheet1.update([["giữ lại"]], "C3")
    service.close()
    again = local_client(LocalService(tmp_path / FILE)).open_by_key(book.id)
    assert again.sheet1.acell("C3").value == "giữ lại"


def test_a_file_of_the_first_version_is_opened_and_brought_up_to_date(
    service: LocalService, book: gspread.Spreadsheet, tmp_path: Path
) -> None:
    service.close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("DROP TABLE deleted")
        connection.execute("PRAGMA user_version=1")
    client = local_client(LocalService(tmp_path / FILE))
    client.del_spreadsheet(book.id)
    with pytest.raises(SpreadsheetNotFound):
        client.open_by_key(book.id)


@pytest.mark.parametrize("content", [b"not a database, certainly not", b""])
def test_a_file_that_is_no_workbook_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FILE
    path.write_bytes(content)
    with pytest.raises(FileCorrupt, match=str(path)):
        LocalService(path)


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / FILE
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE mine (x)")
    with pytest.raises(FileCorrupt):
        LocalService(path)


def test_appends_at_the_same_moment_all_arrive(service: LocalService, book: gspread.Spreadsheet) -> None:
    def append(number: int) -> None:
        sheet = local_client(service).open_by_key(book.id).sheet1
        sheet.append_row([str(number)], value_input_option=gspread.utils.ValueInputOption.raw)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(append, range(40)))
    assert sorted(map(str, book.sheet1.col_values(1))) == sorted(str(number) for number in range(40))


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """`python -m sheets.local` on the same file, as the author of a script starts it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "sheets.local", "--port", str(port), "--data-dir", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    url = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 30
    while time.monotonic() < until and not _answers(url):
        time.sleep(0.05)
    yield url
    process.terminate()
    process.communicate(timeout=20)


def _answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/v1", timeout=2).status_code == 501
    except requests.ConnectionError:
        return False


def test_over_http_the_answers_are_the_same(book: gspread.Spreadsheet, address: str) -> None:
    book.sheet1.update([["a/b"]], "A1")
    path = f"{address}/v4/spreadsheets/{book.id}/values/Sheet1%21A1"
    assert requests.get(path, timeout=10).json() == book.values_get("Sheet1!A1")
    assert requests.get(f"{address}/v4/spreadsheets/khong-co", timeout=10).status_code == 404
    assert requests.put(path, json={"values": [["mới"]]}, params={"valueInputOption": "RAW"}, timeout=10).ok
    assert book.sheet1.acell("A1").value == "mới"


def test_over_http_another_hosts_name_is_refused(book: gspread.Spreadsheet, address: str) -> None:
    answer = requests.get(f"{address}/v4/spreadsheets/{book.id}", headers={"Host": "evil.example"}, timeout=10)
    assert answer.status_code == 403
