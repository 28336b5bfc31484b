"""The longest names that a commune may have, on a phone and on paper: nothing sticks out, nothing is pushed away."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from gspread import Worksheet
from gspread.utils import rowcol_to_a1

from domain.vocabulary import Tab
from tests.browser.conftest import OpenPage, Served, idle, serve
from tests.browser.hands import OFFICER, visit
from tests.browser.sight import COLLISIONS, CUT, SMALL, WIDER, expect_none
from tests.sheets.helpers import person

VILLAGE, SCHOOL, MODEL = "TH-10", "TR-03", "MH-2026-0033"
NAMES = {
    (Tab.UNITS, VILLAGE, "Tên đơn vị"): "Khuôn Mý Thượng Trung Hạ Đoàn Kết Mới",
    (Tab.UNITS, SCHOOL, "Tên đơn vị"): (
        "Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở Suối Trong Thượng"
    ),
    (Tab.MODELS, MODEL, "Tên mô hình"): (
        "Tổ công nghệ số cộng đồng hỗ trợ Nhân dân sử dụng dịch vụ công trực tuyến, thanh toán không dùng tiền mặt và "
        "định danh điện tử tại nhà văn hóa thôn"
    ),
}
PAGES = (
    "", "mo-hinh?xem=Chờ duyệt", f"don-vi?dv={VILLAGE}", "chi-so?xem=Từng thôn", "ke-hoach", "xep-loai?xem=Đơn vị",
    f"xep-loai?dv={SCHOOL}", "khoa-ky", "nam",
)  # fmt: skip


@pytest.fixture(scope="module")
def long_names(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("long")
    shutil.copytree(sample, folder / "data")
    book = person(folder / "data")
    for (tab, key, column), name in NAMES.items():
        _write(book.worksheet(tab), key, column, name)
    with serve(folder) as running:
        yield running


def _write(sheet: Worksheet, key: str, column: str, name: str) -> None:
    head, *rows = sheet.get_all_values()
    row = next(at for at, cells in enumerate(rows, 2) if cells[0] == key)
    sheet.update([[name]], rowcol_to_a1(row, head.index(column) + 1), raw=True)


def test_long_names_leave_every_page_of_a_phone_whole(long_names: Served, open_page: OpenPage) -> None:
    page = open_page(long_names.url, "phone", account=OFFICER)
    for address in PAGES:
        idle(page)
        visit(page, address)
        idle(page)
        for search in (WIDER, SMALL, CUT, COLLISIONS):
            expect_none(page, search)
