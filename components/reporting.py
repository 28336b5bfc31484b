"""The report of a model for a quarter, and the sheet of a unit for it (design, section 5.4a)."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components import acting, draft, forms, links, press, status, vi
from components.forms import Ask
from components.markup import escaped
from domain import names
from domain.fields import Spec, specs
from domain.lifecycle import APPROVED
from domain.permissions import OWN_ONLY, Actor
from domain.progress import expected_progress
from domain.quarters import Quarter, quarter_of
from domain.remembered import remembered
from domain.report_rules import (
    PERIOD_FIELDS,
    REPORT_FIELDS,
    SUM_FIELDS,
    blank_report,
    blank_sum,
    last_before,
    report_in,
    stated,
    sum_in,
)
from domain.rows import key_of
from domain.snapshot import Snapshot
from domain.tables import Model, Report, Row, VillageSum
from domain.view import shown_quarter
from domain.vocabulary import ReportState

REPORT_SPECS = {spec.name: spec for spec in specs(Report)}
SUM_SPECS = {spec.name: spec for spec in specs(VillageSum)}
CUMULATIVE = ("prog_self", "kpi_cum", "hh_cum")
TEXTS = ("result", "shortcomings", "causes", "proposal", "evidence")
LABELS = {
    "prog_self": "Tiến độ lũy kế đến nay (%)",
    "kpi_cum": "Kết quả chỉ tiêu, lũy kế",
    "hh_cum": "Số hộ tham gia, lũy kế",
    "people": "Số lượt người trong kỳ",
    "workdays": "Ngày công trong kỳ",
    "fund": "Kinh phí huy động trong kỳ (nghìn đồng)",
    "land": "Đất hiến trong kỳ (m²)",
    "evidence": "Minh chứng (liên kết)",
    "hh_any": "Số hộ tham gia ít nhất một mô hình",
}
UNIT_AT_END = re.compile(r" \((%|nghìn đồng|m²|liên kết)\)$")


def models_for(actor: Actor, snapshot: Snapshot, quarter: Quarter) -> tuple[Model, ...]:
    """The models with an ID that `actor` may report on, those without a report of the quarter first."""
    own = [
        one
        for one in snapshot.models
        if one.model_id and one.state in APPROVED and (actor.role not in OWN_ONLY or one.unit_id == actor.unit_id)
    ]

    def order(model: Model) -> tuple[bool, object]:
        report = report_in(snapshot, model.model_id or "", quarter)
        return report is not None and report.rstatus not in (ReportState.DRAFT, ReportState.RETURNED), model.model_id

    return tuple(sorted(own, key=order))


def choose_quarter(snapshot: Snapshot, quarters: Sequence[Quarter], wanted: str | None) -> Quarter:
    """The quarter to report on: the one of the address, else the running one."""
    keys = [one.key for one in quarters]
    running = shown_quarter(snapshot).key
    index = keys.index(wanted) if wanted in keys else keys.index(running) if running in keys else len(keys) - 1
    by_key = {one.key: one for one in quarters}
    chosen = st.selectbox(
        "Quý", keys, index, key="bao_cao.quarter", format_func=lambda key: vi.quarter_of_year(by_key[key])
    )
    st.query_params["quy"] = chosen
    return by_key[chosen]


def choose_model(own: Sequence[Model], snapshot: Snapshot, quarter: Quarter, wanted: str | None) -> Model:
    """The model to report on."""
    ids = [one.model_id or "" for one in own]
    by_id = dict(zip(ids, own, strict=True))
    unknown = bool(wanted) and wanted not in by_id
    if unknown:
        st.info(
            f"{escaped(wanted)} chưa được duyệt hoặc không thuộc đơn vị này. Chọn mô hình dưới đây.",
            icon=":material/link_off:",
        )
    chosen = st.selectbox(
        "Mô hình",
        ids,
        ids.index(wanted) if wanted in ids else 0,
        key="bao_cao.model",
        format_func=lambda one: f"{by_id[one].title} ({one}){_mark(snapshot, one, quarter)}",
    )
    if not unknown or chosen != ids[0]:  # what is said of the link stays until somebody chooses
        st.query_params["mh"] = chosen
    return by_id[chosen]


def _mark(snapshot: Snapshot, model_id: str, quarter: Quarter) -> str:
    report = report_in(snapshot, model_id, quarter)
    return f" · {report.rstatus}" if report else " · chưa báo cáo"


def report_form(slot: str, model: Model, quarter: Quarter, snapshot: Snapshot) -> dict[str, Any]:
    """The inputs of a report, filled with what was saved; last quarter's figures and the mốc beside them."""
    saved = report_in(snapshot, model.model_id or "", quarter)
    _returned(saved)
    acting.opened(slot, saved or blank_report(model, quarter), REPORT_FIELDS)
    draft.line(slot)
    last = last_before(snapshot, model.model_id or "", quarter)
    problems = forms.current(slot).problems
    status.small(_beside(model, last, quarter, snapshot))
    values: dict[str, Any] = {}
    for name, column in zip(CUMULATIVE, st.columns(3), strict=True):
        with column:
            values[name] = _ask(slot, REPORT_SPECS[name], problems, saved)
            status.small(_last(name, last, model))
    for name in TEXTS:
        values[name] = _ask(slot, REPORT_SPECS[name], problems, saved)
    with st.expander("Số liệu riêng trong kỳ (không bắt buộc)", icon=":material/add:"):
        for name in PERIOD_FIELDS:
            values[name] = _ask(slot, REPORT_SPECS[name], problems, saved)
    return values


