"""Forms drawn from the declaration of a table: one input per column, its error beneath it, a summary on top."""

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from components import vi
from components.markup import escaped
from components.messages import message
from domain.errors import Duplicate, DvkError, Invalid
from domain.fields import Kind, Spec
from domain.vocabulary import YesNo

ICON = ":material/error:"


@dataclass
class Form:
    """One form while a person fills it. `op` names the operation: sent again, it still makes one row."""

    op: str = field(default_factory=lambda: uuid.uuid4().hex)
    tries: int = 0
    refused: DvkError | None = None
    done: Any = None
    asked: bool = False

    @property
    def problems(self) -> Mapping[str, str]:
        return self.refused.problems if isinstance(self.refused, Invalid) else {}

    def take(self, answer: Any) -> None:
        """Remembers what came of sending it; the next run shows it."""
        self.tries += 1
        self.refused = answer if isinstance(answer, DvkError) else None
        self.done = None if self.refused else answer


@dataclass(frozen=True, slots=True)
class Ask:
    """How a column is asked for: an example as placeholder, a label when the sheet's header is not what people say."""

    name: str
    example: str = ""
    label: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


def current(page: str) -> Form:
    """The form of this page in this session; new on the first visit."""
    form: Form = st.session_state.setdefault(f"{page}.form", Form())
    return form


def renew(page: str, names: Collection[str]) -> None:
    """Empties the form for the next record. A callback: widgets may be emptied only before they are drawn."""
    st.session_state[f"{page}.form"] = Form(asked=True)
    for name in names:
        st.session_state.pop(f"{page}.{name}", None)


def draw(spec: Spec, ask: Ask, *, page: str, problems: Mapping[str, str]) -> Any:
    """The input for one column and, beneath it in red, what is wrong with it. Returns what stands in it."""
    label = (ask.label or spec.header) + (" *" if spec.column.required else "")
    key = f"{page}.{ask.name}"
    value = _widget(spec, ask)(label, key=key, help=_help(spec), persist_state="session")
    if ask.name in problems:
        st.markdown(f":red[{ICON} **{escaped(problems[ask.name])}**]")
    return value


def _help(spec: Spec) -> str | None:
    return spec.column.help or None


def _widget(spec: Spec, ask: Ask) -> Callable[..., Any]:
    """Streamlit's widget for the column's kind. Numbers are text: `1.200` and `3,2` stay as people type them."""
    if ask.options:
        return _choice_of_options(spec, ask)
    if spec.kind is Kind.CHOICE or spec.kind is Kind.YES_NO:
        return _one_of(spec.allowed)
    if spec.kind is Kind.CHOICES:
        return partial(st.pills, options=spec.allowed, selection_mode="multi")
    if spec.kind is Kind.DAY:
        return partial(st.date_input, value=None, format="DD/MM/YYYY")
    if spec.kind is Kind.LONG_TEXT:
        return partial(st.text_area, placeholder=ask.example, height=96)
    return partial(st.text_input, placeholder=ask.example, max_chars=spec.column.limit, autocomplete="off")


def _choice_of_options(spec: Spec, ask: Ask) -> Callable[..., Any]:
    shown = partial(_label_in, ask.options)
    if spec.kind is Kind.LIST:
        return partial(st.multiselect, options=list(ask.options), format_func=shown, placeholder=ask.example)
    index = 0 if len(ask.options) == 1 else None
    return partial(st.selectbox, options=list(ask.options), index=index, format_func=shown, placeholder=ask.example)


def _label_in(options: Mapping[str, str], option: str) -> str:
    return options.get(option, option)


def _one_of(allowed: Sequence[str]) -> Callable[..., Any]:
    widget = st.segmented_control if len(allowed) <= 3 else st.pills
    return partial(widget, options=allowed, selection_mode="single")


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
        return _day(kept)
    if isinstance(kept, list):
        return [one for one in kept if one in options]
    if not isinstance(kept, str) or (options and kept not in options):
        return None
    return kept[:5000]


def _day(kept: Any) -> date | None:
    if not isinstance(kept, str):
        return None
    try:
        return date.fromisoformat(kept)
    except ValueError:
        return None
