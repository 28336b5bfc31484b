"""Forms drawn from the declaration of a table: one input per column, its error beneath it, a summary on top.

What a person types belongs to one operation of one form. The browser keeps both (components.draft), so that F5, a lost
connection or a lost session cost nothing; here is what a form remembers, and how it takes back what was kept.
"""

import hashlib
import json
import re
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from components import vi, widgets
from components.markup import escaped
from components.messages import message
from domain.errors import Duplicate, DvkError, Invalid
from domain.fields import Kind, Spec
from domain.vocabulary import YesNo

ICON = ":material/error:"
OWNER = "forms.owner"
BOOK = "forms.book"
"""Which workbook the forms write to; "" for that of the first year. What was typed for one year is not another's."""
DRAWN: ContextVar[dict[str, None] | None] = ContextVar("drawn", default=None)
"""The forms that this run has drawn on a page that keeps them.

Not in the session's state: a run that was overtaken ends while the next one goes through that state, as Streamlit does
for each input, and what it took away would be missing there."""
OPERATION = re.compile(r"[0-9a-f]{32}")
DOUBLE_PRESS = 10.0  # seconds in which the same content, sent again, is the same operation
LONGEST = 5000


def _new_op() -> str:
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form as it was drawn: its key in the session, and what stands in it before anybody typed."""

    key: str
    preset: Any


@dataclass(frozen=True, slots=True)
class Sent:
    """The last operation of a form that was carried out, and for how long sending its content again is that one."""

    op: str
    content: str
    until: float


@dataclass
class Form:
    """One form while a person fills it. `op` names the operation: sent again, it still makes one row.

    `place` names the form in the browser, where more than one may share a slot (a new registration, a correction), and
    `owner` the account. `shown` are the values that the form showed when it was opened (domain.conflicts.Seen), `drawn`
    those of the run that is being drawn.
    """

    op: str = field(default_factory=_new_op)
    tries: int = 0
    refused: DvkError | None = None
    done: Any = None
    shown: dict[str, Any] = field(default_factory=dict)
    drawn: dict[str, Any] = field(default_factory=dict)
    place: str = ""
    owner: str = ""
    fields: dict[str, Field] = field(default_factory=dict)
    emptied: bool = False
    asked: bool = False
    answered: bool = False
    kept: dict[str, Any] = field(default_factory=dict)
    restored: bool = False
    sent: Sent | None = None
    settled: dict[str, Any] | None = None
    waiting: Callable[[], None] | None = None

    @property
    def problems(self) -> Mapping[str, str]:
        return self.refused.problems if isinstance(self.refused, Invalid) else {}

    def take(self, answer: Any) -> None:
        """Remembers what came of sending it; the next run shows it."""
        self.tries += 1
        self.refused = answer if isinstance(answer, DvkError) else None
        self.done = None if self.refused else answer

    def operation(self, content: str) -> str:
        """The operation that sending `content` is: this form's, or the one that has carried the same content out."""
        sent = self.sent
        same = sent is not None and sent.content == content and time.monotonic() < sent.until
        return sent.op if sent is not None and same else self.op

    def values(self) -> dict[str, Any]:
        """What stands in its fields, as the browser can keep it."""
        return {name: plain(st.session_state.get(one.key)) for name, one in self.fields.items()}

    def unsent(self) -> dict[str, Any] | None:
        """What somebody has typed and not sent; None while there is only what stood there by itself."""
        values = self.values()
        typed = any((values[name] or None) != (one.preset or None) for name, one in self.fields.items())
        return values if typed and values != self.settled else None

    def sent_elsewhere(self, content: str) -> None:
        """Another tab has sent this draft: the same content is that operation, anything else a new one."""
        self.sent, self.settled = Sent(self.op, content, float("inf")), self.values()
        self.op, self.restored = _new_op(), False


@dataclass(frozen=True, slots=True)
class Ask:
    """How a column is asked for: an example as placeholder, a label when the sheet's header is not what people say."""

    name: str
    example: str = ""
    label: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


def current(slot: str, place: str | None = None) -> Form:
    """The form of this slot in this session. Another account or another `place` has another form, drawn empty."""
    owner = st.session_state.get(OWNER, "")
    form: Form | None = st.session_state.get(f"{slot}.form")
    wanted = place or (form.place if form else slot)
    if form is None or (form.place, form.owner) != (wanted, owner):
        form = Form(place=wanted, owner=owner, emptied=form is not None and (form.emptied or bool(form.fields)))
        st.session_state[f"{slot}.form"] = form
    return form


def renew(slot: str, sent: Sent | None = None) -> None:
    """Empties the form for the next record: another operation. `sent` is the one that was carried out."""
    old = current(slot)
    st.session_state[f"{slot}.form"] = Form(place=old.place, owner=old.owner, asked=True, emptied=True, sent=sent)


def content_of(asked: Any) -> str:
    """A short name of what is sent, the same for the same content whether it was typed or restored."""
    return hashlib.sha256(json.dumps(_canonical(asked), sort_keys=True, default=str).encode()).hexdigest()[:32]


