"""The criteria of the emulation score as they start: a draft that the council changes in its tab (R41, R42)."""

from domain.tables import Criterion
from domain.vocabulary import UnitType
from domain.vocabulary_movement import ScoringMethod

_AUTO, _COUNCIL = ScoringMethod.AUTOMATIC, ScoringMethod.COUNCIL
REGISTERING = tuple(one for one in UnitType if one not in (UnitType.LEADERSHIP, UnitType.OTHER))

# Code, name, points at most, unit types, how it is scored, explanation.
# fmt: off
_LINES: tuple[tuple[str, str, int, tuple[UnitType, ...], ScoringMethod, str], ...] = (
    ("TC1", "Quán triệt, tuyên truyền", 15, REGISTERING, _AUTO, "15 × số hoạt động tuyên truyền / mục tiêu của năm, tối đa 15."),
    ("TC2", "Đăng ký mô hình", 20, REGISTERING, _COUNCIL, "Đăng ký đúng hạn 8, muộn 4, không đăng ký 0; hội đồng chấm chất lượng 0–12: trọng tâm, vấn đề khó, chỉ tiêu đo được, có ý kiến Nhân dân."),
    ("TC3", "Kết quả mô hình", 25, REGISTERING, _AUTO, "25 × tiến độ bình quân quý IV của các mô hình / 100."),
    ("TC4", "Chế độ báo cáo", 10, REGISTERING, _AUTO, "10 × (số báo cáo đúng hạn + 0,5 × số báo cáo muộn) / số báo cáo phải nộp."),
    ("TC5", "Chấp hành kiểm tra, khắc phục tồn tại", 15, REGISTERING, _AUTO, "15 × tỷ lệ tồn tại đến hạn đã khắc phục; không có tồn tại đến hạn: 15."),
    ("TC6", "Phát hiện, đề xuất, nhân rộng", 10, REGISTERING, _AUTO, "5 điểm cho mỗi điển hình được công nhận, tối đa 10."),
    ("TC7", "Phối hợp, dân chủ, cải cách hành chính", 5, REGISTERING, _COUNCIL, "Hội đồng chấm."),
)
# fmt: on


def criteria() -> tuple[Criterion, ...]:
    """The tab Tiêu chí as it starts: TC1 to TC7, 100 points in all."""
    return tuple(
        Criterion(criterion_id=code, name=name, max_points=most, unit_types=types, method=method, meaning=meaning)
        for code, name, most, types, method, meaning in _LINES
    )
