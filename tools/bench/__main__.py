"""`make bench`: prints the tables as Markdown. `--sizes 500 5000 50000 --reruns 20` are the defaults.

`--pages "Nhiệm vụ" "Sổ dùng chung"` measures these alone.
"""

import argparse
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from app import ENTRIES
from components import figure_blocks, links
from tools.bench.data import fill
from tools.bench.saves import saves
from tools.bench.server import FLOORS, STOCK, Server, serve
from tools.bench.visitor import Visitor

OFFICER = "dvk_account=chuyen-vien@example.vn"
BATCHES, BREATH = 5, 0.5  # batches, and seconds between two
FLOOR = ("empty", "vega", "altair")
BESIDE = "?p=vega"  # four ready charts: measured again in turns with each page, as the machine is never quiet
HEAD = (
    "| page | models | calls, first view | calls, 5 × {n} reruns | CPU ms per rerun | × vega floor "
    "| kB first view | kB rerun |"
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one page cost: calls to the Sheets API, milliseconds of CPU and bytes; what the floor cost beside it."""

    first_calls: int
    more_calls: int
    cpu: float
    first_bytes: int
    bytes: float
    floor: float = 0.0


def measured(
    server: Server, path: str, reruns: int, cookie: str = OFFICER, *, floor: Server | None = None
) -> Figures:  # fmt: skip
    """A first view and then `reruns` of one page by one visitor, in turns with the page of the server `floor`.

    Raises RuntimeError when the page shows an error.
    """
    calls = server.calls()
    with Visitor(server.url, path, cookie) as visitor, ExitStack() as stack:
        other = stack.enter_context(Visitor(floor.url, BESIDE)) if floor else None
        first = visitor.run()
        if first.errors:
            raise RuntimeError(f"{path}: {first.errors[0]}")
        first_calls = server.calls() - calls
        visitor.run()
        calls = server.calls()
        batches, floors = [], [(0.0, 0.0)] if floor is None else []
        if other:
            other.run()
        for _ in range(BATCHES):
            time.sleep(BREATH)
            batches.append(_batch(server, visitor, reruns))
            if floor and other:
                floors.append(_batch(floor, other, reruns))
    if server.faults():
        raise RuntimeError(f"{path}: a fault of the program, see the log")
    # The quietest batch: a reading in the background falls into some, and has its own figures (tools.bench.refresh).
    used, size = min(batches)
    return Figures(first_calls, server.calls() - calls, used, first.size, size, min(floors)[0])


def _batch(server: Server, visitor: Visitor, reruns: int) -> tuple[float, float]:
    """Milliseconds of CPU and bytes per rerun."""
    cpu = server.cpu()
    sizes = [visitor.run().size for _ in range(reruns)]
    return (server.cpu() - cpu) * 1000 / reruns, sum(sizes) / reruns


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 5_000, 50_000], help="models in the workbook")
    parser.add_argument("--reruns", type=int, default=20, help="reruns per page")
    parser.add_argument("--pages", nargs="+", default=[], help="titles of the pages that are measured; all without it")
    given = parser.parse_args()
    print(HEAD.format(n=given.reruns), "|---|---:|---:|---:|---:|---:|---:|---:|", sep="\n", flush=True)
    _floors(given.reruns)
    with tempfile.TemporaryDirectory() as place, serve(FLOORS, Path(place)) as floor:
        for size in given.sizes:
            with tempfile.TemporaryDirectory() as name:
                for line in _application(Path(name), size, given.reruns, floor, given.pages):
                    print(line, flush=True)
    print("\n| save | writes | reads |", "|---|---:|---:|", sep="\n")
    for what, writes, reads in saves():
        print(f"| {what} | {writes} | {reads} |", flush=True)


def _floors(reruns: int) -> None:
    """Prints the floor pages."""
    with tempfile.TemporaryDirectory() as name, serve(FLOORS, Path(name)) as server:
        for page in FLOOR:
            print(_line(f"floor: {page}", "", measured(server, f"?p={page}", reruns)), flush=True)
    with tempfile.TemporaryDirectory() as name, serve(FLOORS, Path(name), *STOCK) as server:
        print(_line("floor: altair, stock settings", "", measured(server, "?p=altair", reruns)), flush=True)


def _application(
    folder: Path, size: int, reruns: int, floor: Server, pages: Collection[str]
) -> Iterator[str]:  # fmt: skip
    begun = time.monotonic()
    reports = fill(folder, size)
    filled = time.monotonic() - begun
    with serve("app.py", folder) as server:
        yield _line_of_start(size, reports, filled, server)
        server.settle()
        for title, address in addresses():
            if pages and title not in pages:
                continue
            yield _line(title, f"{size:,}", measured(server, address, reruns, floor=floor))
        yield f"| *memory at the end: {server.memory():.0f} MB* | {size:,} | | | | | | |"


def addresses() -> list[tuple[str, str]]:
    """Every page of the menu, and every part of Chỉ số."""
    pages = [(entry.title, "" if entry.default else entry.slug) for entry in ENTRIES]
    parts = [*figure_blocks.PARTS, figure_blocks.VILLAGES]
    return [*pages, *((f"Chỉ số, {part}", f"{links.FIGURES}?{urlencode({'xem': part})}") for part in parts[1:])]


def _line_of_start(size: int, reports: int, filled: float, server: Server) -> str:
    return f"| *cold start; {reports:,} reports, filled in {filled:.0f} s* | {size:,} | {server.calls()} | | | | | |"


def _line(title: str, size: str, figures: Figures) -> str:
    times = f"{figures.cpu / figures.floor:.2f}" if figures.floor else ""
    return (
        f"| {title} | {size} | {figures.first_calls} | {figures.more_calls} | {figures.cpu:.1f} "
        f"| {times} | {figures.first_bytes / 1000:.1f} | {figures.bytes / 1000:.1f} |"
    )


if __name__ == "__main__":
    main()
