"""The workbook of the next year as it starts: what of this year's is taken along, and what begins anew.

Units that are still there, their active accounts, the catalogue, the criteria with the commune's own changes, and the
settings with every deadline a year later. Models, reports and all that was recorded stay where they are.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from domain import form_wording as wording
from domain.errors import Invalid
from domain.settings import DATE, FIELDS, READ, Settings, moved, read_settings, setting_rows
from domain.settings_rows import standing_rows
from domain.snapshot import Snapshot
from domain.tables import Account, CatalogueEntry, Criterion, Row, SettingRow, Unit

UNDECIDED_NO, UNDECIDED_BASIS = "…/KH-UBND", "…-KH/ĐU"  # how a document writes a number that is not given yet
CARRIED: tuple[type[Row], ...] = (Unit, Account, CatalogueEntry, Criterion)
BEGUN_ANEW: Mapping[str, str] = {"can_cu": UNDECIDED_BASIS, "khoa_ky": "", "ngoai_le_khoa_ky": "", "so_nam_sau": ""}


@dataclass(frozen=True, slots=True)
class NextYear:
    """What the administrator says of the next year: number and day of its plan (I.1; expected, while not issued).

    `address` is that of the empty Google Sheet, "" for the embedded workbook.
    """

    plan_no: str
    plan_date: date | None
    address: str = ""


def number_after(snapshot: Snapshot) -> int:
    """The year after that of this workbook."""
    return int(snapshot.settings.plan_year) + 1


def is_time(snapshot: Snapshot) -> bool:
    """Whether the next year may be opened: this one has begun."""
    return snapshot.today.year >= snapshot.settings.plan_year


def require_valid(wish: NextYear, snapshot: Snapshot) -> None:
    """Raise Invalid, with a sentence per field, unless a year can be opened with it."""
    year = number_after(snapshot)
    problems = {}
    if not is_time(snapshot):
        problems["year"] = wording.TOO_EARLY_FOR_YEAR.format(year, year - 1)
    if not wish.plan_no.strip():
        problems["plan_no"] = wording.ENTER_PLAN_NO
    if wish.plan_date is None:
        problems["plan_date"] = wording.ENTER_PLAN_DATE
    elif wish.plan_date.year not in (year - 1, year):
        problems["plan_date"] = wording.PLAN_DATE_OF_YEAR.format(year, year - 1)
    if problems:
        raise Invalid(problems)


def rows_of(snapshot: Snapshot, wish: NextYear, previous: str) -> dict[type[Row], list[Row]]:
    """The rows of the next year's workbook that come from this one, whose address is `previous`."""
    units = units_of(snapshot)
    kept = {one.unit_id for one in units}
    accounts = [one for one in snapshot.accounts if one.active and one.unit_id in kept]
    found: dict[type[Row], list[Row]] = {
        Unit: [*units],
        Account: [*accounts],
        CatalogueEntry: [*snapshot.catalogue],
        Criterion: [*snapshot.criteria],
        SettingRow: [*_settings(snapshot, wish, previous)],
    }
    return {table: [_fresh(one) for one in rows] for table, rows in found.items()}


def units_of(snapshot: Snapshot) -> tuple[Unit, ...]:
    """The units that are still there when the next year begins."""
    begin = date(number_after(snapshot), 1, 1)
    return tuple(one for one in snapshot.units if one.valid_to is None or one.valid_to >= begin)


def settings_of(rows: Mapping[type[Row], list[Row]]) -> Settings:
    """The settings as these rows say them."""
    settings, _ = read_settings(one for one in rows[SettingRow] if isinstance(one, SettingRow))
    return settings


def _settings(snapshot: Snapshot, wish: NextYear, previous: str) -> Iterator[SettingRow]:
    """Every declared key, then those that somebody has added, in the order in which they stand."""
    year = number_after(snapshot)
    given = {
        **BEGUN_ANEW,
        "nam_ke_hoach": str(year),
        "so_ke_hoach": wish.plan_no.strip(),
        "ngay_ke_hoach": f"{wish.plan_date:%d/%m/%Y}" if wish.plan_date else "",
        "so_nam_truoc": previous,
    }
    standing = {one.key: one for one in standing_rows(snapshot) if one.key}
    declared = {one.key or "": one for one in setting_rows()}
    for key, row in (declared | standing).items():
        default = declared.get(key)
        value = given.get(key, row.value or (default.value if default else None))
        if key not in given and key in FIELDS and FIELDS[key].metadata["key"].kind == DATE:
            shift = year - int(snapshot.settings.plan_year)
            value = _later(value, shift) or _later(default.value if default else None, shift)
        yield dataclasses.replace(row, value=value or None)


def _later(value: str | None, years: int) -> str | None:
    """The same day so many years later; None where there is none, or none that can be read."""
    try:
        day = READ[DATE](value) if value else None
    except ValidationError:
        return None
    return None if day is None else f"{moved(day, years):%d/%m/%Y}"


def _fresh(record: Row) -> Row:
    """The record without what the application wrote of its past."""
    nothing: dict[str, None] = dict.fromkeys(record.TAIL)
    return dataclasses.replace(record, **nothing)
