"""What stands in the workbook of an operation: how often it was carried out, and whether all of it was."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from domain.fields import specs
from domain.tables import DATA_TABLES
from domain.vocabulary import Tab
from tests.sheets.helpers import book_in

KEYS = {
    table.TAB: next(spec.header for spec in specs(table) if spec.name == table.KEY[0])
    for table in DATA_TABLES
    if table.PREFIX
}
Rows = list[dict[str, Any]]


class Tally:
    """The workbook as it stands, read past everything that the application keeps in memory."""

    def __init__(self, folder: Path) -> None:
        grids = book_in(folder).read([*KEYS, Tab.HISTORY])
        self.rows: Mapping[str, Rows] = {tab: _rows(grid) for tab, grid in grids.items()}
        self.history = self.rows[Tab.HISTORY]
        self.undone = {
            one["_op"] for one in self.history if (one["Hành động"], one["Nguồn"]) == ("Khôi phục", "Ứng dụng")
        }

    def ids(self, tab: Tab) -> list[str]:
        return [str(row[KEYS[tab]]) for row in self.rows[tab] if row[KEYS[tab]] != ""]

    def added(self, tab: Tab) -> Counter[str]:
        """How many rows of `tab` each operation added, as far as nobody changed them since."""
        tokens = (str(row["_rev"]).partition("~") for row in self.rows[tab])
        return Counter(op for token, _, op in tokens if token.endswith("#1"))

    def sets(self) -> dict[str, int]:
        """How many sets of history rows each operation has; what missed and was put right does not count."""
        tags: dict[str, set[str]] = defaultdict(set)
        for one in self.history:
            if one["_op"] not in self.undone and one["Hành động"] != "Khôi phục":
                tags[one["Mã thao tác"]].add(one["_op"])
        return {op: len(found) for op, found in tags.items()}

    def changes(self) -> Counter[str]:
        """How many operations that hold changed each record."""
        held = {(one["Mã thao tác"], one["Mã"]) for one in self.history if self._holds(one, "Sửa")}
        return Counter(record for _, record in held)

    def _holds(self, one: Mapping[str, Any], action: str) -> bool:
        return one["Hành động"] == action and one["Nguồn"] == "Ứng dụng" and one["_op"] not in self.undone

    def assert_whole(self) -> None:
        """No duplicate ID, no history written twice, no row that holds anything of another one."""
        for tab, key in KEYS.items():
            doubled = [one for one, count in Counter(self.ids(tab)).items() if count > 1]
            assert doubled == []
            for row in self.rows[tab]:
                assert row["_rev"] == "" or str(row["_rev"]).startswith(f"{row[key]}#"), row
                assert row[key] != "" or row["Cập nhật lúc"] == "", row
        written = Counter(
            (one["_op"], one["Mã"], one["Cột"]) for one in self.history if one["Hành động"] in ("Thêm", "Sửa")
        )
        assert [one for one, count in written.items() if one[0] and count > 1] == []
        self.assert_counters()

    def assert_counters(self) -> None:
        """Each counter (tests.sheets.rules.count_up) names its own record and counts every operation once."""
        changes = self.changes()
        for row in self.rows[Tab.MODELS]:
            record, bar, number = str(row["Người phụ trách"]).partition("|")
            if bar:
                assert (record, int(number)) == (row["Mã mô hình"], changes[record]), row

    def assert_exactly_once(self, ops: Iterable[str]) -> None:
        sets = self.sets()
        assert {op: sets.get(op, 0) for op in ops if sets.get(op, 0) != 1} == {}


def _is_undoing(one: Mapping[str, Any]) -> bool:
    return (one["Hành động"], one["Nguồn"]) == ("Khôi phục", "Ứng dụng")


def _rows(grid: list[list[Any]]) -> Rows:
    titles = [str(one) for one in grid[0]]
    return [dict(zip(titles, [*row, *[""] * (len(titles) - len(row))], strict=True)) for row in grid[1:]]
