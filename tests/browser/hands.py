"""What people do on the pages, and what stands in the sheet afterwards."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Served, idle
from tests.sheets.helpers import column

UNIT = "don-vi-{:02d}@example.vn"
OFFICER = "chuyen-vien@example.vn"
TRIAL = "Dùng thử, chưa đăng nhập"
SAMPLE = "DỮ LIỆU MẪU — HƯ CẤU"
WELCOME = "Chọn tài khoản để bắt đầu dùng thử"
HEADLINE = "Quý\u00a0III cần chú ý"
FORM = "Đăng ký mô hình mới"
DONE = "Đăng ký đã được ghi nhận"
FIELD = "Bảo vệ môi trường"
TYPED = {
    "Mục tiêu": "Suối sạch, không còn rác sau phiên chợ",
    "Chỉ tiêu đo được": "Hộ ký cam kết",
    "Giá trị chỉ tiêu": "45",
    "Đơn vị tính": "hộ",
    "Nội dung, cách làm": "Họp dân, chia đoạn suối cho từng nhóm hộ",
    "Số hộ dự kiến": "1.045",
    "Người phụ trách": "Trưởng thôn",
}


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def expect_title(page: Page, words: str) -> None:
    """The page says so. Until its script has run, the title of the page before may stand beside it."""
    expect(title(page).filter(has_text=words)).to_be_visible()
    idle(page)
    expect(title(page)).to_contain_text(words)


# Resolves once the run of the new page was asked for: a busy server may take a while to begin with it.
GOING = """
to => new Promise(resolve => {
  const app = document.querySelector('[data-testid=stApp]');
  const late = setTimeout(resolve, 2000);
  new MutationObserver((_, observer) => {
    if (app.dataset.testScriptState === 'notRunning') return;
    observer.disconnect();
    clearTimeout(late);
    resolve();
  }).observe(app, {attributes: true});
  history.pushState({}, '', to);
  dispatchEvent(new PopStateEvent('popstate', {state: {}}));
})
"""


def visit(page: Page, address: str) -> None:
    """To another address of the application, without starting it anew: as the browser's Back key does."""
    page.evaluate(GOING, f"/{address}")
    idle(page)


def chooser(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Tài khoản")


def choose(page: Page, unit_id: str) -> None:
    """The account of a unit, by typing a part of its label."""
    pick(page, "Tài khoản", unit_id)


def pick(page: Page, label: str, wanted: str) -> None:
    """From a select box or a list of several: a press, which brings it into view, then by typing.

    Typing alone scrolls to the box while its list opens, and a list closes when what lies behind it scrolls.
    """
    idle(page)
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(wanted)
    page.get_by_role("option", name=wanted).first.click()


def go_to(page: Page, name: str) -> None:
    """By the menu, which a phone first has to open."""
    menu = page.get_by_role("button", name="Mở trình đơn")
    if menu.count():
        menu.click()
    page.locator("[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]").filter(has_text=name).click()


def field(page: Page, label: str) -> Locator:
    return page.get_by_role("textbox", name=label)


def fill(page: Page, name: str, typed: Mapping[str, str] = TYPED, *, end: str = "30112026") -> None:
    """The whole form with the title `name`; `end` is the last day as ddmmyyyy."""
    expect(title(page)).to_have_text(FORM)
    idle(page)
    field(page, "Tên mô hình").fill(name)
    page.get_by_role("radio", name=FIELD).click()
    for label, text in typed.items():
        field(page, label).fill(text)
    page.get_by_role("group", name="Ngày kết thúc").get_by_role("spinbutton").first.click()
    page.keyboard.type(end)
    title(page).click()  # a date counts once its field was left


def expect_kept(page: Page, name: str, typed: Mapping[str, str] = TYPED) -> None:
    """All that `fill` entered still stands there."""
    for label, text in {"Tên mô hình": name, **typed}.items():
        expect(field(page, label)).to_have_value(text)
    expect(page.get_by_role("radio", name=FIELD)).to_be_checked()
    expect(page.get_by_role("group", name="Ngày kết thúc")).to_have_text("30/11/2026")


def send(page: Page, button: str = "Gửi đăng ký") -> None:
    page.get_by_role("button", name=button).click()


def alert(page: Page) -> Locator:
    return page.get_by_test_id("stAlert")


def waiting_for_approval(page: Page) -> int:
    """The number on the page Tổng quan that each registration raises by one."""
    return int(page.get_by_text("chờ duyệt").inner_text().split()[0])


def registered(served: Served, name: str) -> int:
    """How many rows of the tab Mô hình have this title."""
    return column(served.data, "Tên mô hình").count(name)


@contextmanager
def workbook_file(served: Served) -> Iterator[sqlite3.Connection]:
    """The embedded workbook's file, opened beside the application; transactions are begun and ended by hand."""
    file = served.data / "workbook.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None, timeout=20)) as connection:
        yield connection
