"""Thousands of things that people do to the sheet while the application works: it reads what a fresh one would read,
and changes no cell of anybody's row but those that it says it changes."""

import random
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from domain import report_rules
from domain.errors import DvkError, WorkbookMissing
from domain.fields import specs
from domain.headers import header_map
from domain.quarters import Quarter
from domain.rows import Grid
from domain.snapshot import Snapshot
from domain.tables import DATA_TABLES, Row
from domain.vocabulary import Tab
from sheets import handwork, looks, numbering
from sheets.actions import carry_out, register_model
from sheets.reader import DATA_TABS, Reader
from sheets.service import Service
from sheets.store import Store
from sheets.workbook import TabInfo, Workbook
from tests.sheets import rules
from tests.sheets.helpers import NEVER, actor, book_in, form, person
from tests.sheets.people import People

OPERATIONS = 5_000  # for each of two seeds
TOGETHER, CHECKED = 125, 4  # operations in one batch; batches between two checkpoints
NEEDED = ("register", "retitle", "inspect", "chores")
QUARTER = Quarter.parse("2026-Q3")
OFFICER = "chuyen-vien@example.vn"
OWN = {"updated_at", "updated_by", "version", "source", "rev"}
FIELDS = (
    *("settings", "units", "accounts", "models", "reports", "village_sums", "inspections", "findings"),
    *("difficulties", "catalogue", "problems", "rows", "columns", "grids", "today"),
)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would come to rest in seconds has done so; the chores are those of the test."""
    monkeypatch.setattr(handwork, "REST", timedelta())
    monkeypatch.setattr(handwork, "GONE", timedelta())
    monkeypatch.setattr(numbering, "QUIET", 0.0)
    monkeypatch.setattr(looks, "AGAIN", 0.0)
    monkeypatch.setattr("sheets.writer.CHORES", NEVER)
    monkeypatch.setattr("sheets.writer.SWEEP", NEVER)
    monkeypatch.setattr("sheets.writer.LINGER", 0.005)


class Application:
    """What the application does meanwhile, one step at a time; `done` counts what came of it."""

    def __init__(self, service: Service, seed: int) -> None:
        self._service, self._dice = service, random.Random(seed)
        self._unit, self._officer = actor(service), actor(service, OFFICER)
        self.done: Counter[str] = Counter()
        self._step, self._what_waits = 0, service.writer.chores
        service.writer.chores = ()  # they are the test's

    def step(self) -> None:
        self._do(self._dice.choice(("register", "report", "confirm", "retitle", "inspect", "chores", "chores", "read")))

    def see_done(self, what: str) -> None:
        """That it can be done, whatever became of the sheet; a record picked at random may be gone by then."""
        for _ in range(20):
            if not self.done[what]:
                self._do("read")
                self._do(what)

    def _do(self, what: str) -> None:
        self._step += 1
        try:
            getattr(self, f"_{what}")(f"op{self._step}")
            self.done[what] += 1
        except DvkError as error:
            self.done[f"{what}: {type(error).__name__}"] += 1

    def _register(self, op: str) -> None:
        register_model(self._unit, form(f"Mô hình {op}"), op=op, distinct=True)

    def _report(self, op: str) -> None:
        models = [one.model_id for one in self._service.store.snapshot().models if one.model_id]
        values = {"prog_self": self._dice.randrange(1, 100), "result": f"Kết quả {op}"}
        rule = partial(report_rules.save_report, quarter=QUARTER, values=values, submit=True, sure=True)
        carry_out(self._officer, partial(rule, model_id=self._dice.choice(models)), op=op)

    def _confirm(self, op: str) -> None:
        reports = [one.report_id for one in self._service.store.snapshot().reports if one.report_id]
        rule = partial(report_rules.confirm_report, report_id=self._dice.choice(reports), progress=42)
        carry_out(self._officer, rule, op=op)

    def _retitle(self, op: str) -> None:
        models = [one.model_id for one in self._service.store.snapshot().models if one.model_id]
        rule = partial(rules.retitle, model_id=self._dice.choice(models), title=f"Tên {op}")
        carry_out(self._officer, rule, op=op)

    def _inspect(self, op: str) -> None:
        carry_out(self._officer, rules.log_with_findings, op=op)

    def _chores(self, _: str) -> None:
        self._service.store.refresh()
        for chore in self._what_waits:
            chore()

    def _read(self, _: str) -> None:
        self._service.store.refresh()


def named_in_history(before: Grid, after: Grid) -> Counter[tuple[str, str, str]]:
    """(tab, ID, column) of the rows that Nhật ký has gained by what the application did."""
    gained = Counter(map(repr, after)) - Counter(map(repr, before))
    titles = [str(one) for one in after[0]]
    found: Counter[tuple[str, str, str]] = Counter()
    for row in after:
        if gained[repr(row)]:
            gained[repr(row)] -= 1
            one = dict(zip(titles, row, strict=False))
            if one.get("Nguồn") == "Ứng dụng":
                found[str(one["Tab"]), str(one["Mã"]), str(one.get("Cột", ""))] += 1
    return found


def unexplained(table: type[Row], before: Grid, after: Grid, named: Counter[tuple[str, str, str]]) -> list[str]:
    """Cells that differ although neither Nhật ký names them nor they are the application's own."""
    header = header_map(table, after[0])
    fields = {at: name for name, at in header.items()}
    titles = {spec.name: spec.header for spec in specs(table)}
    found = [] if before[0] == after[0] else ["the header row"]
    width = max(map(len, (*before, *after)))
    for number in range(1, max(len(before), len(after))):
        was, now = ([*(grid[number] if number < len(grid) else []), *[""] * width][:width] for grid in (before, after))
        key = "|".join(_said(now[header[name]]) for name in table.KEY)
        for at in range(width):
            if was[at] == now[at] and type(was[at]) is type(now[at]):
                continue
            name = fields.get(at, "")
            if name in OWN or (was[at] == "" and name == table.KEY[0] and table.PREFIX):
                continue
            if table.TAB == Tab.INSPECTIONS and name in ("year", "quarter") and now[at] != "":
                continue
            place = (str(table.TAB), key, titles.get(name, ""))
            named[place] -= 1
            if named[place] < 0:
                found.append(f"{table.TAB} {number + 1} {name or at}: {was[at]!r} -> {now[at]!r} ({key})")
    return found


