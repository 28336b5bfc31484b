"""The charts: what they say, in which order, and in both appearances."""

import dataclasses
import json
from datetime import date
from typing import Any

import altair as alt
import pytest

from components.charts.fields import fields, fields_alt, fields_title
from components.charts.heatmap import (
    COLUMNS_END,
    cell_label,
    cell_note,
    heatmap,
    heatmap_alt,
    heatmap_caption,
    heatmap_title,
    milestone,
    ruler_of,
)
from components.charts.marks import LETTER, two_lines
from components.charts.multiples import multiples
from components.charts.other_units import NEXT_LINE, other_units, others_alt, others_title
from components.charts.timeline import position, timeline, timeline_alt
from components.theme import DARK, LIGHT, Palette
from domain.overview import Overview
from domain.quarters import Quarter
from domain.vocabulary import Flag, Status

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
SCREENS = pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])


def rows_of(chart: alt.LayerChart, mark: str) -> list[dict[str, Any]]:
    """The records of the layers drawn with `mark`."""
    spec = chart.to_dict()
    layers = [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]
    return [row for layer in layers for row in spec["datasets"][layer["data"]["name"]]]


def labels(chart: alt.LayerChart) -> list[str]:
    return [row["label"] for row in rows_of(chart, "text")]


def named(chart: alt.LayerChart, overview: Overview) -> list[str]:
    """The villages' names as they stand in the chart, from the top."""
    names = {row.label for row in overview.villages}
    words = [row for row in rows_of(chart, "text") if row["label"].replace("\n", " ") in names]
    return [row["label"].replace("\n", " ") for row in sorted(words, key=lambda row: row["y"])]


@SCREENS
def test_the_heat_map_keeps_the_order_of_the_rules(demo: Overview, phone: bool) -> None:
    assert named(heatmap(demo, LIGHT, phone=phone), demo) == [row.label for row in demo.villages]


def test_the_heat_map_prints_symbol_and_number_in_each_cell(demo: Overview) -> None:
    said = labels(heatmap(demo, LIGHT))
    assert {"↓ 12%*", "! 55%", "62%", "chưa có MH", "chưa BC"} <= set(said)


def test_the_heat_map_has_a_cell_per_village_and_quarter_in_the_colour_of_its_status(demo: Overview) -> None:
    cells = [row for row in rows_of(heatmap(demo, LIGHT), "rect") if row.get("quarter")]
    assert len(cells) == 24 * 3
    third = [cell["fill"] for cell in cells if cell["quarter"] == "Quý\u00a0III/2026"]
    assert third.count(LIGHT.fill[Status.LATE]) == 5
    assert third.count(LIGHT.fill[Status.RISK]) == 6
    assert third.count(LIGHT.fill[Status.OK]) == 6
    assert sum(cell["dashed"] for cell in cells if cell["quarter"] == "Quý\u00a0III/2026") == 7


def test_brackets_count_every_village_once(demo: Overview) -> None:
    counts = [int(row["label"]) for row in rows_of(heatmap(demo, LIGHT), "text") if row["size"] == 24]
    assert counts == [5, 7, 6, 6]
    assert sum(counts) == len(demo.villages)


def test_gap_labels_are_signed_points(demo: Overview) -> None:
    assert {"−54", "−20", "+2", "+25"} <= set(labels(heatmap(demo, LIGHT)))


def test_the_phone_has_neither_gaps_nor_brackets_and_says_quarters_shortly(demo: Overview) -> None:
    chart = heatmap(demo, LIGHT, phone=True)
    assert "Chênh lệch với mốc" not in labels(chart)
    assert {"QIII", "63%"} <= set(labels(chart))
    assert min(row["size"] for row in rows_of(chart, "text")) >= 13


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Bến Đò", "Bến Đò"),
        ("Tân Tiến (Đồng Xuân cũ)", "Tân Tiến\n(Đồng Xuân cũ)"),
        ("Khuôn Mý Đoàn Kết Mới", "Khuôn Mý Đoàn\nKết Mới"),
        ("Khuôn Mý Thượng Trung Hạ Đoàn Kết Mới", "Khuôn Mý Thượng\nTrung Hạ Đoàn…"),
    ],
)
def test_a_long_village_leaves_the_cells_their_room(demo: Overview, name: str, shown: str) -> None:
    assert two_lines(name) == shown
    [first, *rest] = demo.villages
    found = dataclasses.replace(demo, villages=(dataclasses.replace(first, label=name), *rest))
    for phone in (True, False):
        chart = heatmap(found, LIGHT, phone=phone)
        assert shown in labels(chart)
        start, end = chart.to_dict()["layer"][0]["encoding"]["x"]["scale"]["domain"]
        assert -start / (end - start) < 0.5
    assert shown in labels(multiples(found, LIGHT, phone=True))
    assert name in heatmap_alt(found)


