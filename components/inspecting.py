"""Logging an inspection, and its list (design, section 5.5)."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from components import acting, draft, forms, links, press, status, vi
from components.forms import Ask
from components.markup import escaped
from components.models import page_of
from domain import names
from domain.fields import specs
from domain.inspection_rules import CONCLUSION, may_conclude
from domain.permissions import OWN_ONLY, Actor
from domain.snapshot import Snapshot
from domain.tables import Finding, Inspection
from domain.unit_rights import UNIT_INSPECTIONS
from domain.vocabulary import InspectionKind, Tab

SLOT = "kiem_tra.new"
SPECS = {spec.name: spec for spec in specs(Inspection)}
FINDING_SPECS = {spec.name: spec for spec in specs(Finding)}
FINDING_ASKS = ("content", "group", "severity", "causes", "request", "due")
MOST_FINDINGS = 9
DECIDERS = ("Chủ tịch UBND xã", "Bí thư Đảng ủy", "Trưởng Ban Chỉ đạo")
SHOWN = 8
JUDGEMENTS = ("ok_content", "ok_schedule", "ok_goal")
MORE = ("formalism", "hh_guided")
Decided = tuple[str, Mapping[str, Any] | None]
"""An inspection and the values that conclude it; None calls it off."""


def units_for(actor: Actor, snapshot: Snapshot) -> dict[str, str]:
    """The units that `actor` may inspect, by ID with their names."""
    own = actor.role in OWN_ONLY
    return {
        unit.unit_id: names.full_label(unit, snapshot.units)
        for unit in snapshot.units
        if unit.unit_id and (not own or unit.unit_id == actor.unit_id)
    }


def choose(units: Mapping[str, str], snapshot: Snapshot, wanted: str | None) -> tuple[str, list[str]]:
    """Unit and models first: the rest depends on them. A link to a unit has a form of its own: nobody's half-filled
    inspection of one unit is taken for one of another.
    """
    ids = list(units)
    place = f"{SLOT}.{wanted}" if wanted in ids else SLOT
    forms.current(SLOT, f"{place}.plan" if "ngay" in st.query_params else place)
    unit = wanted if wanted in ids else next(iter(ids)) if len(ids) == 1 else None
    given = forms.recall(SLOT, "unit", lambda kept: kept if kept in ids else None, unit, key="kiem_tra.unit")
    left, right = st.columns(2)
    with left:
        unit_id = st.selectbox(
            "Thôn, đơn vị *",
            ids,
            ids.index(unit) if unit and not given else None,
            key="kiem_tra.unit",
            format_func=lambda one: units[one],
            placeholder="Chọn thôn hoặc đơn vị",
        )
    titles = {one.model_id or "": one.title or "" for one in snapshot.models_of(unit_id or "")}
    asked = [one for one in (st.query_params.get("mh"),) if one in titles]
    given = forms.recall(SLOT, "models", partial(_some_of, titles), asked, key="kiem_tra.models")
    with right:
        chosen = st.multiselect(
            "Mô hình",
            list(titles),
            None if given else asked,
            key="kiem_tra.models",
            format_func=lambda one: f"{titles.get(one, one)} ({one})",
            placeholder="Cả đơn vị, hoặc chọn mô hình",
        )
    return unit_id or "", list(chosen)


def _some_of(options: Collection[str], kept: Any) -> list[str] | None:
    return [one for one in kept if one in options] if isinstance(kept, list) else None


def form(actor: Actor, snapshot: Snapshot) -> tuple[dict[str, Any], list[dict[str, Any]], str]:
    """The inputs: (values, findings, who must decide)."""
    own = actor.role in OWN_ONLY
    kinds = {str(one): str(one) for one in InspectionKind if not own or one in UNIT_INSPECTIONS}
    draft.line(SLOT)
    asked = st.query_params.get("loai")
    values = {"kind": _ask("kind", options=kinds, preset=asked if asked in kinds else next(iter(kinds)))}
    day = forms.day_of(st.query_params.get("ngay")) or snapshot.today
    values |= _row(("date", "prog_site", "team") if not own else ("date", "hh_guided"), {"date": day})
    if is_plan(values, snapshot):
        status.small("Ngày chưa đến: lượt này được ghi là kế hoạch, kết quả ghi sau ở “Các lượt kiểm tra”.")
        return values, [], ""
    values |= _row(JUDGEMENTS)
    values |= {name: _ask(name) for name in ("results", "conclusion")}
    values |= _row(("grade", "minutes_no", "evidence"))
    if own:
        return values, [], ""
    values |= _more()
    findings = _findings()
    forms.recall(SLOT, "decider", forms.text_of)
    decider = st.selectbox(
        "Cần ai quyết định",
        DECIDERS,
        None,
        key=f"{SLOT}.decider",
        accept_new_options=True,
        placeholder="Không cần, hoặc chọn chức danh",
        help="Việc sẽ được thêm vào danh sách khó khăn, chờ quyết định.",
    )
    return values, findings, decider or ""


def _more() -> dict[str, Any]:
    """What an inspection may say besides."""
    form = forms.current(SLOT)
    said = any(name in form.problems or name in form.kept or st.session_state.get(f"{SLOT}.{name}") for name in MORE)
    with st.expander("Thông tin thêm (không bắt buộc)", icon=":material/add:", expanded=said):
        return _row(MORE)


def problems() -> None:
    """What must be mended, in one place above the button."""
    acting.refusal(SLOT)


def is_plan(values: Mapping[str, Any], snapshot: Snapshot) -> bool:
    """Whether it is to take place on a later day: then nothing is asked of what was found."""
    day = values.get("date")
    return day is not None and day > snapshot.today


def is_sent(*, planned: bool) -> bool:
    """The press that keeps it."""
    return press.button(
        "Lưu kế hoạch" if planned else "Lưu lượt kiểm tra",
        key=f"{SLOT}.send",
        type="primary",
        icon=":material/save:",
        width="stretch",
    )


def narrow(actor: Actor, snapshot: Snapshot, wanted: str | None) -> str | None:
    """The unit whose inspections and findings are shown; None shows all. A unit's own account begins with itself."""
    units = {"": "Mọi thôn, đơn vị"} | {
        one.unit_id: names.full_label(one, snapshot.units) for one in snapshot.units if one.unit_id
    }
    first = wanted or (actor.unit_id if actor.role in OWN_ONLY else "")
    chosen = st.selectbox(
        "Thôn, đơn vị",
        list(units),
        list(units).index(first) if first in units else 0,
        key=f"kiem_tra.narrow.{first}",
        format_func=lambda one: units[one],
    )
    return chosen or None