def _canonical(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _canonical(one) for name, one in value.items() if one not in (None, "", [], ())}
    if isinstance(value, list | tuple):
        return [_canonical(one) for one in value]
    return value


def recall(slot: str, name: str, check: Callable[[Any], Any], preset: Any = None, *, key: str = "") -> bool:
    """Before a field is drawn: puts into it what the browser kept, or empties it. Whether it did either.

    What was typed meanwhile stays: after a lost session the browser sends it along, and the draft comes later.
    """
    form = current(slot)
    first = name not in form.fields
    one = form.fields[name] = Field(key or f"{slot}.{name}", plain(preset))
    drawn = DRAWN.get()
    if drawn is not None:
        drawn[slot] = None
    if name in form.kept:
        value = check(form.kept.pop(name))
        typed = plain(st.session_state.get(one.key)) or None
        empties = not value and not one.preset  # what is typed just now, the server has not heard of it, would be lost
        if value is not None and typed in (None, one.preset or None) and not empties:
            st.session_state[one.key] = value
            return True
    if first and form.emptied:
        st.session_state[one.key] = preset
        return True
    return False


def text_area(slot: str, name: str, label: str, *, height: int = 96) -> str:
    """A text that is no column of a table: a reason, a remedy."""
    recall(slot, name, text_of, "")
    return st.text_area(label, key=f"{slot}.{name}", height=height, persist_state="session") or ""


def text_of(kept: Any) -> str | None:
    return kept[:LONGEST] if isinstance(kept, str) else None


def draw(spec: Spec, ask: Ask, *, page: str, problems: Mapping[str, str], preset: Any = None) -> Any:
    """The input for one column and, beneath it in red, what is wrong with it. Returns what stands in it.

    `preset` stands there until somebody types. It is the widget's own default and not written into the session, as a
    new session would write it over what the browser sends along from the lost one.
    """
    label = (ask.label or spec.header) + (" *" if spec.column.required else "")
    start = _start(spec, ask, preset)
    given = recall(page, ask.name, partial(restored, spec, ask), start)
    default = {} if given else widgets.default(spec, ask.options, start)
    widget = widgets.widget(spec, ask.options, ask.example)
    value = widget(label, key=f"{page}.{ask.name}", help=_help(spec), persist_state="session", **default)
    if ask.name in problems:
        st.markdown(f":red[{ICON} **{escaped(problems[ask.name])}**]")
    return value


def _start(spec: Spec, ask: Ask, preset: Any) -> Any:
    """What stands in the widget at first: the preset if it is one of its values, the only option, or nothing."""
    value = restored(spec, ask, plain(preset))
    if value is not None or spec.kind is Kind.DAY:
        return value
    if widgets.is_many(spec, ask.options):
        return []
    if ask.options:
        return next(iter(ask.options)) if len(ask.options) == 1 else None
    return None if spec.allowed else ""


def _help(spec: Spec) -> str | None:
    return spec.column.help or None


def summary(form: Form, order: Sequence[str]) -> None:
    """What must be mended, on top, in the words that also stand at the fields; the page moves there after each try.

    `order` names the fields from top to bottom.
    """
    if not form.problems:
        return
    names = sorted(form.problems, key=order.index)
    lines = "\n".join(f"- {escaped(form.problems[name])}" for name in names)
    st.error(f"**Chưa gửi được. Cần sửa {len(form.problems)} mục:**\n\n{lines}", icon=ICON)
    st.html(
        f"<script>/* {form.tries} */document.querySelector('[data-testid=stMain]').scrollTo({{top: 0}})</script>",
        unsafe_allow_javascript=True,
    )


def failure(form: Form) -> None:
    """Why a complete form was not written; everything typed stays."""
    if form.refused is None or isinstance(form.refused, Invalid | Duplicate):
        return
    said = message(form.refused)
    st.error(f"**{said.happened}** {said.means} {said.todo}", icon=":material/cloud_off:")


def as_typed(spec: Spec, value: Any) -> Any:
    """A value of a record as it stands in the widget of its column: numbers, lists and Có/Không as people type them."""
    if isinstance(value, bool):
        return str(YesNo.YES if value else YesNo.NO)
    if isinstance(value, tuple):
        return "; ".join(value) if spec.kind is Kind.LIST and not spec.column.refers else list(value)
    if isinstance(value, int | float):
        return vi.number(value) if value == int(value) else f"{value:g}".replace(".", ",")
    return value


def plain(value: Any) -> Any:
    """A field's value as the browser can keep it."""
    return value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, list | tuple) else value


def restored(spec: Spec, ask: Ask, kept: Any) -> Any:
    """What the browser kept, if it still is a value of this column; the browser's word is not taken for it."""
    options = tuple(ask.options) or spec.allowed
    if spec.kind is Kind.DAY:
        return day_of(kept)
    if isinstance(kept, list):
        return [one for one in kept if one in options]
    if not isinstance(kept, str) or (options and kept not in options):
        return None
    return kept[: spec.column.limit or LONGEST]


def day_of(kept: Any) -> date | None:
    """A day as the browser kept it."""
    if not isinstance(kept, str):
        return None
    try:
        return date.fromisoformat(kept)
    except ValueError:
        return None
