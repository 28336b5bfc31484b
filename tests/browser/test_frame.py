"""Whoever comes first, by whatever address, is inside the frame of app.py (streamlit.md, section 0.1)."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, OpenPage, Served, idle, launch, stop, wait_until_healthy
from tests.browser.hands import FORM, HEADLINE, OFFICER, SAMPLE, TRIAL, WELCOME, chooser, title, visit

TITLES = {
    "bao_cao": "Báo cáo tiến độ",
    "chi_so": "Quý\u00a0III",
    "chinh_quyen": "tiếp công dân",
    "cho_gui": "Mọi nội dung đã lưu",
    "dang_ky": FORM,
    "dien_hinh": "đề xuất điển hình",
    "don_doc": "Hôm nay cần nhắc",
    "don_vi": "Thôn",
    "ke_hoach": "yêu cầu của kế hoạch đã hoàn thành",
    "kho_khan": "khó khăn đang mở",
    "khoa_ky": "Khóa kỳ",
    "kiem_tra": "Kiểm tra và khắc phục",
    "lich_su": "Không có dòng nào bị xóa",
    "mo_hinh": "\u00a0mô hình",
    "nam": "mô hình được duyệt",
    "nhiem_vu": "nhiệm vụ đến hạn đã hoàn thành",
    "quan_tri": "Tài khoản này chỉ xem",
    "loi_du_lieu": "ô cần sửa",
    "so_dung_chung": "Sổ dùng chung",
    "tong_quan": HEADLINE,
    "tuyen_truyen": "hoạt động tuyên truyền",
    "viec_cua_toi": "Thôn",
    "xep_loai": "Dự thảo xếp loại",
    "y_kien": "chưa trả lời",
}
MENU = ("Tổng quan", "Mô hình", "Thôn, đơn vị", "Đăng ký", "Báo cáo", "Kiểm tra", "Đôn đốc", "Trình chiếu")
GROUPS = ("Chuyên đề", "Dữ liệu")
FILES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "__init__")
SLIDES = "trinh_chieu"  # has no frame to be seen: tests.browser.test_slides
ADDRESSES = sorted({address for name in FILES if name != SLIDES for address in (name, name.replace("_", "-"))})
FIRST = ("dang-ky", "dang_ky", "loi_du_lieu", "tong-quan")  # to which a server of its own is started


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
            for at in range(len(FIRST)):
                if at + 1 < len(FIRST):
                    servers.append(start())
                wait_until_healthy(servers[at])
                yield servers[at]
                stop(servers[at].process)

        yield ready()


@pytest.mark.parametrize("address", FIRST)
def test_the_first_visitor_of_a_fresh_server_gets_the_page_inside_the_frame(
    address: str, fresh: Iterator[Served], open_page: OpenPage
) -> None:
    served = next(fresh)
    page = open_page(f"{served.url}/{address}", account=OFFICER)
    expect_framed(page, served, address)
    assert "Traceback" not in served.log.read_text(encoding="utf-8")


def test_every_address_of_a_page_shows_it_inside_the_frame(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.url, account=OFFICER)
    for address in ADDRESSES:
        visit(page, address)
        expect_framed(page, served, address)


def expect_framed(page: Page, served: Served, address: str) -> None:
    expect(title(page)).to_contain_text(TITLES[address.replace("-", "_")])
    idle(page)  # the style block comes a moment after what it hides
    expect(page.get_by_text(TRIAL)).to_be_visible()
    expect(page.get_by_text(SAMPLE).filter(visible=True)).to_be_visible()
    expect(page.get_by_test_id("stTopNavLink")).to_have_text([re.compile(f"{one}$") for one in MENU])
    expect(page.get_by_test_id("stTopNavSection")).to_have_text([re.compile(f"^{one}") for one in GROUPS])
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.partition("?")[0] == f"{served.url}/{address}"


def test_the_scripts_of_streamlit_travel_packed(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.url)
    sizes = page.evaluate(
        "performance.getEntriesByType('resource').filter(one => /[.](js|css)$/.test(one.name))"
        ".map(one => [one.encodedBodySize, one.decodedBodySize])"
    )
    assert sum(packed for packed, _ in sizes) < 0.4 * sum(plain for _, plain in sizes)


def test_the_scripts_of_charts_are_asked_for_before_streamlit_has_started(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.url)
    asked = page.evaluate(
        "performance.getEntriesByType('resource').map(one => one.name.match(/[^/]*$/)[0].split('.')[0])"
    )
    early = asked[: asked.index("health")]  # Streamlit asks whether its server is well before it connects to it
    assert {"ArrowVegaLiteChart", "loadVegaEmbed", "embed", "BidiComponent"} <= set(early)
    assert asked.count("embed") == 1


def test_every_page_first_asks_a_stranger_to_choose_an_account(served: Served, open_page: OpenPage) -> None:
    page = open_page(f"{served.url}/{FILES[0]}")
    for name in FILES:
        visit(page, name)
        expect(title(page)).to_have_text(WELCOME)
        expect(page.get_by_text(TRIAL)).to_be_visible()
        expect(chooser(page)).to_have_value("")
        expect(page.get_by_role("link", name="Tổng quan")).to_have_count(0)
        expect(page.get_by_test_id("stMetric")).to_have_count(0)
