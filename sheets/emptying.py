"""“Bắt đầu với sổ trống”: the workbook without its models, reports, inspections, difficulties and what is around them.

Units, catalogue, settings, criteria and accounts stay, and so does Nhật ký: IDs that were given are not given again.
No quarter is locked any more. A year from which the next one goes on is not emptied.
Before anything is emptied a copy of everything is kept: of the embedded file beside it, of a Google Sheet by Drive.
"""

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from domain import codec, lock_keys
from domain import form_wording as wording
from domain.errors import Invalid, NotAllowed, NotWritten, StoreError
from domain.fields import specs
from domain.names import key
from domain.permissions import Actor
from domain.tables import HistoryEntry, ServiceFigure, SettingRow, Task
from domain.vocabulary import HistoryAction, Role, Source, Tab, YesNo
from sheets import clock, locks
from sheets.accounts import actor_of
from sheets.cells import append_rows, row_data, write_cell, write_cells
from sheets.local import copies
from sheets.local.errors import FileError
from sheets.locks import JOURNAL
from sheets.plan_seeds import plan_rows
from sheets.seeds import DEMO_KEY, SEED_OP, stamped
from sheets.service import Service
from sheets.workbook import Refused, Request

VALUE = next(spec.header for spec in specs(SettingRow) if spec.name == "value")
EMPTIED = (
    Tab.MODELS,
    Tab.REPORTS,
    Tab.VILLAGE_SUMS,
    Tab.INSPECTIONS,
    Tab.FINDINGS,
    Tab.DIFFICULTIES,
    Tab.COMMUNICATIONS,
    Tab.SERVICE_FIGURES,
    Tab.FEEDBACK,
    Tab.EXEMPLARS,
    Tab.REWARDS,
    Tab.TASKS,
    Tab.SCORES,
)
BEGUN_ANEW = (ServiceFigure, Task)  # the plan's own rows come back, without what was filled in


def empty(service: Service, by: Actor, commune: str, op: str) -> str:
    """Carries it out for an administrator who typed the commune's name and the year; gives the name of the copy.

    Raises Invalid for `commune`: typed otherwise, or a later year goes on from this one.
    """
    service.store.refresh(history=True)
    snapshot = service.store.snapshot()
    if actor_of(snapshot, by.email) != by or by.role is not Role.ADMIN:
        raise NotAllowed(by.email)
    year, asked = int(snapshot.settings.plan_year), snapshot.settings.named()
    if snapshot.settings.next_book:
        raise Invalid({"commune": wording.NOT_EMPTIED_ANY_MORE.format(year, year + 1)})
    if key(commune) != key(asked):
        raise Invalid({"commune": wording.TYPE_THE_COMMUNE.format(asked)})
    name = _copy(service)
    try:
        service.book.batch(_requests(service, by, op))
        service.store.refresh(history=True)
    except Refused:
        service.store.refresh(history=True)
        if not service.reader.ledger.carried_out(op):
            raise
    service.noticed.forget(EMPTIED)
    service.past.forget()
    return name


def _copy(service: Service) -> str:
    """Keeps a copy of everything, named by the moment. Raises NotWritten when that is not possible."""
    try:
        if service.config.embedded:
            return f"{copies.FOLDER}/{copies.make_now(service.config.file).name}"
        stamp = clock.real_now().strftime("%Y%m%d-%H%M%S")
        return service.book.copy(f"dan-van-kheo {stamp}")
    except (OSError, FileError, StoreError) as error:
        raise NotWritten(f"no copy could be kept: {error}") from error


def _requests(service: Service, by: Actor, op: str) -> list[Request]:
    gids, history = service.reader.gids, service.reader.ledger.header
    locked = tuple(_values(service, lock_keys.PARTS))
    entries = _entries(service, by, op, {name: old for _, _, name, old in locked})
    return [
        locks.op_lock(gids[JOURNAL], op, clock.real_now()),
        *(_emptied(gids[tab]) for tab in EMPTIED),
        *_begun_anew(service),
        *_no_sample(service),
        *(write_cells(gids[Tab.SETTINGS], row, at, [{}], "userEnteredValue") for row, at, _, _ in locked),
        append_rows(gids[Tab.HISTORY], (row_data(HistoryEntry, one, history) for one in entries)),
    ]


def _entries(service: Service, by: Actor, op: str, locked: Mapping[str, str]) -> Iterator[HistoryEntry]:
    """What Nhật ký says of it: the rows of each tab that went, the banner, and the lists of locks as they stood."""
    one = HistoryEntry(op_id=op, at=clock.now(), by=by.email, source=Source.APPLICATION, attempt=f"{op}.1")
    for tab in EMPTIED:
        count = sum(any(cell != "" for cell in row) for row in service.store.grid(tab)[1:])
        if count:
            yield dataclasses.replace(one, action=HistoryAction.SOFT_DELETE, tab=tab, old=str(count), new="0")
    setting = dataclasses.replace(one, tab=Tab.SETTINGS, column=VALUE)
    yield dataclasses.replace(setting, action=HistoryAction.EDIT, record_id=DEMO_KEY, old=YesNo.YES, new=YesNo.NO)
    for name, old in locked.items():
        yield dataclasses.replace(setting, action=HistoryAction.LOCK_PERIOD, record_id=name, old=old)


def _begun_anew(service: Service) -> Iterator[Request]:
    """The tasks of every unit and the indicators of every quarter, as a new workbook has them."""
    snapshot = service.store.snapshot()
    rows = plan_rows(snapshot.units, (), snapshot.settings)
    for table in BEGUN_ANEW:
        header = codec.header_map(table, service.store.grid(table.TAB)[0])
        data = (row_data(table, stamped(record, SEED_OP), header) for record in rows[table])
        yield append_rows(service.reader.gids[table.TAB], data)


def _emptied(gid: int) -> Request:
    """All values under the header row; formats, dropdowns and notes stay."""
    return {"updateCells": {"range": {"sheetId": gid, "startRowIndex": 1}, "fields": "userEnteredValue"}}


def _no_sample(service: Service) -> list[Request]:
    """The banner of the sample goes."""
    gid = service.reader.gids[Tab.SETTINGS]
    return [write_cell(gid, row, at, YesNo.NO) for row, at, _, _ in _values(service, (DEMO_KEY,))]


def _values(service: Service, names: Collection[str]) -> Iterator[tuple[int, int, str, str]]:
    """Of these settings those with a value: sheet row, column (0-based), key, and what stands in the cell."""
    grid = service.store.grid(Tab.SETTINGS)
    header = codec.header_map(SettingRow, grid[0])

    def cell(row: list[Any], name: str) -> Any:
        return row[header[name]] if header[name] < len(row) else ""

    for number, row in enumerate(grid[1:], 2):
        name, value = cell(row, "key"), cell(row, "value")
        if name in names and value not in ("", None):
            yield number, header["value"], str(name), str(value)
