"""What a save costs: calls to the Sheets API, counted beneath gspread."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import requests
from requests.adapters import BaseAdapter

from domain.permissions import Actor
from domain.plans import Add, Edit, Plan
from domain.registration import new_model
from domain.snapshot import Snapshot
from domain.vocabulary import Field
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
        by = actor_of(service.store.snapshot(), "don-vi-05@example.vn")
        if by is None:
            raise RuntimeError("the sample has no such account")
        for what, do in _kinds(service, by).items():
            counts.update(reads=0, writes=0)
            do()
            yield what, counts["writes"], counts["reads"]
        service.close()


def _kinds(service: Service, by: Actor) -> Mapping[str, Callable[[], object]]:
    def register(at: int) -> None:
        service.writer.carry_out(lambda now: _registration(now, by, at), op=f"bench{at}", by=by.email)

    def together() -> None:
        with ThreadPoolExecutor(TOGETHER) as pool:
            list(pool.map(register, range(1, 1 + TOGETHER)))

    def change() -> None:
        service.writer.carry_out(_change, op="bench-change", by=by.email)

    return {"a registration": lambda: register(0), f"{TOGETHER} registrations at once": together, "a change": change}


def _registration(snapshot: Snapshot, by: Actor, at: int) -> Plan:
    values = {
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
    return Plan(adds=(Add(new_model(values, snapshot=snapshot, by=by)),))


def _change(snapshot: Snapshot) -> Plan:
    return Plan(edits=(Edit(snapshot.models[0], {"title": "Tên khác"}),))
