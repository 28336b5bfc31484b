"""A quarter is locked through the service: its figures are kept once, and what people do later is named beside them."""

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from domain.errors import Invalid, NotAllowed, Unreachable
from domain.kept_figures import Kept, figures_now, moved
from domain.later_changes import causes
from domain.lock_rules import close_exception, lock_quarter, open_exception, unlock_quarter
from domain.outbox import Entry
from domain.permissions import Actor
from domain.plans import Rule
from domain.quarters import Quarter, quarter_of
from domain.report_rules import confirm_report, save_report
from domain.restoring import put_back
from domain.score_rules import write_scores
from domain.vocabulary import BY_HAND, ReportState, Tab
from sheets import handwork, indicators, session
from sheets.actions import carry_out
from sheets.service import Service
from sheets.visitors import Identity
from tests.sheets import faults as broken
from tests.sheets.faults import Faults
from tests.sheets.helpers import NEVER, actor, person, stored
from tests.sheets.test_handwork import chores

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
ADMIN, OFFICER = "quan-tri@example.vn", "chuyen-vien@example.vn"
LOCK = partial(lock_quarter, quarter=Q2, sure=True)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would come to rest in seconds has done so, and Nhật ký is read anew."""
    monkeypatch.setattr(handwork, "REST", timedelta())
    monkeypatch.setattr(handwork, "GONE", timedelta())
    monkeypatch.setattr("sheets.writer.CHORES", NEVER)
    monkeypatch.setattr("sheets.past.KEPT", 0.0)
    monkeypatch.setattr("sheets.closed.AGAIN", 0.0)


@pytest.fixture
def as_officer(service: Service, monkeypatch: pytest.MonkeyPatch) -> Actor:
    officer = actor(service, OFFICER)
    monkeypatch.setattr(session, "identity", lambda: Identity("chooser", officer))
    return officer


def history(folder: Path, op: str) -> list[dict[str, Any]]:
    grid = stored(folder, Tab.HISTORY)
    rows = [dict(zip(grid[0], row, strict=False)) for row in grid[1:]]
    return [one for one in rows if one["Mã thao tác"] == op]


def cell(folder: Path, key: str) -> str:
    """The value of a setting as it stands in the sheet."""
    row = next(row for row in stored(folder, Tab.SETTINGS) if row[0] == key)
    return str(row[1]) if len(row) > 1 else ""


def newest(service: Service) -> Kept:
    found = session.closings().newest(Q2)
    assert found is not None
    return found


def live_differences(service: Service) -> set[str]:
    now = figures_now(service.store.snapshot(), Q2)
    return {one.code for one in moved(newest(service).figures, now) if one.unit_id is None}


def test_a_lock_keeps_the_figures_in_the_same_batch_and_says_so_in_the_history(
    service: Service, faults: Faults, folder: Path
) -> None:
    faults.reset()
    carry_out(actor(service, ADMIN), LOCK, op="k1")
    assert len(faults.writes) == 1
    assert cell(folder, "khoa_ky") == "2026-Q2"
    entries = history(folder, "k1")
    assert {one["Hành động"] for one in entries} == {"Khóa kỳ"}
    assert {one["Người"] for one in entries} == {ADMIN}
    figures = [one for one in entries if one["Mã"] == "2026-Q2"]
    assert len(figures) == len(entries) - 1 == 44
    [commune] = [one for one in figures if one["Cột"] == "Số liệu chốt: Toàn xã"]
    assert json.loads(commune["Giá trị mới"])["figures"] == figures_now(service.store.snapshot(), Q2)["commune"]


@pytest.mark.parametrize("fault", [broken.lost_after, broken.lost_before, broken.answered(503)])
def test_whatever_becomes_of_the_answer_the_figures_are_kept_once(
    service: Service, faults: Faults, folder: Path, fault: broken.Fault
) -> None:
    faults.next_writes = [fault]
    carry_out(actor(service, ADMIN), LOCK, op="k1")
    service.writer.outcome("k1", within=20)
    carry_out(actor(service, ADMIN), LOCK, op="k1")
    assert len(history(folder, "k1")) == 45
    assert cell(folder, "khoa_ky") == "2026-Q2"


def test_a_unit_is_refused_until_an_officer_opens_an_exception(
    service: Service, folder: Path, as_officer: Actor
) -> None:
    carry_out(actor(service, ADMIN), LOCK, op="k1")
    found = next(one for one in service.store.snapshot().reports if quarter_of(one) == Q2 and one.unit_id == "TH-03")
    assert found.rstatus is ReportState.CONFIRMED
    unit = actor(service, "don-vi-10@example.vn")
    model = service.store.snapshot().models_of("TH-10")[0].model_id or ""
    saves = partial(save_report, model_id=model, quarter=Q2, values={"prog_self": "30"}, submit=False)
    with pytest.raises(Invalid, match="trang Khóa kỳ"):
        carry_out(unit, saves, op="u1")
    with pytest.raises(NotAllowed):
        carry_out(unit, partial(open_exception, quarter=Q2, unit_ids=("TH-10",)), op="u2")
    carry_out(as_officer, partial(open_exception, quarter=Q2, unit_ids=("TH-10",)), op="e1")
    assert cell(folder, "ngoai_le_khoa_ky") == "2026-Q2/TH-10"
    opened = session.closings().since["2026-Q2/TH-10"]
    assert (opened.by, opened.op) == (OFFICER, "e1")
    before = len(service.store.snapshot().reports)
    carry_out(unit, saves, op="u3")
    assert len(service.store.snapshot().reports) == before + 1
    carry_out(as_officer, partial(close_exception, quarter=Q2, unit_ids=("TH-10",)), op="e2")
    assert cell(folder, "ngoai_le_khoa_ky") == ""
    with pytest.raises(Invalid):
        carry_out(unit, partial(saves, values={"prog_self": "40"}), op="u4")


def test_kept_figures_stand_whatever_comes_later_and_each_difference_has_its_cause(
    service: Service, folder: Path, as_officer: Actor
) -> None:
    handed_in = next(one for one in service.store.snapshot().reports if one.rstatus is ReportState.SUBMITTED)
    quarter = quarter_of(handed_in)
    assert quarter == Q3
    report = next(one for one in service.store.snapshot().reports if quarter_of(one) == Q2 and one.prog_self)
    report_id = report.report_id or ""
    carry_out(actor(service, ADMIN), LOCK, op="k1")
    kept = newest(service)
    assert live_differences(service) == set()

    sheet, titles = person(folder).worksheet(Tab.REPORTS), stored(folder, Tab.REPORTS)[0]
    row = [one[0] for one in stored(folder, Tab.REPORTS)].index(report_id) + 1
    at = titles.index("Tiến độ tự báo cáo (%)") + 1
    sheet.update_cell(row, at, (report.prog_self or 0) + 31)
    chores(service)
    assert live_differences(service) == {"I7"}
    changes = session.changed_since(kept)
    assert [(one.record_id, one.head.by) for one in causes(changes, "I7", None, service.store.snapshot())] == [
        (report_id, BY_HAND)
    ]

    carry_out(as_officer, partial(confirm_report, report_id=handed_in.report_id or "", progress="12"), op="c1")
    assert report_id in {one.record_id for one in session.changed_since(kept)}
    assert handed_in.report_id not in {one.record_id for one in session.changed_since(kept)}, "of a later quarter"

    restored = partial(put_back, tab=str(Tab.REPORTS), record_id=report_id, values={"prog_self": report.prog_self})
    carry_out(as_officer, restored, op="r1")
    assert live_differences(service) == set()
    assert [one.head.by for one in session.changed_since(kept) if one.record_id == report_id] == [OFFICER, BY_HAND]
    assert newest(service).figures == kept.figures


def test_an_officer_who_confirms_later_moves_the_live_figure_and_not_the_kept_one(
    service: Service, monkeypatch: pytest.MonkeyPatch, as_officer: Actor
) -> None:
    monkeypatch.setenv("DVK_TODAY", "2026-10-05")
    service.store.refresh()
    carry_out(actor(service, ADMIN), partial(lock_quarter, quarter=Q3, sure=True), op="k1")
    report = next(one for one in service.store.snapshot().reports if one.rstatus is ReportState.SUBMITTED)
    before = session.closings().newest(Q3)
    assert before is not None
    confirmed = partial(confirm_report, report_id=report.report_id or "", progress=(report.prog_self or 0) + 9)
    carry_out(as_officer, confirmed, op="c1")
    now = figures_now(service.store.snapshot(), Q3)
    differing = [one for one in moved(before.figures, now) if one.unit_id is None]
    assert [one.code for one in differing] == ["I7"]
    found = causes(session.changed_since(before), "I7", None, service.store.snapshot())
    assert [(one.record_id, one.head.by) for one in found] == [(report.report_id, OFFICER)]
    after = session.closings().newest(Q3)
    assert after is not None
    assert after.figures == before.figures


@pytest.fixture
def put_together(service: Service, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets the writer find several saves at once, in this order, as after a pause without the workbook."""
    monkeypatch.setenv("DVK_TODAY", "2026-10-05")
    service.store.refresh()

    def put(*saves: tuple[str, Actor, Rule]) -> None:
        take, ready = service.outbox.take, threading.Event()
        monkeypatch.setattr(service.outbox, "take", lambda: take() if ready.is_set() else [])
        for op, by, rule in saves:
            service.outbox.put(Entry.new(op, by, rule))
        ready.set()
        service.writer.wake()

    return put


