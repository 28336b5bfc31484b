"""What people type outlives F5, a second tab, a cut connection and a lost session, and makes one row (issue 4)."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sheets.session import COOKIE
from tests.browser import conftest
from tests.browser.conftest import OpenPage, Served, idle, new_context, serve
from tests.browser.hands import (
    DONE,
    FIELD,
    FORM,
    OFFICER,
    TYPED,
    UNIT,
    alert,
    expect_kept,
    field,
    fill,
    registered,
    send,
    title,
    workbook_file,
)

RESTORED = "Đã khôi phục nội dung đang điền dở."
SENT_ELSEWHERE = "Nội dung này đã được gửi ở cửa sổ khác."
RECONNECTED = 20_000
"""Milliseconds until a page has its server again: it tries less and less often."""
CUT, AGAIN = 3_000, 1_500
"""Milliseconds that the line is cut, and until all fields are shown again after a reconnect."""


class Cable:
    """The line between browser and server, on this machine: cut it, and mend it."""

    def __init__(self, url: str) -> None:
        self._server = ("127.0.0.1", int(url.rpartition(":")[2]))
        self._listener = self._listen(0)
        self._port = self._listener.getsockname()[1]
        self._ends: set[socket.socket] = set()
        self.url = f"http://127.0.0.1:{self._port}"

    def cut(self) -> None:
        """Ends every connection and refuses new ones."""
        hang_up(self._listener)
        for end in tuple(self._ends):
            hang_up(end)

    def mend(self) -> None:
        self._listener = self._listen(self._port)

    def _listen(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port), reuse_port=False)
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(self._server)
                self._ends |= {near, far}
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                target.sendall(data)
        for end in (source, target):
            hang_up(end)
            self._ends.discard(end)


def hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@pytest.fixture
def line(chromium: Browser) -> Iterator[Callable[[Served, str], tuple[Cable, Page]]]:
    """`line(served, account)` → a cable, and a page of a phone at its end. What it says in its console is not heard."""
    context = new_context(chromium, "phone")

    def opened(served: Served, account: str) -> tuple[Cable, Page]:
        cable = Cable(served.url)
        context.add_cookies([{"name": COOKIE, "value": account, "url": cable.url}])
        page = context.new_page()
        page.goto(f"{cable.url}/dang-ky")
        idle(page)
        return cable, page

    yield opened
    context.close()


@pytest.fixture(scope="module")
def forgetful(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that has given a session up a second after its connection was cut."""
    folder = tmp_path_factory.mktemp("forgetful")
    shutil.copytree(sample, folder / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conftest, "LOCAL_ONLY", [*conftest.LOCAL_ONLY, "--server.disconnectedSessionTTL", "1"])
        with serve(folder, tracebacks=True) as running:
            yield running
        complaints = running.log.read_text(encoding="utf-8")
    # Streamlit 1.67 itself may trip over a session that it forgets while the browser comes back; nothing else may.
    assert complaints.count("Traceback") == complaints.count("dictionary changed size during iteration")


def connected(page: Page, state: str) -> None:
    """Waits until the page is connected, or is not."""
    sign = "===" if state == "yes" else "!=="
    page.wait_for_function(
        f"() => document.querySelector('[data-testid=stApp]').dataset.testConnectionState {sign} 'CONNECTED'",
        timeout=RECONNECTED,
    )


def type_half(page: Page, name: str) -> None:
    """Some fields and, in the last one, letters that nobody but the browser has heard of."""
    field(page, "Tên mô hình").fill(name)
    page.get_by_role("radio", name=FIELD).click()
    field(page, "Mục tiêu").fill(TYPED["Mục tiêu"])
    idle(page)
    field(page, "Chỉ tiêu đo được").press_sequentially(TYPED["Chỉ tiêu đo được"])


def expect_half(page: Page, name: str) -> None:
    for label in ("Mục tiêu", "Chỉ tiêu đo được"):
        expect(field(page, label)).to_have_value(TYPED[label])
    expect(field(page, "Tên mô hình")).to_have_value(name)
    expect(page.get_by_role("radio", name=FIELD)).to_be_checked()


def type_rest(page: Page) -> None:
    for label, text in list(TYPED.items())[2:]:
        field(page, label).fill(text)
    page.get_by_role("group", name="Ngày kết thúc").get_by_role("spinbutton").first.click()
    page.keyboard.type("30112026")
    title(page).click()


def test_a_cut_connection_costs_nothing_of_a_half_filled_form(
    served: Served, line: Callable[[Served, str], tuple[Cable, Page]]
) -> None:
    name = "Vườn thuốc nam thôn mười bảy"
    cable, page = line(served, UNIT.format(17))
    type_half(page, name)
    cable.cut()
    connected(page, "no")
    page.wait_for_timeout(CUT)
    expect_half(page, name)
    cable.mend()
    connected(page, "yes")
    page.wait_for_timeout(AGAIN)
    expect_half(page, name)
    type_rest(page)
    expect_kept(page, name)
    send(page)
    expect(title(page)).to_have_text(DONE)
    assert registered(served, name) == 1


