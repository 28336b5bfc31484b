"""Correcting one cell: what stands there and cannot be used as it is gets what says the same without a guess."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.errors import Invalid, Mended, NotAllowed
from domain.permissions import OWN_ONLY, WRITES, Actor, require_mending
from domain.plans import Edit, Plan, Unmerge, Way
from domain.snapshot import Problem, Snapshot
from domain.standing import Standing, blanked, read_cell, record_of, standing_at, table_of
from domain.vocabulary import Tab


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


def fill_down(snapshot: Snapshot, by: Actor, *, tab: str, field: str, row: int | None, until: int, shown: str) -> Plan:
    """Takes merged cells of one column apart and writes what stands in the first of them into the others (row 38).

    Of officers and administrators only. Raises Mended when no such cells are merged any more.
    """
    at = [(one.row, one.until, one.field, one.value) for one in snapshot.problems if one.tab == tab]
    column = snapshot.columns.get(Tab(tab), {}).get(field)
    if row is None or column is None or (row, until, field, shown) not in at:
        raise Mended(f"{tab}, {row}")
    if by.role in OWN_ONLY:
        raise NotAllowed(tab)
    value = standing_at(snapshot, Tab(tab), row).raw(field)
    edits = [_filled(snapshot, by, Tab(tab), one, field, value) for one in range(row + 1, until + 1)]
    return Plan(
        edits=tuple(one for one in edits if one is not None),
        way=Way.MENDS,
        unmerges=(Unmerge(Tab(tab), row, until, column),),
    )


def _filled(snapshot: Snapshot, by: Actor, tab: Tab, row: int, field: str, value: Any) -> Edit | None:
    """The edit of one row below; None where there is no record, or the cell says something of its own."""
    grid = snapshot.grids.get(tab, ())
    if row > len(grid) or not any(grid[row - 1]):
        return None
    stands = standing_at(snapshot, tab, row)
    if stands.raw(field) != "":
        return None
    read = read_cell(snapshot, stands.record, field, value)
    if read.wrong:
        raise Invalid({field: read.wrong})
    edit = located(stands, field, {field: read.value})
    require_mending(by, edit.record, edit.values, snapshot)
    return edit


def may_fill_down(by: Actor, problem: Problem) -> bool:
    """Whether to offer it."""
    table = table_of(problem.tab)
    if table is None or problem.until is None or not problem.value or by.role in OWN_ONLY:
        return False
    return problem.tab in WRITES[by.role] and problem.field not in table.TAIL


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
