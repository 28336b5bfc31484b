"""How far is each model this quarter, in the unit's words and confirmed by an officer? (design, section 5.4a)"""

from functools import partial

import streamlit as st

from components import acting, closing, draft, freshness, links, press, reporting, states, theme
from components.models import page_of
from domain import names, report_rules
from domain.conflicts import Seen
from domain.overview import heatmap_quarters
from domain.permissions import OWN_ONLY, WRITES, Actor
from domain.quarters import Quarter, quarter_of
from domain.rows import key_of
from domain.snapshot import Snapshot
from domain.tables import Report, VillageSum
from domain.view import shown_quarter
from domain.vocabulary import ReportState, Tab
from sheets import actions, session

REPORT, SUM, CONFIRM = "Báo cáo mô hình", "Tổng hợp của đơn vị", "Chờ xác nhận"
SHOWN = 6  # of a list on one page: an element costs the server a millisecond in every run


def show() -> None:
    """A unit reports its models and its quarter; an officer confirms or sends back."""
    snapshot, actor = session.snapshot(), session.identity().actor
    with draft.page(actor.email if actor else ""), st.container(key="bao_cao-form"):
        freshness.outage_only(snapshot.settings, session.health, phone=theme.on_phone())
        freshness.watch(snapshot.version, session.version)
        acting.told()
        if actor is None or Tab.REPORTS not in WRITES[actor.role]:
            states.only_views("báo cáo")
            return
        st.title("Báo cáo tiến độ", anchor=False)
        reports, sums = reporting.waiting(snapshot)
        parts = [REPORT, SUM] if actor.role in OWN_ONLY else [CONFIRM, REPORT, SUM]
        waiting = len(reports) + len(sums)
        wanted = st.query_params.get("viec", REPORT if "mh" in st.query_params else parts[0])
        part = st.segmented_control(
            "Việc",
            parts,
            key="bao_cao.part",
            default=wanted if wanted in parts else parts[0],
            format_func=lambda one: f"{one} {waiting}" if one == CONFIRM and waiting else one,
            label_visibility="collapsed",
        )
        st.query_params["viec"] = part or parts[0]  # F5 comes back to the form that was being filled
        {REPORT: _report, SUM: _sum, CONFIRM: _confirm}[part or parts[0]](snapshot, actor)


def _quarter(snapshot: Snapshot) -> Quarter:
    running = shown_quarter(snapshot)
    quarters = [one for one in heatmap_quarters(snapshot, running) if one.first <= snapshot.today] or [running]
    return reporting.choose_quarter(snapshot, quarters, st.query_params.get("quy"))


def _report(snapshot: Snapshot, actor: Actor) -> None:
    quarter = _quarter(snapshot)
    closing.line(snapshot, quarter, session.closings, actor)
    closing.notice(snapshot, actor, quarter, actor.unit_id)
    own = reporting.models_for(actor, snapshot, quarter)
    if not own:
        reporting.own_models_missing(actor)
        return
    model = reporting.choose_model(own, snapshot, quarter, st.query_params.get("mh"))
    report = report_rules.report_in(snapshot, model.model_id or "", quarter)
    if report is not None and reporting.is_settled(report):
        reporting.settled(report, model)
        links.history(actor, snapshot, Tab.REPORTS, report.report_id)
        return
    slot = f"bao_cao.{model.model_id}.{quarter.key}"
    values = reporting.report_form(slot, model, quarter, snapshot)
    pressed = reporting.send_buttons(slot, sure=True)
    links.history(actor, snapshot, Tab.REPORTS, report.report_id if report else None)
    if pressed:
        rule = partial(
            report_rules.save_report,
            model_id=model.model_id or "",
            quarter=quarter,
            values=values,
            submit=pressed != "draft",
            sure=pressed == "sure",
        )
        said = "Đã lưu nháp" if pressed == "draft" else f"Đã nộp báo cáo quý {quarter.name}"
        acting.run(slot, rule, partial(_carry_out, actor), said)


