"""Processes of the application that are killed: `python -m tests.sheets.perishing kills|one FOLDER SEED COUNT`.

`kills`: COUNT times a process opens a Service on FOLDER, several people save through it, and it is killed by SIGKILL at
a random moment after it began; the next one takes over. Printed: what people wanted, what was kept, what was confirmed.
`one`: saves until it is told to end. `waiting`: has COUNT saves per person and no workbook to send them to.
Forked, not started anew: opening Python and its modules would take most of the time.
"""

import json
import os
import random
import signal
import sys
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any

import requests

from domain import registration, rulebook
from domain.outbox import Entry
from domain.permissions import Actor
from domain.plans import Rule
from sheets import writer
from sheets.accounts import actor_of
from sheets.config import Config
from sheets.service import Service
from tests.sheets import faults as broken
from tests.sheets import rules
from tests.sheets.faults import Faults
from tests.sheets.helpers import VILLAGE_ACCOUNT, form
from tests.sheets.ticker import until

OFFICER = "chuyen-vien@example.vn"
RECORDS = [f"MH-2026-{number:04d}" for number in range(1, 7)]
PEOPLE = 3
SHORTEST, USUAL, LONGEST = 0.02, 0.4, 1.0  # seconds from the first save, or from the first write, to the kill
LATENCY = (0.0, 0.005)  # seconds on the way to the workbook, and the same on the way back
WITHIN = (0.05, 5.0, 5.0, 5.0)  # seconds that people wait for the workbook
LOST = 0.1  # of the writes lose their answer


class Way(Faults):
    """To the workbook and back takes a moment, so that kills fall between."""

    def __init__(self, seed: int, tell: int | None = None) -> None:
        super().__init__()
        self._dice, self.always, self._to = random.Random(seed), self._travel, tell

    def _travel(self, request: requests.PreparedRequest, go_on: Any) -> requests.Response:
        if request.method == "POST" and self._to is not None:
            os.write(self._to, b"sending\n")
        time.sleep(self._dice.uniform(*LATENCY))
        answer: requests.Response = go_on()
        time.sleep(self._dice.uniform(*LATENCY))
        if request.method == "POST" and self._dice.random() < LOST:
            raise requests.ConnectionError("lost after it was applied")
        return answer


class Crowd:
    """People who save through one process and tell what became of it, a line at once: what is told is certain."""

    def __init__(self, service: Service, name: str, seed: int, tell: int) -> None:
        self._service, self._name, self._seed, self._to = service, name, seed, tell
        self.within: tuple[float, ...] = WITHIN
        self._village, self._officer = (_actor(service, one) for one in (VILLAGE_ACCOUNT, OFFICER))
        put = service.outbox.put

        def kept(entry: Entry) -> Entry:
            found = put(entry)
            self._tell("kept", entry.op)
            return found

        service.outbox.put = kept  # type: ignore[method-assign]  # so that it is told at once

    def save(self, until: threading.Event, most: int = 10_000) -> None:
        """Everybody saves one thing after another."""
        everybody = [threading.Thread(target=self._one, args=(at, until, most), daemon=True) for at in range(PEOPLE)]
        for one in everybody:
            one.start()
        for one in everybody:
            one.join()

    def _one(self, person: int, until: threading.Event, most: int) -> None:
        dice = random.Random(self._seed * 10 + person)
        for at in range(most):
            if until.is_set():
                return
            kind = dice.choice("rrccci")
            op = f"{kind}-{self._name}-{person}-{at}"
            by, rule = self._work(kind, op, dice)
            self._tell("wanted", op)
            done = self._service.writer.submit(Entry.new(op, by, rule), within=dice.choice(self.within))
            if not done.waiting:
                self._tell("confirmed", op)

    def _work(self, kind: str, op: str, dice: random.Random) -> tuple[Actor, Rule]:
        if kind == "r":
            return self._village, partial(registration.register_model, values=form(f"Mô hình {op}"), distinct=True)
        if kind == "c":
            return self._officer, partial(rules.count_up, model_id=dice.choice(RECORDS))
        return self._officer, rules.log_with_findings

    def _tell(self, what: str, op: str) -> None:
        os.write(self._to, f"{what} {op}\n".encode())


def _actor(service: Service, email: str) -> Actor:
    found = actor_of(service.store.snapshot(), email)
    assert found is not None
    return found


def opened(folder: Path, faults: Faults) -> Service:
    """A service that has the workbook before its eyes."""
    rulebook.RULES.update(rules.RULES)
    service = Service(Config(folder), wrap=faults.wrap, pace=0.01, interval=3600.0)
    service.reader._prepare = None  # the workbook was provisioned: half of the time that opening takes
    service.start()
    until(service.store.fresh, 30)
    return service


def live(folder: Path, seed: int, number: int, tell: int) -> None:
    """Saves until it is killed."""
    writer.LINGER = 0.01  # so that more of its short life is spent sending
    service = opened(folder, Way(seed * 1000 + number, tell))
    Crowd(service, f"p{number}", seed * 1000 + number, tell).save(threading.Event())


def killed(folder: Path, seed: int, number: int, last: bytes, after: float) -> tuple[str, float]:
    """What one process told before it was killed, `after` seconds from its word `last`; seconds until that word."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        live(folder, seed, number, write)
        os._exit(1)
    os.close(write)
    lines: list[bytes] = []
    with os.fdopen(read, "rb") as told:
        lines.append(told.readline())
        begun = time.monotonic()
        while not lines[-1].startswith(last):
            lines.append(told.readline())
            assert lines[-1], "it ended by itself"
        took = time.monotonic() - begun
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        lines += told
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    return b"".join(lines).decode(), took


def kills(folder: Path, seed: int, count: int) -> None:
    """The first life shows how long this machine takes to confirm a save: the others end before and after that."""
    dice = random.Random(seed)
    said, took = killed(folder, seed, 0, b"confirmed", 0.0)
    sys.stdout.write(said)
    longest = min(LONGEST, max(USUAL, 1.5 * took))
    for number in range(1, count):
        last = b"sending" if number % 2 else b"wanted"
        said, _ = killed(folder, seed, number, last, dice.uniform(SHORTEST, longest))
        sys.stdout.write(said)
        sys.stdout.flush()


def one(folder: Path, seed: int, count: int) -> None:
    """Saves until its input is closed, `count` things per person at the most; then it ends in good order."""
    over = threading.Event()
    service = opened(folder, Way(seed))
    threading.Thread(target=until_told, args=(over,), daemon=True).start()
    Crowd(service, f"s{seed}", seed, sys.stdout.fileno()).save(over, count)
    service.close()


def until_told(over: threading.Event) -> None:
    sys.stdin.readline()
    over.set()


def waiting(folder: Path, seed: int, count: int) -> None:
    """Has `count` things to send, and no way to the workbook since it read it."""
    faults = Faults()
    service = opened(folder, faults)
    faults.always = broken.unreachable
    crowd = Crowd(service, f"w{seed}", seed, sys.stdout.fileno())
    crowd.within = (0.01,)
    crowd.save(threading.Event(), count)
    os.write(sys.stdout.fileno(), json.dumps(service.outbox.counts(None)).encode() + b"\n")
    sys.stdin.readline()


if __name__ == "__main__":
    {"kills": kills, "one": one, "waiting": waiting}[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
