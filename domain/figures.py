"""Numbers as people type them (messy-input catalogue, rows 13 to 27). A wrong or missing figure is never 0."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from domain import wording
from domain.cells import is_blank, refuse_formula_error, shown
from domain.context import context_of, problem, warn
from domain.names import plain

MARKS = (".", ",")
LARGEST = 10**15  # beyond it a float no longer holds every whole number
WHOLE = tuple(map(float, range(1_001)))

# On text without accents ("chưa có số liệu" is "chua co so lieu"; a spaced dash has lost its spaces).
NO_DATA = frozenset({"chua co", "chua co so lieu", "chua", "chua ro", "khong ro", "n/a"})
NOTHING = frozenset({"-", "/", "khong", "khong co", "khong phat sinh"})
DONE = frozenset({"dat", "xong", "da xong", "hoan thanh", "da hoan thanh", "x", "v", "✓", "✔", "☑", "√", "ok"})
ABOUT = re.compile(r"^(?:(?:khoang|hon|tren|gan|chung|do|uoc tinh|uoc|xap xi|tam|duoi|>=|<=|[~≈≥≤><])\s*)+(?=\d)")
MORE = re.compile(
    r"\s*\+(?!\s*[\d+])|\s*(?<![a-z])tro len(?![a-z])|\s*\(?(?<![a-z])(?:uoc(?: tinh)?|du kien|xap xi|khoang)\)?$"
)
FIGURE = re.compile(r"(?P<sign>[-+]?)(?P<digits>\d+(?:[ .,]\d+)*)\s*(?P<tail>[kdc]?m[23]|[^\d]{0,40})")
GROUPS = re.compile(r"[1-9]\d{0,2}(?P<mark>[ .,])\d{3}(?:(?P=mark)\d{3})*")

IN_THOUSANDS = {
    **dict.fromkeys(("", "nghin", "ngan", "nghin dong", "ngan dong", "k", "nghin d"), 1.0),
    **dict.fromkeys(("trieu", "tr", "trieu dong", "trd", "tr d", "tr dong", "trieu d"), 1e3),
    **dict.fromkeys(("ty", "ti", "ty dong", "ti dong", "ty d"), 1e6),
    **dict.fromkeys(("d", "dong", "₫", "vnd"), 1e-3),
}
SQUARE_METRES = {
    **dict.fromkeys(("", "m2", "m²", "m vuong", "met vuong"), 1.0),
    **dict.fromkeys(("ha", "hecta", "hec-ta", "hec ta"), 1e4),
}
# "50 triệu" where things are counted is another figure than 50; "5O" is more likely 50 than 5.
SCALES = frozenset({"chuc", "nghin", "ngan", "trieu", "tr", "ty", "ti", "k"})
OF_MONEY = "dong"
LETTER_FOR_DIGIT = re.compile(r"\d[ol|²³](?![a-z])")
PERCENT_TAILS = frozenset({"%", "phan tram"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A typed figure: its value, the unit behind it without accents, and by which guesses it was read."""

    value: float
    tail: str = ""
    about: bool = False
    guess: str = ""


def count(raw: Any, info: ValidationInfo) -> int | None:
    """A whole number from 0; "1.250", "1 250" and "1,250" are 1250, "50 hộ" is 50."""
    if type(raw) is int and 0 <= raw < LARGEST:
        return raw
    figure = _figure(raw, whole=True)
    if figure is None:
        return None
    if "%" in figure.tail or _scaled(figure.tail):
        raise problem(wording.NOT_A_NUMBER.format(shown(raw)))
    if not figure.value.is_integer():
        raise problem(wording.WHOLE_NUMBER.format(shown(_comma(figure.value))))
    _warn_of(figure, info)
    return int(_not_negative(figure.value))


def _as_float(raw: float) -> float:
    """Tens of thousands of rows hold few different whole numbers: each is one object."""
    return WHOLE[raw] if type(raw) is int and 0 <= raw < len(WHOLE) else float(raw)


