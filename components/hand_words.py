"""Around the grid of a tab: which tab and cell, its order, what was refused, what the reading could not make of it."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import streamlit as st

from components import press, vi
from components.hand_grid import KEY, heading
from components.markup import escaped
from components.messages import show as show_error
from domain import names
from domain.errors import DvkError
from domain.hand_sheet import HandTab, Refused, Why, Written
from domain.places import column_letters
from domain.snapshot import Problem
from domain.vocabulary import ProblemLevel, Tab

CELL = re.compile(r"([A-Z]{1,3})?([1-9]\d{0,6})(?::\2)?")
TURNS = f"{KEY}.turns"
MOST = 20  # sentences of one kind
WHY = {
    Why.CHANGED: "đã có người sửa",
    Why.GONE: "dòng này không còn trên trang tính",
    Why.NOT_ALLOWED: "không sửa được dòng này bằng tài khoản này (đã gửi, đã duyệt, quý đã khóa, hoặc của đơn vị khác)",
    Why.TOO_LONG: "một ô chứa tối đa 50.000 ký tự",
    Why.COLUMNS: "các cột của tab vừa được sắp xếp hoặc đổi tên; bấm **Tải lại** rồi ghi lại",
}

NEW = (
    "đơn vị chỉ thêm dòng của mình, cho quý còn mở, ghi đủ mã đơn vị và trạng thái ban đầu "
    "(Nháp, Chờ duyệt, Đã nộp hoặc Mới)"
)


def slug(tab: Tab) -> str:
    """The tab in an address: “Báo cáo quý” → bao-cao-quy."""
    return names.plain(tab).replace(" ", "-")


def tab_named(asked: str | None, tabs: Sequence[Tab]) -> Tab | None:
    """The tab that an address names, by its slug or its name."""
    wanted = names.plain(asked or "").replace(" ", "-")
    return next((tab for tab in tabs if slug(tab) == wanted), None)


def chosen(tabs: Sequence[Tab], *, phone: bool) -> Tab:
    """Draws the choice of the tab, which stands in the address (`?tab=`)."""
    first = Tab.MODELS if Tab.MODELS in tabs else tabs[0]
    asked = tab_named(st.query_params.get("tab"), tabs) or first
    # A box of its own after each choice and for each tab: what a browser last sent for a box may overtake the next run.
    key = f"{KEY}.tab.{st.session_state.get(TURNS, 0)}.{slug(asked)}"
    box: dict[str, Any] = {"key": key, "on_change": _turned, "args": (key,), "label_visibility": "collapsed"}
    if phone:
        st.selectbox("Tab", tabs, tabs.index(asked), **box)
    else:
        st.pills("Tab", tabs, default=asked, required=True, **box)
    return asked


def _turned(key: str) -> None:
    st.query_params.from_dict({"tab": slug(st.session_state[key])})
    st.session_state[TURNS] = st.session_state.get(TURNS, 0) + 1


def asked_row() -> int | None:
    """The sheet row of the cell that the address names (`?o=H19`)."""
    found = CELL.fullmatch(st.query_params.get("o", "").upper())
    return int(found[2]) if found else None


def asked_cell(part: HandTab, problems: Iterable[Problem]) -> None:
    """What stands in the cell that the address names, and what is wrong with it."""
    cell = st.query_params.get("o", "").upper()
    found = CELL.fullmatch(cell)
    if not cell:
        return
    if not found or part.place is None:
        st.info(f"Không tìm thấy ô {escaped(cell)} trong tab này, hoặc dòng đã trống.", icon=":material/search_off:")
        return
    row = part.rows[part.place]
    column = next((one for one in part.columns if one.letters == found[1]), None)
    if column is None:
        st.info(f"**Dòng {row.row}** ở trên cùng của bảng.", icon=":material/my_location:")
        return
    text = row.text(column.at)
    holds = f"đang ghi “{escaped(text)}”" if text else "đang trống"
    wrong = [escaped(one.message) for one in problems if (one.row, one.at) == (row.row, column.at)]
    st.info(
        f"**Ô {cell}** ({escaped(heading(part, column.at))}) {holds}. {' '.join(wrong)} Dòng này ở trên cùng của bảng.",
        icon=":material/my_location:",
    )


def words(slot: str) -> str:
    """Draws the box that narrows the rows to those with some words."""
    return st.text_input(
        "Tìm trong tab",
        key=f"{KEY}.words.{slot}",
        placeholder="Tìm trong tab",
        label_visibility="collapsed",
        width=320,
        icon=":material/search:",
    )


def page(slot: str) -> int:
    """The page of a long tab that was turned to, from 1."""
    return int(st.session_state.get(f"{KEY}.page.{slot}") or 1)


def turn(part: HandTab, slot: str, size: int) -> None:
    """Draws the pages of a long tab."""
    if part.found > size:
        st.pagination(-(-part.found // size), key=f"{KEY}.page.{slot}")


def tools(part: HandTab, version: int, drawn: str) -> tuple[int, bool] | bool:
    """Draws how much is in sight, “Tải lại” and the order of the tab.

    True: it is to be read anew; a column and whether it descends: the tab is to be sorted. `drawn` = which grid it is:
    the choice of the order closes with it.
    """
    stale = version != part.version
    again = press.button(
        "Tải lại",
        key=f"{KEY}.again",
        icon=":material/refresh:",
        help="Trang tính vừa có thay đổi. Phần chưa ghi của bạn vẫn giữ nguyên." if stale else None,
        type="primary" if stale else "secondary",
    )
    order = _order(part, drawn) if part.sorts else None
    said = shown_rows(part) + (" · :orange[trang tính vừa có thay đổi]" if stale else "")
    st.markdown(f":gray[{said}]", width="content")
    return order or again


def _order(part: HandTab, drawn: str) -> tuple[int, bool] | None:
    with st.popover("Sắp xếp", icon=":material/sort_by_alpha:", key=f"{drawn}.order"):
        st.markdown("Xếp lại **mọi dòng** của tab trên trang tính, như trong bảng tính.")
        places = [one.at for one in part.columns]
        column = st.selectbox(
            "Theo cột", places, format_func=lambda at: heading(part, at), key=f"{KEY}.sort.{slug(part.tab)}"
        )
        with st.container(horizontal=True):
            up = press.button("A → Z", key=f"{KEY}.up")
            down = press.button("Z → A", key=f"{KEY}.down")
    return (column, down) if up or down else None


def shown_rows(part: HandTab) -> str:
    """How much of the tab is in sight."""
    if part.found == part.total:
        return vi.counted(part.total, "dòng")
    return f"{vi.number(part.found)}/{vi.counted(part.total, 'dòng')}"


def nothing(part: HandTab) -> None:
    """A grid without rows: a blank tab, or words that stand nowhere."""
    said = "Không có dòng nào khớp. Bỏ bớt từ tìm để xem lại." if part.total else "Tab này chưa có dòng nào."
    st.info(said, icon=":material/inbox:")


def outcome(part: HandTab, result: Written | DvkError | None) -> None:
    """What of the last save was not written and why, with what stands there now."""
    if isinstance(result, DvkError):
        show_error(result)
        return
    if result is None or not result.refused:
        return
    lines = [f"- {_refused(part, one)}" for one in result.refused[:MOST]]
    more = len(result.refused) - MOST
    lines += [f"- và {vi.counted(more, 'dòng')} nữa"] if more > 0 else []
    over = any(one.why is Why.CHANGED and not one.deletes for one in result.refused)
    todo = " Bấm **Ghi vào sổ** lần nữa để ghi đè phần người khác đã sửa." if over else ""
    st.warning(
        f"**Có nội dung chưa ghi được.** Nội dung bạn gõ vẫn còn.{todo}\n\n" + "\n".join(lines),
        icon=":material/warning:",
    )


def _refused(part: HandTab, one: Refused) -> str:
    where = "Dòng mới"
    if one.shown is not None:
        name = f" ({escaped(one.shown.name)})" if one.shown.name else ""
        where = f"Dòng {one.row or one.shown.row}{name}"
    if one.deletes:
        return f"**{where}**: chưa xóa, {WHY[one.why]}."
    cells = []
    for at, text in one.cells.items():
        now = f", nay ghi “{escaped(one.now[at])}”" if one.why is Why.CHANGED else ""
        cells.append(f"{escaped(heading(part, at))}: bạn gõ “{escaped(text[:200])}”{now}")
    why = NEW if one.why is Why.NOT_ALLOWED and one.shown is None else WHY[one.why]
    return f"**{where}**: {why}. {'; '.join(cells)}"


def problems(part: HandTab, found: Sequence[Problem], result: Written | DvkError | None) -> None:
    """What the tolerant reading could not use or has guessed, first of what was just written."""
    just = result.problems if isinstance(result, Written) else ()
    rows = {row.row for row in part.rows}
    others = [one for one in found if one.tab == part.tab and (one.row in rows or one.row == 1) and one not in just]
    for title, some in (("vừa ghi", just), ("trong bảng trên", others)):
        if some:
            st.markdown(f"**{vi.counted(len(some), 'ô')} {title} cần xem lại**")
            st.markdown("\n".join(_problem(one) for one in some[:MOST]))
            if len(some) > MOST:
                st.caption(f"và {vi.counted(len(some) - MOST, 'ô')} nữa")


def _problem(one: Problem) -> str:
    colour, icon = ("red", "error") if one.level is ProblemLevel.ERROR else ("orange", "info")
    where = f"Dòng {one.row}, cột {escaped(one.column)}"
    if one.at is not None:
        where = f"Ô {column_letters(one.at)}{one.row} ({escaped(one.column)})"
    meant = f" Nên ghi: **{escaped(one.suggestion)}**." if one.suggestion else f" {escaped(one.remedy)}"
    return f"- :{colour}[:material/{icon}:] **{where}**: {escaped(vi.sentence(one.message))}{meant}"


def google(tabs: Sequence[Tab], url: str, link: Callable[[Tab, str], str | None]) -> None:
    """Where the tabs themselves are: on Google people type into the sheet."""
    st.markdown("Sổ dùng chung nằm trên Google Sheets. Mở tab cần xem hoặc cần sửa:")
    asked = tab_named(st.query_params.get("tab"), tabs)
    cell = st.query_params.get("o", "").upper()
    if asked and CELL.fullmatch(cell):
        to = cell if cell[0].isalpha() else f"{int(cell.partition(':')[0])}:{int(cell.partition(':')[0])}"
        st.link_button(
            f"Mở ô {cell} của tab {asked}", link(asked, to) or url, type="primary", icon=":material/my_location:"
        )
    with st.container(horizontal=True):
        for tab in tabs:
            st.link_button(str(tab), link(tab, "") or url, icon=":material/open_in_new:")
