"""Short forms in which the tables of the sample are written: "27/04" for a day, 7 for MH-2026-0007."""

from datetime import date

from domain.vocabulary import QuarterName

YEAR = 2026
AS_OF = date(YEAR, 9, 15)  # the sample shows the commune as it stands on this day
WHOLE_YEAR_FROM = date(YEAR, 1, 1)

_QUARTERS = tuple(QuarterName)


def on(day_month: str) -> date | None:
    """The day "27/04" of the sample's year; None for "" (not happened, not known)."""
    if not day_month:
        return None
    day, month = day_month.split("/")
    return date(YEAR, int(month), int(day))


def the_day(day_month: str) -> date:
    """As `on`, where a day must stand. Raises ValueError when there is none."""
    found = on(day_month)
    if found is None:
        raise ValueError("a day is needed here")
    return found


def quarter_name(day: date) -> QuarterName:
    """The calendar quarter of `day` (domain/2, "Quarter/year")."""
    return _QUARTERS[(day.month - 1) // 3]


def code(prefix: str, number: int | None) -> str | None:
    """`code("MH", 7)` → "MH-2026-0007"; None where no record is meant."""
    return None if number is None else f"{prefix}-{YEAR}-{number:04d}"
