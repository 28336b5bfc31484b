"""Words of the tabs about communication, service to citizens, exemplars, tasks and scores (see `domain.vocabulary`).

`LABELS` are names of values whose code alone says little; `MOVEMENT_ALIASES` other spellings that people type. Values
of one wording share their aliases, whatever class they are of: "Hoàn thành" has its own beside the states of a model.
"""

from enum import StrEnum


class CommunicationKind(StrEnum):
    """What an activity of communication is (R13 to R17, R63)."""

    BRIEFING = "Quán triệt"
    CAMPAIGN = "Tuyên truyền"
    CONTEST = "Cuộc thi"
    MOVEMENT = "Phong trào"
    PRAISE = "Biểu dương điển hình"


class Channel(StrEnum):
    """The way by which an activity reaches people (R14, R60, I18)."""

    CONFERENCE = "Hội nghị"
    PARTY_CELL = "Sinh hoạt chi bộ"
    ORGANISATION = "Sinh hoạt đoàn thể"
    VILLAGE_MEETING = "Họp thôn"
    LOUDSPEAKER = "Truyền thanh cơ sở"
    BANNER = "Pano-băng rôn"
    NOTICE_BOARD = "Bảng tin"
    CULTURE = "Văn hóa - văn nghệ"
    PORTAL = "Trang/Cổng TTĐT"
    SOCIAL_NETWORK = "Zalo-mạng xã hội"
    SCHOOL = "Ngoại khóa-dưới cờ"
    OTHER = "Khác"


class Audience(StrEnum):
    """Whom an activity reaches (R1)."""

    OFFICIALS = "CBCCVC-NLĐ"
    ARMED_FORCES = "Lực lượng vũ trang"
    PARTY_MEMBERS = "Đảng viên"
    MEMBERS = "Đoàn viên-hội viên"
    TEACHERS = "GV-NV"
    STUDENTS = "Học sinh"
    PARENTS = "Phụ huynh"
    PEOPLE = "Nhân dân"


class QuantityUnit(StrEnum):
    """What the quantity of an activity counts (R60)."""

    SESSION = "buổi"
    NEWS = "tin"
    ARTICLE = "bài"
    BROADCAST = "lượt phát"
    PANEL = "tấm"
    PERFORMANCE = "tiết mục"
    IDEA = "ý tưởng"


class ServiceIndicator(StrEnum):
    """Indicators of the government's service to citizens (R26 to R35, I19 to I21); `LABELS` says what they count."""

    RECEPTION = "CQ01"
    RECEPTION_BY_CHAIR = "CQ01b"
    VISITS = "CQ02"
    DIALOGUES = "CQ03a"
    DIALOGUE_OPINIONS = "CQ03b"
    PETITIONS = "CQ04"
    COMPLAINTS = "CQ05"
    DENUNCIATIONS = "CQ06"
    PROCEDURES = "CQ07"
    ONLINE_FILES = "CQ08"
    DISCLOSURE = "CQ09"
    CONSULTATIONS = "CQ10"
    SATISFACTION = "CQ11"
    ATTITUDE = "CQ12"
    INNOVATIONS = "CQ13"


class FeedbackKind(StrEnum):
    """What an opinion of the Fatherland Front is (R67)."""

    SUPERVISION = "Giám sát"
    CRITICISM = "Phản biện"
    SUGGESTION = "Góp ý"


class Acceptance(StrEnum):
    """How far an opinion was taken up (I22)."""

    ACCEPTED = "Tiếp thu"
    PARTLY = "Tiếp thu một phần"
    EXPLAINED = "Giải trình"
    UNANSWERED = "Chưa trả lời"


class ExemplarKind(StrEnum):
    """What is proposed as an exemplar (R3, R51, R71, R72)."""

    MODEL = "Mô hình"
    COLLECTIVE = "Tập thể"
    INDIVIDUAL = "Cá nhân"
    HOUSEHOLD = "Hộ gia đình"
    PRACTICE = "Cách làm hay"


class ExemplarResult(StrEnum):
    """What became of a proposal (I24)."""

    NEW = "Mới"
    IN_REVIEW = "Đang xem xét"
    RECOGNISED = "Công nhận"
    NOT_RECOGNISED = "Không công nhận"


class RecipientKind(StrEnum):
    COLLECTIVE = "Tập thể"
    INDIVIDUAL = "Cá nhân"
    HOUSEHOLD = "Hộ gia đình"


class RewardForm(StrEnum):
    PRAISE = "Biểu dương"
    CERTIFICATE = "Giấy khen Chủ tịch UBND xã"
    HIGHER_LEVEL = "Đề nghị cấp trên khen"
    OTHER = "Khác"


class RewardLevel(StrEnum):
    COMMUNE = "Xã"
    PROVINCE = "Tỉnh"
    STATE = "Trung ương"


class Repeat(StrEnum):
    """How often a task of the plan falls due."""

    ONCE = "Một lần"
    QUARTERLY = "Hằng quý"
    YEARLY_AT_LEAST = "Một lần/năm tối thiểu"
    AS_IT_OCCURS = "Khi có"


class TaskState(StrEnum):
    """How far an instance of a task is (I17)."""

    NOT_STARTED = "Chưa thực hiện"
    IN_PROGRESS = "Đang thực hiện"
    DONE = "Hoàn thành"
    NOT_APPLICABLE = "Không áp dụng"


