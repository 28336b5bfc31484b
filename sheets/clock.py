"""The one clock of the application, in the time zone of the commune.

`today` and `now` are the application's time: DVK_TODAY=2026-09-15 fixes the date for demos and tests, the time of day
runs on. `real_now` is the real time, for ages of data and time-outs.
"""

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def real_now() -> datetime:
    """The real moment, aware."""
    return datetime.now(ZONE)


def today() -> date:
    """The application's date. Raises ValueError when DVK_TODAY is not an ISO date."""
    fixed = os.environ.get("DVK_TODAY")
    return date.fromisoformat(fixed) if fixed else real_now().date()


def now() -> datetime:
    """The application's moment: its date with the real time of day, aware."""
    return datetime.combine(today(), real_now().timetz())
