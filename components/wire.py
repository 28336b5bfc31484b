"""How what Streamlit sends travels: scripts made small once and named in time (`ahead`), messages at once.

Streamlit 1.67 sends its scripts as they are, 3.9 MB before the first chart: seven seconds at 5 Mbit. It leaves packing
to a proxy, as it would pack anew for every visitor; here each file is packed when it is first asked for, and kept.
"""

import gc
import gzip
import socket
from collections.abc import Awaitable, Callable, Sequence
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

KINDS = ("text/javascript", "application/javascript", "text/css")
DOCUMENTS = ("text/html",)
HEAD_ENDS = b"</head>"
SCRIPTS = "/static/"
"""Streamlit's own files."""
BEST = 9
Change = Callable[[MutableHeaders, bytes], Awaitable[bytes]]
"""What an answer becomes; it may change the headers, all but length and ETag."""


class Packed:
    """Around the whole application (ASGI): packs Streamlit's scripts and styles, leaves all else as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._packed: dict[bytes, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET" and SCRIPTS in scope["path"]:
            headers = Headers(scope=scope)
            if "gzip" in headers.get("accept-encoding", "") and "range" not in headers:
                send = _Whole(send, KINDS, self._pack)
        await self._app(scope, receive, send)

    async def _pack(self, headers: MutableHeaders, plain: bytes) -> bytes:
        file = sha256(plain).digest()  # one file has many addresses, and different files the same ETag
        body = self._packed.get(file)
        if body is None:
            body = self._packed[file] = await run_in_threadpool(gzip.compress, plain, BEST, mtime=0)
        headers["content-encoding"] = "gzip"
        headers.add_vary_header("Accept-Encoding")
        return body


class Ahead:
    """Around the whole application (ASGI): puts `links` (HTML) at the end of the head of Streamlit's document."""

    def __init__(self, app: ASGIApp, links: str) -> None:
        self._app, self._head = app, links.encode() + HEAD_ENDS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET":
            send = _Whole(send, DOCUMENTS, self._put)
        await self._app(scope, receive, send)

    async def _put(self, _headers: MutableHeaders, document: bytes) -> bytes:
        return document.replace(HEAD_ENDS, self._head, 1)


class _Whole:
    """One answer: of these `kinds` it waits until it is whole and is changed; all else goes on at once."""

    def __init__(self, send: Send, kinds: Sequence[str], change: Change) -> None:
        self._send, self._kinds, self._change = send, kinds, change
        self._start: Message | None = None
        self._parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _can_be_changed(message, self._kinds):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._parts.append(message.get("body", b""))
            if not message.get("more_body"):
                await self._changed(self._start)

    async def _changed(self, start: Message) -> None:
        headers = MutableHeaders(raw=start["headers"])
        body = await self._change(headers, b"".join(self._parts))
        headers["content-length"] = str(len(body))
        headers["etag"] = "W/" + headers["etag"].removeprefix("W/")  # other bytes, the same content
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _can_be_changed(start: Message, kinds: Sequence[str]) -> bool:
    headers = Headers(raw=start["headers"])
    return (
        start["status"] == 200
        and headers.get("content-type", "").split(";")[0] in kinds
        and "etag" in headers
        and "content-encoding" not in headers
    )


def undelayed() -> None:
    """Lets short messages go at once (TCP_NODELAY): the listening sockets hand it on to every connection.

    asyncio asks for it by itself, but not where the socket was opened as `streamlit run` opens it: the first message of
    a run then waits until the browser has acknowledged the one before, 40 ms.
    """
    for one in gc.get_objects():
        if type(one) is socket.socket and _listens(one):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _listens(one: socket.socket) -> bool:
    return (
        one.fileno() >= 0
        and one.family in (socket.AF_INET, socket.AF_INET6)
        and one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1
    )
