"""What the inspections found, and what became of it."""

from typing import NamedTuple

from domain.sample.inspections import inspections
from domain.sample.shorthand import YEAR, on
from domain.tables import Finding, Inspection
from domain.vocabulary import FindingGroup, Severity, Verification

_MINOR, _MEDIUM, _SERIOUS = Severity.MINOR, Severity.MEDIUM, Severity.SERIOUS
_OPEN, _PASSED, _FAILED = Verification.NOT_YET, Verification.PASSED, Verification.FAILED


class _Line(NamedTuple):
    number: str  # inspection and finding: "0003-1"
    severity: Severity
    due: str
    reported: str
    verified: Verification
    verified_on: str


# fmt: off
_LINES = (
    _Line("0003-1", _MEDIUM,  "25/06", "24/06", _PASSED, "29/06"),
    _Line("0004-1", _SERIOUS, "30/06", "28/06", _PASSED, "29/06"),
    _Line("0005-1", _MINOR,   "10/07", "14/07", _PASSED, "15/07"),
    _Line("0007-1", _MEDIUM,  "15/08", "",      _OPEN,   ""),
    _Line("0008-1", _SERIOUS, "31/07", "",      _OPEN,   ""),
    _Line("0008-2", _MEDIUM,  "31/07", "",      _OPEN,   ""),
    _Line("0009-1", _MEDIUM,  "10/08", "06/08", _PASSED, "07/08"),
    _Line("0010-1", _MINOR,   "25/08", "24/08", _OPEN,   ""),
    _Line("0011-1", _MEDIUM,  "15/09", "",      _OPEN,   ""),
    _Line("0012-1", _MEDIUM,  "10/09", "09/09", _FAILED, "11/09"),
    _Line("0014-1", _MEDIUM,  "30/09", "",      _OPEN,   ""),
)
# fmt: on


class _Text(NamedTuple):
    group: FindingGroup
    content: str
    request: str
    causes: str | None = None
    remedy: str | None = None


_TEXTS = {
    "0003-1": _Text(
        FindingGroup.DEMOCRACY,
        "chưa có biên bản họp dân khi chọn mô hình",
        "Họp dân lấy ý kiến, lập biên bản và gửi về Văn phòng HĐND và UBND.",
        "Thôn có họp nhưng không ghi biên bản.",
        "Đã họp lại các hộ ven đường, lập biên bản có chữ ký đại diện các hộ.",
    ),
    "0004-1": _Text(
        FindingGroup.FINANCE,
        "chưa công khai khoản đóng góp",
        "Niêm yết thu, chi tại nhà văn hóa và thông báo trên loa thôn.",
        "Thôn chờ quyết toán xong mới công khai.",
        "Đã niêm yết bảng thu, chi và báo cáo tại cuộc họp thôn.",
    ),
    "0005-1": _Text(
        FindingGroup.EVIDENCE,
        "thiếu minh chứng (ảnh, danh sách hộ)",
        "Bổ sung ảnh trước và sau, danh sách hộ tham gia.",
        None,
        "Đã bổ sung ảnh và danh sách hộ hai bên bờ suối.",
    ),
    "0007-1": _Text(
        FindingGroup.PROGRESS,
        "tiến độ chậm so với đăng ký",
        "Lập lịch giao con giống cho các hộ còn lại và báo tiến độ hằng tháng.",
        "Chưa tìm được nơi cung cấp con giống ổn định.",
    ),
    "0008-1": _Text(
        FindingGroup.CONTENT,
        "không cử người phụ trách",
        "Cử người phụ trách mô hình và báo về xã.",
        "Trưởng thôn mới nhận nhiệm vụ, chưa bàn giao xong.",
    ),
    "0008-2": _Text(
        FindingGroup.REPORTING,
        "chưa có báo cáo quý II",
        "Nộp báo cáo quý, nêu rõ số hộ đã vận động được.",
        "Trưởng thôn chưa quen nhập liệu.",
    ),
    "0009-1": _Text(
        FindingGroup.OBJECTIVE,
        "chỉ tiêu chung chung, không đo được",
        "Ghi lại chỉ tiêu theo diện tích từng xứ đồng.",
        None,
        "Đã ghi chỉ tiêu theo héc-ta và lập sơ đồ vùng chuyển đổi.",
    ),
    "0010-1": _Text(
        FindingGroup.EVIDENCE,
        "thiếu minh chứng (ảnh, danh sách hộ)",
        "Bổ sung ảnh các đoạn kênh và danh sách hộ nhận tự quản.",
        None,
        "Thôn báo đã chụp ảnh và lập danh sách, chờ xác minh.",
    ),
    "0011-1": _Text(
        FindingGroup.PROGRESS,
        "tiến độ chậm so với đăng ký",
        "Làm xong đoạn đã có mặt bằng, tiếp tục vận động các hộ còn lại.",
        "Vướng các hộ chưa hiến đất.",
    ),
    "0012-1": _Text(
        FindingGroup.CONTENT,
        "biểu hiện hình thức: chỉ treo biển",
        "Tổ chức họp họ, ký cam kết và có hoạt động cụ thể ở từng dòng họ.",
        "Phát động xong chưa có người theo dõi.",
        "Thôn báo đã mời các trưởng họ; xác minh mới có một dòng họ ký cam kết.",
    ),
    "0014-1": _Text(
        FindingGroup.CONTENT,
        "mô hình trùng nội dung với phong trào của chi hội",
        "Làm rõ phần việc riêng của mô hình, điều chỉnh lại bản đăng ký.",
        "Khi đăng ký chưa đối chiếu với kế hoạch của chi hội.",
    ),
}


def findings() -> tuple[Finding, ...]:
    """The tab Tồn tại; unit and model are those of the inspection."""
    inspected = {inspection.insp_id: inspection for inspection in inspections()}
    return tuple(_finding(line, inspected[f"KT-{YEAR}-{line.number[:4]}"]) for line in _LINES)


def _finding(line: _Line, inspection: Inspection) -> Finding:
    text = _TEXTS[line.number]
    return Finding(
        find_id=f"TT-{YEAR}-{line.number}",
        insp_id=inspection.insp_id,
        unit_id=inspection.unit_id,
        model_id=inspection.model_ids[0],
        content=text.content,
        group=text.group,
        severity=line.severity,
        causes=text.causes,
        request=text.request,
        due=on(line.due),
        remedy=text.remedy,
        reported=on(line.reported),
        verified=line.verified,
        verified_on=on(line.verified_on),
    )
