"""Typing into the tabs of the embedded workbook: only over what was shown, exactly once, with one line of history."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from domain.errors import NotAllowed, Unreachable
from domain.hand_sheet import HandRow, HandTab, Wanted, Why, Written
from domain.vocabulary import BY_HAND, HistoryAction, Tab
from sheets import handwork, numbering, session
from sheets.actions import carry_out, sort_tab, write_by_hand
from sheets.hand_cells import raw_of
from sheets.hand_reading import Asked, read
from sheets.service import Service
from tests.sheets import faults as broken
from tests.sheets.faults import Faults
from tests.sheets.helpers import NEVER, actor, column, person, stored
from tests.sheets.rules import retitle
from tests.sheets.test_handwork import by_hand, chores

OFFICER, ADMIN = "chuyen-vien@example.vn", "quan-tri@example.vn"
UNIT, LEADER, GUEST = "don-vi-03@example.vn", "lanh-dao@example.vn", "khach@example.vn"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handwork, "REST", timedelta())
    monkeypatch.setattr(handwork, "GONE", timedelta())
    monkeypatch.setattr(numbering, "QUIET", 0.0)
    monkeypatch.setattr("sheets.writer.CHORES", NEVER)


def tab(service: Service, name: Tab = Tab.MODELS, who: str = OFFICER, **asked: Any) -> HandTab:
    return read(service, actor(service, who), name, Asked(**asked))


def at(part: HandTab, title: str) -> int:
    return part.titles.index(title)


def row(part: HandTab, name: str) -> HandRow:
    return next(one for one in part.rows if one.name == name)


def write(service: Service, part: HandTab, wanted: Wanted, op: str = "op1", who: str = OFFICER) -> Written:
    return write_by_hand(actor(service, who), part.tab, part.titles, wanted, op=op)


def typed(part: HandTab, name: str, title: str, text: str) -> Wanted:
    return Wanted(typed=((row(part, name), {at(part, title): text}),))


def test_cells_are_shown_as_the_sheet_shows_them_with_columns_nobody_knows(service: Service, folder: Path) -> None:
    sheet = person(folder).worksheet(Tab.MODELS)
    titles = sheet.row_values(1)
    sheet.add_cols(1)
    sheet.update_cell(1, len(titles) + 1, "Ghi chú riêng")
    sheet.update_cell(2, len(titles) + 1, "của tôi")
    sheet.update_cell(2, titles.index("Ngày bắt đầu") + 1, "tuần sau")
    service.store.refresh()
    part = tab(service)
    first = part.rows[0]
    assert (first.row, first.name) == (2, "MH-2026-0001")
    assert first.text(at(part, "Ngày bắt đầu")) == "tuần sau"
    assert part.rows[1].text(at(part, "Ngày bắt đầu")).count("/") == 2
    assert first.text(at(part, "Ghi chú riêng")) == "của tôi"
    shown = {one.title: one.open for one in part.columns}
    assert shown["Ghi chú riêng"]
    assert "_rev" not in shown
    assert not shown["Phiên bản"]
    assert not shown["Mã mô hình"]


def test_long_tabs_come_in_parts_and_words_narrow_them(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheets.hand_reading.PAGE", 10)
    assert [one.row for one in tab(service, page=4).rows] == [32, 33, 34, 35, 36]
    part = tab(service, words="tuyen DUONG hoa")
    assert (part.found, part.total, len(part.rows)) == (1, 35, 1)
    part = tab(service, row=30)
    assert part.place == 0
    assert [one.row for one in part.rows[:3]] == [30, 2, 3]
    assert tab(service, row=99).place is None


def test_a_look_that_the_service_does_not_know_does_not_close_the_tab(service: Service, folder: Path) -> None:
    sheet = person(folder).worksheet(Tab.MODELS)
    sheet.update_cell(2, sheet.row_values(1).index("Giá trị chỉ tiêu") + 1, 12345678901.5)
    service.store.refresh()
    part = tab(service)
    assert part.rows[0].text(at(part, "Giá trị chỉ tiêu")) == "12345678901,5"


def test_typing_is_read_as_a_spreadsheet_reads_it(service: Service, folder: Path) -> None:
    part = tab(service, Tab.REPORTS)
    name = part.rows[0].name
    cells = {
        "Tiến độ tự báo cáo (%)": "75%",
        "Số hộ tham gia (lũy kế)": "50 hộ",
        "Kinh phí huy động (nghìn đồng)": "1.200",
        "Kết quả nổi bật": "=1+1",
        "Tồn tại, hạn chế": "0912",
        "Ngày xác nhận": "15/8/2026",
    }
    done = write(service, part, Wanted(typed=((part.rows[0], {at(part, one): text for one, text in cells.items()}),)))
    assert (done.cells, done.refused) == (6, ())
    now = dict(zip(part.titles, stored(folder, Tab.REPORTS)[1], strict=False))
    assert now["Tiến độ tự báo cáo (%)"] == 0.75
    assert now["Số hộ tham gia (lũy kế)"] == "50 hộ"
    assert now["Kinh phí huy động (nghìn đồng)"] == 1200
    assert now["Kết quả nổi bật"] == "=1+1"
    assert now["Tồn tại, hạn chế"] == "0912"
    again = row(tab(service, Tab.REPORTS), name)
    assert again.text(at(part, "Tiến độ tự báo cáo (%)")) == "75%"
    assert again.text(at(part, "Ngày xác nhận")) == "15/08/2026"
    assert again.text(at(part, "Kết quả nổi bật")) == "=1+1"


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("", ""), ("2026", 2026), ("2,5", 2.5), ("1.234", 1234), ("7.5", "7.5"), ("15/08/2026", 46249),
        ("31/02/2026", "31/02/2026"), ("15/8", "15/8"), ("0912345678", "0912345678"), ("0912 345 678", "0912 345 678"),
        ("=HYPERLINK(A1)", "=HYPERLINK(A1)"), ("+84912345678", "+84912345678"),
        ("+5", 5), ("-5", -5), ("'12", "12"), ("TRUE", True), ("-", "-"),
        ("12345678901234567890", "12345678901234567890"), ("khoảng 7x", "khoảng 7x"),
    ],
)  # fmt: skip
def test_what_is_not_known_for_certain_stays_text(text: str, raw: Any) -> None:
    assert raw_of(text, None) == raw


def test_the_typist_is_told_what_the_reading_makes_of_it(service: Service) -> None:
    part = tab(service)
    done = write(service, part, typed(part, "MH-2026-0003", "Ngày bắt đầu", "đầu mùa mưa"))
    assert [(one.cell, one.column) for one in done.problems] == [("U4", "Ngày bắt đầu")]
    assert done.rows == (4,)


def test_each_edit_stands_in_nhat_ky_once_under_the_persons_name(service: Service, folder: Path) -> None:
    part = tab(service)
    one = row(part, "MH-2026-0003")
    cells = {at(part, "Tên mô hình"): "Tên mới", at(part, "Ngày bắt đầu"): "15/8/2026"}
    write(service, part, Wanted(typed=((one, cells),)))
    chores(service)
    chores(service)
    found = by_hand(folder)
    assert [(e["Người"], e["Mã"], e["Cột"], e["Giá trị mới"]) for e in found] == [
        (OFFICER, "MH-2026-0003", "Tên mô hình", "Tên mới"),
        (OFFICER, "MH-2026-0003", "Ngày bắt đầu", "15/08/2026"),
    ]
    assert found[0]["Giá trị cũ"] == one.text(at(part, "Tên mô hình"))
    assert {e["Nguồn"] for e in found} == {"Nhập tay"}
    assert column(folder, "Phiên bản")[2] == one.cells[at(part, "Phiên bản")]


def test_a_cell_that_somebody_changed_meanwhile_is_left_and_told(service: Service, folder: Path) -> None:
    part = tab(service)
    sheet = person(folder).worksheet(Tab.MODELS)
    sheet.update_cell(4, at(part, "Tên mô hình") + 1, "Của người khác")
    cells = {at(part, "Tên mô hình"): "Của tôi", at(part, "Mục tiêu"): "Mục tiêu mới"}
    done = write(service, part, Wanted(typed=((row(part, "MH-2026-0003"), cells),)))
    [refused] = done.refused
    assert (refused.why, refused.row) == (Why.CHANGED, 4)
    assert refused.now == {at(part, "Tên mô hình"): "Của người khác"}
    assert done.cells == 1
    assert column(folder, "Tên mô hình")[2] == "Của người khác"
    assert column(folder, "Mục tiêu")[2] == "Mục tiêu mới"


def test_a_row_is_found_where_it_was_sorted_to(service: Service, folder: Path) -> None:
    part = tab(service)
    before = row(part, "MH-2026-0003").row
    sort_tab(actor(service, OFFICER), Tab.MODELS, at(part, "Mã mô hình"), descending=True)
    assert column(folder, "Mã mô hình")[0] == "MH-2026-0035"
    done = write(service, part, typed(part, "MH-2026-0003", "Tên mô hình", "Tên mới"))
    assert done.cells == 1
    assert done.rows != (before,)
    where = column(folder, "Mã mô hình").index("MH-2026-0003")
    assert column(folder, "Tên mô hình")[where] == "Tên mới"
    assert column(folder, "Tên mô hình").count("Tên mới") == 1


def test_sorting_takes_columns_of_people_along(service: Service, folder: Path) -> None:
    sheet = person(folder).worksheet(Tab.DIFFICULTIES)
    width = len(sheet.row_values(1))
    sheet.add_cols(1)
    sheet.update([["Riêng"], ["của KK-1"]], f"{chr(65 + width)}1")
    service.store.refresh()
    part = tab(service, Tab.DIFFICULTIES)
    sort_tab(actor(service, OFFICER), Tab.DIFFICULTIES, 0, descending=True)
    last_row = stored(folder, Tab.DIFFICULTIES)[-1]
    assert last_row[0] == part.rows[0].name
    assert last_row[width] == "của KK-1"


def test_two_presses_write_once(service: Service, folder: Path) -> None:
    part = tab(service)
    wanted = Wanted(added=({at(part, "Năm"): "2026", at(part, "Tên mô hình"): "Vườn mới"},))
    assert write(service, part, wanted) == write(service, part, wanted)
    service.operations.close()
    service.operations = type(service.operations)()  # another process, or after a restart
    assert write(service, part, wanted).added == 1
    assert column(folder, "Tên mô hình").count("Vườn mới") == 1


def test_a_lost_answer_adds_once(service: Service, faults: Faults, folder: Path) -> None:
    part = tab(service)
    faults.next_writes += [broken.lost_after]
    done = write(service, part, Wanted(added=({at(part, "Tên mô hình"): "Vườn mới"},)))
    assert done.added == 1
    assert column(folder, "Tên mô hình").count("Vườn mới") == 1


def test_a_typed_row_gets_its_id_and_is_found_again_by_what_was_shown(service: Service, folder: Path) -> None:
    part = tab(service)
    cells = {"Năm": "2026", "Tên mô hình": "Vườn thuốc", "Mã đơn vị": "Thôn Suối Trong", "Lĩnh vực": "Môi trường"}
    cells["Trạng thái"] = "Chờ duyệt"
    done = write(service, part, Wanted(added=({at(part, one): text for one, text in cells.items()},)))
    assert done.rows == (37,)
    shown = tab(service).rows[-1]
    assert shown.name == ""
    chores(service)
    chores(service)
    assert column(folder, "Mã mô hình")[-1] == "MH-2026-0036"
    done = write(service, part, Wanted(typed=((shown, {at(part, "Tên mô hình"): "Vườn nam dược"}),)), "op2")
    assert (done.cells, done.refused) == (1, ())
    assert column(folder, "Tên mô hình")[-1] == "Vườn nam dược"


def test_rows_are_deleted_from_below_and_can_be_restored_from_nhat_ky(service: Service, folder: Path) -> None:
    part = tab(service)
    names = ["MH-2026-0003", "MH-2026-0005", "MH-2026-0035"]
    wanted = Wanted(
        typed=((row(part, "MH-2026-0010"), {at(part, "Tên mô hình"): "Tên mới"}),),
        added=({at(part, "Tên mô hình"): "Vườn mới"},),
        deleted=tuple(row(part, one) for one in names),
    )
    done = write(service, part, wanted)
    assert (done.cells, done.added, done.deleted) == (1, 1, 3)
    titles = column(folder, "Tên mô hình")
    assert [titles[one - 2] for one in done.rows] == ["Tên mới", "Vườn mới"]
    assert not set(names) & set(column(folder, "Mã mô hình"))
    chores(service)
    chores(service)
    gone = [one for one in by_hand(folder) if one["Hành động"] == HistoryAction.SOFT_DELETE]
    assert [one["Mã"] for one in gone] == names
    assert {one["Người"] for one in gone} == {OFFICER}
    assert all('"Tên mô hình"' in one["Giá trị cũ"] for one in gone)


def test_a_row_in_the_place_of_another_is_not_deleted(service: Service, folder: Path) -> None:
    part = tab(service)
    person(folder).worksheet(Tab.MODELS).delete_rows(4)
    done = write(service, part, Wanted(deleted=(row(part, "MH-2026-0003"),)))
    assert [(one.why, one.deletes) for one in done.refused] == [(Why.GONE, True)]
    assert "MH-2026-0004" in column(folder, "Mã mô hình")


def test_a_row_that_was_changed_since_is_not_deleted(service: Service, folder: Path) -> None:
    part = tab(service)
    person(folder).worksheet(Tab.MODELS).update_cell(4, at(part, "Tên mô hình") + 1, "Của người khác")
    done = write(service, part, Wanted(deleted=(row(part, "MH-2026-0003"),)))
    assert [one.why for one in done.refused] == [Why.CHANGED]
    assert "MH-2026-0003" in column(folder, "Mã mô hình")


def test_deleting_rows_without_an_id_empties_no_tab_in_the_eyes_of_nhat_ky(service: Service, folder: Path) -> None:
    part = tab(service)
    write(service, part, Wanted(added=({at(part, "Tên mô hình"): "Vườn mới"},)))
    shown = tab(service).rows[-1]
    assert write(service, part, Wanted(deleted=(shown,)), "op2").deleted == 1
    person(folder).worksheet(Tab.MODELS).delete_rows(4)
    chores(service)
    chores(service)
    assert [one["Mã"] for one in by_hand(folder) if one["Người"] == BY_HAND and one["Hành động"] == "Xóa mềm"] == [
        "MH-2026-0003"
    ]


def test_a_row_with_another_natural_key_went_and_came(service: Service, folder: Path) -> None:
    part = tab(service, Tab.UNITS, ADMIN)
    one = part.rows[0]
    write(service, part, Wanted(typed=((one, {0: "TH-99"}),)), who=ADMIN)
    chores(service)
    chores(service)
    assert [(e["Hành động"], e["Mã"]) for e in by_hand(folder)] == [("Xóa mềm", one.name), ("Thêm", "TH-99")]


def test_the_applications_own_save_goes_on_beside_hand_edits(service: Service, folder: Path) -> None:
    part = tab(service)
    write(service, part, typed(part, "MH-2026-0003", "Mục tiêu", "Mục tiêu mới"))
    carry_out(actor(service, OFFICER), partial(retitle, model_id="MH-2026-0003", title="Theo đơn"), op="c1")
    assert column(folder, "Tên mô hình")[2] == "Theo đơn"
    assert column(folder, "Mục tiêu")[2] == "Mục tiêu mới"


def test_a_unit_sees_and_changes_its_own_rows_only(service: Service, folder: Path) -> None:
    part = tab(service, who=UNIT)
    assert {one.text(at(part, "Mã đơn vị")) for one in part.rows} == {"TH-03"}
    whole = tab(service)
    foreign = next(one for one in whole.rows if one.text(at(part, "Mã đơn vị")) != "TH-03")
    before = stored(folder)
    done = write(service, whole, Wanted(typed=((foreign, {at(part, "Mục tiêu"): "x"}),)), who=UNIT)
    assert [(one.why, one.now) for one in done.refused] == [(Why.NOT_ALLOWED, {})]
    assert write(service, whole, Wanted(deleted=(foreign,)), "op2", UNIT).refused[0].why is Why.NOT_ALLOWED
    new = {at(part, "Năm"): "2026", at(part, "Tên mô hình"): "Của thôn khác", at(part, "Mã đơn vị"): "TH-04"}
    new[at(part, "Trạng thái")] = "Nháp"
    assert write(service, whole, Wanted(added=(new,)), "op3", UNIT).refused[0].why is Why.NOT_ALLOWED
    assert stored(folder) == before
    assert write(service, whole, Wanted(added=({**new, at(part, "Mã đơn vị"): "TH-03"},)), "op4", UNIT).added == 1


@pytest.mark.parametrize("who", [LEADER, UNIT, OFFICER])
def test_accounts_are_read_and_written_by_administrators_only(service: Service, who: str) -> None:
    part = tab(service, Tab.ACCOUNTS, ADMIN)
    with pytest.raises(NotAllowed):
        tab(service, Tab.ACCOUNTS, who)
    with pytest.raises(NotAllowed):
        write(service, part, Wanted(typed=((part.rows[0], {1: "x"}),)), who=who)


def test_leaders_and_the_applications_tabs_are_read_only(service: Service, faults: Faults) -> None:
    part = tab(service, who=LEADER)
    assert not any(one.open for one in part.columns)
    done = write(service, part, Wanted(typed=((part.rows[0], {at(part, "Mục tiêu"): "x"}),)), who=LEADER)
    assert [one.why for one in done.refused] == [Why.NOT_ALLOWED]
    history = tab(service, Tab.HISTORY, ADMIN)
    assert not history.adds
    with pytest.raises(NotAllowed):
        write(service, history, Wanted(deleted=(history.rows[0],)), "op2", ADMIN)
    with pytest.raises(NotAllowed):
        sort_tab(actor(service, UNIT), Tab.MODELS, 0, descending=False)
    assert faults.writes == []


def test_an_account_that_was_taken_away_meanwhile_writes_nothing(service: Service, folder: Path) -> None:
    part, who = tab(service), actor(service, OFFICER)
    sheet = person(folder).worksheet(Tab.ACCOUNTS)
    sheet.update_cell(sheet.col_values(1).index(OFFICER) + 1, sheet.row_values(1).index("Kích hoạt") + 1, "Không")
    with pytest.raises(NotAllowed):
        write_by_hand(who, part.tab, part.titles, typed(part, "MH-2026-0003", "Mục tiêu", "x"), op="op1")


def test_moved_columns_are_not_written_into(service: Service, folder: Path) -> None:
    part = tab(service)
    shifted = replace(part, titles=("x", *part.titles[1:]))
    done = write(service, shifted, typed(part, "MH-2026-0003", "Mục tiêu", "x"))
    assert [one.why for one in done.refused] == [Why.COLUMNS]


def test_a_text_longer_than_a_cell_is_told(service: Service) -> None:
    part = tab(service)
    done = write(service, part, typed(part, "MH-2026-0003", "Mục tiêu", "x" * 50_001))
    assert [one.why for one in done.refused] == [Why.TOO_LONG]


def test_without_the_workbook_nothing_is_written_and_it_is_said(service: Service, faults: Faults) -> None:
    part = tab(service)
    faults.always = broken.unreachable
    with pytest.raises(Unreachable):
        write(service, part, typed(part, "MH-2026-0003", "Mục tiêu", "x"))
    with pytest.raises(Unreachable):
        tab(service)


def test_the_seam_asks_who_it_is(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "identity", lambda: session.Identity("sign_in"))
    with pytest.raises(NotAllowed):
        session.hand_tab(Tab.MODELS)
    monkeypatch.setattr(session, "identity", lambda: session.Identity("chooser", actor(service, OFFICER)))
    assert session.hand_tab(Tab.MODELS).total == 35
    assert session.tab_link(Tab.MODELS) is None
