"""The loop of the movement in a real browser: register, approve, report, confirm, inspect, remedy, verify (issue 3)."""

import re

from playwright.sync_api import Page, expect

from domain.vocabulary import Tab
from tests.browser.conftest import OpenPage, Served, idle
from tests.browser.hands import DONE, OFFICER, UNIT, alert, field, fill, pick, send, title, visit
from tests.sheets.helpers import column

WITHIN = 5_000
VILLAGE, LABEL, NAME = "TH-16", "Suối Trong", "Con đường không rác"
CELL = """
([label, number]) => {
  const words = [...document.querySelectorAll('[data-testid=stVegaLiteChart] text')];
  const middle = one => { const box = one.getBoundingClientRect(); return (box.top + box.bottom) / 2; };
  return words.filter(one => one.textContent.trim() === label)
    .some(name => words.some(one => one.textContent.includes(number) && Math.abs(middle(one) - middle(name)) < 12));
}
"""


def press(page: Page, name: str) -> None:
    idle(page)
    page.get_by_role("button", name=name, exact=True).click()


def toast(page: Page, text: str) -> None:
    expect(page.get_by_test_id("stToast").filter(has_text=text)).to_be_visible()


def register(unit: Page) -> str:
    """A unit registers; the ID of its model."""
    fill(unit, NAME)
    send(unit)
    expect(title(unit)).to_have_text(DONE)
    found = re.search(r"MH-2026-\d{4}", alert(unit).inner_text())
    assert found
    return found[0]


def report(unit: Page, served: Served, model: str) -> None:
    unit.goto(f"{served.url}/bao-cao?mh={model}")
    idle(unit)
    field(unit, "Tiến độ lũy kế đến nay (%)").fill("60")
    press(unit, "Nộp báo cáo")
    toast(unit, "Đã nộp báo cáo")


def confirm(officer: Page) -> None:
    visit(officer, "bao-cao")
    card = officer.get_by_test_id("stVerticalBlock").filter(has_text=NAME).last
    idle(officer)
    card.get_by_role("button", name="Xác nhận", exact=True).click()
    toast(officer, "Đã xác nhận BC-2026-Q3-")


def inspect(officer: Page) -> None:
    """One finding with its request and deadline."""
    visit(officer, f"kiem-tra?dv={VILLAGE}")
    field(officer, "Số biên bản").fill("05/BB")
    officer.get_by_text("Tồn tại 1", exact=True).click()
    field(officer, "Nội dung").fill("Thiếu biển báo")
    field(officer, "Yêu cầu khắc phục").fill("Cắm biển báo ở hai đầu đường")
    officer.get_by_role("radio", name="Nhẹ").click()
    officer.get_by_role("group", name="Hạn khắc phục").get_by_role("spinbutton").first.click()
    officer.keyboard.type("30092026")
    title(officer).click()
    press(officer, "Lưu lượt kiểm tra")
    toast(officer, "Đã ghi lượt kiểm tra")
    expect(field(officer, "Số biên bản")).to_have_value("")  # or the next press would log it again
    officer.get_by_text("Tồn tại 1", exact=True).click()
    for label in ("Nội dung", "Yêu cầu khắc phục"):
        expect(field(officer, label)).to_have_value("")


def remedy(unit: Page) -> None:
    visit(unit, "kiem-tra")
    press(unit, "Đã khắc phục")
    field(unit, "Kết quả khắc phục").fill("Đã cắm hai biển báo")
    press(unit, "Đã khắc phục, ghi lại")
    toast(unit, "Đã báo khắc phục")


def verify(officer: Page) -> None:
    visit(officer, f"kiem-tra?dv={VILLAGE}")
    expect(officer.get_by_text("Đã cắm hai biển báo")).to_be_visible()
    press(officer, "Đã khắc phục, đạt")
    toast(officer, "Đã xác minh TT-2026-")