def test_text_on_the_desk_is_never_smaller_than_14(demo: Overview) -> None:
    assert min(row["size"] for row in rows_of(heatmap(demo, LIGHT), "text")) >= 14


def test_the_running_quarter_is_framed_and_the_widest(demo: Overview) -> None:
    columns = ruler_of(demo.quarters, demo.quarter)
    widths = {quarter.number: end - start for quarter, (start, end) in columns.items()}
    assert widths[3] > widths[2] > widths[4]
    assert max(end for _, end in columns.values()) == pytest.approx(COLUMNS_END)
    frames = [row for row in rows_of(heatmap(demo, LIGHT), "rect") if row["stroke"] == LIGHT.ink]
    assert len(frames) == 1


def test_milestones_say_today_only_in_the_running_quarter(demo: Overview) -> None:
    assert [milestone(head) for head in demo.quarters] == ["mốc 22%", "mốc hôm nay 63%", ""]


def test_old_and_silent_figures_are_told_in_the_tooltip(demo: Overview) -> None:
    old = next(row.current for row in demo.villages if row.current.old)
    assert cell_note(old) == "1/1 mô hình số cũ từ Quý\u00a0II/2026, chưa đến hạn"
    silent = next(row.current for row in demo.villages if row.current.never)
    assert cell_note(silent) == "1/1 mô hình chưa từng báo cáo"
    without = next(row.current for row in demo.villages if Flag.NO_MODEL in row.current.flags)
    assert cell_note(without) == "không có mô hình"


def test_an_empty_past_cell_is_a_dash_on_the_phone(demo: Overview) -> None:
    without = next(row.current for row in demo.villages if Flag.NO_MODEL in row.current.flags)
    assert cell_label(without, past=True, phone=True) == "—"
    assert cell_label(without, past=True) == "chưa có MH"


def test_title_and_caption_say_the_counts_and_what_the_star_means(demo: Overview) -> None:
    assert heatmap_title(demo).replace("\u00a0", " ") == "5 thôn chậm, 7 thôn chưa có số liệu"
    assert "Dấu * là số cũ" in heatmap_caption(demo)
    assert "tính 0% cho 1\u00a0mô hình chưa từng báo cáo" in heatmap_caption(demo)
    assert heatmap_caption(demo).endswith("Bấm để mở.")


def test_the_alternative_text_states_the_finding_and_every_village(demo: Overview) -> None:
    text = heatmap_alt(demo)
    assert text.startswith("Tiến độ thôn theo quý: 5\u00a0chậm, 7\u00a0chưa có số liệu, 6\u00a0cần chú ý")
    assert all(row.label in text for row in demo.villages)


@BOTH
@SCREENS
def test_every_chart_is_svg_in_vietnamese_with_padding_as_an_object(
    demo: Overview, palette: Palette, phone: bool
) -> None:
    charts = [
        heatmap(demo, palette, phone=phone),
        timeline(2026, demo.today, palette, phone=phone),
        fields(demo.fields, palette, phone=phone),
        other_units(demo, palette, phone=phone),
    ]
    for chart in charts:
        spec = chart.to_dict()
        assert spec["config"]["locale"]["number"]["decimal"] == ","
        assert spec["usermeta"]["embedOptions"] == {"renderer": "svg", "actions": False}
        assert set(spec["padding"]) == {"left", "right", "top", "bottom"}
        assert len(spec["layer"]) <= 4
        assert "NaN" not in json.dumps(spec)


@BOTH
def test_charts_without_a_row_are_still_charts(nothing: Overview, palette: Palette) -> None:
    bare = dataclasses.replace(nothing, villages=(), others=())
    assert heatmap(bare, palette).to_dict()["layer"]
    assert other_units(bare, palette).to_dict()["layer"]
    assert fields((), palette).to_dict()["layer"]


def test_a_workbook_without_models_outlines_every_village(nothing: Overview) -> None:
    assert labels(heatmap(nothing, LIGHT)).count("chưa có MH") == 24 * 2
    assert fields_title(nothing.fields) == "Mô hình theo lĩnh vực"


