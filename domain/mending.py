"""Correcting one cell: what stands there and cannot be used as it is gets what says the same without a guess."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.errors import Invalid, Mended, NotAllowed
from domain.permissions import OWN_ONLY, Actor, require_mending
from domain.plans import Edit, Plan, Way
from domain.snapshot import Problem, Snapshot
from domain.standing import Standing, blanked, read_cell, record_of, standing_at, table_of


def correct_cell(  # noqa: PLR0913 - together they say which cell and what was seen there
    snapshot: Snapshot,
    by: Actor,
    *,
    tab: str,
    field: str,
    record_id: str | None,
    row: int | None,
    shown: str,
    suggestion: str,
) -> Plan:
    """Writes `suggestion` into the cell of a problem of the list of data errors (`shown` = its value there).

    The problem is looked for again in `snapshot`, wherever its row stands now. Raises Mended when it is not there any
    more, NotAllowed, or Invalid when the suggestion cannot be read either.
    """
    alike = [
        one
        for one in snapshot.problems
        if suggestion and (one.tab, one.field, one.value, one.suggestion) == (tab, field, shown, suggestion)
    ]
    found = _same(alike, record_id, row)
    if found is None or found.row is None:
        raise Mended(record_id or f"{tab}, {row}")
    if by.role in OWN_ONLY and found.unit_id != by.unit_id:
        raise NotAllowed(tab)
    stands = standing_at(snapshot, found.tab, found.row)
    read = read_cell(snapshot, stands.record, field, suggestion)
    if read.wrong:
        raise Invalid({field: read.wrong})
    edit = located(stands, field, {field: read.value})
    require_mending(by, edit.record, edit.values, snapshot)
    return Plan(edits=(edit,), way=Way.MENDS)


def may_correct(snapshot: Snapshot, by: Actor, problem: Problem) -> bool:
    """Whether to offer the suggestion of a problem to `by`, who sees `snapshot`.

    Of a unit's row without a usable key the state is not known here: there only `correct_cell` can tell.
    """
    table = table_of(problem.tab)
    if table is None or not (problem.suggestion and problem.field and problem.row):
        return False
    if by.role in OWN_ONLY and problem.unit_id != by.unit_id:
        return False
    record = record_of(snapshot, problem.tab, problem.record_id)
    if record is None and by.role in OWN_ONLY:
        return problem.field not in table.TAIL
    record = record or table()
    try:
        now = {problem.field: getattr(record, problem.field)}
        require_mending(by, blanked(record, problem.field), now, snapshot)
    except NotAllowed:
        return False
    return True


def located(stands: Standing, field: str, values: dict[str, Any]) -> Edit:
    """The edit of one cell, by the key of its record, or by its row where no key names it alone.

    A value that was guessed is not what the cell says: what is written differs from it even if it means the same.
    """
    before = blanked(stands.record, field)
    if stands.keyed and field not in type(before).KEY:
        return Edit(before, values)
    return Edit(before, values, row=stands.row, cells=stands.cells)


def _same(alike: Sequence[Problem], record_id: str | None, row: int | None) -> Problem | None:
    """The problem of that record; of one without a key that of that row, else the only one that is alike."""
    if record_id is not None:
        of_record = [one for one in alike if one.record_id == record_id]
        return _only([one for one in of_record if one.row == row]) or _only(of_record)
    keyless = [one for one in alike if one.record_id is None]
    return _only([one for one in keyless if one.row == row]) or _only(keyless) or _only(alike)


def _only(found: Sequence[Problem]) -> Problem | None:
    return found[0] if len(found) == 1 else None
