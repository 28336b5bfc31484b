"""Ten minutes without Google: every page is served with the age of its data, to new visitors and after a restart."""

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from streamlit.testing.v1 import AppTest

from sheets import session
from sheets.config import Config
from sheets.provision import prepare_embedded
from sheets.service import Service
from sheets.session import COOKIE
from sheets.visitors import Visitor
from tests.pages.test_frame import open_app, said
from tests.pages.test_loop import opened
from tests.sheets import faults as broken
from tests.sheets.faults import Faults
from tests.sheets.helpers import book_in
from tests.sheets.ticker import FakeTicker, until, watch

PAGES = ("tong_quan", "mo_hinh", "don_vi", "dang_ky", "bao_cao", "kiem_tra", "kho_khan", "quan_tri")
OFFICER = Visitor("127.0.0.1", {"Host": "localhost:8501"}, {COOKIE: "quan-tri@example.vn"})
MINUTES = 10


class Process:
    """The application on one workbook, started anew as often as a test likes; `callers`: threads that asked Google."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.faults, self.ticker, self.callers = Faults(), FakeTicker(), set[str]()
        self._folder, self._patch = folder, monkeypatch
        self._running: list[Service] = []

    def start(self) -> Service:
        service = Service(Config(self._folder), wrap=self.faults.wrap, pace=0.001, ticker=self.ticker)
        self._running.append(service)
        self._patch.setattr(session, "service", lambda: service)
        service.start()
        return service

    def without_google(self) -> None:
        def fault(request: requests.PreparedRequest, go_on: Callable[[], requests.Response]) -> requests.Response:
            self.callers.add(threading.current_thread().name)
            return broken.unreachable(request, go_on)

        self.faults.always = fault

    def end(self) -> None:
        self.faults.always = None
        for one in self._running:
            one.close()


@pytest.fixture
def process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: str, no_caches: None) -> Iterator[Process]:
    prepare_embedded(book_in(tmp_path))
    monkeypatch.setattr(session, "config", lambda: Config(tmp_path))
    monkeypatch.setattr(session, "visitor", lambda: OFFICER)
    started = Process(tmp_path, monkeypatch)
    yield started
    started.end()


def expect_every_page(minutes: int) -> None:
    """A new visitor sees all pages, each with why its data are not newer and how old they are."""
    overview = open_app()
    assert len(overview.get("vega_lite_chart")) == 4
    assert f"({minutes} phút trước)" in told(overview)
    for name in PAGES:
        at = opened(name)
        assert at.title
        assert not at.error
        assert f"({minutes} phút trước)" in told(at), name


def told(at: AppTest) -> str:
    """What the page says of the outage."""
    return re.sub(r"\s", " ", "\n".join(one.value for one in at.warning if "Đang hiển thị số liệu đã lưu" in one.value))


def test_every_page_is_served_through_ten_minutes_without_google_and_after_a_restart(process: Process) -> None:
    service = process.start()
    version = service.store.snapshot().version
    until(lambda: bool(process.ticker.waits))
    open_at_first = opened("tong_quan")
    assert "sync_problem: Số liệu lúc" not in said(open_at_first)
    process.without_google()
    watch(service, process.ticker, MINUTES * 60)
    expect_every_page(MINUTES)
    open_at_first.run()
    assert "sync_problem: Số liệu lúc" in said(open_at_first)
    assert len(open_at_first.get("vega_lite_chart")) == 4
    service.close()
    process.callers.clear()
    again = process.start()
    until(lambda: again.store.health().error is not None)
    expect_every_page(MINUTES)
    assert process.callers == {"sheet-refresher"}, "no page view asks Google"
    process.faults.always = None
    watch(again, process.ticker, 30)
    until(again.store.fresh)
    assert again.store.version() == version, "nothing changed"
    assert told(open_app()) == ""


def test_a_restart_shows_charts_before_the_first_answer(process: Process) -> None:
    first = process.start()
    first.store.snapshot()
    first.close()
    release = threading.Event()
    process.faults.always = broken.hanging(release)
    process.faults.reset()
    process.ticker.advance(3_600)
    process.start()
    at = open_app()
    assert len(at.get("vega_lite_chart")) == 4
    assert "sync_problem: Số liệu lúc" in said(at)
    assert told(at) == "", "nobody knows of an outage yet"
    assert len(process.faults.reads) <= 1, "the refresher's, which hangs"
    release.set()
