"""The charts of opinions, exemplars and rewards: what they say, that nothing is invented, and their files."""

import csv
import dataclasses
import io
from datetime import date
from typing import Any

import pytest

from components import exemplar_blocks, opinion_blocks
from components.charts import clock as clocks
from components.charts import funnel as funnels
from components.charts import points as pointed
from components.charts import tables
from components.charts.clock import Clock
from components.charts.points import Pointed
from components.export import csv_file
from components.figure_blocks import Block
from components.theme import DARK, LIGHT, Palette
from domain.evidence import EVIDENCE, evidence
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.view import QuarterView, quarter_view
from domain.vocabulary import ModelState, Status
from tests.components.samples import NOTHING, sample
from tests.components.test_charts import labels, rows_of

Q3 = Quarter(2026, 3)


@pytest.fixture
def view(snapshot: Snapshot) -> QuarterView:
    return quarter_view(snapshot, Q3)


def every_block(view: QuarterView) -> tuple[Block, ...]:
    return (
        *opinion_blocks.blocks(view), opinion_blocks.waits(view), *exemplar_blocks.road(view, view),
        exemplar_blocks.waits(view), exemplar_blocks.shortlist(view), *exemplar_blocks.rewards(view),
    )  # fmt: skip


def read(table: Any) -> list[list[str]]:
    header, lines = table
    return list(csv.reader(io.StringIO(csv_file(header, lines).decode("utf-8-sig")), delimiter=";"))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_chart_can_be_built_and_taken_along(view: QuarterView, palette: Palette, phone: bool) -> None:
    for block in every_block(view):
        assert block.build is not None, block.key
        assert block.build(palette, phone=phone).to_dict()["layer"]
        assert block.alt_text.startswith(block.title)
        assert block.alt_text.endswith(".")
        assert len(read(block.table())) > 1
    assert len({block.file for block in every_block(view)}) == 13


def test_nothing_is_drawn_where_there_is_nothing() -> None:
    empty = quarter_view(sample(**NOTHING), Q3)
    drawn = [block.key for block in every_block(empty) if block.build is not None and block.key != "by_quarter"]
    assert drawn in ([], ["waits"])
    said = {one.code: one.value for block in every_block(empty) for one in block.figures}
    assert said == dict.fromkeys(("I22", "I22b", "I23", "I24"), "— (mẫu số 0)") | dict.fromkeys(("I24b", "I24c"), "—")


def test_every_figure_says_what_its_records_say(view: QuarterView) -> None:
    for block in every_block(view):
        for figure in block.figures:
            assert figure.code in EVIDENCE
            assert figure.records == len(evidence(view, figure.code).records)


def test_the_clock_is_red_past_its_deadline_and_only_there(view: QuarterView) -> None:
    block = opinion_blocks.waits(view)
    assert plain(block.title) == "2 ý kiến chưa trả lời, 1 quá hạn"
    assert block.build is not None
    chart = block.build(LIGHT)
    assert {"21 ngày, quá hạn 5", "7 ngày, còn 8"} <= {plain(one) for one in labels(chart)}
    red = [row for row in rows_of(chart, "rect") if row["fill"] == LIGHT.mark[Status.LATE]]
    assert [(row["x"], row["x2"]) for row in red] == [(16, 21)]


@pytest.mark.parametrize(
    ("row", "words", "late"),
    [
        (Clock("a", 3), "3 ngày", 0),
        (Clock("a", 0, 0), "0 ngày, hạn hôm nay", 0),
        (Clock("a", 5, 5), "5 ngày, hạn hôm nay", 0),
        (Clock("a", 5, 9), "5 ngày, còn 4", 0),
        (Clock("a", 9, 5), "9 ngày, quá hạn 4", 4),
        (Clock("a", 9, 5, over=True), "9 ngày, muộn 4", 4),
        (Clock("a", 4, 5, over=True), "4 ngày", 0),
    ],
)
def test_a_clock_says_days_and_what_is_left(row: Clock, words: str, late: int) -> None:
    assert plain(row.said) == words
    assert row.late == late
    for phone in (False, True):
        assert clocks.clock([row], LIGHT, phone=phone, middle=2.5).to_dict()


def test_more_things_than_bars_are_counted_in_words() -> None:
    many = [Clock(f"Việc {at}", at) for at in range(20)]
    assert plain(clocks.rest(many, "đề xuất")) == " Biểu đồ vẽ 12 dòng đầu, còn 8 đề xuất."
    assert clocks.rest(many[:12], "đề xuất") == ""
    assert sum(label.startswith("Việc") for label in labels(clocks.clock(many, LIGHT))) == 12
    assert len(read(tables.clocks("Việc", many))) == 21  # the file has them all


