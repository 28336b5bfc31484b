"""What the file suffers: each fault has its own error, nothing is half-written, and work goes on when it is mended."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import gspread
import pytest

from domain import errors as told
from sheets.client import Connection
from sheets.config import Config
from sheets.local import errors, storage
from sheets.local.adapter import local_client
from sheets.local.service import LocalService
from sheets.workbook import Workbook, translated

ROOT = Path(__file__).parents[3]
PAGE = 4096
ROWS = 400
LONG = "một dòng dài " * 40

Damage = Callable[[bytes], bytes]


def header(content: bytes) -> bytes:
    return b"\0" * 100 + content[100:]


def middle(content: bytes) -> bytes:
    at = len(content) // PAGE // 2 * PAGE
    return content[:at] + os.urandom(PAGE) + content[at + PAGE :]


def truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def emptied(_: bytes) -> bytes:
    return b""


def text(_: bytes) -> bytes:
    return "Kế hoạch 120/KH-UBND".encode() * 500


DAMAGES = [header, middle, truncated, emptied, text]


@pytest.fixture
def file(service: LocalService, book: gspread.Spreadsheet) -> Path:
    """A workbook of some pages, closed."""
    book.sheet1.update([[LONG + str(number)] for number in range(ROWS)], "A1")
    service.close()
    return service.storage.path


@pytest.fixture
def running(file: Path, book: gspread.Spreadsheet) -> Iterator[gspread.Worksheet]:
    """The sheet as an application sees it that has the file open."""
    service = LocalService(file)
    sheet = local_client(service).open_by_key(book.id).sheet1
    assert sheet.acell("A1").value == LONG + "0"
    yield sheet
    service.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "BUSY_TIMEOUT", 0.2)


def stored(file: Path, book: gspread.Spreadsheet, cell: str = "C1") -> Any:
    """A cell as a second process finds it."""
    service = LocalService(file)
    try:
        return local_client(service).open_by_key(book.id).sheet1.acell(cell).value
    finally:
        service.close()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_told_and_left_as_it_is(file: Path, damage: Damage) -> None:
    file.write_bytes(damage(file.read_bytes()))
    found = file.read_bytes()
    for _ in range(2):
        with pytest.raises(errors.FileCorrupt, match=str(file)):
            LocalService(file)
    assert file.read_bytes() == found


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_log_beside_a_damaged_file_is_not_merged_into_it_nor_removed(
    file: Path, running: gspread.Worksheet, tmp_path: Path, damage: Damage
) -> None:
    running.update([["chỉ trong nhật ký ghi trước"]], "C1")
    other = tmp_path / "other" / file.name
    other.parent.mkdir()
    log = other.with_name(f"{file.name}-wal")
    log.write_bytes(file.with_name(f"{file.name}-wal").read_bytes())
    other.write_bytes(damage(file.read_bytes()))
    before = other.read_bytes(), log.read_bytes()
    assert before[1]
    with pytest.raises(errors.FileCorrupt):
        LocalService(other)
    assert (other.read_bytes(), log.read_bytes()) == before


def test_damage_that_is_met_while_the_application_runs_stops_writing_too(
    file: Path, running: gspread.Worksheet
) -> None:
    file.write_bytes(middle(file.read_bytes()))
    found = file.read_bytes()
    with pytest.raises(errors.FileCorrupt):
        running.get_all_values()
    with pytest.raises(errors.FileCorrupt):
        running.update([["vào tệp hỏng"]], "C1")
    assert file.read_bytes() == found


def test_a_cell_that_is_not_what_was_stored_is_damage(file: Path, running: gspread.Worksheet) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE line SET cells='[['")
        connection.commit()
    with pytest.raises(errors.FileCorrupt):
        running.get_all_values()


def test_a_file_without_its_log_is_no_new_workbook(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "alone.sqlite3")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    with pytest.raises(errors.FileCorrupt):
        LocalService(tmp_path / "alone.sqlite3")


def test_a_deleted_file_is_noticed_by_the_next_request_and_not_begun_anew(
    file: Path, running: gspread.Worksheet
) -> None:
    file.unlink()
    for _ in range(2):
        with pytest.raises(errors.FileMissing):
            running.acell("A1")
        with pytest.raises(errors.FileMissing):
            running.update([["vào hư không"]], "C1")
    assert not file.exists()


def test_a_file_that_comes_back_is_used_at_once(
    file: Path, running: gspread.Worksheet, book: gspread.Spreadsheet
) -> None:
    away = file.with_name("away")
    file.rename(away)
    with pytest.raises(errors.FileMissing):
        running.acell("A1")
    away.rename(file)
    running.update([["trở lại"]], "C1")
    assert stored(file, book) == "trở lại"


def test_another_file_in_its_place_gets_the_writes_and_the_one_before_none(
    file: Path, running: gspread.Worksheet, book: gspread.Spreadsheet, tmp_path: Path
) -> None:
    other = tmp_path / "other" / file.name
    other.parent.mkdir()
    with closing(sqlite3.connect(file)) as old, closing(sqlite3.connect(other)) as new:
        old.backup(new)
    before = tmp_path / "before" / file.name
    before.parent.mkdir()
    for ending in ("-wal", "-shm", ""):
        file.with_name(f"{file.name}{ending}").rename(before.with_name(f"{file.name}{ending}"))
    other.rename(file)
    running.update([["ở tệp mới"]], "C1")
    assert stored(file, book) == "ở tệp mới"
    assert stored(before, book) is None


def test_a_folder_with_copies_and_without_the_file_is_not_begun_anew(file: Path) -> None:
    for folder in (file.parent / "backups", file.parent):
        folder.mkdir(exist_ok=True)
        copy = folder / f"{file.stem}-2026-11-24{file.suffix}"
        file.rename(copy)
        with pytest.raises(errors.FileMissing, match=copy.name):
            LocalService(file)
        assert not file.exists()
        copy.rename(file)


def test_a_log_without_its_file_is_not_begun_anew(file: Path, running: gspread.Worksheet) -> None:
    running.update([["trong nhật ký ghi trước"]], "C1")
    log = file.with_name(f"{file.name}-wal")
    size = log.stat().st_size
    file.unlink()
    for copy in file.parent.glob("backups/*"):
        copy.unlink()
    with pytest.raises(errors.FileMissing, match=log.name):
        LocalService(file)
    assert log.stat().st_size == size > 0
    assert not file.exists()


def test_a_new_folder_begins_with_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "workbook.sqlite3"
    service = LocalService(path)
    service.close()
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name, f"{path.name}-gate", f"{path.name}-lock"]


def test_a_lock_that_lasts_is_told_and_the_write_works_when_it_is_gone(
    file: Path, impatient: None, running: gspread.Worksheet, book: gspread.Spreadsheet
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert running.acell("A1").value == LONG + "0"  # reading goes on
        with pytest.raises(errors.FileLocked):
            running.update([["chờ"]], "C1")
    assert stored(file, book) is None
    running.update([["được rồi"]], "C1")
    assert stored(file, book) == "được rồi"


def test_a_full_disk_is_told_nothing_is_half_written_and_room_is_used_again(
    file: Path, book: gspread.Spreadsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = storage._connect
    most = file.stat().st_size // PAGE + 2

    def small(path: Path, mode: str = "rw") -> sqlite3.Connection:
        connection = connect(path, mode)
        connection.execute(f"PRAGMA max_page_count={most}")
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(storage, "_connect", small)
        service = LocalService(file)
        sheet = local_client(service).open_by_key(book.id).sheet1
        for _ in range(2):
            with pytest.raises(errors.FileFull):
                sheet.update([["nửa chừng", LONG] for _ in range(900)], "C1")
        assert sheet.acell("C1").value is None
    assert stored(file, book) is None
    service.close()  # the limit is one of the connection
    sheet.update([["nửa chừng", LONG] for _ in range(900)], "C1")
    service.close()
    assert stored(file, book, "C900") == "nửa chừng"


SMALL_FILES = """
import resource, sys
from pathlib import Path
from sheets.local.adapter import local_client
from sheets.local.errors import FileError
from sheets.local.service import LocalService
sheet = local_client(LocalService(Path(sys.argv[1]))).open_by_key(sys.argv[2]).sheet1
sheet.acell("A1")
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
try:
    sheet.update([["x" * 500] for _ in range(900)], "C1")
