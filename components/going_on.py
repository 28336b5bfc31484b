"""How a model goes on: in the next year for its own unit, in other units, and from which one it comes (R25)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from components import acting, draft, forms, labels, links, press, years
from components.forms import Ask
from components.markup import escaped
from components.status import small
from components.years import Choose
from domain.carrying import (
    ASKED,
    SPREAD,
    Left,
    Unfinished,
    continue_model,
    heir_of,
    heirs_of,
    note_replication,
    receive_models,
    receivers,
    replicate_model,
    source_of,
)
from domain.errors import Duplicate
from domain.fields import specs
from domain.ids import year_of
from domain.lifecycle import Move
from domain.model_rules import move_model, moves_for, state_of
from domain.permissions import Actor
from domain.plan_year import YearSeen
from domain.plans import Rule
from domain.settings import moved
from domain.snapshot import Snapshot
from domain.tables import Model
from domain.vocabulary import ModelState

SPECS = {spec.name: spec for spec in specs(Model)}
ASKS = {
    "objective": Ask("objective", label="Mục tiêu năm sau"),
    "kpi_target": Ask("kpi_target", label="Giá trị chỉ tiêu năm sau"),
    "start": Ask("start"),
    "end": Ask("end"),
    "owner": Ask("owner", "Chức danh, ví dụ: Trưởng thôn"),
}
THIS_YEAR = "Sổ năm {}, tiếp nhận ngay"
NEXT_YEAR = "Sổ năm {}"


@dataclass(frozen=True, slots=True)
class Going:
    """What was pressed: the slot, what is to be written, and whether the workbook of the next year has a part in it."""

    slot: str
    rule: Rule
    said: str
    model_id: str
    values: Mapping[str, Any]
    next_year: bool = True

    @property
    def carries(self) -> bool:
        """It goes on for its own unit; else other units take it over."""
        return "unit_ids" not in self.values


@dataclass(frozen=True, slots=True)
class Beside:
    """The years around the model that is shown; what its reader may see of the next one, None while it is not open."""

    years: Sequence[YearSeen]
    choose: Choose
    following: Snapshot | None


def draw(model: Model, snapshot: Snapshot, actor: Actor, beside: Beside) -> Going | None:
    """Where it comes from, where it goes on, and the two panels for who may decide it."""
    _family(model, snapshot, beside)
    after = {one.after for one in moves_for(model, snapshot, actor)}
    state = state_of(model, snapshot)
    moved_only = state is ModelState.CARRIED_OVER and _may_move(snapshot, actor)
    carries = ModelState.CARRIED_OVER in after or (moved_only and not _begun(model, beside))
    spreads = state in SPREAD and _may_move(snapshot, actor)
    if not model.model_id or not (carries or spreads):
        return None
    st.header("Tiếp tục, nhân rộng", anchor=False)
    pressed = None
    with st.container(horizontal=True):
        if carries and beside.following is not None:
            heir, following = _heir(model, beside), beside.following
            pressed = _finish(model, heir, _year(following)) if heir else _carry(model, snapshot, following)
        if spreads:
            pressed = _spread(model, snapshot, beside.following) or pressed
    if carries and beside.following is None:
        small(f"Chuyển tiếp được khi sổ năm {_year(snapshot) + 1} đã mở.")
        st.page_link(links.to(links.YEARS), label="Mở trang Năm", icon=":material/calendar_month:", width="content")
    return pressed


def _may_move(snapshot: Snapshot, actor: Actor) -> bool:
    """Whether this account decides on models at all."""
    probe = Model(model_id="", year=_year(snapshot), state=ModelState.RECOGNISED)
    return bool(moves_for(probe, snapshot, actor))


def _year(snapshot: Snapshot) -> int:
    return int(snapshot.settings.plan_year)


def _heir(model: Model, beside: Beside) -> Model | None:
    return heir_of(beside.following, model.model_id or "", model.unit_id) if beside.following else None


def _begun(model: Model, beside: Beside) -> bool:
    return beside.following is not None and bool(heirs_of(beside.following, model.model_id or "", model.unit_id))


def _family(model: Model, snapshot: Snapshot, beside: Beside) -> None:
    """The ways to the model that it comes from, to those that come from it, in whichever year they stand."""
    found: list[tuple[str, str, int]] = []
    if model.parent_id:
        found.append((f"Mô hình gốc: {model.parent_id}", model.parent_id, year_of(model.parent_id) or _year(snapshot)))
    for known in (snapshot, beside.following):
        heirs = [one for one in known.models if one.parent_id == model.model_id] if known and model.model_id else []
        for one in heirs:
            word = "Tiếp tục" if one.unit_id == model.unit_id else "Nhân rộng"
            unit = "" if one.unit_id == model.unit_id or known is None else f", {labels.unit_name(known, one.unit_id)}"
            found.append(
                (f"{word}: {one.model_id or 'chưa có mã'}{unit}", one.model_id or "", _year(known or snapshot))
            )
    for place, (label, record_id, year) in enumerate(found):
        if record_id and any(one.number == year and one.error is None for one in beside.years):
            st.button(
                f"{label} (năm {year})", key=f"mo_hinh.family.{place}", icon=":material/account_tree:", type="tertiary",
                on_click=partial(years.go, beside.choose, year, mh=record_id),
            )  # fmt: skip
        else:
            small(f"{escaped(label)} (năm {year}).")


def _carry(model: Model, snapshot: Snapshot, following: Snapshot) -> Going | None:
    """The short form of the next year."""
    year, slot = _year(following), f"mo_hinh.{model.model_id}.carry"
    acting.watching(slot, model, ("state",))
    with acting.opening(slot, f"Chuyển tiếp sang năm {year}", icon=":material/redo:") as is_open:
        if not is_open:
            return None
        draft.line(slot)
        values = {name: _ask(slot, name, _start(model, snapshot, year).get(name)) for name in ASKED}
        small("Các nội dung khác mang sang như cũ. Mô hình mới được duyệt ngay; mô hình này thành “Chuyển tiếp”.")
        _refusal(slot)
        if not press.button(f"Chuyển tiếp sang năm {year}, ghi lại", key=f"{slot}.press", type="primary"):
            return None
    rule = partial(continue_model, source_id=model.model_id or "", source={}, values=values)
    return Going(slot, rule, f"Đã chuyển tiếp sang năm {year}", model.model_id or "", values)


def _finish(model: Model, heir: Model, year: int) -> Going | None:
    """It goes on already, and has not moved here: nothing is asked for again, the one press finishes it."""
    slot, model_id = f"mo_hinh.{model.model_id}.finish", model.model_id or ""
    acting.watching(slot, model, ("state",))
    with st.container(border=True, gap="xsmall"):
        here = f"Sổ năm {year} đã có {heir.model_id or 'một mô hình chưa có mã'} tiếp tục mô hình này"
        state = f" ({escaped(heir.state)})" if heir.state else ""
        waits = "" if heir.approved else f" Mô hình ấy chưa được duyệt: duyệt ở sổ năm {year}."
        st.markdown(f"{here}{state}; ở đây chưa ghi “Chuyển tiếp”.{waits}")
        acting.refusal(slot)
        if not acting.pressed(slot, "Hoàn tất", icon=":material/done_all:", primary=True):
            return None
    rule = partial(move_model, model_id=model_id, after=ModelState.CARRIED_OVER)
    return Going(slot, rule, f"Đã hoàn tất {model_id}", model_id, {}, next_year=False)


def _start(model: Model, snapshot: Snapshot, year: int) -> dict[str, Any]:
    """What the form begins with: the old values, from the first of January to the same end a year later."""
    begin = moved(snapshot.today.replace(month=1, day=1), year - snapshot.today.year)
    shift = year - _year(snapshot)
    end = moved(model.end, shift) if model.end and moved(model.end, shift) >= begin else begin.replace(month=11, day=30)
    start = {name: forms.as_typed(SPECS[name], getattr(model, name)) for name in ("objective", "kpi_target", "owner")}
    return {**start, "start": begin, "end": end}


def _ask(slot: str, name: str, preset: Any) -> Any:
    told = forms.current(slot).problems.get(name)
    return forms.draw(SPECS[name], ASKS[name], page=slot, problems={name: told} if told else {}, preset=preset)


def _refusal(slot: str) -> None:
    """What is wrong beside the fields: of other columns, or that it goes on already."""
    form = forms.current(slot)
    if isinstance(form.refused, Duplicate):
        st.markdown(f":red[{forms.ICON} **Đã chuyển tiếp thành {escaped(form.refused.existing)}.**]")
    for name, sentence in form.problems.items():
        if name not in ASKS:
            st.markdown(f":red[{forms.ICON} **{escaped(sentence)}**]")
    acting.failure(slot)


def _spread(model: Model, snapshot: Snapshot, following: Snapshot | None) -> Going | None:
    """The units that take it over, and in which year."""
    slot = f"mo_hinh.{model.model_id}.spread"
    acting.watching(slot, model, ("state",))
    with acting.opening(slot, "Nhân rộng tới đơn vị khác", icon=":material/account_tree:") as is_open:
        if not is_open:
            return None
        known = following if following is not None and _in_next_year(slot, snapshot, following) else snapshot
        units = _choose_units(slot, model, known)
        small("Mỗi đơn vị có một bản đăng ký **Nháp** điền sẵn, tự hoàn thiện rồi gửi duyệt.")
        acting.refusal(slot)
        if not press.button("Nhân rộng, ghi lại", key=f"{slot}.press", type="primary"):
            return None
    chosen = tuple(units)
    if known is snapshot:
        rule: Rule = partial(replicate_model, model_id=model.model_id or "", unit_ids=chosen)
    else:
        source = source_of(model)
        rule = partial(receive_models, source_id=model.model_id or "", source=source, unit_ids=chosen)
    values = {"unit_ids": chosen}
    said = f"Đã nhân rộng tới {len(units)} đơn vị"
    return Going(slot, rule, said, model.model_id or "", values, next_year=known is not snapshot)


def _in_next_year(slot: str, snapshot: Snapshot, following: Snapshot) -> bool:
    this, after = THIS_YEAR.format(_year(snapshot)), NEXT_YEAR.format(_year(following))
    return st.radio("Ghi vào", [this, after], key=f"{slot}.year") == after


def _choose_units(slot: str, model: Model, known: Snapshot) -> list[str]:
    able = receivers(known, model.model_id or "", model.unit_id)
    named = {one: name for one, name in labels.units(known).items() if one in able}
    key = f"{slot}.units.{_year(known)}"
    return st.multiselect(
        "Thôn, đơn vị tiếp nhận *", list(named), key=key, format_func=lambda one: named.get(one, one),
        placeholder="Chọn thôn, đơn vị",
    )  # fmt: skip


def left(found: Sequence[Unfinished], following: int, choose: Choose, number: int) -> tuple[str, Rule, str] | None:
    """What is half done between two years, each with the one press that finishes it."""
    pressed = None
    st.header(f"Đang dở giữa năm {number} và năm {following}", anchor=False)
    for one in found:
        name, model_id = escaped(one.model.title or ""), one.model.model_id or ""
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{name}** · {model_id}  \n{_what(one, following)}")
            slot = f"nam.{model_id}.{one.left.name}"
            acting.refusal(slot)
            if one.left is Left.CREATE:
                open_it = partial(years.go, choose, number, mh=model_id)
                if st.button("Mở mô hình", key=f"{slot}.open", icon=":material/arrow_forward:", on_click=open_it):
                    st.switch_page(links.to(links.MODELS), query_params={"mh": model_id})
            elif acting.pressed(slot, "Hoàn tất", icon=":material/done_all:", primary=True):
                pressed = slot, _rule(one), f"Đã hoàn tất {model_id}"
    return pressed


def _what(one: Unfinished, following: int) -> str:
    if one.left is Left.CREATE:
        return f"Đã ghi “Chuyển tiếp” nhưng sổ năm {following} chưa có mô hình nào tiếp tục."
    if one.left is Left.MOVE:
        return f"Sổ năm {following} đã có {one.heir_id}, mô hình này chưa ghi “Chuyển tiếp”."
    return f"Sổ năm {following} đã có {len(one.unit_ids)} đơn vị tiếp nhận, ở đây chưa ghi “Nhân rộng”."


def _rule(one: Unfinished) -> Rule:
    model_id = one.model.model_id or ""
    if one.left is Left.MOVE:
        return partial(move_model, model_id=model_id, after=ModelState.CARRIED_OVER)
    return partial(note_replication, model_id=model_id, unit_ids=one.unit_ids)


def in_panels(one: Move) -> bool:
    """Whether a move has a panel here instead of a button among the decisions."""
    return one.after in (ModelState.CARRIED_OVER, ModelState.REPLICATED)
