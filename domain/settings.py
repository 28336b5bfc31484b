"""The commune's settings: every key of the tab Cài đặt with its default and meaning."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from domain import check_wording as wording
from domain import fields as f
from domain import lock_keys
from domain.quarters import Quarter
from domain.tables import SettingRow

DATE, NUMBER, TEXT, YES_NO, LIST = "Ngày", "Số", "Chữ", "Có/Không", "Danh sách"
CALENDAR, DECREE = "Lịch", "NĐ 09/2019"
FIRST_YEAR = 2026  # of which the defaults speak


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the tab: its name, kind, default as it stands in a cell, and explanation."""

    key: str
    kind: str
    default: str
    meaning: str


def key(name: str, kind: str, default: str, meaning: str) -> Any:
    """A field of `Settings` with its key; its Python default is the parsed default of the sheet."""
    return dataclasses.field(default=READ[kind](default), metadata={"key": Key(name, kind, default, meaning)})


DAY = TypeAdapter[date | None](f.Day)
READ: dict[str, Callable[[str], Any]] = {
    DATE: lambda raw: DAY.validate_python(int(raw) if raw.isdecimal() else raw),  # a date cell is a serial number
    NUMBER: TypeAdapter[float | None](f.Number).validate_python,
    TEXT: lambda raw: raw.strip() or None,
    YES_NO: TypeAdapter[bool | None](f.Bool).validate_python,
    LIST: lambda _: (),  # read when the year of the plan is known
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings as rules use them. None: the commune has not set it, and nothing is invented for it."""

    plan_year: float = key("nam_ke_hoach", NUMBER, "2026", "Năm của kế hoạch")
    commune_name: str = key("ten_xa", TEXT, "Sơn Dương", "Tên xã")
    province_name: str | None = key("ten_tinh", TEXT, "", "Tên tỉnh; cần điền")
    plan_no: str = key("so_ke_hoach", TEXT, "120/KH-UBND", "Số kế hoạch")
    plan_date: date = key("ngay_ke_hoach", DATE, "08/04/2026", "Ngày ban hành kế hoạch; biểu đồ bắt đầu từ quý này")
    basis: str = key("can_cu", TEXT, "67-KH/ĐU 06/4/2026", "Căn cứ")
    register_by: date | None = key("han_dang_ky_1", DATE, "30/06/2026", "Hạn đăng ký mô hình")
    register_by_extra: date | None = key("han_dang_ky_bs", DATE, "30/09/2026", "Hạn đăng ký bổ sung")
    report_due_q1: date | None = key("han_bc_q1", DATE, "", "Hạn báo cáo quý I; trống: quý I chưa phải báo cáo")
    report_due_q2: date | None = key("han_bc_q2", DATE, "20/06/2026", "Hạn báo cáo quý II")
    report_due_q3: date | None = key("han_bc_q3", DATE, "20/09/2026", "Hạn báo cáo quý III")
    report_due_q4: date | None = key("han_bc_q4", DATE, "30/11/2026", "Hạn báo cáo quý IV")
    closing_rule: str = key("ky_chot", TEXT, CALENDAR, "Cách chốt kỳ: Lịch hoặc NĐ 09/2019")
    grace_days: float = key("so_ngay_mien_bc", NUMBER, "15", "Duyệt trong số ngày này cuối quý thì theo dõi từ quý sau")
    green_from: float = key("nguong_xanh", NUMBER, "-10", "Chênh lệch từ mức này trở lên là đúng tiến độ (điểm)")
    red_below: float = key("nguong_do", NUMBER, "-25", "Chênh lệch dưới mức này là chậm (điểm)")
    midyear_review: bool = key("so_ket_6_thang", YES_NO, "Không", "Có sơ kết 6 tháng")
    dialogues_min: float = key("doi_thoai_toi_thieu_nam", NUMBER, "1", "Số cuộc đối thoại tối thiểu mỗi năm")
    comm_target: float = key("muc_tieu_hd_tuyen_truyen_nam", NUMBER, "9", "Số hoạt động tuyên truyền mỗi năm")
    rating_excellent: float = key("nguong_xuat_sac", NUMBER, "90", "Điểm hoàn thành xuất sắc")
    rating_good: float = key("nguong_tot", NUMBER, "75", "Điểm hoàn thành tốt")
    rating_pass: float = key("nguong_hoan_thanh", NUMBER, "50", "Điểm hoàn thành")
    count_remedy_report: bool = key("tinh_ngay_bao_khac_phuc", YES_NO, "Có", "Tính đúng hạn theo ngày báo khắc phục")
    by_village: bool = key("tinh_theo_dia_ban", YES_NO, "Không", "Tính mô hình cho thôn theo địa bàn")
    missing_villages: float = key("nguong_thon_thieu", NUMBER, "15", "Tỷ lệ thôn chậm, thiếu số liệu để nhắc cả xã (%)")
    milestone_q1: float | None = key("moc_q1", NUMBER, "", "Mốc tiến độ quý I của xã (%)")
    milestone_q2: float | None = key("moc_q2", NUMBER, "", "Mốc tiến độ quý II của xã (%); trống: tính theo ngày")
    milestone_q3: float | None = key("moc_q3", NUMBER, "", "Mốc tiến độ quý III của xã (%)")
    milestone_q4: float | None = key("moc_q4", NUMBER, "", "Mốc tiến độ quý IV của xã (%)")
    model_target: float | None = key("chi_tieu_mo_hinh", NUMBER, "", "Chỉ tiêu số mô hình đăng ký")
    inspection_target: float | None = key("chi_tieu_kiem_tra", NUMBER, "", "Chỉ tiêu số lượt kiểm tra")
    signer: str | None = key("nguoi_ky", TEXT, "", "Người ký văn bản")
    signer_title: str | None = key("chuc_vu_ky", TEXT, "", "Chức vụ người ký")
    recipients: str | None = key("noi_nhan", TEXT, "", "Nơi nhận")
    locked_quarters: tuple[str, ...] = key("khoa_ky", LIST, "", "Các quý đã khóa, ví dụ 2026-Q2")
    lock_exceptions: tuple[str, ...] = key("ngoai_le_khoa_ky", LIST, "", "Ngoại lệ khóa kỳ, ví dụ 2026-Q2/TH-05")
    next_book: str | None = key("so_nam_sau", TEXT, "", "Địa chỉ sổ của năm sau; chương trình ghi khi mở năm mới")
    previous_book: str | None = key("so_nam_truoc", TEXT, "", "Địa chỉ sổ của năm trước; chương trình ghi")
    demo: bool = key("du_lieu_mau", YES_NO, "Không", "Sổ đang chứa dữ liệu mẫu hư cấu")

    def report_due(self, quarter: Quarter) -> date | None:
        """The day by which reports of `quarter` are due; None where the commune has set none."""
        due = (self.report_due_q1, self.report_due_q2, self.report_due_q3, self.report_due_q4)[quarter.number - 1]
        return due if due is not None and quarter.year == self.plan_year else None

    def named(self) -> str:
        """Which workbook this is, as an administrator types it who empties it: the commune and the year."""
        return f"{self.commune_name} {self.plan_year:.0f}"

    def milestone(self, quarter: Quarter) -> float | None:
        """The commune's own milestone of `quarter` in percent; None: expected progress I4 holds (design 2)."""
        own = (self.milestone_q1, self.milestone_q2, self.milestone_q3, self.milestone_q4)[quarter.number - 1]
        return own if quarter.year == self.plan_year else None

    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters of the plan's year from the one in which the plan is issued; all where it was issued before."""
        year, first = int(self.plan_year), Quarter.of(self.plan_date)
        start = first.number if first.year == year else 1
        return tuple(Quarter(year, number) for number in range(start, 5))


FIELDS = {field.metadata["key"].key: field for field in dataclasses.fields(Settings)}


DEADLINES = tuple(one for one in FIELDS.values() if one.metadata["key"].kind == DATE and one.name != "plan_date")
"""The days by which something is due in the plan's year. The day of the plan itself is none of them."""


def setting_rows(year: int = FIRST_YEAR) -> tuple[SettingRow, ...]:
    """The seed of the tab Cài đặt in the workbook of a year, one row per key in the order of the declaration."""
    days = _deadlines(year)
    rows = {name: setting_row(name) for name in FIELDS}
    for one in DEADLINES:
        name = one.metadata["key"].key
        if day := days[one.name]:
            rows[name] = dataclasses.replace(rows[name], value=f"{day:%d/%m/%Y}")
    return tuple(rows.values())


def setting_row(name: str) -> SettingRow:
    """The row of a key as it starts."""
    one: Key = FIELDS[name].metadata["key"]
    return SettingRow(key=one.key, value=one.default or None, kind=one.kind, meaning=one.meaning)


def moved(day: date, years: int) -> date:
    """The same day in another year; 29/02 becomes 28/02 where there is none."""
    leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + years, day.month, 28 if leap_day else day.day)


