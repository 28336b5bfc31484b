"""The indicators of the government's service in words: what each figure counts, how a blank and a 0 are said."""

from collections.abc import Mapping

from components import vi
from domain.vocabulary_movement import LABELS
from domain.vocabulary_movement import ServiceIndicator as I

BLANK, NONE = "chưa có số liệu", "không phát sinh"
_CASES = {"received": "Số tiếp nhận", "planned": "Đến hạn trong quý", "done": "Đã giải quyết", "on_time": "Đúng hạn"}
MEANINGS: Mapping[I, Mapping[str, str]] = {
    I.RECEPTION: {"planned": "Số buổi theo lịch", "done": "Số buổi đã tiếp"},
    I.RECEPTION_BY_CHAIR: {"done": "Số buổi Chủ tịch trực tiếp"},
    I.VISITS: {"done": "Số lượt người"},
    I.DIALOGUES: {"planned": "Số cuộc theo kế hoạch", "done": "Số cuộc đã tổ chức", "received": "Số người dự"},
    I.DIALOGUE_OPINIONS: {"planned": "Số ý kiến nêu", "done": "Số ý kiến đã trả lời"},
    I.PETITIONS: _CASES,
    I.COMPLAINTS: _CASES,
    I.DENUNCIATIONS: _CASES,
    I.PROCEDURES: {"received": "Số hồ sơ tiếp nhận", "done": "Số hồ sơ đã giải quyết", "on_time": "Số đúng hạn"},
    I.ONLINE_FILES: {"done": "Số hồ sơ nộp trực tuyến"},
    I.DISCLOSURE: {"planned": "Số nội dung phải công khai", "done": "Số đã công khai"},
    I.CONSULTATIONS: {"done": "Số cuộc họp, lấy ý kiến", "received": "Số hộ dự"},
    I.SATISFACTION: {"planned": "Số phiếu thu về", "done": "Số phiếu hài lòng"},
    I.ATTITUDE: {"planned": "Số phản ánh", "done": "Số đã xử lý"},
    I.INNOVATIONS: {"done": "Số đổi mới, sáng kiến"},
}
"""What received, planned, done and on time count, by indicator (domain/2)."""


def named(code: I) -> str:
    """`CQ07 · Thủ tục hành chính`."""
    return f"{code} · {LABELS[code]}"


def said(value: int | None) -> str:
    """`46`; a blank is not a 0."""
    if value is None:
        return BLANK
    return f"0 ({NONE})" if value == 0 else vi.number(value)
