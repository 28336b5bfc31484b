"""The chain of years: each workbook names that of the next year in its settings; the configured one is the first.

Walked anew in every run on what was last read: it costs no call. A workbook that cannot be opened ends the chain with
the reason; the years before it go on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.errors import DvkError, NoSuchYear, OtherYear, StoreError
from domain.plan_year import YearSeen
from domain.snapshot import Snapshot
from sheets.config import Config
from sheets.service import Service

LONGEST = 30  # years; more is a mistake of somebody's settings

ServiceOf = Callable[[Config, bool], Service]
"""The running service of a workbook; True for those after the first."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the chain. `number` is 0 while the first workbook was never read; `error`: why it cannot be shown."""

    number: int
    service: Service | None
    error: DvkError | None = None

    @property
    def latest(self) -> Snapshot | None:
        """What was last read of it."""
        return None if self.service is None or self.error else self.service.store.latest

    @property
    def can_be_shown(self) -> bool:
        """Also while its first reading is under way."""
        return self.service is not None and self.error is None


def walk(first: Config, service_of: ServiceOf) -> tuple[Year, ...]:
    """The years from the first workbook on, at least that one."""
    running = service_of(first, False)
    latest = running.store.latest
    found = [Year(int(latest.settings.plan_year) if latest else 0, running)]
    seen = {first.spreadsheet_id}
    while len(found) < LONGEST and (latest := found[-1].latest) and (marker := latest.settings.next_book):
        last = found[-1]
        found.append(_after(last, marker, seen, service_of))
    return tuple(found)


def _after(last: Year, marker: str, seen: set[str], service_of: ServiceOf) -> Year:
    number = last.number + 1
    try:
        settings = last.service.config.following(marker) if last.service else None
    except StoreError as error:
        return Year(number, None, error)
    if settings is None or settings.spreadsheet_id in seen:
        return Year(number, None, OtherYear(marker))
    seen.add(settings.spreadsheet_id)
    running = service_of(settings, True)
    return Year(number, running, _error(running, number))


def _error(running: Service, number: int) -> DvkError | None:
    """Why the workbook cannot be shown as that of `number`. One that was never read is asked again meanwhile."""
    latest = running.store.latest
    if latest is None:
        running.store.version()
        return running.store.health().error
    return None if int(latest.settings.plan_year) == number else OtherYear(str(number))


def usual(chain: Sequence[Year], today: date) -> Year:
    """The year for whoever asks for none: the newest that has begun, else the first."""
    begun = [one for one in chain[1:] if one.can_be_shown and one.number <= today.year]
    return begun[-1] if begun else chain[0]


def is_known(chain: Sequence[Year]) -> bool:
    """Whether all years are there: the last one was read, or it is known why it cannot be."""
    return chain[-1].latest is not None or chain[-1].error is not None


def chosen(chain: Sequence[Year], wanted: int | None, today: date) -> Year:
    """The year that a visitor looks at. Raises NoSuchYear where the one that is wanted cannot be shown.

    It never is another one than that: what is typed or pressed would go into the wrong workbook. While the chain is
    not known to its end it is the last one that is, of which the page says that it is being read.
    """
    if wanted is None:
        return usual(chain, today)
    named = next((one for one in chain if one.number == wanted and one.can_be_shown), None)
    if named is None and is_known(chain):
        raise NoSuchYear(wanted)
    return named or chain[-1]


def seen(chain: Sequence[Year], wanted: int | None, today: date) -> tuple[YearSeen, ...]:
    """The years for a visitor who asks for `wanted`, the oldest first; none is `shown` where that cannot be."""
    first = usual(chain, today)
    try:
        shown = chosen(chain, wanted, today)
    except NoSuchYear:
        shown = None
    return tuple(YearSeen(one.number, one is shown, one is first, one.latest is not None, one.error) for one in chain)


def of_number(chain: Sequence[Year], number: int) -> Service | None:
    """The service of a year of the chain."""
    return next((one.service for one in chain if one.number == number and one.can_be_shown), None)
