"""Inspections KT-2026-0001 … 0017, with judgements and conclusions."""

from typing import NamedTuple

from domain.sample.shorthand import YEAR, code, quarter_name, the_day
from domain.tables import Inspection
from domain.vocabulary import Grade, InspectionKind, InspectionState, Judgement

_CHECK, _WATCH = InspectionKind.INSPECTION, InspectionKind.SUPERVISION
_PLANNED, _DONE = InspectionState.PLANNED, InspectionState.DONE
_CONCLUDED, _CANCELLED = InspectionState.CONCLUDED, InspectionState.CANCELLED
_JUDGEMENTS = {"Đ": Judgement.RIGHT, "M": Judgement.PARTLY, "C": Judgement.NOT_YET}

_OFFICE = "Văn phòng HĐND và UBND, UB MTTQ xã, Phòng Kinh tế"
_CENTRE = "Lãnh đạo và công chức Trung tâm Phục vụ hành chính công"
_FRONT = "UB MTTQ xã, Hội LHPN, Hội Nông dân, đại diện Nhân dân"


class _Line(NamedTuple):
    number: int
    day: str
    kind: InspectionKind
    unit_id: str
    model: int
    judgements: str  # content / schedule / goal
    state: InspectionState
    grade: Grade | None
    team: str


# fmt: off
_LINES = (
    _Line( 1, "14/05", InspectionKind.GUIDANCE,   "TH-15",  5, "",      _DONE,      None,       _OFFICE),
    _Line( 2, "09/06", _CHECK,                    "TH-03",  8, "Đ/M/M", _CONCLUDED, Grade.FAIR, _OFFICE),
    _Line( 3, "10/06", _CHECK,                    "TH-04",  9, "M/M/M", _CONCLUDED, Grade.PASS, _OFFICE),
    _Line( 4, "16/06", _WATCH,                    "TH-23", 21, "Đ/Đ/Đ", _CONCLUDED, Grade.FAIR, _FRONT),
    _Line( 5, "18/06", _CHECK,                    "DT-04", 20, "Đ/M/M", _CONCLUDED, Grade.PASS, _OFFICE),
    _Line( 6, "24/06", InspectionKind.SELF_CHECK, "CQ-04", 27, "Đ/Đ/Đ", _CONCLUDED, Grade.GOOD, _CENTRE),
    _Line( 7, "14/07", _CHECK,                    "TH-15",  5, "Đ/C/C", _CONCLUDED, Grade.FAIL, _OFFICE),
    _Line( 8, "15/07", _CHECK,                    "TH-10",  3, "M/C/C", _CONCLUDED, Grade.FAIL, _OFFICE),
    _Line( 9, "23/07", _CHECK,                    "TH-17",  2, "M/Đ/M", _CONCLUDED, Grade.FAIR, _OFFICE),
    _Line(10, "05/08", _CHECK,                    "TH-12", 13, "Đ/C/M", _CONCLUDED, Grade.PASS, _OFFICE),
    _Line(11, "12/08", _CHECK,                    "TH-04",  9, "Đ/C/M", _CONCLUDED, Grade.PASS, _OFFICE),
    _Line(12, "19/08", _WATCH,                    "TH-20", 24, "C/C/C", _CONCLUDED, Grade.FAIL, _FRONT),
    _Line(13, "20/08", _CHECK,                    "TH-13", 11, "",      _CANCELLED, None,       _OFFICE),
    _Line(14, "26/08", _CHECK,                    "DT-02", 15, "M/M/M", _CONCLUDED, Grade.PASS, _OFFICE),
    _Line(15, "03/09", InspectionKind.URGING,     "TH-10",  3, "",      _DONE,      None,       _OFFICE),
    _Line(16, "08/09", _CHECK,                    "TH-19", 16, "Đ/Đ/Đ", _DONE,      None,       _OFFICE),
    _Line(17, "25/09", _CHECK,                    "TH-24", 29, "",      _PLANNED,   None,       _OFFICE),
)
# fmt: on

# Where a delegation saw a model done for show.
_FORMALISM = {12}

