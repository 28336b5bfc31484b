"""How has each unit done this year, why, and what has the council decided? (R41, R42; domain/3, “Emulation score”)"""

from functools import partial

import streamlit as st

from components import (
    acting,
    blocks,
    draft,
    freshness,
    press,
    rating_forms,
    rating_list,
    rating_sheet,
    ratings,
    states,
    status,
    theme,
    vi,
)
from components.rating_forms import Pressed
from domain.conflicts import Seen
from domain.permissions import OWN_ONLY, READS_ALL, Actor
from domain.rating_totals import place as place_of
from domain.rating_totals import totals_for
from domain.score_parts import year_of
from domain.score_rules import may_change_criteria, may_score, write_scores
from domain.scoring import UnitScore, score_of, scores
from domain.snapshot import Snapshot
from domain.view import not_begun
from domain.vocabulary import Role
from sheets import actions, session

SLOT = "xep_loai.write_all"
OVERVIEW, UNITS, OWN, CRITERIA, WEIGHTS = "Toàn cảnh", "Đơn vị", "Phiếu của đơn vị", "Tiêu chí", "Thử điểm tối đa"


def show() -> None:
    """Counts for everybody; units and their sheets for who reads all; a unit sees its own sheet only."""
    snapshot, actor = session.snapshot(), session.identity().actor
    with draft.page(actor.email if actor else ""), st.container(key="xep_loai"):
        freshness.top_line(snapshot.settings, session.health, phone=theme.on_phone())
        freshness.watch(snapshot.version, session.version)
        acting.told()
        totals, as_of = totals_for(snapshot), freshness.as_of(session.health(), snapshot)
        st.title(ratings.title(totals, snapshot), anchor=False)
        if not snapshot.criteria:
            st.info("Tiêu chí nằm ở tab **Tiêu chí** của sổ. Khôi phục các dòng đã xóa để chấm điểm.")
            return
        if not_begun(snapshot):
            _carry(actor, rating_list.criteria(snapshot, forms=may_change_criteria(snapshot, actor)))
            return
        view, phone = year_of(snapshot.figures or snapshot).view, theme.on_phone()
        status.small(ratings.summary(totals, view.quarter, vi.as_of(as_of)))
        part = _part(actor)
        if part == OVERVIEW:
            blocks.pairs("xep_loai", ratings.overview(totals), view, as_of, phone=phone)
        elif part == UNITS:
            _write_all(snapshot, actor)
            _units(scores(snapshot), snapshot, actor)
        elif part == OWN and actor:
            _carry(actor, _sheet(snapshot, actor, actor.unit_id))
        elif part == CRITERIA:
            _carry(actor, rating_list.criteria(snapshot, forms=may_change_criteria(snapshot, actor)))
        elif part == WEIGHTS:
            found = scores(snapshot)
            tried = rating_list.weights(found, snapshot)
            head = rating_list.moved(found, tried)
            block = ratings.by_score("weights", tried, snapshot, head=head)
            blocks.one("xep_loai", block, view, as_of, phone=phone)


def _part(actor: Actor | None) -> str:
    """Which part: a link to a unit opens its sheet."""
    role = actor.role if actor else Role.GUEST
    if role is Role.GUEST:
        states.figures_only()
        return OVERVIEW
    whole = role in READS_ALL
    parts = [OVERVIEW, *([UNITS] if whole else [OWN]), CRITERIA, *([WEIGHTS] if whole else [])]
    first = parts[1] if "dv" in st.query_params or role in OWN_ONLY else OVERVIEW
    part = st.segmented_control(
        "Phần", parts, key="xem", default=first, bind="query-params", label_visibility="collapsed"
    )
    return part or first


def _units(found: tuple[UnitScore, ...], snapshot: Snapshot, actor: Actor | None) -> None:
    """One unit's sheet where the address names it, else the chart and the list."""
    wanted = st.query_params.get("dv")
    if wanted is not None:
        if press.button("Xem tất cả đơn vị", key="xep_loai.all", icon=":material/filter_alt_off:"):
            del st.query_params["dv"]
            st.rerun()
        _carry(actor, _sheet(snapshot, actor, wanted))
        return
    kept = rating_list.filtered(found, snapshot, phone=theme.on_phone())
    if kept:
        view, as_of = year_of(snapshot.figures or snapshot).view, freshness.as_of(session.health(), snapshot)
        blocks.one("xep_loai", ratings.by_score("score", kept, snapshot), view, as_of, phone=theme.on_phone())
    rating_list.cards(kept, len(found), snapshot)


def _sheet(snapshot: Snapshot, actor: Actor | None, unit_id: str) -> Pressed | None:
    """The sheet of a unit; of another one than the own a unit is told nothing."""
    of = score_of(snapshot, unit_id)
    strange = actor is not None and actor.role in OWN_ONLY and st.query_params.get("dv", unit_id) != unit_id
    if of is None or strange:
        states.not_found("phiếu chấm")
        return None
    place = place_of(scores(snapshot), unit_id) if snapshot.ratings is None else snapshot.ratings().place
    return rating_sheet.sheet(of, place, snapshot, actor, forms=may_score(snapshot, actor))


def _write_all(snapshot: Snapshot, actor: Actor | None) -> None:
    """An officer brings all rows of Chấm điểm up to what is worked out now."""
    if actor is None or not may_score(snapshot, actor) or "dv" in st.query_params:
        return
    plan = write_scores(snapshot, actor)
    if rating_forms.write_all(SLOT, plan):
        said, doing = "Đã ghi điểm tự động và xếp loại đề xuất", rating_forms.writing(plan)
        acting.run(SLOT, write_scores, partial(_carry_out, actor), said, doing=doing)


def _carry(actor: Actor | None, pressed: Pressed | None) -> None:
    if pressed and actor:
        slot, rule, said = pressed
        acting.run(slot, rule, partial(_carry_out, actor), said)


def _carry_out(actor: Actor, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    return actions.carry_out(actor, rule, op=op, seen=seen)
