"""Which IDs are taken: in the tabs, in Nhật ký, and those that the service refused."""

from collections.abc import Iterable, Sequence

from domain import codec
from domain.tables import DATA_TABLES
from domain.vocabulary import Tab
from sheets.jobs import Job, name_of
from sheets.reader import Reader
from sheets.store import Store


class Used:
    """The IDs that no new record may get, of one process."""

    def __init__(self, reader: Reader, store: Store) -> None:
        self._reader, self._store = reader, store
        self._burnt: set[str] = set()

    def of(self, tabs: Iterable[Tab]) -> dict[Tab, set[str]]:
        """By tab everything that stands in its ID column, readable or not, and what Nhật ký remembers."""
        return {tab: self._of(tab) for tab in set(tabs)}

    def burn(self, jobs: Sequence[Job]) -> None:
        """Passes over refused IDs that nothing in the sheet has: their locks must outlive a deleted row."""
        for job in jobs:
            for record in job.adds:
                key = name_of(record)
                if record.PREFIX and key not in self._of(record.TAB):
                    self._burnt.add(key)

    def _of(self, tab: Tab) -> set[str]:
        table = next(one for one in DATA_TABLES if tab == one.TAB)
        grid = self._store.grid(tab)
        column = codec.header_map(table, grid[0])[table.KEY[0]]
        stands = {str(row[column]) for row in grid[1:] if column < len(row)}
        kept = self._store.snapshot().rows.get(tab, {})
        return stands | kept.keys() | self._reader.ledger.ids | self._burnt
