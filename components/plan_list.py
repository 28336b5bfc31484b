"""The clauses of the plan as a list: filters in the address, what is missing first, then section by section."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

import streamlit as st

from components import blocks, links, places, plan_words, status, vi
from components.markup import escaped
from components.models import PER_PAGE, page_of
from components.places import Target
from domain import names
from domain.clause_states import ClauseState
from domain.names import UnitNames
from domain.permissions import OWN_ONLY, Actor
from domain.plan_clause import ClauseStatus, Duty, Section, Shown
from domain.plan_clauses import CLAUSES
from domain.proofs import Proof
from domain.remembered import remembered
from domain.snapshot import Snapshot
from domain.tables import Unit

NOTHING = "Không có yêu cầu nào khớp bộ lọc. Bỏ bớt điều kiện để xem lại."
PAGES: Mapping[Shown, str] = {
    Shown.OVERVIEW: "Tổng quan",
    Shown.MODELS: "Mô hình",
    Shown.UNITS: "Thôn, đơn vị",
    Shown.REPORTS: "Báo cáo",
    Shown.INSPECTIONS: "Kiểm tra",
    Shown.DIFFICULTIES: "Khó khăn",
    Shown.CHASE: "Đôn đốc",
    Shown.FIGURES: "Chỉ số",
    Shown.TASKS: "Nhiệm vụ",
    Shown.COMMUNICATION: "Tuyên truyền",
    Shown.SERVICE: "Dân vận chính quyền",
    Shown.FEEDBACK: "Ý kiến MTTQ",
    Shown.EXEMPLARS: "Điển hình và khen thưởng",
    Shown.RATING: "Xếp loại",
    Shown.ADMIN: "Quản trị",
}


CODES = frozenset(one.code for one in CLAUSES)
WAYS_WIDTH = 240  # pixels
MOST = 7  # clauses to look at first


class Line(NamedTuple):
    """A clause with the head below which it stands."""

    head: str
    state: ClauseState


class Reader:
    """Who reads the list: what he may see of the workbook, and his own unit where he is one."""

    def __init__(self, snapshot: Snapshot, actor: Actor | None, found: Sequence[ClauseState]) -> None:
        self.snapshot = snapshot
        self.unit: Unit | None = snapshot.unit(actor.unit_id) if actor and actor.role in OWN_ONLY else None
        self.labels = _labels(snapshot)
        self.ways = _ways(snapshot, tuple(one.newest[0] for one in found if one.newest))

    @property
    def unit_id(self) -> str | None:
        return self.unit.unit_id if self.unit else None

    def owes(self, one: ClauseState) -> bool:
        """Whether the clause is one of the reader's own unit."""
        return self.unit is not None and one.clause.is_of(self.unit.unit_type)

    def lacks(self, one: ClauseState) -> bool:
        """Whether the reader's own unit still has something to do for the clause."""
        return self.unit_id in one.missing and self.owes(one)


@remembered
def _labels(snapshot: Snapshot) -> Mapping[str, str]:
    """The names of the units in their order: sorted once for a reading, not for every clause."""
    names_of = UnitNames(snapshot.units)
    labels = [(unit_id, names_of.full_label(unit_id)) for unit_id in snapshot.unit_by_id]
    return dict(sorted(labels, key=lambda pair: names.sort_key(pair[1])))


@remembered
def _ways(snapshot: Snapshot, proofs: tuple[Proof, ...]) -> Mapping[Proof, Target]:
    """Where each record is looked at, found once for a reading."""
    return {one: places.of_proof(one, snapshot) for one in proofs}


def filtered(found: Sequence[ClauseState], *, phone: bool) -> Sequence[ClauseState]:
    """Draws the filters, which live in the address, and gives what they leave."""
    present = {one.clause.section for one in found}
    sections = {plan_words.section_name(one): one for one in Section if one in present}
    with blocks.filters(4, phone=phone) as boxes:
        with boxes[0]:
            section = st.selectbox(
                "Mục của kế hoạch", list(sections), None, key="muc_kh", bind="query-params", placeholder="Mọi mục"
            )
        with boxes[1]:
            state = st.selectbox(
                "Tình trạng", list(ClauseStatus), None, key="tt_kh", bind="query-params", placeholder="Mọi tình trạng"
            )
        with boxes[2]:
            duty = st.selectbox(
                "Ai thực hiện", list(Duty), None, key="ai_kh", bind="query-params", placeholder="Mọi khối"
            )
        with boxes[3]:
            typed = st.text_input("Tìm", key="tim_kh", bind="query-params", placeholder="Nội dung kế hoạch, mã R13")
    words = names.bare(typed or "").split()
    return [
        one
        for one in found
        if (section is None or one.clause.section is sections[section]) and state in (None, one.status)
        if (duty is None or one.clause.is_owed_by(duty)) and _matches(one, words)
    ]


