"""The plan as a list: its tasks with their filters, the most overdue first; one task with all its instances."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from components import links, onward, places, press, status, task_tick, task_words, vi
from components.columns import beside
from components.frames import frame
from components.markup import escaped
from components.models import PER_PAGE, SHORT, page_of
from components.task_words import ACTORS, SPECIFIED, Standing, standing
from domain import names, tasks
from domain.my_work import RATING
from domain.permissions import OWN_ONLY, READS_ALL, Actor
from domain.plan_proofs import PROOFS
from domain.quarters import Quarter
from domain.remembered import remembered
from domain.snapshot import Snapshot, grouped
from domain.tables import Task
from domain.tasks import Tick
from domain.view import QuarterView
from domain.vocabulary import Role, Tab, UnitType

URGENCY = list(Standing)
DESK = 12  # cards of a page on the desk
NOTHING = "Không có nhiệm vụ nào khớp bộ lọc. Bỏ bớt điều kiện để xem lại."


@dataclass(frozen=True, slots=True)
class Line:
    """An instance as the list shows it, with the unit that is to do it."""

    tick: Tick
    task: Task
    unit: str
    unit_type: UnitType | None
    standing: Standing


@remembered
def lines(snapshot: Snapshot, view: QuarterView) -> tuple[Line, ...]:
    """All instances of the year in the words that the reader may see, the most urgent first."""
    own = {one.instance_id: one for one in snapshot.tasks}
    found = []
    for one in tasks.ticks(view):
        unit = snapshot.unit(one.task.unit_id)
        label = names.full_label(unit, snapshot.units) if unit else one.task.unit_id or vi.UNKNOWN
        task = own.get(one.task.instance_id, one.task)
        found.append(Line(one, task, label, unit.unit_type if unit else None, standing(one)))
    return tuple(sorted(found, key=_urgency))


def _urgency(line: Line) -> tuple[int, str, str]:
    return URGENCY.index(line.standing), str(line.tick.due or "9"), line.task.instance_id or ""


def seen_by(actor: Actor | None, found: Sequence[Line]) -> list[Line]:
    """Single rows: a guest sees none, a unit its own, everybody else all (as in `permissions.visible`)."""
    if actor is None or actor.role is Role.GUEST:
        return []
    if actor.role in OWN_ONLY:
        return [one for one in found if one.task.unit_id == actor.unit_id]
    return [*found]


def filtered(found: Sequence[Line], *, phone: bool) -> Sequence[Line]:
    """Draws the filters, which live in the address, and gives what they leave."""
    quarters = sorted({one.tick.quarter for one in found if one.tick.quarter})
    kinds = [one for one in UnitType if any(line.unit_type is one for line in found)]
    if phone:
        with st.expander("Bộ lọc", icon=":material/filter_alt:"):
            asked = _kind(kinds), _quarter(quarters), _standing(), _words()
    else:
        boxes = st.columns(4)
        with boxes[0]:
            kind = _kind(kinds)
        with boxes[1]:
            quarter = _quarter(quarters)
        with boxes[2]:
            where = _standing()
        with boxes[3]:
            asked = kind, quarter, where, _words()
    return [one for one in found if _matches(one, *asked)]


def _kind(kinds: Sequence[UnitType]) -> UnitType | None:
    return st.selectbox("Khối", kinds, None, key="khoi_nv", bind="query-params", placeholder="Mọi khối")


def _quarter(quarters: Sequence[Quarter]) -> str | None:
    said = [vi.plain_quarter(one) for one in quarters]
    return st.selectbox("Quý của hạn", said, None, key="ky_nv", bind="query-params", placeholder="Mọi quý")


def _standing() -> Standing | None:
    return st.selectbox(
        "Tình trạng", list(Standing), None, key="tt_nv", bind="query-params", placeholder="Mọi tình trạng"
    )


def _words() -> str | None:
    return st.text_input("Tìm", key="tim_nv", bind="query-params", placeholder="Nội dung, đơn vị, mã")


def _matches(
    line: Line, kind: UnitType | None, quarter: str | None, where: Standing | None, typed: str | None
) -> bool:  # fmt: skip
    if kind not in (None, line.unit_type) or where not in (None, line.standing):
        return False
    if quarter and (line.tick.quarter is None or vi.plain_quarter(line.tick.quarter) != quarter):
        return False
    words = names.bare(typed or "").split()
    text = names.bare(f"{tasks.title(line.task)} {line.unit} {line.task.instance_id}") if words else ""
    return all(word in text for word in words)


def plan(kept: Sequence[Line], of: int, *, phone: bool) -> str | None:
    """The tasks of what is left, the most overdue first; the code of the one that somebody wants to see."""
    if not kept:
        st.info(NOTHING, icon=":material/filter_alt_off:")
        return None
    groups = grouped(kept, lambda one: one.task.task_id)
    rows = sorted(groups.items(), key=lambda pair: (-_overdue(pair[1]), pair[0] or ""))
    how = "" if phone else " Đánh dấu vào ô đầu dòng để mở từng việc."
    status.small(f"{len(rows)} nhiệm vụ, {vi.number(len(kept))}/{vi.counted(of, 'việc của từng đơn vị')}.{how}")
    return _cards(rows) if phone else _grid(rows)


Rows = Sequence[tuple[str | None, Sequence[Line]]]


def _overdue(found: Sequence[Line]) -> int:
    return sum(one.standing is Standing.OVERDUE for one in found)


def _grid(rows: Rows) -> str | None:
    chosen = st.dataframe(
        frame(_row(code, found) for code, found in rows), key=onward.key("nhiem_vu.table"), hide_index=True,
        on_select="rerun", selection_mode="single-row",
        height="content" if len(rows) <= SHORT else 700,
        column_config={
            "Mã": st.column_config.TextColumn(width=80),
            "Nhiệm vụ": st.column_config.TextColumn(width=440),
            "Ai làm": st.column_config.TextColumn(width=260),
            "Tỷ lệ": st.column_config.ProgressColumn(min_value=0, max_value=100, format="%d%%", width=110),
        },
    )  # fmt: skip
    picked = chosen["selection"]["rows"]
    return rows[picked[0]][0] if picked else None


def _row(code: str | None, found: Sequence[Line]) -> Mapping[str, object]:
    done = tasks.completion([one.tick for one in found])
    late = _overdue(found)
    return {
        "Quá hạn": f"↓ {late}" if late else "",
        "Mã": code or vi.UNKNOWN,
        "Nhiệm vụ": vi.capital(tasks.title(found[0].task)),
        "Ai làm": vi.capital(_actor(code)),
        "Hoàn thành": f"{done.numerator}/{done.denominator}" if done.denominator else vi.UNKNOWN,
        "Tỷ lệ": None if done.value is None else int(vi.rounded(done.value)),
        "Hạn tới": vi.day(_next_due(found)),
    }


def _actor(code: str | None) -> str:
    plan = SPECIFIED.get(code or "")
    return ACTORS[plan.who] if plan else vi.UNKNOWN


def _next_due(found: Sequence[Line]) -> date | None:
    return min((one.tick.due for one in found if one.standing in AHEAD and one.tick.due), default=None)


AHEAD = frozenset({Standing.SOON, Standing.UPCOMING})


def _cards(rows: Rows) -> str | None:
    chosen = None
    for code, found in page_of(rows, PER_PAGE, key="nhiem_vu.page"):
        done, late = tasks.completion([one.tick for one in found]), _overdue(found)
        with st.container(border=True, gap="xsmall"):
            content = escaped(vi.capital(tasks.title(found[0].task)))
            st.markdown(f"**{content}**  \n:gray[{escaped(code)} · {escaped(_actor(code))}]")
            shown = [f":red-badge[:material/schedule: {late} quá hạn]"] if late else []
            shown.append(f":gray-badge[{done.numerator}/{done.denominator} đến hạn đã xong]")
            st.markdown(" ".join(shown))
            if code and press.button("Xem từng việc", key=f"nhiem_vu.open.{code}", width="stretch"):
                chosen = code
    return chosen


def task_title(code: str, found: Sequence[Line]) -> str:
    """One task in one sentence."""
    done, late = tasks.completion([one.tick for one in found]), _overdue(found)
    said = f"{done.numerator}/{done.denominator} việc đến hạn đã hoàn thành" if done.denominator else "chưa đến hạn"
    overdue = f", :red[{late} quá hạn]" if late else ""
    return f"{escaped(code)}. {escaped(vi.capital(tasks.title(found[0].task)))}: {said}{overdue}."


def about(code: str) -> None:
    """What the plan says of a task: who, how often, what proves it."""
    plan = SPECIFIED.get(code)
    if plan:
        said = (f"{vi.capital(ACTORS[plan.who])} làm", plan.repeat.lower(), f"căn cứ mục {plan.basis}",
                f"minh chứng: {plan.evidence}")  # fmt: skip
        status.small(escaped("; ".join(said)) + ".")


def instances(
    kept: Sequence[Line], snapshot: Snapshot, actor: Actor | None, people: Mapping[str, str], *, phone: bool
) -> task_tick.Pressed | None:
    """A card per instance with what proves it, two beside each other on the desk; what was pressed."""
    if not kept:
        st.info(NOTHING, icon=":material/filter_alt_off:")
    pressed = None
    shown = page_of(kept, PER_PAGE if phone else DESK, key="nhiem_vu.instances")
    for one, place in zip(shown, beside(len(shown), phone=phone), strict=True):
        with place, st.container(border=True, gap="xsmall", height="stretch"):
            quarter = vi.quarter_of_year(one.tick.quarter) if one.tick.quarter else "làm khi có"
            owner = f" · phụ trách: {escaped(one.task.owner)}" if one.task.owner else ""
            st.markdown(f"**{escaped(one.unit)}** · {quarter}{owner}  \n{' '.join(task_words.badges(one.tick))}")
            _evidence(one, snapshot, people)
            with st.container(horizontal=True, vertical_alignment="center"):
                pressed = task_tick.panel(one.task, snapshot, actor) or pressed
                links.history(actor, snapshot, Tab.TASKS, one.task.instance_id)
    return pressed


def _evidence(one: Line, snapshot: Snapshot, people: Mapping[str, str]) -> None:
    """The record that proves it, and what people typed."""
    proven = task_words.evidence(one.tick, snapshot.figures or snapshot)
    if proven:
        task_words.proof(proven, snapshot)
    elif one.standing is Standing.DONE and one.task.task_id in PROOFS:
        st.markdown(":gray[Đơn vị tự đánh dấu; trong sổ chưa có bản ghi nào chứng minh.]")
    said = task_words.typed(one.task, people)
    if said:
        st.markdown(said)


def narrowed(found: Sequence[Line], snapshot: Snapshot, wanted: str | None) -> Sequence[Line]:
    """Those of the unit that the address names, with the way back to all of them."""
    unit = snapshot.unit(wanted)
    if unit is None:
        return found
    st.markdown(f"Chỉ hiện việc của **{escaped(names.full_label(unit, snapshot.units))}**.")
    if press.button("Xem mọi đơn vị", key="nhiem_vu.all", icon=":material/filter_alt_off:"):
        del st.query_params["dv"]
        st.rerun()
    return [one for one in found if one.task.unit_id == wanted]


def to_own_work(unit_id: str | None) -> None:
    """From the whole plan to what one unit has to do."""
    query = {"dv": unit_id} if unit_id else {}
    st.page_link(
        links.to(links.MY_WORK), label="Việc của từng đơn vị", icon=":material/assignment_turned_in:",
        query_params=query, width="content",
    )  # fmt: skip


def to_ratings(code: str, actor: Actor | None) -> None:
    """From the task of scoring and rating to the score sheets, for who reads them all."""
    if code == RATING and actor is not None and actor.role in READS_ALL:
        st.page_link(
            links.to(links.RATING), label="Mở bảng chấm điểm, xếp loại", icon=":material/leaderboard:",
            query_params={"xem": places.UNIT_SHEETS}, width="content",
        )  # fmt: skip
