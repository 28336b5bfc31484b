"""The last good reading on disk, so that a restart shows figures before the first answer from Google, or without one.

One file per spreadsheet. It holds accounts, so only its owner may read it. Several processes may write it: the last
one wins, and nobody ever finds half a file.

JSON, compressed: at 50 000 models 8 MB instead of 62, for 0.95 s of CPU instead of 0.7, and what gzip takes of it holds
nobody up; reading takes 1.8 s instead of 1.0 (`python -m tools.bench.shelf 50000`).
"""

import contextlib
import gzip
import json
import logging
import os
import tempfile
import threading
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from domain.rows import Grid
from domain.vocabulary import Tab
from sheets.clock import TICKER, Ticker
from sheets.grids import Once, with_values_once
from sheets.reader import DATA_TABS

log = logging.getLogger(__name__)

FORMAT = 1
LEVEL = 1  # of gzip
ROWS = 500  # rows per line of the file: no other thread waits for longer than it takes to put these into words
LARGE = 250_000  # bytes from which a file is not written at every change
PAUSE = 30.0  # seconds between two writings of a large file, or after a failed one
FORGOTTEN = 3600.0  # seconds after which nobody is writing a file any more
AGEING = 300.0  # seconds after which a reading that changed nothing renews the moment in the file
UNUSABLE = (OSError, EOFError, zlib.error, ValueError, TypeError, AttributeError, KeyError, RecursionError)


@dataclass(frozen=True, slots=True)
class Shelved:
    """A reading with what is needed to show it: raw values of all data tabs, sheet ids by title, its real moment."""

    grids: dict[Tab, Grid]
    gids: Mapping[str, int]
    read_at: datetime


class Foreign(ValueError):
    """The file is not one that this version of the application wrote for this spreadsheet."""


class Shelf:
    """The file of one spreadsheet. Neither reading nor writing it raises: a shelf that fails is as good as none."""

    def __init__(self, path: Path, spreadsheet_id: str, ticker: Ticker = TICKER) -> None:
        self._path, self._id, self._ticker = path, spreadsheet_id, ticker
        self._kept: Shelved | None = None
        self._size = 0
        self._failed = False
        self._tried: float | None = None
        self._writing = threading.Lock()

    def load(self) -> Shelved | None:
        """What is there; None, with a warning in the log, where it cannot be used."""
        try:
            found = self._read()
        except FileNotFoundError:
            return None
        except UNUSABLE as error:
            log.warning("%s is ignored: %s: %s", self._path.name, type(error).__name__, error)
            return None
        self._kept = found
        return found

    def keep(self, reading: Shelved, *, now: bool = False) -> None:
        """Puts `reading` there when it is worth it; `now`: also when a large file has just been written."""
        with self._writing:
            if not self._worth_writing(reading, now=now):
                return
            self._tried, self._failed = self._ticker.monotonic(), True
            try:
                self._size = self._write(reading)
            except (OSError, ValueError, TypeError) as error:
                log.warning("%s stays as it was: %s: %s", self._path.name, type(error).__name__, error)
                return
            self._kept, self._failed = reading, False

    def _worth_writing(self, reading: Shelved, *, now: bool) -> bool:
        if self._tried is not None and not now:
            pause = PAUSE if self._failed or self._size >= LARGE else 0.0
            if self._ticker.monotonic() - self._tried < pause:
                return False
        if self._kept is None or reading.grids is not self._kept.grids:
            return True
        moved = abs((reading.read_at - self._kept.read_at).total_seconds())  # back, where somebody set the clock back
        return moved >= (1.0 if now else AGEING)

    def _write(self, reading: Shelved) -> int:
        """Writes a new file beside the old one, then puts it in its place. Returns its bytes."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._sweep()
        handle, name = tempfile.mkstemp(prefix=f".{self._path.name}.", dir=self._path.parent)  # mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                with gzip.GzipFile("", "wb", LEVEL, file) as packed:
                    packed.writelines(self._lines(reading))
                file.flush()
                os.fsync(handle)
                size = file.tell()
            Path(name).replace(self._path)
        finally:
            Path(name).unlink(missing_ok=True)
        return size

    def _sweep(self) -> None:
        """Removes what a process left behind that was killed while it wrote."""
        now = self._ticker.real_now().timestamp()
        for left in self._path.parent.glob(f".{self._path.name}.*"):
            with contextlib.suppress(FileNotFoundError):  # another process has just put it in its place
                if abs(now - left.stat().st_mtime) > FORGOTTEN:
                    left.unlink()

    def _lines(self, reading: Shelved) -> Iterator[bytes]:
        """First what it is, then the rows: [tab, rows] for some hundred rows a line."""
        at = reading.read_at.isoformat()
        yield _line({"format": FORMAT, "spreadsheet": self._id, "gids": dict(reading.gids), "read_at": at})
        for tab, grid in reading.grids.items():
            for first in range(0, max(1, len(grid)), ROWS):
                yield _line([tab, grid[first : first + ROWS]])

    def _read(self) -> Shelved:
        """Raises OSError, EOFError, zlib.error, or what JSON of another shape leads to."""
        with gzip.open(self._path) as packed:
            head = json.loads(next(packed, b"{}"))
            if (head.get("format"), head.get("spreadsheet")) != (FORMAT, self._id):
                raise Foreign("another format or another spreadsheet")
            grids: dict[Tab, Grid] = {}
            met: Once = ({}, {})
            for line in packed:
                tab, rows = json.loads(line)
                grids.setdefault(Tab(tab), []).extend(with_values_once(rows, met))
        if grids.keys() != set(DATA_TABS):
            raise Foreign("other tabs: it was kept by another version")
        read_at = datetime.fromisoformat(head["read_at"])
        if read_at.tzinfo is None:
            raise Foreign("a moment without its time zone")
        return Shelved(grids, {title: int(gid) for title, gid in head["gids"].items()}, read_at)


def _line(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
