"""`python -m tools.bench.browser`: what a person waits for in Chromium, beside a page of four stock charts (P6, P8)."""

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from sheets.session import COOKIE
from tests.browser.conftest import FLAGS, browser_path, new_context
from tools.bench.data import fill
from tools.bench.server import FLOORS, STOCK, serve

CHARTS = 4  # on both pages
CHART = "[data-testid=stVegaLiteChart] :is(svg, canvas)"
PHONE = {"offline": False, "latency": 60, "downloadThroughput": 5e6 / 8, "uploadThroughput": 5e6 / 8}  # 5 Mbit, 60 ms


# Noted by the page itself: a driver that asks again and again is late by what it costs, for a fast page by more.
NOTING = f"""
new MutationObserver((_, watch) => {{
  const drawn = [...document.querySelectorAll('{CHART}')].filter(one => one.getBoundingClientRect().height > 20);
  if (drawn.length) window.firstChart ??= performance.now();
  if (drawn.length < {CHARTS}) return;
  window.allCharts ??= performance.now();
  watch.disconnect();
}}).observe(document, {{subtree: true, childList: true, attributes: true}});
"""


class Seen(NamedTuple):
    """Seconds from the address to the first chart, and to the last of them."""

    first: float
    whole: float

    def __str__(self) -> str:
        return f"{self.first:.2f} | {self.whole:.2f}"


def seen(page: Page, url: str) -> Seen:
    """What a person sees who opens `url`."""
    page.add_init_script(NOTING)
    page.goto(url, wait_until="commit")
    page.wait_for_function("window.allCharts", timeout=60_000)
    first, whole = page.evaluate("[window.firstChart, window.allCharts]")
    return Seen(first / 1000, whole / 1000)


def visits(browser: Browser, urls: Mapping[str, str], turns: int, *, slow: bool) -> dict[str, tuple[Seen, Seen]]:
    """By page, medians of first visits with an empty cache and of later ones; `slow` is a phone.

    The pages take turns: what else the machine does falls on all of them alike.
    """
    cold: dict[str, list[Seen]] = {name: [] for name in urls}
    warm: dict[str, list[Seen]] = {name: [] for name in urls}
    for _ in range(turns):
        for name, url in urls.items():
            context = new_context(browser, "phone" if slow else "desktop")
            context.add_cookies([{"name": COOKIE, "value": "chuyen-vien@example.vn", "url": url}])
            cold[name].append(seen(_page(context, slow=slow), url))
            for page in context.pages:
                page.close()
            warm[name].append(seen(_page(context, slow=slow), url))
            context.close()
    return {name: (_middle(cold[name]), _middle(warm[name])) for name in urls}


def _middle(found: Sequence[Seen]) -> Seen:
    return Seen(median(one.first for one in found), median(one.whole for one in found))


def _page(context: BrowserContext, *, slow: bool) -> Page:
    page = context.new_page()
    if slow:
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", PHONE)
    return page


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench.browser", description=__doc__)
    parser.add_argument("--models", type=int, default=5_000)
    parser.add_argument("--turns", type=int, default=5)
    given = parser.parse_args()
    with ExitStack() as running:
        playwright = running.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        running.callback(browser.close)
        urls = _served(running, given.models)
        print(
            "| s | cold, first chart | all | warm, first | all | phone 5 Mbit, cold, first | all | warm, first | all |"
        )
        print("|---|" + 8 * "---:|")
        desk, phone = (visits(browser, urls, given.turns, slow=slow) for slow in (False, True))
        for name in urls:
            print(f"| {name} | " + " | ".join(map(str, (*desk[name], *phone[name]))) + " |")


def _served(running: ExitStack, models: int) -> dict[str, str]:
    """Both pages, at rest, for as long as `running` does."""
    stock, full = (Path(running.enter_context(tempfile.TemporaryDirectory())) for _ in range(2))
    fill(full, models)
    floor = running.enter_context(serve(FLOORS, stock, *STOCK))
    application = running.enter_context(serve("app.py", full))
    application.settle()
    return {"four stock charts": f"{floor.url}/?p=altair", f"Tổng quan, {models:,} models": application.url}


if __name__ == "__main__":
    main()
