"""What Nhật ký settles for writers: IDs ever given, operations carried out, attempts that missed and were put right."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from domain import codec
from domain.noticing import WHOLE_ROW, HandChange
from domain.rows import Grid
from domain.tables import HistoryEntry
from domain.vocabulary import BY_APPLICATION, HistoryAction, Source

NAMES = ("op_id", "record_id", "action", "attempt", "tab", "column", "new", "source", "by")


def tells_of_undoing(action: object, source: object, by: object) -> bool:
    """Whether an entry says that an attempt missed and was put right: the application itself did that.

    What a person had put back through the application is a change like any other, and names the person.
    """
    return (action, source, by) == (HistoryAction.RESTORE, Source.APPLICATION, BY_APPLICATION)


class Ledger:
    """Grows by what is read of Nhật ký and by what this process writes there; nothing is ever taken out of it."""

    def __init__(self) -> None:
        self.header: Mapping[str, int] = {}
        self.ids: set[str] = set()
        self.settled: set[str] = set()
        self._last: dict[tuple[str, str, str], str] = {}
        self._at: dict[tuple[str, str], int] = {}
        self._emptied: dict[str, int] = {}
        self._rows = 0
        self.entries = 0
        self._added: dict[str, list[str]] = {}
        self._tags: dict[str, set[str]] = defaultdict(set)

    def take(self, grid: Grid) -> None:
        """Adds what stands in the raw values of Nhật ký."""
        if not grid:
            return
        self.header = codec.header_map(HistoryEntry, grid[0])
        self.entries = len(grid) - 1
        columns = [self.header.get(name) for name in NAMES]
        for row in grid[1:]:
            op, record, action, tag, tab, column, new, source, by = (_at(row, place) for place in columns)
            self.ids.add(record)
            undone = tells_of_undoing(action, source, by)
            back = action == HistoryAction.RESTORE and column == WHOLE_ROW
            self._note(op, record if action == HistoryAction.ADD or back else "", tag or f"{op}.1", undone=undone)
            self._rows += 1
            if undone:
                continue  # it tells of an attempt, not of what stands in the record
            self._last[tab, record, column] = new
            self._at[tab, record] = self._rows
            if action == HistoryAction.SOFT_DELETE and not record:
                self._emptied[tab] = self._rows

    def _note(self, op: str, added: str, tag: str, *, undone: bool = False) -> None:
        if undone:
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
            self._note(op, record, tag)

    def undone(self, tag: str) -> None:
        """Attempt `tag` missed, and that is put right or being put right."""
        self.settled.add(tag)

    def knows(self, change: HandChange) -> bool:
        """Whether Nhật ký has this change: by another process of the application, or recorded by another replica."""
        last = self._last.get((change.tab, change.key, change.column))
        if change.column != WHOLE_ROW:
            return last is not None and _number(last) == _number(change.new)
        if change.new:
            return change.key in self.ids and not self.deleted(change)
        emptied = self._emptied.get(change.tab, 0) > self._at.get((change.tab, change.key), 0)
        return emptied or self.deleted(change)

    def deleted(self, change: HandChange) -> bool:
        """Whether the last that Nhật ký says of the row as a whole is that it went."""
        return self.went(change.tab, change.key)

    def went(self, tab: str, key: str) -> bool:
        """The same of the row with this key."""
        return self._last.get((tab, key, WHOLE_ROW)) == ""

    def heard_of(self, op: str) -> bool:
        """Whether an attempt of `op` was applied, however it went."""
        return op in self._tags

    def carried_out(self, op: str) -> bool:
        """Whether an attempt of `op` was applied that did not miss."""
        return bool(self._tags.get(op, set()) - self.settled)

    def added(self, op: str) -> tuple[str, ...]:
        """The records that `op` added, whether or not its changes missed."""
        return tuple(self._added.get(op, ()))

    def misses(self, op: str) -> int:
        """How many attempts of `op` missed."""
        return len(self._tags.get(op, set()) & self.settled)


def _number(text: str) -> str:
    """The same number has one spelling: a confirmed 60 is read as 60 and was written as 60.0."""
    return text.removesuffix(".0")


def _at(row: Sequence[object], column: int | None) -> str:
    return str(row[column]) if column is not None and column < len(row) else ""
