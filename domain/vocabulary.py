"""Words with a fixed meaning: tabs, roles, states and allowed values, exactly as the commune's data model has them.

Each class is one E{…} of the workbook. The value is what stands in the sheet; the name is the field's English term.
`ALIASES` are other spellings that people type (messy-input catalogue, rows 34 to 36).
"""

from enum import StrEnum

from domain import vocabulary_movement as movement


class Tab(StrEnum):
    """Tab names of the workbook, exact."""

    UNITS = "Đơn vị"
    ACCOUNTS = "Tài khoản"
    MODELS = "Mô hình"
    REPORTS = "Báo cáo quý"
    VILLAGE_SUMS = "Tổng hợp thôn"
    INSPECTIONS = "Kiểm tra"
    FINDINGS = "Tồn tại"
    DIFFICULTIES = "Khó khăn"
    COMMUNICATIONS = "Tuyên truyền"
    SERVICE_FIGURES = "DV chính quyền"
    FEEDBACK = "Ý kiến MTTQ"
    EXEMPLARS = "Điển hình"
    REWARDS = "Khen thưởng"
    TASKS = "Nhiệm vụ"
    CRITERIA = "Tiêu chí"
    SCORES = "Chấm điểm"
    CATALOGUE = "Danh mục"
    SETTINGS = "Cài đặt"
    HISTORY = "Nhật ký"
    DATA_ERRORS = "Lỗi dữ liệu"


class UnitType(StrEnum):
    VILLAGE = "Thôn"
    OFFICE = "Cơ quan thuộc UBND"
    POLICE = "Công an xã"
    MILITARY = "Ban CHQS xã"
    SERVICE_CENTRE = "Trung tâm Dịch vụ công"
    SCHOOL = "Trường học"
    FATHERLAND_FRONT = "UBMTTQ"
    MASS_ORGANISATION = "Tổ chức CT-XH"
    LEADERSHIP = "Lãnh đạo"
    OTHER = "Khác"


class Role(StrEnum):
    ADMIN = "Quản trị"
    LEADER = "Lãnh đạo (xem)"
    OFFICER = "Chuyên viên"
    UNIT = "Đơn vị"
    FRONT = "MTTQ"
    GUEST = "Khách"


class YesNo(StrEnum):
    YES = "Có"
    NO = "Không"


BY_HAND = "không rõ (nhập tay)"  # in "Người": the service does not tell who typed
BY_APPLICATION = "ứng dụng"


class Source(StrEnum):
    APPLICATION = "Ứng dụng"
    HAND = "Nhập tay"


class Field(StrEnum):
    """Field of a model (I16). The plan names five groups; the first two are one of them."""

    ECONOMY = "Phát triển kinh tế"
    POVERTY = "Giảm nghèo bền vững"
    NEW_COUNTRYSIDE = "Xây dựng nông thôn mới"
    ENVIRONMENT = "Bảo vệ môi trường"
    SECURITY = "An ninh trật tự"
    POLITICAL_SYSTEM = "Xây dựng hệ thống chính trị"
    OTHER = "Khác"


class ModelKind(StrEnum):
    COLLECTIVE = "Tập thể"
    INDIVIDUAL = "Cá nhân"


class BaNhat(StrEnum):
    """The police's own emulation movement (R58)."""

    DISCIPLINE = "Kỷ luật nhất"
    LOYALTY = "Trung thành nhất"
    CLOSENESS = "Gần dân nhất"


class ModelState(StrEnum):
    DRAFT = "Nháp"
    PENDING = "Chờ duyệt"
    RETURNED = "Trả lại"
    REGISTERED = "Đã đăng ký"
    RUNNING = "Đang triển khai"
    PAUSED = "Tạm dừng"
    COMPLETED = "Hoàn thành"
    FAILED = "Không đạt"
    WITHDRAWN = "Rút đăng ký"
    RECOGNISED = "Công nhận"
    NOT_RECOGNISED = "Không công nhận"
    REPLICATED = "Nhân rộng"
    CARRIED_OVER = "Chuyển tiếp"


