"""A server under measurement: its CPU, its memory, and the calls that it makes to the Sheets API."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
FLOORS = "tools/bench/floor.py"
STOCK = ("--runner.postScriptGC", "true", "--server.enableWebsocketCompression", "false")  # as Streamlit comes
START_SECONDS = 180.0
SETTLE_SECONDS = 180.0
# The application as `streamlit run` starts it, except that every call to the Sheets API leaves a line in a file.
COUNTING = """
import os, sys
from sheets.local.service import LocalService
from streamlit.web.cli import main
handle = LocalService.handle
def counted(self, method, path, *rest):
    with open(os.environ["BENCH_CALLS"], "a") as calls:
        calls.write(f"{method} {path}\\n")
    return handle(self, method, path, *rest)
LocalService.handle = counted
main()
"""


class Server:
    """A running application or floor page."""

    def __init__(self, url: str, process: subprocess.Popen[bytes], folder: Path) -> None:
        self.url, self._calls, self._log = url, folder / "calls.txt", folder / "log.txt"
        self._process = psutil.Process(process.pid)

    def cpu(self) -> float:
        """Seconds of CPU used so far."""
        used = self._process.cpu_times()
        return used.user + used.system

    def faults(self) -> int:
        """Tracebacks in its log: a page shows a fault of the program as a code, which is cheap to draw."""
        return self._log.read_text(encoding="utf-8").count("Traceback")

    def settle(self) -> None:
        """Waits until it does nothing: what follows a start (the first reading, its copy on disk) is no page's cost."""
        until = time.monotonic() + SETTLE_SECONDS
        while time.monotonic() < until:
            used = self.cpu()
            time.sleep(5.0)
            if self.cpu() - used < 0.25:
                return
        raise RuntimeError(f"still at work after {SETTLE_SECONDS:.0f} s")

    def memory(self) -> float:
        """Resident megabytes."""
        return self._process.memory_info().rss / 1e6

    def calls(self) -> int:
        """Calls to the Sheets API so far."""
        return len(self._calls.read_text().splitlines()) if self._calls.exists() else 0


@contextmanager
def serve(script: str, folder: Path, *flags: str) -> Iterator[Server]:
    """`script` (a path below the checkout) with the workbook of `folder`, ready for a visitor; `flags` of streamlit."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    calls = folder / "calls.txt"
    calls.unlink(missing_ok=True)
    settings = {"DVK_DATA_DIR": str(folder), "DVK_TODAY": "2026-09-15", "BENCH_CALLS": str(calls)}
    settings["STREAMLIT_SECRETS_FILES"] = str(folder / "no-secrets.toml")
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", *flags]
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", COUNTING, "run", script, *options],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(f"http://127.0.0.1:{port}", process)
        yield Server(f"http://127.0.0.1:{port}", process, folder)
    finally:
        process.terminate()
        process.wait(30)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(url)