def table(snapshot: Snapshot, actor: Actor, unit_id: str | None) -> Decided | None:
    """The inspections, newest first; what was decided about one of them."""
    found = [one for one in snapshot.inspections if unit_id in (None, "", one.unit_id)]
    if not found:
        st.info("Chưa có lượt kiểm tra nào.", icon=":material/fact_check:")
        return None
    newest = sorted(found, key=lambda one: (str(one.date), one.insp_id or ""), reverse=True)
    decided = None
    opened = next((place for place, one in enumerate(newest) if one.insp_id == st.query_params.get("kt")), 0)
    for inspection in page_of(newest, SHOWN, key="kiem_tra.page", first=opened):
        with st.container(border=True, gap="xsmall"):
            _card(inspection, snapshot)
            if inspection.insp_id and may_conclude(snapshot, actor, inspection):
                decided = _decision(inspection) or decided
            links.history(actor, snapshot, Tab.INSPECTIONS, inspection.insp_id)
    return decided


def _card(inspection: Inspection, snapshot: Snapshot) -> None:
    unit = snapshot.unit(inspection.unit_id)
    label = names.full_label(unit, snapshot.units) if unit else inspection.unit_id or "—"
    minutes = f" · biên bản {escaped(inspection.minutes_no)}" if inspection.minutes_no else ""
    st.markdown(
        f"**{vi.day(inspection.date)} · {escaped(label)}** · {inspection.kind or '—'} "
        f":blue-badge[{inspection.istatus or '—'}]  \n"
        f":gray[{inspection.insp_id}{minutes}]"
    )
    judged = [f"{SPECS[name].header}: {said}" for name in JUDGEMENTS if (said := getattr(inspection, name))]
    if inspection.prog_site is not None:
        judged.insert(0, f"Tiến độ tại chỗ: {vi.percent(inspection.prog_site)}")
    if inspection.formalism:
        judged.append(f":orange[{SPECS['formalism'].header.lower()}]")
    if judged:
        st.markdown(" · ".join(judged))
    for name in ("results", "conclusion"):
        if said := getattr(inspection, name):
            st.markdown(f"**{SPECS[name].header}:** {escaped(said)}")


