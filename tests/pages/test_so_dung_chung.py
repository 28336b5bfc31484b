"""The page Sổ dùng chung: the grid of a tab, what waits, what was refused, and the way to the tabs on Google."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import forms
from domain.errors import DvkError, NotWritten, Unreachable
from domain.hand_rules import may_add_rows, may_sort, readable
from domain.hand_sheet import HandColumn, HandRow, HandTab, Refused, Wanted, Why, Written
from domain.permissions import Actor
from domain.snapshot import Problem
from domain.vocabulary import ProblemLevel, Role, Tab
from sheets import actions, session
from tests.pages.conftest import Seam
from tests.pages.test_frame import said
from tests.pages.test_loop import opened, press

TITLES = ("Mã mô hình", "Tên mô hình", "Ghi chú riêng", "")
ROWS = tuple(HandRow(at, (f"MH-{at}", f"Tên {at}"), (f"MH-{at}", f"Tên {at}"), f"MH-{at}") for at in range(2, 6))
PROBLEM = Problem(
    tab=Tab.MODELS, row=3, record_id="MH-3", column="Tên mô hình", value="x", level=ProblemLevel.ERROR,
    message="Tên <b>lạ</b>.", suggestion="Tên đúng", at=1,
)  # fmt: skip


@dataclass
class Book:
    """The tab behind the page, and what was written to it."""

    rows: tuple[HandRow, ...] = ROWS
    writes: list[tuple[Wanted, str]] = field(default_factory=list)
    sorts: list[tuple[Tab, int, bool]] = field(default_factory=list)
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    answer: Written | DvkError = field(default_factory=lambda: Written(cells=1))
    actor: Actor | None = None

    def read(self, tab: Tab, words: str = "", page: int = 1, row: int | None = None) -> HandTab:
        self.asked.append((tab, words, page, row))
        assert self.actor is not None
        assert tab in readable(self.actor)
        opens = may_add_rows(self.actor, tab)
        columns = tuple(HandColumn(at, title, "ABCD"[at], opens and at > 0) for at, title in enumerate(TITLES))
        rows = tuple(sorted(self.rows, key=lambda one: one.row != row))
        place = 0 if rows and rows[0].row == row else None
        return HandTab(
            tab=tab, version=1, titles=TITLES, columns=columns, rows=rows, found=len(rows), total=len(rows),
            adds=opens, deletes=opens, sorts=may_sort(self.actor, tab), place=place,
        )  # fmt: skip

    def sort(self, _by: Actor, tab: Tab, column: int, *, descending: bool) -> None:
        self.sorts.append((tab, column, descending))

    def write(self, _by: Actor, _tab: Tab, _titles: tuple[str, ...], wanted: Wanted, *, op: str) -> Written:
        self.writes.append((wanted, op))
        if isinstance(self.answer, DvkError):
            raise self.answer
        return self.answer


@pytest.fixture
def book(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> Book:
    played = Book(actor=seam.actor)
    monkeypatch.setattr(session, "hand_tab", played.read)
    monkeypatch.setattr(session, "tab_link", lambda tab, cell="": f"https://sheet/#{tab}{cell}")
    monkeypatch.setattr(actions, "write_by_hand", played.write)
    monkeypatch.setattr(
        actions, "sort_tab", lambda _by, tab, at, *, descending: played.sorts.append((tab, at, descending))
    )
    monkeypatch.setattr("components.hand_grid.COMING", 0.0)
    return played


def act_as(seam: Seam, book: Book, role: Role) -> None:
    seam.act_as(role)
    book.actor = seam.actor


def grid_key(at: AppTest) -> str:
    return str(at.session_state["so_dung_chung.quan-tri@example.vn.mo-hinh"].key)


def edit(at: AppTest, **state: Any) -> AppTest:
    at.session_state[grid_key(at)] = {"edited_rows": {}, "added_rows": [], "deleted_rows": [], **state}
    at.run()
    assert not at.exception
    return at


def test_the_tab_is_shown_with_its_rows_and_nothing_waits(book: Book) -> None:
    at = opened("so_dung_chung")
    frame = at.dataframe[0].value
    assert list(frame["c1"]) == ["Tên 2", "Tên 3", "Tên 4", "Tên 5"]
    assert list(frame["row"]) == ["2", "3", "4", "5"]
    assert "Không có gì chờ ghi" in said(at)
    assert book.asked == [(Tab.MODELS, "", 1, None)]


def test_what_was_typed_waits_and_is_written_once(book: Book) -> None:
    at = edit(opened("so_dung_chung"), edited_rows={1: {"c1": "Mới"}}, added_rows=[{"c1": "Thêm"}], deleted_rows=[0])
    assert "1 ô, 1 dòng mới, xóa 1 dòng" in said(at)
    book.answer = Written(cells=1, added=1, deleted=1, problems=(PROBLEM,), rows=(3,))
    press(at, "so_dung_chung.write")
    [(wanted, op)] = book.writes
    assert wanted == Wanted(((ROWS[1], {1: "Mới"}),), ({1: "Thêm"},), (ROWS[0],))
    assert op.startswith("tay-")
    assert at.toast[0].value == "Đã ghi vào sổ: 1\xa0ô, 1\xa0dòng mới. Đã xóa 1\xa0dòng · có thể khôi phục ở Lịch sử"
    words = said(at)
    assert "Không có gì chờ ghi" in words
    assert "Ô B3" in words
    assert "<b>" not in words.replace("\\<b\\>", "")
    press(at, "so_dung_chung.write")
    assert len(book.writes) == 1


def test_an_operation_is_the_same_as_long_as_the_same_waits(book: Book) -> None:
    book.answer = NotWritten("no")
    at = edit(opened("so_dung_chung"), edited_rows={1: {"c1": "Mới"}})
    press(at, "so_dung_chung.write")
    assert "Chưa ghi được lên trang tính" in at.error[0].value
    assert "1 ô" in said(at)
    edit(at, edited_rows={1: {"c1": "Mới"}})
    press(at, "so_dung_chung.write")
    edit(at, edited_rows={1: {"c1": "Khác"}})
    press(at, "so_dung_chung.write")
    ops = [op for _, op in book.writes]
    assert ops[0] == ops[1] != ops[2]


def test_what_was_refused_stays_and_says_what_stands_there_now(book: Book) -> None:
    typed, added = {1: {"c1": "Của tôi"}}, [{"c1": "Thêm"}]
    at = edit(opened("so_dung_chung"), edited_rows=typed, added_rows=added, deleted_rows=[0])
    now = HandRow(3, ("MH-3", "Của <i>người</i> khác"), ("MH-3", "Của <i>người</i> khác"), "MH-3")
    book.rows = (ROWS[0], now, *ROWS[2:])
    book.answer = Written(
        refused=(
            Refused(Why.CHANGED, ROWS[1], {1: "Của tôi"}, now={1: now.texts[1]}, row=3),
            Refused(Why.NOT_ALLOWED, None, {1: "Thêm"}),
            Refused(Why.GONE, ROWS[0], deletes=True),
        )
    )
    press(at, "so_dung_chung.write")
    words = said(at)
    assert "đã có người sửa" in words
    assert "không còn trên trang tính" in words
    assert "<i>" not in words.replace("\\<i\\>", "")
    assert "1 ô, 1 dòng mới" in words
    press(at, "so_dung_chung.write")
    assert book.writes[-1][0] == Wanted(((now, {1: "Của tôi"}),), ({1: "Thêm"},))


def test_reading_anew_or_elsewhere_keeps_what_waits(book: Book) -> None:
    at = edit(opened("so_dung_chung"), edited_rows={1: {"c1": "Mới"}}, deleted_rows=[0])
    book.rows = (ROWS[3],)
    at.text_input(key="so_dung_chung.words.mo-hinh").set_value("tên 5").run()
    assert "1 ô, xóa 1 dòng" in said(at)
    press(at, "so_dung_chung.again")
    assert "1 ô, xóa 1 dòng" in said(at)
    press(at, "so_dung_chung.drop")
    assert "Không có gì chờ ghi" in said(at)


def test_what_is_new_in_the_sheet_comes_when_it_is_asked_for(seam: Seam, book: Book) -> None:
    at = opened("so_dung_chung")
    seam.whole = replace(seam.whole, version=2)
    at.run()
    assert "trang tính vừa có thay đổi" in said(at)
    assert len(book.asked) == 1


def test_what_waits_survives_a_lost_session_as_the_same_operation(book: Book) -> None:
    at = edit(opened("so_dung_chung"), edited_rows={1: {"c1": "Mới"}}, added_rows=[{"c1": "Thêm"}])
    book.answer = NotWritten("no")
    press(at, "so_dung_chung.write")
    again = opened("so_dung_chung")
    assert "1 ô, 1 dòng mới" in said(again)
    assert "Giữ lại từ lần mở trước" in said(again)
    book.answer = Written(cells=1, added=1)
    press(again, "so_dung_chung.write")
    assert len({op for _, op in book.writes}) == 1
    assert "Không có gì chờ ghi" in said(opened("so_dung_chung"))


def test_another_account_in_the_same_session_gets_a_grid_of_its_own(seam: Seam, book: Book) -> None:
    at = edit(opened("so_dung_chung"), edited_rows={1: {"c1": "Mới"}})
    act_as(seam, book, Role.UNIT)
    book.rows = ROWS[3:]
    at.run()
    assert list(at.dataframe[0].value["c1"]) == ["Tên 5"]
    assert "Không có gì chờ ghi" in said(at)


def test_the_tab_is_sorted_by_a_column(book: Book) -> None:
    at = opened("so_dung_chung")
    at.selectbox(key="so_dung_chung.sort.mo-hinh").set_value(1).run()
    press(at, "so_dung_chung.down")
    assert book.sorts == [(Tab.MODELS, 1, True)]
    assert at.toast[0].value == "Đã sắp xếp lại tab"


@pytest.mark.parametrize("name", ["mo-hinh", "Mô hình", "MÔ HÌNH"])
def test_an_address_names_a_tab_and_a_cell(seam: Seam, book: Book, name: str) -> None:
    seam.whole = replace(seam.whole, problems=(PROBLEM,))
    at = opened("so_dung_chung", tab=name, o="B3")
    assert book.asked == [(Tab.MODELS, "", 1, 3)]
    words = said(at)
    assert "Ô B3" in words
    assert "đang ghi “Tên 3”" in words
    assert "Nên ghi: **Tên đúng**" in words
    assert "Không tìm thấy ô B99" in said(opened("so_dung_chung", tab=name, o="B99"))
    assert "Dòng 3" in said(opened("so_dung_chung", tab=name, o="3:3"))
    assert "Không tìm thấy ô" in said(opened("so_dung_chung", tab=name, o="<b>"))


def test_another_tab_is_chosen_and_stands_in_the_address(book: Book) -> None:
    at = opened("so_dung_chung")
    at.pills(key="so_dung_chung.tab.0.mo-hinh").set_value(Tab.REPORTS).run()
    assert not at.exception
    assert at.query_params["tab"] in ("bao-cao-quy", ["bao-cao-quy"])
    assert book.asked[-1][0] is Tab.REPORTS


def test_what_waits_in_a_tab_is_there_again_when_one_comes_back(book: Book) -> None:
    at = edit(opened("so_dung_chung"), edited_rows={1: {"c1": "Mới"}})
    at.pills(key="so_dung_chung.tab.0.mo-hinh").set_value(Tab.REPORTS).run()
    assert "Không có gì chờ ghi" in said(at)
    at.pills(key="so_dung_chung.tab.1.bao-cao-quy").set_value(Tab.MODELS).run()
    assert "1 ô" in said(at)
    assert list(at.dataframe[0].value["c1"])[1] == "Mới"


def test_what_was_typed_for_one_year_is_not_shown_or_written_in_another(book: Book) -> None:
    at = edit(opened("so_dung_chung"), edited_rows={1: {"c1": "Mới"}}, added_rows=[{"c1": "Thêm"}])
    book.rows = (HandRow(2, ("MH-9", "Tên năm sau"), ("MH-9", "Tên năm sau"), "MH-9"),)
    at.session_state[forms.BOOK] = "~2027"
    at.run()
    assert list(at.dataframe[0].value["c1"]) == ["Tên năm sau"]
    assert "Không có gì chờ ghi" in said(at)
    at.session_state[forms.BOOK] = ""
    at.run()
    assert "1 ô, 1 dòng mới" in said(at)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_gets_what_is_its_to_see(seam: Seam, book: Book, role: Role) -> None:
    act_as(seam, book, role)
    at = opened("so_dung_chung", tab="tai-khoan")
    assert at.title
    assert not at.error
    if role is Role.GUEST:
        assert "chỉ xem" in said(at)
        assert not book.asked
        return
    assert (book.asked[0][0] is Tab.ACCOUNTS) == (role is Role.ADMIN)
    writes = any(one.key == "so_dung_chung.write" for one in at.button)
    assert writes == (role is not Role.LEADER)
    assert any(one.key == "so_dung_chung.down" for one in at.button) == (role in (Role.ADMIN, Role.OFFICER))


def test_an_empty_tab_says_so(book: Book) -> None:
    book.rows = ()
    assert "Tab này chưa có dòng nào" in said(opened("so_dung_chung"))


def test_a_tab_that_cannot_be_read_says_why(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> HandTab:
        raise Unreachable("down")

    monkeypatch.setattr(session, "hand_tab", fails)
    assert "Chưa kết nối được Google Sheets." in said(opened("so_dung_chung"))


def test_on_google_the_page_leads_to_each_tab_and_to_the_cell(seam: Seam, book: Book) -> None:
    act_as(seam, book, Role.OFFICER)
    seam.whole = replace(seam.whole, url="https://sheet")
    at = opened("so_dung_chung", tab="bao-cao-quy", o="h19")
    found = {one.proto.label: one.proto.url for one in at.get("link_button")}
    assert found["Mở ô H19 của tab Báo cáo quý"] == "https://sheet/#Báo cáo quýH19"
    assert found["Mô hình"] == "https://sheet/#Mô hình"
    assert "Tài khoản" not in found
    assert not book.asked
