"""Dates as Google counts them: days since 1899-12-30, the time of day as the fraction."""

from datetime import date, datetime, timedelta

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a serial number has no time zone


def serial(day: date) -> int:
    return day.toordinal() - _EPOCH.toordinal()


def moment(number: float) -> datetime:
    """The moment of a serial number, rounded to the second; naive, as a cell is."""
    return _EPOCH + timedelta(seconds=round(number * 86_400))
