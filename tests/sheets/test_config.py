"""Where the workbook is."""

from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit import config as options
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.runtime.secrets import Secrets

from domain.errors import NotConfigured
from sheets import clock
from sheets import config as config_module
from sheets.config import config


@pytest.fixture(autouse=True)
def never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has not asked for secrets yet."""
    monkeypatch.setattr(config_module, "_found_none", {})


def secrets(monkeypatch: pytest.MonkeyPatch, found: dict[str, Any]) -> None:
    monkeypatch.setattr(type(st.secrets), "to_dict", lambda _self: found)


def test_without_secrets_it_is_the_embedded_workbook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DVK_DATA_DIR", str(tmp_path))

    def missing(_self: object) -> dict[str, Any]:
        raise StreamlitSecretNotFoundError("No secrets found", error_id="no-secrets-found")

    monkeypatch.setattr(type(st.secrets), "to_dict", missing)
    found = config()
    assert found.embedded
    assert found.file.parent == tmp_path
    assert found.url is None


def test_damaged_secrets_are_not_taken_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(_self: object) -> dict[str, Any]:
        raise StreamlitSecretNotFoundError("Error parsing", error_id="failed-parsing-secrets-file")

    monkeypatch.setattr(type(st.secrets), "to_dict", damaged)
    with pytest.raises(NotConfigured):
        config()


def test_where_there_are_none_nobody_looks_again_until_there_is_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[object] = []

    def missing(_self: object) -> dict[str, Any]:
        asked.append(None)
        raise StreamlitSecretNotFoundError("No secrets found", error_id="no-secrets-found")

    file = tmp_path / "secrets.toml"
    monkeypatch.setattr(st, "get_option", {"secrets.files": [str(file)]}.__getitem__)
    monkeypatch.setattr(type(st.secrets), "to_dict", missing)
    assert [config().embedded for _ in range(3)] == [True, True, True]
    assert len(asked) == 1
    file.touch()
    assert config().embedded
    assert len(asked) == 2


def test_secrets_that_were_read_hold_while_their_file_is_away(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Of Streamlit itself: the embedded workbook in place of the commune's would look like lost data."""
    file = tmp_path / "secrets.toml"
    before = options.get_option("secrets.files")
    options.set_option("secrets.files", [str(file)])
    request.addfinalizer(lambda: options.set_option("secrets.files", before))
    monkeypatch.setattr(st, "secrets", Secrets())
    assert config().embedded
    key = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg"
    file.write_text(f'[google]\nspreadsheet = "{key}"\nservice_account = {{private_key = "geheim"}}\n')
    assert config().spreadsheet_id == key
    file.unlink()
    assert config().spreadsheet_id == key


@pytest.mark.parametrize("given", ["1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg", None])
def test_a_spreadsheet_is_named_by_id_or_by_url(monkeypatch: pytest.MonkeyPatch, given: str | None) -> None:
    key = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg"
    url = f"https://docs.google.com/spreadsheets/d/{key}/edit?usp=sharing#gid=0"
    secrets(monkeypatch, {"google": {"spreadsheet": given or url, "service_account": {"private_key": "geheim"}}})
    found = config()
    assert found.spreadsheet_id == key
    assert found.url == f"https://docs.google.com/spreadsheets/d/{key}/edit"
    assert "geheim" not in repr(found)


@pytest.mark.parametrize("google", [{"spreadsheet": "x"}, {"service_account": {"a": "b"}}])
def test_half_a_configuration_is_an_error(monkeypatch: pytest.MonkeyPatch, google: dict[str, Any]) -> None:
    secrets(monkeypatch, {"google": google})
    with pytest.raises(NotConfigured):
        config()


def test_a_fixed_day_leaves_the_time_of_day_running(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DVK_TODAY", "2026-09-15")
    assert clock.today().isoformat() == "2026-09-15"
    assert clock.now().date() == clock.today()
    first, second = clock.now(), clock.now()
    assert first <= second
    assert first.timetz() != second.timetz()
    monkeypatch.delenv("DVK_TODAY")
    assert clock.now().date() == clock.real_now().date()
    assert str(clock.now().tzinfo) == "Asia/Ho_Chi_Minh"
