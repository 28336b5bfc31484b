"""The transport beneath an unmodified gspread: its requests go to the service in this process, no socket is opened."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from urllib.parse import parse_qsl, urlsplit

import gspread
import requests
from requests.adapters import BaseAdapter
from requests.models import PreparedRequest, Response

from sheets.local.service import LocalService


class _Body(BytesIO):
    """An answer as requests reads one: here in one piece, where it would copy it in thousands."""

    def stream(self, amt: int, decode_content: bool) -> Iterator[bytes]:  # noqa: ARG002 - as urllib3 declares it
        yield self.read()


class LocalAdapter(BaseAdapter):
    """A requests adapter that asks a LocalService instead of the network."""

    def __init__(self, service: LocalService) -> None:
        super().__init__()
        self.service = service

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,  # noqa: ARG002 - the signature of requests
        timeout: float | tuple[float, float] | tuple[float, None] | None = None,  # noqa: ARG002
        verify: bool | str = True,  # noqa: ARG002
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,  # noqa: ARG002
        proxies: Mapping[str, str] | None = None,  # noqa: ARG002
    ) -> Response:
        parts = urlsplit(request.url or "")
        body = request.body.encode() if isinstance(request.body, str) else request.body
        query = parse_qsl(str(parts.query), keep_blank_values=True)
        answer = self.service.handle(request.method or "GET", str(parts.path), query, _as_bytes(body))
        response = Response()
        response.status_code = answer.status
        response.headers["Content-Type"] = answer.content_type
        response.encoding = "utf-8"
        response.raw = _Body(answer.content)
        response.request = request
        response.url = request.url or ""
        return response

    def close(self) -> None:
        """Nothing to close: the service belongs to whoever made it."""


def _as_bytes(body: object) -> bytes | None:
    return body if isinstance(body, bytes) else None


def local_client(service: LocalService) -> gspread.Client:
    """A gspread client on the embedded service: every URL goes through the adapter, there are no credentials."""
    session = requests.Session()
    session.adapters.clear()
    session.mount("https://", LocalAdapter(service))
    # gspread asks for credentials or a session; its annotation knows the first only.
    return gspread.Client(auth=None, session=session)  # type: ignore[arg-type]
