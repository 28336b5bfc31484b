"""What a save costs: calls to the Sheets API, counted beneath gspread."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import requests
from requests.adapters import BaseAdapter

from domain.model_rules import move_model
from domain.outbox import Entry
from domain.permissions import Actor
from domain.registration import register_model
from domain.vocabulary import Field, ModelState
from sheets.accounts import actor_of
from sheets.config import Config
from sheets.service import Service

TOGETHER = 20


class Counter(BaseAdapter):
    """Passes everything on, and counts reads and writes."""

    def __init__(self, inner: BaseAdapter, counts: dict[str, int]) -> None:
        super().__init__()
        self._inner, self._counts = inner, counts

    def send(self, request: requests.PreparedRequest, *rest: Any, **more: Any) -> requests.Response:
        self._counts["reads" if request.method == "GET" else "writes"] += 1
        return self._inner.send(request, *rest, **more)

    def close(self) -> None:
        self._inner.close()


def saves() -> Iterator[tuple[str, int, int]]:
    """(what, writes, reads) of a registration, of twenty at once, and of a change."""
    counts = {"reads": 0, "writes": 0}
    with tempfile.TemporaryDirectory() as name:
        service = Service(Config(Path(name)), wrap=lambda inner: Counter(inner, counts), interval=3600.0)
        service.start()
        emails = ("don-vi-05@example.vn", "chuyen-vien@example.vn")
        by, officer = (actor_of(service.store.snapshot(), email) for email in emails)
        if by is None or officer is None:
            raise RuntimeError("the sample has no such account")
        for what, do in _kinds(service, by, officer).items():
            counts.update(reads=0, writes=0)
            do()
            yield what, counts["writes"], counts["reads"]
        service.close()


def _kinds(service: Service, by: Actor, officer: Actor) -> Mapping[str, Callable[[], object]]:
    def register(at: int) -> None:
        rule = partial(register_model, values=_values(by, at), distinct=True)
        service.writer.submit(Entry.new(f"bench{at}", by, rule), within=60.0)

    def together() -> None:
        with ThreadPoolExecutor(TOGETHER) as pool:
            list(pool.map(register, range(1, 1 + TOGETHER)))

    def change() -> None:
        rule = partial(move_model, model_id="MH-2026-0033", after=ModelState.REGISTERED)
        service.writer.submit(Entry.new("bench-change", officer, rule), within=60.0)

    return {"a registration": lambda: register(0), f"{TOGETHER} registrations at once": together, "a change": change}


def _values(by: Actor, at: int) -> dict[str, object]:
    return {
        "title": f"Mô hình đo {at}",
        "unit_id": by.unit_id,
        "field": Field.OTHER,
        "field_other": "đo",
        "objective": "đo",
        "kpi_name": "đo",
        "kpi_unit": "lần",
        "kpi_target": 1,
        "method": "đo",
        "owner": "Trưởng thôn",
        "start": date(2026, 9, 1),
        "end": date(2026, 11, 30),
    }
