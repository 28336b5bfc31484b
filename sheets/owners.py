"""Which processes are alive: each holds a lock of the operating system on a file of its own as long as it runs.

The system lets go of the lock when a process ends, however it ends, so nobody waits for a time-out and no clock can
mislead (a jump of the clock, a machine that slept).
"""

import uuid
from pathlib import Path

from filelock import FileLock, Timeout


class Owner:
    """This process, as the owner of what it has taken on. Ends with `close` or with the process."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.name = uuid.uuid4().hex
        self._lock = FileLock(self._path(self.name), thread_local=False)
        self._lock.acquire(timeout=0)

    def alive(self, name: str) -> bool:
        """Whether the owner `name` still runs; itself always."""
        if name == self.name:
            return True
        if not self._path(name).exists():
            return False
        try:
            with FileLock(self._path(name), thread_local=False, timeout=0):
                pass
        except Timeout:
            return True
        self._path(name).unlink(missing_ok=True)
        return False

    def close(self) -> None:
        self._lock.release()
        self._path(self.name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.lock"
