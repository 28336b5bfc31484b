"""`make shots`: every page on every screen, light and dark, into ./shots (which git ignores).

`--only tong-quan` takes the pictures of the views whose name begins so.
"""

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from sheets.session import COOKIE
from tests.browser.conftest import FLAGS, SCREENS, browser_path, idle, new_context, serve
from tests.browser.views import APPEARANCES, VIEWS, View

CHARTS_SETTLE = 700  # milliseconds: a chart is measured again once its font has come

LOADING = "Đang tải"  # of the first visitor of a server: the shape of a page, not the page

HIGHEST = 12_000  # pixels of a picture


def main(argv: Sequence[str] | None = None) -> int:
    """Takes the pictures. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.shots", description=__doc__)
    parser.add_argument("--only", default="", help="the beginning of the views' names")
    parser.add_argument("--into", type=Path, default=Path("shots"), help="the folder of the pictures")
    given = parser.parse_args(argv)
    given.into.mkdir(parents=True, exist_ok=True)
    os.environ["DVK_TODAY"] = "2026-09-15"
    views = [view for view in VIEWS if view.name.startswith(given.only)]
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        for view in views:
            for screen in view.screens:
                _pictures(browser, served.url, view, screen, given.into)
        browser.close()
    return 0


def _pictures(browser: Browser, url: str, view: View, screen: str, into: Path) -> None:
    context = new_context(browser, screen)
    if view.account:
        context.add_cookies([{"name": COOKIE, "value": view.account, "url": url}])
    page = context.new_page()
    for appearance in APPEARANCES:
        page.emulate_media(color_scheme=appearance)
        page.goto(f"{url}/{view.address}", wait_until="commit")
        page.locator("h1", has_not_text=LOADING).first.wait_for()
        idle(page)
        _whole(page, screen)
        name = into / f"{view.name}-{screen}-{appearance}.png"
        page.screenshot(path=name)
        print(name, flush=True)
    context.close()


def _whole(page: Page, screen: str) -> None:
    """The page scrolls within itself: a window as high as all of it (a slide stays as large as its screen)."""
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(CHARTS_SETTLE)
    if screen == "projector":
        return
    whole = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": max(height, min(int(whole), HIGHEST))})
    page.wait_for_timeout(CHARTS_SETTLE)


if __name__ == "__main__":
    raise SystemExit(main())
