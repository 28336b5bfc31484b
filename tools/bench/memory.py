"""What the process keeps once an officer has seen every page: `.venv/bin/python -m tools.bench.memory 50000` (P5)."""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.bench.__main__ import OFFICER, addresses
from tools.bench.data import fill
from tools.bench.server import Server, serve
from tools.bench.visitor import Visitor

WORTH_TELLING = 5.0  # megabytes


def walk(server: Server) -> Iterator[str]:
    """Lines to print: the memory at rest, the pages that needed more, the memory at the end."""
    server.settle()
    before = server.memory()
    yield f"at rest: {before:.0f} MB"
    for title, address in addresses():
        with Visitor(server.url, address, OFFICER) as visitor:
            errors = visitor.run().errors
        if errors:
            raise RuntimeError(f"{title}: {errors[0]}")
        now = server.memory()
        if abs(now - before) >= WORTH_TELLING:
            yield f"{title}: {now - before:+.0f} MB"
        before = now
    yield f"after every page once: {before:.0f} MB"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench.memory", description=__doc__)
    parser.add_argument("models", type=int)
    models = parser.parse_args().models
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name), models)
        with serve("app.py", Path(name)) as server:
            for line in walk(server):
                print(line, flush=True)


if __name__ == "__main__":
    main()
