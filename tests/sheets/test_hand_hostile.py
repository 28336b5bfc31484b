"""The grid of the shared workbook over cells that hold anything a spreadsheet can hold."""

from pathlib import Path

from domain.tables import DATA_TABLES
from domain.vocabulary import Tab
from sheets.hand_reading import Asked, read
from sheets.service import Service
from tests.sheets.helpers import actor, person

HOSTILE = (
    "x" * 49_999,
    "\u202egnơưc\u202c 👩\u200d🌾",
    "<script>alert(1)</script> :red[đỏ]",
    "#REF!",
    "NaN",
    1e300,
    -46249,
    0.5,
    True,
    "\n\t",
    "'001",
)


def test_every_tab_is_shown_and_read_whatever_its_cells_hold(service: Service, folder: Path) -> None:
    book = person(folder)
    for table in DATA_TABLES:
        sheet = book.worksheet(table.TAB)
        if table.TAB is not Tab.ACCOUNTS:
            width = len(sheet.row_values(1))
            sheet.update(
                [[HOSTILE[(row + at) % len(HOSTILE)] for at in range(width)] for row in range(3)], "A2", raw=True
            )
    service.store.refresh()
    assert service.store.snapshot().problems
    for table in DATA_TABLES:
        shown = read(service, actor(service, "quan-tri@example.vn"), table.TAB, Asked())
        assert shown.rows
