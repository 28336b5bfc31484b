"""The turn of the year in a real browser: open 2027, carry a model over, look at both years, compare them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from domain.vocabulary import Tab
from sheets.config import Config
from tests.browser.conftest import OpenPage, Served, idle, serve
from tests.browser.hands import OFFICER, expect_title, visit
from tests.browser.sight import WIDER, expect_none
from tests.browser.test_loop import press
from tests.browser.views import ADMIN, GUEST
from tests.sheets.helpers import column

MODEL = "MH-2026-0006"
NAME = "Phụ nữ giúp nhau thoát nghèo"


@pytest.fixture(scope="module")
def own(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An application of its own: the other tests know one year only."""
    folder = tmp_path_factory.mktemp("years")
    shutil.copytree(sample, folder / "data")
    with serve(folder) as running:
        yield running


def choose_year(page: Page, year: int) -> None:
    page.get_by_role("combobox", name="Năm").click()
    page.get_by_role("option", name=f"Năm {year}").click()
    idle(page)


def figures(page: Page) -> list[str]:
    """The numbers of Tổng quan."""
    visit(page, "")
    expect(page.get_by_test_id("stMetricValue")).to_have_count(5)
    return [one.inner_text() for one in page.get_by_test_id("stMetricValue").all()]


def test_2027_is_opened_a_model_goes_on_and_2026_stays_as_it_was(own: Served, open_page: OpenPage) -> None:
    admin = open_page(f"{own.url}/nam", account=ADMIN)
    expect_title(admin, "Năm 2026: 31")
    before = figures(admin)
    visit(admin, "nam")
    expect(admin.get_by_role("combobox", name="Năm")).to_have_count(0)
    press(admin, "Mở sổ năm 2027")
    expect(admin.get_by_text("Đã mở sổ năm 2027.")).to_be_visible(timeout=60_000)
    assert Config(own.data, year="2027").file.exists()

    officer = open_page(f"{own.url}/mo-hinh?mh={MODEL}", account=OFFICER)
    idle(officer)
    press(officer, "Chuyển tiếp sang năm 2027")
    idle(officer)
    press(officer, "Chuyển tiếp sang năm 2027, ghi lại")
    expect(officer.get_by_text("Tiếp tục: MH-2027-0001 (năm 2027)")).to_be_visible(timeout=30_000)
    at = column(own.data, "Mã mô hình").index(MODEL)
    assert column(own.data, "Trạng thái")[at] == "Chuyển tiếp"
    assert figures(officer) == before

    visit(officer, f"mo-hinh?mh={MODEL}")
    press(officer, "Tiếp tục: MH-2027-0001 (năm 2027)")
    expect_title(officer, NAME)
    expect(officer.get_by_text("Đang xem sổ năm 2027")).to_be_visible()
    assert "nam=2027" in officer.url
    press(officer, f"Mô hình gốc: {MODEL} (năm 2026)")
    expect(officer.get_by_text("Đang xem sổ năm 2027")).to_have_count(0)
    expect_title(officer, NAME)

    visit(officer, "nam")
    expect_title(officer, "Năm 2027: 1")
    row = officer.get_by_role("row").filter(has_text="Chuyển tiếp sang năm sau")
    expect(row).to_contain_text("1")
    choose_year(officer, 2027)
    expect(officer.get_by_text("năm 2027 · xã")).to_be_visible()
    press(officer, "Về năm 2026")
    expect(officer.get_by_text("năm 2026 · xã")).to_be_visible()


def test_an_address_opens_its_year_for_anybody_also_on_a_phone(own: Served, open_page: OpenPage) -> None:
    page = open_page(f"{own.url}/mo-hinh?nam=2027", "phone", account=OFFICER)
    idle(page)
    expect(page.get_by_text("Đang xem sổ năm 2027")).to_be_visible()
    page.reload()
    idle(page)
    expect(page.get_by_text("Đang xem sổ năm 2027")).to_be_visible()
    expect_none(page, WIDER)
    guest = open_page(f"{own.url}/nam", "phone", account=GUEST)
    expect_title(guest, "Năm 2027: 1")
    expect_none(guest, WIDER)


def test_both_workbooks_say_who_did_it(own: Served) -> None:
    assert OFFICER in column(own.data, "Người", Tab.HISTORY)
