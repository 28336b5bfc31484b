"""A quarter is closed: locked by the administrator, opened for one unit by an officer, its figures kept (issue 8)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from domain.vocabulary import Tab
from tests.browser.conftest import OpenPage, Served, idle, serve
from tests.browser.hands import OFFICER, UNIT, field, pick, title, visit
from tests.browser.test_loop import press, toast
from tests.browser.views import ADMIN, LEADER
from tests.sheets.helpers import column

TYPED = "Xin thêm đèn đường ngõ 3"
VILLAGE, VILLAGE_NAME, MODEL = UNIT.format(10), "Khuôn Mý", "MH-2026-0003"
REFUSED = "Quý III/2026 đã khóa, đơn vị không ghi được nữa."


@pytest.fixture(scope="module")
def autumn(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The day after the reports of quarter III were due."""
    folder = tmp_path_factory.mktemp("autumn")
    shutil.copytree(sample, folder / "data")
    with serve(folder, today="2026-09-21") as running:
        yield running


def setting(served: Served, key: str) -> str:
    """A value of Cài đặt as it stands in the sheet."""
    at = column(served.data, "Khóa", Tab.SETTINGS).index(key)
    return str(column(served.data, "Giá trị", Tab.SETTINGS)[at])


def refused(page: Page) -> None:
    press(page, "Lưu nháp")
    expect(page.get_by_text(REFUSED)).to_be_visible()
    expect(field(page, "Kiến nghị")).to_have_value(TYPED)


def test_a_quarter_is_locked_excepted_and_its_figures_stand(autumn: Served, open_page: OpenPage) -> None:
    unit = open_page(f"{autumn.url}/bao-cao?mh={MODEL}&quy=2026-Q3", "phone", account=VILLAGE)
    idle(unit)
    field(unit, "Kiến nghị").fill(TYPED)
    idle(unit)

    admin = open_page(f"{autumn.url}/khoa-ky", account=ADMIN)
    press(admin, "Khóa quý III/2026")
    press(admin, "Khóa quý")
    expect(admin.get_by_text("Khóa quý III/2026?")).to_be_visible()
    assert setting(autumn, "khoa_ky") == "", "it is asked once more"
    press(admin, "Vẫn khóa")
    toast(admin, "Đã khóa")
    expect(title(admin)).to_have_text("Khóa kỳ: đã khóa quý III năm 2026.")
    assert setting(autumn, "khoa_ky") == "2026-Q3"

    expect(unit.get_by_text("Cần ghi thì đề nghị chuyên viên mở ngoại lệ")).to_be_visible()
    expect(field(unit, "Kiến nghị")).to_have_value(TYPED)
    refused(unit)
    reports = len(column(autumn.data, "Mã báo cáo", Tab.REPORTS))

    officer = open_page(f"{autumn.url}/khoa-ky", account=OFFICER)
    press(officer, "Mở ngoại lệ")
    pick(officer, "Thôn, đơn vị được ghi tiếp", f"Thôn {VILLAGE_NAME}")
    officer.keyboard.press("Escape")
    press(officer, "Mở cho đơn vị đã chọn")
    toast(officer, "Đã mở ngoại lệ")
    assert setting(autumn, "ngoai_le_khoa_ky") == "2026-Q3/TH-10"

    expect(unit.get_by_text("Cần ghi thì đề nghị chuyên viên mở ngoại lệ")).to_have_count(0)
    press(unit, "Lưu nháp")
    toast(unit, "Đã lưu nháp")
    assert len(column(autumn.data, "Mã báo cáo", Tab.REPORTS)) == reports + 1
    assert TYPED in column(autumn.data, "Kiến nghị", Tab.REPORTS)

    press(officer, "Đóng ngoại lệ")
    toast(officer, "Đã đóng ngoại lệ")
    assert setting(autumn, "ngoai_le_khoa_ky") == ""
    visit(unit, f"bao-cao?mh={MODEL}&quy=2026-Q3")
    refused(unit)


def test_a_later_confirmation_moves_todays_figure_beside_the_kept_one(autumn: Served, open_page: OpenPage) -> None:
    assert setting(autumn, "khoa_ky") == "2026-Q3", "locked by the test before"
    officer = open_page(f"{autumn.url}/bao-cao?viec=Chờ xác nhận", account=OFFICER)
    idle(officer)
    field(officer, "Tiến độ xác nhận").first.fill("99")
    idle(officer)
    officer.get_by_role("button", name="Xác nhận", exact=True).first.click()
    toast(officer, "Đã xác nhận")
    leader = open_page(f"{autumn.url}/khoa-ky?quy=2026-Q3", account=LEADER)
    idle(leader)
    expect(leader.get_by_text("Tiến độ chung (I7): chốt").first).to_be_visible()
    expect(leader.get_by_text("Có thể do: BC-2026-Q3-").first).to_be_visible()
    expect(leader.get_by_text("Tiến độ xác nhận (%):").first).to_be_visible()
    visit(leader, "chi-so?quy=2026-Q3")
    expect(leader.get_by_role("link", name="đã khóa ngày 21/09/2026; số liệu chốt ở trang Khóa kỳ")).to_be_visible()