@pytest.mark.parametrize("moment", [0.005, 0.02])
def test_a_cut_while_the_page_is_being_drawn_empties_no_field(
    served: Served, line: Callable[[Served, str], tuple[Cable, Page]], moment: float
) -> None:
    name = f"Lối đi hoa {moment}"
    cable, page = line(served, UNIT.format(16))
    type_half(page, name)
    time.sleep(moment)  # after the field before the last one was left: the server is drawing
    cable.cut()
    connected(page, "no")
    page.wait_for_timeout(500)
    cable.mend()
    connected(page, "yes")
    page.wait_for_timeout(AGAIN)
    expect_half(page, name)


def test_a_lost_session_costs_nothing_and_a_press_whose_answer_was_lost_makes_one_row(
    forgetful: Served, line: Callable[[Served, str], tuple[Cable, Page]]
) -> None:
    name = "Tiếng loa thôn mười tám"
    cable, page = line(forgetful, UNIT.format(18))
    type_half(page, name)
    cable.cut()
    connected(page, "no")
    page.wait_for_timeout(2_000)
    cable.mend()
    connected(page, "yes")
    page.wait_for_timeout(AGAIN)
    idle(page)
    expect_half(page, name)
    type_rest(page)
    expect_kept(page, name)
    idle(page)
    with workbook_file(forgetful) as other:
        other.execute("BEGIN IMMEDIATE")  # the answer takes longer than the connection lasts
        send(page)
        page.wait_for_timeout(500)
        cable.cut()
        other.execute("COMMIT")
    connected(page, "no")
    page.wait_for_timeout(2_000)
    cable.mend()
    connected(page, "yes")
    page.wait_for_timeout(AGAIN)
    assert registered(forgetful, name) == 1, "the first press was heard"
    idle(page)
    expect_kept(page, name)
    send(page)
    expect(title(page)).to_have_text(DONE)
    assert registered(forgetful, name) == 1


def test_two_tabs_with_one_draft_make_one_row(served: Served, open_page: OpenPage) -> None:
    name = "Đèn năng lượng thôn mười chín"
    first = open_page(f"{served.url}/dang-ky", account=UNIT.format(19))
    fill(first, name)
    idle(first)
    second = first.context.new_page()
    second.goto(f"{served.url}/dang-ky")
    expect(second.get_by_text(RESTORED)).to_be_visible()
    expect_kept(second, name)
    send(first)
    expect(title(first)).to_have_text(DONE)
    expect(second.get_by_text(SENT_ELSEWHERE)).to_be_visible()
    send(second)
    expect(title(second)).to_have_text(DONE)
    assert alert(second).inner_text() == alert(first).inner_text()
    assert registered(served, name) == 1
    second.reload()
    expect(title(second)).to_have_text(FORM)
    expect(field(second, "Tên mô hình")).to_have_value("")


FORMS = {
    "bao-cao?viec=Báo cáo mô hình&mh=MH-2026-0004&quy=2026-Q3": ((), "Kiến nghị"),
    "kiem-tra?dv=TH-12": (("Tồn tại 1",), "Yêu cầu khắc phục"),
    "kho-khan": (("Kết quả",), "Biện pháp đã thực hiện"),
    "y-kien": (("Trả lời",), "Trả lời, tiếp thu"),
    "dien-hinh?xem=Đề xuất mới": ((), "Tóm tắt thành tích"),
    "xep-loai?dv=TH-03": (("Chấm điểm",), "Lý do điều chỉnh"),
}
"""Where to type, and what to open first."""


def test_every_form_survives_a_reload_with_letters_that_nobody_has_heard_of(
    served: Served, open_page: OpenPage
) -> None:
    page = open_page(served.url, account=OFFICER)
    for address, (opened, label) in FORMS.items():
        page.goto(f"{served.url}/{address}", wait_until="commit")
        idle(page)
        for name in opened:
            page.get_by_text(name, exact=True).first.click()
        field(page, label).first.press_sequentially("Chưa viết xong")
        page.reload(wait_until="commit")
        idle(page)
        if opened and not field(page, label).first.is_visible():
            page.get_by_text(opened[0], exact=True).first.click()
        expect(field(page, label).first).to_have_value("Chưa viết xong")
        expect(page.get_by_text(RESTORED)).to_be_visible()
        page.get_by_role("button", name="Bỏ, điền lại").click()
        expect(page.get_by_text(RESTORED)).to_have_count(0)
        page.wait_for_function("text => !Object.values(localStorage).join().includes(text)", arg="Chưa viết xong")
