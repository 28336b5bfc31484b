"""Every page as somebody sees it: what is photographed (`make shots`) and looked at by axe; a test completes it."""

from dataclasses import dataclass
from typing import Literal

Appearance = Literal["light", "dark"]
APPEARANCES: tuple[Appearance, ...] = ("light", "dark")
OFFICER, VILLAGE, LEADER, ADMIN, GUEST, FRONT = (
    "chuyen-vien@example.vn",
    "don-vi-04@example.vn",
    "lanh-dao@example.vn",
    "quan-tri@example.vn",
    "khach@example.vn",
    "mttq@example.vn",
)


@dataclass(frozen=True, slots=True)
class View:
    """An address as one account sees it, and on which screens (tests.browser.conftest.SCREENS)."""

    name: str
    address: str
    account: str | None = OFFICER
    screens: tuple[str, ...] = ("desktop", "phone")


VIEWS = (
    View("tong-quan", "", LEADER),
    View("mo-hinh", "mo-hinh"),
    View("mo-hinh-cho", "mo-hinh?xem=Chờ duyệt"),
    View("mo-hinh-mot", "mo-hinh?mh=MH-2026-0034"),
    View("mo-hinh-cham", "mo-hinh?mh=MH-2026-0006"),
    View("don-vi", "don-vi?dv=TH-04", VILLAGE),
    View("don-vi-chua-co", "don-vi?dv=TH-05"),
    View("dang-ky", "dang-ky", VILLAGE),
    View("bao-cao", "bao-cao", VILLAGE),
    View("bao-cao-cho", "bao-cao"),
    View("kiem-tra", "kiem-tra?dv=TH-10"),
    View("kiem-tra-theo-doi", "kiem-tra?viec=Theo dõi khắc phục"),
    View("kiem-tra-luot", "kiem-tra?viec=Các lượt kiểm tra"),
    View("kiem-tra-lich", "kiem-tra?viec=Lịch và bao phủ"),
    View("kiem-tra-bao-phu", "kiem-tra?viec=Lịch và bao phủ&lich=Bao phủ"),
    View("kiem-tra-khac-phuc", "kiem-tra?viec=Lịch và bao phủ&lich=Khắc phục, quyết định", LEADER),
    View("viec-cua-toi", "viec-cua-toi", VILLAGE),
    View("viec-cua-toi-chon", "viec-cua-toi?dv=TH-05"),
    View("ke-hoach", "ke-hoach", LEADER),
    View("ke-hoach-don-vi", "ke-hoach", VILLAGE),
    View("ke-hoach-thieu", "ke-hoach?tt_kh=Chưa có số liệu&ai_kh=Thôn"),
    View("ke-hoach-khach", "ke-hoach", GUEST),
    View("nhiem-vu", "nhiem-vu"),
    View("nhiem-vu-mot", "nhiem-vu?nv=NV-38"),
    View("chi-so", "chi-so"),
    View("chi-so-dang-ky", "chi-so?xem=Đăng ký và hộ dân"),
    View("chi-so-kiem-tra", "chi-so?xem=Báo cáo và kiểm tra"),
    View("chi-so-thon", "chi-so?xem=Từng thôn"),
    View("chi-so-mot", "chi-so?chi-so=I10"),
    View("kho-khan", "kho-khan"),
    View("tuyen-truyen", "tuyen-truyen"),
    View("tuyen-truyen-doi-tuong", "tuyen-truyen?muc=Đối tượng"),
    View("tuyen-truyen-don-vi", "tuyen-truyen?muc=Đơn vị"),
    View("tuyen-truyen-dien-hinh", "tuyen-truyen?muc=Điển hình, thi đua"),
    View("tuyen-truyen-danh-sach", "tuyen-truyen?muc=Danh sách"),
    View("tuyen-truyen-ghi", "tuyen-truyen?dv=TH-04&loai=Quán triệt", VILLAGE),
    View("tuyen-truyen-mot", "tuyen-truyen?hd=TTR-2026-0050&sua=1"),
    View("chinh-quyen", "chinh-quyen"),
    View("chinh-quyen-don-thu", "chinh-quyen?nhom=Kiến nghị, khiếu nại, tố cáo"),
    View("chinh-quyen-thu-tuc", "chinh-quyen?nhom=Thủ tục hành chính, công khai"),
    View("chinh-quyen-bang", "chinh-quyen?nhom=Bảng số liệu"),
    View("chinh-quyen-nhap", "chinh-quyen?quy=2026-Q3&chi-tieu=CQ04"),
    View("chinh-quyen-nhap-het", "chinh-quyen?nhom=Nhập số liệu"),
    View("y-kien", "y-kien"),
    View("y-kien-bieu-do", "y-kien?xem=Biểu đồ"),
    View("y-kien-ghi", "y-kien?xem=Ghi ý kiến", FRONT),
    View("dien-hinh", "dien-hinh", LEADER),
    View("dien-hinh-de-xuat", "dien-hinh?xem=Đề xuất"),
    View("dien-hinh-diem", "dien-hinh?xem=Xếp theo điểm"),
    View("dien-hinh-khen", "dien-hinh?xem=Khen thưởng"),
    View("dien-hinh-moi", "dien-hinh?xem=Đề xuất mới&mh=MH-2026-0009", VILLAGE),
    View("xep-loai", "xep-loai", LEADER),
    View("xep-loai-mot", "xep-loai?dv=TH-10"),
    View("xep-loai-don-vi", "xep-loai", VILLAGE),
    View("xep-loai-tieu-chi", "xep-loai?xem=Tiêu chí", ADMIN),
    View("xep-loai-thu", "xep-loai?xem=Thử điểm tối đa", LEADER),
    View("khoa-ky", "khoa-ky", ADMIN),
    View("khoa-ky-don-vi", "khoa-ky", VILLAGE),
    View("khoa-ky-so-lieu", "khoa-ky?xem=Số liệu chốt", LEADER),
    View("don-doc", "don-doc"),
    *(View(f"trinh-chieu-{at}", f"trinh-chieu?trang={at}", LEADER, ("projector",)) for at in range(1, 7)),
    View("nam", "nam", LEADER),
    View("nam-mo", "nam", ADMIN),
    View("cho-gui", "cho-gui"),
    View("loi-du-lieu", "loi-du-lieu"),
    View("so-dung-chung", "so-dung-chung?tab=mo-hinh"),
    View("lich-su", "lich-su?tab=M%C3%B4%20h%C3%ACnh&ma=MH-2026-0006"),
    View("quan-tri", "quan-tri", ADMIN),
    View("khach", "", GUEST),
    View("bat-dau", "", None),
)
