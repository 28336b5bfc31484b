"""What USER_ENTERED makes of a text: a formula, a truth value, a number, a date or the text itself.

Source: "ValueInputOption" of the Sheets API, the table of locales in the project's notes on Google Sheets. A text
that Google might read in a way that is not known for certain is refused, not guessed.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sheets.local import cells, serials
from sheets.local.cells import Scalar
from sheets.local.errors import Unimplemented
from sheets.local.locales import LOCALES, Locale


@dataclass(frozen=True)
class Entered:
    """`value` or `formula`; `number_format` is what typing so gives the cell, None for none."""

    value: Scalar = None
    formula: str | None = None
    number_format: dict[str, Any] | None = None


_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASH_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_NUMBER_LIKE = re.compile(r"[\d\s.,:/+\-()%$€£\u20abeE]*\d[\d\s.,:/+\-()%$€£\u20abeE]*(?:[aApP][mM])?")
_PHONE = re.compile(r"\d+(?: \d+)+")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|th(?:g|\u00e1ng) \d+"
_NAMED_DATE = re.compile(rf"(?:\d+[\s\-,]+)?(?:{_MONTH})(?:[\s\-,]*\d+)*", re.IGNORECASE)
_MOST_DIGITS = 15  # beyond them a double loses digits


def enter(text: str, locale_name: str, number_format: dict[str, Any] | None = None) -> Entered:
    """The cell that typing `text` makes, in a cell that has `number_format`; 501 where Google's reading is unknown."""
    if text == "":
        return Entered()
    if text.startswith("'"):
        return Entered(cells.checked_text(text[1:]))
    if number_format and number_format.get("type") == "TEXT":
        return Entered(cells.checked_text(text))
    if text.startswith("=") and len(text) > 1:
        return Entered(formula=text)
    if text.upper() in {"TRUE", "FALSE"}:
        return Entered(text.upper() == "TRUE")
    return _number_or_text(text, locale_name, number_format)


def _number_or_text(text: str, locale_name: str, number_format: dict[str, Any] | None) -> Entered:
    typed = text.strip()
    locale = LOCALES.get(locale_name)
    found = locale and (_number(typed, locale) or _date(typed, locale))
    if found:
        return _in_format(found, number_format)
    if locale and _SLASH_DATE.fullmatch(typed):
        return Entered(text)  # no day of the calendar in this locale
    if _PHONE.fullmatch(typed):
        return Entered(text)
    if typed[:1] in {"+", "-"} and len(typed) > 1:
        raise Unimplemented(f"typing {text[:40]!r}, which may be a formula")
    if _NUMBER_LIKE.fullmatch(typed) or _NAMED_DATE.fullmatch(typed):
        raise Unimplemented(f"typing {text[:40]!r} in the locale {locale_name}")
    return Entered(cells.checked_text(text))


def _in_format(found: Entered, number_format: dict[str, Any] | None) -> Entered:
    """A cell keeps its format when a bare number is typed; two formats that differ are refused."""
    if not number_format or not found.number_format:
        return found
    if number_format.get("type") == found.number_format["type"]:
        return Entered(found.value)
    kinds = f"{found.number_format['type']} into a cell of format {number_format.get('type')}"
    raise Unimplemented(f"typing a {kinds}")


def _number(text: str, locale: Locale) -> Entered | None:
    point, group = re.escape(locale.decimal), re.escape(locale.group)
    whole_number = rf"\d+|\d{{1,3}}(?:{group}\d{{3}})+"
    found = re.fullmatch(rf"([+-]?)({whole_number})?({point}\d*)?(E[+-]?\d+)?(%?)", text, re.IGNORECASE)
    if not found or not re.search(r"^[+-]?\D?\d", text):
        return None
    sign, whole, fraction, power, percent = found.groups()
    digits = (whole or "0").replace(locale.group, "")
    decimals = fraction[1:] if fraction else ""
    if len(digits.lstrip("0") + decimals) > _MOST_DIGITS:
        raise Unimplemented(f"typing a number of more than {_MOST_DIGITS} digits")
    number = float(f"{sign}{digits}.{decimals or 0}{power or ''}") / (100 if percent else 1)
    number_format = _typed_format(locale.group in (whole or ""), decimals, power, percent)
    return Entered(cells.plain(number), number_format=number_format)


def _typed_format(grouped: bool, decimals: str, power: str | None, percent: str) -> dict[str, Any] | None:
    """Typing "1,234", "5%" or "1e3" formats the cell as well; "1.5" does not."""
    if percent:
        return {"type": "PERCENT", "pattern": "0.00%" if decimals else "0%"}
    if power:
        return {"type": "SCIENTIFIC", "pattern": "0.00E+00"}
    if grouped:
        return {"type": "NUMBER", "pattern": "#,##0.00" if decimals else "#,##0"}
    return None


def _date(text: str, locale: Locale) -> Entered | None:
    if found := _ISO_DATE.fullmatch(text):
        return _day(found.groups(), "ymd", "-")
    if found := _SLASH_DATE.fullmatch(text):
        return _day(found.groups(), locale.date, "/")
    return None


def _day(numbers: tuple[str | Any, ...], order: str, separator: str) -> Entered | None:
    """The date of three numbers; the pattern keeps the zeros that were typed."""
    parts = dict(zip(order, numbers, strict=True))
    try:
        day = date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    except ValueError:
        return None
    pattern = separator.join([letter * len(parts[letter]) for letter in order])
    return Entered(serials.serial(day), number_format={"type": "DATE", "pattern": pattern})
