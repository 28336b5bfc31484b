"""What Nhật ký says of locked quarters: asked once for each state of the two lists in Cài đặt, as pages ask often.

A change that somebody typed by hand stands there some seconds later: until then it is asked again now and then.
"""

import threading
import time
from collections.abc import Hashable

from domain import closing, lock_history, lock_keys
from domain.errors import StoreError
from domain.lock_history import Closings
from domain.snapshot import Snapshot
from domain.vocabulary import Tab
from sheets.past import Past

AGAIN = 30.0  # seconds until it is asked again while something is missing, or after a failure


class Closed:
    """Safe for threads."""

    def __init__(self, past: Past) -> None:
        self._past = past
        self._lock = threading.Lock()
        self._known: Closings | None = None
        self._error: StoreError | None = None
        self._mark: Hashable = None
        self._asked = 0.0

    def of(self, snapshot: Snapshot) -> Closings:
        """What is known of the locks that hold in `snapshot`. Raises StoreError when the workbook cannot be read."""
        with self._lock:
            mark = _mark(snapshot)
            if mark != self._mark or (not self._is_whole(snapshot) and time.monotonic() - self._asked >= AGAIN):
                self._ask(snapshot, mark)
            if self._known is None:
                raise (self._error or StoreError("not asked")).with_traceback(None)
            return self._known

    def _is_whole(self, snapshot: Snapshot) -> bool:
        wanted = {*snapshot.settings.locked_quarters, *snapshot.settings.lock_exceptions}
        return self._known is not None and wanted <= self._known.since.keys()

    def _ask(self, snapshot: Snapshot, mark: Hashable) -> None:
        self._mark, self._asked, self._known, self._error = mark, time.monotonic(), None, None
        quarters = closing.quarters(snapshot)
        wanted = {*lock_keys.PARTS, *(one.key for one in quarters)}
        try:
            entries = self._past.about(Tab.SETTINGS, wanted)
        except StoreError as error:
            self._error = error
            return
        self._known = lock_history.closings(entries, snapshot.settings, quarters)


def _mark(snapshot: Snapshot) -> Hashable:
    """Moves with every change of the two lists; `_rev` tells that a quarter was unlocked and locked again."""
    rows = tuple((one.key, one.value, one.rev) for one in snapshot.setting_rows if one.key in lock_keys.PARTS)
    return rows, snapshot.settings.plan_year, snapshot.settings.plan_date
