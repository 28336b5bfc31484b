"""Trình chiếu in a real browser: whole on every screen, and turned by clock, keys and buttons."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as StillSo

from sheets.session import COOKIE
from tests.browser.conftest import Complaints, Served
from tests.browser.hands import OFFICER, title

SIZES = [(1024, 768), (1366, 768), (1920, 1080), (3840, 2160)]
TITLES = [
    "Quý\u00a0III cần chú ý",
    "Quý\u00a0III: 5",
    "vì sao",
    "nhiều nhất ở lĩnh vực",
    "chờ quyết định",
    "đơn vị khác",
]
CHARTS = [2, 2, 2, 1, 0, 1]
# Everything that is not whole: the page scrolls, a word leaves its chart or lies upon another, a text leaves its slide.
CUT = """
() => {
  const root = document.documentElement, out = [];
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) out.push('the page scrolls');
  const part = name => document.querySelector(`.st-key-trinh_chieu-${name}`);
  const [slide, foot] = [part('slide').getBoundingClientRect(), part('foot')];
  if (foot.scrollWidth > foot.clientWidth) out.push('the foot is too wide');
  document.querySelectorAll('.st-key-trinh_chieu-slide :is(h1, p, svg)').forEach(one => {
    const box = one.getBoundingClientRect();
    const outside = box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > slide.bottom + 1;
    if (outside || one.scrollWidth > one.clientWidth + 1) out.push(`${one.tagName} ${one.textContent.slice(0, 40)}`);
  });
  document.querySelectorAll('[data-testid=stVegaLiteChart] svg').forEach(svg => {
    const frame = svg.getBoundingClientRect();
    const words = [...svg.querySelectorAll('text')].filter(one => one.textContent.trim())
      .map(one => ({said: one.textContent, box: one.getBoundingClientRect()}));
    words.forEach(({said, box}, at) => {
      if (said.includes('…')) out.push(`${said} is cut`);
      if (box.left < frame.left - 1 || box.right > frame.right + 1
        || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) out.push(`${said} sticks out`);
      words.slice(at + 1).forEach(other => {
        if (Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 1
          && Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) > 1)
          out.push(`${said} upon ${other.said}`);
      });
    });
  });
  return out;
}
"""
# So many charts are drawn, for a screen of this width, and the keys of the foot are heard.
DRAWN = """
([charts, width]) => document.querySelectorAll('[data-testid=stVegaLiteChart] svg').length === charts
  && document.querySelector('.st-key-trinh_chieu-next kbd') && document.querySelector('.st-key-trinh_chieu-back kbd')
  && new URL(location).searchParams.get('w') === String(width)
  && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
"""


@contextmanager
def presenting(chromium: Browser, served: Served, address: str, size: tuple[int, int] = (1366, 768)) -> Iterator[Page]:
    """A page of a browser of its own on a screen of this size."""
    complaints = Complaints()
    width, height = size
    context = chromium.new_context(viewport={"width": width, "height": height}, locale="vi-VN", reduced_motion="reduce")
    context.add_cookies([{"name": COOKIE, "value": OFFICER, "url": served.url}])
    page = context.new_page()
    complaints.listen(page)
    page.goto(f"{served.url}/trinh-chieu?{address}", wait_until="commit")
    page.wait_for_selector("h1")
    yield page
    context.close()
    assert complaints == []


def expect_whole(page: Page, number: int, size: tuple[int, int]) -> None:
    """The slide is on and drawn for this screen, and everything on it can be read."""
    expect(title(page)).to_contain_text(TITLES[number - 1])
    width = round(min(size[0], size[1] * 16 / 9))
    page.wait_for_function(DRAWN, arg=[CHARTS[number - 1], width])
    with suppress(StillSo):
        page.wait_for_function(f"() => ({CUT})().length === 0", timeout=3_000)
    assert page.evaluate(CUT) == [], (number, size)


def test_every_slide_is_whole_on_every_screen_and_the_arrows_turn_them(served: Served, chromium: Browser) -> None:
    with presenting(chromium, served, "trang=1", SIZES[0]) as page:
        for size in SIZES:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            for number in range(1, 7):
                expect_whole(page, number, size)
                page.keyboard.press("ArrowRight")
        expect(title(page)).to_contain_text(TITLES[0])
        page.keyboard.press("ArrowLeft")
        expect(title(page)).to_contain_text(TITLES[5])


def test_slides_in_the_dark_fit_the_frame_that_they_are_embedded_in(served: Served, chromium: Browser) -> None:
    with presenting(chromium, served, "trang=2&embed=true&embed_options=dark_theme", (1024, 768)) as page:
        expect_whole(page, 2, (1024, 768))
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(14, 24, 36)")
        expect(page.get_by_role("button", name="Thoát")).to_have_count(0)


def test_the_clock_turns_the_slides_a_pause_holds_them_and_escape_leaves(served: Served, chromium: Browser) -> None:
    with presenting(chromium, served, "giay=3") as page:
        first = title(page).inner_text()
        at = next(at for at, said in enumerate(TITLES) if said in first)
        for said in (TITLES * 2)[at + 1 : at + 3]:
            expect(title(page)).to_contain_text(said, timeout=20_000)
        page.keyboard.press("p")
        expect(page.get_by_role("button", name="Chạy tiếp").first).to_be_attached()
        held = title(page).inner_text()
        page.wait_for_timeout(6_500)  # two ticks: that nothing happens cannot be waited for otherwise
        expect(title(page)).to_have_text(held)
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stMetric")).to_have_count(5)
        expect(page.locator("html")).to_have_css("font-size", "16px")
