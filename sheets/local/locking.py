"""The turnstile before the file: requests pass it together, a restore alone.

Locks of the operating system on files beside the workbook, so it works whatever state the workbook is in and a
process that dies lets go of it. SQLite's own locks cannot do this: they are on the file that a restore takes away.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sheets.local.errors import FileLocked

_PAUSE = 0.01
"""Seconds between two attempts."""


@contextmanager
def shared(path: Path, patience: float) -> Iterator[None]:
    """Together with other requests. Raises FileLocked when a restore takes longer than `patience` seconds."""
    until = time.monotonic() + patience
    with ExitStack() as inside:
        with _held(path, "gate", fcntl.LOCK_SH, until):
            inside.enter_context(_held(path, "lock", fcntl.LOCK_SH, until))
        yield


@contextmanager
def alone(path: Path, patience: float) -> Iterator[None]:
    """When no request is running, in any process. Raises FileLocked when that does not happen in time.

    Whoever comes meanwhile waits at the gate: without it there would be no such moment while people keep writing.
    """
    until = time.monotonic() + patience
    with _held(path, "gate", fcntl.LOCK_EX, until), _held(path, "lock", fcntl.LOCK_EX, until):
        yield


@contextmanager
def _held(path: Path, which: str, kind: int, until: float) -> Iterator[None]:
    descriptor = os.open(path.with_name(f"{path.name}-{which}"), os.O_RDONLY | os.O_CREAT, 0o666)
    try:
        _take(descriptor, kind, until, path)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, kind: int, until: float, path: Path) -> None:
    while True:
        try:
            return fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise FileLocked(f"{path} is in use") from error
        time.sleep(_PAUSE)
