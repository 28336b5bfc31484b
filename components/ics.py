"""A calendar file (RFC 5545) of deadlines: whole days, Vietnamese words, the same names whenever it is made."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar
from icalendar import Event as Entry

from components import vi
from components.charts.timeline import PHASES
from domain.calendar_events import Event, EventKind
from domain.settings import Settings

PRODUCT = "-//Dân vận khéo//Lịch hạn//VI"
MIME = "text/calendar"
FIXED = {
    EventKind.REGISTRATION: "Hạn đăng ký mô hình “Dân vận khéo”",
    EventKind.EXTRA_REGISTRATION: "Hạn đăng ký bổ sung mô hình “Dân vận khéo”",
}


def calendar(events: Iterable[Event], settings: Settings, stamp: datetime, name: str) -> bytes:
    """The file. `stamp` = when the figures were read (aware); `name` is the calendar's title."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for event in events:
        made.add_component(_entry(event, settings, stamp))
    written: bytes = made.to_ical()
    return written


def file_name(unit_id: str = "") -> str:
    """`lich-han-th-05.ics`, `lich-han-toan-xa.ics`."""
    kept = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in unit_id.lower())
    return f"lich-han-{kept or 'toan-xa'}.ics"


def _entry(event: Event, settings: Settings, stamp: datetime) -> Entry:
    entry = Entry()
    entry.add("uid", uid(event, settings))
    entry.add("dtstamp", stamp)
    entry.add("dtstart", event.day)
    entry.add("dtend", event.day + timedelta(days=1))
    entry.add("summary", summary(event))
    entry.add("transp", "TRANSPARENT")  # a deadline does not make its day busy
    if event.unit:
        entry.add("description", f"{event.unit}, mã {event.key}")
    return entry


def uid(event: Event, settings: Settings) -> str:
    """A name that stays when the day moves: a second import replaces the event instead of doubling it."""
    place = f"dan-van-kheo/{settings.commune_name}/{settings.plan_year:.0f}/{event.kind}/{event.key}"
    return f"{uuid5(NAMESPACE_URL, place)}@dan-van-kheo"


def summary(event: Event) -> str:
    """What stands in the calendar."""
    if event.kind is EventKind.REPORT and event.quarter:
        return f"Hạn báo cáo quý {event.quarter.name} “Dân vận khéo”"
    if event.kind is EventKind.PHASE and event.quarter:
        return f"Bắt đầu quý {event.quarter.name}: {PHASES[event.quarter.number - 1].lower()}"
    if event.kind is EventKind.MODEL_END:
        return f"{event.unit or vi.UNKNOWN}: kết thúc dự kiến mô hình “{event.name or event.key}”"
    if event.kind is EventKind.FINDING:
        return f"{event.unit or vi.UNKNOWN}: hạn khắc phục tồn tại {event.key}"
    return FIXED[event.kind]
