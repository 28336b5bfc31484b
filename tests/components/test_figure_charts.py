"""The charts of Chỉ số: what they say, that nothing is invented, and their figures as files."""

import csv
import dataclasses
import io
from datetime import date
from typing import Any

import pytest

from components import figure_blocks as figures
from components import figure_words as words
from components.charts import coverage as shares
from components.charts import downloads, multiples, series, tables
from components.charts import households as households_chart
from components.charts import weeks as weeks_chart
from components.charts.coverage import Share
from components.export import csv_file
from components.theme import DARK, LIGHT, Palette
from domain.behind import Why
from domain.evidence import EVIDENCE, evidence
from domain.households import Households, commune_households
from domain.overview import Overview
from domain.quarters import Quarter
from domain.ratios import Ratio
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.trends import quarter_figures, registrations
from domain.view import QuarterView, quarter_view
from domain.vocabulary import Status
from tests.components.samples import NOTHING, sample
from tests.components.test_charts import labels, rows_of

Q3 = Quarter(2026, 3)


@pytest.fixture
def view(snapshot: Snapshot) -> QuarterView:
    return quarter_view(snapshot, Q3)


def without_deadlines() -> QuarterView:
    return quarter_view(sample(settings=Settings(register_by=None, register_by_extra=None)), Q3)


def read(table: Any) -> list[list[str]]:
    header, lines = table
    return list(csv.reader(io.StringIO(csv_file(header, lines).decode("utf-8-sig")), delimiter=";"))


def test_weeks_say_the_total_and_the_deadline_of_the_settings(view: QuarterView) -> None:
    found = registrations(view)
    chart = weeks_chart.weeks(found, LIGHT)
    assert {"31", "hạn 30/06", "+2 chờ duyệt"} <= set(labels(chart))
    assert "hạn bổ sung 30/09" not in labels(chart)  # has not come
    assert weeks_chart.weeks_title(found).replace("\u00a0", " ") == "31 mô hình đã đăng ký, 1 gửi sau hạn 30/06/2026"
    assert "hạn bổ sung 30/09/2026" in weeks_chart.weeks_caption(found)


def test_without_a_deadline_there_is_no_rule_and_the_caption_says_so() -> None:
    found = registrations(without_deadlines())
    assert not [label for label in labels(weeks_chart.weeks(found, LIGHT)) if "hạn" in label]
    assert "Chưa đặt hạn" in weeks_chart.weeks_caption(found)
    assert "hạn" not in weeks_chart.weeks_title(found)


def test_the_deadline_stands_at_the_end_of_its_day(view: QuarterView) -> None:
    found = registrations(view)
    monday = found.weeks[0].monday
    assert weeks_chart.place(found, monday) == pytest.approx(1 / 7)
    assert weeks_chart.place(found, date(2027, 1, 1)) is None


def test_progress_and_statuses_by_quarter_say_what_the_commune_reached(view: QuarterView) -> None:
    quarters = quarter_figures(view.snapshot, Q3)
    assert {"19%", "! 49%", "mốc cuối quý 22%", "mốc hôm nay 63%", "chưa đến kỳ"} <= set(
        labels(series.progress(quarters, LIGHT))
    )
    title = series.progress_title(quarters).replace("\u00a0", " ")
    assert title == "Tiến độ chung từ 19% lên 49%, thấp hơn mốc hôm nay 14 điểm"
    assert series.statuses_title(quarters).replace("\u00a0", " ") == "7/31 mô hình chậm, 1 chưa có số liệu"
    boxes = [row for row in rows_of(series.statuses(quarters, LIGHT), "rect") if row.get("count")]
    third = [(row["status"], row["count"]) for row in boxes if "III" in row["quarter"]]
    assert third == [("Chậm", "7"), ("Chưa có số liệu", "1"), ("Cần chú ý", "9"), ("Đúng tiến độ", "14")]


def test_a_share_of_nothing_is_a_dash_and_a_quarter_to_come_says_so() -> None:
    assert Share("a", Ratio(0, 0)).said == "—"
    assert Share("a", Ratio(0, 1)).said == "0/1 · 0,0%"
    assert Share("", Ratio(0, 0), "Quý IV", future=True).said == "chưa đến kỳ"
    bars = [row for row in rows_of(shares.shares([Share("a", Ratio(0, 0))], LIGHT), "rect") if row.get("count")]
    assert bars == []


def test_households_keep_their_at_least_where_it_must_stand(view: QuarterView) -> None:
    rows, commune = figures.village_rows(view), commune_households(view)
    said = labels(households_chart.households(rows, commune, LIGHT))
    assert "toàn xã ≥ 31,8%" in said
    assert sum("≥" in label for label in said) == 1 + sum(
        row.share.at_least and row.share.ratio is not None for row in rows
    )
    assert said.count("chưa có số") == sum(row.share.households is None for row in rows)
    assert households_chart.share_words(Households(200, 180, at_least=False)) == "—"  # more than all: an error


