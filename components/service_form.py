"""The form in which an officer fills in the figures of one indicator, or of all of a quarter (R26 to R35)."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components import acting, draft, forms, vi
from components import service_words as words
from components.forms import Ask
from components.markup import escaped
from domain.fields import specs
from domain.government import row_of
from domain.quarters import Quarter
from domain.service_fields import USED
from domain.service_rules import FIGURE_FIELDS, blank_row
from domain.snapshot import Snapshot
from domain.tables import ServiceFigure
from domain.vocabulary_movement import ServiceIndicator as I

SPECS = {spec.name: spec for spec in specs(ServiceFigure)}
EVERY = "Tất cả chỉ tiêu của quý"
WANTED = "chi-tieu"
"""The address names the indicator to fill in by this."""
NOTED = frozenset({I.INNOVATIONS})
"""Indicators whose note says what the figure means; of the others it is asked for one by one."""
HINT = (
    "**Chỉ ghi số lượng.** Không ghi họ tên, địa chỉ, số điện thoại của người nộp đơn, không ghi nội dung đơn; "
    "tố cáo phải giữ bí mật theo luật. Ô **để trống** nghĩa là chưa có số liệu, **0** nghĩa là không phát sinh."
)
NOTES = {
    I.INNOVATIONS: "Mô tả từng đổi mới, sáng kiến (không ghi tên người)",
    I.DISCLOSURE: "Ghi chú, ví dụ hình thức công khai",
}
Rows = dict[str, dict[str, Any]]


def choose() -> tuple[I, ...]:
    """The indicators to fill in, by the address: F5 comes back to the form that was being filled."""
    wanted = st.query_params.get(WANTED, "")
    codes = ["", *USED]
    code = st.selectbox(
        "Chỉ tiêu", codes, codes.index(wanted) if wanted in codes else 0, key="chinh_quyen.fill",
        format_func=lambda one: words.named(I(one)) if one else EVERY,
    )  # fmt: skip
    st.query_params[WANTED] = code
    return (I(code),) if code else tuple(USED)


def slot_of(quarter: Quarter, codes: Sequence[I]) -> str:
    return f"chinh_quyen.{quarter.key}.{codes[0] if len(codes) == 1 else 'all'}"


def draw(slot: str, quarter: Quarter, codes: Sequence[I], snapshot: Snapshot) -> Rows:
    """The inputs, filled with what was saved; the figures of the quarter before as placeholders."""
    form = forms.current(slot)
    fields = {code: _fields(code, alone=len(codes) == 1) for code in codes}
    order = [f"{code}.{name}" for code, names in fields.items() for name in names]
    forms.summary(form, [*order, *(f"{code}.{name}" for code in codes for name in FIGURE_FIELDS), "rows", "quarter"])
    rows = {code: row_of(snapshot, quarter, code) or blank_row(quarter, code) for code in codes}
    acting.opened_all(slot, rows.values(), FIGURE_FIELDS)
    st.info(HINT, icon=":material/shield_person:")
    draft.line(slot)
    values: Rows = {}
    for code, names in fields.items():
        st.markdown(f"**{escaped(words.named(code))}**")
        values[code] = _indicator(slot, code, names, rows[code], _before(snapshot, quarter, code))
    acting.failure(slot)
    return {code: given for code, given in values.items() if _is_filled(given, rows[I(code)])}


def _is_filled(given: Mapping[str, Any], row: ServiceFigure) -> bool:
    """Whether there is something to write: typed now, or there before and perhaps taken away."""
    return any(given.values()) or any(getattr(row, name) is not None for name in given)


def _fields(code: I, *, alone: bool) -> tuple[str, ...]:
    return (*USED[code], "note") if alone or code in NOTED else USED[code]


def _before(snapshot: Snapshot, quarter: Quarter, code: I) -> ServiceFigure | None:
    return row_of(snapshot, quarter.previous, code)


def _indicator(
    slot: str, code: I, names: Sequence[str], row: ServiceFigure, before: ServiceFigure | None
) -> dict[str, Any]:  # fmt: skip
    values: dict[str, Any] = {}
    counts = [name for name in names if name != "note"]
    for name, column in zip(counts, st.columns(max(2, len(counts))), strict=False):
        with column:
            values[name] = _ask(slot, code, name, words.MEANINGS[code][name], row, _was(before, name))
    if "note" in names:
        values["note"] = _ask(slot, code, "note", NOTES.get(code, "Ghi chú"), row, "")
    return values


def _was(before: ServiceFigure | None, name: str) -> str:
    value = getattr(before, name) if before else None
    return "" if before is None or value is None else f"Quý {before.quarter}: {vi.number(value)}"


def _ask(slot: str, code: I, name: str, label: str, row: ServiceFigure, example: str) -> Any:
    spec = SPECS[name]
    preset = forms.as_typed(spec, getattr(row, name))
    ask = Ask(f"{code}.{name}", example, label=label)
    return forms.draw(spec, ask, page=slot, problems=forms.current(slot).problems, preset=preset)
