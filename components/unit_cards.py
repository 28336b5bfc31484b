"""The models, inspections and difficulties of a unit, a card each (design, section 5.3)."""

from collections.abc import Sequence

import streamlit as st

from components import findings, links, vi
from components.difficulties import badges as difficulty_badges
from components.markup import escaped
from components.model_card import Line, badges, progress
from components.models import PER_PAGE, page_of
from components.theme import Palette
from domain.difficulty_rules import OPEN
from domain.inspection_rules import open_findings
from domain.snapshot import Snapshot
from domain.tables import Difficulty, Finding, Inspection, Unit

RECENT = 3


def models(found: Sequence[Line], palette: Palette) -> None:
    """Title, status, bar against the model's own milestone, and the way to its page."""
    st.header(vi.counted(len(found), "mô hình"), anchor=False)
    for at, line in enumerate(page_of(found, PER_PAGE, key="don_vi.page")):
        with st.container(border=True, gap="xsmall", key=f"don_vi-model-{at}"):  # typed rows may have no ID yet
            st.page_link(
                links.to(links.MODELS),
                label=f"**{escaped(line.model.title or '—')}**",
                icon=":material/open_in_new:",
                query_params={"mh": line.model.model_id or ""},
                width="stretch",
            )
            st.markdown(" ".join(badges(line)))
            progress(line, palette)


def inspections(unit: Unit, snapshot: Snapshot) -> None:
    """The latest inspections, what they found, and until when it is to be remedied."""
    mine = [one for one in snapshot.inspections if one.unit_id == unit.unit_id]
    mine.sort(key=lambda one: str(one.date), reverse=True)
    still = open_findings(snapshot, unit.unit_id)
    late = sum(one.due is not None and one.due < snapshot.today for one in still)
    if not mine and not still:
        st.header("Kiểm tra", anchor=False)
        st.markdown("Chưa có lượt kiểm tra nào.")
        return
    found = findings.title(len(still), late)
    st.header(f"{vi.counted(len(mine), 'lượt kiểm tra')}, {found[:1].lower()}{found[1:]}", anchor=False)
    for inspection in mine[:RECENT]:
        with st.container(border=True, gap="xsmall"):
            _inspection(inspection, snapshot)
    _link(links.INSPECTIONS, "Mở trang Kiểm tra", unit)


def _inspection(inspection: Inspection, snapshot: Snapshot) -> None:
    mine = [one for one in snapshot.findings if one.insp_id and one.insp_id == inspection.insp_id]
    about = escaped(inspection.team) if inspection.team else str(inspection.istatus or "—")
    st.markdown(f"**{vi.day(inspection.date)}** · {inspection.kind or '—'} · {about}")
    for finding in mine:
        state = " ".join(findings.badges(finding, snapshot, deadline=False))  # its deadline ends its sentence
        st.markdown(f"{_finding(finding)} {state}".rstrip())
    if not mine and inspection.conclusion:
        st.markdown(escaped(inspection.conclusion))


def _finding(finding: Finding) -> str:
    """What was found, why, and what is to be done until when."""
    what = finding.content or f"Tồn tại {finding.find_id}"
    parts = [f"**{vi.capital(_sentence(what))}**"]
    if finding.causes:
        parts.append(f":gray[Nguyên nhân: {_sentence(finding.causes)}]")
    if finding.request:
        parts.append(f":gray[Yêu cầu: {_sentence(finding.request)}]")
    if finding.due:
        parts.append(f":gray[Hạn {vi.day(finding.due)}.]")
    return " ".join(parts)


def _sentence(text: str) -> str:
    return f"{escaped(text.strip().rstrip('.'))}."


def difficulties(unit: Unit, snapshot: Snapshot) -> None:
    """What stands in the way of this unit."""
    still = [one for one in snapshot.difficulties_by_unit.get(unit.unit_id, ()) if one.state in OPEN]
    if not still:
        st.header("Khó khăn", anchor=False)
        st.markdown("Không có khó khăn đang mở.")
        return
    st.header(f"{vi.counted(len(still), 'khó khăn')} đang mở", anchor=False)
    for difficulty in still:
        with st.container(border=True, gap="xsmall"):
            _difficulty(difficulty, snapshot)
    _link(links.DIFFICULTIES, "Mở trang Khó khăn", unit)


def _difficulty(difficulty: Difficulty, snapshot: Snapshot) -> None:
    what = escaped(difficulty.content) if difficulty.content else f"Khó khăn {difficulty.issue_id}"
    st.markdown(f"**{vi.capital(what)}**")
    st.markdown(" ".join(difficulty_badges(difficulty, snapshot)))


def _link(slug: str, label: str, unit: Unit) -> None:
    st.page_link(links.to(slug), label=label, query_params={"dv": unit.unit_id or ""}, width="content")
