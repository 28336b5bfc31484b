"""Open findings with their deadlines, and what may be done about them (design, section 5.5)."""

from datetime import timedelta
from functools import partial

import streamlit as st

from components import acting, draft, forms, links, press, vi
from components.markup import escaped
from domain import names
from domain.inspection_rules import extend, open_findings, report_remedy, verify
from domain.permissions import OWN_ONLY, WRITES, Actor
from domain.plans import Rule
from domain.snapshot import Snapshot
from domain.tables import Finding
from domain.vocabulary import Tab, Verification

Pressed = tuple[str, Rule, str]
SOON = 7  # days before a deadline: from then on it is counted down, as in Đôn đốc
NO_ID = "Dòng vừa nhập trên trang tính, chưa có mã; khoảng một phút nữa có thể xử lý."


def title(findings: int, overdue: int) -> str:
    """How many are open, and how many of them late."""
    if not findings:
        return "Không có tồn tại đang mở"
    late = f", {overdue} quá hạn" if overdue else ""
    return f"{vi.counted(findings, 'tồn tại')} đang mở{late}"


def show(snapshot: Snapshot, actor: Actor, unit_id: str | None = None) -> Pressed | None:
    """That of the address (`?tt=`), then the earliest deadline; (slot, rule, word) of the button that was pressed."""
    asked = st.query_params.get("tt")
    found = sorted(open_findings(snapshot, unit_id or None), key=lambda one: one.find_id != asked)
    late = sum(one.due is not None and one.due < snapshot.today for one in found)
    st.header(title(len(found), late), anchor=False)
    pressed = None
    for finding in found:
        with st.container(border=True, gap="xsmall"):
            _text(finding, snapshot)
            pressed = _buttons(finding, snapshot, actor) or pressed
            links.history(actor, snapshot, Tab.FINDINGS, finding.find_id)
    return pressed


def _text(finding: Finding, snapshot: Snapshot) -> None:
    unit = snapshot.unit(finding.unit_id)
    label = names.full_label(unit, snapshot.units) if unit else finding.unit_id or "—"
    what = escaped(finding.content) if finding.content else f"Tồn tại {finding.find_id}"
    st.markdown(f"**{vi.capital(what)}**  \n:gray[{escaped(label)} · {finding.find_id} · {finding.severity or '—'}]")
    st.markdown(" ".join(badges(finding, snapshot)))
    if finding.request:
        st.markdown(f"**Yêu cầu:** {escaped(finding.request)}")
    if finding.remedy:
        st.markdown(f"**Đã khắc phục** ({vi.day(finding.reported)}): {escaped(finding.remedy)}")


def badges(finding: Finding, snapshot: Snapshot, *, deadline: bool = True) -> list[str]:
    """How the remediation stands: overdue, reported, verified; with the `deadline` where nothing else says it."""
    if finding.verified is Verification.PASSED:
        return [":green-badge[:material/task_alt: đã khắc phục]"]
    shown = []
    if finding.due:
        shown += _left((finding.due - snapshot.today).days)
        shown += [f":gray-badge[hạn {vi.day(finding.due)}]"] if deadline else []
    if finding.verified is Verification.FAILED:
        shown.append(":red-badge[:material/close: xác minh không đạt]")
    elif finding.reported:
        shown.append(":blue-badge[:material/hourglass_top: chờ xác minh]")
    return shown


def _left(days: int) -> list[str]:
    """How many days are left, once that is urgent."""
    if days < 0:
        return [f":red-badge[:material/schedule: quá hạn {vi.counted(-days, 'ngày')}]"]
    if days > SOON:
        return []
    said = f"còn {vi.counted(days, 'ngày')}" if days else "đến hạn hôm nay"
    return [f":orange-badge[:material/schedule: {said}]"]


def _buttons(finding: Finding, snapshot: Snapshot, actor: Actor) -> Pressed | None:
    if Tab.FINDINGS not in WRITES[actor.role]:
        return None
    if not finding.find_id:
        st.markdown(f":gray[{NO_ID}]")
        return None
    if actor.role in OWN_ONLY:
        return _remedy(finding) if finding.unit_id == actor.unit_id else None
    with st.container(horizontal=True):
        return _verify(finding, passed=True) or _verify(finding, passed=False) or _extend(finding, snapshot)


def _remedy(finding: Finding) -> Pressed | None:
    slot = f"ton_tai.{finding.find_id}.remedy"
    acting.watching(slot, finding)
    text = acting.with_reason(slot, "Đã khắc phục", icon=":material/task_alt:", asked="Kết quả khắc phục")
    if text is None:
        return None
    return slot, partial(report_remedy, find_id=finding.find_id or "", remedy=text), "Đã báo khắc phục, chờ xác minh"


def _verify(finding: Finding, *, passed: bool) -> Pressed | None:
    slot = f"ton_tai.{finding.find_id}.{'passed' if passed else 'failed'}"
    label, icon = ("Đã khắc phục, đạt", ":material/task_alt:") if passed else ("Chưa đạt", ":material/close:")
    acting.watching(slot, finding)
    acting.refusal(slot)
    if not acting.pressed(slot, label, icon=icon, primary=passed and finding.reported is not None):
        return None
    return slot, partial(verify, find_id=finding.find_id or "", passed=passed), f"Đã xác minh {finding.find_id}"


def _extend(finding: Finding, snapshot: Snapshot) -> Pressed | None:
    slot = f"ton_tai.{finding.find_id}.extend"
    acting.watching(slot, finding)
    with acting.opening(slot, "Gia hạn", icon=":material/event:") as is_open:
        if not is_open:
            return None
        draft.line(slot)
        start = max(finding.due or snapshot.today, snapshot.today) + timedelta(days=7)
        given = forms.recall(slot, "day", forms.day_of, start)
        day = st.date_input("Hạn mới", None if given else start, key=f"{slot}.day", format="DD/MM/YYYY")
        acting.refusal(slot)
        if press.button("Gia hạn, ghi lại", key=f"{slot}.press", type="primary"):
            return slot, partial(extend, find_id=finding.find_id or "", due=day), f"Đã gia hạn {finding.find_id}"
    return None
