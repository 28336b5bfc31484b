"""A small SQLite file that several processes share: WAL, synchronous=FULL, one short transaction at a time."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain.errors import FileBusy, FileDamaged

BUSY = 10.0  # seconds that one process waits for another one's write


class Database:
    """Opened with its first use. Safe for threads. Raises FileDamaged or FileBusy; nothing was then written."""

    def __init__(self, path: Path, schema: str) -> None:
        self.path = path
        self._schema = schema
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

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
        with self._lock, _named(self.path):
            file = self._open()
            file.execute(begin)
            try:
                yield file
                file.execute("COMMIT")
            except BaseException:
                if file.in_transaction:
                    file.execute("ROLLBACK")
                raise

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = sqlite3.connect(self.path, timeout=BUSY, isolation_level=None, check_same_thread=False)
            try:
                file.execute("PRAGMA journal_mode=WAL")
                file.execute("PRAGMA synchronous=FULL")
                file.executescript(self._schema)
            except sqlite3.Error:
                file.close()
                raise
            self._connection = file
        return self._connection


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        damaged = getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
        raise (FileDamaged if damaged else FileBusy)(f"{path}: {error}") from error
    except OSError as error:
        raise FileBusy(f"{path}: {error}") from error
