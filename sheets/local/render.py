"""How a value looks: FORMATTED_VALUE, and dates as text.

Source: "ValueRenderOption", "DateTimeRenderOption" and "Date and number formats" of the Sheets API. A pattern that is
not one of the known kinds is refused.
"""

import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sheets.local import locales, serials
from sheets.local.cells import Scalar
from sheets.local.errors import Unimplemented
from sheets.local.locales import Locale

DATE_TYPES = {"DATE", "TIME", "DATE_TIME"}

_NUMBER_PATTERN = re.compile(r"(#,##)?(0+)(?:\.(0+))?(%?)")
_DATE_TOKEN = re.compile(r"y+|d+|m+|h+|s+|am/pm|[-/., :]|\"[^\"]*\"", re.IGNORECASE)
_SIGNIFICANT = 10  # digits that the automatic format shows of a fraction
_LARGEST_WHOLE = 10**15
_SMALLEST_SHOWN = 1e-4


_LAST_DAY = 690_000  # serials: what a calendar from year 1 to 9999 has on the shorter side of 1899


def is_date(number_format: dict[str, Any]) -> bool:
    return number_format.get("type") in DATE_TYPES


def formatted(value: Scalar, number_format: dict[str, Any], locale_name: str) -> str:
    """The value as the cell shows it; 501 for formats and numbers whose look is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return _text(value, number_format)
    pattern, kind = number_format.get("pattern", ""), number_format.get("type", "NUMBER")
    locale = locales.locale(locale_name) if pattern or kind != "NUMBER" or not isinstance(value, int) else None
    if kind in DATE_TYPES and locale:
        if abs(value) > _LAST_DAY:
            raise Unimplemented(f"FORMATTED_VALUE of {value!r} as a date")
        return _date_text(serials.moment(value), pattern or _default_date(kind, locale, locale_name), pattern)
    if kind == "TEXT" or pattern in {"", "@", "General", "general"}:
        return _automatic(value, locale, kind)
    return _number_text(value, pattern, locale or locales.locale(locale_name))


def _text(value: str, number_format: dict[str, Any]) -> str:
    if number_format.get("pattern", "@").count(";") >= 3:
        raise Unimplemented(f"the number format {number_format['pattern']!r} of a text")
    return value


def _automatic(value: int | float, locale: Locale | None, kind: str) -> str:
    if kind not in {"NUMBER", "TEXT", "NUMBER_FORMAT_TYPE_UNSPECIFIED"}:
        raise Unimplemented(f"the default pattern of the number format {kind}")
    size = abs(value)
    if isinstance(value, int) and size < _LARGEST_WHOLE:
        return str(value)
    if size >= 10**_SIGNIFICANT or size < _SMALLEST_SHOWN:
        raise Unimplemented(f"FORMATTED_VALUE of {value!r} in the automatic format")
    text = f"{Decimal(repr(value)):.{_SIGNIFICANT}g}"
    plain = f"{Decimal(text):f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return plain.replace(".", locale.decimal if locale else ".")


def _number_text(value: int | float, pattern: str, locale: Locale) -> str:
    if abs(value) >= 10**_SIGNIFICANT:
        raise Unimplemented(f"FORMATTED_VALUE of {value!r} in the format {pattern!r}")
    found = _NUMBER_PATTERN.fullmatch(pattern)
    if not found:
        raise Unimplemented(f"the number format {pattern!r}")
    grouped, zeros, decimals, percent = found.groups()
    number = Decimal(repr(value)) * (100 if percent else 1)
    places = len(decimals or "")
    number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{abs(number):,.{places}f}".partition(".")
    whole = whole if grouped else whole.replace(",", "").zfill(len(zeros))
    sign = "-" if number < 0 else ""
    point = locale.decimal if places else ""
    return sign + whole.replace(",", locale.group) + point + fraction + percent


def _default_date(kind: str, locale: Locale, locale_name: str) -> str:
    if kind == "DATE" and locale.short_date:
        return locale.short_date
    raise Unimplemented(f"the default pattern of {kind} in the locale {locale_name}")


def _date_text(moment: datetime, pattern: str, given: str) -> str:
    tokens = _DATE_TOKEN.findall(pattern)
    if "".join(tokens) != pattern:
        raise Unimplemented(f"the number format {given!r}")
    half = any(token.lower() == "am/pm" for token in tokens)
    text, last = "", ""
    for token in tokens:
        text += _date_part(moment, token, half, last == "h")
        last = token[0].lower() if token[0].isalpha() else last
    return text


def _date_part(moment: datetime, token: str, half: bool, is_minute: bool) -> str:
    """One token; "m" is the minute right after the hour, else the month."""
    lower = token.lower()
    if lower == "am/pm":
        return "AM" if moment.hour < 12 else "PM"
    if not lower[0].isalpha():
        return token.strip('"')
    hour = (moment.hour - 1) % 12 + 1 if half else moment.hour
    parts = {"y": moment.year, "d": moment.day, "m": moment.minute if is_minute else moment.month}
    number = {**parts, "h": hour, "s": moment.second}[lower[0]]
    if lower in {"yyyy", "yy"}:
        return f"{number:04d}"[-len(lower) :]
    if len(lower) > 2 or lower == "y":
        raise Unimplemented(f"the part {token!r} of a number format")
    return str(number).zfill(len(lower))
