"""From the list of data errors to the cell and back: one press mends it, another opens the cell (issue 5, item 2)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from domain.vocabulary import Tab
from tests.browser.conftest import OpenPage, Served, serve
from tests.browser.hands import OFFICER, title
from tests.sheets.helpers import column, person, stored
from tests.sheets.ticker import until

END = "Ngày kết thúc dự kiến"


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Iterator[Served]:
    """An application of its own, which reads every second."""
    folder = tmp_path_factory.mktemp("errors")
    shutil.copytree(sample, folder / "data")
    with serve(folder, impatient=True) as running:
        yield running


def test_a_cell_is_mended_by_one_press_also_after_rows_above_it_came_and_another_is_opened(
    apart: Served, open_page: OpenPage
) -> None:
    page = open_page(f"{apart.url}/loi-du-lieu", account=OFFICER)
    expect(title(page)).to_have_text("2 ô cần sửa, 1 ô làm sai số liệu.")
    expect(page.get_by_text("Mở ô V35")).to_be_visible()
    person(apart.data).worksheet(Tab.MODELS).insert_row([], 2)
    expect(page.get_by_text("Mở ô V36")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Sửa thành “30/11/2026”").click()
    expect(title(page)).to_have_text("1 ô cần sửa, chưa ô nào làm sai số liệu.", timeout=20_000)
    assert "cuối tháng 11" not in column(apart.data, END)
    history = stored(apart.data, Tab.HISTORY)
    assert any("MH-2026-0034" in row and END in row and "cuối tháng 11" in row for row in history)
    page.get_by_text("Mở ô R35").click()
    expect(page.get_by_text("Ô R35").first).to_be_visible(timeout=20_000)


def test_a_tab_whose_header_was_spoiled_keeps_its_figures_and_says_what_to_mend(
    apart: Served, open_page: OpenPage
) -> None:
    page = open_page(f"{apart.url}/loi-du-lieu", account=OFFICER)
    sheet = person(apart.data).worksheet(Tab.MODELS)
    at = sheet.row_values(1).index("Tên mô hình") + 1
    sheet.update_cell(1, at, "Tên mô hinhf")
    try:
        expect(page.get_by_text("Có cột gần giống: 'Tên mô hinhf'").first).to_be_visible(timeout=30_000)
        page.goto(f"{apart.url}/mo-hinh")
        expect(page.get_by_text("Bếp không khói").first).to_be_attached(timeout=20_000)
    finally:
        sheet.update_cell(1, at, "Tên mô hình")
    until(lambda: column(apart.data, "Tên mô hình") != [], seconds=5)
