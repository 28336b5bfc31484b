"""The charts of Tuyên truyền and Dân vận chính quyền: what they say, that blank is not 0, and their files."""

import csv
import dataclasses
import io
from typing import Any

import pytest

from components import communication, figure_homes, links, service
from components import communication_blocks as told
from components import service_blocks as served
from components.charts.coverage import Share, shares
from components.charts.quarter_bars import Counted, QuarterCounts, quarter_bars, quarter_bars_alt
from components.charts.tables import quarter_counts
from components.export import csv_file
from components.figure_blocks import Block
from components.theme import DARK, LIGHT, Palette
from domain.evidence import EVIDENCE
from domain.quarters import Quarter
from domain.ratios import Ratio
from domain.tables import ServiceFigure
from domain.view import QuarterView, quarter_view
from domain.vocabulary_movement import ServiceIndicator as I
from tests.components.samples import NOTHING, sample
from tests.components.test_charts import labels, rows_of

Q2, Q3, Q4 = Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4)
LOOKS = pytest.mark.parametrize(
    ("palette", "phone"), [(LIGHT, False), (DARK, True)], ids=["light desk", "dark phone"]
)  # fmt: skip


@pytest.fixture
def view() -> QuarterView:
    return quarter_view(sample(), Q3)


def every_block(view: QuarterView) -> list[Block]:
    blocks = [one for part in told.PARTS for one in told.blocks(view, part)]
    return blocks + [one for part in served.PARTS for one in served.blocks(view, part)]


def block(view: QuarterView, key: str) -> Block:
    return next(one for one in every_block(view) if one.key == key)


def read(table: Any) -> list[list[str]]:
    header, lines = table
    return list(csv.reader(io.StringIO(csv_file(header, lines).decode("utf-8-sig")), delimiter=";"))


COUNTS = QuarterCounts((Q2, Q3, Q4), 2, [Counted("Hội nghị", (16, 3)), Counted("Bảng tin", (0, None))])


@LOOKS
def test_counts_stand_by_quarter_and_a_blank_is_not_a_0(palette: Palette, phone: bool) -> None:
    chart = quarter_bars(COUNTS, palette, phone=phone)
    said = labels(chart)
    assert {"Hội nghị", "Bảng tin", "16", "3", "0", "—", "chưa đến kỳ"} <= set(said)
    bars = [(row["name"], row["count"]) for row in rows_of(chart, "rect") if row.get("count")]
    assert bars == [("Hội nghị", "16"), ("Hội nghị", "3")]  # neither 0 nor blank has a bar
    alt = quarter_bars_alt("Kênh", COUNTS).replace("\u00a0", " ")
    assert alt == "Kênh. Hội nghị: Quý II 16, Quý III 3; Bảng tin: Quý II 0, Quý III —."


def test_names_of_quarters_stand_on_one_line() -> None:
    heads = [row for row in rows_of(quarter_bars(COUNTS, LIGHT), "text") if str(row["label"]).startswith("Quý")]
    assert len(heads) == 3
    assert len({row["y"] for row in heads}) == 1


def test_rows_that_count_different_things_are_compared_with_themselves_only() -> None:
    alone = dataclasses.replace(COUNTS, rows=[Counted("buổi", (60, 30)), Counted("tin", (2, 4))], alone=True)
    wide = {(row["name"], row["count"]): row["x2"] - row["x"] for row in rows_of(quarter_bars(alone, LIGHT), "rect")}
    assert wide["buổi", "60"] == wide["tin", "4"] == pytest.approx(2 * wide["tin", "2"])


def test_a_file_of_counts_leaves_blank_what_is_not_known() -> None:
    assert read(quarter_counts("Kênh", COUNTS)) == [
        ["Kênh", "Quý II/2026", "Quý III/2026"], ["Hội nghị", "16", "3"], ["Bảng tin", "0", ""],
    ]  # fmt: skip


def test_nothing_counted_is_still_a_chart() -> None:
    assert quarter_bars(QuarterCounts((Q2, Q3), 0, []), LIGHT).to_dict()["layer"]


def test_a_share_that_is_not_known_says_why_and_has_no_bar() -> None:
    row = Share("đúng hạn", Ratio(0, 0), "Quý III", note="chưa có số liệu")
    chart = shares([row], LIGHT)
    assert "chưa có số liệu" in labels(chart)
    assert [one for one in rows_of(chart, "rect") if one.get("count")] == []


