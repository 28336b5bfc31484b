"""A process that dies by kill -9 in the middle: `python -m tests.sheets.dying restore|daily FOLDER...`.

In the n-th folder it dies before its n-th step at the files; where there is no such step it finishes.
"""

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sheets import backup
from sheets.config import FILE_NAME
from sheets.local import copies
from sheets.local.service import LocalService

STEPS: tuple[tuple[Any, str], ...] = (
    (os, "link"),
    (os, "fsync"),
    (shutil, "copyfile"),
    (sqlite3, "connect"),
    (Path, "rename"),
    (Path, "unlink"),
)


def die_before(step: int) -> None:
    """Counts the calls that touch files."""
    left = [step]

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        return call

    for where, name in STEPS:
        setattr(where, name, counted(getattr(where, name)))


def act(what: str, file: Path) -> None:
    if what == "restore":
        backup.restore(file, copies.found(file)[-1].path)
    else:
        LocalService(file).close()
        with LocalService(file).storage.reading():
            pass


def main() -> None:
    for step, folder in enumerate(sys.argv[2:]):
        child = os.fork()
        if not child:
            die_before(step)
            act(sys.argv[1], Path(folder) / FILE_NAME)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print("died" if os.WIFSIGNALED(status) else f"ended {os.WEXITSTATUS(status)}", flush=True)


if __name__ == "__main__":
    main()
