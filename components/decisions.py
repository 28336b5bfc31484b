"""What waits for a decision, longest first: what, whose, by whom, since when, until when (R23, R39)."""

from collections.abc import Sequence

import streamlit as st

from components import vi
from components.markup import escaped
from domain.overview import Decision
from domain.permissions import WITHHELD


def title(decisions: Sequence[Decision]) -> str:
    return vi.counted(len(decisions), "việc chờ quyết định") if decisions else "Không có việc chờ quyết định"


def show(decisions: Sequence[Decision]) -> None:
    """One card each. Free text of other units is withheld from units and guests; who waits and how long is not."""
    st.header(title(decisions), anchor=False)
    for decision in decisions:
        with st.container(border=True, gap="xsmall"):
            st.markdown(card(decision))


def card(decision: Decision) -> str:
    """What and whose; below that by whom, since when and until when."""
    return f"**{_what(decision)}**  \n:gray[{escaped(decision.unit_label)}]  \n{' '.join(_badges(decision))}"


def _what(decision: Decision) -> str:
    return escaped(vi.capital(decision.difficulty.content or f"Khó khăn {decision.difficulty.issue_id}"))


def _badges(decision: Decision) -> list[str]:
    decider, due = decision.difficulty.decider, decision.difficulty.due
    shown = [f":orange-badge[:material/schedule: chờ {vi.counted(decision.waiting_days, 'ngày')}]"]
    if decider and decider != WITHHELD:
        shown.insert(0, f":blue-badge[:material/gavel: {escaped(decider)}]")
    if due:
        shown.append(f":gray-badge[trước {vi.day(due)}]")
    return shown
