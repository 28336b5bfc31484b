"""The form that empties the workbook: says what goes and what stays, and asks twice; the copies that are kept."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from components import forms, press, vi
from components.forms import ICON, Form
from components.markup import escaped
from domain import form_wording as wording
from domain.errors import DvkError, Invalid
from domain.snapshot import Snapshot


def form(snapshot: Snapshot, refused: DvkError | None) -> str | None:
    """The commune's name and the year as they were typed, once both questions are answered and the button is pressed.

    Nothing is asked for a year from which the next one goes on.
    """
    year, named = int(snapshot.settings.plan_year), snapshot.settings.named()
    book = st.session_state.get(forms.BOOK, "")
    st.header(f"Bắt đầu với sổ trống, năm {year}", anchor=False)
    if snapshot.settings.next_book:
        st.info(f"{wording.NOT_EMPTIED_ANY_MORE.format(year, year + 1)}.", icon=":material/lock:")
        return None
    st.markdown(
        f"Dùng khi xem thử xong và bắt đầu nhập số liệu thật của năm {year}.\n\n"
        f"- **Bỏ đi:** {_counts(snapshot)}, khóa kỳ và ngoại lệ, và dòng “DỮ LIỆU MẪU”.\n"
        "- **Giữ lại:** đơn vị, tài khoản, danh mục, tiêu chí, cài đặt và Nhật ký.\n"
        "- **Trở lại như ban đầu:** nhiệm vụ của từng đơn vị, chỉ tiêu chính quyền (chưa có số liệu).\n"
        "- **Trước khi bỏ,** chương trình lưu một bản sao của toàn bộ sổ. Không lưu được thì không bỏ gì."
    )
    if snapshot.url:
        st.markdown(
            "Trên Google Sheet, bản sao cần tài khoản dịch vụ có quyền tạo tệp trên Drive. Nếu chưa có quyền đó, "
            "hãy tự tạo bản sao rồi xóa các dòng bằng tay."
        )
    agreed = st.checkbox(
        f"Tôi hiểu các tab này của sổ năm {year} sẽ trống với mọi người.", key=f"quan_tri.agreed{book}"
    )
    name = st.text_input("Gõ tên xã và năm để xác nhận", key=f"quan_tri.commune{book}", placeholder=named)
    _refusal(refused)
    pressed = press.button(
        f"Lưu bản sao và làm trống sổ năm {year}", key="quan_tri.empty", icon=":material/delete_sweep:",
        disabled=not agreed,
    )  # fmt: skip
    return name if pressed and agreed else None


def done(copy: str, year: int) -> None:
    """Where the copy is, and what comes next."""
    st.success(f"**Sổ năm {year} đã trống.** Bản sao: **{escaped(copy)}**.", icon=":material/check_circle:")
    st.markdown(
        "Kiểm tra lại các tab **Đơn vị**, **Tài khoản** và **Cài đặt**, rồi gửi liên kết đăng ký cho các thôn, đơn vị."
    )


def copies(newest: Sequence[tuple[date, int]], *, today: bool, year: str = "") -> None:
    """Days and sizes (bytes) of the last copies, whether today has one, and how to put one back (of a later `year`)."""
    st.header("Bản sao của sổ", anchor=False)
    if not today:
        st.warning(
            "**Hôm nay chưa lưu được bản sao.** Kiểm tra ổ đĩa còn chỗ và quyền ghi vào thư mục dữ liệu; hệ thống tự "
            "thử lại sau ít phút.",
            icon=":material/warning:",
        )
    for day, size in newest:
        st.markdown(f"- **{vi.day(day)}**, {vi.number(size / 1e6, 1)} MB")
    example = newest[0][0].isoformat() if newest else "2026-11-24"
    command = f"make restore DAY={example}" + (f" YEAR={year}" if year else "")
    st.markdown(
        f"Mỗi ngày sử dụng có một bản sao. Lấy lại sổ của một ngày: chạy `{command}` trên máy chủ, "
        "không cần tắt ứng dụng; tệp đang có vẫn được giữ."
    )


def _counts(snapshot: Snapshot) -> str:
    return vi.listing(
        [
            vi.counted(len(snapshot.models), "mô hình"),
            vi.counted(len(snapshot.reports), "báo cáo"),
            vi.counted(len(snapshot.village_sums), "tổng hợp quý"),
            vi.counted(len(snapshot.inspections), "lượt kiểm tra"),
            vi.counted(len(snapshot.findings), "tồn tại"),
            vi.counted(len(snapshot.difficulties), "khó khăn"),
            vi.counted(len(snapshot.communications), "hoạt động tuyên truyền"),
            vi.counted(len(snapshot.feedback), "ý kiến MTTQ"),
            vi.counted(len(snapshot.exemplars), "điển hình"),
            vi.counted(len(snapshot.rewards), "đề nghị khen thưởng"),
            vi.counted(len(snapshot.scores), "dòng chấm điểm"),
        ]
    )


def _refusal(refused: DvkError | None) -> None:
    if isinstance(refused, Invalid):
        for sentence in refused.problems.values():
            st.markdown(f":red[{ICON} **{escaped(sentence)}**]")
    elif refused is not None:
        forms.failure(Form(refused=refused))
