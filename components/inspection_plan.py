"""Kiểm tra, part “Lịch và bao phủ”: when, whom not yet, and what came of it (R11, R37 to R39, I11 to I14)."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from components import decisions, figure_blocks, figures, inspection_gaps, links, places, status, theme, vi
from components.charts import downloads
from components.charts.coverage import Share, shares, shares_alt
from components.charts.draw import draw
from components.charts.inspection_calendar import CAPTION, calendar, calendar_alt, calendar_table, calendar_title
from components.charts.tables import shares as shares_table
from components.difficulties import badges as difficulty_badges
from components.markup import escaped
from components.models import page_of
from components.planning import PART_KEY, Reader, labels_of, plan
from domain import coverage
from domain import inspection_plan as plans
from domain.inspection_plan import Entry, PlanState
from domain.overview import heatmap_quarters, overview
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.view import QuarterView, shown_quarter
from domain.vocabulary import UnitType

PART = "Lịch và bao phủ"
CALENDAR, COVERAGE, FOLLOWED = "Lịch kiểm tra", "Bao phủ", "Khắc phục, quyết định"
PARTS = (CALENDAR, COVERAGE, FOLLOWED)
COUNTED, EVERYTHING = "Kiểm tra, giám sát", "Mọi hoạt động"
SHOWN = 8


def choose_quarter(snapshot: Snapshot) -> Quarter:
    """The quarter, also one that has not begun: inspections are planned ahead. It stands in the address."""
    running = shown_quarter(snapshot)
    quarters = {one.key: one for one in heatmap_quarters(snapshot, running)}
    wanted = st.query_params.get("quy", "")
    chosen = wanted if wanted in quarters else running.key
    key = st.segmented_control(
        "Quý", list(quarters), default=chosen, key=f"kiem_tra.quarter.{chosen}",
        format_func=lambda one: vi.quarter(quarters[one]), label_visibility="collapsed",
    )  # fmt: skip
    if key and key != chosen:
        st.query_params["quy"] = key
        st.rerun()
    return quarters[chosen]


def headline(view: QuarterView) -> str:
    """The quarter in one sentence: who was inspected, what is planned, what is not remedied."""
    found, quarter = plans.entries(view), vi.quarter(view.quarter)
    planned = sum(one.state is PlanState.PLANNED for one in found)
    ahead = vi.counted(planned, "kế hoạch sắp tới") if planned else "chưa có kế hoạch kiểm tra nào sắp tới"
    if view.future:
        return f"{quarter} chưa bắt đầu: {ahead}."
    inspected, late = coverage.unit_coverage(view), len(coverage.overdue(view, coverage.all_due_findings(view)))
    said = [f"{inspected.numerator}/{vi.counted(inspected.denominator, 'đơn vị')} đã được kiểm tra", ahead]
    if not inspected.denominator:
        said[0] = "chưa có đơn vị nào có mô hình để kiểm tra"
    missed = len(plans.overdue(found))
    said += [f":red[{vi.counted(missed, 'kế hoạch đã qua ngày')}]"] if missed else []
    said += [f":red[{vi.counted(late, 'tồn tại quá hạn')}]" if late else "không có tồn tại quá hạn"]
    return f"{quarter}: {', '.join(said)}."


def choose_part() -> str:
    """One of three questions: when, whom not yet, and what came of it."""
    return st.segmented_control(
        "Nội dung", PARTS, key="lich", default=CALENDAR, bind="query-params", required=True,
        label_visibility="collapsed",
    )  # fmt: skip


def show(part: str, reader: Reader) -> None:
    """What answers it."""
    {CALENDAR: _calendar, COVERAGE: _coverage, FOLLOWED: _followed}[part](reader)


def _calendar(reader: Reader) -> None:
    chosen = st.segmented_control(
        "Loại hoạt động", (EVERYTHING, COUNTED), key="loai_lich", default=EVERYTHING, bind="query-params",
        required=True, label_visibility="collapsed",
    )  # fmt: skip
    found = plans.entries(reader.view, counted_only=chosen == COUNTED)
    st.header(f"{vi.quarter(reader.view.quarter)}: {_lower(calendar_title(found))}", anchor=False)
    left, right = st.columns([1.25, 1], gap="large")
    with left:
        _days(found, reader, counted_only=chosen == COUNTED)
    with right:
        _plans(found, reader)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _days(found: Sequence[Entry], reader: Reader, *, counted_only: bool) -> None:
    view, snapshot, colours = reader.view, reader.snapshot, theme.palette()
    labels = labels_of(snapshot)
    status.small(f"{CAPTION} {vi.as_of(reader.at)}.")
    build = partial(calendar, plans.by_week(view, found), labels, view.period, snapshot.today, colours)
    key = "kiem_tra.calendar"
    state = (snapshot.version, snapshot.today, view.quarter.key, counted_only, colours.bg, reader.phone)
    draw(partial(build, phone=reader.phone), key=key, state=state, alt_text=calendar_alt(found))
    downloads.under(
        key, title=f"{vi.plain_quarter(view.quarter)}: {_lower(calendar_title(found))}",
        name=downloads.file_name("lich-kiem-tra", view.quarter),
        source=downloads.source_of(snapshot.settings, reader.at), table=partial(calendar_table, found, labels),
    )  # fmt: skip
    carried = coverage.carried_out(view)
    if carried:
        links.records("KT", view.quarter, f"Xem {vi.counted(carried, 'lượt')} kiểm tra, giám sát trong năm")


def _plans(found: Sequence[Entry], reader: Reader) -> None:
    """Plans whose day has passed first, then those to come, each with the way to its result."""
    ahead = [*plans.overdue(found), *(one for one in found if one.state is PlanState.PLANNED)]
    if reader.plans:
        st.button("Lập kế hoạch kiểm tra", key="kiem_tra.plan", icon=":material/add:", on_click=plan, args=(reader, ""))
    if not ahead:
        st.info("Không có kế hoạch kiểm tra nào đang chờ thực hiện.", icon=":material/event_available:")
    labels = labels_of(reader.snapshot)
    for at, one in enumerate(page_of(ahead, SHOWN, key="kiem_tra.plans")):
        with st.container(border=True, gap="xsmall"):
            inspection = one.inspection
            unit = escaped(labels.get(inspection.unit_id or "", inspection.unit_id or vi.UNKNOWN))
            st.markdown(f"**{vi.day(one.day)} · {unit}**  \n:gray[{inspection.kind or vi.UNKNOWN} · "
                        f"{escaped(inspection.insp_id or 'chưa có mã')}]")  # fmt: skip
            late = one.state is PlanState.OVERDUE
            days = f"quá {vi.counted(one.days, 'ngày')}" if late else f"còn {vi.counted(-one.days, 'ngày')}"
            st.markdown(f":{'red' if late else 'blue'}-badge[:material/event: {days if one.days else 'hôm nay'}]")
            if inspection.insp_id:
                st.button(
                    "Mở, ghi kết quả", key=f"kiem_tra.entry.{at}.{inspection.insp_id}", icon=":material/open_in_new:",
                    on_click=_open, args=(inspection.insp_id,),
                )  # fmt: skip


def _open(insp_id: str) -> None:
    """The inspection in the list of this page, where it is concluded or called off."""
    st.query_params.from_dict({"viec": places.LIST, "kt": insp_id})
    st.session_state[PART_KEY] = places.LIST


def _coverage(reader: Reader) -> None:
    view = reader.view
    if view.future:
        st.info("Quý này chưa bắt đầu nên chưa tính bao phủ kiểm tra.", icon=":material/event_upcoming:")
        return
    if not view.tracked:
        st.info("Không có mô hình nào đang theo dõi trong quý nên chưa tính bao phủ.", icon=":material/inbox:")
        return
    block = _blocks(reader)["inspections"]
    left, right = st.columns(2, gap="large")
    with left:
        figures.block(block, view, reader.at, page="kiem_tra", phone=reader.phone)
    with right:
        _by_type(reader)
    inspection_gaps.show(reader)


def _blocks(reader: Reader) -> Mapping[str, figure_blocks.Block]:
    found = overview(reader.snapshot, reader.view.quarter)
    return {one.key: one for one in figure_blocks.blocks("Báo cáo và kiểm tra", reader.view, found)}


def _by_type(reader: Reader) -> None:
    """I11 by kind of unit, the least inspected first."""
    view, colours = reader.view, theme.palette()
    rows = [Share(kind.value, coverage.unit_coverage(view, kind)) for kind in UnitType]
    rows = sorted((row for row in rows if row.ratio.denominator), key=lambda row: row.ratio.exact or 0)
    if not rows:
        return
    none = sum(not row.ratio.numerator for row in rows)
    title = f"{none}/{vi.counted(len(rows), 'khối')} chưa có đơn vị nào được kiểm tra"
    title = title if none else "Khối nào cũng có đơn vị được kiểm tra"
    st.header(title, anchor=False)
    status.small(f"Đơn vị có mô hình theo khối, ít được kiểm tra nhất trước. {vi.as_of(reader.at)}.")
    key = "kiem_tra.by_type"
    state = (view.snapshot.version, view.snapshot.today, view.quarter.key, colours.bg, reader.phone)
    build = partial(shares, rows, colours, phone=reader.phone)
    draw(build, key=key, state=state, alt_text=shares_alt(title, rows))
    source = downloads.source_of(reader.snapshot.settings, reader.at)
    name, table = downloads.file_name("kiem-tra-theo-khoi", view.quarter), partial(shares_table, "Khối", rows)
    downloads.under(key, title=title, name=name, source=source, table=table)


def _followed(reader: Reader) -> None:
    """Whether findings are remedied (I12, I13), how long difficulties take (I14), and what waits for a decision."""
    found = {} if reader.view.future else _blocks(reader)
    for column, key in zip(st.columns(2, gap="large"), ("remediation", "difficulties"), strict=True):
        if key in found:
            with column:
                figures.block(found[key], reader.view, reader.at, page="kiem_tra", phone=reader.phone)
    left, right = st.columns(2, gap="large")
    with left:
        _born(reader)
    with right:
        decisions.show(overview(reader.snapshot, reader.view.quarter).decisions)


def _born(reader: Reader) -> None:
    """Difficulties that an inspection raised (R39)."""
    snapshot, labels = reader.snapshot, labels_of(reader.snapshot)
    found = plans.born_of_inspections(snapshot)
    st.header(
        f"{vi.counted(len(found), 'khó khăn')} phát sinh từ kiểm tra" if found else
        "Không có khó khăn phát sinh từ kiểm tra", anchor=False,
    )  # fmt: skip
    for one in page_of(found, SHOWN, key="kiem_tra.born"):
        with st.container(border=True, gap="xsmall"):
            what = escaped(one.content) if one.content else f"Khó khăn {escaped(one.issue_id)}"
            unit = escaped(labels.get(one.unit_id or "", one.unit_id or vi.UNKNOWN))
            st.markdown(f"**{vi.capital(what)}**  \n:gray[{unit} · từ {escaped(one.insp_id)}]")
            st.markdown(" ".join(difficulty_badges(one, snapshot)))
            st.page_link(
                links.to(links.DIFFICULTIES), label="Mở khó khăn",
                query_params={"kk": "Tất cả", "dv": one.unit_id or ""}, width="content",
            )  # fmt: skip
