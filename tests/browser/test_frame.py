"""Whoever comes first, by whatever address, is inside the frame of app.py (streamlit.md, section 0.1)."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, OpenPage, Served, serve
from tests.browser.hands import FORM, HEADLINE, OFFICER, SAMPLE, TRIAL, WELCOME, chooser, title

TITLES = {"dang_ky": FORM, "tong_quan": HEADLINE}
FILES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "__init__")
ADDRESSES = sorted({address for name in FILES for address in (name, name.replace("_", "-"))})


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_first_visitor_of_a_fresh_server_gets_the_page_inside_the_frame(
    address: str, tmp_path: Path, open_page: OpenPage
) -> None:
    with serve(tmp_path) as served:
        page = open_page(f"{served.url}/{address}", account=OFFICER)
        expect(title(page)).to_contain_text(TITLES[address.replace("-", "_")])
        expect(page.get_by_text(TRIAL)).to_be_visible()
        expect(page.get_by_text(SAMPLE)).to_be_visible()
        expect(page.get_by_test_id("stTopNavLink")).to_have_text([re.compile("Tổng quan$"), re.compile("Đăng ký$")])
        expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(0)
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert page.url == f"{served.url}/{address}"
        page.context.close()


def test_every_page_first_asks_a_stranger_to_choose_an_account(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.url)
    for name in FILES:
        page.goto(f"{served.url}/{name}")
        expect(title(page)).to_have_text(WELCOME)
        expect(page.get_by_text(TRIAL)).to_be_visible()
        expect(chooser(page)).to_have_value("")
        expect(page.get_by_role("link", name="Tổng quan")).to_have_count(0)
        expect(page.get_by_test_id("stMetric")).to_have_count(0)
