"""A small SQLite file that several processes share: WAL, synchronous=FULL, one short transaction at a time."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_random

from domain.errors import QueueDamaged
from sheets.local.checks import named_errors
from sheets.local.errors import FileCorrupt, FileError
from sheets.workbook import translated

BUSY = 10.0  # seconds that one process waits for another one's write


class Database:
    """Opened with its first use, and again when somebody put another file in its place. Safe for threads.

    Raises QueueDamaged, FileBusy, DiskFull and the like; nothing was then written.
    """

    def __init__(self, path: Path, schema: str) -> None:
        self.path = path
        self._schema = schema
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._inode = 0

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is written for good, or, when it raises, nothing."""
        with self._using("BEGIN IMMEDIATE") as file:
            yield file

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """All reads inside see one state of the file."""
        with self._using("BEGIN") as file:
            yield file

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def _using(self, begin: str) -> Iterator[sqlite3.Connection]:
        try:
            with self._lock, named_errors(self.path):
                file = self._open()
                file.execute(begin)
                try:
                    yield file
                    file.execute("COMMIT")
                except BaseException:
                    if file.in_transaction:
                        file.execute("ROLLBACK")
                    raise
        except FileCorrupt as error:
            raise QueueDamaged(str(error)) from error
        except FileError as error:
            raise translated(error) from error

    def _open(self) -> sqlite3.Connection:
        if self._connection is not None and self._inode != _inode(self.path):
            self.close()  # it was moved away: what is written there would be lost with it
        if self._connection is None:
            self._connection, self._inode = _opening(self._connect), _inode(self.path)
        return self._connection

    def _connect(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch(mode=0o600)  # what people typed is nobody else's on this machine
        file = sqlite3.connect(self.path, timeout=BUSY, isolation_level=None, check_same_thread=False)
        try:
            file.execute("PRAGMA journal_mode=WAL")
            file.execute("PRAGMA synchronous=FULL")
            file.executescript(self._schema)
        except sqlite3.Error:
            file.close()
            raise
        return file


def _opening(connect: Callable[[], sqlite3.Connection]) -> sqlite3.Connection:
    """SQLite does not wait for its time-out where two begin a new file at once: the change to WAL fails right away."""
    again = Retrying(
        retry=retry_if_exception(_is_busy),
        stop=stop_after_delay(BUSY),
        wait=wait_random(0.01, 0.05),
        reraise=True,
    )
    return again(connect)


def _is_busy(error: BaseException) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _inode(path: Path) -> int:
    """Which file stands there; 0 for none."""
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return 0
