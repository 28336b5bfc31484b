"""The 43 tasks of the plan, and the instance of each for every unit and deadline (tab Nhiệm vụ, R43 to R48).

Which units an actor of the plan stands for and all deadlines but the plan's own day are drafts: the commune changes
them in the tab. "End of quarter" is 31/03, 30/06, 30/09 and, so that the year's report can be written, 30/11; a quarter that was over when the
plan was issued is asked of nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from domain import names
from domain.quarters import Quarter
from domain.settings import Settings
from domain.tables import Model, Task, Unit
from domain.vocabulary import UnitType as U
from domain.vocabulary_movement import Repeat, TaskState


class Who(Enum):
    """Actors of the plan. The commune's own ones are its focal point, the office of the People's Council and Committee."""

    FOCAL = auto()
    ONE_STOP = auto()  # the one-stop centre together with the focal point
    EVERYBODY = auto()
    OBLIGED = auto()
    OFFICES = auto()
    FORCES = auto()
    POLICE = auto()
    SERVICE_CENTRE = auto()
    SCHOOLS = auto()
    FRONT = auto()
    VILLAGES = auto()


TYPES: dict[Who, Collection[U]] = {
    Who.OFFICES: (U.OFFICE, U.SERVICE_CENTRE),
    Who.FORCES: (U.MILITARY, U.POLICE),
    Who.POLICE: (U.POLICE,),
    Who.SERVICE_CENTRE: (U.SERVICE_CENTRE,),
    Who.SCHOOLS: (U.SCHOOL,),
    Who.FRONT: (U.FATHERLAND_FRONT, U.MASS_ORGANISATION),
    Who.VILLAGES: (U.VILLAGE,),
}
FOCAL_WORDS = ("van phong", "vp ")
ONE_STOP_WORDS = ("phuc vu hanh chinh cong", "pvhcc")

QUARTER_ENDS = ("31/03", "30/06", "30/09", "30/11")
# Deadlines that stand in the settings, by their names there.
REGISTRATION = ("register_by", "register_by_extra")
REPORTS = ("report_due_q1", "report_due_q2", "report_due_q3", "report_due_q4")
REVIEWS = ("midyear", "30/11")
WHEN_ASKED = ("",)  # no deadline: it counts in no rate
MIDYEAR_DAY = "30/06"


class PlanTask(NamedTuple):
    """A task: code, actor, content, where the plan says so, how often, deadlines, what proves it."""

    code: str
    who: Who
    content: str
    basis: str
    repeat: Repeat
    due: tuple[str, ...]
    evidence: str


_ONCE, _EACH, _YEARLY = Repeat.ONCE, Repeat.QUARTERLY, Repeat.YEARLY_AT_LEAST
_ENDS, _NOVEMBER = QUARTER_ENDS, ("30/11",)

# fmt: off
PLAN: tuple[PlanTask, ...] = (
    PlanTask("NV-01", Who.FOCAL, "Xây dựng, ban hành Kế hoạch", "III", _ONCE, ("plan_date",), "KH 120/KH-UBND"),
    PlanTask("NV-02", Who.FOCAL, "Hội nghị quán triệt, triển khai cấp xã", "II.1; III", _ONCE, ("30/04",), "giấy mời, danh sách dự"),
    PlanTask("NV-03", Who.EVERYBODY, "Quán triệt tại đơn vị, thôn, chi đoàn, chi hội", "II.1; IV.6", _ONCE, ("15/05",), "dòng Tuyên truyền (Quán triệt)"),
    PlanTask("NV-04", Who.FOCAL, "Hướng dẫn đăng ký, gửi mẫu phiếu", "II.2", _ONCE, ("15/05",), "công văn hướng dẫn"),
    PlanTask("NV-05", Who.OBLIGED, "Đăng ký xây dựng mô hình", "II.2; III", _ONCE, REGISTRATION, "phiếu đăng ký"),
    PlanTask("NV-06", Who.FOCAL, "Tổng hợp, thẩm định, thông báo danh sách mô hình", "II.2; III", _ONCE, ("10/07", "10/10"), "danh sách phụ lục"),
    PlanTask("NV-07", Who.EVERYBODY, "Triển khai các nội dung, mô hình đã đăng ký", "III", _EACH, _ENDS, "Báo cáo quý"),
    PlanTask("NV-08", Who.FOCAL, "Hướng dẫn, kiểm tra, đôn đốc cơ sở", "II.2; II.4; III", _EACH, _ENDS, "biên bản, kết luận"),
    PlanTask("NV-09", Who.FOCAL, "Tháo gỡ khó khăn, vướng mắc", "II.2; II.4; III", _EACH, _ENDS, "Khó khăn đã giải quyết"),
    PlanTask("NV-10", Who.FOCAL, "Sơ kết (tùy chọn 6 tháng; bắt buộc QIV)", "II.2; II.4; III", _ONCE, REVIEWS, "báo cáo sơ kết"),
    PlanTask("NV-11", Who.FOCAL, "Đánh giá kết quả, chấm điểm, xếp loại", "II.4; III", _ONCE, ("05/12",), "bảng điểm"),
    PlanTask("NV-12", Who.FOCAL, "Tổng kết phong trào", "III", _ONCE, ("15/12",), "báo cáo tổng kết"),
    PlanTask("NV-13", Who.FOCAL, "Bình xét, biểu dương, khen thưởng", "I.2; III; IV.6", _ONCE, ("20/12",), "tờ trình, quyết định"),
    PlanTask("NV-14", Who.FOCAL, "Phương hướng, nhiệm vụ năm tiếp theo", "III", _ONCE, ("20/12",), "mục trong báo cáo"),
    PlanTask("NV-15", Who.FOCAL, "Công khai, thực hiện quy chế dân chủ ở cơ sở", "II.3", _EACH, _ENDS, "CQ09, CQ10"),
    PlanTask("NV-16", Who.ONE_STOP, "CCHC, giải quyết TTHC, ứng dụng CNTT", "II.3", _EACH, _ENDS, "CQ07, CQ08"),
    PlanTask("NV-17", Who.FOCAL, "Tiếp công dân theo lịch", "II.3", _EACH, _ENDS, "CQ01, CQ02"),
    PlanTask("NV-18", Who.FOCAL, "Đối thoại trực tiếp với Nhân dân", "II.3", _YEARLY, _NOVEMBER, "CQ03, biên bản"),
    PlanTask("NV-19", Who.FOCAL, "Xử lý kiến nghị, phản ánh, khiếu nại, tố cáo", "II.3", _EACH, _ENDS, "CQ04–06"),
    PlanTask("NV-20", Who.OFFICES, "Tổ chức thực hiện phong trào tại đơn vị", "IV.1", _EACH, _ENDS, "BC quý"),
    PlanTask("NV-21", Who.OFFICES, "Phối hợp thôn, đoàn thể tuyên truyền, vận động", "IV.1", _EACH, _ENDS, "Tuyên truyền"),
    PlanTask("NV-22", Who.OFFICES, "Phát hiện, đề xuất mô hình, cách làm hay", "IV.1", _EACH, _ENDS, "Điển hình hoặc “không có”"),
    PlanTask("NV-23", Who.OFFICES, "Tự kiểm tra, đánh giá", "IV.1", _EACH, _ENDS, "Kiểm tra (Tự kiểm tra)"),
    PlanTask("NV-24", Who.OFFICES, "Báo cáo khó khăn, đề xuất tháo gỡ", "IV.1", _EACH, _ENDS, "Khó khăn hoặc “không có”"),
    PlanTask("NV-25", Who.FORCES, "Tuyên truyền, vận động về nhiệm vụ QP-AN", "IV.2", _EACH, _ENDS, "Tuyên truyền"),
    PlanTask("NV-26", Who.FORCES, "Phối hợp triển khai phong trào gắn QP-AN", "IV.2", _EACH, _ENDS, "MH/hoạt động phối hợp"),
    PlanTask("NV-27", Who.FORCES, "Vận động tham gia MH ANTT, TTATXH, BVMT", "IV.2", _EACH, _ENDS, "MH có LLVT"),
    PlanTask("NV-28", Who.POLICE, "Gắn phong trào “Ba nhất”", "IV.2", _EACH, _ENDS, "Ba nhất"),
    PlanTask("NV-29", Who.SERVICE_CENTRE, "Tuyên truyền mục đích, ý nghĩa, nội dung, mô hình", "IV.3", _EACH, _ENDS, "Tuyên truyền"),
    PlanTask("NV-30", Who.SERVICE_CENTRE, "Tin bài trên truyền thanh, pano, bảng tin, văn hóa - văn nghệ", "IV.3", _EACH, _ENDS, "số lượng theo kênh"),
    PlanTask("NV-31", Who.SERVICE_CENTRE, "Tuyên truyền điển hình tập thể, cá nhân", "II.1; IV.3", _EACH, _ENDS, "bài gắn Điển hình"),
    PlanTask("NV-32", Who.SCHOOLS, "Phổ biến đến CB, GV, NV, HS", "IV.4", _EACH, _ENDS, "Tuyên truyền"),
    PlanTask("NV-33", Who.SCHOOLS, "Hoạt động, phong trào, cuộc thi tìm mô hình", "IV.4", _YEARLY, _NOVEMBER, "Cuộc thi"),
    PlanTask("NV-34", Who.SCHOOLS, "Phối hợp MTTQ vận động phụ huynh, Nhân dân", "IV.4", _YEARLY, _NOVEMBER, "hoạt động phối hợp"),
    PlanTask("NV-35", Who.FRONT, "Phối hợp tuyên truyền, vận động Nhân dân", "II.1; IV.5", _EACH, _ENDS, "Tuyên truyền"),
    PlanTask("NV-36", Who.FRONT, "Tuyên truyền tới tổ chức thành viên, đoàn viên, hội viên; tham gia MH", "IV.5", _EACH, _ENDS, "số đoàn viên, hội viên"),
    PlanTask("NV-37", Who.FRONT, "Giám sát, phản biện, góp ý (đề nghị)", "IV.5", _EACH, _ENDS, "Ý kiến MTTQ"),
    PlanTask("NV-38", Who.VILLAGES, "Triển khai tại thôn, chi đoàn, chi hội", "IV.6", _EACH, _ENDS, "Tổng hợp thôn"),
    PlanTask("NV-39", Who.VILLAGES, "Vận động Nhân dân tham gia mô hình", "IV.6", _EACH, _ENDS, "số hộ tham gia"),
    PlanTask("NV-40", Who.VILLAGES, "Hướng dẫn, kiểm tra, đôn đốc hộ gia đình, cá nhân", "IV.6", _EACH, _ENDS, "số hộ được đôn đốc"),
    PlanTask("NV-41", Who.VILLAGES, "Phát hiện, đề xuất mô hình; bình xét tập thể, cá nhân", "IV.6", _EACH, _ENDS, "Điển hình, biên bản"),
    PlanTask("NV-42", Who.VILLAGES, "Báo cáo UBND xã định kỳ", "IV.6", _EACH, REPORTS, "BC Định kỳ"),
    PlanTask("NV-43", Who.VILLAGES, "Báo cáo đột xuất (không tính hạn, không vào mẫu số)", "IV.6", Repeat.AS_IT_OCCURS, WHEN_ASKED, "BC Đột xuất"),
)
# fmt: on


def instances(units: Sequence[Unit], models: Iterable[Model], settings: Settings, today: date) -> tuple[Task, ...]:
    """Every instance of the plan's tasks as of `today`, in the order of the plan and of the units; IDs are unique.

    The extra day of registration is only for units that had no approved model on the first one, so once that is over.
    """
    extra = _without_model(units, models, settings.register_by, today)
    found: dict[str | None, Task] = {}
    for task in PLAN:
        actors = units_of(task.who, units)
        for name in task.due:
            due = _day(name, settings)
            if due is None and name:
                continue  # the commune has set no such deadline
            if due is not None and name in QUARTER_ENDS and task.repeat is _EACH and due < settings.plan_date:
                continue
            asked = (one for one in actors if name != "register_by_extra" or one.unit_id in extra)
            for unit in asked:
                if _stands(unit, due or today):
                    one = _instance(task, unit, due, settings, today)
                    found.setdefault(one.instance_id, one)
    return tuple(found.values())


def instance_id(task_id: str, due: date | None, year: int, unit_id: str) -> str:
    """NV-38/2026-Q3/TH-05, with the quarter of the deadline; without one NV-43/2026/TH-05."""
    period = Quarter.of(due).key if due else str(year)
    return f"{task_id}/{period}/{unit_id}"


def _instance(task: PlanTask, unit: Unit, due: date | None, settings: Settings, today: date) -> Task:
    """Once the plan is issued, its own task is done on its day (trap (a) of the requirements)."""
    quarter = Quarter.of(due) if due else None
    year = quarter.year if quarter else int(settings.plan_year)
    issued = task.due == ("plan_date",) and due is not None and due <= today
    return Task(
        task_id=task.code,
        instance_id=instance_id(task.code, due, year, unit.unit_id or ""),
        year=year,
        quarter=quarter.name if quarter else None,
        unit_id=unit.unit_id,
        content=task.content,
        basis=task.basis,
        repeat=task.repeat,
        due=due,
        state=TaskState.DONE if issued else TaskState.NOT_STARTED,
        done=due if issued else None,
        result=f"KH {settings.plan_no}" if issued else None,
    )


def _day(name: str, settings: Settings) -> date | None:
    """The deadline "30/06" of the plan's year, or the one that a setting gives."""
    if name == "midyear":
        name = MIDYEAR_DAY if settings.midyear_review else ""
    if not name[:1].isdigit():
        found: date | None = getattr(settings, name) if name else None
        return found
    day, _, month = name.partition("/")
    return date(int(settings.plan_year), int(month), int(day))


