"""Days, moments, years and quarters as people type them (messy-input catalogue, rows 1 to 12)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, cast

from pydantic import ValidationInfo

from domain import wording
from domain.cells import is_blank, refuse_formula_error, shown
from domain.context import context_of, problem, warn
from domain.names import plain
from domain.serials import VIETNAM, from_serial, to_serial

QUARTERS: tuple[str, ...] = ("I", "II", "III", "IV")
EARLIEST, LATEST = date(1955, 1, 1), date(2099, 12, 31)  # a serial below 20090 is more likely a year or a count
FIRST_SERIAL, LAST_SERIAL = to_serial(EARLIEST), to_serial(LATEST)
FIRST_YEAR, LAST_YEAR = 2000, 2099
LAST_SHORT_YEAR = 49  # "15/8/95" is no day of 2095, nor certainly one of 1995

SEPARATOR = r"\s*[/.\- ]\s*"
TIME = r"(?:[t ,]+(?P<hour>\d{1,2})[:h](?P<minute>\d{1,2})(?::(?P<second>\d{1,2}))?(?:[.,]\d+)?(?:z|[+-]\d\d:?\d\d)?)?"
# On text without accents: "ngày 15 tháng 8 năm 2026" is "ngay 15 thang 8 nam 2026".
DAY_FIRST = re.compile(rf"(?:ngay )?(?P<a>\d{{1,2}}){SEPARATOR}(?P<b>\d{{1,2}}){SEPARATOR}(?P<year>\d{{4}}){TIME}")
# Two digits are a year only after two separators alike: "15/8-20" is more likely two days.
SHORT_YEAR = re.compile(
    rf"(?:ngay )?(?P<a>\d{{1,2}})(?P<mark>{SEPARATOR})(?P<b>\d{{1,2}})(?P=mark)(?P<year>\d{{2}}){TIME}"
)
YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}}){SEPARATOR}(?P<b>\d{{1,2}}){SEPARATOR}(?P<a>\d{{1,2}}){TIME}")
IN_WORDS = re.compile(r"(?:ngay )?(?P<a>\d{1,2}) thang (?P<b>\d{1,2})(?:(?:[ ,]+nam |\s*[/.\-]\s*)(?P<year>\d{4}))?")
NO_YEAR = re.compile(r"(?:ngay )?(?P<a>\d{1,2})\s*[/.\-]\s*(?P<b>\d{1,2})")
MONTH = re.compile(r"(?:(?:trong )?thang )?(?P<month>\d{1,2})(?:(?:\s*[/.\-]\s*|[ ,]+nam )(?P<year>\d{4}))?")
VAGUE = re.compile(
    r"(?P<edge>dau|giua|cuoi|het|trong)? ?(?:(?P<what>thang|quy|qui) (?P<which>\d{1,2}|i{1,3}|iv))"
    r"(?:(?:\s*[/.\-]\s*|[ ,]+(?:nam )?)(?P<year>\d{4}))?"
)
QUARTER = re.compile(
    r"(?:(?P<before>\d{4})[-/ ]*(?=q))?(?:q(?:u[yi])?[ .]*)?(?P<number>i{1,3}|iv|[1-4]|mot|nhat|hai|ba|bon|tu)"
    r"(?:(?: nam |[ ,]*[/-][ ]*|[ ,]+)(?P<after>\d{4}))?"
)
ONE_OF_FOUR = r"(?:q(?:u[yi])?[ .]*)?(?:i{1,3}|iv|[1-4])"
SEVERAL_QUARTERS = re.compile(rf"\d+ thang.*|ca nam|nam|{ONE_OF_FOUR}(?: ?(?:[,;+&-]|va) ?{ONE_OF_FOUR})+")
NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "nhat": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4}


def day(raw: Any, info: ValidationInfo) -> date | None:
    """A day. Day before month unless that cannot be; without a year the row's year is taken, with a warning."""
    if raw is None or raw == "":
        return None
    if isinstance(raw, date):
        return _plausible(raw.date() if isinstance(raw, datetime) else raw, str(raw))
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _day_of_serial(raw)
    refuse_formula_error(raw)
    return None if is_blank(raw) else _typed_day(shown(raw), info)


