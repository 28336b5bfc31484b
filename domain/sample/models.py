"""The models of the sample: 31 approved ones with every figure and date, and four outside the counts."""

from typing import Any, NamedTuple

from domain.sample.model_texts import TEXTS
from domain.sample.shorthand import YEAR, code, on
from domain.tables import Model
from domain.vocabulary import BaNhat, Field, ModelKind, ModelState, Tab

_KT, _GN, _NTM = Field.ECONOMY, Field.POVERTY, Field.NEW_COUNTRYSIDE
_MT, _AN, _HTCT = Field.ENVIRONMENT, Field.SECURITY, Field.POLITICAL_SYSTEM


class _What(NamedTuple):
    number: int
    unit_id: str
    field: Field
    target: float
    measure: str  # unit of the target
    title: str
    kpi: str


_WHAT = (
    _What(1, "TH-09", _KT, 25, "hộ", "Liên kết trồng chè an toàn theo nhóm hộ", "Số hộ tham gia nhóm liên kết"),
    _What(2, "TH-17", _KT, 6, "ha", "Chuyển đổi đất lúa kém hiệu quả sang rau màu", "Diện tích đã chuyển đổi"),
    _What(3, "TH-10", _KT, 15, "hộ", "Tổ hợp tác nuôi ong", "Số hộ vào tổ hợp tác"),
    _What(4, "DT-01", _KT, 40, "vườn", "Mỗi hội viên một vườn mẫu", "Số vườn đạt tiêu chí vườn mẫu"),
    _What(5, "TH-15", _GN, 12, "hộ", "Con giống cho hộ nghèo, luân chuyển sau 18 tháng", "Số hộ được nhận con giống"),
    _What(6, "DT-02", _GN, 10, "hộ", "Phụ nữ giúp nhau thoát nghèo", "Số hộ phụ nữ nghèo được giúp đỡ"),
    _What(7, "TH-18", _GN, 60, "suất", "Hũ gạo tình thương", "Số suất gạo đã trao"),
    _What(8, "TH-03", _NTM, 3.2, "km", "Thắp sáng đường quê", "Chiều dài đường thôn có đèn"),
    _What(9, "TH-04", _NTM, 1200, "m²", "Dân hiến đất mở rộng đường trục thôn", "Diện tích đất đã hiến"),
    _What(10, "TH-08", _NTM, 60, "hộ", "Nhà sạch, vườn đẹp", "Số hộ đạt nhà sạch, vườn đẹp"),
    _What(11, "TH-13", _NTM, 2, "km", "Tuyến đường hoa tự quản", "Chiều dài tuyến đường hoa"),
    _What(
        12, "DT-03", _NTM, 24, "tổ", "Tổ công nghệ số cộng đồng hỗ trợ dịch vụ công trực tuyến", "Số tổ hoạt động đều"
    ),
    _What(13, "TH-12", _NTM, 4, "km", "Tự quản kênh mương nội đồng", "Chiều dài kênh mương được tự quản"),
    _What(14, "TR-02", _NTM, 1, "công trình", "Cổng trường xanh, an toàn", "Số công trình cổng trường hoàn thành"),
    _What(15, "DT-02", _MT, 24, "điểm", "Ngôi nhà xanh thu gom phế liệu", "Số điểm thu gom hoạt động"),
    _What(16, "TH-19", _MT, 110, "hộ", "Phân loại rác tại hộ gia đình", "Số hộ phân loại rác"),
    _What(17, "TH-02", _MT, 30, "bể", "Thu gom vỏ bao bì thuốc bảo vệ thực vật", "Số bể thu gom đã đặt"),
    _What(18, "TH-21", _MT, 12, "buổi", "Chủ nhật xanh", "Số buổi tổng vệ sinh"),
    _What(19, "TR-04", _MT, 500, "kg", "Đổi giấy vụn lấy cây xanh", "Khối lượng giấy vụn đã đổi"),
    _What(20, "DT-04", _MT, 1.5, "km", "Đoạn suối cựu chiến binh tự quản", "Chiều dài đoạn suối được tự quản"),
    _What(21, "TH-23", _AN, 16, "mắt", "Camera an ninh", "Số mắt camera đã lắp"),
    _What(22, "CA-01", _AN, 20, "tổ", "Tổ liên gia an toàn PCCC", "Số tổ liên gia đã ra mắt"),
    _What(23, "TH-11", _AN, 1, "thôn", "Tiếng kẻng an ninh", "Số thôn duy trì tiếng kẻng"),
    _What(24, "TH-20", _AN, 5, "dòng họ", "Dòng họ tự quản về ANTT", "Số dòng họ ký cam kết tự quản"),
    _What(25, "QS-01", _AN, 80, "công", "Dân quân giúp dân ngày mùa", "Số công giúp dân"),
    _What(26, "CA-01", _AN, 150, "lượt", "Công an xã gần dân: trả căn cước tại nhà", "Số lượt trả căn cước tại nhà"),
    _What(27, "CQ-04", _HTCT, 24, "buổi", "Ngày thứ Bảy vì dân", "Số buổi làm việc thứ Bảy"),
    _What(28, "CQ-01", _HTCT, 90, "% hài lòng", "Chính quyền thân thiện: nụ cười công sở", "Tỷ lệ người dân hài lòng"),
    _What(29, "TH-24", _HTCT, 1, "chi bộ", "Chi bộ 4 tốt, đảng viên đi trước", "Số chi bộ đạt 4 tốt"),
    _What(30, "MT-01", _HTCT, 24, "điểm", "Hộp thư góp ý qua mã QR", "Số điểm đặt mã QR"),
    _What(31, "TH-22", Field.OTHER, 45, "người", "Lớp học xóa mù công nghệ cho người cao tuổi", "Số người học xong"),
    _What(32, "TH-14", _NTM, 300, "m", "Hàng rào xanh", "Chiều dài hàng rào xanh"),
    _What(33, "TH-01", _MT, 2, "sân", "Sân chơi từ lốp cũ", "Số sân chơi hoàn thành"),
    _What(34, "TH-07", _MT, 20, "hộ", "Bếp không khói", "Số hộ thay bếp"),
    _What(35, "TH-16", _MT, 1, "tuyến", "Đường sạch", "Số tuyến đường được giữ sạch"),
)


