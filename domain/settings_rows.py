"""The rows of Cài đặt as they stand, and the plan that changes one of them."""

from __future__ import annotations

from typing import cast

from domain.plans import Add, Edit, Plan
from domain.settings import setting_rows
from domain.snapshot import Snapshot
from domain.standing import standing_at
from domain.tables import SettingRow
from domain.vocabulary import Tab


def standing_rows(snapshot: Snapshot) -> tuple[SettingRow, ...]:
    """The rows of the tab that count, in their order. `snapshot` must have its raw values."""
    rows = sorted(snapshot.rows.get(Tab.SETTINGS, {}).values())
    return tuple(cast(SettingRow, standing_at(snapshot, Tab.SETTINGS, row).record) for row in rows)


def set_value(snapshot: Snapshot, key: str, value: str) -> Plan:
    """Gives the setting `key` a value, in a row of its own where the tab lacks it."""
    row = next((one for one in standing_rows(snapshot) if one.key == key), None)
    if row is not None:
        return Plan(edits=(Edit(row, {"value": value or None}),))
    declared = next(one for one in setting_rows() if one.key == key)
    return Plan(adds=(Add(SettingRow(key=key, value=value or None, kind=declared.kind, meaning=declared.meaning)),))
