"""The demo sample as one snapshot, without a workbook."""

from datetime import UTC, date, datetime

from domain.sample import records
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.vocabulary import Tab

NOTHING = {"models": (), "reports": (), "village_sums": (), "inspections": (), "findings": (), "difficulties": ()}


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
