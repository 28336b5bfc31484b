"""On track, who lags, what needs a decision: seen from five metres, one slide after the other (design, section 8)."""

from functools import partial

import streamlit as st

from components import freshness, live, messages, screen, slides, slides_content, states, style, theme
from components.charts.draw import draw
from components.slides_content import Stage
from domain.overview import overview
from domain.view import shown_quarter
from sheets import session


def show() -> None:
    """Draws the slide that is on; a fragment goes on to the next, with the data of that moment."""
    if theme.on_phone():
        states.large_screens_only()
        return
    snapshot = session.snapshot()
    found = overview(snapshot, shown_quarter(snapshot))
    if not found.models_registered:
        freshness.top_line(snapshot.settings, session.health)
        freshness.watch(snapshot.version, session.version)
        states.empty(len(found.villages), len(found.others))
        return
    style.for_slides()
    scale = screen.scale()
    freshness.watch_appearance()
    playing = slides.player()

    @live.every(slides.seconds())
    def presented() -> None:
        with messages.told():
            _slide(playing, scale)

    presented()


def _slide(playing: slides.Player, scale: float) -> None:
    """Reads the data anew. The workbook may have been emptied since: then the whole page has something else to say."""
    snapshot = session.snapshot()
    found = overview(snapshot, shown_quarter(snapshot))
    if not found.models_registered:
        st.rerun()
    colours = theme.palette()
    state = (snapshot.version, snapshot.read_at, snapshot.today, found.quarter.key, colours.bg, scale)
    shown = slides.with_content(found)
    slides_content.show(playing.run(shown), found, Stage(partial(draw, state=state), colours, scale))
    slides.foot(playing, shown, snapshot.settings, session.health())
