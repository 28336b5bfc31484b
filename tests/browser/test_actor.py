"""Who acts: chosen in the banner while nobody signs in, remembered by the browser."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, Served
from tests.browser.hands import FORM, HEADLINE, UNIT, WELCOME, choose, chooser, title


def test_the_chosen_account_survives_a_reload_and_a_new_tab_but_not_another_browser(
    served: Served, open_page: OpenPage
) -> None:
    page = open_page(f"{served.url}/dang-ky")
    choose(page, "TH-07")
    expect(title(page)).to_have_text(FORM)
    page.reload(wait_until="commit")
    expect(title(page)).to_have_text(FORM)
    expect(chooser(page)).to_have_value(re.compile("^Đơn vị · TH-07 · "))
    beside = page.context.new_page()
    beside.goto(f"{served.url}/dang-ky", wait_until="commit")
    expect(title(beside)).to_have_text(FORM)
    expect(title(open_page(served.url))).to_have_text(WELCOME)


def test_another_choice_replaces_the_first_one_on_the_page_and_after_a_reload(
    served: Served, open_page: OpenPage
) -> None:
    page = open_page(f"{served.url}/dang-ky", account=UNIT.format(7))
    own = page.get_by_role("combobox", name="Thôn, đơn vị")
    first = own.input_value()
    choose(page, "TH-08")
    expect(own).not_to_have_value(first)
    second = own.input_value()
    page.reload()
    expect(own).to_have_value(second)
    expect(chooser(page)).to_have_value(re.compile("^Đơn vị · TH-08 · "))


def test_an_account_that_only_looks_is_told_so_and_shown_the_way_back(served: Served, open_page: OpenPage) -> None:
    page = open_page(f"{served.url}/dang-ky", account="lanh-dao@example.vn")
    expect(page.get_by_text("Tài khoản này chỉ xem số liệu")).to_be_visible()
    expect(page.get_by_role("button", name="Gửi đăng ký")).to_have_count(0)
    page.get_by_role("link", name="Về trang Tổng quan").click()
    expect(title(page)).to_contain_text(HEADLINE)