class Grade(StrEnum):
    GOOD = "Tốt"
    FAIR = "Khá"
    PASS = "Đạt"
    FAIL = "Chưa đạt"


class QuarterName(StrEnum):
    I = "I"  # noqa: E741 - the Roman numeral as it stands in the sheet
    II = "II"
    III = "III"
    IV = "IV"


class ReportType(StrEnum):
    PERIODIC = "Định kỳ"
    AD_HOC = "Đột xuất"


class ReportState(StrEnum):
    DRAFT = "Nháp"
    SUBMITTED = "Đã nộp"
    RETURNED = "Trả lại"
    CONFIRMED = "Đã xác nhận"


class InspectionKind(StrEnum):
    INSPECTION = "Kiểm tra"
    SUPERVISION = "Giám sát"
    SELF_CHECK = "Tự kiểm tra"
    GUIDANCE = "Hướng dẫn"
    URGING = "Đôn đốc"
    HOUSEHOLD_URGING = "Đôn đốc hộ"


class Judgement(StrEnum):
    RIGHT = "Đúng"
    PARTLY = "Một phần"
    NOT_YET = "Chưa"
    NOT_JUDGED = "Không đánh giá"


class InspectionState(StrEnum):
    PLANNED = "Kế hoạch"
    DONE = "Đã thực hiện"
    CONCLUDED = "Đã kết luận"
    CANCELLED = "Đã hủy"


class FindingGroup(StrEnum):
    CONTENT = "Nội dung"
    PROGRESS = "Tiến độ"
    OBJECTIVE = "Mục tiêu"
    EVIDENCE = "Hồ sơ-minh chứng"
    REPORTING = "Báo cáo"
    DEMOCRACY = "Dân chủ"
    FINANCE = "Tài chính"
    OTHER = "Khác"


class Severity(StrEnum):
    MINOR = "Nhẹ"
    MEDIUM = "Trung bình"
    SERIOUS = "Nghiêm trọng"


class Verification(StrEnum):
    NOT_YET = "Chưa"
    PASSED = "Đạt"
    FAILED = "Không đạt"


class DifficultyGroup(StrEnum):
    MONEY = "Kinh phí"
    PEOPLE = "Nhân lực"
    LAND = "Đất đai-GPMB"
    PROCEDURE = "Thủ tục"
    CONSENT = "Đồng thuận của dân"
    TECHNICAL = "Kỹ thuật"
    WEATHER = "Thời tiết-dịch bệnh"
    OTHER = "Khác"


class Level(StrEnum):
    UNIT = "Thôn/đơn vị"
    COMMUNE = "UBND xã"
    PARTY = "Đảng ủy"
    PROVINCE = "Cấp tỉnh"


class DifficultyState(StrEnum):
    NEW = "Mới"
    IN_PROGRESS = "Đang xử lý"
    ESCALATED = "Chuyển cấp trên"
    RESOLVED = "Đã giải quyết"
    UNRESOLVABLE = "Không giải quyết được"


class HistoryAction(StrEnum):
    ADD = "Thêm"
    EDIT = "Sửa"
    SOFT_DELETE = "Xóa mềm"
    RESTORE = "Khôi phục"
    MOVE = "Chuyển trạng thái"
    LOCK_PERIOD = "Khóa kỳ"
    EXPORT = "Xuất"


KEPT_FIGURES, WHOLE_COMMUNE = "Số liệu chốt", "Toàn xã"  # in Nhật ký, of a quarter that was locked


class ProblemLevel(StrEnum):
    ERROR = "Lỗi"
    WARNING = "Cảnh báo"


class Status(StrEnum):
    """Traffic light of I5 and design section 2; the value is the word shown with colour and symbol."""

    LATE = "Chậm"
    NONE = "Chưa có số liệu"
    RISK = "Cần chú ý"
    OK = "Đúng tiến độ"
    FUTURE = "Chưa đến kỳ"


