"""The units with their scores as cards, with filters and a file; the criteria; other weights, tried out (R41, R42)."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components import blocks, labels, press, rating_forms, ratings, status, vi
from components.export import csv_file
from components.markup import escaped
from components.models import page_of
from components.rating_forms import Pressed
from components.rating_sheet import badges
from domain import names
from domain.scoring import RATINGS, UnitScore, ranked, reweighed
from domain.snapshot import Snapshot
from domain.tables import Criterion

SHOWN = 12
MOST = 100.0


def filtered(found: Sequence[UnitScore], snapshot: Snapshot, *, phone: bool) -> list[UnitScore]:
    """The units that all filters leave, the best first."""
    kinds = [str(kind) for kind in dict.fromkeys(one.unit.unit_type for one in found) if kind]
    with blocks.filters(3, phone=phone) as (left, middle, right):
        with left:
            kind = st.selectbox("Khối", kinds, None, key="loai", bind="query-params", placeholder="Mọi khối")
        with middle:
            wanted = st.selectbox(
                "Xếp loại", [str(one) for one in RATINGS], None, key="muc", bind="query-params",
                placeholder="Mọi mức",
            )  # fmt: skip
        with right:
            typed = st.text_input("Tìm", key="tim", bind="query-params", placeholder="Tên hoặc mã đơn vị")
    return [
        one
        for one in ranked(found)
        if kind in (None, one.unit.unit_type) and wanted in (None, one.standing) and _matches(one, typed, snapshot)
    ]


def _matches(one: UnitScore, typed: str | None, snapshot: Snapshot) -> bool:
    text = names.bare(f"{labels.unit_name(snapshot, one.unit.unit_id)} {one.unit.unit_id}")
    return all(word in text for word in names.bare(typed or "").split())


def cards(found: Sequence[UnitScore], total: int, snapshot: Snapshot) -> None:
    """How many the filters leave, the list as a file, and a card each with the way to its sheet."""
    if not found:
        st.info("Không có đơn vị nào khớp bộ lọc.", icon=":material/search_off:")
        return
    with st.container(horizontal=True, vertical_alignment="center", key="xep_loai-downloads"):
        status.small(f"Hiện {vi.number(len(found))}/{vi.counted(total, 'đơn vị')}.")
        st.download_button(
            "Tải bảng điểm (CSV)", data=partial(_file, found, snapshot), mime="text/csv", icon=":material/download:",
            file_name=f"bang-diem-{snapshot.today:%Y-%m-%d}.csv", key="xep_loai.csv", on_click="ignore",
            type="tertiary",
        )  # fmt: skip
    for one in page_of(found, SHOWN, key="xep_loai.page"):
        with st.container(border=True, gap="xsmall"):
            name = escaped(labels.unit_name(snapshot, one.unit.unit_id))
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{name}** · {vi.number(one.score, 1)} điểm {' '.join(badges(one))}", width="stretch")
                if press.button("Mở phiếu chấm", key=f"xep_loai.open.{one.unit.unit_id}", icon=":material/fact_check:"):
                    st.query_params["dv"] = one.unit.unit_id or ""  # a link to its own page opens nothing
                    st.rerun()
            for cap in one.caps:
                st.markdown(f":red[:material/error: {vi.capital(ratings.CAPS[cap])}.]")


def _file(found: Sequence[UnitScore], snapshot: Snapshot) -> bytes:
    codes = [one.criterion_id or "" for one in snapshot.criteria]
    header = (
        "Mã đơn vị", "Đơn vị", "Khối", *codes, "Cộng", "Điểm tối đa áp dụng", "Điểm thưởng", "Trừ tồn tại quá hạn",
        "Trừ số liệu không trung thực", "Điểm", "Xếp loại đề xuất", "Xếp loại chính thức",
    )  # fmt: skip
    return csv_file(header, (_line(one, codes, snapshot) for one in found))


def _line(one: UnitScore, codes: Sequence[str], snapshot: Snapshot) -> Sequence[str]:
    by_code = {each.code: each.given for each in one.points}
    given = ["" if by_code.get(code) is None else ratings.short(by_code[code]) for code in codes]
    sums = (one.given, one.most, one.bonus, one.deduction, one.falsified)
    return (
        one.unit.unit_id or "", labels.unit_name(snapshot, one.unit.unit_id), str(one.unit.unit_type or ""), *given,
        *map(ratings.short, sums), "" if one.score is None else vi.number(one.score, 1), str(one.proposed or ""),
        str(one.official or ""),
    )  # fmt: skip


def criteria(snapshot: Snapshot, *, forms: bool) -> Pressed | None:
    """The criteria with their weights; what the administrator sent."""
    pressed = None
    whole = sum(one.max_points or 0 for one in snapshot.criteria)
    if snapshot.criteria:
        status.small(f"{vi.counted(len(snapshot.criteria), 'tiêu chí')}, cộng {ratings.short(whole)} điểm.")
    for one in snapshot.criteria:
        with st.container(border=True, gap="xsmall"):
            _criterion(one)
            if forms and one.criterion_id:
                pressed = rating_forms.change(one) or pressed
    return pressed


def _criterion(one: Criterion) -> None:
    code, name = escaped(one.criterion_id), escaped(one.name or vi.UNKNOWN)
    badge = f":gray-badge[{one.method}]" if one.method else ""
    st.markdown(f"**{code} · {name}: {ratings.short(one.max_points)} điểm** {badge}")
    if one.meaning:
        st.markdown(escaped(one.meaning))
    kinds = ", ".join(map(str, one.unit_types)) if one.unit_types else "mọi đơn vị"
    status.small(f"Áp dụng: {kinds}.")


def weights(found: Sequence[UnitScore], snapshot: Snapshot) -> list[UnitScore]:
    """Inputs for the most points of each criterion, which nobody keeps; the units as they would stand."""
    st.info("Thử đổi điểm tối đa để xem thứ tự thay đổi. Không ghi gì vào sổ.", icon=":material/science:")
    known = [one for one in snapshot.criteria if one.criterion_id and one.max_points]
    given = {}
    for place in range(0, len(known), 4):
        for column, one in zip(st.columns(4), known[place : place + 4], strict=False):
            code = one.criterion_id or ""
            with column:
                given[code] = st.number_input(
                    f"{code} · {one.name or vi.UNKNOWN}", 0.0, MOST, min(one.max_points or 0.0, MOST), 1.0,
                    key=f"xep_loai.thu.{code}", format="%g",
                )  # fmt: skip
    return [reweighed(one, given, snapshot.settings) for one in found]


def moved(found: Sequence[UnitScore], tried: Sequence[UnitScore]) -> str:
    """How the tried weights change the ratings and the order, as a headline."""
    before, after = ([one.unit.unit_id for one in ranked(many)] for many in (found, tried))
    places = sum(a != b for a, b in zip(before, after, strict=True))
    changed = sum(a.proposed is not b.proposed for a, b in zip(found, tried, strict=True))
    if not places and not changed:
        return "Thứ tự và mức xếp loại không đổi"
    return f"{vi.counted(places, 'đơn vị đổi thứ hạng')}, {vi.counted(changed, 'đơn vị đổi mức đề xuất')}"
