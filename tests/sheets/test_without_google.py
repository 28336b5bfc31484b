"""Reading through outages, hanging connections, restarts and clocks that jump; minutes pass by the fake ticker."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote_plus

import pytest

from domain.errors import FileDamaged, Unreachable
from domain.rows import Grid
from domain.tables import Unit
from domain.vocabulary import Tab
from sheets import session
from sheets import store as module
from sheets.actions import register_model
from sheets.config import Config
from sheets.service import Service
from tests.sheets import faults as broken
from tests.sheets.faults import Faults
from tests.sheets.helpers import MODELS_IN_SAMPLE, NEVER, actor, form, person
from tests.sheets.ticker import FakeTicker, until, watch

DAY = timedelta(days=1)
MINUTE = 60.0
Start = Callable[..., Service]


@pytest.fixture
def ticker() -> FakeTicker:
    return FakeTicker()


@pytest.fixture
def start(folder: Path, faults: Faults, ticker: FakeTicker, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts a process of the application on the same workbook; all of them end with the test. Actions use the last."""
    running: list[Service] = []

    def started(interval: float = module.INTERVAL) -> Service:
        service = Service(Config(folder), wrap=faults.wrap, pace=0.001, interval=interval, ticker=ticker)
        running.append(service)
        monkeypatch.setattr(session, "service", lambda: service)
        service.start()
        service.store.snapshot()
        return service

    yield started
    faults.always = None
    for one in running:
        one.close()


@pytest.fixture
def shelved(folder: Path, start: Start) -> Path:
    """A workbook that a process has read and put on the shelf before it ended."""
    start(NEVER).close()
    assert Config(folder).shelf.exists()
    return folder


def age(service: Service) -> float:
    found = service.store.health().age
    assert found is not None
    return found.total_seconds()


def test_ten_minutes_without_google_keep_the_figures_with_their_age_and_end_by_themselves(
    start: Start, faults: Faults, ticker: FakeTicker
) -> None:
    service = start()
    until(lambda: age(service) == 0 and bool(ticker.waits))
    before = service.store.snapshot()
    faults.always = broken.unreachable
    faults.reset()
    for minute in range(1, 11):
        watch(service, ticker, MINUTE)
        health = service.store.health()
        assert service.store.snapshot() is before
        assert service.store.version() == before.version
        assert age(service) == pytest.approx(minute * MINUTE, abs=0.01)
        assert isinstance(health.error, Unreachable)
        assert health.next_try is not None
        assert health.next_try <= module.LONGEST_INTERVAL
        assert not service.store.fresh()
    assert 10 <= len(faults.reads) / 3 <= 41, "each refresh tries three times"
    faults.always = None
    watch(service, ticker, module.LONGEST_INTERVAL)
    assert service.store.health().error is None
    assert age(service) <= module.INTERVAL
    assert service.store.fresh()


def test_a_process_that_starts_during_an_outage_shows_what_an_earlier_one_read(
    shelved: Path, start: Start, faults: Faults, ticker: FakeTicker
) -> None:
    faults.always = broken.unreachable
    ticker.advance(10 * MINUTE)
    service = start()
    assert len(service.store.snapshot().models) == MODELS_IN_SAMPLE
    until(lambda: service.store.health().error is not None)
    health = service.store.health()
    assert isinstance(health.error, Unreachable)
    assert age(service) == pytest.approx(10 * MINUTE, abs=0.01)
    assert health.read_at == ticker.real_now() - timedelta(minutes=10)
    assert not service.store.fresh()
    assert service.reader.gids[Tab.MODELS] > 0
    ticker.advance(5 * MINUTE)
    assert age(service) == pytest.approx(15 * MINUTE, abs=0.01)
    faults.always = None
    watch(service, ticker, module.LONGEST_INTERVAL)
    until(service.store.fresh)


def test_the_shelf_is_shown_before_the_first_answer(shelved: Path, start: Start, faults: Faults) -> None:
    release = threading.Event()
    faults.always = broken.hanging(release)
    begun = time.monotonic()
    service = start()
    assert len(service.store.snapshot().models) == MODELS_IN_SAMPLE
    assert service.store.version() == 1
    assert service.store.health().error is None
    assert time.monotonic() - begun < module.PATIENCE
    release.set()


