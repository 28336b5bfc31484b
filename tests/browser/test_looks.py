"""What a screen shows: charts drawn in the colours of its appearance, readable, and nothing wider than the screen."""

import pytest
from playwright.sync_api import Page, expect

from components import theme
from tests.browser.conftest import SCREENS, OpenPage, Served, idle
from tests.browser.hands import FORM, HEADLINE, UNIT, title

CHARTS = 4
WIDER = """
() => {
  const main = document.querySelector('[data-testid=stMain]');
  const inside = [...main.querySelectorAll('[data-testid=stElementContainer]')]
    .filter(element => !element.closest('.st-key-shell, .st-key-draft'))
    .filter(element => { const box = element.getBoundingClientRect(); return box.left < 0 || box.right > innerWidth + 1 })
    .map(element => element.innerText.slice(0, 40));
  const scrolls = [document.documentElement, main].filter(one => one.scrollWidth > one.clientWidth).map(one => one.tagName);
  return [...scrolls, ...inside];
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
INKS = """
() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')]
  .map(svg => [...new Set([...svg.querySelectorAll('text')].map(word => word.getAttribute('fill').toUpperCase()))])
"""
BACKGROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def expect_charts(page: Page, palette: theme.Palette) -> None:
    """All charts of Tổng quan are drawn, in the inks of this appearance, and every word of them can be read."""
    expect(page.locator("[data-testid=stVegaLiteChart] svg")).to_have_count(CHARTS)
    assert page.evaluate(COLLISIONS) == []
    inks = page.evaluate(INKS)
    assert len(inks) == CHARTS
    assert all(palette.ink in used for used in inks)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_charts_are_drawn_and_nothing_is_wider_than_the_screen(
    screen: str, dark: bool, served: Served, open_page: OpenPage
) -> None:
    palette = theme.DARK if dark else theme.LIGHT
    page = open_page(served.url, screen, dark=dark, account=UNIT.format(3))
    expect(title(page)).to_contain_text(HEADLINE)
    assert page.evaluate(BACKGROUND) == rgb(palette.bg)
    expect_charts(page, palette)
    assert page.evaluate(WIDER) == []
    page.goto(f"{served.url}/dang-ky")
    idle(page)
    expect(title(page)).to_have_text(FORM)
    assert page.evaluate(WIDER) == []


def test_a_phone_has_targets_for_fingers_and_letters_that_do_not_zoom(served: Served, open_page: OpenPage) -> None:
    page = open_page(f"{served.url}/dang-ky", "phone", account=UNIT.format(3))
    small = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stApp] :is(button, input, textarea, summary)')]
          .filter(one => one.checkVisibility() && !one.closest('[data-testid=stTooltipIcon]'))
          .map(one => one.closest('[data-testid=stTextInputRootElement], [data-testid=stSelectbox] [role=group], '
            + '[data-testid=stDateInputField]') || one)
          .filter(one => one.getBoundingClientRect().height < 44)
          .map(one => one.outerHTML.slice(0, 120))"""
    )
    assert small == []
    sizes = page.evaluate(
        "() => [...document.querySelectorAll('input, textarea')].map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 16


def test_the_page_speaks_vietnamese_to_screen_readers(served: Served, open_page: OpenPage) -> None:
    page = open_page(f"{served.url}/dang-ky", account=UNIT.format(3))
    assert page.evaluate("document.documentElement.lang") == "vi"
    names = page.evaluate(
        "() => [...document.querySelectorAll('[aria-label]:not([aria-hidden=true])')].map(one => one.ariaLabel)"
    )
    assert "Trợ giúp" not in names
    english = ("Help", "day", "month", "year", "Choose", "Clear", "Open", "Sidebar", "App pages", "Navigate", "icon")
    assert [name for name in names if name.startswith(english) or name.endswith("icon")] == []
    assert "Mở danh sách" in names
