"""What the plan asks beside models and reports, in a real browser: tick, tell, count, speak, propose (issue 7)."""

import re

import pytest
from playwright.sync_api import Page, expect

from domain.vocabulary import Tab
from tests.browser.conftest import OpenPage, Served, idle
from tests.browser.hands import OFFICER, UNIT, alert, field, pick, visit
from tests.browser.test_loop import press, toast
from tests.browser.views import FRONT
from tests.sheets.helpers import column

VILLAGE = "TH-18"


def press_first(page: Page, name: str) -> None:
    idle(page)
    page.get_by_role("button", name=name, exact=True).first.click()


def row_with(served: Served, tab: Tab, header: str, text: str) -> dict[str, object]:
    """The row of a tab in the sheet that has this text under this header."""
    at = column(served.data, header, tab).index(text)
    return {name: column(served.data, name, tab)[at] for name in HEADERS[tab]}


HEADERS = {
    Tab.TASKS: ("Mã đơn vị", "Trạng thái"),
    Tab.COMMUNICATIONS: ("Mã đơn vị", "Kênh"),
    Tab.FEEDBACK: ("Trả lời, tiếp thu", "Mức tiếp thu"),
    Tab.EXEMPLARS: ("Mã đơn vị đề xuất", "Kết quả"),
}


def test_a_unit_ticks_a_task_and_records_an_event_on_a_phone(served: Served, open_page: OpenPage) -> None:
    page = open_page(f"{served.url}/viec-cua-toi", "phone", account=UNIT.format(18))
    idle(page)
    press_first(page, "Đánh dấu")
    page.get_by_role("radio", name="Hoàn thành").click()
    field(page, "Kết quả, minh chứng").fill("Biên bản họp thôn số 7")
    press(page, "Ghi trạng thái")
    toast(page, "Đã ghi: Hoàn thành")
    ticked = row_with(served, Tab.TASKS, "Kết quả, minh chứng", "Biên bản họp thôn số 7")
    assert ticked == {"Mã đơn vị": VILLAGE, "Trạng thái": "Hoàn thành"}
    visit(page, f"tuyen-truyen?dv={VILLAGE}&loai=Tuyên truyền&kenh=Họp thôn")
    field(page, "Nội dung").fill("Phổ biến cách phân loại rác tại nhà")
    press(page, "Nhân dân")
    press(page, "Ghi hoạt động")
    toast(page, "Đã ghi hoạt động")
    told = row_with(served, Tab.COMMUNICATIONS, "Nội dung", "Phổ biến cách phân loại rác tại nhà")
    assert told == {"Mã đơn vị": VILLAGE, "Kênh": "Họp thôn"}


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_a_panel_at_the_lower_end_of_the_screen_shows_its_whole_form(
    served: Served, open_page: OpenPage, screen: str
) -> None:
    """Its form comes a moment after it: where it opened downwards it stayed a slit of 48 pixels."""
    page = open_page(f"{served.url}/nhiem-vu?nv=NV-38", screen, account=OFFICER)
    idle(page)
    button = page.get_by_role("button", name="Đánh dấu", exact=True).last
    button.scroll_into_view_if_needed()
    at, screen_size = button.bounding_box(), page.viewport_size
    assert at
    assert screen_size
    page.mouse.move(200, 300)
    page.mouse.wheel(0, at["y"] + at["height"] + 60 - screen_size["height"])
    page.wait_for_timeout(400)
    button.click()
    idle(page)
    last = page.get_by_role("button", name="Ghi trạng thái", exact=True)
    expect(last).to_be_in_viewport(ratio=1)
    shown = page.get_by_test_id("stPopoverBody").bounding_box()
    assert shown
    assert shown["height"] > 200


