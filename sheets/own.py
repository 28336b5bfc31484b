"""What this process has written and a reading that began before does not show yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain import codec
from domain.rows import Grid
from domain.tables import Row
from domain.vocabulary import Tab
from sheets.cells import raw_row
from sheets.grids import place_of, put_over


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A record that this process appended, or changed (`replaces`); `row` is its sheet row as far as known.

    `written` are raw values of its cells by field: of a changed one all that were written. `stood` = the whole row
    before, for one that its key does not find.
    """

    record: Row
    row: int | None
    replaces: bool = False
    written: Mapping[str, Any] = field(default_factory=dict)
    stood: Sequence[Any] = ()

    @property
    def tab(self) -> Tab:
        return type(self.record).TAB

    def put_into(self, grids: Mapping[Tab, Grid]) -> None:
        """Brings a read that began before the write up to it: adds the row, or the new values of the row."""
        table = type(self.record)
        grid = grids[table.TAB]
        header = codec.header_map(table, grid[0])
        values = raw_row(table, self.record, header, self.written)
        place = self._stands(grid) if self.stood else place_of(grid, values, [header[name] for name in table.KEY])
        if self.replaces:
            if place is not None:
                columns = {header[name]: value for name, value in self.written.items() if name in header}
                grid[place] = put_over(grid[place], columns)
            return
        if place is not None:
            return
        blanks = max(0, (self.row or 0) - 1 - len(grid))
        grid.extend([*([] for _ in range(blanks)), values])

    def _stands(self, grid: Grid) -> int | None:
        """Where the row as it stood before is; None where it is not any more."""
        place, stood = (self.row or 0) - 1, list(self.stood)
        if place < len(grid) and list(grid[place]) == stood:
            return place
        return next((at for at, row in enumerate(grid) if list(row) == stood), None)
