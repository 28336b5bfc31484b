"""Goal R2: kill -9 while people save. What was kept is carried out exactly once, everything else at most once."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from domain.outbox import EntryState
from domain.vocabulary import Tab
from sheets.config import Config
from sheets.service import Service
from tests.sheets.helpers import NEVER
from tests.sheets.perishing import PEOPLE
from tests.sheets.tally import KEYS, Tally
from tests.sheets.ticker import until

ROOT = Path(__file__).parents[2]
KILLS = 50


def process(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.sheets.perishing", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def told(lines: str) -> dict[str, set[str]]:
    """Operations by what became of them. The last line of a process that was killed may be cut."""
    found: dict[str, set[str]] = {"wanted": set(), "kept": set(), "confirmed": set(), "sending": set()}
    for line in lines.splitlines():
        what, _, op = line.partition(" ")
        found[what].add(op)
    return found


def assert_each_once(folder: Path, saves: dict[str, set[str]]) -> None:
    tally = Tally(folder)
    tally.assert_whole()
    tally.assert_exactly_once(saves["kept"] | saves["confirmed"])
    sets = {op: count for op, count in tally.sets().items() if op in saves["wanted"]}
    assert set(sets.values()) == {1}
    of_kind = {kind: Counter(op for op in sets if op.startswith(kind)) for kind in "rci"}
    ours = {tab: Counter({op: many for op, many in tally.added(tab).items() if op in sets}) for tab in KEYS}
    assert ours[Tab.MODELS] == of_kind["r"]
    assert ours[Tab.INSPECTIONS] == ours[Tab.DIFFICULTIES] == of_kind["i"]
    assert ours[Tab.FINDINGS] == of_kind["i"] + of_kind["i"]
    assert tally.changes().total() == of_kind["c"].total()


def drained(folder: Path) -> None:
    """One process in good order sends what is left."""
    service = Service(Config(folder), pace=0.01, interval=NEVER)
    service.start()
    until(lambda: service.outbox.counts(None) == {}, 20)
    service.close()


@pytest.mark.timeout(400)  # a minute on two quiet cores
@pytest.mark.parametrize("seed", [1])
def test_fifty_kills_lose_and_double_nothing(folder: Path, seed: int) -> None:
    with process("kills", folder, seed, KILLS) as killing:
        assert killing.stdout is not None
        lines = killing.stdout.read()
    assert killing.returncode == 0
    saves = told(lines)
    unsent = saves["kept"] - saves["confirmed"]
    assert saves["confirmed"]
    assert unsent, "some kills fell while something was under way (on a slow machine few)"
    drained(folder)
    assert_each_once(folder, saves)


def test_what_a_killed_process_had_not_sent_is_sent_by_another_within_three_seconds(
    service: Service, folder: Path
) -> None:
    other = process("waiting", folder, 1, 3)
    assert other.stdout is not None
    lines = [other.stdout.readline() for _ in range(2 * 3 * PEOPLE)]
    assert json.loads(other.stdout.readline()) == {"waiting": 3 * PEOPLE}
    time.sleep(1.5)
    assert service.outbox.counts(None) == {EntryState.WAITING: 3 * PEOPLE}, "it is alive and will send them itself"
    os.kill(other.pid, signal.SIGKILL)
    until(lambda: service.outbox.counts(None) == {}, 3.0)
    other.communicate()
    assert_each_once(folder, told("".join(lines)))


def test_a_process_that_stands_still_for_seconds_goes_on_where_it_was(service: Service, folder: Path) -> None:
    """SIGSTOP, as when a machine is suspended: its locks stay, and nobody does its work twice."""
    dice, other = random.Random(1), process("one", folder, 7, 12)
    assert other.stdout is not None
    first = other.stdout.readline()
    for _ in range(2):
        time.sleep(dice.uniform(0.05, 0.3))
        os.kill(other.pid, signal.SIGSTOP)
        time.sleep(1.2)
        os.kill(other.pid, signal.SIGCONT)
    lines = first + other.stdout.read()
    other.communicate()
    assert other.returncode == 0
    assert len(told(lines)["kept"]) == 12 * PEOPLE
    drained(folder)
    assert_each_once(folder, told(lines))
