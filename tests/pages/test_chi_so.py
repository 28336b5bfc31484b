"""Chỉ số: trends, small charts, and the records behind every figure, for every role."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import theme
from domain.evidence import EVIDENCE
from domain.vocabulary import Role
from tests.components.samples import NOTHING, sample
from tests.pages.conftest import Seam
from tests.pages.test_frame import said

CHARTS = {"Tiến độ": 2, "Đăng ký và hộ dân": 4, "Báo cáo và kiểm tra": 4}


def page(**query: str) -> AppTest:
    """The page alone, at this address."""

    def run() -> None:
        from components import style
        from pages import chi_so

        style.inject()
        chi_so.show()

    at = AppTest.from_function(run, default_timeout=30)
    for name, value in query.items():
        at.query_params[name.replace("_", "-")] = value
    at.run()
    assert not at.exception
    return at


def table(at: AppTest) -> list[dict[str, Any]]:
    return [{str(name): cell for name, cell in row.items()} for row in at.dataframe[0].value.to_dict("records")]


def links(at: AppTest) -> list[str]:
    return [one.proto.label.replace("\u00a0", " ") for one in at.get("page_link")]


def test_the_page_says_its_findings_and_the_counts_behind_them(seam: Seam) -> None:
    at = page()
    assert at.title[0].value.replace("\u00a0", " ") == (
        "Quý III: 23/29 mô hình đã báo cáo, 7/29 đơn vị được kiểm tra, :red[5 tồn tại quá hạn]."
    )
    parts = {part: page(xem=part) for part in CHARTS}
    assert {part: len(one.get("vega_lite_chart")) for part, one in parts.items()} == CHARTS
    assert len(at.get("vega_lite_chart")) == CHARTS["Tiến độ"]  # what opens first
    words = " ".join(map(said, parts.values()))
    for value in ("23/29 = 79,3%", "29/43 = 67,4%", "7/31 = 22,6%", "4/10 = 40,0%", "≥ 815/2.560 = 31,8%"):
        assert value in words
    for one in parts.values():
        assert "Số liệu lúc 09:12 15/08/2026" in said(one)  # the moment of the reading
        assert all(json.loads(chart.proto.spec)["config"]["locale"] for chart in one.get("vega_lite_chart"))
    ways = {one.label.replace("\u00a0", " ") for at in parts.values() for one in at.button}
    assert {"Xem 29 mô hình", "Xem 43 đơn vị", "Xem 10 tồn tại", "Xem 24 thôn"} <= ways


def test_a_figure_opens_its_records_and_they_lead_back(seam: Seam) -> None:
    at = page(quy="2026-Q2", xem="Báo cáo và kiểm tra")
    at.button(key="chi_so.reporting.I8b").click().run()
    assert at.title[0].value == "Báo cáo đúng hạn quý II/2026: 21/26 = 80,8%"
    at.button(key="chi_so.back").click().run()
    assert at.title[0].value.startswith("Quý\u00a0II:")
    assert at.button(key="chi_so.reporting.I8b").label.startswith("Xem")  # the part that it was


def test_another_quarter_stands_in_the_address(seam: Seam) -> None:
    at = page(quy="2026-Q2", xem="Báo cáo và kiểm tra")
    assert at.title[0].value.startswith("Quý\u00a0II:")
    assert "2/2 = 100,0%" in said(at)
    at.segmented_control(key="chi_so.quarter.2026-Q2").set_value("2026-Q3").run()
    assert at.query_params["quy"] == "2026-Q3"


@pytest.mark.parametrize("quarter", ["2026-Q4", "2019-Q1", "nonsense"])
def test_a_quarter_that_has_no_figures_leads_to_the_running_one(seam: Seam, quarter: str) -> None:
    assert page(quy=quarter).title[0].value.startswith("Quý\u00a0III:")


def test_every_village_has_its_small_chart(seam: Seam) -> None:
    at = page(xem="Từng thôn")
    assert at.header[0].value.replace("\u00a0", " ").startswith("24 thôn: 5 chậm")
    assert len(at.get("vega_lite_chart")) == 1


def test_an_empty_workbook_says_what_to_do_next(seam: Seam) -> None:
    seam.whole = sample(**NOTHING)
    at = page()
    assert at.title[0].value == "Chưa có mô hình nào được đăng ký."
    assert not at.get("vega_lite_chart")


def test_a_figure_of_an_empty_workbook_is_a_dash(seam: Seam) -> None:
    seam.whole = sample(**NOTHING)
    at = page(chi_so="I8")
    assert at.title[0].value == "Tỷ lệ báo cáo quý III/2026: — (mẫu số 0)"


@pytest.mark.parametrize("code", sorted(EVIDENCE))
def test_every_figure_opens_its_records(seam: Seam, code: str) -> None:
    at = page(chi_so=code, quy="2026-Q3")
    assert "quý III/2026" in at.title[0].value
    if code != "I9":  # no model of the sample is past its end
        assert table(at)


def test_an_unknown_figure_is_not_found(seam: Seam) -> None:
    assert "Không tìm thấy chỉ số này" in said(page(chi_so="I99"))


def test_the_records_say_what_counts_and_why_not(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = page(chi_so="I12", quy="2026-Q3")
    assert at.title[0].value == "Tỷ lệ khắc phục quý III/2026: 4/10 = 40,0%"
    rows = {row["Mã"]: row for row in table(at)}
    assert len(rows) == 11  # ten that are due, one that is not
    assert rows["TT-2026-0012-1"]["Vì sao"] == "xác minh không đạt, 11/09/2026"
    assert rows["TT-2026-0012-1"]["Tên, nội dung"] == "Biểu hiện hình thức: chỉ treo biển"
    assert [row["Phần"] for row in rows.values()].count("Được tính") == 4
    assert rows["TT-2026-0014-1"]["Phần"] == "Ngoài mẫu số"


def test_the_list_is_narrowed_by_part_and_by_words(seam: Seam) -> None:
    at = page(chi_so="I12", quy="2026-Q3")
    at.segmented_control(key="phan").set_value("Được tính").run()
    assert len(table(at)) == 4
    at = page(chi_so="I12", quy="2026-Q3", tim="khuon my")
    assert {row["Đơn vị"] for row in table(at)} == {"Thôn Khuôn Mý"}
    assert "Không có dòng nào khớp" in said(page(chi_so="I12", tim="zzz"))


def test_a_unit_sees_its_own_rows_and_how_many_others_there_are(seam: Seam) -> None:
    seam.act_as(Role.UNIT)  # TH-03, which has no finding that is due
    at = page(chi_so="I12", quy="2026-Q3")
    assert at.title[0].value.endswith("4/10 = 40,0%")
    assert "10 dòng khác" in said(at)
    assert not at.dataframe
    at = page(chi_so="I14", quy="2026-Q3")
    assert {row["Đơn vị"] for row in table(at)} == {"Thôn Hòa Bình"}


def test_a_guest_is_shown_no_row_of_inspections_findings_and_difficulties(seam: Seam) -> None:
    seam.act_as(Role.GUEST)
    for code in ("I12", "I12b", "I13", "I14", "KT"):
        at = page(chi_so=code, quy="2026-Q3")
        assert not at.dataframe
        assert "dòng khác" in said(at)
    names = [row["Tên, nội dung"] for row in table(page(chi_so="I8", quy="2026-Q3"))]
    assert "Thắp sáng đường quê" in names  # as on the page Mô hình


@pytest.mark.parametrize("role", [Role.LEADER, Role.UNIT, Role.GUEST])
def test_every_role_sees_the_same_figures(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    assert "4/10 = 40,0%" in said(page(xem="Báo cáo và kiểm tra"))
    assert "1.510/31 = 48,7%" in said(page())


def test_a_phone_gets_cards_with_the_way_to_each_record(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: True)
    at = page(chi_so="I12", quy="2026-Q3")
    assert not at.dataframe
    assert links(at).count("Mở tồn tại") == 8  # a page of cards
    assert "chưa tính" in said(at)


def test_the_cards_of_the_overview_lead_to_their_records(seam: Seam) -> None:
    from tests.pages.test_frame import open_app

    shown = links(open_app())
    assert {"Tiến độ chung", "Mô hình đăng ký", "Đã báo cáo quý này", "Lượt kiểm tra"} <= set(shown)
