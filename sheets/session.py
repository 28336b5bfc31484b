"""What a visitor's run sees of the workbook: who acts, and the snapshot that this actor may read.

The one place of this package that asks Streamlit about the visitor. The store lives once per process.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import cast
from urllib.parse import unquote

import streamlit as st

from domain.clause_states import ClauseState, clause_states, seen_by
from domain.errors import NotAllowed
from domain.hand_sheet import HandTab
from domain.history import may_read
from domain.kept_figures import Kept
from domain.later_changes import Later, later
from domain.lock_history import Closings
from domain.outbox import Entry, EntryState
from domain.permissions import OWN_ONLY, READS_ALL, WRITES, Actor, visible
from domain.permissions import public_figures as totals
from domain.plan_year import YearSeen
from domain.restoring import stands_again
from domain.snapshot import Problem, Snapshot
from domain.tables import DATA_TABLES, HistoryEntry
from domain.vocabulary import Role, Tab
from sheets import backup, clock, hand_reading, visitors, years
from sheets.accounts import actor_of, is_local, offered
from sheets.config import Config, config
from sheets.hand_reading import Asked
from sheets.running import Running
from sheets.service import Service
from sheets.store import Health
from sheets.visitors import too_old
from sheets.years import Year

Identity = visitors.Identity
Visitor = visitors.Visitor
Waiting = visitors.Waiting
YEAR, YEAR_PARAM = "dvk_year", "nam"
COOKIE = "dvk_account"  # set by the frame when somebody chooses, so that the choice survives F5
HAND_ROWS = hand_reading.PAGE
CHOSEN = "dvk_account"  # the same choice in the running session
RUNNING = Running()


def visitor() -> Visitor:
    """The visitor of the running script. Empty for the warm run and in AppTest, where a test puts its own in place."""
    return Visitor(st.get_option("server.address"), st.context.headers.to_dict(), st.context.cookies.to_dict())


@st.cache_resource(show_spinner=False, on_release=RUNNING.end, hash_funcs={Config: Config.identity})
def _service(settings: Config, later: bool = False) -> Service:
    return RUNNING.start(settings, later)


def chain() -> tuple[Year, ...]:
    """The years that there are, each with its running service: what waits for any of them is delivered."""
    return years.walk(config(), partial(RUNNING.of, _service))


def service() -> Service:
    """This process's service for the year that the visitor looks at, started on first use without waiting for it.

    Once known the year stays that of the session, whatever becomes the usual one. Raises NoSuchYear.
    """
    known, asked = chain(), _asked()
    found = years.chosen(known, asked, clock.today())
    if asked is None and years.is_known(known):
        st.session_state[YEAR] = found.number
    return found.service or RUNNING.of(_service, config())


def _asked() -> int | None:
    """The year that the address names (`?nam=2027`), else the one that was chosen in this session."""
    named = st.query_params.get(YEAR_PARAM, "")
    if re.fullmatch(r"20\d\d", named):
        st.session_state[YEAR] = int(named)
    return cast(int | None, st.session_state.get(YEAR))


def seen_years() -> tuple[YearSeen, ...]:
    """The years as a visitor may choose among them, the oldest first. Tells no figure, so it needs no actor."""
    return years.seen(chain(), _asked(), clock.today())


def choose_year(number: int | None) -> None:
    """The year that this session looks at from now on; None: the usual one."""
    st.query_params.pop(YEAR_PARAM, None)
    st.session_state[YEAR] = number


def actor_in(number: int) -> Actor | None:
    """Who acts in this run, as the tab Tài khoản of another year knows them."""
    actor, found = identity().actor, years.of_number(chain(), number)
    return actor_of(found.store.snapshot(), actor.email) if actor and found and found.store.latest else None


def public_of(number: int) -> Snapshot | None:
    """The public totals of a year; None where it was never read."""
    if identity().actor is None:
        raise NotAllowed("nobody is signed in")
    found = years.of_number(chain(), number)
    return None if found is None or found.store.latest is None else totals(found.store.snapshot())


def snapshot_of(number: int) -> Snapshot | None:
    """What the actor of this run may read of another year; None without an account in it."""
    actor, found = actor_in(number), years.of_number(chain(), number)
    return None if actor is None or found is None else visible(found.store.snapshot(), actor)


def warm() -> None:
    """Starts reading before the first visitor comes; returns at once, writes nothing."""
    chain()


def identity() -> Identity:
    """Who acts in this run. Looked up in the tab Tài khoản every time. Raises StoreError when nothing was ever read."""
    settings = config()
    if settings.sign_in:
        return _signed_in(st.user.to_dict())
    who = visitor()
    if not (settings.embedded or settings.trial) or not is_local(who.address, who.headers):
        return Identity("closed")
    snapshot = service().store.snapshot()
    chosen = st.session_state.get(CHOSEN, unquote(who.cookies.get(COOKIE, "")))
    return Identity("chooser", actor_of(snapshot, chosen), offered(snapshot))


def _signed_in(user: Mapping[str, object]) -> Identity:
    """Who an identity token stands for. An address that its provider does not vouch for is nobody's."""
    if not user.get("is_logged_in"):
        return Identity("sign_in")
    email = unicodedata.normalize("NFC", str(user.get("email") or "")).strip()
    if user.get("email_verified") in (False, "false") or too_old(user.get("iat")):
        return Identity("unknown", email=email)
    actor = actor_of(service().store.snapshot(), email)
    return Identity("signed_in" if actor else "unknown", actor, email=email)


def choose(email: str) -> None:
    """Remembers the chosen account for this session, "" for nobody; the frame also sets the cookie."""
    st.session_state[CHOSEN] = email