def sum_form(slot: str, unit_id: str, quarter: Quarter, snapshot: Snapshot) -> dict[str, Any]:
    """The inputs of the quarter's sheet of a unit."""
    saved = sum_in(snapshot, unit_id, quarter)
    acting.opened(slot, saved or blank_sum(unit_id, quarter), SUM_FIELDS)
    draft.line(slot)
    problems = forms.current(slot).problems
    return {name: _ask(slot, SUM_SPECS[name], problems, saved) for name in SUM_FIELDS}


def own_models_missing(actor: Actor) -> None:
    """A unit without an approved model: what to do first."""
    st.info("Đơn vị chưa có mô hình được duyệt nên chưa có gì để báo cáo.", icon=":material/inbox:")
    st.page_link(
        links.to(links.UNITS), label="Xem đơn vị", icon=":material/holiday_village:", query_params={"dv": actor.unit_id}
    )
    st.page_link(links.to(links.REGISTER), label="Đăng ký mô hình", icon=":material/add_circle:")


def is_settled(report: Report | VillageSum | None) -> bool:
    """Whether it is out of the unit's hands."""
    return report is not None and report.rstatus in (ReportState.SUBMITTED, ReportState.CONFIRMED)


def settled(report: Report | VillageSum, model: Model | None = None) -> None:
    """Says what became of a report that was handed in."""
    value = stated(report) if isinstance(report, Report) else None
    said = f" Tiến độ {vi.percent(value)}." if value is not None else ""
    confirmed = report.confirmed if isinstance(report, Report) else None
    st.success(
        f"**{report.rstatus}** ngày {vi.day(confirmed or report.submitted)}.{said}", icon=":material/check_circle:"
    )
    figures(report, model)


def figures(report: Report | VillageSum, model: Model | None = None) -> None:
    """Everything that was filled in, under the words of the form, with its unit; of `model`, if it is a report."""
    fields, declared = (REPORT_FIELDS, REPORT_SPECS) if isinstance(report, Report) else (SUM_FIELDS, SUM_SPECS)
    filled = [(declared[name], getattr(report, name)) for name in fields if getattr(report, name) is not None]
    lines = [f"**{_read_label(spec)}:** {escaped(_shown(spec, value, model))}" for spec, value in filled]
    st.markdown("  \n".join(lines) or ":gray[Không ghi nội dung nào.]")


def _read_label(spec: Spec) -> str:
    """The label of the form without the unit, which stands behind the number when it is read."""
    return UNIT_AT_END.sub("", LABELS.get(spec.name, spec.header))


def _shown(spec: Spec, value: Any, model: Model | None) -> str:
    """`18 hộ`, `42%`; the result of a target beside the target itself, whose unit only its model knows."""
    said, unit = str(forms.as_typed(spec, value)), spec.column.unit
    if spec.name == "kpi_cum" and model:
        aim = f" trên chỉ tiêu {vi.exact(model.kpi_target)}" if model.kpi_target else ""
        return f"{said}{aim} {model.kpi_unit or ''}".rstrip()
    if spec.name == "prog_self":
        return f"{said}%"
    return f"{said} {unit}" if unit else said


