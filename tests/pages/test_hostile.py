"""Any cell of any tab holds whatever a person, a phone or a broken program put there: no page goes down."""

import random
from functools import cache
from pathlib import Path

import pytest

from components import theme
from domain.fields import specs
from domain.snapshot import Snapshot
from domain.tables import DATA_TABLES, Row
from domain.vocabulary import Role, Tab
from tests.components.samples import as_read, grids
from tests.pages.conftest import Seam
from tests.pages.test_loop import opened

PAGES = sorted(one.stem for one in (Path(__file__).parents[2] / "pages").glob("*.py") if one.stem != "__init__")
UNIT = "TH-09"
PARTS = [
    *(("kiem_tra", part) for part in ("Theo dõi khắc phục", "Các lượt kiểm tra", "Lịch và bao phủ")),
    ("bao_cao", "Báo cáo mô hình"),
]
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


def unit_column(table: type[Row]) -> int | None:
    """Where the unit of a row stands; None for rewards, which are of their exemplar's unit."""
    names = [spec.name for spec in specs(table)]
    return names.index("unit_id") if "unit_id" in names else None


SHARES = {0.1: 1, 1.0: 2}
"""Of the cells that are spoiled, with the seed of each."""


@cache
def spoiled(share: float) -> Snapshot:
    return hostile(SHARES[share], share)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("share", "role"), [(0.1, Role.OFFICER), (0.1, Role.UNIT), (1.0, Role.OFFICER)])
def test_no_page_goes_down(seam: Seam, page: str, share: float, role: Role) -> None:
    if page == "so_dung_chung":
        pytest.skip("reads raw cells through the service: see tests/sheets/test_hand_hostile.py")
    seam.act_as(role)
    seam.whole = spoiled(share)
    opened(page)


CHOSEN = [
    *(("y_kien", part) for part in ("Danh sách", "Biểu đồ", "Ghi ý kiến")),
    *(("khoa_ky", part) for part in ("Các quý", "Số liệu chốt")),
    *(("xep_loai", part) for part in ("Toàn cảnh", "Đơn vị", "Tiêu chí", "Thử điểm tối đa")),
    *(("dien_hinh", part) for part in ("Toàn cảnh", "Đề xuất", "Xếp theo điểm", "Khen thưởng", "Đề xuất mới")),
]


@pytest.mark.parametrize(("page", "part"), CHOSEN)
@pytest.mark.parametrize(("share", "role"), [(0.1, Role.OFFICER), (0.1, Role.GUEST), (1.0, Role.OFFICER)])
def test_no_part_of_a_page_goes_down(seam: Seam, page: str, part: str, share: float, role: Role) -> None:
    seam.act_as(role)
    seam.whole = spoiled(share)
    opened(page, xem=part, **{"tinh-trang": "Tất cả"})


@cache
def just_typed() -> Snapshot:
    """Rows of one unit without IDs, its inspections planned."""
    raw = grids()
    for table in DATA_TABLES:
        if table.PREFIX:
            at = unit_column(table)
            for row in raw[table.TAB][1:8]:
                row[0] = ""
                if at is not None:
                    row[at] = UNIT
    planned = raw[Tab.INSPECTIONS][0].index("Trạng thái KT")
    for row in raw[Tab.INSPECTIONS][1:8]:
        row[planned] = "Kế hoạch"
    return as_read(raw)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize(("page", "part"), [(one, "") for one in PAGES if one != "so_dung_chung"] + PARTS)
def test_rows_of_one_unit_that_were_just_typed_and_have_no_ids_bring_no_page_down(
    seam: Seam, monkeypatch: pytest.MonkeyPatch, page: str, part: str, phone: bool
) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: phone)
    seam.act_as(Role.OFFICER)
    seam.whole = just_typed()
    opened(page, dv=UNIT, **({"viec": part} if part else {}))


@cache
def copied() -> Snapshot:
    """A row of each tab three times more, with its ID, as rows of one unit."""
    raw = grids()
    for table in DATA_TABLES:
        if table.PREFIX:
            at = unit_column(table)
            row = next(one for one in raw[table.TAB][1:] if at is None or one[at])
            raw[table.TAB] += [row if at is None else [*row[:at], UNIT, *row[at + 1 :]] for _ in range(3)]
    return as_read(raw)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("page", [one for one in PAGES if one != "so_dung_chung"])
def test_rows_of_one_unit_that_were_copied_with_their_ids_bring_no_page_down(
    seam: Seam, monkeypatch: pytest.MonkeyPatch, page: str, phone: bool
) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: phone)
    seam.act_as(Role.OFFICER)
    seam.whole = copied()
    opened(page, dv=UNIT)
