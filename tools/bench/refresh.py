"""What a refresh costs in CPU: `DVK_TODAY=2026-09-15 .venv/bin/python -m tools.bench.refresh 50000`.

So many rows over Mô hình and Báo cáo quý, in the embedded workbook. The parts of each refresh: the embedded workbook's
answering (Google would do that elsewhere), receiving and JSON, comparing and sharing, looks, records (codec), the rest.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from domain import codec
from domain.rows import RowReader
from domain.vocabulary import Tab
from sheets import reader, store
from sheets.client import Connection
from sheets.config import Config
from sheets.local.service import LocalService
from sheets.looks import Looker
from sheets.service import Service
from sheets.workbook import Workbook
from tools.bench.data import fill

PER_MODEL = 2.457  # rows: the model and its reports in the sample
TIMES = 5
PARTS: tuple[tuple[str, Any, str], ...] = (
    ("embedded workbook", LocalService, "handle"),
    ("receiving, JSON", Workbook, "read_unless"),
    ("comparing", reader, "sharing"),
    ("comparing", store, "sharing"),
    ("looks", Looker, "look"),
    ("records", codec, "read_workbook"),
)


class Parts:
    """CPU seconds by part; what runs within another part is not counted there."""

    def __init__(self) -> None:
        self.used: Counter[str] = Counter()
        self.parsed = 0
        self._within: list[float] = []
        for name, place, what in PARTS:
            setattr(place, what, self._timed(name, getattr(place, what)))
        RowReader.read = self._counted(RowReader.read)  # type: ignore[method-assign]

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        begun = time.process_time()
        self._within.append(0.0)
        try:
            yield
        finally:
            took = time.process_time() - begun
            self.used[name] += took - self._within.pop()  # type: ignore[assignment]
            if self._within:
                self._within[-1] += took

    def _timed(self, name: str, inner: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            with self.part(name):
                return inner(*given, **named)

        return call

    def _counted(self, inner: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            self.parsed += 1
            return inner(*given, **named)

        return call


def measure(rows: int, folder: Path) -> Iterator[str]:
    """Lines to print."""
    if not Config(folder).data_dir.joinpath("filled").exists():
        fill(folder, round(rows / PER_MODEL))
        folder.joinpath("filled").touch()
    service = Service(Config(folder))
    parts = Parts()
    yield shown("first", refreshed(service, parts))
    number = sum(len(service.store.grid(tab)) - 1 for tab in (Tab.MODELS, Tab.REPORTS))
    yield f"{number:,} rows"
    refreshed(service, parts)
    yield shown("unchanged", *(refreshed(service, parts) for _ in range(TIMES)))
    yield shown("one changed row", *(changed(service, parts, at) for at in range(TIMES)))
    service.outbox.close()
    service.noticed.close()


def refreshed(service: Service, parts: Parts) -> Counter[str]:
    parts.used, parts.parsed = Counter(), 0
    with parts.part("rest"):
        service.store.refresh()
    return parts.used + Counter({"parsed": parts.parsed})


def changed(service: Service, parts: Parts, at: int) -> Counter[str]:
    """A person types a remark into one row of Mô hình, then the refresh."""
    config = service.config
    sheet = Connection(config).client().open_by_key(config.spreadsheet_id).worksheet(Tab.MODELS)
    column = service.store.grid(Tab.MODELS)[0].index("Nhận xét") + 1
    sheet.update_cell(100 + at, column, f"{at} {time.time()}")
    return refreshed(service, parts)


def shown(what: str, *found: Counter[str]) -> str:
    """Means over some refreshes."""
    mean = {name: sum(one[name] for one in found) / len(found) for name in found[0]}
    parsed = mean.pop("parsed", 0)
    total, elsewhere = sum(mean.values()), mean.get("embedded workbook", 0.0)
    split = ", ".join(f"{name} {seconds:.3f}" for name, seconds in mean.items())
    return (
        f"{what}: {total:.3f} s of CPU, {total - elsewhere:.3f} without the embedded workbook; "
        f"{parsed:g} rows parsed ({split})"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for line in measure(int(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else Path(name)):
            print(line)
