"""What a person reads when something did not work: what happened, what it means, what to do. The one place for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from components.markup import escaped
from domain import errors as e

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Message:
    """`happened` is the bold first sentence; `means` and `todo` follow in plain words."""

    happened: str
    means: str
    todo: str


def restoring(year: int | None = None) -> str:
    """How a copy of the workbook is put back; `year` is that of a later one, whose name the commands need."""
    of = f" --year {year}" if year else ""
    each = "" if year else " (sổ của một năm sau: thêm --year và số năm)"
    return (
        f"Chạy lệnh python -m sheets.backup --list{of} để xem các bản sao lưu, rồi "
        f"python -m sheets.backup --restore NGÀY{of}{each}; không cần tắt ứng dụng."
    )


RESTORE = restoring()

OF_THE_FILE = (e.FileDamaged, e.FileMissing, e.FileBusy, e.DiskFull, e.FileReadOnly, e.DiskFailing)

MESSAGES: dict[type[e.DvkError], Message] = {
    e.Unreachable: Message(
        "Chưa kết nối được Google Sheets.",
        "Máy chủ của Google không trả lời hoặc mạng bị gián đoạn.",
        "Hệ thống tự thử lại; không cần làm gì.",
    ),
    e.QuotaExceeded: Message(
        "Google Sheets tạm dừng trả lời vì có quá nhiều lượt đọc.",
        "Đây là giới hạn của Google, thường hết sau một phút.",
        "Hệ thống tự thử lại; không cần làm gì.",
    ),
    e.AccessDenied: Message(
        "Ứng dụng chưa được phép mở trang tính.",
        "Trang tính chưa được chia sẻ cho tài khoản dịch vụ của ứng dụng.",
        "Mở trang tính, bấm Chia sẻ và thêm địa chỉ của tài khoản dịch vụ với quyền Người chỉnh sửa.",
    ),
    e.WorkbookMissing: Message(
        "Không tìm thấy trang tính hoặc thiếu một tab.",
        "Trang tính đã bị xóa, đổi mã, hoặc một tab cần dùng không còn.",
        "Khôi phục tab trong Lịch sử phiên bản của trang tính, hoặc chạy lệnh python -m sheets.provision.",
    ),
    e.HeaderMissing: Message(
        "Một tab thiếu tiêu đề cột bắt buộc.",
        "Dòng tiêu đề đã bị sửa hoặc xóa nên chưa thể đọc số liệu.",
        "Sửa lại dòng 1 của tab, hoặc chạy lệnh python -m sheets.provision để thêm cột thiếu.",
    ),
    e.FileDamaged: Message(
        "Không đọc được tệp dữ liệu trên máy.",
        "Tệp bị hỏng hoặc không phải tệp của ứng dụng. Ứng dụng giữ nguyên tệp đó, không ghi gì vào.",
        RESTORE,
    ),
    e.QueueDamaged: Message(
        "Không đọc được tệp hàng chờ gửi trên máy chủ.",
        "Chưa lưu được nội dung này; nội dung vẫn còn trên màn hình. Số liệu trên trang tính không bị ảnh hưởng.",
        "Báo người quản trị: đổi tên tệp outbox.sqlite3 trong thư mục dữ liệu (đừng xóa), rồi bấm gửi lại.",
    ),
    e.Conflict: Message(
        "Người khác vừa sửa bản ghi này.",
        "Nội dung của bạn chưa được ghi và vẫn còn trên màn hình.",
        "Xem từng mục bên dưới và chọn giá trị đúng, rồi gửi lại.",
    ),
    e.FileMissing: Message(
        "Tệp dữ liệu trên máy không còn ở chỗ cũ.",
        "Tệp đã bị xóa hoặc chuyển đi. Ứng dụng không tự tạo sổ mới, để khỏi lẫn với số liệu thật.",
        f"Đưa tệp về thư mục dữ liệu, hoặc khôi phục từ bản sao lưu. {RESTORE}",
    ),
    e.FileBusy: Message(
        "Tệp dữ liệu trên máy đang bận.",
        "Một chương trình khác đang giữ tệp.",
        "Đóng chương trình đó; hệ thống tự thử lại.",
    ),
    e.DiskFull: Message(
        "Ổ đĩa đã đầy.",
        "Không còn chỗ để ghi tệp dữ liệu. Số liệu đã ghi trước đó vẫn còn nguyên.",
        "Dọn bớt ổ đĩa; hệ thống tự thử lại.",
    ),
    e.FileReadOnly: Message(
        "Ứng dụng không được ghi vào tệp dữ liệu.",
        "Tệp hoặc thư mục dữ liệu đang ở chế độ chỉ đọc, hoặc thuộc về người dùng khác của máy.",
        "Cấp lại quyền ghi cho thư mục dữ liệu; hệ thống tự thử lại.",
    ),
    e.DiskFailing: Message(
        "Ổ đĩa không đọc hoặc không ghi được tệp dữ liệu.",
        "Ổ đĩa có thể bị hỏng hoặc đã bị ngắt kết nối.",
        "Chép thư mục dữ liệu sang ổ khác rồi kiểm tra ổ đĩa; hệ thống tự thử lại.",
    ),
    e.NotWritten: Message(
        "Chưa ghi được lên trang tính.",
        "Nội dung vẫn còn trên màn hình.",
        "Bấm **Gửi lại**.",
    ),
    e.Undecided: Message(
        "Chưa rõ đã ghi được lên trang tính hay chưa.",
        "Mất kết nối trong lúc chờ trả lời. Nội dung vẫn còn trên màn hình.",
        "Bấm **Gửi lại**: nếu lần trước đã ghi thì hệ thống không ghi thêm dòng thứ hai.",
    ),
    e.NotAllowed: Message(
        "Tài khoản này không được làm việc này.",
        "Vai trò của tài khoản trong tab Tài khoản không có quyền tương ứng.",
        "Đổi tài khoản, hoặc liên hệ Văn phòng HĐND và UBND xã.",
    ),
    e.Gone: Message(
        "Không tìm thấy bản ghi này trên trang tính nữa.",
        "Dòng đã bị xóa, hoặc mã của nó nằm ở hai dòng.",
        "Tải lại trang; nếu vẫn không thấy, xem tab Nhật ký hoặc báo Văn phòng HĐND và UBND xã.",
    ),
    e.Mended: Message(
        "Ô này không còn như trên danh sách.",
        "Người khác vừa sửa ô này, hoặc dòng đã bị xóa. Chưa có gì bị ghi đè.",
        "Tải lại trang; nếu ô vẫn còn trong danh sách thì bấm sửa lại.",
    ),
    e.OtherYear: Message(
        "Sổ ghi trong mục so_nam_sau của tab Cài đặt không phải sổ của năm đó.",
        "Sổ ấy ghi một năm khác ở nam_ke_hoach, hoặc đã là sổ của một năm khác.",
        "Kiểm tra nam_ke_hoach của sổ năm sau và so_nam_sau của sổ năm trước.",
    ),
    e.NoSuchYear: Message(
        "Không mở được sổ của năm đang xem.",
        "Sổ ấy chưa được mở, hoặc sổ năm trước không còn ghi nó ở khóa so_nam_sau của tab Cài đặt. "
        "Không có gì được ghi vào sổ khác.",
        "Tải lại trang để chọn một năm khác.",
    ),
    e.NotConfigured: Message(
        "Chưa cài đặt đăng nhập.",
        "Ứng dụng không hiển thị gì cho đến khi biết ai đang xem.",
        "Xem mục “Connecting a Google Sheet” trong README.",
    ),
    e.StoreError: Message(
        "Trang tính chưa thực hiện được yêu cầu.",
        "Không có gì bị thay đổi.",
        "Thử lại sau ít phút; nếu vẫn không được, báo người quản trị.",
    ),
    e.DvkError: Message(
        "Chưa thực hiện được yêu cầu.",
        "Không có gì bị thay đổi.",
        "Thử lại sau ít phút; nếu vẫn không được, báo người quản trị.",
    ),
}


MOST_HEADERS = 3  # missing headers that are named; Lỗi dữ liệu lists all


def message(error: e.DvkError, year: int | None = None) -> Message:
    """The message of the error's class, or of the nearest class above it; why the file took no write is told too.

    Of missing headers it says which, and which ones look like them. `year`: of the workbook of a later year.
    """
    said = next(MESSAGES[kind] for kind in type(error).__mro__ if kind in MESSAGES)
    if year and RESTORE in said.todo:
        return Message(said.happened, said.means, said.todo.replace(RESTORE, restoring(year)))
    if isinstance(error, e.HeaderMissing) and error.problems:
        which = " ".join(escaped(one.message) for one in error.problems[:MOST_HEADERS])
        return Message(which, said.means, said.todo)
    why = MESSAGES[type(error.__cause__)] if isinstance(error.__cause__, OF_THE_FILE) else None
    if why is None or not isinstance(error, e.NotWritten):
        return said
    return Message(said.happened, f"{why.happened} {why.means} {said.means}", f"{why.todo} {said.todo}")


def show(error: e.DvkError) -> None:
    """Say on the page what happened, what it means and what to do."""
    said = message(error)
    st.error(f"**{said.happened}** {said.means} {said.todo}", icon=":material/error:")


@contextmanager
def told() -> Iterator[None]:
    """Turns an error of the application into its sentence, where a page would have been."""
    try:
        yield
    except e.DvkError as error:
        show(error)


def attempt(action: Callable[[], T]) -> T | e.DvkError:
    """The answer of `action`, or the error that it was refused with: pages decide by `isinstance`, not by `try`."""
    try:
        return action()
    except e.DvkError as error:
        return error


def unexpected(code: str) -> None:
    """A fault of the program. `code` stands in the log beside the traceback, which nobody sees here."""
    st.error(
        f"**Có lỗi trong chương trình.** Số liệu không bị thay đổi. Tải lại trang; nếu vẫn lỗi, báo người quản trị mã "
        f"**{code}**.",
        icon=":material/error:",
    )
