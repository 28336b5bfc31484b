"""A unit registers a model: on a phone, with mistakes, in haste, and while others write too (R18 to R21)."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Served, idle
from tests.browser.hands import (
    DONE,
    FIELD,
    FORM,
    HEADLINE,
    OFFICER,
    TYPED,
    UNIT,
    alert,
    choose,
    chooser,
    expect_kept,
    field,
    fill,
    go_to,
    registered,
    send,
    title,
    waiting_for_approval,
    workbook_file,
)
from tests.sheets.helpers import column

WITHIN = 5_000
"""Milliseconds in which an open page shows what somebody else has registered (issue 2, Must hold)."""


MISSING = [
    "Nhập tên mô hình",
    "Chọn một lĩnh vực",
    "Nhập mục tiêu cần đạt",
    "Nhập chỉ tiêu đo được",
    "Nhập giá trị chỉ tiêu",
    "Nhập đơn vị tính của chỉ tiêu",
    "Nhập nội dung, cách làm",
    "Nhập chức danh người phụ trách",
    "Chọn ngày kết thúc dự kiến",
]
"""What an empty form asks for, from top to bottom."""


def form_of(open_page: OpenPage, served: Served, number: int) -> Page:
    """The page Đăng ký on a phone, used by village `number`. Each test has a village of its own."""
    return open_page(f"{served.url}/dang-ky", "phone", account=UNIT.format(number))


def test_a_unit_registers_on_a_phone_and_an_open_overview_shows_it_by_itself(
    served: Served, open_page: OpenPage
) -> None:
    overview = open_page(served.url, account=OFFICER)
    before = waiting_for_approval(overview)
    overview.evaluate("window.neverReloaded = true")
    chooser(overview).press_sequentially("TH-1")
    phone = open_page(served.url, "phone")
    choose(phone, "TH-05")
    expect(title(phone)).to_contain_text(HEADLINE)
    go_to(phone, "Đăng ký")
    fill(phone, "Đoạn suối tự quản số năm")
    send(phone)
    expect(title(phone)).to_have_text(DONE)
    expect(overview.get_by_text(f"{before + 1}\u00a0chờ duyệt")).to_be_visible(timeout=WITHIN)
    assert overview.evaluate("window.neverReloaded") is True
    expect(chooser(overview)).to_have_value(re.compile("TH-1$"))  # nor was anybody's typing disturbed
    expect(chooser(overview)).to_be_focused()
    code = re.search(r"MH-2026-\d{4}", alert(phone).inner_text())
    assert code
    assert column(served.data, "Mã mô hình")[-1] == code[0]
    assert registered(served, "Đoạn suối tự quản số năm") == 1


def test_what_is_missing_or_wrong_is_named_at_its_field_and_in_the_summary_and_nothing_typed_is_lost(
    served: Served, open_page: OpenPage
) -> None:
    page = form_of(open_page, served, 6)
    idle(page)
    send(page)
    expect(alert(page)).to_contain_text("Chưa gửi được. Cần sửa 9 mục:")
    expect(alert(page).get_by_role("listitem")).to_have_text(MISSING)
    for sentence in MISSING:
        expect(page.get_by_text(sentence)).to_have_count(2)
    wrong = TYPED | {"Giá trị chỉ tiêu": "bốn mươi", "Người phụ trách": "Trưởng thôn, 0912 345 678"}
    said = ["Cần số, đang là chữ: 'bốn mươi'.", "Không ghi số điện thoại/CCCD vào bảng chung."]
    fill(page, "Đường hoa thôn sáu", wrong)
    send(page)
    expect(alert(page)).to_contain_text("Chưa gửi được. Cần sửa 1 mục:")
    expect(page.get_by_text(said[0])).to_have_count(2)
    expect(alert(page)).to_be_in_viewport()
    expect_kept(page, "Đường hoa thôn sáu", wrong)
    field(page, "Giá trị chỉ tiêu").fill("40")
    send(page)
    expect(page.get_by_text(said[1])).to_have_count(2)
    expect(page.get_by_text(said[0])).to_have_count(0)
    field(page, "Người phụ trách").fill("Trưởng thôn")
    send(page)
    expect(title(page)).to_have_text(DONE)
    assert registered(served, "Đường hoa thôn sáu") == 1


def test_the_same_or_nearly_the_same_name_is_asked_about_before_anything_is_written(
    served: Served, open_page: OpenPage
) -> None:
    units, titles = column(served.data, "Mã đơn vị"), column(served.data, "Tên mô hình")
    existing = str(titles[units.index("TH-03")])
    question = f"Đơn vị đã có mô hình tên gần giống: “{existing}”"
    page = form_of(open_page, served, 3)
    fill(page, existing)
    send(page)
    expect(alert(page)).to_contain_text(question)
    expect_kept(page, existing)
    send(page, "Không, đã đăng ký rồi")
    expect(alert(page)).to_have_count(0)
    field(page, "Tên mô hình").fill(f"{existing} 2")
    send(page)
    expect(alert(page)).to_contain_text(question)
    expect_kept(page, f"{existing} 2")
    assert column(served.data, "Tên mô hình") == titles
    send(page, "Mô hình khác, gửi đăng ký")
    expect(title(page)).to_have_text(DONE)
    assert column(served.data, "Tên mô hình") == [*titles, f"{existing} 2"]


def test_a_form_survives_a_reload_and_three_presses_of_its_slow_button_make_one_row(
    served: Served, open_page: OpenPage
) -> None:
    name = "Cổng nhà an toàn thôn tám"
    page = form_of(open_page, served, 8)
    fill(page, name)
    page.wait_for_function("() => (localStorage['dvk.dang_ky.don-vi-08@example.vn'] || '').includes('2026-11-30')")
    with page.expect_websocket() as connection:
        page.reload()
    expect_kept(page, name)
    assert page.url == f"{served.url}/dang-ky", "what people type does not belong into addresses"
    idle(page)
    with workbook_file(served) as other:
        other.execute("BEGIN IMMEDIATE")  # another program writes: the application has to wait
        for _ in range(3):
            with connection.value.expect_event("framesent"):
                send(page)
        expect(title(page)).to_have_text(FORM)
        other.execute("COMMIT")
    expect(title(page)).to_have_text(DONE)
    assert registered(served, name) == 1
    page.reload()
    expect(title(page)).to_have_text(FORM)
    expect(field(page, "Tên mô hình")).to_have_value("")


def test_what_people_are_typing_survives_that_somebody_else_writes(served: Served, open_page: OpenPage) -> None:
    typing = form_of(open_page, served, 9)
    idle(typing)
    field(typing, "Mục tiêu").fill("Rau sạch quanh năm")
    field(typing, "Tên mô hình").press_sequentially("Vườn rau ")
    somebody = form_of(open_page, served, 10)
    fill(somebody, "Đường điện sáng thôn mười")
    send(somebody)
    expect(title(somebody)).to_have_text(DONE)
    expect(field(typing, "Tên mô hình")).to_be_focused()
    typing.keyboard.type("sạch thôn chín")
    typing.keyboard.press("Tab")  # the page is drawn anew, from a snapshot that has the other's model
    expect(typing.get_by_role("radio", name=FIELD)).to_be_visible()
    typing.get_by_role("radio", name=FIELD).click()
    expect(typing.get_by_role("radio", name=FIELD)).to_be_checked()
    expect(field(typing, "Tên mô hình")).to_have_value("Vườn rau sạch thôn chín")
    expect(field(typing, "Mục tiêu")).to_have_value("Rau sạch quanh năm")
