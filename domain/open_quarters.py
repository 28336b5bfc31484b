"""What a unit writes into a quarter that is locked for it is refused with what to do about it (data model, “Quarter”).

Permissions refuse it too (domain.unit_rights): here is the sentence for who typed it. Likewise what belongs into the
workbook of another year.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain import form_wording as wording
from domain.errors import Invalid
from domain.permissions import OWN_ONLY, Actor
from domain.quarters import Quarter
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import Row
from domain.unit_rights import closed_quarter, day_quarter, quarter_open

NOTHING: Mapping[str, Any] = {}


def require_open(
    by: Actor, record: Row, settings: Settings, *, field: str, values: Mapping[str, Any] = NOTHING
) -> None:  # fmt: skip
    """Raise Invalid for `field` where a unit's own row lies, or by `values` will lie, in a quarter locked for it."""
    if by.role not in OWN_ONLY:
        return
    quarter = closed_quarter(record, values, settings, by=by.unit_id)
    if quarter is not None:
        raise Invalid({field: wording.LOCKED_QUARTER.format(quarter.name, quarter.year)})


def other_year(day: date | None, settings: Settings) -> str | None:
    """What is wrong with the day of a new record that would count for nothing in this plan's year; else None.

    Under `ky_chot` = NĐ 09/2019 the second half of December may be written into either year.
    """
    year = int(settings.plan_year)
    if day is None or year in (day.year, day_quarter(day, settings).year):
        return None
    said = wording.NEXT_YEAR if day.year == year + 1 else wording.OTHER_YEAR
    return said.format(year, day.year)


def closed_for(snapshot: Snapshot, by: Actor | None, unit_id: str | None) -> tuple[Quarter, ...]:
    """The locked quarters into which `by` may not write for this unit: none for who is not bound to a unit.

    An exception of either of them opens a quarter, as for a row of this unit (unit_rights.closed_quarter).
    """
    if by is None or by.role not in OWN_ONLY:
        return ()
    settings = snapshot.settings
    closed = (key for key in settings.locked_quarters if not quarter_open(key, by.unit_id, settings))
    return tuple(sorted(Quarter.parse(key) for key in closed if not quarter_open(key, unit_id, settings)))
