"""Closing a quarter for units: locked and unlocked by an administrator, with exceptions by an officer (data model).

What it reads is the row of Cài đặt as it stands, so two people who lock two quarters at once both have their way.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator

from domain import closing, kept_figures, lock_keys
from domain import form_wording as wording
from domain.closing import Missing
from domain.errors import Doubt, Gone, Invalid, NotAllowed
from domain.lock_keys import EXCEPTIONS, LOCKED
from domain.permissions import Actor, require_add, require_change
from domain.plans import Add, Edit, Plan, Way
from domain.quarters import Quarter
from domain.settings import setting_row
from domain.snapshot import Snapshot
from domain.tables import SettingRow
from domain.view import period
from domain.vocabulary import UnitType


def lock_quarter(snapshot: Snapshot, by: Actor, *, quarter: Quarter, sure: bool = False) -> Plan:
    """Closes a quarter for units, and keeps its figures as they are now; exceptions left from before end.

    Raises NotAllowed, Invalid for `quarter`, or Doubt while something is missing or the quarter is not over and nobody
    said that he is `sure`.
    """
    _require(snapshot, by, LOCKED)
    year = int(snapshot.settings.plan_year)
    first = closing.lockable_from(snapshot, quarter)
    if quarter.year != year:
        raise Invalid({"quarter": wording.NOT_OF_PLAN.format(year)})
    if is_locked(snapshot, quarter):
        raise Invalid({"quarter": wording.LOCKED_ALREADY.format(quarter.name, quarter.year)})
    if snapshot.today < first:
        raise Invalid({"quarter": wording.TOO_EARLY.format(f"{first:%d/%m/%Y}")})
    why = " ".join(warnings(snapshot, quarter))
    if why and not sure:
        raise Doubt(wording.LOCK_ANYWAY.format(why, quarter.name, quarter.year))
    plan = _plan(snapshot, by, quarter, add=(quarter.key,))
    return dataclasses.replace(plan, notes=kept_figures.notes(snapshot, quarter))


def unlock_quarter(snapshot: Snapshot, by: Actor, *, quarter: Quarter) -> Plan:
    """Opens a locked quarter for all units again; the figures that were kept stay in Nhật ký.

    Raises NotAllowed, or Invalid for `quarter`.
    """
    _require(snapshot, by, LOCKED)
    _require_locked(snapshot, quarter)
    return _plan(snapshot, by, quarter, remove={quarter.key})


def open_exception(snapshot: Snapshot, by: Actor, *, quarter: Quarter, unit_ids: tuple[str, ...]) -> Plan:
    """Lets units write into a locked quarter. Raises NotAllowed, Gone, or Invalid for `quarter` or `unit_ids`."""
    _require(snapshot, by, EXCEPTIONS)
    _require_locked(snapshot, quarter)
    _require_units(snapshot, unit_ids)
    there = [one for one in unit_ids if lock_keys.exception(quarter, one) in snapshot.settings.lock_exceptions]
    if there:
        raise Invalid({"unit_ids": wording.OPEN_ALREADY.format(", ".join(there))})
    return _written(snapshot, by, EXCEPTIONS, add=[lock_keys.exception(quarter, one) for one in unit_ids])


def close_exception(snapshot: Snapshot, by: Actor, *, quarter: Quarter, unit_ids: tuple[str, ...]) -> Plan:
    """Ends exceptions of units. Raises NotAllowed, or Invalid for `unit_ids`."""
    _require(snapshot, by, EXCEPTIONS)
    if not unit_ids:
        raise Invalid({"unit_ids": wording.CHOOSE_UNITS})
    wanted = {lock_keys.exception(quarter, one): one for one in unit_ids}
    gone = [unit for key, unit in wanted.items() if key not in snapshot.settings.lock_exceptions]
    if gone:
        raise Invalid({"unit_ids": wording.NO_EXCEPTION.format(", ".join(gone))})
    return _written(snapshot, by, EXCEPTIONS, remove=wanted.keys())


def is_locked(snapshot: Snapshot, quarter: Quarter) -> bool:
    """Whether units are kept from writing to a quarter."""
    return quarter.key in snapshot.settings.locked_quarters


def excepted(snapshot: Snapshot, quarter: Quarter) -> tuple[str, ...]:
    """The units that may write to a quarter although it is locked, as far as the reader may know."""
    found = (lock_keys.of_exception(key) for key in snapshot.settings.lock_exceptions)
    return tuple(unit_id for of, unit_id in found if of == quarter)


def may_lock(snapshot: Snapshot, by: Actor | None) -> bool:
    """Whether `by` locks and unlocks quarters."""
    return by is not None and _may(snapshot, by, LOCKED)


def may_except(snapshot: Snapshot, by: Actor | None) -> bool:
    """Whether `by` opens and closes exceptions."""
    return by is not None and _may(snapshot, by, EXCEPTIONS)


def warnings(snapshot: Snapshot, quarter: Quarter) -> Iterator[str]:
    """What speaks against closing a quarter now, in sentences."""
    last = period(quarter, snapshot.settings)[1]
    if snapshot.today <= last:
        yield wording.STILL_RUNS.format(f"{last:%d/%m/%Y}")
    said = [
        words.format(count) for words, count in _counts(closing.missing(snapshot, quarter)) if count
    ]  # fmt: skip
    if said:
        yield wording.STILL_MISSING.format(", ".join(said))


def _counts(found: Missing) -> tuple[tuple[str, int], ...]:
    return (
        (wording.MISSING_REPORTS, found.reports),
        (wording.UNCONFIRMED, found.unconfirmed),
        (wording.UNVERIFIED, found.unverified),
        (wording.WRONG_CELLS, found.wrong_cells),
    )


def _row(snapshot: Snapshot, key: str) -> SettingRow | None:
    return next((one for one in snapshot.setting_rows if one.key == key), None)


def _require(snapshot: Snapshot, by: Actor, key: str) -> None:
    row = _row(snapshot, key)
    if row is None:
        require_add(by, setting_row(key), snapshot.settings)
    else:
        require_change(by, row, {"value": row.value}, snapshot.settings)


def _may(snapshot: Snapshot, by: Actor, key: str) -> bool:
    try:
        _require(snapshot, by, key)
    except NotAllowed:
        return False
    return True


def _require_locked(snapshot: Snapshot, quarter: Quarter) -> None:
    if not is_locked(snapshot, quarter):
        raise Invalid({"quarter": wording.NOT_LOCKED.format(quarter.name, quarter.year)})


def _require_units(snapshot: Snapshot, unit_ids: Collection[str]) -> None:
    if not unit_ids:
        raise Invalid({"unit_ids": wording.CHOOSE_UNITS})
    for unit_id in unit_ids:
        unit = snapshot.unit(unit_id)
        if unit is None or unit.unit_type is UnitType.LEADERSHIP:
            raise Gone(unit_id)


def _plan(
    snapshot: Snapshot, by: Actor, quarter: Quarter, *, add: Iterable[str] = (), remove: Collection[str] = ()
) -> Plan:  # fmt: skip
    """The locked quarters changed, and with them the end of the quarter's exceptions."""
    plan = _written(snapshot, by, LOCKED, add=add, remove=remove)
    left = {lock_keys.exception(quarter, one) for one in excepted(snapshot, quarter)}
    ended = _written(snapshot, by, EXCEPTIONS, remove=left) if left else Plan()
    return dataclasses.replace(plan, adds=(*plan.adds, *ended.adds), edits=(*plan.edits, *ended.edits))


def _written(
    snapshot: Snapshot, by: Actor, key: str, *, add: Iterable[str] = (), remove: Collection[str] = ()
) -> Plan:  # fmt: skip
    """The list of a setting with some entries more or less; its row is added where somebody has deleted it."""
    row = _row(snapshot, key)
    parts = lock_keys.PARTS[key](row.value if row else None, int(snapshot.settings.plan_year))
    value = lock_keys.changed(parts, add=add, remove=remove)
    if row is None:
        return Plan(adds=(Add(dataclasses.replace(setting_row(key), value=value)),), way=Way.LOCKS)
    require_change(by, row, {"value": value}, snapshot.settings)
    return Plan(edits=(Edit(row, {"value": value}),), way=Way.LOCKS)


LOCKING = frozenset(rule.__name__ for rule in (lock_quarter, unlock_quarter, open_exception, close_exception))
"""The names of the rules that move what units may write: what is saved before and after them must not mix with them."""
