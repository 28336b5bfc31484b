"""What a clause of the plan is: who owes it, where it is entered and shown, what of it is counted (R1 to R77)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from domain.plan_tasks import TYPES, Who
from domain.vocabulary import Tab, UnitType


class Section(StrEnum):
    """The sections of the plan, in its order."""

    PREAMBLE = "Mở đầu"
    PURPOSE = "I.1"
    DEMANDS = "I.2"
    BRIEFING = "II.1"
    MODELS = "II.2"
    GOVERNMENT = "II.3"
    INSPECTION = "II.4"
    SCHEDULE = "III"
    OFFICES = "IV.1"
    FORCES = "IV.2"
    SERVICE_CENTRE = "IV.3"
    SCHOOLS = "IV.4"
    FRONT = "IV.5"
    VILLAGES = "IV.6"
    CLOSING = "Lời kết"
    RECIPIENTS = "Nơi nhận"


SECTION_TITLES: Mapping[Section, str] = {
    Section.PREAMBLE: "Căn cứ ban hành",
    Section.PURPOSE: "Mục đích",
    Section.DEMANDS: "Yêu cầu",
    Section.BRIEFING: "Quán triệt, tuyên truyền",
    Section.MODELS: "Xây dựng và nhân rộng mô hình",
    Section.GOVERNMENT: "Dân vận của chính quyền",
    Section.INSPECTION: "Kiểm tra, giám sát",
    Section.SCHEDULE: "Thời gian thực hiện",
    Section.OFFICES: "Cơ quan, đơn vị thuộc UBND xã",
    Section.FORCES: "Ban CHQS xã, Công an xã",
    Section.SERVICE_CENTRE: "Trung tâm Dịch vụ công xã",
    Section.SCHOOLS: "Các trường học",
    Section.FRONT: "UBMTTQ, tổ chức chính trị - xã hội",
    Section.VILLAGES: "Các thôn",
    Section.CLOSING: "Yêu cầu chung",
    Section.RECIPIENTS: "Nơi nhận kế hoạch",
}


class Duty(StrEnum):
    """Who owes a clause. What the plan leaves to a council or a committee, the commune itself sees to."""

    COMMUNE = "UBND xã"
    EVERYBODY = "Mọi thôn, đơn vị"
    OFFICES = "Cơ quan, đơn vị thuộc UBND xã"
    FORCES = "Ban CHQS xã, Công an xã"
    POLICE = "Công an xã"
    SERVICE_CENTRE = "Trung tâm Dịch vụ công"
    SCHOOLS = "Trường học"
    FRONT = "UBMTTQ, tổ chức CT-XH"
    VILLAGES = "Thôn"


ACTORS: Mapping[Duty, Who] = {
    Duty.COMMUNE: Who.FOCAL,
    Duty.EVERYBODY: Who.EVERYBODY,
    Duty.OFFICES: Who.OFFICES,
    Duty.FORCES: Who.FORCES,
    Duty.POLICE: Who.POLICE,
    Duty.SERVICE_CENTRE: Who.SERVICE_CENTRE,
    Duty.SCHOOLS: Who.SCHOOLS,
    Duty.FRONT: Who.FRONT,
    Duty.VILLAGES: Who.VILLAGES,
}


class ClauseStatus(StrEnum):
    """How a clause stands: what is missing first."""

    NOTHING = "Chưa có số liệu"
    UNDER_WAY = "Đang thực hiện"
    NOT_DUE = "Chưa đến hạn"
    DESCRIBED = "Mô tả"
    DONE = "Hoàn thành"


class Shown(StrEnum):
    """The pages on which clauses are shown, by their addresses (a test compares them with the menu)."""

    OVERVIEW = "tong-quan"
    MODELS = "mo-hinh"
    UNITS = "don-vi"
    REPORTS = "bao-cao"
    INSPECTIONS = "kiem-tra"
    DIFFICULTIES = "kho-khan"
    CHASE = "don-doc"
    FIGURES = "chi-so"
    TASKS = "nhiem-vu"
    COMMUNICATION = "tuyen-truyen"
    SERVICE = "chinh-quyen"
    FEEDBACK = "y-kien"
    EXEMPLARS = "dien-hinh"
    RATING = "xep-loai"
    ADMIN = "quan-tri"


class Clause(NamedTuple):
    """A requirement of the plan.

    `quote` is the plan's own wording; where it leaves words out it has “ … ”. `quarters` are the first and the last one
    of its time. `entered`: by tab the fields in which it is written down, by their names in code. `codes`: its
    indicators (I…), service figures (CQ…), criteria (TC…) and tasks (NV-…). `counted` says what its numerator counts;
    `at_least_one`: one record is enough, so their number is said and no share. `shown_there`: whether `pages` show what
    is counted; if not, they are the way to its rows, and the page Kế hoạch alone counts.
    """

    number: int
    section: Section
    quote: str
    who: tuple[Duty, ...]
    quarters: tuple[int, int]
    entered: Mapping[Tab, str]
    pages: tuple[Shown, ...]
    codes: tuple[str, ...]
    counted: str
    at_least_one: bool = False
    shown_there: bool = True

    @property
    def code(self) -> str:
        """`R13`."""
        return f"R{self.number}"

    def is_owed_by(self, duty: Duty) -> bool:
        """Whether it is asked of these; what is asked of every unit is asked of each kind of them."""
        return duty in self.who or (Duty.EVERYBODY in self.who and duty is not Duty.COMMUNE)

    def is_of(self, kind: UnitType | None) -> bool:
        """Whether a unit of this type owes it itself; what the commune owes is nobody's own."""
        if kind in (None, UnitType.LEADERSHIP):
            return False
        if Duty.EVERYBODY in self.who:
            return True
        return any(kind in TYPES.get(ACTORS[duty], ()) for duty in self.who)
