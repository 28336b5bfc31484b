"""The form that opens the next year: what is taken along, what begins anew, number and day of the plan."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from components import forms, press, vi
from components.forms import ICON, Form
from components.markup import escaped
from domain.errors import DvkError, Invalid
from domain.plan_next_year import UNDECIDED_NO, NextYear, number_after, units_of
from domain.snapshot import Snapshot

STEPS = {
    "checked": "Đã kiểm tra nơi đặt sổ",
    "filled": "Đã lập các tab, đơn vị, tài khoản, tiêu chí, nhiệm vụ",
    "linked": "Đã nối với sổ năm trước",
}


def form(snapshot: Snapshot, refused: DvkError | None) -> NextYear | None:
    """What the administrator typed, once the button is pressed."""
    year = number_after(snapshot)
    st.header(f"Mở sổ năm {year}", anchor=False)
    st.markdown(_said(snapshot, year))
    problems = refused.problems if isinstance(refused, Invalid) else {}
    number = st.text_input("Số kế hoạch *", UNDECIDED_NO, key="nam.plan_no", max_chars=60)
    _problem(problems.get("plan_no"))
    day = st.date_input(
        "Ngày ban hành kế hoạch (hoặc ngày dự kiến) *", date(year, 1, 15), key="nam.plan_date", format="DD/MM/YYYY",
        min_value=date(year - 1, 1, 1), max_value=date(year, 12, 31), width=340,
    )  # fmt: skip
    _problem(problems.get("plan_date"))
    address = _address(year) if snapshot.url else ""
    _problem(problems.get("address"))
    if refused is not None and not problems:
        forms.failure(Form(refused=refused))
    if press.button(f"Mở sổ năm {year}", key="nam.open", type="primary", icon=":material/library_add:"):
        return NextYear(number, day, address)
    return None


def progress(year: int, open_it: Callable[[Callable[[str], None]], int | DvkError]) -> int | DvkError:
    """Opens it while each step is told."""
    with st.status(f"Đang mở sổ năm {year}…", expanded=True) as box:
        answer = open_it(_step)
        failed = isinstance(answer, DvkError)
        box.update(label="Chưa mở được" if failed else f"Đã mở sổ năm {year}", state="error" if failed else "complete")
    return answer


def _step(step: str) -> None:
    st.markdown(f":material/check: {STEPS[step]}")


def not_yet(year: int) -> None:
    """For everybody but the administrator: what will be here, and who opens it."""
    st.info(
        f"**Chưa mở sổ năm {year}.** Khi quản trị mở, hai năm đứng cạnh nhau ở trang này, và ô chọn năm hiện ở đầu mọi "
        "trang. Sổ cũ giữ nguyên, vẫn xem và in được.",
        icon=":material/event_upcoming:",
    )


def done(year: int) -> None:
    """What comes next."""
    st.success(
        f"**Đã mở sổ năm {year}.** Kiểm tra các hạn trong tab **Cài đặt** và danh sách tài khoản của sổ mới. "
        "Chuyển tiếp từng mô hình ở trang của mô hình đó.",
        icon=":material/check_circle:",
    )


def _said(snapshot: Snapshot, year: int) -> str:
    units, all_units = len(units_of(snapshot)), len(snapshot.units)
    accounts = sum(bool(one.active) for one in snapshot.accounts)
    gone = f" ({all_units - units} đơn vị đã hết hiệu lực ở lại sổ cũ)" if all_units > units else ""
    place = "một trang tính Google riêng" if snapshot.url else "một tệp riêng trong thư mục dữ liệu"
    return (
        f"Năm {year} có sổ riêng, là {place}; sổ năm {year - 1} không thay đổi gì.\n\n"
        f"- **Mang sang:** {vi.counted(units, 'đơn vị')}{gone}, {vi.counted(accounts, 'tài khoản đang dùng')}, "
        f"danh mục, {vi.counted(len(snapshot.criteria), 'tiêu chí')} như đang có, cài đặt với mọi hạn "
        f"dời sang năm {year}.\n"
        "- **Lập mới:** nhiệm vụ của từng đơn vị và chỉ tiêu chính quyền theo quý.\n"
        "- **Không mang sang:** mô hình (chuyển tiếp từng mô hình), báo cáo, kiểm tra, khóa kỳ và ngoại lệ."
    )


def _address(year: int) -> str:
    st.markdown(
        f"Tạo một trang tính Google trống cho năm {year}, bấm **Chia sẻ** cho tài khoản dịch vụ của ứng dụng với quyền "
        "**Người chỉnh sửa**, rồi dán địa chỉ vào đây."
    )
    return st.text_input(
        "Địa chỉ trang tính *", key="nam.address", placeholder="https://docs.google.com/spreadsheets/d/…"
    )


def _problem(sentence: str | None) -> None:
    if sentence:
        st.markdown(f":red[{ICON} **{escaped(sentence)}**]")
