"""The figures kept with a lock: what goes into Nhật ký comes out of it, what differs later is found with its causes."""

import dataclasses
import json
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.indicators import indicators
from domain.kept_figures import UNIT_CODES, Kept, figures_now, kept, moved, notes
from domain.later_changes import ALL_TABS, TABS, Later, causes, later
from domain.lock_history import VALUE, Closings, closings, events
from domain.lock_keys import EXCEPTIONS, LOCKED
from domain.permissions import Actor
from domain.progress import valid_reports
from domain.quarters import Quarter, quarter_of
from domain.serials import VIETNAM
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import HistoryEntry
from domain.vocabulary import HistoryAction, ReportState, Role, Source, Tab
from tests.components.samples import sample

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
SAMPLE = sample(today=date(2026, 10, 5))
AT = datetime(2026, 10, 5, 9, 12, tzinfo=VIETNAM)
ADMIN = "quan-tri@example.vn"


def entry(tab: Tab, record_id: str, column: str | None, old: str | None, new: str | None, **more: Any) -> HistoryEntry:
    given: dict[str, Any] = {
        "op_id": "o1", "at": AT, "by": ADMIN, "action": HistoryAction.EDIT, "source": Source.APPLICATION,
    }  # fmt: skip
    return HistoryEntry(tab=tab, record_id=record_id, column=column, old=old, new=new, **{**given, **more})


def written(snapshot: Snapshot, quarter: Quarter, *, op: str = "lock", at: datetime = AT) -> list[HistoryEntry]:
    """What a lock leaves in Nhật ký."""
    return [
        entry(note.tab, note.record_id, note.column, None, note.text, op_id=op, at=at, action=HistoryAction.LOCK_PERIOD)
        for note in notes(snapshot, quarter)
    ]


def test_what_is_kept_comes_back_and_fits_into_cells() -> None:
    entries = written(SAMPLE, Q3)
    assert max(len(one.new or "") for one in entries) < 5_000
    [found] = kept(entries, Q3)
    assert found.figures == figures_now(SAMPLE, Q3)
    assert (found.at, found.by, found.op, found.quarter) == (AT, ADMIN, "lock", Q3)
    assert kept(entries, Q2) == ()
    assert moved(found.figures, figures_now(SAMPLE, Q3)) == ()


def test_every_indicator_of_a_quarter_is_kept_and_the_main_ones_of_each_unit() -> None:
    whole, found = indicators(SAMPLE, Q3), figures_now(SAMPLE, Q3)
    assert found["commune"].keys() == whole["commune"].keys()
    assert found["units"].keys() == whole["units"].keys()
    for unit_id, codes in whole["units"].items():
        assert found["units"][unit_id].keys() == codes.keys() & UNIT_CODES
    for code, one in found["commune"].items():
        assert one["value"] == whole["commune"][code]["value"]
    assert sum(found["commune"]["I16"]["by_field"].values()) == found["commune"]["I16"]["denominator"]
    assert set(found["commune"]) <= set(TABS)


def test_of_several_sets_the_newest_is_first_and_spoilt_cells_are_left_out() -> None:
    later_day = dataclasses.replace(SAMPLE, reports=SAMPLE.reports[:-3])
    entries = written(SAMPLE, Q3) + written(later_day, Q3, op="again", at=AT + timedelta(days=1))
    assert [one.op for one in kept(entries, Q3)] == ["again", "lock"]
    for spoilt in (None, "", "{", "[]", "null", '{"figures": 3}', '{"figures": {"I7": 4}}'):
        one = dataclasses.replace(entries[0], new=spoilt)
        assert [each.op for each in kept([one, *entries[1:]], Q3)] == ["again"]
    unit = dataclasses.replace(entries[1], new="???")
    assert len(kept([entries[0], unit], Q3)[0].figures["units"]) == 0