def _matches(one: ClauseState, words: Sequence[str]) -> bool:
    if len(words) == 1 and words[0].upper() in CODES:  # R1 is one clause, not all that begin with it
        return one.clause.code == words[0].upper()
    text = names.bare(f"{one.clause.code} {one.clause.quote} {one.clause.counted}") if words else ""
    return all(word in text for word in words)


def first(found: Sequence[ClauseState], reader: Reader) -> None:
    """What to look at first: the clauses with nothing recorded, then those of which the smallest part is there.

    Of a unit: those of them in which it lacks something itself.
    """
    open_ones = [one for one in found if one.begun and one.status in (ClauseStatus.NOTHING, ClauseStatus.UNDER_WAY)]
    done = "Không còn yêu cầu nào đến hạn mà chưa hoàn thành."
    if reader.unit is not None:
        open_ones = [one for one in open_ones if reader.lacks(one)]
        done = "Đơn vị không còn thiếu việc nào đến hạn."
    st.header("Cần làm trước", anchor=False)
    with st.container(border=True, gap="xsmall"):
        if not open_ones:
            st.markdown(done)
        for one in sorted(open_ones, key=_urgency)[:MOST]:
            st.markdown(plan_words.urgent(one))
        if len(open_ones) > MOST:
            st.markdown(f":gray[và {vi.counted(len(open_ones) - MOST, 'yêu cầu khác')} ở danh sách bên dưới]")


def _urgency(one: ClauseState) -> tuple[bool, Fraction]:
    return one.status is not ClauseStatus.NOTHING, one.counted.exact or Fraction(0)


def ordered(kept: Sequence[ClauseState], reader: Reader) -> Sequence[Line]:
    """First what the reader's own unit lacks, then what nothing is recorded of, his unit's other duties, and the rest.

    The rest is in the order of the plan, section by section.
    """
    lacks = [one for one in kept if reader.lacks(one)]
    nothing = [one for one in kept if one.status is ClauseStatus.NOTHING and one not in lacks]
    own = [one for one in kept if reader.owes(one) and one not in lacks and one not in nothing]
    first = {one.clause.number for one in (*lacks, *nothing, *own)}
    heads = (
        (f"Đơn vị còn thiếu ở {len(lacks)} yêu cầu", lacks),
        (f"{len(nothing)} yêu cầu chưa có số liệu", nothing),
        (f"{len(own)} yêu cầu khác của đơn vị", own),
    )
    lines = [Line(head, one) for head, found in heads for one in found]
    rest = (one for one in kept if one.clause.number not in first)
    return [*lines, *(Line(plan_words.section_name(one.clause.section), one) for one in rest)]


def show(kept: Sequence[ClauseState], reader: Reader, *, phone: bool) -> None:
    """The clauses, each under its head, so many to a page; all of them for whoever wants to print them."""
    if not kept:
        st.info(NOTHING, icon=":material/filter_alt_off:")
        return
    found = ordered(kept, reader)
    if len(found) > PER_PAGE and not st.toggle(
        "Hiện mọi yêu cầu trên một trang (để in)", key="het_kh", bind="query-params"
    ):
        found = page_of(found, PER_PAGE, key="ke_hoach.page")
    for head, many in groupby(found, key=lambda one: one.head):
        st.header(head, anchor=False)
        for line in many:
            _card(line.state, reader, phone=phone)


def _card(one: ClauseState, reader: Reader, *, phone: bool) -> None:
    """One clause: its state, the sentence, the plan's own words, who lacks what; beside it the ways on."""
    clause = one.clause
    mine = " :blue-badge[Việc của đơn vị]" if reader.owes(one) else ""
    lines = [
        f"{plan_words.state_badge(one)}{mine} **{plan_words.sentence(one)}.**",
        f"“{escaped(clause.quote)}”",
        f":gray[{clause.code} · mục {clause.section} · {plan_words.who(clause)}]",
    ]
    lacking = plan_words.missing(one, reader.labels, reader.unit_id)
    lines += [lacking] if lacking else []
    said = plan_words.evidence(one)
    lines += [f":gray[{said}]"] if said else []
    with st.container(
        border=True, gap="xsmall", horizontal=not phone, vertical_alignment="center", key=f"ke_hoach-{clause.code}"
    ):  # fmt: skip
        st.markdown("  \n".join(lines), width="stretch")
        with st.container(gap="xsmall", width="stretch" if phone else WAYS_WIDTH, key=f"ke_hoach-ways-{clause.code}"):
            _ways_on(one, reader)


def _ways_on(one: ClauseState, reader: Reader) -> None:
    page = one.clause.pages[0]
    st.page_link(links.to(page), label=f"Xem trang {PAGES[page]}", icon=":material/arrow_forward:", width="content")
    way = reader.ways.get(one.newest[0]) if one.newest else None
    if way:
        label, query = f"Mở {escaped(plan_words.named(one.newest[0]))}", dict(way.query)
        st.page_link(links.to(way.slug), label=label, icon=":material/verified:", query_params=query, width="content")


def note(found: Sequence[ClauseState], as_of: str) -> None:
    """The small print below the title."""
    status.small(f"{plan_words.summary(found)} {as_of}.")
