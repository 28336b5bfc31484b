"""What can befall the workbook or the way to it, injected beneath gspread: what people saved waits and arrives once.

In each case people read a sentence that says what happened, and the workbook gets each save once when it is over.
"""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import requests
from google.auth.exceptions import RefreshError, TransportError
from requests.adapters import BaseAdapter

from components.messages import MESSAGES, message
from domain import errors, registration
from domain.errors import AccessDenied, DvkError, Gone, NotAllowed, QuotaExceeded, StoreError, Unreachable, WorkbookMissing
from domain.outbox import Done, Entry, EntryState
from domain.vocabulary import Tab
from sheets import actions, clock, provision, session
from sheets.actions import carry_out, register_model
from sheets.client import Connection
from sheets.config import FILE_NAME, Config
from sheets.local.adapter import LocalAdapter
from sheets.local.service import LocalService
from sheets.locks import JOURNAL
from sheets.provision import Wish
from sheets.service import Service
from sheets.workbook import Workbook
from tests.sheets import faults as broken
from tests.sheets.faults import Fault, Faults
from tests.sheets.helpers import NEVER, actor, book_in, form, person, stored
from tests.sheets.rules import MODEL, count_up, log_with_findings
from tests.sheets.tally import Tally
from tests.sheets.ticker import FakeTicker, until, watch

OFFICER = "chuyen-vien@example.vn"
OPS = ("r1", "c1", "i1")


def raising(error: Exception) -> Fault:
    """As google-auth fails before anything is sent."""

    def fault(_request: requests.PreparedRequest, _go_on: Callable[[], requests.Response]) -> requests.Response:
        raise error

    return fault


def on_writes(fault: Fault) -> Fault:
    def only(request: requests.PreparedRequest, go_on: Callable[[], requests.Response]) -> requests.Response:
        return go_on() if request.method == "GET" else fault(request, go_on)

    return only


@pytest.fixture(autouse=True)
def _impatient(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    service.answer_within = 0.1
    monkeypatch.setattr(actions, "KNOWN_TO_BE_DOWN", 0.1)


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


PASSING = {
    "outage": (broken.unreachable, Unreachable),
    "connections that break": (broken.lost_before, Unreachable),
    "429 storm": (broken.OUT_OF_QUOTA, QuotaExceeded),
    "5xx storm": (broken.UNAVAILABLE, Unreachable),
    "HTML 502": (broken.BAD_GATEWAY, Unreachable),
    "token that cannot be renewed now": (raising(RefreshError("later", retryable=True)), Unreachable),
    "no way to the token's server": (raising(TransportError("no route")), Unreachable),
    "token withdrawn": (raising(RefreshError("invalid_grant", retryable=False)), AccessDenied),
    "sharing revoked": (broken.FORBIDDEN, AccessDenied),
    "spreadsheet deleted": (broken.answered(404, '{"error": {"code": 404, "message": "not found", "status": "NOT_FOUND"}}'), WorkbookMissing),
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
