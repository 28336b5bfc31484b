"""Without Google people type into the cells of the shared workbook all the same (issue 5, item 5)."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from domain.vocabulary import Tab
from tests.browser.conftest import OpenPage, Served, idle, serve
from tests.browser.hands import OFFICER, title
from tests.sheets.helpers import column
from tests.sheets.ticker import until

DAY, MARKER = 250, 15  # pixels from the grid's left edge: the column Ngày nêu, and where a row is marked
HEAD = 35  # pixels of the header, and of each row


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Iterator[Served]:
    """An application of its own: its rows are sorted and deleted."""
    folder = tmp_path_factory.mktemp("hand")
    shutil.copytree(sample, folder / "data")
    with serve(folder) as running:
        yield running


def click(page: Page, x: int, line: int) -> None:
    """Line 1 is the first below the header."""
    box = page.get_by_test_id("stDataFrame").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x, box["y"] + HEAD * line + HEAD / 2)


def put(page: Page, line: int, text: str) -> None:
    click(page, DAY, line)
    idle(page)
    editor = page.locator(".gdg-input")
    if not editor.count():  # below the last line the click has added one and opened its cell
        page.keyboard.press("Enter")
    expect(editor).to_be_visible()
    editor.fill(text)  # the cell is left by the press on the button: what is still being typed counts


def drawn(page: Page) -> str:
    """Which grid this is: another one after each reading."""
    grid = page.locator("[class*=st-key-so_dung_chung]:has([data-testid=stDataFrame])")
    return str(grid.last.get_attribute("class")) if grid.count() else ""


def save(page: Page, written: Callable[[], bool]) -> None:
    """Presses the button, then waits for the sheet and for the grid that is drawn anew."""
    before = drawn(page)
    page.get_by_role("button", name="Ghi vào sổ").click()
    until(written, seconds=20)
    until(lambda: drawn(page) not in ("", before), seconds=20)
    expect(page.get_by_text("Không có gì chờ ghi.")).to_be_visible()
    idle(page)


def test_a_cell_is_typed_mended_a_row_added_the_tab_sorted_and_a_row_deleted(
    apart: Served, open_page: OpenPage
) -> None:
    def days() -> list[object]:
        return column(apart.data, "Ngày nêu", Tab.DIFFICULTIES)

    def names() -> list[object]:
        return column(apart.data, "Mã khó khăn", Tab.DIFFICULTIES)

    page = open_page(f"{apart.url}/so-dung-chung?tab=kho-khan", account=OFFICER)
    expect(title(page)).to_have_text("Sổ dùng chung")
    idle(page)
    put(page, 1, "sau mùa mưa")
    save(page, lambda: days()[0] == "sau mùa mưa")
    expect(page.get_by_text("Ô B2 (Ngày nêu)")).to_be_visible()
    put(page, 1, "15/8/2026")
    save(page, lambda: days()[0] == 46249)
    expect(page.get_by_text("Ô B2 (Ngày nêu)")).to_have_count(0)

    put(page, 9, "16/8/2026")
    save(page, lambda: days()[8:] == [46250])

    before = drawn(page)
    page.get_by_role("button", name="Sắp xếp").click()
    page.get_by_role("button", name="Z → A").click()
    until(lambda: names()[0] == "KK-2026-0008", seconds=20)
    until(lambda: drawn(page) not in ("", before), seconds=20)
    expect(page.get_by_role("button", name="Z → A")).to_have_count(0)
    idle(page)

    click(page, MARKER, 1)
    page.get_by_role("button", name="Xóa dòng").click()
    expect(page.get_by_text("Chưa ghi:")).to_be_visible()
    save(page, lambda: "KK-2026-0008" not in names())
    expect(page.get_by_test_id("stToast").filter(has_text="Đã xóa 1\u00a0dòng · có thể khôi phục")).to_be_visible()
    assert OFFICER in column(apart.data, "Người", Tab.HISTORY)