def units_of(who: Who, units: Sequence[Unit]) -> list[Unit]:
    """The units of an actor, in the order of the tab."""
    known = [one for one in units if one.unit_id and one.unit_type and one.unit_type is not U.LEADERSHIP]
    match who:
        case Who.EVERYBODY:
            return known
        case Who.OBLIGED:
            return [one for one in known if one.must_register]
        case Who.FOCAL:
            return _focal_point(known)
        case Who.ONE_STOP:
            centre = [one for one in known if _is_called(one, ONE_STOP_WORDS)]
            return [*centre[:1], *(one for one in _focal_point(known) if one not in centre[:1])]
    return [one for one in known if one.unit_type in TYPES[who]]


def _focal_point(units: Sequence[Unit]) -> list[Unit]:
    """The office of the People's Council and Committee by its name; else the first office there is."""
    offices = [one for one in units if one.unit_type is U.OFFICE]
    named = [one for one in offices if _is_called(one, FOCAL_WORDS)]
    return (named or offices)[:1]


def _is_called(unit: Unit, words: Iterable[str]) -> bool:
    called = [names.plain(one) + " " for one in (unit.name or "", *unit.aliases)]
    return unit.unit_type is U.OFFICE and any(word in one for word in words for one in called)


def _without_model(
    units: Iterable[Unit], models: Iterable[Model], first: date | None, today: date
) -> frozenset[str | None]:
    """The units that had no approved model on the day by which to register; nobody before that day is over."""
    if first is None or today <= first:
        return frozenset()
    approved = {
        one.unit_id
        for one in models
        if one.approved and one.approved <= first and not (one.withdrawn and one.withdrawn <= first)
    }
    return frozenset(one.unit_id for one in units if one.unit_id not in approved)


def _stands(unit: Unit, day: date) -> bool:
    """Whether the unit was there on that day."""
    return (unit.valid_from is None or unit.valid_from <= day) and (unit.valid_to is None or unit.valid_to >= day)
