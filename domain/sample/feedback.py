"""Ý kiến MTTQ: what the Fatherland Front and the mass organisations said, and what was answered by 15/09."""

from typing import NamedTuple

from domain.sample.shorthand import code, on
from domain.tables import Feedback
from domain.vocabulary_movement import Acceptance, FeedbackKind

_WATCH, _DOUBT, _SAY = FeedbackKind.SUPERVISION, FeedbackKind.CRITICISM, FeedbackKind.SUGGESTION


class _Line(NamedTuple):
    day: str
    unit_id: str
    kind: FeedbackKind
    target: str
    due: str
    content: str
    acceptance: Acceptance = Acceptance.UNANSWERED
    replied: str = ""
    reply: str | None = None


# fmt: off
_LINES = (
    _Line("02/06", "DT-03", _SAY, "CQ-01", "17/06", "đề nghị gửi mẫu phiếu đăng ký bản điện tử", Acceptance.ACCEPTED, "09/06", "Đã gửi mẫu phiếu và liên kết đăng ký."),
    _Line("18/06", "MT-01", _SAY, "TH-23", "30/06", "đề nghị công khai thu chi", Acceptance.ACCEPTED, "28/06", "Thôn đã niêm yết các khoản đóng góp tại nhà văn hóa."),
    _Line("22/06", "MT-01", _DOUBT, "MH-2026-0003", "10/07", "đề nghị bỏ chỉ tiêu không khả thi", Acceptance.EXPLAINED, "05/07", "Chỉ tiêu 15 hộ đã bàn trong họp dân, giữ nguyên và rà lại cuối quý III."),
    _Line("10/07", "DT-02", _SAY, "MH-2026-0015", "25/07", "đề nghị bố trí thêm điểm tập kết phế liệu", Acceptance.PARTLY, "22/07", "Bố trí thêm hai điểm, các điểm còn lại chờ mặt bằng."),
    _Line("05/08", "DT-01", _SAY, "CQ-02", "20/08", "đề nghị hỗ trợ kỹ thuật cho các vườn mẫu", Acceptance.ACCEPTED, "14/08", "Phòng cử cán bộ xuống từng vườn theo lịch."),
    _Line("21/08", "MT-01", _WATCH, "CQ-01", "05/09", "kết quả giám sát tại 3 thôn", Acceptance.PARTLY, "04/09", "Tiếp thu kiến nghị về hồ sơ, minh chứng; việc bổ sung kinh phí còn xem xét."),
    _Line("25/08", "DT-04", _SAY, "TH-16", "10/09", "đề nghị thôn cử người cùng trông coi đoạn suối tự quản"),
    _Line("08/09", "MT-01", _WATCH, "CQ-04", "23/09", "giám sát việc trả kết quả thủ tục hành chính đúng hẹn"),
)
# fmt: on


def feedback() -> tuple[Feedback, ...]:
    """The tab Ý kiến MTTQ, in the order of the days."""
    return tuple(
        Feedback(
            feedback_id=code("YK", number),
            date=on(line.day),
            unit_id=line.unit_id,
            kind=line.kind,
            target_id=line.target,
            content=line.content,
            reply_due=on(line.due),
            reply=line.reply,
            acceptance=line.acceptance,
            replied=on(line.replied),
        )
        for number, line in enumerate(_LINES, start=1)
    )
