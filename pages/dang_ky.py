"""How does a unit register its model? One column, three minutes, one row in the sheet (design, section 5.4)."""

from functools import partial
from typing import Any

import streamlit as st

from components import forms, freshness, registration, states, status, theme
from components.forms import Form
from components.messages import attempt
from domain import model_rules
from domain.errors import Duplicate, StoreError
from domain.lifecycle import UNIT_EDITS
from domain.permissions import Actor
from domain.snapshot import Snapshot
from domain.tables import Model
from domain.vocabulary import Tab
from sheets import actions, session


def show() -> None:
    """Draws the form, or what came of it, for the actor of this run."""
    snapshot, actor = session.snapshot(), session.identity().actor
    units = registration.units_for(actor, snapshot) if actor else {}
    with st.container(key="dang_ky-form"):
        freshness.outage_only(snapshot.settings, session.health, phone=theme.on_phone())
        if actor is None or not units:
            states.may_not_register()
            return
        model = snapshot.model(st.query_params.get("mh"))
        if model and model.state in UNIT_EDITS and model.unit_id in units:
            _correction(forms.current(registration.PAGE), model, units, actor, snapshot)
            return
        form = forms.current(registration.PAGE)
        if form.done:
            registration.success(form.done.model_id, form.done.row, form.done.link, actor, snapshot)
            return
        registration.leave_correction()
        _form(forms.current(registration.PAGE), units, actor, snapshot)


def _correction(form: Form, model: Model, units: dict[str, str], actor: Actor, snapshot: Snapshot) -> None:
    """A registration that was sent back: mended and sent again, under its own code."""
    st.title(f"Sửa đăng ký {model.model_id}", anchor=False)
    registration.correct(form, model)
    registration.way_back(model)
    forms.summary(form, registration.ASKED)
    values = registration.draw(form, units, snapshot)
    forms.failure(form)
    if st.button("Gửi lại đăng ký", key="dang_ky.send", type="primary", icon=":material/send:", width="stretch"):
        rule = partial(model_rules.correct_model, model_id=model.model_id or "", values=values)
        with st.spinner("Đang ghi vào sổ đăng ký…"):
            form.take(attempt(partial(_corrected, actor, rule, form.op, model.model_id or "")))
        if form.done:
            registration.end_correction()
        st.rerun()


def _corrected(actor: Actor, rule: actions.Rule, op: str, model_id: str) -> actions.Registered:
    actions.carry_out(actor, rule, op=op)
    return actions.Registered(model_id, None, session.row_link(Tab.MODELS, model_id))


def _form(form: Form, units: dict[str, str], actor: Actor, snapshot: Snapshot) -> None:
    registration.prepare(form, units, actor, snapshot, st.query_params.get("dv"))
    st.title("Đăng ký mô hình mới", anchor=False)
    status.small("Điền khoảng 3 phút. Mục có dấu * là bắt buộc.")
    forms.summary(form, registration.ASKED)
    values = registration.draw(form, units, snapshot)
    forms.failure(form)
    if isinstance(form.refused, Duplicate):
        _decide(form, actor, values)
        return
    again = isinstance(form.refused, StoreError)
    if st.button(
        "Gửi lại" if again else "Gửi đăng ký",
        key="dang_ky.send",
        type="primary",
        icon=":material/send:",
        width="stretch",
    ):
        _send(form, actor, values)
    status.small("Thông tin được ghi vào sổ đăng ký của UBND xã và hiện trên bảng theo dõi sau khi duyệt.")


def _decide(form: Form, actor: Actor, values: dict[str, Any]) -> None:
    answer = registration.ask_if_other(form.refused) if isinstance(form.refused, Duplicate) else None
    if answer == "other":
        _send(form, actor, values, distinct=True)
    if answer == "same":
        form.refused = None
        st.rerun()


def _send(form: Form, actor: Actor, values: dict[str, Any], *, distinct: bool = False) -> None:
    with st.spinner("Đang ghi vào sổ đăng ký…"):
        form.take(attempt(partial(actions.register_model, actor, values, op=form.op, distinct=distinct)))
    st.rerun()
