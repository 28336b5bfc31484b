"""The demo sample as the pages see it on 15/09/2026."""

import pytest

from domain.overview import Overview, overview
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from tests.components.samples import NOTHING, sample


@pytest.fixture
def snapshot() -> Snapshot:
    return sample()


@pytest.fixture
def demo(snapshot: Snapshot) -> Overview:
    return overview(snapshot, Quarter(2026, 3))


@pytest.fixture
def nothing() -> Overview:
    """A workbook with its units and nothing else."""
    return overview(sample(**NOTHING), Quarter(2026, 3))
