"""The history of one record step by step, and the rows that people deleted; what may be put back, and as what."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import streamlit as st

from components import acting, links, press, vi
from components.markup import escaped
from components.models import page_of
from domain import names
from domain.fields import specs
from domain.history import Step
from domain.noticing import shown
from domain.restoring import Back, Then, deleted_cells
from domain.rows import key_of
from domain.snapshot import Snapshot
from domain.standing import record_of, table_of
from domain.tables import HistoryEntry, Row
from domain.vocabulary import BY_APPLICATION, BY_HAND, HistoryAction, Source, Tab

ALL = "Tất cả"
SHOWN = 10  # steps or rows on one page
FIELDS = 8  # changed fields of one step that are listed at once
LONGEST = 300  # characters of a value
BLANK = "(trống)"
SUBJECTS = ("title", "name", "full_name", "content", "label", "meaning")
OWN_PAGE: Mapping[Tab, tuple[str, str]] = {
    Tab.MODELS: (links.MODELS, "mh"),
    Tab.UNITS: (links.UNITS, "dv"),
    Tab.INSPECTIONS: (links.INSPECTIONS, "kt"),
    Tab.COMMUNICATIONS: (links.COMMUNICATION, "hd"),
}
WHOLE: Mapping[HistoryAction, str] = {
    HistoryAction.ADD: "Thêm dòng trên trang tính",
    HistoryAction.SOFT_DELETE: "Dòng bị xóa trên trang tính",
    HistoryAction.RESTORE: "Dòng có lại trên trang tính",
    HistoryAction.EDIT: "Sửa mã, khóa của dòng",
}
NOBODY = "không rõ ai"
KNOWN: Mapping[str, str] = {
    BY_HAND: NOBODY, BY_APPLICATION: "Ứng dụng", "demo": "Dữ liệu mẫu", "provision": "Thiết lập ban đầu",
}  # fmt: skip
MADE: Mapping[HistoryAction, str] = {HistoryAction.ADD: "Tạo mới", HistoryAction.RESTORE: "Đưa về nội dung trước"}


def head(snapshot: Snapshot, tab: Tab, record_id: str) -> Row | None:
    """Which record it is, with the way to it; the record, None where it is not in the sheet."""
    record = record_of(snapshot, tab, record_id)
    about = _subject(record, snapshot) if record else ""
    st.title(f"Lịch sử: {escaped(about)}" if about else "Lịch sử thay đổi", anchor=False)
    unit = _unit(getattr(record, "unit_id", None), snapshot)
    st.markdown(f":gray[{' · '.join(escaped(one) for one in (str(tab), record_id, unit) if one)}]")
    if record is not None and tab in OWN_PAGE:
        slug, name = OWN_PAGE[tab]
        st.page_link(
            links.to(slug),
            label=f"Mở {str(tab).lower()}",
            icon=":material/open_in_new:",
            query_params={name: record_id},
            width="content",
        )
    return record


def not_there(*, restores: bool) -> None:
    """The record is not in the sheet: what that means, and where a deleted row is brought back."""
    st.info(
        "Bản ghi này hiện không có trên trang tính: dòng đã bị xóa, mã đã đổi, hoặc mã nằm ở hai dòng.",
        icon=":material/delete:",
    )
    if restores:
        st.page_link(
            links.to(links.HISTORY), label="Xem các dòng đã bị xóa", icon=":material/restore_from_trash:",
            width="content",
        )  # fmt: skip


def gone_head(found: Sequence[HistoryEntry]) -> None:
    """How many rows are gone, and what may be done about it."""
    st.title(f"Dòng đã bị xóa: {len(found)}" if found else "Không có dòng nào bị xóa", anchor=False)
    if found:
        st.markdown(":gray[Các dòng đã bị xóa trực tiếp trên trang tính và chưa có lại, mới nhất ở trên.]")
    else:
        st.info(
            "Khi có người xóa một dòng trên trang tính, dòng đó hiện ở đây sau chừng nửa phút để khôi phục.",
            icon=":material/task_alt:",
        )


def steps(found: Sequence[Step], people: Mapping[str, str], below: Callable[[Step], None]) -> None:
    """A card per step, the newest first; `below` draws what may be done about one."""
    for step in page_of(found, SHOWN, key="lich_su.page"):
        with st.container(border=True, gap="xsmall"):
            st.markdown(
                f"**{what(step)}** {_source(step.head)}  \n:gray[{_when(step.head.at)} · {who(step.head, people)}]"
            )
            _changes(step)
            below(step)


def what(step: Step) -> str:
    """What was done, in one or two words."""
    action = step.head.action
    if not step.fields:
        return WHOLE.get(action, "Thay đổi") if action else "Thay đổi"
    return MADE.get(action, str(action)) if action else "Thay đổi"


def who(entry: HistoryEntry, people: Mapping[str, str]) -> str:
    """The account's name as far as it is known, else its address; of what was typed into the sheet nobody knows."""
    by = entry.by or ""
    return escaped(people.get(by) or KNOWN.get(by) or by or NOBODY)


