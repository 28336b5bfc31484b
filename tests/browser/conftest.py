"""The application as it is served, and a real Chromium that looks at it."""

import os
import re
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
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebSocket,
    expect,
    sync_playwright,
)

from sheets.provision import prepare_embedded
from sheets.session import COOKIE
from tests.sheets.helpers import book_in

ROOT = Path(__file__).parents[2]
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the first needs least CPU
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--font-render-hinting=none",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOCAL = ["localhost", "127.0.0.1"]
LOCAL_ONLY = ["--server.address", "127.0.0.1", *(word for host in LOCAL for word in ("--server.allowedHosts", host))]
SCREENS = {"desktop": (1440, 900), "phone": (390, 844), "projector": (1920, 1080)}
PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150 Mobile"
START_SECONDS = 60
TODAY = "2026-09-15"
PATIENCE = 15_000  # milliseconds for what has no bound of its own: several browsers share the cores
expect.set_options(timeout=PATIENCE)
# `streamlit run`, except that the workbook is read every second: an outage would take half a minute to be noticed.
IMPATIENT = """
from sheets.service import Service
from streamlit.web.cli import main
Service.__init__.__kwdefaults__["interval"] = 1.0
main()
"""
# On an address like /dang-ky Streamlit's page first asks for its server below that address, and Chromium reports it.
ASKS_FOR_ITS_SERVER = re.compile(r"/[\w-]+/_stcore/(health|host-config)$")


@dataclass(frozen=True)
class Served:
    """A running application: its address, its log, and the folder of its workbook."""

    url: str
    log: Path
    data: Path
    process: subprocess.Popen[bytes]


def browser_path() -> str:
    """Where the system's Chromium is."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    assert path, "The browser tests need Chromium on the PATH: sudo apt-get install chromium-headless-shell"
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the provisioned sample: a server that finds it starts in half the time."""
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DVK_TODAY", "2026-09-15")
        prepare_embedded(book_in(folder))
    return folder


@contextmanager
def serve(
    folder: Path, *, impatient: bool = False, tracebacks: bool = False, today: str = TODAY
) -> Iterator[Served]:  # fmt: skip
    """The application as `make run` starts it, ready for its first visitor, with its workbook and log in `folder`.

    `impatient`: it reads the workbook every second. Its log must end without a traceback, unless `tracebacks`.
    """
    with launch(folder, impatient=impatient, today=today) as served:
        wait_until_healthy(served)
        yield served
    assert tracebacks or "Traceback" not in served.log.read_text(encoding="utf-8")


@contextmanager
def launch(folder: Path, *, impatient: bool = False, today: str = TODAY) -> Iterator[Served]:
    """Starts the application on a free port, without waiting for it."""
    port = free_port()
    start = ["-c", IMPATIENT] if impatient else ["-m", "streamlit"]
    command = [sys.executable, *start, "run", "app.py", "--server.port", str(port), *LOCAL_ONLY]
    data, log = folder / "data", folder / "log.txt"
    settings = clean_environment() | {
        "DVK_DATA_DIR": str(data),
        "DVK_TODAY": today,
        "STREAMLIT_SECRETS_FILES": str(folder / "no-secrets.toml"),  # never a developer's real spreadsheet
    }
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield Served(f"http://127.0.0.1:{port}", log, data, process)
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End it as an operator does. One that still waits for a browser to hang up is killed: no test is about that."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


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
            time.sleep(0.1)
    raise AssertionError(f"not healthy after {START_SECONDS} s:\n{served.log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One application on the demo sample. Tests that write do so as villages of their own."""
    with serve(tmp_path_factory.mktemp("served")) as running:
        yield running


class Complaints(list[str]):
    """What no page may do: errors and warnings in the console, requests to another machine."""

    def listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.append(str(error)))
        page.on("console", self.console)
        page.on("request", self.request)
        page.on("websocket", self.request)

    def console(self, message: ConsoleMessage) -> None:
        expected = ASKS_FOR_ITS_SERVER.search(message.location["url"])
        if message.type in ("error", "warning") and not expected:
            self.append(f"{message.type}: {message.text} {message.location['url']}")

    def request(self, sent: Request | WebSocket) -> None:
        if not re.match(r"(https?|ws)://127\.0\.0\.1:|data:|blob:", sent.url):
            self.append(f"request to {sent.url}")


OpenPage = Callable[..., Page]
Contexts = dict[tuple[str, int], BrowserContext]


@pytest.fixture(scope="session")
def contexts() -> Contexts:
    """Browser contexts by screen and number. They are kept, as Streamlit's files in their caches save half a second."""
    return {}


def new_context(chromium: Browser, screen: str) -> BrowserContext:
    width, height = SCREENS[screen]
    phone = screen == "phone"
    return chromium.new_context(
        viewport={"width": width, "height": height},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        color_scheme="light",
        reduced_motion="reduce",
        is_mobile=phone,
        has_touch=phone,
        user_agent=PHONE if phone else None,
    )


@pytest.fixture
def open_page(chromium: Browser, contexts: Contexts) -> Iterator[OpenPage]:
    """`open_page(url, "phone", account="x@example.vn")` → a page of a browser that nobody has used for anything.

    A console error or warning, or a request that leaves this machine, fails the test.
    """
    used: Contexts = {}
    complaints = Complaints()

    def opened(url: str, screen: str = "desktop", *, account: str | None = None) -> Page:
        place = (screen, len(used))
        context = used[place] = contexts.get(place) or contexts.setdefault(place, new_context(chromium, screen))
        if account:
            context.add_cookies([{"name": COOKIE, "value": account, "url": url}])
        page = context.new_page()
        complaints.listen(page)
        page.goto(url, wait_until="commit")
        page.wait_for_selector("h1")
        return page

    yield opened
    for context in used.values():
        forget(context)
    assert complaints == []


def forget(context: BrowserContext) -> None:
    """Leave nothing behind but the cache."""
    for page in context.pages:
        page.evaluate("localStorage.clear()")
        page.close()
    context.clear_cookies()


QUIET = """
() => new Promise((resolve, reject) => {
  const late = setTimeout(() => reject(new Error('the page does not come to rest')), 30000);
  let timer;
  const rest = () => {
    const app = document.querySelector('[data-testid=stApp]');
    const ready = app && app.dataset.testConnectionState === 'CONNECTED'
      && app.dataset.testScriptState === 'notRunning' && document.querySelector('h1')
      && [...document.querySelectorAll('style')].some(one => one.textContent.includes('st-key-on-paper'));
    if (!ready) return wait();
    observer.disconnect();
    clearTimeout(late);
    resolve();
  };
  const wait = () => { clearTimeout(timer); timer = setTimeout(rest, 150); };
  const observer = new MutationObserver(wait);
  observer.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
  wait();
})
"""


def idle(page: Page) -> None:
    """Wait until the script has run, page and style block are there, and nothing has moved for a moment."""
    page.evaluate(QUIET)