@pytest.mark.parametrize("quarter", [Q2, Q3])
def test_once_a_quarter_is_over_only_reports_that_come_later_move_its_figures(quarter: Quarter) -> None:
    """Everything else is as of the quarter's last day, whatever day it is looked at (domain/3, “As of when”)."""
    settled = max([quarter.last, *(one.submitted for one in SAMPLE.reports if one.submitted)])
    at_end = figures_now(dataclasses.replace(SAMPLE, today=settled), quarter)
    for days in (1, 10, 100, 400):
        on = dataclasses.replace(SAMPLE, today=settled + timedelta(days=days))
        assert moved(at_end, figures_now(on, quarter)) == ()


def test_before_its_end_figures_as_of_a_day_move_by_themselves() -> None:
    early = figures_now(dataclasses.replace(SAMPLE, today=date(2026, 9, 21)), Q3)
    codes = {one.code for one in moved(early, figures_now(SAMPLE, Q3)) if one.unit_id is None}
    assert codes
    assert codes <= {"I9", "I10", "I11", "I12", "I12b", "I13", "I14", "I14b", "I17", "I17b", "I18", "I22", "I22b",
                     "I23", "I24", "I24b", "I24c", "I1a", "I1b", "I7", "I15a", "I8", "I8b", "I11b", "I16", "I18b",
                     "I18c", "I18d", "R63", "I15b"}  # fmt: skip


def test_a_difference_is_found_where_it_is_and_nowhere_else() -> None:
    report = next(one for one in SAMPLE.reports if quarter_of(one) == Q3 and one.rstatus is ReportState.SUBMITTED)
    changed = dataclasses.replace(report, rstatus=ReportState.CONFIRMED, prog_conf=(report.prog_self or 0) + 7)
    others = tuple(one for one in SAMPLE.reports if one is not report)
    now = dataclasses.replace(SAMPLE, reports=(*others, changed))
    found = moved(figures_now(SAMPLE, Q3), figures_now(now, Q3))
    owner = SAMPLE.owner_of(report)
    assert {one.code for one in found if one.unit_id is None} == {"I7"}
    assert {one.unit_id for one in found} == {None, owner}
    [commune] = [one for one in found if one.unit_id is None]
    assert commune.now["numerator"] == commune.then["numerator"] + 7
    assert len(valid_reports(now)) == len(valid_reports(SAMPLE))


def test_a_unit_that_came_or_went_is_a_difference() -> None:
    now = dataclasses.replace(SAMPLE, units=tuple(one for one in SAMPLE.units if one.unit_id != "TH-01"))
    found = moved(figures_now(SAMPLE, Q3), figures_now(now, Q3))
    assert {one.code for one in found if one.unit_id == "TH-01"} <= UNIT_CODES
    assert all(one.now == {} for one in found if one.unit_id == "TH-01")


# Who locked when


def lists(*values: str | None, record: str = LOCKED, **more: Any) -> list[HistoryEntry]:
    """The cell of a list from value to value, a day apart."""
    return [
        entry(Tab.SETTINGS, record, VALUE, old, new, op_id=f"o{day}", at=AT + timedelta(days=day), **more)
        for day, (old, new) in enumerate(pairwise(values))
    ]


def test_a_lock_is_known_by_what_came_into_the_list_also_by_hand() -> None:
    entries = lists(None, "Quý II/2026", "2026-Q2; 2026-Q3", "2026-Q3", "2026-Q3; II/2026", by="x@example.vn")
    told = [(one.key, one.came, one.op) for one in events(entries, Settings())]
    assert told == [
        ("2026-Q2", True, "o0"), ("2026-Q3", True, "o1"), ("2026-Q2", False, "o2"), ("2026-Q2", True, "o3"),
    ]  # fmt: skip
    found = closings(entries, Settings(locked_quarters=("2026-Q2", "2026-Q3")), (Q2, Q3))
    assert {key: one.op for key, one in found.since.items()} == {"2026-Q2": "o3", "2026-Q3": "o1"}
    assert found.since["2026-Q3"].by == "x@example.vn"
    by_hand = lists(None, "2026-Q2", source=Source.HAND)
    assert closings(by_hand, Settings(locked_quarters=("2026-Q2",)), ()).since["2026-Q2"].by_hand
    assert closings(by_hand, Settings(), ()).since == {}


