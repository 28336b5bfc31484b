"""From traces made by hand to what must be put right: which cell, in which row, and to what value."""

from typing import Any

from domain.rows import Grid
from domain.vocabulary import Tab
from sheets import guarded, settling
from sheets.guarded import Guarded, Trace
from sheets.settling import Mistake

TITLES = ["Mã mô hình", "Tên mô hình", "Ghi chú", "_rev"]
KEY, TITLE, REV = 0, 1, 3
A = ["MH-1", "Tên A", "", "MH-1#1~s"]
B = ["MH-2", "Tên B", "", "MH-2#1~s"]
C = ["MH-3", "Tên C", "", "MH-3#1~s"]
TAB = str(Tab.MODELS)


def written(tag: str, row: int, before: list[Any], to: str, **more: Any) -> Guarded:
    """A write of a new title into `row`, where `before` had been read."""
    token = f"{before[KEY]}#2~{tag.partition('.')[0]}"
    return Guarded(
        tag=tag,
        tab=Tab.MODELS,
        gid=1,
        key=before[KEY],
        row=row,
        titles=more.pop("titles", TITLES),
        cells={},
        written={TITLE: to},
        expect={KEY: before[KEY], TITLE: before[TITLE], REV: token},
        keys=[KEY],
        swap=(REV, before[REV], token),
        **more,
    )


def met(write: Guarded, row: list[Any], titles: list[str] = TITLES) -> Trace:
    """The trace of `write` when `row` stood there: the swap takes place where it finds what it looks for."""
    copied = list(row)
    if write.swap and row[write.swap[0]] == write.swap[1]:
        copied[write.swap[0]] = write.swap[2]
    marks = [write.tag, "2026-09-15T08:00:00+07:00", str(write.tab), write.key, write._mark()]
    found = guarded.trace([*marks, *copied, *[""] * (len(write.titles) - len(copied)), *titles])
    assert found is not None
    return found


def sheet(*rows: list[Any], titles: list[str] = TITLES) -> dict[str, Grid]:
    return {TAB: [list(titles), *(list(row) for row in rows)]}


def titled(row: list[Any], title: str) -> list[Any]:
    return [row[KEY], title, *row[2:]]


def put_right(traces: list[Trace], grids: dict[str, Grid], settled: frozenset[str] = frozenset()) -> list[Mistake]:
    return settling.mistakes(traces, set(settled), grids)


def shown(found: list[Mistake]) -> list[tuple[int, str, Any, Any]]:
    return [(one.row, one.title, one.stray, one.proper) for one in found]


def test_a_write_that_hit_is_no_mistake() -> None:
    trace = met(written("o.1", 2, A, "Mới"), A)
    assert trace.hit
    assert put_right([trace], sheet(titled(A, "Mới"), B)) == []


def test_a_stray_value_is_replaced_by_what_stood_there_wherever_the_row_is_now() -> None:
    trace = met(written("o.1", 2, A, "Mới"), B)
    assert not trace.hit
    assert trace.victim == ("MH-2",)
    found = put_right([trace], sheet(A, C, titled(B, "Mới")))
    assert shown(found) == [(4, "Tên mô hình", "Mới", "Tên B")]


def test_what_a_person_typed_over_the_stray_value_is_kept() -> None:
    trace = met(written("o.1", 2, A, "Mới"), B)
    assert put_right([trace], sheet(titled(B, "Người sửa"), A)) == []
    assert settling.unsettled([trace], set(), []) == [trace], "it is still to be noted in Nhật ký"


def test_what_a_person_typed_between_reading_and_writing_makes_a_miss_and_comes_back() -> None:
    """The right row, but another value than was read: nothing is overwritten unseen."""
    trace = met(written("o.1", 2, A, "Mới"), titled(A, "Người sửa"))
    assert not trace.hit
    found = put_right([trace], sheet(titled(A, "Mới"), B))
    assert shown(found) == [(2, "Tên mô hình", "Mới", "Người sửa")]


def test_a_stray_value_over_a_stray_value_gives_back_the_first_one() -> None:
    first = met(written("o.1", 2, A, "Lạc 1"), B)
    second = met(written("p.1", 2, C, "Lạc 2"), titled(B, "Lạc 1"))
    found = put_right([first, second], sheet(titled(B, "Lạc 2"), A, C))
    assert shown(found) == [(2, "Tên mô hình", "Lạc 2", "Tên B")]
    assert found[0].trace is second


