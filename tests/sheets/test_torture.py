"""Goal R1: many people save at once while answers get lost, and everybody presses again when told that it failed."""

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from math import ceil
from pathlib import Path
from typing import Any

import pytest
import requests

from domain.errors import StoreError
from domain.vocabulary import Tab
from sheets import session, writer
from sheets.actions import Done, Registered, carry_out, register_model
from sheets.config import Config
from sheets.service import Service
from tests.sheets.faults import OUT_OF_QUOTA, UNAVAILABLE, Faults
from tests.sheets.helpers import MODELS_IN_SAMPLE, NEVER, actor, form
from tests.sheets.rules import count_up, log_with_findings
from tests.sheets.tally import Tally

WRITERS, EACH = 20, 10
OFFICER = "chuyen-vien@example.vn"
RECORDS = [f"MH-2026-{number:04d}" for number in range(1, 9)]
BURST = 4  # calls that are refused once the quota is used up
TWENTY_WRITES = [*["lost"] * 6, *["broken"] * 2, "quota", *["good"] * 11]
TWENTY_READS = [*["broken"] * 2, *["good"] * 18]


class Storm(Faults):
    """30 % of the writes lose their answer after being applied, 10 % of the calls get a 503, bursts of them a 429."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._dice, self._mine, self._burst = random.Random(seed), threading.Lock(), 0
        self._decks: dict[str, list[str]] = {"GET": [], "POST": []}
        self.lost = self.refused = 0
        self.always = self._weather

    def _weather(self, request: requests.PreparedRequest, go_on: Callable[[], requests.Response]) -> requests.Response:
        with self._mine:
            luck = self._drawn(request.method or "GET")
            self.refused += luck in ("broken", "quota")
        if luck in ("broken", "quota"):
            return (UNAVAILABLE if luck == "broken" else OUT_OF_QUOTA)(request, go_on)
        answer = go_on()
        if luck == "lost" and answer.ok:
            self.lost += 1
            raise requests.ConnectionError("lost after it was applied")
        return answer

    def _drawn(self, method: str) -> str:
        """From a shuffled deck, so that a short storm has its share of everything."""
        if self._burst:
            self._burst -= 1
            return "quota"
        deck = self._decks[method]
        if not deck:
            deck += TWENTY_READS if method == "GET" else TWENTY_WRITES
            self._dice.shuffle(deck)
        luck = deck.pop()
        self._burst = BURST - 1 if luck == "quota" else 0
        return luck


@pytest.fixture
def storm(request: pytest.FixtureRequest) -> Storm:
    return Storm(request.param)


@pytest.fixture
def stormy(storm: Storm, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(writer, "LINGER", 0.01)  # smaller groups: more answers that can get lost
    running = Service(Config(folder), wrap=storm.wrap, pace=0.01, interval=NEVER, answer_within=0.4)
    running.start()
    while not running.store.version():
        time.sleep(0.01)
        if running.store.health().error:
            running.store._wake.set()
    monkeypatch.setattr(session, "service", lambda: running)
    yield running
    running.close()


def pressed_until_done(press: Callable[[], Done | Registered]) -> Done | Registered:
    """Presses again whenever the answer is that it failed or waits."""
    end = time.monotonic() + 60
    while True:
        try:
            answer = press()
            if not answer.waiting:
                return answer
        except StoreError:
            time.sleep(0.02)
        assert time.monotonic() < end


def registrations(service: Service, writer: int) -> list[str]:
    by = actor(service)
    made = []
    for at in range(EACH):
        op = f"w{writer}n{at}"
        press = partial(register_model, by, form(f"Mô hình {op}"), op=op, distinct=True)
        answer = pressed_until_done(press)
        assert isinstance(answer, Registered)
        made.append(answer.model_id)
    return made


@pytest.mark.parametrize("storm", [1], indirect=True)
def test_two_hundred_registrations_in_a_storm_make_two_hundred_rows(
    stormy: Service, storm: Storm, folder: Path
) -> None:
    with ThreadPoolExecutor(WRITERS) as people:
        answered = [one for made in people.map(partial(registrations, stormy), range(WRITERS)) for one in made]
    tally, ops = Tally(folder), [f"w{writer}n{at}" for writer in range(WRITERS) for at in range(EACH)]
    assert storm.lost >= 2
    assert storm.refused >= 2
    assert len(set(answered)) == len(answered) == WRITERS * EACH
    assert len(tally.ids(Tab.MODELS)) == MODELS_IN_SAMPLE + WRITERS * EACH
    assert set(answered) <= set(tally.ids(Tab.MODELS))
    added = tally.added(Tab.MODELS)
    assert [added[op] for op in ops] == [1] * len(ops)
    tally.assert_exactly_once(ops)
    tally.assert_whole()
    assert stormy.outbox.counts(None) == {}


@pytest.mark.parametrize("storm", [3], indirect=True)
def test_registrations_changes_and_inspections_mixed_in_a_storm_each_happen_once(
    stormy: Service, storm: Storm, folder: Path
) -> None:
    dice = random.Random(5)
    models = {f"m{at}": partial(register_model, actor(stormy), form(f"Số {at}"), distinct=True) for at in range(30)}
    officer = partial(carry_out, actor(stormy, OFFICER))
    changes = {f"c{at}": partial(officer, partial(count_up, model_id=dice.choice(RECORDS))) for at in range(40)}
    inspections = {f"i{at}": partial(officer, log_with_findings) for at in range(10)}
    work: list[tuple[str, Callable[..., Any]]] = [*models.items(), *changes.items(), *inspections.items()]
    dice.shuffle(work)
    with ThreadPoolExecutor(WRITERS) as people:
        list(people.map(lambda one: pressed_until_done(partial(one[1], op=one[0])), work))
    tally = Tally(folder)
    assert storm.lost >= 2
    tally.assert_exactly_once([op for op, _ in work])
    tally.assert_whole()
    assert sum(tally.changes()[record] for record in RECORDS) == len(changes)
    assert {tally.added(Tab.MODELS)[op] for op in models} == {1}
    assert {tally.added(Tab.INSPECTIONS)[op] for op in inspections} == {1}
    assert {tally.added(Tab.FINDINGS)[op] for op in inspections} == {2}
    assert stormy.outbox.counts(None) == {}


@pytest.mark.parametrize("many", [1, 10, 20, 50])
def test_registrations_at_once_cost_a_tenth_of_their_number_and_one_write_and_no_read(
    service: Service, faults: Faults, folder: Path, many: int
) -> None:
    by, together = actor(service), threading.Barrier(many)
    service.answer_within = 60  # the test is about the number of calls, not about how busy the machine is

    def one(at: int) -> str:
        together.wait()
        return register_model(by, form(f"Mô hình {at}"), op=f"o{at}", distinct=True).model_id

    with ThreadPoolExecutor(many) as people:
        made = list(people.map(one, range(many)))
    assert len(set(made)) == many
    assert len(faults.writes) <= ceil(many / 10) + 1
    assert faults.reads == []
    Tally(folder).assert_exactly_once([f"o{at}" for at in range(many)])