class ScoringMethod(StrEnum):
    AUTOMATIC = "Tự động"
    COUNCIL = "Hội đồng"


class Rating(StrEnum):
    """The rating of a unit's year (domain/3, “Emulation score”)."""

    EXCELLENT = "Hoàn thành xuất sắc"
    GOOD = "Hoàn thành tốt"
    PASSED = "Hoàn thành"
    FAILED = "Chưa hoàn thành"


INSPECTION = "TC5"  # the criterion that is always worked out and never typed (R41)
TOTAL = "TONG"  # the criterion of a unit's row that holds bonus, deduction and both ratings

LABELS: dict[str, str] = {
    ServiceIndicator.RECEPTION: "Buổi tiếp công dân theo lịch",
    ServiceIndicator.RECEPTION_BY_CHAIR: "Buổi tiếp công dân do Chủ tịch trực tiếp",
    ServiceIndicator.VISITS: "Lượt người được tiếp",
    ServiceIndicator.DIALOGUES: "Cuộc đối thoại trực tiếp với Nhân dân",
    ServiceIndicator.DIALOGUE_OPINIONS: "Ý kiến nêu tại đối thoại",
    ServiceIndicator.PETITIONS: "Kiến nghị, phản ánh",
    ServiceIndicator.COMPLAINTS: "Khiếu nại",
    ServiceIndicator.DENUNCIATIONS: "Tố cáo",
    ServiceIndicator.PROCEDURES: "Thủ tục hành chính",
    ServiceIndicator.ONLINE_FILES: "Hồ sơ trực tuyến",
    ServiceIndicator.DISCLOSURE: "Nội dung phải công khai",
    ServiceIndicator.CONSULTATIONS: "Cuộc họp, lấy ý kiến Nhân dân",
    ServiceIndicator.SATISFACTION: "Phiếu khảo sát hài lòng",
    ServiceIndicator.ATTITUDE: "Phản ánh về thái độ phục vụ",
    ServiceIndicator.INNOVATIONS: "Đổi mới, sáng kiến",
}

MOVEMENT_ALIASES: dict[StrEnum, tuple[str, ...]] = {
    CommunicationKind.BRIEFING: ("Hội nghị quán triệt",),
    CommunicationKind.PRAISE: ("Biểu dương", "Tuyên truyền điển hình"),
    Channel.PARTY_CELL: ("Chi bộ", "Họp chi bộ"),
    Channel.ORGANISATION: ("Đoàn thể", "Sinh hoạt chi hội", "Sinh hoạt chi đoàn"),
    Channel.LOUDSPEAKER: ("Truyền thanh", "Loa truyền thanh", "Hệ thống truyền thanh", "Loa"),
    Channel.BANNER: ("Pano", "Băng rôn", "Pano, băng rôn", "Khẩu hiệu"),
    Channel.CULTURE: ("Văn nghệ", "Văn hóa, văn nghệ", "Văn hóa văn nghệ"),
    Channel.PORTAL: ("Trang thông tin điện tử", "Cổng thông tin điện tử", "Trang TTĐT", "Cổng TTĐT", "Website"),
    Channel.SOCIAL_NETWORK: ("Zalo", "Facebook", "Mạng xã hội"),
    Channel.SCHOOL: ("Ngoại khóa", "Dưới cờ", "Chào cờ"),
    Audience.OFFICIALS: ("CBCCVC", "Cán bộ, công chức, viên chức", "Cán bộ"),
    Audience.ARMED_FORCES: ("LLVT", "Dân quân", "Cán bộ, chiến sỹ"),
    Audience.MEMBERS: ("Đoàn viên", "Hội viên", "Đoàn viên, hội viên"),
    Audience.TEACHERS: ("Giáo viên", "GV", "Giáo viên, nhân viên", "CBGVNV"),
    Audience.STUDENTS: ("HS",),
    Audience.PEOPLE: ("Người dân", "Hộ dân", "Bà con"),
    QuantityUnit.SESSION: ("cuộc", "hội nghị"),
    QuantityUnit.BROADCAST: ("lượt", "lần phát"),
    QuantityUnit.PANEL: ("cái", "băng rôn", "pano"),
    Acceptance.UNANSWERED: ("Chưa",),
    Acceptance.PARTLY: ("Một phần",),
    ExemplarResult.IN_REVIEW: ("Đang xét",),
    ExemplarResult.RECOGNISED: ("Được công nhận",),
    RewardForm.CERTIFICATE: ("Giấy khen", "Giấy khen của Chủ tịch UBND xã"),
    RewardForm.HIGHER_LEVEL: ("Đề nghị cấp trên", "Bằng khen"),
    RewardLevel.COMMUNE: ("Cấp xã",),
    RewardLevel.PROVINCE: ("Cấp tỉnh",),
    Repeat.QUARTERLY: ("Hàng quý", "Mỗi quý"),
    Repeat.YEARLY_AT_LEAST: ("Mỗi năm một lần", "Một lần/năm"),
    TaskState.NOT_STARTED: ("Chưa", "Chưa làm", "Chưa bắt đầu"),
    TaskState.IN_PROGRESS: ("Đang làm", "Đang triển khai"),
    TaskState.NOT_APPLICABLE: ("KAD", "Không có"),
    **{one: (LABELS[one],) for one in ServiceIndicator},
}
