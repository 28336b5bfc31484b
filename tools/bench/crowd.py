"""`python -m tools.bench.crowd`: 50 people look at Tổng quan of 5,000 models and click every 5 seconds (goal P3)."""

import argparse
import random
import tempfile
import threading
import time
from pathlib import Path
from statistics import median, quantiles

from tools.bench.data import fill
from tools.bench.server import Server, serve
from tools.bench.visitor import Visitor

OFFICER = "dvk_account=chuyen-vien@example.vn"
EVERY = 5.0  # seconds between two clicks of one person


def click(server: Server, until: float, seed: int, waits: list[float]) -> None:
    """One person until the moment `until` (monotonic): adds the seconds that each click took."""
    dice = random.Random(seed)
    with Visitor(server.url, "", OFFICER) as visitor:
        visitor.run()
        time.sleep(dice.uniform(0, EVERY))
        while (begun := time.monotonic()) < until:
            visitor.run()
            waits.append(time.monotonic() - begun)
            time.sleep(max(0.0, EVERY - waits[-1]))


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench.crowd", description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--models", type=int, default=5_000)
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name), given.models)
        with serve("app.py", Path(name)) as server:
            with Visitor(server.url, "", OFFICER) as first:
                first.run()
            server.settle()
            alone = server.memory()
            waits: list[float] = []
            until = time.monotonic() + EVERY + given.seconds
            people = [threading.Thread(target=click, args=(server, until, seed, waits)) for seed in range(given.people)]
            for one in people:
                one.start()
                time.sleep(EVERY / given.people)
            begun, cpu, done = time.monotonic(), server.cpu(), len(waits)
            time.sleep(given.seconds / 2)
            used, seconds, clicks = server.cpu() - cpu, time.monotonic() - begun, len(waits) - done
            grown = server.memory() - alone
            for one in people:
                one.join()
    print(f"{len(waits)} clicks of {given.people} people: median {1000 * median(waits):.0f} ms, ", end="")
    print(
        f"95 % within {1000 * quantiles(waits, n=20)[-1]:.0f} ms; server busy {100 * used / seconds:.0f} % of a core, "
    )
    print(f"{1000 * used / clicks:.0f} ms of CPU per click with all that runs beside; ", end="")
    print(f"{grown / given.people:.1f} MB for each person, {alone + grown:.0f} MB in all")


if __name__ == "__main__":
    main()
