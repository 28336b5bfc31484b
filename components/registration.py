"""The registration form: which columns it asks for and in which order (design, section 5.4; R18 to R21)."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from components import draft, forms, links, press, states, vi
from components.forms import Ask
from components.markup import escaped
from domain import names
from domain.errors import Duplicate
from domain.fields import specs
from domain.permissions import OWN_ONLY, WRITES, Actor
from domain.registration import registers, taken_over
from domain.snapshot import Snapshot
from domain.tables import Model, Unit
from domain.view import shown_quarter
from domain.vocabulary import Field, ModelKind, ModelState, UnitType

PAGE = "dang_ky"
SHOWN = 5  # drafts that are offered above the form
SPECS = {spec.name: spec for spec in specs(Model)}

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


def presets(units: Mapping[str, str], actor: Actor, snapshot: Snapshot, wanted: str | None) -> dict[str, Any]:
    """What a new form starts with: the unit of the personal link or the actor's own, Tập thể, today."""
    own = next((one for one in (wanted, actor.unit_id) if one in units), None)
    return {"unit_id": own, "kind": ModelKind.COLLECTIVE, "start": snapshot.today}


def place_of(model: Model) -> str:
    """The name of the form that mends this registration, which is another one than that of a new registration."""
    return f"{PAGE}.{model.model_id}"


def link_of(place: str) -> str | None:
    """The registration that a form of this name mends; None for a new one."""
    return place.removeprefix(f"{PAGE}.") if place != PAGE else None


def presets_of(model: Model) -> dict[str, Any]:
    """What the form starts with that mends a registration."""
    return {name: forms.as_typed(SPECS[name], getattr(model, name)) for name in ASKED}


def sent_back(model: Model) -> None:
    """Why a registration was sent back, or from which model it was taken over."""
    if model.parent_id and model.state is ModelState.DRAFT:
        st.info(
            f"Bản đăng ký điền sẵn theo mô hình **{escaped(model.parent_id)}** được nhân rộng. Sửa cho đúng với "
            "đơn vị, điền các mục còn thiếu rồi gửi.",
            icon=":material/account_tree:",
        )
    if model.reason_back:
        st.warning(f"**Cần bổ sung:** {escaped(model.reason_back)}", icon=":material/reply:")


def received(snapshot: Snapshot, units: Mapping[str, str]) -> str | None:
    """Drafts that units of this account took over and have not sent yet; the one that was pressed."""
    found = [one for one in taken_over(snapshot) if one.unit_id in units]
    pressed = None
    for one in found[:SHOWN]:
        label = f"Hoàn thiện bản nhân rộng: {escaped(one.title or one.model_id or '')}, {units[one.unit_id or '']}"
        if press.button(label, key=f"{PAGE}.received.{one.model_id}", icon=":material/account_tree:", width="stretch"):
            pressed = one.model_id
    return pressed


def way_back(model: Model, label: str = "Về mô hình, không sửa") -> None:
    """Out of the correction without sending it."""
    st.page_link(
        links.to(links.MODELS),
        label=label,
        icon=":material/arrow_back:",
        query_params={"mh": model.model_id or ""},
    )


def not_to_mend(model: Model | None, units: Mapping[str, str]) -> None:
    """A link to mend a registration that is none, another unit's, or out of the unit's hands by now."""
    st.title("Sửa đăng ký", anchor=False)
    if model is None:
        states.not_found("mô hình")
    else:
        why = f"đang ở trạng thái {model.state or '—'}" if model.unit_id in units else "không thuộc đơn vị của bạn"
        st.info(
            f"**{escaped(model.title or model.model_id)}** {why} nên không sửa đăng ký được.",
            icon=":material/edit_off:",
        )
        way_back(model, "Xem mô hình")
    st.page_link(links.to(links.REGISTER), label="Đăng ký mô hình mới", icon=":material/add_circle:")