def due_day(raw: Any, info: ValidationInfo) -> date | None:
    """A deadline: as a day, and "tháng 8/2026" means its last day, with a warning (row 7)."""
    month = MONTH.fullmatch(plain(raw)) if isinstance(raw, str) and raw else None
    year = _year_of(month["year"], info) if month else None
    if month is None or not _in_calendar(year, int(month["month"])) or plain(raw).isdecimal():
        return day(raw, info)
    last = _month_end(cast(int, year), int(month["month"]))
    warn(info, wording.END_OF_MONTH.format(_dmy(last)), suggestion=_dmy(last))
    return last


def moment(raw: Any) -> datetime | None:
    """A moment, aware, in Vietnam's time. A day alone is its beginning."""
    if raw is None or raw == "":
        return None
    if isinstance(raw, datetime):
        return raw if raw.tzinfo else raw.replace(tzinfo=VIETNAM)
    if isinstance(raw, date):
        return datetime.combine(raw, time(), VIETNAM)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _of_serial(raw)
    refuse_formula_error(raw)
    return None if is_blank(raw) else _typed_moment(shown(raw))


def year(raw: Any) -> int | None:
    """A year of four digits, also as "năm 2026"."""
    if raw is None or raw == "":
        return None
    if type(raw) is int and FIRST_YEAR <= raw <= LAST_YEAR:
        return raw
    refuse_formula_error(raw)
    if is_blank(raw):
        return None
    digits = plain(raw).removeprefix("nam ") if isinstance(raw, str) else _whole(raw)
    if not digits.isascii() or not digits.isdecimal() or len(digits) != 4 or not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        raise problem(wording.YEAR_WITH_FOUR_DIGITS)
    return int(digits)


def quarter(raw: Any, info: ValidationInfo) -> str | None:
    """I to IV from any spelling of one quarter (rows 10 to 12). Raises when it names another year than the row."""
    if raw is None or raw == "":
        return None
    if raw in QUARTERS:
        return str(raw)
    refuse_formula_error(raw)
    if is_blank(raw):
        return None
    number, named_year = _quarter(plain(raw) if isinstance(raw, str) else _whole(raw))
    context = context_of(info)
    if named_year is not None and context and context.row_year not in (None, named_year):
        raise problem(wording.OTHER_YEAR)
    return QUARTERS[number - 1]


def quarter_year(raw: Any) -> int | None:
    """The year typed inside a cell of the column Quý ("II/2026"), None where there is none."""
    found = named_quarter(raw) if isinstance(raw, str) else None
    return found[1] if found else None


def named_quarter(text: str) -> tuple[int, int | None] | None:
    """The one quarter that a text names in any spelling, 1 to 4, with its year where that is typed too."""
    found = QUARTER.fullmatch(plain(text))
    if found is None:
        return None
    word, named = found["number"], found["before"] or found["after"]
    return NUMERALS.get(word) or int(word), int(named) if named else None


def _quarter(text: str) -> tuple[int, int | None]:
    found = named_quarter(text)
    if found:
        return found
    if SEVERAL_QUARTERS.fullmatch(text):
        raise problem(wording.SINGLE_QUARTERS)
    likely = text.replace("l", "i").replace("1", "i")
    meant = likely.upper() if likely.upper() in QUARTERS else ""
    raise problem(wording.WHICH_QUARTER, wording.MEANT.format(meant) if meant else "", meant)


@lru_cache(maxsize=1 << 14)
def _day_of_serial(serial: float) -> date:
    return _of_serial(serial).date()


def _of_serial(serial: float) -> datetime:
    if not FIRST_SERIAL <= serial < LAST_SERIAL + 1:
        raise problem(wording.CONCRETE_DAY)
    return from_serial(serial)