def number(raw: Any, info: ValidationInfo) -> float | None:
    """A number with a decimal comma or point; "3,2 km" is 3.2, "1.250" is 1250 with a warning."""
    if type(raw) in (float, int) and -LARGEST < raw < LARGEST:
        return _as_float(raw)
    figure = _figure(raw)
    if figure is None:
        return None
    if _scaled(figure.tail) and OF_MONEY not in figure.tail:
        raise problem(wording.NOT_A_NUMBER.format(shown(raw)))
    _warn_of(figure, info)
    return figure.value


def thousand_dong(raw: Any, info: ValidationInfo) -> float | None:
    """An amount in thousand đồng; "5 triệu" and "5.000.000đ" are 5000, with a warning (row 25)."""
    if type(raw) in (float, int) and 0 <= raw < LARGEST:
        return _as_float(raw)
    figure = _figure(raw)
    if figure is None:
        return None
    return _converted(figure, IN_THOUSANDS, wording.CONVERTED_TO_THOUSANDS, raw, info)


def square_metres(raw: Any, info: ValidationInfo) -> float | None:
    """An area in m²; hectares are turned into it, with a warning. A sào is not the same everywhere: refused."""
    if type(raw) in (float, int) and 0 <= raw < LARGEST:
        return _as_float(raw)
    figure = _figure(raw)
    return None if figure is None else _converted(figure, SQUARE_METRES, wording.CONVERTED_TO_METRES, raw, info)


def _converted(figure: Figure, units: Mapping[str, float], said: str, raw: Any, info: ValidationInfo) -> float:
    """The figure in the column's own unit, with a warning where another one was typed."""
    factor = units.get(figure.tail)
    if factor is None:
        raise problem(wording.NOT_A_NUMBER.format(shown(raw)))
    value = _not_negative(figure.value / round(1 / factor) if factor < 1 else figure.value * factor)
    guess = figure.guess if factor == 1.0 else said
    _warn_of(Figure(_sized(value, raw), about=figure.about, guess=guess), info)
    return value


def points(raw: Any, info: ValidationInfo) -> float | None:
    """Points of a score: a number from 0."""
    value = number(raw, info)
    return None if value is None else _not_negative(value)


def share(raw: Any, info: ValidationInfo) -> float | None:
    """A share of a whole from 0 to 100 %, read as progress is."""
    try:
        return percent(raw, info)
    except PydanticCustomError as error:
        told = error.context or {}
        if told["message"] not in (wording.PERCENT_RANGE, wording.PERCENT_WORD):
            raise
        said = wording.SHARE_RANGE if told["message"] == wording.PERCENT_RANGE else wording.SHARE_WORD
        raise problem(said) from error


def percent(raw: Any, info: ValidationInfo) -> float | None:
    """Progress from 0 to 100. A bare 0,75 in a cell may mean 75 % as well, so it is refused (row 14).

    A number that code or a form gives is meant as it is: only cells are read with a context.
    """
    if type(raw) in (float, int) and (raw == 0 or 1 < raw <= 100):
        return _as_float(raw)
    if isinstance(raw, str) and plain(raw) in DONE:
        raise problem(wording.PERCENT_WORD, wording.MEANT.format(100), "100")
    if isinstance(raw, str) and plain(raw) in NOTHING:
        raise problem(wording.PERCENT_WORD)
    figure = _figure(raw)
    if figure is None:
        return None
    from_cell = isinstance(raw, str) or context_of(info) is not None
    if from_cell and figure.tail not in PERCENT_TAILS and 0 < figure.value <= 1:
        meant, typed = _comma(figure.value * 100), _as_percent(figure.value * 100)
        raise problem(wording.UNCLEAR_PERCENT.format(_comma(figure.value), meant, typed), suggestion=typed)
    if not 0 <= figure.value <= 100:
        raise problem(wording.PERCENT_RANGE)
    if figure.tail not in PERCENT_TAILS and figure.tail:
        raise problem(wording.NOT_A_NUMBER.format(shown(raw)))
    if figure.about:
        warn(info, wording.DROPPED_ABOUT, suggestion=_as_percent(figure.value))
    return figure.value


