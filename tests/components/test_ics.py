"""The calendar file, read back by the library that others would read it with."""

import dataclasses
from datetime import UTC, date, datetime
from typing import Any

from icalendar import Calendar

from components import ics
from domain.calendar_events import Event, EventKind, commune_events, plan_events, unit_events
from domain.settings import Settings
from domain.snapshot import Snapshot
from tests.components.samples import NOTHING, sample

SAMPLE = sample()


def written(events: tuple[Event, ...], found: Snapshot = SAMPLE) -> bytes:
    return ics.calendar(events, found.settings, found.read_at, "Hạn")


def read(events: tuple[Event, ...], found: Snapshot = SAMPLE) -> dict[str, Any]:
    entries = Calendar.from_ical(written(events, found)).walk("VEVENT")
    return {str(one["summary"]): one for one in entries}


def test_deadlines_of_the_plan_are_whole_days_with_vietnamese_words() -> None:
    found = read(plan_events(SAMPLE.settings))
    assert {words: one["dtstart"].dt for words, one in found.items()} == {
        "Hạn đăng ký mô hình “Dân vận khéo”": date(2026, 6, 30),
        "Hạn đăng ký bổ sung mô hình “Dân vận khéo”": date(2026, 9, 30),
        "Hạn báo cáo quý II “Dân vận khéo”": date(2026, 6, 20),
        "Hạn báo cáo quý III “Dân vận khéo”": date(2026, 9, 20),
        "Hạn báo cáo quý IV “Dân vận khéo”": date(2026, 11, 30),
        "Bắt đầu quý II: đăng ký, thực hiện, kiểm tra": date(2026, 4, 8),
        "Bắt đầu quý III: đăng ký, thực hiện, kiểm tra": date(2026, 7, 1),
        "Bắt đầu quý IV: sơ kết, tổng kết, khen thưởng": date(2026, 10, 1),
    }
    first = found["Hạn báo cáo quý II “Dân vận khéo”"]
    assert first["dtend"].dt == date(2026, 6, 21)
    assert first["dtstamp"].dt == datetime(2026, 9, 15, 2, 0, tzinfo=UTC)


def test_deadlines_that_the_commune_has_not_set_are_no_events() -> None:
    none = Settings(
        register_by=None, register_by_extra=None, report_due_q2=None, report_due_q3=None, report_due_q4=None
    )
    assert {one.kind for one in plan_events(none)} == {EventKind.PHASE}


def test_the_file_is_what_the_standard_asks_for() -> None:
    raw = written(commune_events(SAMPLE))
    assert raw.startswith(b"BEGIN:VCALENDAR\r\n")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"DTSTART;VALUE=DATE:20260920" in raw
    raw.decode("utf-8")


def test_a_second_file_has_the_same_names_also_when_a_day_has_moved() -> None:
    moved = dataclasses.replace(SAMPLE, settings=Settings(report_due_q3=date(2026, 9, 25)))
    first, second = (read(commune_events(one), one) for one in (SAMPLE, moved))
    assert {str(one["uid"]) for one in first.values()} == {str(one["uid"]) for one in second.values()}
    assert len({str(one["uid"]) for one in first.values()}) == len(first)


def test_a_unit_has_its_own_days_under_the_names_of_the_whole_commune() -> None:
    own, all_of_them = (read(one) for one in (unit_events(SAMPLE, "TH-15"), commune_events(SAMPLE)))
    assert [words for words in own if "Núi Thông" in words] == [
        "Thôn Núi Thông: hạn khắc phục tồn tại TT-2026-0007-1",
        "Thôn Núi Thông: kết thúc dự kiến mô hình “Con giống cho hộ nghèo, luân chuyển sau 18 tháng”",
    ]
    assert not [words for words in own if words.startswith("Thôn") and "Núi Thông" not in words]
    assert not [words for words in own if "đăng ký mô hình" in words]
    assert all(one["uid"] == all_of_them[words]["uid"] for words, one in own.items())


def test_a_unit_without_a_model_is_told_to_register_and_not_to_report() -> None:
    words = set(read(unit_events(SAMPLE, "TH-05")))
    assert "Hạn đăng ký bổ sung mô hình “Dân vận khéo”" in words
    assert not [one for one in words if "báo cáo" in one]


def test_what_is_over_is_no_event() -> None:
    words = read(commune_events(SAMPLE))
    assert not [one for one in words if "TT-2026-0003-1" in one]  # verified
    assert not [one for one in words if "Camera an ninh" in one]  # completed
    assert not [one for one in words if "Hàng rào xanh" in one]  # withdrawn


def test_an_empty_workbook_still_has_the_days_of_the_plan() -> None:
    empty = sample(**NOTHING)
    assert len(read(commune_events(empty), empty)) == len(plan_events(empty.settings))


def test_words_of_the_sheet_cannot_break_out_of_their_line() -> None:
    evil = Event(EventKind.MODEL_END, "M", date(2026, 9, 1), unit="Thôn A", name="x\r\nBEGIN:VEVENT\nUID:1; , \\")
    [entry] = Calendar.from_ical(written((evil,))).walk("VEVENT")
    assert "BEGIN:VEVENT" in str(entry["summary"])


def test_the_name_of_the_file_is_plain() -> None:
    assert ics.file_name("TH-05") == "lich-han-th-05.ics"
    assert ics.file_name("../Đ") == "lich-han-----.ics"
    assert ics.file_name() == "lich-han-toan-xa.ics"