def put_back(slot: str, found: Sequence[Back]) -> bool:
    """The button of a step with what would come back, field by field; whether that was confirmed."""
    with st.popover("Đưa về trước thay đổi này", icon=":material/undo:", key=acting.panel(slot)):
        st.markdown("**Các mục sau sẽ được ghi lại như trước:**")
        st.markdown("\n".join(f"- {escaped(one.header)}: {_text(one.now)} → **{_text(one.then)}**" for one in found))
        st.caption("Mọi thay đổi sau đó của các mục này được thay bằng giá trị trước. Các mục khác giữ nguyên.")
        acting.refusal(slot)
        return press.button("Đưa về như trước", key=f"{slot}.press", type="primary")


def choose_tab(entries: Sequence[HistoryEntry]) -> str:
    """The tab whose deleted rows are listed; the first choice is all of them."""
    tabs = [ALL, *dict.fromkeys(one.tab or "" for one in entries)]
    if len(tabs) <= 2:
        return ALL
    return str(st.selectbox("Tab", tabs, key="lich_su.tab"))


def gone(found: Sequence[HistoryEntry], snapshot: Snapshot, below: Callable[[HistoryEntry], None]) -> None:
    """A card per deleted row: what it was, whose, when it went, what stood in it."""
    for entry in page_of(found, SHOWN, key="lich_su.gone"):
        table, cells = table_of(entry.tab or ""), deleted_cells(entry.old) or {}
        with st.container(border=True, gap="xsmall"):
            about = _about(table, cells, snapshot) or str(entry.record_id)
            unit = _unit(str(cells.get("Mã đơn vị", "")), snapshot)
            parts = (str(entry.tab), str(entry.record_id), unit, f"xóa lúc {_when(entry.at)}")
            st.markdown(
                f"**{vi.capital(escaped(about))}**  \n:gray[{' · '.join(escaped(one) for one in parts if one)}]"
            )
            with st.expander("Nội dung của dòng", icon=":material/notes:"):
                st.markdown("  \n".join(_cells(table, cells)) or ":gray[Nhật ký không giữ nội dung nào.]")
            below(entry)


def restore(slot: str, *, waits: bool) -> bool:
    """The button that brings a row back, with a word of what happens; whether that was confirmed."""
    if waits:
        st.markdown(":orange-badge[:material/schedule_send: Đang chờ gửi lên trang tính]")
        return False
    with st.popover("Khôi phục", icon=":material/restore_from_trash:", key=acting.panel(slot)):
        st.markdown("Dòng được thêm lại vào cuối tab, giữ nguyên mã và nội dung như trước khi bị xóa.")
        acting.refusal(slot)
        return press.button("Khôi phục dòng này", key=f"{slot}.press", type="primary")


def _changes(step: Step) -> None:
    lines = [_change(one) for one in step.fields]
    if step.head.action is HistoryAction.ADD:
        if lines:
            with st.expander(f"{len(lines)} mục đã điền", icon=":material/notes:"):
                st.markdown("\n".join(lines))
        return
    if lines:
        st.markdown("\n".join(lines[:FIELDS]))
    if len(lines) > FIELDS:
        with st.expander(f"{len(lines) - FIELDS} mục khác", icon=":material/more_horiz:"):
            st.markdown("\n".join(lines[FIELDS:]))


def _change(entry: HistoryEntry) -> str:
    if entry.action is HistoryAction.ADD:
        return f"- {escaped(entry.column)}: {_text(entry.new)}"
    return f"- {escaped(entry.column)}: {_text(entry.old)} → **{_text(entry.new)}**"


def _text(value: Then) -> str:
    if value in (None, ""):
        return BLANK
    text = f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)
    return escaped(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


def _source(entry: HistoryEntry) -> str:
    if entry.source is Source.HAND:
        return ":orange-badge[:material/edit: Nhập tay]"
    return ":gray-badge[Ứng dụng]"


def _when(at: datetime | None) -> str:
    return f"{at:%H:%M %d/%m/%Y}" if at else "không rõ lúc nào"


def _subject(record: Row, snapshot: Snapshot) -> str:
    """What a record is about, in its own words; of a report the model's, of a sum its quarter."""
    own = next((str(said) for name in SUBJECTS if (said := getattr(record, name, None))), "")
    model = snapshot.model(getattr(record, "model_id", None))
    year, quarter = getattr(record, "year", None), getattr(record, "quarter", None)
    period = f"quý {quarter}/{year}" if year and quarter and not own else ""
    about = own or (model.title if model and model.title else "")
    return ", ".join(one for one in (about, period) if one) or key_of(record) or ""


def _about(table: type[Row] | None, cells: Mapping[str, Any], snapshot: Snapshot) -> str:
    """The same of a row that is gone, from its cells."""
    if table is None:
        return ""
    by_name = {spec.name: str(cells[spec.header]) for spec in specs(table) if spec.header in cells}
    own = next((by_name[name] for name in SUBJECTS if name in by_name), "")
    model = snapshot.model(by_name.get("model_id"))
    return own or (model.title if model and model.title else "")


def _unit(unit_id: str | None, snapshot: Snapshot) -> str:
    unit = snapshot.unit(unit_id)
    return names.full_label(unit, snapshot.units) if unit else unit_id or ""


def _cells(table: type[Row] | None, cells: Mapping[str, Any]) -> list[str]:
    columns = specs(table) if table else ()
    return [
        f":gray[{escaped(spec.header)}:] {_text(shown(spec, cells[spec.header]))}"
        for spec in columns
        if spec.header in cells and not spec.column.hidden and table and spec.name not in table.TAIL
    ]
