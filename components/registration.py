"""The registration form: which columns it asks for and in which order (design, section 5.4; R18 to R21)."""

import re
from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import draft, forms, links, vi
from components.forms import Ask, Form
from components.markup import escaped
from domain import names
from domain.errors import Duplicate
from domain.fields import specs
from domain.permissions import OWN_ONLY, WRITES, Actor
from domain.quarters import Quarter
from domain.registration import registers
from domain.snapshot import Snapshot
from domain.tables import Model, Unit
from domain.vocabulary import Field, ModelKind, UnitType

PAGE = "dang_ky"
SPECS = {spec.name: spec for spec in specs(Model)}
EDITING = f"{PAGE}.editing"
OPERATION = re.compile(r"[0-9a-f]{32}")

TITLE = Ask("title", "Ví dụ: Đoạn suối tự quản")
KIND = Ask("kind")
FIELD = Ask("field")
FIELD_OTHER = Ask("field_other", "Ví dụ: chuyển đổi số", label="Lĩnh vực khác, ghi rõ *")
OBJECTIVE = Ask("objective", "Ví dụ: Suối sạch, không còn rác sau phiên chợ")
KPI_NAME = Ask("kpi_name", "Ví dụ: Hộ ký cam kết", label="Chỉ tiêu đo được")
KPI_TARGET = Ask("kpi_target", "Ví dụ: 45")
KPI_UNIT = Ask("kpi_unit", "Ví dụ: hộ")
METHOD = Ask("method", "Ví dụ: Họp dân, chia đoạn suối cho từng nhóm hộ, dọn hai lần mỗi tháng")
HOUSEHOLDS = Ask("hh_plan", "Ví dụ: 45")
OWNER = Ask("owner", "Chức danh, ví dụ: Trưởng thôn", label="Người phụ trách (chức danh)")
START, END = Ask("start"), Ask("end")
MORE = (
    Ask("hard_issue"),
    Ask("reason", "Vì sao chọn việc này"),
    Ask("baseline", "Hiện nay thế nào, có số liệu càng tốt"),
    Ask("beneficiaries", "Ví dụ: hộ dân ven suối"),
    Ask("partners", "Ví dụ: Hội LHPN; Đoàn TNCS Hồ Chí Minh"),
    Ask("resources", "Kinh phí, ngày công, vật tư"),
    Ask("output", "Ví dụ: biên bản cam kết, ảnh trước và sau"),
    Ask("sustain", "Ai tiếp tục làm sau khi kết thúc"),
    Ask("linked", "Ví dụ: Toàn dân đoàn kết xây dựng đời sống văn hóa"),
    Ask("consult", "Ngày họp dân, số người dự, liên kết biên bản"),
    Ask("hh_agree", "Ví dụ: 40"),
)
VILLAGES = Ask("village_ids", "Chọn các thôn")
BA_NHAT = Ask("ba_nhat")
ASKED = (
    "unit_id", "title", "kind", "field", "field_other", "objective", "kpi_name", "kpi_target", "kpi_unit", "method",
    "hh_plan", "owner", "start", "end", *(ask.name for ask in MORE), "village_ids", "ba_nhat",
)  # fmt: skip


def units_for(actor: Actor, snapshot: Snapshot) -> dict[str, str]:
    """The units that `actor` may register for, by ID with their full names; empty for who may not register."""
    if Model.TAB not in WRITES[actor.role]:
        return {}
    return {
        unit.unit_id: names.full_label(unit, snapshot.units)
        for unit in snapshot.units
        if unit.unit_id
        and registers(unit, snapshot.today)
        and (actor.role not in OWN_ONLY or unit.unit_id == actor.unit_id)
    }


def prepare(form: Form, units: Mapping[str, str], actor: Actor, snapshot: Snapshot, wanted: str | None) -> None:
    """Presets of a new form: the unit of the personal link or the actor's own, Tập thể, today."""
    own = next((one for one in (wanted, actor.unit_id) if one in units), None)
    presets = {"unit_id": own, "kind": ModelKind.COLLECTIVE, "start": snapshot.today}
    for name, value in presets.items():
        st.session_state.setdefault(f"{PAGE}.{name}", value)
    _keep(form, units, actor, snapshot)


def correct(form: Form, model: Model) -> None:
    """Fills the form with a registration that was sent back, once, and says why it was."""
    if st.session_state.get(EDITING) != model.model_id:
        form.__dict__.update(Form(asked=True).__dict__)
        st.session_state[EDITING] = model.model_id
        for name in ASKED:
            value = getattr(model, name)
            st.session_state.pop(f"{PAGE}.{name}", None)
            if value not in (None, ()):
                st.session_state[f"{PAGE}.{name}"] = forms.as_typed(SPECS[name], value)
    if model.reason_back:
        st.warning(f"**Cần bổ sung:** {escaped(model.reason_back)}", icon=":material/reply:")


def way_back(model: Model) -> None:
    """Out of the correction without sending it."""
    st.page_link(
        links.to(links.MODELS),
        label="Về mô hình, không sửa",
        icon=":material/arrow_back:",
        query_params={"mh": model.model_id or ""},
    )


def end_correction() -> None:
    """It was sent. The same link may come again when it is sent back again, and then is another operation."""
    st.session_state.pop(EDITING, None)
    st.query_params.pop("mh", None)


def leave_correction() -> None:
    """A new registration does not begin with the words of one that was being mended."""
    if st.session_state.pop(EDITING, None) is None:
        return
    st.session_state.pop(f"{PAGE}.form", None)
    for name in ASKED:
        st.session_state.pop(f"{PAGE}.{name}", None)


