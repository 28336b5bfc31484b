"""Tuyên truyền: a briefing in nearly every unit, then activities by channel and quarter, all before 15/09."""

from typing import NamedTuple

from domain.sample.shorthand import code, the_day
from domain.tables import Communication
from domain.vocabulary import BaNhat
from domain.vocabulary_movement import Audience, Channel, CommunicationKind, QuantityUnit

_BRIEF, _TELL, _CONTEST = CommunicationKind.BRIEFING, CommunicationKind.CAMPAIGN, CommunicationKind.CONTEST
_MOVE, _PRAISE = CommunicationKind.MOVEMENT, CommunicationKind.PRAISE
_HALL, _CELL, _CLUB, _VILLAGE = Channel.CONFERENCE, Channel.PARTY_CELL, Channel.ORGANISATION, Channel.VILLAGE_MEETING
_RADIO, _BANNER, _BOARD, _STAGE = Channel.LOUDSPEAKER, Channel.BANNER, Channel.NOTICE_BOARD, Channel.CULTURE
_PORTAL, _ZALO, _SCHOOL = Channel.PORTAL, Channel.SOCIAL_NETWORK, Channel.SCHOOL
_AUDIENCES = {
    "CB": Audience.OFFICIALS, "VT": Audience.ARMED_FORCES, "ĐV": Audience.PARTY_MEMBERS, "HV": Audience.MEMBERS,
    "GV": Audience.TEACHERS, "HS": Audience.STUDENTS, "PH": Audience.PARENTS, "ND": Audience.PEOPLE,
}  # fmt: skip
_S, _NEWS, _ART, _AIR = QuantityUnit.SESSION, QuantityUnit.NEWS, QuantityUnit.ARTICLE, QuantityUnit.BROADCAST
_PANEL, _ACT, _IDEA = QuantityUnit.PANEL, QuantityUnit.PERFORMANCE, QuantityUnit.IDEA


class _Line(NamedTuple):
    day: str
    unit_id: str
    kind: CommunicationKind
    channel: Channel
    audience: str
    qty: int
    measure: QuantityUnit
    content: str
    attended: int | None = None
    invited: int | None = None
    partners: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    with_what: str | None = None  # into what it was integrated
    ba_nhat: tuple[BaNhat, ...] = ()


# Unit → day, who came, who was asked. TH-05, TH-14 and DT-05 have held none; TH-10 and TR-05 were late.
_BRIEFINGS = {
    "TH-01": ("06/05", 98, 142), "TH-02": ("07/05", 85, 118), "TH-03": ("05/05", 139, 180), "TH-04": ("08/05", 70, 96),
    "TH-06": ("14/05", 48, 87), "TH-07": ("12/05", 90, 121), "TH-08": ("04/05", 66, 75), "TH-09": ("05/05", 52, 64),
    "TH-10": ("28/05", 31, 58), "TH-11": ("08/05", 83, 110), "TH-12": ("11/05", 71, 92), "TH-13": ("09/05", 150, 205),
    "TH-15": ("13/05", 40, 49), "TH-16": ("15/05", 43, 66), "TH-17": ("12/05", 61, 83), "TH-18": ("10/05", 99, 127),
    "TH-19": ("07/05", 112, 139), "TH-20": ("14/05", 69, 101), "TH-21": ("06/05", 131, 156),
    "TH-22": ("13/05", 60, 78), "TH-23": ("29/04", 97, 115), "TH-24": ("11/05", 74, 94),
    "CQ-01": ("28/04", 96, 102), "CQ-02": ("05/05", 8, 9), "CQ-03": ("05/05", 9, 9), "CQ-04": ("04/05", 11, 11),
    "CQ-05": ("08/05", 10, 12), "DVC-01": ("06/05", 7, 7), "CA-01": ("05/05", 18, 19), "QS-01": ("06/05", 27, 30),
    "MT-01": ("07/05", 33, 38), "DT-01": ("11/05", 41, 48), "DT-02": ("12/05", 46, 50), "DT-03": ("13/05", 39, 47),
    "DT-04": ("14/05", 28, 33), "TR-01": ("08/05", 22, 24), "TR-02": ("07/05", 31, 31), "TR-03": ("12/05", 26, 28),
    "TR-04": ("09/05", 35, 36), "TR-05": ("20/05", 29, 34),
}  # fmt: skip
_BRIEFED = {"TH": (_VILLAGE, "ĐV ND"), "TR": (_HALL, "GV"), "DT": (_CLUB, "HV"), "MT": (_HALL, "HV")}
_FORCES = {"CA-01": "VT", "QS-01": "VT"}

