"""Quarters of the plan's year: "2026-Q3" as a key, "Quý III/2026" for people, I to IV in the sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

ROMAN = ("I", "II", "III", "IV")
KEY = re.compile(r"(\d{4})-Q([1-4])")


class InQuarter(Protocol):
    """A record with the columns Năm and Quý."""

    @property
    def year(self) -> int | None: ...
    @property
    def quarter(self) -> str | None: ...


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter. Ordered by time."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter in which `day` lies (rule "Lịch")."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """The quarter of a key such as "2026-Q3". Raises ValueError for anything else."""
        found = KEY.fullmatch(text)
        if found is None:
            raise ValueError(text)
        return cls(int(found[1]), int(found[2]))

    @property
    def key(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def name(self) -> str:
        """The Roman numeral as it stands in the column Quý."""
        return ROMAN[self.number - 1]

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> Quarter:
        return Quarter(self.year, self.number + 1) if self.number < len(ROMAN) else Quarter(self.year + 1, 1)

    @property
    def previous(self) -> Quarter:
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, len(ROMAN))


def quarter_of(record: InQuarter) -> Quarter | None:
    """The quarter that a report or a village's sheet speaks of; None while a cell is missing or unreadable."""
    if record.year is None or record.quarter not in ROMAN:
        return None
    return _quarter(record.year, ROMAN.index(record.quarter) + 1)


@lru_cache(maxsize=64)
def _quarter(year: int, number: int) -> Quarter:
    """One object for all reports that speak of it."""
    return Quarter(year, number)


def bounds(quarter: Quarter, closing_by_decree: bool) -> tuple[date, date]:
    """First and last day of a quarter's data.

    By the calendar, or (`ky_chot` = NĐ 09/2019) from the 15th of the month before it to the 14th of its last month.
    """
    if not closing_by_decree:
        return quarter.first, quarter.last
    return (quarter.first - timedelta(days=1)).replace(day=15), quarter.last.replace(day=14)


def containing(day: date, closing_by_decree: bool) -> Quarter:
    """The quarter to whose data a day belongs under the same rule."""
    quarter = Quarter.of(day)
    return quarter.next if day > bounds(quarter, closing_by_decree)[1] else quarter