def test_a_persons_edit_between_two_stray_values_comes_back() -> None:
    first = met(written("o.1", 2, A, "Lạc 1"), B)
    second = met(written("p.1", 2, C, "Lạc 2"), titled(B, "Người sửa"))
    found = put_right([first, second], sheet(titled(B, "Lạc 2"), A, C))
    assert shown(found) == [(2, "Tên mô hình", "Lạc 2", "Người sửa")]


def test_a_good_write_over_a_stray_value_stays() -> None:
    stray = met(written("o.1", 2, A, "Lạc"), B)
    read = titled(B, "Lạc")
    good = met(written("p.1", 2, read, "Đúng"), read)
    assert good.hit
    assert put_right([stray, good], sheet(titled(B, "Đúng"), A)) == []


def test_a_blank_row_that_was_hit_is_emptied_again() -> None:
    trace = met(written("o.1", 2, A, "Lạc"), ["", "", "", ""])
    assert trace.victim is None
    found = put_right([trace], sheet(A, ["", "Lạc"], B))
    assert shown(found) == [(3, "Tên mô hình", "Lạc", "")]


def test_two_writes_that_hit_one_blank_row_leave_nothing_in_it() -> None:
    blank = ["", "", "", ""]
    first = met(written("o.1", 2, A, "Một"), blank)
    second = met(written("p.1", 2, B, "Hai"), titled(blank, "Một"))
    found = put_right([first, second], sheet(A, titled(blank, "Hai"), B))
    assert shown(found) == [(3, "Tên mô hình", "Hai", "")]


def test_an_undoing_in_a_blank_row_that_met_another_stray_value_does_not_bring_it_to_other_blank_rows() -> None:
    blank = ["", "", "", ""]
    first = met(written("o.1", 2, A, "Một"), blank)
    second = met(written("p.1", 2, B, "Hai"), titled(blank, "Một"))
    undo = met(undoing(first, sheet(titled(blank, "Một"))), titled(blank, "Hai"))
    assert not undo.hit
    assert put_right([first, second, undo], sheet(blank, A, blank, blank, B)) == []


def test_an_undoing_that_emptied_what_a_person_is_typing_gives_it_back_to_that_row_only() -> None:
    first = met(written("o.1", 2, A, "Một"), ["", "", "", ""])
    undo = met(undoing(first, sheet(["", "Một", "", ""])), ["", "Của người", "ghi chú", ""])
    found = put_right([first, undo], sheet(["", "", "", ""], ["", "", "ghi chú", ""], ["", "", "khác", ""], A))
    assert shown(found) == [(3, "Tên mô hình", "", "Của người")]


def test_a_row_with_an_id_and_the_same_value_is_no_blank_row_that_was_hit() -> None:
    trace = met(written("o.1", 2, A, "Lạc"), ["", "", "", ""])
    assert put_right([trace], sheet(titled(A, "Lạc"), titled(B, "Lạc"))) == []


def test_a_row_whose_id_was_overwritten_is_found_by_all_that_was_written_into_it() -> None:
    """As an ID and a version that were meant for a typed row which had moved."""
    write = Guarded(
        tag="tay-1.1", tab=Tab.MODELS, gid=1, key="", row=2, titles=TITLES, cells={}, keys=[KEY],
        written={KEY: "MH-9", REV: "MH-9#1~tay"}, expect={KEY: "", TITLE: "Hàng gõ tay", REV: ""},
    )  # fmt: skip
    trace = met(write, B)
    assert not trace.hit
    found = put_right([trace], sheet(A, ["MH-9", "Tên B", "", "MH-9#1~tay"], ["", "Hàng gõ tay"]))
    assert shown(found) == [(3, "Mã mô hình", "MH-9", "MH-2"), (3, "_rev", "MH-9#1~tay", "MH-2#1~s")]
    [undo] = settling.undoings(found, {TAB: 1}, sheet(A, ["MH-9", "Tên B", "", "MH-9#1~tay"]))
    assert undo.expect[KEY] == "MH-9"
    assert undo.written == {KEY: "MH-2", REV: "MH-2#1~s"}


def test_a_value_under_another_header_than_its_own_goes_back_from_there() -> None:
    moved = ["Mã mô hình", "Ghi chú", "Tên mô hình", "_rev"]
    row = ["MH-1", "ghi chú A", "Tên A", "MH-1#1~s"]
    trace = met(written("o.1", 2, A, "Mới"), row, moved)
    assert not trace.hit
    assert trace.landed == {"Ghi chú": "Mới"}
    found = put_right([trace], sheet(["MH-1", "Mới", "Tên A", "MH-1#2~o"], titles=moved))
    assert shown(found) == [(2, "Ghi chú", "Mới", "ghi chú A")]


