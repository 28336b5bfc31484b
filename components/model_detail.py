"""One model: what it is, how far it is, what happened, and what may be decided now (design, section 5.6)."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from components import acting, going_on, history, links, status, vi
from components.markup import escaped
from components.model_card import Line, badges
from domain.lifecycle import UNIT_EDITS, Move
from domain.model_rules import move_model, moves_for
from domain.permissions import OWN_ONLY, Actor
from domain.plans import Rule
from domain.quarters import quarter_of
from domain.report_rules import stated
from domain.snapshot import Snapshot
from domain.tables import Inspection, Model, Report
from domain.vocabulary import ModelState, ReportState

VERBS = {
    ModelState.PENDING: ("Gửi đăng ký", ":material/send:"),
    ModelState.WITHDRAWN: ("Rút đăng ký", ":material/undo:"),
    ModelState.REGISTERED: ("Duyệt", ":material/check:"),
    ModelState.RETURNED: ("Yêu cầu bổ sung", ":material/reply:"),
    ModelState.RUNNING: ("Tiếp tục triển khai", ":material/play_arrow:"),
    ModelState.PAUSED: ("Tạm dừng", ":material/pause:"),
    ModelState.COMPLETED: ("Hoàn thành", ":material/flag:"),
    ModelState.FAILED: ("Kết thúc, không đạt", ":material/block:"),
    ModelState.RECOGNISED: ("Công nhận", ":material/workspace_premium:"),
    ModelState.NOT_RECOGNISED: ("Không công nhận", ":material/close:"),
}
DONE = {
    ModelState.REGISTERED: "Đã duyệt mô hình",
    ModelState.RETURNED: "Đã yêu cầu bổ sung",
    ModelState.WITHDRAWN: "Đã rút đăng ký",
}
# What a move may be asked about, though it needs no reason: a panel opens first, as there is no way back from it.
GROUNDS = {
    ModelState.COMPLETED: "Căn cứ, nếu tiến độ chưa đạt 100%",
    ModelState.FAILED: "Vì sao không đạt",
    ModelState.NOT_RECOGNISED: "Vì sao không công nhận",
    ModelState.WITHDRAWN: "Lý do rút, nếu có",
}
REASON_STANDS = frozenset({ModelState.RETURNED, ModelState.PAUSED, ModelState.WITHDRAWN})
FACTS = (
    ("objective", "Mục tiêu"), ("method", "Nội dung, cách làm"), ("beneficiaries", "Đối tượng"),
    ("resources", "Nguồn lực"), ("output", "Sản phẩm đầu ra"), ("sustain", "Khả năng duy trì, nhân rộng"),
    ("linked", "Gắn với phong trào, cuộc vận động"), ("owner", "Người phụ trách"), ("reason", "Vì sao chọn việc này"),
    ("consult", "Ý kiến Nhân dân"), ("evaluation_note", "Nhận xét"),
)  # fmt: skip


def head(line: Line) -> None:
    """Title, unit and badges."""
    st.title(escaped(line.model.title or line.model.model_id or "—"), anchor=False)
    st.markdown(f"{escaped(line.unit)} · {line.model.model_id} · {' '.join(badges(line, figure=True))}")


def decisions(line: Line, snapshot: Snapshot, by: Actor) -> tuple[str, Rule, str] | None:
    """The buttons of the moves that `by` may make; (slot, rule, word) of the one that was pressed."""
    found = (one for one in moves_for(line.model, snapshot, by) if not going_on.in_panels(one))
    moves = sorted(found, key=lambda one: one.after in GROUNDS)
    if not moves:
        return None
    st.header("Quyết định", anchor=False)
    if line.model.state in UNIT_EDITS and by.role in OWN_ONLY:
        st.page_link(
            links.to(links.REGISTER),
            label="Sửa và gửi lại",
            icon=":material/edit:",
            query_params={"mh": line.model.model_id or ""},
        )
    return buttons(line, moves)


def buttons(line: Line, moves: Sequence[Move]) -> tuple[str, Rule, str] | None:
    """The moves beside each other, the first as the main button, and beneath them what was refused."""
    chosen = None
    with st.container(horizontal=True):
        for place, one in enumerate(moves):
            first = place == 0 and line.state is not ModelState.RETURNED  # then the way is “Sửa và gửi lại”
            chosen = _decision(line.model, one, primary=first) or chosen
    for one in moves:
        if not _asks(one):
            acting.refusal(_slot(line.model, one))
    return chosen


def _decision(model: Model, one: Move, *, primary: bool) -> tuple[str, Rule, str] | None:
    label, icon = VERBS[one.after]
    slot = _slot(model, one)
    acting.watching(slot, model)
    if _asks(one):
        asked = "Lý do" if one.reason else GROUNDS[one.after]
        reason = acting.with_reason(slot, label, icon=icon, asked=asked, required=one.reason)
    else:
        reason = "" if acting.pressed(slot, label, icon=icon, primary=primary) else None
    if reason is None:
        return None
    rule = partial(move_model, model_id=model.model_id or "", after=one.after, reason=reason)
    return slot, rule, DONE.get(one.after, f"Đã chuyển sang “{one.after}”")


def _asks(one: Move) -> bool:
    return one.reason or one.after in GROUNDS


def _slot(model: Model, one: Move) -> str:
    return f"mo_hinh.{model.model_id}.{one.after.name}"


def target(model: Model) -> str:
    """`Hộ ký cam kết: 45 hộ`."""
    return f"{escaped(model.kpi_name or '—')}: {vi.exact(model.kpi_target)} {escaped(model.kpi_unit)}".rstrip()


def facts(line: Line) -> None:
    """What the registration says, as far as it may be read."""
    model = line.model
    st.markdown(
        f"**Lĩnh vực:** {model.field or '—'}  \n"
        f"**Chỉ tiêu:** {target(model)}  \n"
        f"**Thời gian:** {vi.span(model.start, model.end)}"
    )
    if line.state in REASON_STANDS and model.reason_back:
        st.markdown(f"**Lý do ({str(line.state).lower()}):** {escaped(model.reason_back)}")
    for name, label in FACTS:
        value = getattr(model, name)
        if value:
            st.markdown(f"**{label}:** {escaped(value)}")
    if model.hh_agree is not None:
        st.markdown(f"**Số hộ đồng ý:** {vi.counted(model.hh_agree, 'hộ')}")
    if model.hard_issue is not None:
        st.markdown(f"**Vấn đề khó, trọng yếu:** {'có' if model.hard_issue else 'không'}")


def progress(line: Line, snapshot: Snapshot) -> None:
    """The model's reports by quarter: what was reported, what holds."""
    st.header("Tiến độ theo quý", anchor=False)
    reports = [one for one in snapshot.reports_of(line.model.model_id or "") if quarter_of(one)]
    if not reports:
        st.markdown(":gray[Chưa có báo cáo nào.]")
        return
    for report in sorted(reports, key=lambda one: str(quarter_of(one))):
        st.markdown(f"- {_report(report)}")
    if line.progress and line.progress.expected is not None:
        status.small(f"Mốc hôm nay: {vi.percent(line.progress.expected)}.")


