"""Every page as somebody sees it: whole on every screen, for fingers too, and without a serious violation of axe-core's
rules, light and dark (issue 6, items 7 and 8). To start the application in a browser costs two seconds: each account
does so once for a desk and once for a phone, and goes from page to page as by the Back key."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app import ENTRIES
from components import theme
from sheets.session import COOKIE
from tests.browser.conftest import SCREENS, Complaints, Served, idle, new_context
from tests.browser.hands import TRIAL, rgb, title, visit
from tests.browser.sight import COLOURS, CUT, ENGLISH, EVERY_RULE, SMALL, WIDER, expect_none, violations
from tests.browser.views import VIEWS, View

ALIKE = {f"trinh-chieu-{number}" for number in range(3, 7)}  # slides of the same make as those that are looked at
LOOKED_AT = sorted((view for view in VIEWS if view.name not in ALIKE), key=lambda view: view.account or "")
Look = Callable[[View, str], Page]


@pytest.fixture(scope="module")
def look(chromium: Browser, served: Served) -> Iterator[Look]:
    """`look(view, "phone")` → the page on that screen as the view's account, gone to its address."""
    pages: dict[str, tuple[str | None, Page]] = {}
    complaints = Complaints()

    def opened(account: str | None, context: BrowserContext) -> Page:
        context.clear_cookies()
        if account:
            context.add_cookies([{"name": COOKIE, "value": account, "url": served.url}])
        page = context.new_page()
        complaints.listen(page)
        page.goto(served.url, wait_until="commit")
        idle(page)
        return page

    def gone(view: View, screen: str) -> Page:
        account, page = pages.get(screen, (None, None))
        if page is None:
            page = opened(view.account, new_context(chromium, screen))
        elif account != view.account:
            page.close()
            page = opened(view.account, page.context)
        pages[screen] = (view.account, page)
        if screen == "desktop":
            resize(page, "projector")  # where its test begins
        visit(page, view.address)
        assert complaints == []
        return page

    yield gone
    for _, page in pages.values():
        page.context.close()
    assert complaints == []


def test_every_page_of_the_menu_is_looked_at() -> None:
    looked_at = {view.address.partition("?")[0] for view in VIEWS}
    assert {"" if one.default else one.slug for one in ENTRIES} <= looked_at


@pytest.mark.parametrize("view", LOOKED_AT, ids=lambda view: view.name)
def test_a_view_is_whole_on_every_screen_and_has_no_serious_violation(view: View, look: Look) -> None:
    page = look(view, view.screens[0])
    if "phone" in view.screens:  # slides: tests.browser.test_slides
        expect_none(page, WIDER)
        resize(page, "desktop")
        idle(page)
        expect_none(page, WIDER)
    expect_none(page, ENGLISH)
    assert title(page).count() == 1
    assert violations(page, EVERY_RULE) == []
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", rgb(theme.DARK.bg))
    idle(page)
    assert violations(page, COLOURS) == []
    page.emulate_media(color_scheme="light")
    if "phone" in view.screens:
        expect_for_fingers(look(view, "phone"))


def resize(page: Page, screen: str) -> None:
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})


def expect_for_fingers(page: Page) -> None:
    expect(page.get_by_text(TRIAL)).to_be_visible()
    for search in (WIDER, SMALL, CUT):
        expect_none(page, search)
