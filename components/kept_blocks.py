"""Khóa kỳ: the figures that were kept with a lock beside those of today, what differs, and which changes did it."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from components import labels, links, status, vi
from components.closing_blocks import who
from components.export import csv_file
from components.figure_words import NAMED
from components.markup import escaped
from components.models import page_of
from components.past import BLANK, WHOLE
from domain.kept_figures import Kept, Moved
from domain.later_changes import Later, causes
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.view import period

MORE_NAMES = {
    "I1a": "Mô hình đang theo dõi", "I1b": "Mô hình phải báo cáo",
    "I14b": "Thời gian giải quyết khó khăn (trung vị)",
}  # fmt: skip
OF_UNITS = {"I7": "Tiến độ"}  # where the usual name speaks of the commune
DAYS = frozenset({"I14", "I14b", "I24b", "I24c"})
HEADER = ("Đơn vị", "Mã chỉ tiêu", "Chỉ tiêu", "Số chốt", "Hiện nay")
MOST_CAUSES, PER_PAGE = 3, 10
FRACTION = re.compile(r"-?\d+\.\d{1,2}")
LONGEST = 80  # characters of a value in the list of changes


def name(code: str, unit_id: str | None = None) -> str:
    """What an indicator is called, of the commune or of a unit."""
    if unit_id and code in OF_UNITS:
        return OF_UNITS[code]
    return MORE_NAMES.get(code) or (NAMED[code].name if code in NAMED else code)


def said(code: str, found: Mapping[str, Any]) -> str:
    """`57,3% (2.005/35)`, `12`, `3,5 ngày`, `—`."""
    value, over, whole = (found.get(part) for part in ("value", "numerator", "denominator"))
    if not isinstance(value, int | float):
        return vi.UNKNOWN
    if code in DAYS:
        return f"{vi.number(value, 1)} ngày"
    if not isinstance(whole, int | float):
        return vi.number(value)
    least = "≥ " if found.get("at_least") else ""
    return f"{least}{vi.percent(value, 1)} ({_whole(over)}/{_whole(whole)})"


def _whole(value: Any) -> str:
    if not isinstance(value, int | float):
        return vi.UNKNOWN
    return vi.number(value, 0 if float(value).is_integer() else 1)


def head(kept: Kept, found: Sequence[Moved], snapshot: Snapshot, people: Mapping[str, str], *, counts: bool) -> None:
    """When the figures were kept, by whom, and whether those of today are still the same."""
    when = f" lúc {vi.moment(kept.at)}" if kept.at else ""
    st.header(f"Số liệu chốt {vi.within(kept.quarter)}", anchor=False)
    status.small(f"Chốt{when}, bởi {who(kept.by, people)}.{'' if counts else ' Quý này hiện đang mở.'}")
    commune = sum(one.unit_id is None for one in found)
    units = len({one.unit_id for one in found if one.unit_id})
    if not found:
        st.success("Tính lại hôm nay, mọi chỉ tiêu vẫn khớp với số đã chốt.", icon=":material/task_alt:")
    else:
        words = f"{vi.counted(commune, 'chỉ tiêu của xã')} và số liệu của {vi.counted(units, 'đơn vị')}"
        st.warning(f"Tính lại hôm nay, {words} khác số đã chốt. Số đã chốt giữ nguyên.", icon=":material/difference:")
    last = period(kept.quarter, snapshot.settings)[1]
    if kept.at is not None and kept.at.date() < last:
        status.small(
            f"Quý được khóa trước khi hết ({vi.day(last)}): chỉ tiêu tính đến từng ngày (nhiệm vụ, tồn tại đến hạn, "
            "việc ghi sau đó) còn thay đổi cho đến hết quý, dù không ai sửa gì."
        )


def differences(
    found: Sequence[Moved], changes: Sequence[Later], snapshot: Snapshot, people: Mapping[str, str]
) -> None:
    """The figures of the commune that differ, each with its causes; those of units folded away."""
    for one in (each for each in found if each.unit_id is None):
        with st.container(border=True, gap="xsmall"):
            st.markdown(_line(one))
            st.markdown(f":gray[{_why(one, changes, snapshot, people)}]")
    units = [each for each in found if each.unit_id]
    if not units:
        return
    with st.expander(f"Số liệu từng đơn vị khác số chốt ({len(units)})", icon=":material/holiday_village:"):
        for one in page_of(units, PER_PAGE, key="khoa_ky.units"):
            label = escaped(labels.unit_name(snapshot, one.unit_id))
            st.markdown(f"**{label}** · {_line(one)}  \n:gray[{_why(one, changes, snapshot, people)}]")


def _line(one: Moved) -> str:
    line = f"**{escaped(name(one.code, one.unit_id))} ({escaped(one.code)})**: chốt {said(one.code, one.then)}"
    line += f", hiện nay **{said(one.code, one.now)}**"
    before, after = one.then.get("by_field"), one.now.get("by_field")
    if isinstance(before, dict) and isinstance(after, dict):
        moved = [f"{field} {before.get(field)} → {many}" for field, many in after.items() if before.get(field) != many]
        line += f" ({escaped('; '.join(moved))})" if moved else ""
    return line


def _why(one: Moved, changes: Sequence[Later], snapshot: Snapshot, people: Mapping[str, str]) -> str:
    found = causes(changes, one.code, one.unit_id, snapshot)
    if not found:
        return "Nhật ký chưa có thay đổi nào giải thích được: do ngày xem khác ngày chốt, hoặc vừa sửa trên trang tính."
    shown = "; ".join(f"{escaped(each.record_id)} ({_whom(each, people)})" for each in found[:MOST_CAUSES])
    more = f" và {vi.counted(len(found) - MOST_CAUSES, 'thay đổi khác')}" if len(found) > MOST_CAUSES else ""
    return f"Có thể do: {shown}{more}."


def _whom(one: Later, people: Mapping[str, str]) -> str:
    when = f", {vi.moment(one.head.at)}" if one.head.at else ""
    return f"{'nhập tay' if one.by_hand else who(one.head.by or '', people)}{when}"


def change_list(changes: Sequence[Later], people: Mapping[str, str]) -> None:
    """All changes since the lock that touch the quarter, the newest first, with the way to each history."""
    st.header(f"Thay đổi sau khi khóa: {len(changes)}", anchor=False)
    if not changes:
        st.info("Nhật ký chưa có thay đổi nào của quý này sau khi khóa.", icon=":material/history:")
    for one in page_of(changes, PER_PAGE, key="khoa_ky.changes"):
        with st.container(border=True, gap="xsmall"):
            lines = "  \n".join(_entry(each) for each in one.entries[:PER_PAGE])
            st.markdown(f"**{escaped(one.tab)} {escaped(one.record_id)}** · {_whom(one, people)}  \n{lines}")
            query = {"tab": str(one.tab), "ma": one.record_id}
            st.page_link(
                links.to(links.HISTORY), label="Lịch sử", icon=":material/history:", query_params=query,
                width="content",
            )  # fmt: skip


def _entry(entry: Any) -> str:
    if not entry.column:
        return f":gray[{WHOLE.get(entry.action, 'Thay đổi cả dòng')}]"
    return f":gray[{escaped(entry.column)}:] {_text(entry.old)} → **{_text(entry.new)}**"


def _text(value: str | None) -> str:
    if not value:
        return BLANK
    if FRACTION.fullmatch(value):  # as a program writes it; three digits behind the dot are a person's thousands
        value = value.removesuffix(".0").replace(".", ",")
    return escaped(value if len(value) <= LONGEST else f"{value[:LONGEST]}…")


def table(kept: Kept, now: Mapping[str, Any], snapshot: Snapshot) -> None:
    """All figures of the commune, kept and of today, and everything as a file."""
    commune = _lines("", kept.figures["commune"], now["commune"], snapshot)
    with st.expander(f"Tất cả {len(commune)} chỉ tiêu của xã", icon=":material/table:"):
        rows = [f"| {escaped(code)} | {escaped(words)} | {then} | {here} |" for _, code, words, then, here in commune]
        st.markdown("\n".join(["| Mã | Chỉ tiêu | Số chốt | Hiện nay |", "|---|---|---|---|", *rows]))
    st.download_button(
        "Tải số liệu chốt (CSV)", data=partial(_file, kept, now, snapshot), mime="text/csv",
        file_name=f"so-lieu-chot-{kept.quarter.key.lower()}.csv", icon=":material/download:", key="khoa_ky.csv",
        on_click="ignore", type="tertiary",
    )  # fmt: skip


def _file(kept: Kept, now: Mapping[str, Any], snapshot: Snapshot) -> bytes:
    lines = _lines("", kept.figures["commune"], now["commune"], snapshot)
    for unit_id, codes in kept.figures["units"].items():
        lines += _lines(unit_id, codes, now["units"].get(unit_id, {}), snapshot)
    return csv_file(HEADER, lines)


def _lines(
    unit_id: str, then: Mapping[str, Any], now: Mapping[str, Any], snapshot: Snapshot
) -> list[tuple[str, str, str, str, str]]:
    whose = labels.unit_name(snapshot, unit_id) if unit_id else "Toàn xã"
    return [
        (whose, code, name(code, unit_id), said(code, then.get(code, {})), said(code, now.get(code, {})))
        for code in dict.fromkeys((*then, *now))
    ]


def none_kept(quarters: Sequence[Quarter], *, locked: bool) -> None:
    """No quarter has kept figures yet."""
    if locked:
        names = vi.listing([vi.quarter_of_year(one) for one in quarters])
        st.info(
            f"{names} được khóa trên trang tính nên chưa chốt số liệu. "
            "Quản trị mở khóa rồi khóa lại ở trang này để chốt.",
            icon=":material/info:",
        )
        return
    st.info("Chưa khóa quý nào nên chưa có số liệu chốt.", icon=":material/info:")
