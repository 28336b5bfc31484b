"""Rows that a new workbook starts with: the catalogue of allowed values, and an administrator to begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from domain import names
from domain.check_wording import ADMINISTRATOR, LEADERS_OFFICE
from domain.fields import ManyOf, OneOf, specs
from domain.tables import TABLES, Account, CatalogueEntry, Unit
from domain.vocabulary import ALIASES, Role, UnitType
from domain.vocabulary_movement import LABELS

FIRST_OFFICE = "LD-01"


@cache
def choices() -> Mapping[str, tuple[type[StrEnum], ...]]:
    """The header of each column of allowed values, with the classes of values that columns of this header hold."""
    found: dict[str, dict[type[StrEnum], None]] = {}
    for table in TABLES:
        fields: Any = getattr(table, "__pydantic_fields__")  # noqa: B009 - set by pydantic at run time
        for spec in specs(table):
            for one in fields[spec.name].metadata:
                if isinstance(one, OneOf | ManyOf):
                    found.setdefault(spec.header, {})[one.members] = None
    return MappingProxyType({header: tuple(many) for header, many in found.items()})


def catalogue_rows() -> tuple[CatalogueEntry, ...]:
    """The tab Danh mục as it starts: one row per column of allowed values and value, with the usual other spellings."""
    return tuple(row for header, classes in choices().items() for row in _group(header, classes))


def _group(header: str, classes: Iterable[type[StrEnum]]) -> Iterator[CatalogueEntry]:
    """Two columns of one header (Trạng thái of models and of difficulties) share a group; a value stands in it once."""
    aliases: dict[str, dict[str, None]] = {}
    for members in classes:
        for member in members:
            aliases.setdefault(member.value, {}).update(dict.fromkeys(ALIASES.get(member, ())))
    for place, (value, others) in enumerate(aliases.items(), start=1):
        label = LABELS.get(value, value)
        yield CatalogueEntry(group=header, code=value, label=label, aliases=tuple(others), sort=place, used=True)


def spellings(catalogue: Iterable[CatalogueEntry]) -> Mapping[type[StrEnum], Mapping[str, str]]:
    """For each class of values the commune's own spellings: folded text → value. Entries not in use give none."""
    found: dict[type[StrEnum], dict[str, str]] = {}
    for entry in catalogue:
        for members in choices().get(entry.group or "", ()):
            if entry.used is not False and entry.code and entry.code in set(members):
                texts = (*entry.aliases, entry.label or "")
                found.setdefault(members, {}).update(dict.fromkeys(map(names.folded, filter(None, texts)), entry.code))
    return found


def first_admin(email: str) -> Account:
    """The account that signs in first and lets the others in."""
    return Account(email=email, full_name=ADMINISTRATOR, unit_id=FIRST_OFFICE, role=Role.ADMIN, active=True)


def leaders_office(today: date) -> Unit:
    """The unit of the first administrator, for a workbook that has no units yet. Not obliged to register."""
    return Unit(
        unit_id=FIRST_OFFICE,
        name=LEADERS_OFFICE,
        unit_type=UnitType.LEADERSHIP,
        must_register=False,
        valid_from=date(today.year, 1, 1),
        sort=1,
    )
