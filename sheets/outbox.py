"""The durable outbox: what people saved, kept on this machine's disk until the workbook has confirmed it.

One SQLite file per data folder, shared by its processes (WAL, synchronous=FULL: what was acknowledged survives a power
cut). An entry belongs to the process that took it; that of a process which has ended is taken over. Nothing is ever
removed but what was confirmed a month ago: what the workbook refuses for good stays until a person decides.
"""

import json
import logging
import sqlite3
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from domain import outbox as boxes
from domain.conflicts import Seen
from domain.errors import DvkError
from domain.outbox import Done, Entry, EntryState
from sheets import clock
from sheets.database import Database
from sheets.owners import Owner

log = logging.getLogger(__name__)

FILE_NAME = "outbox.sqlite3"
OWNERS = "outbox.owners"
KEPT = timedelta(days=30)  # for confirmed entries
MOST = 100  # entries that go out as one batch

SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, book TEXT NOT NULL, op TEXT NOT NULL, email TEXT NOT NULL,
    by TEXT NOT NULL, rule TEXT NOT NULL, arguments TEXT NOT NULL, seen TEXT NOT NULL, state TEXT NOT NULL,
    owner TEXT, tries INTEGER NOT NULL DEFAULT 0, put_at TEXT NOT NULL, settled_at TEXT, error TEXT,
    trouble TEXT NOT NULL DEFAULT '', done TEXT, UNIQUE (book, op)
);
CREATE INDEX IF NOT EXISTS entry_state ON entry (book, state, seq);
"""
COLUMNS = "op, by, rule, arguments, seen, state, put_at, settled_at, tries, error, trouble, done"


class Outbox:
    """The entries for one spreadsheet (`book`). Every method may be called from any thread.

    Raises QueueDamaged, FileBusy, DiskFull and the like where the file cannot be used; nothing was then kept.
    """

    def __init__(self, folder: Path, book: str) -> None:
        self._folder, self._book = folder, book
        self._file = Database(folder / FILE_NAME, SCHEMA)
        self._lock = threading.Lock()
        self._owner: Owner | None = None

    def put(self, entry: Entry) -> Entry:
        """Keeps `entry` for good; once this returns it will be delivered exactly once.

        An `op` that is there already keeps what it has, unless it was refused: then this is its correction.
        """
        values = (
            self._book, entry.op, entry.by.email, _json(boxes.actor_json(entry.by)), entry.rule,
            _json(entry.arguments), _json(entry.seen.kept()), EntryState.WAITING, self._me().name, _now(),
        )  # fmt: skip
        with self._file.writing() as file:
            file.execute(
                "INSERT INTO entry (book, op, email, by, rule, arguments, seen, state, owner, put_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (book, op) DO UPDATE SET email=excluded.email,"
                " by=excluded.by, rule=excluded.rule, arguments=excluded.arguments, seen=excluded.seen,"
                " state=excluded.state, owner=excluded.owner, put_at=excluded.put_at, settled_at=NULL, error=NULL"
                " WHERE entry.state IN ('refused', 'dropped')",
                values,
            )
            return self._found(file, entry.op)

    def find(self, op: str) -> Entry | None:
        with self._file.reading() as file:
            row = file.execute(f"SELECT {COLUMNS} FROM entry WHERE book=? AND op=?", (self._book, op)).fetchone()
        return _entry(row) if row else None

    def take(self, most: int = MOST) -> list[Entry]:
        """The oldest waiting entries of this process, those of processes that have ended among them."""
        me = self._me()
        with self._file.writing() as file:
            owners = file.execute(
                "SELECT DISTINCT owner FROM entry WHERE book=? AND state='waiting' AND owner IS NOT ?",
                (self._book, me.name),
            ).fetchall()
            for (owner,) in owners:
                if owner is None or not me.alive(owner):
                    self._take_over(file, owner)
            rows = file.execute(
                f"SELECT {COLUMNS} FROM entry WHERE book=? AND state='waiting' AND owner=? ORDER BY seq LIMIT ?",
                (self._book, me.name, most),
            ).fetchall()
        return [_entry(row) for row in rows]

    def _take_over(self, file: sqlite3.Connection, owner: str | None) -> None:
        """A sending of its old owner may still be under way, so its first try counts as begun."""
        log.warning("taking over what %s had not delivered", owner)
        file.execute(
            "UPDATE entry SET owner=?, tries=max(tries, 1) WHERE book=? AND state='waiting' AND owner IS ?",
            (self._me().name, self._book, owner),
        )

    def begun(self, ops: Sequence[str]) -> None:
        """A sending of these begins: from now on they may have been carried out."""
        with self._file.writing() as file:
            file.executemany("UPDATE entry SET tries=tries+1 WHERE book=? AND op=?", [(self._book, op) for op in ops])

    def confirmed(self, answers: Sequence[tuple[str, Done]]) -> None:
        """The workbook has these."""
        at = _now()
        rows = [(at, _json([done.ids, done.rows]), self._book, op) for op, done in answers]
        with self._file.writing() as file:
            file.executemany(
                "UPDATE entry SET state='done', settled_at=?, done=?, error=NULL, trouble='' WHERE book=? AND op=?",
                rows,
            )

    def refused(self, op: str, error: DvkError) -> None:
        """`error` will not go away by waiting: a person has to decide."""
        with self._file.writing() as file:
            file.execute(
                "UPDATE entry SET state='refused', settled_at=?, error=? WHERE book=? AND op=? AND state='waiting'",
                (_now(), _json(boxes.error_json(error)), self._book, op),
            )

    def delayed(self, ops: Sequence[str], error: DvkError) -> None:
        """Why these are still waiting."""
        with self._file.writing() as file:
            rows = [(boxes.trouble_of(error), self._book, op) for op in ops]
            file.executemany("UPDATE entry SET trouble=? WHERE book=? AND op=? AND state='waiting'", rows)

    def drop(self, op: str) -> None:
        """A person gave a refused entry up. It stays on record."""
        with self._file.writing() as file:
            file.execute(
                "UPDATE entry SET state='dropped', settled_at=? WHERE book=? AND op=? AND state='refused'",
                (_now(), self._book, op),
            )

    def retry(self, op: str) -> None:
        """A person wants a refused entry to be tried again as it is."""
        with self._file.writing() as file:
            file.execute(
                "UPDATE entry SET state='waiting', owner=?, settled_at=NULL, error=NULL"
                " WHERE book=? AND op=? AND state='refused'",
                (self._me().name, self._book, op),
            )

    def of(self, email: str | None, *, since: timedelta) -> list[Entry]:
        """What `email` saved (None: everybody) that is not settled, or was within `since`; the newest first."""
        bounds = (self._book, email, email, (clock.real_now() - since).isoformat())
        with self._file.reading() as file:
            rows = file.execute(
                f"SELECT {COLUMNS} FROM entry WHERE book=? AND (? IS NULL OR email=?) AND"
                " (state IN ('waiting', 'refused') OR settled_at >= ?) ORDER BY seq DESC LIMIT 500",
                bounds,
            ).fetchall()
        return [_entry(row) for row in rows]

    def counts(self, email: str | None) -> dict[EntryState, int]:
        """How many of `email` (None: everybody) wait, and how many were refused."""
        with self._file.reading() as file:
            rows = file.execute(
                "SELECT state, count(*) FROM entry WHERE book=? AND (? IS NULL OR email=?)"
                " AND state IN ('waiting', 'refused') GROUP BY state",
                (self._book, email, email),
            ).fetchall()
        return {EntryState(state): count for state, count in rows}

    def confirmed_elsewhere(self) -> str:
        """How much other processes have confirmed: it moves when one does, also where a clock was set back."""
        with self._file.reading() as file:
            query = "SELECT count(*) FROM entry WHERE book=? AND state='done' AND owner IS NOT ?"
            found = file.execute(query, (self._book, self._me().name)).fetchone()[0]
        return str(found)

    def prune(self) -> None:
        """Forgets what was confirmed a month ago; Nhật ký has it for good."""
        with self._file.writing() as file:
            before = (clock.real_now() - KEPT).isoformat()
            file.execute("DELETE FROM entry WHERE state='done' AND settled_at < ?", (before,))

    def close(self) -> None:
        """Lets other processes have what this one has not delivered."""
        self._file.close()
        with self._lock:
            if self._owner is not None:
                self._owner.close()
                self._owner = None

    def _me(self) -> Owner:
        with self._lock:
            if self._owner is None:
                self._owner = Owner(self._folder / OWNERS)
            return self._owner

    def _found(self, file: sqlite3.Connection, op: str) -> Entry:
        return _entry(file.execute(f"SELECT {COLUMNS} FROM entry WHERE book=? AND op=?", (self._book, op)).fetchone())


def _entry(row: Sequence[Any]) -> Entry:
    op, by, rule, arguments, seen, state, put_at, settled_at, tries, error, trouble, done = row
    ids, rows = json.loads(done) if done else ((), ())
    return Entry(
        op=op,
        by=boxes.actor_of_json(json.loads(by)),
        rule=rule,
        arguments=json.loads(arguments),
        seen=Seen.read(json.loads(seen)),
        state=EntryState(state),
        put_at=datetime.fromisoformat(put_at),
        settled_at=datetime.fromisoformat(settled_at) if settled_at else None,
        tries=tries,
        error=boxes.error_of_json(json.loads(error)) if error else None,
        trouble=trouble,
        done=Done(tuple(ids), tuple(rows)) if done else None,
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _now() -> str:
    return clock.real_now().isoformat()
