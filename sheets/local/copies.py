"""Dated copies of the file, in the folder `backups` beside it: one for each day of use, and whatever was asked for.

A copy is made by SQLite's online backup under another name, written through to the disk and checked; only then does it
get its name, which it takes from nobody. Processes at work at the same moment need no lock for that: each begins its
day with a copy, the first one that is whole gets the name, and none has written before one had it.
"""

import logging
import os
import re
import sqlite3
import threading
import time
import uuid
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

from sheets.local.checks import BUSY_TIMEOUT, examine, named_errors
from sheets.local.errors import FileError

log = logging.getLogger(__name__)

FOLDER = "backups"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAYS_KEPT = 30
RETRY = 600.0
"""Seconds after which a copy is tried again that could not be made."""

_LEFT_OVER = 3600.0
"""Seconds after which an unfinished copy is nobody's any more."""


def now() -> datetime:
    """The real moment where the workbook is used."""
    return datetime.now(ZONE)


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy; `clock` is "" for the copy of the day, "HHMMSS" for one that was asked for. `size` in bytes."""

    path: Path
    day: date
    clock: str
    size: int


def found(file: Path) -> list[Copy]:
    """The copies of `file`, the newest first; also those that stand beside it."""
    name = re.compile(rf"{re.escape(file.stem)}-(\d{{4}})-?(\d\d)-?(\d\d)(?:-(\d{{6}}))?{re.escape(file.suffix)}")
    copies = []
    for path in (*file.parent.glob(f"{FOLDER}/*"), *file.parent.glob(f"{file.stem}-*")):
        if matched := name.fullmatch(path.name):
            year, month, day, clock = matched.groups()
            copies.append(Copy(path, date(int(year), int(month), int(day)), clock or "", path.stat().st_size))
    return sorted(copies, key=lambda copy: (copy.day, copy.clock), reverse=True)


def surplus(copies: Collection[Copy]) -> list[Copy]:
    """What may go: all but the copies of the last 30 days that have any, and before that the newest of each month.

    Days of use and not of the calendar: neither a long pause nor a clock that jumped ahead makes the last ones go.
    """
    newest_first = sorted(copies, key=lambda copy: (copy.day, copy.clock), reverse=True)
    recent = sorted({copy.day for copy in copies}, reverse=True)[:DAYS_KEPT]
    old = [copy for copy in newest_first if copy.day not in recent]
    months = groupby(old, key=lambda copy: (copy.day.year, copy.day.month))
    return [copy for _, month in months for copy in list(month)[1:]]


def remains(file: Path) -> Sequence[Path]:
    """What shows that there was a workbook where no file is now: copies, kept files, a log that was not merged.

    Not the first workbook's copies of a later year, whose names begin like that year's file (workbook-2027-01-10).
    """
    wal = file.with_name(f"{file.name}-wal")
    beside = [path for path in (wal,) if path.exists() and path.stat().st_size]
    names = f"{file.stem}-*{file.suffix}"
    firsts = re.compile(rf"{re.escape(file.stem)}-\d\d-?\d\d(?:-\d{{6}})?{re.escape(file.suffix)}")
    found = (*file.parent.glob(f"{FOLDER}/{names}"), *file.parent.glob(names))
    return [*beside, *(path for path in found if not firsts.fullmatch(path.name))]


def make(file: Path, name: str) -> Path | None:
    """Copies the file as it stands at one moment; None when a copy of that name is there. Raises FileError."""
    target = file.parent / FOLDER / name
    with named_errors(file):
        target.parent.mkdir(exist_ok=True)
        new = target.with_name(f".{name}.{uuid.uuid4().hex}")
        try:
            _copy(file, new)
            settle(new)
            examine(new, in_use=False)
            return _named(new, target)
        finally:
            new.unlink(missing_ok=True)


def make_now(file: Path) -> Path:
    """A copy that somebody asked for, named by the second. Raises FileError."""
    stamp = now().strftime("%Y%m%d-%H%M%S")
    name = f"{file.stem}-{stamp}{file.suffix}"
    return make(file, name) or file.parent / FOLDER / name


def settle(path: Path) -> None:
    """Through to the disk. Not for a file that SQLite has open here: closing it would let go of SQLite's locks."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(folder: Path, beginning: str) -> None:
    """Removes what a process left unfinished when it died."""
    for path in folder.glob(f".{beginning}*"):
        if time.time() - path.stat().st_mtime > _LEFT_OVER:
            path.unlink(missing_ok=True)


def _copy(file: Path, new: Path) -> None:
    """All pages in one step, hence of one moment. Without a journal: what is not finished is thrown away."""
    address = f"{file.absolute().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT)) as source,
        closing(sqlite3.connect(new)) as target,
    ):
        target.execute("PRAGMA journal_mode=OFF")
        source.execute("BEGIN")
        source.execute("PRAGMA user_version").fetchone()  # waits for a lock as long as any request, backup() for ever
        source.backup(target)


def _named(new: Path, target: Path) -> Path | None:
    try:
        os.link(new, target)
    except FileExistsError:
        return None
    settle(target.parent)
    return target


class Daily:
    """The copy of the day of one process: asked before every request, made before the first one of the day.

    That request waits for it: 0.05 s for a file of 24 MB, 0.5 s for 235 MB.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._kept_on: date | None = None
        self._due = 0.0
        self._making = threading.Lock()

    def keep(self) -> None:
        """Never raises: work goes on without a copy. That it is missing stands in the log and on the page Quản trị."""
        if self._kept_on == now().date() or time.monotonic() < self._due:
            return
        with self._making:
            today = now().date()
            if self._kept_on != today and time.monotonic() >= self._due:
                self._keep(today)

    def _keep(self, today: date) -> None:
        name = f"{self._file.stem}-{today.isoformat()}{self._file.suffix}"
        try:
            if not (self._file.parent / FOLDER / name).exists():
                if not _has_content(self._file):
                    return
                if make(self._file, name):
                    log.info("copy of the day: %s", name)
                    self._tidy()
            self._kept_on = today
        except FileError:
            self._due = time.monotonic() + RETRY
            log.exception("no copy of the day could be kept")

    def _tidy(self) -> None:
        """After a good copy only, which is the newest: it always stays."""
        folder = self._file.parent / FOLDER
        with named_errors(folder):
            for copy in surplus([copy for copy in found(self._file) if copy.path.parent == folder]):
                copy.path.unlink(missing_ok=True)
                log.info("old copy removed: %s", copy.path.name)
            sweep(folder, self._file.stem)


def _has_content(file: Path) -> bool:
    """Whether any row was ever written: before that there is nothing to keep."""
    address = f"{file.absolute().as_uri()}?mode=ro"
    with named_errors(file), closing(sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT)) as connection:
        return connection.execute("SELECT 1 FROM line LIMIT 1").fetchone() is not None
