"""What can befall the workbook or the way to it, injected beneath gspread: what people saved waits and arrives once.

In each case people read a sentence that says what happened, and the workbook gets each save once when it is over.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import requests
from google.auth import exceptions as google
from gspread.utils import ValueInputOption, rowcol_to_a1
from requests.adapters import BaseAdapter, HTTPAdapter

from components.messages import MESSAGES, message
from domain import registration
from domain.conflicts import MINE, Seen
from domain.errors import (
    AccessDenied,
    Conflict,
    DvkError,
    Gone,
    NotAllowed,
    QuotaExceeded,
    StoreError,
    Unreachable,
    WorkbookMissing,
)
from domain.outbox import Done, Entry, EntryState
from domain.permissions import Actor
from domain.plans import Rule
from domain.rows import Grid
from domain.vocabulary import Tab
from sheets import client, clock, provision, session, submitting
from sheets.actions import carry_out, register_model
from sheets.config import FILE_NAME, Config
from sheets.local.adapter import LocalAdapter
from sheets.local.service import LocalService
from sheets.locks import JOURNAL
from sheets.provision import Wish
from sheets.service import Service
from sheets.store import INTERVAL
from tests.sheets import faults as broken
from tests.sheets.faults import Fault, Faults
from tests.sheets.helpers import NEVER, actor, book_in, form, person, stored
from tests.sheets.rules import MODEL, count_up, log_with_findings, retitle
from tests.sheets.tally import Tally
from tests.sheets.ticker import FakeTicker, until, watch

OFFICER = "chuyen-vien@example.vn"
OPS = ("r1", "c1", "i1")


def raising(error: Exception) -> Fault:
    """As google-auth fails before anything is sent."""

    def fault(_request: requests.PreparedRequest, _go_on: Callable[[], requests.Response]) -> requests.Response:
        raise error

    return fault


LATER: Exception = google.RefreshError("later", retryable=True)  # type: ignore[no-untyped-call]  # google-auth has none
WITHDRAWN: Exception = google.RefreshError("invalid_grant", retryable=False)  # type: ignore[no-untyped-call]
NO_ROUTE: Exception = google.TransportError("no route")  # type: ignore[no-untyped-call]


def on_writes(fault: Fault) -> Fault:
    def only(request: requests.PreparedRequest, go_on: Callable[[], requests.Response]) -> requests.Response:
        return go_on() if request.method == "GET" else fault(request, go_on)

    return only


@pytest.fixture(autouse=True)
def _impatient(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    service.answer_within = 0.1
    monkeypatch.setattr(submitting, "KNOWN_TO_BE_DOWN", 0.1)


def saved_by_three(service: Service) -> None:
    """A registration, a change and an inspection with its findings, which all have to wait."""
    officer = actor(service, OFFICER)
    assert register_model(actor(service), form("Mô hình r1"), op="r1", distinct=True).waiting
    assert carry_out(officer, partial(count_up, model_id=MODEL), op="c1").waiting
    assert carry_out(officer, log_with_findings, op="i1").waiting
    assert {one.op for one in service.outbox.of(None, since=timedelta()) if one.state is EntryState.WAITING} == {*OPS}


def told(service: Service) -> DvkError:
    """The error of which people read the sentence: why what they see is old, else why what they saved waits."""
    with pytest.raises(StoreError):
        service.store.refresh()
    error = service.store.health().error
    assert error is not None
    return error


def troubles(service: Service) -> set[str]:
    """Why entries wait, as far as they have been tried."""
    return {one.trouble for one in service.outbox.of(None, since=timedelta()) if one.trouble}


def arrives_once(service: Service, folder: Path, ops: tuple[str, ...] = OPS) -> None:
    service.store.refresh()
    until(lambda: service.outbox.counts(None) == {}, 20)
    tally = Tally(folder)
    tally.assert_exactly_once(ops)
    tally.assert_whole()
    added = {"r1": Tab.MODELS, "i1": Tab.INSPECTIONS}
    assert all(tally.added(tab)[op] == 1 for op, tab in added.items() if op in ops)


NOT_FOUND = broken.answered(404, '{"error": {"code": 404, "message": "gone", "status": "NOT_FOUND"}}')
PASSING = {
    "outage": (broken.unreachable, Unreachable),
    "connections that break": (broken.lost_before, Unreachable),
    "429 storm": (broken.OUT_OF_QUOTA, QuotaExceeded),
    "5xx storm": (broken.UNAVAILABLE, Unreachable),
    "HTML 502": (broken.BAD_GATEWAY, Unreachable),
    "token that cannot be renewed now": (raising(LATER), Unreachable),
    "no way to the token's server": (raising(NO_ROUTE), Unreachable),
    "token withdrawn": (raising(WITHDRAWN), AccessDenied),
    "sharing revoked": (broken.FORBIDDEN, AccessDenied),
    "spreadsheet deleted": (
        NOT_FOUND,
        WorkbookMissing,
    ),
}


@pytest.mark.parametrize("what", PASSING)
def test_what_is_saved_during_a_fault_waits_is_explained_and_arrives_once(
    service: Service, faults: Faults, folder: Path, what: str
) -> None:
    faults.always, kind = PASSING[what]
    saved_by_three(service)
    error = told(service)
    said = message(error)
    assert isinstance(error, kind)
    assert said is MESSAGES[kind]
    assert all((said.happened, said.means, said.todo))
    until(lambda: troubles(service) == {kind.__name__})
    faults.always = None
    arrives_once(service, folder)


@pytest.mark.parametrize(("fault", "kind"), [(broken.FORBIDDEN, AccessDenied), (broken.UNAVAILABLE, Unreachable)])
def test_a_fault_of_writes_alone_is_told_with_what_waits(
    service: Service, faults: Faults, folder: Path, fault: Fault, kind: type[StoreError]
) -> None:
    """As where the spreadsheet is shared for reading only."""
    faults.always = on_writes(fault)
    assert register_model(actor(service), form("Mô hình r1"), op="r1", distinct=True).waiting
    until(lambda: troubles(service) == {kind.__name__})
    assert kind in MESSAGES
    faults.always = None
    arrives_once(service, folder, ("r1",))


def test_a_drop_after_the_write_was_applied_and_then_an_outage_double_nothing(
    service: Service, faults: Faults, folder: Path
) -> None:
    faults.next_writes, faults.always = [broken.lost_after], broken.unreachable
    saved_by_three(service)
    assert issubclass(type(told(service)), Unreachable)
    faults.next_writes, faults.always = [], None
    arrives_once(service, folder)


class Silence(BaseAdapter):
    """Sends to a server that takes the connection and never answers, with the time-outs that gspread asks for."""

    def __init__(self, inner: BaseAdapter, silent: threading.Event, address: str) -> None:
        super().__init__()
        self._inner, self._silent, self._address, self._http = inner, silent, address, HTTPAdapter()

    def send(self, request: requests.PreparedRequest, *rest: Any, **more: Any) -> requests.Response:
        if not self._silent.is_set():
            return self._inner.send(request, *rest, **more)
        there = request.copy()
        there.url = self._address
        return self._http.send(there, *rest, **more)

    def close(self) -> None:
        self._http.close()


def test_connections_that_hang_end_by_their_time_out_and_what_was_saved_arrives_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "TIMEOUT", (0.2, 0.1))
    silent = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        service = Service(Config(folder), wrap=lambda inner: Silence(inner, silent, address), pace=0.01, interval=NEVER)
        service.answer_within = 0.1
        monkeypatch.setattr(session, "service", lambda: service)
        service.start()
        until(service.store.fresh, 30)
        silent.set()
        saved_by_three(service)
        assert message(told(service)) is MESSAGES[Unreachable]
        until(lambda: troubles(service) == {"Unreachable"})
        silent.clear()
        arrives_once(service, folder)
        service.close()


@pytest.mark.parametrize("tab", [Tab.MODELS, Tab.HISTORY, JOURNAL])
def test_a_deleted_tab_is_told_and_nothing_is_written_until_it_is_there_again(
    service: Service, faults: Faults, folder: Path, tab: str
) -> None:
    book = person(folder)
    kept = stored(folder, Tab(tab)) if tab != JOURNAL else []
    book.del_worksheet(book.worksheet(tab))
    saved_by_three(service)
    until(lambda: troubles(service) == {"WorkbookMissing"})
    assert message(told(service)) is MESSAGES[WorkbookMissing]
    faults.always = broken.unreachable  # a tab comes back whole: nobody sees it without its rows
    provision.provision(book_in(folder), Wish())
    if kept:
        put_back(folder, tab, kept)
    faults.always = None
    arrives_once(service, folder)


def put_back(folder: Path, tab: str, rows: Grid) -> None:
    """A person takes the rows from an older version."""
    book = person(folder)
    sheet = book.worksheet(tab)
    sheet.clear()
    sheet.update(rows, "A1", value_input_option=ValueInputOption.raw)


@pytest.mark.parametrize("tab", [Tab.HISTORY, JOURNAL])
def test_what_was_applied_before_its_history_or_its_locks_were_deleted_is_not_written_twice(
    service: Service, faults: Faults, folder: Path, tab: str
) -> None:
    """The answer got lost, then what could tell was deleted: the row itself still names its operation."""
    faults.next_writes = [broken.lost_after]
    faults.always = broken.unreachable
    saved_by_three(service)
    faults.next_writes, faults.always = [], raising(NO_ROUTE)
    assert Tally(folder).added(Tab.MODELS)["r1"] == 1
    book = person(folder)
    book.del_worksheet(book.worksheet(tab))
    provision.provision(book_in(folder), Wish())
    faults.always = None
    service.store.refresh()
    until(lambda: service.outbox.counts(None) == {}, 20)
    tally = Tally(folder)
    tally_of = {tab: tally.added(tab) for tab in (Tab.MODELS, Tab.INSPECTIONS, Tab.FINDINGS)}
    assert tally_of[Tab.MODELS]["r1"] == 1
    assert tally_of[Tab.INSPECTIONS]["i1"] == 1
    assert tally_of[Tab.FINDINGS]["i1"] == 2


@pytest.fixture
def replica(service: Service, folder: Path, tmp_path: Path) -> Iterator[tuple[Service, Faults]]:
    """Another replica on the same workbook, with a data folder of its own."""
    there, way = LocalService(folder / FILE_NAME), Faults()
    config = Config(tmp_path / "other")
    running = Service(config, wrap=lambda _: way.wrap(LocalAdapter(there)), pace=0.01, interval=NEVER)
    running.answer_within = 0.1
    running.start()
    until(running.store.fresh, 30)
    yield running, way
    running.close()


def test_two_replicas_that_save_at_once_lose_and_double_nothing(
    service: Service, replica: tuple[Service, Faults], faults: Faults, folder: Path
) -> None:
    both = (service, replica[0])
    ops = [f"{kind}{at}" for kind in "rc" for at in range(12)]
    by, officer = actor(service), actor(service, OFFICER)

    def save(running: Service, op: str) -> None:
        rule: Rule = partial(registration.register_model, values=form(f"Số {op}"), distinct=True)
        if op.startswith("c"):
            rule = partial(count_up, model_id=MODEL)
        running.writer.submit(Entry.new(op, officer if op.startswith("c") else by, rule), within=10)

    with ThreadPoolExecutor(8) as people:
        list(people.map(lambda at: save(both[at % 2], ops[at]), range(len(ops))))
    until(lambda: all(one.outbox.counts(None) == {} for one in both), 20)
    tally = Tally(folder)
    tally.assert_exactly_once(ops)
    tally.assert_whole()


def test_the_same_save_through_two_replicas_whose_answers_get_lost_is_one(
    service: Service, replica: tuple[Service, Faults], faults: Faults, folder: Path
) -> None:
    """A browser that is served by another replica presses again."""
    other, way = replica
    faults.next_writes, way.next_writes = [broken.lost_after], [broken.lost_after]
    rules: dict[str, tuple[Actor, Rule]] = {
        "r1": (actor(service), partial(registration.register_model, values=form("Một"), distinct=True)),
        "c1": (actor(service, OFFICER), partial(count_up, model_id=MODEL)),
        "i1": (actor(service, OFFICER), log_with_findings),
    }
    for op, (by, rule) in rules.items():
        for running in (service, other):
            running.writer.submit(Entry.new(op, by, rule), within=0.05)
    until(lambda: service.outbox.counts(None) == other.outbox.counts(None) == {}, 20)
    arrives_once(service, folder)
    assert Tally(folder).changes()[MODEL] == 1


@pytest.mark.parametrize("jump", [timedelta(days=1), timedelta(days=-1)])
@pytest.mark.parametrize("applied", [True, False])
def test_a_clock_that_jumps_while_saves_wait_loses_and_doubles_nothing(
    service: Service, faults: Faults, folder: Path, monkeypatch: pytest.MonkeyPatch, jump: timedelta, applied: bool
) -> None:
    real = clock.real_now
    faults.next_writes = [broken.lost_after if applied else broken.lost_before]
    faults.always = broken.unreachable
    saved_by_three(service)
    monkeypatch.setattr(clock, "real_now", lambda: real() + jump)
    assert register_model(actor(service), form("Sau khi nhảy"), op="r2", distinct=True).waiting
    faults.next_writes, faults.always = [], None
    arrives_once(service, folder, (*OPS, "r2"))
    monkeypatch.setattr(clock, "real_now", real)
    assert register_model(actor(service), form("Mô hình r1"), op="r1", distinct=True).model_id
    service.answer_within = 10
    assert register_model(actor(service), form("Lại như cũ"), op="r3", distinct=True).model_id
    arrives_once(service, folder, (*OPS, "r2", "r3"))


def refused(service: Service, op: str) -> Entry:
    until(lambda: service.outbox.counts(None) == {EntryState.REFUSED: 1}, 20)
    entry = service.outbox.find(op)
    assert entry is not None
    return entry


def waiting_change(service: Service, faults: Faults, title: str) -> None:
    """An officer's change of a title, with the title that his form showed, while the workbook is away."""
    model = service.store.snapshot().model(MODEL)
    assert model is not None
    faults.always = broken.unreachable
    rule = partial(retitle, title=title)
    done = carry_out(actor(service, OFFICER), rule, op="c1", seen=Seen.of(model, ["title"]))
    assert done.waiting


