"""The last good reading on disk: what comes back, what is ignored, and what happens when it cannot be written."""

import gzip
import json
import logging
import os
import stat
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.vocabulary import Tab
from sheets import shelf as module
from sheets.reader import DATA_TABS
from sheets.shelf import PAUSE, Shelf, Shelved
from tests.sheets.ticker import FakeTicker

AT = datetime(2026, 9, 15, 2, 0, tzinfo=UTC)
BOOK = "1abc"


def reading(title: str = "Vườn rau", *, rows: int = 3, at: datetime = AT) -> Shelved:
    grids: dict[Tab, list[list[Any]]] = {tab: [["Mã", "Tên"]] for tab in DATA_TABS}
    grids[Tab.MODELS] += [[f"MH-2026-{number:04d}", title, 45.5, True, "", "\ud83d"] for number in range(rows)]
    grids[Tab.FINDINGS] = []
    return Shelved(grids, {str(tab): number for number, tab in enumerate(DATA_TABS)}, at)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "reading-1.gz"


def test_what_was_kept_comes_back_in_another_process(path: Path) -> None:
    kept = reading(rows=1_234)
    Shelf(path, BOOK).keep(kept)
    assert Shelf(path, BOOK).load() == kept


def test_only_its_owner_may_read_it_and_nothing_else_is_left(path: Path) -> None:
    Shelf(path, BOOK).keep(reading())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [*path.parent.iterdir()] == [path]


def test_nothing_there_is_no_reason_for_a_warning(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert Shelf(path, BOOK).load() is None
    assert not caplog.records


def packed(*lines: object) -> bytes:
    return gzip.compress("\n".join(json.dumps(line) for line in lines).encode())


HEAD: dict[str, Any] = {"format": 1, "spreadsheet": BOOK, "gids": {}, "read_at": AT.isoformat()}
DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "no gzip": lambda _: b"no gzip at all" * 99,
    "cut": lambda whole: whole[: len(whole) // 2],
    "one byte": lambda whole: whole[:60] + bytes([whole[60] ^ 255]) + whole[61:],
    "no head": lambda _: packed([]),
    "another format": lambda _: packed(HEAD | {"format": 0}),
    "another spreadsheet": lambda _: packed(HEAD | {"spreadsheet": "1xyz"}),
    "no moment": lambda _: packed({**HEAD, "read_at": "yesterday"}),
    "a moment without zone": lambda _: packed({**HEAD, "read_at": "2026-09-15T09:00:00"}),
    "a tab nobody knows": lambda _: packed(HEAD, ["Sổ khác", [["x"]]]),
    "rows that are none": lambda _: packed(HEAD, [Tab.MODELS, 5]),
    "no JSON": lambda _: gzip.compress(b"{"),
}


@pytest.mark.parametrize("damage", list(DAMAGES))
def test_a_file_that_cannot_be_used_is_ignored_with_a_warning(
    path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    Shelf(path, BOOK).keep(reading(rows=200))
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    again = Shelf(path, BOOK)
    assert again.load() is None
    (record,) = caplog.records
    assert (record.levelno, path.name in record.getMessage()) == (logging.WARNING, True)
    again.keep(reading())
    assert Shelf(path, BOOK).load() == reading()


def test_a_full_disk_keeps_the_old_file_and_is_logged(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ticker = FakeTicker()
    shelf = Shelf(path, BOOK, ticker)
    shelf.keep(reading("cũ"))
    with monkeypatch.context() as patch:

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        patch.setattr(os, "fsync", full)
        shelf.keep(reading("mới"))
    assert "No space left on device" in caplog.text
    assert Shelf(path, BOOK).load() == reading("cũ")
    assert [*path.parent.iterdir()] == [path]
    shelf.keep(reading("mới"))
    assert Shelf(path, BOOK).load() == reading("cũ"), "a failing disk is left alone for a while"
    ticker.advance(PAUSE)
    shelf.keep(reading("mới"))
    assert Shelf(path, BOOK).load() == reading("mới")


def test_a_folder_that_cannot_be_made_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("no folder")
    Shelf(tmp_path / "file" / "x.gz", BOOK).keep(reading())
    assert "stays as it was" in caplog.text


def test_the_same_values_are_written_again_only_to_renew_their_moment(path: Path) -> None:
    ticker = FakeTicker()
    shelf = Shelf(path, BOOK, ticker)
    first = reading()
    shelf.keep(first)
    shelf.keep(Shelved(first.grids, first.gids, AT + timedelta(minutes=4)))
    assert Shelf(path, BOOK).load() == first
    for minutes in (6, -6):  # the second: somebody set the machine's clock back
        moved = Shelved(first.grids, first.gids, AT + timedelta(minutes=minutes))
        shelf.keep(moved)
        assert Shelf(path, BOOK).load() == moved


def test_a_large_file_is_not_written_at_every_change(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGE", 100)
    ticker = FakeTicker()
    shelf = Shelf(path, BOOK, ticker)
    for title, passes, now, found in [("a", 0, False, "a"), ("b", 29, False, "a"), ("c", 2, False, "c")]:
        ticker.advance(passes)
        shelf.keep(reading(title), now=now)
        assert Shelf(path, BOOK).load() == reading(found)
    shelf.keep(reading("d"), now=True)
    assert Shelf(path, BOOK).load() == reading("d")


def test_what_a_killed_process_left_half_written_is_removed_after_an_hour(path: Path) -> None:
    shelf, ticker = Shelf(path, BOOK), FakeTicker()
    shelf.keep(reading())
    halves = [path.with_name(f".{path.name}.{name}") for name in ("old", "new")]
    for half, hours in zip(halves, (2, 0), strict=True):
        half.write_bytes(b"half")
        moment = ticker.real_now().timestamp() - hours * 3600
        os.utime(half, (moment, moment))
    shelf.keep(reading("b"))
    assert [half.exists() for half in halves] == [False, True]


def test_several_writers_and_a_reader_never_meet_half_a_file(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    titles = ["a", "b", "c"]
    shelves = [Shelf(path, BOOK) for _ in titles]
    shelves[0].keep(reading("a", rows=2_000), now=True)

    def write(shelf: Shelf, title: str) -> None:
        for _ in range(10):
            shelf.keep(reading(title, rows=2_000), now=True)

    writers = [threading.Thread(target=write, args=pair) for pair in zip(shelves, titles, strict=True)]
    for one in writers:
        one.start()
    found = []
    while any(one.is_alive() for one in writers):
        found.append(Shelf(path, BOOK).load())
    assert found
    assert all(one in [reading(title, rows=2_000) for title in titles] for one in found)
    assert not caplog.records
    assert [*path.parent.iterdir()] == [path]
