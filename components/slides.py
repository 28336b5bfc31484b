"""Which slides there are, which one is on, and the controls at their foot (design, sections 5.2 and 8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import streamlit as st

from components import freshness, links, press, vi
from components.freshness import RECENT, HealthLike
from domain.overview import Overview
from domain.settings import Settings

SECONDS, FASTEST, SLOWEST = 20, 2, 600


class Slide(IntEnum):
    """The slides in their order; the number is that of `?trang=`, also while others are skipped."""

    HEADLINE = 1
    VILLAGES = 2
    REASONS = 3
    FIELDS = 4
    DECISIONS = 5
    OTHERS = 6


NAMES: Mapping[Slide, str] = {
    Slide.HEADLINE: "Tình hình chung",
    Slide.VILLAGES: "Tiến độ từng thôn",
    Slide.REASONS: "Vì sao chậm",
    Slide.FIELDS: "Theo lĩnh vực",
    Slide.DECISIONS: "Việc chờ quyết định",
    Slide.OTHERS: "Cơ quan, đoàn thể, trường học",
}


def with_content(found: Overview) -> tuple[Slide, ...]:
    """The slides that have something to show. Without late villages the third one says so, and stays."""
    full = {
        Slide.HEADLINE: True,
        Slide.VILLAGES: bool(found.villages),
        Slide.REASONS: bool(found.villages),
        Slide.FIELDS: any(row.total for row in found.fields),
        Slide.DECISIONS: bool(found.decisions),
        Slide.OTHERS: bool(found.others),
    }
    return tuple(one for one in Slide if full[one])


@dataclass(slots=True)
class Player:
    """Where a presentation stands. `asked` is the `?trang=` with which it began, None for all slides in turn.

    `told`: the coming run was asked for by a person, or draws the whole page; it does not move on. `linger`: a slide
    that a person has chosen outlives the next tick, which may come right after the press.
    """

    asked: Slide | None
    at: Slide = Slide.HEADLINE
    paused: bool = False
    told: bool = True
    linger: bool = False

    def run(self, shown: Sequence[Slide]) -> Slide:
        """The slide of this run: the next one when it was the clock that asked for it."""
        if self.told or self.paused:
            self.told = False
        elif self.linger:
            self.linger = False
        else:
            self.at = beside(self.at, 1, shown)
        if self.at not in shown:
            self.at = beside(self.at, 1, shown)
        return self.at

    def choose(self, slide: Slide) -> None:
        """A callback: a person wants this slide."""
        self.at, self.told, self.linger = slide, True, True

    def pause(self) -> None:
        """A callback: hold the slide, or go on."""
        self.paused, self.told, self.linger = not self.paused, True, True


def beside(at: Slide, by: int, shown: Sequence[Slide]) -> Slide:
    """The shown slide after (`by` = 1) or before (−1) `at`, round the corner at both ends."""
    if by > 0:
        return next((one for one in shown if one > at), shown[0])
    return next((one for one in reversed(shown) if one < at), shown[-1])


def player() -> Player:
    """This session's, begun anew when the address names another slide. The run that asks for it moves nothing on."""
    asked = slide_of(st.query_params.get("trang"))
    key = "trinh_chieu.player"
    known = st.session_state.get(key)
    if not isinstance(known, Player) or known.asked != asked:
        known = st.session_state[key] = Player(asked, asked or Slide.HEADLINE, paused=asked is not None)
    known.told = True
    return known


def slide_of(text: str | None) -> Slide | None:
    """`?trang=2`; None for what is no slide's number."""
    return Slide(int(text)) if text in {str(one.value) for one in Slide} else None


def seconds() -> int:
    """`?giay=`: seconds per slide, 20 where the address says nothing sensible."""
    return seconds_of(st.query_params.get("giay"))


def seconds_of(text: str | None) -> int:
    """A whole number of seconds within what can be read and drawn."""
    digits = text is not None and text.isascii() and text.isdigit() and len(text) < 10
    return max(FASTEST, min(SLOWEST, int(text or 0))) if digits else SECONDS


def foot(playing: Player, shown: Sequence[Slide], settings: Settings, health: HealthLike) -> None:
    """Whose movement, the controls, and from when the data are."""
    with st.container(key="trinh_chieu.foot", horizontal=True, vertical_alignment="center"):
        st.markdown(freshness.movement(settings, phone=True), width="stretch")
        _controls(playing, shown)
        with st.container(key="trinh_chieu.time", horizontal=True, horizontal_alignment="right"):
            st.markdown(data_time(health), width="content")


def data_time(health: HealthLike) -> str:
    """When the data were read; amber once they are old or the workbook cannot be reached."""
    if health.read_at is None or health.age is None:
        return ":gray[:material/hourglass_top: Đang tải…]"
    words = f"Số liệu lúc **{vi.moment(health.read_at)}**"
    if health.error is None and health.age < RECENT:
        return f":green[:material/sync:] {words}"
    return f":orange[:material/sync_problem: {words}{' · mất kết nối' if health.error else ''}]"


def _controls(playing: Player, shown: Sequence[Slide]) -> None:
    with st.container(key="trinh_chieu.controls", horizontal=True, width="content", gap=None):
        _turn("back", "Trang trước", "Left", playing, beside(playing.at, -1, shown))
        for one in shown:
            _dot(one, playing)
        _turn("next", "Trang sau", "Right", playing, beside(playing.at, 1, shown))
        label, icon = ("Chạy tiếp", "play_arrow") if playing.paused else ("Tạm dừng", "pause")
        st.button(
            label, key="trinh_chieu.pause", type="tertiary", icon=f":material/{icon}:", help=f"{label} (phím P)",
            shortcut="P", on_click=playing.pause,
        )  # fmt: skip
        if not st.context.is_embedded:
            _leave()


def _turn(name: str, label: str, key: str, playing: Player, slide: Slide) -> None:
    icon, arrow = ("chevron_left", "←") if key == "Left" else ("chevron_right", "→")
    st.button(
        label, key=f"trinh_chieu.{name}", type="tertiary", icon=f":material/{icon}:", help=f"{label} (phím {arrow})",
        shortcut=key, on_click=playing.choose, args=(slide,),
    )  # fmt: skip


def _dot(slide: Slide, playing: Player) -> None:
    label, here = f"Trang {slide.value}: {NAMES[slide]}", slide is playing.at
    st.button(
        label, key=f"trinh_chieu.dot{slide.value}", type="secondary" if here else "tertiary", help=label,
        icon=f":material/radio_button_{'' if here else 'un'}checked:", on_click=playing.choose, args=(slide,),
    )  # fmt: skip


def _leave() -> None:
    """The way back for whoever came from the menu, by mouse or with Esc."""
    if press.button(
        "Thoát", key="trinh_chieu.leave", type="tertiary", icon=":material/close:", help="Thoát (phím Esc)",
        shortcut="Esc",
    ):  # fmt: skip
        st.switch_page(links.to(links.OVERVIEW))
