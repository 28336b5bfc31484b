"""Connections: an unmodified gspread client, on Google or on the embedded workbook.

Neither requests nor gspread promises that a client may be shared by threads (google-sheets.md, part one), so each
thread gets its own.
"""

import threading
from collections.abc import Callable

import gspread
from google.oauth2.service_account import Credentials
from requests.adapters import BaseAdapter

from sheets.config import Config
from sheets.local.adapter import local_client
from sheets.local.service import LocalService

Wrap = Callable[[BaseAdapter], BaseAdapter]

SCOPES = ("https://www.googleapis.com/auth/spreadsheets",)
TIMEOUT = (5.0, 30.0)  # seconds to connect, to answer; gspread's own default is to wait for ever
TITLE = "dan-van-kheo"


class Connection:
    """Makes one gspread client per thread. `wrap` may put an adapter around the transport: tests inject faults there.

    Nothing is opened before the first `client()`: a file that cannot be opened must not keep the frame away. `begins`:
    the file of a later year may be made where there is none; that of the first year always may.
    """

    def __init__(self, config: Config, wrap: Wrap | None = None, *, begins: bool = False) -> None:
        self._config, self._begins = config, begins or not config.year
        self._wrap = wrap
        self._mine = threading.local()
        self._opening = threading.Lock()
        self._service: LocalService | None = None

    def client(self) -> gspread.Client:
        """The client of the calling thread. May raise FileError where the file cannot be opened."""
        if not hasattr(self._mine, "client"):
            self._mine.client = self._connect()
        client: gspread.Client = self._mine.client
        return client

    def _connect(self) -> gspread.Client:
        client = local_client(self._local()) if self._config.embedded else gspread.Client(_credentials(self._config))
        client.set_timeout(TIMEOUT)
        if self._wrap is not None:
            session = client.http_client.session
            session.mount("https://", self._wrap(session.get_adapter("https://")))
        return client

    def _local(self) -> LocalService:
        with self._opening:
            if self._service is None:
                self._service = _service(self._config, begins=self._begins)
            return self._service


def _service(config: Config, *, begins: bool) -> LocalService:
    service = LocalService(config.file, begins=begins)
    service.ensure_spreadsheet(config.spreadsheet_id, TITLE)
    return service


def _credentials(config: Config) -> Credentials:
    make: Callable[..., Credentials] = Credentials.from_service_account_info
    return make(config.service_account, scopes=SCOPES)
