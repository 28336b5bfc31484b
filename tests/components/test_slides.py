"""The slides: which there are, when they move on, and charts that grow with the screen."""

import dataclasses
import json
from typing import Any

import altair as alt
import pytest

from components import kpi, slides_content
from components.charts.fields import fields
from components.charts.heatmap import heatmap
from components.charts.lagging import lagging, lagging_alt
from components.charts.marks import on_slide
from components.charts.other_units import other_units
from components.charts.strip import ABOVE, BELOW, LOWER, PIXELS, labels_of, strip, strip_alt
from components.charts.timeline import timeline
from components.screen import DRAWN_FOR, NARROWEST, WIDEST, width_of
from components.slides import FASTEST, SECONDS, SLOWEST, Player, Slide, beside, seconds_of, slide_of, with_content
from components.slides_content import facts, lines_of, numbers, subject, villages_look
from components.theme import DARK, LIGHT, Palette
from domain.overview import Overview, Reason, ReasonKind, UnitRow
from domain.permissions import WITHHELD
from domain.vocabulary import Status

SLIDES = tuple(Slide)


def words_of(chart: alt.LayerChart) -> list[dict[str, Any]]:
    spec = chart.to_dict()
    layers = [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    return [row for layer in layers for row in spec["datasets"][layer["data"]["name"]]]


def heatmap_panel(found: Overview, palette: Palette, scale: float) -> alt.LayerChart:
    return heatmap(found, palette, look=villages_look(found.villages, on_slide(870, 55, scale), gaps=False))


def charts(found: Overview, palette: Palette, scale: float) -> dict[str, alt.LayerChart]:
    """One of each, as they stand on the slides."""
    return {
        "strip": strip(found.villages, palette, scale=scale),
        "timeline": timeline(2026, found.today, palette, scale=scale * 26 / 14),
        "villages": heatmap_panel(found, palette, scale),
        "reasons": lagging(found.reasons, palette, step=110, scale=scale),
        "reasons in a panel": lagging(found.reasons, palette, step=130, panel=True, scale=scale),
        "fields": fields(found.fields, palette, room=on_slide(1800, 100, scale)),
        "others": other_units(found, palette, room=on_slide(1800, 40, scale)),
        "others in a panel": other_units(found, palette, phone=True, room=on_slide(870, 54, scale)),
    }


def with_statuses(found: Overview, *counts: tuple[Status, int]) -> tuple[UnitRow, ...]:
    row = found.villages[0]
    return tuple(
        dataclasses.replace(row, current=dataclasses.replace(row.current, status=status))
        for status, count in counts
        for _ in range(count)
    )


def test_the_sample_has_all_six_slides(demo: Overview) -> None:
    assert with_content(demo) == SLIDES


def test_slides_without_content_are_left_out_and_the_third_one_stays(demo: Overview) -> None:
    calm = dataclasses.replace(demo, decisions=(), others=(), fields=(), reasons=())
    assert with_content(calm) == (Slide.HEADLINE, Slide.VILLAGES, Slide.REASONS)
    assert with_content(dataclasses.replace(calm, villages=())) == (Slide.HEADLINE,)


def test_after_the_last_slide_comes_the_first_and_a_missing_one_is_passed_over() -> None:
    shown = (Slide.HEADLINE, Slide.VILLAGES, Slide.FIELDS)
    assert beside(Slide.VILLAGES, 1, shown) is Slide.FIELDS
    assert beside(Slide.FIELDS, 1, shown) is Slide.HEADLINE
    assert beside(Slide.HEADLINE, -1, shown) is Slide.FIELDS
    assert beside(Slide.DECISIONS, -1, shown) is Slide.FIELDS


def test_the_clock_moves_on_and_drawing_the_whole_page_does_not() -> None:
    playing = Player(asked=None)
    assert playing.run(SLIDES) is Slide.HEADLINE
    assert [playing.run(SLIDES) for _ in range(3)] == [Slide.VILLAGES, Slide.REASONS, Slide.FIELDS]
    playing.told = True
    assert playing.run(SLIDES) is Slide.FIELDS


def test_a_chosen_slide_outlives_a_tick_that_comes_right_after_the_press() -> None:
    playing = Player(asked=None)
    playing.choose(Slide.DECISIONS)
    assert [playing.run(SLIDES) for _ in range(3)] == [Slide.DECISIONS, Slide.DECISIONS, Slide.OTHERS]


def test_a_paused_presentation_holds_and_can_still_be_turned_by_hand() -> None:
    playing = Player(asked=Slide.VILLAGES, at=Slide.VILLAGES, paused=True)
    assert {playing.run(SLIDES) for _ in range(4)} == {Slide.VILLAGES}
    playing.choose(Slide.REASONS)
    assert {playing.run(SLIDES) for _ in range(4)} == {Slide.REASONS}
    playing.pause()
    assert [playing.run(SLIDES) for _ in range(3)] == [Slide.REASONS, Slide.REASONS, Slide.FIELDS]


def test_a_slide_that_has_lost_its_content_gives_way_to_the_next() -> None:
    playing = Player(asked=Slide.DECISIONS, at=Slide.DECISIONS, paused=True)
    assert playing.run((Slide.HEADLINE, Slide.OTHERS)) is Slide.OTHERS


HOSTILE = [None, "", "abc", "-5", "1.5", "٣", "1e3", "9" * 40, "²", "<b>"]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_address_that_makes_no_sense_is_ignored(text: str | None) -> None:
    assert seconds_of(text) == SECONDS
    assert slide_of(text) is None
    assert width_of(text) == DRAWN_FOR


def test_seconds_slides_and_widths_stay_within_bounds() -> None:
    assert [seconds_of(one) for one in ("0", "1", "7", "600", "99999")] == [FASTEST, FASTEST, 7, SLOWEST, SLOWEST]
    assert [slide_of(one) for one in ("0", "2", "6", "7", "02")] == [None, Slide.VILLAGES, Slide.OTHERS, None, None]
    assert [width_of(one) for one in (0, "1024", 3840, 99_999)] == [NARROWEST, 1024, 3840, WIDEST]


def test_everything_in_pixels_grows_with_the_screen(demo: Overview) -> None:
    drawn = charts(demo, LIGHT, 1)
    for name, chart in charts(demo, DARK, 2).items():
        small, large = drawn[name].to_dict(), chart.to_dict()
        assert large["height"] == pytest.approx(2 * small["height"], abs=1)
        assert large["padding"] == pytest.approx({side: 2 * pixels for side, pixels in small["padding"].items()})
        assert pixels_of(chart) == pytest.approx([2 * pixels for pixels in pixels_of(drawn[name])])
        assert len(large["layer"]) <= 4
        assert "NaN" not in json.dumps(large)


def pixels_of(chart: alt.LayerChart) -> list[float]:
    return [row[name] for row in words_of(chart) for name in ("size", "dx", "dy", "limit")]


def test_text_on_a_screen_of_1920_can_be_read_from_five_metres(demo: Overview) -> None:
    drawn = charts(demo, LIGHT, 1)
    for name, chart in drawn.items():
        assert min(row["size"] for row in words_of(chart)) >= 25.9, name
    cells = [row["size"] for row in words_of(drawn["villages"]) if row["label"].startswith(("↓", "!"))]
    assert min(cells) >= 29


def test_no_slide_is_higher_than_its_screen(demo: Overview) -> None:
    """The parts of each slide as they are drawn for the sample, and for more than it has."""
    many = dataclasses.replace(
        demo, villages=(demo.villages * 2)[:30], reasons=demo.reasons * 2, others=demo.others * 2
    )
    for found in (demo, many):
        for slide in Slide:
            heights: list[float] = []
            stage = slides_content.Stage(_measured(heights), LIGHT, 1)
            room = slides_content.HEIGHT - 84 * lines_of(slides_content.TITLES[slide](found))
            slides_content.DRAW[slide](found, stage, room)
            assert max(heights, default=0) <= room, slide


def _measured(heights: list[float]) -> slides_content.Chart:
    def chart(build: Any, **_told: Any) -> None:
        heights.append(build().to_dict()["height"])

    return chart


def test_long_names_stand_in_one_line_before_their_cells(demo: Overview) -> None:
    said = {row["label"] for row in words_of(heatmap_panel(demo, LIGHT, 1))}
    assert "Tân Tiến (Đồng Xuân cũ)" in said


def test_a_year_of_four_quarters_has_no_room_for_words_in_past_cells(demo: Overview) -> None:
    first = dataclasses.replace(demo.quarters[0], quarter=demo.quarters[0].quarter.previous)
    rows = tuple(
        dataclasses.replace(one, cells=(dataclasses.replace(one.cells[0], quarter=first.quarter), *one.cells))
        for one in demo.villages
    )
    year = dataclasses.replace(demo, quarters=(first, *demo.quarters), villages=rows)
    said = [row["label"] for row in words_of(heatmap_panel(year, LIGHT, 1))]
    assert said.count("—") == 2 * sum(row.cells[0].status is Status.NONE for row in demo.villages)
    assert "mốc 63%" in said


def test_the_strip_counts_every_village_once_in_the_colour_of_its_status(demo: Overview) -> None:
    spec = strip(demo.villages, LIGHT).to_dict()
    rows = [row for layer in spec["layer"] if layer["mark"]["type"] == "rect"
            for row in spec["datasets"][layer["data"]["name"]]]  # fmt: skip
    fills = [row["fill"] for row in rows]
    assert [fills.count(LIGHT.fill[one]) for one in demo.groups if one is not Status.FUTURE] == [5, 7, 6, 6]
    assert strip_alt(demo.villages).replace("\u00a0", " ") == (
        "24 thôn: 5 chậm, 7 chưa có số liệu, 6 cần chú ý, 6 đúng tiến độ."
    )


def test_labels_of_wide_groups_stand_above_and_those_of_narrow_ones_below(demo: Overview) -> None:
    rows = with_statuses(demo, (Status.LATE, 5), (Status.NONE, 2), (Status.RISK, 6), (Status.OK, 11))
    lines = {one.words.replace("\u00a0", " "): one.line for one in labels_of(rows)}
    assert lines == {"5 chậm": ABOVE, "2 chưa có số liệu": BELOW, "6 cần chú ý": ABOVE, "11 đúng tiến độ": ABOVE}


def test_labels_that_would_collide_stand_on_different_lines_and_none_sticks_out(demo: Overview) -> None:
    rows = with_statuses(demo, (Status.LATE, 1), (Status.NONE, 1), (Status.RISK, 21), (Status.OK, 1))
    late, silent, _, good = labels_of(rows)
    assert (late.line, silent.line) == (BELOW, LOWER)
    assert good.left + len(good.words) * 12 < PIXELS


def test_long_reasons_are_broken_into_two_lines_and_said_whole(demo: Overview) -> None:
    long = (
        Reason(ReasonKind.NEVER_REPORTED, 123),
        Reason(ReasonKind.OVERDUE_FINDINGS, 12),
        Reason(ReasonKind.LATE_MODELS, 10, 10),
        Reason(ReasonKind.WAITING_DECISION),
    )
    rows = tuple(dataclasses.replace(one, reasons=long) for one in demo.reasons)
    said = [row["label"] for row in words_of(lagging(rows, LIGHT, step=130, panel=True)) if "\n" in row["label"]]
    assert len(said) == len(rows)
    assert said[0].count("\n") == 1
    assert said[0].endswith("chờ lãnh đạo quyết định")


@pytest.mark.parametrize("panel", [False, True], ids=["alone", "panel"])
def test_a_late_figure_has_its_symbol_and_an_old_one_its_star(demo: Overview, panel: bool) -> None:
    said = {row["label"] for row in words_of(lagging(demo.reasons, LIGHT, step=130, panel=panel))}
    assert {"↓ 12%*", "↓ 30%", "chưa có số liệu"} <= said


def test_reasons_as_text_name_the_village_its_figure_and_why(demo: Overview) -> None:
    text = lagging_alt(demo.reasons).replace("\u00a0", " ")
    assert text.startswith("Bến Đò 12%: chưa báo cáo 87 ngày; 1 tồn tại quá hạn; 1/1 mô hình chậm;")
    assert "Khuôn Mý chưa có số liệu: chưa từng báo cáo" in text


def test_a_silent_village_has_no_bar_that_would_look_like_nothing_done(demo: Overview) -> None:
    silent = tuple(one for one in demo.reasons if one.row.current.status is Status.NONE)
    spec = lagging(silent, LIGHT, step=130, panel=True).to_dict()
    assert not [row for layer in spec["layer"] if layer["mark"]["type"] == "rect"
                for row in spec["datasets"].get(layer["data"].get("name"), ())]  # fmt: skip


def test_the_big_numbers_are_those_of_the_overview(demo: Overview) -> None:
    cards = {card.key: card.value for card in kpi.cards(demo)}
    found = {one.key: one for one in numbers(demo)}
    assert (found["progress"].value, found["reported"].value) == (cards["progress"], cards["reported"])
    assert (found["overdue"].value, found["decisions"].value) == ("5", "3")
    assert found["decisions"].note == "lâu nhất 28\u00a0ngày"
    assert found["reported"].note == "còn 6\u00a0mô hình, chưa đến hạn"


def test_numbers_without_data_are_dashes_and_grey(nothing: Overview) -> None:
    progress, reported, overdue, decisions = numbers(nothing)
    assert (progress.value, progress.colour) == (reported.value, reported.colour) == ("—", "gray")
    assert (overdue.value, overdue.colour, decisions.note) == ("0", "green", "không có việc nào")


def test_titles_keep_the_counts_of_the_overview(demo: Overview) -> None:
    titles = {slide: title(demo).replace("\u00a0", " ") for slide, title in slides_content.TITLES.items()}
    assert titles[Slide.VILLAGES] == "Quý III: :red[5 thôn chậm], 7 thôn chưa có số liệu"
    assert titles[Slide.REASONS] == ":red[5 thôn chậm], 7 thôn chưa có số liệu: vì sao"
    assert titles[Slide.DECISIONS] == ":blue[3 việc] chờ quyết định"
    assert titles[Slide.OTHERS] == "19 đơn vị khác: 7 đúng tiến độ"
    assert [lines_of(titles[slide]) for slide in Slide] == [3, 1, 1, 2, 1, 1]


def test_without_late_and_silent_villages_the_third_slide_says_so(demo: Overview) -> None:
    calm = dataclasses.replace(demo, reasons=(), groups={Status.OK: 24})
    assert slides_content.reasons_title(calm) == "Không có thôn chậm."


def test_a_decision_tells_unit_kind_office_and_days_and_no_words_of_people(demo: Overview) -> None:
    first = demo.decisions[0]
    said = f"{subject(first)} {facts(first)}".replace("\u00a0", " ")
    assert said == (
        "Quyết Thắng: Đất đai-GPMB :blue[:material/gavel: **Chủ tịch UBND xã**] · "
        ":orange[**chờ 28 ngày**] · trước 25/09/2026"
    )


@pytest.mark.parametrize("decider", [WITHHELD, "Chủ tịch 0912 345 678", None])
def test_an_office_that_is_withheld_or_holds_a_telephone_number_is_left_out(
    demo: Overview, decider: str | None
) -> None:
    first = demo.decisions[0]
    other = dataclasses.replace(first, difficulty=dataclasses.replace(first.difficulty, decider=decider, group=None))
    assert "gavel" not in facts(other)
    assert "0912" not in facts(other)
    assert subject(other) == "Quyết Thắng"