class _When(NamedTuple):
    number: int
    submitted: str
    approved: str
    start: str
    end: str
    households: int | None  # planned


# fmt: off
_WHEN = (
    _When( 1, "27/04", "04/05", "05/05", "30/11", 25),
    _When( 2, "02/06", "10/06", "15/06", "30/11", 30),
    _When( 3, "06/05", "13/05", "15/05", "31/10", 15),
    _When( 4, "11/05", "18/05", "20/05", "30/11", 40),
    _When( 5, "04/05", "08/05", "10/05", "30/11", 12),
    _When( 6, "08/05", "14/05", "15/05", "15/11", 10),
    _When( 7, "22/05", "29/05", "01/06", "30/11", 100),
    _When( 8, "24/04", "29/04", "01/05", "31/10", 150),
    _When( 9, "04/05", "08/05", "10/05", "15/11", 40),
    _When(10, "25/05", "29/05", "01/06", "31/10", 60),
    _When(11, "08/05", "14/05", "15/05", "31/10", 120),
    _When(12, "22/05", "29/05", "01/06", "30/11", None),
    _When(13, "14/05", "19/05", "20/05", "15/11", 70),
    _When(14, "07/05", "13/05", "15/05", "31/10", None),
    _When(15, "27/04", "04/05", "05/05", "30/11", 200),
    _When(16, "02/06", "08/06", "10/06", "30/11", 110),
    _When(17, "09/06", "18/06", "20/06", "30/11", 90),
    _When(18, "25/05", "29/05", "01/06", "30/11", 140),
    _When(19, "18/05", "22/05", "25/05", "15/11", None),
    _When(20, "13/05", "19/05", "20/05", "31/10", 30),
    _When(21, "24/04", "29/04", "01/05", "31/10", 115),
    _When(22, "04/05", "08/05", "10/05", "30/11", 260),
    _When(23, "15/06", "23/06", "25/06", "15/11", 110),
    _When(24, "22/05", "28/05", "01/06", "15/11", 60),
    _When(25, "08/05", "14/05", "15/05", "31/10", None),
    _When(26, "22/06", "29/06", "01/07", "30/11", None),
    _When(27, "24/04", "29/04", "02/05", "30/11", None),
    _When(28, "05/06", "12/06", "15/06", "30/11", None),
    _When(29, "08/06", "15/06", "15/06", "15/11", 94),
    _When(30, "19/06", "26/06", "01/07", "31/10", None),
    _When(31, "08/07", "14/07", "15/07", "30/11", 45),
    _When(32, "18/05", "",      "01/06", "31/10", None),
    _When(33, "08/09", "",      "01/10", "30/11", 50),
    _When(34, "11/09", "",      "01/10", "",      None),
    _When(35, "24/06", "",      "15/07", "15/11", None),
)
# fmt: on

# Two cells that people filled badly, so that Lỗi dữ liệu is not empty. The records hold what reading gives back:
# "khoảng 50" is a strong guess (50, Cảnh báo), "cuối tháng 11" no date (left out, Lỗi).
BAD_CELLS = {
    (Tab.MODELS, "MH-2026-0033", "hh_plan"): "khoảng 50",
    (Tab.MODELS, "MH-2026-0034", "end"): "cuối tháng 11",
}

# What else happened to a model; all others are Đang triển khai.
_EVENTS: dict[int, dict[str, Any]] = {
    11: {"state": ModelState.PAUSED, "paused_from": on("22/08"), "reason_back": "mưa lũ"},
    14: {"state": ModelState.COMPLETED, "end_actual": on("05/09")},
    15: {"state": ModelState.PAUSED, "paused_from": on("01/09"), "reason_back": "phế liệu giảm giá"},
    21: {"state": ModelState.COMPLETED, "end_actual": on("31/08")},
    25: {"state": ModelState.COMPLETED, "end_actual": on("10/09")},
    32: {
        "state": ModelState.WITHDRAWN,
        "withdrawn": on("26/05"),
        "reason_back": "trùng với mô hình của chi hội",
    },
    33: {"state": ModelState.PENDING},
    34: {"state": ModelState.PENDING},
    35: {"state": ModelState.RETURNED, "reason_back": "chỉ tiêu chung chung"},
}

