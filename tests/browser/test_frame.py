"""Whoever comes first, by whatever address, is inside the frame of app.py (streamlit.md, section 0.1)."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, OpenPage, Served, launch, stop, wait_until_healthy
from tests.browser.hands import FORM, HEADLINE, OFFICER, SAMPLE, TRIAL, WELCOME, chooser, title

TITLES = {
    "bao_cao": "Báo cáo tiến độ",
    "cho_gui": "Mọi nội dung đã lưu",
    "dang_ky": FORM,
    "don_vi": "Thôn",
    "kho_khan": "khó khăn đang mở",
    "kiem_tra": "Kiểm tra và khắc phục",
    "lich_su": "Không có dòng nào bị xóa",
    "mo_hinh": "35\u00a0mô hình",
    "quan_tri": "Tài khoản này chỉ xem",
    "loi_du_lieu": "2 ô cần sửa, 1 ô làm sai số liệu.",
    "so_dung_chung": "Sổ dùng chung",
    "tong_quan": HEADLINE,
}
MENU = (
    "Tổng quan",
    "Mô hình",
    "Thôn, đơn vị",
    "Đăng ký",
    "Báo cáo",
    "Kiểm tra",
    "Khó khăn",
    "Chờ gửi",
    "Lỗi dữ liệu",
    "Sổ dùng chung",
    "Lịch sử",
)
FILES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "__init__")
ADDRESSES = sorted({address for name in FILES for address in (name, name.replace("_", "-"))})


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Iterator[Iterator[Served]]:
    """A server for each address, not yet asked for anything; the next one starts while a test looks at this one."""
    with ExitStack() as running:

        def start() -> Served:
            folder = tmp_path_factory.mktemp("fresh")
            shutil.copytree(sample, folder / "data")
            return running.enter_context(launch(folder))

        def ready() -> Iterator[Served]:
            servers = [start()]
            for at in range(len(ADDRESSES)):
                if at + 1 < len(ADDRESSES):
                    servers.append(start())
                wait_until_healthy(servers[at])
                yield servers[at]
                stop(servers[at].process)

        yield ready()


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_first_visitor_of_a_fresh_server_gets_the_page_inside_the_frame(
    address: str, fresh: Iterator[Served], open_page: OpenPage
) -> None:
    served = next(fresh)
    page = open_page(f"{served.url}/{address}", account=OFFICER)
    expect(title(page)).to_contain_text(TITLES[address.replace("-", "_")])
    expect(page.get_by_text(TRIAL)).to_be_visible()
    expect(page.get_by_text(SAMPLE)).to_be_visible()
    expect(page.get_by_test_id("stTopNavLink")).to_have_text([re.compile(f"{one}$") for one in MENU])
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.partition("?")[0] == f"{served.url}/{address}"
    assert "Traceback" not in served.log.read_text(encoding="utf-8")


def test_every_page_first_asks_a_stranger_to_choose_an_account(served: Served, open_page: OpenPage) -> None:
    page = open_page(f"{served.url}/{FILES[0]}")
    for name in FILES:
        page.goto(f"{served.url}/{name}", wait_until="commit")
        expect(title(page)).to_have_text(WELCOME)
        expect(page.get_by_text(TRIAL)).to_be_visible()
        expect(chooser(page)).to_have_value("")
        expect(page.get_by_role("link", name="Tổng quan")).to_have_count(0)
        expect(page.get_by_test_id("stMetric")).to_have_count(0)
