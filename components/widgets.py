"""Which of Streamlit's widgets asks for a column, by its kind. Numbers are text: `1.200` and `3,2` stay as typed."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from domain.fields import Kind, Spec


def widget(spec: Spec, options: Mapping[str, str], example: str) -> Callable[..., Any]:
    """The widget; `options` by value with their labels where other records are chosen, `example` as placeholder."""
    if options:
        return _choice_of_options(spec, options, example)
    if spec.kind is Kind.CHOICE or spec.kind is Kind.YES_NO:
        return _one_of(spec.allowed)
    if spec.kind is Kind.CHOICES:
        return partial(st.pills, options=spec.allowed, selection_mode="multi")
    if spec.kind is Kind.DAY:
        return partial(st.date_input, format="DD/MM/YYYY")
    if spec.kind is Kind.LONG_TEXT:
        return partial(st.text_area, placeholder=example, height=96)
    return partial(st.text_input, placeholder=example, max_chars=spec.column.limit, autocomplete="off")


def is_many(spec: Spec, options: Mapping[str, str]) -> bool:
    """Whether the widget holds a list."""
    return spec.kind is Kind.CHOICES or (spec.kind is Kind.LIST and bool(options))


def default(spec: Spec, options: Mapping[str, str], start: Any) -> dict[str, Any]:
    """The argument of the widget that puts `start` into it."""
    if options and not is_many(spec, options):
        return {"index": list(options).index(start) if start in options else None}
    return {"default": start} if options or spec.allowed else {"value": start}


def _choice_of_options(spec: Spec, options: Mapping[str, str], example: str) -> Callable[..., Any]:
    shown = partial(_label_in, options)
    if spec.kind is Kind.LIST:
        return partial(st.multiselect, options=list(options), format_func=shown, placeholder=example)
    return partial(st.selectbox, options=list(options), format_func=shown, placeholder=example)


def _label_in(options: Mapping[str, str], option: str) -> str:
    return options.get(option, option)


def _one_of(allowed: Sequence[str]) -> Callable[..., Any]:
    choice = st.segmented_control if len(allowed) <= 3 else st.pills
    return partial(choice, options=allowed, selection_mode="single")