except FileError as error:
    print(type(error).__name__)
print(sheet.acell("C1").value)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
sheet.update([["sau"]], "C1")
"""


def test_a_write_that_the_system_refuses_is_told_and_leaves_nothing(file: Path, book: gspread.Spreadsheet) -> None:
    command = [sys.executable, "-c", SMALL_FILES, str(file), book.id]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.split() == ["FileFailing", "None"]
    assert stored(file, book) == "sau"
    assert stored(file, book, "C2") is None


NOBODY = """
import os, sys
from pathlib import Path
from sheets.local.adapter import local_client
from sheets.local.errors import FileError
from sheets.local.service import LocalService
if os.geteuid() == 0:
    os.seteuid(65534)
for _ in range(2):
    try:
        LocalService(Path(sys.argv[1]))
    except FileError as error:
        print(type(error).__name__)
"""


@pytest.mark.parametrize(("of_file", "of_folder"), [(0o444, 0o755), (0o444, 0o555), (0o666, 0o555)])
def test_a_file_or_folder_that_may_not_be_written_is_told(
    service: LocalService, book: gspread.Spreadsheet, of_file: int, of_folder: int
) -> None:
    service.close()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "workbook.sqlite3"
        path.write_bytes(service.storage.path.read_bytes())
        for ending in ("lock", "gate"):
            (folder / f"workbook.sqlite3-{ending}").touch()
        path.chmod(of_file)
        folder.chmod(of_folder)
        ran = subprocess.run(
            [sys.executable, "-c", NOBODY, str(path)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
        )
        folder.chmod(0o755)
    assert ran.stdout.split() == ["FileReadOnly"] * 2


@pytest.mark.parametrize(
    ("suffered", "expected"),
    [
        (errors.FileCorrupt, told.FileDamaged),
        (errors.FileMissing, told.FileMissing),
        (errors.FileLocked, told.FileBusy),
        (errors.FileFull, told.DiskFull),
        (errors.FileReadOnly, told.FileReadOnly),
        (errors.FileFailing, told.DiskFailing),
    ],
)
def test_each_fault_has_its_own_error_for_people(
    suffered: type[errors.FileError], expected: type[told.StoreError]
) -> None:
    assert type(translated(suffered("x"))) is expected


def test_the_application_tells_of_a_missing_file_and_works_again(file: Path, book: gspread.Spreadsheet) -> None:
    workbook = Workbook(Connection(Config(file.parent)).client, book.id)
    away = file.with_name("away")
    assert list(workbook.tabs()) == ["Sheet1"]
    file.rename(away)
    with pytest.raises(told.FileMissing):
        workbook.tabs()
    away.rename(file)
    assert list(workbook.tabs()) == ["Sheet1"]