def send_buttons(slot: str, *, sure: bool) -> str | None:
    """`draft`, `submit` or `sure`; None while nobody has pressed."""
    question = acting.doubt(slot)
    if question:
        st.warning(f"**{question}**", icon=":material/help:")
    acting.refusal(slot)
    with st.container(horizontal=True):
        if press.button("Đúng là số lũy kế, nộp" if question else "Nộp báo cáo", key=f"{slot}.submit", type="primary"):
            return "sure" if question and sure else "submit"
        if press.button("Lưu nháp", key=f"{slot}.draft"):
            return "draft"
    return None


@remembered
def waiting(snapshot: Snapshot) -> tuple[tuple[Report, ...], tuple[VillageSum, ...]]:
    """Reports, and sheets of units, that an officer has to confirm or send back; the oldest first."""
    reports = [one for one in snapshot.reports if one.rstatus is ReportState.SUBMITTED and one.report_id]
    sums = [one for one in snapshot.village_sums if one.rstatus is ReportState.SUBMITTED and key_of(one)]
    return (
        tuple(sorted(reports, key=lambda one: (str(one.submitted), one.report_id or ""))),
        tuple(sorted(sums, key=lambda one: (str(one.submitted), one.unit_id or ""))),
    )


def report_card(report: Report, snapshot: Snapshot) -> None:
    """What the unit reported, as an officer reads it before deciding."""
    model = snapshot.model(report.model_id)
    title = escaped(model.title if model else report.report_id)
    lines = [
        f"**{title}** · {_owner(model.unit_id if model else report.unit_id, snapshot)}",
        f":gray[{report.report_id} · Quý {report.quarter}/{report.year} · nộp {vi.day(report.submitted)}]",
    ]
    quarter = quarter_of(report)
    last = stated(last_before(snapshot, report.model_id or "", quarter)) if quarter else None
    if last is not None:
        lines.append(f":gray[Lần báo cáo trước: {vi.percent(last)}.]")
    st.markdown("  \n".join(lines))
    figures(report, model)


def sum_card(found: VillageSum, snapshot: Snapshot) -> None:
    """What the unit says of its quarter, as an officer reads it before deciding."""
    st.markdown(
        f"**Tổng hợp quý {found.quarter}** · {_owner(found.unit_id, snapshot)}  \n"
        f":gray[Quý {found.quarter}/{found.year} · nộp {vi.day(found.submitted)}]"
    )
    figures(found)


def _owner(unit_id: str | None, snapshot: Snapshot) -> str:
    unit = snapshot.unit(unit_id)
    return escaped(names.full_label(unit, snapshot.units) if unit else unit_id or "—")


def _returned(saved: Report | None) -> None:
    if saved and saved.rstatus is ReportState.RETURNED:
        st.warning(
            f"**Báo cáo được trả lại:** {escaped(saved.reason_back or 'không ghi lý do')}", icon=":material/reply:"
        )


def _beside(model: Model, last: Report | None, quarter: Quarter, snapshot: Snapshot) -> str:
    day = min(quarter.last, snapshot.today)
    expected = expected_progress(model, day)
    mark = f"Mốc đến {vi.day(day)}: {vi.percent(expected)}." if expected is not None else ""
    value = stated(last)
    before = f" Lần báo cáo trước: {vi.percent(value)}." if value is not None else " Chưa có báo cáo trước."
    return mark + before


def _last(name: str, last: Report | None, model: Model) -> str:
    value = getattr(last, name) if last else None
    if name == "prog_self":
        value = stated(last)
    said = f"Lần trước: {vi.exact(value)}" if value is not None else "Lần trước: chưa có"
    if name == "kpi_cum" and model.kpi_target:
        return f"{said} · chỉ tiêu {vi.exact(model.kpi_target)} {escaped(model.kpi_unit)}"
    return said


def _ask(slot: str, spec: Spec, problems: Mapping[str, str], saved: Row | None) -> Any:
    ask = Ask(spec.name, label=LABELS.get(spec.name, ""))
    preset = forms.as_typed(spec, getattr(saved, spec.name)) if saved else None
    return forms.draw(spec, ask, page=slot, problems=problems, preset=preset)