# fmt: off
_LINES = (
    _Line("16/04", "DVC-01", _TELL, _RADIO, "ND", 6, _AIR, "Phát toàn văn mục đích, nội dung phong trào năm 2026"),
    _Line("22/04", "DVC-01", _TELL, _BANNER, "ND", 12, _PANEL, "Treo băng rôn tại trụ sở xã, chợ và các ngã ba"),
    _Line("27/04", "CQ-03", _TELL, _PORTAL, "CB ND", 2, _NEWS, "Đăng kế hoạch và mẫu phiếu đăng ký mô hình", partners=("CQ-01",)),
    _Line("18/05", "DVC-01", _TELL, _BOARD, "ND", 4, _ART, "Dán hướng dẫn chọn mô hình ở bảng tin bốn cụm thôn"),
    _Line("19/05", "DT-03", _MOVE, _CLUB, "HV", 1, _S, "Ra quân Ngày thứ Bảy tình nguyện hướng dẫn dịch vụ công trực tuyến", 52, 60, ("CQ-04",), ("MH-2026-0012",), "Chuyển đổi số"),
    _Line("21/05", "TR-04", _TELL, _SCHOOL, "HS", 1, _S, "Giới thiệu mô hình đổi giấy vụn lấy cây xanh dưới cờ", 412, 430, (), ("MH-2026-0019",), "Nếp sống văn minh"),
    _Line("22/05", "CA-01", _TELL, _VILLAGE, "ND", 3, _S, "Vận động lập tổ liên gia an toàn phòng cháy", 168, 210, ("TH-03", "TH-13"), ("MH-2026-0022",), "Toàn dân bảo vệ an ninh Tổ quốc", (BaNhat.DISCIPLINE,)),
    _Line("25/05", "TR-02", _TELL, _SCHOOL, "HS", 1, _S, "Sinh hoạt dưới cờ về cổng trường xanh, an toàn", 305, 305, (), ("MH-2026-0014",), "An toàn giao thông"),
    _Line("26/05", "TR-02", _TELL, _HALL, "PH", 1, _S, "Họp phụ huynh vận động góp công làm cổng trường", 148, 190, ("MT-01",), ("MH-2026-0014",)),
    _Line("27/05", "TR-03", _TELL, _SCHOOL, "HS", 1, _S, "Kể chuyện gương người tốt quanh em", 262, 270),
    _Line("29/05", "QS-01", _TELL, _CLUB, "VT ND", 2, _S, "Vận động dân quân giúp dân ngày mùa", 54, 60, ("TH-17",), ("MH-2026-0025",), "Quân đội chung sức xây dựng nông thôn mới"),
    _Line("02/06", "MT-01", _TELL, _VILLAGE, "ND", 4, _S, "Tuyên truyền tại khu dân cư về phong trào thi đua", 233, 300, ("TH-08", "TH-11"), (), "Toàn dân đoàn kết xây dựng đời sống văn hóa"),
    _Line("04/06", "DT-02", _MOVE, _CLUB, "HV", 1, _S, "Phát động Ngôi nhà xanh ở các chi hội", 88, 96, (), ("MH-2026-0015",), "Gia đình 5 không, 3 sạch"),
    _Line("05/06", "DVC-01", _TELL, _STAGE, "ND", 5, _ACT, "Đêm văn nghệ tuyên truyền bảo vệ môi trường", 320, None, ("CQ-03",), (), "Ngày Môi trường thế giới"),
    _Line("08/06", "DT-01", _TELL, _CLUB, "HV", 2, _S, "Vận động hội viên xây dựng vườn mẫu", 63, 80, (), ("MH-2026-0004",)),
    _Line("10/06", "TH-03", _TELL, _VILLAGE, "ND", 1, _S, "Họp bàn góp công dựng cột đèn đường quê", 121, 180, (), ("MH-2026-0008",), "Nông thôn mới"),
    _Line("11/06", "TH-23", _TELL, _CELL, "ĐV", 1, _S, "Sinh hoạt chi bộ phân công đảng viên vận động lắp camera", 24, 26, ("CA-01",), ("MH-2026-0021",)),
    _Line("12/06", "CQ-04", _TELL, _HALL, "ND", 2, _S, "Hướng dẫn nộp hồ sơ trực tuyến tại nhà văn hóa thôn", 95, None, ("DT-03",), ("MH-2026-0027",), "Cải cách hành chính"),
    _Line("15/06", "DVC-01", _TELL, _RADIO, "ND", 9, _AIR, "Gương các thôn đăng ký mô hình sớm"),
    _Line("16/06", "TH-21", _TELL, _RADIO, "ND", 4, _AIR, "Loa thôn nhắc lịch Chủ nhật xanh", None, None, (), ("MH-2026-0018",)),
    _Line("18/06", "CQ-02", _TELL, _VILLAGE, "ND", 1, _S, "Tập huấn chuyển đổi cây trồng gắn với mô hình", 47, 55, ("TH-17", "DT-01"), ("MH-2026-0002",)),
    _Line("19/06", "CQ-05", _TELL, _VILLAGE, "ND", 2, _S, "Truyền thông vệ sinh môi trường, phòng sốt xuất huyết", 110, 150, ("TH-19",), (), "Chiến dịch diệt bọ gậy"),
    _Line("22/06", "DT-04", _TELL, _CLUB, "HV", 1, _S, "Hội viên nhận đoạn suối tự quản", 26, 30, ("TH-16",), ("MH-2026-0020",)),
    _Line("24/06", "TR-04", _CONTEST, _SCHOOL, "HS", 37, _IDEA, "Thi ý tưởng mô hình xanh trong trường học", 96, 120, (), ("MH-2026-0019",)),
    _Line("25/06", "DVC-01", _TELL, _ZALO, "ND", 8, _NEWS, "Tin ảnh trên trang Zalo của xã về các mô hình mới"),
    _Line("03/07", "DVC-01", _TELL, _RADIO, "ND", 10, _AIR, "Bản tin hằng tuần về phong trào, quý III"),
    _Line("06/07", "TH-22", _TELL, _VILLAGE, "ND", 1, _S, "Họp thôn bàn lớp học công nghệ cho người cao tuổi", 51, 78, ("DT-03",), (), "Chuyển đổi số"),
    _Line("08/07", "MT-01", _TELL, _CLUB, "HV ND", 2, _S, "Giới thiệu hộp thư góp ý qua mã QR", 74, 90, (), ("MH-2026-0030",)),
    _Line("14/07", "CA-01", _MOVE, _VILLAGE, "ND", 4, _S, "Trả căn cước tại nhà kết hợp tuyên truyền an ninh trật tự", 79, None, ("TH-13", "TH-18"), ("MH-2026-0026",), "Ngày hội Toàn dân bảo vệ an ninh Tổ quốc", (BaNhat.CLOSENESS,)),
    _Line("17/07", "DT-02", _TELL, _ZALO, "HV", 6, _ART, "Bài viết về chị em giúp nhau thoát nghèo", None, None, (), ("MH-2026-0006",)),
    _Line("21/07", "DVC-01", _TELL, _BOARD, "ND", 5, _ART, "Bảng tin tháng 7: mô hình của các thôn"),
    _Line("24/07", "QS-01", _TELL, _HALL, "VT", 1, _S, "Giáo dục dân quân về nhiệm vụ quốc phòng, giúp dân", 38, 42),
    _Line("29/07", "DVC-01", _PRAISE, _RADIO, "ND", 3, _AIR, "Gương điển hình giữ nhà sạch, vườn đẹp", None, None, ("DT-02",), ("DH-2026-0001",)),
    _Line("31/07", "TH-08", _PRAISE, _VILLAGE, "ND", 1, _S, "Biểu dương gia đình tiêu biểu tại họp thôn", 58, 75, (), ("DH-2026-0001",)),
    _Line("04/08", "CQ-03", _TELL, _PORTAL, "CB ND", 4, _NEWS, "Tin về tiến độ các mô hình trên trang thông tin điện tử"),
    _Line("07/08", "DT-01", _TELL, _CLUB, "HV", 1, _S, "Trao đổi kinh nghiệm chăm sóc vườn mẫu", 44, 60, ("CQ-02",), ("MH-2026-0004",)),
    _Line("11/08", "DVC-01", _TELL, _STAGE, "ND", 6, _ACT, "Tiểu phẩm về phân loại rác tại hộ gia đình", 280, None, ("TH-19",), ("MH-2026-0016",)),
    _Line("18/08", "CA-01", _TELL, _HALL, "VT", 1, _S, "Sinh hoạt chuyên đề Trung thành nhất trong lực lượng", 19, 19, (), (), "Thi đua Ba nhất", (BaNhat.LOYALTY,)),
    _Line("20/08", "DT-03", _TELL, _ZALO, "HV", 7, _ART, "Đoàn viên hướng dẫn dịch vụ công qua nhóm Zalo thôn", None, None, (), ("MH-2026-0012",)),
    _Line("21/08", "DVC-01", _PRAISE, _PORTAL, "ND", 2, _ART, "Bài về cách làm hay trả căn cước tại nhà", None, None, ("CA-01",), ("DH-2026-0002",)),
    _Line("25/08", "DVC-01", _TELL, _BANNER, "ND", 8, _PANEL, "Pano tuyên truyền kết quả nửa năm thực hiện"),
    _Line("28/08", "CQ-04", _TELL, _ZALO, "ND", 5, _NEWS, "Hướng dẫn Ngày thứ Bảy vì dân", None, None, (), ("MH-2026-0027",), "Cải cách hành chính"),
    _Line("03/09", "TR-01", _TELL, _HALL, "PH", 1, _S, "Họp phụ huynh đầu năm về trường học thân thiện", 132, 160, ("MT-01",)),
    _Line("05/09", "TR-02", _CONTEST, _SCHOOL, "HS", 24, _IDEA, "Thi vẽ ý tưởng trường em xanh, sạch", 118, 130, (), ("MH-2026-0014",)),
    _Line("05/09", "TR-03", _TELL, _SCHOOL, "HS", 1, _S, "Khai giảng lồng ghép phong trào Dân vận khéo", 270, 274, (), (), "Ngày toàn dân đưa trẻ đến trường"),
    _Line("05/09", "TR-04", _TELL, _SCHOOL, "HS", 1, _S, "Phát động thu gom giấy vụn năm học mới", 421, 436, (), ("MH-2026-0019",)),
    _Line("07/09", "TH-11", _TELL, _RADIO, "ND", 3, _AIR, "Nhắc giờ tiếng kẻng an ninh của thôn", None, None, (), ("MH-2026-0023",)),
    _Line("08/09", "MT-01", _TELL, _VILLAGE, "ND", 3, _S, "Vận động hiến đất mở đường trục thôn", 96, 140, ("TH-04",), ("MH-2026-0009",), "Nông thôn mới"),
    _Line("09/09", "TH-24", _TELL, _CELL, "ĐV", 1, _S, "Chi bộ kiểm điểm việc đảng viên đi trước", 22, 23, (), ("MH-2026-0029",)),
    _Line("10/09", "CQ-02", _TELL, _VILLAGE, "ND", 1, _S, "Hướng dẫn liên kết tiêu thụ chè an toàn", 33, 45, ("TH-09",), ("MH-2026-0001",)),
    _Line("11/09", "DVC-01", _TELL, _RADIO, "ND", 7, _AIR, "Loa kéo đọc tin tại chợ phiên"),
    _Line("14/09", "TH-18", _MOVE, _VILLAGE, "ND", 1, _S, "Phát động Hũ gạo tình thương đợt hai", 86, 127, ("DT-02",), ("MH-2026-0007",)),
)
# fmt: on


