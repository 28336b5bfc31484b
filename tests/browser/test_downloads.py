"""A chart taken along: as a picture with its words, and as figures."""

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Served, idle
from tests.browser.hands import OFFICER, expect_title, title

PNG = b"\x89PNG\r\n\x1a\n"


def downloaded(page: Page, name: str, at: int, *, key: str | None = None) -> tuple[str, bytes]:
    """The file of the button with this name, pressed by a mouse or a key."""
    button = page.get_by_role("button", name=name).nth(at)
    with page.expect_download() as waiting:
        button.press(key) if key else button.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def size_of(picture: bytes) -> tuple[int, int]:
    return int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")


def test_a_chart_is_taken_along_as_a_picture_and_as_figures(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.url, account=OFFICER)
    idle(page)
    expect(page.locator("[data-testid=stVegaLiteChart] svg")).to_have_count(4)
    name, picture = downloaded(page, "Tải ảnh (PNG): 5 thôn chậm", 0, key="Enter")
    assert name == "tien-do-thon-2026-q3.png"
    assert picture.startswith(PNG)
    assert len(picture) > 5_000
    chart = page.locator("[data-testid=stVegaLiteChart] svg").nth(1).bounding_box()
    assert chart is not None
    width, height = size_of(picture)
    assert width > 2 * chart["width"]  # twice as fine as the screen, with room around
    assert height > 2 * (chart["height"] + 60)  # and with its title and source
    name, figures = downloaded(page, "Số liệu (CSV)", 0)
    assert name == "tien-do-thon-2026-q3.csv"
    head, *lines = csv.reader(io.StringIO(figures.decode("utf-8-sig")), delimiter=";")
    assert head[1:5] == ["Đơn vị", "Quý", "Số mô hình", "Tiến độ (%)"]
    assert len(lines) == 24 * 2
    assert figures.startswith(b"\xef\xbb\xbf")


def test_a_picture_has_every_word_of_the_chart(served: Served, open_page: OpenPage) -> None:
    """Words were left out once, where their font came too late: they are counted as they are drawn."""
    page = open_page(f"{served.url}/chi-so", account=OFFICER)
    idle(page)
    expect(page.locator("[data-testid=stVegaLiteChart] svg")).to_have_count(2)
    page.evaluate(
        """() => {
          window.drawn = [];
          const draw = CanvasRenderingContext2D.prototype.fillText;
          CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
            window.drawn.push(text);
            return draw.call(this, text, ...place);
          };
        }"""
    )
    name, picture = downloaded(page, "Tải ảnh (PNG): Tiến độ chung", 0)
    assert (name, picture[:8]) == ("tien-do-chung-2026-q3.png", PNG)
    drawn = page.evaluate("window.drawn")
    assert {"Quý\u00a0II", "mốc cuối quý 22%", "! 49%", "chưa đến kỳ"} <= set(drawn)
    assert "HƯ CẤU" in " ".join(drawn)


def test_the_address_of_a_figure_opens_its_records_and_their_file(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.url, account=OFFICER)
    idle(page)
    page.get_by_role("link", name="Đã báo cáo quý này").click()
    expect_title(page, "Tỷ lệ báo cáo quý III/2026: ")
    found = re.search(r": (\d+)/(\d+) = ", title(page).inner_text())  # other tests report too
    assert found
    reported, due = found.groups()
    assert "chi-so=I8" in page.url
    assert "quy=2026-Q3" in page.url
    idle(page)
    name, figures = downloaded(page, "Tải danh sách (CSV)", 0)
    assert name == "i8-2026-q3.csv"
    lines = csv.reader(io.StringIO(figures.decode("utf-8-sig")), delimiter=";")
    assert [line[0] for line in lines].count("Được tính") == int(reported)
    page.get_by_role("button", name="Về trang Chỉ số").click()
    expect_title(page, f"{reported}/{due}\u00a0mô hình đã báo cáo")
    expect(page).to_have_url(re.compile(r"/chi-so\?quy=2026-Q3&xem=B%C3%A1o"))
    idle(page)
    page.get_by_role("button", name=re.compile(r"^Xem \d+ tồn tại$")).first.click()
    expect_title(page, "Tỷ lệ khắc phục")
    expect(page).to_have_url(re.compile("chi-so=I12"))
