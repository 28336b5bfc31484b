"""The page Chờ gửi and the line that leads there: what waits, what was refused and why, what a person may decide."""

from datetime import UTC, datetime
from functools import partial

import pytest

from components.queue_words import WHAT
from domain.conflicts import Seen
from domain.errors import Conflict, Difference, Gone, Invalid
from domain.outbox import Done, Entry, EntryState
from domain.registration import register_model
from domain.report_rules import confirm_report
from domain.rulebook import RULES
from domain.vocabulary import Role
from tests.pages.conftest import Seam
from tests.pages.test_frame import open_app, said
from tests.pages.test_loop import opened, press

AT = datetime(2026, 9, 15, 2, 12, tzinfo=UTC)
PLACE = "Báo cáo quý|MH-2026-0001|2026|III"
CONFLICT = Conflict(PLACE, [Difference("prog_conf", "Tiến độ xác nhận (%)", None, 60.0, 45.0)])


def entry(seam: Seam, state: EntryState, **more: object) -> Entry:
    assert seam.actor is not None
    values = {"title": "Vườn rau <b>sạch</b>", "unit_id": "TH-03", "hh_plan": "40"}
    made = Entry.new("op1", seam.actor, partial(register_model, values=values))
    return Entry(made.op, made.by, made.rule, made.arguments, state=state, put_at=AT, settled_at=AT, **more)  # type: ignore[arg-type]


def test_every_rule_of_the_rulebook_has_its_words() -> None:
    assert set(WHAT) == set(RULES)


def test_nothing_saved_says_so(seam: Seam) -> None:
    assert "Chưa lưu nội dung nào" in said(opened("cho_gui"))


def test_what_waits_shows_what_was_typed_and_since_when(seam: Seam) -> None:
    seam.saves = [entry(seam, EntryState.WAITING, tries=1)]
    words = said(opened("cho_gui"))
    assert "1 nội dung chờ gửi" in words
    assert "09:12 15/09/2026" in words
    assert "Số hộ dự kiến" in words
    assert "<b>" not in words.replace("\\<b\\>", "")


def test_what_was_written_shows_its_code(seam: Seam) -> None:
    seam.saves = [entry(seam, EntryState.DONE, done=Done(("MH-2026-0036",), (37,)))]
    at = opened("cho_gui")
    assert "Đã ghi MH-2026-0036" in said(at)
    assert not at.button


@pytest.mark.parametrize(
    ("error", "word"), [(Gone("MH-1"), "Không tìm thấy bản ghi"), (Invalid({"title": "Nhập tên"}), "Nhập tên")]
)
def test_what_was_refused_says_why_and_is_sent_again_or_given_up(seam: Seam, error: Exception, word: str) -> None:
    seam.saves = [entry(seam, EntryState.REFUSED, error=error)]
    at = opened("cho_gui")
    assert word in said(at)
    press(at, "cho_gui.op1.again")
    assert seam.sent_again == [("op1", None)]
    assert at.toast[0].value == "Đã ghi lên trang tính"
    press(at, "cho_gui.op1.drop")
    assert seam.dropped == ["op1"]


def test_what_is_refused_again_says_so(seam: Seam) -> None:
    seam.saves = [entry(seam, EntryState.REFUSED, error=Gone("MH-1"))]
    seam.refusals = [Gone("MH-1")]
    at = press(opened("cho_gui"), "cho_gui.op1.again")
    assert "Không tìm thấy bản ghi" in at.error[0].value


def test_a_conflict_is_decided_field_by_field(seam: Seam) -> None:
    assert seam.actor is not None
    made = Entry.new("op1", seam.actor, partial(confirm_report, report_id="BC-2026-Q3-0001", progress="60"))
    seen = Seen({PLACE: {"prog_conf": None}})
    seam.saves = [Entry(made.op, made.by, made.rule, made.arguments, seen, EntryState.REFUSED, AT, AT, 1, CONFLICT)]
    at = opened("cho_gui")
    words = said(at)
    assert "Hiện nay:] 45" in words
    assert "Của bạn:] 60" in words
    assert at.button(key="cho_gui.op1.again").disabled
    at.segmented_control(key="cho_gui.op1.prog_conf").set_value("mine").run()
    press(at, "cho_gui.op1.again")
    [(op, decided)] = seam.sent_again
    assert op == "op1"
    assert decided is not None
    assert decided.values[PLACE]["prog_conf"] == 45.0


@pytest.mark.parametrize("role", [Role.UNIT, Role.OFFICER, Role.LEADER])
def test_every_page_counts_what_waits(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    assert "Chờ gửi 2" not in said(open_app())
    seam.waiting = (2, 1)
    words = said(open_app())
    assert "Chờ gửi 2" in words
    assert "Cần xử lý 1" in words


def test_the_title_counts_both_kinds(seam: Seam) -> None:
    seam.saves = [entry(seam, EntryState.WAITING), entry(seam, EntryState.REFUSED, error=Gone("x"))]
    assert "1 nội dung chờ gửi, 1 nội dung cần xử lý" in said(opened("cho_gui"))