def test_the_loop_runs_and_the_open_overview_follows_by_itself(served: Served, open_page: OpenPage) -> None:
    overview = open_page(served.url, account=OFFICER)
    overview.wait_for_function(CELL, arg=[LABEL, "chưa có MH"])
    overview.evaluate("window.neverReloaded = true")
    unit = open_page(f"{served.url}/dang-ky", account=UNIT.format(16))
    model = register(unit)
    officer = open_page(f"{served.url}/mo-hinh?mh={model}", account=OFFICER)
    press(officer, "Duyệt")
    toast(officer, "Đã duyệt mô hình")
    report(unit, served, model)
    overview.wait_for_function(CELL, arg=[LABEL, "60%"], timeout=WITHIN)
    assert overview.evaluate("window.neverReloaded") is True
    confirm(officer)
    inspect(officer)
    remedy(unit)
    verify(officer)
    found = column(served.data, "Nội dung", Tab.FINDINGS).index("Thiếu biển báo")
    assert column(served.data, "Xác minh", Tab.FINDINGS)[found] == "Đạt"
    reports = column(served.data, "Mã mô hình", Tab.REPORTS).index(model)
    assert column(served.data, "Tiến độ xác nhận (%)", Tab.REPORTS)[reports] == 60


def test_a_click_on_a_village_opens_its_page_and_the_way_back_does_not_open_it_again(
    served: Served, open_page: OpenPage
) -> None:
    page = open_page(served.url, account=OFFICER)
    page.wait_for_function(CELL, arg=["Bến Đò", "%"])
    cell = page.locator("[data-testid=stVegaLiteChart]").nth(1).get_by_text("Bến Đò", exact=True).bounding_box()
    assert cell
    page.mouse.click(cell["x"] + cell["width"] + 150, cell["y"] + cell["height"] / 2)
    expect(title(page)).to_contain_text("Thôn Bến Đò")
    assert page.url.endswith("/don-vi?dv=TH-12")
    page.go_back()
    expect(title(page)).to_contain_text("Quý")
    idle(page)
    page.wait_for_timeout(1500)
    expect(title(page)).to_contain_text("Quý")


def test_what_was_sent_is_gone_from_the_screen_and_its_panel_closes(served: Served, open_page: OpenPage) -> None:
    page = open_page(f"{served.url}/kiem-tra?viec=Theo dõi khắc phục", account=OFFICER)
    press_first(page, "Gia hạn")
    group = page.get_by_role("group", name="Hạn mới")
    before = group.inner_text()
    press(page, "Gia hạn, ghi lại")
    toast(page, "Đã gia hạn TT-2026-")
    expect(group).not_to_be_visible()
    press_first(page, "Gia hạn")
    expect(group).not_to_have_text(before)
    visit(page, "kho-khan")
    press_first(page, "Nêu khó khăn, vướng mắc")
    pick(page, "Thôn, đơn vị", LABEL)
    content = field(page, "Nội dung")
    content.fill("Thiếu kinh phí")
    page.get_by_role("radio", name="Kinh phí").click()
    press(page, "Gửi khó khăn")
    toast(page, "Đã ghi khó khăn")
    expect(content).to_have_value("")
    expect(page.get_by_role("radio", name="Kinh phí")).not_to_be_checked()
    press_first(page, "Giao xử lý")
    field(page, "Người xử lý").fill("Phòng Kinh tế")
    press(page, "Giao xử lý, ghi lại")
    toast(page, "Đã giao xử lý")
    expect(field(page, "Người xử lý")).not_to_be_visible()
    page.wait_for_function("() => !/Thiếu kinh phí|Phòng Kinh tế/.test(Object.values(localStorage).join())")


def press_first(page: Page, name: str) -> None:
    idle(page)
    page.get_by_text(name, exact=True).first.click()


def test_a_village_is_opened_by_the_keyboard_alone(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.url, account=OFFICER)
    idle(page)
    page.get_by_role("combobox", name="Mở trang của thôn").focus()
    page.keyboard.type("Bến Đò")
    page.keyboard.press("Enter")
    expect(title(page)).to_contain_text("Thôn Bến Đò")
    page.go_back()
    idle(page)
    expect(title(page)).to_contain_text("Quý")
    expect(page.get_by_role("combobox", name="Mở trang của thôn")).to_have_value("")