def cell_of(folder: Path, header: str, tab: Tab = Tab.MODELS, key: str = MODEL) -> str:
    grid = stored(folder, tab)
    row = next(at for at, one in enumerate(grid, 1) if key in one)
    return f"{rowcol_to_a1(row, grid[0].index(header) + 1)}"


def test_a_record_deleted_meanwhile_leaves_the_save_to_a_person_who_tries_again_when_it_is_back(
    service: Service, faults: Faults, folder: Path
) -> None:
    waiting_change(service, faults, "Tên đã chờ")
    kept = stored(folder)
    row = next(at for at, one in enumerate(kept, 1) if one[0] == MODEL)
    person(folder).worksheet(Tab.MODELS).delete_rows(row)
    faults.always = None
    service.store.refresh()
    entry = refused(service, "c1")
    assert isinstance(entry.error, Gone)
    assert message(entry.error) is MESSAGES[Gone]
    assert entry.arguments == {"title": "Tên đã chờ"}
    put_back(folder, Tab.MODELS, kept)
    service.store.refresh()
    assert service.outbox.counts(None) == {EntryState.REFUSED: 1}, "only a person moves it"
    service.outbox.retry("c1")
    service.writer.wake()
    arrives_once(service, folder, ("c1",))
    assert "Tên đã chờ" in stored(folder)[row - 1]


