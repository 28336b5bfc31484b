"""What a form's values must fulfil, whatever the table: types, required columns, lengths, no personal numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from domain import form_wording as wording
from domain.errors import Invalid
from domain.fields import Spec, specs
from domain.tables import Row

R = TypeVar("R", bound=Row)

# A Vietnamese phone number (10 digits from 0, or +84) or a 12-digit ID card, however it is spaced.
PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:(?:\+84|0)(?:[ .-]?\d){9}|\d{12})(?!\d)")


def typed(table: type[R], given: Mapping[str, Any]) -> R:
    """The record of `given` (field name → what stands in the form). All wrong values at once, in reading's words.

    Raises Invalid with a sentence per field.
    """
    try:
        any_class: Any = table  # mypy takes a frozen dataclass for unhashable; its class is not
        record: R = _adapter(any_class).validate_python(dict(given))
    except ValidationError as error:
        raise Invalid({str(one["loc"][0]): one["msg"] for one in error.errors()}) from error
    return record


def require(record: Row, *, optional: Collection[str] = (), more: Mapping[str, str] | None = None) -> None:
    """Raise Invalid unless all columns are filled that must be and hold what a shared sheet may hold.

    `optional` names required columns that this form leaves blank. `more` are further problems of the caller: its
    sentences win.
    """
    problems = dict(_missing(record, optional)) | dict(too_long(record)) | dict(too_much(record))
    problems |= dict(personal_numbers(record))
    problems |= more or {}
    if problems:
        raise Invalid(problems)


def missing(record: Row) -> Iterator[tuple[str, str]]:
    """(field, sentence) of each required column that is blank."""
    return _missing(record, ())


def _missing(record: Row, optional: Collection[str]) -> Iterator[tuple[str, str]]:
    for spec in specs(type(record)):
        if spec.column.required and spec.name not in optional and getattr(record, spec.name) in (None, "", ()):
            yield spec.name, _asked(type(record), spec)


def _asked(table: type[Row], spec: Spec) -> str:
    own = wording.ASK_OF.get(f"{table.__name__}.{spec.name}")
    return own or wording.ASK.get(spec.name, wording.ENTER.format(spec.header.lower()))


def too_long(record: Row) -> Iterator[tuple[str, str]]:
    """(field, sentence) of each text that is longer than its column allows."""
    for spec in specs(type(record)):
        value = getattr(record, spec.name)
        if spec.column.limit and isinstance(value, str) and len(value) > spec.column.limit:
            yield spec.name, wording.TOO_LONG.format(spec.header, spec.column.limit, len(value))


def too_much(record: Row) -> Iterator[tuple[str, str]]:
    """(field, sentence) of each number that is above what its column allows."""
    for spec in specs(type(record)):
        value, most = getattr(record, spec.name), spec.column.most
        if most is not None and value is not None and value > most:
            yield spec.name, wording.AT_MOST.format(spec.header, f"{most:g}")


def personal_numbers(record: Row) -> Iterator[tuple[str, str]]:
    """(field, sentence) of each text with a phone number or an identity card number (data model, “Do not store”)."""
    for spec in specs(type(record)):
        value = getattr(record, spec.name)
        if isinstance(value, str) and spec.name not in record.TAIL and PERSONAL_NUMBER.search(value):
            yield spec.name, wording.NO_PERSONAL_NUMBERS


def wrong_day(day: date, since: date | None, today: date, of: str) -> str | None:
    """What is wrong with the day of an answer or a decision: it is to come, or before what it answers (`of`)."""
    if day > today:
        return wording.NOT_FUTURE
    if since and day < since:
        return wording.BEFORE_THAT.format(of, f"{since:%d/%m/%Y}")
    return None


@cache
def _adapter(table: Any) -> TypeAdapter[Any]:
    return TypeAdapter(table)
