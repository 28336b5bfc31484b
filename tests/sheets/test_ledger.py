"""What Nhật ký settles: which hand edits it has already, whatever attempts missed in between."""

from domain.fields import specs
from domain.noticing import WHOLE_ROW, HandChange
from domain.rows import Grid
from domain.tables import HistoryEntry
from domain.vocabulary import BY_APPLICATION, HistoryAction, Source
from sheets.ledger import Ledger

TAB, KEY = "Mô hình", "MH-2026-0006"
WENT = HandChange(TAB, KEY, WHOLE_ROW, "{}", "")


def history(*entries: HistoryEntry) -> Grid:
    names = [spec.name for spec in specs(HistoryEntry)]
    rows = [["" if (value := getattr(one, name)) is None else str(value) for name in names] for one in entries]
    return [[spec.header for spec in specs(HistoryEntry)], *rows]


def entry(
    action: HistoryAction,
    *,
    op: str,
    source: Source = Source.APPLICATION,
    by: str = "chuyen-vien@example.vn",
    column: str | None = None,
    old: str | None = None,
    new: str | None = None,
) -> HistoryEntry:
    return HistoryEntry(
        op_id=op,
        action=action,
        by=by,
        tab=TAB,
        record_id=KEY,
        column=column,
        old=old,
        new=new,
        source=source,
        attempt=f"{op}.1",
    )


def ledger(*entries: HistoryEntry) -> Ledger:
    read = Ledger()
    read.take(history(*entries))
    return read


def test_a_miss_with_nothing_to_give_back_does_not_hide_a_later_deletion() -> None:
    undone = entry(HistoryAction.RESTORE, op="c1", by=BY_APPLICATION)
    read = ledger(entry(HistoryAction.EDIT, op="c1", column="Tên", new="x"), undone)
    assert not read.carried_out("c1")
    assert read.misses("c1") == 1
    assert not read.deleted(WENT)
    assert not read.knows(WENT)


def test_a_deletion_that_is_recorded_is_known_until_the_row_is_back() -> None:
    gone = entry(HistoryAction.SOFT_DELETE, op="t1", source=Source.HAND, old="{}")
    back = entry(HistoryAction.RESTORE, op="t2", source=Source.HAND, new="{}")
    assert ledger(gone).knows(WENT)
    assert not ledger(gone, back).knows(WENT)


def test_an_edit_is_known_by_the_last_value_of_its_cell_also_as_another_spelling_of_a_number() -> None:
    read = ledger(entry(HistoryAction.EDIT, op="c1", column="Tiến độ xác nhận (%)", new="60.0"))
    assert read.knows(HandChange(TAB, KEY, "Tiến độ xác nhận (%)", "", "60"))
    assert not read.knows(HandChange(TAB, KEY, "Tiến độ xác nhận (%)", "60", "61"))


def test_what_a_person_has_put_back_is_a_change_and_no_undone_attempt() -> None:
    read = ledger(entry(HistoryAction.RESTORE, op="p1", column="Tên", old="x", new="y"))
    assert read.carried_out("p1")
    assert read.misses("p1") == 0
    assert read.knows(HandChange(TAB, KEY, "Tên", "x", "y"))


def test_a_putting_back_that_missed_counts_as_missed() -> None:
    missed = entry(HistoryAction.RESTORE, op="p1", column="Tên", old="x", new="y")
    read = ledger(missed, entry(HistoryAction.RESTORE, op="p1", by=BY_APPLICATION, column="Tên", old="y", new="x"))
    assert not read.carried_out("p1")
    assert read.misses("p1") == 1


def test_a_row_that_a_person_has_brought_back_through_the_application_is_there_and_was_added_by_that() -> None:
    gone = entry(HistoryAction.SOFT_DELETE, op="t1", source=Source.HAND, old="{}")
    read = ledger(gone, entry(HistoryAction.RESTORE, op="r1", new="{}"))
    assert not read.deleted(WENT)
    assert read.added("r1") == (KEY,)
    assert read.knows(HandChange(TAB, KEY, WHOLE_ROW, "", "{}"))
