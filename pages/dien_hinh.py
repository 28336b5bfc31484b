"""From proposal to decision: what is proposed as an exemplar, who waits for an answer, who is rewarded? (I23, I24)"""

from functools import partial

import streamlit as st

from components import (
    acting,
    blocks,
    closing,
    draft,
    exemplar_blocks,
    exemplar_forms,
    exemplars,
    freshness,
    reward_forms,
    rewards,
    states,
    theme,
    vi,
)
from domain.conflicts import Seen
from domain.permissions import Actor
from domain.reward_rules import may_propose
from domain.snapshot import Snapshot
from domain.view import QuarterView, quarter_view, shown_quarter
from domain.vocabulary import Role
from sheets import actions, session

ROAD, LIST, POINTS, REWARDS, PROPOSE = (
    "Toàn cảnh",
    "Đề xuất",
    "Xếp theo điểm",
    "Khen thưởng",
    "Đề xuất mới",
)
NEW_REWARD = "Đề nghị khen thưởng mới"


def show() -> None:
    """The road, the proposals, the shortlist, the rewards and the form; a guest sees the figures only."""
    snapshot, actor = session.snapshot(), session.identity().actor
    with draft.page(actor.email if actor else ""), st.container(key="dien_hinh"):
        freshness.top_line(snapshot.settings, session.health, phone=theme.on_phone())
        freshness.watch(snapshot.version, session.version)
        acting.told()
        quarter = shown_quarter(snapshot)
        figures = quarter_view(snapshot.figures or snapshot, quarter)
        at, as_of = exemplar_blocks.standing(figures), freshness.as_of(session.health(), snapshot)
        st.title(exemplars.title(at, quarter.year), anchor=False)
        exemplars.summary(at, vi.as_of(as_of))
        part = _part(snapshot, actor)
        draw = partial(blocks.pairs, "dien_hinh", view=figures, at=as_of, phone=theme.on_phone())
        own = quarter_view(snapshot, quarter)
        if part == ROAD:
            draw(exemplar_blocks.road(figures, own))
        elif part == POINTS:
            blocks.one("dien_hinh", exemplar_blocks.shortlist(own), figures, as_of, phone=theme.on_phone())
        elif part == REWARDS:
            draw(exemplar_blocks.rewards(own))
            _rewards(snapshot, actor)
        elif part == PROPOSE and actor:
            with st.container(key="dien_hinh-form"):
                st.header("Đề xuất điển hình mới", anchor=False)
                closing.notice_days(snapshot, actor, actor.unit_id)
                _carry(actor, exemplar_forms.propose(snapshot, actor, st.query_params.get("mh")))
        else:
            _list(snapshot, own, actor)


def _part(snapshot: Snapshot, actor: Actor | None) -> str:
    """Which part: a link to a model opens the form, one to an exemplar its list."""
    reads = actor is not None and actor.role is not Role.GUEST
    if not reads:
        states.figures_only()
    proposes = bool(actor and exemplar_forms.units_for(snapshot, actor))
    parts = [ROAD, *([LIST] if reads else []), POINTS, *([REWARDS] if reads else []), *([PROPOSE] if proposes else [])]
    first = PROPOSE if "mh" in st.query_params and proposes else LIST if "dh" in st.query_params and reads else ROAD
    part = st.segmented_control(
        "Phần", parts, key="xem", default=first, bind="query-params", label_visibility="collapsed"
    )
    return part or first


def _list(snapshot: Snapshot, own: QuarterView, actor: Actor | None) -> None:
    with st.container(key="dien_hinh-list"):
        found = exemplars.narrowed(snapshot, st.query_params.get("dh"))
        if found is None:
            state, found = exemplars.filtered(snapshot, phone=theme.on_phone())
            if state == exemplars.WAITING and exemplar_blocks.standing(own).waiting:
                as_of = freshness.as_of(session.health(), snapshot)
                blocks.one("dien_hinh", exemplar_blocks.waits(own), own, as_of, phone=theme.on_phone())
        elif not found:
            states.not_found("đề xuất")
            return
        exemplars.counted(found, snapshot)
        _carry(actor, exemplars.cards(found, snapshot, actor))


def _rewards(snapshot: Snapshot, actor: Actor | None) -> None:
    with st.container(key="dien_hinh-form"):
        if may_propose(snapshot, actor):
            panel = acting.panel(reward_forms.SLOT)  # closes once it is sent
            with st.expander(NEW_REWARD, icon=":material/add:", key=panel, on_change="rerun") as found:
                if found.open:
                    _carry(actor, reward_forms.propose(snapshot))
        _carry(actor, rewards.cards(rewards.filtered(snapshot, phone=theme.on_phone()), snapshot, actor))


def _carry(actor: Actor | None, pressed: exemplar_forms.Pressed | None) -> None:
    if pressed and actor:
        slot, rule, said = pressed
        acting.run(slot, rule, partial(_carry_out, actor), said)


def _carry_out(actor: Actor, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    done = actions.carry_out(actor, rule, op=op, seen=seen)
    st.query_params.pop("mh", None)  # the model of the link is proposed: the form does not begin with it again
    return done
