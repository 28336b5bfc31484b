"""The answer of values:batchGet row by row gives what a whole decoding gives, and needs less room (sheets.answers)."""

import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from requests import JSONDecodeError

from domain.rows import Grid
from sheets.answers import grids_in

cells = st.one_of(st.text(), st.integers(), st.floats(allow_nan=False), st.booleans(), st.just(""))
grids = st.lists(st.lists(cells, max_size=4), max_size=5)
answers = st.lists(
    st.one_of(
        st.builds(lambda values: {"range": "'Mô hình'!A1:AT9", "majorDimension": "ROWS", "values": values}, grids),
        st.builds(lambda values: {"values": values, "range": "[1, {]}"}, grids),
        st.just({"range": "'Thôn'!A1:Z1", "majorDimension": "ROWS"}),  # as Google leaves out the values of a blank tab
    ),
    max_size=4,
)


def encoded(ranges: list[dict[str, Any]], *, indent: int | None = None) -> bytes:
    answer = {"spreadsheetId": "một", "valueRanges": ranges}
    return json.dumps(answer, ensure_ascii=indent is None, indent=indent).encode()


def decoded(ranges: list[dict[str, Any]]) -> list[Grid]:
    return [one.get("values", []) for one in ranges]


def typed(found: list[Grid]) -> str:
    """Tells 1 from 1.0 and from True."""
    return repr(found)


@given(answers)
def test_it_gives_what_the_whole_answer_holds(ranges: list[dict[str, Any]]) -> None:
    assert typed(grids_in(encoded(ranges))) == typed(decoded(ranges))


@given(st.lists(st.lists(st.lists(st.text(alphabet='aă\n"\\[]{},: '), max_size=3), max_size=3), max_size=3))
def test_it_reads_an_answer_in_lines_as_google_writes_it(many: list[Grid]) -> None:
    ranges = [{"range": "A1", "majorDimension": "ROWS", "values": one} for one in many]
    assert grids_in(encoded(ranges, indent=2)) == many


@given(answers, st.lists(grids, max_size=4))
def test_what_is_known_changes_nothing_but_which_object_it_is(ranges: list[dict[str, Any]], known: list[Grid]) -> None:
    found = grids_in(encoded(ranges), known)
    assert typed(found) == typed(decoded(ranges))
    for grid, before in zip(found, known, strict=False):
        for row, was in zip(grid, before, strict=False):
            assert (row is was) == (row == was and [*map(type, row)] == [*map(type, was)])


def test_equal_texts_of_all_ranges_are_one_object() -> None:
    values = [["Thôn Bến Đò dài", 46_000, 1.5, True], ["Thôn Bến Đò dài", 46_000]]
    first, second = grids_in(encoded([{"values": values}, {"values": values}]))
    assert first[0][0] is first[1][0] is second[1][0]
    assert first[0][1] is second[1][1]


def test_an_answer_without_ranges_has_no_grids() -> None:
    assert grids_in(b'{"spreadsheetId": "x"}') == []
    assert grids_in(b'{ "valueRanges" : [ ] }') == []


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<html>502</html>", b"[]", b"null", b'{"valueRanges": 3}', b'{"valueRanges": [{"values": [[1], [2]',
        b'{"valueRanges": [{"values": [[1] [2]]}]}', b'{"valueRanges": [] "x": 1}', b"{1:", b'{"a" 1}',
        b"\xff\xfe{}",
    ],
)  # fmt: skip
def test_what_is_no_such_answer_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(JSONDecodeError):
        grids_in(content)


def test_rows_that_are_known_need_no_room_for_more_than_one() -> None:
    """As a whole the values would take five times what was sent."""
    row = ["Tổ tự quản đường hoa", "Đang triển khai", 46_000.5, "Hộ dân tham gia", 12, True]
    known = [[*row, f"MH-2026-{number:04d}"] for number in range(4_000)]
    content = encoded([{"values": known}])
    text = len(content.decode()) * 2
    tracemalloc.start()
    try:
        found = grids_in(content, [known])
        assert tracemalloc.get_traced_memory()[1] < text + 200_000
    finally:
        tracemalloc.stop()
    assert all(new is old for new, old in zip(found[0], known, strict=True))
