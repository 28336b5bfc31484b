"""One visitor without a browser: speaks Streamlit's websocket protocol and counts what comes.

Protocol of Streamlit 1.67: protobuf messages both ways on /_stcore/stream, `BackMsg` up and `ForwardMsg` down.
"""

from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE = 300.0  # seconds for one run of a script


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a page: bytes received, and the errors that it showed."""

    size: int
    errors: tuple[str, ...]


class Visitor:
    """A session on a page (`path` is its slug, with its query); `cookie` and `compressed` as the browser would say."""

    def __init__(self, url: str, path: str, cookie: str = "", *, compressed: bool = False) -> None:
        self._url = f"ws://{urlsplit(url).netloc}/_stcore/stream"
        self._path, _, self._query = path.partition("?")
        self._cookie, self._compressed = cookie, compressed
        self._hash = ""
        self._socket: ClientConnection | None = None

    def __enter__(self) -> Self:
        headers = {"Cookie": self._cookie} if self._cookie else {}
        self._socket = connect(
            self._url,
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            compression="deflate" if self._compressed else None,
            additional_headers=headers,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._socket is not None:
            self._socket.close()

    def run(self) -> Run:
        """Asks for the page, or for it again, and waits until all of it has come."""
        assert self._socket is not None, "enter the visitor first"
        message = BackMsg()
        message.rerun_script.page_name = "" if self._hash else self._path
        message.rerun_script.page_script_hash = self._hash
        message.rerun_script.query_string = self._query
        message.rerun_script.context_info.timezone = "Asia/Ho_Chi_Minh"
        self._socket.send(message.SerializeToString())
        size, errors = 0, []
        while True:
            raw = self._socket.recv(PATIENCE, decode=False)
            size += len(raw)
            answer = ForwardMsg.FromString(raw)
            kind = answer.WhichOneof("type")
            if kind == "navigation":
                self._hash = answer.navigation.page_script_hash
            if kind == "delta" and answer.delta.new_element.WhichOneof("type") == "exception":
                errors.append(answer.delta.new_element.exception.message)
            if kind == "script_finished" and answer.script_finished != ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY:
                return Run(size, tuple(errors))
