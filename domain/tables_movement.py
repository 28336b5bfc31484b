"""Tabs around the models: communication, service to citizens, opinions, exemplars, rewards, tasks, scores.

Each class is a tab, each field a column, as in `domain.tables`, from which they are imported.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic.dataclasses import dataclass

from domain import fields as f
from domain import vocabulary as v
from domain import vocabulary_movement as m
from domain.fields import ManyOf, OneOf, Writer, col
from domain.tables_base import Row
from domain.vocabulary import Tab


@dataclass(frozen=True, slots=True, kw_only=True)
class Communication(Row):
    """An activity by which a unit makes the movement known (R1, R13 to R17, R50 to R66, I18)."""

    TAB: ClassVar = Tab.COMMUNICATIONS
    KEY: ClassVar = ("comm_id",)
    PREFIX: ClassVar = "TTR"
    WRITER: ClassVar = Writer.UNIT

    comm_id: Annotated[f.Code, col("Mã hoạt động", writer=Writer.APP)] = None
    date: Annotated[f.Day, col("Ngày", need=True)] = None
    unit_id: Annotated[f.Unit, col("Mã đơn vị", need=True, refers=Tab.UNITS, aliases=("Đơn vị",))] = None
    kind: Annotated[m.CommunicationKind | None, OneOf(m.CommunicationKind), col("Loại", need=True)] = None
    channel: Annotated[m.Channel | None, OneOf(m.Channel), col("Kênh", need=True)] = None
    content: Annotated[f.LongText, col("Nội dung", need=True)] = None
    audience: Annotated[tuple[m.Audience, ...], ManyOf(m.Audience), col("Đối tượng", need=True)] = ()
    qty: Annotated[f.Count, col("Số lượng", help="Số buổi, tin, bài, lượt phát …")] = None
    qty_unit: Annotated[m.QuantityUnit | None, OneOf(m.QuantityUnit), col("Đơn vị tính")] = None
    attended: Annotated[f.Count, col("Số người dự", unit="người")] = None
    invited: Annotated[f.Count, col("Số người triệu tập", unit="người")] = None
    integrated: Annotated[f.Bool, col("Lồng ghép")] = None
    integrated_with: Annotated[f.Text, col("Nội dung lồng ghép")] = None
    partners: Annotated[f.Partners, col("ĐV phối hợp", help="Cách nhau bằng dấu ;")] = ()
    ba_nhat: Annotated[tuple[v.BaNhat, ...], ManyOf(v.BaNhat), col("Ba nhất", help="Công an xã.")] = ()
    subject_ids: Annotated[
        f.CodeList,
        col("Mã mô hình/điển hình", refers=Tab.MODELS, or_refers=Tab.EXEMPLARS, help="Cách nhau bằng dấu ;"),
    ] = ()
    evidence: Annotated[f.Link, col("Minh chứng")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFigure(Row):
    """One indicator of the government's service in one quarter: counts only (R26 to R35, I19 to I21).

    What received, planned, done and on time count depends on the indicator; blank = not known, 0 = nothing happened.
    """

    TAB: ClassVar = Tab.SERVICE_FIGURES
    KEY: ClassVar = ("year", "quarter", "code")
    WRITER: ClassVar = Writer.OFFICER

    year: Annotated[f.YearNo, col("Năm", need=True)] = None
    quarter: Annotated[f.QuarterNo, col("Quý", need=True)] = None
    code: Annotated[
        m.ServiceIndicator | None, OneOf(m.ServiceIndicator), col("Mã chỉ tiêu", need=True, refers=Tab.CATALOGUE)
    ] = None
    name: Annotated[f.Text, col("Tên chỉ tiêu", writer=Writer.APP)] = None
    received: Annotated[f.Count, col("Số tiếp nhận", help="Chỉ ghi số, không ghi tên người, nội dung đơn.")] = None
    planned: Annotated[f.Count, col("Số kế hoạch/đến hạn")] = None
    done: Annotated[f.Count, col("Số thực hiện")] = None
    on_time: Annotated[f.Count, col("Số đúng hạn")] = None
    note: Annotated[f.LongText, col("Ghi chú")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Row):
    """An opinion of the Fatherland Front or a mass organisation, and the answer to it (R67, I22)."""

    TAB: ClassVar = Tab.FEEDBACK
    KEY: ClassVar = ("feedback_id",)
    PREFIX: ClassVar = "YK"
    WRITER: ClassVar = Writer.FRONT

    feedback_id: Annotated[f.Code, col("Mã ý kiến", writer=Writer.APP)] = None
    date: Annotated[f.Day, col("Ngày", need=True)] = None
    unit_id: Annotated[f.Unit, col("Tổ chức", need=True, refers=Tab.UNITS, aliases=("Mã đơn vị", "Đơn vị"))] = None
    kind: Annotated[m.FeedbackKind | None, OneOf(m.FeedbackKind), col("Loại", need=True)] = None
    target_id: Annotated[
        f.UnitOrCode,
        col("Đối tượng", refers=Tab.UNITS, or_refers=Tab.MODELS, help="Đơn vị hoặc mô hình được góp ý."),
    ] = None
    content: Annotated[f.LongText, col("Nội dung", need=True)] = None
    reply_due: Annotated[f.Due, col("Hạn trả lời")] = None
    reply: Annotated[f.LongText, col("Trả lời, tiếp thu", writer=Writer.OFFICER)] = None
    acceptance: Annotated[m.Acceptance | None, OneOf(m.Acceptance), col("Mức tiếp thu", writer=Writer.OFFICER)] = None
    replied: Annotated[f.Day, col("Ngày trả lời", writer=Writer.OFFICER)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemplar(Row):
    """A model, person, household or way of working that a unit proposes as an example (R3, R10, R25, R51, R71, I24).

    A result that is blank is a proposal not yet looked at. `public`: whether the one named agreed to be named.
    """

    TAB: ClassVar = Tab.EXEMPLARS
    KEY: ClassVar = ("exemplar_id",)
    PREFIX: ClassVar = "DH"
    WRITER: ClassVar = Writer.UNIT

    exemplar_id: Annotated[f.Code, col("Mã điển hình", writer=Writer.APP)] = None
    year: Annotated[f.YearNo, col("Năm", need=True)] = None
    kind: Annotated[m.ExemplarKind | None, OneOf(m.ExemplarKind), col("Loại", need=True)] = None
    name: Annotated[f.Text, col("Tên", need=True)] = None
    unit_id: Annotated[
        f.Unit, col("Mã đơn vị đề xuất", need=True, refers=Tab.UNITS, aliases=("Mã đơn vị", "Đơn vị đề xuất"))
    ] = None
    model_id: Annotated[f.Code, col("Mã mô hình", refers=Tab.MODELS)] = None
    proposed: Annotated[f.Day, col("Ngày đề xuất", need=True)] = None
    achievement: Annotated[f.LongText, col("Tóm tắt thành tích", need=True)] = None
    meeting: Annotated[f.Day, col("Ngày họp bình xét")] = None
    approval: Annotated[f.Share, col("Tỷ lệ tán thành (%)")] = None
    spread: Annotated[f.Points, col("Điểm lan tỏa", writer=Writer.OFFICER, most=10)] = None
    ease: Annotated[f.Points, col("Điểm dễ áp dụng", writer=Writer.OFFICER, most=10)] = None
    replication: Annotated[f.Points, col("Điểm nhân rộng", writer=Writer.OFFICER, most=10)] = None
    result: Annotated[m.ExemplarResult | None, OneOf(m.ExemplarResult), col("Kết quả", writer=Writer.OFFICER)] = None
    answered: Annotated[f.Day, col("Ngày trả lời", writer=Writer.OFFICER)] = None
    receiver_ids: Annotated[
        f.UnitList,
        col("Đơn vị tiếp nhận nhân rộng", refers=Tab.UNITS, writer=Writer.OFFICER, help="Cách nhau bằng dấu ;"),
    ] = ()
    public: Annotated[f.Bool, col("Đồng ý công khai", need=True, help="Người được nêu tên có đồng ý không.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reward(Row):
    """A reward proposed and decided (R12, R47, R74)."""

    TAB: ClassVar = Tab.REWARDS
    KEY: ClassVar = ("reward_id",)
    PREFIX: ClassVar = "KTH"
    WRITER: ClassVar = Writer.OFFICER

    reward_id: Annotated[f.Code, col("Mã khen", writer=Writer.APP)] = None
    exemplar_id: Annotated[f.Code, col("Mã điển hình", refers=Tab.EXEMPLARS)] = None
    recipient: Annotated[f.Text, col("Đối tượng", need=True)] = None
    recipient_kind: Annotated[m.RecipientKind | None, OneOf(m.RecipientKind), col("Loại đối tượng", need=True)] = None
    form: Annotated[m.RewardForm | None, OneOf(m.RewardForm), col("Hình thức", need=True)] = None
    ad_hoc: Annotated[f.Bool, col("Khen đột xuất", need=True)] = None
    proposed: Annotated[f.Day, col("Ngày đề nghị", need=True)] = None
    decision_no: Annotated[f.Text, col("Số quyết định")] = None
    decided: Annotated[f.Day, col("Ngày quyết định")] = None
    level: Annotated[m.RewardLevel | None, OneOf(m.RewardLevel), col("Cấp khen")] = None
    note: Annotated[f.LongText, col("Ghi chú")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Row):
    """One instance of a task of the plan: one unit, one deadline (R9, R43 to R48, I17). Units only tick.

    `instance_id` is NV-38/2026-Q3/TH-05, with the quarter of the deadline; NV-43/2026/TH-05 where there is none.
    """

    TAB: ClassVar = Tab.TASKS
    KEY: ClassVar = ("instance_id",)
    WRITER: ClassVar = Writer.ADMIN

    task_id: Annotated[f.TaskCode, col("Mã nhiệm vụ", need=True, aliases=("Mã NV",))] = None
    instance_id: Annotated[f.TaskCode, col("Mã thể hiện", writer=Writer.APP)] = None
    year: Annotated[f.YearNo, col("Năm", writer=Writer.APP)] = None
    quarter: Annotated[f.QuarterNo, col("Quý", writer=Writer.APP)] = None
    unit_id: Annotated[f.Unit, col("Mã đơn vị", need=True, refers=Tab.UNITS, aliases=("Đơn vị",))] = None
    owner: Annotated[f.Text, col("Người phụ trách", writer=Writer.UNIT)] = None
    content: Annotated[f.LongText, col("Nội dung", need=True)] = None
    basis: Annotated[f.Text, col("Căn cứ")] = None
    repeat: Annotated[m.Repeat | None, OneOf(m.Repeat), col("Lặp")] = None
    due: Annotated[f.Due, col("Hạn", need=True, help="Để trống chỉ khi Lặp là Khi có.")] = None
    state: Annotated[m.TaskState | None, OneOf(m.TaskState), col("Trạng thái", need=True, writer=Writer.UNIT)] = None
    done: Annotated[f.Day, col("Ngày hoàn thành", writer=Writer.UNIT)] = None
    result: Annotated[f.LongText, col("Kết quả, minh chứng", writer=Writer.UNIT)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Row):
    """A criterion of the emulation score (R41, R42). Without unit types it applies to every unit."""

    TAB: ClassVar = Tab.CRITERIA
    KEY: ClassVar = ("criterion_id",)
    WRITER: ClassVar = Writer.ADMIN

    criterion_id: Annotated[f.Text, col("Mã tiêu chí", need=True)] = None
    name: Annotated[f.Text, col("Tên")] = None
    max_points: Annotated[f.Points, col("Điểm tối đa")] = None
    unit_types: Annotated[tuple[v.UnitType, ...], ManyOf(v.UnitType), col("Loại đơn vị áp dụng")] = ()
    method: Annotated[m.ScoringMethod | None, OneOf(m.ScoringMethod), col("Cách chấm")] = None
    meaning: Annotated[f.LongText, col("Diễn giải")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Row):
    """A unit's points by one criterion in one year (R41, R42).

    Bonus, deduction and both ratings stand once per unit, on its row with the criterion `TOTAL`.
    """

    TAB: ClassVar = Tab.SCORES
    KEY: ClassVar = ("year", "unit_id", "criterion_id")
    WRITER: ClassVar = Writer.OFFICER

    year: Annotated[f.YearNo, col("Năm", need=True)] = None
    unit_id: Annotated[f.Unit, col("Mã đơn vị", need=True, refers=Tab.UNITS, aliases=("Đơn vị",))] = None
    criterion_id: Annotated[
        f.Text, col("Mã tiêu chí", need=True, refers=Tab.CRITERIA, help="TONG: dòng tổng của đơn vị.")
    ] = None
    self_points: Annotated[f.Points, col("Điểm tự chấm")] = None
    auto_points: Annotated[f.Points, col("Điểm tự động", writer=Writer.APP)] = None
    points: Annotated[f.Points, col("Điểm thẩm định")] = None
    reason: Annotated[f.LongText, col("Lý do điều chỉnh")] = None
    bonus: Annotated[f.Points, col("Điểm thưởng")] = None
    deduction: Annotated[f.Points, col("Điểm trừ")] = None
    rating: Annotated[m.Rating | None, OneOf(m.Rating), col("Xếp loại", writer=Writer.APP)] = None
    official: Annotated[m.Rating | None, OneOf(m.Rating), col("Xếp loại chính thức")] = None
