"""Tuyên truyền: the sentence at the top, the list of events with its filters, and one event (I18, R13 to R66)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from components import labels, links, onward, press, status, vi
from components.communication_blocks import facts
from components.export import csv_file
from components.frames import frame
from components.markup import escaped
from components.models import PER_PAGE, ROWS, SHORT, page_of
from domain import names
from domain.communication import silent_units
from domain.permissions import OWN_ONLY, Actor
from domain.quarters import Quarter
from domain.remembered import remembered
from domain.snapshot import Snapshot, grouped
from domain.tables import Communication
from domain.view import QuarterView, period
from domain.vocabulary import Tab
from domain.vocabulary_movement import Channel, CommunicationKind

EVENT = "hd"
"""The address names an event by this."""
EVERY = "Mọi thôn, đơn vị"
NO_ID = "Dòng vừa nhập trên trang tính, chưa có mã; khoảng một phút nữa có thể sửa ở đây."
OTHERS = "Nội dung, minh chứng của đơn vị khác không hiện với tài khoản này."
WIDTHS = {
    "Ngày": 90, "Đơn vị": 175, "Loại": 110, "Kênh": 130, "Nội dung": 300, "Đối tượng": 130, "Số lượng": 90, "Dự": 75,
    "Mã": 115,
}  # fmt: skip
HEADER = (
    "Mã", "Ngày", "Đơn vị", "Loại", "Kênh", "Nội dung", "Đối tượng", "Số lượng", "Đơn vị tính", "Số người dự",
    "Số người triệu tập", "Lồng ghép", "Nội dung lồng ghép", "ĐV phối hợp", "Ba nhất", "Mã mô hình, điển hình",
    "Minh chứng",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """An event as the list shows it; `text` is what somebody may look for."""

    event: Communication
    unit: str
    text: str


def headline(view: QuarterView) -> str:
    """The page in one sentence: how much was done, how many units did something, how many did nothing."""
    now, quarter = facts(view).now, vi.quarter(view.quarter)
    if not now.total.events:
        return f"{quarter}: chưa có hoạt động tuyên truyền nào được ghi."
    active = now.active
    silent = active.denominator - active.numerator
    channels = sum(bool(one.events) for one in now.by_channel.values())
    rest = f":orange[{vi.counted(silent, 'đơn vị chưa có hoạt động')}]" if silent else "không đơn vị nào đứng ngoài"
    return (
        f"{quarter}: {vi.counted(now.total.events, 'hoạt động tuyên truyền')} qua {vi.counted(channels, 'kênh')}, "
        f"{active.numerator}/{vi.counted(active.denominator, 'thôn, đơn vị')} đã làm; {rest}."
    )


def silent(view: QuarterView) -> None:
    """The units without an event in the quarter, by kind; their records are the list behind I18."""
    found = silent_units(view)
    if not found:
        return
    st.header(f"Chưa có hoạt động trong quý {view.quarter.name}: {vi.counted(len(found), 'đơn vị')}", anchor=False)
    lines = [
        f"**{escaped(kind)} ({len(units)}):** "
        + ", ".join(escaped(names.label(unit, view.snapshot.units)) for unit in units)
        for kind, units in grouped(found, lambda one: str(one.unit_type or vi.UNKNOWN)).items()
    ]
    st.markdown("  \n".join(lines))
    status.small("Có thể đơn vị đã làm nhưng chưa ghi vào sổ. Bấm “Xem” ở biểu đồ bên trên để mở từng đơn vị.")


@remembered
def lines(snapshot: Snapshot) -> tuple[Line, ...]:
    """All events, the newest first. Worked out once for each reading and kind of reader."""
    newest = sorted(snapshot.communications, key=lambda one: (str(one.date), one.comm_id or ""), reverse=True)
    return tuple(_line(one, labels.unit_name(snapshot, one.unit_id)) for one in newest)


def _line(event: Communication, unit: str) -> Line:
    said = (event.content, unit, event.comm_id, event.integrated_with, *event.partners, *event.subject_ids)
    return Line(event, unit, names.bare(" ".join(filter(None, said))))


def filtered(snapshot: Snapshot, actor: Actor | None, quarters: Sequence[Quarter], *, phone: bool) -> Sequence[Line]:
    """Draws the filters, which live in the address, and gives the events that they leave."""
    if phone:
        with st.expander("Bộ lọc", icon=":material/filter_alt:"):
            return _kept(snapshot, actor, quarters)
    return _kept(snapshot, actor, quarters)


def _kept(snapshot: Snapshot, actor: Actor | None, quarters: Sequence[Quarter]) -> Sequence[Line]:
    boxes = st.columns(5)
    with boxes[0]:
        unit_id = _unit(snapshot, actor)
    with boxes[1]:
        kind = st.selectbox(
            "Loại", list(CommunicationKind), None, key="loc-loai", bind="query-params", placeholder="Mọi loại"
        )
    with boxes[2]:
        channel = st.selectbox("Kênh", list(Channel), None, key="loc-kenh", bind="query-params", placeholder="Mọi kênh")
    with boxes[3]:
        named = {f"Quý {one.name}/{one.year}": one for one in quarters}
        chosen = st.selectbox("Quý", list(named), None, key="ky", bind="query-params", placeholder="Mọi quý")
    with boxes[4]:
        words = st.text_input("Tìm", key="tim", bind="query-params", placeholder="Nội dung, mã, đơn vị")
    wanted = names.bare(words or "").split()
    first, last = period(named[chosen], snapshot.settings) if chosen else (None, None)
    return [
        one
        for one in lines(snapshot)
        if (not unit_id or one.event.unit_id == unit_id)
        and (kind is None or one.event.kind == kind)
        and (channel is None or one.event.channel == channel)
        and (first is None or last is None or (one.event.date is not None and first <= one.event.date <= last))
        and all(word in one.text for word in wanted)
    ]


def _unit(snapshot: Snapshot, actor: Actor | None) -> str:
    """The unit whose events are shown, by the address; a unit's own account begins with itself."""
    units = {"": EVERY, **labels.units(snapshot)}
    own = actor.unit_id if actor and actor.role in OWN_ONLY else ""
    first = st.query_params.get("dv", own)
    chosen: str = st.selectbox(
        "Thôn, đơn vị", list(units), list(units).index(first) if first in units else 0,
        key=f"tuyen_truyen.unit.{first}", format_func=lambda one: units.get(one, one),
    )  # fmt: skip
    if chosen != first and first in units:
        st.query_params["dv"] = chosen
        st.rerun()
    return chosen


