"""The words of the chase list itself: how many, what is missing, who was reminded (design, sections 5.7 and 11)."""

from datetime import date

from components import vi
from components.chase_message import foremost, since
from components.markup import escaped
from domain.chase import ChasedUnit, ChaseList, reminded_on
from domain.chase_facts import DueReport, Fact, Group, NoModel
from domain.remembered import remembered

NAMED = 5  # facts of a unit in the list; the message has more
NOBODY = "Không còn đơn vị nào cần nhắc."


def title(found: ChaseList) -> str:
    """One sentence: how many units have to be reminded."""
    if found.begins:
        return f"Năm kế hoạch bắt đầu ngày {vi.day(found.begins)}, chưa có gì cần nhắc."
    if not found.units:
        return NOBODY
    if not found.to_remind:
        return "Hôm nay không phải nhắc đơn vị nào."
    done = sum(reminded_on(one.reminders, found.today) for one in found.to_remind)
    told = f", đã nhắc {done}" if done else ""
    return f"Hôm nay cần nhắc {vi.counted(len(found.to_remind), 'đơn vị')}{told}"


@remembered
def counts(found: ChaseList, group: Group) -> str:
    """What stands behind the number of units, as Tổng quan counts it."""
    facts = found.facts(group)
    if group is Group.FINDING:
        said = [vi.counted(len(facts), "tồn tại quá hạn")]
    elif group is Group.REGISTRATION:
        said = [vi.counted(len(facts), "đơn vị phải đăng ký chưa có mô hình được duyệt")]
    else:
        late = sum(one.days > 0 for one in facts if isinstance(one, DueReport))
        said = [vi.counted(late, "báo cáo quá hạn"), vi.counted(len(facts) - late, "đến hạn trong 7 ngày tới")]
    if waits := sum(one.with_office for one in facts):
        said.append(f"trong đó {waits} đang chờ xã")
    if done := sum(reminded_on(one.reminders, found.today) for one in found.of(group)):
        said.append(f"đã nhắc hôm nay {vi.counted(done, 'đơn vị')}")
    return ", ".join(said)


@remembered
def caption(one: ChasedUnit, group: Group) -> str:
    """The facts of a group in one line of the list; of many the most urgent, and how many more there are."""
    facts = one.facts[group]
    said = dict.fromkeys(_short(fact) for fact in foremost(facts, NAMED))
    more = [f"và {len(facts) - NAMED} việc khác"] if len(facts) > NAMED else []
    return escaped("; ".join([*said, *more]))


def _short(fact: Fact) -> str:
    if isinstance(fact, DueReport):
        last = f"báo cáo gần nhất {vi.day(fact.last)}" if fact.last else "chưa có báo cáo nào"
        return f"quý {fact.quarter.name} {since(fact)}, {last}"
    if isinstance(fact, NoModel):
        return _registration(fact)
    return "đã báo khắc phục, chờ xác minh" if fact.with_office else f"{fact.finding.find_id} {since(fact)}"


def _registration(fact: NoModel) -> str:
    if fact.waits:
        return f"chờ duyệt từ {vi.day(fact.waits.submitted)}"
    if fact.days is not None and fact.days > 0:
        return f"trễ hạn đăng ký {vi.counted(fact.days, 'ngày')}"
    said = "đăng ký đã trả lại để bổ sung" if fact.mend else "chưa đăng ký"
    return said if fact.due is None else f"{said}, hạn {vi.day(fact.due)}"


def reminded(one: ChasedUnit, today: date) -> str:
    """How often and when last the unit was reminded."""
    if not one.reminders or one.reminders[0].date is None:
        return "chưa nhắc"
    if one.reminders[0].date == today:
        return ":green[:material/done_all: Đã nhắc hôm nay]"
    return f"đã nhắc {vi.counted(len(one.reminders), 'lần')}, gần nhất {vi.short_day(one.reminders[0].date)}"
