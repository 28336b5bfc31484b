"""The workbook's file is damaged beneath the application, and mended again."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, Served, serve
from tests.browser.hands import (
    DONE,
    HEADLINE,
    OFFICER,
    UNIT,
    alert,
    expect_kept,
    fill,
    registered,
    send,
    title,
    workbook_file,
)

NOTICED = 20_000
"""Milliseconds until the page says it: it looks every 10 seconds at how good its data are."""


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("impatient"), impatient=True, tracebacks=True) as running:
        yield running


@contextmanager
def damaged(served: Served) -> Iterator[None]:
    """The file's table of contents is unreadable to everybody who opens or uses it."""
    with workbook_file(served) as file:
        file.execute("PRAGMA writable_schema=ON")
        (sound,) = file.execute("SELECT sql FROM sqlite_master WHERE name='line'").fetchone()
        rewrite(file, "no SQL at all")
        yield
        rewrite(file, sound)


def rewrite(file: sqlite3.Connection, contents: str) -> None:
    (version,) = file.execute("PRAGMA schema_version").fetchone()
    file.execute("BEGIN IMMEDIATE")
    file.execute("UPDATE sqlite_master SET sql=? WHERE name='line'", (contents,))
    file.execute(f"PRAGMA schema_version={version + 1}")
    file.execute("COMMIT")


def test_an_outage_keeps_figures_and_typing_says_so_and_ends_by_itself(impatient: Served, open_page: OpenPage) -> None:
    overview = open_page(impatient.url, account=OFFICER)
    expect(title(overview)).to_contain_text(HEADLINE)
    form = open_page(f"{impatient.url}/dang-ky", "phone", account=UNIT.format(6))
    with damaged(impatient):
        fill(form, "Đường hoa thôn sáu")
        send(form)
        expect(alert(form).filter(has_text="Chưa ghi được lên trang tính.")).to_be_visible()
        expect_kept(form, "Đường hoa thôn sáu")
        expect(alert(overview)).to_be_visible(timeout=NOTICED)
        expect(alert(overview)).to_contain_text("Không đọc được tệp dữ liệu trên máy.")
        expect(alert(overview)).to_contain_text("Đang hiển thị số liệu đã lưu lúc")
        expect(alert(overview)).to_contain_text("giây trước). Hệ thống tự thử lại sau")
        expect(title(overview)).to_contain_text(HEADLINE)
        expect(overview.locator("[data-testid=stVegaLiteChart] svg")).to_have_count(4)
    send(form, "Gửi lại")
    expect(title(form)).to_have_text(DONE)
    assert registered(impatient, "Đường hoa thôn sáu") == 1
    expect(alert(overview)).to_have_count(0, timeout=NOTICED)
