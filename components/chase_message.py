"""What is sent to a unit, or to the group of all: short, polite, with the fact, its day and the way there (design 11).

Plain text for a messenger: nothing of it is Markdown, and no telephone number stands in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from components import errors, links, vi
from domain.chase import ChasedUnit
from domain.chase_facts import DueReport, Fact, Group, NoModel, OverdueFinding
from domain.remembered import remembered
from domain.snapshot import Problem, Snapshot
from domain.typed import PERSONAL_NUMBER
from domain.vocabulary import ModelState, ReportState, UnitType, Verification

LONGEST = 20  # things to do in one message
HOUR = "17:00"
HELP = "Cần hỗ trợ, nhắn lại Văn phòng HĐND và UBND xã. Trân trọng."
STATES = {ReportState.DRAFT: "mới là bản nháp", ReportState.RETURNED: "đã trả lại để sửa"}
ASKED = {Group.REPORT: "cập nhật", Group.REGISTRATION: "đăng ký", Group.FINDING: "khắc phục và báo kết quả"}
ASKED_OF_ALL = {
    Group.REPORT: "cập nhật báo cáo tiến độ mô hình “Dân vận khéo”",
    Group.REGISTRATION: "đăng ký mô hình “Dân vận khéo”",
    Group.FINDING: "khắc phục tồn tại sau kiểm tra và báo kết quả",
}
PAGES = {Group.REPORT: links.REPORTS, Group.REGISTRATION: links.REGISTER, Group.FINDING: links.INSPECTIONS}


@dataclass(frozen=True, slots=True)
class Letter:
    """What every message of this run shares: where the application is, and by when an overdue unit shall answer.

    `year` is that of the workbook: the message may be opened when another year is the usual one.
    """

    base: str
    by: date
    today: date
    year: int

    def link(self, slug: str, **query: str) -> str:
        """An address that works outside this browser."""
        return f"{self.base}/{slug}?{urlencode({**query, 'nam': self.year})}"

    def deadline(self, fact: Fact) -> date:
        """A deadline that is still to come holds; otherwise the day by which the unit is asked to answer."""
        return fact.due if fact.due is not None and fact.due >= self.today else self.by


def base_of(url: str | None) -> str:
    """The application's address as this visitor has it, for links that work outside this browser."""
    return (url or "").partition("?")[0].rstrip("/").rpartition("/")[0]


def to_unit(one: ChasedUnit, letter: Letter, snapshot: Snapshot, problems: Sequence[Problem] = ()) -> str:
    """The message to one unit: everything that waits for it, and its cells that cannot be used as they stand."""
    facts = one.open()
    if len(facts) == 1:
        lines = [f"Kính gửi {addressed(one)}, {_sentence(one, facts[0], letter, snapshot)}"]
    else:
        lines = [f"Kính gửi {addressed(one)}, đề nghị đơn vị thực hiện {len(facts)} việc:"]
        lines += [
            f"{number}. {vi.capital(_sentence(one, fact, letter, snapshot))}"
            for number, fact in enumerate(foremost(facts, LONGEST), 1)
        ]
        if len(facts) > LONGEST:
            page = letter.link(links.UNITS, dv=one.unit_id)
            lines.append(f"Còn {len(facts) - LONGEST} việc khác, xem tại {page}")
    if problems:
        lines.append(errors.reminder_text(problems, one.label, letter.link(links.ERRORS, dv=one.unit_id)))
    return "\n".join([*lines, HELP])


def foremost(facts: Sequence[Fact], count: int) -> Sequence[Fact]:
    """All of them in their order, or where there are more the `count` that are longest overdue."""
    return facts if len(facts) <= count else sorted(facts, key=lambda fact: -(fact.days or 0))[:count]


def to_group(group: Group, units: Sequence[ChasedUnit], letter: Letter) -> str:
    """The message to the group of all: who, what is missing, by when."""
    days = {one.unit_id: _soonest(one, group, letter) for one in units}
    same = len(set(days.values())) == 1
    by = f"ngày {vi.day(next(iter(days.values())))}" if same else "ngày ghi bên cạnh"
    lines = [f"Văn phòng HĐND và UBND xã đề nghị các đơn vị sau {ASKED_OF_ALL[group]} trước {HOUR} {by}:"]
    for number, one in enumerate(units, 1):
        day = "" if same else f": trước {vi.day(days[one.unit_id])}"
        lines.append(f"{number}. {one.label} ({brief(one, group)}){day}")
    return "\n".join([*lines, f"Liên kết: {letter.link(PAGES[group])}", "Trân trọng."])


def _soonest(one: ChasedUnit, group: Group, letter: Letter) -> date:
    """The earliest deadline of what waits for the unit."""
    coming, overdue = _deadlines(one, group, letter.today)
    return min(coming or letter.by, letter.by) if overdue or coming is None else coming


@remembered
def _deadlines(one: ChasedUnit, group: Group, today: date) -> tuple[date | None, bool]:
    """The first deadline that is still to come, and whether something has none or is past its own."""
    days = [fact.due for fact in one.open(group)]
    coming = [day for day in days if day is not None and day >= today]
    return min(coming, default=None), len(coming) < len(days)


