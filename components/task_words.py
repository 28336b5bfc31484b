"""How an instance of a task stands, in words and badges; the record that proves it, or who ticked it."""

from collections.abc import Mapping
from enum import StrEnum

import streamlit as st

from components import links, places, vi
from components.markup import escaped
from components.past import KNOWN
from domain.plan_proofs import proofs
from domain.plan_tasks import PLAN, PlanTask, Who
from domain.proofs import Known, Proof
from domain.quarters import Quarter
from domain.remembered import remembered
from domain.snapshot import Snapshot
from domain.tables import Task
from domain.tasks import SOON, Tick
from domain.vocabulary_movement import TaskState

SPECIFIED: Mapping[str, PlanTask] = {one.code: one for one in PLAN}
ACTORS: Mapping[Who, str] = {
    Who.FOCAL: "Văn phòng HĐND và UBND",
    Who.ONE_STOP: "TT Phục vụ hành chính công, Văn phòng",
    Who.EVERYBODY: "mọi đơn vị",
    Who.OBLIGED: "đơn vị phải đăng ký mô hình",
    Who.OFFICES: "cơ quan, Trung tâm Dịch vụ công",
    Who.FORCES: "Ban CHQS xã, Công an xã",
    Who.POLICE: "Công an xã",
    Who.SERVICE_CENTRE: "Trung tâm Dịch vụ công",
    Who.SCHOOLS: "trường học",
    Who.FRONT: "UBMTTQ, tổ chức CT-XH",
    Who.VILLAGES: "thôn",
}


class Standing(StrEnum):
    """Where an instance stands today, the most urgent first."""

    OVERDUE = "Quá hạn"
    SOON = "Đến hạn trong 7 ngày"
    UPCOMING = "Chưa đến hạn"
    AS_IT_OCCURS = "Làm khi có"
    UNREADABLE = "Chưa rõ trạng thái"
    DONE = "Hoàn thành"
    NOT_APPLICABLE = "Không áp dụng"


def standing(one: Tick) -> Standing:
    """Which of them it is."""
    if one.state is None:
        return Standing.UNREADABLE
    if one.completed:
        return Standing.DONE
    if one.state is TaskState.NOT_APPLICABLE:
        return Standing.NOT_APPLICABLE
    if one.days is None:
        return Standing.AS_IT_OCCURS
    if one.overdue:
        return Standing.OVERDUE
    return Standing.SOON if -one.days <= SOON.days else Standing.UPCOMING


def badges(one: Tick) -> list[str]:
    """Overdue, done, due: each with its days or its day."""
    where, due = standing(one), f"hạn {vi.day(one.due)}"
    if where is Standing.DONE:
        late = [":orange-badge[sau hạn]"] if one.done and one.due and one.done > one.due else []
        return [f":green-badge[:material/task_alt: hoàn thành{f' {vi.day(one.done)}' if one.done else ''}]", *late]
    if where is Standing.OVERDUE:
        shown = [f":red-badge[:material/schedule: quá hạn {vi.counted(one.days or 0, 'ngày')}]"]
    elif where in (Standing.SOON, Standing.UPCOMING):
        colour = "orange" if where is Standing.SOON else "gray"
        shown = [f":{colour}-badge[:material/event: {left(one.days or 0)}]"]
    else:
        return [f":gray-badge[{where.lower()}]"]
    begun = [":blue-badge[đang thực hiện]"] if one.state is TaskState.IN_PROGRESS else []
    return [*shown, f":gray-badge[{due}]", *begun]


def left(days: int) -> str:
    """`còn 5 ngày` for −5, `đến hạn hôm nay` for 0."""
    return f"còn {vi.counted(-days, 'ngày')}" if days else "đến hạn hôm nay"


def facts(task: Task, quarter: Quarter | None) -> str:
    """`NV-40 · Quý III · căn cứ IV.6 · minh chứng: số hộ được đôn đốc`."""
    plan = SPECIFIED.get(task.task_id or "")
    said = [escaped(task.task_id or vi.UNKNOWN), vi.quarter_of_year(quarter) if quarter else "làm khi có"]
    said += [f"căn cứ {escaped(task.basis)}"] if task.basis else []
    said += [f"minh chứng: {escaped(plan.evidence)}"] if plan else []
    return " · ".join(said)


@remembered
def known(snapshot: Snapshot) -> Known:
    """What is asked of the figures of all, arranged once for a reading."""
    return Known(snapshot)


def evidence(one: Tick, shared: Snapshot) -> Proof | None:
    """The earliest record that proves it, also where people ticked it."""
    if one.proof or not one.completed:
        return one.proof
    found = proofs(known(shared), one.task, one.until)
    return found[0] if found else None


def proof(one: Proof, snapshot: Snapshot) -> None:
    """The way to the record that proves a task."""
    target = places.of_proof(one, snapshot)
    day = f", {vi.day(one.day)}" if one.day else ""
    st.page_link(
        links.to(target.slug), label=f"Đã có số liệu: {escaped(one.record_id)} ({one.tab}{day})",
        icon=":material/verified:", query_params=dict(target.query), width="content",
    )  # fmt: skip


def typed(task: Task, people: Mapping[str, str]) -> str:
    """What was typed as its result, and by whom as far as that is known."""
    said = [f"**Kết quả, minh chứng:** {escaped(task.result)}"] if task.result else []
    by = people.get(task.updated_by or "") or KNOWN.get(task.updated_by or "")
    if by and task.updated_at and (task.result or task.state is not TaskState.NOT_STARTED):
        said.append(f":gray[{escaped(by)} ghi lúc {vi.moment(task.updated_at)}]")
    return "  \n".join(said)
