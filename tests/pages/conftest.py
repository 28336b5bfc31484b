"""The session seam and the actions, played by records: pages see nothing else of the workbook."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.clause_states import ClauseState, clause_states, seen_by
from domain.conflicts import Seen
from domain.errors import DvkError
from domain.kept_figures import Kept
from domain.later_changes import Later
from domain.lock_history import Closings
from domain.outbox import Entry
from domain.permissions import Actor, public_figures, visible
from domain.plan_next_year import NextYear, require_valid
from domain.plan_year import YearSeen
from domain.plans import Plan, Rule
from domain.registration import new_model
from domain.snapshot import Problem, Snapshot
from domain.tables import HistoryEntry
from domain.vocabulary import Role, Tab
from sheets import actions, session
from sheets.actions import Done, Registered
from sheets.backup import Kept as KeptCopies
from sheets.store import Health
from sheets.visitors import Identity, Waiting
from tests.components.samples import sample

UNITS = {Role.UNIT: "TH-03", Role.FRONT: "MT-01", Role.LEADER: "LD-03", Role.GUEST: "LD-01"}
READ = datetime(2026, 8, 15, 2, 12, tzinfo=UTC)
FRESH = Health(READ, timedelta(seconds=10), None, None, embedded=True)


@dataclass
class Seam:
    """What the pages get. `down` is raised instead of data, `refusals` one by one instead of writing."""

    whole: Snapshot = field(default_factory=sample)
    actor: Actor | None = None
    mode: Any = "chooser"
    down: DvkError | None = None
    health: Health = FRESH
    refusals: list[DvkError] = field(default_factory=list)
    sent: list[tuple[str, bool, Mapping[str, Any]]] = field(default_factory=list)
    plans: list[tuple[str, Plan]] = field(default_factory=list)
    past: list[HistoryEntry] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    saves: list[Entry] = field(default_factory=list)
    waiting: tuple[int, int] = (0, 0)
    sent_again: list[tuple[str, Seen | None]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    copies: KeptCopies | None = None
    deleted: list[HistoryEntry] = field(default_factory=list)
    unread: DvkError | None = None
    locks: Closings = field(default_factory=Closings)
    changed: tuple[Later, ...] = ()
    lacking: tuple[Problem, ...] = ()
    following: Snapshot | None = None
    broken_year: DvkError | None = None
    chosen_years: list[int | None] = field(default_factory=list)
    crossed: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    opened: list[NextYear] = field(default_factory=list)

    def years(self) -> tuple[YearSeen, ...]:
        """The year that is looked at, and the next one where a test has put it in place."""
        year = int(self.whole.settings.plan_year)
        found = [YearSeen(year, shown=True, usual=True)]
        if self.following is not None or self.broken_year is not None:
            found.append(YearSeen(year + 1, read=self.following is not None, error=self.broken_year))
        return tuple(found)

    def of_year(self, number: int) -> Snapshot | None:
        return {int(one.settings.plan_year): one for one in (self.whole, self.following) if one}.get(number)

    def snapshot_of(self, number: int) -> Snapshot | None:
        found = self.of_year(number)
        return visible(found, self.actor) if found and self.actor else None

    def public_of(self, number: int) -> Snapshot | None:
        if self.down:
            raise self.down
        found = self.of_year(number)
        return public_figures(found) if found else None

    def open_next_year(self, by: Actor, wish: NextYear, *, op: str, told: Any) -> int:  # noqa: ARG002
        if self.refusals:
            raise self.refusals.pop(0)
        require_valid(wish, self.whole)
        self.opened.append(wish)
        return int(self.whole.settings.plan_year) + 1

    def carry_over(self, by: Actor, **asked: Any) -> Done:
        return self._crossed("carry_over", by, asked)

    def replicate_to(self, by: Actor, **asked: Any) -> Done:
        return self._crossed("replicate_to", by, asked)

    def finish(self, by: Actor, rule: Rule, *, number: int, op: str) -> Done:
        plan = rule(self.whole, by)
        self.plans.append((op, plan))
        self.crossed.append(("finish", {"number": number}))
        return Done()

    def _crossed(self, what: str, by: Actor, asked: dict[str, Any]) -> Done:  # noqa: ARG002
        if self.refusals:
            raise self.refusals.pop(0)
        self.crossed.append((what, asked))
        return Done(("MH-2027-0001",), (2,))

    def act_as(self, role: Role) -> None:
        unit = UNITS.get(role, "CQ-01")
        account = next(one for one in self.whole.accounts if (one.role, one.unit_id) == (role, unit))
        self.actor = Actor(account.email or "", account.full_name or "", unit, role)

    def identity(self) -> Identity:
        if self.down:
            raise self.down
        return Identity(self.mode, self.actor, self.whole.accounts if self.mode == "chooser" else ())

    def snapshot(self) -> Snapshot:
        assert self.actor is not None
        return visible(self.whole, self.actor)

    def plan(self) -> tuple[ClauseState, ...]:
        return seen_by(self.actor, clause_states(self.whole))

    def problems(self) -> tuple[Problem, ...]:
        return (*self.lacking, *self.snapshot().problems)

    def version(self) -> int:
        return 0 if self.down else self.whole.version

    def register(self, by: Actor, values: Mapping[str, Any], *, op: str, distinct: bool = False) -> Registered:
        self.sent.append((op, distinct, values))
        new_model(values, snapshot=self.whole, by=by)
        if self.refusals:
            raise self.refusals.pop(0)
        return Registered("MH-2026-0036", 37, None)

    def carry_out(self, by: Actor, rule: Rule, *, op: str, seen: Seen | None = None) -> Done:  # noqa: ARG002
        """The rule is asked; what it plans is remembered and not written. New records get IDs of their own."""
        plan = rule(self.whole, by)
        if self.refusals:
            raise self.refusals.pop(0)
        self.plans.append((op, plan))
        ids = tuple(f"{add.record.PREFIX}-2026-{at:04d}" for at, add in enumerate(plan.adds, 90))
        return Done(ids, tuple(range(90, 90 + len(ids))))

    def send_again(self, _by: Actor, op: str, *, seen: Seen | None = None) -> Done:
        if self.refusals:
            raise self.refusals.pop(0)
        self.sent_again.append((op, seen))
        return Done()

    def give_up(self, _by: Actor, op: str) -> None:
        self.dropped.append(op)

    def gone(self) -> tuple[HistoryEntry, ...]:
        if self.unread:
            raise self.unread
        return tuple(self.deleted)

    def closings(self) -> Closings:
        if self.unread:
            raise self.unread
        assert self.actor is not None
        return self.locks.seen_by(self.actor)

    def changed_since(self, _kept: Kept) -> tuple[Later, ...]:
        return self.changed

    def history(self, tab: Tab, record_id: str) -> tuple[HistoryEntry, ...]:
        if self.unread:
            raise self.unread
        return tuple(one for one in self.past if (one.tab, one.record_id) == (tab, record_id))


@pytest.fixture
def seam(monkeypatch: pytest.MonkeyPatch, no_caches: None) -> Seam:
    """A workbook with the sample, looked at by its administrator."""
    played = Seam()
    played.act_as(Role.ADMIN)
    monkeypatch.setattr(session, "identity", played.identity)
    monkeypatch.setattr(session, "snapshot", played.snapshot)
    monkeypatch.setattr(session, "plan", played.plan)
    monkeypatch.setattr(session, "version", played.version)
    monkeypatch.setattr(session, "health", lambda: played.health)
    monkeypatch.setattr(session, "choose", played.chosen.append)
    monkeypatch.setattr(session, "history", played.history)
    monkeypatch.setattr(session, "deleted", played.gone)
    monkeypatch.setattr(session, "closings", played.closings)
    monkeypatch.setattr(session, "changed_since", played.changed_since)
    monkeypatch.setattr(session, "people", lambda: {one.email: one.full_name for one in played.whole.accounts})
    monkeypatch.setattr(session, "row_link", lambda *_: None)
    monkeypatch.setattr(session, "tab_link", lambda *_: None)
    monkeypatch.setattr(session, "problems", played.problems)
    monkeypatch.setattr(session, "lacking", lambda: played.lacking)
    monkeypatch.setattr(session, "copies", lambda: played.copies)
    monkeypatch.setattr(actions, "register_model", played.register)
    monkeypatch.setattr(actions, "carry_out", played.carry_out)
    monkeypatch.setattr(actions, "send_again", played.send_again)
    monkeypatch.setattr(actions, "give_up", played.give_up)
    monkeypatch.setattr(session, "saves", lambda: tuple(played.saves))
    monkeypatch.setattr(session, "waiting", lambda: Waiting(*played.waiting))
    monkeypatch.setattr(session, "seen_years", played.years)
    monkeypatch.setattr(session, "choose_year", played.chosen_years.append)
    monkeypatch.setattr(session, "snapshot_of", played.snapshot_of)
    monkeypatch.setattr(session, "public_of", played.public_of)
    for name in ("open_next_year", "carry_over", "replicate_to", "finish"):
        monkeypatch.setattr(actions, name, getattr(played, name))
    return played
