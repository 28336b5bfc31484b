"""The demo sample as the pages see it on 15/09/2026."""

from datetime import UTC, date, datetime

import pytest

from domain.overview import Overview, overview
from domain.quarters import Quarter
from domain.sample import records
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.vocabulary import Tab


def sample(**changes: object) -> Snapshot:
    """The sample; `changes` replace whole tabs or settings."""
    rows = records()
    parts: dict[str, object] = {
        "version": 1,
        "today": date(2026, 9, 15),
        "read_at": datetime(2026, 9, 15, 2, 0, tzinfo=UTC),
        "settings": Settings(demo=True),
        "units": rows[Tab.UNITS],
        "accounts": rows[Tab.ACCOUNTS],
        "models": rows[Tab.MODELS],
        "reports": rows[Tab.REPORTS],
        "village_sums": rows[Tab.VILLAGE_SUMS],
        "inspections": rows[Tab.INSPECTIONS],
        "findings": rows[Tab.FINDINGS],
        "difficulties": rows[Tab.DIFFICULTIES],
    }
    return Snapshot(**(parts | changes))  # type: ignore[arg-type]  # tabs by name, as dataclasses.replace takes them


@pytest.fixture
def snapshot() -> Snapshot:
    return sample()


@pytest.fixture
def demo(snapshot: Snapshot) -> Overview:
    return overview(snapshot, Quarter(2026, 3))


@pytest.fixture
def nothing() -> Overview:
    """A workbook with its units and nothing else."""
    bare = sample(models=(), reports=(), village_sums=(), inspections=(), findings=(), difficulties=())
    return overview(bare, Quarter(2026, 3))
