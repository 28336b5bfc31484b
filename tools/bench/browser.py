"""`python -m tools.bench.browser`: what a person waits for in Chromium, beside a page of four stock charts (P6, P8)."""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.conftest import FLAGS, browser_path
from tools.bench.data import fill
from tools.bench.server import FLOORS, STOCK, serve

CHART = "[data-testid=stVegaLiteChart] svg"
TURNS = 3
PHONE = {"offline": False, "latency": 60, "downloadThroughput": 5e6 / 8, "uploadThroughput": 5e6 / 8}  # 5 Mbit, 60 ms


def first_chart(page: Page, url: str) -> float:
    """Seconds from the address to the first chart."""
    begun = time.monotonic()
    page.goto(url, wait_until="commit")
    page.wait_for_selector(CHART, timeout=60_000)
    return time.monotonic() - begun


def visits(browser: Browser, url: str, *, slow: bool = False) -> tuple[float, float]:
    """Medians of first visits with an empty cache, and of later ones."""
    cold, warm = [], []
    for _ in range(TURNS):
        context = browser.new_context(locale="vi-VN", viewport={"width": 390, "height": 844} if slow else None)
        context.add_cookies([{"name": "dvk_account", "value": "chuyen-vien@example.vn", "url": url}])
        cold.append(first_chart(_page(context, slow=slow), url))
        for page in context.pages:
            page.close()
        warm.append(first_chart(_page(context, slow=slow), url))
        context.close()
    return median(cold), median(warm)


def _page(context: BrowserContext, *, slow: bool) -> Page:
    page = context.new_page()
    if slow:
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", PHONE)
    return page


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench.browser", description=__doc__)
    parser.add_argument("--models", type=int, default=5_000)
    given = parser.parse_args()
    print("| page | cold, s | warm, s | phone 5 Mbit, cold | phone, warm |", "|---|---:|---:|---:|---:|", sep="\n")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)

        def line(name: str, url: str) -> None:
            figures = [*visits(browser, url), *visits(browser, url, slow=True)]
            print(f"| {name} | " + " | ".join(f"{one:.2f}" for one in figures) + " |", flush=True)

        _stock(line)
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder), given.models)
            with serve("app.py", Path(folder)) as server:
                server.settle()
                line(f"Tổng quan, {given.models:,} models", server.url)
        browser.close()


def _stock(line: Callable[[str, str], None]) -> None:
    with tempfile.TemporaryDirectory() as folder, serve(FLOORS, Path(folder), *STOCK) as server:
        line("four stock charts", f"{server.url}/altair")


if __name__ == "__main__":
    main()
