"""The application as it is served, and a real Chromium that looks at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOCAL = ["localhost", "127.0.0.1"]
LOCAL_ONLY = ["--server.address", "127.0.0.1", *(word for host in LOCAL for word in ("--server.allowedHosts", host))]
SCREENS = {"desktop": (1440, 900), "phone": (390, 844), "projector": (1920, 1080)}
START_SECONDS = 60


@dataclass(frozen=True)
class Served:
    """A running application: its address and its log."""

    url: str
    log: Path
    process: subprocess.Popen[bytes]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    assert path, "The browser tests need Chromium on the PATH: sudo apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def serve(data_dir: Path, log: Path, **environment: str) -> Iterator[Served]:
    """Start the application as `make run` does, on a free port; it must end without a traceback in its log."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), *LOCAL_ONLY]
    settings = clean_environment() | {
        "DVK_DATA_DIR": str(data_dir),
        "DVK_TODAY": "2026-09-15",
        "STREAMLIT_SECRETS_FILES": str(log.with_name("no-secrets.toml")),  # never a developer's real spreadsheet
        **environment,
    }
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=output, stderr=subprocess.STDOUT)
    served = Served(f"http://127.0.0.1:{port}", log, process)
    try:
        wait_until_healthy(served)
        yield served
    finally:
        stop(process)
    assert "Traceback" not in log.read_text(encoding="utf-8")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End it as an operator does; one that does not listen is killed, so that no test leaves a server behind."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise


def clean_environment() -> dict[str, str]:
    """This process's environment without the settings a developer may have for `make run`."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("DVK_", "STREAMLIT_"))}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(served: Served) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert served.process.poll() is None, served.log.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(f"{served.url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"not healthy after {START_SECONDS} s:\n{served.log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One application on the demo sample for the tests of a module."""
    folder = tmp_path_factory.mktemp("served")
    with serve(folder / "data", folder / "log.txt") as running:
        yield running


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`open_page(url, screen="phone", dark=False)` → a page in a context of its own; console errors fail the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(url: str, screen: str = "desktop", dark: bool = False) -> Page:
        width, height = SCREENS[screen]
        phone = screen == "phone"
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            color_scheme="dark" if dark else "light",
            is_mobile=phone,
            has_touch=phone,
            user_agent=PHONE if phone else None,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(url)
        idle(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150 Mobile"


def idle(page: Page) -> None:
    """Wait until the script has run and what it drew is on the screen."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=30_000)
    page.wait_for_timeout(400)
