"""The year's end, rehearsed on the sample: close, rate, recognise, reward, open 2027, go on; 2026 stays (issue 8)."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from domain.vocabulary import Tab
from sheets.config import Config
from tests.browser.conftest import ROOT, OpenPage, Served, clean_environment, idle, serve
from tests.browser.hands import OFFICER, expect_title, field, pick, visit
from tests.browser.test_closing import setting
from tests.browser.test_loop import press, toast
from tests.browser.test_movement import press_first
from tests.browser.test_years import figures
from tests.browser.views import ADMIN, LEADER
from tests.sheets.helpers import column

DAY = "2026-12-21"
GOING_ON = ("MH-2026-0001", "MH-2026-0006", "MH-2026-0028")  # of a village, an organisation and an office
RECOGNISED, EXEMPLAR, REWARD, RATED = "MH-2026-0021", "DH-2026-0006", "KTH-2026-0004", "TH-23"


@pytest.fixture(scope="module")
def december(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("december")
    shutil.copytree(sample, folder / "data")
    with serve(folder, today=DAY) as running:
        yield running


def told(served: Served, *words: str) -> dict[str, Any]:
    """What other systems are told of the fourth quarter, but for the moment at which they ask."""
    settings = clean_environment() | {"DVK_DATA_DIR": str(served.data), "DVK_TODAY": DAY}
    command = [sys.executable, "-m", "sheets.indicators", "--quarter", "2026-Q4", "--json", *words]
    ran = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    return {name: found[name] for name in ("commune", "units")}


def values(found: dict[str, Any]) -> dict[str, list[object]]:
    """What each indicator of the commune says, without the lists of who is meant."""
    parts = ("value", "numerator", "denominator")
    return {code: [one.get(part) for part in parts] for code, one in found["commune"].items() if isinstance(one, dict)}


def state_of(served: Served, model: str) -> object:
    return column(served.data, "Trạng thái")[column(served.data, "Mã mô hình").index(model)]


def close_the_quarter(admin: Page, served: Served) -> None:
    press(admin, "Khóa quý IV/2026")
    press(admin, "Khóa quý")
    press(admin, "Vẫn khóa")
    toast(admin, "Đã khóa")
    assert setting(served, "khoa_ky") == "2026-Q4"


def rate(officer: Page, served: Served) -> None:
    """The automatic points of everybody into the sheet, the council's rating of one unit."""
    visit(officer, "xep-loai?xem=Đơn vị")
    officer.get_by_role("button", name="Ghi điểm tự động vào sổ").click()
    expect(officer.get_by_text("đang khớp với số liệu")).to_be_visible(timeout=60_000)  # 301 rows with their history
    visit(officer, f"xep-loai?dv={RATED}")
    officer.get_by_text("Thưởng, trừ, xếp loại chính thức").click()
    officer.get_by_role("radio", name="Hoàn thành tốt").click()
    press(officer, "Ghi kết quả")
    toast(officer, f"Đã ghi kết quả của {RATED}")
    assert "Hoàn thành tốt" in column(served.data, "Xếp loại chính thức", Tab.SCORES)


def recognise(officer: Page, served: Served) -> None:
    visit(officer, f"mo-hinh?mh={RECOGNISED}")
    press(officer, "Công nhận")
    toast(officer, "Đã chuyển sang “Công nhận”")
    assert state_of(served, RECOGNISED) == "Công nhận"
    visit(officer, f"dien-hinh?xem=Đề xuất&dh={EXEMPLAR}")
    press(officer, "Chấm điểm, trả lời")
    for label in ("Điểm lan tỏa", "Điểm dễ áp dụng", "Điểm nhân rộng"):
        field(officer, label).fill("9")
    pick(officer, "Kết quả", "Công nhận")
    press(officer, "Ghi kết quả")
    toast(officer, f"Đã ghi kết quả {EXEMPLAR}")


def reward(officer: Page, served: Served) -> None:
    visit(officer, "dien-hinh?xem=Khen thưởng")
    press_first(officer, "Ghi quyết định")
    officer.get_by_role("dialog").get_by_role("textbox", name="Số quyết định").fill("612/QĐ-UBND (mẫu)")
    officer.get_by_role("dialog").get_by_role("button", name="Ghi quyết định").click()
    toast(officer, f"Đã ghi quyết định {REWARD}")
    assert "612/QĐ-UBND (mẫu)" in column(served.data, "Số quyết định", Tab.REWARDS)


def go_on(officer: Page, served: Served) -> None:
    for number, model in enumerate(GOING_ON, 1):
        visit(officer, f"mo-hinh?mh={model}")
        press(officer, "Chuyển tiếp sang năm 2027")
        press(officer, "Chuyển tiếp sang năm 2027, ghi lại")
        expect(officer.get_by_text(f"Tiếp tục: MH-2027-{number:04d} (năm 2027)")).to_be_visible(timeout=30_000)
        assert state_of(served, model) == "Chuyển tiếp"


def test_the_year_is_closed_rated_rewarded_and_goes_on_and_its_figures_stay(
    december: Served, open_page: OpenPage
) -> None:
    admin = open_page(f"{december.url}/khoa-ky", account=ADMIN)
    officer = open_page(f"{december.url}/xep-loai", account=OFFICER)
    rate(officer, december)
    recognise(officer, december)
    reward(officer, december)
    idle(admin)
    close_the_quarter(admin, december)
    kept, live, seen = told(december, "--closed"), told(december), figures(admin)
    assert values(kept) == values(live)

    visit(admin, "nam")
    press(admin, "Mở sổ năm 2027")
    expect(admin.get_by_text("Đã mở sổ năm 2027.")).to_be_visible(timeout=60_000)
    idle(officer)
    go_on(officer, december)

    assert told(december, "--closed") == kept
    assert told(december) == live
    assert figures(admin) == seen
    leader = open_page(f"{december.url}/khoa-ky?quy=2026-Q4", account=LEADER)
    expect(leader.get_by_text("mọi chỉ tiêu vẫn khớp với số đã chốt")).to_be_visible()
    later = Config(december.data, year="2027")
    assert later.file.exists()
    visit(leader, "mo-hinh?nam=2027")
    expect_title(leader, "3 mô hình")
