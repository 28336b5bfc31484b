"""Five figures in the order of the plan: progress, models, registration, reports, inspections (design, section 11)."""

from dataclasses import dataclass

import streamlit as st

from components import figure_words, links, vi
from components.bars import bar
from components.headline import milestone_words
from components.status import LOOKS, Look, badge, small
from components.theme import Palette
from domain.overview import Overview
from domain.ratios import Ratio
from domain.vocabulary import Status

NOT_DUE = Look("", "", ":material/hourglass_top:", "gray")
CODES = {"progress": "I7", "models": "I16", "registered": "I10", "reported": "I8", "inspections": "KT"}
NO_TARGET = "Chưa đặt chỉ tiêu"


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bar of `value` percent in the colour of `status`, a tick at `target` percent."""

    value: float
    target: float
    status: Status


@dataclass(frozen=True, slots=True)
class Card:
    """One figure. `badge` is Markdown; without a target there is no bar and no colour."""

    key: str
    label: str
    value: str
    badge: str
    note: str
    bullet: Bullet | None = None


def cards(overview: Overview) -> tuple[Card, ...]:
    """The five cards, in the order of the plan."""
    return (
        _progress(overview),
        _models(overview),
        _registered(overview.registered),
        _reported(overview),
        _inspections(overview),
    )


def show(overview: Overview, palette: Palette, *, phone: bool) -> None:
    """Five cards beside each other; on a phone five rows of one card. Each opens its records."""
    shown = cards(overview)
    if phone:
        with st.container(border=True, key="kpi"):
            for card in shown:
                _phone_row(card)
                _records(card, overview)
        return
    for column, card in zip(st.columns(len(shown)), shown, strict=True):
        with column.container(border=True, height="stretch", key=f"kpi-{card.key}", gap="xsmall"):
            _card(card, overview, palette)


def _records(card: Card, overview: Overview, label: str | None = None) -> None:
    """The way to the records behind a figure; `label` in place of how many there are."""
    counts = {
        "I7": overview.commune.models,
        "I16": overview.models_registered,
        "I10": overview.registered.denominator,
        "I8": overview.reported.denominator,
        "KT": overview.inspections,
    }
    code = CODES[card.key]
    if counts[code]:
        links.records(code, overview.quarter, label or figure_words.seen(code, counts[code]))
    elif label:
        st.markdown(label)


def _card(card: Card, overview: Overview, palette: Palette) -> None:
    """Its name leads to the records: a line of its own would push the heat map off the first screen."""
    _records(card, overview, card.label)
    st.metric(card.label, card.value, label_visibility="collapsed")
    st.markdown(card.badge)
    if card.bullet:
        said = f"{card.label}: {card.value}, {card.note}"
        bar(card.bullet.value, card.bullet.target, card.bullet.status, palette, alt=said)
    small(card.note)


def _phone_row(card: Card) -> None:
    left, right = st.columns([2.4, 1], wrap=False, vertical_alignment="center")
    left.markdown(f"**{card.label}**  \n{card.badge} :gray[{card.note}]")
    with right.container(horizontal=True, horizontal_alignment="right"):
        st.header(card.value, anchor=False, width="content")


def _progress(overview: Overview) -> Card:
    cell = overview.commune
    note = f"{milestone_words(overview)} {vi.percent(cell.expected)}"
    if cell.value is None or cell.gap is None or cell.expected is None:
        return Card("progress", "Tiến độ chung", vi.UNKNOWN, badge("chưa có số liệu", LOOKS[Status.NONE]), note)
    gap = badge(vi.points(cell.gap), LOOKS[cell.status])
    bullet = Bullet(cell.value, cell.expected, cell.status)
    return Card("progress", "Tiến độ chung", vi.percent(cell.value), gap, note, bullet)


def _models(overview: Overview) -> Card:
    """Approved models; those that wait for approval are said beside, they are outside every other figure."""
    note = vi.counted(overview.models_pending, "chờ duyệt")
    count, target = overview.models_registered, overview.model_target
    if not target:
        return Card("models", "Mô hình đăng ký", vi.number(count), badge(NO_TARGET, LOOKS[Status.FUTURE]), note)
    bullet = _share(count, target)
    shown = badge(f"{vi.percent(bullet.value)} chỉ tiêu", LOOKS[bullet.status])
    note = f"chỉ tiêu {vi.number(target)} mô hình; {note}"
    return Card("models", "Mô hình đăng ký", vi.number(count), shown, note, bullet)


def _share(count: int, target: int) -> Bullet:
    """How much of a target of the commune is reached; within a tenth of it counts as reached."""
    share = 100 * count / target
    return Bullet(share, 100, Status.OK if share >= 90 else Status.RISK)


def _fraction(key: str, label: str, ratio: Ratio, shown: str, note: str, status: Status) -> Card:
    if not ratio.denominator:
        return Card(key, label, vi.UNKNOWN, badge("chưa có số liệu", LOOKS[Status.NONE]), note)
    bullet = Bullet(100 * float(ratio.numerator) / ratio.denominator, 100, status)
    return Card(key, label, f"{ratio.numerator}/{ratio.denominator}", shown, note, bullet)


def _registered(ratio: Ratio) -> Card:
    missing = int(ratio.denominator - ratio.numerator)
    status = Status.OK if missing <= ratio.denominator // 10 else Status.RISK
    shown = badge(f"còn {missing} chưa đăng ký" if missing else "đủ đơn vị", LOOKS[status])
    return _fraction("registered", "Thôn, đơn vị đã đăng ký", ratio, shown, f"đạt {vi.percent(ratio.value, 1)}", status)


def _reported(overview: Overview) -> Card:
    late = overview.reports_missing
    if late:
        shown, status = badge(f"{late} chưa báo cáo", LOOKS[Status.LATE]), Status.LATE
    elif overview.reports_not_due:
        shown, status = badge(f"còn {overview.reports_not_due} chưa đến hạn", NOT_DUE), Status.NONE
    else:
        shown, status = badge("đủ báo cáo", LOOKS[Status.OK]), Status.OK
    on_time = overview.reported_on_time
    note = f"đúng hạn {on_time.numerator}/{on_time.denominator}"
    return _fraction("reported", "Đã báo cáo quý này", overview.reported, shown, note, status)


def _inspections(overview: Overview) -> Card:
    overdue = overview.overdue_findings
    said = f"{overdue} tồn tại quá hạn" if overdue else "không có tồn tại quá hạn"
    shown = badge(said, LOOKS[Status.LATE if overdue else Status.OK])
    count, target = overview.inspections, overview.inspection_target
    if not target:
        return Card("inspections", "Lượt kiểm tra", vi.number(count), shown, NO_TARGET)
    note = f"chỉ tiêu {vi.number(target)} lượt"
    return Card("inspections", "Lượt kiểm tra", vi.number(count), shown, note, _share(count, target))
