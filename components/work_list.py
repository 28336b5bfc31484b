"""“Việc của tôi”: what a unit has to do as cards, overdue first, each with the way to the place where it is done."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import streamlit as st

from components import links, places, status, task_tick, task_words, vi
from components.markup import escaped
from components.models import page_of
from domain import names
from domain.my_work import Work, WorkKind, my_work
from domain.permissions import Actor
from domain.quarters import Quarter
from domain.remembered import remembered
from domain.snapshot import Snapshot
from domain.tables import Task
from domain.tasks import Tick, tick
from domain.tasks import title as title_of

SHOWN = 8
NEAR = 14
HORIZON = timedelta(days=92)
"""What is due later than in three months is not shown yet."""
PAST = "quá hạn"


class Group(StrEnum):
    """When it is to be done."""

    OVERDUE = "Quá hạn"
    NEAR = "Đến hạn trong 14 ngày"
    LATER = "Sau đó"


class Kind(StrEnum):
    """What it is about, for the filter."""

    TASK = "Nhiệm vụ"
    REPORT = "Báo cáo"
    REGISTRATION = "Đăng ký"
    REMEDY = "Khắc phục"


ALL = "Tất cả"
KINDS: Mapping[WorkKind, Kind] = {
    WorkKind.MEND_REGISTRATION: Kind.REGISTRATION,
    WorkKind.COMPLETE_REGISTRATION: Kind.REGISTRATION,
    WorkKind.REGISTER: Kind.REGISTRATION,
    WorkKind.MEND_REPORT: Kind.REPORT,
    WorkKind.REPORT: Kind.REPORT,
    WorkKind.MEND_SHEET: Kind.REPORT,
    WorkKind.REMEDY: Kind.REMEDY,
    WorkKind.TASK: Kind.TASK,
}
RETURNED = frozenset({WorkKind.MEND_REGISTRATION, WorkKind.MEND_REPORT, WorkKind.MEND_SHEET})
AT_ONCE = RETURNED | {WorkKind.COMPLETE_REGISTRATION}
"""To be done now, also without a deadline."""


PLACES = {one: at for at, one in enumerate(Group)}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at whose work."""

    snapshot: Snapshot
    actor: Actor | None
    unit_id: str


@remembered
def found(snapshot: Snapshot, unit_id: str) -> tuple[Work, ...]:
    """The unit's work by group, worked out once for a reading and kind of reader."""
    return tuple(sorted(my_work(snapshot, unit_id, HORIZON), key=_place))


def counts(works: Sequence[Work]) -> dict[Group, int]:
    """How many there are of each group; `works` stand by group, as `found` gives them."""
    ends = [0, *(bisect_right(works, at, key=_place) for at in range(len(Group)))]
    return {one: ends[at + 1] - ends[at] for at, one in enumerate(Group)}


def _place(one: Work) -> int:
    return PLACES[group(one)]


def group(one: Work) -> Group:
    """What was sent back and has no deadline is to be done now."""
    if one.overdue:
        return Group.OVERDUE
    if one.days is None:
        return Group.NEAR if one.kind in AT_ONCE else Group.LATER
    return Group.NEAR if -one.days <= NEAR else Group.LATER


def label(reader: Reader) -> str:
    """The unit's name."""
    snapshot = reader.snapshot
    unit = snapshot.unit(reader.unit_id)
    return names.full_label(unit, snapshot.units) if unit else reader.unit_id


def title(label: str, works: Sequence[Work]) -> str:
    """The page in one sentence: what is overdue, what is due soon."""
    if not works:
        return f"{escaped(label)}: không còn việc phải làm trong ba tháng tới."
    late, near, later = counts(works).values()
    said = [f":red[{vi.counted(late, 'việc quá hạn')}]" if late else "không có việc quá hạn"]
    said += [vi.counted(near, "việc đến hạn trong 14 ngày")] if near else []
    said += [vi.counted(later, "việc tiếp theo")] if later else []
    return f"{escaped(label)}: {', '.join(said)}."


def choose(snapshot: Snapshot, wanted: str | None) -> str | None:
    """The unit whose work an officer or leader looks at; it stands in the address."""
    labels = unit_labels(snapshot)
    ids = list(labels)
    if not ids:
        return None
    index = ids.index(wanted) if wanted in labels and wanted else 0
    chosen: str = st.selectbox(
        "Thôn, đơn vị", ids, index, key=f"viec.unit.{wanted}",
        format_func=lambda one: labels.get(one, one), width=420,
    )  # fmt: skip
    if chosen != wanted:
        st.query_params["dv"] = chosen
    return chosen


@remembered
def unit_labels(snapshot: Snapshot) -> Mapping[str, str]:
    """The units that have work, villages first, then by name."""
    units = [one for one in snapshot.units if one.unit_id and one.unit_id in snapshot.tasks_by_unit]
    units = units or [one for one in snapshot.units if one.unit_id and one.must_register]
    units.sort(key=lambda one: (str(one.unit_type) != "Thôn", names.sort_key(one.name or "")))
    return {one.unit_id or "": names.full_label(one, snapshot.units) for one in units}


def filtered(works: Sequence[Work]) -> Sequence[Work]:
    """What the filters leave; they live in the address."""
    left, right = st.columns([1.6, 1])
    with left:
        kind = st.segmented_control(
            "Loại việc", [ALL, *Kind], key="loai_viec", default=ALL, bind="query-params", required=True
        )
    with right:
        typed = st.text_input("Tìm", key="tim_viec", bind="query-params", placeholder="Nội dung, mã nhiệm vụ")
    words = names.bare(typed or "").split()
    if kind == ALL and not words:
        return works
    return [
        one
        for one in works
        if kind in (ALL, KINDS[one.kind])
        and all(word in names.bare(f"{heading(one)} {one.record_id}") for word in words)
    ]