def snapshot() -> Snapshot:
    """What the actor of this run may read. Raises NotAllowed without an actor, StoreError when nothing was read."""
    actor = identity().actor
    if actor is None:
        raise NotAllowed("nobody is signed in")
    return visible(service().store.snapshot(), actor)


def plan() -> tuple[ClauseState, ...]:
    """How each clause of the plan stands, worked out on all there is, as far as the actor of this run may be told."""
    actor = identity().actor
    if actor is None:
        raise NotAllowed("nobody is signed in")
    return seen_by(actor, clause_states(service().store.snapshot()))


def history(tab: Tab, record_id: str) -> tuple[HistoryEntry, ...]:
    """What happened to a record, oldest first, as far as the actor of this run may read it. Asks the workbook."""
    actor = identity().actor
    if actor is None:
        raise NotAllowed("nobody is signed in")
    running = service()
    if not may_read(actor, running.store.snapshot(), tab, record_id):
        return ()
    return running.past.of(tab, record_id)


def deleted() -> tuple[HistoryEntry, ...]:
    """The deleted rows that are still gone and that the actor may bring back; newest first. Asks the workbook."""
    actor = identity().actor
    if actor is None or actor.role in OWN_ONLY:
        return ()
    running = service()
    snapshot = running.store.snapshot()
    tables = {str(table.TAB): table for table in DATA_TABLES if table.TAB in WRITES[actor.role]}
    found = (one for one in running.past.deleted() if one.tab in tables)
    return tuple(one for one in found if not stands_again(snapshot, tables[one.tab or ""], one.record_id or ""))


def closings() -> Closings:
    """Since when quarters are locked, by whom, and the figures that were kept; of exceptions only those that the actor
    of this run may know. Asks the workbook where the lists in Cài đặt have moved. Raises NotAllowed, or StoreError.
    """
    actor = identity().actor
    if actor is None:
        raise NotAllowed("nobody is signed in")
    running = service()
    return running.closed.of(running.store.snapshot()).seen_by(actor)


def changed_since(kept: Kept) -> tuple[Later, ...]:
    """What was changed after a locking, as far as it touches the quarter; for who reads all. Asks the workbook."""
    actor = identity().actor
    if actor is None or actor.role not in READS_ALL or kept.at is None:
        return ()
    running = service()
    return later(running.past.since(kept.at), running.store.snapshot(), kept.quarter, kept.op)


def people() -> Mapping[str, str]:
    """The names of accounts by address, for whoever may read a history; nobody's for a guest."""
    actor = identity().actor
    if actor is None or actor.role is Role.GUEST:
        return {}
    return {one.email: one.full_name for one in service().store.snapshot().accounts if one.email and one.full_name}


def waiting() -> Waiting:
    """What the actor of this run has saved that is not confirmed; of everybody for an administrator."""
    actor = identity().actor
    if actor is None:
        return Waiting()
    found = service().outbox.counts(_whose(actor))
    return Waiting(found.get(EntryState.WAITING, 0), found.get(EntryState.REFUSED, 0))


def saves() -> tuple[Entry, ...]:
    """The same saves themselves, and what was settled within a day, the newest first."""
    actor = identity().actor
    if actor is None:
        raise NotAllowed("nobody is signed in")
    return tuple(service().outbox.of(_whose(actor), since=timedelta(days=1)))


def _whose(actor: Actor) -> str | None:
    """An administrator also sees what people left behind who are not there any more."""
    return None if actor.role is Role.ADMIN else actor.email


def version() -> int:
    """Moves when a value or the day changed; 0 before the first snapshot. Tells nothing else, so it needs no actor."""
    return service().store.version()


def health() -> Health:
    """How old the data are, and why."""
    return service().store.health()


def copies() -> backup.Kept | None:
    """The newest copies of the embedded workbook; None on a Google Sheet. Looks into the folder, not into a copy."""
    return backup.kept(service().config)


def today() -> date:
    """The application's date."""
    return clock.today()


def hand_tab(tab: Tab, words: str = "", page: int = 1, row: int | None = None) -> HandTab:
    """A part of a tab of the embedded workbook, cell by cell, as the actor of this run may see it. Asks the workbook.

    `words` = the rows that hold them, `page` counts from 1, `row` is a sheet row to be shown first. Raises NotAllowed,
    or a StoreError.
    """
    actor = identity().actor
    if actor is None:
        raise NotAllowed("nobody is signed in")
    return hand_reading.read(service(), actor, tab, Asked(words, page, row))


def tab_link(tab: Tab, cell: str = "") -> str | None:
    """The address of a tab on Google, or of a cell of it ("H19"); None where it is not known."""
    running = service()
    gid = running.reader.gids.get(tab)
    if running.config.url is None or gid is None:
        return None
    return f"{running.config.url}#gid={gid}" + (f"&range={cell}" if cell else "")


def problems() -> tuple[Problem, ...]:
    """What is wrong with the data, as far as the actor may see it: headers that are missing now, then single cells."""
    actor = identity().actor
    if actor is None:
        raise NotAllowed("nobody is signed in")
    seen = visible(service().store.snapshot(), actor).problems
    if actor.role not in READS_ALL:
        return seen
    return (*lacking(), *seen)


def lacking() -> tuple[Problem, ...]:
    """The headers for want of which the last reading could not be shown. They are no secret, so it needs no actor."""
    return service().store.lacking()


def row_link(tab: Tab, record_id: str) -> str | None:
    """The address of a record's row on Google; None on the embedded workbook or when the row is not known."""
    running = service()
    return running.link(tab, running.store.snapshot().row_of(tab, record_id))
