"""What comes out of the printer: A4 portrait, one page where one was promised, nothing that is only for screens."""

import dataclasses
import io
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from gspread.utils import ValueInputOption
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from domain.codec import to_cell
from domain.fields import specs
from domain.sample import records
from domain.tables import Difficulty, Inspection, Model, Row
from domain.vocabulary import DifficultyState, InspectionKind, InspectionState, Tab
from tests.browser.conftest import OpenPage, Served, idle, serve
from tests.browser.hands import OFFICER, visit
from tests.sheets.helpers import person

A4 = (595, 842)  # points
UNIT = "DT-02"  # two models, one inspection and one difficulty in the sample; the test adds one of each
FULL: dict[Tab, Row] = {
    Tab.MODELS: dataclasses.replace(
        next(one for one in records()[Tab.MODELS] if isinstance(one, Model) and one.unit_id == UNIT),
        model_id="MH-2026-0090", title="Tổ phụ nữ tự quản tuyến đường hoa liên thôn, xanh, sạch, đẹp",
    ),
    Tab.INSPECTIONS: Inspection(
        insp_id="KT-2026-0090", kind=InspectionKind.INSPECTION, date=date(2026, 9, 8), unit_id=UNIT,
        istatus=InspectionState.CONCLUDED,
        conclusion="Hồ sơ đầy đủ; đề nghị bổ sung danh sách hộ tham gia và ảnh chụp trước, sau khi làm.",
    ),
    Tab.DIFFICULTIES: Difficulty(
        issue_id="KK-2026-0090", raised=date(2026, 9, 1), unit_id=UNIT, state=DifficultyState.NEW,
        content="Thiếu kinh phí mua cây giống đợt hai",
    ),
}  # fmt: skip
PAPER_ONLY = ".st-key-on-paper"
ON_SCREEN_ONLY = (
    "[data-testid=stHeader]", ".st-key-freshness", ".st-key-trial", "[data-testid=stDownloadButton]",
    "[data-testid=stPageLink]:not(:is([class*=st-key-kpi-], [class*=st-key-don_vi-model]) *)",
    "[data-testid=stButtonGroup]", "[data-testid=stSelectbox]", "button",
)  # fmt: skip


@pytest.fixture(scope="module")
def busy(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample, in which one unit has three models, two inspections and two difficulties."""
    folder = tmp_path_factory.mktemp("busy")
    shutil.copytree(sample, folder / "data")
    book = person(folder / "data")
    for tab, record in FULL.items():
        cells = [to_cell(spec, getattr(record, spec.name)) for spec in specs(type(record))]
        book.worksheet(tab).append_row(
            ["" if cell is None else cell for cell in cells], value_input_option=ValueInputOption.raw
        )
    with serve(folder) as running:
        yield running


def printed(page: Page) -> PdfReader:
    """The pages as Chromium prints them, once the charts are drawn and the styles are there (a file of their own)."""
    idle(page)
    expect(page.locator(PAPER_ONLY)).to_be_hidden()
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))


def expect_a4(found: PdfReader) -> None:
    assert {(round(one.mediabox.width), round(one.mediabox.height)) for one in found.pages} == {A4}


def test_small_charts_of_all_villages_fit_on_one_page(served: Served, open_page: OpenPage) -> None:
    page = open_page(f"{served.url}/chi-so?xem=Từng thôn", account=OFFICER)
    idle(page)
    expect(page.locator("[data-testid=stVegaLiteChart] svg")).to_be_visible()
    found = printed(page)
    expect_a4(found)
    assert len(found.pages) == 1
    words = "".join(found.pages[0].extract_text().split())  # letters of several font files come apart
    assert "UBNDxãSơnDương" in words
    assert "Sốliệulúc" in words


def test_a_unit_with_three_models_two_inspections_and_two_difficulties_fits_on_one_page(
    busy: Served, open_page: OpenPage
) -> None:
    page = open_page(f"{busy.url}/don-vi?dv={UNIT}", account=OFFICER)
    idle(page)
    expect(page.get_by_role("heading", name="3\u00a0mô hình")).to_be_visible()
    expect(page.get_by_text("đề nghị bổ sung danh sách hộ")).to_be_visible()
    expect(page.get_by_text("Thiếu kinh phí mua cây giống")).to_be_visible()
    found = printed(page)
    expect_a4(found)
    assert len(found.pages) == 1


def test_paper_shows_whose_page_it_is_and_nothing_that_can_be_pressed(served: Served, open_page: OpenPage) -> None:
    page = open_page(f"{served.url}/chi-so", account=OFFICER)
    for address in ("chi-so", f"don-vi?dv={UNIT}"):
        visit(page, address)
        expect(page.locator(PAPER_ONLY)).to_be_hidden()
        page.emulate_media(media="print")
        expect(page.locator(PAPER_ONLY)).to_be_visible()
        for one in ON_SCREEN_ONLY:
            assert page.locator(one).filter(visible=True).count() == 0, (address, one)
        page.emulate_media(media="screen")
    expect_columns_beside_each_other(page)
    page.evaluate("() => { window.print = () => { window.printed = (window.printed || 0) + 1; }; }")
    page.get_by_role("button", name="In trang này (A4)").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("window.printed === 1")


def expect_columns_beside_each_other(page: Page) -> None:
    """The two columns of a unit, at the width of A4 without its margins."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1032})
    left = page.get_by_role("heading", name="Tiến độ so với mốc").bounding_box()
    right = page.get_by_role("heading", name="2\u00a0mô hình").bounding_box()
    assert left is not None
    assert right is not None
    assert right["x"] > left["x"] + 200
    assert abs(right["y"] - left["y"]) < 20
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1440, "height": 900})
