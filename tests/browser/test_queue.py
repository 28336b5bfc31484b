"""A save without the workbook, and two people at one record, in a real browser (issue 4, items 3 and 4)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from domain.vocabulary import Tab
from tests.browser.conftest import OpenPage, Served, idle, serve
from tests.browser.hands import OFFICER, UNIT, alert, fill, send, title
from tests.sheets.helpers import column, person, stored

NAME = "Đường quê không rác"
SOON = 30_000


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An application of its own: its workbook goes away."""
    with serve(tmp_path_factory.mktemp("apart"), impatient=True) as running:
        yield running


def take_away(data: Path) -> None:
    for one in data.glob("workbook.sqlite3*"):
        one.rename(data / f"away-{one.name}")


def bring_back(data: Path) -> None:
    for one in data.glob("away-workbook.sqlite3*"):
        one.rename(data / one.name.removeprefix("away-"))


def test_what_is_saved_without_the_workbook_is_written_once_when_it_is_back(apart: Served, open_page: OpenPage) -> None:
    unit = open_page(f"{apart.url}/dang-ky", account=UNIT.format(16))
    fill(unit, NAME)
    take_away(apart.data)
    send(unit)
    expect(unit.get_by_role("heading", name="Đăng ký đã được lưu")).to_be_visible(timeout=SOON)
    expect(unit.get_by_text("Chờ gửi 1")).to_be_visible()
    unit.goto(f"{apart.url}/cho-gui")
    expect(title(unit)).to_have_text("1 nội dung chờ gửi")
    expect(unit.get_by_text(f"Đăng ký mô hình: {NAME}")).to_be_visible()
    bring_back(apart.data)
    expect(unit.get_by_text(re.compile(r"Đã ghi MH-2026-\d{4}"))).to_be_visible(timeout=SOON)
    assert column(apart.data, "Tên mô hình").count(NAME) == 1


def confirm(officer: Page, report: str) -> None:
    idle(officer)
    card = officer.get_by_test_id("stVerticalBlock").filter(has_text=report).last
    card.get_by_role("button", name="Xác nhận", exact=True).click()


def test_a_decision_on_what_somebody_has_changed_meanwhile_is_asked_about(served: Served, open_page: OpenPage) -> None:
    grid = stored(served.data, Tab.REPORTS)
    state, value = grid[0].index("Trạng thái BC"), grid[0].index("Tiến độ tự báo cáo (%)")
    row = next(number for number, one in enumerate(grid, 1) if len(one) > state and one[state] == "Đã nộp")
    report = str(grid[row - 1][0])
    officer = open_page(f"{served.url}/bao-cao", account=OFFICER)
    expect(officer.get_by_text(report)).to_be_visible()
    idle(officer)
    person(served.data).worksheet(Tab.REPORTS).update_cell(row, value + 1, 33)
    confirm(officer, report)
    expect(alert(officer)).to_contain_text("Người khác vừa sửa bản ghi này")
    expect(officer.get_by_text("Hiện nay: 33")).to_be_visible()
    assert column(served.data, "Trạng thái BC", Tab.REPORTS)[row - 2] == "Đã nộp"
    confirm(officer, report)
    expect(officer.get_by_test_id("stToast").filter(has_text=f"Đã xác nhận {report}")).to_be_visible()
    assert column(served.data, "Trạng thái BC", Tab.REPORTS)[row - 2] == "Đã xác nhận"
    assert column(served.data, "Tiến độ tự báo cáo (%)", Tab.REPORTS)[row - 2] == 33
