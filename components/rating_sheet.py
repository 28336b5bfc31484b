"""One unit's sheet: every criterion with its points, how they came about and the records behind them (R41, R42)."""

from fractions import Fraction

import streamlit as st

from components import acting, labels, links, places, rating_forms, ratings, status, vi
from components.markup import escaped
from components.models import page_of
from components.rating_forms import Pressed
from domain.permissions import Actor
from domain.proofs import Proof
from domain.rows import key_of
from domain.score_parts import Used
from domain.scoring import PER_OVERDUE, How, Points, UnitScore
from domain.snapshot import Snapshot
from domain.vocabulary import Tab

PER_PAGE = 10
NOUNS = {
    Tab.COMMUNICATIONS: "hoạt động", Tab.MODELS: "mô hình", Tab.REPORTS: "báo cáo", Tab.FINDINGS: "tồn tại",
    Tab.EXEMPLARS: "điển hình",
}  # fmt: skip


def sheet(
    of: UnitScore, place: tuple[int, int] | None, snapshot: Snapshot, actor: Actor | None, *, forms: bool
) -> Pressed | None:
    """The result with its sum and its place, then a card per criterion; what somebody sent from one of them."""
    st.header(escaped(labels.unit_name(snapshot, of.unit.unit_id)), anchor=False)
    pressed = _result(of, place, snapshot, actor, forms=forms)
    for one in of.points:
        with st.container(border=True, gap="xsmall"):
            _criterion(one)
            with st.container(horizontal=True, vertical_alignment="center"):
                _records(one, of, snapshot)
                if one.row is not None:
                    links.history(actor, snapshot, Tab.SCORES, key_of(one.row))
            if forms:
                pressed = rating_forms.give(one, of, snapshot) or pressed
    return pressed


def _result(
    of: UnitScore, place: tuple[int, int] | None, snapshot: Snapshot, actor: Actor | None, *, forms: bool
) -> Pressed | None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{vi.number(of.score, 1)} điểm**{_place(place)}")
        st.markdown(" ".join(badges(of)))
        st.markdown(_sum(of))
        for cap in of.caps:
            st.markdown(f":red[:material/error: {vi.capital(ratings.CAPS[cap])}.]")
        if of.row and of.row.reason:
            st.markdown(f"**Lý do thưởng, trừ:** {escaped(of.row.reason)}")
        with st.container(horizontal=True, vertical_alignment="center"):
            if of.overdue:
                used = tuple(Used(Tab.FINDINGS, one.find_id, Fraction(PER_OVERDUE)) for one in of.overdue)
                said = f"Xem {vi.counted(len(used), 'tồn tại quá hạn')}"
                _list(used, f"xep_loai.{of.unit.unit_id}.overdue", said, snapshot, verb="trừ")
            if of.row is not None:
                links.history(actor, snapshot, Tab.SCORES, key_of(of.row))
        return rating_forms.decide(of, snapshot) if forms else None


def badges(of: UnitScore) -> list[str]:
    """The official rating, the one that would follow, and what the council has still to give."""
    shown = []
    if of.official:
        shown += [ratings.BADGES[of.official], ":green-badge[:material/gavel: chính thức]"]
        if of.proposed and of.proposed is not of.official:
            shown.append(f":gray-badge[hệ thống đề xuất: {of.proposed}]")
    elif of.proposed:
        shown += [ratings.BADGES[of.proposed], ":gray-badge[dự thảo]"]
    else:
        shown.append(":gray-badge[chưa có điểm]")
    if of.waiting:
        open_ = ratings.short(sum((one.open for one in of.waiting), Fraction(0)))
        shown.append(f":orange-badge[:material/schedule: hội đồng còn chấm {open_} điểm]")
    return shown


def _place(place: tuple[int, int] | None) -> str:
    """Where the unit stands among those of its type, without naming one."""
    return f" · thứ {place[0] + 1}/{vi.counted(place[1], 'đơn vị cùng khối')}" if place else ""


def _sum(of: UnitScore) -> str:
    """`81,25/100 điểm = 81,3; trừ 2 (1 tồn tại quá hạn) = 79,3`."""
    if of.score is None:
        return "Không có tiêu chí nào áp dụng cho đơn vị này."
    said = f"Cộng các tiêu chí: {ratings.short(of.given)}/{ratings.short(of.most)} × 100"
    if of.bonus:
        said += f" + thưởng {ratings.short(of.bonus)}"
    if of.deduction:
        said += f" − {ratings.short(of.deduction)} ({vi.counted(len(of.overdue), 'tồn tại quá hạn')})"
    if of.falsified:
        said += f" − {ratings.short(of.falsified)} (số liệu không trung thực)"
    spared = " Điểm về mô hình không tính vào, vì đơn vị không bắt buộc đăng ký." if of.spared else ""
    return f"{said} = {vi.number(of.score, 1)} điểm.{spared}"


def _criterion(one: Points) -> None:
    given = ratings.short(one.given) if one.given is not None else vi.UNKNOWN
    st.markdown(
        f"**{escaped(one.code)} · {escaped(one.criterion.name)}: {given}/{ratings.short(one.most)}** "
        f"{ratings.HOW[one.how]}"
    )
    if one.how is How.LEFT_OUT:
        return
    st.markdown(ratings.worked_out(one))
    if one.part is not None and one.part.council and one.how is How.COUNCIL and one.given is not None:
        quality = one.given - (one.automatic or 0)
        st.markdown(f"Hội đồng chấm chất lượng: {ratings.short(quality)} điểm.")
    row = one.row
    if row is not None and row.self_points is not None:
        status.small(f"Đơn vị tự chấm: {ratings.short(row.self_points)} điểm.")
    if row is not None and row.reason:
        st.markdown(f"**Lý do điều chỉnh:** {escaped(row.reason)}")
    if row is not None and row.points is not None and one.how is How.AUTOMATIC:
        st.markdown(
            f":orange[:material/info: Điểm thẩm định {ratings.short(row.points)} ghi trong sổ không được tính: "
            "tiêu chí này tính tự động.]"
        )


def _records(one: Points, of: UnitScore, snapshot: Snapshot) -> None:
    if one.part is None or not one.part.records:
        return
    tabs = dict.fromkeys(each.tab for each in one.part.records)
    noun = NOUNS[next(iter(tabs))] if len(tabs) == 1 else "bản ghi"
    label = f"Xem {vi.counted(len(one.part.records), noun)}"
    _list(one.part.records, f"xep_loai.{of.unit.unit_id}.{one.code}.records", label, snapshot)


def _list(records: tuple[Used, ...], slot: str, label: str, snapshot: Snapshot, *, verb: str = "tính") -> None:
    """A panel with the ways to these records, and what each adds to the numerator."""
    with acting.opening(slot, label, icon=":material/list_alt:") as is_open:
        if not is_open:
            return
        for used in page_of(records, PER_PAGE, key=f"{slot}.page"):
            adds = f" · {verb} {ratings.short(used.adds)}"
            if not used.record_id:
                st.markdown(f":gray[{vi.capital(NOUNS[used.tab])} chưa có mã{adds}]")
                continue
            target = places.of_proof(Proof(used.tab, used.record_id, None), snapshot)
            what = f"{vi.capital(NOUNS[used.tab])} {used.record_id}{adds}"
            st.page_link(links.to(target.slug), label=what, query_params=target.query, width="content")
