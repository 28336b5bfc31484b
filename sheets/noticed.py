"""Hand edits that were noticed and do not stand in Nhật ký yet: on disk, so that a process that dies loses none.

One line per cell: edits that follow one another in a short time become one, and a cell that got its old value back is
forgotten. Shared by the processes of a data folder, which all notice the same.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from domain.noticing import WHOLE_ROW, HandChange
from sheets import clock
from sheets.database import Database

FILE_NAME = "noticed.sqlite3"
ECHO = timedelta(minutes=2)  # in which another process may notice what is recorded already

SCHEMA = """
CREATE TABLE IF NOT EXISTS change (
    book TEXT NOT NULL, tab TEXT NOT NULL, key TEXT NOT NULL, col TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,
    noticed_at TEXT NOT NULL, recorded_at TEXT, PRIMARY KEY (book, tab, key, col)
) WITHOUT ROWID;
"""
UPSERT = """
INSERT INTO change (book, tab, key, col, old, new, noticed_at) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (book, tab, key, col) DO UPDATE SET
    old = CASE WHEN change.recorded_at IS NULL THEN change.old ELSE excluded.old END,
    new = excluded.new, noticed_at = excluded.noticed_at,
    recorded_at = CASE WHEN change.recorded_at IS NOT NULL AND change.new = excluded.new THEN change.recorded_at END
"""


class Noticed:
    """The hand edits of one spreadsheet (`book`). Every method may be called from any thread.

    Raises QueueDamaged, FileBusy and the like.
    """

    def __init__(self, folder: Path, book: str) -> None:
        self._file, self._book = Database(folder / FILE_NAME, SCHEMA), book

    def add(self, changes: Iterable[HandChange]) -> None:
        """Notes what was noticed now."""
        at = clock.real_now().isoformat()
        with self._file.writing() as file:
            file.executemany(UPSERT, [(self._book, c.tab, c.key, c.column, c.old, c.new, at) for c in changes])
            file.execute("DELETE FROM change WHERE book=? AND old=new AND recorded_at IS NULL", (self._book,))
            file.execute("DELETE FROM change WHERE recorded_at < ?", (_ago(ECHO),))

    def waiting(self, older_than: timedelta, most: int) -> list[tuple[HandChange, datetime]]:
        """What was noticed at least so long ago and has not changed since, with when that was."""
        with self._file.reading() as file:
            rows = file.execute(
                "SELECT tab, key, col, old, new, noticed_at FROM change WHERE book=? AND recorded_at IS NULL"
                " AND noticed_at <= ? ORDER BY noticed_at LIMIT ?",
                (self._book, _ago(older_than), most),
            ).fetchall()
        return [(HandChange(*row[:5]), datetime.fromisoformat(row[5])) for row in rows]

    def count(self) -> int:
        """How many do not stand in Nhật ký yet."""
        with self._file.reading() as file:
            asked = "SELECT count(*) FROM change WHERE book=? AND recorded_at IS NULL"
            return int(file.execute(asked, (self._book,)).fetchone()[0])

    def recorded(self, changes: Sequence[HandChange]) -> None:
        """These stand in Nhật ký now, or need not."""
        at = clock.real_now().isoformat()
        with self._file.writing() as file:
            file.executemany(
                "UPDATE change SET recorded_at=? WHERE book=? AND tab=? AND key=? AND col=? AND new=?",
                [(at, self._book, c.tab, c.key, c.column, c.new) for c in changes],
            )

    def forget(self, tabs: Iterable[str]) -> None:
        """The application emptied these tabs itself, and said so in Nhật ký."""
        with self._file.writing() as file:
            file.executemany("DELETE FROM change WHERE book=? AND tab=?", [(self._book, str(tab)) for tab in tabs])

    def came_back(self, rows: Iterable[tuple[str, str]]) -> None:
        """The application brought these rows (tab, key) back: that they go again is no echo of their going."""
        with self._file.writing() as file:
            file.executemany(
                "DELETE FROM change WHERE book=? AND tab=? AND key=? AND col=? AND recorded_at IS NOT NULL",
                [(self._book, tab, key, WHOLE_ROW) for tab, key in rows],
            )

    def close(self) -> None:
        self._file.close()


def _ago(span: timedelta) -> str:
    moment: datetime = clock.real_now() - span
    return moment.isoformat()
