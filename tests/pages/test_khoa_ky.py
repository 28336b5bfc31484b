"""Khóa kỳ: who sees what, each form with what may go wrong, the kept figures, and what other pages say of a lock."""

import dataclasses
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import closing_blocks, kept_blocks, theme
from domain.errors import NotWritten, Unreachable
from domain.kept_figures import Kept, figures_now
from domain.later_changes import Later
from domain.lock_history import Closings, Event
from domain.quarters import Quarter
from domain.serials import VIETNAM
from domain.settings import read_settings, setting_rows
from domain.snapshot import Snapshot
from domain.tables import HistoryEntry
from domain.vocabulary import BY_HAND, HistoryAction, Role, Source, Tab
from tests.components.samples import NOTHING, sample
from tests.pages.conftest import Seam
from tests.pages.test_dien_hinh import act_as_unit, plain
from tests.pages.test_frame import said
from tests.pages.test_loop import opened, press, unfold

PAGE, FIGURES = "khoa_ky", "Số liệu chốt"
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
AT = datetime(2026, 10, 5, 9, 12, tzinfo=VIETNAM)
ADMIN = "quan-tri@example.vn"


def book(locked: str | None = None, exceptions: str | None = None, **changes: Any) -> Snapshot:
    rows = {one.key: one for one in setting_rows()}
    for key, value in (("khoa_ky", locked), ("ngoai_le_khoa_ky", exceptions)):
        rows[key] = dataclasses.replace(rows[key], value=value)
    settings, _ = read_settings(rows.values())
    return sample(**{"today": date(2026, 10, 5), "setting_rows": tuple(rows.values()), "settings": settings, **changes})


def event(key: str, *, by_hand: bool = False, op: str = "k1") -> Event:
    return Event(key, True, AT, BY_HAND if by_hand else ADMIN, by_hand, op)


def locks(snapshot: Snapshot, *keys: str, quarter: Quarter = Q3) -> Closings:
    kept = Kept(quarter, AT, ADMIN, "k1", figures_now(snapshot, quarter))
    return Closings({key: event(key) for key in keys}, {quarter: (kept,)})


def labels(at: AppTest) -> list[str]:
    return [plain(one.label) for one in at.button] + [plain(one.proto.label) for one in at.get("page_link")]


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("role", list(Role))
def test_the_page_opens_for_every_role_on_every_screen(
    seam: Seam, monkeypatch: pytest.MonkeyPatch, role: Role, phone: bool
) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: phone)
    seam.act_as(role)
    seam.whole = book("2026-Q2", "2026-Q2/TH-03; 2026-Q2/TH-04")
    seam.locks = locks(seam.whole, "2026-Q2", "2026-Q2/TH-03", "2026-Q2/TH-04", quarter=Q2)
    at = opened(PAGE)
    words = plain(said(at))
    assert not at.error
    if role is Role.GUEST:
        assert "chỉ xem số liệu chung" in words
        assert "Quý II/2026" not in words
        return
    assert at.title[0].value == "Khóa kỳ: đã khóa quý II năm 2026."
    assert "Khóa lúc 09:12 05/10/2026, bởi Nguyễn Văn Mẫu." in words
    assert ("Thôn Hòa Bình" in words) is (role is not Role.FRONT)
    others = role in (Role.ADMIN, Role.OFFICER, Role.LEADER)
    assert words.count("Ngoại lệ:") == (2 if others else 1 if role is Role.UNIT else 0)
    assert [one.key for one in at.segmented_control] == (["xem"] if others else [])
    panels = {plain(one.proto.popover.label) for one in at.get("popover")}
    expected = {Role.ADMIN: {"Mở ngoại lệ", "Mở khóa quý II/2026", "Khóa quý III/2026"}, Role.OFFICER: {"Mở ngoại lệ"}}
    assert panels == expected.get(role, set())
    assert ("Đóng ngoại lệ" in labels(at)) is (role in expected)


