"""One unit: which, how it is doing, why, and its calendar (design, section 5.3); its records are in unit_cards."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components import ics, links, status, vi
from components.markup import escaped
from components.reasons import WORDS
from components.registration import units_for
from domain import names
from domain.calendar_events import unit_events
from domain.overview import Overview, ReasonKind, UnitRow
from domain.permissions import READS_ALL, Actor
from domain.snapshot import Problem, Snapshot
from domain.tables import Unit
from domain.vocabulary import ProblemLevel, Role, Status

ASKED = "Kế hoạch 120/KH-UBND giao mỗi thôn, đơn vị đăng ký mô hình trong quý II và quý III."
NOT_ASKED = "Đơn vị này không thuộc diện phải đăng ký; vẫn có thể đăng ký mô hình."


def choose(units: Sequence[Unit], snapshot: Snapshot, wanted: str | None) -> Unit:
    """The unit that the address names; another one is chosen here."""
    ids = [one.unit_id or "" for one in units]
    chosen = st.selectbox(
        "Thôn, đơn vị",
        ids,
        ids.index(wanted) if wanted in ids else 0,
        key=f"don_vi.chosen.{wanted}",
        format_func=lambda one: names.full_label(snapshot.unit_by_id[one], snapshot.units),
        width=420,
    )
    return snapshot.unit_by_id[chosen]


def open_another(rows: Sequence[UnitRow], *, key: str) -> str | None:
    """The unit that somebody wants to open, by keyboard or finger, where a chart takes the mouse alone."""
    labels = {row.unit.unit_id or "": row.label for row in rows}
    return st.selectbox(
        "Mở trang của thôn",
        list(labels),
        None,
        key=key,
        format_func=lambda one: labels.get(one, one),
        placeholder="Chọn thôn để xem chi tiết",
        label_visibility="collapsed",
        width=360,
    )


def headline(unit: Unit, row: UnitRow | None, snapshot: Snapshot) -> None:
    """One sentence: how the unit is doing against its own milestone."""
    label = escaped(names.full_label(unit, snapshot.units))
    if row is None or row.current.status is Status.NONE or row.current.value is None:
        said = "chưa có số liệu" if row and row.current.models else _without(unit, snapshot)
        st.title(f"{label}: {said}.", anchor=False)
        return
    cell = row.current
    look = status.LOOKS[cell.status]
    gap = f", mốc hôm nay {vi.percent(cell.expected)}, {_distance(cell.gap)}" if cell.gap is not None else ""
    st.title(f"{label} :{look.colour}[{look.word}]: tiến độ {vi.percent(cell.value)}{gap}.", anchor=False)


def _without(unit: Unit, snapshot: Snapshot) -> str:
    registered = snapshot.models_of(unit.unit_id or "")
    return "chưa có mô hình tính vào quý này" if registered else "chưa đăng ký mô hình nào"


def _distance(gap: float) -> str:
    points = int(vi.rounded(-gap))
    return f"thấp hơn {vi.counted(points, 'điểm')}" if points > 0 else "đạt mốc"


def why(unit: Unit, found: Overview, problems: Sequence[Problem]) -> None:
    """The reasons of the overview, and the cells of this unit that cannot be used as they stand."""
    reasons = next((one.reasons for one in found.reasons if one.row.unit.unit_id == unit.unit_id), ())
    reasons = tuple(one for one in reasons if one.kind is not ReasonKind.NO_MODEL)  # the headline says so
    if reasons:
        st.markdown(f":gray[{vi.capital('; '.join(WORDS[one.kind](one) for one in reasons))}.]")
    if problems:
        wrong = sum(one.level is ProblemLevel.ERROR for one in problems)
        spoils = f", {vi.counted(wrong, 'ô')} làm sai số liệu" if wrong else ""
        st.page_link(
            links.to(links.ERRORS),
            label=f"{vi.counted(len(problems), 'ô')} cần sửa{spoils}",
            icon=":material/edit_note:",
            query_params={"dv": unit.unit_id or ""},
            width="content",
        )


def without_models(unit: Unit, snapshot: Snapshot, actor: Actor | None) -> None:
    """What to do when there is nothing to show, for who may do it."""
    label = escaped(names.full_label(unit, snapshot.units))
    st.info(ASKED if unit.must_register else NOT_ASKED, icon=":material/inbox:")
    if actor is None or unit.unit_id not in units_for(actor, snapshot):
        return
    st.page_link(
        links.to(links.REGISTER),
        label=f"Đăng ký mô hình cho {label}",
        icon=":material/add_circle:",
        query_params={"dv": unit.unit_id or ""},
    )


def calendar(unit: Unit, snapshot: Snapshot) -> None:
    """The deadlines of this unit as a file for its own calendar."""
    unit_id = unit.unit_id or ""
    st.download_button(
        "Tải lịch hạn của đơn vị (.ics)",
        data=partial(_calendar, unit_id, snapshot),
        file_name=ics.file_name(unit_id),
        mime=ics.MIME,
        icon=":material/event:",
        key="don_vi.calendar",
        on_click="ignore",
    )


def _calendar(unit_id: str, snapshot: Snapshot) -> bytes:
    name = f"Hạn Dân vận khéo {names.full_label(snapshot.unit_by_id[unit_id], snapshot.units)}"
    return ics.calendar(unit_events(snapshot, unit_id), snapshot.settings, snapshot.read_at, name)


def score_sheet(unit: Unit, snapshot: Snapshot, actor: Actor | None) -> None:
    """The way to the unit's score sheet, for who may see it (R41, R42)."""
    reads = actor is not None and (actor.role in READS_ALL or actor.unit_id == unit.unit_id)
    if reads and snapshot.criteria and actor is not None and actor.role is not Role.GUEST:
        st.page_link(
            links.to(links.RATING), label="Phiếu chấm điểm thi đua", icon=":material/leaderboard:",
            query_params={"dv": unit.unit_id or ""}, width="content",
        )  # fmt: skip