def _said(value: Any) -> str:
    """As Nhật ký names a record: a fraction typed for an ID has a comma there."""
    return (str(value).replace(".", ",") if isinstance(value, float) else str(value)).strip()


def differences(mine: Snapshot, fresh: Snapshot) -> list[str]:
    return [f"{name}" for name in FIELDS if getattr(mine, name) != getattr(fresh, name)]


class Watch:
    """Reads past everything that the application keeps in memory."""

    def __init__(self, folder: Path) -> None:
        self.book: Workbook = book_in(folder)
        self._folder = folder

    def grids(self) -> dict[str, Grid]:
        return self.book.read([*DATA_TABS, Tab.HISTORY])

    def sizes(self) -> dict[str, TabInfo]:
        """By declared name."""
        found = self.book.tabs()
        return {tab: found[self.book.names.get(tab, tab)] for tab in DATA_TABS}

    def check(self, service: Service) -> None:
        """The store has what a fresh one reads. A tab that was renamed just now costs it one reading in vain."""
        with suppress(WorkbookMissing):
            service.store.refresh()
        service.store.refresh()
        fresh = Store(Reader(book_in(self._folder)))
        fresh.refresh()
        mine, other = service.store.snapshot(), fresh.snapshot()
        for name in differences(mine, other):
            ours, theirs = getattr(mine, name), getattr(other, name)
            if isinstance(ours, tuple):
                ours, theirs = [x for x in ours if x not in theirs], [x for x in theirs if x not in ours]
            pytest.fail(f"{name}: {str(ours)[:3000]}\n\n{str(theirs)[:3000]}")


@pytest.mark.timeout(400)
@pytest.mark.parametrize("seed", [1, 2])
def test_an_hour_of_work(service: Service, folder: Path, seed: int) -> None:
    people, application, watch = People(person(folder), seed), Application(service, seed), Watch(folder)
    grids = watch.grids()
    for turn in range(OPERATIONS // TOGETHER):
        people.work(grids, watch.sizes(), TOGETHER)
        watch.book.names = people.names
        before = watch.grids()
        application.step()
        grids = watch.grids()
        named = named_in_history(before[Tab.HISTORY], grids[Tab.HISTORY])
        for table in DATA_TABLES:
            wrong = unexplained(table, before[table.TAB], grids[table.TAB], named)
            assert wrong == [], _told(turn, application, before, grids)
        if turn % CHECKED == CHECKED - 1:
            watch.check(service)
    for what in NEEDED:
        application.see_done(what)
    watch.check(service)
    assert sum(people.done.values()) >= OPERATIONS
    assert all(application.done[what] for what in NEEDED)


def _told(turn: int, application: Application, before: dict[str, Grid], after: dict[str, Grid]) -> str:
    """What Nhật ký has gained meanwhile."""
    gained = [row for row in after[Tab.HISTORY] if row not in before[Tab.HISTORY]]
    return "\n".join([str(turn), str(application.done), *map(str, gained[:40])])