def test_the_first_answer_takes_over_from_the_shelf_and_open_pages_notice(shelved: Path, start: Start) -> None:
    person(shelved).worksheet(Tab.UNITS).update([["Ghi chú mới"]], "P3")
    service = start(NEVER)
    until(service.store.fresh)
    assert service.store.version() == 2
    assert "Ghi chú mới" in {cell for row in service.store.grid(Tab.UNITS) for cell in row}


def test_an_answer_that_brings_nothing_new_redraws_nothing(shelved: Path, start: Start) -> None:
    service = start(NEVER)
    shown = service.store.snapshot()
    until(service.store.fresh)
    assert service.store.snapshot() is shown


def test_what_this_process_wrote_is_on_the_shelf_after_the_next_refresh(
    start: Start, folder: Path, faults: Faults, ticker: FakeTicker
) -> None:
    first = start()
    until(lambda: bool(ticker.waits))
    made = register_model(actor(first), form(), op="shelf")
    ticker.advance(module.INTERVAL)
    faults.always = broken.unreachable
    assert start().store.snapshot().model(made.model_id) is not None


def test_the_writer_reads_before_it_writes_on_what_an_earlier_process_read(shelved: Path, start: Start) -> None:
    """The person's row is not on the shelf, and its number is taken."""
    person(shelved).worksheet(Tab.MODELS).append_row(["MH-2026-0036", "TH-05"])
    made = register_model(actor(start(NEVER)), form(), op="next")
    assert made.model_id == "MH-2026-0037"


@pytest.mark.parametrize("content", [b"", b"no gzip", b"\x1f\x8b\x08 broken"])
def test_a_damaged_shelf_is_as_good_as_none(shelved: Path, start: Start, content: bytes) -> None:
    Config(shelved).shelf.write_bytes(content)
    assert len(start(NEVER).store.snapshot().models) == MODELS_IN_SAMPLE


