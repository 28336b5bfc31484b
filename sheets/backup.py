"""Copies of the embedded workbook: `python -m sheets.backup` makes, lists and restores them.

The copy of the day is made by whoever uses the file first (sheets.local.copies). A restore may run beside the
application: it waits until no request is at work, and the next request finds the other file. The present file, damaged
or not, is kept. A restore that dies leaves the present file, the restored one, or none, which the application refuses
to replace; the same command then finishes the work.
"""

import argparse
import os
import re
import shutil
import sqlite3
import sys
import uuid
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from domain.errors import DvkError, StoreError
from sheets import clock
from sheets.config import Config, config
from sheets.local import copies, locking
from sheets.local.checks import BUSY_TIMEOUT, examine, named_errors
from sheets.local.copies import Copy
from sheets.local.errors import FileError


class NoCopy(StoreError):
    """There is no such copy, or this workbook is not kept in a file."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Days and sizes (bytes) of the newest copies, the newest first; whether today has one.

    `year` is that of a later workbook, as the command takes it; "" for the first one.
    """

    newest: tuple[tuple[date, int], ...]
    today: bool
    year: str = ""


def kept(settings: Config, most: int = 3) -> Kept | None:
    """What the page Quản trị shows; None on a Google Sheet, whose versions Google keeps."""
    if not settings.embedded:
        return None
    found = copies.found(settings.file)
    today = clock.real_now().date()
    newest = tuple((one.day, one.size) for one in found[:most])
    return Kept(newest, any(one.day == today for one in found), settings.year)


def pick(file: Path, wanted: str) -> Path:
    """The copy of a day (2026-11-24), or any file of the folder of copies by its name. Raises NoCopy."""
    of_day = [one for one in copies.found(file) if one.day.isoformat() == wanted]
    beside = file.parent.glob(f"{copies.FOLDER}/{file.stem}-*{file.suffix}")
    named = [one for one in beside if one.name == wanted and not _of_later_year(one, file)]
    path = next((one.path for one in sorted(of_day, key=lambda one: one.clock != "")), None) or next(iter(named), None)
    if path is None:
        raise NoCopy(f"there is no copy of {wanted}; --list shows those that are there")
    if _beside(path, "-wal").exists():
        raise NoCopy(f"{path} is not a copy: part of it stands in its write-ahead log")
    return path


def _of_later_year(copy: Path, file: Path) -> bool:
    """Whether it is a copy of `workbook-2027.sqlite3`, beside those of `workbook.sqlite3`."""
    rest = copy.name.removeprefix(f"{file.stem}-")
    return re.match(r"20\d\d-(before-|\d{4}-|\d{8}-)", rest) is not None


def restore(file: Path, copy: Path) -> Path | None:
    """Puts `copy` in the place of `file`; where the present file is kept now. Raises FileError.

    The copy is checked where it stands, and again under its new name beside the workbook before anything is touched.
    """
    copies.sweep(file.parent, file.name)
    new = file.with_name(f".{file.name}.{uuid.uuid4().hex}")
    try:
        with named_errors(copy):
            examine(copy, in_use=False)
            shutil.copyfile(copy, new)
            copies.settle(new)
            examine(new, in_use=False)
        with named_errors(file), locking.alone(file, BUSY_TIMEOUT):
            old = _set_aside(file)
            new.rename(file)
            copies.settle(file.parent)
    finally:
        new.unlink(missing_ok=True)
    return old


def _set_aside(file: Path) -> Path | None:
    """Moves the present file away, with the write-ahead log if anything stands there alone.

    In this order: a log must never lie beside a file that it does not belong to, SQLite would apply it. While the
    place is empty nobody works on either file, and whoever had the old one open does not write to it any more.
    """
    stamp = clock.real_now().strftime("%Y%m%d-%H%M%S-%f")
    old = file.parent / copies.FOLDER / f"{file.stem}-before-restore-{stamp}{file.suffix}"
    old.parent.mkdir(exist_ok=True)
    wal, there = _beside(file, "-wal"), file.exists()
    _merge_log(file)
    if wal.exists() and wal.stat().st_size:
        os.link(wal, _beside(old, "-wal"))
    if there:
        file.rename(old)
    copies.settle(old.parent)
    wal.unlink(missing_ok=True)
    _beside(file, "-shm").unlink(missing_ok=True)
    return old if there else None


def _merge_log(file: Path) -> None:
    """Of a whole file: then the one file is everything. A damaged one is not written to."""
    try:
        examine(file, in_use=True)
    except FileError:
        return
    with closing(sqlite3.connect(file, timeout=BUSY_TIMEOUT)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(f"{file.name}{ending}")


def _file(settings: Config) -> Path:
    if not settings.embedded:
        raise NoCopy("the workbook is a Google Sheet: Google keeps its versions (File, Version history)")
    return settings.file.resolve()


def _row(copy: Copy) -> str:
    return f"{copy.day.isoformat()}  {copy.size / 1e6:8.1f} MB  {copy.path.name}"


def _run(args: argparse.Namespace) -> list[str]:
    first = config()
    if args.list is False and args.restore is None and args.year is None:
        return [_copied(file) for file in (_file(first), *later_files(first))]
    file = _file(first if args.year is None else first.following(args.year))
    if args.list:
        return [_row(one) for one in copies.found(file)] or ["no copies yet"]
    if args.restore is not None:
        copy = pick(file, args.restore)
        old = restore(file, copy)
        examine(file, in_use=True)
        return [f"restored: {copy.name}", f"kept the file before it: {old}" if old else "there was no file before it"]
    return [_copied(file)]


def later_files(first: Config) -> list[Path]:
    """The files of the years after the first one."""
    return [
        one for one in sorted(first.data_dir.glob("workbook-*.sqlite3")) if re.fullmatch(r"workbook-20\d\d", one.stem)
    ]


def _copied(file: Path) -> str:
    with named_errors(file), locking.shared(file, BUSY_TIMEOUT):
        return f"copied to: {copies.make_now(file)}"


def main(argv: Sequence[str] | None = None) -> int:
    """The command. Returns the exit status."""
    description = "Copy the embedded workbook now, list its copies, or restore one."
    parser = argparse.ArgumentParser(prog="python -m sheets.backup", description=description)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help="the copies, the newest first")
    what.add_argument("--restore", metavar="DAY", help="a day such as 2026-11-24, or the name of a file in backups/")
    parser.add_argument("--year", metavar="YEAR", help="the workbook of a later year, such as 2027")
    try:
        lines = _run(parser.parse_args(argv))
    except (DvkError, FileError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