def test_a_row_that_came_or_went_as_a_whole_is_read_too() -> None:
    row = json.dumps({"Khóa": LOCKED, VALUE: "2026-Q2"})
    entries = [entry(Tab.SETTINGS, LOCKED, None, None, row), entry(Tab.SETTINGS, LOCKED, None, row, None, op_id="o2")]
    assert [(one.key, one.came) for one in events(entries, Settings())] == [("2026-Q2", True), ("2026-Q2", False)]
    assert list(events([entry(Tab.SETTINGS, LOCKED, None, "{", "[1]")], Settings())) == []


def test_the_set_that_counts_is_that_of_the_lock_that_holds() -> None:
    entries = [*lists(None, "2026-Q3"), *written(SAMPLE, Q3, op="o0")]
    locked = Settings(locked_quarters=("2026-Q3",))
    found = closings(entries, locked, (Q2, Q3))
    assert found.figures(Q3) is found.newest(Q3) is not None
    assert found.newest(Q2) is None
    by_hand = [*entries, *lists("2026-Q3", None, "2026-Q3", source=Source.HAND)[0:0]]
    again = closings([*by_hand, entry(Tab.SETTINGS, LOCKED, VALUE, "2026-Q3", None, op_id="h1"),
                      entry(Tab.SETTINGS, LOCKED, VALUE, None, "2026-Q3", op_id="h2")], locked, (Q3,))  # fmt: skip
    assert again.figures(Q3) is None
    assert again.newest(Q3) is not None


def test_who_may_know_what_of_it() -> None:
    settings = Settings(locked_quarters=("2026-Q3",), lock_exceptions=("2026-Q3/TH-05", "2026-Q3/TH-01"))
    entries = [
        *lists(None, "2026-Q3"), *lists(None, "2026-Q3/TH-05; 2026-Q3/TH-01", record=EXCEPTIONS),
        *written(SAMPLE, Q3, op="o0"),
    ]  # fmt: skip
    whole = closings(entries, settings, (Q3,))

    def seen(role: Role) -> Closings:
        return whole.seen_by(Actor("a@example.vn", "A", "TH-05", role))

    for role in (Role.ADMIN, Role.OFFICER, Role.LEADER):
        assert seen(role) is whole
    assert seen(Role.UNIT).since.keys() == {"2026-Q3", "2026-Q3/TH-05"}
    assert seen(Role.GUEST).since.keys() == {"2026-Q3"}
    assert seen(Role.GUEST).since["2026-Q3"].by == ""
    for role in (Role.UNIT, Role.FRONT, Role.GUEST):
        assert seen(role).newest(Q3) is None


# What changed since


def changes(*entries: HistoryEntry, quarter: Quarter = Q3) -> list[tuple[str, str]]:
    return [(one.tab, one.record_id) for one in later(entries, SAMPLE, quarter, "lock")]