def test_small_charts_show_every_village_with_its_quarters(demo: Overview) -> None:
    for phone in (False, True):
        chart = multiples.multiples(demo, LIGHT, phone=phone)
        said = [label.replace("\n", " ") for label in labels(chart)]
        assert {row.label for row in demo.villages} <= set(said)
        assert {"↓ 30%", "! 45%*", "100%", "chưa có MH", "chưa BC"} <= set(said)
    assert multiples.multiples_title(demo).replace("\u00a0", " ").startswith("24 thôn: 5 chậm, 7 chưa có số liệu")
    assert all(row.label in multiples.multiples_alt(demo) for row in demo.villages)


def test_small_charts_are_told_apart_without_colour(demo: Overview) -> None:
    """The fills of late, at risk and on track differ in lightness, and every column has an outline."""
    columns = [row for row in rows_of(multiples.multiples(demo, LIGHT), "rect") if row.get("unit")]
    assert all(row["stroke"] != "transparent" for row in columns)
    light = [
        sum(int(LIGHT.fill[one][at : at + 2], 16) for at in (1, 3, 5)) for one in (Status.LATE, Status.RISK, Status.OK)
    ]
    assert light[0] + 100 < light[1] < light[2] - 100


def every_block(view: QuarterView, found: Overview) -> list[figures.Block]:
    return [block for part in figures.PARTS for block in figures.blocks(part, view, found)]


def test_the_way_back_from_records_leads_to_the_part_that_shows_their_figure(view: QuarterView, demo: Overview) -> None:
    for part in figures.PARTS:
        codes = {one.code for block in figures.blocks(part, view, demo) for one in block.figures}
        assert codes == set(figures.ASKED_BY[part])
        assert {figures.part_of(code) for code in codes} == {part}
    assert figures.part_of("I6") == figures.VILLAGES
    assert figures.part_of("I99") == "Tiến độ"


@pytest.mark.parametrize(("palette", "phone"), [(LIGHT, False), (DARK, True)], ids=["light desk", "dark phone"])
def test_every_chart_of_the_page_can_be_built(view: QuarterView, demo: Overview, palette: Palette, phone: bool) -> None:
    for block in every_block(view, demo):
        assert block.build is not None
        assert block.build(palette, phone=phone).to_dict()["layer"]
        assert block.alt_text.endswith(".")
        assert len(read(block.table())) > 1
    assert multiples.multiples(demo, palette, phone=phone).to_dict()["layer"]


def test_an_empty_commune_has_blocks_without_a_value_of_nothing(nothing: Overview) -> None:
    whole = sample(**NOTHING)
    found = every_block(quarter_view(whole, Q3), nothing)
    said = {one.code: one.value for block in found for one in block.figures}
    assert {said[code] for code in ("I8", "I8b", "I11", "I12", "I7")} == {"— (mẫu số 0)"}
    assert said["I10"] == "0/43 = 0,0%"
    assert said["I15a"] == "—"


def test_files_have_vietnamese_headers_and_numbers_that_programs_read(view: QuarterView, demo: Overview) -> None:
    head, *lines = read(tables.units(demo.villages))
    assert head[:5] == ["Mã đơn vị", "Đơn vị", "Quý", "Số mô hình", "Tiến độ (%)"]
    assert len(lines) == 24 * 2  # two quarters have begun
    hoa_binh = next(line for line in lines if line[1:3] == ["Hòa Bình", "Quý III/2026"])
    assert hoa_binh[3:8] == ["1", "55,0", "74,9", "-19,9", "Cần chú ý"]
    head, *lines = read(tables.progress(quarter_figures(view.snapshot, Q3)))
    assert lines[1][:4] == ["Quý III/2026", "1510,0", "31", "48,7"]
    assert csv_file(("a",), [("=1+1",), ("-5,2",)]).decode("utf-8-sig").splitlines()[1:] == ["'=1+1", "-5,2"]


def test_a_picture_says_whose_figures_it_shows_and_that_a_sample_is_one(snapshot: Snapshot) -> None:
    said = " · ".join(downloads.source_of(snapshot.settings, snapshot.read_at))
    assert said == "“Dân vận khéo” năm 2026 · xã Sơn Dương · Số liệu lúc 09:00 15/09/2026 · DỮ LIỆU MẪU — HƯ CẤU"
    real = dataclasses.replace(snapshot.settings, demo=False)
    assert "MẪU" not in " · ".join(downloads.source_of(real, snapshot.read_at))
    assert downloads.file_name("tien-do-thon", Q3) == "tien-do-thon-2026-q3"


def test_every_indicator_and_every_reason_has_its_words(view: QuarterView) -> None:
    assert set(words.NAMED) == set(EVIDENCE)
    assert set(words.WORDS) == set(Why)
    for code in EVIDENCE:
        value = words.value_words(evidence(view, code), commune_households(view))
        assert words.title(evidence(view, code), Q3, value).startswith(words.NAMED[code].name)


def test_the_words_of_a_figure_show_how_it_came_about(view: QuarterView) -> None:
    def said(code: str) -> str:
        return words.value_words(evidence(view, code), commune_households(view)).replace("\u00a0", " ")

    assert (said("I7"), said("I8"), said("I12")) == ("1.510/31 = 48,7%", "23/29 = 79,3%", "4/10 = 40,0%")
    assert (said("I13"), said("I14"), said("I16")) == ("5", "25/2 = 12,5 ngày", "31")
    assert (said("I15a"), said("I15b")) == ("1.206 lượt hộ", "≥ 815/2.560 = 31,8%")
