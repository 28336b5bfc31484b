"""The SQLite file: schema, connections and transactions. Several processes may use one file at once.

WAL with synchronous=FULL: an acknowledged write survives a power cut. Every write request is one BEGIN IMMEDIATE
transaction, so requests are applied one after another and a failing one leaves nothing behind.

The file is made once, in a folder without any trace of one. After that a missing file is an error, and so is a damaged
one, which nothing is written to. Both are looked for by every request, so a file that comes back is used at once.
"""

import os
import queue
import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sheets.local import copies, locking
from sheets.local.checks import BUSY_TIMEOUT, SCHEMA_VERSION, examine, named_errors
from sheets.local.errors import FileCorrupt, FileMissing

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
    """The connections to one file; opening creates the folder and, with `begins`, the file where none was."""

    def __init__(self, path: Path, *, begins: bool = True) -> None:
        self.path = path
        self._pool: _Pool | None = None
        self._opening = threading.Lock()
        self._daily = copies.Daily(path)
        with named_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with locking.shared(path, BUSY_TIMEOUT):
                if begins:
                    _begin(path)
                self._opened()

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
        """Closes the connections that no request is using; a later request opens the file again."""
        with self._opening:
            self._let_go()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        try:
            with named_errors(self.path), locking.shared(self.path, BUSY_TIMEOUT):
                pool = self._opened()
                self._daily.keep()
                with pool.connection() as connection:
                    connection.execute(begin)
                    yield connection
                    connection.execute("COMMIT")
        except FileCorrupt:
            self.close()  # the next request examines the whole file before it does anything
            raise

    def _opened(self) -> "_Pool":
        """The connections to the file that stands there now: writing to one that was moved away would lose it."""
        with self._opening:
            there = _identity(self.path)
            if self._pool is None or self._pool.identity != there:
                self._let_go()
                examine(self.path, in_use=True)
                _upgrade(self.path)
                self._pool = _Pool(self.path, there)
            return self._pool

    def _let_go(self) -> None:
        if self._pool is not None:
            self._pool.close()
        self._pool = None


class _Pool:
    """Connections to the file that had this identity when they were opened."""

    def __init__(self, path: Path, identity: tuple[int, int]) -> None:
        self.identity = identity
        self._path = path
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        self._closed = False

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """One for a transaction, rolled back when that raises. After an error of SQLite it is not used again."""
        connection = self._take()
        try:
            yield connection
        except sqlite3.Error:
            connection.close()
            raise
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            self._put(connection)
            raise
        self._put(connection)

    def close(self) -> None:
        self._closed = True
        with suppress(queue.Empty):
            while True:
                self._idle.get_nowait().close()

    def _take(self) -> sqlite3.Connection:
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            return _connect(self._path)

    def _put(self, connection: sqlite3.Connection) -> None:
        self._idle.put(connection)
        if self._closed:
            self.close()


def _identity(path: Path) -> tuple[int, int]:
    try:
        there = path.stat()
    except FileNotFoundError as error:
        raise FileMissing(f"{path} is not there any more") from error
    return there.st_dev, there.st_ino


def _connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Mode "rw" never makes a file."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _begin(path: Path) -> None:
    """The first file of a folder, whole at once under its name: an empty one is never ours."""
    if path.exists():
        return
    if there := copies.remains(path):
        raise FileMissing(f"{path} is not there, but {', '.join(sorted(one.name for one in there))} is")
    new = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with closing(_connect(new, "rwc")) as connection:
            connection.executescript(
                f"BEGIN; {_SCHEMA}; {_SINCE_VERSION_1}; PRAGMA user_version={SCHEMA_VERSION}; COMMIT"
            )
        with suppress(FileExistsError):  # another process was faster
            os.link(new, path)
            copies.settle(path.parent)
    finally:
        new.unlink(missing_ok=True)


def _upgrade(path: Path) -> None:
    """Brings a file of the first version up to date."""
    with closing(_connect(path)) as connection:
        if connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION:
            return
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("PRAGMA user_version").fetchone()[0] == 1:
            connection.execute(_SINCE_VERSION_1)
            connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
        connection.execute("COMMIT")
