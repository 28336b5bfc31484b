"""Tổng quan: full, empty, and for people who may not read the words of others."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from components import theme
from domain.vocabulary import Role
from tests.components.samples import NOTHING, sample
from tests.pages.conftest import Seam
from tests.pages.test_frame import open_app, said


def alts(at: AppTest) -> list[str]:
    return [chart.proto.alt for chart in at.get("vega_lite_chart")]


def test_the_sample_shows_its_headline_and_everything_else_with_it(seam: Seam) -> None:
    at = open_app()
    assert at.title[0].value.replace("\u00a0", " ") == (
        "Quý III :orange[cần chú ý]: tiến độ chung 49%, thấp hơn mốc hôm nay 14 điểm. "
        ":red[5 thôn chậm], 7 thôn chưa có số liệu, :blue[3 việc chờ quyết định]."
    )
    assert [one.value.replace("\u00a0", " ") for one in at.header] == [
        "5 thôn chậm, 7 thôn chưa có số liệu",
        "3 việc chờ quyết định",
        "Vì sao chậm, vì sao thiếu số liệu",
        "7 mô hình chậm, nhiều nhất ở lĩnh vực nông thôn mới",
        "19 đơn vị khác: 7 đúng tiến độ",
    ]


def test_every_chart_has_an_alternative_text_with_its_finding(seam: Seam) -> None:
    found = alts(open_app())
    assert len(found) == 4
    assert found[0].startswith("Hôm nay 15/09/2026")
    assert "5\u00a0chậm" in found[1]
    assert "nhiều nhất ở lĩnh vực nông thôn mới" in found[2]
    assert "19\u00a0đơn vị khác" in found[3]


def test_charts_are_built_in_vietnamese(seam: Seam) -> None:
    for chart in open_app().get("vega_lite_chart"):
        assert json.loads(chart.proto.spec)["config"]["locale"]["number"]["decimal"] == ","


def test_reasons_stop_at_seven_and_count_the_rest(seam: Seam) -> None:
    assert "và 5 thôn khác" in said(open_app())


def test_an_empty_workbook_says_what_to_do_next_and_draws_no_chart(seam: Seam) -> None:
    seam.whole = sample(**NOTHING)
    at = open_app()
    assert at.title[0].value == "Chưa có mô hình nào được đăng ký."
    assert "Gửi liên kết đăng ký cho 24 thôn và 19 đơn vị." in said(at)
    assert not alts(at)
    assert not at.metric


def test_units_and_guests_do_not_read_the_words_of_others(seam: Seam) -> None:
    seam.act_as(Role.GUEST)
    words = said(open_app())
    assert "hiến đất" not in words
    assert "Chủ tịch UBND xã" not in words
    assert "chờ 28 ngày" in words
    seam.act_as(Role.OFFICER)
    assert "Vướng 3 hộ chưa hiến đất" in said(open_app())


def test_a_phone_gets_the_figures_as_rows(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: True)  # AppTest knows no request headers
    at = open_app()
    assert not at.metric
    assert "49%" in [one.value for one in at.header]
    assert "**Tiến độ chung**" in said(at)


def test_the_heat_map_says_that_its_cells_open_pages(seam: Seam) -> None:
    words = said(open_app())
    assert "Bấm để mở" in words  # a village's cell opens its page
