"""What stands on each slide. Lengths are pixels of a screen of 1920 × 1080 (design, sections 5.2 and 8)."""

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import headline, kpi, vi
from components.charts import heatmap as h
from components.charts.fields import fields, fields_alt, fields_title
from components.charts.lagging import lagging, lagging_alt
from components.charts.marks import ZOOM, Room, on_slide, text_width
from components.charts.other_units import other_units, others_alt, others_title
from components.charts.strip import strip, strip_alt
from components.charts.timeline import timeline, timeline_alt
from components.markup import escaped
from components.slides import Slide
from components.status import legend
from components.theme import Palette
from domain.overview import Decision, Overview, UnitReasons, UnitRow
from domain.permissions import WITHHELD
from domain.vocabulary import Status

WIDTH, PANEL = 1800, 870
HEIGHT, LINE, LEGEND = 950, 84, 76
"""Between the top and the foot; a line of a title; a line of words below a chart with the space around it."""

TITLE = 70
VILLAGES_ALONE, REASONS_ALONE, OTHERS_ALONE, DECISIONS_ALONE = 10, 7, 20, 4
"""So many stand in one panel; more of them in two."""

MOST_REASONS, MOST_OTHERS, MOST_DECISIONS = 12, 32, 8
OLD = "Dấu * là số cũ của quý trước."
Chart = Callable[..., str | None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a slide is drawn: `chart` puts a chart on the page, `scale` is screen / 1920."""

    chart: Chart
    colours: Palette
    scale: float


def show(slide: Slide, found: Overview, stage: Stage) -> None:
    """The slide, each at a place of its own, and nothing at the places of the others.

    What stood there before is thus taken away by this run. Streamlit 1.67 leaves parts of the last slide standing when
    it is busy with another fragment at the end of this one.
    """
    for one in Slide:
        if one is slide:
            with st.container(key="trinh_chieu.slide"):
                _draw(slide, found, stage)
        else:
            st.empty()


def _draw(slide: Slide, found: Overview, stage: Stage) -> None:
    title = TITLES[slide](found)
    st.title(title, anchor=False)
    with st.container(key="trinh_chieu.body"):
        DRAW[slide](found, stage, HEIGHT - LINE * lines_of(title))


def lines_of(title: str) -> int:
    """In how many lines a title in Markdown will stand."""
    words = re.sub(r":\w+\[|\]", "", title)
    return -(-text_width([words], TITLE) // WIDTH)


def villages_title(found: Overview) -> str:
    """`Quý III: 5 thôn chậm, 7 thôn chưa có số liệu`, the late ones in their colour."""
    return f"{vi.quarter(found.quarter)}: {_late_and_silent(found, first='không có thôn chậm')}"


def reasons_title(found: Overview) -> str:
    """The same counts and the question why; a sentence when there is nothing to explain."""
    words = _late_and_silent(found, first="Không có thôn chậm")
    return f"{words}: vì sao" if found.reasons else f"{words}."


def decisions_title(found: Overview) -> str:
    return f":blue[{vi.counted(len(found.decisions), 'việc')}] chờ quyết định"


def _late_and_silent(found: Overview, *, first: str) -> str:
    late, silent = found.groups.get(Status.LATE, 0), found.groups.get(Status.NONE, 0)
    words = [f":red[{vi.counted(late, 'thôn chậm')}]" if late else first]
    return ", ".join([*words, vi.counted(silent, "thôn chưa có số liệu")] if silent else words)


@dataclass(frozen=True, slots=True)
class Number:
    """A big number of the first slide; `colour` is Streamlit's name of the theme colour."""

    key: str
    value: str
    label: str
    note: str
    colour: str


def numbers(found: Overview) -> tuple[Number, ...]:
    """Progress (I7), reports (I8), overdue findings (I13) and decisions, with the values of Tổng quan's cards."""
    cards = {card.key: card for card in kpi.cards(found)}
    progress, reported = cards["progress"], cards["reported"]
    longest = max((one.waiting_days for one in found.decisions), default=0)
    waits = f"lâu nhất {vi.counted(longest, 'ngày')}" if found.decisions else "không có việc nào"
    inspected = f"sau {vi.counted(found.inspections, 'lượt kiểm tra')}"
    overdue = found.overdue_findings
    return (
        Number("progress", progress.value, "tiến độ chung", progress.note, _colour(progress)),
        Number("reported", reported.value, "mô hình đã báo cáo quý này", _outstanding(found), _colour(reported)),
        Number("overdue", vi.number(overdue), "tồn tại quá hạn", inspected, "red" if overdue else "green"),
        Number("decisions", vi.number(len(found.decisions)), "việc chờ quyết định", waits, "blue"),
    )


def _colour(card: kpi.Card) -> str:
    return headline.COLOURED.get(card.bullet.status, "gray") if card.bullet else "gray"


def _outstanding(found: Overview) -> str:
    if found.reports_missing:
        return f"còn {vi.counted(found.reports_missing, 'mô hình chưa báo cáo')}"
    return (
        f"còn {vi.counted(found.reports_not_due, 'mô hình, chưa đến hạn')}" if found.reports_not_due else "đủ báo cáo"
    )


def _headline(found: Overview, stage: Stage, _height: float) -> None:
    build = partial(strip, found.villages, stage.colours, scale=stage.scale)
    stage.chart(build, key="trinh_chieu.strip", alt_text=strip_alt(found.villages))
    for column, one in zip(st.columns(4), numbers(found), strict=True):
        with column.container(key=f"trinh_chieu.number.{one.key}", gap=None):
            st.markdown(f":{one.colour}[**{one.value}**]")
            st.markdown(f"**{one.label}**")
            st.markdown(f":gray[{one.note}]")
    build = partial(timeline, found.quarter.year, found.today, stage.colours, scale=stage.scale * ZOOM)
    stage.chart(build, key="trinh_chieu.timeline", alt_text=timeline_alt(found.today))


def _villages(found: Overview, stage: Stage, height: float) -> None:
    panels = _panels(found.villages, VILLAGES_ALONE)
    alone = len(panels) == 1
    step = min(65 if alone else 55, (height - LEGEND - h.DESK.heads * ZOOM - 15) / max(map(len, panels)))
    look = villages_look(found.villages, on_slide(WIDTH if alone else PANEL, step, stage.scale), gaps=alone)
    for at, (place, part) in enumerate(_beside(panels)):
        shown = dataclasses.replace(found, villages=tuple(part))
        with place:
            build = partial(h.heatmap, shown, stage.colours, look=look)
            stage.chart(build, key=f"trinh_chieu.villages{at}", alt_text=h.heatmap_alt(shown if at else found))
    old = f" {OLD}" if any(one.old for row in found.villages for one in row.cells) else ""
    st.markdown(f"{legend()} \u2002·\u2002 Tiến độ cộng dồn so với mốc.{old}")


def villages_look(rows: Sequence[UnitRow], room: Room, *, gaps: bool) -> h.Look:
    """As on the desk, in the room of a panel, names equally far in both; low rows have smaller letters."""
    size = min(16, room.step * 0.72)
    look = h.Look(step=room.step, size=size, total=room.pixels, slide=True, gaps=gaps, scale=room.scale)
    names = [look.name(row.label) for row in rows]
    widest = max(text_width([name], look.name_size(name)) for name in names)
    return dataclasses.replace(look, names=widest + 14)


def _reasons(found: Overview, stage: Stage, height: float) -> None:
    shown: Sequence[UnitReasons] = found.reasons[:MOST_REASONS]
    if not shown:
        st.markdown(":green[:material/check_circle:] Mọi thôn đều có số liệu, không thôn nào chậm so với mốc.")
        return
    panels = _panels(shown, REASONS_ALONE)
    several = len(panels) > 1
    step = min(130, (height - LEGEND) / max(map(len, panels)))
    for at, (place, part) in enumerate(_beside(panels)):
        with place:
            build = partial(lagging, part, stage.colours, step=step, panel=several, scale=stage.scale)
            stage.chart(build, key=f"trinh_chieu.reasons{at}", alt_text=lagging_alt(part))
    rest = len(found.reasons) - len(shown)
    more = f"**Và {vi.counted(rest, 'thôn khác')}.** " if rest else ""
    old = f" {OLD}" if any(one.row.current.old for one in shown) else ""
    st.markdown(f"{more}:gray[Vạch đứng là mốc của từng thôn.{old}]")


def _fields(found: Overview, stage: Stage, height: float) -> None:
    step = min(112, (height - LEGEND) / len(found.fields))
    build = partial(fields, found.fields, stage.colours, room=on_slide(WIDTH, step, stage.scale))
    stage.chart(build, key="trinh_chieu.fields", alt_text=fields_alt(found.fields))
    st.markdown(legend())


def _decisions(found: Overview, _stage: Stage, _height: float) -> None:
    """No words from the sheet but the decider's office: they may name citizens or be complaints (design, section 8)."""
    shown = list(enumerate(found.decisions[:MOST_DECISIONS], 1))
    panels = _panels(shown, DECISIONS_ALONE)
    size = "wide" if len(panels) == 1 else "narrow"
    for place, part in _beside(panels):
        with place:
            for number, decision in part:
                with st.container(border=True, key=f"trinh_chieu.decision.{size}.{number}", gap=None):
                    st.markdown(f"**{number}. {escaped(subject(decision))}**")
                    st.markdown(facts(decision))
    rest = len(found.decisions) - len(shown)
    if rest:
        st.markdown(f"**và {vi.counted(rest, 'việc khác')}**")


def subject(decision: Decision) -> str:
    """`Quyết Thắng: Đất đai-GPMB`."""
    group = decision.difficulty.group
    return f"{decision.unit_label}: {group}" if group else decision.unit_label


def facts(decision: Decision) -> str:
    """By whom, since when, until when; an office with digits in it may hold a telephone number and is left out."""
    decider, due = decision.difficulty.decider, decision.difficulty.due
    words = [f":orange[**chờ {vi.counted(decision.waiting_days, 'ngày')}**]"]
    if decider and decider != WITHHELD and not any(map(str.isdigit, decider)):
        words.insert(0, f":blue[:material/gavel: **{escaped(decider)}**]")
    if due:
        words.append(f"trước {vi.day(due)}")
    return " · ".join(words)


def _others(found: Overview, stage: Stage, height: float) -> None:
    """In two panels a name stands above its bar, as on a phone."""
    shown: Sequence[UnitRow] = found.others[:MOST_OTHERS]
    panels = _panels(shown, OTHERS_ALONE)
    rest = len(found.others) - len(shown)
    notes = [f"**Và {vi.counted(rest, 'đơn vị khác')}.**"] if rest else []
    if any(row.current.old for row in shown):
        notes.append(f":gray[{OLD}]")
    step = min(56, (height - 75 - LEGEND * bool(notes)) / max(map(len, panels)))
    several = len(panels) > 1
    room = on_slide(PANEL if several else WIDTH, step, stage.scale)
    for at, (place, part) in enumerate(_beside(panels)):
        with place:
            units = dataclasses.replace(found, others=tuple(part))
            build = partial(other_units, units, stage.colours, phone=several, room=room)
            stage.chart(build, key=f"trinh_chieu.others{at}", alt_text=others_alt(part))
    if notes:
        st.markdown(" ".join(notes))


def _panels(rows: Sequence[T], alone: int) -> list[Sequence[T]]:
    half = len(rows) if len(rows) <= alone else -(-len(rows) // 2)
    return [rows[:half], rows[half:]] if half < len(rows) else [rows]


def _beside(panels: Sequence[Sequence[T]]) -> list[tuple[DeltaGenerator, Sequence[T]]]:
    """Each panel with its place on the slide."""
    places = [st.container()] if len(panels) == 1 else st.columns(2, gap="medium")
    return list(zip(places, panels, strict=True))


TITLES: Mapping[Slide, Callable[[Overview], str]] = {
    Slide.HEADLINE: headline.headline,
    Slide.VILLAGES: villages_title,
    Slide.REASONS: reasons_title,
    Slide.FIELDS: lambda found: fields_title(found.fields),
    Slide.DECISIONS: decisions_title,
    Slide.OTHERS: lambda found: others_title(found.others),
}
DRAW: Mapping[Slide, Callable[[Overview, Stage, float], None]] = {
    Slide.HEADLINE: _headline,
    Slide.VILLAGES: _villages,
    Slide.REASONS: _reasons,
    Slide.FIELDS: _fields,
    Slide.DECISIONS: _decisions,
    Slide.OTHERS: _others,
}
