"""How does a unit register its model? One column, three minutes, one row in the sheet (design, section 5.4)."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from components import acting, draft, forms, freshness, live, press, registration, states, status, theme
from components.forms import Form
from components.messages import attempt
from domain import model_rules
from domain.errors import Duplicate, DvkError, StoreError
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
    with draft.page(actor.email if actor else ""), st.container(key="dang_ky-form"):
        freshness.outage_only(snapshot.settings, session.health, phone=theme.on_phone())
        if actor is None or not units:
            states.may_not_register()
            return
        wanted = st.query_params.get("mh")
        if wanted:
            _mend(snapshot.model(wanted), units, actor, snapshot)
            return
        done = forms.current(registration.PAGE).done
        if done and done.waiting:
            _waits()
            return
        if done:
            registration.success(done.model_id, done.row, done.link, snapshot)
            return
        _form(units, actor, snapshot)


@live.every("2s")
def _waits() -> None:
    """The registration is safe and not on the sheet yet; its code appears here once it is."""
    form = forms.current(registration.PAGE)
    answer = attempt(partial(actions.registered, form.done))
    if isinstance(answer, DvkError) or not answer.waiting:
        form.take(answer)
        if form.refused and (mended := registration.link_of(form.place)):
            st.query_params["mh"] = mended  # back to the form, which says why
        st.rerun()
    registration.kept()


def _mend(model: Model | None, units: dict[str, str], actor: Actor, snapshot: Snapshot) -> None:
    """What a link to a registration opens: the form that mends it, as long as the unit may."""
    if model and model.state in UNIT_EDITS and model.unit_id in units:
        _correction(model, units, actor, snapshot)
        return
    registration.not_to_mend(model, units)


def _correction(model: Model, units: dict[str, str], actor: Actor, snapshot: Snapshot) -> None:
    """A registration that was sent back: mended and sent again, under its own code."""
    form = forms.current(registration.PAGE, registration.place_of(model))
    if form.done:  # it was mended before, and sent back again
        forms.renew(registration.PAGE)
        form = forms.current(registration.PAGE)
    st.title(f"Sửa đăng ký {model.model_id}", anchor=False)
    registration.sent_back(model)
    registration.way_back(model)
    forms.summary(form, registration.ASKED)
    acting.opened(registration.PAGE, model, registration.ASKED)
    values = registration.draw(units, snapshot, registration.presets_of(model))
    acting.failure(registration.PAGE)
    if press.button("Gửi lại đăng ký", key="dang_ky.send", type="primary", icon=":material/send:", width="stretch"):
        rule = partial(model_rules.correct_model, model_id=model.model_id or "", values=values)
        _send(values, partial(_corrected, actor, rule, model.model_id or ""))


def _corrected(actor: Actor, rule: actions.Rule, model_id: str, op: str) -> actions.Registered:
    done = actions.carry_out(actor, rule, op=op, seen=acting.seen(registration.PAGE))
    return actions.Registered(model_id, None, session.row_link(Tab.MODELS, model_id), done.waiting, op)


def _form(units: dict[str, str], actor: Actor, snapshot: Snapshot) -> None:
    form = forms.current(registration.PAGE, registration.PAGE)
    st.title("Đăng ký mô hình mới", anchor=False)
    status.small("Điền khoảng 3 phút. Mục có dấu * là bắt buộc.")
    if wanted := registration.received(snapshot, units):
        st.query_params["mh"] = wanted
        st.rerun()
    forms.summary(form, registration.ASKED)
    start = registration.presets(units, actor, snapshot, st.query_params.get("dv"))
    values = registration.draw(units, snapshot, start)
    forms.failure(form)
    if isinstance(form.refused, Duplicate):
        _decide(form, actor, values)
        return
    again = isinstance(form.refused, StoreError)
    if press.button(
        "Gửi lại" if again else "Gửi đăng ký",
        key="dang_ky.send",
        type="primary",
        icon=":material/send:",
        width="stretch",
    ):
        _send(values, partial(_registered, actor, values))
    status.small("Thông tin được ghi vào sổ đăng ký của UBND xã và hiện trên bảng theo dõi sau khi duyệt.")


def _decide(form: Form, actor: Actor, values: dict[str, Any]) -> None:
    answer = registration.ask_if_other(form.refused) if isinstance(form.refused, Duplicate) else None
    if answer == "other":
        _send(values, partial(_registered, actor, values, distinct=True))
    if answer == "same":
        form.refused = None
        st.rerun()


def _registered(actor: Actor, values: dict[str, Any], op: str, *, distinct: bool = False) -> actions.Registered:
    return actions.register_model(actor, values, op=op, distinct=distinct)


def _send(values: dict[str, Any], register: Callable[[str], actions.Registered]) -> None:
    """Sends the form as its operation; what came of it stands on the page that is drawn next."""
    if draft.is_deferred(registration.PAGE, partial(_send, values, register)):
        return
    form, content = forms.current(registration.PAGE), forms.content_of(values)
    with st.spinner("Đang ghi vào sổ đăng ký…"):
        form.take(attempt(partial(register, form.operation(content))))
    if form.done:
        draft.sent(registration.PAGE, content)
        st.query_params.pop("mh", None)  # the link may come again when it is sent back again
    st.rerun()