def cards(works: Sequence[Work], reader: Reader) -> task_tick.Pressed | None:
    """A card each, eight on a page, the group's name above its first one; what was pressed."""
    count = counts(works)
    tasks = {one.instance_id: one for one in reader.snapshot.tasks_by_unit.get(reader.unit_id, ())}
    pressed, above = None, None
    for at, one in enumerate(page_of(works, SHOWN, key="viec.page")):
        if group(one) is not above:
            above = group(one)
            st.header(f"{above}: {vi.counted(count[above], 'việc')}", anchor=False)
        with st.container(border=True, gap="xsmall", key=f"viec-card-{at}"):
            st.markdown(f"**{escaped(heading(one))}**  \n{' '.join(badges(one))}")
            task = tasks.get(one.record_id) if one.kind is WorkKind.TASK else None
            if task:
                status.small(task_words.facts(task, one.prefill.get("quarter")))
            with st.container(horizontal=True, vertical_alignment="center"):
                _way(one, reader)
                pressed = (task_tick.panel(task, reader.snapshot, reader.actor) if task else None) or pressed
    return pressed


def _way(one: Work, reader: Reader) -> None:
    """One press leads to the form, filled with what is known, for who may use it."""
    target, quarter = places.of(one), one.prefill.get("quarter")
    if isinstance(quarter, Quarter) and quarter.first > reader.snapshot.today:
        st.markdown(f":gray[Nhập từ {vi.day(quarter.first)}]", width="content")  # no form takes it before
    elif target and places.may_use(reader.actor, one.place, reader.unit_id):
        st.page_link(
            links.to(target.slug), label=target.label, icon=":material/arrow_forward:",
            query_params=dict(target.query), width="content",
        )  # fmt: skip


def heading(one: Work) -> str:
    """What is to be done, with the name of what it is about."""
    quarter = one.prefill.get("quarter")
    of_quarter = f" quý {quarter.name}" if isinstance(quarter, Quarter) else ""
    what = {
        WorkKind.MEND_REGISTRATION: "Sửa bản đăng ký bị trả lại",
        WorkKind.COMPLETE_REGISTRATION: "Hoàn thiện bản đăng ký nhân rộng",
        WorkKind.REGISTER: "Hoàn thiện, gửi bản đăng ký" if one.record_id else "Đăng ký mô hình",
        WorkKind.MEND_REPORT: f"Sửa báo cáo{of_quarter} bị trả lại",
        WorkKind.REPORT: f"Báo cáo{of_quarter}",
        WorkKind.MEND_SHEET: f"Sửa tổng hợp{of_quarter} bị trả lại",
        WorkKind.REMEDY: "Khắc phục tồn tại",
    }.get(one.kind)
    if what is None:
        return vi.capital(one.title or one.record_id)
    return f"{what}: {one.title}" if one.title else what


def badges(one: Work) -> list[str]:
    """How late or how near it is, and what it is about."""
    shown = []
    if one.overdue:
        shown.append(f":red-badge[:material/schedule: {PAST} {vi.counted(one.days or 0, 'ngày')}]")
    elif one.days is not None:
        colour = "orange" if group(one) is Group.NEAR else "gray"
        shown.append(f":{colour}-badge[:material/event: {task_words.left(one.days)}]")
    if one.due:
        shown.append(f":gray-badge[hạn {vi.day(one.due)}]")
    if one.kind in RETURNED:
        shown.append(":orange-badge[:material/reply: bị trả lại]")
    return [*shown, f":blue-badge[{KINDS[one.kind].lower()}]"]


def done(reader: Reader, people: Mapping[str, str]) -> None:
    """The tasks of the year that are done: proven by a record of the workbook, or ticked."""
    shared = reader.snapshot.figures or reader.snapshot
    finished = _finished(reader.snapshot, reader.unit_id)
    if not finished:
        return
    panel = st.expander(
        f"Đã xong {vi.counted(len(finished), 'nhiệm vụ')} của năm", key="viec.done", on_change="rerun",
        icon=":material/task_alt:",
    )  # fmt: skip
    with panel:
        if not panel.open:
            return
        for one in page_of(finished, SHOWN, key="viec.done.page"):
            _finished_task(one, reader.snapshot, shared, people)


@remembered
def _finished(snapshot: Snapshot, unit_id: str) -> tuple[Tick, ...]:
    """The latest first."""
    known = task_words.known(snapshot.figures or snapshot)
    tasks: Sequence[Task] = snapshot.tasks_by_unit.get(unit_id, ())
    found = [one for task in tasks if (one := tick(known, task, snapshot.today)).completed]
    return tuple(sorted(found, key=lambda one: (str(one.done or ""), one.task.instance_id or ""), reverse=True))


def _finished_task(one: Tick, snapshot: Snapshot, shared: Snapshot, people: Mapping[str, str]) -> None:
    with st.container(border=True, gap="xsmall"):
        content = title_of(one.task)
        st.markdown(f"**{escaped(vi.capital(content))}** {' '.join(task_words.badges(one))}")
        status.small(task_words.facts(one.task, one.quarter))
        proven = task_words.evidence(one, shared)
        if proven:
            task_words.proof(proven, snapshot)
        said = task_words.typed(one.task, people)
        if said:
            st.markdown(said)