def test_long_shares_have_room_on_the_desk() -> None:
    short, long = Share("a", Ratio(1, 2)), Share("a", Ratio(4494, 5486))
    assert long.said == "4.494/5.486 · 81,9%"

    def room(row: Share) -> float:
        return float(shares([row], LIGHT).to_dict()["layer"][0]["encoding"]["x"]["scale"]["domain"][1])

    assert room(long) > room(short) == 134


@LOOKS
def test_every_chart_can_be_built_and_says_its_finding(view: QuarterView, palette: Palette, phone: bool) -> None:
    found = every_block(view)
    assert len({one.key for one in found}) == len({one.file for one in found}) == len(found)
    for one in found:
        assert one.build is not None
        assert one.build(palette, phone=phone).to_dict()["layer"]
        assert one.alt_text.startswith(one.title)
        assert one.alt_text.endswith(".")
        assert one.caption.endswith(".")
        assert len(read(one.table())) > 1


def test_no_view_has_more_charts_than_a_screen_holds() -> None:
    assert max(len(makers) for parts in (told.PARTS, served.PARTS) for makers in parts.values()) <= 4


def test_every_figure_has_its_records_and_the_way_back_to_its_part(view: QuarterView) -> None:
    homes: dict[str, str] = {}
    for blocks, parts in ((told.blocks, told.PARTS), (served.blocks, served.PARTS)):
        for part in parts:
            homes |= {one.code: part for made in blocks(view, part) for one in made.figures if one.code != "TTR"}
    slugs = (links.COMMUNICATION, links.SERVICE)
    assert set(homes) | {"TTR"} == {code for code, home in figure_homes.HOMES.items() if home.slug in slugs}
    assert set(figure_homes.HOMES) <= set(EVIDENCE)
    assert {code: next(iter(figure_homes.HOMES[code].query.values())) for code in homes} == homes


def test_an_empty_commune_has_charts_without_a_value_of_nothing() -> None:
    view = quarter_view(sample(**NOTHING), Q3)
    values = {one.code: one.value for made in every_block(view) for one in made.figures}
    assert {values[code] for code in values if code.startswith(("I19", "I20", "I21"))} == {"chưa có số liệu"}
    assert values["I18b"] == values["I18d"] == "— (mẫu số 0)"
    for one in every_block(view):
        assert one.build is None or one.build(LIGHT).to_dict()["layer"]
        assert "None" not in f"{one.title} {one.caption} {one.alt_text}"


def test_a_year_without_units_is_told_without_a_fault() -> None:
    view = quarter_view(sample(**NOTHING, units=()), Q3)
    assert communication.headline(view).endswith("chưa có hoạt động tuyên truyền nào được ghi.")
    assert all(one.title for one in every_block(view))


def test_the_titles_are_findings(view: QuarterView) -> None:
    def title(key: str) -> str:
        return block(view, key).title.replace("\u00a0", " ")

    assert title("channels") == "11/12 kênh được dùng trong quý III"
    assert title("audiences") == "Chưa tới GV-NV trong quý III"
    assert title("active") == "19/43 thôn, đơn vị có hoạt động, 24 đơn vị chưa có"
    assert title("briefed") == "Còn 3 đơn vị chưa quán triệt kế hoạch"
    assert title("contests") == "2/5 trường đã tổ chức cuộc thi tìm mô hình"
    assert title("cases_resolved") == "Còn 2 vụ việc đến hạn chưa giải quyết"
    assert title("dialogue") == "Đã trả lời 11/14 ý kiến nêu tại đối thoại"
    assert title("satisfaction") == "92,7% phiếu khảo sát hài lòng"


def test_a_case_that_did_not_come_up_is_neither_0_nor_100_percent(view: QuarterView) -> None:
    built = block(view, "cases_on_time").build
    assert built is not None
    assert "không có vụ nào" in labels(built(LIGHT))


def test_the_headline_of_service_says_what_lacks(view: QuarterView) -> None:
    def blanked(row: ServiceFigure) -> ServiceFigure:
        return dataclasses.replace(row, done=None) if row.code in (I.VISITS, I.RECEPTION) else row

    rows = tuple(map(blanked, view.snapshot.service_figures))
    said = service.headline(quarter_view(sample(service_figures=rows), Q3)).replace("\u00a0", " ")
    assert said.endswith(":orange[2 chỉ tiêu chưa đủ số liệu].")
    assert "tiếp công dân" not in said
