"""The loop through gspread with a service account's credentials, over HTTP, as if the service were Google."""

import http.server
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from requests.adapters import BaseAdapter, HTTPAdapter

from domain import inspection_rules, model_rules, report_rules
from domain.indicators import indicators
from domain.quarters import Quarter
from domain.vocabulary import InspectionKind, ModelState, Severity
from sheets import provision, session
from sheets.actions import carry_out, register_model
from sheets.client import Connection
from sheets.config import Config
from sheets.service import Service
from sheets.workbook import Workbook
from tests.sheets.helpers import NEVER, actor, form

Q3 = Quarter(2026, 3)
OFFICER = "chuyen-vien@example.vn"


class Token(http.server.BaseHTTPRequestHandler):
    """Google's token endpoint: any signed assertion gets a token."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps({"access_token": "t", "expires_in": 3600, "token_type": "Bearer"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


class Elsewhere(BaseAdapter):
    """Sends what is meant for Google to the service on this machine, headers and all."""

    def __init__(self, address: str, seen: list[str]) -> None:
        super().__init__()
        self._address, self._seen, self._http = address, seen, HTTPAdapter()

    def send(self, request: requests.PreparedRequest, *rest: object, **more: object) -> requests.Response:
        parts = urlsplit(request.url or "")
        self._seen.append(f"{parts.netloc} {request.headers.get('authorization')}")
        request.url = f"{self._address}{parts.path}" + (f"?{parts.query}" if parts.query else "")
        return self._http.send(request, *rest, **more)  # type: ignore[arg-type]  # passed on as they came

    def close(self) -> None:
        self._http.close()


@pytest.fixture
def tokens() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Token)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/token"
    server.shutdown()
    server.server_close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "sheets.local", "--port", str(port), "--data-dir", str(tmp_path / "google")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 30
    while time.monotonic() < until and not _answers(url):
        time.sleep(0.05)
    yield url
    process.terminate()
    process.wait(timeout=20)


def _answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/v1", timeout=2).status_code == 501
    except requests.ConnectionError:
        return False


@pytest.fixture
def seen() -> list[str]:
    return []


@pytest.fixture
def google(
    address: str, tokens: str, seen: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Service]:
    """A service that believes itself on Google: a spreadsheet of its own, provisioned with the sample."""
    made = requests.post(f"{address}/v4/spreadsheets", json={"properties": {"title": "Sổ của xã"}}, timeout=10).json()
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    account = {"client_email": "dvk@example.vn", "private_key": pem.decode(), "token_uri": tokens, "type": "x"}
    config = Config(tmp_path / "data", spreadsheet=made["spreadsheetId"], service_account=account)

    def wrap(_: BaseAdapter) -> BaseAdapter:
        return Elsewhere(address, seen)

    book = Workbook(Connection(config, wrap).client, config.spreadsheet_id, pace=0.01)
    provision.provision(book, provision.Wish(demo=True))
    service = Service(config, wrap=wrap, pace=0.01, interval=NEVER)
    service.start()
    service.store.snapshot()
    monkeypatch.setattr(session, "service", lambda: service)
    yield service
    service.close()


def test_the_loop_runs_over_http_with_credentials(google: Service, seen: list[str]) -> None:
    officer, unit = actor(google, OFFICER), actor(google)
    model = register_model(unit, form(start=date(2026, 9, 1)), op="a1")
    assert model.link
    assert model.link.endswith(f"#gid={google.reader.gids['Mô hình']}&range={model.row}:{model.row}")
    move = partial(model_rules.move_model, model_id=model.model_id, after=ModelState.REGISTERED)
    carry_out(officer, move, op="a2")
    save = partial(report_rules.save_report, model_id=model.model_id, quarter=Q3)
    [report_id] = carry_out(unit, partial(save, values={"prog_self": "60"}, submit=True), op="a3").ids
    assert report_id.startswith("BC-2026-Q3-")
    carry_out(officer, partial(report_rules.confirm_report, report_id=report_id), op="a4")
    logged = {"kind": InspectionKind.INSPECTION, "date": date(2026, 9, 15), "unit_id": unit.unit_id}
    found = {"content": "Thiếu biển", "severity": Severity.MINOR, "request": "Cắm biển", "due": date(2026, 9, 30)}
    log = partial(inspection_rules.log_inspection, values=logged, findings=[found])
    find_id = carry_out(officer, log, op="a5").ids[1]
    carry_out(unit, partial(inspection_rules.report_remedy, find_id=find_id, remedy="Đã cắm"), op="a6")
    carry_out(officer, partial(inspection_rules.verify, find_id=find_id, passed=True), op="a7")
    google.store.refresh()
    figures = indicators(google.store.snapshot(), Q3)["units"][unit.unit_id]
    assert figures["I6"]["value"] == 60.0
    assert figures["I13"]["value"] == 0
    assert {one.partition(" ")[0] for one in seen} == {"sheets.googleapis.com"}
    assert {one.partition(" ")[2] for one in seen} == {"Bearer t"}