LOCK_Q3 = partial(lock_quarter, quarter=Q3, sure=True)


def test_what_was_saved_before_a_lock_is_among_its_figures_although_both_go_out_at_once(
    service: Service, put_together: Callable[..., None], as_officer: Actor
) -> None:
    report = next(one for one in service.store.snapshot().reports if one.rstatus is ReportState.SUBMITTED)
    confirmed = partial(confirm_report, report_id=report.report_id or "", progress=(report.prog_self or 0) + 9)
    put_together(("c1", as_officer, confirmed), ("k1", actor(service, ADMIN), LOCK_Q3))
    service.writer.outcome("k1", within=20)
    kept = session.closings().newest(Q3)
    assert kept is not None
    assert moved(kept.figures, figures_now(service.store.snapshot(), Q3)) == ()


def test_what_a_unit_saved_after_a_lock_does_not_get_in_although_both_go_out_at_once(
    service: Service, put_together: Callable[..., None]
) -> None:
    unit, admin = actor(service, "don-vi-10@example.vn"), actor(service, ADMIN)
    model = service.store.snapshot().models_of("TH-10")[0].model_id or ""
    saves = partial(save_report, model_id=model, quarter=Q3, values={"prog_self": "30"}, submit=False)
    put_together(("k1", admin, LOCK_Q3), ("u1", unit, saves), ("k2", admin, partial(unlock_quarter, quarter=Q3)))
    with pytest.raises(Invalid, match="trang Khóa kỳ"):
        service.writer.outcome("u1", within=20)
    assert not service.writer.outcome("k2", within=20).waiting
    assert not service.store.snapshot().settings.locked_quarters


