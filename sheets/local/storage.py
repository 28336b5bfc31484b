"""The SQLite file: schema, connections and transactions. Several processes may use one file at once.

WAL with synchronous=FULL: an acknowledged write survives a power cut. Every write request is one BEGIN IMMEDIATE
transaction, so requests are applied one after another and a failing one leaves nothing behind.
"""

import queue
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sheets.local.errors import FileCorrupt, FileError, FileLocked

BUSY_TIMEOUT = 10.0
"""Seconds that a request waits for another process's write."""

_SCHEMA_VERSION = 2
_SCHEMA = """
CREATE TABLE spreadsheet (
    id TEXT PRIMARY KEY, doc TEXT NOT NULL, version INTEGER NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE sheet (
    grid INTEGER PRIMARY KEY AUTOINCREMENT, spreadsheet TEXT NOT NULL REFERENCES spreadsheet ON DELETE CASCADE,
    id INTEGER NOT NULL, doc TEXT NOT NULL, UNIQUE (spreadsheet, id)
);
CREATE TABLE line (
    grid INTEGER NOT NULL REFERENCES sheet ON DELETE CASCADE, key INTEGER NOT NULL,
    cells TEXT NOT NULL, props TEXT, filled INTEGER NOT NULL, formulas INTEGER NOT NULL, PRIMARY KEY (grid, key)
) WITHOUT ROWID;
CREATE INDEX line_filled ON line (grid, key) WHERE filled;
CREATE INDEX line_formulas ON line (grid) WHERE formulas;
CREATE TABLE metadata (
    spreadsheet TEXT NOT NULL REFERENCES spreadsheet ON DELETE CASCADE, id INTEGER NOT NULL,
    sheet INTEGER, dimension TEXT, start INTEGER, finish INTEGER,
    key TEXT NOT NULL, value TEXT, visibility TEXT NOT NULL, PRIMARY KEY (spreadsheet, id)
) WITHOUT ROWID;
CREATE INDEX metadata_key ON metadata (spreadsheet, key);
CREATE TABLE style (id INTEGER PRIMARY KEY, doc TEXT NOT NULL UNIQUE);
"""
_SINCE_VERSION_1 = "CREATE TABLE deleted (id TEXT PRIMARY KEY) WITHOUT ROWID"
"""The ids of spreadsheets that were deleted: Google still knows them, as gone."""


class Storage:
    """A pool of connections to one file; opening creates the folder and the file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        path.parent.mkdir(parents=True, exist_ok=True)
        with self.writing() as connection:
            _create(connection, path)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """All reads inside see one state of the file."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is written, or, when it raises, nothing."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    def close(self) -> None:
        while not self._idle.empty():
            self._idle.get().close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with _named_errors(self.path):
            connection = self._take()
            try:
                connection.execute(begin)
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._idle.put(connection)

    def _take(self) -> sqlite3.Connection:
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            return _connect(self.path)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _create(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == _SCHEMA_VERSION:
        return
    if version not in {0, 1} or (not version and connection.execute("SELECT 1 FROM sqlite_master").fetchone()):
        raise FileCorrupt(f"{path} is not a workbook of this version of the service.")
    for statement in _SCHEMA.split(";") if not version else []:
        connection.execute(statement)
    connection.execute(_SINCE_VERSION_1)
    connection.execute(f"PRAGMA user_version={_SCHEMA_VERSION}")


@contextmanager
def _named_errors(path: Path) -> Iterator[None]:
    """SQLite's errors as the classes of this service; the low byte is the primary code of an extended one."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise FileLocked(f"{path} is locked by another process: {error}") from error
        if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise FileCorrupt(f"{path} is damaged: {error}") from error
        raise FileError(f"{path}: {error}") from error
