"""The workbook, declared once: each class is a tab, each field a column.

Everything else follows from here: provisioning, reading, validation, forms, table columns and the data dictionary.
Headers, types, allowed values and writers are those of the commune's data model. Columns are only ever added.
`domain.tables_movement` declares the tabs of communication, service, exemplars, tasks and scores; import all from here.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic.dataclasses import dataclass

from domain import fields as f
from domain import vocabulary as v
from domain.fields import ManyOf, OneOf, Writer, col
from domain.tables_base import Row
from domain.tables_movement import (
    Communication,
    Criterion,
    Exemplar,
    Feedback,
    Reward,
    Score,
    ServiceFigure,
    Task,
)
from domain.vocabulary import Tab

__all__ = [
    "DATA_TABLES",
    "MOVEMENT_TABLES",
    "TABLES",
    "Account",
    "CatalogueEntry",
    "Communication",
    "Criterion",
    "DataError",
    "Difficulty",
    "Exemplar",
    "Feedback",
    "Finding",
    "HistoryEntry",
    "Inspection",
    "Model",
    "Report",
    "Reward",
    "Row",
    "Score",
    "ServiceFigure",
    "SettingRow",
    "Task",
    "Unit",
    "VillageSum",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Row):
    """A registering unit, or a leader's office that only views (R5, R76)."""

    TAB: ClassVar = Tab.UNITS
    KEY: ClassVar = ("unit_id",)
    WRITER: ClassVar = Writer.ADMIN

    unit_id: Annotated[f.Text, col("Mã đơn vị", need=True, aliases=("Mã ĐV",))] = None
    name: Annotated[f.Text, col("Tên đơn vị", need=True, help="Tên thôn không ghi chữ “Thôn”.")] = None
    unit_type: Annotated[v.UnitType | None, OneOf(v.UnitType), col("Loại đơn vị", need=True)] = None
    aliases: Annotated[f.TextList, col("Tên gọi khác", help="Cách nhau bằng dấu ;")] = ()
    former_commune: Annotated[f.Text, col("Xã cũ", help="Để phân biệt hai thôn cùng tên sau sáp nhập.")] = None
    households: Annotated[f.Count, col("Tổng số hộ", unit="hộ")] = None
    population: Annotated[f.Count, col("Nhân khẩu", unit="người")] = None
    members: Annotated[
        f.Count, col("Số đoàn viên, hội viên/CB/HS", help="Trường học: cán bộ, giáo viên, nhân viên.", unit="người")
    ] = None
    students: Annotated[f.Count, col("Số học sinh", unit="học sinh")] = None
    head: Annotated[f.Text, col("Người đứng đầu")] = None
    contact: Annotated[f.Text, col("Đầu mối")] = None
    must_register: Annotated[f.Bool, col("Phải đăng ký MH", need=True)] = None
    valid_from: Annotated[f.Day, col("Hiệu lực từ", need=True)] = None
    valid_to: Annotated[f.Day, col("Hiệu lực đến")] = None
    sort: Annotated[f.Count, col("Thứ tự")] = None
    note: Annotated[f.LongText, col("Ghi chú", help="Vì sao chưa có mô hình, hoặc không phải đăng ký.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Row):
    """Who may sign in, and as what (R76). No passwords in the sheet."""

    TAB: ClassVar = Tab.ACCOUNTS
    KEY: ClassVar = ("email",)
    WRITER: ClassVar = Writer.ADMIN

    email: Annotated[f.Text, col("Email", need=True, aliases=("E-mail", "Thư điện tử"))] = None
    full_name: Annotated[f.Text, col("Họ tên", need=True, aliases=("Họ và tên",))] = None
    unit_id: Annotated[f.Unit, col("Mã đơn vị", need=True, refers=Tab.UNITS)] = None
    role: Annotated[v.Role | None, OneOf(v.Role), col("Vai trò", need=True)] = None
    active: Annotated[f.Bool, col("Kích hoạt", need=True)] = None
    note: Annotated[f.LongText, col("Ghi chú")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(Row):
    """A “Dân vận khéo” model, from its registration to its recognition (R18 to R25)."""

    TAB: ClassVar = Tab.MODELS
    KEY: ClassVar = ("model_id",)
    PREFIX: ClassVar = "MH"
    WRITER: ClassVar = Writer.UNIT

    model_id: Annotated[f.Code, col("Mã mô hình", writer=Writer.APP, aliases=("Mã MH",))] = None
    year: Annotated[f.YearNo, col("Năm", need=True)] = None
    title: Annotated[f.Text, col("Tên mô hình", need=True, limit=150, aliases=("Tên MH",))] = None
    unit_id: Annotated[f.Unit, col("Mã đơn vị", need=True, refers=Tab.UNITS, aliases=("Đơn vị", "Thôn, đơn vị"))] = None
    village_ids: Annotated[f.UnitList, col("Địa bàn thôn", refers=Tab.UNITS, help="Các thôn, cách nhau bằng ;")] = ()
    field: Annotated[v.Field | None, OneOf(v.Field), col("Lĩnh vực", need=True)] = None
    field_other: Annotated[f.Text, col("Lĩnh vực khác (ghi rõ)", help="Bắt buộc khi Lĩnh vực là Khác.")] = None
    kind: Annotated[v.ModelKind | None, OneOf(v.ModelKind), col("Tập thể/Cá nhân", need=True)] = None
    hard_issue: Annotated[f.Bool, col("Vấn đề khó/trọng yếu")] = None
    reason: Annotated[f.LongText, col("Lý do chọn")] = None
    baseline: Annotated[f.LongText, col("Thực trạng")] = None
    objective: Annotated[f.LongText, col("Mục tiêu", need=True)] = None
    kpi_name: Annotated[f.Text, col("Chỉ tiêu chính", need=True, help="Một chỉ tiêu đếm được, ví dụ: km đường.")] = None
    kpi_unit: Annotated[f.Text, col("Đơn vị tính", need=True)] = None
    kpi_target: Annotated[f.Number, col("Giá trị chỉ tiêu", need=True, positive=True)] = None
    method: Annotated[f.LongText, col("Nội dung, cách làm", need=True)] = None
    beneficiaries: Annotated[f.Text, col("Đối tượng")] = None
    hh_plan: Annotated[f.Count, col("Số hộ dự kiến", unit="hộ")] = None
    partners: Annotated[f.Partners, col("Lực lượng thực hiện/ĐV phối hợp", help="Cách nhau bằng dấu ;")] = ()
    resources: Annotated[f.LongText, col("Nguồn lực")] = None
    start: Annotated[f.Day, col("Ngày bắt đầu", need=True)] = None
    end: Annotated[f.Day, col("Ngày kết thúc dự kiến", need=True, help="Không sớm hơn ngày bắt đầu.")] = None
    output: Annotated[f.LongText, col("Sản phẩm đầu ra")] = None
    sustain: Annotated[f.LongText, col("Khả năng duy trì, nhân rộng")] = None
    linked: Annotated[f.Text, col("Gắn với phong trào/cuộc vận động")] = None
    ba_nhat: Annotated[tuple[v.BaNhat, ...], ManyOf(v.BaNhat), col("Ba nhất", help="Công an xã.")] = ()
    consult: Annotated[f.LongText, col("Ý kiến Nhân dân", help="Biên bản họp dân: nội dung hoặc liên kết.")] = None
    hh_agree: Annotated[f.Count, col("Số hộ đồng ý", unit="hộ")] = None
    owner: Annotated[f.Text, col("Người phụ trách", need=True, help="Chức danh, ví dụ: Trưởng thôn.")] = None
    state: Annotated[v.ModelState | None, OneOf(v.ModelState), col("Trạng thái", need=True)] = None
    submitted: Annotated[f.Day, col("Ngày gửi")] = None
    approved: Annotated[f.Day, col("Ngày duyệt", writer=Writer.OFFICER)] = None
    reason_back: Annotated[f.LongText, col("Lý do trả lại/rút")] = None
    end_actual: Annotated[f.Day, col("Ngày kết thúc thực tế")] = None
    withdrawn: Annotated[f.Day, col("Ngày rút/hủy")] = None
    paused_from: Annotated[f.Day, col("Tạm dừng từ")] = None
    paused_to: Annotated[f.Day, col("Tạm dừng đến")] = None
    parent_id: Annotated[f.Code, col("Mô hình gốc", refers=Tab.MODELS)] = None
    carried_from: Annotated[
        v.ModelState | None,
        OneOf(v.ModelState),
        col("Chuyển tiếp từ", writer=Writer.OFFICER, help="Trạng thái trước khi Chuyển tiếp; chương trình ghi."),
    ] = None
    evaluation: Annotated[v.Grade | None, OneOf(v.Grade), col("Đánh giá hiệu quả", writer=Writer.OFFICER)] = None
    evaluation_note: Annotated[f.LongText, col("Nhận xét", writer=Writer.OFFICER)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Row):
    """A unit's report of one model for one quarter (R2, R24, R73). Progress is cumulative."""

    TAB: ClassVar = Tab.REPORTS
    KEY: ClassVar = ("report_id",)
    PREFIX: ClassVar = "BC"
    WRITER: ClassVar = Writer.UNIT

    report_id: Annotated[f.Code, col("Mã báo cáo", writer=Writer.APP, aliases=("Mã BC",))] = None
    model_id: Annotated[f.Code, col("Mã mô hình", need=True, refers=Tab.MODELS, aliases=("Mã MH",))] = None
    unit_id: Annotated[f.Unit, col("Mã đơn vị", refers=Tab.UNITS, aliases=("Đơn vị",))] = None
    year: Annotated[f.YearNo, col("Năm", need=True)] = None
    quarter: Annotated[f.QuarterNo, col("Quý", need=True)] = None
    rtype: Annotated[v.ReportType | None, OneOf(v.ReportType), col("Loại báo cáo", need=True)] = None
    prog_self: Annotated[f.Percent, col("Tiến độ tự báo cáo (%)", need=True, help="Lũy kế từ đầu, 0 đến 100.")] = None
    prog_conf: Annotated[f.Percent, col("Tiến độ xác nhận (%)", writer=Writer.OFFICER)] = None
    kpi_cum: Annotated[f.Number, col("Kết quả chỉ tiêu (lũy kế)")] = None
    hh_cum: Annotated[f.Count, col("Số hộ tham gia (lũy kế)", unit="hộ")] = None
    people: Annotated[f.Count, col("Số người (lượt)", help="Trong kỳ.", unit="lượt người")] = None
    workdays: Annotated[f.Count, col("Ngày công", help="Trong kỳ.", unit="công")] = None
    fund: Annotated[f.Money, col("Kinh phí huy động (nghìn đồng)", help="Trong kỳ.", unit="nghìn đồng")] = None
    land: Annotated[f.Area, col("Đất hiến (m²)", help="Trong kỳ.", unit="m²")] = None
    result: Annotated[f.LongText, col("Kết quả nổi bật")] = None
    shortcomings: Annotated[f.LongText, col("Tồn tại, hạn chế")] = None
    causes: Annotated[f.LongText, col("Nguyên nhân")] = None
    proposal: Annotated[f.LongText, col("Kiến nghị")] = None
    evidence: Annotated[f.Link, col("Minh chứng", help="Liên kết tới ảnh, biên bản.")] = None
    rstatus: Annotated[v.ReportState | None, OneOf(v.ReportState), col("Trạng thái BC", need=True)] = None
    submitted: Annotated[f.Day, col("Ngày nộp", writer=Writer.APP)] = None
    confirmed: Annotated[f.Day, col("Ngày xác nhận", writer=Writer.OFFICER)] = None
    reason_back: Annotated[f.LongText, col("Lý do trả lại", writer=Writer.OFFICER)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageSum(Row):
    """The quarter's sheet of a unit as a whole, of any unit type (R48, R68 to R70)."""

    TAB: ClassVar = Tab.VILLAGE_SUMS
    KEY: ClassVar = ("unit_id", "year", "quarter")
    WRITER: ClassVar = Writer.UNIT

    unit_id: Annotated[f.Unit, col("Mã đơn vị", need=True, refers=Tab.UNITS, aliases=("Đơn vị", "Thôn"))] = None
    year: Annotated[f.YearNo, col("Năm", need=True)] = None
    quarter: Annotated[f.QuarterNo, col("Quý", need=True)] = None
    hh_any: Annotated[f.Count, col("Số hộ tham gia ≥1 MH", unit="hộ")] = None
    hh_guided: Annotated[f.Count, col("Số hộ được hướng dẫn, đôn đốc", unit="hộ")] = None
    branches: Annotated[f.Text, col("Chi đoàn, chi hội tham gia")] = None
    result: Annotated[f.LongText, col("Kết quả chung")] = None
    shortcomings: Annotated[f.LongText, col("Tồn tại")] = None
    causes: Annotated[f.LongText, col("Nguyên nhân")] = None
    proposal: Annotated[f.LongText, col("Kiến nghị")] = None
    next_period: Annotated[f.LongText, col("Phương hướng kỳ sau")] = None
    rstatus: Annotated[v.ReportState | None, OneOf(v.ReportState), col("Trạng thái BC", need=True)] = None
    submitted: Annotated[f.Day, col("Ngày nộp", writer=Writer.APP)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection(Row):
    """An inspection, supervision, guidance or reminder (R22, R37, R52, R75)."""

    TAB: ClassVar = Tab.INSPECTIONS
    KEY: ClassVar = ("insp_id",)
    PREFIX: ClassVar = "KT"
    WRITER: ClassVar = Writer.OFFICER

    insp_id: Annotated[f.Code, col("Mã kiểm tra", writer=Writer.APP, aliases=("Mã KT",))] = None
    kind: Annotated[v.InspectionKind | None, OneOf(v.InspectionKind), col("Loại hoạt động", need=True)] = None
    date: Annotated[f.Day, col("Ngày", need=True)] = None
    year: Annotated[f.YearNo, col("Năm", writer=Writer.APP)] = None
    quarter: Annotated[f.QuarterNo, col("Quý", writer=Writer.APP)] = None
    unit_id: Annotated[f.Unit, col("Mã đơn vị", need=True, refers=Tab.UNITS, aliases=("Đơn vị",))] = None
    model_ids: Annotated[f.CodeList, col("Mã mô hình", refers=Tab.MODELS, help="Cách nhau bằng dấu ;")] = ()
    team: Annotated[f.LongText, col("Thành phần đoàn")] = None
    prog_site: Annotated[f.Percent, col("Tiến độ tại chỗ (%)")] = None
    results: Annotated[f.LongText, col("Kết quả đạt được")] = None
    ok_content: Annotated[v.Judgement | None, OneOf(v.Judgement), col("Đúng nội dung")] = None
    ok_schedule: Annotated[v.Judgement | None, OneOf(v.Judgement), col("Đúng tiến độ")] = None
    ok_goal: Annotated[v.Judgement | None, OneOf(v.Judgement), col("Đạt mục tiêu")] = None
    formalism: Annotated[f.Bool, col("Biểu hiện hình thức")] = None
    hh_guided: Annotated[f.Count, col("Số hộ được hướng dẫn", unit="hộ")] = None
    conclusion: Annotated[f.LongText, col("Kết luận", help="Bắt buộc khi kết luận.")] = None
    grade: Annotated[v.Grade | None, OneOf(v.Grade), col("Xếp mức")] = None
    istatus: Annotated[v.InspectionState | None, OneOf(v.InspectionState), col("Trạng thái KT", need=True)] = None
    minutes_no: Annotated[f.Text, col("Số biên bản")] = None
    evidence: Annotated[f.Link, col("Minh chứng")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Row):
    """A shortcoming found by an inspection, and its remediation (R38, I12, I13)."""

    TAB: ClassVar = Tab.FINDINGS
    KEY: ClassVar = ("find_id",)
    PREFIX: ClassVar = "TT"
    WRITER: ClassVar = Writer.OFFICER

    find_id: Annotated[f.Code, col("Mã tồn tại", writer=Writer.APP)] = None
    insp_id: Annotated[f.Code, col("Mã kiểm tra", need=True, refers=Tab.INSPECTIONS)] = None
    unit_id: Annotated[f.Unit, col("Mã đơn vị", need=True, refers=Tab.UNITS, aliases=("Đơn vị",))] = None
    model_id: Annotated[f.Code, col("Mã mô hình", refers=Tab.MODELS)] = None
    content: Annotated[f.LongText, col("Nội dung", need=True)] = None
    group: Annotated[v.FindingGroup | None, OneOf(v.FindingGroup), col("Nhóm")] = None
    severity: Annotated[v.Severity | None, OneOf(v.Severity), col("Mức độ", need=True)] = None
    causes: Annotated[f.LongText, col("Nguyên nhân")] = None
    request: Annotated[f.LongText, col("Yêu cầu khắc phục", need=True)] = None
    due: Annotated[f.Due, col("Hạn khắc phục", need=True)] = None
    remedy: Annotated[f.LongText, col("Kết quả khắc phục", writer=Writer.UNIT)] = None
    reported: Annotated[f.Day, col("Ngày báo khắc phục", writer=Writer.UNIT)] = None
    verified: Annotated[v.Verification | None, OneOf(v.Verification), col("Xác minh")] = None
    verified_on: Annotated[f.Day, col("Ngày xác minh")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difficulty(Row):
    """A difficulty to be removed (R23, R39). With `decider` and still open it waits for a decision."""

    TAB: ClassVar = Tab.DIFFICULTIES
    KEY: ClassVar = ("issue_id",)
    PREFIX: ClassVar = "KK"
    WRITER: ClassVar = Writer.UNIT

    issue_id: Annotated[f.Code, col("Mã khó khăn", writer=Writer.APP)] = None
    raised: Annotated[f.Day, col("Ngày nêu", need=True)] = None
    unit_id: Annotated[f.Unit, col("Mã đơn vị", need=True, refers=Tab.UNITS, aliases=("Đơn vị",))] = None
    model_id: Annotated[f.Code, col("Mã mô hình", refers=Tab.MODELS)] = None
    insp_id: Annotated[f.Code, col("Mã kiểm tra", refers=Tab.INSPECTIONS)] = None
    content: Annotated[f.LongText, col("Nội dung", need=True)] = None
    group: Annotated[v.DifficultyGroup | None, OneOf(v.DifficultyGroup), col("Nhóm", need=True)] = None
    proposal: Annotated[f.LongText, col("Đề xuất biện pháp")] = None
    level: Annotated[v.Level | None, OneOf(v.Level), col("Cấp giải quyết")] = None
    handler: Annotated[f.Text, col("Người xử lý")] = None
    due: Annotated[f.Due, col("Hạn xử lý")] = None
    decider: Annotated[f.Text, col("Người quyết định", help="Chức danh.")] = None
    decision_from: Annotated[f.Day, col("Ngày trình", help="Để trống: lấy Ngày nêu.")] = None
    measures: Annotated[f.LongText, col("Biện pháp đã thực hiện")] = None
    state: Annotated[v.DifficultyState | None, OneOf(v.DifficultyState), col("Trạng thái", need=True)] = None
    resolved: Annotated[f.Day, col("Ngày giải quyết")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry(Row):
    """An allowed value with the spellings that the commune accepts for it."""

    TAB: ClassVar = Tab.CATALOGUE
    KEY: ClassVar = ("group", "code")
    WRITER: ClassVar = Writer.ADMIN

    group: Annotated[f.Text, col("Nhóm", need=True)] = None
    code: Annotated[f.Text, col("Mã", need=True)] = None
    label: Annotated[f.Text, col("Tên hiển thị", need=True)] = None
    aliases: Annotated[f.TextList, col("Tên gọi khác", help="Cách nhau bằng dấu ;")] = ()
    sort: Annotated[f.Count, col("Thứ tự")] = None
    used: Annotated[f.Bool, col("Dùng")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow(Row):
    """A setting of the commune as it stands in the sheet; `domain.settings` reads it."""

    TAB: ClassVar = Tab.SETTINGS
    KEY: ClassVar = ("key",)
    WRITER: ClassVar = Writer.ADMIN

    key: Annotated[f.Text, col("Khóa", need=True)] = None
    value: Annotated[f.Text, col("Giá trị")] = None
    kind: Annotated[f.Text, col("Kiểu")] = None
    meaning: Annotated[f.LongText, col("Diễn giải")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry(f.Declared):
    """One changed field of one record (append-only). The last row per (operation, tab, ID, column) counts."""

    TAB: ClassVar = Tab.HISTORY
    KEY: ClassVar = ()
    WRITER: ClassVar = Writer.APP

    op_id: Annotated[f.Text, col("Mã thao tác")] = None
    at: Annotated[f.Moment, col("Thời điểm")] = None
    by: Annotated[f.Verbatim, col("Người")] = None
    action: Annotated[v.HistoryAction | None, OneOf(v.HistoryAction), col("Hành động")] = None
    tab: Annotated[f.Verbatim, col("Tab")] = None
    record_id: Annotated[f.Verbatim, col("Mã")] = None
    column: Annotated[f.Verbatim, col("Cột")] = None
    old: Annotated[f.LongVerbatim, col("Giá trị cũ")] = None
    new: Annotated[f.LongVerbatim, col("Giá trị mới")] = None
    source: Annotated[v.Source | None, OneOf(v.Source), col("Nguồn")] = None
    attempt: Annotated[f.Text, col("_op", hidden=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataError(f.Declared):
    """A cell that could not be read, or was read by a guess (rewritten by the application, I25)."""

    TAB: ClassVar = Tab.DATA_ERRORS
    KEY: ClassVar = ()
    WRITER: ClassVar = Writer.APP

    tab: Annotated[f.Text, col("Tab")] = None
    row: Annotated[f.Count, col("Dòng")] = None
    record_id: Annotated[f.Text, col("Mã")] = None
    column: Annotated[f.Text, col("Cột")] = None
    value: Annotated[f.LongText, col("Giá trị")] = None
    level: Annotated[v.ProblemLevel | None, OneOf(v.ProblemLevel), col("Mức")] = None
    message: Annotated[f.LongText, col("Thông báo")] = None
    remedy: Annotated[f.LongText, col("Cách sửa")] = None


MOVEMENT_TABLES: tuple[type[Row], ...] = (
    Communication, ServiceFigure, Feedback, Exemplar, Reward, Task, Criterion, Score,
)  # fmt: skip
DATA_TABLES: tuple[type[Row], ...] = (
    Unit, Account, Model, Report, VillageSum, Inspection, Finding, Difficulty, *MOVEMENT_TABLES, CatalogueEntry,
    SettingRow,
)  # fmt: skip
TABLES: tuple[type[f.Declared], ...] = (*DATA_TABLES, HistoryEntry, DataError)