def test_columns_that_moved_again_since_are_found_by_their_titles() -> None:
    trace = met(written("o.1", 2, A, "Mới"), B)
    moved = ["_rev", "Ghi chú", "Tên mô hình", "Mã mô hình"]
    found = put_right([trace], sheet(["MH-2#1~s", "", "Mới", "MH-2"], titles=moved))
    assert [(one.row, one.column, one.proper) for one in found] == [(2, 2, "Tên B")]


def test_a_column_or_a_row_that_is_gone_leaves_nothing_to_put_right() -> None:
    trace = met(written("o.1", 2, A, "Mới"), B)
    assert put_right([trace], sheet(["MH-2", "", "MH-2#1~s"], titles=["Mã mô hình", "Ghi chú", "_rev"])) == []
    assert put_right([trace], sheet(A, C)) == []
    assert put_right([trace], {}) == []


def test_an_operation_of_two_records_of_which_one_missed_is_undone_in_both() -> None:
    hit, miss = met(written("o.1", 2, A, "Mới A"), A), met(written("o.1", 3, B, "Mới B"), C)
    assert (hit.hit, miss.hit) == (True, False)
    found = put_right([hit, miss], sheet(titled(A, "Mới A"), titled(C, "Mới B"), B))
    assert shown(found) == [(2, "Tên mô hình", "Mới A", "Tên A"), (3, "Tên mô hình", "Mới B", "Tên C")]
    undone = settling.undoings(found, {TAB: 1}, sheet(titled(A, "Mới A"), titled(C, "Mới B"), B))
    assert [(one.row, one.written, one.undoes) for one in undone] == [
        (2, {TITLE: "Tên A"}, "o.1"),
        (3, {TITLE: "Tên C"}, "o.1"),
    ]


def test_what_is_settled_is_left_alone() -> None:
    trace = met(written("o.1", 2, A, "Mới"), B)
    assert put_right([trace], sheet(titled(B, "Mới")), frozenset({"o.1"})) == []
    assert settling.candidates([trace], {"o.1"}) == []
    assert settling.candidates([trace], {"o.2"}) == [trace]


def undoing(stray: Trace, grids: dict[str, Grid]) -> Guarded:
    [undo] = settling.undoings(put_right([stray], grids), {TAB: 1}, grids)
    return undo


def test_an_undoing_that_missed_opens_what_was_settled_again_and_its_own_stray_value_too() -> None:
    stray = met(written("o.1", 2, A, "Lạc"), B)
    undo = undoing(stray, sheet(titled(B, "Lạc"), A))
    missed = met(undo, A)
    assert not missed.hit
    found = put_right([stray, missed], sheet(titled(A, "Tên B"), titled(B, "Lạc")), frozenset({"o.1"}))
    assert sorted(shown(found)) == [(2, "Tên mô hình", "Tên B", "Tên A"), (3, "Tên mô hình", "Lạc", "Tên B")]
    assert settling.unsettled([stray, missed], {"o.1"}, found) == [stray, missed]


def test_a_later_undoing_that_hit_closes_it() -> None:
    stray = met(written("o.1", 2, A, "Lạc"), B)
    undo = undoing(stray, sheet(titled(B, "Lạc"), A))
    again = undoing(stray, sheet(A, titled(B, "Lạc")))
    missed, done = met(undo, A), met(again, titled(B, "Lạc"))
    assert done.hit
    settled = frozenset({"o.1", missed.tag})
    assert put_right([stray, missed, done], sheet(A, B), settled) == []
    assert settling.unsettled([stray, missed, done], set(settled), []) == []


def test_a_long_text_is_recognised_by_its_digest() -> None:
    long = "Một dòng dài. " * 40
    trace = met(written("o.1", 2, A, long), B)
    found = put_right([trace], sheet(titled(B, long), A))
    assert [(one.row, one.proper) for one in found] == [(2, "Tên B")]
    assert put_right([trace], sheet(titled(B, long + "x"), A)) == []


def test_a_cell_of_the_journal_that_people_spoiled_is_passed_over() -> None:
    assert guarded.trace(["o.1", "lúc", TAB, "MH-1", "không phải JSON", "x"]) is None
    assert guarded.trace(["o.1", "lúc"]) is None
    assert guarded.trace([]) is None