def _figure(raw: Any, *, whole: bool = False) -> Figure | None:
    """The figure in a cell; None for "no data" (row 27). Raises for words."""
    if raw is None or raw == "":
        return None
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return Figure(_sized(raw, raw))
    refuse_formula_error(raw)
    if is_blank(raw):
        return None
    if not isinstance(raw, str) or raw.lstrip()[:1] in MARKS:
        raise problem(wording.NOT_A_NUMBER.format(shown(raw)))
    text = plain(raw)
    if text in NO_DATA:
        return None
    return Figure(0.0) if text in NOTHING else _typed(raw, text, whole=whole)


def _typed(raw: Any, text: str, *, whole: bool) -> Figure:
    bare, more = MORE.subn("", text)
    bare, about = ABOUT.subn("", bare)
    found = FIGURE.fullmatch(bare)
    if found is None or not _is_unit(found["tail"]) or LETTER_FOR_DIGIT.search(bare):
        raise problem(wording.NOT_A_NUMBER.format(shown(raw)))
    digits, guess = _decimal(found["digits"], whole=whole)
    if digits is None:
        raise problem(wording.NOT_A_NUMBER.format(shown(raw)))
    value = _sized(float(found["sign"] + digits), raw)
    return Figure(value, found["tail"].strip(), bool(more or about), guess)


def _is_unit(tail: str) -> bool:
    """Whether what follows a figure can be its unit ("km", "m²", "% hài lòng"), not more of a sentence."""
    return tail.endswith(("m2", "m3")) or all(sign.isalpha() or sign in " %²³₫/.()" for sign in tail)


def _scaled(tail: str) -> bool:
    """Whether what follows a figure makes another one of it: "triệu", "nghìn cây"."""
    return any(word in SCALES for word in tail.strip("(. ").split(" ")[:1])


def _decimal(digits: str, *, whole: bool) -> tuple[str | None, str]:
    """Digits with marks as Python reads them, and the guess that was needed; None when they are no number."""
    marks = [sign for sign in digits if not sign.isdigit()]
    last = marks[-1] if marks else ""
    if not marks:
        return digits, ""
    if len(set(marks)) == 1 and GROUPS.fullmatch(digits) and (whole or len(marks) > 1 or last == " "):
        return _joined(digits), ""
    if len(set(marks)) == 1 and len(marks) == 1 and last != " ":
        return _one_mark(digits, last)
    head, _, tail = digits.rpartition(last)
    grouped = GROUPS.fullmatch(head) is not None and last not in head
    return (f"{_joined(head)}.{tail}", "") if grouped and last != " " else (None, "")


def _one_mark(digits: str, mark: str) -> tuple[str, str]:
    """A single point or comma in a column of decimals: thousands only where three digits follow a point (row 24)."""
    head, _, tail = digits.partition(mark)
    like_thousands = GROUPS.fullmatch(digits) is not None
    if like_thousands and mark == ".":
        return head + tail, wording.DOT_MEANS_THOUSANDS
    return f"{head}.{tail}", wording.COMMA_MEANS_DECIMALS if like_thousands else ""


def _joined(digits: str) -> str:
    return "".join(sign for sign in digits if sign.isdigit())


def _sized(value: float, raw: Any) -> float:
    if value != value or abs(value) == math.inf:  # noqa: PLR0124 - NaN; isfinite() cannot take integers of 400 digits
        raise problem(wording.NOT_A_NUMBER.format(shown(raw)))
    if abs(value) >= LARGEST:
        raise problem(wording.TOO_LARGE.format(shown(raw)))
    return float(value)


def _not_negative(value: float) -> float:
    if value < 0:
        raise problem(wording.NOT_NEGATIVE.format(_comma(value)))
    return value


def _warn_of(figure: Figure, info: ValidationInfo) -> None:
    meant = _comma(figure.value)
    if figure.about:
        warn(info, wording.ESTIMATE, suggestion=meant)
    if figure.guess:
        warn(info, figure.guess, suggestion=meant)


def _comma(value: float) -> str:
    """A figure as people write it: "75", "0,75", never with an exponent."""
    return f"{Decimal(f'{value:.15g}'):f}".replace(".", ",")


def _as_percent(value: float) -> str:
    """A percentage as it may be typed: of 1 or less with its sign, as a bare number it would be refused."""
    return f"{_comma(value)}%" if 0 < value <= 1 else _comma(value)
