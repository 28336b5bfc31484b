"""The form in which an event is recorded or corrected (R13 to R66); what the address says stands in it at first."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from components import acting, draft, forms, labels, press, status
from components.forms import Ask
from domain.communication_rules import EVENT_FIELDS, may_record
from domain.fields import specs
from domain.permissions import OWN_ONLY, Actor
from domain.snapshot import Snapshot
from domain.tables import Communication
from domain.vocabulary import UnitType
from domain.vocabulary_movement import Channel, CommunicationKind

SLOT = "tuyen_truyen.new"
SPECS = {spec.name: spec for spec in specs(Communication)}
SUBJECTS = 1000
"""Models and exemplars to choose from; the unit's own come first."""
EXAMPLES = {
    "content": "Ví dụ: Họp thôn bàn góp công dựng cột đèn đường",
    "qty": "Ví dụ: 6",
    "attended": "Ví dụ: 98",
    "invited": "Ví dụ: 142",
    "integrated_with": "Ví dụ: Toàn dân đoàn kết xây dựng đời sống văn hóa",
    "partners": "Ví dụ: Hội LHPN; Công an xã",
    "evidence": "Liên kết ảnh, bài viết, biên bản",
}
MORE = ("integrated", "integrated_with", "partners", "subject_ids", "evidence")


LINK = ("dv", "loai", "kenh", "mh")
"""What a link to the form may say. No widget may be bound to these words."""


def link(*, arrived: bool) -> dict[str, str]:
    """What the link said by which somebody has `arrived`, as long as he stays on the page."""
    if arrived:
        st.session_state["tuyen_truyen.link"] = {one: st.query_params[one] for one in LINK if one in st.query_params}
    return dict(st.session_state.get("tuyen_truyen.link", {}))


def slot_of(comm_id: str) -> str:
    return f"tuyen_truyen.{comm_id}"


def units_for(actor: Actor | None, snapshot: Snapshot) -> dict[str, str]:
    """The units for which `actor` may record events, by ID with their names."""
    units = labels.units(snapshot, actor)
    return {unit_id: name for unit_id, name in units.items() if may_record(snapshot, actor, unit_id)}


def presets(units: Mapping[str, str], actor: Actor, snapshot: Snapshot, query: Mapping[str, str]) -> dict[str, Any]:
    """What a new form starts with: unit, kind, channel and subject of the link, or the actor's own unit; today."""
    wanted = (query.get("dv"), actor.unit_id if actor.role in OWN_ONLY else None)
    return {
        "unit_id": next((one for one in wanted if one in units), None),
        "kind": next((one for one in CommunicationKind if one == query.get("loai")), None),
        "channel": next((one for one in Channel if one == query.get("kenh")), None),
        "subject_ids": (query["mh"],) if "mh" in query else (),
        "date": snapshot.today,
    }


def place_of(query: Mapping[str, str]) -> str:
    """The name of the form that a link opens: nobody's half-filled event of one unit is taken for one of another."""
    return ".".join([SLOT, *(query[name] for name in LINK if name in query)])


def presets_of(event: Communication) -> dict[str, Any]:
    """What the form starts with that corrects an event."""
    return {name: forms.as_typed(SPECS[name], getattr(event, name)) for name in EVENT_FIELDS}


def draw(slot: str, units: Mapping[str, str], snapshot: Snapshot, start: Mapping[str, Any]) -> dict[str, Any]:
    """All inputs, one column, with `start` in them at first; returns what stands in them by field name."""
    form = forms.current(slot)
    forms.summary(form, EVENT_FIELDS)
    draft.line(slot)
    status.small("Mục có dấu * là bắt buộc. Chỉ ghi số người, không ghi họ tên, số điện thoại của người dân.")
    ask = partial(_ask, slot, start)
    values = {"unit_id": ask(Ask("unit_id", "Chọn thôn hoặc đơn vị", label="Thôn, đơn vị", options=units))}
    values |= {name: ask(Ask(name)) for name in ("date", "kind", "channel")}
    values["content"] = ask(Ask("content", EXAMPLES["content"]))
    values["audience"] = ask(Ask("audience"))
    values["qty"], values["qty_unit"] = ask(Ask("qty", EXAMPLES["qty"])), ask(Ask("qty_unit"))
    values |= _row(slot, start, ("attended", "invited"))
    unit = snapshot.unit(values["unit_id"])
    if unit is not None and unit.unit_type is UnitType.POLICE:
        values["ba_nhat"] = ask(Ask("ba_nhat"))
    return values | _more(slot, start, snapshot, values["unit_id"])


def _more(slot: str, start: Mapping[str, Any], snapshot: Snapshot, unit_id: str | None) -> dict[str, Any]:
    form = forms.current(slot)
    given = (form.problems, form.kept, {name: name for name in MORE if start.get(name) not in (None, "", (), [])})
    with st.expander(
        "Lồng ghép, phối hợp, minh chứng (không bắt buộc)", icon=":material/add:",
        expanded=any(name in one for one in given for name in MORE),
    ):  # fmt: skip
        subjects = Ask(
            "subject_ids", "Chọn mô hình hoặc điển hình được nhắc tới", label="Mô hình, điển hình được nhắc tới",
            options=subjects_for(snapshot, unit_id, start.get("subject_ids") or ()),
        )  # fmt: skip
        asks = [subjects if name == "subject_ids" else Ask(name, EXAMPLES.get(name, "")) for name in MORE]
        return {one.name: _ask(slot, start, one) for one in asks}


def subjects_for(snapshot: Snapshot, unit_id: str | None, chosen: tuple[str, ...] | list[str]) -> dict[str, str]:
    """Models and exemplars by ID with their names: those chosen, those of the unit, then the others."""
    rows = [(one.model_id, one.unit_id) for one in snapshot.models]
    rows += [(one.exemplar_id, one.unit_id) for one in snapshot.exemplars]
    known = [(record_id, owner) for record_id, owner in rows if record_id]
    own = [record_id for record_id, owner in known if unit_id and owner == unit_id]
    ids = dict.fromkeys([*chosen, *own, *(record_id for record_id, _ in known)])
    return {one: subject_name(snapshot, one) for one in list(ids)[:SUBJECTS]}


def subject_name(snapshot: Snapshot, record_id: str) -> str:
    """`Camera an ninh (MH-2026-0021)`; an exemplar whose name is not public by its ID."""
    exemplar = snapshot.exemplar(record_id)
    if exemplar is None:
        return labels.model_name(snapshot, record_id)
    return f"{exemplar.name} ({record_id})" if exemplar.name else f"Điển hình {record_id}"


def send(slot: str, label: str) -> str | None:
    """The button below the form, with what went wrong: `send`, or `sure` after a question; None if not pressed."""
    question = acting.doubt(slot)
    if question:
        st.warning(f"**{question}**", icon=":material/help:")
    else:
        acting.failure(slot)
    said = "Đúng, ghi như vậy" if question else label
    if press.button(said, key=f"{slot}.send", type="primary", icon=":material/save:", width="stretch"):
        return "sure" if question else "send"
    return None


def _ask(slot: str, start: Mapping[str, Any], ask: Ask) -> Any:
    problems = forms.current(slot).problems
    return forms.draw(SPECS[ask.name], ask, page=slot, problems=problems, preset=start.get(ask.name))


def _row(slot: str, start: Mapping[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    values = {}
    for name, column in zip(fields, st.columns(len(fields)), strict=True):
        with column:
            values[name] = _ask(slot, start, Ask(name, EXAMPLES[name]))
    return values
