"""What a screen shows: charts drawn in the colours of its appearance, readable, and nothing wider than the screen."""

from contextlib import suppress
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as StillThere

from components import theme
from tests.browser.conftest import SCREENS, OpenPage, Served, idle
from tests.browser.hands import FORM, HEADLINE, OFFICER, SAMPLE, TRIAL, UNIT, go_to, title

CHARTS = 4
ADDRESSES = (
    "mo-hinh",
    "mo-hinh?mh=MH-2026-0006",
    "don-vi?dv=TH-05",
    "bao-cao",
    "kiem-tra?dv=TH-03",
    "kho-khan",
    "so-dung-chung",
)
APPEARANCES: dict[Literal["light", "dark"], theme.Palette] = {"light": theme.LIGHT, "dark": theme.DARK}
WIDER = """
() => {
  const main = document.querySelector('[data-testid=stMain]');
  const inside = [...main.querySelectorAll('[data-testid=stElementContainer]')]
    .filter(element => !element.closest('.st-key-shell, .st-key-draft'))
    .filter(element => element.getBoundingClientRect().left < 0
      || element.getBoundingClientRect().right > innerWidth + 1);
  const scroll = [document.documentElement, main].filter(element => element.scrollWidth > element.clientWidth);
  return [...scroll, ...inside].map(element => `${element.tagName} ${element.innerText.slice(0, 40)}`);
}
"""
# Words that lie upon each other, or stick out of the chart's frame by more than a pixel.
COLLISIONS = """
() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')].flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  const words = [...svg.querySelectorAll('text')].filter(one => one.textContent.trim())
    .map(one => ({said: one.textContent, box: one.getBoundingClientRect()}));
  const out = words.filter(({box}) => box.left < frame.left - 1 || box.right > frame.right + 1
    || box.top < frame.top - 1 || box.bottom > frame.bottom + 1).map(({said}) => `${said} sticks out`);
  const upon = words.flatMap(({said, box}, at) => words.slice(at + 1).filter(other =>
    Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 1
    && Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) > 1
  ).map(other => `${said} upon ${other.said}`));
  return [...out, ...upon];
})
"""
# Of each chart, whether its words have the given colour among theirs.
INKED = """
ink => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')]
  .map(svg => [...svg.querySelectorAll('text')].some(word => word.getAttribute('fill').toUpperCase() === ink))
"""
SMALL = """
() => [...document.querySelectorAll('[data-testid=stMain] :is(button, input, textarea, summary),'
    + '[data-testid=stExpandSidebarButton]')]
  .filter(one => one.checkVisibility()
    && !one.closest('[data-testid=stTooltipIcon], [data-testid=stElementToolbar]'))
  .map(one => one.closest('[data-testid=stTextInputRootElement], [data-testid=stSelectbox] [role=group],'
    + '[data-testid=stMultiSelect] [role=group], [data-testid=stDateInputField], [data-testid=stCheckbox] label')
    || one)
  .filter(one => one.getBoundingClientRect().height < 44)
  .map(one => one.outerHTML.slice(0, 120))
"""
# Choices and links whose words run out of their frame.
CUT = """
() => [...document.querySelectorAll('[data-testid=stButtonGroup] [role=radiogroup], [data-testid=stPageLink] *')]
  .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText)
"""
ZOOMING = """
() => [...document.querySelectorAll('input, textarea')].filter(one => parseFloat(getComputedStyle(one).fontSize) < 16)
  .map(one => one.outerHTML.slice(0, 120))
"""
ENGLISH = """
() => [...document.querySelectorAll('[aria-label]:not([aria-hidden=true])')].map(one => one.ariaLabel)
  .filter(name => / icon$/.test(name)
    || /^(Help|day|month|year|Choose|Clear|Open|Expand|Sidebar|App|Navigate|Show|Download|Search)\\b/.test(name))
"""


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def expect_none(page: Page, search: str) -> None:
    """`search` finds nothing any more: the browser may still be about to draw what it was told."""
    with suppress(StillThere):
        page.wait_for_function(f"() => ({search})().length === 0", timeout=5_000)
    assert page.evaluate(search) == []


def expect_whole(page: Page, palette: theme.Palette) -> None:
    """This appearance, the two banners in sight, and nothing that would have to be scrolled sideways."""
    expect(page.get_by_text(TRIAL)).to_be_in_viewport()
    expect(page.get_by_text(SAMPLE)).to_be_in_viewport()
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


@pytest.mark.parametrize("screen", SCREENS)
def test_no_page_of_the_loop_is_wider_than_the_screen(screen: str, served: Served, open_page: OpenPage) -> None:
    page = open_page(f"{served.url}/mo-hinh", screen, account=OFFICER)
    for address in ADDRESSES:
        page.goto(f"{served.url}/{address}", wait_until="commit")
        expect(title(page)).to_be_visible()
        idle(page)
        expect_none(page, WIDER)


def test_pages_of_the_loop_have_targets_for_fingers_and_whole_words_on_a_phone(
    served: Served, open_page: OpenPage
) -> None:
    page = open_page(f"{served.url}/mo-hinh", "phone", account=OFFICER)
    for address in ADDRESSES:
        page.goto(f"{served.url}/{address}", wait_until="commit")
        expect(title(page)).to_be_visible()
        idle(page)
        expect_none(page, SMALL)
        expect_none(page, CUT)


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
