"""Pages without data: nothing registered yet, still loading, not allowed, not configured."""

import streamlit as st

from components import links
from components.markup import escaped


def empty(villages: int, others: int) -> None:
    """No model yet (design, state-empty): what to do, in order."""
    st.title("Chưa có mô hình nào được đăng ký.", anchor=False)
    with st.container(border=True):
        st.header(":material/inbox: Bắt đầu theo ba bước", anchor=False)
        st.markdown(
            f"1. Gửi liên kết đăng ký cho {villages} thôn và {others} đơn vị.\n"
            "2. Duyệt từng mô hình ở trang **Mô hình**.\n"
            "3. Biểu đồ tự hiện khi có báo cáo đầu tiên."
        )
        st.page_link(links.to(links.REGISTER), label="Mở trang Đăng ký", icon=":material/add_circle:")


def no_tasks() -> None:
    """The tab Nhiệm vụ has no row: a workbook from which somebody has deleted them all."""
    st.title("Chưa có nhiệm vụ nào của kế hoạch trong sổ.", anchor=False)
    st.info(
        "Nhiệm vụ của từng đơn vị được lập sẵn theo kế hoạch khi sổ được thiết lập. Kiểm tra tab **Nhiệm vụ** của sổ.",
        icon=":material/inbox:",
    )


def loading() -> None:
    """The shape of the page while the first reading is under way."""
    st.title("Đang tải số liệu…", anchor=False)
    for column in st.columns(5):
        with column:
            st.skeleton(height=150)
    left, right = st.columns([1.72, 1])
    with left:
        st.skeleton(height=420)
    with right:
        st.skeleton(height=420)


def may_not_register() -> None:
    """The page Đăng ký for an account that only looks: a sentence and the way back."""
    st.title("Đăng ký mô hình", anchor=False)
    st.info(
        "Tài khoản này chỉ xem số liệu, không đăng ký mô hình. "
        "Thôn, đơn vị hoặc chuyên viên đăng ký bằng tài khoản của mình.",
        icon=":material/visibility:",
    )
    st.page_link(links.to(links.OVERVIEW), label="Về trang Tổng quan", icon=":material/dashboard:")


def only_views(what: str) -> None:
    """A page of forms for an account that only looks."""
    st.title("Tài khoản này chỉ xem", anchor=False)
    st.info(f"Tài khoản này chỉ xem số liệu, không nhập {what}.", icon=":material/visibility:")
    st.page_link(links.to(links.OVERVIEW), label="Về trang Tổng quan", icon=":material/dashboard:")


def totals_only(title: str) -> None:
    """A page of single rows for an account that sees figures only."""
    st.title(title, anchor=False)
    st.info("Tài khoản này chỉ xem số liệu chung, không xem từng dòng của sổ.", icon=":material/visibility:")
    st.page_link(links.to(links.OVERVIEW), label="Về trang Tổng quan", icon=":material/dashboard:")


def figures_only() -> None:
    """A page whose charts are for everybody and whose rows are not, below its headline."""
    st.info("Tài khoản này chỉ xem số liệu chung, không xem từng dòng của sổ.", icon=":material/visibility:")


def large_screens_only() -> None:
    """Slides on a phone: letters made for a hall would be too small to read."""
    st.title("Trình chiếu", anchor=False)
    st.info("Trang này dành cho máy chiếu và màn hình lớn. Hãy mở trên máy tính.", icon=":material/slideshow:")
    st.page_link(links.to(links.OVERVIEW), label="Về trang Tổng quan", icon=":material/dashboard:")


def not_found(what: str) -> None:
    """A link to a record that is not there, or that this account may not see."""
    st.info(
        f"Không tìm thấy {what} này. Có thể dòng đã bị xóa, mã đã đổi, hoặc liên kết chép thiếu.",
        icon=":material/search_off:",
    )


def no_history() -> None:
    """A history that this account may not read, or of nothing that there is."""
    st.info("Tài khoản này không xem được lịch sử của bản ghi này, hoặc liên kết chép thiếu.", icon=":material/lock:")
    st.page_link(links.to(links.OVERVIEW), label="Về trang Tổng quan", icon=":material/dashboard:")


def no_deleted_rows() -> None:
    """The list of deleted rows for an account that brings none back."""
    st.title("Lịch sử thay đổi", anchor=False)
    st.info(
        "Mở lịch sử bằng liên kết **Lịch sử** ở từng mô hình, báo cáo, lượt kiểm tra, tồn tại, khó khăn mà tài khoản "
        "này được xem. Dòng đã bị xóa do chuyên viên hoặc quản trị khôi phục.",
        icon=":material/history:",
    )
    st.page_link(links.to(links.OVERVIEW), label="Về trang Tổng quan", icon=":material/dashboard:")


def sign_in() -> None:
    """Nobody has signed in: one button."""
    st.title("Đăng nhập để xem số liệu", anchor=False)
    st.markdown("Dùng tài khoản thư điện tử đã được ghi trong danh sách tài khoản của xã.")
    st.button("Đăng nhập", key="frame.sign_in", type="primary", icon=":material/login:", on_click=st.login)


def unknown_account(email: str) -> None:
    """Somebody has signed in whom the tab Tài khoản does not know: whom to ask, and nothing else."""
    st.title("Tài khoản chưa được cấp quyền", anchor=False)
    st.info(
        f"Địa chỉ **{escaped(email or 'không rõ')}** không có, đã ngừng kích hoạt, hoặc ghi hai lần trong tab "
        "**Tài khoản**.\n\n"
        "Liên hệ Văn phòng HĐND và UBND xã để được thêm vào danh sách, rồi tải lại trang.",
        icon=":material/lock:",
    )
    st.button("Đăng nhập bằng tài khoản khác", key="frame.sign_out", icon=":material/logout:", on_click=st.logout)


def closed() -> None:
    """Nobody is signed in and nobody may choose: what the person who runs the application has to do."""
    st.title("Chưa cài đặt đăng nhập", anchor=False)
    st.info(
        "Ứng dụng không hiển thị số liệu cho đến khi biết ai đang xem.\n\n"
        "Người quản trị chọn một trong hai cách:\n"
        "- **Dùng chính thức:** khai báo mục `[auth]` trong tệp `.streamlit/secrets.toml` theo mẫu "
        "`.streamlit/secrets.toml.example`, và thêm tài khoản vào tab **Tài khoản** của trang tính.\n"
        "- **Dùng thử trên chính máy này:** đặt biến môi trường `DVK_TRIAL=1`, chạy `make run` và mở "
        "`http://localhost:8501`.",
        icon=":material/lock:",
    )
