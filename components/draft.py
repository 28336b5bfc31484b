"""What was typed into a form survives F5: the browser keeps it, under the account's name, until the form was sent.

Not in the address: names of people do not belong into addresses and their logs.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

JS = """
export default function ({data, setTriggerValue}) {
  const slot = 'dvk.' + data.slot;
  if (data.clear) localStorage.removeItem(slot);
  else if (data.values) localStorage.setItem(slot, JSON.stringify(data.values));
  else if (data.ask) {
    let kept = {};
    try { kept = JSON.parse(localStorage.getItem(slot)) || {}; } catch { kept = {}; }
    setTriggerValue('kept', kept);
  }
}
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("dvk_draft", js=JS)


def sync(
    slot: str, values: Mapping[str, Any] | None, *, ask: bool = False, clear: bool = False
) -> dict[str, Any] | None:
    """Keeps `values` in this browser. With `ask`, what was kept there comes back with the next run (once)."""
    data = {"slot": slot, "values": dict(values) if values else None, "ask": ask, "clear": clear}
    with st.container(key="draft", height=1, border=False):
        kept = _component()(key=f"draft.{slot}", data=data, on_kept_change=_arrived, height=1).kept
    return kept if isinstance(kept, dict) else None


def _arrived() -> None:
    """The run that follows reads the answer; a named callback is what makes Streamlit hand it over."""
