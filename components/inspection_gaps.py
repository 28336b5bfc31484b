"""Units and models that no inspection of the quarter has reached yet, each with the press that plans one (I11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from components import links, vi
from components.columns import beside
from components.markup import escaped
from components.models import page_of
from components.planning import Reader, labels_of, plan
from domain import inspection_plan as plans
from domain import names
from domain.vocabulary import UnitType

UNITS, MODELS = "Đơn vị", "Mô hình"
SHOWN, DESK = 8, 12


@dataclass(frozen=True, slots=True)
class Gap:
    """A unit or a model that was not inspected in the quarter."""

    unit_id: str
    unit: str
    unit_type: UnitType | None
    about: str
    planned: date | None
    model_id: str = ""


def show(reader: Reader) -> None:
    """Who does not count in I11 and I11b yet; one press plans an inspection there."""
    units, models = _unit_gaps(reader), _model_gaps(reader)
    if not units and not models:
        st.success("Mọi đơn vị, mô hình đang theo dõi đã được kiểm tra trong quý.", icon=":material/task_alt:")
        return
    st.header(
        f"Chưa được kiểm tra: {vi.counted(len(units), 'đơn vị')}, {vi.counted(len(models), 'mô hình')}", anchor=False
    )
    kept = _filtered(units, models)
    if not kept:
        st.info("Không có dòng nào khớp. Bỏ bớt điều kiện để xem lại.", icon=":material/filter_alt_off:")
    shown = page_of(kept, SHOWN if reader.phone else DESK, key="kiem_tra.gaps")
    for one, place in zip(shown, beside(len(shown), phone=reader.phone), strict=True):
        with place, st.container(border=True, gap="xsmall", height="stretch"):
            _gap(one, reader)


def _unit_gaps(reader: Reader) -> list[Gap]:
    labels = labels_of(reader.snapshot)
    return [
        Gap(
            one.unit.unit_id or "", labels.get(one.unit.unit_id or "", vi.UNKNOWN), one.unit.unit_type,
            vi.counted(len(one.models), "mô hình đang theo dõi"), one.planned,
        )
        for one in plans.uninspected_units(reader.view)
    ]  # fmt: skip


def _model_gaps(reader: Reader) -> list[Gap]:
    labels, snapshot = labels_of(reader.snapshot), reader.snapshot
    planned = {one.unit.unit_id: one.planned for one in plans.uninspected_units(reader.view)}
    return [
        Gap(
            one.model.unit_id or "", labels.get(one.model.unit_id or "", vi.UNKNOWN),
            unit.unit_type if (unit := snapshot.unit(one.model.unit_id)) else None,
            one.model.title or one.model.model_id or vi.UNKNOWN, planned.get(one.model.unit_id),
            one.model.model_id or "",
        )
        for one in plans.uninspected_models(reader.view)
    ]  # fmt: skip


def _filtered(units: Sequence[Gap], models: Sequence[Gap]) -> list[Gap]:
    """Units or models, of one kind of unit, not planned yet, by words."""
    boxes = st.columns([1, 1, 1])
    with boxes[0]:
        what = st.segmented_control(
            "Danh sách", (UNITS, MODELS), key="ds_kt", default=UNITS, bind="query-params", required=True
        )
    kinds = [kind for kind in UnitType if any(one.unit_type is kind for one in (*units, *models))]
    with boxes[1]:
        kind = st.selectbox("Khối", kinds, None, key="khoi_kt", bind="query-params", placeholder="Mọi khối")
    with boxes[2]:
        typed = st.text_input("Tìm", key="tim_kt", bind="query-params", placeholder="Đơn vị, mô hình, mã")
    words = names.bare(typed or "").split()
    return [
        one
        for one in (models if what == MODELS else units)
        if kind in (None, one.unit_type)
        and all(word in names.bare(f"{one.unit} {one.about} {one.unit_id} {one.model_id}") for word in words)
    ]


def _gap(one: Gap, reader: Reader) -> None:
    planned = f":blue-badge[:material/event: kế hoạch {vi.day(one.planned)}]" if one.planned else ""
    badge = planned or ":orange-badge[:material/event_busy: chưa có kế hoạch]"
    said = f"**{escaped(one.about)}**  \n:gray[{escaped(one.unit)} · {escaped(one.model_id)}]"
    unit = f"**{escaped(one.unit)}**  \n:gray[{one.about}]"
    st.markdown(said if one.model_id else unit)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(badge, width="content")
        if reader.plans and not one.planned:
            st.button(
                "Lập kế hoạch kiểm tra", key=f"kiem_tra.gap.{one.unit_id}.{one.model_id}", icon=":material/add:",
                on_click=plan, args=(reader, one.unit_id, one.model_id),
            )  # fmt: skip
        slug, query = (links.MODELS, {"mh": one.model_id}) if one.model_id else (links.UNITS, {"dv": one.unit_id})
        label = "Mở mô hình" if one.model_id else "Mở đơn vị"
        st.page_link(links.to(slug), label=label, query_params=query, width="content")
