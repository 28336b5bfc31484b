"""The copy of the day, what is kept of the copies, and putting one back: nothing is lost on the way."""

import logging
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import gspread
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import FileMissing
from sheets import backup
from sheets.actions import register_model
from sheets.config import EMBEDDED_ID, FILE_NAME, Config
from sheets.local import copies, errors, locking, storage
from sheets.local.adapter import local_client
from sheets.local.checks import examine
from sheets.local.copies import Copy
from sheets.local.service import LocalService
from sheets.service import Service
from tests.sheets.helpers import MODELS_IN_SAMPLE, actor, book_in, column, form

ROOT = Path(__file__).parents[2]
STEPS = 24
DAY = datetime(2026, 11, 24, 8, 30, tzinfo=copies.ZONE)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moment that copies are named by; a test moves it."""
    moment = [DAY]
    monkeypatch.setattr(copies, "now", lambda: moment[0])
    return moment


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed workbook with "cũ" in A1, without copies."""
    path = tmp_path / "data" / FILE_NAME
    service = LocalService(path)
    service.ensure_spreadsheet(EMBEDDED_ID, "Sổ")
    sheet(service).update([["cũ"]], "A1")
    service.close()
    shutil.rmtree(path.parent / copies.FOLDER, ignore_errors=True)
    return path


@pytest.fixture
def running(file: Path) -> Iterator[gspread.Worksheet]:
    service = LocalService(file)
    yield sheet(service)
    service.close()


def sheet(service: LocalService) -> gspread.Worksheet:
    return local_client(service).open_by_key(EMBEDDED_ID).sheet1


def opened(file: Path) -> gspread.Worksheet:
    return sheet(LocalService(file))


def value(file: Path, cell: str = "A1") -> str | None:
    """What stands in a cell, as another process finds it."""
    service = LocalService(file)
    with closing(service):
        return sheet(service).acell(cell).value


def put(file: Path, text: str) -> None:
    """A process that writes A1 and ends."""
    service = LocalService(file)
    with closing(service):
        sheet(service).update([[text]], "A1")


def names(file: Path) -> list[str]:
    return sorted(path.name for path in (file.parent / copies.FOLDER).glob(f"{file.stem}*"))


def workbook(copy: Path, folder: Path) -> Path:
    """A copy as a workbook of its own, to look into it."""
    folder.mkdir()
    shutil.copyfile(copy, folder / FILE_NAME)
    return folder / FILE_NAME


def made(day: date, clock: str = "") -> Copy:
    return Copy(Path(f"{day}-{clock}"), day, clock, 1)


# the copy of the day


def test_the_first_use_of_a_day_keeps_a_copy_of_before_its_first_write(
    file: Path, clock: list[datetime], tmp_path: Path
) -> None:
    opened(file).update([["mới"]], "A1")
    assert names(file) == ["workbook-2026-11-24.sqlite3"]
    kept = copies.found(file)[0].path
    examine(kept, in_use=False)
    assert value(workbook(kept, tmp_path / "copy")) == "cũ"


def test_the_next_day_gets_its_own_copy_and_the_same_day_no_second_one(
    file: Path, clock: list[datetime], tmp_path: Path
) -> None:
    running = opened(file)
    running.update([["mới"]], "A1")
    opened(file).update([["mới hơn"]], "A1")
    assert names(file) == ["workbook-2026-11-24.sqlite3"]
    clock[0] += timedelta(days=1)
    running.update([["hôm sau"]], "A1")
    assert names(file) == ["workbook-2026-11-24.sqlite3", "workbook-2026-11-25.sqlite3"]
    assert value(workbook(copies.found(file)[0].path, tmp_path / "copy")) == "mới hơn"


def test_an_empty_workbook_is_not_worth_a_copy(tmp_path: Path) -> None:
    service = LocalService(tmp_path / FILE_NAME)
    service.ensure_spreadsheet(EMBEDDED_ID, "Sổ")
    assert sheet(service).get_all_values() == [[]]
    assert names(service.storage.path) == []


APPENDING = """
import sys
from pathlib import Path
from sheets.local.adapter import local_client
from sheets.local.service import LocalService
local_client(LocalService(Path(sys.argv[1]))).open_by_key("embedded").sheet1.append_row(["x"])
"""


