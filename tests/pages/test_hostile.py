"""Any cell of any tab holds whatever a person, a phone or a broken program put there: no page goes down."""

import random
from pathlib import Path

import pytest

from domain.snapshot import Snapshot
from domain.tables import DATA_TABLES
from domain.vocabulary import Role, Tab
from tests.components.samples import as_read, grids
from tests.pages.conftest import Seam
from tests.pages.test_loop import opened

PAGES = sorted(one.stem for one in (Path(__file__).parents[2] / "pages").glob("*.py") if one.stem != "__init__")
HOSTILE: tuple[object, ...] = (
    "x" * 50_000,
    bytes(range(256)).decode("latin-1"),
    "\ud800 nửa cặp",
    "\u202egnơưc iợưgn\u202c",
    "👩\u200d🌾🎉",
    "<script>alert(1)</script> **đậm** [x](javascript:x) :red[đỏ] $x^2$ `mã`",
    "=HYPERLINK(1)",
    "#REF!",
    "NaN",
    "inf",
    "-0",
    1e308,
    -1e308,
    float("nan"),
    float("inf"),
    -46249,
    10**30,
    0.5,
    True,
    False,
    "\x00",
    "\n\n\t ",
    "none",
)


def hostile(seed: int, share: float) -> Snapshot:
    """The sample with a share of its cells replaced, 200 more columns and 10 000 empty rows."""
    dice, raw = random.Random(seed), grids()
    for table in DATA_TABLES:
        grid = raw[table.TAB]
        for row in grid[1:]:
            for at in range(len(row)):
                if table.TAB is not Tab.ACCOUNTS and dice.random() < share:
                    row[at] = dice.choice(HOSTILE)
            row += [dice.choice(HOSTILE) for _ in range(3)]
        grid[0] += [f"Cột thêm {number}" for number in range(200)]
        grid += [[] for _ in range(10_000)]
    return as_read(raw)


SPOILED = {share: hostile(seed, share) for seed, share in ((1, 0.1), (2, 1.0))}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("share", "role"), [(0.1, Role.OFFICER), (0.1, Role.UNIT), (1.0, Role.OFFICER)])
def test_no_page_goes_down(seam: Seam, page: str, share: float, role: Role) -> None:
    if page == "so_dung_chung":
        pytest.skip("reads raw cells through the service: see tests/sheets/test_hand_hostile.py")
    seam.act_as(role)
    seam.whole = SPOILED[share]
    opened(page)


@pytest.mark.parametrize("page", [one for one in PAGES if one != "so_dung_chung"])
def test_rows_that_were_just_typed_and_have_no_ids_bring_no_page_down(seam: Seam, page: str) -> None:
    raw = grids()
    for table in DATA_TABLES:
        if table.PREFIX:
            for row in raw[table.TAB][1:8]:
                row[0] = ""
    seam.act_as(Role.OFFICER)
    seam.whole = as_read(raw)
    opened(page)