def test_fields_name_the_worst_and_print_counts_and_totals(demo: Overview) -> None:
    assert fields_title(demo.fields).replace("\u00a0", " ") == ("7 mô hình chậm, nhiều nhất ở lĩnh vực nông thôn mới")
    said = labels(fields(demo.fields, LIGHT))
    assert said[0] == "Nông thôn mới"
    assert {"Kinh tế, giảm nghèo", "Khác", "3", "7"} <= set(said)
    assert "Nông thôn mới: 7 mô hình, 3 chậm, 2 cần chú ý, 2 đúng tiến độ" in fields_alt(demo.fields)


def test_fields_name_both_worst_ones_when_they_are_equal(demo: Overview) -> None:
    first, second, *rest = demo.fields
    equal = (first, dataclasses.replace(second, late=first.late), *rest)
    assert fields_title(equal).endswith("nông thôn mới và kinh tế, giảm nghèo")


def test_fields_say_when_nothing_is_late(demo: Overview) -> None:
    calm = tuple(dataclasses.replace(row, late=0) for row in demo.fields)
    assert fields_title(calm) == "Không có mô hình chậm ở lĩnh vực nào"


def test_other_units_stand_in_order_with_value_and_milestone(demo: Overview) -> None:
    said = labels(other_units(demo, LIGHT))
    assert [label for label in said if label in {row.label for row in demo.others}] == [
        row.label for row in demo.others
    ]
    assert {"mốc hôm nay 63%", "chưa có", "↓ 12%*"} <= set(said)
    assert others_title(demo.others).replace("\u00a0", " ") == "19 đơn vị khác: 7 đúng tiến độ"
    assert "Công an xã 59% (đúng tiến độ)" in others_alt(demo.others)


def test_a_long_name_has_more_lines_on_a_phone_and_bars_and_ticks_keep_their_rows(demo: Overview) -> None:
    [first, second, *rest] = demo.others
    long = "Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở Suối Trong"
    found = dataclasses.replace(demo, others=(dataclasses.replace(first, label=long), second, *rest))
    chart = other_units(found, LIGHT, phone=True)
    [name] = [row for row in rows_of(chart, "text") if str(row["label"]).startswith("Trường Phổ thông")]
    assert str(name["label"]).replace("\n", " ") == long
    assert str(name["label"]).count("\n") == 2
    assert max(map(len, str(name["label"]).split("\n"))) * 14 * LETTER <= name["limit"]
    [bar] = [row for row in rows_of(chart, "rect") if row.get("unit") == long]
    ticks = [row for row in rows_of(chart, "rule") if row["y"] < bar["y"] < bar["y2"] < row["y2"]]
    assert len(ticks) == 1
    assert bar["y"] > name["y"] + 2 * NEXT_LINE


def test_a_unit_without_figures_has_no_bar(demo: Overview) -> None:
    bars = [row for row in rows_of(other_units(demo, LIGHT), "rect") if row.get("unit")]
    assert len(bars) == sum(row.current.status is not Status.NONE for row in demo.others)


def test_the_timeline_marks_today_and_the_phase(demo: Overview) -> None:
    chart = timeline(2026, demo.today, LIGHT)
    assert "Hôm nay 15/09" in labels(chart)
    assert "Sơ kết, tổng kết, khen thưởng" in labels(chart)
    assert "Quý\u00a0III: Đăng ký, thực hiện, kiểm tra" in timeline_alt(demo.today)


def test_the_timeline_has_no_today_outside_its_year() -> None:
    assert not any(label.startswith("Hôm nay") for label in labels(timeline(2026, date(2027, 1, 5), LIGHT)))


@pytest.mark.parametrize(
    ("day", "quarter"), [(date(2026, 1, 1), 1), (date(2026, 6, 30), 2), (date(2026, 7, 1), 3), (date(2026, 12, 31), 4)]
)
def test_today_stands_inside_the_box_of_its_quarter(day: date, quarter: int) -> None:
    assert (quarter - 1) * 25 <= position(day) <= quarter * 25


def test_the_ruler_follows_the_quarter_that_is_looked_at(demo: Overview) -> None:
    columns = ruler_of(demo.quarters, Quarter(2026, 2))
    assert (
        columns[Quarter(2026, 2)][1] - columns[Quarter(2026, 2)][0]
        > columns[Quarter(2026, 3)][1] - columns[Quarter(2026, 3)][0]
    )