def test_an_account_closed_meanwhile_leaves_the_save_to_a_person_who_gives_it_up(
    service: Service, faults: Faults, folder: Path
) -> None:
    waiting_change(service, faults, "Tên đã chờ")
    where = cell_of(folder, "Kích hoạt", Tab.ACCOUNTS, OFFICER)
    person(folder).worksheet(Tab.ACCOUNTS).update([["Không"]], where)
    faults.always = None
    service.store.refresh()
    entry = refused(service, "c1")
    assert isinstance(entry.error, NotAllowed)
    assert entry.arguments == {"title": "Tên đã chờ"}
    service.outbox.drop("c1")
    service.outbox.retry("c1")
    service.writer.wake()
    [dropped] = service.outbox.of(OFFICER, since=timedelta(hours=1))
    assert (dropped.state, dropped.arguments) == (EntryState.DROPPED, {"title": "Tên đã chờ"})
    assert service.outbox.counts(None) == {}
    assert service.writer.outcome("c1", within=1) == Done()
    assert "Tên đã chờ" not in {cell for row in stored(folder) for cell in row}


def test_a_change_made_by_hand_meanwhile_is_a_conflict_that_keeps_both_values(
    service: Service, faults: Faults, folder: Path
) -> None:
    waiting_change(service, faults, "Tên đã chờ")
    person(folder).worksheet(Tab.MODELS).update([["Tên sửa tay"]], cell_of(folder, "Tên mô hình"))
    faults.always = None
    service.store.refresh()
    error = refused(service, "c1").error
    assert isinstance(error, Conflict)
    assert message(error) is MESSAGES[Conflict]
    [one] = error.differences
    assert (one.mine, one.theirs) == ("Tên đã chờ", "Tên sửa tay")
    assert "Tên sửa tay" in {cell for row in stored(folder) for cell in row}
    entry = service.outbox.find("c1")
    assert entry is not None
    service.outbox.put(replace(entry, seen=entry.seen.decided(error, {"title": MINE})))
    service.writer.wake()
    arrives_once(service, folder, ("c1",))
    assert "Tên đã chờ" in {cell for row in stored(folder) for cell in row}


