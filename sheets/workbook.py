"""The shared workbook as calls: the only module that talks to the API, with its errors, time-outs and retries.

Errors are told apart by type and status, never by their text. Retries are bounded, exponential and jittered; a write
may be sent again because it begins with a lock: the second one fails as a whole (google-sheets.md, part three).
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from http import HTTPStatus
from typing import Any

from google.auth.exceptions import RefreshError, TransportError
from gspread import Client
from gspread.exceptions import APIError
from gspread.urls import SPREADSHEET_BATCH_UPDATE_URL, SPREADSHEET_VALUES_BATCH_URL
from gspread.utils import absolute_range_name
from requests import ConnectTimeout, RequestException
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential
from urllib3.exceptions import NewConnectionError

from domain.errors import (
    AccessDenied,
    DiskFailing,
    DiskFull,
    FileBusy,
    FileDamaged,
    FileMissing,
    FileReadOnly,
    NotWritten,
    QuotaExceeded,
    StoreError,
    Undecided,
    Unreachable,
    WorkbookMissing,
)
from domain.rows import Grid
from sheets.answers import grids_in
from sheets.local import errors as local
from sheets.local.errors import FileError

log = logging.getLogger(__name__)

Request = dict[str, Any]
Json = dict[str, Any]

RAW_VALUES = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "SERIAL_NUMBER"}
TAB_LIST = (
    "spreadsheetId,properties(locale,timeZone),sheets.properties(sheetId,title,gridProperties(rowCount,columnCount))"
)
ANSWER = (
    "replies,updatedSpreadsheet.sheets(properties.sheetId,data(startRow,startColumn,rowData.values.userEnteredValue))"
)
NOTHING: Mapping[str, Grid] = {}
READS, WRITES = 3, 3  # attempts, the first included
DIGEST_BYTES = 32
LONGEST_WAIT = 8.0  # seconds between two attempts
FAILURES = (APIError, RequestException, TransportError, RefreshError, FileError, OSError)


class Refused(StoreError):
    """The service found the request wrong (400). Nothing of it was applied."""


class NotSent(Unreachable):
    """No connection was made: the request certainly did not arrive."""


@dataclass(frozen=True, slots=True)
class TabInfo:
    """A tab: its sheet id and how many rows and columns its grid has."""

    gid: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The spreadsheet without its cells: its locale ("vi_VN") and its tabs by title."""

    locale: str
    tabs: dict[str, TabInfo]


Part = tuple[str, str]
"""Cells of one of the application's tabs: its declared name and what of it in A1 notation ("A2:D9")."""


def _info(properties: Json) -> TabInfo:
    grid = properties.get("gridProperties", {})
    return TabInfo(properties.get("sheetId", 0), grid.get("rowCount", 0), grid.get("columnCount", 0))


