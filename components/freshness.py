"""How old the figures are, and open pages that redraw by themselves when they change (design, section 7)."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from html import escape
from typing import Protocol

import streamlit as st

from components import live, vi
from components.messages import message
from domain.errors import DvkError
from domain.settings import Settings
from domain.snapshot import Snapshot

FRESH = timedelta(minutes=1)
RECENT = timedelta(minutes=10)
LOOK = 1.5  # seconds between two looks at the version: a save is on other screens within 2
SAMPLE = ":orange-badge[:material/science: **DỮ LIỆU MẪU — HƯ CẤU**]"


class HealthLike(Protocol):
    """What the session seam tells about the last read."""

    @property
    def read_at(self) -> datetime | None: ...
    @property
    def age(self) -> timedelta | None: ...
    @property
    def error(self) -> DvkError | None: ...
    @property
    def next_try(self) -> float | None: ...


def top_line(settings: Settings, health: Callable[[], HealthLike], *, phone: bool = False) -> None:
    """Whose movement this is, and at the right how old the figures are; below, what keeps them from being newer."""
    on_paper(settings, health())
    _top_line(settings, health, phone=phone)


@live.every("10s")
def _top_line(settings: Settings, health: Callable[[], HealthLike], *, phone: bool) -> None:
    now = health()
    name, fresh = st.columns([3, 1.2], vertical_alignment="center")
    with name.container(key="movement"):
        st.markdown(movement(settings, phone=phone))
    with fresh.container(key="freshness", horizontal=True, horizontal_alignment="left" if phone else "right"):
        st.markdown(freshness(now), width="content")
    outage(now)


def outage_only(settings: Settings, health: Callable[[], HealthLike], *, phone: bool = False) -> None:
    """For forms: the same line without the age."""
    on_paper(settings, health())
    _outage_only(settings, health, phone=phone)


@live.every("10s")
def _outage_only(settings: Settings, health: Callable[[], HealthLike], *, phone: bool) -> None:
    with st.container(key="movement"):
        st.markdown(movement(settings, phone=phone))
    outage(health())


def as_of(health: HealthLike, snapshot: Snapshot) -> datetime:
    """The data time that stands beside figures: that of the last good reading, as long as nothing newer is drawn."""
    return health.read_at or snapshot.read_at


def on_paper(settings: Settings, health: HealthLike) -> None:
    """The line that only paper shows: whose page this is, and of when, by the clock and not by its age.

    Hidden by itself: the style block comes a moment after it.
    """
    said = [f"<b>UBND xã {escape(settings.commune_name)}</b>", escape(movement_name(settings))]
    if health.read_at is not None:
        said.append(vi.as_of(health.read_at))
    if settings.demo:
        said.append("<b>Dữ liệu mẫu hư cấu</b>")
    with st.container(key="on-paper"):
        st.html(f'<p style="display:none">{" · ".join(said)}</p>')


def movement_name(settings: Settings) -> str:
    return f"Phong trào thi đua “Dân vận khéo” năm {settings.plan_year:.0f}"


def watch(drawn: Hashable, version: Callable[[], Hashable]) -> None:
    """Redraws the page when the data moved on from version `drawn`, or the appearance from light to dark or back.

    Charts have their colours from here; the browser changes all else by itself. Not for forms: nobody's typing is
    interrupted.
    """
    _watch(drawn, version, st.context.theme.type)


def watch_appearance() -> None:
    """Redraws the page when the appearance changes; for a page that reads the data anew by itself."""
    _watch(None, lambda: None, st.context.theme.type)


@live.every(LOOK)
def _watch(drawn: Hashable, version: Callable[[], Hashable], appearance: str | None) -> None:
    if version() != drawn or st.context.theme.type != appearance:
        st.rerun()


def movement(settings: Settings, *, phone: bool = False) -> str:
    """Name of the movement; on sample data the banner that nobody may take them for real."""
    year, commune = f"{settings.plan_year:.0f}", settings.commune_name
    name = f"**Dân vận khéo {year}**" if phone else movement_name(settings)
    return f"{name} · xã {commune}" + (f" \u2002 {SAMPLE}" if settings.demo else "")


def freshness(health: HealthLike) -> str:
    """A badge: green below a minute, grey below ten, then amber with the absolute time."""
    if health.age is None or health.read_at is None:
        return ":gray-badge[:material/hourglass_top: Đang tải…]"
    if health.age < FRESH:
        return f":green-badge[:material/sync: Cập nhật {vi.age(health.age)}]"
    if health.age < RECENT:
        return f":gray-badge[:material/sync: Cập nhật {vi.age(health.age)}]"
    return f":orange-badge[:material/sync_problem: Số liệu lúc {vi.moment(health.read_at)}]"


def outage(health: HealthLike) -> None:
    """The last data stay in use; this says why they are not newer, how old they are and when the next try is."""
    if health.error is None or health.read_at is None or health.age is None:
        return
    said = message(health.error)
    retry = f" Hệ thống tự thử lại sau {health.next_try:.0f} giây." if health.next_try is not None else f" {said.todo}"
    st.warning(
        f"**{said.happened}** Đang hiển thị số liệu đã lưu lúc **{vi.clock(health.read_at)} ngày "
        f"{vi.day(health.read_at.astimezone(vi.ZONE).date())}** ({vi.age(health.age)}).{retry}",
        icon=":material/cloud_off:",
    )
