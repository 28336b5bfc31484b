"""Đôn đốc on a phone in the office network: plain http, where no browser offers the clipboard API."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Served, idle
from tests.browser.hands import OFFICER, title

# What is put into the clipboard by the old way, as the page itself hears of it.
WITHOUT_CLIPBOARD = """
Object.defineProperty(navigator, 'clipboard', {value: undefined});
document.addEventListener('copy', () => { window.copied = document.activeElement.value; }, true);
"""


def copied(page: Page) -> str:
    return str(page.evaluate("window.copied || ''"))


def test_a_message_is_copied_without_the_clipboard_api(served: Served, open_page: OpenPage) -> None:
    page = open_page(f"{served.url}/don-doc", "phone", account=OFFICER)
    page.add_init_script(WITHOUT_CLIPBOARD)
    page.reload(wait_until="commit")
    expect(title(page)).to_contain_text("Hôm nay cần nhắc")
    idle(page)
    button = page.get_by_role("button", name="Sao chép tin nhắn").first
    button.tap()
    expect(page.get_by_role("button", name="Đã sao chép")).to_be_visible()
    assert copied(page).startswith("Kính gửi thôn Khuôn Mý")
    assert f"{served.url}/bao-cao?mh=MH-2026-0003&quy=2026-Q2" in copied(page)
    expect(button).to_have_text("Sao chép tin nhắn")  # after some seconds it is itself again
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    page.get_by_role("button", name="Sao chép tin nhóm").tap()
    expect(page.get_by_role("button", name="Đã sao chép")).to_be_visible()
    assert copied(page).endswith("Trân trọng.")


def test_the_links_of_messages_open_the_forms_with_unit_and_record_chosen(served: Served, open_page: OpenPage) -> None:
    page = open_page(f"{served.url}/bao-cao?mh=MH-2026-0007&quy=2026-Q3", "phone", account="don-vi-18@example.vn")
    expect(page.get_by_role("combobox", name="Mô hình")).to_have_value(re.compile("Hũ gạo tình thương"))
    page = open_page(f"{served.url}/dang-ky?dv=TH-05", "phone", account="don-vi-05@example.vn")
    expect(page.get_by_role("combobox", name="Thôn, đơn vị")).to_have_value("Thôn Tân Tiến (Đồng Xuân cũ)")
    page = open_page(f"{served.url}/kiem-tra?dv=TH-15", "phone", account="don-vi-15@example.vn")
    expect(page.get_by_text("TT-2026-0007-1")).to_be_visible()
    expect(page.get_by_role("button", name="Đã khắc phục").first).to_be_visible()
