"""The commune's units: 24 villages, 19 other units that must register, 3 leaders' offices that only view."""

from typing import NamedTuple

from domain.sample.shorthand import WHOLE_YEAR_FROM
from domain.tables import Unit
from domain.vocabulary import UnitType

# Name, households, former commune. On purpose: two villages of one name, the tone pairs Hòa/Hoà and Thủy/Thuỷ,
# a "quý" whose tone must not move, an upland village of few households.
_VILLAGES = (
    ("Đồng Tiến", 142, None),
    ("Tân Hòa", 118, None),
    ("Hòa Bình", 180, None),
    ("Quyết Thắng", 96, None),
    ("Tân Tiến", 133, "Đồng Xuân"),
    ("Tân Tiến", 87, "Phú Sơn"),
    ("Thuận Thủy", 121, None),
    ("Làng Sen", 75, None),
    ("Đồng Găng", 64, None),
    ("Khuôn Mý", 58, None),
    ("Cây Đa", 110, None),
    ("Bến Đò", 92, None),
    ("Trung Tâm", 205, None),
    ("Năm Mẫu", 71, None),
    ("Núi Thông", 49, None),
    ("Suối Trong", 66, None),
    ("Gò Vải", 83, None),
    ("Phúc Lợi", 127, None),
    ("Minh Khai", 139, None),
    ("Hợp Nhất", 101, None),
    ("Đoàn Kết", 156, None),
    ("Vườn Đào", 78, None),
    ("Cầu Trắng", 115, None),
    ("Xuân Quý", 94, None),
)


class _Other(NamedTuple):
    unit_id: str
    name: str
    unit_type: UnitType
    aliases: tuple[str, ...] = ()


_OTHERS = (
    _Other("CQ-01", "VP HĐND và UBND", UnitType.OFFICE, ("Văn phòng HĐND và UBND", "Văn phòng", "VP")),
    _Other("CQ-02", "Phòng Kinh tế", UnitType.OFFICE, ("Phòng KT",)),
    _Other("CQ-03", "Phòng Văn hóa - Xã hội", UnitType.OFFICE, ("Phòng VH-XH", "Phòng VHXH")),
    _Other("CQ-04", "Trung tâm Phục vụ hành chính công", UnitType.OFFICE, ("TT PVHCC", "TTPVHCC", "Trung tâm PVHCC")),
    _Other("CQ-05", "Trạm Y tế", UnitType.OFFICE, ("TYT",)),
    _Other("DVC-01", "Trung tâm Dịch vụ công", UnitType.SERVICE_CENTRE, ("TTDVC", "TT DVC", "Trung tâm DVC")),
    _Other("CA-01", "Công an xã", UnitType.POLICE, ("CA xã", "Công an")),
    _Other("QS-01", "Ban CHQS xã", UnitType.MILITARY, ("BCHQS", "Ban CHQS", "Ban Chỉ huy Quân sự xã")),
    _Other("MT-01", "UB MTTQ xã", UnitType.FATHERLAND_FRONT, ("MTTQ", "UBMT", "UBMTTQ", "UB MTTQ")),
    _Other("DT-01", "Hội Nông dân", UnitType.MASS_ORGANISATION, ("Hội ND",)),
    _Other("DT-02", "Hội LHPN", UnitType.MASS_ORGANISATION, ("Hội PN", "Hội Phụ nữ", "Hội Liên hiệp Phụ nữ")),
    _Other("DT-03", "Đoàn TNCS Hồ Chí Minh", UnitType.MASS_ORGANISATION, ("Đoàn TNCS", "Đoàn Thanh niên", "Đoàn xã")),
    _Other("DT-04", "Hội Cựu chiến binh", UnitType.MASS_ORGANISATION, ("Hội CCB",)),
    _Other("DT-05", "Công đoàn", UnitType.MASS_ORGANISATION, ("CĐ xã",)),
    _Other("TR-01", "Trường Mầm non Hoa Mai (mẫu)", UnitType.SCHOOL, ("Mầm non Hoa Mai", "MN Hoa Mai")),
    _Other("TR-02", "Trường Tiểu học số 1 (mẫu)", UnitType.SCHOOL, ("Tiểu học số 1",)),
    _Other("TR-03", "Trường Tiểu học số 2 (mẫu)", UnitType.SCHOOL, ("Tiểu học số 2",)),
    _Other("TR-04", "Trường THCS Bình Minh (mẫu)", UnitType.SCHOOL, ("THCS Bình Minh",)),
    _Other("TR-05", "Trường Tiểu học và THCS Suối Trong (mẫu)", UnitType.SCHOOL, ("Tiểu học và THCS Suối Trong",)),
    _Other("LD-01", "Thường trực Đảng ủy", UnitType.LEADERSHIP),
    _Other("LD-02", "Thường trực HĐND", UnitType.LEADERSHIP),
    _Other("LD-03", "Lãnh đạo UBND", UnitType.LEADERSHIP),
)

_NOTES = {
    "TH-05": "Chi bộ đang họp dân để chọn mô hình, dự kiến đăng ký bổ sung.",
    "TH-06": "Chưa thống nhất được mô hình; đề nghị xã cử cán bộ về hướng dẫn.",
    "LD-01": "Theo dõi, chỉ đạo; không phải đăng ký mô hình.",
    "LD-02": "Theo dõi, giám sát; không phải đăng ký mô hình.",
    "LD-03": "Theo dõi, điều hành; không phải đăng ký mô hình.",
}


def units() -> tuple[Unit, ...]:
    """The tab Đơn vị: TH-01 … TH-24, then the other units in the order of the list."""
    return (*_villages(), *_others())


def _villages() -> tuple[Unit, ...]:
    return tuple(
        Unit(
            unit_id=f"TH-{number:02d}",
            name=name,
            unit_type=UnitType.VILLAGE,
            former_commune=former,
            households=households,
            must_register=True,
            valid_from=WHOLE_YEAR_FROM,
            sort=number,
            note=_NOTES.get(f"TH-{number:02d}"),
        )
        for number, (name, households, former) in enumerate(_VILLAGES, start=1)
    )


def _others() -> tuple[Unit, ...]:
    return tuple(
        Unit(
            unit_id=other.unit_id,
            name=other.name,
            unit_type=other.unit_type,
            aliases=other.aliases,
            must_register=other.unit_type is not UnitType.LEADERSHIP,
            valid_from=WHOLE_YEAR_FROM,
            sort=number,
            note=_NOTES.get(other.unit_id),
        )
        for number, other in enumerate(_OTHERS, start=len(_VILLAGES) + 1)
    )
