"""`python -m tools.bench.wire`: bytes that cross the network for a view, compressed as with a browser."""

import argparse
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from app import ENTRIES
from tools.bench.server import serve
from tools.bench.visitor import Visitor

OFFICER = "dvk_account=chuyen-vien@example.vn"


class Wire:
    """Stands between a visitor and the server and counts what comes from the server."""

    def __init__(self, port: int) -> None:
        self.bytes, self._port = 0, port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """No more visitors."""
        self._listener.close()

    def taken(self) -> int:
        """Bytes since the last question."""
        found, self.bytes = self.bytes, 0
        return found

    def _accept(self) -> None:
        while True:
            try:
                visitor, _ = self._listener.accept()
            except OSError:
                return  # closed
            server = socket.create_connection(("127.0.0.1", self._port))
            for source, target, counts in ((visitor, server, False), (server, visitor, True)):
                threading.Thread(target=self._pump, args=(source, target, counts), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, counts: bool) -> None:
        with suppress(OSError):  # whoever hangs up first
            while data := source.recv(65_536):
                self.bytes += len(data) if counts else 0
                target.sendall(data)
        target.close()


@contextmanager
def wired(url: str) -> Iterator[Wire]:
    """A wire to the server at `url`."""
    wire = Wire(urlsplit(url).port or 80)
    try:
        yield wire
    finally:
        wire.close()


def main() -> None:
    """Measures and prints, on the demo sample."""
    argparse.ArgumentParser(prog="python -m tools.bench.wire", description=__doc__).parse_args()
    print("| page | kB first view | kB rerun |", "|---|---:|---:|", sep="\n")
    with tempfile.TemporaryDirectory() as folder, serve("app.py", Path(folder)) as server, wired(server.url) as wire:
        with Visitor(wire.url, "", OFFICER, compressed=True) as visitor:
            visitor.run()  # the first reading of all
        for entry in ENTRIES:
            with Visitor(wire.url, "" if entry.default else entry.slug, OFFICER, compressed=True) as visitor:
                wire.taken()
                visitor.run()
                first = wire.taken()
                visitor.run()
                print(f"| {entry.title} | {first / 1000:.1f} | {wire.taken() / 1000:.1f} |", flush=True)


if __name__ == "__main__":
    main()
