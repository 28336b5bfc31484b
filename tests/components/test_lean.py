"""What the browser gets draws the same marks as what Altair wrote down (components.charts.lean)."""

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from components.charts.draw import _built
from components.charts.heatmap import CHOSEN, heatmap
from components.charts.lean import lean
from components.charts.marks import Box, Line, Mark, Ruler, Word, sheet
from components.theme import LIGHT, LOCALE
from domain.overview import Overview

COLOURS = st.sampled_from(["#123456", "#ABCDEF", "transparent"])
NUMBERS = st.integers(-3, 3)
BOXES = st.builds(
    Box, x=NUMBERS, x2=NUMBERS, y=NUMBERS, y2=NUMBERS, fill=COLOURS, stroke=COLOURS, dashed=st.booleans(),
    thick=NUMBERS, radius=NUMBERS,
    tip=st.sampled_from([{}, {"unit": "Thôn A", "id": "1"}, {"unit": "Thôn B", "id": "2"}]),
)  # fmt: skip
LINES = st.builds(Line, x=NUMBERS, x2=NUMBERS, y=NUMBERS, y2=NUMBERS, colour=COLOURS, thick=NUMBERS)
WORDS = st.builds(
    Word, x=NUMBERS, y=NUMBERS, label=st.sampled_from(["", "Quý II", "hai\ndòng"]), colour=COLOURS, size=NUMBERS,
    weight=NUMBERS, align=st.sampled_from(["left", "right"]), dx=NUMBERS, dy=NUMBERS, limit=NUMBERS,
)  # fmt: skip
MARKS = st.lists(BOXES | LINES | WORDS, max_size=8)


def drawn(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Every mark in the order in which it is drawn, with all that Vega reads of it."""
    return [one for layer in spec["layer"] for one in _marks(layer, spec)]


def _marks(layer: dict[str, Any], spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    encoding = {**spec.get("encoding", {}), **layer["encoding"]}
    for row in spec["datasets"][layer["data"]["name"]]:
        mark = {name: _resolved(said, row) for name, said in layer["mark"].items()}
        places = {axis: (said, row[said["field"]]) for axis, said in encoding.items() if axis in ["x", "y", "x2", "y2"]}
        paint = {
            axis: row[said["field"]] for axis, said in encoding.items() if axis in ["fill", "stroke", "color", "text"]
        }
        told = [(one["title"], row[one["field"]]) for one in encoding.get("tooltip", ())]
        chosen = [row[name] for one in spec.get("params", ()) if layer.get("name") in one["views"]
                  for name in one["select"]["fields"]]  # fmt: skip
        yield {**mark, **paint, **places, "told": told, "chosen": chosen}


def _resolved(said: Any, row: dict[str, Any]) -> Any:
    """An expression with what the row has for it: the shapes that `marks` writes."""
    if not isinstance(said, dict):
        return said
    found = re.fullmatch(r"datum\.(\w+)", said["expr"])
    return row[found[1]] if found else re.sub(r"datum\.(\w+)", lambda name: str(row[name[1]]), said["expr"])


@given(MARKS, st.sampled_from([None, "id"]))
def test_the_same_marks_are_drawn(marks: list[Mark], chosen: str | None) -> None:
    whole = sheet(Ruler(width=10, rows=2), marks, step=10, tips={"unit": "Thôn"}, chosen=chosen).to_dict()
    assert drawn(lean(whole)) == drawn(whole)


@given(MARKS)
def test_nothing_is_sent_that_shows_nothing(marks: list[Mark]) -> None:
    slim = lean(sheet(Ruler(width=10, rows=2), marks, step=10, tips={"unit": "Thôn"}, chosen="id").to_dict())
    said = str({**slim, "datasets": None})
    for layer in slim["layer"]:
        rows = slim["datasets"][layer["data"]["name"]]
        assert rows or not marks
        assert all(re.search(rf"\b{name}\b", said) for row in rows for name in row)
    assert len(slim["datasets"]) == len(slim["layer"]) <= 4


def test_the_heat_map_of_the_demo_is_the_same_and_a_third_smaller(demo: Overview) -> None:
    whole = heatmap(demo, LIGHT).to_dict()
    slim = lean(whole)
    assert drawn(slim) == drawn(whole)
    assert slim["params"][0]["name"] == CHOSEN
    before, after = (len(str({**one, "datasets": None})) for one in (whole, slim))
    assert after < 0.7 * before


def test_whole_numbers_take_no_more_bytes_than_they_need() -> None:
    box = Box(x=0, x2=300, y=0, y2=70_000, fill="#123456")
    small, large = (len(_built(sheet(Ruler(width=1, rows=1), [one] * 100, step=1))["datasets"]["d0"])
                    for one in (Box(x=0, x2=3, y=0, y2=7, fill="#123456"), box))  # fmt: skip
    assert small < large


def test_an_axis_or_a_number_to_be_told_keeps_the_words_for_it() -> None:
    whole = sheet(Ruler(width=10, rows=2), [Box(x=0, x2=1, y=0, y2=1, fill="#123456", tip={"unit": "A"})], step=10,
                  tips={"unit": "Thôn"}).to_dict()  # fmt: skip
    assert lean(whole)["config"]["locale"] == {"number": LOCALE["number"]}
    whole["layer"][1]["encoding"]["tooltip"][0]["type"] = "quantitative"
    assert lean(whole)["config"]["locale"] == LOCALE
    del whole["layer"][1]["encoding"]["tooltip"]
    for layer in whole["layer"]:
        del layer["encoding"]["x"]["axis"]
    assert lean(whole)["config"]["locale"] == LOCALE
