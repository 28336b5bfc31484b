"""Streamlit's scripts travel packed, all else as it is; messages do not wait."""

import asyncio
import gzip
import socket
from collections.abc import MutableMapping
from typing import Any

import pytest

from components.wire import Ahead, Packed, undelayed

SCRIPT = b"export default 'a chart';" * 100
Headers = dict[str, str]


class Streamlit:
    """Answers as the server within: a file in two parts."""

    def __init__(
        self, kind: str = "text/javascript; charset=utf-8", status: int = 200, encoding: str | None = None
    ) -> None:
        self.content = SCRIPT
        self._status, self._headers = status, {"content-type": kind, "etag": '"one"'}
        if encoding:
            self._headers["content-encoding"] = encoding

    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
        raw = [(name.encode(), value.encode()) for name, value in self._headers.items()]
        await send({"type": "http.response.start", "status": self._status, "headers": raw})
        await send({"type": "http.response.body", "body": self.content[:70], "more_body": True})
        await send({"type": "http.response.body", "body": self.content[70:]})


def asked(app: Packed | Ahead, path: str = "/static/js/chart.js", **headers: str) -> tuple[Headers, bytes]:
    """What the browser gets for `path`."""
    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request"}

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "headers": raw}
    asyncio.run(app(scope, receive, send))
    got = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return got, b"".join(message.get("body", b"") for message in sent[1:])


def test_a_script_is_packed_and_says_so() -> None:
    headers, body = asked(Packed(Streamlit()), accept_encoding="gzip, br")
    assert gzip.decompress(body) == SCRIPT
    assert len(body) < len(SCRIPT) / 10
    assert headers["content-encoding"] == "gzip"
    assert headers["content-length"] == str(len(body))
    assert headers["vary"] == "Accept-Encoding"
    assert headers["etag"] == 'W/"one"'  # not the same bytes as the file: RFC 9110, section 8.8.1


def test_it_is_packed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    packed: list[bytes] = []
    pack = gzip.compress

    def counted(data: bytes, level: int, *, mtime: float) -> bytes:
        packed.append(data)
        return pack(data, level, mtime=mtime)

    monkeypatch.setattr(gzip, "compress", counted)
    app = Packed(Streamlit())
    addresses = ("/static/js/chart.js", "/static/./js/chart.js")
    first, second = (asked(app, address, accept_encoding="gzip")[1] for address in addresses)
    assert first == second
    assert packed == [SCRIPT]


def test_two_files_with_the_same_etag_stay_two() -> None:
    """It tells only when a file was written and how long it is."""
    server = Streamlit()
    app = Packed(server)
    asked(app, accept_encoding="gzip")
    server.content = SCRIPT[::-1]
    assert gzip.decompress(asked(app, "/static/js/button.js", accept_encoding="gzip")[1]) == SCRIPT[::-1]


@pytest.mark.parametrize(
    ("server", "headers"),
    [
        (Streamlit(), {}),
        (Streamlit(), {"accept_encoding": "br"}),
        (Streamlit(), {"accept_encoding": "gzip", "range": "bytes=0-9"}),
        (Streamlit("font/woff2"), {"accept_encoding": "gzip"}),
        (Streamlit("image/png"), {"accept_encoding": "gzip"}),
        (Streamlit(encoding="gzip"), {"accept_encoding": "gzip"}),
        (Streamlit(status=404), {"accept_encoding": "gzip"}),
    ],
)
def test_all_else_goes_as_it_is(server: Streamlit, headers: Headers) -> None:
    got, body = asked(Packed(server), **headers)
    assert body == SCRIPT
    assert got["etag"] == '"one"'


def test_only_the_files_of_streamlit_are_kept() -> None:
    _, body = asked(Packed(Streamlit()), "/media/figures.js", accept_encoding="gzip")
    assert body == SCRIPT


def test_the_document_names_scripts_at_the_end_of_its_head() -> None:
    server = Streamlit("text/html; charset=utf-8")
    server.content = b"<head><script src='./streamlit.js'></script></head><body>" + SCRIPT + b"</head></body>"
    headers, body = asked(Ahead(server, "<link>"), "/mo-hinh")
    assert body == server.content.replace(b"</head><body>", b"<link></head><body>")
    assert headers["content-length"] == str(len(body))
    assert headers["etag"] == 'W/"one"'


@pytest.mark.parametrize(
    "server", [Streamlit(), Streamlit("text/html", status=404), Streamlit("text/html", encoding="br")]
)
def test_no_other_answer_names_them(server: Streamlit) -> None:
    server.content = b"</head>" * 20
    got, body = asked(Ahead(server, "<link>"))
    assert body == server.content
    assert got["etag"] == '"one"'


def test_a_listening_socket_hands_on_that_nothing_waits() -> None:
    with socket.socket() as listening, socket.socket() as other:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        undelayed()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1
        assert other.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