def addressed(one: ChasedUnit) -> str:
    """The unit inside a sentence: "thôn Hòa Bình", "Hội Nông dân"."""
    village = one.unit.unit_type is UnitType.VILLAGE
    return f"{one.label[:1].lower()}{one.label[1:]}" if village else one.label


@remembered
def brief(one: ChasedUnit, group: Group) -> str:
    """The most urgent of a group in a few words: "quá hạn 87 ngày", "còn 5 ngày", "chưa đăng ký"."""
    facts = one.open(group) or one.facts[group]
    fact = max(facts, key=lambda each: each.days or 0)
    if fact.with_office:
        return "chờ duyệt" if group is Group.REGISTRATION else "chờ xác minh"
    if group is Group.REGISTRATION:
        return "chưa đăng ký" if fact.days is None or fact.days <= 0 else f"trễ hạn đăng ký {_days(fact.days)}"
    return since(fact)


def since(fact: Fact) -> str:
    """How far its deadline is away."""
    if fact.days is None:
        return ""
    if fact.days == 0:
        return "đến hạn hôm nay"
    return f"quá hạn {_days(fact.days)}" if fact.days > 0 else f"còn {_days(-fact.days)}"


def _days(count: int) -> str:
    return vi.counted(count, "ngày").replace(vi.NBSP, " ")


def _sentence(one: ChasedUnit, fact: Fact, letter: Letter, snapshot: Snapshot) -> str:
    """The fact with its day, then what is asked for, by when and where."""
    asked = "bổ sung và gửi lại" if isinstance(fact, NoModel) and fact.mend else ASKED[fact.GROUP]
    when = f"trước {HOUR} ngày {vi.day(letter.deadline(fact))}"
    page, query = destination(one, fact)
    return f"{words(fact, snapshot)}. Đề nghị {asked} {when} tại liên kết:\n{letter.link(page, **query)}"


def destination(one: ChasedUnit, fact: Fact) -> tuple[str, dict[str, str]]:
    """The form that the fact needs, with the unit and its record chosen: slug and query."""
    page = PAGES[fact.GROUP]
    if isinstance(fact, DueReport):
        return page, {"mh": fact.model.model_id or "", "quy": fact.quarter.key}
    if isinstance(fact, NoModel) and fact.mend and fact.mend.model_id:
        return page, {"mh": fact.mend.model_id}
    return page, {"dv": one.unit_id}


def words(fact: Fact, snapshot: Snapshot) -> str:
    """The fact in full, for a sentence that goes on; texts of findings only as far as this reader may see them."""
    match fact:
        case DueReport():
            return _report(fact)
        case NoModel():
            return _registration(fact, snapshot)
        case OverdueFinding():
            return _finding(fact, snapshot)


def _report(fact: DueReport) -> str:
    missing = STATES.get(fact.state or ReportState.SUBMITTED, "chưa có")
    last = f"báo cáo gần nhất là {vi.day(fact.last)}" if fact.last else "mô hình chưa có báo cáo nào"
    named = f"báo cáo quý {fact.quarter.name} của mô hình {_named(fact.model.title, fact.model.model_id)}"
    return f"{named} {missing}, hạn {vi.day(fact.due)} ({since(fact)}); {last}"


def _registration(fact: NoModel, snapshot: Snapshot) -> str:
    due = "" if fact.due is None else f", hạn đăng ký {vi.day(fact.due)}"
    due += f" ({since(fact)})" if fact.days is not None else ""
    year = f"{snapshot.settings.plan_year:.0f}"
    if fact.waits:
        sent = f" gửi ngày {vi.day(fact.waits.submitted)}" if fact.waits.submitted else ""
        return f"đăng ký mô hình {_named(fact.waits.title, fact.waits.model_id)}{sent} đang chờ duyệt"
    if fact.mend:
        back = "đã trả lại để bổ sung" if fact.mend.state is ModelState.RETURNED else "chưa gửi"
        return f"đăng ký mô hình {_named(fact.mend.title, fact.mend.model_id)} {back}{due}"
    return f"đơn vị chưa đăng ký mô hình “Dân vận khéo” năm {year}{due}"


def _finding(fact: OverdueFinding, snapshot: Snapshot) -> str:
    finding = next((one for one in snapshot.findings if one.find_id == fact.finding.find_id), fact.finding)
    named = f"tồn tại {_named(finding.content, finding.find_id)}"
    if fact.with_office:
        return f"{named} đã báo khắc phục ngày {vi.day(finding.reported)}, đang chờ xác minh"
    failed = ", xác minh chưa đạt" if finding.verified is Verification.FAILED else ""
    return f"{named}, hạn khắc phục {vi.day(finding.due)} ({since(fact)}){failed}"


def _named(text: str | None, record_id: str | None) -> str:
    """What the sheet calls it; its code where it says nothing, or a number that no message may hold."""
    if not text or PERSONAL_NUMBER.search(text):
        return record_id or vi.UNKNOWN
    return f"“{' '.join(text.split())}”"