@pytest.mark.parametrize(
    ("changed", "touches"),
    [
        (entry(Tab.REPORTS, "BC-2026-Q3-0001", "Tiến độ xác nhận (%)", "40", "55"), True),
        (entry(Tab.REPORTS, "BC-2026-Q2-0001", "Tiến độ xác nhận (%)", "40", "55"), True),  # an old figure counts on
        (entry(Tab.VILLAGE_SUMS, "TH-01|2026|IV", "Số hộ tham gia ≥1 MH", None, "5"), False),
        (entry(Tab.SETTINGS, "nguong_xanh", VALUE, "-10", "-5"), True),
        (entry(Tab.SETTINGS, EXCEPTIONS, VALUE, None, "2026-Q3/TH-05"), False),
        (entry(Tab.SETTINGS, "so_nam_sau", VALUE, None, "2027"), False),
        (entry(Tab.SETTINGS, "so_nam_truoc", VALUE, None, "embedded"), False),
        (entry(Tab.UNITS, "TH-01", "Tổng số hộ", "142", "150"), True),
        (entry(Tab.ACCOUNTS, "x@example.vn", "Vai trò", "Đơn vị", "Khách"), False),
        (entry(Tab.SCORES, "2026|TH-01|TC7", "Điểm thẩm định", "3", "4"), False),
        (entry(Tab.COMMUNICATIONS, "TTR-2026-9999", "Ngày", "01/08/2026", "01/11/2026"), True),  # moved out of it
        (entry(Tab.COMMUNICATIONS, "TTR-2026-9999", "Ngày", None, "01/11/2026"), False),
        (entry(Tab.INSPECTIONS, "KT-2026-9999", None, json.dumps({"Ngày": 46235, "Năm": 2026}), None), True),
        (entry(Tab.INSPECTIONS, "KT-2026-9999", None, json.dumps({"Ngày": 46340}), None), False),
        (entry(Tab.INSPECTIONS, "KT-2026-9999", None, "{", None), False),
    ],
)
def test_a_change_touches_a_quarter_by_the_day_of_its_record(changed: HistoryEntry, touches: bool) -> None:
    assert bool(changes(changed)) is touches


def test_changes_of_one_save_are_one_and_the_lock_itself_is_none() -> None:
    one = entry(Tab.REPORTS, "BC-2026-Q3-0001", "Trạng thái BC", "Đã nộp", "Đã xác nhận")
    two = dataclasses.replace(one, column="Tiến độ xác nhận (%)")
    newer = dataclasses.replace(one, op_id="o2", at=AT + timedelta(hours=1), record_id="BC-2026-Q3-0002")
    found = later([one, two, newer, *written(SAMPLE, Q3)], SAMPLE, Q3, "lock")
    assert [(each.record_id, len(each.entries)) for each in found] == [("BC-2026-Q3-0002", 1), ("BC-2026-Q3-0001", 2)]


def test_a_cause_is_of_the_tabs_and_of_the_unit_of_a_figure() -> None:
    report = next(one for one in SAMPLE.reports if quarter_of(one) == Q3)
    owner = SAMPLE.owner_of(report)
    changed = Later(Tab.REPORTS, report.report_id or "", (entry(Tab.REPORTS, report.report_id or "", "x", "1", "2"),))
    for_all = Later(Tab.SETTINGS, "nguong_xanh", (entry(Tab.SETTINGS, "nguong_xanh", VALUE, "1", "2"),))
    both = (changed, for_all)
    assert causes(both, "I7", None, SAMPLE) == both
    assert causes(both, "I13", None, SAMPLE) == (for_all,)
    assert causes(both, "I22", None, SAMPLE) == ()
    assert causes(both, "I7", owner, SAMPLE) == both
    assert causes(both, "I7", "TH-99", SAMPLE) == (for_all,)
    assert {tab for tabs in TABS.values() for tab in tabs} == ALL_TABS
    assert Tab.ACCOUNTS not in ALL_TABS


@given(st.lists(st.text(max_size=40), max_size=4), st.text(max_size=60))
def test_whatever_people_type_into_the_history_nothing_falls_over(columns: list[str], text: str) -> None:
    entries = [
        entry(tab, key, column, text, text, action=action)
        for tab in (Tab.SETTINGS, Tab.INSPECTIONS)
        for key in (LOCKED, "2026-Q3", text)
        for column in (*columns, None, VALUE, "Số liệu chốt: Toàn xã")
        for action in (HistoryAction.LOCK_PERIOD, None)
    ]
    found = closings(entries, Settings(locked_quarters=("2026-Q3",)), (Q2, Q3))
    assert all(isinstance(one, Kept) for many in found.kept.values() for one in many)
    later(entries, SAMPLE, Q3, "lock")