def _typed_day(raw: str, info: ValidationInfo) -> date:
    text = plain(raw)
    if found := _with_year(text):
        return _composed(found, _full_year(found["year"], raw), raw, info)
    if found := IN_WORDS.fullmatch(text) or NO_YEAR.fullmatch(text):
        named = found.groupdict().get("year")
        known = _year_of(named, info)
        if known is not None:
            return _composed(found, known, raw, info, wording.MONTH_FIRST if named else wording.YEAR_ADDED)
    meant = _meant(text, info)
    raise problem(wording.CONCRETE_DAY, wording.MEANT.format(meant) if meant else "", meant)


def _composed(
    found: re.Match[str], year: int, raw: str, info: ValidationInfo, guess: str = wording.MONTH_FIRST
) -> date:
    """The day of the numbers `a` and `b`; month before day only where the other way is no day (row 3)."""
    first, second = int(found["a"]), int(found["b"])
    swapped = second > 12 >= first
    number, month = (second, first) if swapped else (first, second)
    if not _in_calendar(year, 1):
        raise problem(wording.YEAR_OUT_OF_RANGE.format(shown(raw), "28/02/2026"))
    if not 1 <= month <= 12 or not 1 <= number <= monthrange(year, month)[1]:
        raise problem(wording.NO_SUCH_DAY.format(shown(raw), _dmy(_month_end(year, month if 1 <= month <= 12 else 2))))
    composed = _plausible(date(year, month, number), raw)
    if swapped or guess is not wording.MONTH_FIRST:
        warn(info, guess.format(_dmy(composed)), suggestion=_dmy(composed))
    return composed


def _plausible(value: date, raw: str) -> date:
    if not EARLIEST <= value <= LATEST:
        raise problem(wording.YEAR_OUT_OF_RANGE.format(shown(raw), "28/02/2026"))
    return value


def _typed_moment(raw: str) -> datetime:
    text = plain(raw)
    found = _with_year(text)
    if found is None:
        raise problem(wording.CONCRETE_DAY)
    full = _full_year(found["year"], raw)
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    try:
        on = date(full, int(found["b"]), int(found["a"]))
        whole = datetime.combine(on, time(hour, minute, second, tzinfo=VIETNAM))
    except ValueError as error:
        raise problem(wording.NO_SUCH_DAY.format(shown(raw), "28/02/2026")) from error
    _plausible(whole.date(), raw)
    return whole


def _meant(text: str, info: ValidationInfo) -> str:
    """What "cuối tháng 8" or "đầu quý III" probably means, for "Cách sửa" (row 6)."""
    found = VAGUE.fullmatch(text)
    known = _year_of(found["year"], info) if found else None
    if found is None:
        return ""
    number = NUMERALS.get(found["which"]) or int(found["which"])
    month = number if found["what"] == "thang" else 3 * number - (2 if found["edge"] == "dau" else 0)
    if known is None or not _in_calendar(known, month):
        return ""
    return _dmy(date(known, month, 1) if found["edge"] == "dau" else _month_end(known, month))


def _year_of(named: str | None, info: ValidationInfo) -> int | None:
    """The year that was typed, else the row's or the plan's."""
    if named:
        return int(named)
    context = context_of(info)
    return context.year if context else None


def _in_calendar(year: int | None, month: int) -> bool:
    return year is not None and EARLIEST.year <= year <= LATEST.year and 1 <= month <= 12


def _with_year(text: str) -> re.Match[str] | None:
    return DAY_FIRST.fullmatch(text) or YEAR_FIRST.fullmatch(text) or SHORT_YEAR.fullmatch(text)


def _full_year(digits: str, raw: str) -> int:
    if len(digits) == 4:
        return int(digits)
    if int(digits) > LAST_SHORT_YEAR:
        raise problem(wording.YEAR_OUT_OF_RANGE.format(shown(raw), "28/02/2026"))
    return 2000 + int(digits)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _dmy(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def _whole(raw: Any) -> str:
    """A whole number's digits, "" for anything else."""
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e6:
        return str(int(raw))
    return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < 1e6 else ""