def _keep(form: Form, units: Mapping[str, str], actor: Actor, snapshot: Snapshot) -> None:
    """Hands what was typed to the browser, and takes back what it kept from before F5."""
    typed = {name: forms.plain(value) for name in ASKED if (value := st.session_state.get(f"{PAGE}.{name}"))}
    touched = bool(typed.keys() - {"unit_id", "kind", "start"})
    kept = draft.sync(
        f"{PAGE}.{actor.email}", {"op": form.op, **typed} if touched and form.asked else None, ask=not form.asked
    )
    if kept is None or form.asked:
        return
    form.asked = True
    if OPERATION.fullmatch(str(kept.get("op", ""))):
        form.op = kept["op"]
    for name in ASKED:
        options = {"unit_id": dict(units), "village_ids": _villages(snapshot)}.get(name, {})
        value = forms.restored(SPECS[name], Ask(name, options=options), kept.get(name))
        if value and name not in typed.keys() - {"unit_id", "kind", "start"}:
            st.session_state[f"{PAGE}.{name}"] = value


def draw(form: Form, units: Mapping[str, str], snapshot: Snapshot) -> dict[str, Any]:
    """All inputs, one column; returns what stands in them by field name."""
    unit = snapshot.unit(st.session_state.get(f"{PAGE}.unit_id"))
    values = {"unit_id": _ask(form, Ask("unit_id", "Chọn thôn hoặc đơn vị", label="Thôn, đơn vị", options=units))}
    values |= {ask.name: _ask(form, ask) for ask in (TITLE, KIND, FIELD)}
    if values["field"] == Field.OTHER:
        values["field_other"] = _ask(form, FIELD_OTHER)
    values |= {"objective": _ask(form, OBJECTIVE)}
    values |= _row(form, (KPI_NAME, KPI_TARGET, KPI_UNIT), (2, 1, 1))
    values |= {"method": _ask(form, METHOD)}
    values |= _row(form, (HOUSEHOLDS, OWNER), (1, 2))
    values |= _row(form, (START, END), (1, 1))
    return values | _more(form, unit, snapshot)


def _ask(form: Form, ask: Ask) -> Any:
    return forms.draw(SPECS[ask.name], ask, page=PAGE, problems=form.problems)


def _row(form: Form, asks: tuple[Ask, ...], widths: tuple[int, ...]) -> dict[str, Any]:
    values = {}
    for column, ask in zip(st.columns(widths), asks, strict=True):
        with column:
            values[ask.name] = _ask(form, ask)
    return values


def _more(form: Form, unit: Unit | None, snapshot: Snapshot) -> dict[str, Any]:
    """The other content items of the tab: villages covered of units that are none, "Ba nhất" of the police."""
    kind = unit.unit_type if unit else None
    asks = list(MORE)
    if kind is not UnitType.VILLAGE:
        asks.append(Ask(VILLAGES.name, VILLAGES.example, options=_villages(snapshot)))
    if kind is UnitType.POLICE:
        asks.append(BA_NHAT)
    wrong = any(ask.name in form.problems for ask in asks)
    with st.expander("Thông tin thêm (không bắt buộc)", icon=":material/add:", expanded=wrong):
        return {ask.name: _ask(form, ask) for ask in asks}


def _villages(snapshot: Snapshot) -> dict[str, str]:
    return {
        unit.unit_id: names.label(unit, snapshot.units)
        for unit in snapshot.units
        if unit.unit_id and unit.unit_type is UnitType.VILLAGE
    }


def ask_if_other(duplicate: Duplicate) -> str | None:
    """The question about a model of nearly the same name: `other` or `same`, None while nobody has answered."""
    st.warning(
        f"Đơn vị đã có mô hình tên gần giống: “{escaped(duplicate.title)}” ({duplicate.existing}). "
        "Đây có phải mô hình khác không?",
        icon=":material/content_copy:",
    )
    with st.container(horizontal=True):
        if st.button("Mô hình khác, gửi đăng ký", key=f"{PAGE}.other", type="primary"):
            return "other"
        if st.button("Không, đã đăng ký rồi", key=f"{PAGE}.same"):
            return "same"
    return None


def success(model_id: str, row: int | None, link: str | None, actor: Actor, snapshot: Snapshot) -> None:
    """The code, the sheet row and what happens next."""
    draft.sync(f"{PAGE}.{actor.email}", None, clear=True)
    st.title("Đăng ký đã được ghi nhận", anchor=False)
    st.success(f"**Đã ghi vào sổ đăng ký.** Mã mô hình **{model_id}**.", icon=":material/check_circle:")
    st.header("Việc tiếp theo", anchor=False)
    st.markdown("\n".join(f"{at}. {step}" for at, step in enumerate(_next_steps(row, snapshot), 1)))
    with st.container(horizontal=True):
        if link:
            st.link_button("Mở dòng vừa ghi", link, icon=":material/table_view:")
        st.button("Đăng ký mô hình khác", key=f"{PAGE}.again", type="primary", on_click=forms.renew, args=(PAGE, ASKED))


def _next_steps(row: int | None, snapshot: Snapshot) -> list[str]:
    due = snapshot.settings.report_due(Quarter.of(snapshot.today))
    steps = ["Văn phòng HĐND và UBND xã xem và duyệt; trạng thái hiện nay là **Chờ duyệt**."]
    if due and due >= snapshot.today:
        steps.append(f"Sau khi được duyệt, báo cáo tiến độ quý này trước ngày **{vi.day(due)}**.")
    if row:
        steps.append(f"Bản đăng ký nằm ở **dòng {row}**, tab **{Model.TAB}** của trang tính.")
    return steps