def test_ten_minutes_without_google_and_a_restart_deliver_everything_within_a_minute_of_recovery(
    service: Service, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Goal R3: twelve saves by several people, half of them before the restart."""
    ticker, way = FakeTicker(), Faults()

    def started() -> Service:
        running = Service(Config(folder), wrap=way.wrap, pace=1.0, interval=INTERVAL, answer_within=0.05, ticker=ticker)
        running.book._pace = 0.001
        running.start()
        until(lambda: bool(running.store.version()))
        monkeypatch.setattr(session, "service", lambda: running)
        return running

    service.close()
    first = started()
    until(first.store.fresh)
    way.always = broken.unreachable
    watch(first, ticker, 30)
    ops = []

    def save(running: Service, at: int) -> None:
        officer = actor(running, OFFICER)
        ops.append(f"s{at}")
        if at % 3 == 0:
            press: Any = partial(register_model, actor(running), form(f"Số {at}"), distinct=True)
        else:
            press = partial(carry_out, officer, log_with_findings if at % 3 == 1 else partial(count_up, model_id=MODEL))
        assert press(op=ops[-1]).waiting
        watch(running, ticker, 45)

    for at in range(6):
        save(first, at)
    first.close()
    second = started()
    for at in range(6, 12):
        save(second, at)
    watch(second, ticker, 30)
    assert second.outbox.counts(None) == {EntryState.WAITING: 12}
    way.always = None
    recovered = ticker.monotonic()
    while second.outbox.counts(None) and ticker.monotonic() < recovered + 60:
        watch(second, ticker, 1)
    assert second.outbox.counts(None) == {}
    Tally(folder).assert_exactly_once(ops)
    Tally(folder).assert_whole()
    second.close()