def draw(units: Mapping[str, str], snapshot: Snapshot, start: Mapping[str, Any]) -> dict[str, Any]:
    """All inputs, one column, with `start` in them at first; returns what stands in them by field name."""
    draft.line(PAGE)
    ask = partial(_ask, start)
    values = {"unit_id": ask(Ask("unit_id", "Chọn thôn hoặc đơn vị", label="Thôn, đơn vị", options=units))}
    unit = snapshot.unit(values["unit_id"])
    values |= {one.name: ask(one) for one in (TITLE, KIND, FIELD)}
    if values["field"] == Field.OTHER:
        values["field_other"] = ask(FIELD_OTHER)
    values |= {"objective": ask(OBJECTIVE)}
    values |= _row(start, (KPI_NAME, KPI_TARGET, KPI_UNIT), (2, 1, 1))
    values |= {"method": ask(METHOD)}
    values |= _row(start, (HOUSEHOLDS, OWNER), (1, 2))
    values |= _row(start, (START, END), (1, 1))
    return values | _more(start, unit, snapshot)


def _ask(start: Mapping[str, Any], ask: Ask) -> Any:
    problems = forms.current(PAGE).problems
    return forms.draw(SPECS[ask.name], ask, page=PAGE, problems=problems, preset=start.get(ask.name))


def _row(start: Mapping[str, Any], asks: tuple[Ask, ...], widths: tuple[int, ...]) -> dict[str, Any]:
    values = {}
    for column, ask in zip(st.columns(widths), asks, strict=True):
        with column:
            values[ask.name] = _ask(start, ask)
    return values


def _more(start: Mapping[str, Any], unit: Unit | None, snapshot: Snapshot) -> dict[str, Any]:
    """The other content items of the tab: villages covered of units that are none, "Ba nhất" of the police."""
    kind = unit.unit_type if unit else None
    asks = list(MORE)
    if kind is not UnitType.VILLAGE:
        asks.append(Ask(VILLAGES.name, VILLAGES.example, options=_villages(snapshot)))
    if kind is UnitType.POLICE:
        asks.append(BA_NHAT)
    wrong = any(ask.name in forms.current(PAGE).problems for ask in asks)
    with st.expander("Thông tin thêm (không bắt buộc)", icon=":material/add:", expanded=wrong):
        return {ask.name: _ask(start, ask) for ask in asks}


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
        if press.button("Mô hình khác, gửi đăng ký", key=f"{PAGE}.other", type="primary"):
            return "other"
        if press.button("Không, đã đăng ký rồi", key=f"{PAGE}.same"):
            return "same"
    return None


def success(model_id: str, row: int | None, link: str | None, snapshot: Snapshot) -> None:
    """The code, the sheet row and what happens next."""
    st.title("Đăng ký đã được ghi nhận", anchor=False)
    st.success(f"**Đã ghi vào sổ đăng ký.** Mã mô hình **{model_id}**.", icon=":material/check_circle:")
    st.header("Việc tiếp theo", anchor=False)
    st.markdown("\n".join(f"{at}. {step}" for at, step in enumerate(_next_steps(row, snapshot), 1)))
    with st.container(horizontal=True):
        if link:
            st.link_button("Mở dòng vừa ghi", link, icon=":material/table_view:")
        st.button("Đăng ký mô hình khác", key=f"{PAGE}.again", type="primary", on_click=forms.renew, args=(PAGE,))


def kept() -> None:
    """Saved on this machine and not on the sheet yet."""
    st.title("Đăng ký đã được lưu", anchor=False)
    st.warning(
        "**Đã lưu, chờ gửi lên trang tính.** Không cần gửi lại và có thể đóng trang này: hệ thống tự gửi, đúng một "
        "lần, khi trang tính trả lời.",
        icon=":material/schedule_send:",
    )
    st.markdown("Mã mô hình hiện ở đây và ở trang **Chờ gửi** khi trang tính đã ghi.")
    with st.container(horizontal=True):
        st.page_link(links.to(links.QUEUE), label="Xem trang Chờ gửi", icon=":material/schedule_send:")
        st.button("Đăng ký mô hình khác", key=f"{PAGE}.again", on_click=forms.renew, args=(PAGE,))


def _next_steps(row: int | None, snapshot: Snapshot) -> list[str]:
    due = snapshot.settings.report_due(shown_quarter(snapshot))
    steps = ["Văn phòng HĐND và UBND xã xem và duyệt; trạng thái hiện nay là **Chờ duyệt**."]
    if due and due >= snapshot.today:
        steps.append(f"Sau khi được duyệt, báo cáo tiến độ quý này trước ngày **{vi.day(due)}**.")
    if row:
        steps.append(f"Bản đăng ký nằm ở **dòng {row}**, tab **{Model.TAB}** của trang tính.")
    return steps