# A village's model is done in the village itself; of the others only these name villages.
_VILLAGES: dict[int, tuple[str, ...]] = {
    4: ("TH-09", "TH-17"),
    20: ("TH-16",),
    22: ("TH-03", "TH-13", "TH-23"),
}

_PARTNERS: dict[int, tuple[str, ...]] = {
    1: ("DT-01", "Chi hội Nông dân thôn"),
    2: ("CQ-02", "DT-01"),
    3: ("DT-01",),
    5: ("CQ-02", "MT-01"),
    8: ("Chi đoàn thôn", "Chi hội Cựu chiến binh thôn"),
    9: ("CQ-02", "MT-01"),
    11: ("DT-02", "Chi hội Phụ nữ thôn"),
    12: ("CQ-04", "CQ-03"),
    14: ("DT-03", "Ban đại diện cha mẹ học sinh"),
    17: ("DT-01", "CQ-02"),
    20: ("TR-05",),
    21: ("CA-01",),
    22: ("QS-01",),
    24: ("CA-01",),
    25: ("DT-03",),
    26: ("CQ-04",),
    31: ("DT-03", "Chi hội Người cao tuổi thôn"),
}

_HARD_ISSUES = {
    5: "Thôn vùng cao, tỷ lệ hộ nghèo còn cao, chăn nuôi nhỏ lẻ nên khó tự tích lũy để mua con giống.",
    8: "Đường thôn tối, dân cư ở rải rác, đã nhiều lần cử tri kiến nghị nhưng chưa có nguồn đầu tư.",
    9: "Hiến đất đụng tới quyền lợi từng hộ, cần vận động kiên trì và công khai mới có đồng thuận.",
    24: "Mâu thuẫn nhỏ trong gia đình, dòng họ còn phát sinh, nếu không hòa giải sớm dễ thành điểm nóng.",
}

_LINKED = {
    5: "Vì người nghèo",
    6: "Phụ nữ giúp nhau phát triển kinh tế",
    8: "Xây dựng nông thôn mới",
    9: "Xây dựng nông thôn mới",
    10: "Gia đình 5 không, 3 sạch",
    11: "Xây dựng nông thôn mới",
    14: "Xây dựng trường học thân thiện",
    19: "Kế hoạch nhỏ",
    22: "Toàn dân bảo vệ an ninh Tổ quốc",
    23: "Toàn dân bảo vệ an ninh Tổ quốc",
    24: "Toàn dân bảo vệ an ninh Tổ quốc",
    28: "Cán bộ, công chức thi đua thực hiện văn hóa công sở",
}

# 09 chose its model without minutes, as the inspection of 10/06 found; they came later.
_CONSULTED = {
    8: "Họp dân thống nhất tuyến lắp đèn và mức đóng góp tự nguyện.",
    9: "Đã họp lại các hộ ven đường và lập biên bản ngày 24/06/2026.",
    16: "Họp từng ngõ, đa số các hộ đồng ý phân loại rác.",
    21: "Họp dân chọn vị trí lắp camera, ý kiến ghi trong biên bản.",
    23: "Họp thôn thống nhất hiệu lệnh và giờ đánh kẻng.",
}

_BA_NHAT = {22: (BaNhat.DISCIPLINE,), 26: (BaNhat.CLOSENESS,)}


def models() -> tuple[Model, ...]:
    """The tab Mô hình, MH-2026-0001 … 0035."""
    calendar = {when.number: when for when in _WHEN}
    return tuple(_model(what, calendar[what.number]) for what in _WHAT)


def _model(what: _What, when: _When) -> Model:
    number, own = what.number, (what.unit_id,) if what.unit_id.startswith("TH-") else ()
    return Model(
        model_id=code("MH", number),
        year=YEAR,
        title=what.title,
        unit_id=what.unit_id,
        village_ids=_VILLAGES.get(number, own),
        field=what.field,
        field_other="chuyển đổi số" if what.field is Field.OTHER else None,
        kind=ModelKind.COLLECTIVE,
        hard_issue=number in _HARD_ISSUES,
        reason=_HARD_ISSUES.get(number),
        kpi_name=what.kpi,
        kpi_unit=what.measure,
        kpi_target=what.target,
        hh_plan=when.households,
        partners=_PARTNERS.get(number, ()),
        linked=_LINKED.get(number),
        consult=_CONSULTED.get(number),
        ba_nhat=_BA_NHAT.get(number, ()),
        submitted=on(when.submitted),
        approved=on(when.approved),
        start=on(when.start),
        end=on(when.end),
        **TEXTS[number]._asdict(),
        **{"state": ModelState.RUNNING, **_EVENTS.get(number, {})},
    )
