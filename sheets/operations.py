"""One answer per operation: three presses of a slow button are one piece of work (streamlit.md, section 3).

A press may be cut off at its next `st.*` call, so the work runs in a thread of its own, keyed by the operation.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from dataclasses import dataclass, field
from typing import Any, TypeVar

from domain.errors import Undecided

T = TypeVar("T")

WORKERS = 32
KEPT = 3600.0  # seconds for which an answer is remembered; after that the lock in the sheet and Nhật ký answer
ANSWER_WITHIN = 90.0  # seconds that a press waits


@dataclass(frozen=True, slots=True)
class _Entry:
    future: Future[Any]
    begun: float = field(default_factory=time.monotonic)

    def over(self) -> bool:
        return self.future.done() and time.monotonic() - self.begun > KEPT

    def failed(self) -> bool:
        return self.future.done() and self.future.exception() is not None


class Operations:
    """Running and finished operations of this process."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="operation")

    def once(self, op: str, do: Callable[[], T]) -> T:
        """The result of `do`, run once per `op`: a second press waits for the first. After an error it runs again.

        Raises what `do` raises, or Undecided when it takes too long; it then goes on by itself.
        """
        future: Future[T] = self._future(op, do)
        try:
            return future.result(ANSWER_WITHIN)
        except StillRunning as error:
            if future.done():
                raise
            raise Undecided(op) from error

    def close(self) -> None:
        self._pool.shutdown(wait=False)

    def _future(self, op: str, do: Callable[[], T]) -> Future[T]:
        with self._lock:
            self._entries = {one: entry for one, entry in self._entries.items() if not entry.over()}
            if op not in self._entries or self._entries[op].failed():
                self._entries[op] = _Entry(self._pool.submit(do))
            return self._entries[op].future