def table(found: Sequence[Line], of: int, actor: Actor | None, *, phone: bool) -> str | None:
    """The list, its file, and the ID of the event that somebody wants to open."""
    if not found:
        st.info("Không có hoạt động nào khớp bộ lọc. Bỏ bớt điều kiện để xem lại.", icon=":material/filter_alt_off:")
        return None
    with st.container(horizontal=True, vertical_alignment="center", key="tuyen_truyen-list"):
        st.download_button(
            "Tải danh sách (CSV)", data=partial(_file, found), mime="text/csv", icon=":material/download:",
            file_name="hoat-dong-tuyen-truyen.csv", key="tuyen_truyen.csv", on_click="ignore", type="tertiary",
        )  # fmt: skip
        how = "" if phone else " Đánh dấu vào ô đầu dòng để mở."
        hidden = f" {OTHERS}" if actor is not None and actor.role in OWN_ONLY else ""
        status.small(f"Hiện {vi.number(len(found))}/{vi.counted(of, 'hoạt động')}.{how}{hidden}")
    part = page_of(found, PER_PAGE if phone else ROWS, key="tuyen_truyen.page")
    return _cards(part) if phone else _grid(part)


def _file(found: Iterable[Line]) -> bytes:
    return csv_file(HEADER, (_cells(one) for one in found))


def _cells(line: Line) -> Sequence[str]:
    one = line.event
    integrated = "" if one.integrated is None else "Có" if one.integrated else "Không"
    return (
        one.comm_id or "", vi.day(one.date) if one.date else "", line.unit, one.kind or "", one.channel or "",
        one.content or "", "; ".join(one.audience), _plain(one.qty), one.qty_unit or "", _plain(one.attended),
        _plain(one.invited), integrated, one.integrated_with or "", "; ".join(one.partners), "; ".join(one.ba_nhat),
        "; ".join(one.subject_ids), one.evidence or "",
    )  # fmt: skip


def _plain(count: int | None) -> str:
    return "" if count is None else str(count)


