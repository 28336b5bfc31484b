"""Everything of one unit: how it is doing, why, its models, what was inspected, what is open (design, section 5.3)."""

from collections.abc import Sequence

import streamlit as st

from components import findings, links, status, vi
from components.difficulties import badges as difficulty_badges
from components.markup import escaped
from components.models import PER_PAGE, Line, badges, page_of
from components.reasons import WORDS
from components.registration import units_for
from domain import names
from domain.difficulty_rules import OPEN
from domain.inspection_rules import open_findings
from domain.overview import Overview, ReasonKind, UnitRow
from domain.permissions import Actor
from domain.snapshot import Problem, Snapshot
from domain.tables import Unit
from domain.vocabulary import ProblemLevel, Status

RECENT = 3


def choose(units: Sequence[Unit], snapshot: Snapshot, wanted: str | None) -> Unit:
    """The unit that the address names; another one is chosen here."""
    ids = [one.unit_id or "" for one in units]
    chosen = st.selectbox(
        "Thôn, đơn vị",
        ids,
        ids.index(wanted) if wanted in ids else 0,
        key=f"don_vi.chosen.{wanted}",
        format_func=lambda one: names.full_label(snapshot.unit_by_id[one], snapshot.units),
    )
    return snapshot.unit_by_id[chosen]


def headline(unit: Unit, row: UnitRow | None, snapshot: Snapshot) -> None:
    """One sentence: how the unit is doing against its own milestone."""
    label = escaped(names.full_label(unit, snapshot.units))
    if row is None or row.current.status is Status.NONE or row.current.value is None:
        said = "chưa có số liệu" if row and row.current.models else _without(unit, snapshot)
        st.title(f"{label}: {said}.", anchor=False)
        return
    cell = row.current
    look = status.LOOKS[cell.status]
    gap = f", {_distance(cell.gap)}" if cell.gap is not None else ""
    st.title(f"{label} :{look.colour}[{look.word}]: {vi.percent(cell.value)}{gap}.", anchor=False)


def _without(unit: Unit, snapshot: Snapshot) -> str:
    registered = snapshot.models_of(unit.unit_id or "")
    return "chưa có mô hình tính vào quý này" if registered else "chưa đăng ký mô hình nào"


def _distance(gap: float) -> str:
    points = int(vi.rounded(-gap))
    return f"thấp hơn mốc hôm nay {vi.counted(points, 'điểm')}" if points > 0 else "đạt mốc hôm nay"


def why(unit: Unit, found: Overview, problems: Sequence[Problem]) -> None:
    """The reasons of the overview, and the cells of this unit that cannot be used as they stand."""
    reasons = next((one.reasons for one in found.reasons if one.row.unit.unit_id == unit.unit_id), ())
    reasons = tuple(one for one in reasons if one.kind is not ReasonKind.NO_MODEL)  # the headline says so
    if reasons:
        st.markdown(f":gray[{'; '.join(WORDS[one.kind](one) for one in reasons)}]")
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
    st.info(f"**{label} chưa đăng ký mô hình nào.**", icon=":material/inbox:")
    if actor is None or unit.unit_id not in units_for(actor, snapshot):
        return
    st.page_link(
        links.to(links.REGISTER),
        label=f"Đăng ký mô hình cho {label}",
        icon=":material/add_circle:",
        query_params={"dv": unit.unit_id or ""},
    )


def models(found: Sequence[Line]) -> None:
    """A card per model with the way to its page."""
    st.header(vi.counted(len(found), "mô hình"), anchor=False)
    for line in page_of(found, PER_PAGE, key="don_vi.page"):
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{escaped(line.model.title or '—')}**")
            st.markdown(" ".join(badges(line)))
            st.page_link(
                links.to(links.MODELS),
                label="Xem mô hình",
                icon=":material/open_in_new:",
                query_params={"mh": line.model.model_id or ""},
            )


def inspections(unit: Unit, snapshot: Snapshot) -> None:
    """The latest inspections and what is still open."""
    mine = [one for one in snapshot.inspections if one.unit_id == unit.unit_id]
    still = open_findings(snapshot, unit.unit_id)
    late = sum(one.due is not None and one.due < snapshot.today for one in still)
    st.header("Kiểm tra", anchor=False)
    st.markdown(findings.title(len(still), late) if mine or still else "Chưa có lượt kiểm tra nào.")
    for inspection in sorted(mine, key=lambda one: str(one.date), reverse=True)[:RECENT]:
        said = escaped(inspection.conclusion) if inspection.conclusion else str(inspection.istatus or "—")
        st.markdown(f"- **{vi.day(inspection.date)}** · {inspection.kind or '—'}: {said}")
    if mine or still:
        _link(links.INSPECTIONS, "Mở trang Kiểm tra", unit)


def difficulties(unit: Unit, snapshot: Snapshot) -> None:
    """What stands in the way of this unit."""
    still = [one for one in snapshot.difficulties_by_unit.get(unit.unit_id, ()) if one.state in OPEN]
    st.header("Khó khăn", anchor=False)
    if not still:
        st.markdown("Không có khó khăn đang mở.")
        return
    for difficulty in still:
        what = escaped(difficulty.content) if difficulty.content else f"Khó khăn {difficulty.issue_id}"
        st.markdown(f"- **{what}** {' '.join(difficulty_badges(difficulty, snapshot))}")
    _link(links.DIFFICULTIES, "Mở trang Khó khăn", unit)


def _link(slug: str, label: str, unit: Unit) -> None:
    st.page_link(links.to(slug), label=label, query_params={"dv": unit.unit_id or ""})