def test_a_shelf_that_lacks_a_header_is_as_good_as_none(
    shelved: Path, start: Start, faults: Faults, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As after an update of the application that asks for one more."""
    monkeypatch.setattr("domain.codec._require_headers", broken_headers)
    faults.always = broken.unreachable
    with pytest.raises(Unreachable):
        start()
    assert "the shelved reading cannot be shown" in caplog.text


def broken_headers(_: object) -> None:
    raise KeyError("Cột mới")


def test_a_damaged_workbook_beside_a_good_shelf_is_told_and_the_figures_stay(shelved: Path, start: Start) -> None:
    for left in shelved.glob("workbook.sqlite3*"):
        left.unlink()
    Config(shelved).file.write_bytes(b"no database at all" * 500)
    service = start(NEVER)
    until(lambda: service.store.health().error is not None)
    assert isinstance(service.store.health().error, FileDamaged)
    assert len(service.store.snapshot().models) == MODELS_IN_SAMPLE


def refreshes(faults: Faults) -> list[str]:
    """The reads of all data tabs; the tab Lỗi dữ liệu is looked at once in a while beside them."""
    return [one for one in faults.reads if quote_plus(Tab.MODELS) in one]


@pytest.mark.parametrize("jump", [DAY, -DAY, 400 * DAY])
def test_a_jump_of_the_clock_changes_neither_age_nor_refreshing(
    start: Start, faults: Faults, ticker: FakeTicker, jump: timedelta
) -> None:
    service = start()
    until(lambda: bool(ticker.waits))
    ticker.advance(10)
    ticker.jump(jump)
    assert age(service) == pytest.approx(10)
    assert service.store.health().read_at == ticker.real_now() - timedelta(seconds=10)
    assert service.store.fresh()
    faults.reset()
    watch(service, ticker, MINUTE)
    assert len(refreshes(faults)) == 4
    assert 0 <= age(service) <= module.INTERVAL
    faults.always = broken.unreachable
    watch(service, ticker, module.INTERVAL)
    ticker.jump(-2 * jump)
    next_try = service.store.health().next_try
    assert next_try is not None
    assert 0 <= next_try <= module.LONGEST_INTERVAL
    faults.always = None
    watch(service, ticker, module.LONGEST_INTERVAL)
    assert service.store.health().error is None


@pytest.mark.parametrize(("jump", "expected"), [(-DAY, 60.0), (DAY, 86_460.0)])
def test_a_shelved_reading_goes_by_the_date_and_is_never_from_the_future(
    shelved: Path, start: Start, faults: Faults, ticker: FakeTicker, jump: timedelta, expected: float
) -> None:
    """When the clock was set back meanwhile nothing is known but how long it has been here."""
    faults.always = broken.unreachable
    ticker.jump(jump)
    service = start()
    until(lambda: service.store.health().error is not None)
    assert age(service) >= 0
    ticker.advance(MINUTE)
    assert age(service) == pytest.approx(expected, abs=0.01)


def test_a_hanging_connection_keeps_no_viewer_waiting(start: Start, faults: Faults, ticker: FakeTicker) -> None:
    service = start()
    until(lambda: bool(ticker.waits))
    release = threading.Event()
    faults.always = broken.hanging(release)
    faults.reset()
    threading.Thread(target=ticker.advance, args=(module.INTERVAL,)).start()
    until(lambda: len(faults.reads) == 1)
    begun = time.monotonic()
    for _ in range(100):
        assert len(service.store.snapshot().models) == MODELS_IN_SAMPLE
        service.store.version()
        service.store.health()
    assert time.monotonic() - begun < 4  # a hanging call would take a hundred times that
    assert len(faults.reads) == 1
    release.set()
    until(lambda: service.store.health().error is not None)


def test_pages_that_nobody_looks_at_cost_no_reads_and_the_first_look_reads(
    start: Start, faults: Faults, ticker: FakeTicker
) -> None:
    service = start()
    until(lambda: bool(ticker.waits))
    faults.reset()
    ticker.advance(30 * MINUTE)
    assert len(refreshes(faults)) <= module.LOOKING / module.INTERVAL
    assert len(faults.reads) <= len(refreshes(faults)) + 1  # once the tab Lỗi dữ liệu
    faults.reset()
    service.store.version()
    until(lambda: len(faults.reads) == 1)


Seen = list[tuple[Mapping[Tab, Grid], Mapping[Tab, Grid]]]


def test_whoever_wants_to_know_gets_the_values_before_and_after_a_read_that_changed_some(
    service: Service, folder: Path
) -> None:
    seen: Seen = []
    service.store.on_reading = lambda old, new: seen.append((old, new))
    service.store.refresh()
    assert seen == []
    made = register_model(actor(service), form(), op="own")
    service.store.refresh()
    assert seen == [], "an own write is known before it is read"
    person(folder).worksheet(Tab.UNITS).update([["Sửa tay"]], "P3")
    service.store.refresh()
    ((old, new),) = seen
    assert [tab for tab in old if old[tab] != new[tab]] == [Unit.TAB]
    assert [at for at, row in enumerate(new[Unit.TAB]) if row is not old[Unit.TAB][at]] == [2]
    assert any(made.model_id in row for row in old[Tab.MODELS])
    assert service.store.baseline is old
    service.store.refresh()
    assert len(seen) == 1


def test_the_values_before_the_first_read_are_those_of_the_shelf_or_none(
    folder: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: Seen = []
    monkeypatch.setattr("sheets.handwork.Handwork.notice", lambda _, *two: seen.append(two))
    start(NEVER).close()
    assert [old for old, _ in seen] == [{}]
    person(folder).worksheet(Tab.UNITS).update([["Sửa tay"]], "P3")
    start(NEVER)
    until(lambda: len(seen) == 2)
    assert seen[1][0] == seen[0][1] != seen[1][1]


def test_hooks_that_fail_do_not_keep_the_workbook_from_being_read(
    service: Service, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    service.store.on_reading = service.store.on_success = fail
    person(folder).worksheet(Tab.UNITS).update([["Sửa tay"]], "P3")
    before = service.store.version()
    service.store.refresh()
    assert service.store.version() == before + 1
    failures = [one.getMessage() for one in caplog.records if one.levelno == logging.ERROR]
    assert failures == ["on_reading failed", "on_success failed"]


def test_each_successful_read_is_told_and_a_failed_one_is_not(service: Service, faults: Faults) -> None:
    told: list[str] = []
    service.store.on_success = lambda: told.append("read")
    service.store.refresh()
    faults.always = broken.unreachable
    with pytest.raises(Unreachable):
        service.store.refresh()
    faults.always = None
    service.store.refresh()
    assert told == ["read", "read"]