def test_the_quarters_say_what_is_missing_and_where_it_is_seen_to(seam: Seam) -> None:
    seam.whole = book()
    at = opened(PAGE)
    assert at.title[0].value == "Khóa kỳ: chưa khóa quý nào của năm 2026."
    assert "6 báo cáo chưa nộp" in labels(at)
    assert "Quản trị khóa được từ ngày 30/11/2026." in plain(said(at))
    act_as_unit(seam, "TH-04")
    assert "báo cáo chưa nộp" not in plain(said(opened(PAGE)))


def test_an_empty_workbook_has_quarters_and_nothing_missing(seam: Seam) -> None:
    nothing: dict[str, Any] = {**NOTHING, "setting_rows": book().setting_rows}
    seam.whole = book(**nothing)
    at = opened(PAGE)
    assert not at.error
    assert "Đủ báo cáo" in plain(said(at))
    assert "chưa có số liệu chốt" in plain(said(opened(PAGE, xem=FIGURES)))


def test_a_page_without_data_says_why(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise Unreachable("down")

    monkeypatch.setattr("sheets.session.snapshot", fails)
    assert "Chưa kết nối được Google Sheets." in said(opened(PAGE))


def test_while_the_history_cannot_be_read_the_state_is_still_there(seam: Seam) -> None:
    seam.whole, seam.unread = book("2026-Q3"), Unreachable("down")
    words = plain(said(opened(PAGE)))
    assert "Chưa kết nối được Google Sheets." in words
    assert "Khóa, chưa rõ lúc nào." in words


# The forms


def test_a_lock_asks_twice_where_something_is_missing(seam: Seam) -> None:
    seam.whole = book()
    slot = "khoa_ky.2026-Q3.lock"
    at = unfold(opened(PAGE), slot)
    assert "Còn thiếu: 6 báo cáo chưa nộp" in plain(said(at))
    press(at, f"{slot}.press")
    assert seam.plans == []
    assert at.warning[0].value.endswith("Khóa quý III/2026?")
    assert at.button(key=f"{slot}.press").label == "Vẫn khóa"
    press(at, f"{slot}.press")
    [(_, plan)] = seam.plans
    assert [dict(edit.changed) for edit in plan.edits] == [{"value": "2026-Q3"}]
    assert plain(at.toast[0].value) == "Đã khóa quý III/2026"


def test_a_lock_that_could_not_be_written_says_so_and_may_be_pressed_again(seam: Seam) -> None:
    seam.whole = book(models=(), reports=(), findings=(), village_sums=())
    slot = "khoa_ky.2026-Q3.lock"
    seam.refusals = [NotWritten("no")]
    at = press(unfold(opened(PAGE), slot), f"{slot}.press")
    assert "Chưa ghi được lên trang tính." in said(at)
    press(at, f"{slot}.press")
    assert len(seam.plans) == 1


def test_an_administrator_unlocks(seam: Seam) -> None:
    seam.whole = book("2026-Q3; 2026-Q2", "2026-Q3/TH-03")
    slot = "khoa_ky.2026-Q3.unlock"
    at = press(unfold(opened(PAGE), slot), f"{slot}.press")
    assert [dict(edit.changed) for edit in seam.plans[0][1].edits] == [{"value": "2026-Q2"}, {"value": None}]
    assert plain(at.toast[0].value) == "Đã mở khóa quý III/2026"


def test_an_officer_opens_exceptions_and_closes_them(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    seam.whole = book("2026-Q3", "2026-Q3/TH-03")
    slot = "khoa_ky.2026-Q3.open"
    at = unfold(opened(PAGE), slot)
    assert "TH-03" not in {one.unit_id for one in seam.whole.units if one.unit_id in at.multiselect[0].options}
    press(at, f"{slot}.press")
    assert "Chọn ít nhất một đơn vị" in said(at)
    at.multiselect(key=f"{slot}.units").select("TH-04").select("TR-02")
    press(at, f"{slot}.press")
    opened_plan = seam.plans[0][1]
    assert dict(opened_plan.edits[0].changed) == {"value": "2026-Q3/TH-03; 2026-Q3/TH-04; 2026-Q3/TR-02"}
    press(opened(PAGE), "khoa_ky.2026-Q3.TH-03.close.press")
    assert dict(seam.plans[1][1].edits[0].changed) == {"value": None}


# Kept figures


def changed_book(seam: Seam) -> Later:
    """The sample after an officer has confirmed a report with another figure."""
    report = next(one for one in seam.whole.reports if one.report_id == "BC-2026-Q3-0001")
    other = dataclasses.replace(report, prog_conf=100.0)
    others = tuple(one for one in seam.whole.reports if one is not report)
    seam.whole = dataclasses.replace(seam.whole, reports=(*others, other), version=2)
    entry = HistoryEntry(
        op_id="c1", at=AT + timedelta(hours=1), by=BY_HAND, action=HistoryAction.EDIT, tab=Tab.REPORTS,
        record_id=report.report_id, column="Tiến độ xác nhận (%)", old="40", new="<b>100</b>", source=Source.HAND,
    )  # fmt: skip
    return Later(Tab.REPORTS, report.report_id or "", (entry,))


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("role", [Role.ADMIN, Role.OFFICER, Role.LEADER])
def test_kept_figures_stand_beside_todays_with_what_changed_them(
    seam: Seam, monkeypatch: pytest.MonkeyPatch, role: Role, phone: bool
) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: phone)
    seam.act_as(role)
    seam.whole = book("2026-Q3")
    seam.locks = locks(seam.whole, "2026-Q3")
    assert "mọi chỉ tiêu vẫn khớp" in opened(PAGE, quy="2026-Q3").success[0].value
    seam.changed = (changed_book(seam),)
    words = plain(said(opened(PAGE, quy="2026-Q3")))
    assert "1 chỉ tiêu của xã và số liệu của 1 đơn vị khác số đã chốt" in words
    assert "Tiến độ chung (I7): chốt 48,7% (1.510/31), hiện nay" in words.replace("**", "")
    assert "BC-2026-Q3-0001 (nhập tay, 10:12 05/10/2026)" in words.replace("\\", "")
    assert "Thay đổi sau khi khóa: 1" in words
    assert "<b>" not in words


def test_a_difference_without_a_cause_is_said_so(seam: Seam) -> None:
    seam.whole = book("2026-Q3")
    seam.locks = locks(dataclasses.replace(seam.whole, today=date(2026, 9, 21)), "2026-Q3")
    words = plain(said(opened(PAGE, xem=FIGURES)))
    assert "Nhật ký chưa có thay đổi nào giải thích được" in words


def test_a_quarter_that_was_locked_by_hand_has_no_kept_figures(seam: Seam) -> None:
    seam.whole = book("Quý III/2026")
    seam.locks = Closings({"2026-Q3": event("2026-Q3", by_hand=True)})
    assert "nhập tay trên trang tính" in plain(said(opened(PAGE)))
    assert "chưa chốt số liệu" in plain(said(opened(PAGE, xem=FIGURES)))


@pytest.mark.parametrize("role", [Role.UNIT, Role.FRONT, Role.GUEST])
def test_kept_figures_are_for_who_reads_all(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    seam.whole = book("2026-Q3")
    seam.locks = locks(seam.whole, "2026-Q3")
    words = plain(said(opened(PAGE, xem=FIGURES, quy="2026-Q3")))
    assert "Tính lại hôm nay" not in words


def test_figures_that_somebody_has_spoilt_are_dashes_and_the_file_has_all_of_them(seam: Seam) -> None:
    found = locks(seam.whole, "2026-Q3").newest(Q3)
    assert found is not None
    wild: dict[str, Any] = {"I7": {"value": "x", "numerator": [], "denominator": {}}, "X9": {}, "I13": {"value": True}}
    spoilt = dataclasses.replace(found, figures={**found.figures, "commune": wild})
    seam.whole, seam.locks = book("2026-Q3"), Closings({"2026-Q3": event("2026-Q3")}, {Q3: (spoilt,)})
    assert not opened(PAGE, quy="2026-Q3").exception
    lines = kept_blocks._file(found, figures_now(seam.whole, Q3), seam.whole).decode("utf-8-sig").splitlines()
    assert lines[0] == "Đơn vị;Mã chỉ tiêu;Chỉ tiêu;Số chốt;Hiện nay"
    assert len(lines) > 300


def test_titles_name_the_quarters() -> None:
    assert closing_blocks.title(book("2026-Q2; 2026-Q3")) == "Khóa kỳ: đã khóa quý II và III năm 2026."


# What other pages say


LINE = "Quý III/2026 đã khóa ngày 05/10/2026; số liệu chốt"


@pytest.mark.parametrize("page", ["tong_quan", "chi_so"])
@pytest.mark.parametrize("role", [Role.LEADER, Role.UNIT, Role.GUEST])
def test_figures_of_a_locked_quarter_say_so(seam: Seam, page: str, role: Role) -> None:
    seam.act_as(role)
    seam.whole = book("2026-Q3", today=date(2026, 9, 25))
    seam.locks = locks(seam.whole, "2026-Q3")
    at = opened(page, quy="2026-Q3")
    words = plain(said(at)) + " ".join(labels(at))
    assert LINE in words
    assert ("ở trang Khóa kỳ" in words) is (role is not Role.GUEST)
    seam.whole = book(today=date(2026, 9, 25))
    assert "đã khóa" not in plain(said(opened(page, quy="2026-Q3")))


def test_a_form_of_a_locked_quarter_says_so_before_anybody_types_and_keeps_what_was_typed(seam: Seam) -> None:
    act_as_unit(seam, "TH-10")
    seam.whole = book("2026-Q3", today=date(2026, 9, 25))
    seam.locks = locks(seam.whole, "2026-Q3")
    at = opened("bao_cao", quy="2026-Q3", mh="MH-2026-0003")
    assert "mở ngoại lệ ở trang" in at.warning[0].value
    slot = "bao_cao.MH-2026-0003.2026-Q3"
    at.text_area(key=f"{slot}.proposal").input("Xin thêm đèn đường")
    press(at, f"{slot}.draft")
    assert seam.plans == []
    assert "rồi gửi lại; nội dung đã nhập vẫn còn" in said(at)
    assert at.text_area(key=f"{slot}.proposal").value == "Xin thêm đèn đường"
    seam.whole = book("2026-Q3", "2026-Q3/TH-10", today=date(2026, 9, 25), version=2)
    press(at, f"{slot}.draft")
    assert len(seam.plans) == 1
    assert not at.warning


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("kiem_tra", {"viec": "Ghi lượt kiểm tra"}), ("kho_khan", {}), ("tuyen_truyen", {"muc": "Ghi hoạt động"}),
        ("dien_hinh", {"xem": "Đề xuất mới"}), ("bao_cao", {"viec": "Tổng hợp của đơn vị", "quy": "2026-Q3"}),
    ],
)  # fmt: skip
def test_forms_with_a_day_name_the_locked_quarters_to_units_only(seam: Seam, page: str, query: dict[str, str]) -> None:
    act_as_unit(seam, "TH-10")
    seam.whole = book("2026-Q3", today=date(2026, 9, 25))
    assert any("đã khóa" in one.value for one in opened(page, **query).warning)
    seam.act_as(Role.OFFICER)
    assert not any("đã khóa" in one.value for one in opened(page, **query).warning)


def test_a_task_of_a_locked_quarter_says_why_it_cannot_be_ticked(seam: Seam) -> None:
    act_as_unit(seam, "TH-10")
    seam.whole = book("2026-Q2; 2026-Q3", today=date(2026, 9, 25))
    at = opened("nhiem_vu", nv="NV-03")
    assert "đã khóa; cần đánh dấu thì đề nghị mở ngoại lệ" in plain(said(at))