def _sum(snapshot: Snapshot, actor: Actor) -> None:
    quarter = _quarter(snapshot)
    units = [
        one for one in snapshot.units if (one.unit_id and actor.role not in OWN_ONLY) or one.unit_id == actor.unit_id
    ]
    labels = {one.unit_id or "": names.full_label(one, snapshot.units) for one in units}
    ids, wanted = list(labels), st.query_params.get("dv")
    index = ids.index(wanted) if wanted in ids else 0
    unit_id = st.selectbox("Thôn, đơn vị", ids, index, key="bao_cao.unit", format_func=lambda one: labels[one])
    st.query_params["dv"] = unit_id
    closing.line(snapshot, quarter, session.closings, actor)
    closing.notice(snapshot, actor, quarter, unit_id)
    found = report_rules.sum_in(snapshot, unit_id, quarter)
    if found is not None and reporting.is_settled(found):
        reporting.settled(found)
        links.history(actor, snapshot, Tab.VILLAGE_SUMS, key_of(found))
        return
    slot = f"bao_cao.sum.{unit_id}.{quarter.key}"
    values = reporting.sum_form(slot, unit_id, quarter, snapshot)
    pressed = reporting.send_buttons(slot, sure=False)
    links.history(actor, snapshot, Tab.VILLAGE_SUMS, key_of(found) if found else None)
    if pressed:
        rule = partial(
            report_rules.save_sum, unit_id=unit_id, quarter=quarter, values=values, submit=pressed != "draft"
        )
        acting.run(slot, rule, partial(_carry_out, actor), "Đã lưu nháp" if pressed == "draft" else "Đã nộp tổng hợp")


def _confirm(snapshot: Snapshot, actor: Actor) -> None:
    reports, sums = reporting.waiting(snapshot)
    if not reports and not sums:
        st.info("Không còn báo cáo nào chờ xác nhận.", icon=":material/task_alt:")
    both: list[Report | VillageSum] = [*reports, *sums]
    for found in page_of(both, SHOWN, key="bao_cao.page"):
        if isinstance(found, Report):
            _confirm_report(snapshot, actor, found.report_id or "")
        else:
            _confirm_sum(snapshot, actor, found)


def _confirm_report(snapshot: Snapshot, actor: Actor, report_id: str) -> None:
    report = report_rules.report_of(snapshot, report_id)
    slot, back = f"bao_cao.confirm.{report_id}", f"bao_cao.back.{report_id}"
    acting.watching(slot, report)
    acting.watching(back, report)
    with st.container(border=True):
        reporting.report_card(report, snapshot)
        shown = "" if report.prog_self is None else f"{report.prog_self:g}".replace(".", ",")
        value = st.text_input("Tiến độ xác nhận (%)", shown, key=f"{slot}.value", max_chars=6)
        acting.refusal(slot)
        with st.container(horizontal=True, vertical_alignment="center"):
            if acting.pressed(slot, "Xác nhận", icon=":material/check:", primary=True):
                rule = partial(report_rules.confirm_report, report_id=report_id, progress=value)
                acting.run(slot, rule, partial(_carry_out, actor), f"Đã xác nhận {report_id}")
            reason = acting.with_reason(back, "Trả lại", icon=":material/reply:", asked="Lý do trả lại")
            links.history(actor, snapshot, Tab.REPORTS, report_id)
            if reason is not None:
                rule = partial(report_rules.return_report, report_id=report_id, reason=reason)
                acting.run(back, rule, partial(_carry_out, actor), f"Đã trả lại {report_id}")


def _confirm_sum(snapshot: Snapshot, actor: Actor, found: VillageSum) -> None:
    quarter = quarter_of(found)
    if quarter is None:
        return
    with st.container(border=True):
        reporting.sum_card(found, snapshot)
        with st.container(horizontal=True):
            for after, word in ((ReportState.CONFIRMED, "Xác nhận"), (ReportState.RETURNED, "Trả lại")):
                slot = f"bao_cao.confirm_sum.{found.unit_id}.{quarter.key}.{after.name}"
                acting.watching(slot, found)
                acting.refusal(slot)
                if press.button(word, key=f"{slot}.press"):
                    rule = partial(report_rules.decide_sum, unit_id=found.unit_id or "", quarter=quarter, after=after)
                    acting.run(slot, rule, partial(_carry_out, actor), f"Đã {word.lower()} tổng hợp")
            links.history(actor, snapshot, Tab.VILLAGE_SUMS, key_of(found))


def _carry_out(actor: Actor, rule: actions.Rule, op: str, seen: Seen) -> actions.Done:
    return actions.carry_out(actor, rule, op=op, seen=seen)
