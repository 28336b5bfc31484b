"""What the last reading on disk costs: `DVK_TODAY=2026-09-15 .venv/bin/python -m tools.bench.shelf 50000`.

Beside it the same file without compression. `held up`: the longest time for which another thread did not get its turn.
"""

import contextlib
import gzip
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sheets import clock
from sheets.client import Connection
from sheets.config import Config
from sheets.reader import Reader
from sheets.shelf import Shelf, Shelved
from sheets.workbook import Workbook
from tools.bench.data import fill


def measure(models: int) -> Iterator[str]:
    """Lines to print."""
    with tempfile.TemporaryDirectory() as name:
        config = Config(Path(name))
        fill(config.data_dir, models)
        reader = Reader(Workbook(Connection(config).client, config.spreadsheet_id))
        reading = Shelved(reader.read().grids, reader.gids, clock.real_now())
        shelf = Shelf(config.shelf, config.spreadsheet_id)
        yield timed("written", lambda: shelf.keep(reading, now=True))
        yield timed("read", shelf.load)
        size, plain = config.shelf.stat().st_size, gzip.decompress(config.shelf.read_bytes())
        yield f"{models:,} models: {size / 1e6:.1f} MB, {len(plain) / 1e6:.1f} MB without compression"
        yield timed("written without compression", lambda: config.shelf.with_suffix(".jsonl").write_bytes(plain))


def timed(what: str, work: Callable[[], object]) -> str:
    with beating() as longest:
        begun, used = time.perf_counter(), time.process_time()
        work()
        took, cpu = time.perf_counter() - begun, time.process_time() - used
    return f"{what}: {took:.2f} s, {cpu:.2f} s of CPU, others held up for {max(longest) * 1000:.0f} ms"


@contextlib.contextmanager
def beating() -> Iterator[list[float]]:
    """A thread that wants its turn every millisecond, and how long it waited."""
    waited, stop = [0.0], threading.Event()

    def beat() -> None:
        while not stop.is_set():
            begun = time.perf_counter()
            time.sleep(0.001)
            waited.append(time.perf_counter() - begun)

    thread = threading.Thread(target=beat)
    thread.start()
    try:
        yield waited
    finally:
        stop.set()
        thread.join()


if __name__ == "__main__":
    for line in measure(int(sys.argv[1])):
        print(line)