def _decision(inspection: Inspection) -> Decided | None:
    """The button that opens the form in which an inspection is concluded or called off; then that form."""
    insp_id = inspection.insp_id or ""
    if st.query_params.get("kt") != insp_id:
        if press.button("Kết luận", key=f"kiem_tra.open.{insp_id}"):
            st.query_params["kt"] = insp_id  # F5 comes back to the form that was being filled
            st.rerun()
        return None
    slot = slot_of(insp_id)
    acting.opened(slot, inspection, CONCLUSION)
    draft.line(slot)
    values = {name: _ask_conclusion(slot, inspection, name) for name in CONCLUSION}
    off = f"{slot}.off"
    acting.watching(off, inspection)
    acting.refusal(slot)
    acting.refusal(off)
    with st.container(horizontal=True):
        if press.button("Ghi kết luận", key=f"{slot}.send", type="primary"):
            return insp_id, values
        if press.button("Hủy lượt kiểm tra này", key=f"{off}.press", icon=":material/event_busy:"):
            return insp_id, None
    return None


def _ask_conclusion(slot: str, inspection: Inspection, name: str) -> Any:
    spec = SPECS[name]
    preset = forms.as_typed(spec, getattr(inspection, name))
    return forms.draw(spec, Ask(name), page=slot, problems=forms.current(slot).problems, preset=preset)


def slot_of(insp_id: str) -> str:
    return f"kiem_tra.conclude.{insp_id}"


def _findings() -> list[dict[str, Any]]:
    forms.recall(SLOT, "count", lambda kept: kept if kept in range(1, MOST_FINDINGS + 1) else None, 1)
    count = st.session_state.setdefault(f"{SLOT}.count", 1)
    found = []
    for place in range(1, count + 1):
        with st.expander(f"Tồn tại {place}", icon=":material/report:", expanded=_is_open(place)):
            found.append(_finding(place))
    if count < MOST_FINDINGS and press.button("Thêm tồn tại", key=f"{SLOT}.more", icon=":material/add:"):
        st.session_state[f"{SLOT}.count"] = count + 1
        st.rerun()
    return found


def _is_open(place: int) -> bool:
    """Whether there is something in it to look at: a mistake, text from before, or that somebody has asked for it."""
    form = forms.current(SLOT)
    named = any(name.startswith(f"{place}.") for name in (*form.problems, *form.kept))
    return place > 1 or named or any(st.session_state.get(f"{SLOT}.{place}.{name}") for name in FINDING_ASKS)


def _finding(place: int) -> dict[str, Any]:
    problems = forms.current(SLOT).problems
    return {
        name: forms.draw(FINDING_SPECS[name], Ask(f"{place}.{name}"), page=SLOT, problems=problems)
        for name in FINDING_ASKS
    }


def _ask(name: str, options: Mapping[str, str] | None = None, preset: Any = None) -> Any:
    ask = Ask(name, options=options or {})
    return forms.draw(SPECS[name], ask, page=SLOT, problems=forms.current(SLOT).problems, preset=preset)


def _row(fields: Sequence[str], presets: Mapping[str, Any] | None = None) -> dict[str, Any]:
    values = {}
    for name, column in zip(fields, st.columns(len(fields)), strict=True):
        with column:
            values[name] = _ask(name, preset=(presets or {}).get(name))
    return values
