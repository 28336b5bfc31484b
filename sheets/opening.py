"""Opening the workbook of the next year: a file of its own, or an empty Google Sheet that people share with us.

Everything goes into it as one atomic batch; then the workbook of this year is told where it is. Each step finds what an
earlier press has done, so that a press that was killed in between is pressed again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from domain import form_wording as wording
from domain.errors import AccessDenied, Invalid, NotAllowed, NotWritten, WorkbookMissing
from domain.permissions import Actor
from domain.plan_next_year import NextYear, number_after, require_valid, rows_of, settings_of, units_of
from domain.snapshot import Snapshot
from domain.tables import DATA_TABLES, Row, SettingRow
from domain.vocabulary import Role, Tab
from domain.year_rules import link_next_year
from sheets import plan_seeds
from sheets.accounts import actor_of
from sheets.client import Connection, Wrap
from sheets.config import Config
from sheets.provision import State, Wish, look, provision
from sheets.service import Service
from sheets.submitting import submit
from sheets.workbook import Workbook

CHECKED, FILLED, LINKED = "checked", "filled", "linked"
"""The steps, as they are told to whoever waits."""

Told = Callable[[str], None]


def open_next(
    service: Service,
    by: Actor,
    wish: NextYear,
    *,
    op: str,
    chain: frozenset[str],
    told: Told = lambda _: None,
    wrap: Wrap | None = None,
) -> int:
    """Opens the year after that of `service`, the last of the chain whose IDs are `chain`. Gives its number.

    Raises NotAllowed for anybody but an administrator, Invalid with a sentence for what is wrong, or a StoreError.
    """
    service.store.refresh()
    snapshot = service.store.snapshot()
    if actor_of(snapshot, by.email) != by or by.role is not Role.ADMIN:
        raise NotAllowed(by.email)
    number = number_after(snapshot)
    if snapshot.settings.next_book is not None:
        return number
    require_valid(wish, snapshot)
    target = _target(service.config, wish, number, chain)
    book = Workbook(Connection(target, wrap, begins=True).client, target.spreadsheet_id)
    with _in_words():
        state = look(book)
    _require_empty(state, number, service.config.marker)
    told(CHECKED)
    with _in_words():
        provision(book, Wish(rows=rows(snapshot, wish, service.config.marker)))
    told(FILLED)
    submit(service, by, partial(link_next_year, address=target.marker), op=op)
    told(LINKED)
    return number


def rows(snapshot: Snapshot, wish: NextYear, previous: str) -> dict[type[Row], list[Row]]:
    """What the new workbook starts with: what is taken along, and the plan's own rows for that year."""
    carried = rows_of(snapshot, wish, previous)
    planned = plan_seeds.plan_rows(units_of(snapshot), (), settings_of(carried))
    return {**planned, **carried}


def _target(config: Config, wish: NextYear, number: int, chain: frozenset[str]) -> Config:
    """Where the workbook will be."""
    if config.embedded:
        return config.following(str(number))
    if not wish.address.strip():
        raise Invalid({"address": wording.ENTER_ADDRESS.format(number)})
    try:
        found = config.following(wish.address)
    except WorkbookMissing as error:
        raise Invalid({"address": wording.NO_ADDRESS}) from error
    if found.spreadsheet_id in chain:
        raise Invalid({"address": wording.BOOK_OF_CHAIN})
    return found


@contextmanager
def _in_words() -> Iterator[None]:
    """What Google says of a spreadsheet that cannot be used, as what to do about it."""
    try:
        yield
    except WorkbookMissing as error:
        raise Invalid({"address": wording.BOOK_NOT_FOUND}) from error
    except AccessDenied as error:
        raise Invalid({"address": wording.BOOK_NOT_SHARED}) from error
    except NotWritten as error:
        if isinstance(error.__cause__, AccessDenied):
            raise Invalid({"address": wording.BOOK_READ_ONLY}) from error
        raise


def _require_empty(state: State, number: int, previous: str) -> None:
    """Raise Invalid where a tab of ours has rows, unless those of a press for the same year that was cut off."""
    settings = _settings(state)
    if (settings.get("nam_ke_hoach"), settings.get("so_nam_truoc")) == (str(number), previous):
        return
    tabs = (table.TAB for table in DATA_TABLES)
    full = [tab for tab in tabs if any(any(cell != "" for cell in row) for row in state.grid(tab)[1:])]
    if full:
        raise Invalid({"address": wording.BOOK_NOT_EMPTY.format(", ".join(full))})


def _settings(state: State) -> dict[str, str]:
    """The settings of a workbook as they stand in its cells, by key."""
    at = state.header(SettingRow)
    cells = (
        [str(row[at[name]]) if at[name] < len(row) else "" for name in ("key", "value")]
        for row in state.grid(Tab.SETTINGS)[1:]
    )
    return {key.strip(): value.strip() for key, value in cells}
