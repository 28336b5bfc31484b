"""A transport beneath gspread that counts calls and breaks them as asked."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.adapters import BaseAdapter

Fault = Callable[[requests.PreparedRequest, Callable[[], requests.Response]], requests.Response]


@dataclass
class Faults:
    """Shared by all clients of a service. `next_reads` and `next_writes` are used up one per call."""

    reads: list[str] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    timeouts: set[Any] = field(default_factory=set)
    next_reads: list[Fault] = field(default_factory=list)
    next_writes: list[Fault] = field(default_factory=list)
    always: Fault | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wrap(self, inner: BaseAdapter) -> BaseAdapter:
        return _Adapter(inner, self)

    def reset(self) -> None:
        """Forgets what was counted."""
        with self.lock:
            self.reads, self.writes, self.bodies = [], [], []

    def take(self, request: requests.PreparedRequest, timeout: Any) -> Fault:
        with self.lock:
            self.timeouts.add(timeout)
            reading = request.method == "GET"
            (self.reads if reading else self.writes).append(str(request.url))
            if not reading:
                self.bodies.append(_bytes(request.body))
            planned = self.next_reads if reading else self.next_writes
            return planned.pop(0) if planned else self.always or passed


def _bytes(body: bytes | str | None) -> bytes:
    return body.encode() if isinstance(body, str) else body or b""


class _Adapter(BaseAdapter):
    def __init__(self, inner: BaseAdapter, faults: Faults) -> None:
        super().__init__()
        self._inner, self._faults = inner, faults

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: float | tuple[float, float] | tuple[float, None] | None = None,
        verify: bool | str = True,
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        fault = self._faults.take(request, timeout)
        return fault(request, lambda: self._inner.send(request, stream, timeout, verify, cert, proxies))

    def close(self) -> None:
        self._inner.close()


def passed(_request: requests.PreparedRequest, go_on: Callable[[], requests.Response]) -> requests.Response:
    return go_on()


def lost_before(_request: requests.PreparedRequest, _go_on: Callable[[], requests.Response]) -> requests.Response:
    """The request never arrived, and nobody can tell."""
    raise requests.ReadTimeout("lost before")


def lost_after(_request: requests.PreparedRequest, go_on: Callable[[], requests.Response]) -> requests.Response:
    """The request was carried out, its answer got lost."""
    go_on()
    raise requests.ConnectionError("lost after")


def unreachable(_request: requests.PreparedRequest, _go_on: Callable[[], requests.Response]) -> requests.Response:
    """No connection could be made."""
    raise requests.ConnectTimeout("no route")


def slow(seconds: float) -> Fault:
    def fault(_request: requests.PreparedRequest, go_on: Callable[[], requests.Response]) -> requests.Response:
        time.sleep(seconds)
        return go_on()

    return fault


def late(seconds: float) -> Fault:
    """Carried out at once, answered later."""

    def fault(_request: requests.PreparedRequest, go_on: Callable[[], requests.Response]) -> requests.Response:
        response = go_on()
        time.sleep(seconds)
        return response

    return fault


def hanging(until: threading.Event) -> Fault:
    """A connection that stands and brings nothing; broken off when the test says so."""

    def fault(_request: requests.PreparedRequest, _go_on: Callable[[], requests.Response]) -> requests.Response:
        until.wait()
        raise requests.ReadTimeout("nothing came")

    return fault


def answered(status: int, body: str = "<html>no json</html>") -> Fault:
    def fault(request: requests.PreparedRequest, _go_on: Callable[[], requests.Response]) -> requests.Response:
        response = requests.Response()
        response.status_code = status
        response.request, response.url = request, str(request.url)
        response._content = body.encode()
        return response

    return fault


BAD_GATEWAY = answered(502)
UNAVAILABLE = answered(503, '{"error": {"code": 503, "message": "try later", "status": "UNAVAILABLE"}}')
OUT_OF_QUOTA = answered(429, '{"error": {"code": 429, "message": "Quota exceeded", "status": "RESOURCE_EXHAUSTED"}}')
FORBIDDEN = answered(403, '{"error": {"code": 403, "message": "no", "status": "PERMISSION_DENIED"}}')
