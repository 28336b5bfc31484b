"""Empties the inputs of a form once it was sent.

Deleting the state of a drawn widget does not reach the browser, which would show, and send again, what was typed.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import forms
from domain.fields import Kind, Spec

NO_TEXT = frozenset({Kind.CHOICE, Kind.YES_NO, Kind.DAY})


def blank(spec: Spec) -> Any:
    """What stands in the input of a column that nobody has filled."""
    if spec.kind in NO_TEXT:
        return None
    return [] if spec.kind in (Kind.CHOICES, Kind.LIST) else ""


def once(slot: str, values: Mapping[str, Any]) -> None:
    """Gives the inputs of `slot` (by name) these values when its operation is a new one. Before they are drawn."""
    mark = f"afresh.{slot}"
    operation = forms.current(slot).op
    if st.session_state.get(mark) == operation:
        return
    st.session_state[mark] = operation
    for name, value in values.items():
        st.session_state[f"{slot}.{name}"] = value


def panel(slot: str) -> str:
    """The key of a panel that closes once its operation is done: the next operation has a panel of its own."""
    return f"afresh.{slot}.{forms.current(slot).op}"
