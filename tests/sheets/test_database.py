"""The small files beside the workbook: many hands at their first opening, and what is said when they cannot be used."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from domain.errors import FileBusy, QueueDamaged
from sheets.database import Database

SCHEMA = "CREATE TABLE IF NOT EXISTS note (text TEXT)"
MANY = 8


def write(file: Database, text: str) -> None:
    with file.writing() as connection:
        connection.execute("INSERT INTO note VALUES (?)", (text,))


def written(path: Path) -> int:
    with Database(path, SCHEMA).reading() as connection:
        return int(connection.execute("SELECT count(*) FROM note").fetchone()[0])


def test_many_who_open_a_new_file_at_once_all_get_in(tmp_path: Path) -> None:
    for attempt in range(20):
        path, start = tmp_path / f"{attempt}.sqlite3", Barrier(MANY)

        def one(number: int, path: Path = path, start: Barrier = start) -> None:
            file = Database(path, SCHEMA)
            start.wait()
            write(file, str(number))
            file.close()

        with ThreadPoolExecutor(MANY) as people:
            list(people.map(one, range(MANY)))
        assert written(path) == MANY


def test_a_damaged_file_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "outbox.sqlite3"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(QueueDamaged):
        write(Database(path, SCHEMA), "x")
    assert path.read_bytes() == b"no database at all" * 100


def test_a_file_that_stays_locked_is_said_to_be_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheets.database.BUSY", 0.1)
    path = tmp_path / "outbox.sqlite3"
    holder, other = Database(path, SCHEMA), Database(path, SCHEMA)
    write(holder, "first")
    with holder.writing(), pytest.raises(FileBusy):
        write(other, "second")
    write(other, "third")
    assert written(path) == 2
    holder.close()
    other.close()


def test_a_file_that_was_taken_away_is_begun_anew_and_not_written_into_the_void(tmp_path: Path) -> None:
    path = tmp_path / "outbox.sqlite3"
    file = Database(path, SCHEMA)
    write(file, "one")
    for part in tmp_path.glob("outbox.sqlite3*"):
        part.rename(tmp_path / f"away-{part.name}")
    write(file, "two")
    file.close()
    assert written(path) == 1