def test_what_was_written_in_the_same_instant_as_a_lock_is_told_as_later(service: Service, as_officer: Actor) -> None:
    carry_out(actor(service, ADMIN), LOCK, op="k1")
    at = newest(service).at
    assert at is not None
    assert "k1" in {one.op_id for one in service.past.since(at)}


def test_locking_again_keeps_another_set_and_the_older_one_stays(
    service: Service, folder: Path, as_officer: Actor
) -> None:
    carry_out(actor(service, ADMIN), LOCK, op="k1")
    carry_out(actor(service, ADMIN), partial(unlock_quarter, quarter=Q2), op="k2")
    found = session.closings()
    assert found.since == {}
    assert found.figures(Q2) is None
    assert [one.op for one in found.kept[Q2]] == ["k1"]
    assert {one["Hành động"] for one in history(folder, "k2")} == {"Khóa kỳ"}
    carry_out(actor(service, ADMIN), LOCK, op="k3")
    found = session.closings()
    assert [one.op for one in found.kept[Q2]] == ["k3", "k1"]
    counts = found.figures(Q2)
    assert counts is not None
    assert counts.op == "k3"


def test_what_somebody_typed_by_hand_is_locked_too_and_has_no_figures(
    service: Service, folder: Path, as_officer: Actor
) -> None:
    sheet = person(folder).worksheet(Tab.SETTINGS)
    row = [one[0] for one in stored(folder, Tab.SETTINGS)].index("khoa_ky") + 1
    sheet.update_cell(row, 2, "Quý II/2026; quý nhầm")
    chores(service)
    assert service.store.snapshot().settings.locked_quarters == ("2026-Q2",)
    assert session.closings().since["2026-Q2"].by_hand
    assert session.closings().newest(Q2) is None
    carry_out(actor(service, ADMIN), partial(unlock_quarter, quarter=Q2), op="k1")
    assert cell(folder, "khoa_ky") == "quý nhầm"


def test_while_nothing_can_be_read_a_page_is_told_so_and_asks_again_later(
    service: Service, faults: Faults, as_officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry_out(actor(service, ADMIN), LOCK, op="k1")
    faults.always = broken.answered(503)
    for _ in range(2):
        with pytest.raises(Unreachable):
            session.closings()
    faults.always = None
    assert session.closings().since.keys() == {"2026-Q2"}
    faults.reset()
    session.closings()
    assert faults.reads == [], "asked once for each state of the list"


def test_the_kept_figures_are_printed_for_other_systems(
    service: Service, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DVK_DATA_DIR", str(folder))
    assert indicators.main(["--quarter", "2026-Q2", "--closed", "--json"]) == 1
    assert "2026-Q2" in capsys.readouterr().err
    carry_out(actor(service, ADMIN), LOCK, op="k1")
    then = figures_now(service.store.snapshot(), Q2)
    monkeypatch.setenv("DVK_TODAY", "2026-12-01")
    assert indicators.main(["--quarter", "2026-Q2", "--closed", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["commune"] == then["commune"]
    assert printed["units"] == then["units"]
    assert printed["closed"].items() >= {"by": ADMIN, "locked": True, "sets": 1}.items()
    assert indicators.main(["--quarter", "2026-Q2", "--closed"]) == 0
    assert "I7" in capsys.readouterr().out


def test_all_scores_are_written_as_one_save_and_then_there_is_nothing_to_write(
    service: Service, folder: Path, as_officer: Actor
) -> None:
    plan = write_scores(service.store.snapshot(), as_officer)
    assert len(plan.adds) > 100
    done = carry_out(as_officer, write_scores, op="w1")
    service.writer.outcome("w1", within=60)
    assert done.waiting or len(done.rows) == len(plan.adds)
    left = write_scores(service.store.snapshot(), as_officer)
    assert (left.adds, [one for one in left.edits if one.changed]) == ((), [])
    grid = stored(folder, Tab.SCORES)
    keys = [tuple(row[:3]) for row in grid[1:] if row and row[0] != ""]
    assert len(keys) == len(set(keys)) == len(service.store.snapshot().scores)
    with pytest.raises(NotAllowed):
        carry_out(actor(service), write_scores, op="w2")