class Flag(StrEnum):
    """What is said beside a figure (I3, I6, I8, I9)."""

    OLD_FIGURE = "số cũ"
    NEVER_REPORTED = "chưa từng báo cáo"
    NO_MODEL = "Không có mô hình"
    PAUSED = "Tạm dừng"
    NOT_DUE = "Chưa đến hạn"
    NOT_REPORTED = "Chưa báo cáo"
    NEEDS_CLOSING = "Cần chuyển trạng thái"
    OVERDUE = "Quá hạn"


ALIASES: dict[StrEnum, tuple[str, ...]] = {
    UnitType.OFFICE: ("Cơ quan", "Cơ quan UBND", "Phòng"),
    UnitType.POLICE: ("CA xã", "Công an"),
    UnitType.MILITARY: ("BCHQS", "Ban CHQS", "BCH Quân sự", "Quân sự"),
    UnitType.SERVICE_CENTRE: ("TTDVC", "TT DVC", "Trung tâm DVC"),
    UnitType.SCHOOL: ("Trường",),
    UnitType.FATHERLAND_FRONT: ("MTTQ", "UB MTTQ", "UBMT", "Mặt trận"),
    UnitType.MASS_ORGANISATION: ("TCCTXH", "Tổ chức chính trị - xã hội", "Đoàn thể"),
    Role.LEADER: ("Lãnh đạo",),
    Role.OFFICER: ("Chuyên viên/BCĐ", "BCĐ", "CV"),
    Field.ECONOMY: ("Kinh tế", "PTKT"),
    Field.POVERTY: ("Giảm nghèo", "Xóa đói giảm nghèo"),
    Field.NEW_COUNTRYSIDE: ("NTM", "Nông thôn mới", "Xây dựng NTM"),
    Field.ENVIRONMENT: ("Môi trường", "BVMT"),
    Field.SECURITY: ("ANTT", "An ninh, trật tự", "An ninh - trật tự", "An ninh trật tự, an toàn xã hội", "TTATXH"),
    Field.POLITICAL_SYSTEM: ("HTCT", "Hệ thống chính trị", "Xây dựng HTCT", "Xây dựng hệ thống chính trị vững mạnh"),
    ModelState.PENDING: ("Chờ phê duyệt", "Đang chờ duyệt", "Mới gửi"),
    ModelState.REGISTERED: ("Đã duyệt", "Được duyệt"),
    ModelState.RUNNING: ("Đang làm", "Đang thực hiện", "Triển khai", "Đang chạy"),
    ModelState.PAUSED: ("Tạm ngừng", "Dừng tạm thời"),
    ModelState.COMPLETED: ("Đã hoàn thành", "Xong", "Đã xong"),
    ModelState.WITHDRAWN: ("Rút", "Hủy", "Đã rút", "Hủy đăng ký"),
    ModelState.RETURNED: ("Yêu cầu bổ sung", "Bị trả lại"),
    ReportState.SUBMITTED: ("Nộp", "Đã gửi"),
    ReportState.CONFIRMED: ("Xác nhận", "Đã duyệt"),
    InspectionState.CONCLUDED: ("Kết luận",),
    InspectionState.DONE: ("Thực hiện", "Đã kiểm tra"),
    InspectionState.CANCELLED: ("Hủy", "Đã huỷ"),
    Judgement.NOT_JUDGED: ("Không",),
    Level.UNIT: ("Thôn", "Đơn vị"),
    Level.COMMUNE: ("UBND", "Xã"),
    Level.PROVINCE: ("Tỉnh",),
    DifficultyState.RESOLVED: ("Đã xong", "Xong"),
    YesNo.YES: ("x", "✓", "đúng", "true", "1", "yes"),
    YesNo.NO: ("false", "0", "no", "-"),
    **movement.MOVEMENT_ALIASES,
}
