"""Where the workbook is, from the environment and from .streamlit/secrets.toml; without secrets, the embedded one."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st
from gspread.exceptions import NoValidUrlKeyFound
from gspread.utils import extract_id_from_url
from streamlit.errors import StreamlitSecretNotFoundError

from domain.errors import NotConfigured, WorkbookMissing

EMBEDDED_ID = "embedded"
FILE_NAME = "workbook.sqlite3"
LATER_FILE = "workbook-{}.sqlite3"
YEAR = re.compile(r"20\d\d")
ID = re.compile(r"[\w-]{10,}", re.ASCII)
SHELF_NAME = "reading-{}.gz"
ADDRESS = "https://docs.google.com/spreadsheets/d/{}/edit"


@dataclass(frozen=True, slots=True)
class Config:
    """`spreadsheet` is None for the embedded workbook, whose file lies in `data_dir`; `year` is "" for its first one.

    `sign_in`: people sign in (section [auth] of the secrets); `trial`: local visitors may choose an account instead.
    """

    data_dir: Path
    spreadsheet: str | None = None
    service_account: Mapping[str, Any] = field(default_factory=dict, repr=False)
    trial: bool = False
    sign_in: bool = False
    year: str = ""

    def identity(self) -> tuple[object, ...]:
        """What tells one configuration from another, quick to compare."""
        account = tuple(sorted((name, str(value)) for name, value in self.service_account.items()))
        return str(self.data_dir), self.spreadsheet, self.year, account, self.trial, self.sign_in

    @property
    def embedded(self) -> bool:
        return self.spreadsheet is None

    @property
    def spreadsheet_id(self) -> str:
        return self.spreadsheet or (f"{EMBEDDED_ID}-{self.year}" if self.year else EMBEDDED_ID)

    @property
    def file(self) -> Path:
        """The SQLite file of the embedded workbook."""
        return self.data_dir / (LATER_FILE.format(self.year) if self.year else FILE_NAME)

    @property
    def shelf(self) -> Path:
        """Where the last good reading of this spreadsheet is kept."""
        return self.data_dir / SHELF_NAME.format(sha256(self.spreadsheet_id.encode()).hexdigest()[:12])

    @property
    def url(self) -> str | None:
        """Where a person opens the spreadsheet; None for the embedded workbook."""
        return ADDRESS.format(self.spreadsheet) if self.spreadsheet else None

    @property
    def marker(self) -> str:
        """What stands for this workbook in the settings of the year before and after it."""
        return self.spreadsheet or self.year or EMBEDDED_ID

    def following(self, marker: str) -> "Config":
        """The workbook that `marker` names in the settings of this one: an address or ID on Google, a year of files.

        Raises WorkbookMissing for a text that is neither. It comes from a sheet that people type into, and becomes
        part of an address or of a path.
        """
        named = marker.strip() if self.embedded else _key(marker)
        if not (YEAR if self.embedded else ID).fullmatch(named):
            raise WorkbookMissing(marker)
        return replace(self, year=named) if self.embedded else replace(self, spreadsheet=named)


def config() -> Config:
    """The configuration as it stands now. Raises NotConfigured when [google] is there but cannot be used."""
    secrets = _secrets()
    google = _google(secrets)
    return Config(
        data_dir=_resolved(os.environ.get("DVK_DATA_DIR") or "data", str(Path.cwd())),
        spreadsheet=_key(google["spreadsheet"]) if google else None,
        service_account=google.get("service_account", {}),
        trial=os.environ.get("DVK_TRIAL") == "1",
        sign_in=bool(secrets.get("auth")),
    )


@lru_cache(maxsize=8)
def _resolved(folder: str, here: str) -> Path:
    """Absolute; asked for a dozen times in every run, so the file system is asked once."""
    return Path(here, folder).resolve()


_found_none: dict[str, object] = {}
"""Streamlit's secrets while they say that there are none: asked again they would try to open each file again."""


def _secrets() -> dict[str, Any]:
    """All secrets, empty when there are none.

    A file that is there but damaged is an error: working on the embedded workbook instead would look like lost data.
    """
    if _found_none.get("secrets") is st.secrets and not any(map(os.path.exists, st.get_option("secrets.files"))):
        return {}
    try:
        found = dict(st.secrets.to_dict())
    except StreamlitSecretNotFoundError as error:
        if error.error_id == "no-secrets-found":
            _found_none["secrets"] = st.secrets
            return {}
        raise NotConfigured(str(error)) from error
    _found_none.clear()  # from now on they hold, also while their file is away
    return found


def _google(secrets: Mapping[str, Any]) -> dict[str, Any]:
    """Section [google]. Raises NotConfigured when it is there but incomplete."""
    google: dict[str, Any] = secrets.get("google", {})
    if google and not (google.get("spreadsheet") and google.get("service_account")):
        raise NotConfigured("[google] in secrets.toml needs both spreadsheet and service_account")
    return google


def _key(id_or_url: str) -> str:
    try:
        return str(extract_id_from_url(id_or_url))
    except NoValidUrlKeyFound:
        return id_or_url.strip()
