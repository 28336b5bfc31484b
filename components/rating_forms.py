"""The forms of Xếp loại: an officer writes what the council gives, an administrator changes criteria (R41, R42)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import streamlit as st

from components import acting, draft, forms, press, ratings, status, vi
from components.forms import Ask
from components.markup import escaped
from domain.fields import specs
from domain.plans import Plan, Rule
from domain.score_parts import INSPECTION
from domain.score_rules import (
    CRITERION_FIELDS,
    POINT_FIELDS,
    TOTAL_FIELDS,
    bounds,
    change_criterion,
    is_councils,
    is_typed,
    score_criterion,
    score_total,
)
from domain.scoring import How, Points, UnitScore
from domain.snapshot import Snapshot
from domain.tables import Criterion, Row, Score
from domain.vocabulary_movement import TOTAL

SPECS = {
    Score: {spec.name: spec for spec in specs(Score)},
    Criterion: {spec.name: spec for spec in specs(Criterion)},
}
Pressed = tuple[str, Rule, str]


def give(one: Points, of: UnitScore, snapshot: Snapshot) -> Pressed | None:
    """A panel for the council's points by one criterion; of the inspection criterion only the unit's own view."""
    if one.how is How.LEFT_OUT:
        return None
    unit_id = of.unit.unit_id or ""
    slot = f"xep_loai.{unit_id}.{one.code}"
    label = "Chấm điểm" if is_typed(one) else "Ghi điểm tự chấm"
    with _panel(slot, label, icon=":material/edit:") as is_open:
        if not is_open:
            return None
        fields = POINT_FIELDS if is_typed(one) else POINT_FIELDS[:1]
        shown = one.row or _row(snapshot, unit_id, one.code)
        st.markdown(f":gray[{_hint(one)}]")
        examples = {"points": f"0 đến {ratings.short(one.most)}", "self_points": f"0 đến {ratings.short(one.most)}"}
        values = _fields(slot, shown, fields, examples)
        if press.button("Ghi điểm", key=f"{slot}.press", type="primary"):
            rule = partial(score_criterion, unit_id=unit_id, criterion_id=one.code, values=values)
            return slot, rule, f"Đã ghi điểm {one.code} của {unit_id}"
    return None


def _hint(one: Points) -> str:
    if one.code == INSPECTION:
        return "Điểm chấp hành kiểm tra tính từ tab Kiểm tra và Tồn tại, không nhập tay."
    least, most = (ratings.short(bound) for bound in bounds(one))
    if not is_councils(one):
        return "Tiêu chí này tính tự động; chỉ nhập điểm thẩm định khi điều chỉnh, kèm lý do."
    if one.part is not None and one.part.council:
        return f"Nhập cả phần tự động ({least} điểm): từ {least} đến {most}. Điểm ngoài khoảng này cần lý do."
    return f"Hội đồng chấm từ {least} đến {most} điểm."


def decide(of: UnitScore, snapshot: Snapshot) -> Pressed | None:
    """A panel for the bonus, the deduction for falsified figures and the official rating."""
    unit_id = of.unit.unit_id or ""
    slot = f"xep_loai.{unit_id}.{TOTAL}"
    with _panel(slot, "Thưởng, trừ, xếp loại chính thức", icon=":material/gavel:") as is_open:
        if not is_open:
            return None
        st.markdown(
            ":gray[Điểm thưởng tối đa 5 (được cấp trên khen). Điểm trừ tối đa 10, khi số liệu không trung thực; "
            "tồn tại quá hạn đã tự trừ.]"
        )
        shown = of.row or _row(snapshot, unit_id, TOTAL)
        values = _fields(slot, shown, TOTAL_FIELDS, {"bonus": "0 đến 5", "deduction": "0 đến 10"})
        if press.button("Ghi kết quả", key=f"{slot}.press", type="primary"):
            return slot, partial(score_total, unit_id=unit_id, values=values), f"Đã ghi kết quả của {unit_id}"
    return None


def change(one: Criterion) -> Pressed | None:
    """A panel for the name, the most points, the unit types, the way of scoring and the explanation of a criterion."""
    code = one.criterion_id or ""
    slot = f"xep_loai.tieu_chi.{code}"
    with _panel(slot, "Sửa tiêu chí", icon=":material/edit:") as is_open:
        if not is_open:
            return None
        values = _fields(slot, one, CRITERION_FIELDS, {"max_points": "Ví dụ: 15"})
        st.markdown(":gray[Không chọn loại đơn vị nào nghĩa là áp dụng cho mọi đơn vị.]")
        if press.button("Ghi tiêu chí", key=f"{slot}.press", type="primary"):
            return slot, partial(change_criterion, criterion_id=code, values=values), f"Đã sửa {escaped(code)}"
    return None


def write_all(slot: str, plan: Plan) -> bool:
    """How many rows of Chấm điểm differ from what is worked out now, and the button that writes them; if pressed."""
    rows = len(plan.adds) + len(plan.edits)
    with st.container(horizontal=True, vertical_alignment="center", key="xep_loai-write_all"):
        if not rows:
            status.small("Điểm tự động và xếp loại đề xuất trong tab Chấm điểm đang khớp với số liệu.")
            return False
        records = [*(add.record for add in plan.adds), *(edit.record for edit in plan.edits)]
        units = len({getattr(one, "unit_id", "") for one in records})
        acting.refusal(slot)
        pressed = press.button(
            f"Ghi điểm tự động vào sổ ({vi.counted(rows, 'dòng')})", key=f"{slot}.press", icon=":material/calculate:"
        )
        status.small(
            f"{vi.counted(rows, 'dòng')} của {vi.counted(units, 'đơn vị')} trong tab Chấm điểm khác số đang tính. "
            "Điểm hội đồng và xếp loại chính thức giữ nguyên."
        )
    return pressed


def writing(plan: Plan) -> str:
    """What is said while these rows are written."""
    return f"Đang ghi {vi.counted(len(plan.adds) + len(plan.edits), 'dòng')} vào tab Chấm điểm…"


@contextmanager
def _panel(slot: str, label: str, *, icon: str) -> Iterator[bool]:
    """As `acting.opening`, within the page: below the last criterion a floating panel would have no room."""
    with st.expander(label, icon=icon, key=acting.panel(slot), on_change="rerun") as found:
        yield bool(found.open)


def _row(snapshot: Snapshot, unit_id: str, code: str) -> Score:
    """The row before anything was typed."""
    return Score(year=int(snapshot.settings.plan_year), unit_id=unit_id, criterion_id=code)


def _fields(slot: str, shown: Row, fields: Sequence[str], examples: Mapping[str, str]) -> dict[str, Any]:
    """The inputs of these columns, as they stand in the row."""
    acting.opened(slot, shown, fields)
    draft.line(slot)
    columns, problems = SPECS[Score if isinstance(shown, Score) else Criterion], forms.current(slot).problems
    values = {}
    for name in fields:
        preset = forms.as_typed(columns[name], getattr(shown, name))
        told = {name: problems[name]} if name in problems else {}
        values[name] = forms.draw(
            columns[name], Ask(name, examples.get(name, "")), page=slot, problems=told, preset=preset
        )  # fmt: skip
    acting.failure(slot)
    return values
