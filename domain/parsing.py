"""Tolerant reading of single cells: what people type becomes a value, or a named problem (messy-input catalogue)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import ValidationInfo

QUARTERS = ("I", "II", "III", "IV")


def text(raw: Any) -> str | None:
    return None if raw in (None, "") else str(raw)


long_text = code = text


def count(raw: Any) -> int | None:
    return None if raw in (None, "") else int(raw)


year = count


def number(raw: Any) -> float | None:
    return None if raw in (None, "") else float(raw)


thousand_dong = percent = number


def day(raw: Any) -> date | None:
    return None if raw in (None, "") else raw


due_day = day


def moment(raw: Any) -> datetime | None:
    return None if raw in (None, "") else raw


def yes_no(raw: Any) -> bool | None:
    return {"Có": True, "Không": False}.get(raw, raw)


def unit(raw: Any, info: ValidationInfo) -> str | None:
    return text(raw)


def unit_list(raw: Any, info: ValidationInfo) -> tuple[str, ...]:
    return tuple(raw or ())


partner_list = unit_list


def text_list(raw: Any) -> tuple[str, ...]:
    return tuple(raw or ())


code_list = text_list


def quarter(raw: Any, info: ValidationInfo) -> str | None:
    return text(raw)


def choice(members: type[StrEnum], raw: Any, info: ValidationInfo) -> StrEnum | None:
    return None if raw in (None, "") else members(raw)


def choices(members: type[StrEnum], raw: Any, info: ValidationInfo) -> tuple[StrEnum, ...]:
    return tuple(members(one) for one in raw or ())