def test_an_opinion_is_recorded_and_answered(served: Served, open_page: OpenPage) -> None:
    front = open_page(f"{served.url}/y-kien?xem=Ghi ý kiến", account=FRONT)
    idle(front)
    front.get_by_role("radio", name="Góp ý").click()
    field(front, "Nội dung").fill("Đề nghị niêm yết lịch tiếp công dân ở nhà văn hóa")
    press(front, "Gửi ý kiến")
    toast(front, "Đã ghi ý kiến")
    known = str(column(served.data, "Mã ý kiến", Tab.FEEDBACK)[-1])
    officer = open_page(f"{served.url}/y-kien?yk={known}", account=OFFICER)
    expect(officer.get_by_text("Đề nghị niêm yết lịch tiếp công dân")).to_be_visible()
    press_first(officer, "Trả lời")
    field(officer, "Trả lời, tiếp thu").fill("Đã niêm yết ở 24 nhà văn hóa")
    press(officer, "Trả lời, ghi lại")
    expect(officer.get_by_role("dialog").get_by_text("Chọn mức tiếp thu")).to_be_visible()
    expect(field(officer, "Trả lời, tiếp thu")).to_have_value("Đã niêm yết ở 24 nhà văn hóa")  # what was typed stays
    pick(officer, "Mức tiếp thu", "Tiếp thu một phần")
    press(officer, "Trả lời, ghi lại")
    toast(officer, f"Đã trả lời {known}")
    answered = row_with(served, Tab.FEEDBACK, "Mã ý kiến", known)
    assert answered == {"Trả lời, tiếp thu": "Đã niêm yết ở 24 nhà văn hóa", "Mức tiếp thu": "Tiếp thu một phần"}


def test_an_exemplar_is_proposed_by_a_unit_and_recognised_by_an_officer(served: Served, open_page: OpenPage) -> None:
    unit = open_page(f"{served.url}/dien-hinh?xem=Đề xuất mới", account=UNIT.format(18))
    idle(unit)
    unit.get_by_role("radio", name="Cách làm hay").click()
    field(unit, "Tên").first.fill("Đổi rác lấy cây giống")
    field(unit, "Tóm tắt thành tích").fill("Ba tháng thu 2 tấn rác nhựa, đổi 600 cây giống")
    unit.get_by_role("radio", name="Có", exact=True).click()
    press(unit, "Gửi đề xuất")
    toast(unit, "Đã ghi đề xuất điển hình")
    found = row_with(served, Tab.EXEMPLARS, "Tên", "Đổi rác lấy cây giống")
    assert found["Mã đơn vị đề xuất"] == VILLAGE
    known = str(column(served.data, "Mã điển hình", Tab.EXEMPLARS)[-1])
    assert re.fullmatch(r"DH-2026-\d{4}", known)
    officer = open_page(f"{served.url}/dien-hinh?xem=Đề xuất&dh={known}", account=OFFICER)
    press_first(officer, "Chấm điểm, trả lời")
    for label in ("Điểm lan tỏa", "Điểm dễ áp dụng", "Điểm nhân rộng"):
        field(officer, label).fill("8")
    pick(officer, "Kết quả", "Công nhận")
    press(officer, "Ghi kết quả")
    toast(officer, f"Đã ghi kết quả {known}")
    assert row_with(served, Tab.EXEMPLARS, "Tên", "Đổi rác lấy cây giống")["Kết quả"] == "Công nhận"


def test_figures_of_a_quarter_are_filled_and_zero_is_not_blank(served: Served, open_page: OpenPage) -> None:
    page = open_page(f"{served.url}/chinh-quyen?quy=2026-Q3&chi-tieu=CQ05", account=OFFICER)
    idle(page)
    field(page, "Số tiếp nhận").fill("một")
    press(page, "Ghi số liệu")
    expect(alert(page).filter(has_text="Cần số, đang là chữ")).to_be_visible()
    for label in ("Số tiếp nhận", "Đến hạn trong quý", "Đã giải quyết", "Đúng hạn"):
        expect(field(page, label)).not_to_have_value("")  # what was typed stays
        field(page, label).fill("0" if label == "Số tiếp nhận" else "")
    press(page, "Ghi số liệu")
    toast(page, "Đã ghi")
    at = [*zip(*(column(served.data, name, Tab.SERVICE_FIGURES) for name in ("Quý", "Mã chỉ tiêu")), strict=True)]
    row = at.index(("III", "CQ05"))
    assert column(served.data, "Số tiếp nhận", Tab.SERVICE_FIGURES)[row] == 0
    assert column(served.data, "Số kế hoạch/đến hạn", Tab.SERVICE_FIGURES)[row] == ""
