"""What Nhật ký settles for writers: IDs ever given, operations carried out, attempts that missed and were put right."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from domain import codec
from domain.tables import HistoryEntry
from domain.vocabulary import HistoryAction
from sheets.workbook import Grid

UNDONE = HistoryAction.RESTORE


class Ledger:
    """Grows by what is read of Nhật ký and by what this process writes there; nothing is ever taken out of it."""

    def __init__(self) -> None:
        self.header: Mapping[str, int] = {}
        self.ids: set[str] = set()
        self.settled: set[str] = set()
        self._added: dict[str, list[str]] = {}
        self._tags: dict[str, set[str]] = defaultdict(set)

    def take(self, grid: Grid) -> None:
        """Adds what stands in the raw values of Nhật ký."""
        if not grid:
            return
        self.header = codec.header_map(HistoryEntry, grid[0])
        columns = [self.header.get(name) for name in ("op_id", "record_id", "action", "attempt")]
        for row in grid[1:]:
            op, record, action, tag = (_at(row, column) for column in columns)
            self.ids.add(record)
            self._note(op, record if action == HistoryAction.ADD else "", tag or f"{op}.1", action)

    def _note(self, op: str, added: str, tag: str, action: str) -> None:
        if action == UNDONE:
            self.settled.add(tag)
            return
        ids = self._added.setdefault(op, [])
        if added and added not in ids:
            ids.append(added)
        self._tags[op].add(tag)

    def note(self, op: str, ids: Sequence[str], tag: str) -> None:
        """Attempt `tag` of operation `op` was applied and added the records `ids`."""
        self.ids.update(ids)
        for record in ids or ("",):
            self._note(op, record, tag, HistoryAction.ADD)

    def undone(self, tag: str) -> None:
        """Attempt `tag` missed, and that is put right or being put right."""
        self.settled.add(tag)

    def carried_out(self, op: str) -> bool:
        """Whether an attempt of `op` was applied that did not miss."""
        return bool(self._tags.get(op, set()) - self.settled)

    def added(self, op: str) -> tuple[str, ...]:
        """The records that `op` added, whether or not its changes missed."""
        return tuple(self._added.get(op, ()))

    def misses(self, op: str) -> int:
        """How many attempts of `op` missed."""
        return len(self._tags.get(op, set()) & self.settled)


def _at(row: Sequence[object], column: int | None) -> str:
    return str(row[column]) if column is not None and column < len(row) else ""
