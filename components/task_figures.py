"""The plan at a glance: its sentence, four figures with the way to their records, and the matrix (I17, I17b)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import streamlit as st

from components import figure_words as words
from components import links, status, theme, vi
from components.charts import downloads
from components.charts.draw import draw
from components.charts.task_matrix import Cell, Row, matrix, matrix_alt, matrix_table, matrix_title
from components.figure_records import COUNTED, NOT_COUNTED
from domain import tasks
from domain.behind import Why
from domain.quarters import Quarter
from domain.ratios import Ratio
from domain.remembered import remembered
from domain.tasks import TaskFigures, Tick
from domain.view import QuarterView
from domain.vocabulary import UnitType

KEY = "nhiem_vu.matrix"
OTHERS = "Đơn vị không có trong danh sách"


@dataclass(frozen=True, slots=True)
class Kpi:
    """A figure, and which of the records behind `code` it counts."""

    label: str
    value: str
    note: str
    code: str
    part: Mapping[str, str] = field(default_factory=dict)


@remembered
def figures(view: QuarterView) -> TaskFigures:
    """I17 and I17b of the commune and the year, up to today."""
    return tasks.figures(tasks.ticks(view))


@remembered
def rows(view: QuarterView) -> tuple[Row, ...]:
    """By kind of unit, the most overdue first; a quarter for each in which something is due."""
    found = tasks.by_type(view, tasks.ticks(view))
    quarters = sorted({one.quarter for many in found.values() for one in many if one.quarter})
    kinds: list[UnitType | None] = [*UnitType, None]
    shown = [_row(kind, found[kind], quarters) for kind in kinds if kind in found]
    return tuple(sorted(shown, key=lambda row: -row.overdue))


def _row(kind: UnitType | None, found: Sequence[Tick], quarters: Sequence[Quarter]) -> Row:
    return Row(str(kind) if kind else OTHERS, [_cell(tasks.of_quarter(found, one), one) for one in quarters])


def _cell(found: Sequence[Tick], quarter: Quarter) -> Cell:
    return Cell(quarter, tasks.figures(found), sum(one.applies and not one.counted for one in found))


def headline(found: TaskFigures) -> str:
    """The page in one sentence."""
    done = found.completed
    if not done.denominator:
        return "Chưa có nhiệm vụ nào của kế hoạch đến hạn."
    said = f"{done.numerator}/{vi.counted(done.denominator, 'nhiệm vụ đến hạn')} đã hoàn thành"
    late = f":red[{vi.counted(found.overdue, 'nhiệm vụ quá hạn')}]" if found.overdue else "không có nhiệm vụ quá hạn"
    soon = f", {found.soon} đến hạn trong 7 ngày tới" if found.soon else ""
    return f"{said}, {late}{soon}."


def kpis(found: TaskFigures, quarter: Quarter, *, phone: bool) -> None:
    """Four figures beside each other; on a phone as rows of one card."""
    ticked = found.completed.numerator - found.by_proof
    shown = (
        Kpi("Hoàn thành", _share(found.completed), _of(found.completed), "I17"),
        Kpi("Đúng hạn", _share(found.on_time), _of(found.on_time), "I17b"),
        Kpi("Quá hạn", vi.number(found.overdue), "đã qua hạn, chưa hoàn thành", "I17", {"phan": NOT_COUNTED}),
        Kpi(
            "Tự đánh dấu theo số liệu",
            vi.number(found.by_proof),
            f"còn lại {ticked} do đơn vị đánh dấu",
            "I17",
            {"phan": COUNTED, "tim": words.WORDS[Why.PROVEN]},
        ),
    )
    known = bool(found.completed.denominator)
    if phone:
        with st.container(border=True, key="kpi"):
            for one in shown:
                _phone_row(one.label, one.value, one.note)
                _records(one, quarter, f"Xem {one.label.lower()}", known=known)
        return
    for at, (column, one) in enumerate(zip(st.columns(len(shown)), shown, strict=True)):
        with column.container(border=True, height="stretch", key=f"kpi-nhiem_vu-{at}", gap="xsmall"):
            _records(one, quarter, one.label, known=known)
            st.metric(one.label, one.value, label_visibility="collapsed")
            status.small(one.note)


def _records(one: Kpi, quarter: Quarter, label: str, *, known: bool) -> None:
    """The way to the records that the figure counts."""
    if known:
        query = {"chi-so": one.code, "quy": quarter.key, **one.part}
        st.page_link(
            links.to(links.FIGURES), label=label, icon=":material/list_alt:", query_params=query, width="content"
        )
    else:
        st.markdown(label)


def _phone_row(label: str, value: str, note: str) -> None:
    left, right = st.columns([2.4, 1], wrap=False, vertical_alignment="center")
    left.markdown(f"**{label}**  \n:gray[{note}]")
    with right.container(horizontal=True, horizontal_alignment="right"):
        st.header(value, anchor=False, width="content")


def _share(ratio: Ratio) -> str:
    return vi.percent(ratio.value, 1) if ratio.denominator else vi.UNKNOWN


def _of(ratio: Ratio) -> str:
    return f"{ratio.numerator}/{vi.counted(ratio.denominator, 'nhiệm vụ đến hạn')}"


def show_matrix(view: QuarterView, at: datetime, *, phone: bool) -> None:
    """The matrix with its finding, its caption, its picture and its figures."""
    shown, snapshot = rows(view), view.snapshot
    if not shown:
        return
    title, colours = matrix_title(shown), theme.palette()
    st.header(title, anchor=False)
    found = figures(view)
    status.small(
        f"Việc của từng đơn vị theo khối và quý của hạn: phần đậm là hoàn thành, phần cuối có dấu ↓ là quá hạn. "
        f"Toàn xã {words.ratio_words(found.completed)}. {vi.as_of(at)}."
    )
    state = (snapshot.version, snapshot.today, view.quarter.key, colours.bg, phone)
    draw(partial(matrix, shown, colours, phone=phone), key=KEY, state=state, alt_text=matrix_alt(shown))
    name, source = downloads.file_name("nhiem-vu", view.quarter), downloads.source_of(snapshot.settings, at)
    downloads.under(KEY, title=title, name=name, source=source, table=partial(matrix_table, shown))