def _grid(found: Sequence[Line]) -> str | None:
    chosen = st.dataframe(
        frame(map(_row, found)), key=onward.key("tuyen_truyen.table"), hide_index=True,
        on_select="rerun", selection_mode="single-row", height="content" if len(found) <= SHORT else 700,
        column_config={
            name: st.column_config.TextColumn(width=width) for name, width in WIDTHS.items()
        },
    )  # fmt: skip
    rows = chosen["selection"]["rows"]
    return found[rows[0]].event.comm_id if rows else None


def _row(line: Line) -> Mapping[str, str]:
    one = line.event
    return {
        "Ngày": vi.day(one.date),
        "Đơn vị": line.unit,
        "Loại": one.kind or vi.UNKNOWN,
        "Kênh": one.channel or vi.UNKNOWN,
        "Nội dung": one.content or vi.UNKNOWN,
        "Đối tượng": ", ".join(one.audience) or vi.UNKNOWN,
        "Số lượng": quantity(one),
        "Dự": people(one),
        "Mã": one.comm_id or vi.UNKNOWN,
    }


def quantity(one: Communication) -> str:
    """`6 lượt phát`, `—`."""
    return vi.UNKNOWN if one.qty is None else f"{vi.number(one.qty)} {one.qty_unit or ''}".strip()


def people(one: Communication) -> str:
    """`98/142`: who came of those who were asked."""
    if one.attended is None and one.invited is None:
        return vi.UNKNOWN
    return vi.number(one.attended) if one.invited is None else f"{vi.number(one.attended)}/{vi.number(one.invited)}"


def _cards(found: Sequence[Line]) -> str | None:
    chosen = None
    for line in found:
        one = line.event
        with st.container(border=True, gap="xsmall"):
            what = escaped(one.content) if one.content else str(one.kind or "Hoạt động")
            st.markdown(f"**{vi.capital(what)}**  \n:gray[{vi.day(one.date)} · {escaped(line.unit)}]")
            st.markdown(" ".join(badges(one)))
            if one.comm_id and press.button("Xem hoạt động", key=f"tuyen_truyen.open.{one.comm_id}", width="stretch"):
                chosen = one.comm_id
    return chosen


def badges(one: Communication) -> list[str]:
    """Kind, channel, quantity and who came."""
    shown = [f":blue-badge[{one.kind or vi.UNKNOWN}]", f":gray-badge[{one.channel or vi.UNKNOWN}]"]
    if one.qty is not None:
        shown.append(f":gray-badge[{quantity(one)}]")
    if one.attended is not None or one.invited is not None:
        shown.append(f":gray-badge[:material/group: dự {people(one)}]")
    return shown


def detail(event: Communication, snapshot: Snapshot, actor: Actor | None) -> None:
    """One event: what was done, for whom, with whom, and about what."""
    unit = escaped(labels.unit_name(snapshot, event.unit_id))
    st.title(vi.capital(escaped(event.content)) if event.content else f"Hoạt động {event.comm_id}", anchor=False)
    st.markdown(f":gray[{vi.day(event.date)} · {unit} · {event.comm_id or vi.UNKNOWN}]")
    st.markdown(" ".join(badges(event)))
    integrated = None if event.integrated is None else "Có" if event.integrated else "Không"
    facts_of = (
        ("Đối tượng", ", ".join(event.audience)),
        ("Số lượng", quantity(event)),
        ("Người dự/người triệu tập", people(event)),
        ("Lồng ghép", " · ".join(filter(None, (integrated, event.integrated_with)))),
        ("Đơn vị phối hợp", ", ".join(labels.unit_name(snapshot, one) for one in event.partners)),
        ("Ba nhất", ", ".join(event.ba_nhat)),
        ("Minh chứng", event.evidence),
    )
    st.markdown("  \n".join(f"**{label}:** {escaped(said)}" for label, said in facts_of if said))
    for one in event.subject_ids:
        _subject(one, snapshot)
    links.history(actor, snapshot, Tab.COMMUNICATIONS, event.comm_id)


def _subject(record_id: str, snapshot: Snapshot) -> None:
    """What the event speaks of: a model with the way to it, or an exemplar."""
    model = snapshot.model(record_id)
    if model is not None:
        st.page_link(
            links.to(links.MODELS), label=f"Mô hình {escaped(labels.model_name(snapshot, record_id))}",
            icon=":material/list_alt:", query_params={"mh": record_id}, width="content",
        )  # fmt: skip
        return
    exemplar = snapshot.exemplar(record_id)
    name = f" {exemplar.name}" if exemplar and exemplar.name else ""
    st.markdown(f"Điển hình{escaped(name)} ({escaped(record_id)})")
