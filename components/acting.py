"""Pressing a button that changes a record: one operation per form, what went wrong beside it, a word when done."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import streamlit as st

from components import conflict, draft, forms, press
from components.forms import DOUBLE_PRESS, ICON, Form, Sent
from components.markup import escaped
from components.messages import attempt
from domain.conflicts import Seen
from domain.errors import Conflict, Doubt, Invalid
from domain.plans import Rule
from domain.tables import Row

TOLD = "acting.told"
TIMES = "acting.times"
WAITS = "Đã lưu, chờ gửi lên trang tính"
CarryOut = Callable[[Rule, str, Seen], Any]
"""Carries a rule out under the name of an operation: `sheets.actions.carry_out` for the actor of this run."""


def opened(slot: str, record: Row, fields: Iterable[str] | None = None) -> None:
    """The form of `slot` shows `fields` of `record`, as they stand when it is opened: compared when it is sent."""
    form = forms.current(slot)
    if not form.shown:
        form.shown = Seen.of(record, fields).kept()


def opened_all(slot: str, records: Iterable[Row], fields: Iterable[str]) -> None:
    """As `opened`, for a form that shows several records."""
    form, names = forms.current(slot), tuple(fields)
    if not form.shown:
        shown = [Seen.of(one, names).values for one in records]
        form.shown = Seen({place: values for one in shown for place, values in one.items()}).kept()


def watching(slot: str, record: Row, fields: Iterable[str] | None = None) -> None:
    """A decision of `slot` is taken on `record` as this page shows it; a press belongs to what the last run drew.

    With `fields` only these are part of what it is taken on.
    """
    form = forms.current(slot)
    form.shown, form.drawn = form.drawn, Seen.of(record, fields).kept()


def run(slot: str, rule: Rule, carry_out: CarryOut, said: str, *, doing: str = "Đang ghi…") -> None:
    """Carries out `rule` as the operation of `slot`, then draws the page anew: with `said`, or with what went wrong.

    Meanwhile the page says what it is `doing`.
    """
    if draft.is_deferred(slot, partial(run, slot, rule, carry_out, said, doing=doing)):
        return
    form = forms.current(slot)
    content = forms.content_of(_asked(rule))
    op = form.operation(content)
    with st.spinner(doing):
        form.take(attempt(lambda: carry_out(rule, op, seen(slot))))
    if form.refused is None:
        said = WAITS if getattr(form.done, "waiting", False) else said
        draft.sent(slot, content)
        forget(slot, Sent(op, content, time.monotonic() + DOUBLE_PRESS) if form.fields else None)
        st.session_state[TOLD] = said
    st.rerun()


def seen(slot: str) -> Seen:
    """What the form showed, and after a conflict what its owner has chosen since."""
    form = forms.current(slot)
    seen = Seen.read(form.shown)
    if not isinstance(form.refused, Conflict):
        return seen
    choices = {one.field: st.session_state.get(f"{slot}.conflict.{one.field}") for one in form.refused.differences}
    seen = seen.decided(form.refused, {name: str(choice) for name, choice in choices.items() if choice})
    form.shown = form.drawn = seen.kept()
    return seen


def _asked(rule: Rule) -> Any:
    """What a rule was made of: its name and the values it was given."""
    return (rule.func.__name__, rule.args, rule.keywords) if isinstance(rule, partial) else repr(rule)


def forget(slot: str, sent: Sent | None = None) -> None:
    """The next press is another operation, and what was typed for the last one is gone."""
    forms.renew(slot, sent)
    st.session_state[f"{TIMES}.{slot}"] = st.session_state.get(f"{TIMES}.{slot}", 0) + 1
    for key in [one for one in st.session_state if str(one).startswith(f"{slot}.") and one != f"{slot}.form"]:
        del st.session_state[key]


def panel(slot: str) -> str:
    """The key of a panel, which closes once its operation is done: the next operation has a panel of its own.

    Not by the operation's name: a lost session gets that back from the browser later than its open panel.
    """
    return f"{slot}.panel.{st.session_state.get(f'{TIMES}.{slot}', 0)}"


@contextmanager
def opening(slot: str, label: str, *, icon: str) -> Iterator[bool]:
    """A panel of its own operation, and whether it is open: only then need its form be drawn.

    A form costs the server a millisecond for each input in every run; a list of cards has dozens that nobody opened.
    """
    with st.popover(label, icon=icon, key=panel(slot), on_change="rerun") as found:
        yield bool(found.open)


def told() -> bool:
    """What the last press did, once; whether there was one."""
    said = st.session_state.pop(TOLD, None)
    if said:
        st.toast(said, icon=":material/check_circle:")
    return bool(said)


def refusal(slot: str) -> None:
    """Why the last press of this slot was not carried out; what was typed stays."""
    form: Form = forms.current(slot)
    if isinstance(form.refused, Invalid):
        for sentence in form.refused.problems.values():
            st.markdown(f":red[{ICON} **{escaped(sentence)}**]")
        return
    if isinstance(form.refused, Doubt):
        return
    failure(slot)


def failure(slot: str) -> None:
    """As `refusal`, for a form that shows its mistakes at the fields and in a summary."""
    form = forms.current(slot)
    if isinstance(form.refused, Conflict):
        conflict.draw(form.refused, f"{slot}.conflict")
        return
    forms.failure(form)


def doubt(slot: str) -> str | None:
    """The question that the last press raised, if it did."""
    refused = forms.current(slot).refused
    return refused.question if isinstance(refused, Doubt) else None


def pressed(slot: str, label: str, *, icon: str, primary: bool = False) -> bool:
    """A button of its own operation."""
    return press.button(label, key=f"{slot}.press", icon=icon, type="primary" if primary else "secondary")


def with_reason(slot: str, label: str, *, icon: str, asked: str, required: bool = True) -> str | None:
    """A button that first asks for a text; the text once it is sent, else None."""
    with opening(slot, label, icon=icon) as is_open:
        if not is_open:
            return None
        draft.line(slot)
        text = forms.text_area(slot, "text", asked + (" *" if required else ""))
        refusal(slot)
        if press.button(f"{label}, ghi lại", key=f"{slot}.press", type="primary"):
            return text
    return None
