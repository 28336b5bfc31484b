"""How large the screen of a presentation is: only the browser knows (design, section 8).

It measures once and again after its window has changed, and keeps the answer in the address (`?w=`), so that a page
opened again is drawn at its size at once. It writes the address itself: written by the server it would be one more
entry of the browser's history, and the way back would lead to the same slide.
"""

from typing import Any

import streamlit as st

KEY = "trinh_chieu.screen"
DRAWN_FOR = 1920
NARROWEST, WIDEST = 320, 7680

JS = """
const measure = () => Math.round(Math.min(innerWidth, innerHeight * 16 / 9));
export default function ({data, setStateValue}) {
  const screen = window.dvkScreen ||= {};
  screen.tell = () => {
    const w = measure();
    const address = new URL(location);
    if (address.searchParams.get('w') !== String(w)) {
      address.searchParams.set('w', w);
      history.replaceState(history.state, '', address);
    }
    if (w === data.w || w === screen.told) return;
    screen.told = w;
    setStateValue('w', w);
  };
  if (!screen.later) {
    screen.later = () => { clearTimeout(screen.timer); screen.timer = setTimeout(() => screen.tell(), 300); };
    addEventListener('resize', screen.later);
  }
  screen.tell();
  return () => {
    clearTimeout(screen.timer);
    removeEventListener('resize', screen.later);
    delete window.dvkScreen;
  };
}
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("dvk_screen", js=JS)


def scale() -> float:
    """Pixels of this screen per pixel of one that is 1920 wide; 1 until the browser has told."""
    heard = st.session_state.get(KEY, {}).get("w")
    width = width_of(heard or st.query_params.get("w"))
    with st.container(key="screen", height=1, border=False):
        _component()(key=KEY, data={"w": width}, height=1, on_w_change=lambda: None)
    return width / DRAWN_FOR


def width_of(told: object) -> int:
    """The width as it came from a browser or an address, within what screens have."""
    text = str(told)
    digits = text.isascii() and text.isdigit() and len(text) < 6
    return max(NARROWEST, min(WIDEST, int(text))) if digits else DRAWN_FOR
