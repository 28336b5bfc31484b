"""Days and moments as the spreadsheet stores them: days since 30/12/1899, a moment as wall time in Vietnam."""

from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")  # one offset since 1975, no daylight saving time
DAY_ZERO = date(1899, 12, 30)
START = datetime(1899, 12, 30, tzinfo=VIETNAM)
MILLISECONDS_A_DAY = 86_400_000


def to_serial(value: date | datetime) -> float:
    """The serial number: whole (int) for a day, with a fraction for a moment. Naive: Vietnamese wall time."""
    if not isinstance(value, datetime):
        return (value - DAY_ZERO).days
    moment = value.replace(tzinfo=VIETNAM) if value.tzinfo is None else value
    return round((moment - START) / timedelta(milliseconds=1)) / MILLISECONDS_A_DAY


def from_serial(serial: float) -> datetime:
    """The moment of a serial number, exact to the millisecond; of a whole one the day's beginning.

    Raises OverflowError or ValueError for numbers that are no day of this calendar (beyond year 9999, NaN).
    """
    return START + timedelta(milliseconds=round(serial * MILLISECONDS_A_DAY))