def communications() -> tuple[Communication, ...]:
    """The tab Tuyên truyền, in the order of the days."""
    lines = sorted((*map(_briefing, _BRIEFINGS), *_LINES), key=lambda line: the_day(line.day))
    return tuple(_activity(number, line) for number, line in enumerate(lines, start=1))


def _briefing(unit_id: str) -> _Line:
    day, attended, invited = _BRIEFINGS[unit_id]
    channel, audience = _BRIEFED.get(unit_id[:2], (_HALL, _FORCES.get(unit_id, "CB")))
    told = "Quán triệt Kế hoạch 120/KH-UBND về phong trào Dân vận khéo"
    return _Line(day, unit_id, _BRIEF, channel, audience, 1, _S, told, attended, invited)


def _activity(number: int, line: _Line) -> Communication:
    return Communication(
        comm_id=code("TTR", number),
        date=the_day(line.day),
        unit_id=line.unit_id,
        kind=line.kind,
        channel=line.channel,
        content=line.content,
        audience=tuple(_AUDIENCES[one] for one in line.audience.split()),
        qty=line.qty,
        qty_unit=line.measure,
        attended=line.attended,
        invited=line.invited,
        integrated=line.with_what is not None,
        integrated_with=line.with_what,
        partners=line.partners,
        ba_nhat=line.ba_nhat,
        subject_ids=line.subjects,
    )
