"""The one clock of the application, in the time zone of the commune.

`today` and `now` are the application's time: DVK_TODAY=2026-09-15 fixes the date for demos and tests, the time of day
runs on. `real_now` is the real time, for ages of data and time-outs; a `Ticker` is what a test drives in its place.
"""

import os
import threading
import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # on Linux it counts the time in standby too


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


class Ticker:
    """How time passes for whoever waits and measures ages: a test puts its own in place and drives ten minutes."""

    def monotonic(self) -> float:
        """Seconds since some moment. Never goes back, whatever happens to the date of the machine."""
        return time.clock_gettime(STEADY)

    def real_now(self) -> datetime:
        """The real moment, aware; it jumps when somebody sets the machine's clock."""
        return real_now()

    def wait(self, event: threading.Event, seconds: float | None) -> bool:
        """Waits until `event` is set, at most so long; None waits for ever. Tells whether it is set."""
        return event.wait(seconds)


TICKER = Ticker()
