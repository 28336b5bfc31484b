"""What waits to be written follows from the lines of the grid and the edits that the browser tells."""

from domain.hand_sheet import HandRow, Line, Wanted, folded, wanted

FIRST = HandRow(2, ("MH-1", 5), ("MH-1", "5"), "MH-1")
SECOND = HandRow(3, ("MH-2",), ("MH-2",), "MH-2")
LINES = (Line(FIRST), Line(SECOND))


def test_nothing_typed_is_nothing_wanted() -> None:
    assert not wanted(*folded(LINES, {}))


def test_typing_the_same_again_is_no_edit() -> None:
    lines, _ = folded(LINES, {"edited_rows": {0: {"c1": "5"}, 1: {"c1": None}}})
    assert not wanted(lines, [])


def test_edits_additions_and_deletions_go_to_their_rows() -> None:
    state = {
        "edited_rows": {0: {"c1": "6"}, 1: {"c0": "x"}},
        "added_rows": [{"c0": "mới", "row": "mới"}, {}, {"c1": None}],
        "deleted_rows": [1],
    }
    lines, deleted = folded(LINES, state)
    assert wanted(lines, deleted) == Wanted(((FIRST, {1: "6"}),), ({0: "mới"},), (SECOND,))


def test_what_waits_stays_when_it_is_edited_further_and_goes_when_it_is_taken_back() -> None:
    lines, _ = folded(LINES, {"edited_rows": {0: {"c1": "6"}}, "added_rows": [{"c0": "mới"}]})
    lines, _ = folded(lines, {"edited_rows": {0: {"c1": "5"}, 2: {"c1": "7"}}})
    assert wanted(lines, []) == Wanted((), ({0: "mới", 1: "7"},))
    lines, deleted = folded(lines, {"deleted_rows": [2]})
    assert not wanted(lines, deleted)
    assert lines[0].text(1) == "5"