def _deadlines(year: int) -> dict[str, date | None]:
    """The deadlines that hold where the commune has set none: those of the first plan, in this plan's year."""
    years = year - FIRST_YEAR if date.min.year <= year <= date.max.year else 0
    days: dict[str, Any] = {one.name: one.default for one in DEADLINES}
    return {name: moved(day, years) if day else None for name, day in days.items()}


def read_settings(rows: Iterable[SettingRow]) -> tuple[Settings, dict[str, str]]:
    """The settings, and by key a Vietnamese sentence for each value that cannot be read.

    Its default then holds, of a deadline in the plan's year; of the lists of locked quarters and exceptions all that
    can be read.
    """
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    lists: dict[str, str] = {}
    for row in rows:
        field = FIELDS.get(row.key or "")
        if field is None or row.value is None:
            continue
        if row.key in lock_keys.PARTS:
            lists.setdefault(row.key, row.value)
            continue
        try:
            values.setdefault(field.name, READ[field.metadata["key"].kind](row.value))
        except ValidationError as error:
            wrong[row.key or ""] = error.errors()[0]["msg"]
    known = {name: value for name, value in values.items() if value is not None}
    settings = Settings(**{**_deadlines(int(known.get("plan_year", FIRST_YEAR))), **known})
    return _with_lists(settings, lists, wrong), wrong


def strays(settings: Settings) -> dict[str, date]:
    """By key the deadlines that lie outside the plan's year and the month in which it is closed."""
    year = int(settings.plan_year)
    found: dict[str, date] = {}
    for one in DEADLINES:
        day: date | None = getattr(settings, one.name)
        if day is not None and day.year != year and (day.year, day.month) != (year + 1, 1):
            found[one.metadata["key"].key] = day
    return found


def _with_lists(settings: Settings, lists: Mapping[str, str], wrong: dict[str, str]) -> Settings:
    found: dict[str, Any] = {}
    for name, text in lists.items():
        parts = lock_keys.PARTS[name](text, int(settings.plan_year))
        found[FIELDS[name].name] = lock_keys.keys(parts)
        if unread := lock_keys.unread(parts):
            wrong[name] = wording.NOT_IN_LIST[name].format("; ".join(unread))
    return dataclasses.replace(settings, **found)