def _report(report: Report) -> str:
    quarter = quarter_of(report)
    value = stated(report)
    said = "chưa nhập" if value is None else vi.percent(value)
    return f"**{vi.quarter(quarter) if quarter else '—'}**: {said} · {report.rstatus or '—'}"


def events(model: Model, snapshot: Snapshot) -> None:
    """The dates of the model, its reports, inspections and findings in one line of time."""
    st.header("Diễn biến", anchor=False)
    own = [
        _event(model.submitted, ":material/send:", "Gửi đăng ký"),
        _event(model.approved, ":material/check:", "Được duyệt"),
        _event(model.paused_from, ":material/pause:", "Tạm dừng"),
        _event(model.paused_to, ":material/play_arrow:", "Tiếp tục"),
        _event(model.withdrawn, ":material/undo:", "Rút, hủy"),
        _event(model.end_actual, ":material/flag:", "Kết thúc"),
    ]
    reports = [
        _event(one.submitted, ":material/description:", f"Nộp báo cáo: {_report(one)}")
        for one in _handed_in(model, snapshot)
    ]
    checks = [
        _event(one.date, ":material/fact_check:", f"{one.kind}: {_outcome(one)}")
        for one in _inspections(model, snapshot)
    ]
    findings = [
        _event(one.verified_on, ":material/task_alt:", f"Xác minh tồn tại {one.find_id}: {one.verified}")
        for one in snapshot.findings
        if one.model_id == model.model_id
    ]
    history.timeline([*own, *reports, *checks, *findings])


def _event(day: object, icon: str, sentence: str) -> history.Event | None:
    return (day, icon, sentence) if isinstance(day, date) else None


def _handed_in(model: Model, snapshot: Snapshot) -> list[Report]:
    return [one for one in snapshot.reports_of(model.model_id or "") if one.rstatus is not ReportState.DRAFT]


def _inspections(model: Model, snapshot: Snapshot) -> list[Inspection]:
    return [one for one in snapshot.inspections if model.model_id in one.model_ids]


def _outcome(inspection: Inspection) -> str:
    return escaped(inspection.conclusion) if inspection.conclusion else str(inspection.istatus or "—")