_RESULTS = {
    1: "Đã hướng dẫn cách bình xét hộ, lập sổ luân chuyển con giống và cách ghi báo cáo quý.",
    2: "Đã dựng cột đoạn đầu thôn, Nhân dân tự nguyện góp công.",
    3: "Đã đo đạc, cắm mốc đoạn đầu, một số hộ tự lùi hàng rào.",
    4: "Camera lắp đúng vị trí Nhân dân đã chọn, hình ảnh rõ.",
    5: "Hội viên đã phát quang, vớt rác đoạn suối gần khu dân cư.",
    6: "Lịch trực thứ Bảy duy trì đều, hồ sơ tiếp nhận được trả đúng hẹn.",
    7: "Hộ đã nhận con giống chăm sóc tốt, chuồng trại gọn gàng.",
    8: "Thôn đã vận động được một số hộ đăng ký nhưng chưa triển khai.",
    9: "Các hộ gieo trồng đúng lịch, vùng rau màu đã liền thửa.",
    10: "Đã phát quang kênh chính, các nhóm hộ nhận đoạn rõ ràng.",
    11: "Đã có biên bản họp dân, thêm hộ đồng ý hiến đất.",
    12: "Đã treo biển ở nhà văn hóa, chưa thấy hoạt động cụ thể tại các dòng họ.",
    13: "Hủy do mưa lũ, sẽ sắp xếp vào dịp khác.",
    14: "Các điểm thu gom ở khu trung tâm hoạt động, một số điểm xa còn ít người đến.",
    15: "Đã nhắc thôn cử người phụ trách và nộp báo cáo; thôn hứa làm trong tháng 9.",
    16: "Các hộ được thăm đều phân loại đúng, tổ tự quản ghi sổ đầy đủ.",
}

_CONCLUSIONS = {
    2: "Mô hình đúng hướng, được dân ủng hộ; đề nghị sớm tìm thêm nguồn để kịp tiến độ.",
    3: "Cách làm phù hợp; cần bổ sung biên bản họp dân và tiếp tục vận động các hộ còn lại.",
    4: "Làm tốt, đúng đăng ký; đề nghị công khai đầy đủ khoản đóng góp tại nhà văn hóa.",
    5: "Mô hình có ý nghĩa; cần hoàn thiện ảnh và danh sách hộ tham gia.",
    6: "Thực hiện đúng kế hoạch, tiếp tục duy trì.",
    7: "Nội dung đúng đăng ký nhưng tiến độ chậm, chưa đạt mục tiêu của giai đoạn.",
    8: "Mô hình chưa triển khai trên thực tế; đề nghị cử người phụ trách và nộp báo cáo.",
    9: "Tiến độ bảo đảm; cần viết lại chỉ tiêu cho rõ, đo được.",
    10: "Nhân dân tham gia nhiệt tình; cần đẩy nhanh các nhánh còn lại và bổ sung minh chứng.",
    11: "Có chuyển biến so với lần trước nhưng vẫn chậm; đề nghị tập trung tháo gỡ các hộ còn vướng.",
    12: "Mô hình còn hình thức; đề nghị tổ chức ký cam kết và hoạt động thực chất tại từng dòng họ.",
    14: "Có kết quả ban đầu; cần làm rõ phần việc riêng của mô hình so với phong trào của chi hội.",
}


def inspections() -> tuple[Inspection, ...]:
    """The tab Kiểm tra, in order of number, which is also the order of time."""
    return tuple(_inspection(line) for line in _LINES)


def _inspection(line: _Line) -> Inspection:
    day = the_day(line.day)
    judged = [_JUDGEMENTS[letter] for letter in line.judgements.split("/") if letter]
    content, schedule, goal = judged or (None, None, None)
    return Inspection(
        insp_id=code("KT", line.number),
        kind=line.kind,
        date=day,
        year=YEAR,
        quarter=quarter_name(day),
        unit_id=line.unit_id,
        model_ids=(f"MH-{YEAR}-{line.model:04d}",),
        team=line.team,
        results=_RESULTS.get(line.number),
        ok_content=content,
        ok_schedule=schedule,
        ok_goal=goal,
        formalism=line.number in _FORMALISM if judged else None,
        conclusion=_CONCLUSIONS.get(line.number),
        grade=line.grade,
        istatus=line.state,
    )
