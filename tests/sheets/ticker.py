"""Time that stands still until a test lets it pass."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sheets import clock
from sheets.clock import Ticker
from sheets.service import Service

CATCHING_UP = 5.0  # real seconds that a thread has for what it does between two waits
GLANCE = 0.002  # real seconds after which a wait looks again


@dataclass(eq=False)
class Wait:
    """A thread that waits until the ticker stands at `due`, or for ever."""

    thread: threading.Thread
    due: float | None


@dataclass
class FakeTicker(Ticker):
    """`advance` lets time pass, `jump` sets the machine's clock. Both may be called while threads wait."""

    passed: float = 1_000.0
    real: datetime = field(default_factory=clock.real_now)
    waits: list[Wait] = field(default_factory=list)
    changing: threading.Lock = field(default_factory=threading.Lock)

    def monotonic(self) -> float:
        return self.passed

    def real_now(self) -> datetime:
        return self.real

    def wait(self, event: threading.Event, seconds: float | None) -> bool:
        mine = Wait(threading.current_thread(), None if seconds is None else self.passed + seconds)
        with self.changing:
            self.waits.append(mine)
        while not event.wait(GLANCE) and (mine.due is None or self.passed < mine.due):
            pass
        with self.changing:
            self.waits.remove(mine)
        return event.is_set()

    def jump(self, by: timedelta) -> None:
        """Somebody sets the clock of the machine; no time passes."""
        self.real += by

    def advance(self, seconds: float) -> None:
        """Lets time pass, from one due wait to the next; whoever wakes gets to its next wait before time goes on."""
        end = self.passed + seconds
        while (due := self._next(end)) is not None:
            self._go_to(max(due, self.passed))
            self._let_catch_up()
        self._go_to(end)

    def _next(self, end: float) -> float | None:
        with self.changing:
            return min((one.due for one in self.waits if one.due is not None and one.due <= end), default=None)

    def _go_to(self, moment: float) -> None:
        self.real += timedelta(seconds=moment - self.passed)
        self.passed = moment

    def _let_catch_up(self) -> None:
        """Until every thread that was due waits again, or has ended or taken too long."""
        with self.changing:
            woken = [one for one in self.waits if one.due is not None and one.due <= self.passed]
        until = time.monotonic() + CATCHING_UP
        while any(self._busy(one) for one in woken) and time.monotonic() < until:
            time.sleep(GLANCE)

    def _busy(self, woken: Wait) -> bool:
        with self.changing:
            if woken in self.waits:
                return True
            waiting = any(one.thread is woken.thread for one in self.waits)
        return woken.thread.is_alive() and not waiting


def until(true: Callable[[], bool], seconds: float = 30.0) -> None:
    """Other threads need a moment of real time."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def watch(service: Service, ticker: FakeTicker, seconds: float) -> None:
    """Time passes while a page is open: it asks for the version every few seconds."""
    while seconds > 0:
        service.store.version()
        ticker.advance(min(seconds, 5.0))
        seconds -= 5.0
