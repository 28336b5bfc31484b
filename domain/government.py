"""I19 to I21: the government's service to citizens, from the tab DV chính quyền. Blank is not 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from domain.overview import heatmap_quarters
from domain.quarters import Quarter, quarter_of
from domain.ratios import Ratio
from domain.remembered import remembered
from domain.snapshot import Snapshot
from domain.tables import ServiceFigure
from domain.view import quarter_view
from domain.vocabulary_movement import ServiceIndicator as I

CASES = (I.PETITIONS, I.COMPLAINTS, I.DENUNCIATIONS)
FIGURES = ("received", "planned", "done", "on_time")


class Cell(NamedTuple):
    """A figure of the tab: which indicator, which column."""

    code: I
    field: str


class Rate(NamedTuple):
    """A rate: its code, its parts."""

    code: str
    part: Cell
    whole: Cell


# What a rate is made of (domain/3). Of the cases of I20 those count whose deadline lay in the quarter.
RATES: tuple[Rate, ...] = (
    Rate("I19", Cell(I.RECEPTION, "done"), Cell(I.RECEPTION, "planned")),
    Rate("I19b", Cell(I.RECEPTION_BY_CHAIR, "done"), Cell(I.RECEPTION, "planned")),
    Rate("I19c", Cell(I.DIALOGUE_OPINIONS, "done"), Cell(I.DIALOGUE_OPINIONS, "planned")),
    *(
        Rate("I20", Cell(code, "on_time"), Cell(code, "planned"))
        for code in (I.PETITIONS, I.COMPLAINTS, I.DENUNCIATIONS)
    ),
    *(Rate("I20b", Cell(code, "done"), Cell(code, "planned")) for code in CASES),
    Rate("I21", Cell(I.PROCEDURES, "on_time"), Cell(I.PROCEDURES, "done")),
    Rate("I21b", Cell(I.ONLINE_FILES, "done"), Cell(I.PROCEDURES, "done")),
    Rate("I21c", Cell(I.DISCLOSURE, "done"), Cell(I.DISCLOSURE, "planned")),
)
RATE_CODES = tuple(dict.fromkeys(one.code for one in RATES))


@dataclass(frozen=True, slots=True)
class ServiceRate:
    """A rate of one indicator in one quarter; a part is None where its cell is blank."""

    code: str
    indicator: I
    numerator: int | None
    denominator: int | None

    @property
    def known(self) -> bool:
        return self.numerator is not None and self.denominator is not None

    @property
    def impossible(self) -> bool:
        """More than all there is: an error in the figures, not a value above 100 %."""
        return self.numerator is not None and self.denominator is not None and self.numerator > self.denominator

    @property
    def ratio(self) -> Ratio | None:
        """None while a figure is blank, or impossible. A denominator of 0 has no value (“—”)."""
        if self.numerator is None or self.denominator is None or self.impossible:
            return None
        return Ratio(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class ServiceQuarter:
    """A quarter: the rows of the tab by indicator, the rates by code and indicator."""

    quarter: Quarter
    future: bool
    rows: Mapping[I, ServiceFigure]
    rates: tuple[ServiceRate, ...]

    def rate(self, code: str, indicator: I | None = None) -> ServiceRate:
        """The rate of a code; of I20 and I20b that of one indicator. Raises KeyError for an unknown one."""
        found = (one for one in self.rates if one.code == code and indicator in (None, one.indicator))
        first = next(found, None)
        if first is None:
            raise KeyError(code)
        return first

    def total(self, code: str) -> Ratio | None:
        """The rate of a code over all its indicators whose figures are known; None where none is."""
        ratios = [one.ratio for one in self.rates if one.code == code]
        counted = [one for one in ratios if one is not None]
        if not counted:
            return None
        return Ratio(sum(one.numerator for one in counted), sum(one.denominator for one in counted))

    def figure(self, indicator: I, field: str) -> int | None:
        """One cell; None: blank, or no such row."""
        row = self.rows.get(indicator)
        value: int | None = getattr(row, field) if row else None
        return value


@remembered
def service(snapshot: Snapshot, quarter: Quarter) -> ServiceQuarter:
    """I19 to I21 of one quarter. Of a quarter that has not begun nothing counts."""
    future = quarter_view(snapshot, quarter).future
    rows = {} if future else _rows(snapshot, quarter)
    rates = tuple(
        ServiceRate(one.code, one.part.code, _value(rows, one.part), _value(rows, one.whole)) for one in RATES
    )
    return ServiceQuarter(quarter, future, rows, rates)


def trend(snapshot: Snapshot, quarter: Quarter) -> tuple[ServiceQuarter, ...]:
    """I19 to I21 of the quarters of the year (R4)."""
    return tuple(service(snapshot, one) for one in heatmap_quarters(snapshot, quarter))


def unfilled(snapshot: Snapshot, quarter: Quarter) -> tuple[I, ...]:
    """R4: the indicators without any figure in the quarter."""
    rows = _rows(snapshot, quarter)
    return tuple(code for code in I if code not in rows or is_blank(rows[code]))


def is_blank(row: ServiceFigure) -> bool:
    """Whether no figure was filled in. 0 is one: nothing happened."""
    return all(getattr(row, name) is None for name in FIGURES)


def row_of(snapshot: Snapshot, quarter: Quarter, code: I) -> ServiceFigure | None:
    """The row of an indicator in a quarter."""
    return _rows(snapshot, quarter).get(code)


def _rows(snapshot: Snapshot, quarter: Quarter) -> dict[I, ServiceFigure]:
    return {one.code: one for one in snapshot.service_figures if one.code and quarter_of(one) == quarter}


def _value(rows: Mapping[I, ServiceFigure], cell: Cell) -> int | None:
    row = rows.get(cell.code)
    value: int | None = getattr(row, cell.field) if row else None
    return value
