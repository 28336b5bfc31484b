"""What a screen shows: charts drawn in the colours of its appearance, readable, and nothing wider than the screen."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from components import theme
from tests.browser.conftest import SCREENS, OpenPage, Served, idle
from tests.browser.hands import FORM, HEADLINE, OFFICER, SAMPLE, TRIAL, UNIT, go_to, rgb, title
from tests.browser.sight import COLLISIONS, ENGLISH, INKED, SMALL, WIDER, ZOOMING, expect_none

CHARTS = 4
APPEARANCES: dict[Literal["light", "dark"], theme.Palette] = {"light": theme.LIGHT, "dark": theme.DARK}


def expect_whole(page: Page, palette: theme.Palette) -> None:
    """This appearance, the two banners in sight, and nothing that would have to be scrolled sideways."""
    expect(page.get_by_text(TRIAL)).to_be_in_viewport()
    expect(page.get_by_text(SAMPLE).filter(visible=True)).to_be_in_viewport()
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", rgb(palette.bg))
    expect_none(page, WIDER)


def expect_charts(page: Page, palette: theme.Palette) -> None:
    """All charts of Tổng quan are drawn, in the ink of this appearance, and every word of them can be read."""
    expect(page.locator("[data-testid=stVegaLiteChart] svg")).to_have_count(CHARTS)
    page.wait_for_function(f"ink => ({INKED})(ink).every(Boolean)", arg=palette.ink)
    expect_none(page, COLLISIONS)


@pytest.mark.parametrize("screen", SCREENS)
def test_charts_are_drawn_and_nothing_is_wider_than_the_screen(
    screen: str, served: Served, open_page: OpenPage
) -> None:
    page = open_page(served.url, screen, account=UNIT.format(3))
    expect(title(page)).to_contain_text(HEADLINE)
    for appearance, palette in APPEARANCES.items():
        page.emulate_media(color_scheme=appearance)
        expect_charts(page, palette)
        expect_whole(page, palette)
    go_to(page, "Đăng ký")
    expect(title(page)).to_have_text(FORM)
    for appearance, palette in APPEARANCES.items():
        page.emulate_media(color_scheme=appearance)
        expect_whole(page, palette)


def test_the_first_screen_says_whether_it_goes_well_who_lags_and_what_waits(
    served: Served, open_page: OpenPage
) -> None:
    """Design, section 5.1: without scrolling on a desk."""
    page = open_page(served.url, account=OFFICER)
    expect(title(page)).to_be_in_viewport(ratio=1)
    idle(page)
    for key in ("progress", "models", "registered", "reported", "inspections"):
        expect(page.locator(f".st-key-kpi-{key}")).to_be_in_viewport(ratio=1)
    for words in ("Hôm nay 15/09", "Bến Đò", "Núi Thông"):
        expect(page.locator("[data-testid=stVegaLiteChart] text", has_text=words).first).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("Vướng 3 hộ chưa hiến đất")).to_be_in_viewport(ratio=1)


def test_the_words_of_the_main_button_can_be_read_in_both_appearances(served: Served, open_page: OpenPage) -> None:
    page = open_page(f"{served.url}/mo-hinh?mh=MH-2026-0034", account=OFFICER)
    for appearance, palette in APPEARANCES.items():
        page.emulate_media(color_scheme=appearance)
        button = page.get_by_role("button", name="Duyệt")
        expect(button).to_have_css("background-color", rgb(palette.primary))
        expect(button).to_have_css("color", rgb(palette.bg))


def test_the_table_of_models_has_tools_with_vietnamese_names(served: Served, open_page: OpenPage) -> None:
    page = open_page(f"{served.url}/mo-hinh", account=OFFICER)
    expect(page.get_by_role("button", name="Tải bảng (CSV)")).to_be_attached()
    expect_none(page, ENGLISH)


def test_a_form_on_a_phone_has_targets_for_fingers_letters_that_do_not_zoom_and_vietnamese_names(
    served: Served, open_page: OpenPage
) -> None:
    page = open_page(f"{served.url}/dang-ky", "phone", account=UNIT.format(3))
    expect(page.get_by_role("button", name="Mở danh sách").first).to_be_visible()
    expect_none(page, ENGLISH)
    expect_none(page, SMALL)
    expect_none(page, ZOOMING)
    assert page.evaluate("document.documentElement.lang") == "vi"


def test_a_panel_on_a_phone_has_targets_for_fingers_and_letters_that_do_not_zoom(
    served: Served, open_page: OpenPage
) -> None:
    page = open_page(f"{served.url}/kho-khan", "phone", account=OFFICER)
    idle(page)
    for name in ("Kết quả", "Giao xử lý"):
        page.get_by_text(name, exact=True).first.click()
        expect(page.get_by_test_id("stPopoverBody").get_by_role("textbox").first).to_be_visible()
        expect_none(page, SMALL)
        expect_none(page, ZOOMING)
        title(page).click()
        expect(page.get_by_test_id("stPopoverBody").filter(visible=True)).to_have_count(0)