def test_processes_that_begin_a_day_together_keep_one_copy(file: Path) -> None:
    command = [sys.executable, "-c", APPENDING, str(file)]
    processes = [subprocess.Popen(command, cwd=ROOT) for _ in range(4)]
    assert [one.wait(60) for one in processes] == [0] * 4
    assert len(names(file)) == 1
    assert not list((file.parent / copies.FOLDER).glob(".*"))
    assert len(opened(file).get_all_values()) == 5


def test_threads_that_begin_a_day_together_keep_one_copy_and_none_writes_before(
    file: Path, clock: list[datetime], tmp_path: Path
) -> None:
    services = [LocalService(file) for _ in range(8)]
    shutil.rmtree(file.parent / copies.FOLDER, ignore_errors=True)
    clock[0] += timedelta(days=1)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: sheet(one).append_row(["x"]), services))
    assert names(file) == ["workbook-2026-11-25.sqlite3"]
    assert opened(workbook(copies.found(file)[0].path, tmp_path / "copy")).get_all_values() == [["cũ"]]


def test_a_copy_that_fails_does_not_stop_the_work_and_is_tried_again(
    file: Path, clock: list[datetime], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = file.parent / copies.FOLDER
    in_the_way.write_text("not a folder")
    running = opened(file)
    running.update([["mới"]], "A1")
    assert value(file) == "mới"
    assert next(one.levelno for one in caplog.records if one.name == copies.__name__) == logging.ERROR
    in_the_way.unlink()
    running.update([["mới hơn"]], "A1")
    assert names(file) == []  # not at once: each try would cost somebody time
    monkeypatch.setattr(copies, "RETRY", 0.0)
    opened(file)
    assert names(file) == ["workbook-2026-11-24.sqlite3"]


def test_a_damaged_file_gets_no_copy(file: Path, clock: list[datetime]) -> None:
    file.write_bytes(file.read_bytes()[:-4096])
    with pytest.raises(errors.FileCorrupt):
        copies.make_now(file)
    assert names(file) == []


def test_a_copy_made_while_people_write_is_of_one_moment(file: Path, tmp_path: Path) -> None:
    begun, done = threading.Event(), threading.Event()

    def write() -> None:
        running = opened(file)
        for number in range(10_000):
            running.update([[number] * 2], "A2:B2")
            begun.set()
            if done.is_set():
                return

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        assert begun.wait(20)
        made = [copies.make(file, f"workbook-2026-01-0{day}.sqlite3") for day in range(1, 6)]
        done.set()
        writing.result()
    for number, copy in enumerate(made):
        assert copy is not None
        left, right = opened(workbook(copy, tmp_path / str(number))).row_values(2)
        assert left == right


def test_a_process_killed_during_the_copy_leaves_a_usable_file_and_no_half_copy(file: Path, tmp_path: Path) -> None:
    outcomes = killed("daily", file, tmp_path)
    assert outcomes[0][1] == "died"
    assert outcomes[-1][1] == "ended 0"
    for one, _ in outcomes:
        for copy in copies.found(one):
            examine(copy.path, in_use=False)
        assert value(one) == "cũ"
        assert len(names(one)) == 1


# what is kept


def test_thirty_days_and_then_one_of_each_month_are_kept() -> None:
    days = [date(2026, 11, 24) - timedelta(days=back) for back in range(120)]
    gone = {one.day for one in copies.surplus([made(day) for day in days])}
    left = [day for day in days if day not in gone]
    assert left[:30] == days[:30]
    assert left[30:] == [date(2026, 10, 25), date(2026, 9, 30), date(2026, 8, 31), date(2026, 7, 31)]


def test_copies_that_were_asked_for_go_with_their_day() -> None:
    day = date(2026, 11, 24)
    old = [made(day - timedelta(days=40)), made(day - timedelta(days=40), "080000")]
    new = [made(day - timedelta(days=back)) for back in range(30)]
    assert copies.surplus([*old, *new, made(day, "080000")]) == [old[0]]


@given(st.lists(st.dates(date(2025, 1, 1), date(2027, 12, 31)), min_size=1, max_size=200, unique=True))
def test_the_newest_and_one_of_every_month_are_always_kept(days: list[date]) -> None:
    everything = [made(day) for day in days]
    left = [one.day for one in everything if one not in copies.surplus(everything)]
    assert sorted(days)[-30:] == sorted(left)[-min(30, len(days)) :]
    assert {(day.year, day.month) for day in left} == {(day.year, day.month) for day in days}
    assert copies.surplus([made(day) for day in left]) == []


def test_old_copies_and_what_a_dead_process_left_go_with_the_copy_of_the_day(
    file: Path, clock: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    copies.make_now(file)
    one = copies.found(file)[0].path
    for back in range(1, 60):
        shutil.copyfile(one, one.with_name(f"workbook-{DAY.date() - timedelta(days=back)}.sqlite3"))
    by_hand = one.with_name("workbook-before-restore-20260101-000000-000000.sqlite3")
    beside = file.with_name("workbook-20260102-030405.sqlite3")
    left = one.with_name(".workbook-2026-01-01.sqlite3.beef")
    for path in (by_hand, beside, left):
        shutil.copyfile(one, path)
    monkeypatch.setattr(copies, "_LEFT_OVER", -1.0)
    opened(file)
    days = {copy.day for copy in copies.found(file)}
    assert {DAY.date() - timedelta(days=back) for back in range(30)} < days
    assert len(days) == 33
    assert by_hand.exists()
    assert beside.exists()
    assert not left.exists()


def test_the_page_is_told_the_newest_copies(file: Path) -> None:
    settings = Config(file.parent)
    assert backup.kept(settings) == backup.Kept((), today=False)
    opened(file)
    found = copies.found(file)[0]
    assert backup.kept(settings) == backup.Kept(((found.day, found.size),), today=True)
    assert backup.kept(Config(file.parent, spreadsheet="1" * 44)) is None


# putting one back


def test_a_restore_under_a_running_application_is_what_it_shows_next(file: Path, running: gspread.Worksheet) -> None:
    copy = copies.make_now(file)
    running.update([["mới"]], "A1")
    old = backup.restore(file, copy)
    assert running.acell("A1").value == "cũ"
    running.update([["sau"]], "B1")
    assert value(file, "B1") == "sau"
    assert old is not None
    assert not list(old.parent.glob("*-wal"))
    backup.restore(file, old)
    assert running.acell("A1").value == "mới"


def test_the_application_goes_on_with_the_restored_workbook(service: Service, folder: Path) -> None:
    file = Config(folder).file
    made = register_model(actor(service), form(), op="b1")
    backup.restore(file, copies.found(file)[0].path)
    service.store.refresh()
    assert len(service.store.snapshot().models) == MODELS_IN_SAMPLE
    again = register_model(actor(service), form("Mô hình khác hẳn"), op="b2")
    assert again.model_id > made.model_id
    assert column(folder, "Mã mô hình")[MODELS_IN_SAMPLE:] == [again.model_id]


@pytest.mark.parametrize("content", [b"", b"x" * 9000])
def test_a_damaged_file_is_kept_and_replaced(file: Path, running: gspread.Worksheet, content: bytes) -> None:
    copy = copies.make_now(file)
    running.update([["chỉ trong nhật ký ghi trước"]], "A1")
    log = file.with_name(f"{file.name}-wal")
    lost = log.read_bytes()
    file.write_bytes(content)
    old = backup.restore(file, copy)
    assert running.acell("A1").value == "cũ"
    assert value(file) == "cũ"
    assert old is not None
    assert old.read_bytes() == content
    assert old.with_name(f"{old.name}-wal").read_bytes() == lost


def test_a_missing_file_comes_back_with_one_command(
    file: Path, running: gspread.Worksheet, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    running.update([["mới"]], "A1")
    day = copies.found(file)[0].day.isoformat()
    file.unlink()
    monkeypatch.setenv("DVK_DATA_DIR", str(file.parent))
    with pytest.raises(FileMissing):
        book_in(file.parent).tabs()
    assert backup.main(["--restore", day]) == 0
    assert "there was no file before it" in capsys.readouterr().out
    assert list(book_in(file.parent).tabs()) == ["Sheet1"]
    assert running.acell("A1").value == value(file) == "cũ"


def test_a_damaged_copy_is_refused_and_changes_nothing(file: Path, clock: list[datetime]) -> None:
    copy = copies.make_now(file)
    copy.write_bytes(copy.read_bytes()[:-4096])
    before = file.read_bytes()
    with pytest.raises(errors.FileCorrupt):
        backup.restore(file, copy)
    assert file.read_bytes() == before
    assert names(file) == [copy.name]


def test_a_restore_waits_for_who_is_at_work_and_gives_up_in_time(
    file: Path, running: gspread.Worksheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copies.make_now(file)
    monkeypatch.setattr(backup, "BUSY_TIMEOUT", 0.1)
    with locking.shared(file, 1), pytest.raises(errors.FileLocked):
        backup.restore(file, copy)
    assert not [path.name for path in file.parent.glob(".*")]
    monkeypatch.setattr(storage, "BUSY_TIMEOUT", 0.1)
    with locking.alone(file, 1), pytest.raises(errors.FileLocked):
        running.update([["chờ"]], "A1")
    assert backup.restore(file, copy) is not None
    assert running.acell("A1").value == "cũ"


def test_every_confirmed_row_is_in_the_restored_file_or_in_one_that_was_kept(file: Path, tmp_path: Path) -> None:
    """Four writers, six restores meanwhile: a write goes to the file that stands there, or is not confirmed."""
    copy = copies.make_now(file)
    done = threading.Event()

    def write(name: str) -> list[str]:
        mine = opened(file)
        confirmed: list[str] = []
        while not done.is_set():
            word = f"{name}-{len(confirmed)}"
            mine.append_row([word])
            confirmed.append(word)
        return confirmed

    with ThreadPoolExecutor(4) as pool:
        writers = [pool.submit(write, name) for name in "abcd"]
        try:
            olds = [backup.restore(file, copy) for _ in range(6) if not done.wait(0.1)]
        finally:
            done.set()
        confirmed = [word for one in writers for word in one.result()]
    rows = set(opened(file).col_values(1))
    for number, old in enumerate(olds):
        assert old is not None
        rows |= set(opened(workbook(old, tmp_path / str(number))).col_values(1))
    assert len(confirmed) > 20
    assert set(confirmed) <= rows


def test_a_restore_killed_at_any_step_leaves_one_or_the_other_or_can_be_done_again(file: Path, tmp_path: Path) -> None:
    copy = copies.make_now(file)
    put(file, "mới")
    outcomes = killed("restore", file, tmp_path)
    assert outcomes[0][1] == "died"
    assert outcomes[-1][1] == "ended 0"
    seen = []
    for one, _ in outcomes:
        seen.append(present(one))
        backup.restore(one, one.parent / copies.FOLDER / copy.name)
        assert value(one) == "cũ"
        kept = sorted((one.parent / copies.FOLDER).glob("*before-restore*.sqlite3"))
        assert "mới" in [value(workbook(old, one.parent / old.stem)) for old in kept]
    assert set(seen) == {"mới", "cũ", None}


def present(file: Path) -> str | None:
    """What the application finds there; None when it says that the file is missing."""
    try:
        return value(file)
    except errors.FileMissing:
        return None


def killed(what: str, file: Path, tmp_path: Path) -> list[tuple[Path, str]]:
    """What `tests.sheets.dying` did to a folder for each step."""
    folders = [tmp_path / f"step-{number}" for number in range(STEPS)]
    for folder in folders:
        shutil.copytree(file.parent, folder)
    command = [sys.executable, "-m", "tests.sheets.dying", what, *map(str, folders)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=True)
    return list(zip((folder / FILE_NAME for folder in folders), ran.stdout.splitlines(), strict=True))


# the command


@pytest.fixture
def here(file: Path, monkeypatch: pytest.MonkeyPatch, clock: list[datetime]) -> Path:
    monkeypatch.setenv("DVK_DATA_DIR", str(file.parent))
    return file


def test_the_command_copies_lists_and_restores(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert backup.main(["--list"]) == 0
    assert capsys.readouterr().out == "no copies yet\n"
    assert backup.main([]) == 0
    opened(here).update([["mới"]], "A1")
    capsys.readouterr()
    assert backup.main(["--list"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in listed] == ["workbook-20261124-083000.sqlite3", "workbook-2026-11-24.sqlite3"]
    assert backup.main(["--restore", "2026-11-24"]) == 0
    assert "restored: workbook-2026-11-24.sqlite3" in capsys.readouterr().out
    assert value(here) == "cũ"


@pytest.mark.parametrize("wanted", ["2026-01-01", "", "../workbook.sqlite3"])
def test_a_copy_that_is_not_there_is_refused(here: Path, wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert backup.main(["--restore", wanted]) == 1
    assert "there is no copy" in capsys.readouterr().err
    assert value(here) == "cũ"


def test_a_file_whose_log_lies_beside_it_is_not_restored_without_it(here: Path) -> None:
    copy = copies.make_now(here)
    copy.with_name(f"{copy.name}-wal").write_bytes(b"x")
    with pytest.raises(backup.NoCopy, match="write-ahead log"):
        backup.pick(here, copy.name)


def test_without_a_file_there_is_nothing_to_copy(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here.unlink()
    assert backup.main([]) == 1
    assert capsys.readouterr().err.startswith("FileMissing")
    assert not here.exists()