def test_the_median_is_a_rule_that_covers_no_words(view: QuarterView) -> None:
    block = exemplar_blocks.road(view, view)[2]
    assert block.build is not None
    chart = block.build(LIGHT)
    assert "trung vị 18 ngày" in {plain(one) for one in labels(chart)}
    days = [row for row in rows_of(chart, "text") if plain(str(row["label"])).endswith("9 ngày")]
    assert {row["x"] for row in days} == {19}


def test_the_funnel_gives_both_rates_of_each_step(view: QuarterView) -> None:
    rows = funnels.steps((("Đã duyệt", 31), ("Triển khai", 30), ("Hoàn thành", 3), ("Công nhận", 0), ("Nhân rộng", 0)))
    assert [row.said for row in rows] == ["31", "30 · 96,8%", "3 · 9,7%", "0 · 0,0%", "0 · 0,0%"]
    assert [row.from_before for row in rows[1:]] == [
        "30/31 = 96,8% của bước trước", "3/30 = 10,0% của bước trước", "0/3 = 0,0% của bước trước",
        "bước trước chưa có",
    ]  # fmt: skip
    assert exemplar_blocks.stages(view) == tuple((row.name, row.count) for row in rows)
    assert read(tables.funnel(rows))[3] == ["Hoàn thành", "3", "9,7", "10,0"]


def test_the_funnel_names_what_was_recognised_and_copied() -> None:
    whole = sample()
    ended = [one for one in whole.models if one.end_actual]
    done = {
        ended[0].model_id: dataclasses.replace(ended[0], state=ModelState.REPLICATED),
        ended[1].model_id: dataclasses.replace(ended[1], state=ModelState.RECOGNISED),
    }
    changed = dataclasses.replace(whole, models=tuple(done.get(one.model_id, one) for one in whole.models))
    block = exemplar_blocks.road(quarter_view(changed, Q3), quarter_view(changed, Q3))[0]
    said = "31 mô hình được duyệt, 3 hoàn thành, 2 được công nhận, 1 được nhân rộng"
    assert plain(block.title) == said
    assert block.figures[0].value == "2/31 = 6,5%"


def test_points_that_are_missing_are_a_dash_and_no_total() -> None:
    rows = [Pointed("A", (9, 8.5, 10)), Pointed("B", (7, None, 7)), Pointed("C", (None, None, None))]
    assert [row.said for row in rows] == ["27,5/30", "chưa đủ điểm", "chưa đủ điểm"]
    said = labels(pointed.points(rows, LIGHT))
    assert said.count("—") == 4
    assert "8,5" in said
    assert read(tables.points(rows))[1:] == [
        ["1", "A", "9,0", "8,5", "10,0", "27,5"], ["2", "B", "7,0", "", "7,0", ""], ["3", "C", "", "", "", ""],
    ]  # fmt: skip


def test_a_typed_point_beyond_the_scale_does_not_leave_its_column() -> None:
    chart = pointed.points([Pointed("A", (250, -3, 1))], LIGHT)
    assert max(row["x2"] for row in rows_of(chart, "rect") if row["x"] == 0) == pointed.MOST


def test_a_rule_at_the_median_and_a_proposal_answered_on_its_day() -> None:
    whole = sample()
    first = dataclasses.replace(whole.exemplars[0], answered=date(2026, 7, 10))
    changed = dataclasses.replace(whole, exemplars=(first,))
    block = exemplar_blocks.road(quarter_view(changed, Q3), quarter_view(changed, Q3))[2]
    assert block.build is not None
    assert block.build(LIGHT, phone=True).to_dict()
    assert "sau 0 ngày (trung vị)" in block.title


def test_a_chart_names_only_who_agreed(view: QuarterView) -> None:
    said = " ".join(block.alt_text for block in every_block(view))
    assert "Ví Dụ" not in said
    assert "Hộ gia đình · DH-2026-0004" in said
    hidden = dataclasses.replace(view.snapshot.rewards[0], exemplar_id="DH-2026-0004")
    assert exemplar_blocks.public_recipient(hidden, view.snapshot) == "Cá nhân · KTH-2026-0001"
    alone = dataclasses.replace(hidden, exemplar_id=None)
    assert exemplar_blocks.public_recipient(alone, view.snapshot) == "Cá nhân · KTH-2026-0001"


def test_an_acceptance_that_is_not_written_is_a_bar_of_its_own(view: QuarterView) -> None:
    first, *others = view.snapshot.feedback
    unsaid = dataclasses.replace(view.snapshot, feedback=(dataclasses.replace(first, acceptance=None), *others))
    block = opinion_blocks.blocks(quarter_view(unsaid, Q3))[2]
    assert "Chưa ghi mức: 1/6" in block.alt_text
    assert plain(block.title) == "Tiếp thu 4/6 ý kiến đã trả lời"