class Workbook:
    """One spreadsheet. Safe for threads as far as `client` gives each thread a client of its own.

    `pace` is the first wait between attempts in seconds. `names` = the titles of tabs that people have renamed.
    """

    def __init__(self, client: Callable[[], Client], spreadsheet_id: str, *, pace: float = 0.5) -> None:
        self._client = client
        self._id = spreadsheet_id
        self._pace = pace
        self.names: Mapping[str, str] = {}

    def overview(self) -> Overview:
        """Locale, sheet ids (gid) and sizes. One read."""
        found = self.metadata(TAB_LIST)
        tabs = {one["properties"]["title"]: _info(one["properties"]) for one in found.get("sheets", ())}
        return Overview(found.get("properties", {}).get("locale", ""), tabs)

    def tabs(self) -> dict[str, TabInfo]:
        """The sheet id (gid) and the size of every tab by its title. One read."""
        return self.overview().tabs

    def metadata(self, fields: str, parts: Sequence[Part] = ()) -> Json:
        """spreadsheets.get, cut to `fields`, with the cells of `parts` when `fields` asks for data. One read."""
        params: dict[str, Any] = {"fields": fields, "ranges": self._ranges(parts)} if parts else {"fields": fields}
        return self._reading(lambda http: http.fetch_sheet_metadata(self._id, params))

    def read(self, tabs: Iterable[str], like: Mapping[str, Grid] = NOTHING) -> dict[str, Grid]:
        """All raw values of `tabs`, as of one moment: one values:batchGet. Row 0 is the header row.

        Rows and trailing blanks are cut as Google cuts them. A row that equals the one in the same place of `like` is
        that row itself. Raises WorkbookMissing when a tab is gone.
        """
        found, _ = self.read_unless(list(tabs), None, like)
        return found or {}

    def read_unless(
        self, tabs: Sequence[str], known: bytes | None, like: Mapping[str, Grid] = NOTHING
    ) -> tuple[dict[str, Grid] | None, bytes]:
        """The same with a digest of the answer; None for the values, which are not decoded, where that is `known`."""
        ranges = [self._absolute(title) for title in tabs]
        url, params = SPREADSHEET_VALUES_BATCH_URL % self._id, {**RAW_VALUES, "ranges": ranges}
        alike = [like.get(tab, []) for tab in tabs]

        def ask(http: Any) -> Json:
            content = http.request("get", url, params=params).content
            digest = blake2b(content, digest_size=DIGEST_BYTES).digest()
            if digest == known:
                return {"digest": digest, "found": None}
            return {"digest": digest, "found": grids_in(content, alike)}

        try:
            answer = self._reading(ask)
        except Refused as error:  # the ranges are whole tabs: the only thing wrong about one can be that it is gone
            raise WorkbookMissing(str(error)) from error
        if answer["found"] is None:
            return None, answer["digest"]
        return dict(zip(tabs, answer["found"], strict=True)), answer["digest"]

    def copy(self, title: str) -> str:
        """Keeps a copy of the spreadsheet beside it on Drive; its address. Raises StoreError where that is refused."""

        def ask() -> Json:
            return {"url": self._client().copy(self._id, title=title, copy_permissions=False).url}

        return str(_call(ask)["url"])

    def _ranges(self, parts: Iterable[Part]) -> list[str]:
        return [self._absolute(tab, part) for tab, part in parts]

    def _absolute(self, tab: str, part: str | None = None) -> str:
        return str(absolute_range_name(self.names.get(tab, tab), part))

    def batch(self, requests: Sequence[Request], parts: Sequence[Part] = ()) -> Json:
        """One atomic spreadsheets.batchUpdate; the answer brings the cells of `parts` as they stand right after it.

        `requests` must begin with a lock, or be harmless when applied twice: they are sent again after a lost answer.
        Raises Refused (not applied by this attempt), NotWritten (never applied) or Undecided (perhaps applied).
        """
        body = {
            "requests": list(requests),
            "includeSpreadsheetInResponse": bool(parts),
            "responseIncludeGridData": bool(parts),
            "responseRanges": self._ranges(parts),
        }
        doubts: list[StoreError] = []
        try:
            return self._retrying(WRITES)(self._send, body, doubts)
        except Refused:
            raise
        except StoreError as error:
            if doubts:
                raise Undecided(str(error)) from error
            raise NotWritten(str(error)) from error

    def _send(self, body: Json, doubts: list[StoreError]) -> Json:
        url = SPREADSHEET_BATCH_UPDATE_URL % self._id
        try:
            return _call(lambda: self._client().http_client.request("post", url, {"fields": ANSWER}, json=body).json())
        except Unreachable as error:
            if not isinstance(error, NotSent):
                doubts.append(error)
            raise

    def _reading(self, ask: Callable[[Any], Any]) -> Json:
        return self._retrying(READS)(lambda: _call(lambda: ask(self._client().http_client)))

    def _retrying(self, attempts: int) -> Retrying:
        return Retrying(
            retry=retry_if_exception_type((Unreachable, QuotaExceeded)),
            stop=stop_after_attempt(attempts),
            wait=wait_random_exponential(multiplier=self._pace, max=LONGEST_WAIT),
            before_sleep=_note,
            reraise=True,
        )


def _note(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    log.warning("attempt %d failed: %s", state.attempt_number, type(error).__name__)


def _call(ask: Callable[[], Json]) -> Json:
    try:
        return ask()
    except FAILURES as error:
        raise translated(error) from error


def translated(error: Exception) -> StoreError:
    """What a failure of gspread, requests, google-auth or the embedded file means to the application."""
    match error:
        case APIError():
            return _by_status(error)
        case ConnectTimeout() | TransportError():
            return NotSent(str(error))
        case RefreshError():
            return NotSent(str(error)) if error.retryable else AccessDenied(str(error))
        case RequestException():
            return NotSent(str(error)) if _never_connected(error) else Unreachable(str(error))
        case FileError():
            return FILE_ERRORS.get(type(error), DiskFailing)(str(error))
    return Unreachable(str(error))


def _never_connected(error: RequestException) -> bool:
    return isinstance(getattr(next(iter(error.args), None), "reason", None), NewConnectionError)


FILE_ERRORS: Mapping[type[FileError], type[StoreError]] = {
    local.FileCorrupt: FileDamaged,
    local.FileMissing: FileMissing,
    local.FileLocked: FileBusy,
    local.FileFull: DiskFull,
    local.FileReadOnly: FileReadOnly,
}

STATUS_ERRORS: Mapping[int, type[StoreError]] = {
    HTTPStatus.BAD_REQUEST: Refused,
    HTTPStatus.UNAUTHORIZED: AccessDenied,
    HTTPStatus.FORBIDDEN: AccessDenied,
    HTTPStatus.NOT_FOUND: WorkbookMissing,
    HTTPStatus.TOO_MANY_REQUESTS: QuotaExceeded,
}


def _by_status(error: APIError) -> StoreError:
    """By the response's status: `error.code` is -1 when the body is an HTML page."""
    return STATUS_ERRORS.get(error.response.status_code, Unreachable)(str(error))
