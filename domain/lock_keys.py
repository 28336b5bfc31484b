"""The lists in `khoa_ky` and `ngoai_le_khoa_ky`: quarters, and quarters with a unit, in any spelling that people type.

What the application writes is "2026-Q2; 2026-Q3" and "2026-Q2/TH-05". A part that cannot be read locks and opens
nothing; it is kept as it was typed until a person mends it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from domain.days import named_quarter
from domain.quarters import Quarter

LOCKED, EXCEPTIONS = "khoa_ky", "ngoai_le_khoa_ky"
"""The keys of the two settings."""
SEPARATORS = re.compile(r"[;,\n]")
UNIT = re.compile(r"[^\W\d_]{2,4}-\d{2,3}")
AROUND = " /:.()-–"
LONGEST = 80  # characters of a part that may name a quarter


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of a list as it was typed, and its key ("2026-Q2", "2026-Q2/TH-05"), "" where it cannot be read."""

    text: str
    key: str


def locked_parts(text: str | None, year: int) -> tuple[Part, ...]:
    """The entries of `khoa_ky`; a quarter without a year is of `year`, the plan's."""
    return _parts(text, lambda one: _quarter(one, year))


def exception_parts(text: str | None, year: int) -> tuple[Part, ...]:
    """The entries of `ngoai_le_khoa_ky`."""
    return _parts(text, lambda one: _exception(one, year))


PARTS: dict[str, Callable[[str | None, int], tuple[Part, ...]]] = {LOCKED: locked_parts, EXCEPTIONS: exception_parts}
"""How the list of a setting is read."""


def keys(parts: Iterable[Part]) -> tuple[str, ...]:
    """The keys that could be read, each once."""
    return tuple(dict.fromkeys(one.key for one in parts if one.key))


def unread(parts: Iterable[Part]) -> tuple[str, ...]:
    """The entries that could not be read, as they were typed."""
    return tuple(one.text for one in parts if not one.key)


def changed(parts: Iterable[Part], *, add: Iterable[str] = (), remove: Collection[str] = ()) -> str | None:
    """The list as it is to stand in its cell: with some keys more, some less, the unreadable entries as they were."""
    kept = [one.key or one.text for one in parts if one.key not in remove or not one.key]
    return "; ".join(dict.fromkeys((*kept, *add))) or None


def exception(quarter: Quarter, unit_id: str) -> str:
    """The key of an exception."""
    return f"{quarter.key}/{unit_id}"


def of_exception(key: str) -> tuple[Quarter, str]:
    """The quarter and the unit of such a key."""
    quarter, _, unit_id = key.partition("/")
    return Quarter.parse(quarter), unit_id


def _parts(text: str | None, read: Callable[[str], str]) -> tuple[Part, ...]:
    typed = (one.strip() for one in SEPARATORS.split(text or ""))
    return tuple(Part(one, read(one)) for one in typed if one)


def _quarter(text: str, year: int) -> str:
    found = named_quarter(text) if len(text) <= LONGEST else None
    return Quarter(found[1] or year, found[0]).key if found else ""


def _exception(text: str, year: int) -> str:
    unit = UNIT.search(text)
    if unit is None:
        return ""
    quarter = _quarter((text[: unit.start()] + text[unit.end() :]).strip(AROUND), year)
    return f"{quarter}/{unit[0].upper()}" if quarter else ""
