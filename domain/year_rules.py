"""The chain of years: an administrator notes in a year's workbook where the next one is."""

from __future__ import annotations

from domain import form_wording as wording
from domain.errors import Invalid, NotAllowed
from domain.permissions import Actor
from domain.plan_next_year import number_after
from domain.plans import Plan
from domain.settings_rows import set_value
from domain.snapshot import Snapshot
from domain.vocabulary import Role

NEXT_KEY = "so_nam_sau"


def link_next_year(snapshot: Snapshot, by: Actor, *, address: str) -> Plan:
    """Writes the address of the next year's workbook into Cài đặt; nothing where it stands there already.

    Raises NotAllowed for anybody but an administrator, Invalid where another workbook is the next one.
    """
    if by.role is not Role.ADMIN:
        raise NotAllowed(by.email)
    known = snapshot.settings.next_book
    if known == address:
        return Plan()
    if known:
        raise Invalid({"address": wording.OPENED_ALREADY.format(number_after(snapshot))})
    return set_value(snapshot, NEXT_KEY, address)
